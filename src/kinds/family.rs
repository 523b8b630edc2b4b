//! Which group of rules speaks of a value that may be of several kinds, so that one fault gives one finding.

use super::{Kind, Kinds, date, language, url, wayback, wikilink};

/// Kinds that one group of rules explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    Date,
    Language,
    Wikilink,
    Address,
}

impl Family {
    const ALL: [Self; 4] = [Self::Date, Self::Language, Self::Wikilink, Self::Address];

    /// The kinds of the family.
    pub const fn kinds(self) -> Kinds {
        match self {
            Self::Date => Kinds::NONE.and(Kind::Date).and(Kind::Time).and(Kind::DateTime).and(Kind::Timestamp),
            Self::Language => Kinds::NONE.and(Kind::LanguageTag),
            Self::Wikilink => Kinds::NONE.and(Kind::Wikilink),
            Self::Address => Kinds::NONE.and(Kind::WaybackUrl).and(Kind::Uri).and(Kind::UriReference),
        }
    }

    /// Whether the text looks like an attempt at this family.
    fn resembles(self, text: &str) -> bool {
        match self {
            Self::Date => text.bytes().filter(u8::is_ascii_digit).count() >= 4 && !text.contains("//"),
            Self::Language => false,
            Self::Wikilink => text.contains("[[") || text.contains("]]"),
            Self::Address => text.contains("//") || text.starts_with("www."),
        }
    }
}

/// Whether the text is right as this kind.
pub fn is(text: &str, kind: Kind) -> bool {
    match kind {
        Kind::Date => date::check(text, date::Form::Date).is_ok(),
        Kind::Time => date::check(text, date::Form::Time).is_ok(),
        Kind::DateTime => date::check(text, date::Form::DateTime).is_ok(),
        Kind::Timestamp => date::check(text, date::Form::Timestamp).is_ok(),
        Kind::LanguageTag => language::is_known(text),
        Kind::Wikilink => wikilink::is_wikilink(text),
        Kind::WaybackUrl => wayback::is_wayback_url(text),
        Kind::Uri => url::is_url(text),
        Kind::UriReference => url::check_loosely(text).is_ok(),
    }
}

/// The family whose rules speak of this value: the only one its kinds belong to; where they belong to several, none if
/// the value is right as one of them, else the one it looks like, else the first.
pub fn family(text: &str, kinds: Kinds) -> Option<Family> {
    let has = |family: Family| kinds.meets(family.kinds());
    let mut families = Family::ALL.into_iter().filter(|family| has(*family));
    let first = families.next()?;
    if families.next().is_none() {
        return Some(first);
    }
    if kinds.iter().any(|kind| is(text, kind)) {
        return None;
    }
    let alike = Family::ALL.into_iter().find(|family| has(*family) && family.resembles(text));
    Some(alike.unwrap_or(first))
}
