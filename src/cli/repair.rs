//! What `check` says and writes of repairs.

use std::io::{self, Cursor, Read, Write};
use std::path::{Path, PathBuf};

use super::Stop;
use super::args::Check;
use super::say::note;
use crate::batch::{self, Comparable, Outcome, Repairs, Target};
use crate::source::Source;
use crate::visible::{shown_path, starts_command, visible};
use crate::workspace::{Failure, Workspace};

/// Of how many repairs of one document that were not made is told why.
const TOLD: usize = 20;

/// The name of standard input, where it is to be checked. With `--force-exclude` it is not where its name is excluded;
/// whoever asked for repairs then gets it back as it is.
pub(super) fn wanted_standard_input(check: &Check, workspace: &Workspace) -> Result<Option<PathBuf>, Stop> {
    if !check.reads_standard_input() {
        return Ok(None);
    }
    let name = check.stdin_filename.clone().unwrap_or_else(|| PathBuf::from("<stdin>"));
    if !check.selection.force_exclude || !workspace.force_excludes(&name)? {
        return Ok(Some(name));
    }
    if check.repairs().is_some() && !check.diff {
        io::copy(&mut io::stdin().lock(), &mut io::stdout().lock())?;
    }
    Ok(None)
}

/// Checks standard input. Where repairs are asked for, all of it goes to standard output, repaired.
pub(super) fn standard_input(
    check: &Check,
    workspace: &Workspace,
    name: &Path,
) -> Result<(Outcome, Comparable, Source), Stop> {
    if name.is_symlink() {
        workspace.note_link(name);
    }
    let Some(repairs) = check.repairs() else {
        return Ok(batch::check_stream(workspace, name, None, io::stdin().lock())?);
    };
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::new(format!("standard input cannot be read: {error}")))?;
    let plain = check.diff;
    let repairs = if plain { repairs } else { Repairs { target: Target::Text, ..repairs } };
    let (mut outcome, comparable, source) = batch::check_stream(workspace, name, Some(repairs), Cursor::new(&bytes))?;
    if !plain {
        let mut out = io::stdout().lock();
        match outcome.repair.text.take() {
            None => out.write_all(&bytes)?,
            Some(text) => {
                let old = batch::check_stream(workspace, name, None, Cursor::new(&bytes))?.2;
                out.write_all(text.as_bytes())?;
                out.write_all(&bytes[old.text().len()..])?;
            }
        }
        out.flush()?;
    }
    Ok((outcome, comparable, source))
}

/// Says what was not repaired, and why; with `quiet` only which files could not be written.
pub(super) fn tell<'a>(outcomes: impl Iterator<Item = &'a Outcome>, quiet: bool) {
    for outcome in outcomes {
        let path = || shown_path(&outcome.path);
        let held_back = &outcome.repair.held_back;
        let told = if quiet { 0 } else { TOLD };
        for why in held_back.iter().take(told) {
            note(&format!("note: {}: not repaired: {}", path(), visible(why)));
        }
        if !quiet && held_back.len() > TOLD {
            note(&format!("note: {}: not repaired: {} more", path(), held_back.len() - TOLD));
        }
        if let Some(refused) = &outcome.repair.refused {
            note(&format!("warning: {}: left as it is: {}", path(), visible(refused)));
        }
    }
}

/// Prints what the repairs would change, as a patch. A patch holds a document's text as it is, or it could not be applied:
/// one with text that a terminal or a build service would obey is held back.
pub(super) fn print_diff<'a>(outcomes: impl Iterator<Item = &'a Outcome>) -> Result<(), Stop> {
    let mut out = io::stdout().lock();
    for outcome in outcomes {
        let Some(diff) = &outcome.repair.diff else { continue };
        if diff.lines().any(is_obeyed) {
            let why = "it holds control characters or the command of a build service; --fix makes the change";
            note(&format!("warning: {}: the patch is not shown: {why}", shown_path(&outcome.path)));
        } else {
            out.write_all(diff.as_bytes())?;
        }
    }
    out.flush()?;
    Ok(())
}

/// Whether a line of a patch would do something to whoever shows it.
pub(super) fn is_obeyed(line: &str) -> bool {
    let is_control = |character: char| character.is_control() && !matches!(character, '\t' | '\r');
    // `::name …::` is a command where only white space stands before it.
    let begins = line
        .trim_start()
        .strip_prefix("::")
        .is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_alphabetic()) && rest.contains("::"));
    begins || line.contains(is_control) || line.match_indices("##").any(|(at, _)| starts_command(&line[at..]))
}
