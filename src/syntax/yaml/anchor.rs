//! Anchors, and the bounded copies that aliases make of what they name.

use super::open::Open;
use super::say;
use crate::source::Span;
use crate::tree::{Limits, Node, Problem, Value};
use std::borrow::Cow;

/// Where each anchored node is, and how much has been copied.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    /// The library's number of the anchor and the way from the root to its node, in the order of the document.
    ways: Vec<(usize, Box<[usize]>)>,
    spent: usize,
}

/// What an alias names.
#[derive(Debug)]
pub(super) enum Found<'t, 'a> {
    Node(&'t Node<'a>),
    /// A node that has not ended yet: the alias stands inside it.
    Open,
    Nothing,
}

impl Anchors {
    /// Notes that the next child of the innermost open collection has the anchor `id`; zero is none.
    pub(super) fn define(&mut self, id: usize, open: &[Open]) {
        if id != 0 {
            self.ways.push((id, open.iter().map(Open::next).collect()));
        }
    }

    pub(super) fn find<'t, 'a>(&self, id: usize, open: &'t [Open<'a>], root: Option<&'t Node<'a>>) -> Found<'t, 'a> {
        let Ok(index) = self.ways.binary_search_by_key(&id, |(id, _)| *id) else { return Found::Nothing };
        let mut way = self.ways[index].1.iter();
        let Some((first, mut inner)) = open.split_first() else { return root.map_or(Found::Nothing, Found::Node) };
        let mut parent = first;
        // As far as the way leads through open collections, and then down from where it leaves them.
        let attached = loop {
            let Some(&step) = way.next() else { return Found::Open };
            match inner.split_first() {
                Some((next, rest)) if parent.next() == step => (parent, inner) = (next, rest),
                _ => break child_of_open(parent, step),
            }
        };
        let node = attached.and_then(|node| way.try_fold(node, |node, step| child(node, *step)));
        node.map_or(Found::Nothing, Found::Node)
    }

    /// A copy of `node` for the alias at `alias`, which stands `depth` collections deep.
    pub(super) fn copy<'a>(
        &mut self,
        node: &Node<'a>,
        depth: usize,
        limits: Limits,
        alias: Span,
    ) -> Result<Node<'a>, Box<Problem>> {
        let mut left = limits.alias_nodes.saturating_sub(self.spent);
        if !afford(node, &mut left) {
            self.spent = limits.alias_nodes;
            return Err(Box::new(say::too_many_nodes(alias, limits.alias_nodes)));
        }
        if depth + height(node) > limits.deepest() {
            return Err(Box::new(say::too_deep(alias, limits.deepest())));
        }
        self.spent = limits.alias_nodes - left;
        Ok(node.clone())
    }
}

fn child_of_open<'t, 'a>(open: &'t Open<'a>, step: usize) -> Option<&'t Node<'a>> {
    let entries = open.node.as_mapping().map(|mapping| mapping.entries.len());
    if entries.is_some_and(|entries| step == entries * 2) { open.key.as_ref() } else { child(&open.node, step) }
}

fn child<'t, 'a>(node: &'t Node<'a>, step: usize) -> Option<&'t Node<'a>> {
    match &node.value {
        Value::Sequence(sequence) => sequence.items.get(step),
        Value::Mapping(mapping) => {
            let entry = mapping.entries.get(step / 2)?;
            Some(if step.is_multiple_of(2) { &entry.key } else { &entry.value })
        }
        Value::Scalar(_) | Value::Broken => None,
    }
}

/// Takes what a copy of `node` costs from `left`; whether there was enough. Stops as soon as there is not.
fn afford(node: &Node, left: &mut usize) -> bool {
    let text = match node.as_scalar().map(|scalar| &scalar.text) {
        Some(Cow::Owned(text)) => text.len() / 64,
        _ => 0,
    };
    let Some(rest) = left.checked_sub(1 + text) else { return false };
    *left = rest;
    match &node.value {
        Value::Sequence(sequence) => sequence.items.iter().all(|item| afford(item, left)),
        Value::Mapping(mapping) => {
            mapping.entries.iter().all(|entry| afford(&entry.key, left) && afford(&entry.value, left))
        }
        Value::Scalar(_) | Value::Broken => true,
    }
}

/// How many collections deep a node is.
fn height(node: &Node) -> usize {
    match &node.value {
        Value::Sequence(sequence) => 1 + sequence.items.iter().map(height).max().unwrap_or(0),
        Value::Mapping(mapping) => {
            let heights = mapping.entries.iter().map(|entry| height(&entry.key).max(height(&entry.value)));
            1 + heights.max().unwrap_or(0)
        }
        Value::Scalar(_) | Value::Broken => 0,
    }
}
