//! What renderers are given.

use crate::finding::Located;
use crate::source::Source;

/// What was found in one document.
#[derive(Debug, Default)]
pub struct DocumentReport {
    /// The path as findings show it, with `/` between folders.
    pub path: String,
    /// Sorted by place, then by rule.
    pub findings: Vec<Located>,
    /// The text, or its head, for the `full` format; the others need none.
    pub source: Option<Source>,
}
