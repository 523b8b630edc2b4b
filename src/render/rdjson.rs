//! The diagnostic format of reviewdog, with repairs as suggestions. Its columns count bytes of UTF-8.

use std::io::{self, Write};

use serde::Serialize;

use super::report::DocumentReport;
use super::{Pages, Render, json_text};
use crate::diagnostic::Severity;
use crate::finding::{Located, Range, Summary};

pub(super) struct Rdjson {
    pages: Pages,
    buffer: Vec<u8>,
    begun: bool,
}

impl Rdjson {
    pub(super) fn new() -> Self {
        Self { pages: Pages::new(), buffer: Vec::new(), begun: false }
    }

    fn begin(&mut self) {
        if !self.begun {
            self.buffer.extend_from_slice(b"{\"source\":{\"name\":\"masthead\"},\"diagnostics\":[");
        }
    }
}

impl Render for Rdjson {
    fn document(&mut self, out: &mut dyn Write, report: &DocumentReport) -> io::Result<()> {
        self.buffer.clear();
        self.begin();
        for finding in &report.findings {
            self.buffer.extend_from_slice(if self.begun { b",\n" } else { b"\n" });
            self.begun = true;
            json_text::push(&mut self.buffer, &Diagnostic::new(&report.path, finding, &self.pages))?;
        }
        out.write_all(&self.buffer)
    }

    fn finish(&mut self, out: &mut dyn Write, _: &Summary) -> io::Result<()> {
        self.buffer.clear();
        self.begin();
        self.buffer.extend_from_slice(b"]}\n");
        out.write_all(&self.buffer)
    }
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: &'a str,
    location: Location<'a>,
    severity: &'static str,
    code: Code<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'a>>,
}

impl<'a> Diagnostic<'a> {
    fn new(path: &'a str, finding: &'a Located, pages: &'a Pages) -> Self {
        let diagnostic = &finding.diagnostic;
        let related = finding.labels(path).map(|(path, range, message)| Related {
            message,
            location: Location { path, range: RangeJson::new(range) },
        });
        Self {
            message: &diagnostic.message,
            location: Location { path, range: RangeJson::new(finding.range) },
            severity: match diagnostic.severity {
                Severity::Error => "ERROR",
                Severity::Warning => "WARNING",
                Severity::Info => "INFO",
            },
            code: Code { value: diagnostic.rule, url: pages.get(diagnostic.rule) },
            suggestions: finding
                .edits()
                .map(|(range, text)| Suggestion { range: RangeJson::new(range), text })
                .collect(),
            related_locations: related.collect(),
        }
    }
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Suggestion<'a> {
    range: RangeJson,
    text: &'a str,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    range: RangeJson,
}

#[derive(Serialize)]
struct RangeJson {
    start: Position,
    end: Position,
}

impl RangeJson {
    fn new(range: Range) -> Self {
        let (start, end) = range.bytes.unzip();
        Self {
            start: Position { line: range.start.line, column: start },
            end: Position { line: range.end.line, column: end },
        }
    }
}

#[derive(Serialize)]
struct Position {
    line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
}
