//! `masthead baseline`

use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicUsize;

use super::args::{BaselineCommand, Selection};
use super::check::{note, tell};
use super::selection::{setup_of, with_threads};
use super::{CLEAN, Stop, print};
use crate::baseline::Baseline;
use crate::batch;
use crate::files::write::{Refusal, overwrite};
use crate::run::{Comparison, Known, documents, folder_of, key};
use crate::visible::shown_path;
use crate::workspace::{Failure, Workspace};

/// Writes down what is found now.
pub(super) fn run(command: &BaselineCommand) -> Result<u8, Stop> {
    let to_output = command.output == Path::new("-");
    let folder = if to_output { folder_of(Path::new("x")) } else { folder_of(&command.output) };
    let before =
        if !to_output && command.output.exists() { Some(Known::read(&command.output)?.baseline) } else { None };
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
    let mut notes = Vec::new();
    let paths = documents(&selection.paths, selection.force_exclude, &workspace, &mut notes)?;
    tell(&notes);
    workspace.read_schemas()?;
    let (mut baseline, mut comparison) = (Baseline::default(), Comparison::default());
    batch::check(&workspace, &paths, None, &AtomicUsize::default(), |outcome, comparable| {
        comparison.add(&workspace, &outcome.path, comparable);
        baseline.add(&key(folder, &outcome.path), &outcome.findings);
    })?;
    let found = comparison.finish(&workspace, None);
    tell(found.note().iter());
    for (path, findings) in found.findings {
        baseline.add(&key(folder, &path), &findings);
    }
    Ok(baseline)
}
