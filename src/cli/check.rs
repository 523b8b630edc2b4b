//! `masthead check`

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use chrono::{DateTime, NaiveTime, TimeZone, Utc};

use super::args::{Check, Color, ConfigurationArgs};
use super::comparison::Comparison;
use super::{CLEAN, FINDINGS, Stop};
use crate::batch::{self, Outcome};
use crate::config::{Adjustments, Globs};
use crate::diagnostic::Diagnostic;
use crate::files::read::{self, Extent};
use crate::files::walk::walk;
use crate::render::{DocumentReport, Format, Located, Options, Renderer, Statistics, Summary};
use crate::source::Source;
use crate::visible::visible_path;
use crate::workspace::{Configuration, Failure, Setup, Workspace};

pub(super) fn run(check: &Check) -> Result<u8, Stop> {
    if let Some(threads) = check.threads {
        // The pool can only be made once; it is, as this is the one place where it is made.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build_global();
    }
    let workspace = Workspace::new(setup_of(check)?)?;
    let mut run = Run::default();
    let paths = documents(check, &workspace)?;
    let mut outcomes = Vec::new();
    let mut comparison = Comparison::default();
    if check.paths.iter().any(|path| path == Path::new("-")) {
        let name = check.stdin_filename.clone().unwrap_or_else(|| PathBuf::from("<stdin>"));
        let (outcome, source) = batch::check_stream(&workspace, &name, io::stdin().lock())?;
        run.standard_input = Some(source);
        outcomes.push(outcome);
    }
    batch::check(&workspace, &paths, |mut outcome| {
        comparison.add(&mut outcome);
        outcomes.push(outcome);
    })?;
    comparison.finish(&workspace, &mut outcomes, check.threads.map_or(0, usize::from));
    for outcome in &outcomes {
        run.summary.add(&outcome.findings);
    }
    write(check, &run, &outcomes)?;
    if check.outputs().iter().any(|(format, _)| *format == Format::Github) {
        super::step_summary::append(&outcomes, &run.summary)?;
    }
    notes(check, &run, &outcomes);
    Ok(status(check, &run.summary))
}

/// What is known of a run besides its outcomes.
#[derive(Default)]
struct Run {
    summary: Summary,
    standard_input: Option<Source>,
}

/// The settings that do not come from `check`'s own flags.
pub(super) fn setup(configuration: &ConfigurationArgs) -> Setup {
    let source = match &configuration.config {
        Some(file) => Configuration::File(file.clone()),
        None if configuration.isolated => Configuration::Isolated,
        None => Configuration::Nearest,
    };
    Setup {
        configuration: source,
        adjustments: Adjustments::default(),
        exclude: Globs::default(),
        schema: None,
        now: DateTime::<Utc>::from(SystemTime::now()).fixed_offset(),
    }
}

fn setup_of(check: &Check) -> Result<Setup, Failure> {
    let mut setup = setup(&check.configuration);
    setup.adjustments.select = check.select.iter().flat_map(|set| set.0.clone()).collect();
    setup.adjustments.ignore = check.ignore.iter().flat_map(|set| set.0.clone()).collect();
    setup.exclude = Globs::new(&check.exclude).map_err(|(index, why)| {
        Failure::new(format!("the pattern `{}` of --exclude cannot be read: {why}", check.exclude[index]))
            .help("write it as in a .gitignore file")
    })?;
    setup.schema.clone_from(&check.schema);
    if let Some(today) = check.today {
        let noon = today.and_time(NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default());
        setup.now = Utc.from_utc_datetime(&noon).fixed_offset();
    }
    Ok(setup)
}

/// The documents that are named, and those below the folders that are.
fn documents(check: &Check, workspace: &Workspace) -> Result<Vec<PathBuf>, Stop> {
    let threads = check.threads.map_or(0, usize::from);
    let mut paths = BTreeSet::new();
    for path in check.paths.iter().filter(|path| *path != Path::new("-")) {
        let metadata = path.metadata().map_err(|error| {
            Failure::new(format!("`{}` cannot be checked: {error}", shown_path(path)))
                .help("name a file or a folder that is there")
        })?;
        if metadata.is_dir() {
            let walked = walk(path, threads, &|path, is_folder| workspace.keeps(path, is_folder));
            for (path, message) in walked.errors {
                note(&format!("warning: `{}` is passed over: {message}", shown_path(&path)));
            }
            paths.extend(walked.files.into_iter().map(|file| plain(&file)));
        } else if !(check.force_exclude && workspace.force_excludes(path)?) {
            paths.insert(plain(path));
        }
    }
    match workspace.take_failure() {
        Some(failure) => Err(failure.into()),
        None => Ok(paths.into_iter().collect()),
    }
}

/// A path without a leading `./`, as people name files.
fn plain(path: &Path) -> PathBuf {
    path.strip_prefix(".").unwrap_or(path).to_owned()
}

