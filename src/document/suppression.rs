//! Comments that tell masthead to be silent.

use crate::source::Span;
use crate::yaml::Comment;

/// `# masthead: ignore[rule, group]`
#[derive(Debug)]
pub struct Suppression<'a> {
    /// The whole comment, from its `#` on.
    pub comment: Span,
    /// What is to be ignored, as written, each with its place.
    pub names: Vec<(&'a str, Span)>,
    pub scope: Scope,
}

/// What a suppression covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The whole document.
    File,
    /// Findings that begin on the line in this span.
    Line(Span),
}

/// Reads the suppressions among the comments of a front matter.
pub(super) fn parse<'a>(text: &'a str, comments: &[Comment<'a>]) -> Vec<Suppression<'a>> {
    let _ = (text, comments);
    Vec::new()
}
