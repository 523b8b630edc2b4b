//! `front-matter/*`: the block itself, before what is in it.

use super::{Context, Findings, Repair};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Severity::Error;
use crate::document::Fence;
use crate::source::Span;
use crate::yaml::Value;

rules! {
    /// Finds documents without front matter, where a schema applies.
    MISSING = "front-matter/missing", Some(Error), Repair::None;
    /// Finds an opening `---` without a closing `---` or `...`.
    UNCLOSED = "front-matter/unclosed", Some(Error), Repair::None;
    /// Finds front matter that is a list or a scalar.
    NOT_MAPPING = "front-matter/not-mapping", Some(Error), Repair::None;
    /// Finds an opening fence that readers will not see as one.
    FENCE = "front-matter/fence", Some(Error), Repair::Safe;
}

pub(super) fn check(context: &Context, findings: &mut Findings) {
    let document = context.document;
    match document.fence {
        Fence::Missing if context.schema.is_some() => {
            findings.push(&MISSING, Diagnostic::new(Span::at(0), "the document has no front matter"));
        }
        Fence::Unclosed { opening, .. } => {
            let message = "the front matter that begins here has no closing `---`";
            findings.push(&UNCLOSED, Diagnostic::new(opening, message));
        }
        Fence::Missing | Fence::Closed(_) | Fence::Spoilt { .. } => {}
    }
    match &document.root {
        Some(root) if !matches!(root.value, Value::Mapping(_) | Value::Broken) && !root.is_null() => {
            findings.push(&NOT_MAPPING, Diagnostic::new(root.span, "the front matter is not a mapping of fields"));
        }
        _ => {}
    }
}
