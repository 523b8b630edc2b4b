//! `--since` and `--staged`: of the documents of a run, those that git says have changed.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use super::documents::plain;
use super::note::Note;
use crate::files::walk::is_hidden_by_ignore_files;
use crate::git::{Base, Changed, Index, Repository};
use crate::visible::visible;
use crate::workspace::{Failure, Workspace};

/// Which of the documents of a run are looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changes {
    /// Those with staged changes, as git's index holds them.
    Staged,
    /// Those that this branch has changed since it left a revision.
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
    notes: &mut Vec<Note>,
) -> Result<Vec<PathBuf>, Failure> {
    let repositories = repositories(named)?;
    let folders = named.iter().filter(|path| path.is_dir());
    let Changes::Since(revision) = changes else {
        let mut index = Index::default();
        for repository in &repositories {
            index.add(repository, repository.staged()?)?;
        }
        let mut kept: BTreeSet<PathBuf> = among(workspace, paths, |path| index.holds(path))?.into_iter().collect();
        for folder in folders {
            kept.extend(unmet(workspace, index.paths(), folder));
        }
        workspace.index = Some(index);
        return settled(workspace, kept);
    };
    let (mut touched, mut bases) = (BTreeSet::new(), BTreeSet::new());
    for repository in &repositories {
        let Changed { files, base } = repository.changed_since(revision)?;
        touched.extend(files);
        bases.insert(base);
    }
    notes.extend(bases.iter().filter_map(|base| base_note(base, revision)));
    let mut kept: BTreeSet<PathBuf> = among(workspace, paths, |path| touched.contains(path))?.into_iter().collect();
    let is_file = |path: &&PathBuf| path.symlink_metadata().is_ok_and(|metadata| metadata.is_file());
    let files: Vec<&PathBuf> = touched.iter().filter(is_file).collect();
    for folder in folders {
        kept.extend(unmet(workspace, files.iter().map(|path| path.as_path()), folder));
    }
    settled(workspace, kept)
}

/// The documents, unless something went wrong while folders were visited.
fn settled(workspace: &Workspace, kept: BTreeSet<PathBuf>) -> Result<Vec<PathBuf>, Failure> {
    workspace.take_failure().map_or_else(|| Ok(kept.into_iter().collect()), Err)
}

/// With what documents are compared, where it is not the revision itself.
fn base_note(base: &Base, revision: &str) -> Option<Note> {
    let revision = visible(revision.trim_end_matches('.')).into_owned();
    match base {
        Base::Revision => None,
        Base::Common(commit) => Some(Note::Note(format!(
            "documents are compared with {}, where this branch left `{revision}`; \
             `--since {revision}..` compares them with `{revision}` itself",
            &commit[..commit.len().min(10)]
        ))),
        Base::Unrelated => Some(Note::Note(format!(
            "documents are compared with `{revision}` itself, which has no commit in common with this branch here; \
             a shallow clone lacks the commits"
        ))),
    }
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

/// Documents below a folder that git knows of and that no walk meets: the working tree lacks them, or a `.gitignore`
/// file names them, which says nothing of what git tracks. What `.ignore` files and leading dots hide stays hidden.
fn unmet<'p>(workspace: &Workspace, tracked: impl Iterator<Item = &'p Path>, folder: &Path) -> Vec<PathBuf> {
    let Ok(full) = folder.canonicalize() else { return Vec::new() };
    let below = tracked.filter_map(|path| Some((path, path.strip_prefix(&full).ok()?)));
    let visible = below.filter(|(_, relative)| !relative.components().any(|part| is_hidden(part)));
    let shown = visible.map(|(path, relative)| (path, folder.join(relative)));
    let kept = shown.filter(|(path, shown)| is_kept(workspace, folder, shown) && !is_hidden_by_ignore_files(path));
    kept.map(|(_, shown)| plain(shown)).collect()
}

fn is_kept(workspace: &Workspace, top: &Path, path: &Path) -> bool {
    let above = path.ancestors().skip(1).take_while(|folder| *folder != top && *folder != Path::new(""));
    above.into_iter().all(|folder| workspace.keeps(folder, true)) && workspace.keeps(path, false)
}

fn is_hidden(part: Component) -> bool {
    matches!(part, Component::Normal(name) if name.as_encoded_bytes().starts_with(b"."))
}
