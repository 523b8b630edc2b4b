//! The page that GitHub shows for a step of a workflow: counts and the worst findings, in Markdown that no document can break out of.

use std::fmt::Write as _;

use super::closing;
use super::report::{Located, Summary};
use crate::diagnostic::Severity;
use crate::visible::{visible, visible_path};

/// How many findings are shown; GitHub cuts a page at one mebibyte.
const SHOWN: usize = 50;
/// How much of a message is shown, in characters.
const MESSAGE: usize = 300;

/// The page of a run. `findings` are each with the path of their document, in their order; the worst come first.
pub fn step_summary(findings: &[(String, &Located)], summary: &Summary) -> String {
    let mut page = format!("### masthead\n\n{}\n", text(&closing::line(summary)));
    if findings.is_empty() {
        return page;
    }
    page.push_str("\n| place | level | rule | finding |\n| --- | --- | --- | --- |\n");
    let of_level = |level| findings.iter().filter(move |(_, finding)| finding.diagnostic.severity == level);
    let worst_first = [Severity::Error, Severity::Warning, Severity::Info].into_iter().flat_map(of_level);
    for (path, finding) in worst_first.take(SHOWN) {
        let (diagnostic, start) = (&finding.diagnostic, finding.range.start);
        let place = format!("{}:{}:{}", visible_path(path), start.line, start.column);
        let _ = writeln!(
            page,
            "| <code>{}</code> | {} | {} | {} |",
            text(&place),
            diagnostic.severity,
            text(diagnostic.rule),
            message(&diagnostic.message)
        );
    }
    if findings.len() > SHOWN {
        let _ = write!(page, "\n… and {} in the log.\n", closing::count(findings.len() - SHOWN, "more finding"));
    }
    page
}

/// A message, with what stands in backticks as code.
fn message(message: &str) -> String {
    let mut cut: String = message.chars().take(MESSAGE).collect();
    if cut.len() < message.len() {
        cut.push('…');
    }
    let mut out = String::new();
    for (index, part) in cut.split('`').enumerate() {
        match index % 2 {
            1 => {
                let _ = write!(out, "<code>{}</code>", text(&visible(part)));
            }
            _ => out.push_str(&text(&visible(part))),
        }
    }
    out
}

/// Text that means nothing to Markdown or HTML: everything of ASCII but letters, digits and the plainest signs becomes a reference.
fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_punctuation() && !matches!(c, ',' | ';' | '-') || c.is_ascii_control() {
            let _ = write!(out, "&#{};", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}
