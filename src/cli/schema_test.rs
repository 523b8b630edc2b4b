//! `masthead schema test`

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::args::SchemaTestCommand;
use super::say::{print_lines, tell};
use super::schema_docs::schema_of;
use super::selection::{noon, setup};
use super::{CLEAN, FINDINGS, Stop};
use crate::batch;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::linter;
use crate::rules;
use crate::run::documents;
use crate::schema::Schema;
use crate::visible::shown_path;
use crate::workspace::{Failure, Workspace};

/// Documents that are right.
const VALID: &str = "valid";
/// Documents that are wrong.
const INVALID: &str = "invalid";

/// Checks that documents are as they are marked.
pub(super) fn run(command: &SchemaTestCommand) -> Result<u8, Stop> {
    let mut setup = setup(&command.configuration);
    if let Some(today) = command.today {
        setup.now = noon(today);
    }
    let workspace = Workspace::new(setup)?;
    let folder = &command.folder;
    let suites = suites(folder)?;
    let mut out = String::new();
    let mut count = Count::default();
    for suite in suites {
        let schema = match &command.schema {
            Some(name) => schema_of(Path::new(name))?,
            None => schema_of(&schema_beside(&suite)?)?,
        };
        for (name, is_valid) in [(VALID, true), (INVALID, false)] {
            let marked = suite.join(name);
            if !marked.is_dir() {
                continue;
            }
            let mut notes = Vec::new();
            let paths = documents(std::slice::from_ref(&marked), false, &workspace, &mut notes)?;
            tell(&notes);
            for path in paths {
                let expected = if is_valid { Expected::Nothing } else { expected(&marked, &path) };
                count.add(&mut out, one(&workspace, &path, &schema, expected)?);
            }
        }
    }
    if count.tested == 0 {
        let failure =
            Failure::new(format!("there is no document in `valid` or `invalid` below `{}`", shown_path(folder)));
        return Err(failure.help("put documents there that the schema should accept or reject").into());
    }
    let documents = if count.tested == 1 { "document" } else { "documents" };
    let _ = match count.failed {
        0 => writeln!(out, "{} {documents}, all as they are marked", count.tested),
        failed => writeln!(out, "{failed} of {} {documents} not as they are marked", count.tested),
    };
    print_lines(&out)?;
    Ok(if count.failed > 0 { FINDINGS } else { CLEAN })
}

#[derive(Default)]
struct Count {
    tested: usize,
    failed: usize,
}

impl Count {
    fn add(&mut self, out: &mut String, fault: Option<String>) {
        self.tested += 1;
        if let Some(fault) = fault {
            self.failed += 1;
            out.push_str(&fault);
        }
    }
}

/// The folder itself, and those in it that have marked documents.
fn suites(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let is_suite = |folder: &Path| folder.join(VALID).is_dir() || folder.join(INVALID).is_dir();
    let entries = folder.read_dir().map_err(|error| {
        Failure::new(format!("the folder `{}` cannot be read: {error}", shown_path(folder)))
            .help("name the folder that holds `valid` and `invalid`")
    })?;
    let mut inside: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| is_suite(path)).collect();
    inside.sort();
    if is_suite(folder) {
        inside.insert(0, folder.to_owned());
    }
    Ok(inside)
}

/// The one schema in a folder, or the one beside it that has the folder's name.
fn schema_beside(suite: &Path) -> Result<PathBuf, Failure> {
    let is_schema = |name: &str| {
        let stem = [".yaml", ".yml", ".json"].iter().find_map(|ending| name.strip_suffix(ending));
        stem.is_some_and(|stem| stem == "schema" || stem.ends_with(".schema"))
    };
    let entries = suite.read_dir().into_iter().flatten().flatten();
    let mut inside: Vec<String> =
        entries.filter_map(|entry| entry.file_name().into_string().ok()).filter(|name| is_schema(name)).collect();
    inside.sort();
    let full = std::path::absolute(suite).unwrap_or_else(|_| suite.to_owned());
    let name = full.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let beside = ["schema.yaml", "schema.yml", "schema.json"]
        .iter()
        .filter_map(|ending| Some(full.parent()?.join(format!("{name}.{ending}"))))
        .find(|path| path.is_file());
    match (&inside[..], beside) {
        ([one], _) => Ok(suite.join(one)),
        ([], Some(path)) => Ok(path),
        ([], None) => {
            let message = format!("there is no schema for the documents in `{}`", shown_path(suite));
            let help = format!("put it there as `{name}.schema.yaml`, or name it with `--schema`");
            Err(Failure::new(message).help(help))
        }
        (several, _) => {
            let message =
                format!("there are {} schemas in `{}`: {}", several.len(), shown_path(suite), several.join(", "));
            Err(Failure::new(message).help("name one with `--schema`, or give each a folder of its own"))
        }
    }
}

/// What a document must be found to be.
#[derive(Clone, Copy)]
enum Expected {
    Nothing,
    AnyError,
    Rule(&'static str),
}

/// What a document below `invalid` must break: the rule that its path begins with, if there is one.
fn expected(marked: &Path, path: &Path) -> Expected {
    let inside = path.strip_prefix(marked).unwrap_or(path).with_extension("");
    let mut parts = inside.iter().filter_map(|part| part.to_str());
    let (Some(group), Some(name)) = (parts.next(), parts.next()) else { return Expected::AnyError };
    rules::find(&format!("{group}/{name}")).map_or(Expected::AnyError, |rule| Expected::Rule(rule.name))
}

/// Checks a document, and says what is not as expected.
fn one(workspace: &Workspace, path: &Path, schema: &Schema, expected: Expected) -> Result<Option<String>, Failure> {
    let folder = workspace.folder_of(path)?;
    let settings = workspace.settings(&folder, path);
    let Some(source) = batch::source(workspace, path, settings.options.limits.front_matter_bytes) else {
        return Ok(Some(format!("{}: it cannot be read\n", shown_path(path))));
    };
    let document = Document::parse(&source, settings.options.limits);
    let checked = linter::check_document(&document, Some(schema), &settings, Vec::new());
    let is_error = |found: &&Diagnostic| found.severity == Severity::Error;
    let errors: Vec<&Diagnostic> = checked.diagnostics.iter().filter(is_error).collect();
    let is_as_expected = match expected {
        Expected::Nothing => errors.is_empty(),
        Expected::AnyError => !errors.is_empty(),
        Expected::Rule(name) => checked.diagnostics.iter().any(|found| found.rule == name),
    };
    if is_as_expected {
        return Ok(None);
    }
    let wanted = match expected {
        Expected::Nothing => "it should be accepted",
        Expected::AnyError => "it should be rejected, and there is no error in it",
        Expected::Rule(name) => &format!("it should break `{name}`"),
    };
    let mut out = format!("{}: {wanted}\n", source.name());
    for found in &checked.diagnostics {
        let position = source.position(found.span.start);
        let level = found.severity.as_str();
        let _ = writeln!(out, "  {}:{}: {level} {}: {}", position.line, position.column, found.rule, found.message);
    }
    Ok(Some(out))
}
