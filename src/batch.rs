//! Many documents: read, checked and located on all cores, told in the order in which they are named.

mod repair;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

pub use repair::{Repairs, Report, Target};

use crate::corpus::Facts;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::files::read::{self, Extent};
use crate::linter::{self, Checked, Settings};
use crate::render::Located;
use crate::rules::{Rule, file};
use crate::source::{Source, Span};
use crate::workspace::{Failure, Folder, Project, Workspace};

/// How many documents are under way before their results are put in order.
const CHUNK: usize = 4096;

/// What came of one document.
#[derive(Debug)]
pub struct Outcome {
    pub path: PathBuf,
    pub findings: Vec<Located>,
    /// A schema governs the document.
    pub has_schema: bool,
    /// The path that does not depend on the way to the document.
    pub identity: PathBuf,
    pub project: Arc<Project>,
    /// What the rules that compare documents want to know of it.
    pub facts: Facts,
    /// What became of its repair, where one was asked for.
    pub repair: Report,
}

/// A document that was read to be compared with others.
pub struct Compared {
    pub source: Source,
    pub facts: Facts,
}

/// Checks documents, in the order given. `each` is told of every one when its turn comes.
///
/// # Errors
/// The first thing that keeps masthead from checking one of them as it should: a configuration, a schema.
pub fn check(
    workspace: &Workspace,
    paths: &[PathBuf],
    repairs: Option<Repairs>,
    mut each: impl FnMut(Outcome),
) -> Result<(), Failure> {
    for chunk in paths.chunks(CHUNK) {
        let checked: Vec<_> = chunk.par_iter().map(|path| check_file(workspace, path, repairs)).collect();
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
pub fn check_file(workspace: &Workspace, path: &Path, repairs: Option<Repairs>) -> Result<Outcome, Failure> {
    check_read(workspace, path, repairs, |extent| read::file(path, extent)).map(|(outcome, _)| outcome)
}

/// Checks what a reader gives, as the document at `path`; gives back what was read of it.
///
/// # Errors
/// See [`check`].
pub fn check_stream(
    workspace: &Workspace,
    path: &Path,
    repairs: Option<Repairs>,
    reader: impl io::Read,
) -> Result<(Outcome, Source), Failure> {
    check_read(workspace, path, repairs, |extent| read::stream(reader, path, 0, extent))
}

/// Reads a document for what the rules that compare documents want to know; nothing where it cannot be read.
pub fn facts(workspace: &Workspace, path: &Path) -> Option<Compared> {
    let (outcome, source) = check_read(workspace, path, None, |extent| read::file(path, extent)).ok()?;
    Some(Compared { source, facts: outcome.facts })
}

fn check_read(
    workspace: &Workspace,
    path: &Path,
    repairs: Option<Repairs>,
    read: impl FnOnce(Extent) -> io::Result<read::Document>,
) -> Result<(Outcome, Source), Failure> {
    let folder = workspace.folder_of(path)?;
    let settings = workspace.settings(&folder, path);
    let extent = Extent {
        front_matter_bytes: settings.options.limits.front_matter_bytes,
        whole: settings.levels.get(&file::ENCODING).is_some(),
    };
    let mut report = Report::default();
    let (source, checked, has_schema) = match read(extent) {
        Ok(read) => {
            let (checked, has_schema) = check_one(workspace, &folder, &settings, &read)?;
            match repairs.filter(|repairs| has_fix(&checked, *repairs)) {
                None => (read.source, checked, has_schema),
                Some(repairs) => {
                    let again = |source: &Source| again(workspace, &folder, &settings, source, &read);
                    let (made, new) = repair::repair(path, &read.source, repairs, again);
                    report = made;
                    match new {
                        None => (read.source, checked, has_schema),
                        Some(source) => {
                            let read = read::Document { source, not_utf8: read.not_utf8 };
                            let (checked, has_schema) = check_one(workspace, &folder, &settings, &read)?;
                            (read.source, checked, has_schema)
                        }
                    }
                }
            }
        }
        Err(error) => {
            let fault = Diagnostic::new(Span::at(0), format!("the file cannot be read: {error}"));
            let checked = linter::faults_of_file(vec![(&file::UNREADABLE, fault)], &settings);
            (Source::new(path, ""), checked, true)
        }
    };
    let findings = checked.diagnostics.into_iter().map(|diagnostic| Located::new(&source, diagnostic)).collect();
    let (identity, project) = (folder.identity(path), folder.project);
    let facts = checked.facts;
    let outcome = Outcome { path: path.to_owned(), findings, has_schema, identity, project, facts, repair: report };
    Ok((outcome, source))
}

/// Whether there is anything to repair.
fn has_fix(checked: &Checked, repairs: Repairs) -> bool {
    checked.diagnostics.iter().filter_map(|found| found.fix.as_ref()).any(|fix| fix.safety <= repairs.allow)
}

/// Checks another text in the place of one that was read.
fn again(
    workspace: &Workspace,
    folder: &Folder,
    settings: &Settings,
    source: &Source,
    read: &read::Document,
) -> Vec<Diagnostic> {
    let mut known = known_faults(read);
    let document = Document::parse(source, settings.options.limits);
    // The first check has been through this, so that a schema that fails is one that the repair has named.
    let schema = workspace.schema_for(folder, &document, &mut known).ok().flatten();
    linter::check_document(&document, schema.as_deref(), settings, known).diagnostics
}

fn known_faults(read: &read::Document) -> Vec<(&'static Rule, Diagnostic)> {
    let fault = read.not_utf8.as_ref();
    fault.map(|fault| (&file::ENCODING, file::not_utf8(fault.at.offset, &fault.sample))).into_iter().collect()
}

/// Checks what was read; also says whether a schema governs it.
fn check_one(
    workspace: &Workspace,
    folder: &Folder,
    settings: &Settings,
    read: &read::Document,
) -> Result<(Checked, bool), Failure> {
    let mut known = known_faults(read);
    let document = Document::parse(&read.source, settings.options.limits);
    if read.not_utf8.is_some() && document.block().is_none() {
        // What can be read ends before the front matter does: there is nothing else to say.
        return Ok((linter::faults_of_file(known, settings), true));
    }
    let schema = workspace.schema_for(folder, &document, &mut known)?;
    let checked = linter::check_document(&document, schema.as_deref(), settings, known);
    Ok((checked, schema.is_some()))
}
