//! A finding whose places have been counted, so that its text can be dropped.

use super::fingerprint::fingerprint;
use crate::diagnostic::{Diagnostic, Fix, Place, Safety};
use crate::source::{Position, Source, Span};
use crate::values::without_indices;

/// A finding with its places counted.
#[derive(Clone, Debug)]
pub struct Located {
    pub diagnostic: Diagnostic,
    pub range: Range,
    /// Where each of the diagnostic's labels points, in their order.
    pub labels: Vec<Range>,
    /// Where each edit of the diagnostic's fix goes, in their order.
    pub edits: Vec<Range>,
    /// A hash of rule, field and marked text: the same when lines move. Findings of one document may share it.
    pub fingerprint: u64,
}

/// Two places of one file; the end is exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    pub start: Position,
    pub end: Position,
    /// The columns counted in bytes of UTF-8, from 1; not known in other documents.
    pub bytes: Option<(usize, usize)>,
}

impl Located {
    /// Counts lines and columns. `source` is the text in which the diagnostic's spans count.
    pub fn new(source: &Source, diagnostic: Diagnostic) -> Self {
        let place = |place: &Place| match place {
            Place::Here(span) => Range::new(source, *span),
            Place::Elsewhere { start, end, .. } => Range { start: *start, end: *end, bytes: None },
        };
        Self {
            range: Range::new(source, diagnostic.span),
            labels: diagnostic.labels.iter().map(|label| place(&label.place)).collect(),
            edits: edits(&diagnostic).map(|edit| Range::new(source, edit.span)).collect(),
            fingerprint: fingerprint(source, &diagnostic),
            diagnostic,
        }
    }

    /// The field that the finding is about, as a JSON Pointer in which `*` stands for every place in a list, as items
    /// move when others come and go; empty where it is about none.
    pub fn field(&self) -> String {
        without_indices(self.diagnostic.pointer.as_deref().unwrap_or_default())
    }

    pub fn safety(&self) -> Option<Safety> {
        self.diagnostic.fix.as_ref().map(|fix| fix.safety)
    }

    /// The memory that it takes, in bytes, more or less.
    pub fn bytes(&self) -> usize {
        let diagnostic = &self.diagnostic;
        let texts = [&diagnostic.label, &diagnostic.pointer, &diagnostic.help].into_iter().flatten();
        let labels = diagnostic.labels.iter().map(|label| size_of_val(label) + label.message.len());
        let edits = edits(diagnostic).map(|edit| size_of_val(edit) + edit.text.len());
        let fix = diagnostic.fix.iter().map(|fix| fix.message.len());
        let parts = texts.map(String::len).chain(labels).chain(edits).chain(fix).sum::<usize>();
        let ranges = (self.labels.len() + self.edits.len()) * size_of::<Range>();
        size_of_val(self) + diagnostic.message.len() + parts + ranges
    }

    /// The labels with their places.
    pub fn labels<'a>(&'a self, path: &'a str) -> impl Iterator<Item = (&'a str, Range, &'a str)> {
        self.diagnostic.labels.iter().zip(&self.labels).map(move |(label, range)| {
            let path = match &label.place {
                Place::Here(_) => path,
                Place::Elsewhere { path, .. } => path,
            };
            (path, *range, label.message.as_str())
        })
    }

    /// The edits with their places.
    pub fn edits(&self) -> impl Iterator<Item = (Range, &str)> {
        edits(&self.diagnostic).zip(&self.edits).map(|(edit, range)| (*range, edit.text.as_str()))
    }
}

impl Range {
    pub fn new(source: &Source, span: Span) -> Self {
        let start = source.position(span.start);
        let end = source.position(span.end.max(span.start));
        Self { start, end, bytes: Some((byte_column(source, start), byte_column(source, end))) }
    }
}

fn edits(diagnostic: &Diagnostic) -> impl Iterator<Item = &crate::diagnostic::Edit> {
    diagnostic.fix.as_ref().map_or(&[][..], |fix: &Fix| &fix.edits).iter()
}

/// The column in bytes, from 1, of a position of this text.
fn byte_column(source: &Source, position: Position) -> usize {
    match source.line(position.line) {
        Some(line) if position.offset <= source.text().len() => position.offset.saturating_sub(line.start) + 1,
        _ => position.column,
    }
}
