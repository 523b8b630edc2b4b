//! Many documents: read, checked and located on all cores, told in the order in which they are named.

use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::files::read::{self, Extent};
use crate::linter::{self, Checked};
use crate::render::Located;
use crate::rules::{Rule, file};
use crate::source::{Source, Span};
use crate::workspace::{Failure, Workspace};

/// How many documents are under way before their results are put in order.
const CHUNK: usize = 4096;

/// What came of one document.
#[derive(Debug)]
pub struct Outcome {
    pub path: PathBuf,
    pub findings: Vec<Located>,
    /// A schema governs the document.
    pub has_schema: bool,
}

/// Checks documents, in the order given. `each` is told of every one when its turn comes.
///
/// # Errors
/// The first thing that keeps masthead from checking one of them as it should: a configuration, a schema.
pub fn check(workspace: &Workspace, paths: &[PathBuf], mut each: impl FnMut(Outcome)) -> Result<(), Failure> {
    for chunk in paths.chunks(CHUNK) {
        let checked: Vec<_> = chunk.par_iter().map(|path| check_file(workspace, path)).collect();
        for outcome in checked {
            each(outcome?);
        }
    }
    Ok(())
}

/// Checks one file.
///
/// # Errors
/// See [`check`].
pub fn check_file(workspace: &Workspace, path: &Path) -> Result<Outcome, Failure> {
    check_read(workspace, path, |extent| read::file(path, extent)).map(|(outcome, _)| outcome)
}

/// Checks what a reader gives, as the document at `path`; gives back what was read of it.
///
/// # Errors
/// See [`check`].
pub fn check_stream(workspace: &Workspace, path: &Path, reader: impl io::Read) -> Result<(Outcome, Source), Failure> {
    check_read(workspace, path, |extent| read::stream(reader, path, 0, extent))
}

fn check_read(
    workspace: &Workspace,
    path: &Path,
    read: impl FnOnce(Extent) -> io::Result<read::Document>,
) -> Result<(Outcome, Source), Failure> {
    let folder = workspace.folder_of(path)?;
    let settings = workspace.settings(&folder, path);
    let extent = Extent {
        front_matter_bytes: settings.options.limits.front_matter_bytes,
        whole: settings.levels.get(&file::ENCODING).is_some(),
    };
    let read = match read(extent) {
        Ok(read) => read,
        Err(error) => {
            let fault = Diagnostic::new(Span::at(0), format!("the file cannot be read: {error}"));
            let checked = linter::faults_of_file(vec![(&file::UNREADABLE, fault)], &settings);
            let source = Source::new(path, "");
            return Ok((outcome(path, &source, checked, true), source));
        }
    };
    let mut known: Vec<(&'static Rule, Diagnostic)> = Vec::new();
    if let Some(fault) = &read.not_utf8 {
        known.push((&file::ENCODING, file::not_utf8(fault.at.offset, &fault.sample)));
    }
    let document = Document::parse(&read.source, settings.options.limits);
    let cut_off = read.not_utf8.is_some() && document.block().is_none();
    if cut_off {
        drop(document);
        let checked = linter::faults_of_file(known, &settings);
        return Ok((outcome(path, &read.source, checked, true), read.source));
    }
    let schema = workspace.schema_for(&folder, &document, &mut known)?;
    let checked = linter::check_document(&document, schema.as_deref(), &settings, known);
    drop(document);
    Ok((outcome(path, &read.source, checked, schema.is_some()), read.source))
}

fn outcome(path: &Path, source: &Source, checked: Checked, has_schema: bool) -> Outcome {
    let findings = checked.diagnostics.into_iter().map(|diagnostic| Located::new(source, diagnostic)).collect();
    Outcome { path: path.to_owned(), findings, has_schema }
}
