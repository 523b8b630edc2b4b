//! Which group of rules speaks of a value that may be of several kinds, so that one fault gives one finding.

use super::rows::ROWS;
use super::{Family, Kinds};

impl Family {
    const ALL: [Self; 4] = [Self::Date, Self::Language, Self::Wikilink, Self::Address];

    /// The kinds of the family.
    pub const fn kinds(self) -> Kinds {
        let (mut kinds, mut row) = (Kinds::NONE, 0);
        while row < ROWS.len() {
            if ROWS[row].family as u8 == self as u8 {
                kinds = kinds.and(ROWS[row].kind);
            }
            row += 1;
        }
        kinds
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

/// The family whose rules speak of this value: the only one its kinds belong to; where they belong to several, none if
/// the value is right as one of them, else the one it looks like, else the first.
pub fn family(text: &str, kinds: Kinds) -> Option<Family> {
    let has = |family: Family| kinds.meets(family.kinds());
    let mut families = Family::ALL.into_iter().filter(|family| has(*family));
    let first = families.next()?;
    if families.next().is_none() {
        return Some(first);
    }
    if kinds.iter().any(|kind| kind.is(text)) {
        return None;
    }
    let alike = Family::ALL.into_iter().find(|family| has(*family) && family.resembles(text));
    Some(alike.unwrap_or(first))
}
