//! Text that a program fills in before anybody reads it as front matter.

use super::Context;
use crate::source::Span;

/// Whether a place is template text in a file of a folder that generators and vaults keep their templates in.
pub(super) fn is_template(context: &Context, span: Span) -> bool {
    const FOLDERS: &[&str] = &["template", "templates", "_templates", "archetypes", "scaffolds", "blueprints"];
    const MARKS: &[&str] = &["{{", "{%", "<%"];
    let source = &context.document.source;
    let is_kept = |folder: &std::ffi::OsStr| FOLDERS.iter().any(|name| folder.eq_ignore_ascii_case(name));
    let mut folders = source.path().parent().into_iter().flat_map(std::path::Path::iter);
    if !folders.any(is_kept) {
        return false;
    }
    let text = source.text();
    let start = text[..span.start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let end = text[span.end..].find(['\n', '\r']).map_or(text.len(), |at| span.end + at);
    let line = &text[start..end];
    MARKS.iter().any(|mark| line.contains(mark))
}
