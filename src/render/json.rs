//! `json`: one object with everything; `jsonl`: an object for each finding, a line each. Version 1.

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use super::report::{DocumentReport, FailurePlace, FailureReport};
use super::{Pages, Render, json_text};
use crate::diagnostic::{Safety, Severity};
use crate::finding::{Located, Range, Summary};
use crate::source::Position;

pub(super) struct Json {
    pages: Pages,
    buffer: Vec<u8>,
    begun: bool,
}

pub(super) struct Jsonl {
    pages: Pages,
    buffer: Vec<u8>,
}

impl Json {
    pub(super) fn new() -> Self {
        Self { pages: Pages::new(), buffer: Vec::new(), begun: false }
    }

    fn begin(&mut self) {
        if !self.begun {
            self.buffer.extend_from_slice(b"{\"version\":1,\"diagnostics\":[");
        }
    }
}

impl Default for Jsonl {
    fn default() -> Self {
        Self { pages: Pages::new(), buffer: Vec::new() }
    }
}

impl Render for Json {
    fn document(&mut self, out: &mut dyn Write, report: &DocumentReport) -> io::Result<()> {
        self.buffer.clear();
        self.begin();
        for finding in &report.findings {
            self.buffer.extend_from_slice(if self.begun { b",\n" } else { b"\n" });
            self.begun = true;
            json_text::push(&mut self.buffer, &Finding::new(report, finding, &self.pages))?;
        }
        out.write_all(&self.buffer)
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        self.buffer.clear();
        self.begin();
        self.buffer.extend_from_slice(if self.begun { b"\n],\"summary\":" } else { b"],\"summary\":" });
        json_text::push(&mut self.buffer, &Counts::from(summary))?;
        self.buffer.extend_from_slice(b"}\n");
        out.write_all(&self.buffer)
    }

    fn failure(&mut self, out: &mut dyn Write, failure: &FailureReport) -> io::Result<()> {
        self.buffer.clear();
        self.begin();
        self.buffer.extend_from_slice(b"],\"error\":");
        json_text::push(&mut self.buffer, &ErrorJson::new(failure))?;
        self.buffer.extend_from_slice(b",\"summary\":");
        json_text::push(&mut self.buffer, &Counts::from(&Summary::default()))?;
        self.buffer.extend_from_slice(b"}\n");
        out.write_all(&self.buffer)
    }
}

impl Render for Jsonl {
    fn document(&mut self, out: &mut dyn Write, report: &DocumentReport) -> io::Result<()> {
        self.buffer.clear();
        for finding in &report.findings {
            json_text::push(&mut self.buffer, &Finding::new(report, finding, &self.pages))?;
            self.buffer.push(b'\n');
        }
        out.write_all(&self.buffer)
    }

    fn finish(&mut self, _: &mut dyn Write, _: &Summary) -> io::Result<()> {
        Ok(())
    }

    fn failure(&mut self, out: &mut dyn Write, failure: &FailureReport) -> io::Result<()> {
        self.buffer.clear();
        self.buffer.extend_from_slice(b"{\"error\":");
        json_text::push(&mut self.buffer, &ErrorJson::new(failure))?;
        self.buffer.extend_from_slice(b"}\n");
        out.write_all(&self.buffer)
    }
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'static str,
    level: Severity,
    message: &'a str,
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<&'a str>,
    range: RangeJson,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Labels::is_empty")]
    labels: Labels<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<FixJson<'a>>,
}

impl<'a> Finding<'a> {
    fn new(report: &'a DocumentReport, finding: &'a Located, pages: &'a Pages) -> Self {
        let diagnostic = &finding.diagnostic;
        Self {
            rule: diagnostic.rule,
            level: diagnostic.severity,
            message: &diagnostic.message,
            path: &report.path,
            pointer: diagnostic.pointer.as_deref(),
            range: finding.range.into(),
            help: diagnostic.help.as_deref(),
            url: pages.get(diagnostic.rule),
            labels: Labels(&report.path, finding),
            fix: diagnostic.fix.as_ref().map(|fix| FixJson {
                message: &fix.message,
                safety: fix.safety,
                edits: Edits(finding),
            }),
        }
    }
}

/// Why masthead could not do what it was asked.
#[derive(Serialize)]
struct ErrorJson<'a> {
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<RangeJson>,
}

impl<'a> ErrorJson<'a> {
    fn new(failure: &'a FailureReport) -> Self {
        let first = failure.report.findings.first().filter(|_| failure.place == FailurePlace::Range);
        Self {
            message: &failure.message,
            help: failure.help.as_deref(),
            path: failure.path(),
            range: first.map(|first| first.range.into()),
        }
    }
}

struct Labels<'a>(&'a str, &'a Located);

impl Labels<'_> {
    const fn is_empty(&self) -> bool {
        self.1.labels.is_empty()
    }
}

impl Serialize for Labels<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.1.labels(self.0).map(|(path, range, message)| LabelJson {
            path,
            range: range.into(),
            message,
        }))
    }
}

#[derive(Serialize)]
struct LabelJson<'a> {
    path: &'a str,
    range: RangeJson,
    message: &'a str,
}

#[derive(Serialize)]
struct FixJson<'a> {
    message: &'a str,
    safety: Safety,
    edits: Edits<'a>,
}

struct Edits<'a>(&'a Located);

impl Serialize for Edits<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.edits().map(|(range, text)| EditJson { range: range.into(), text }))
    }
}

#[derive(Serialize)]
struct EditJson<'a> {
    range: RangeJson,
    text: &'a str,
}

#[derive(Serialize)]
struct RangeJson {
    start: PositionJson,
    end: PositionJson,
}

#[derive(Serialize)]
struct PositionJson {
    line: usize,
    column: usize,
    offset: usize,
}

impl From<Range> for RangeJson {
    fn from(range: Range) -> Self {
        Self { start: range.start.into(), end: range.end.into() }
    }
}

impl From<Position> for PositionJson {
    fn from(position: Position) -> Self {
        Self { line: position.line, column: position.column, offset: position.offset }
    }
}

#[derive(Serialize)]
struct Counts {
    files: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    fixable: usize,
}

impl From<&Summary> for Counts {
    fn from(summary: &Summary) -> Self {
        let Summary { files, errors, warnings, infos, fixable, .. } = *summary;
        Self { files, errors, warnings, infos, fixable }
    }
}
