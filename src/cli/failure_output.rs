//! A report for programs where masthead could not do what it was asked: an editor or a service that reads a format gets a
//! valid one, which says why.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use super::args::{Check, output_of};
use super::report_paths::ReportPaths;
use crate::config::Config;
use crate::render::{FailureReport, Format, Options, Renderer};
use crate::workspace::Failure;

/// Writes why nothing was checked, in every format that was asked for. That this cannot be written is not said: why
/// masthead fails is said on standard error anyway.
pub(super) fn write(check: &Check, failure: &Failure) {
    for (format, file) in check.outputs() {
        let text = text_of(format, failure);
        let _ = match file {
            // Standard output is taken by the repaired text.
            None if check.reads_standard_input() && check.repairs().is_some() => Ok(()),
            None => io::stdout().write_all(&text),
            Some(path) if format == Format::Full || may_be_document(&path) => Ok(()),
            Some(path) => File::create(path).and_then(|mut file| file.write_all(&text)),
        };
    }
}

/// Writes why the arguments of `check` cannot be used, in the format that they ask for on standard output.
pub(super) fn write_usage(arguments: &[String], reason: &str) {
    if arguments.get(1).map(String::as_str) != Some("check") {
        return;
    }
    let given = arguments.iter().zip(arguments.iter().skip(1).map(Some).chain([None]));
    let values = given.filter_map(|(argument, next)| match argument.as_str() {
        "--output-format" => next.map(String::as_str),
        _ => argument.strip_prefix("--output-format="),
    });
    let outputs: Vec<_> = values.filter_map(|value| output_of(value).ok()).collect();
    if let [output] = &outputs[..]
        && output.file.is_none()
        && !arguments.iter().any(|argument| argument.starts_with("--output-file"))
    {
        let _ = io::stdout().write_all(&text_of(output.format, &Failure::new(reason)));
    }
}

fn text_of(format: Format, failure: &Failure) -> Vec<u8> {
    let mut paths = ReportPaths::for_format(format);
    let mut named = |path: &Path| ReportPaths::name(paths.as_mut(), path);
    let report = match failure {
        Failure::Message { message, help, path } => {
            FailureReport::of_message(message, help.as_deref(), path.as_deref().map(&mut named).as_deref())
        }
        Failure::Diagnostics { source, diagnostics } => {
            FailureReport::of_diagnostics(named(source.path()), source, diagnostics)
        }
    };
    let mut text = Vec::new();
    // Writing to memory cannot fail.
    let _ = Renderer::new(format, &Options::default()).failure(&mut text, &report);
    text
}

/// Whether a file that is there may be a document, which is never overwritten. Which documents there are is not known
/// where a configuration cannot be read.
fn may_be_document(path: &Path) -> bool {
    let is_empty = path.metadata().map_or(true, |metadata| metadata.len() == 0);
    let name = Path::new(path.file_name().unwrap_or_default());
    !is_empty && Config::none("").include.is_match(name)
}
