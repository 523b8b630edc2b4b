//! One line for each finding, as compilers write them: `path:line:column: level rule: message`.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::closing;
use super::color::ansi;
use super::groups::Infos;
use super::report::{DocumentReport, FailureReport};
use super::{Options, Render};
use crate::finding::{Located, Summary};
use crate::visible::{push_path, push_visible};

pub(super) struct Concise {
    color: bool,
    width: Option<usize>,
    closing_line: bool,
    fold: bool,
    infos: Infos,
    path: String,
    lines: String,
}

impl Concise {
    pub(super) fn new(options: &Options) -> Self {
        let Options { color, width, closing_line, fold, .. } = *options;
        Self { color, width, closing_line, fold, infos: Infos::default(), path: String::new(), lines: String::new() }
    }
}

impl Render for Concise {
    fn document(&mut self, out: &mut dyn Write, report: &DocumentReport) -> io::Result<()> {
        self.path.clear();
        push_path(&mut self.path, &report.path);
        self.lines.clear();
        for finding in report.findings.iter().filter(|finding| !self.fold || !self.infos.takes(finding)) {
            push_line(&mut self.lines, &self.path, finding, self.color);
        }
        out.write_all(self.lines.as_bytes())
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        let (infos, color, width) = (&self.infos, self.color, self.width);
        if self.closing_line { closing::write(out, summary, infos, color, width) } else { Ok(()) }
    }

    fn failure(&mut self, out: &mut dyn Write, failure: &FailureReport) -> io::Result<()> {
        self.document(out, &failure.report)
    }
}

/// Appends a finding's line. `path` is visible already.
pub(super) fn push_line(out: &mut String, path: &str, finding: &Located, color: bool) {
    let diagnostic = &finding.diagnostic;
    let start = finding.range.start;
    let (on, off) = if color { (ansi(diagnostic.severity), "\u{1b}[0m") } else { ("", "") };
    out.push_str(path);
    let _ = write!(out, ":{}:{}: {on}{}{off} {}: ", start.line, start.column, diagnostic.severity, diagnostic.rule);
    push_visible(out, &diagnostic.message);
    out.push('\n');
}
