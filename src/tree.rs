//! What every syntax of front matter is read into: nodes with the bytes they are written at, and the problems on the way.
//!
//! Nothing here knows a syntax. A reader resolves each scalar to a [`Resolved`] as its own rules say.

mod node;
mod problem;

pub use node::{Comment, Entry, Mapping, Node, Resolved, Scalar, Sequence, Style, Tag, Value};
pub use problem::{Limits, Parsed, Problem, ProblemKind};
