//! Comments that suppress findings, written into a document.

use std::collections::{BTreeMap, BTreeSet};

use super::attempt::compare;
use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::document::fence;
use crate::rules::{self, Scope, suppression};
use crate::source::{Source, Span};

/// A document with comments that suppress findings.
#[derive(Debug)]
pub struct Ignored {
    pub source: Source,
    /// How many findings are suppressed.
    pub suppressed: usize,
    /// How many could not be.
    pub left: usize,
}

/// Writes comments that suppress `findings`, each on the line above its own or, where a comment cannot stand there or the
/// finding is about no line, for the whole document. `reason` stands behind each. `check` says what there is to find in
/// a text. A comment that would change what is read, or does not suppress what it names, is not written.
pub fn ignore(
    source: Source,
    findings: &[Diagnostic],
    reason: &str,
    check: impl Fn(&Source) -> Vec<Diagnostic>,
) -> Ignored {
    let mut ignored = Ignored { source, suppressed: 0, left: 0 };
    let Some(block) = fence(&ignored.source).block().copied() else {
        return Ignored { left: findings.len(), ..ignored };
    };
    let mut before = check(&ignored.source);
    let (lines, mut whole) = by_line(&ignored.source, block.content, findings);
    // From the last line to the first, so that the places of those before stay.
    for (start, rules) in lines.into_iter().rev() {
        let line = &ignored.source.text()[start..];
        let indent = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
        let comment = comment(&format!("{indent}# masthead: ignore"), &rules, reason, &ignored.source);
        match written(&ignored.source, start, comment, &rules, &before, &check) {
            Some((source, after)) => {
                ignored.suppressed += rules.values().sum::<usize>();
                (ignored.source, before) = (source, after);
            }
            None => {
                for (rule, count) in rules {
                    *whole.entry(rule).or_default() += count;
                }
            }
        }
    }
    let start = block.content.start;
    let of_document = |source: &Source, rules: &Counts| comment("# masthead: ignore-file", rules, reason, source);
    let together = if whole.is_empty() { BTreeSet::new() } else { BTreeSet::from([whole.clone()]) };
    let apart = whole.into_iter().map(|one| Counts::from([one]));
    // All in one comment, or each rule by itself where one of them is to blame that they cannot be.
    let mut tries: Vec<Counts> = together.into_iter().collect();
    tries.extend(apart);
    let mut done = BTreeSet::new();
    for rules in tries {
        if rules.keys().all(|rule| done.contains(rule)) {
            continue;
        }
        let comment = of_document(&ignored.source, &rules);
        if let Some((source, after)) = written(&ignored.source, start, comment, &rules, &before, &check) {
            ignored.suppressed += rules.values().sum::<usize>();
            (ignored.source, before) = (source, after);
            done.extend(rules.into_keys());
        }
    }
    ignored.left = findings.len() - ignored.suppressed;
    ignored
}

/// How many findings of each rule there are.
type Counts = BTreeMap<&'static str, usize>;

/// The findings by where their lines begin, and those that are about no line of the front matter.
fn by_line(source: &Source, content: Span, findings: &[Diagnostic]) -> (BTreeMap<usize, Counts>, Counts) {
    let (mut lines, mut whole) = (BTreeMap::<usize, Counts>::new(), Counts::new());
    for found in findings {
        let at = found.span.start;
        let rules = if (content.start..content.end).contains(&at) {
            let start = source.text()[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
            lines.entry(start.max(content.start)).or_default()
        } else {
            &mut whole
        };
        *rules.entry(found.rule).or_default() += 1;
    }
    (lines, whole)
}

fn comment(start: &str, rules: &Counts, reason: &str, source: &Source) -> String {
    let names: Vec<&str> = rules.keys().copied().collect();
    let space = if reason.is_empty() { "" } else { " " };
    let newline = if source.text().contains("\r\n") { "\r\n" } else { "\n" };
    format!("{start}[{}]{space}{reason}{newline}", names.join(", "))
}

/// The document with a comment, and what there is to find in it; `None` where the comment does not do what it is for, or
/// does more.
fn written(
    source: &Source,
    at: usize,
    comment: String,
    rules: &Counts,
    before: &[Diagnostic],
    check: &impl Fn(&Source) -> Vec<Diagnostic>,
) -> Option<(Source, Vec<Diagnostic>)> {
    let span = Span::new(at, at + comment.len());
    let text = source.text();
    let new = source.with_text(format!("{}{comment}{}", &text[..at], &text[at..]));
    let edit = Fix::safe("write a comment", [Edit::insert(at, comment)]);
    let made = Diagnostic { rule: suppression::UNUSED.name, ..Diagnostic::new(Span::at(at), "").fix(edit) };
    compare(source, &new, &[&made], &[vec![span]]).ok()?;
    let after = check(&new);
    let count = |found: &[Diagnostic], rule: &str| found.iter().filter(|found| found.rule == rule).count();
    // What comparing documents finds cannot be seen in one of them.
    let is_seen = |rule: &str| rules::find(rule).is_some_and(|rule| rule.scope != Scope::Corpus);
    let seen = rules.iter().filter(|(rule, _)| is_seen(rule));
    let gone: usize = seen.clone().map(|(_, count)| count).sum();
    let does_it = seen.into_iter().all(|(rule, number)| count(&after, rule) + number <= count(before, rule));
    (does_it && after.len() + gone <= before.len()).then_some((new, after))
}
