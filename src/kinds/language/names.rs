//! Names of languages, as people write them where a tag is wanted.

use super::table::{ENGLISH, NAMES};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words that go with a language's name and are no part of it.
const GENERIC: [&str; 6] = ["language", "limba", "langue", "idioma", "язык", "мова"];

/// A name without case, diacritics, punctuation and the word for "language": `Limba română` is `romana`.
pub fn fold_name(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    let mut words = 0;
    for word in name.split(|character: char| !character.is_alphanumeric() && !is_combining_mark(character)) {
        let word: String = word.nfd().filter(|&character| !is_combining_mark(character)).collect();
        let word = word.to_lowercase();
        if !word.is_empty() && !GENERIC.contains(&word.as_str()) {
            if words > 0 {
                folded.push(' ');
            }
            folded.push_str(&word);
            words += 1;
        }
    }
    folded
}

/// The tag of the language of this name, which may be English, Romanian, Russian, Ukrainian or the language's own.
pub fn named(name: &str) -> Option<&'static str> {
    // No name of the table is longer, and nobody should wait for the folding of a book.
    if name.len() > 100 {
        return None;
    }
    let folded = fold_name(name);
    // `Chinese (Simplified)` is `Simplified Chinese`.
    let turned = || folded.split_once(' ').and_then(|(first, rest)| NAMES.get(&format!("{rest} {first}")));
    NAMES.get(&folded).or_else(turned)
}

/// The English name of the language of a tag, with its region or script where that has a name of its own.
pub fn display_name(tag: &str) -> Option<&'static str> {
    let mut tag = tag;
    loop {
        if let Some(name) = ENGLISH.get(&tag.to_ascii_lowercase()) {
            return Some(name);
        }
        tag = tag.rsplit_once('-')?.0;
    }
}

/// The tags of languages that have an English name, in lower case, and that name.
pub fn english_names() -> impl Iterator<Item = (&'static str, &'static str)> {
    ENGLISH.iter()
}
