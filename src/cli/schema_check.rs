//! `masthead schema check`

use std::io::{self, Write};

use super::args::SchemaCheckCommand;
use super::{CLEAN, FAILED, Stop, output};
use crate::diagnostic::Diagnostic;
use crate::finding::{Located, Summary};
use crate::render::{DocumentReport, Format, Options, Renderer};
use crate::schema::Schema;
use crate::source::Source;
use crate::workspace::{Failure, load_schema};

pub(super) fn run(command: &SchemaCheckCommand) -> Result<u8, Stop> {
    let mut status = CLEAN;
    let is_for_people = matches!(command.output_format, Format::Full | Format::Concise);
    let options = Options { closing_line: false, ..output::options(output::colored(command.color), true) };
    let mut renderer = Renderer::new(command.output_format, &options);
    let mut summary = Summary::default();
    let mut out = io::stdout().lock();
    for file in &command.files {
        let (source, diagnostics, closing) = match load_schema(file) {
            Ok(schema) => {
                let advice = schema.advice();
                let closing = closing(&schema, advice.len());
                (Source::new(schema.source().path(), schema.source().text()), advice, Some(closing))
            }
            Err(Failure::Diagnostics { source, diagnostics }) => {
                status = FAILED;
                (*source, diagnostics, None)
            }
            Err(failure @ Failure::Message { .. }) => {
                super::say::print_failure(&failure);
                status = FAILED;
                continue;
            }
        };
        let locate = |diagnostic| Located::new(&source, Diagnostic { rule: "schema", ..diagnostic });
        let findings: Vec<_> = diagnostics.into_iter().map(locate).collect();
        summary.add(&findings);
        let report = DocumentReport {
            path: source.name().into_owned(),
            findings,
            source: Some(source),
            ..DocumentReport::default()
        };
        renderer.document(&mut out, &report)?;
        if let Some(closing) = closing.filter(|_| is_for_people) {
            writeln!(out, "{closing}")?;
        }
    }
    renderer.finish(&mut out, &summary)?;
    out.flush()?;
    Ok(status)
}

fn closing(schema: &Schema, warnings: usize) -> String {
    let with = match warnings {
        0 => String::new(),
        1 => ", with 1 warning".to_owned(),
        many => format!(", with {many} warnings"),
    };
    format!("{} is a schema ({}){with}", schema.source().name(), schema.draft().name())
}
