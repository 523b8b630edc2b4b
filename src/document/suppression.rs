//! Comments that tell masthead to be silent.
//!
//! `# masthead: ignore[rule, group]` covers its own line or, alone on a line, the next one; `# masthead: ignore-file[…]`
//! covers the document. What a name may be is not known here: one that no finding has hides nothing.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::tree::Comment;

/// `# masthead: ignore[rule, group]`
#[derive(Debug)]
pub struct Suppression<'a> {
    /// The whole comment, from its `#` on.
    pub comment: Span,
    /// Nothing but white space stands before the comment on its line.
    pub own_line: bool,
    /// What is to be ignored, as written, each with its place. None where the comment is not understood.
    pub names: Vec<(&'a str, Span)>,
    pub scope: Scope,
}

/// What a suppression covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The whole document.
    File,
    /// Findings that begin on the line in this span.
    Line(Span),
}

/// Which names of which suppressions have hidden something.
#[derive(Debug, Default)]
pub struct Uses(Vec<Vec<bool>>);

impl Uses {
    /// Whether the name at `name` of the suppression at `suppression` has hidden nothing.
    pub fn is_unused(&self, suppression: usize, name: usize) -> bool {
        !self.0[suppression][name]
    }
}

/// Takes out what is suppressed, and tells what that was good for. A finding of several suppressions uses them all.
pub fn apply(diagnostics: &mut Vec<Diagnostic>, suppressions: &[Suppression]) -> Uses {
    let mut uses = Uses(suppressions.iter().map(|suppression| vec![false; suppression.names.len()]).collect());
    if suppressions.is_empty() {
        return uses;
    }
    let mut reach = Reach::of(suppressions);
    diagnostics.retain(|diagnostic| {
        let hidden = reach.by_file(diagnostic.rule, |index, name| uses.0[index][name] = true);
        let mut hidden_here = false;
        for index in reach.on_line(suppressions, diagnostic.span.start) {
            for (name, used) in suppressions[index].names.iter().zip(&mut uses.0[index]) {
                if covers(name.0, diagnostic.rule) {
                    *used = true;
                    hidden_here = true;
                }
            }
        }
        !hidden && !hidden_here
    });
    uses
}

/// The suppressions by what they cover, so that no finding is held against each of them.
struct Reach<'a> {
    /// Those of the whole document, by name: which they are, until a finding has used them.
    file: BTreeMap<&'a str, Vec<(usize, usize)>>,
    /// Those of a line, in the order of the lines.
    lines: Vec<usize>,
}

impl<'a> Reach<'a> {
    fn of(suppressions: &[Suppression<'a>]) -> Self {
        let mut reach = Self { file: BTreeMap::new(), lines: Vec::new() };
        for (index, suppression) in suppressions.iter().enumerate() {
            match suppression.scope {
                Scope::Line(_) => reach.lines.push(index),
                Scope::File => {
                    for (position, (name, _)) in suppression.names.iter().enumerate() {
                        reach.file.entry(name).or_default().push((index, position));
                    }
                }
            }
        }
        reach.lines.sort_by_key(|index| line(&suppressions[*index]));
        reach
    }

    /// Whether a rule is hidden in the whole document; the names that do it are told once.
    fn by_file(&mut self, rule: &str, mut uses: impl FnMut(usize, usize)) -> bool {
        let group = rule.split('/').next().unwrap_or(rule);
        let mut hidden = false;
        for name in ["all", group, rule] {
            let Some(names) = self.file.get_mut(name) else { continue };
            hidden = true;
            for (index, position) in names.drain(..) {
                uses(index, position);
            }
        }
        hidden
    }

    /// Those of the line that `offset` is on.
    fn on_line(&self, suppressions: &[Suppression], offset: usize) -> impl Iterator<Item = usize> {
        let end = self.lines.partition_point(|index| line(&suppressions[*index]).start <= offset);
        let lines = self.lines[..end].iter().rev().copied();
        // Several comments may cover one line; the lines themselves do not overlap.
        lines.take_while(move |index| offset <= line(&suppressions[*index]).end)
    }
}

fn line(suppression: &Suppression) -> Span {
    match suppression.scope {
        Scope::File => Span::at(0),
        Scope::Line(line) => line,
    }
}

/// Whether a name stands for a rule: by the rule's name, its group's, or `all`.
fn covers(name: &str, rule: &str) -> bool {
    name == "all" || name == rule || rule.strip_prefix(name).is_some_and(|rest| rest.starts_with('/'))
}

/// Reads the suppressions among the comments of a front matter.
pub(super) fn parse<'a>(text: &'a str, comments: &[Comment<'a>]) -> Vec<Suppression<'a>> {
    comments.iter().enumerate().filter_map(|(index, _)| read(text, comments, index)).collect()
}

fn read<'a>(text: &'a str, comments: &[Comment<'a>], index: usize) -> Option<Suppression<'a>> {
    let comment = &comments[index];
    let directive = comment.text.trim_start_matches('#').trim_start().strip_prefix("masthead:")?.trim_start();
    let (word, names) = match directive.split_once('[') {
        Some((word, rest)) => (word.trim_end(), rest.split_once(']').map(|(names, _)| names)),
        None => (directive.split_whitespace().next().unwrap_or_default(), None),
    };
    let names = names.filter(|_| matches!(word, "ignore" | "ignore-file"));
    let names = names.map_or_else(Vec::new, |names| self::names(text, names));
    let scope = if word == "ignore-file" { Scope::File } else { Scope::Line(covered(text, comments, index)) };
    Some(Suppression { comment: comment.span, own_line: comment.own_line, names, scope })
}

/// The names of a list, each with its place in `text`, of which the list is a part.
fn names<'a>(text: &str, list: &'a str) -> Vec<(&'a str, Span)> {
    let mut at = list.as_ptr().addr() - text.as_ptr().addr();
    let mut names = Vec::new();
    for part in list.split(',') {
        let name = part.trim();
        let start = at + (part.len() - part.trim_start().len());
        if !name.is_empty() {
            names.push((name, Span::new(start, start + name.len())));
        }
        at += part.len() + 1;
    }
    names
}

/// The line of a comment, or where it stands alone the next that holds more than a comment.
fn covered(text: &str, comments: &[Comment], index: usize) -> Span {
    let mut at = comments[index].span;
    if comments[index].own_line {
        at = Span::at(next_line(text, at.end));
        // Further comments stand between this one and its line.
        for comment in comments[index + 1..].iter().take(16) {
            if !comment.own_line || text[at.start.min(comment.span.start)..comment.span.start].contains(['\n', '\r']) {
                break;
            }
            at = Span::at(next_line(text, comment.span.end));
        }
    }
    let start = text[..at.start].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let end = text[at.start..].find(['\n', '\r']).map_or(text.len(), |length| at.start + length);
    Span::new(start, end)
}

/// Where the line after the one of `offset` begins.
fn next_line(text: &str, offset: usize) -> usize {
    let rest = &text[offset..];
    let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
    let length = if rest[end..].starts_with("\r\n") { 2 } else { rest[end..].len().min(1) };
    offset + end + length
}
