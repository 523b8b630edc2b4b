//! The line of counts at the end.

use std::io::{self, Write};

use super::color::ansi;
use super::count::{count, number};
use super::groups::Infos;
use super::wrap::wrap;
use crate::diagnostic::Severity;
use crate::finding::Summary;

/// Writes the counts, in the colour of the worst of them, and what has become of the infos that are not shown.
pub(super) fn write(
    out: &mut dyn Write,
    summary: &Summary,
    infos: &Infos,
    color: bool,
    width: Option<usize>,
) -> io::Result<()> {
    let level = match (summary.errors, summary.warnings, summary.infos) {
        (1.., _, _) => Some(Severity::Error),
        (0, 1.., _) => Some(Severity::Warning),
        (0, 0, 1..) => Some(Severity::Info),
        (0, 0, 0) => None,
    };
    let (on, off) = if color { (level.map_or("\u{1b}[32m", ansi), "\u{1b}[0m") } else { ("", "") };
    let folded = infos.line();
    let broken = |line: &str| width.map_or_else(|| line.to_owned(), |width| wrap(line, width, width).join("\n"));
    writeln!(out, "{on}{}{off}", broken(&counted(summary, folded.is_some())))?;
    folded.map_or(Ok(()), |folded| writeln!(out, "{}", broken(&folded)))
}

/// Counts in words, on one line: `3 errors, 1 warning in 12 files; 2 can be repaired with --fix`.
pub(super) fn line(summary: &Summary) -> String {
    counted(summary, false)
}

/// The same. Infos that are folded have a line of their own.
fn counted(summary: &Summary, folded: bool) -> String {
    let mut line = findings(summary, folded);
    line.push_str(" in ");
    line.push_str(&count(summary.files, "file"));
    let mut notes = Vec::new();
    if summary.repaired > 0 {
        notes.push(format!("{} repaired", number(summary.repaired)));
    }
    if summary.held_back > 0 {
        notes.push(format!("{} held back", count(summary.held_back, "repair")));
    }
    match (summary.fixable, summary.fixable_unsafe) {
        (0, 0) => {}
        (safe, 0) => notes.push(format!("{} can be repaired with --fix", number(safe))),
        (0, more) => notes.push(format!("{} can be repaired with --fix --unsafe-fixes", number(more))),
        (safe, more) => {
            notes.push(format!(
                "{} can be repaired with --fix, {} more with --unsafe-fixes",
                number(safe),
                number(more)
            ));
        }
    }
    for note in notes {
        line.push_str("; ");
        line.push_str(&note);
    }
    line
}

fn findings(summary: &Summary, folded: bool) -> String {
    let infos = if folded { 0 } else { summary.infos };
    let counts = [(summary.errors, "error"), (summary.warnings, "warning"), (infos, "info")];
    let counts: Vec<String> = counts.into_iter().filter(|(n, _)| *n > 0).map(|(n, what)| count(n, what)).collect();
    match (counts.is_empty(), folded) {
        (false, _) => counts.join(", "),
        (true, true) => "no errors or warnings".to_owned(),
        (true, false) => "no findings".to_owned(),
    }
}
