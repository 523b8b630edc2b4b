//! Suppressing what is found in a document, in its file.

use std::path::Path;

use super::{check_again, read, unlimited};
use crate::diagnostic::Diagnostic;
use crate::files::read::Extent;
use crate::files::write::{Expected, replace};
use crate::fix::{self, Ignored};
use crate::source::Source;
use crate::workspace::{Failure, Workspace};

/// What became of the findings of a document that were to be suppressed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Suppressed {
    pub suppressed: usize,
    pub left: usize,
    /// Why the file was left as it is.
    pub refused: Option<String>,
}

/// Writes comments into a document that suppress these findings of it, each with a reason.
///
/// # Errors
/// Where the configuration of the document cannot be used.
pub fn suppress(
    workspace: &Workspace,
    path: &Path,
    findings: &[Diagnostic],
    reason: &str,
) -> Result<Suppressed, Failure> {
    let folder = workspace.folder_of(path)?;
    let settings = workspace.settings(&folder, path);
    let extent = Extent { front_matter_bytes: settings.options.limits.front_matter_bytes, whole: false };
    let all_left = |why: String| Suppressed { left: findings.len(), refused: Some(why), ..Suppressed::default() };
    let read = match read(workspace, &folder, path, extent) {
        Ok(read) => read,
        Err(error) => return Ok(all_left(error.to_string())),
    };
    let place = folder.relative(path.file_name().unwrap_or_default());
    let source = read.source.placed(&place);
    let unlimited = unlimited(&settings);
    let check = |source: &Source| check_again(workspace, &folder, &unlimited, source, read.not_utf8.as_ref());
    let Ignored { source: new, suppressed, left } =
        fix::ignore(source.with_text(source.text()), findings, reason, check);
    if suppressed > 0 {
        let expected = Expected { head: source.text().as_bytes(), whole: source.is_whole() };
        if let Err(refusal) = replace(path, expected, new.text().as_bytes()) {
            return Ok(all_left(refusal.to_string()));
        }
    }
    Ok(Suppressed { suppressed, left, refused: None })
}
