//! What a value means, beyond its type: a date, a language tag, a wiki-link, an address.
//!
//! The `format` of a schema, the `[fields]` of the configuration and the usual names of fields all lead to a [`Kind`].
//! Each kind has a module that reads a value and says what is wrong with it and where; how that is worded for people is
//! the rules' business. Nothing here knows of YAML, documents or findings: places are bytes within the value.

pub mod date;
mod duration;
mod family;
pub mod language;
mod rows;
mod shape;
pub mod slug;
pub mod url;
mod usual;
pub mod wayback;
pub mod wikilink;

pub use duration::parse_duration;
pub use family::family;
pub use shape::{KeyPattern, Shape, Type, Types};
pub use usual::{NamedFields, is_usual, language_fields, may_lie_ahead, usual_names};

/// What a value is meant to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// A full date of RFC 3339: `2022-09-26`.
    Date,
    /// A full time of RFC 3339: `11:40:00Z`.
    Time,
    /// A date and time of RFC 3339: `2022-09-26T11:40:00+00:00`.
    DateTime,
    /// A date, with or without a time, in any of the forms that site generators read. Only names of fields lead here.
    Timestamp,
    /// A language tag of BCP 47.
    LanguageTag,
    /// One wiki-link in double brackets.
    Wikilink,
    /// An address of the Wayback Machine.
    WaybackUrl,
    /// An absolute URI of RFC 3986.
    Uri,
    /// An absolute URI or a path on the site. Only names of fields lead here.
    UriReference,
}

impl Kind {
    pub const ALL: [Self; 9] = [
        Self::Date,
        Self::Time,
        Self::DateTime,
        Self::Timestamp,
        Self::LanguageTag,
        Self::Wikilink,
        Self::WaybackUrl,
        Self::Uri,
        Self::UriReference,
    ];

    /// The name that schemas (`format`) and the configuration (`[fields]`) know it by.
    pub const fn name(self) -> &'static str {
        self.row().name
    }

    /// What to write where something else stands: `a date, such as …`.
    pub const fn wanted(self) -> &'static str {
        self.row().wanted
    }

    /// The form that a date of this kind has.
    pub const fn form(self) -> Option<date::Form> {
        self.row().form
    }

    /// Whether a text is right as this kind.
    pub fn is(self, text: &str) -> bool {
        (self.row().is)(text)
    }

    /// Whether a text is of this kind, and hardly by chance: for counting what fields hold.
    pub fn is_surely(self, text: &str) -> bool {
        (self.row().is_surely)(text)
    }

    /// What decides on a `format` that JSON Schema does not have.
    pub const fn own_format(self) -> Option<fn(&str) -> bool> {
        self.row().own_format
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Kinds that one group of rules explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    Date,
    Language,
    Wikilink,
    Address,
}

/// A set of kinds: a value is right if it is one of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds(u16);

impl Kinds {
    pub const NONE: Self = Self(0);

    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub const fn has(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u16) != 0
    }

    /// Whether some kind is in both sets.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    #[must_use]
    pub const fn and(self, kind: Kind) -> Self {
        Self(self.0 | (1 << kind as u16))
    }

    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub fn iter(self) -> impl Iterator<Item = Kind> {
        Kind::ALL.into_iter().filter(move |kind| self.has(*kind))
    }
}

impl From<Kind> for Kinds {
    fn from(kind: Kind) -> Self {
        Self::NONE.and(kind)
    }
}
