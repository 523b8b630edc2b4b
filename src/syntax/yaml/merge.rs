//! Merge keys (`<<`): the entries of other mappings become entries of this one.

use std::collections::HashSet;

use super::keys::{Key, identity, is_merge};
use crate::source::Span;
use crate::tree::{Entry, Mapping, Node, Value};

/// Merges in `node` and everything inside it, the innermost first. The tree is no deeper than the limit.
pub(super) fn merge(node: &mut Node) {
    match &mut node.value {
        Value::Sequence(sequence) => sequence.items.iter_mut().for_each(merge),
        Value::Mapping(mapping) => {
            for entry in &mut mapping.entries {
                merge(&mut entry.key);
                merge(&mut entry.value);
            }
            if mapping.entries.iter().any(is_merge) {
                take_in(mapping);
            }
        }
        Value::Scalar(_) | Value::Broken => {}
    }
}

fn take_in(mapping: &mut Mapping) {
    let mut sources = Vec::new();
    let mut own = Vec::with_capacity(mapping.entries.len());
    for entry in std::mem::take(&mut mapping.entries) {
        if is_merge(&entry) && can_merge(&entry.value) {
            collect(entry.value, None, &mut sources);
        } else {
            own.push(entry);
        }
    }
    let taken: Vec<bool> = {
        let mut seen: HashSet<Key> = own.iter().filter_map(|entry| identity(&entry.key)).collect();
        sources.iter().map(|entry| identity(&entry.key).is_none_or(|key| seen.insert(key))).collect()
    };
    own.extend(sources.into_iter().zip(taken).filter(|(_, taken)| *taken).map(|(entry, _)| entry));
    mapping.entries = own;
}

/// A mapping or a list of them; anything else leaves `<<` a key like others.
fn can_merge(value: &Node) -> bool {
    match &value.value {
        Value::Mapping(_) => true,
        Value::Sequence(sequence) => sequence.items.iter().all(|item| item.as_mapping().is_some()),
        Value::Scalar(_) | Value::Broken => false,
    }
}

fn collect<'a>(source: Node<'a>, alias: Option<Span>, entries: &mut Vec<Entry<'a>>) {
    let alias = alias.or(source.alias);
    match source.value {
        Value::Mapping(mapping) => entries.extend(mapping.entries.into_iter().map(|mut entry| {
            entry.merged = true;
            entry.key.alias = entry.key.alias.or(alias);
            entry.value.alias = entry.value.alias.or(alias);
            entry
        })),
        Value::Sequence(sequence) => {
            for item in sequence.items {
                collect(item, alias, entries);
            }
        }
        Value::Scalar(_) | Value::Broken => {}
    }
}
