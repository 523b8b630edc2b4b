//! Scalars written on one line, so that every reader reads back the text that was meant.

use std::fmt::Write as _;

use super::ambiguous;
use super::resolve;
use crate::tree::{Resolved, Style};

/// Writes `text` as a scalar on one line, in `style` where that can hold it, else in single quotes, else in double
/// quotes. Block styles are written in single quotes. What is written may stand in a flow collection too.
pub fn write(text: &str, style: Style) -> String {
    let fits_plain = style == Style::Plain && reads_as_string(text) && !text.contains([',', '[', ']', '{', '}']);
    if fits_plain {
        return text.to_owned();
    }
    if style != Style::DoubleQuoted && text.chars().all(is_printed) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    let mut written = String::with_capacity(text.len() + 2);
    written.push('"');
    for character in text.chars() {
        push_escaped(&mut written, character);
    }
    written.push('"');
    written
}

/// Whether `text`, without quotes as the value of a field or an item of a block list, is read as this very string by
/// readers of YAML 1.1 and of 1.2. A date counts as a string, as it does for JSON Schema and YAML 1.2.
pub fn reads_as_string(text: &str) -> bool {
    let mut characters = text.chars();
    let starts_well = match characters.next() {
        None => false,
        Some('-' | '?' | ':') => characters.next().is_some_and(|second| second != ' ' && !",[]{}".contains(second)),
        Some(first) => !",[]{}#&*!|>'\"%@`= ".contains(first),
    };
    starts_well
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.starts_with("---")
        && !text.starts_with("...")
        && text.chars().all(|character| is_printed(character) && character != '\t')
        && resolve::plain(text) == Resolved::String
        && ambiguous::readings(text).is_none()
        && text != "<<"
}

/// Whether a character may stand in single quotes on one line (YAML 1.2 §5.1), for readers of 1.1 too.
fn is_printed(character: char) -> bool {
    !matches!(character,
        '\0'..='\u{8}' | '\n'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

fn push_escaped(written: &mut String, character: char) {
    let simple = match character {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\0' => "\\0",
        _ if is_printed(character) => {
            written.push(character);
            return;
        }
        _ => "",
    };
    written.push_str(simple);
    if simple.is_empty() {
        let code = u32::from(character);
        let result = if code <= 0xff { write!(written, "\\x{code:02x}") } else { write!(written, "\\u{code:04x}") };
        result.expect("a string takes whatever is written");
    }
}
