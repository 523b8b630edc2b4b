//! `masthead check`

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicUsize;

use super::args::{Check, Color, Selection};
use super::comparison::Comparison;
use super::progress::Progress;
use super::selection::{documents, setup_of, with_threads};
use super::verbose::{self, Phases};
use super::{CLEAN, FINDINGS, Stop, baseline, changes, repair, watch};
use crate::batch::{self, Comparable, Outcome};
use crate::diagnostic::Diagnostic;
use crate::render::{DocumentReport, Format, Located, Options, Renderer, Statistics, Summary};
use crate::source::Source;
use crate::visible::{visible, visible_path};
use crate::workspace::{Failure, Workspace};

pub(super) fn run(check: &Check) -> Result<u8, Stop> {
    one_place_each(&check.outputs())?;
    with_threads(&check.selection, || if check.watch { watch::run(check) } else { once(check, &mut Seen::default()) })
}

/// What a run has looked at, as far as it came.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) documents: Vec<PathBuf>,
    /// Configurations and schemas.
    pub(super) files: BTreeSet<PathBuf>,
}

/// What is known of a run besides its outcomes.
struct Run<'w> {
    workspace: &'w Workspace,
    summary: Summary,
    /// Documents that no schema governs.
    without_schema: usize,
    standard_input: Option<Source>,
}

/// Checks once.
pub(super) fn once(check: &Check, seen: &mut Seen) -> Result<u8, Stop> {
    let mut workspace = Workspace::new(setup_of(&check.selection)?)?;
    let result = check_in(check, &mut workspace, seen);
    seen.files = workspace.configurations();
    seen.files.extend(workspace.schema_files());
    seen.files.extend(workspace.index.iter().flat_map(|index| index.kept_in.clone()));
    result
}

fn check_in(check: &Check, workspace: &mut Workspace, seen: &mut Seen) -> Result<u8, Stop> {
    let mut phases = Phases::start();
    let selection = &check.selection;
    let mut known = check.baseline.as_deref().map(baseline::read).transpose()?;
    let mut paths = documents(selection, workspace, true)?;
    if check.watch {
        seen.documents.clone_from(&paths);
    }
    if check.staged || check.since.is_some() {
        paths = changes::keep(check, workspace, paths)?;
    }
    spare_documents(&check.outputs(), &paths)?;
    phases.end("walk");
    let mut run = Run { workspace, summary: Summary::default(), without_schema: 0, standard_input: None };
    let (mut outcomes, mut comparison) = (Vec::new(), Comparison::default());
    // Of a document with nothing to say no more is kept than these ask for.
    let keeps_clean = check.verbose || known.is_some();
    let mut take = |outcome: Outcome, comparable: Comparable| {
        comparison.add(workspace, &outcome.path, comparable);
        run.summary.files += 1;
        run.without_schema += usize::from(!outcome.has_schema);
        if keeps_clean || !outcome.is_clean() {
            outcomes.push(outcome);
        }
    };
    let mut standard_input = None;
    if selection.paths.iter().any(|path| path == Path::new("-")) {
        let name = check.stdin_filename.clone().unwrap_or_else(|| PathBuf::from("<stdin>"));
        let (outcome, comparable, source) = repair::standard_input(check, workspace, &name)?;
        standard_input = Some(source);
        take(outcome, comparable);
    }
    let progress = Progress::new(paths.len(), check.quiet);
    batch::check(workspace, &paths, check.repairs(), &progress.done, take)?;
    run.standard_input = standard_input;
    phases.end("check");
    comparison.finish(workspace, &mut outcomes);
    // Standard input was checked first, whatever its name.
    outcomes.sort_by(|one, other| one.path.cmp(&other.path));
    drop(progress);
    phases.end("compare");
    if let Some(known) = &mut known {
        known.apply(&mut outcomes);
    }
    for outcome in &outcomes {
        run.summary.count(&outcome.findings);
        run.summary.repaired += outcome.repair.made;
        run.summary.held_back += outcome.repair.held_back.len();
    }
    repair::tell(&outcomes);
    if check.diff {
        repair::print_diff(&outcomes)?;
        return Ok(status(check, &run.summary));
    }
    write(check, &run, &mut outcomes)?;
    phases.end("write");
    notes(check, &run);
    if let Some(known) = known.filter(|_| !check.quiet) {
        known.tell(selection, &outcomes);
    }
    if check.verbose {
        verbose::tell_files(workspace, &outcomes);
        phases.tell();
    }
    Ok(status(check, &run.summary))
}

/// What is found in documents, for those who write nothing of it.
pub(super) fn findings(selection: &Selection) -> Result<Vec<Outcome>, Stop> {
    with_threads(selection, || findings_here(selection))
}

fn findings_here(selection: &Selection) -> Result<Vec<Outcome>, Stop> {
    if selection.paths.iter().any(|path| path == Path::new("-")) {
        return Err(Failure::new("standard input has no place in a baseline").help("name a file or a folder").into());
    }
    let workspace = Workspace::new(setup_of(selection)?)?;
    let paths = documents(selection, &workspace, true)?;
    let (mut outcomes, mut comparison) = (Vec::new(), Comparison::default());
    batch::check(&workspace, &paths, None, &AtomicUsize::default(), |outcome, comparable| {
        comparison.add(&workspace, &outcome.path, comparable);
        outcomes.push(outcome);
    })?;
    comparison.finish(&workspace, &mut outcomes);
    Ok(outcomes)
}

