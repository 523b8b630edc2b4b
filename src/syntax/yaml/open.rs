//! Collections that are still being read.

use crate::tree::{Node, Value};

/// A collection that is still being read.
#[derive(Debug)]
pub(super) struct Open<'a> {
    pub(super) node: Node<'a>,
    /// The key whose value comes next.
    pub(super) key: Option<Node<'a>>,
}

impl Open<'_> {
    /// The position of the next child: in a mapping, keys are even and values odd.
    pub(super) fn next(&self) -> usize {
        match &self.node.value {
            Value::Sequence(sequence) => sequence.items.len(),
            Value::Mapping(mapping) => mapping.entries.len() * 2 + usize::from(self.key.is_some()),
            Value::Scalar(_) | Value::Broken => 0,
        }
    }
}
