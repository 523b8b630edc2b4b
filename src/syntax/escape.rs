//! Text in the double quotes of TOML and JSON: writing it, reading its escapes, and finding a part of it.

use std::fmt::Write as _;
use std::ops::Range;

use crate::source::Span;

/// Writes `text` in double quotes. What both TOML 1.0 and JSON have an escape for is escaped by it.
pub(super) fn quote(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 2);
    written.push('"');
    for character in text.chars() {
        push(&mut written, character);
    }
    written.push('"');
    written
}

/// Writes one character as it stands in double quotes.
pub(super) fn push(written: &mut String, character: char) {
    let simple = match character {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\u{8}' => "\\b",
        '\u{c}' => "\\f",
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' => {
            write!(written, "\\u{:04X}", u32::from(character)).expect("a string takes whatever is written");
            return;
        }
        _ => return written.push(character),
    };
    written.push_str(simple);
}

/// The value of `digits` hexadecimal digits at the start of `text`.
pub(super) fn hexadecimal(text: &str, digits: usize) -> Option<u32> {
    let digits = text.get(..digits).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    u32::from_str_radix(digits, 16).ok()
}

/// Where the bytes `range` of a decoded text are written in `written`, which stands at `start` and in which `step` reads
/// one character or escape: from its offset to its length and the length of what it stands for.
pub(super) fn locate(
    written: &str,
    start: usize,
    content: Range<usize>,
    range: &Range<usize>,
    step: impl Fn(&str) -> Option<(usize, usize)>,
) -> Option<Span> {
    let (mut at, mut decoded) = (content.start, 0);
    let mut found: Option<(usize, usize)> = None;
    while at < content.end {
        let (length, read) = step(written.get(at..content.end)?)?;
        let touches = decoded < range.end && decoded + read > range.start;
        if touches || range.is_empty() && read > 0 && decoded == range.start {
            let begin = found.map_or(at, |(begin, _)| begin);
            found = Some((begin, if range.is_empty() { begin } else { at + length }));
        }
        at += length;
        decoded += read;
        if decoded > range.end {
            break;
        }
    }
    let (begin, end) = found.or_else(|| (range.start >= decoded).then_some((content.end, content.end)))?;
    Some(Span::new(start + begin, start + end))
}
