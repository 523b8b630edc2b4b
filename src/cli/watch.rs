//! `check --watch`: checks, waits until something changes, and checks again. Ctrl-C ends it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf, absolute};
use std::time::{Duration, SystemTime};

use super::Stop;
use super::args::Check;
use super::say::note;
use super::selection;
use crate::config::FILE_NAMES;
use crate::visible::shown_path;
use crate::workspace::Failure;

/// How often is looked whether something has changed.
const BEAT: Duration = Duration::from_millis(500);

/// What is known of files without reading them; nothing of those that are not there.
type Snapshot = BTreeMap<PathBuf, Option<(SystemTime, u64)>>;

/// What a run has looked at, as far as it came.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) documents: Vec<PathBuf>,
    /// Configurations and schemas.
    pub(super) files: BTreeSet<PathBuf>,
    /// Something was written of what was found, or must not be.
    pub(super) is_written: bool,
}

/// Checks again and again, each time by `once`. Returns only where nobody reads the findings any more.
pub(super) fn run(check: &Check, once: impl Fn(&Check, &mut Seen) -> Result<u8, Stop>) -> Result<u8, Stop> {
    if check.selection.paths.iter().any(|path| path == Path::new("-")) {
        return Err(Failure::new("standard input cannot be watched").help("name a file or a folder").into());
    }
    let mut seen = Seen::default();
    loop {
        let mut before = snapshot(check, &seen);
        seen = Seen::default();
        match once(check, &mut seen) {
            Err(Stop::ClosedPipe) => return Err(Stop::ClosedPipe),
            Err(stop) => drop(stop.report()),
            Ok(_) => {}
        }
        // Only now is it known which schemas count. A document that is new since is seen in the first round.
        for path in &seen.files {
            before.entry(path.clone()).or_insert_with(|| state(path));
        }
        if !check.quiet {
            note("note: waiting for changes; Ctrl-C ends");
        }
        let changed = wait(check, &seen, &mut before);
        if !check.quiet {
            note(&format!("note: `{}` has changed", shown_path(&changed)));
        }
    }
}

/// Waits until a file changes, comes or goes; returns the first such.
fn wait(check: &Check, seen: &Seen, before: &mut Snapshot) -> PathBuf {
    loop {
        std::thread::sleep(BEAT);
        let now = snapshot(check, seen);
        let other = now.iter().find(|(path, state)| before.get(*path) != Some(*state)).map(|(path, _)| path);
        let gone = before.keys().find(|path| !now.contains_key(*path));
        let changed = other.or(gone).cloned();
        *before = now;
        if let Some(changed) = changed {
            return changed;
        }
    }
}

/// How the documents and what they are checked by are now.
fn snapshot(check: &Check, seen: &Seen) -> Snapshot {
    let documents = selection::walked(&check.selection).unwrap_or_else(|_| seen.documents.clone());
    let named = check.selection.configuration.config.iter().chain(&check.baseline).cloned();
    let paths = documents.into_iter().chain(seen.files.iter().cloned()).chain(named);
    let paths = paths.chain(configurations(&check.selection.paths));
    paths.map(|path| (path.clone(), state(&path))).collect()
}

/// Where a configuration is or may come to be.
fn configurations(paths: &[PathBuf]) -> Vec<PathBuf> {
    let full = paths.iter().filter_map(|path| absolute(path).ok());
    let folders: BTreeSet<PathBuf> =
        full.flat_map(|path| path.ancestors().map(Path::to_owned).collect::<Vec<_>>()).collect();
    folders.iter().flat_map(|folder| FILE_NAMES.map(|name| folder.join(name))).collect()
}

fn state(path: &Path) -> Option<(SystemTime, u64)> {
    let metadata = path.metadata().ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}
