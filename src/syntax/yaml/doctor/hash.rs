//! `#` in a list or a mapping in brackets, where it begins a comment that takes the closing bracket with it.

use std::ops::Range;

use super::super::line::{Line, closing_quote};
use super::super::write::write;
use super::cause::Cause;
use super::words::of_value;
use crate::diagnostic::excerpt;
use crate::tree::Style;

/// Brackets inside brackets, no deeper than this.
const DEEPEST: usize = 4;

pub(super) fn causes(text: &str, line: &Line, causes: &mut Vec<Cause>) {
    let start = line.value.start;
    let end = text[..line.end].trim_end().len();
    if start >= end || !text[start..].starts_with(['[', '{']) || !text[start..end].contains('#') {
        return;
    }
    let Some(length) = closing_bracket(&text[start..end]) else { return };
    let rest = text[start + length..end].trim_start();
    if !rest.is_empty() && !rest.starts_with('#') {
        return;
    }
    let mut items = Vec::new();
    collect(text, start..start + length, DEEPEST, &mut items);
    let Some(first) = items.first().cloned() else { return };
    let at = first.start + text[first.clone()].find('#').unwrap_or_default();
    let shown = excerpt(&text[first]).into_owned();
    let what = of_value(text, line);
    let message = format!("the `#` of `{shown}` begins a comment, so YAML does not see the rest of {what}");
    let fix = if items.len() == 1 {
        format!("put quotes around `{shown}`")
    } else {
        "put quotes around the items with `#`".to_owned()
    };
    let cause = Cause::new(at..at + 1, message).fix(fix);
    causes.push(items.into_iter().fold(cause, |cause, item| {
        let quoted = write(&text[item.clone()], Style::SingleQuoted);
        cause.edit(item, quoted)
    }));
}

/// The length of what `text` begins with in brackets, if those are closed; `#` counts as text.
fn closing_bracket(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let next = rest.chars().next()?;
        match next {
            '[' | '{' => depth += 1,
            ']' | '}' => depth -= 1,
            '"' | '\'' if begins_quote(&text[..at]) => at += closing_quote(rest)? - 1,
            _ => {}
        }
        at += next.len_utf8();
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// Whether a quote after this text opens quoted text and is no apostrophe.
fn begins_quote(before: &str) -> bool {
    before.trim_end().ends_with(['[', '{', ',', ':'])
}

/// The items of a list in brackets, or the values of a mapping, that hold a `#` which begins a comment.
fn collect(text: &str, brackets: Range<usize>, deepest: usize, found: &mut Vec<Range<usize>>) {
    let is_mapping = text[brackets.start..].starts_with('{');
    let mut at = brackets.start + 1;
    let last = brackets.end - 1;
    while at < last {
        let end = item_end(text, at..last);
        let mut start = at;
        if is_mapping {
            start += text[at..end].find(": ").map_or(0, |colon| colon + 1);
        }
        let item = &text[start..end];
        let start = start + item.len() - item.trim_start().len();
        let item = text[start..end].trim_end();
        let range = start..start + item.len();
        if item.starts_with(['[', '{']) && closing_bracket(item) == Some(item.len()) {
            if deepest > 0 {
                collect(text, range, deepest - 1, found);
            }
        } else if !item.starts_with(['"', '\'']) && (item.starts_with('#') || item.contains(" #")) {
            found.push(range);
        }
        at = end + 1;
    }
}

/// Where the item that begins at the start of `range` ends: at the next comma that is not inside brackets or quotes.
fn item_end(text: &str, range: Range<usize>) -> usize {
    let mut at = range.start;
    while at < range.end {
        let rest = &text[at..range.end];
        let Some(next) = rest.chars().next() else { break };
        match next {
            ',' => return at,
            '[' | '{' if text[range.start..at].trim().is_empty() || text[..at].ends_with(": ") => {
                at += closing_bracket(rest).map_or(1, |length| length.max(1));
                continue;
            }
            '"' | '\'' if begins_quote(&text[..at]) => at += closing_quote(rest).map_or(0, |length| length - 1),
            _ => {}
        }
        at += next.len_utf8();
    }
    range.end
}
