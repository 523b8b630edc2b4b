//! Where `check` writes what was found.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::args::{Check, Color};
use super::report_paths::ReportPaths;
use super::say::output_width;
use super::{Stop, terminal};
use crate::batch::{self, Outcome};
use crate::diagnostic::Severity;
use crate::finding::Located;
use crate::render::{DocumentReport, Format, Options, Renderer, Statistics};
use crate::run::Outcomes;
use crate::source::{Source, path_name};
use crate::visible::shown_path;
use crate::workspace::{Failure, Workspace};

/// Refuses to write two forms to the same place.
pub(super) fn one_place_each(outputs: &[(Format, Option<PathBuf>)]) -> Result<(), Failure> {
    for (index, (format, file)) in outputs.iter().enumerate() {
        let Some((other, _)) = outputs[..index].iter().find(|(_, other)| other == file) else { continue };
        let place =
            file.as_deref().map_or_else(|| "standard output".to_owned(), |path| format!("`{}`", shown_path(path)));
        return Err(Failure::new(format!("{other} and {format} cannot both be written to {place}"))
            .help(format!("name a file for one of them: `--output-format {format}=FILE`")));
    }
    Ok(())
}

/// Refuses to write what is found in the place of a document.
pub(super) fn spare_documents(outputs: &[(Format, Option<PathBuf>)], documents: &[PathBuf]) -> Result<(), Failure> {
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

/// Writes what was found in every form that is asked for.
pub(super) fn write(
    check: &Check,
    workspace: &Workspace,
    outcomes: &mut Outcomes,
    standard_input: Option<&Source>,
) -> Result<(), Stop> {
    let outputs = check.outputs();
    if outputs.iter().any(|(format, _)| *format == Format::Github) {
        super::step_summary::append(outcomes)?;
    }
    for (format, file) in outputs {
        let mut output =
            Output { check, workspace, standard_input, format, color: false, is_standard: false, failed: &Stop::from };
        match file {
            // Standard output is taken by the repaired text.
            None if check.reads_standard_input() && check.repairs().is_some() => {
                output.write(outcomes, io::stderr().lock())?;
            }
            None => {
                output.color = colored(check.color);
                output.is_standard = true;
                output.write(outcomes, io::stdout().lock())?;
            }
            Some(path) => {
                let failed = |error| Failure::new(format!("`{}` cannot be written: {error}", shown_path(&path))).into();
                let file = File::create(&path).map_err(failed)?;
                Output { failed: &failed, ..output }.write(outcomes, file)?;
            }
        }
    }
    Ok(())
}

/// One form in which what was found is written.
struct Output<'a> {
    check: &'a Check,
    workspace: &'a Workspace,
    standard_input: Option<&'a Source>,
    format: Format,
    color: bool,
    /// It goes to standard output.
    is_standard: bool,
    /// What it means that it cannot be written.
    failed: &'a dyn Fn(io::Error) -> Stop,
}

