//! `masthead schema diff`

use std::fmt::Write as _;
use std::path::Path;

use rayon::prelude::*;
use serde_json::{Value as Json, json};

use super::args::{SchemaDiffCommand, StatsFormat};
use super::say::{print_lines, tell};
use super::schema_docs::schema_of;
use super::selection::{globs_of, noon, setup};
use super::{CLEAN, FINDINGS, Stop, print};
use crate::batch;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::linter;
use crate::run::documents;
use crate::schema::Schema;
use crate::source::Source;
use crate::workspace::{Failure, Workspace};

/// Checks documents against both schemas, and tells where they differ.
pub(super) fn run(command: &SchemaDiffCommand) -> Result<u8, Stop> {
    let (old, new) = (schema_of(&command.old)?, schema_of(&command.new)?);
    let mut setup = setup(&command.configuration);
    setup.exclude = globs_of(&command.exclude)?;
    if let Some(today) = command.today {
        setup.now = noon(today);
    }
    let workspace = Workspace::new(setup)?;
    let mut notes = Vec::new();
    let paths = documents(&command.against, false, &workspace, &mut notes)?;
    tell(&notes);
    let compared: Result<Vec<Option<Difference>>, Failure> =
        paths.par_iter().map(|path| difference(&workspace, path, &old, &new)).collect();
    let compared: Vec<Difference> = compared?.into_iter().flatten().collect();
    let is_broken = compared.iter().any(|each| !each.broken.is_empty());
    match command.output_format {
        StatsFormat::Text => print_lines(&text(&compared, paths.len()))?,
        StatsFormat::Json => print(&format!("{:#}\n", to_json(&compared, paths.len())))?,
    };
    Ok(if is_broken { FINDINGS } else { CLEAN })
}

/// What changes for a document.
struct Difference {
    path: String,
    /// Errors that only the new schema leads to.
    broken: Vec<Told>,
    /// Errors that only the old one leads to.
    freed: Vec<Told>,
    /// Whether there is an error under the new schema, and under the old.
    fails: (bool, bool),
}

/// An error, with its line and column.
struct Told {
    rule: &'static str,
    message: String,
    place: (usize, usize),
    pointer: Option<String>,
}

fn difference(workspace: &Workspace, path: &Path, old: &Schema, new: &Schema) -> Result<Option<Difference>, Failure> {
    let folder = workspace.folder_of(path)?;
    let settings = workspace.settings(&folder, path);
    // What cannot be read is the same under any schema.
    let Some(source) = batch::source(workspace, path, settings.options.limits.front_matter_bytes) else {
        return Ok(None);
    };
    let document = Document::parse(&source, settings.options.limits);
    let errors = |schema: &Schema| -> Vec<Diagnostic> {
        let checked = linter::check_document(&document, Some(schema), &settings, Vec::new());
        checked.diagnostics.into_iter().filter(|found| found.severity == Severity::Error).collect()
    };
    let (before, after) = (errors(old), errors(new));
    let only = |these: &[Diagnostic], those: &[Diagnostic]| -> Vec<Told> {
        let is_same = |one: &Diagnostic, other: &Diagnostic| {
            (one.rule, one.span, &one.message) == (other.rule, other.span, &other.message)
        };
        let own = these.iter().filter(|one| !those.iter().any(|other| is_same(one, other)));
        own.map(|found| told(&source, found)).collect()
    };
    let (broken, freed) = (only(&after, &before), only(&before, &after));
    let fails = (!after.is_empty(), !before.is_empty());
    let is_same = broken.is_empty() && freed.is_empty();
    Ok((!is_same).then(|| Difference { path: source.name().into_owned(), broken, freed, fails }))
}

fn told(source: &Source, found: &Diagnostic) -> Told {
    let position = source.position(found.span.start);
    Told {
        rule: found.rule,
        message: found.message.clone(),
        place: (position.line, position.column),
        pointer: found.pointer.clone(),
    }
}

/// Of each sort, so many documents are named.
const SHOWN: usize = 20;

fn text(compared: &[Difference], documents: usize) -> String {
    let mut out = String::new();
    let broken: Vec<&Difference> = compared.iter().filter(|each| !each.broken.is_empty()).collect();
    let freed: Vec<&Difference> = compared.iter().filter(|each| !each.freed.is_empty()).collect();
    section(&mut out, "New errors in", &broken, |each| &each.broken);
    section(&mut out, "No longer errors in", &freed, |each| &each.freed);
    let newly = compared.iter().filter(|each| each.fails == (true, false)).count();
    let no_longer = compared.iter().filter(|each| each.fails == (false, true)).count();
    let _ = match (broken.len(), freed.len()) {
        (0, 0) => writeln!(out, "the two schemas find the same errors in {}", counted(documents)),
        _ => writeln!(
            out,
            "of {}, {newly} would fail that do not now, and {no_longer} that fail now would not",
            counted(documents)
        ),
    };
    out
}

fn section(out: &mut String, title: &str, documents: &[&Difference], errors: impl Fn(&Difference) -> &[Told]) {
    if documents.is_empty() {
        return;
    }
    let _ = writeln!(out, "{title} {}:", counted(documents.len()));
    for each in documents.iter().take(SHOWN) {
        for Told { rule, message, place: (line, column), .. } in errors(each) {
            let _ = writeln!(out, "  {}:{line}:{column}: {rule}: {message}", each.path);
        }
    }
    if documents.len() > SHOWN {
        let _ = writeln!(out, "  … and in {} more; `--output-format json` names them", documents.len() - SHOWN);
    }
    out.push('\n');
}

fn counted(documents: usize) -> String {
    if documents == 1 { "1 document".to_owned() } else { format!("{documents} documents") }
}

fn to_json(compared: &[Difference], documents: usize) -> Json {
    let errors = |told: &[Told]| -> Vec<Json> {
        let one = |told: &Told| {
            let (line, column) = told.place;
            let mut error = json!({ "rule": told.rule, "message": told.message, "line": line, "column": column });
            if let Some(pointer) = &told.pointer {
                error["pointer"] = json!(pointer);
            }
            error
        };
        told.iter().map(one).collect()
    };
    let changed: Vec<Json> = compared
        .iter()
        .map(|each| json!({ "path": each.path, "broken": errors(&each.broken), "freed": errors(&each.freed) }))
        .collect();
    json!({
        "version": 1,
        "documents": documents,
        "newly-failing": compared.iter().filter(|each| each.fails == (true, false)).count(),
        "no-longer-failing": compared.iter().filter(|each| each.fails == (false, true)).count(),
        "changed": changed,
    })
}
