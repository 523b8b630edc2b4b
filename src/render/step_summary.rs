//! The page that GitHub shows for a step of a workflow: counts and the worst findings, in Markdown that no document can break out of.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::closing;
use super::count::{count, number};
use crate::diagnostic::Severity;
use crate::finding::{Located, Summary};
use crate::visible::{visible, visible_path};

/// How many findings are shown; GitHub cuts a page at one mebibyte.
const SHOWN: usize = 50;
/// How much of a message is shown, in characters.
const MESSAGE: usize = 300;

/// The page of a run, collected document by document.
#[derive(Clone, Debug, Default)]
pub struct StepSummary {
    findings: usize,
    /// How many findings each rule has, by level.
    rules: BTreeMap<&'static str, [usize; 3]>,
    /// The rows of the first findings of each level.
    rows: BTreeMap<Reverse<Severity>, Vec<String>>,
}

impl StepSummary {
    /// Adds the findings of one document.
    pub fn add(&mut self, path: &str, findings: &[Located]) {
        self.findings += findings.len();
        for finding in findings {
            let column = match finding.diagnostic.severity {
                Severity::Error => 0,
                Severity::Warning => 1,
                Severity::Info => 2,
            };
            self.rules.entry(finding.diagnostic.rule).or_default()[column] += 1;
            let rows = self.rows.entry(Reverse(finding.diagnostic.severity)).or_default();
            if rows.len() < SHOWN {
                rows.push(row(path, finding));
            }
        }
    }

    /// The Markdown of the page: how often each rule found something, then the worst findings.
    pub fn page(&self, summary: &Summary) -> String {
        let mut page = format!("### masthead\n\n{}\n", text(&closing::line(summary)));
        if self.findings == 0 {
            return page;
        }
        self.push_rules(&mut page);
        page.push_str("\n| place | level | rule | finding |\n| --- | --- | --- | --- |\n");
        page.extend(self.rows.values().flatten().take(SHOWN).map(String::as_str));
        if self.findings > SHOWN {
            let _ = write!(page, "\n… and {} in the log.\n", count(self.findings - SHOWN, "more finding"));
        }
        page
    }
}

impl StepSummary {
    /// A table of rules: those with errors first, and of these the ones that found most.
    fn push_rules(&self, page: &mut String) {
        let mut rules: Vec<_> = self.rules.iter().collect();
        rules.sort_by_key(|(name, counts)| (Reverse(**counts), **name));
        page.push_str("\n| rule | errors | warnings | infos |\n| --- | ---: | ---: | ---: |\n");
        for (name, counts) in rules {
            let [errors, warnings, infos] = counts.map(|count| if count == 0 { String::new() } else { number(count) });
            let _ = writeln!(page, "| {} | {errors} | {warnings} | {infos} |", text(name));
        }
    }
}

fn row(path: &str, finding: &Located) -> String {
    let (diagnostic, start) = (&finding.diagnostic, finding.range.start);
    let place = format!("{}:{}:{}", visible_path(path), start.line, start.column);
    format!(
        "| <code>{}</code> | {} | {} | {} |\n",
        text(&place),
        diagnostic.severity,
        text(diagnostic.rule),
        message(&diagnostic.message)
    )
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