/// Refuses to write two forms to the same place.
fn one_place_each(outputs: &[(Format, Option<PathBuf>)]) -> Result<(), Failure> {
    for (index, (format, file)) in outputs.iter().enumerate() {
        let Some((other, _)) = outputs[..index].iter().find(|(_, other)| other == file) else { continue };
        let place =
            file.as_deref().map_or_else(|| "standard output".to_owned(), |path| format!("`{}`", shown_path(path)));
        return Err(Failure::new(format!("{other} and {format} cannot both be written to {place}"))
            .help(format!("name a file for one of them: `--output-format {format}=FILE`")));
    }
    Ok(())
}

fn write(check: &Check, run: &Run, outcomes: &mut [Outcome]) -> Result<(), Stop> {
    let outputs = check.outputs();
    if outputs.iter().any(|(format, _)| *format == Format::Github) {
        super::step_summary::append(outcomes, &run.summary)?;
    }
    for (format, file) in outputs {
        match file {
            None if run.standard_input.is_some() && check.repairs().is_some() => {
                // Standard output is taken by the repaired text.
                let mut out = BufWriter::with_capacity(1 << 16, io::stderr().lock());
                write_one(check, run, outcomes, format, &mut out, false)?;
                out.flush()?;
            }
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

/// Refuses to write what is found in the place of a document.
fn spare_documents(outputs: &[(Format, Option<PathBuf>)], documents: &[PathBuf]) -> Result<(), Failure> {
    for path in outputs.iter().filter_map(|(_, file)| file.as_deref()) {
        let Ok(real) = path.canonicalize() else { continue };
        let is_it = |document: &PathBuf| {
            document.file_name() == real.file_name() && document.canonicalize().is_ok_and(|document| document == real)
        };
        if documents.iter().any(is_it) {
            let message = format!("`{}` is one of the documents, and is not overwritten", shown_path(path));
            return Err(Failure::new(message).help("name another file for the output"));
        }
    }
    Ok(())
}

fn statistics(outcomes: &[Outcome]) -> Statistics {
    let mut statistics = Statistics::default();
    for outcome in outcomes {
        statistics.add(&name(&outcome.path), &outcome.findings);
    }
    statistics
}

fn write_one(
    check: &Check,
    run: &Run,
    outcomes: &mut [Outcome],
    format: Format,
    out: &mut dyn Write,
    color: bool,
) -> io::Result<()> {
    if check.statistics {
        let statistics = statistics(outcomes);
        let as_json = matches!(format, Format::Json | Format::Jsonl);
        return if as_json { statistics.write_json(out) } else { statistics.write_text(out) };
    }
    let width = terminal_width();
    let options = Options { color, links: false, width, closing_line: !check.quiet };
    let mut renderer = Renderer::new(format, &options);
    for outcome in outcomes.iter_mut().filter(|outcome| !outcome.findings.is_empty()) {
        let source = if format.needs_source() { source_of(run, outcome) } else { None };
        let findings = std::mem::take(&mut outcome.findings);
        let report = DocumentReport { path: name(&outcome.path), findings, source };
        renderer.document(out, &report)?;
        outcome.findings = report.findings;
    }
    renderer.finish(out, &run.summary)
}

/// The text of a document once more: texts are not kept while thousands of documents are checked.
fn source_of(run: &Run, outcome: &Outcome) -> Option<Source> {
    let path = outcome.path.as_path();
    match &run.standard_input {
        Some(source) if source.path() == path => Some(Source::new(path, source.text())),
        _ => {
            // As far as there is something to show, however long a block goes on that nothing closes.
            let last = outcome.findings.iter().map(|found| found.diagnostic.span.end).max().unwrap_or(0);
            batch::source(run.workspace, path, last)
        }
    }
}

/// A path as findings name it.
pub(super) fn name(path: &Path) -> String {
    Source::new(path, "").name().into_owned()
}

/// A path as it may stand in a message.
pub(super) fn shown_path(path: &Path) -> String {
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
fn notes(check: &Check, run: &Run) {
    if check.quiet {
        return;
    }
    if run.summary.files == 0 {
        let why = match &check.since {
            Some(_) => "none of those that are named has changed",
            None if check.staged => "none of those that are named has staged changes",
            None => "nothing that is named matches `include`, or all of it is excluded",
        };
        note(&format!("note: no document was checked; {why}"));
        return;
    }
    let without = run.without_schema;
    if without > 0 {
        note(&format!(
            "note: no schema applies to {without} of {} documents, so only fields with usual names are checked there; \
             name one with `--schema` or in masthead.toml",
            run.summary.files
        ));
    }
}

pub(super) fn note(text: &str) {
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
            note(&format!("error: {}", visible(message)));
            if let Some(help) = help {
                note(&format!("  help: {}", visible(help)));
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
