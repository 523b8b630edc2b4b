//! TOML 1.0 with the bytes of every key and value.
//!
//! [`parse`] never fails: each fault is said where it is, with its likely cause, and what stands beside it is read. What
//! TOML 1.1 added is read and said, as most readers of front matter refuse it.

mod bare;
mod date;
mod escape;
mod fault;
mod line;
mod list_below;
mod read;
mod reader;
mod statement;
mod string;
mod tables;
mod value;
mod write;

pub use date::is_date_time;
pub use statement::{is_field, is_header};
pub use write::{locate, write, write_key};

use crate::source::Span;
use crate::tree::{Limits, Parsed, Resolved};

/// Reads the TOML between the bytes `range` of `text`. Spans count from the start of `text`.
pub fn parse(text: &str, range: Span, limits: Limits) -> Parsed<'_> {
    read::read(&text[..range.end], range.start, limits)
}

/// What `text` is read as without quotes; a string where it is no value.
pub fn resolve_plain(text: &str) -> Resolved {
    match bare::classify(text) {
        bare::Bare::Value { resolved, .. } => resolved,
        bare::Bare::Fault(_) => Resolved::String,
    }
}