fn write(check: &Check, run: &Run, outcomes: &[Outcome]) -> Result<(), Stop> {
    let outputs = check.outputs();
    for (format, file) in outputs {
        match file {
            None => {
                let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
                write_one(check, run, outcomes, format, &mut out, colored(check))?;
                out.flush()?;
            }
            Some(path) => {
                let failed = |error: io::Error| {
                    Stop::from(Failure::new(format!("`{}` cannot be written: {error}", shown_path(&path))))
                };
                let mut out = BufWriter::with_capacity(1 << 16, File::create(&path).map_err(failed)?);
                write_one(check, run, outcomes, format, &mut out, false).map_err(failed)?;
                out.flush().map_err(failed)?;
            }
        }
    }
    Ok(())
}

fn write_one(
    check: &Check,
    run: &Run,
    outcomes: &[Outcome],
    format: Format,
    out: &mut dyn Write,
    color: bool,
) -> io::Result<()> {
    if check.statistics {
        let mut statistics = Statistics::default();
        for outcome in outcomes {
            statistics.add(&name(&outcome.path), &outcome.findings);
        }
        let as_json = matches!(format, Format::Json | Format::Jsonl);
        return if as_json { statistics.write_json(out) } else { statistics.write_text(out) };
    }
    let width = terminal_width();
    let options = Options { color, links: false, width, closing_line: !check.quiet };
    let mut renderer = Renderer::new(format, &options);
    for outcome in outcomes.iter().filter(|outcome| !outcome.findings.is_empty()) {
        let source = if format.needs_source() { source_of(run, &outcome.path) } else { None };
        let findings = outcome.findings.clone();
        renderer.document(out, &DocumentReport { path: name(&outcome.path), findings, source })?;
    }
    renderer.finish(out, &run.summary)
}

/// The text of a document once more: texts are not kept while thousands of documents are checked.
fn source_of(run: &Run, path: &Path) -> Option<Source> {
    match &run.standard_input {
        Some(source) if source.path() == path => Some(Source::new(path, source.text())),
        _ => {
            let extent = Extent { front_matter_bytes: usize::MAX >> 1, whole: false };
            read::file(path, extent).ok().map(|document| document.source)
        }
    }
}

/// A path as findings name it.
fn name(path: &Path) -> String {
    Source::new(path, "").name().into_owned()
}

/// A path as it may stand in a message.
fn shown_path(path: &Path) -> String {
    visible_path(&name(path))
}

fn terminal_width() -> usize {
    // The width of what nobody looks at on a terminal must not depend on the terminal.
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    columns.filter(|_| io::stdout().is_terminal()).unwrap_or(100).clamp(60, 160)
}

fn colored(check: &Check) -> bool {
    use anstream::ColorChoice::{Always, AlwaysAnsi};
    match check.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => matches!(anstream::AutoStream::choice(&io::stdout()), Always | AlwaysAnsi),
    }
}

/// What is said beside the findings, on standard error.
fn notes(check: &Check, run: &Run, outcomes: &[Outcome]) {
    if check.quiet {
        return;
    }
    if outcomes.is_empty() {
        note("note: no document was checked; nothing that is named matches `include`, or all of it is excluded");
        return;
    }
    let without = outcomes.iter().filter(|outcome| !outcome.has_schema).count();
    if without > 0 {
        note(&format!(
            "note: no schema applies to {without} of {} documents, so only fields with usual names are checked there; \
             name one with `--schema` or in masthead.toml",
            run.summary.files
        ));
    }
}

fn note(text: &str) {
    // Where standard error is closed there is nobody to tell.
    let _ = writeln!(io::stderr(), "{text}");
}

fn status(check: &Check, summary: &Summary) -> u8 {
    let too_many = check.max_warnings.is_some_and(|most| summary.warnings > most);
    if !check.exit_zero && (summary.errors > 0 || too_many) { FINDINGS } else { CLEAN }
}

/// Says why masthead could not do what was asked.
pub(super) fn print_failure(failure: &Failure) {
    match failure {
        Failure::Message { message, help } => {
            note(&format!("error: {message}"));
            if let Some(help) = help {
                note(&format!("  help: {help}"));
            }
        }
        Failure::Diagnostics { source, diagnostics } => {
            let text = shown(source, diagnostics);
            let _ = io::stderr().write_all(&text);
        }
    }
}

/// Diagnostics on a configuration or a schema, as those on a document are shown.
pub(super) fn shown(source: &Source, diagnostics: &[Diagnostic]) -> Vec<u8> {
    let located = |diagnostic: &Diagnostic| Located::new(source, diagnostic.clone());
    let findings = diagnostics.iter().map(located).collect();
    let color = matches!(
        anstream::AutoStream::choice(&io::stderr()),
        anstream::ColorChoice::Always | anstream::ColorChoice::AlwaysAnsi
    );
    let options = Options { color, links: false, width: 100, closing_line: false };
    let mut renderer = Renderer::new(Format::Full, &options);
    let mut text = Vec::new();
    let path = source.name().into_owned();
    let report = DocumentReport { path, findings, source: Some(Source::new(source.path(), source.text())) };
    // Writing to memory cannot fail.
    let _ = renderer.document(&mut text, &report);
    text
}
