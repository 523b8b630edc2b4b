//! Texts that are the same to people.

use unicode_normalization::UnicodeNormalization;

/// Folds what often differs between two spellings of one name: case, normal form, ё and е, kinds and numbers of hyphens
/// and spaces. For comparing only.
pub fn fold_variant(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.nfc().flat_map(char::to_lowercase) {
        match character {
            'ё' => folded.push('е'),
            'ß' => folded.push_str("ss"),
            'ς' => folded.push('σ'),
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{307}' => {}
            '-' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}' => gap(&mut folded),
            _ if character.is_whitespace() => gap(&mut folded),
            _ => folded.push(character),
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded.nfc().collect()
}

fn gap(folded: &mut String) {
    if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
}
