//! GitLab's Code Quality report: a list of issues, each with a fingerprint that stays while lines move.

use std::io::{self, Write};

use serde::Serialize;

use super::report::DocumentReport;
use super::{Render, json_text};
use crate::diagnostic::Severity;
use crate::finding::{Occurrences, Summary};

#[derive(Default)]
pub(super) struct Gitlab {
    buffer: Vec<u8>,
    begun: bool,
}

impl Render for Gitlab {
    fn document(&mut self, out: &mut dyn Write, report: &DocumentReport) -> io::Result<()> {
        self.buffer.clear();
        let mut occurrences = Occurrences::default();
        for finding in &report.findings {
            self.buffer.extend_from_slice(if self.begun { b",\n" } else { b"[\n" });
            self.begun = true;
            let diagnostic = &finding.diagnostic;
            let (begin, end) = (finding.range.start, finding.range.end);
            let issue = Issue {
                description: &diagnostic.message,
                check_name: diagnostic.rule,
                fingerprint: occurrences.next(report.path.as_bytes(), finding.fingerprint),
                severity: severity(diagnostic.severity),
                location: Location { path: &report.path, lines: Lines { begin: begin.line, end: end.line } },
            };
            json_text::push(&mut self.buffer, &issue)?;
        }
        out.write_all(&self.buffer)
    }

    fn finish(&mut self, out: &mut dyn Write, _: &Summary) -> io::Result<()> {
        out.write_all(if self.begun { b"\n]\n" } else { b"[]\n" })
    }
}

#[derive(Serialize)]
struct Issue<'a> {
    description: &'a str,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info => "info",
    }
}
