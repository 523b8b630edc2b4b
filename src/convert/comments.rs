//! The comments of a document, each of which is written once, beside what it stood beside.

use crate::source::Span;
use crate::tree::Comment;

/// The comments that are still to be written.
pub(super) struct Comments<'d, 'a> {
    source: &'a str,
    all: &'d [Comment<'a>],
    is_taken: Vec<bool>,
}

impl<'d, 'a> Comments<'d, 'a> {
    pub(super) fn new(source: &'a str, comments: &'d [Comment<'a>]) -> Self {
        Self { source, all: comments, is_taken: vec![false; comments.len()] }
    }

    /// Those that have a line of their own between two offsets.
    pub(super) fn above(&mut self, start: usize, end: usize) -> Vec<&'a str> {
        let first = self.all.partition_point(|comment| comment.span.start < start);
        let mut texts = Vec::new();
        for (index, comment) in self.all.iter().enumerate().skip(first) {
            if comment.span.start >= end {
                break;
            }
            if comment.own_line && !self.is_taken[index] {
                self.is_taken[index] = true;
                texts.push(comment.text);
            }
        }
        texts
    }

    /// The one that stands behind `end` on the same line.
    pub(super) fn behind(&mut self, end: usize) -> Option<&'a str> {
        let index = self.all.partition_point(|comment| comment.span.start < end);
        let comment = self.all.get(index).filter(|comment| !comment.own_line && !self.is_taken[index])?;
        let between = self.source.get(end..comment.span.start)?;
        let is_beside = !between.contains(['\n', '\r'])
            && between.trim_matches([' ', '\t', ',', ':', '|', '>', '-', '+']).is_empty();
        is_beside.then(|| {
            self.is_taken[index] = true;
            comment.text
        })
    }

    /// Whether any stands in a span.
    pub(super) fn has_any_in(&self, span: Span) -> bool {
        let first = self.all.partition_point(|comment| comment.span.start < span.start);
        self.all.get(first).is_some_and(|comment| comment.span.start < span.end)
    }

    /// How many have found no place.
    pub(super) fn left(&self) -> usize {
        self.is_taken.iter().filter(|is_taken| !**is_taken).count()
    }
}

/// Appends comments, each on a line of its own.
pub(super) fn push_lines(text: &mut String, indent: &str, comments: &[&str]) {
    for comment in comments {
        text.push_str(indent);
        text.push('#');
        text.push_str(comment.trim_end());
        text.push('\n');
    }
}

/// Ends a line, with the comment that stood there.
pub(super) fn end_line(text: &mut String, comment: Option<&str>) {
    if let Some(comment) = comment {
        text.push_str(" #");
        text.push_str(comment.trim_end());
    }
    text.push('\n');
}

/// Whether what is written in a span is on one line.
pub(super) fn is_one_line(source: &str, span: Span) -> bool {
    source.get(span.range()).is_some_and(|written| !written.contains(['\n', '\r']))
}

impl<'a> Comments<'_, 'a> {
    pub(super) const fn source(&self) -> &'a str {
        self.source
    }
}
