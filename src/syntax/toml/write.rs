//! Scalars and keys as TOML writes them, and from a place in a text to the place where it is written.

use std::ops::Range;

use super::date::is_date_time;
use super::escape::{Escape, escape, first_break};
use crate::source::Span;
use crate::syntax::escape as escapes;
use crate::tree::{Node, Style};

/// Writes `text` on one line: without quotes where it is a date and stood so, in single quotes where they were there
/// and can hold it, else in double quotes.
pub fn write(text: &str, style: Style) -> String {
    let fits = |character: char| character != '\'' && (character == '\t' || !character.is_control());
    match style {
        Style::Plain if is_date_time(text) => text.to_owned(),
        Style::SingleQuoted | Style::Literal if text.chars().all(fits) => format!("'{text}'"),
        _ => escapes::quote(text),
    }
}

/// Writes `text` as a key, without quotes where it needs none and had none.
pub fn write_key(text: &str, style: Style) -> String {
    let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    let is_bare = !text.is_empty() && text.bytes().all(is_bare);
    if is_bare && !style.is_quoted() {
        text.to_owned()
    } else {
        write(text, if is_date_time(text) { Style::DoubleQuoted } else { style })
    }
}

/// Where the bytes `range` of a scalar's text are written in `source`; the whole node where that cannot be told.
pub fn locate(source: &str, node: &Node, range: Range<usize>) -> Span {
    let (Some(scalar), Some(written)) = (node.as_scalar(), source.get(node.span.range())) else { return node.span };
    let text = scalar.text.as_ref();
    let quotes = match scalar.style {
        Style::Plain => 0,
        Style::SingleQuoted | Style::DoubleQuoted => 1,
        Style::Literal | Style::Folded => 3,
    };
    let first = if quotes == 3 { 3 + written.get(3..).map_or(0, first_break) } else { quotes };
    let Some(last) = written.len().checked_sub(quotes).filter(|last| *last >= first) else { return node.span };
    if written.get(first..last) == Some(text) {
        return Span::new(node.span.start + first, node.span.end).inner(&range);
    }
    let has_escapes = matches!(scalar.style, Style::DoubleQuoted | Style::Folded);
    let step = |rest: &str| {
        let character = rest.chars().next()?;
        if has_escapes && character == '\\' {
            let (length, escape) = escape(rest, quotes == 3);
            return Some(match escape {
                Escape::Text(character) | Escape::Newer(character) => (length, character.len_utf8()),
                Escape::Nothing => (length, 0),
                Escape::Wrong => (length, length),
            });
        }
        Some(if rest.starts_with("\r\n") { (2, 1) } else { (character.len_utf8(), character.len_utf8()) })
    };
    escapes::locate(written, node.span.start, first..last, &range, step).unwrap_or(node.span)
}
