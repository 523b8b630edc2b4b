//! Fields that change places: members of JSON, fields and tables of TOML. What stands between them, commas and blank lines, stays.

use crate::diagnostic::Edit;
use crate::document::Document;
use crate::source::Span;
use crate::tree::{Entry, Node, Value};

/// The members of an object in JSON, each from its name to the end of its value.
pub(super) fn members(entries: &[&Entry]) -> Vec<Span> {
    entries.iter().map(|entry| Span::new(entry.key.span.start, entry.value.span.end)).collect()
}

/// The fields and tables of TOML, each from its start, given in `starts`, to the end of its last line. `None` where the parts
/// of one stand apart, with others between them.
pub(super) fn blocks(document: &Document, entries: &[&Entry], starts: &[usize]) -> Option<Vec<Span>> {
    let end = document.block()?.content.end;
    let ends = starts.iter().skip(1).copied().chain([end]);
    let parts = starts.iter().zip(ends).zip(entries);
    parts
        .map(|((start, end), entry)| {
            let text = document.source.text().get(*start..end)?.trim_end();
            let slot = Span::new(*start, *start + text.len());
            (furthest(&entry.value) <= slot.end).then_some(slot)
        })
        .collect()
}

/// The end of what stands furthest below in a value.
fn furthest(node: &Node) -> usize {
    let inside = match &node.value {
        Value::Sequence(sequence) => sequence.items.iter().map(furthest).max(),
        Value::Mapping(mapping) => {
            mapping.entries.iter().map(|entry| entry.key.span.end.max(furthest(&entry.value))).max()
        }
        Value::Scalar(_) | Value::Broken => None,
    };
    inside.unwrap_or_default().max(node.span.end)
}

/// Writes into every place what belongs there by rank.
pub(super) fn exchange(document: &Document, ranks: &[usize], slots: &[Span]) -> Vec<Edit> {
    let mut order: Vec<usize> = (0..slots.len()).collect();
    order.sort_by_key(|index| ranks[*index]);
    let changed = order.iter().enumerate().filter(|(place, index)| place != *index);
    changed.map(|(place, index)| Edit::replace(slots[place], document.source.slice(slots[*index]))).collect()
}
