//! Many documents: read, checked and located on all cores, told in the order in which they are named.

mod ignore;
mod repair;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

pub use ignore::{Suppressed, suppress};
pub use repair::{Repairs, Report, Target};

use crate::corpus::Facts;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::files::read::{self, Extent};
use crate::finding::Located;
use crate::fix;
use crate::linter::{self, Checked, Settings};
use crate::rules::{Rule, file, language};
use crate::schema::Schema;
use crate::source::{Source, Span};
use crate::workspace::{Failure, Folder, Project, Workspace};

/// How many documents are under way before their results are put in order.
const CHUNK: usize = 1024;

/// The memory in bytes that the findings of documents under way may take. Beyond it, a document waits for its turn.
const UNDER_WAY: usize = 32 << 20;

/// What came of one document.
#[derive(Debug)]
pub struct Outcome {
    pub path: PathBuf,
    pub findings: Vec<Located>,
    /// Findings that a baseline knows, where somebody wants to be told of them.
    pub known: Vec<Located>,
    /// A schema governs the document.
    pub has_schema: bool,
    pub schema: Option<Arc<Schema>>,
    /// What became of its repair, where one was asked for.
    pub repair: Report,
}

impl Outcome {
    /// Of a document of which there was nothing to say until it was compared with others.
    pub fn clean(path: PathBuf) -> Self {
        Self {
            path,
            findings: Vec::new(),
            known: Vec::new(),
            has_schema: true,
            schema: None,
            repair: Report::default(),
        }
    }

    /// The memory that the findings take, in bytes, more or less.
    pub fn bytes(&self) -> usize {
        let unused = (self.findings.capacity() - self.findings.len()) * size_of::<Located>();
        self.findings.iter().map(Located::bytes).sum::<usize>() + unused
    }

    /// Whether there is nothing to say of the document.
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty() && self.known.is_empty() && self.repair == Report::default()
    }
}

/// What the rules that compare documents want to know of one.
#[derive(Debug)]
pub struct Comparable {
    /// The path that does not depend on the way to the document.
    pub identity: PathBuf,
    pub project: Arc<Project>,
    pub facts: Facts,
}

/// Checks documents, in the order given. `each` is told of every one when its turn comes, while the next are under way;
/// `done` counts them as they are checked, for those who watch from another thread.
///
/// # Errors
/// The first thing that keeps masthead from checking one of them as it should: a configuration, a schema.
pub fn check<'paths>(
    workspace: &Workspace,
    paths: &'paths [PathBuf],
    repairs: Option<Repairs>,
    done: &AtomicUsize,
    mut each: impl FnMut(Outcome, Comparable) + Send,
) -> Result<(), Failure> {
    let check = |path: &Path| {
        let checked = check_file(workspace, path, repairs);
        done.fetch_add(1, Ordering::Relaxed);
        checked
    };
    let check_chunk = |chunk: &'paths [PathBuf]| -> Vec<_> {
        let under_way = AtomicUsize::new(0);
        let checked = chunk.par_iter().map(|path| {
            if under_way.load(Ordering::Relaxed) > UNDER_WAY {
                return (path, None);
            }
            let checked = check(path);
            let bytes = checked.as_ref().map_or(0, |(outcome, _)| outcome.bytes());
            under_way.fetch_add(bytes, Ordering::Relaxed);
            (path, Some(checked))
        });
        checked.collect()
    };
    let mut tell = |checked: Vec<(&PathBuf, Option<_>)>| {
        checked.into_iter().try_for_each(|(path, checked)| {
            let (outcome, comparable) = checked.unwrap_or_else(|| check(path))?;
            each(outcome, comparable);
            Ok(())
        })
    };
    let mut before = Vec::new();
    for chunk in paths.chunks(CHUNK) {
        let (told, checked) = rayon::join(|| tell(before), || check_chunk(chunk));
        told?;
        before = checked;
    }
    tell(before)
}

/// Checks one file.
///
/// # Errors
/// See [`check`].
pub fn check_file(
    workspace: &Workspace,
    path: &Path,
    repairs: Option<Repairs>,
) -> Result<(Outcome, Comparable), Failure> {
    let purpose = repairs.map_or(Purpose::Findings, Purpose::Repairs);
    check_read(workspace, path, purpose, |folder, extent| read(workspace, folder, path, extent))
        .map(|(outcome, comparable, _)| (outcome, comparable))
}

/// Reads a document for what the rules that compare documents want to know of it; also gives what was read. No repair is
/// tried for it.
///
/// # Errors
/// See [`check`].
pub fn comparable(workspace: &Workspace, path: &Path) -> Result<(Comparable, Source), Failure> {
    check_read(workspace, path, Purpose::Facts, |folder, extent| read(workspace, folder, path, extent))
        .map(|(_, comparable, source)| (comparable, source))
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
) -> Result<(Outcome, Comparable, Source), Failure> {
    let purpose = repairs.map_or(Purpose::Findings, Purpose::Repairs);
    check_read(workspace, path, purpose, |_, extent| read::stream(reader, path, 0, extent))
}

