//! Which documents there are below a folder.

use std::cmp::Ordering;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use ignore::gitignore::GitignoreBuilder;
use ignore::{WalkBuilder, WalkState};

/// What a walk met.
#[derive(Debug, Default)]
pub struct Walked {
    /// Regular files, in the order of their paths.
    pub files: Vec<PathBuf>,
    /// Symbolic links to regular files, wherever those are, in the order of their paths.
    pub links: Vec<PathBuf>,
    /// What could not be looked into, and why.
    pub errors: Vec<(PathBuf, String)>,
}

/// Lists the regular files below `root` that `keep` wants, without those that `.gitignore`, `.ignore` or a leading dot
/// hide. `keep` is asked about folders too (`true` as its second argument); one that it does not want is not entered.
/// Symbolic links to files are listed apart, those to folders are not followed, so that a walk always ends.
pub fn walk(root: &Path, threads: usize, keep: &(dyn Fn(&Path, bool) -> bool + Sync)) -> Walked {
    let found = Mutex::new(Walked::default());
    let above = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
    if above.ancestors().any(is_excessive) {
        return Walked { errors: vec![(root.to_owned(), EXCESSIVE.to_owned())], ..Walked::default() };
    }
    let mut builder = WalkBuilder::new(root);
    // A folder need not be a repository for its .gitignore to count.
    builder.require_git(false).threads(threads);
    let shared = &found;
    builder.build_parallel().run(|| {
        let mut batch = Batch { files: Vec::new(), links: Vec::new(), found: shared };
        Box::new(move |entry| {
            match entry {
                Ok(entry) => {
                    let kind = entry.file_type();
                    if kind.is_some_and(|kind| kind.is_dir()) {
                        let wanted = entry.depth() == 0 || keep(entry.path(), true);
                        if wanted && entry.depth() > 0 && is_excessive(entry.path()) {
                            push_error(shared, entry.path(), EXCESSIVE.to_owned());
                            return WalkState::Skip;
                        }
                        return if wanted { WalkState::Continue } else { WalkState::Skip };
                    }
                    let link = kind.is_some_and(|kind| kind.is_symlink());
                    let regular = kind.is_some_and(|kind| kind.is_file()) || (link && entry.path().is_file());
                    if regular && keep(entry.path(), false) {
                        let list = if link { &mut batch.links } else { &mut batch.files };
                        list.push(entry.into_path());
                    }
                }
                Err(error) => note(shared, root, &error),
            }
            WalkState::Continue
        })
    });
    let mut walked = found.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    walked.files.sort_unstable_by(|one, other| order(one, other));
    walked.links.sort_unstable();
    walked.errors.sort_unstable();
    walked
}

/// Whether a `.ignore` file in one of the folders above a file hides it from a walk; one is enough.
pub fn is_hidden_by_ignore_files(path: &Path) -> bool {
    path.ancestors().skip(1).any(|folder| {
        let file = folder.join(".ignore");
        if !file.is_file() {
            return false;
        }
        let mut builder = GitignoreBuilder::new(folder);
        if is_excessive(folder) || builder.add(file).is_some() {
            return true;
        }
        builder.build().is_ok_and(|rules| rules.matched_path_or_any_parents(path, false).is_ignore())
    })
}

/// The order of two paths that begin in the same folder, which is that of [`Path`], told from their bytes: a separator
/// comes before every other character. To take paths apart costs several times as much.
fn order(one: &Path, other: &Path) -> Ordering {
    let (one, other) = (one.as_os_str().as_encoded_bytes(), other.as_os_str().as_encoded_bytes());
    let differs = one.iter().zip(other).position(|(one, other)| one != other);
    let Some(at) = differs else { return one.len().cmp(&other.len()) };
    let rank = |byte: u8| if std::path::is_separator(char::from(byte)) { 0 } else { u16::from(byte) + 1 };
    rank(one[at]).cmp(&rank(other[at]))
}

/// The files that one thread has met; they are handed over when it ends.
struct Batch<'w> {
    files: Vec<PathBuf>,
    links: Vec<PathBuf>,
    found: &'w Mutex<Walked>,
}

impl Drop for Batch<'_> {
    fn drop(&mut self) {
        let mut found = self.found.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        found.files.append(&mut self.files);
        found.links.append(&mut self.links);
    }
}

fn note(found: &Mutex<Walked>, root: &Path, error: &ignore::Error) {
    let path = path_of(error).unwrap_or(root).to_owned();
    let message = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    push_error(found, &path, message);
}

fn push_error(found: &Mutex<Walked>, path: &Path, message: String) {
    found.lock().unwrap_or_else(std::sync::PoisonError::into_inner).errors.push((path.to_owned(), message));
}

/// What is said of a folder that is [excessive](is_excessive).
const EXCESSIVE: &str = "its .gitignore or .ignore is too large, or has a line that is too long";

/// Whether the rules of a folder about what to ignore would cost the matcher more than a machine has: a pattern takes it
/// memory out of all proportion to its length.
fn is_excessive(folder: &Path) -> bool {
    const LARGEST: u64 = 1 << 20;
    const LONGEST: usize = 4096;
    [".gitignore", ".ignore"].iter().any(|name| {
        let path = folder.join(name);
        let Ok(metadata) = path.metadata() else { return false };
        // Most are far too small to be looked into.
        metadata.len() > LARGEST
            || metadata.len() > LONGEST as u64
                && std::fs::read(path)
                    .is_ok_and(|text| text.split(|byte| *byte == b'\n').any(|line| line.len() > LONGEST))
    })
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

        #[test]
        fn paths_below_one_folder_are_ordered_as_paths_are(one in "[a/.~я-]{0,6}", other in "[a/.~я-]{0,6}") {
            // As a walk makes them: without what means nothing.
            let path = |text: &str| -> PathBuf {
                Path::new("x").join(text.split('/').filter(|name| !matches!(*name, "" | "." | "..")).collect::<PathBuf>())
            };
            let (one, other) = (path(&one), path(&other));
            prop_assert_eq!(order(&one, &other), one.cmp(&other));
        }
    }
}
