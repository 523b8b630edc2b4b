//! The fields of one document as symbols and folds.

use super::lsp;
use super::position::Lines;
use crate::document::Document;
use crate::source::Span;
use crate::tree::{Node, Value};

/// How deep symbols go: deeper ones help nobody to find their way.
const DEEPEST: usize = 8;

/// How many symbols are listed at one place.
const MOST: usize = 1_000;

/// The fields, each with those inside it.
pub(super) fn symbols(document: &Document, text: &str, lines: &Lines) -> Vec<lsp::DocumentSymbol> {
    document.root.as_ref().map(|root| inside(root, text, lines, DEEPEST)).unwrap_or_default()
}

fn inside(node: &Node, text: &str, lines: &Lines, depth: usize) -> Vec<lsp::DocumentSymbol> {
    if depth == 0 || node.alias.is_some() {
        return Vec::new();
    }
    match &node.value {
        Value::Mapping(mapping) => {
            let entries = mapping.entries.iter().filter(|entry| !entry.merged && entry.value.alias.is_none());
            let symbol = |entry: &crate::tree::Entry| {
                let name = entry.key_text().filter(|name| !name.trim().is_empty())?;
                let span = entry.key.span.to(entry.value.span);
                Some(one(name, span, entry.key.span, &entry.value, text, lines, depth))
            };
            entries.filter_map(symbol).take(MOST).collect()
        }
        Value::Sequence(sequence) => {
            let items = sequence
                .items
                .iter()
                .enumerate()
                .filter(|(_, item)| item.as_scalar().is_none() && item.alias.is_none());
            items
                .map(|(index, item)| {
                    let span = item.span;
                    one(&(index + 1).to_string(), span, span, item, text, lines, depth)
                })
                .take(MOST)
                .collect()
        }
        Value::Scalar(_) | Value::Broken => Vec::new(),
    }
}

fn one(
    name: &str,
    span: Span,
    selection: Span,
    value: &Node,
    text: &str,
    lines: &Lines,
    depth: usize,
) -> lsp::DocumentSymbol {
    let (kind, detail) = match &value.value {
        Value::Mapping(_) => (lsp::SymbolKind::Object, None),
        Value::Sequence(sequence) => (lsp::SymbolKind::Array, Some(items(sequence.items.len()))),
        Value::Scalar(scalar) => (lsp::SymbolKind::Field, Some(crate::diagnostic::excerpt(&scalar.text).into_owned())),
        Value::Broken => (lsp::SymbolKind::Field, None),
    };
    let children = inside(value, text, lines, depth - 1);
    #[expect(deprecated, reason = "the protocol's type has a field that nobody should use and everybody must fill in")]
    lsp::DocumentSymbol {
        name: name.to_owned(),
        detail,
        kind,
        tags: None,
        deprecated: None,
        range: lines.range(text, span),
        selection_range: lines.range(text, selection),
        children: (!children.is_empty()).then_some(children),
    }
}

fn items(number: usize) -> String {
    if number == 1 { "1 item".to_owned() } else { format!("{number} items") }
}

/// The front matter as a whole, and each of its fields that takes more than one line.
pub(super) fn folds(document: &Document, text: &str, lines: &Lines) -> Vec<lsp::FoldingRange> {
    let Some(block) = document.block() else { return Vec::new() };
    let fold = |span: Span| {
        let (start, end) = (lines.line_of(span.start), lines.line_of(span.end.max(span.start + 1) - 1));
        (end > start).then(|| lsp::FoldingRange {
            start_line: super::position::count(start),
            end_line: super::position::count(end),
            ..lsp::FoldingRange::default()
        })
    };
    let fields = document.fields().map(|fields| fields.entries.as_slice()).unwrap_or_default();
    let spans = fields.iter().filter(|entry| !entry.merged && entry.value.alias.is_none()).map(|entry| {
        let span = entry.key.span.to(entry.value.span);
        let end = span.start + text[span.range()].trim_end().len();
        Span::new(span.start, end)
    });
    std::iter::once(block.opening.to(block.closing)).chain(spans).filter_map(fold).collect()
}
