//! Keys that are there twice.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, excerpt};
use crate::tree::{Entry, Mapping, Node, Problem, ProblemKind, Resolved, Style};

/// A mapping of so many entries is looked through without a table.
const FEW: usize = 16;

/// What a key is after resolution: `1` and `0x1` are the same, `1` and `"1"` are not.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Key<'t> {
    Null,
    Bool(bool),
    Int(i128),
    Float(u64),
    Text(&'t str),
}

/// The identity of a key; `None` for a collection, and for what could not be read.
pub(super) fn identity<'t>(key: &'t Node) -> Option<Key<'t>> {
    Some(match key.resolved()? {
        Resolved::Null => Key::Null,
        Resolved::Bool(value) => Key::Bool(value),
        Resolved::Int(value) => Key::Int(value),
        Resolved::Float(value) => Key::Float(value.to_bits()),
        Resolved::String => Key::Text(key.as_scalar()?.text.as_ref()),
    })
}

/// Whether an entry takes in another mapping: `<<`, as YAML 1.1 defines it and most readers of 1.2 still take it.
pub(super) fn is_merge(entry: &Entry) -> bool {
    entry.key.as_scalar().is_some_and(|scalar| scalar.style == Style::Plain && scalar.text == "<<")
}

/// Adds a problem for every key of `mapping` that an earlier one equals.
pub(super) fn duplicates(mapping: &Mapping, problems: &mut Vec<Problem>) {
    let entries = &mapping.entries;
    if entries.len() <= FEW {
        let mut seen: [Option<Key>; FEW] = [None; FEW];
        for (index, entry) in entries.iter().enumerate() {
            let key = identity(&entry.key);
            let earlier = seen[..index].iter().position(|earlier| key.is_some() && *earlier == key);
            if let Some(first) = earlier.filter(|_| !is_merge(entry)) {
                problems.push(twice(&entries[first].key, &entry.key));
            }
            seen[index] = key;
        }
        return;
    }
    let mut seen: HashMap<Key, &Node> = HashMap::with_capacity(entries.len());
    for entry in entries.iter().filter(|entry| !is_merge(entry)) {
        let Some(key) = identity(&entry.key) else { continue };
        match seen.get(&key) {
            Some(first) => problems.push(twice(first, &entry.key)),
            None => drop(seen.insert(key, &entry.key)),
        }
    }
}

fn twice(first: &Node, second: &Node) -> Problem {
    let name = second.as_scalar().map_or("", |scalar| scalar.text.as_ref());
    let diagnostic =
        Diagnostic::new(second.shown(), format!("the field `{}` appears twice in one mapping", excerpt(name)))
            .help("keep one of the two; readers of YAML take the last, take the first or refuse the document")
            .also(first.shown(), "the first is here");
    Problem::new(ProblemKind::DuplicateKey, diagnostic)
}
