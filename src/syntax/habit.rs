//! What people write in TOML and JSON because another language has it so.

use crate::source::Span;

/// A word that another language has for a boolean.
pub(super) fn boolean(word: &str) -> Option<bool> {
    match word.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => None,
    }
}

/// A word that another language has for no value.
pub(super) fn is_null(word: &str) -> bool {
    matches!(word.to_ascii_lowercase().as_str(), "null" | "nil" | "none" | "undefined" | "~")
}

/// The closing quotes that may go with an opening one which no syntax knows.
pub(super) const fn closing_quotes(opening: char) -> Option<&'static [char]> {
    Some(match opening {
        '\u{201c}' | '\u{201d}' => &['\u{201d}', '\u{201c}'],
        '\u{201e}' => &['\u{201c}', '\u{201d}', '\u{201f}'],
        '\u{2018}' | '\u{2019}' => &['\u{2019}', '\u{2018}'],
        '\u{201a}' => &['\u{2018}', '\u{2019}'],
        '\u{ff02}' => &['\u{ff02}'],
        '\u{ff07}' => &['\u{ff07}'],
        '`' => &['`'],
        _ => return None,
    })
}

/// Text between quotes that look like those of the syntax; its opening and its closing quote.
pub(super) fn look_alike_quotes(text: &str, start: usize) -> Option<(Span, Span)> {
    let opening = text.chars().next()?;
    let closing = text.chars().next_back()?;
    let is_pair = text.len() > opening.len_utf8() && closing_quotes(opening)?.contains(&closing);
    let end = start + text.len();
    is_pair.then(|| (Span::new(start, start + opening.len_utf8()), Span::new(end - closing.len_utf8(), end)))
}

/// White space that no syntax takes for white space, or a character that cannot be seen at all.
pub(super) fn is_odd_space(character: char) -> bool {
    !character.is_ascii()
        && (character.is_whitespace()
            || matches!(character, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}'))
}
