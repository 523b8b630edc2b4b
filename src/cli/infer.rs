//! `masthead schema infer`

use std::fs;
use std::io::Write;
use std::path::Path;

use super::args::InferCommand;
use super::say::note;
use super::selection::documents_of;
use super::{CLEAN, Stop, print};
use crate::infer::{Inferred, Options};
use crate::run;
use crate::visible::shown_path;
use crate::workspace::Failure;

/// Infers a schema and says how many documents disagree.
pub(super) fn run(command: &InferCommand) -> Result<u8, Stop> {
    let (workspace, paths) = documents_of(&command.documents)?;
    let inferred = run::infer(&workspace, &paths, Options { accept: command.accept })?;
    if inferred.stats.with_fields() == 0 {
        return Err(Failure::new("there is no document with front matter to infer a schema from").into());
    }
    let text = inferred.to_yaml();
    match &command.output {
        Some(file) => write_new(file, &text)?,
        None => {
            print(&text)?;
        }
    }
    let named: Vec<_> = command.documents.paths.iter().map(|path| shown_path(path)).collect();
    note(&disagreement(&inferred, command.output.as_deref(), &named.join(" ")));
    Ok(CLEAN)
}

/// Writes a file that is not there yet.
pub(super) fn write_new(file: &Path, text: &str) -> Result<(), Failure> {
    let written = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(file)
        .and_then(|mut new| new.write_all(text.as_bytes()));
    written.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            Failure::new(format!("`{}` exists and is not overwritten", shown_path(file)))
                .help("name another file, or remove it first")
        }
        _ => Failure::new(format!("`{}` cannot be written: {error}", shown_path(file))),
    })
}

fn disagreement(inferred: &Inferred, file: Option<&Path>, named: &str) -> String {
    let (count, all) = (inferred.disagreeing, inferred.stats.with_fields());
    let shows = match file {
        Some(file) => format!("`masthead check --schema {} {named}`", shown_path(file)),
        None => format!("write it with `--output FILE`, and `masthead check --schema FILE {named}`"),
    };
    match count {
        0 => format!("note: all {all} documents agree with the schema"),
        1 => format!("note: 1 of {all} documents disagrees; {shows} shows it"),
        _ => format!("note: {count} of {all} documents disagree; {shows} shows them"),
    }
}