/// What is found in a text as the document at `path`. No repair is tried: some that are offered might be held back.
///
/// # Errors
/// See [`check`].
pub fn findings(workspace: &Workspace, path: &Path, text: &str) -> Result<Vec<Located>, Failure> {
    let read = |_: &Folder, extent| read::stream(text.as_bytes(), path, 0, extent);
    check_read(workspace, path, Purpose::Trial, read).map(|(outcome, ..)| outcome.findings)
}

/// Puts what comparing documents has found in one of them to its text, and repairs what is asked for. What is not
/// repaired offers only repairs that have been tried.
pub fn compared(
    workspace: &Workspace,
    path: &Path,
    mut found: Vec<Diagnostic>,
    repairs: Option<Repairs>,
) -> Option<(Report, Vec<Located>)> {
    let folder = workspace.folder_of(path).ok()?;
    let settings = workspace.settings(&folder, path);
    let extent = Extent { front_matter_bytes: settings.options.limits.front_matter_bytes, whole: false };
    let read = read(workspace, &folder, path, extent).ok()?;
    let source = read.source.placed(&folder.relative(path.file_name().unwrap_or_default()));
    linter::limit_compared(&mut found, &source, &settings);
    let mut report = Report::default();
    if found.iter().any(|diagnostic| diagnostic.fix.is_some()) {
        let unlimited = unlimited(&settings);
        let alone = |source: &Source| check_again(workspace, &folder, &unlimited, source, read.not_utf8.as_ref());
        let before = found.clone();
        // What was found by comparing is known of this text and of no other.
        let with_found = |text: &Source| {
            let mut all = alone(text);
            all.extend(before.iter().filter(|_| text.text() == source.text()).cloned());
            all
        };
        if let Some(repairs) = repairs.filter(|repairs| repairs.target != Target::Text) {
            let (made, new) = repair::repair(&source, repairs, with_found);
            fix::drop_refused(&mut found, repairs.allow);
            report = made;
            if let Some(new) = new {
                let remaining = repair::unmade(before, &source, &new, repairs.allow);
                let located = remaining.into_iter().map(|diagnostic| Located::new(&new, diagnostic)).collect();
                return Some((report, located));
            }
        } else {
            let mut all = alone(&source);
            let own = all.len();
            all.append(&mut found);
            fix::keep_tried(&source, &mut all, with_found);
            found = all.split_off(own);
        }
    }
    Some((report, found.into_iter().map(|diagnostic| Located::new(&source, diagnostic)).collect()))
}

/// For facts alone the body is nobody's business: what is found there touches none of them.
fn without_prose(settings: &Settings) -> Settings {
    let mut settings = settings.clone();
    for rule in [&language::MISMATCH, &file::ENCODING] {
        settings.levels.set(rule, None);
    }
    settings
}

/// Why a document is checked.
#[derive(Clone, Copy)]
enum Purpose {
    /// For what the rules that compare documents want to know.
    Facts,
    /// For findings alone: no repair is tried.
    Trial,
    Findings,
    Repairs(Repairs),
}

/// The text of a document once more, as far as its front matter goes.
pub fn source(workspace: &Workspace, path: &Path, front_matter_bytes: usize) -> Option<Source> {
    let folder = workspace.folder_of(path).ok()?;
    let extent = Extent { front_matter_bytes, whole: false };
    read(workspace, &folder, path, extent).ok().map(|document| document.source)
}

/// Reads a document from git's index, where it is to be read from there, or from disk.
fn read(workspace: &Workspace, folder: &Folder, path: &Path, extent: Extent) -> io::Result<read::Document> {
    let staged = workspace
        .index
        .as_ref()
        .and_then(|index| index.read(&folder.place(path), |content| read::stream(content, path, 0, extent)));
    staged.unwrap_or_else(|| read::file(path, extent))
}

