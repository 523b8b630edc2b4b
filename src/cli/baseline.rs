//! `masthead baseline`

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicUsize;

use super::args::BaselineCommand;
use super::say::{note, tell};
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
    let output = &output_of(command)?;
    let to_output = output == Path::new("-");
    let folder = if to_output { folder_of(Path::new("x")) } else { folder_of(output) };
    let before = if !to_output && output.exists() { Some(Known::read(output)?.baseline) } else { None };
    let mut baseline = with_threads(&command.selection, || found(command, &folder))?;
    if command.shrink {
        baseline.limit(before.as_ref().ok_or_else(|| {
            let message = format!("there is no baseline `{}` to shrink", shown_path(output));
            Failure::new(message).help("leave out `--shrink` to write one")
        })?);
    }
    let text = baseline.to_json();
    if to_output {
        return print(&text);
    }
    write(output, &text)
        .map_err(|error| Failure::new(format!("the baseline `{}` cannot be written: {error}", shown_path(output))))?;
    if !command.quiet {
        let before = before.unwrap_or_default();
        let (all, new, cleared) = (baseline.count(), baseline.beyond(&before), before.beyond(&baseline));
        let findings = if all == 1 { "finding" } else { "findings" };
        note(&format!("note: {} lists {all} {findings}: {new} new, {cleared} cleared", shown_path(output)));
    }
    Ok(CLEAN)
}

/// The file to write: the one that is named, or else the one that the configuration names for what is checked first.
fn output_of(command: &BaselineCommand) -> Result<PathBuf, Stop> {
    if let Some(output) = &command.output {
        return Ok(output.clone());
    }
    let workspace = Workspace::new(setup_of(&command.selection)?)?;
    let configured = match command.selection.paths.first() {
        Some(first) if first.is_dir() => Some(workspace.folder(first)?),
        Some(first) if first != Path::new("-") => Some(workspace.folder_of(first)?),
        _ => None,
    };
    let file = configured.and_then(|folder| Some(folder.project.config.gate.baseline.as_ref()?.0.clone()));
    Ok(file.map_or_else(|| PathBuf::from("masthead-baseline.json"), |file| workspace.shown(&file).to_owned()))
}

/// Writes a baseline in the place of the old one, or nothing.
fn write(file: &Path, text: &str) -> Result<(), Refusal> {
    if !file.is_file() {
        return Ok(fs::write(file, text)?);
    }
    overwrite(file, text.as_bytes())
}

/// All that is found now.
fn found(command: &BaselineCommand, folder: &Path) -> Result<Baseline, Stop> {
    let selection = &command.selection;
    if selection.paths.iter().any(|path| path == Path::new("-")) {
        return Err(Failure::new("standard input has no place in a baseline").help("name a file or a folder").into());
    }
    let workspace = Workspace::new(setup_of(selection)?)?;
    let mut notes = Vec::new();
    let paths = documents(&selection.paths, selection.force_exclude, &workspace, &mut notes)?;
    if !command.quiet {
        tell(&notes);
    }
    workspace.read_schemas()?;
    let (mut baseline, mut comparison) = (Baseline::default(), Comparison::default());
    batch::check(&workspace, &paths, None, &AtomicUsize::default(), |outcome, comparable| {
        comparison.add(&workspace, &outcome.path, comparable);
        baseline.add(&key(folder, &outcome.path), &outcome.findings);
    })?;
    let found = comparison.finish(&workspace, None);
    tell(found.note().iter().filter(|_| !command.quiet));
    for (path, findings) in found.findings {
        baseline.add(&key(folder, &path), &findings);
    }
    Ok(baseline)
}
