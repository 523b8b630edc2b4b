//! The line of counts at the end.

use std::io::{self, Write};

use super::concise::ansi;
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

/// `1 file`, `2 files`, `1,581 files`.
pub(super) fn count(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{} {what}s", number(n)) }
}

/// A number with a comma between thousands.
pub(super) fn number(n: usize) -> String {
    let digits = n.to_string();
    let mut written = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!([0, 999, 1000, 86_553, 1_234_567].map(number), ["0", "999", "1,000", "86,553", "1,234,567"]);
        assert_eq!([count(1, "file"), count(2, "file")], ["1 file", "2 files"]);
    }
}
