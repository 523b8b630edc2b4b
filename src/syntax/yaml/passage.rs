//! A few lines with a fault that shows without reading anything else, and what would mend them.

use std::ops::Range;

use super::mend::Patch;
use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::source::Span;
use crate::tree::{Problem, ProblemKind};

/// The lines, what is said of them and the repair. Places are bytes of the block.
#[derive(Clone, Debug)]
pub(super) struct Passage {
    /// From the first line that it is about to the last.
    pub(super) lines: Range<usize>,
    /// Whether the first of them is no field, but belongs to the one above.
    below: bool,
    /// What the finding points at.
    place: Range<usize>,
    message: String,
    help: Option<String>,
    /// What the repair does, where it is offered.
    fix: Option<String>,
    pub(super) patches: Vec<Patch>,
}

impl Passage {
    pub(super) fn new(lines: Range<usize>, place: Range<usize>, message: impl Into<String>) -> Self {
        Self { lines, below: false, place, message: message.into(), help: None, fix: None, patches: Vec::new() }
    }

    /// The same with more lines.
    pub(super) fn to(mut self, end: usize) -> Self {
        self.lines.end = end;
        self
    }

    /// Says that the first line is no field.
    pub(super) fn below(mut self) -> Self {
        self.below = true;
        self
    }

    /// Whether the line that begins here belongs to the field above it, whatever it begins with.
    pub(super) fn goes_on(&self, line: usize) -> bool {
        self.lines.contains(&line) && (self.below || line > self.lines.start)
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

    pub(super) fn patch(mut self, range: Range<usize>, text: impl Into<String>) -> Self {
        self.patches.push(Patch { range, text: text.into() });
        self
    }

    pub(super) fn patches(mut self, patches: impl IntoIterator<Item = Patch>) -> Self {
        self.patches.extend(patches);
        self
    }

    /// The finding, where the block begins at byte `base` of its file.
    pub(super) fn problem(&self, base: usize) -> Problem {
        let span = |range: &Range<usize>| Span::new(base + range.start, base + range.end);
        let mut diagnostic = Diagnostic::new(span(&self.place), self.message.clone());
        if let Some(help) = &self.help {
            diagnostic = diagnostic.help(help.clone());
        }
        if let Some(fix) = &self.fix {
            let edit = |patch: &Patch| Edit::replace(span(&patch.range), patch.text.clone());
            diagnostic = diagnostic.fix(Fix::unsafe_(fix.clone(), self.patches.iter().map(edit).collect::<Vec<_>>()));
        }
        Problem::new(ProblemKind::Syntax, diagnostic)
    }
}