fn check_read(
    workspace: &Workspace,
    path: &Path,
    purpose: Purpose,
    read: impl FnOnce(&Folder, Extent) -> io::Result<read::Document>,
) -> Result<(Outcome, Comparable, Source), Failure> {
    let folder = workspace.folder_of(path)?;
    let settings = workspace.settings(&folder, path);
    let settings = match purpose {
        Purpose::Facts => Arc::new(without_prose(&settings)),
        Purpose::Trial | Purpose::Findings | Purpose::Repairs(_) => settings,
    };
    let extent = Extent {
        front_matter_bytes: settings.options.limits.front_matter_bytes,
        whole: settings.levels.get(&file::ENCODING).is_some(),
    };
    let mut report = Report::default();
    let (source, checked, schema) = match read(&folder, extent) {
        Ok(read) => {
            let place = folder.relative(path.file_name().unwrap_or_default());
            let read = read::Document { source: read.source.placed(&place), ..read };
            let (made, checked) = check_and_repair(workspace, &folder, &settings, read, purpose)?;
            report = made;
            checked
        }
        Err(error) => {
            let fault = Diagnostic::new(Span::at(0), format!("the file cannot be read: {error}"));
            let checked = linter::faults_of_file(vec![(&file::UNREADABLE, fault)], &settings);
            (Source::new(path, ""), checked, Governed::Unknown)
        }
    };
    let findings = checked.diagnostics.into_iter().map(|diagnostic| Located::new(&source, diagnostic)).collect();
    let (has_schema, schema) = match schema {
        Governed::Unknown => (true, None),
        Governed::By(schema) => (schema.is_some(), schema),
    };
    let outcome = Outcome { path: path.to_owned(), findings, known: Vec::new(), has_schema, schema, repair: report };
    let identity = workspace.identity(&folder, path);
    let comparable = Comparable { identity, project: folder.project, facts: checked.facts };
    Ok((outcome, comparable, source))
}

/// Checks what was read and, where there is something to repair, repairs it and checks it again. What could be repaired
/// and is not is tried, so that no finding offers what would be held back.
fn check_and_repair(
    workspace: &Workspace,
    folder: &Folder,
    settings: &Settings,
    read: read::Document,
    purpose: Purpose,
) -> Result<(Report, (Source, Checked, Governed)), Failure> {
    let not_utf8 = read.not_utf8.clone();
    let (source, mut checked, governed) = check_one(workspace, folder, settings, read)?;
    let has_fix = |checked: &Checked| checked.diagnostics.iter().any(|found| found.fix.is_some());
    if matches!(purpose, Purpose::Facts | Purpose::Trial) || !has_fix(&checked) {
        return Ok((Report::default(), (source, checked, governed)));
    }
    let unlimited = unlimited(settings);
    let again = |source: &Source| check_again(workspace, folder, &unlimited, source, not_utf8.as_ref());
    let Purpose::Repairs(repairs) = purpose else {
        fix::keep_tried(&source, &mut checked.diagnostics, again);
        return Ok((Report::default(), (source, checked, governed)));
    };
    let (report, source, mut checked, governed) = match repair::repair(&source, repairs, again) {
        (report, None) => (report, source, checked, governed),
        (report, Some(source)) => {
            let document = read::Document { source, not_utf8: not_utf8.clone() };
            let (source, checked, governed) = check_one(workspace, folder, settings, document)?;
            (report, source, checked, governed)
        }
    };
    fix::drop_refused(&mut checked.diagnostics, repairs.allow);
    // What a patch holds is shown, not what is found.
    if repairs.target == Target::Diff {
        return Ok((report, (source, checked, governed)));
    }
    fix::keep_tried(&source, &mut checked.diagnostics, again);
    Ok((report, (source, checked, governed)))
}

/// Fixes beyond the number of findings that are told would look as if there were no end to them.
fn unlimited(settings: &Settings) -> Settings {
    let mut unlimited = settings.clone();
    unlimited.options.findings = usize::MAX;
    unlimited
}

/// Checks what a repair has made of a document, or would.
fn check_again(
    workspace: &Workspace,
    folder: &Folder,
    settings: &Settings,
    source: &Source,
    not_utf8: Option<&read::NotUtf8>,
) -> Vec<Diagnostic> {
    let mut known = known_faults(not_utf8);
    let document = Document::parse(source, settings.options.limits);
    // The first check has been through this: a schema that fails now is one that a repair would bring.
    let schema = workspace.schema_for(folder, &document, &mut known).ok().flatten();
    linter::check_document(&document, schema.as_deref(), settings, known).diagnostics
}

fn known_faults(not_utf8: Option<&read::NotUtf8>) -> Vec<(&'static Rule, Diagnostic)> {
    not_utf8.map(|fault| (&file::ENCODING, file::not_utf8(fault.at.offset, &fault.sample))).into_iter().collect()
}

/// What is known of the schema of a document.
enum Governed {
    /// The document could not be read so far.
    Unknown,
    By(Option<Arc<Schema>>),
}

/// Checks what was read; also says what schema governs it.
fn check_one(
    workspace: &Workspace,
    folder: &Folder,
    settings: &Settings,
    read: read::Document,
) -> Result<(Source, Checked, Governed), Failure> {
    let mut known = known_faults(read.not_utf8.as_ref());
    let document = Document::parse(&read.source, settings.options.limits);
    if read.not_utf8.is_some() && document.block().is_none() {
        // What can be read ends before the front matter does: there is nothing else to say.
        let checked = linter::faults_of_file(known, settings);
        drop(document);
        return Ok((read.source, checked, Governed::Unknown));
    }
    let schema = workspace.schema_for(folder, &document, &mut known)?;
    let checked = linter::check_document(&document, schema.as_deref(), settings, known);
    drop(document);
    Ok((read.source, checked, Governed::By(schema)))
}
