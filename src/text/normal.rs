//! Unicode normal form C (UAX #15).

use std::ops::Range;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc, is_nfc_quick};

/// A part of a text that is not in normal form C, and what it is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unnormal {
    pub range: Range<usize>,
    pub normal: String,
}

/// The smallest part of `text` that holds all that is not in normal form C. Ideographs for compatibility are left alone:
/// the normal form takes them for others, and names of people are written with them. So is what a keyboard writes.
pub fn unnormal(text: &str) -> Option<Unnormal> {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return None;
    }
    let mut found: Option<Unnormal> = None;
    let mut last = 0;
    for cluster in clusters(text) {
        let part = &text[cluster.clone()];
        if is_nfc(part) || part.chars().any(is_compatibility_ideograph) || is_as_typed(part) {
            continue;
        }
        let unnormal =
            found.get_or_insert_with(|| Unnormal { range: cluster.start..cluster.start, normal: String::new() });
        if !unnormal.normal.is_empty() {
            unnormal.normal.push_str(&text[last..cluster.start]);
        }
        unnormal.normal.extend(part.nfc());
        unnormal.range.end = cluster.end;
        last = cluster.end;
    }
    found
}

/// Whether a part differs from its normal form only as keyboards of its script write: Bengali and Hindi letters that the
/// normal form takes apart, marks of Arabic and Hebrew that it puts in another order. No two spellings come of that.
fn is_as_typed(part: &str) -> bool {
    let sorted = |characters: &mut dyn Iterator<Item = char>| {
        let mut characters: Vec<char> = characters.collect();
        characters.sort_unstable();
        characters
    };
    let (written, normal) = (sorted(&mut part.chars()), sorted(&mut part.nfc()));
    normal.len() > written.len() || normal == written
}

/// The parts of a text whose normal forms do not depend on each other: each begins with ASCII, or with a letter that
/// nothing before it takes in.
fn clusters(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut starts = text.char_indices().filter(|(_, character)| begins(*character)).map(|(at, _)| at).peekable();
    let mut start = Some(0);
    if starts.peek() == Some(&0) {
        starts.next();
    }
    std::iter::from_fn(move || {
        let from = start?;
        start = starts.next();
        Some(from..start.unwrap_or(text.len()))
    })
}

fn begins(character: char) -> bool {
    // A starter may still be taken in by the one before it: vowels of Hangul and of some Indic scripts.
    let alone = is_nfc_quick(std::iter::once(character)) != IsNormalized::Maybe;
    character.is_ascii() || (canonical_combining_class(character) == 0 && alone)
}

const fn is_compatibility_ideograph(character: char) -> bool {
    matches!(character, '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}')
}
