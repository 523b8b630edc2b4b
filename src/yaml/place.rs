//! Places inside scalars, and text for new ones.

use std::ops::Range;

use super::{Node, Style};
use crate::source::Span;

/// Where a range of a scalar's text stands in the file.
pub fn locate(source: &str, node: &Node, range: Range<usize>) -> Span {
    let Some(scalar) = node.as_scalar() else { return node.span };
    let inner = &source[node.span.range()];
    match inner.find(scalar.text.as_ref()) {
        Some(at) if !scalar.text.is_empty() => {
            Span::new(node.span.start + at + range.start, node.span.start + at + range.end)
        }
        _ => node.span,
    }
}

/// A scalar of this text in a style.
pub fn write(text: &str, style: Style) -> String {
    match style {
        Style::SingleQuoted => format!("'{text}'"),
        Style::DoubleQuoted => format!("\"{text}\""),
        _ => text.to_owned(),
    }
}
