//! Fields out of the order that the schema names, and how to move them.

mod slots;

use super::ORDER;
use crate::diagnostic::{Diagnostic, Edit, Fix, excerpt};
use crate::document::Document;
use crate::rules::Findings;
use crate::source::Span;
use crate::syntax::Syntax;
use crate::tree::{Comment, Entry, Mapping, Node, ProblemKind, Value};

pub(super) fn check(document: &Document, order: &[String], findings: &mut Findings) {
    let Some(mapping) = document.fields() else { return };
    let entries: Vec<&Entry> = mapping.entries.iter().filter(|entry| !entry.merged).collect();
    let rank = |entry: &&Entry| {
        let name = entry.key_text();
        let rank = order.iter().position(|known| Some(known.as_str()) == name).unwrap_or(order.len());
        // What stands below a header belongs to it, so that fields without one come first.
        if has_header(document, entry) { rank + order.len() + 1 } else { rank }
    };
    let ranks: Vec<usize> = entries.iter().map(rank).collect();
    let Some(first) = (1..ranks.len()).find(|index| ranks[*index] < ranks[*index - 1]) else { return };
    // The run before it is in order, so the fields that it belongs before are the last of that run.
    let later = ranks[..first].partition_point(|rank| *rank <= ranks[first]);
    let name = |index: usize| excerpt(entries[index].key_text().unwrap_or_default());
    let message = format!("`{}` comes before `{}` in the order of the schema", name(first), name(later));
    let help = format!("move `{}` up, before `{}`", name(first), name(later));
    let key = &entries[first].key;
    let pointer = crate::schema::json::child("", key.as_scalar().map_or("", |scalar| &scalar.text));
    let mut found = Diagnostic::new(key.span, message).help(help).pointer(pointer);
    if let Some(edits) = edits(document, mapping, &entries, &ranks) {
        found = found.fix(Fix::safe("move the fields into order", edits));
    }
    findings.push(&ORDER, found);
}

/// The edits that put fields into order; none where they cannot be moved about.
fn edits(document: &Document, mapping: &Mapping, entries: &[&Entry], ranks: &[usize]) -> Option<Vec<Edit>> {
    let is_unread = document.problems.iter().any(|problem| problem.kind != ProblemKind::Tag);
    if is_unread || entries.len() < mapping.entries.len() {
        return None;
    }
    match document.syntax {
        Syntax::Yaml => Some(moves(document, ranks, &chunks(document, mapping, entries)?)),
        Syntax::Toml => {
            let starts: Vec<usize> = entries.iter().map(|entry| beginning(document, entry)).collect();
            Some(slots::exchange(document, ranks, &slots::blocks(document, entries, &starts)?))
        }
        Syntax::Json => Some(slots::exchange(document, ranks, &slots::members(entries))),
    }
}

/// Whether a field is a table of TOML below its own header.
fn has_header(document: &Document, entry: &Entry) -> bool {
    let text = document.source.text();
    let start = line_start(text, entry.key.span.start);
    document.syntax == Syntax::Toml && text[start..entry.key.span.start].trim_start().starts_with('[')
}

/// The longest part of the fields that is in order already, by index: the others are moved.
fn longest_run(ranks: &[usize]) -> Vec<usize> {
    // `ends[length]` is the index of the smallest rank that a run of `length + 1` can end with.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(ranks.len());
    for (index, rank) in ranks.iter().enumerate() {
        let at = ends.partition_point(|end| ranks[*end] <= *rank);
        before.push(at.checked_sub(1).map(|previous| ends[previous]));
        if at == ends.len() {
            ends.push(index);
        } else {
            ends[at] = index;
        }
    }
    let mut run = Vec::with_capacity(ends.len());
    let mut at = ends.last().copied();
    while let Some(index) = at {
        run.push(index);
        at = before[index];
    }
    run.reverse();
    run
}

