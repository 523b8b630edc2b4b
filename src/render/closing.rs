//! The line of counts at the end.

use crate::finding::Summary;

/// Counts in words, on one line: `3 errors, 1 warning in 12 files; 2 can be repaired with --fix`.
pub(super) fn line(summary: &Summary) -> String {
    let mut line = findings(summary);
    line.push_str(" in ");
    line.push_str(&count(summary.files, "file"));
    let mut notes = Vec::new();
    if summary.repaired > 0 {
        notes.push(format!("{} repaired", summary.repaired));
    }
    if summary.held_back > 0 {
        notes.push(format!("{} held back", count(summary.held_back, "repair")));
    }
    match (summary.fixable, summary.fixable_unsafe) {
        (0, 0) => {}
        (safe, 0) => notes.push(format!("{safe} can be repaired with --fix")),
        (0, more) => notes.push(format!("{more} can be repaired with --unsafe-fixes")),
        (safe, more) => notes.push(format!("{safe} can be repaired with --fix, {more} more with --unsafe-fixes")),
    }
    for note in notes {
        line.push_str("; ");
        line.push_str(&note);
    }
    line
}

fn findings(summary: &Summary) -> String {
    let counts = [(summary.errors, "error"), (summary.warnings, "warning"), (summary.infos, "info")];
    let counts: Vec<String> = counts.into_iter().filter(|(n, _)| *n > 0).map(|(n, what)| count(n, what)).collect();
    if counts.is_empty() { "no findings".to_owned() } else { counts.join(", ") }
}

/// `1 file`, `2 files`.
pub(super) fn count(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}
