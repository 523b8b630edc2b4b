//! Items of lists, as repairs take them out.

use crate::source::Span;
use crate::tree::{Node, Sequence};

/// What to delete so that the item is gone: its whole line, or in brackets the item and the comma before it.
pub(super) fn removal(source: &str, sequence: &Sequence, index: usize) -> Option<Span> {
    let item: &Node = sequence.items.get(index)?;
    if item.anchor.is_some() || item.tag.is_some() || item.alias.is_some() {
        return None;
    }
    if sequence.flow {
        let before = sequence.items.get(index.checked_sub(1)?)?.shown();
        let between = source.get(before.end..item.span.start)?;
        return (between.trim() == ",").then(|| Span::new(before.end, item.span.end));
    }
    let head = source.get(..item.span.start)?;
    let line = head.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let dash = head.get(line..)?.trim();
    let rest = source.get(item.span.end..)?;
    let length = rest.find(['\n', '\r'])?;
    let tail = rest.get(..length)?.trim();
    let ending = if rest.get(length..)?.starts_with("\r\n") { 2 } else { 1 };
    (dash == "-" && tail.is_empty()).then(|| Span::new(line, item.span.end + length + ending))
}