/// Each field with the comments above it, from the start of a line to the start of a line. `None` where fields cannot be
/// moved about as lines.
fn chunks(document: &Document, mapping: &Mapping, entries: &[&Entry]) -> Option<Vec<Span>> {
    let text = document.source.text();
    let block = document.block()?;
    if mapping.flow || holds_anchor(document.root.as_ref()?, true) {
        return None;
    }
    let mut starts = Vec::with_capacity(entries.len());
    for entry in entries {
        let start = line_start(text, entry.key.span.start);
        if text[start..entry.key.span.start].contains(|letter| letter != ' ') {
            return None;
        }
        starts.push(beginning(document, entry));
    }
    let ends = starts.iter().skip(1).copied().chain([block.content.end]);
    Some(starts.iter().zip(ends).map(|(start, end)| Span::new(*start, end)).collect())
}

/// The start of the line that a field begins on, or of the first of the comments right above it.
fn beginning(document: &Document, entry: &Entry) -> usize {
    let text = document.source.text();
    let at = line_start(text, entry.key.span.start);
    let column = text[at..entry.key.span.start].bytes().take_while(|byte| *byte == b' ').count();
    let content = document.block().map_or(0, |block| block.content.start);
    above(text, &document.comments, at, column).max(content)
}

/// Where the comments begin that stand right above the line at `start`, no deeper than the field. A comment to a
/// program is about the document and stays where it is.
fn above(text: &str, comments: &[Comment], mut start: usize, depth: usize) -> usize {
    for comment in comments.iter().rev().filter(|comment| comment.own_line) {
        let line = line_start(text, comment.span.start);
        let words = comment.text.trim_start();
        let to_program = words.starts_with("yaml-language-server:") || words.starts_with("masthead: ignore-file");
        if line >= start {
            continue;
        }
        if previous_line(text, start) != Some(line) || to_program || comment.span.start - line > depth {
            break;
        }
        start = line;
    }
    start
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1)
}

/// Where the line begins that ends right before `start`.
fn previous_line(text: &str, start: usize) -> Option<usize> {
    let before = &text[..start];
    let line = before.strip_suffix("\r\n").or_else(|| before.strip_suffix(['\n', '\r']))?;
    Some(line_start(text, line.len()))
}

/// What is moved past an anchor may lose it.
fn holds_anchor(node: &Node, is_root: bool) -> bool {
    if node.anchor.is_some() || node.alias.is_some() || (is_root && node.tag.is_some()) {
        return true;
    }
    match &node.value {
        Value::Sequence(sequence) => sequence.items.iter().any(|item| holds_anchor(item, false)),
        Value::Mapping(mapping) => mapping
            .entries
            .iter()
            .any(|entry| entry.merged || holds_anchor(&entry.key, false) || holds_anchor(&entry.value, false)),
        Value::Scalar(_) | Value::Broken => false,
    }
}

/// Takes every field that is not kept out of its place, and puts it in after the last kept one of no higher rank.
fn moves(document: &Document, ranks: &[usize], chunks: &[Span]) -> Vec<Edit> {
    let kept = longest_run(ranks);
    let mut edits = Vec::new();
    let mut moved: Vec<usize> = (0..ranks.len()).filter(|index| !kept.contains(index)).collect();
    edits.extend(moved.iter().map(|index| Edit::delete(chunks[*index])));
    moved.sort_by_key(|index| ranks[*index]);
    let mut inserts: Vec<(usize, String)> = Vec::new();
    for index in moved {
        let before = kept.iter().rev().find(|other| ranks[**other] <= ranks[index]);
        let at = before.map_or_else(|| chunks[kept[0]].start, |other| chunks[*other].end);
        let text = document.source.slice(chunks[index]);
        match inserts.iter_mut().find(|(place, _)| *place == at) {
            Some((_, written)) => written.push_str(text),
            None => inserts.push((at, text.to_owned())),
        }
    }
    edits.extend(inserts.into_iter().map(|(at, text)| Edit::insert(at, text)));
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    edits
}
