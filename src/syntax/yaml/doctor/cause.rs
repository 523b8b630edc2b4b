//! What may be wrong, with the repair that would prove it.

use std::ops::Range;

use crate::tree::ProblemKind;

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
