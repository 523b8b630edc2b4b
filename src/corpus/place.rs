//! What was read again in a document that seemed to be in conflict.

use crate::diagnostic::Severity;
use crate::source::{Position, Source, Span};
use crate::syntax::Syntax;
use crate::tree::Style;

/// A place of a document, with all that a finding or a label needs.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The position of the document in the order of paths.
    pub(super) rank: u32,
    pub(super) span: Span,
    pub(super) pointer: String,
    pub(super) level: Option<Severity>,
    pub(super) range: (Position, Position),
}

impl Place {
    pub(super) fn new(rank: u32, source: &Source, span: Span, pointer: &str, level: Option<Severity>) -> Self {
        let range = (source.position(span.start), source.position(span.end));
        Self { rank, span, pointer: pointer.to_owned(), level, range }
    }

    /// The field that the place is in or under.
    pub(super) fn field(&self) -> String {
        let token = self.pointer.split('/').nth(1).unwrap_or_default();
        token.replace("~1", "/").replace("~0", "~")
    }
}

/// A value that must be unique, read again.
#[derive(Clone, Debug)]
pub(super) struct UniquePlace {
    pub(super) hash: u64,
    pub(super) field: String,
    pub(super) normal: String,
    pub(super) text: String,
    pub(super) place: Place,
}

/// A link, read again.
#[derive(Clone, Debug)]
pub(super) struct LinkPlace {
    pub(super) target: String,
    pub(super) place: Place,
    pub(super) counts: bool,
}

/// A plain value, read again.
#[derive(Clone, Debug)]
pub(super) struct WordPlace {
    pub(super) spelling: String,
    pub(super) place: Place,
    pub(super) style: Option<Style>,
    pub(super) syntax: Syntax,
}

/// Everything read again, in the order of paths and then of places.
#[derive(Debug, Default)]
pub(super) struct Again {
    /// The names that findings give the documents, by rank.
    pub(super) names: std::collections::BTreeMap<u32, String>,
    pub(super) unique: Vec<UniquePlace>,
    /// With the level of `wikilink/variant`.
    pub(super) variants: Vec<LinkPlace>,
    /// With the level of `wikilink/unresolved`.
    pub(super) targets: Vec<LinkPlace>,
    pub(super) words: Vec<WordPlace>,
    /// With the level of `wikilink/ambiguous`.
    pub(super) ambiguous: Vec<LinkPlace>,
}

impl Again {
    /// How many places there are.
    pub(super) fn len(&self) -> usize {
        self.unique.len() + self.variants.len() + self.targets.len() + self.words.len()
    }
}