impl Output<'_> {
    fn write(&self, outcomes: &mut Outcomes, out: impl Write) -> Result<(), Stop> {
        let mut out = BufWriter::with_capacity(1 << 16, out);
        if self.check.statistics {
            self.write_statistics(outcomes, &mut out)?;
        } else {
            self.write_findings(outcomes, &mut out)?;
        }
        out.flush().map_err(self.failed)
    }

    fn write_statistics(&self, outcomes: &mut Outcomes, out: &mut dyn Write) -> Result<(), Stop> {
        let mut statistics = Statistics::default();
        outcomes.each(|outcome| -> Result<(), Stop> {
            statistics.add(&path_name(&outcome.path), &outcome.findings);
            Ok(())
        })?;
        let as_json = matches!(self.format, Format::Json | Format::Jsonl);
        let written = if as_json { statistics.write_json(out) } else { statistics.write_text(out) };
        written.map_err(self.failed)
    }

    fn write_findings(&self, outcomes: &mut Outcomes, out: &mut dyn Write) -> Result<(), Stop> {
        let options = Options {
            closing_line: !self.check.quiet,
            fold: !outcomes.gates().says_level(),
            warnings_fail: !outcomes.gates().excess(outcomes.summary.warnings).is_empty(),
            baseline: outcomes.gates().has_baseline(),
            ..options(self.color, self.is_standard)
        };
        let leasts = self.leasts(outcomes);
        let mut renderer = Renderer::new(self.format, &options);
        let mut paths = ReportPaths::for_format(self.format);
        let mut tell = |outcome: &mut Outcome| -> Result<(), Stop> {
            let least = leasts.get(&outcome.path).copied();
            let is_shown = |found: &Located| least.is_none_or(|least| found.diagnostic.severity >= least);
            let known = outcome.known.iter().filter(|found| self.format.tells_known() && is_shown(found));
            let known: Vec<_> = known.cloned().collect();
            if known.is_empty() && !outcome.findings.iter().any(is_shown) {
                return Ok(());
            }
            let source = if self.format.needs_source() { self.source_of(outcome) } else { None };
            let (findings, hidden): (Vec<_>, Vec<_>) =
                std::mem::take(&mut outcome.findings).into_iter().partition(is_shown);
            let path = ReportPaths::name(paths.as_mut(), &outcome.path);
            let mut report = DocumentReport { path, findings, known, source };
            let counted = paths.as_mut().and_then(|paths| paths.of_labels(&report.findings));
            let own = counted.map(|counted| std::mem::replace(&mut report.findings, counted));
            renderer.document(out, &report).map_err(self.failed)?;
            // Another form may be written after this one.
            outcome.findings = own.unwrap_or(report.findings);
            if !hidden.is_empty() {
                outcome.findings.extend(hidden);
                outcome.findings.sort_by_key(|found| (found.diagnostic.span.start, found.diagnostic.rule));
            }
            Ok(())
        };
        if self.format == Format::Full {
            // Who reads from the top sees first what matters most.
            outcomes.each(|outcome| if has_errors(outcome) { tell(outcome) } else { Ok(()) })?;
            outcomes.each(|outcome| if has_errors(outcome) { Ok(()) } else { tell(outcome) })?;
        } else {
            outcomes.each(tell)?;
        }
        renderer.finish(out, &outcomes.summary).map_err(self.failed)
    }

    /// The least level that is shown of each document, where anything is said of it.
    fn leasts(&self, outcomes: &Outcomes) -> HashMap<PathBuf, Severity> {
        if !outcomes.gates().says_level() {
            return HashMap::new();
        }
        let least = |path: &Path| {
            let folder = self.workspace.folder_of(path).ok()?;
            outcomes.gates().least(&folder.project.config.root)
        };
        outcomes.iter().filter_map(|outcome| Some((outcome.path.clone(), least(&outcome.path)?))).collect()
    }

    /// The text of a document once more: texts are not kept while thousands of documents are checked.
    fn source_of(&self, outcome: &Outcome) -> Option<Source> {
        let path = outcome.path.as_path();
        match self.standard_input {
            Some(source) if source.path() == path => Some(Source::new(path, source.text())),
            _ => {
                // As far as there is something to show, however long a block goes on that nothing closes.
                let last = outcome.findings.iter().map(|found| found.diagnostic.span.end).max().unwrap_or(0);
                batch::source(self.workspace, path, last)
            }
        }
    }
}

fn has_errors(outcome: &Outcome) -> bool {
    outcome.findings.iter().any(|found| found.diagnostic.severity == Severity::Error)
}

/// How findings are written for the terminal, where they go to standard output and that is one.
pub(super) fn options(color: bool, is_standard: bool) -> Options {
    let width = if is_standard { output_width() } else { None };
    Options { color, links: color && width.is_some() && terminal::shows_links(), width, ..Options::default() }
}

/// Whether standard output is coloured.
pub(super) fn colored(color: Color) -> bool {
    use anstream::ColorChoice::{Always, AlwaysAnsi};
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => matches!(anstream::AutoStream::choice(&io::stdout()), Always | AlwaysAnsi),
    }
}
