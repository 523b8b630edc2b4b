//! YAML 1.2 with the bytes of every key and value.
//!
//! [`parse`] never fails: it returns the tree of what could be read and a [`Problem`] for everything that could not.
//! This is the only module that knows the YAML library.

mod parse;
mod place;
mod resolve;
mod tree;

pub use parse::{Limits, Parsed, Problem, ProblemKind, parse};
pub use place::{locate, write};
pub use resolve::Resolved;
pub use tree::{Comment, Entry, Mapping, Node, Scalar, Sequence, Style, Tag, Value};
