//! Which documents a run is about.

use std::path::{Path, PathBuf};

use super::note::Note;
use crate::files::walk::walk;
use crate::visible::shown_path;
use crate::workspace::{Failure, Workspace};

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
    let mut paths = Vec::new();
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
            workspace.folder_of(&document)?;
            paths.push(document);
        }
    }
    if let Some(failure) = workspace.take_failure() {
        return Err(failure);
    }
    // What one folder holds is in order already.
    paths.sort();
    paths.dedup();
    Ok(paths)
}

/// Whether this is a folder whose documents cannot be listed.
fn is_closed(path: &Path) -> bool {
    path.is_dir() && path.read_dir().is_err()
}

/// A path without a leading `./`, as people name files.
pub(super) fn plain(path: PathBuf) -> PathBuf {
    path.strip_prefix(".").map(Path::to_owned).unwrap_or(path)
}
