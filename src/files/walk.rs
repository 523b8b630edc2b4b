//! Which documents there are below a folder.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use ignore::{WalkBuilder, WalkState};

/// What a walk met.
#[derive(Debug, Default)]
pub struct Walked {
    /// Regular files, in the order of their paths.
    pub files: Vec<PathBuf>,
    /// What could not be looked into, and why.
    pub errors: Vec<(PathBuf, String)>,
}

/// Lists the regular files below `root` that `keep` wants, without those that `.gitignore`, `.ignore` or a leading dot
/// hide. `keep` is asked about folders too (`true` as its second argument); one that it does not want is not entered.
/// Symbolic links to files are followed, those to folders are not, so that a walk always ends.
pub fn walk(root: &Path, threads: usize, keep: &(dyn Fn(&Path, bool) -> bool + Sync)) -> Walked {
    let found = Mutex::new(Walked::default());
    let mut builder = WalkBuilder::new(root);
    // A folder need not be a repository for its .gitignore to count.
    builder.require_git(false).threads(threads);
    let shared = &found;
    builder.build_parallel().run(|| {
        let mut batch = Batch { files: Vec::new(), found: shared };
        Box::new(move |entry| {
            match entry {
                Ok(entry) => {
                    let kind = entry.file_type();
                    if kind.is_some_and(|kind| kind.is_dir()) {
                        let wanted = entry.depth() == 0 || keep(entry.path(), true);
                        return if wanted { WalkState::Continue } else { WalkState::Skip };
                    }
                    let link = kind.is_some_and(|kind| kind.is_symlink());
                    let regular = kind.is_some_and(|kind| kind.is_file()) || (link && entry.path().is_file());
                    if regular && keep(entry.path(), false) {
                        batch.files.push(entry.into_path());
                    }
                }
                Err(error) => note(shared, root, &error),
            }
            WalkState::Continue
        })
    });
    let mut walked = found.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    walked.files.sort_unstable();
    walked.errors.sort_unstable();
    walked
}

/// The files that one thread has met; they are handed over when it ends.
struct Batch<'w> {
    files: Vec<PathBuf>,
    found: &'w Mutex<Walked>,
}

impl Drop for Batch<'_> {
    fn drop(&mut self) {
        let mut found = self.found.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        found.files.append(&mut self.files);
    }
}

fn note(found: &Mutex<Walked>, root: &Path, error: &ignore::Error) {
    let path = path_of(error).unwrap_or(root).to_owned();
    let message = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    found.lock().unwrap_or_else(std::sync::PoisonError::into_inner).errors.push((path, message));
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}
