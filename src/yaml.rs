//! YAML 1.2 with the bytes of every key and value.
//!
//! [`parse`] never fails: it returns the tree of what could be read and a [`Problem`] for everything that could not.
//! This is the only module that knows the YAML library.

mod ambiguous;
mod anchor;
mod keys;
mod locate;
mod merge;
mod parse;
mod place;
mod problem;
mod resolve;
mod say;
mod tree;
mod write;

pub use ambiguous::{Reading, Readings, readings};
pub use locate::locate;
pub use problem::{Limits, Parsed, Problem, ProblemKind};
pub use resolve::Resolved;
pub use tree::{Comment, Entry, Mapping, Node, Scalar, Sequence, Style, Tag, Value};
pub use write::{reads_as_string, write};

use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// Reads the YAML between the bytes `range` of `text`. Spans count from the start of `text`.
pub fn parse(text: &str, range: Span, limits: Limits) -> Parsed<'_> {
    match parse::read(&text[range.range()], range.start, limits) {
        Ok(parsed) => parsed,
        Err(stop) => {
            let mut parsed = Parsed::default();
            let (at, message) = match stop {
                parse::Stop::Fault(fault) => (fault.marker().byte_offset().unwrap_or(0), fault.info().clone()),
                parse::Stop::Deep(at) => (at, "too deep".to_owned()),
                parse::Stop::Second(span) => (span.start, "a second document".to_owned()),
            };
            parsed
                .problems
                .push(Problem::new(ProblemKind::Syntax, Diagnostic::new(Span::at(range.start + at), message)));
            parsed
        }
    }
}
