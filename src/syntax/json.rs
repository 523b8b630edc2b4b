//! JSON (RFC 8259) with the bytes of every key and value.
//!
//! [`parse`] never fails: each fault is said where it is, with its likely cause, and what stands beside it is read. The
//! members of an object may stand without its braces, as Hexo has them between lines `;;;`.

mod bare;
mod comment;
mod extent;
mod fault;
mod member;
mod read;
mod string;

use std::ops::Range;

pub use member::member;

use crate::source::Span;
use crate::syntax::escape;
use crate::tree::{Limits, Node, Parsed, Resolved, Style};

/// Reads the JSON between the bytes `range` of `text`. Spans count from the start of `text`.
pub fn parse(text: &str, range: Span, limits: Limits) -> Parsed<'_> {
    read::read(&text[..range.end], range.start, limits)
}

/// Writes `text` as a string.
pub fn write(text: &str) -> String {
    escape::quote(text)
}

/// What `text` is read as without quotes; a string where it is no value.
pub fn resolve_plain(text: &str) -> Resolved {
    bare::value(text).unwrap_or(Resolved::String)
}

/// Where the bytes `range` of a scalar's text are written in `source`; the whole node where that cannot be told.
pub fn locate(source: &str, node: &Node, range: Range<usize>) -> Span {
    let (Some(scalar), Some(written)) = (node.as_scalar(), source.get(node.span.range())) else { return node.span };
    let quotes = usize::from(scalar.style != Style::Plain);
    let Some(last) = written.len().checked_sub(quotes).filter(|last| *last >= quotes) else { return node.span };
    if written.get(quotes..last) == Some(scalar.text.as_ref()) {
        return Span::new(node.span.start + quotes, node.span.end).inner(&range);
    }
    let step = |rest: &str| {
        let character = rest.chars().next()?;
        if character != '\\' || quotes == 0 {
            return Some((character.len_utf8(), character.len_utf8()));
        }
        let (length, meant) = string::escape(rest);
        Some((length, meant.map_or(length, char::len_utf8)))
    };
    escape::locate(written, node.span.start, quotes..last, &range, step).unwrap_or(node.span)
}
