//! Annotations of GitHub Actions: workflow commands, escaped as the runner unescapes them, worst first.
//!
//! GitHub shows ten annotations of each level for a step. These are held back to the end, so that the worst come first;
//! what is beyond is written at once, one plain line each, so that the log is complete and memory bounded.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::Render;
use super::closing;
use super::concise;
use super::count::count;
use super::report::{DocumentReport, FailureReport};
use crate::diagnostic::Severity;
use crate::finding::{Located, Summary};
use crate::visible::{push_escape, starts_command, visible, visible_path};

/// The annotations of one level that GitHub shows for one step.
const SHOWN: usize = 10;

#[derive(Default)]
pub(super) struct Github {
    errors: Vec<String>,
    warnings: Vec<String>,
    notices: Vec<String>,
    more: usize,
    text: String,
}

impl Github {
    fn write_commands(&self, out: &mut dyn Write) -> io::Result<()> {
        let commands = self.errors.iter().chain(&self.warnings).chain(&self.notices);
        commands.into_iter().try_for_each(|command| out.write_all(command.as_bytes()))
    }
}

impl Render for Github {
    fn document(&mut self, out: &mut dyn Write, report: &DocumentReport) -> io::Result<()> {
        self.text.clear();
        let path = visible_path(&report.path);
        for finding in &report.findings {
            let (commands, room) = match finding.diagnostic.severity {
                Severity::Error => (&mut self.errors, SHOWN),
                Severity::Warning => (&mut self.warnings, SHOWN),
                // One is left for the note on how many more there are.
                Severity::Info => (&mut self.notices, SHOWN - 1),
            };
            if commands.len() < room {
                commands.push(command(&report.path, finding));
            } else {
                self.more += 1;
                concise::push_line(&mut self.text, &path, finding, false);
            }
        }
        out.write_all(self.text.as_bytes())
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        self.write_commands(out)?;
        if self.more > 0 {
            let more = count(self.more, "more finding");
            writeln!(out, "::notice title=masthead::{more} in the log of this step; GitHub shows ten of each level")?;
        }
        writeln!(out, "{}", closing::line(summary))
    }

    fn failure(&mut self, out: &mut dyn Write, failure: &FailureReport) -> io::Result<()> {
        self.document(out, &failure.report)?;
        self.write_commands(out)
    }
}

fn command(path: &str, finding: &Located) -> String {
    let diagnostic = &finding.diagnostic;
    let (start, end) = (finding.range.start, finding.range.end);
    let mut command = format!("::{} file=", name(diagnostic.severity));
    push_property(&mut command, path);
    let _ = write!(command, ",line={},endLine={},col={}", start.line, end.line, start.column);
    // An end column is meant only on the line of the start, and is inclusive.
    if start.line == end.line {
        let _ = write!(command, ",endColumn={}", end.column.saturating_sub(1).max(start.column));
    }
    command.push_str(",title=");
    push_property(&mut command, diagnostic.rule);
    // What a log shows of a command is its text alone.
    command.push_str("::");
    push_data(&mut command, &visible_path(path));
    let _ = write!(command, ":{}:{}: {}: ", start.line, start.column, diagnostic.rule);
    push_data(&mut command, &diagnostic.message);
    if let Some(help) = &diagnostic.help {
        command.push_str("%0A");
        push_data(&mut command, help);
    }
    command.push('\n');
    command
}

const fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    }
}

/// Appends the text of a command. What is hidden is shown: the runner sends it on as it is.
fn push_data(out: &mut String, text: &str) {
    out.push_str(&visible(text).replace('%', "%25"));
}

/// Appends the value of a command's property. Line breaks in a file's name stay what they are, so that it is found.
fn push_property(out: &mut String, text: &str) {
    for (at, c) in text.char_indices() {
        match c {
            '#' if starts_command(&text[at..]) => push_escape(out, c),
            '%' => out.push_str("%25"),
            '\r' => out.push_str("%0D"),
            '\n' => out.push_str("%0A"),
            ':' => out.push_str("%3A"),
            ',' => out.push_str("%2C"),
            c => out.push_str(&visible(c.encode_utf8(&mut [0; 4]))),
        }
    }
}
