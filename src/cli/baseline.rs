//! `masthead baseline`, and what `check --baseline` does with what it has written.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf, absolute};
use std::sync::atomic::AtomicUsize;

use super::args::{BaselineCommand, RuleSet, Selection};
use super::check::{name, note, shown_path};
use super::comparison::Comparison;
use super::selection::{documents, setup_of, with_threads};
use super::{CLEAN, Stop, print};
use crate::baseline::Baseline;
use crate::batch;
use crate::files::read;
use crate::files::write::{Refusal, overwrite};
use crate::finding::Located;
use crate::workspace::{Failure, Workspace, normal};

/// The largest file that is read as a baseline.
const MOST: u64 = 256 << 20;

/// A baseline and the place that its paths count from.
pub(super) struct Known {
    baseline: Baseline,
    folder: PathBuf,
    file: PathBuf,
}

/// Writes down what is found now.
pub(super) fn run(command: &BaselineCommand) -> Result<u8, Stop> {
    let to_output = command.output == Path::new("-");
    let folder = if to_output { folder_of(Path::new("x")) } else { folder_of(&command.output) };
    let before = if !to_output && command.output.exists() { Some(read(&command.output)?.baseline) } else { None };
    let mut baseline = with_threads(&command.selection, || found(&command.selection, &folder))?;
    if command.shrink {
        baseline.limit(before.as_ref().ok_or_else(|| {
            let message = format!("there is no baseline `{}` to shrink", shown_path(&command.output));
            Failure::new(message).help("leave out `--shrink` to write one")
        })?);
    }
    let text = baseline.to_json();
    if to_output {
        return print(&text);
    }
    write(&command.output, &text).map_err(|error| {
        Failure::new(format!("the baseline `{}` cannot be written: {error}", shown_path(&command.output)))
    })?;
    if !command.quiet {
        let before = before.unwrap_or_default();
        let (all, new, cleared) = (baseline.count(), baseline.beyond(&before), before.beyond(&baseline));
        let findings = if all == 1 { "finding" } else { "findings" };
        note(&format!("note: {} lists {all} {findings}: {new} new, {cleared} cleared", shown_path(&command.output)));
    }
    Ok(CLEAN)
}

/// Writes a baseline in the place of the old one, or nothing.
fn write(file: &Path, text: &str) -> Result<(), Refusal> {
    if !file.is_file() {
        return Ok(fs::write(file, text)?);
    }
    overwrite(file, text.as_bytes())
}

/// All that is found now.
fn found(selection: &Selection, folder: &Path) -> Result<Baseline, Stop> {
    if selection.paths.iter().any(|path| path == Path::new("-")) {
        return Err(Failure::new("standard input has no place in a baseline").help("name a file or a folder").into());
    }
    let workspace = Workspace::new(setup_of(selection)?)?;
    let paths = documents(selection, &workspace, true)?;
    workspace.read_schemas()?;
    let (mut baseline, mut comparison) = (Baseline::default(), Comparison::default());
    batch::check(&workspace, &paths, None, &AtomicUsize::default(), |outcome, comparable| {
        comparison.add(&workspace, &outcome.path, comparable);
        baseline.add(&key(folder, &outcome.path), &outcome.findings);
    })?;
    let found = comparison.finish(&workspace);
    found.warn();
    for (path, findings) in found.findings {
        baseline.add(&key(folder, &path), &findings);
    }
    Ok(baseline)
}

/// Reads a baseline.
pub(super) fn read(file: &Path) -> Result<Known, Failure> {
    let failed = |why: String| {
        Failure::new(format!("the baseline `{}` cannot be used: {why}", shown_path(file)))
            .at(file)
            .help("write one with `masthead baseline`")
    };
    let text = read::text_of(file, MOST).map_err(|error: io::Error| failed(error.to_string()))?;
    let baseline = Baseline::parse(&text).map_err(failed)?;
    Ok(Known { baseline, folder: folder_of(file), file: file.to_owned() })
}

impl Known {
    /// Takes known findings out of those of a document.
    pub(super) fn take_from(&mut self, document: &Path, findings: &mut Vec<Located>) {
        self.baseline.take_from(&key(&self.folder, document), findings);
    }

    /// Does for a document that was seen before what [`Self::take_from`] did then.
    pub(super) fn take_again(&self, document: &Path, findings: &mut Vec<Located>) {
        self.baseline.take_again(&key(&self.folder, document), findings);
    }

    /// Says how many findings no longer occur.
    pub(super) fn tell(&self, selection: &Selection) {
        let (select, ignore) = (&selection.select, &selection.ignore);
        let names = |sets: &[RuleSet], rule: &str| sets.iter().any(|set| set.0.iter().any(|one| one.name == rule));
        let ran = |rule: &str| (select.is_empty() || names(select, rule)) && !names(ignore, rule);
        let cleared = self.baseline.count_cleared(|path| !self.folder.join(path).exists(), ran);
        if cleared > 0 {
            let what = if cleared == 1 { "finding of {} no longer occurs" } else { "findings of {} no longer occur" };
            let what = what.replace("{}", &shown_path(&self.file));
            note(&format!("note: {cleared} {what}; `masthead baseline --shrink` takes them out"));
        }
    }
}

/// The folder that a file lies in, in full.
fn folder_of(file: &Path) -> PathBuf {
    let full = normal(&absolute(file).unwrap_or_else(|_| file.to_owned()));
    full.parent().unwrap_or(Path::new("/")).to_owned()
}

/// A document's path from a folder, with `/` between folders.
fn key(folder: &Path, document: &Path) -> String {
    let full = normal(&absolute(document).unwrap_or_else(|_| document.to_owned()));
    let (mut to, mut from) = (full.components().peekable(), folder.components().peekable());
    while to.peek().is_some() && to.peek() == from.peek() {
        to.next();
        from.next();
    }
    let up = from.map(|_| Component::ParentDir);
    let path: PathBuf = up.chain(to).collect();
    name(&path)
}
