//! Likely causes of a fault, each with the repair that would prove it.

use std::ops::Range;

use super::line::Line;
use super::{Failure, hash, lines, quote, slips, stray, structure};
use crate::tree::ProblemKind;

/// How many lines above the one where reading stopped may hold the mistake.
const LINES_ABOVE: usize = 6;

/// What may be wrong. Places are bytes of the text that was looked at.
#[derive(Clone, Debug)]
pub(super) struct Cause {
    pub(super) kind: ProblemKind,
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) help: Option<String>,
    /// What the repair does, where it is worth offering.
    pub(super) fix: Option<String>,
    pub(super) edits: Vec<(Range<usize>, String)>,
    /// No fault at all: common readers take it, though YAML 1.2 does not.
    pub(super) silent: bool,
    /// So plain to see that any progress proves it.
    pub(super) plain: bool,
}

impl Cause {
    pub(super) fn new(range: Range<usize>, message: impl Into<String>) -> Self {
        let kind = ProblemKind::Syntax;
        Self {
            kind,
            range,
            message: message.into(),
            help: None,
            fix: None,
            edits: Vec::new(),
            silent: false,
            plain: false,
        }
    }

    pub(super) fn look_alike(mut self) -> Self {
        self.kind = ProblemKind::LookAlike;
        self
    }

    pub(super) fn silent(mut self) -> Self {
        self.silent = true;
        self
    }

    pub(super) fn plain(mut self) -> Self {
        self.plain = true;
        self
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// What to do, which is also what is offered to be done.
    pub(super) fn fix(mut self, fix: impl Into<String>) -> Self {
        let fix = fix.into();
        self.help.get_or_insert_with(|| fix.clone());
        self.fix = Some(fix);
        self
    }

    pub(super) fn edit(mut self, range: Range<usize>, text: impl Into<String>) -> Self {
        self.edits.push((range, text.into()));
        self
    }
}

/// The causes that are worth a try, the likeliest first. `before` is the field above this one.
pub(super) fn likely(text: &str, failure: &Failure, before: &str) -> Vec<Cause> {
    let mut causes = Vec::new();
    structure::characters(text, failure.at(), &mut causes);
    if matches!(failure, Failure::Stray) {
        stray::causes(text, before, &mut causes);
        return causes;
    }
    let fault = Line::at(text, failure.at().min(text.len()));
    structure::closer(text, &fault, &mut causes);
    stray::line(text, &Line::at(text, stray::first_line(text)), &mut causes);
    if let Some(below) = fault.below(text).filter(|below| below.indentation(text).contains('\t')) {
        structure::spaces(text, &below, &mut causes);
    }
    lines::causes(text, &fault, &mut causes);
    quote::ended_above(text, &fault, &mut causes);
    let mut near = vec![fault.clone()];
    while let Some(above) = near.last().filter(|line| line.start > 0 && near.len() <= LINES_ABOVE) {
        near.push(Line::at(text, above.start - 1));
    }
    slips::missing_commas(text, &fault, &mut causes);
    for line in &near {
        slips::causes(text, line, &mut causes);
    }
    for line in &near {
        hash::causes(text, line, &mut causes);
        quote::far_end(text, line, &mut causes);
    }
    for (index, line) in near.iter().enumerate() {
        structure::spaces(text, line, &mut causes);
        quote::causes(text, line, &mut causes);
        structure::marks(text, line, index == 0, &mut causes);
    }
    structure::list_below_value(text, &fault, &mut causes);
    structure::indentation(text, &fault, &mut causes);
    stray::line(text, &fault, &mut causes);
    causes
}
