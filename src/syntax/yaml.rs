//! YAML 1.2 with the bytes of every key and value.
//!
//! [`parse`] never fails: it returns the tree of what could be read and a [`crate::tree::Problem`] for everything that could not.
//! This is the only module that knows the YAML library.

mod ambiguous;
mod anchor;
mod conflict;
mod doctor;
mod header;
mod keys;
mod line;
mod listed;
mod locate;
mod look_alike;
mod mend;
mod merge;
mod open;
mod parse;
mod passage;
mod place;
mod plain;
mod remark;
mod resolve;
mod say;
mod text_field;
mod write;

pub use ambiguous::{Reading, Readings, readings};
pub use locate::locate;
pub use resolve::plain as resolve_plain;
pub use write::{reads_as_string, write};

use crate::source::Span;
use crate::tree::{Limits, Parsed};

/// Reads the YAML between the bytes `range` of `text`. Spans count from the start of `text`.
pub fn parse(text: &str, range: Span, limits: Limits) -> Parsed<'_> {
    let yaml = &text[range.range()];
    if let Some(parsed) = plain::read(yaml, range.start, limits) {
        return parsed;
    }
    match parse::read(yaml, range.start, limits) {
        Ok(parsed) if !doctor::is_needed(yaml, &parsed) => parsed,
        Ok(_) => doctor::examine(text, range, limits, None),
        Err(stop) => doctor::examine(text, range, limits, Some(&stop)),
    }
}
