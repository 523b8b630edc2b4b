//! What can be done about findings: the repair of one, all safe ones, a suppression, the missing fields.

use super::lsp;
use super::position::Lines;
use super::rename::with_edits;
use crate::diagnostic::{Diagnostic, Edit, Safety};
use crate::document::Document;
use crate::finding::Located;
use crate::source::{Source, Span};

/// The kind under which an editor may ask for all safe repairs, on save for instance.
pub(super) const FIX_ALL: &str = "source.fixAll.masthead";

/// An action before it is put into the protocol's words.
#[derive(Debug)]
pub(super) struct Action {
    pub(super) title: String,
    pub(super) kind: lsp::CodeActionKind,
    pub(super) edits: Vec<Edit>,
    /// Which of the findings it is about.
    pub(super) finding: Option<usize>,
    pub(super) is_preferred: bool,
}

/// Whether a client that asks for `only` these kinds wants `kind`, as itself or as one below a kind that it names.
pub(super) fn is_wanted(only: Option<&[lsp::CodeActionKind]>, kind: &str) -> bool {
    let name =
        |kind: &lsp::CodeActionKind| serde_json::to_value(kind).ok().and_then(|name| name.as_str().map(str::to_owned));
    only.is_none_or(|only| {
        only.iter().filter_map(name).any(|asked| {
            asked.is_empty() || kind == asked || kind.strip_prefix(&asked).is_some_and(|rest| rest.starts_with('.'))
        })
    })
}

/// How many suppressions are offered for one place: each is tried first, which takes as long as a check.
const MOST_IGNORED: usize = 8;

/// How many bytes of text are checked to try suppressions, one check at least.
const EFFORT: usize = 1 << 20;

/// What all safe repairs of a longer front matter come to is found out only where somebody asks for just that: it may take
/// seconds, and editors ask for actions wherever the cursor goes.
pub(super) const LONG: usize = 1 << 16;

/// The repairs of the findings that touch `span`, and for each a way to say that it is right as it is. `alone` are the
/// findings that the text has by itself, as `check` gives them.
pub(super) fn of_findings(
    findings: &[Located],
    alone: &[Located],
    span: Span,
    source: &Source,
    check: &impl Fn(&str) -> Vec<Located>,
) -> Vec<Action> {
    let mut actions = Vec::new();
    let touched = findings.iter().enumerate().filter(|(_, found)| {
        let place = found.diagnostic.span;
        place.start <= span.end && span.start <= place.end
    });
    let most_tried = (EFFORT / source.text().len().max(1)).clamp(1, MOST_IGNORED);
    let mut tried = Vec::new();
    let mut ignored = Vec::new();
    for (number, found) in touched {
        if let Some(fix) = &found.diagnostic.fix {
            let mut edits = fix.edits.clone();
            edits.sort_by_key(|edit| edit.span);
            let note = if fix.safety == Safety::Unsafe { " (look at it afterwards)" } else { "" };
            actions.push(Action {
                title: format!("{}{note}", capitalized(&fix.message)),
                kind: lsp::CodeActionKind::QuickFix,
                edits,
                finding: Some(number),
                is_preferred: fix.safety == Safety::Safe,
            });
        }
        let rule = found.diagnostic.rule;
        if tried.len() < most_tried
            && let Some(edit) = suppression(source, &found.diagnostic)
            && !tried.contains(&edit)
        {
            tried.push(edit.clone());
            if suppresses(rule, &edit, source, alone, check) {
                ignored.push(Action {
                    title: format!("Ignore {rule} here"),
                    kind: lsp::CodeActionKind::QuickFix,
                    edits: vec![edit],
                    finding: Some(number),
                    is_preferred: false,
                });
            }
        }
    }
    actions.extend(ignored);
    actions
}

/// All that `check --fix` would do, which leaves the text `new`; `None` where that is nothing.
pub(super) fn fix_all(old: &str, new: &str, number: usize) -> Option<Action> {
    let edit = difference(old, new)?;
    let title = if number == 1 { "Make 1 safe repair".to_owned() } else { format!("Make all {number} safe repairs") };
    let kind = lsp::CodeActionKind::Custom(FIX_ALL.into());
    Some(Action { title, kind, edits: vec![edit], finding: None, is_preferred: false })
}

/// One edit that makes `new` of `old`, as small as its ends let it be.
fn difference(old: &str, new: &str) -> Option<Edit> {
    if old == new {
        return None;
    }
    let same = |one: (char, char)| one.0 == one.1;
    let start: usize = old.chars().zip(new.chars()).take_while(|pair| same(*pair)).map(|pair| pair.0.len_utf8()).sum();
    let (old_rest, new_rest) = (&old[start..], &new[start..]);
    let tail = old_rest.chars().rev().zip(new_rest.chars().rev());
    let end: usize = tail.take_while(|pair| same(*pair)).map(|pair| pair.0.len_utf8()).sum();
    let end = end.min(old_rest.len()).min(new_rest.len());
    Some(Edit::replace(Span::new(start, old.len() - end), &new_rest[..new_rest.len() - end]))
}

/// A comment that suppresses a finding, on the line above it or, for one about the whole front matter, for the whole file.
fn suppression(source: &Source, diagnostic: &Diagnostic) -> Option<Edit> {
    let text = source.text();
    let block = *crate::document::fence(source).block()?;
    let newline = if text[..block.content.start].ends_with("\r\n") { "\r\n" } else { "\n" };
    let rule = diagnostic.rule;
    let lines = Lines::new(text, super::position::Encoding::Utf8);
    let edit =
        if block.content.contains(diagnostic.span) && diagnostic.span.start > block.content.start.saturating_sub(1) {
            let line = lines.line(text, lines.line_of(diagnostic.span.start))?;
            let content = &text[line.range()];
            let indent = &content[..content.len() - content.trim_start_matches(' ').len()];
            Edit::insert(line.start.max(block.content.start), format!("{indent}# masthead: ignore[{rule}]{newline}"))
        } else {
            Edit::insert(block.content.start, format!("# masthead: ignore-file[{rule}]{newline}"))
        };
    Some(edit)
}

/// Whether a suppression does what it says: inside a text of several lines it would become text.
fn suppresses(
    rule: &str,
    edit: &Edit,
    source: &Source,
    alone: &[Located],
    check: &impl Fn(&str) -> Vec<Located>,
) -> bool {
    let after = check(&with_edits(source.text(), std::slice::from_ref(edit)));
    let before = alone.iter().filter(|found| found.diagnostic.rule == rule).count();
    after.iter().filter(|found| found.diagnostic.rule == rule).count() < before && after.len() < alone.len()
}

/// The fields that the schema requires and the document lacks.
pub(super) fn add_missing((span, text, names): (Span, String, Vec<String>), document: &Document) -> Action {
    let newline = match document.block() {
        Some(block) if document.source.text()[..block.content.start].ends_with("\r\n") => "\r\n",
        _ => "\n",
    };
    let title = match names.as_slice() {
        [name] => format!("Add the missing field {name}"),
        names => format!("Add the {} missing fields", names.len()),
    };
    let edits = vec![Edit::insert(span.start, text.replace('\n', newline))];
    Action { title, kind: lsp::CodeActionKind::QuickFix, edits, finding: None, is_preferred: false }
}

fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_one_edit() {
        for (old, new) in [("abc", "abc"), ("aЯc", "aЮc"), ("aa", "aaa"), ("aaa", "aa"), ("", "x"), ("xyz", "")] {
            let edit = difference(old, new);
            assert_eq!(edit.map_or(old.to_owned(), |edit| with_edits(old, &[edit])), new);
        }
    }
}
