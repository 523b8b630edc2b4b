//! Which documents a run is about.

use std::path::{Path, PathBuf};

use super::note::Note;
use crate::batch;
use crate::document::{Fence, fence, is_data};
use crate::files::walk::walk;
use crate::visible::shown_path;
use crate::workspace::{Failure, Folder, Workspace};

/// The documents that are named, and those below the folders that are, in order; with `force_exclude`, without those that
/// are named and excluded. `notes` takes what is said of that which cannot be looked into.
///
/// # Errors
/// Where something is named that is not there, or a configuration cannot be read.
pub fn documents(
    named: &[PathBuf],
    force_exclude: bool,
    workspace: &Workspace,
    notes: &mut Vec<Note>,
) -> Result<Vec<PathBuf>, Failure> {
    let (mut paths, mut unread) = (Vec::new(), Vec::new());
    for path in named.iter().filter(|path| *path != Path::new("-")) {
        let metadata = path.metadata().map_err(|error| {
            Failure::new(format!("`{}` cannot be checked: {error}", shown_path(path)))
                .help("name a file or a folder that is there")
                .at(path)
        })?;
        if metadata.is_dir() {
            let walked = walk(path, rayon::current_num_threads(), &|path, is_folder| workspace.keeps(path, is_folder));
            for (path, message) in walked.errors {
                if is_closed(&path) {
                    // What cannot be read is a finding, and here are documents that cannot.
                    paths.push(plain(path));
                } else {
                    notes.push(Note::Warning(format!("`{}` is passed over: {message}", shown_path(&path))));
                }
            }
            for link in walked.links {
                if workspace.leads_inside(&link, path) {
                    let link = plain(link);
                    workspace.note_link(&link);
                    paths.push(link);
                } else {
                    let shown = shown_path(&link);
                    notes.push(Note::Warning(format!("`{shown}` is passed over: it is a link out of the project")));
                }
            }
            paths.extend(walked.files.into_iter().map(plain));
        } else if !(force_exclude && workspace.force_excludes(path)?) {
            let document = plain(path.clone());
            if document.is_symlink() {
                workspace.note_link(&document);
            }
            // Its configuration is one that the run is about.
            let folder = workspace.folder_of(&document)?;
            if holds_nothing(workspace, &folder, &document) {
                unread.push(document.clone());
            }
            paths.push(document);
        }
    }
    notes.extend(unread_note(&unread));
    if let Some(failure) = workspace.take_failure() {
        return Err(failure);
    }
    // What one folder holds is in order already.
    paths.sort();
    paths.dedup();
    Ok(paths)
}

/// Whether a file that is named holds nothing that is read: it is not called like a document, and has no front matter.
fn holds_nothing(workspace: &Workspace, folder: &Folder, path: &Path) -> bool {
    let config = &folder.project.config;
    if config.include.is_match(&folder.relative(path.file_name().unwrap_or_default())) || is_data(path) {
        return false;
    }
    // What cannot be read is a finding.
    let Some(source) = batch::source(workspace, path, BEGINNING) else { return false };
    matches!(fence(&source), Fence::Missing | Fence::Prose { .. })
}

/// How much of a file is read to see whether it begins with front matter.
const BEGINNING: usize = 64 << 10;

/// What to say of files that are named and hold nothing that is read.
fn unread_note(files: &[PathBuf]) -> Option<Note> {
    let (first, others) = files.split_first()?;
    let (shown, more) = (shown_path(first), others.len());
    let files = match more {
        0 => format!("`{shown}` holds"),
        _ => format!("`{shown}` and {more} more hold"),
    };
    Some(Note::Note(format!("{files} nothing that masthead reads: no front matter, in a file that is not Markdown")))
}

/// Whether this is a folder whose documents cannot be listed.
fn is_closed(path: &Path) -> bool {
    path.is_dir() && path.read_dir().is_err()
}

/// A path without a leading `./`, as people name files.
pub(super) fn plain(path: PathBuf) -> PathBuf {
    path.strip_prefix(".").map(Path::to_owned).unwrap_or(path)
}
