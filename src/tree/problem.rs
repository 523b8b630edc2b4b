//! What a reader may spend, what it gives back, and what it says of that which cannot be read.

use super::node::{Comment, Node};
use crate::diagnostic::Diagnostic;

/// What a reader may spend on a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Collections inside collections. More than [`Limits::DEEPEST`] counts as that.
    pub depth: usize,
    /// Nodes that aliases and merge keys may add to those that are written. Text that has to be copied counts as a node
    /// for every 64 bytes of it.
    pub alias_nodes: usize,
    /// Bytes between the two fences. More is not read at all.
    pub front_matter_bytes: usize,
}

impl Limits {
    /// No tree is deeper, whatever [`Limits::depth`] says, so that a walk over one may recurse.
    pub const DEEPEST: usize = 255;

    /// For a document that was read before, within other limits.
    pub const NONE: Self = Self { depth: Self::DEEPEST, alias_nodes: usize::MAX, front_matter_bytes: usize::MAX };

    pub fn deepest(self) -> usize {
        self.depth.min(Self::DEEPEST)
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self { depth: 64, alias_nodes: 10_000, front_matter_bytes: 1 << 20 }
    }
}

/// What was read, and what could not be.
#[derive(Debug, Default)]
pub struct Parsed<'a> {
    /// `None` where there is nothing but white space and comments.
    pub root: Option<Node<'a>>,
    pub comments: Vec<Comment<'a>>,
    pub problems: Vec<Problem>,
}

/// A fault of the syntax itself. Its diagnostic has no rule yet.
#[derive(Debug)]
pub struct Problem {
    pub kind: ProblemKind,
    pub diagnostic: Diagnostic,
}

impl Problem {
    pub const fn new(kind: ProblemKind, diagnostic: Diagnostic) -> Self {
        Self { kind, diagnostic }
    }
}

/// Which rule a [`Problem`] falls under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// Not what the syntax allows.
    Syntax,
    /// A character that looks like syntax and is not.
    LookAlike,
    /// A key twice in one mapping.
    DuplicateKey,
    /// An explicit tag beyond the core schema.
    Tag,
    /// Beyond [`Limits`].
    Limit,
    /// Right, and refused by many readers.
    Portability,
}
