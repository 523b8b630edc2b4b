//! `--since` and `--staged`: of the documents of a run, those that git says have changed.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use crate::git::{Index, Repository};
use crate::workspace::{Failure, Workspace};

/// Which of the documents of a run are looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changes {
    /// Those with staged changes, as git's index holds them.
    Staged,
    /// Those that are not as this revision has them.
    Since(String),
}

/// The documents that have changed, of those found at or below the paths that were `named`. For staged changes, the
/// workspace reads them from git's index from now on.
///
/// # Errors
/// Where git does not know, or a configuration cannot be read.
pub fn changed(
    changes: &Changes,
    named: &[PathBuf],
    workspace: &mut Workspace,
    paths: Vec<PathBuf>,
) -> Result<Vec<PathBuf>, Failure> {
    let repositories = repositories(named)?;
    let Changes::Since(revision) = changes else {
        let mut index = Index::default();
        for repository in &repositories {
            index.add(repository, repository.staged()?)?;
        }
        let mut kept: BTreeSet<PathBuf> = among(workspace, paths, |path| index.holds(path))?.into_iter().collect();
        for folder in named.iter().filter(|path| path.is_dir()) {
            kept.extend(only_staged(workspace, &index, folder));
        }
        workspace.index = Some(index);
        return Ok(kept.into_iter().collect());
    };
    let mut touched = BTreeSet::new();
    for repository in &repositories {
        touched.extend(repository.changed_since(revision)?);
    }
    among(workspace, paths, |path| touched.contains(path))
}

/// The repositories that the named paths are in.
fn repositories(paths: &[PathBuf]) -> Result<Vec<Repository>, Failure> {
    let mut known: Vec<Repository> = Vec::new();
    for path in paths.iter().filter(|path| *path != Path::new("-")) {
        let folder = if path.is_dir() { Some(path.as_path()) } else { path.parent() };
        let folder = folder.filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
        let full = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        if known.iter().any(|repository| repository.holds(&full)) {
            continue;
        }
        // A hook is told in its environment which index to read: that counts for the working directory's repository.
        let here = if known.is_empty() { Repository::find(None).ok() } else { None };
        match here.filter(|repository| repository.holds(&full)) {
            Some(repository) => known.push(repository),
            None => known.push(Repository::find(Some(&full))?),
        }
    }
    Ok(known)
}

fn among(workspace: &Workspace, paths: Vec<PathBuf>, wanted: impl Fn(&Path) -> bool) -> Result<Vec<PathBuf>, Failure> {
    let mut kept = Vec::new();
    for path in paths {
        if wanted(&workspace.folder_of(&path)?.place(&path)) {
            kept.push(path);
        }
    }
    Ok(kept)
}

/// Staged documents below a folder that the working tree lacks, so that no walk meets them.
fn only_staged(workspace: &Workspace, index: &Index, folder: &Path) -> Vec<PathBuf> {
    let Ok(full) = folder.canonicalize() else { return Vec::new() };
    let missing = index.paths().filter(|path| path.symlink_metadata().is_err());
    let below = missing.filter_map(|path| path.strip_prefix(&full).ok());
    let visible = below.filter(|path| !path.components().any(|part| is_hidden(part)));
    let shown = visible.map(|path| if folder == Path::new(".") { path.to_owned() } else { folder.join(path) });
    shown.filter(|path| is_kept(workspace, folder, path)).collect()
}

fn is_kept(workspace: &Workspace, top: &Path, path: &Path) -> bool {
    let above = path.ancestors().skip(1).take_while(|folder| *folder != top && *folder != Path::new(""));
    above.into_iter().all(|folder| workspace.keeps(folder, true)) && workspace.keeps(path, false)
}

fn is_hidden(part: Component) -> bool {
    matches!(part, Component::Normal(name) if name.as_encoded_bytes().starts_with(b"."))
}
