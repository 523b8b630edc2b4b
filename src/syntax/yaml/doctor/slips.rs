//! Habits of other syntaxes: commas at line ends, `=` for `:`, and slips inside brackets. Each is mended where it is.

use std::ops::Range;

use super::cause::Cause;
use super::line::{Line, closing_quote};
use crate::diagnostic::excerpt;
use crate::syntax::yaml::write;
use crate::tree::Style;

/// Causes in a line, the smallest first.
pub(super) fn causes(text: &str, line: &Line, causes: &mut Vec<Cause>) {
    trailing_comma(text, line, causes);
    items(text, line, causes);
    starred_key(text, line, causes);
}

fn named(text: &str, line: &Line) -> String {
    match &line.key {
        Some(key) => format!("`{}`", excerpt(&text[key.clone()])),
        None => "this item".to_owned(),
    }
}

/// `title: "Garden",`: the comma of JSON behind a value that has ended.
fn trailing_comma(text: &str, line: &Line, causes: &mut Vec<Cause>) {
    let value = &text[line.value.clone()];
    let Some(before) = value.strip_suffix([',', ';', '，', '；']).map(str::trim_end) else { return };
    let has_ended = match before.chars().next() {
        Some('"' | '\'') => closing_quote(before) == Some(before.len()),
        Some('[') => before.ends_with(']'),
        Some('{') => before.ends_with('}'),
        _ => false,
    };
    if !has_ended {
        return;
    }
    let place = line.value.start + before.len()..line.value.end;
    let mark = text[place.clone()].trim();
    let message = format!("`{mark}` stands behind the value of {}, as in JSON: YAML wants none", named(text, line));
    let cause = Cause::new(place.clone(), message).plain().fix(format!("remove the `{mark}`"));
    causes.push(cause.edit(place, ""));
}

/// `date = 2024-01-02`: the sign of TOML.
pub(super) fn equals(text: &str, line: &Line, causes: &mut Vec<Cause>) {
    let content = &text[line.item..line.end];
    let Some((key, value)) = content.split_once('=') else { return };
    let name = key.trim_end();
    let is_name = !name.is_empty()
        && name.starts_with(|first: char| first.is_alphabetic() || first == '_')
        && name.chars().all(|one| one.is_alphanumeric() || matches!(one, '_' | '-' | '.'));
    if !is_name || value.starts_with(['=', '>', '~']) || value.trim().is_empty() {
        return;
    }
    let at = line.item + key.len();
    let message = format!("`=` stands after `{}`, where YAML has a colon", excerpt(name));
    let space = value.len() - value.trim_start().len();
    let cause = Cause::new(at..at + 1, message).plain().fix(format!("write `{}: `", excerpt(name)));
    causes.push(cause.edit(line.item + name.len()..at + 1 + space, ": "));
}

/// An item of a list in brackets on one line, and what parts it from the next.
#[derive(Debug)]
struct Item {
    range: Range<usize>,
    /// Up to the next item, or to the end of the line.
    gap: Range<usize>,
}

/// The items of a flow collection that `value` begins with, as a writer sees them: a quoted one ends at a quotation mark
/// that a comma, a bracket or the end follows.
fn split(value: &str, start: usize) -> Vec<Item> {
    let mut items = Vec::new();
    let mut at = 1;
    while at < value.len() {
        let rest = &value[at..];
        let begin = at + (rest.len() - rest.trim_start().len());
        let rest = &value[begin..];
        let length = match rest.chars().next() {
            Some(quote @ ('"' | '\'')) => quoted_length(rest, quote),
            _ => rest.find([',', '，', '、', '،', ']', '}', ')', '］', '｝', '）', '】']).unwrap_or(rest.len()),
        };
        let end = begin + rest[..length].trim_end().len();
        let after = &value[begin + length..];
        let skip = after
            .find(|one: char| !(one.is_whitespace() || matches!(one, ',' | '，' | '、' | '،')))
            .unwrap_or(after.len());
        let next = begin + length + skip;
        items.push(Item { range: start + begin..start + end, gap: start + end..start + next });
        if value[next..].starts_with([']', '}', ')', '］', '｝', '）', '】']) || next == at {
            break;
        }
        at = next;
    }
    items
}

/// The length of a quoted item, whatever marks are inside it.
fn quoted_length(text: &str, quote: char) -> usize {
    let ends = |at: usize| {
        if text[at + 1..].starts_with(quote) {
            return false;
        }
        let after = text[at + 1..].trim_start();
        after.is_empty() || after.starts_with([',', '，', '、', '،', ']', '}', ')', '］', quote])
    };
    let found = text.match_indices(quote).map(|(at, _)| at).skip(1).find(|at| ends(*at));
    found.map_or(text.len(), |at| at + 1)
}

/// Slips between and in the items of a list in brackets.
fn items(text: &str, line: &Line, causes: &mut Vec<Cause>) {
    let value = &text[line.value.clone()];
    let Some(open @ ('[' | '{')) = value.chars().next() else { return };
    let name = named(text, line);
    let (close, what) = if open == '[' { (']', "list") } else { ('}', "mapping") };
    let items = split(value, line.value.start);
    if open == '[' {
        separators(text, &name, &items, causes);
        inner_quotes(text, &name, &items, causes);
    } else {
        colons(text, &name, &items, causes);
    }
    if let Some(last) =
        value.chars().next_back().filter(|last| matches!(last, ')' | ']' | '}' | '］' | '｝' | '】' | '）'))
        && last != close
        && !value.contains(close)
    {
        let place = line.value.end - last.len_utf8()..line.value.end;
        let message = format!("`{last}` does not close the {what} of {name}, which `{open}` opens");
        let cause = Cause::new(place.clone(), message).fix(format!("write `{close}`"));
        causes.push(cause.edit(place, close.to_string()));
    }
    // `["a", "b"], "c"`: what follows belongs inside.
    if let Some(at) = value.find(close)
        && value[at + 1..].trim_start().starts_with(',')
        && value.matches(open).count() == 1
        && value.matches(close).count() == 1
        && !value.ends_with(',')
    {
        let place = line.value.start + at..line.value.start + at + 1;
        let message = format!("the {what} of {name} is closed before its last item");
        let cause = Cause::new(place.clone(), message).fix(format!("close it at the end: `{close}`"));
        causes.push(cause.edit(place, "").edit(line.value.end..line.value.end, close.to_string()));
    }
}

/// Two commas beside each other, none where one belongs, or one of another script.
fn separators(text: &str, name: &str, items: &[Item], causes: &mut Vec<Cause>) {
    let is_comma = |one: char| matches!(one, ',' | '，' | '、' | '،');
    for pair in items.windows(2) {
        let gap = &text[pair[0].gap.clone()];
        let marks: Vec<char> = gap.chars().filter(|one| !one.is_whitespace()).collect();
        let is_odd = match marks.as_slice() {
            [',', ','] => format!("two commas stand beside each other in the list of {name}"),
            [] => format!("a comma is missing between two items of {name}"),
            [odd] if *odd != ',' && is_comma(*odd) => format!("`{odd}` is not a comma to YAML"),
            _ => continue,
        };
        let place = if marks.is_empty() { pair[1].range.clone() } else { pair[0].gap.clone() };
        let cause = Cause::new(place, is_odd).fix("write one comma");
        causes.push(cause.edit(pair[0].gap.clone(), ", "));
    }
    if let Some(last) = items.last() {
        let gap = &text[last.gap.clone()];
        if gap.matches(',').count() > 1 {
            let message = format!("two commas stand beside each other in the list of {name}");
            causes.push(Cause::new(last.gap.clone(), message).fix("write no comma").edit(last.gap.clone(), ""));
        }
    }
}

/// `["say "hi"", a]`
fn inner_quotes(text: &str, name: &str, items: &[Item], causes: &mut Vec<Cause>) {
    for item in items {
        let written = &text[item.range.clone()];
        let Some(quote @ ('"' | '\'')) = written.chars().next() else { continue };
        let Some(inside) = written[1..].strip_suffix(quote) else { continue };
        if inside.contains('\\') || closing_quote(written) == Some(written.len()) {
            continue;
        }
        let other = if quote == '"' { Style::SingleQuoted } else { Style::DoubleQuoted };
        let quoted = write(inside, other);
        let message = format!("an item of {name} has quotation marks inside its quotation marks");
        let cause = Cause::new(item.range.clone(), message).fix(format!("write `{}`", excerpt(&quoted)));
        causes.push(cause.edit(item.range.clone(), quoted));
    }
}

/// `{title: a: b}`
fn colons(text: &str, name: &str, items: &[Item], causes: &mut Vec<Cause>) {
    for item in items {
        let written = &text[item.range.clone()];
        let Some((key, value)) = written.split_once(": ") else { continue };
        if !value.contains(": ") || value.starts_with(['"', '\'', '[', '{']) {
            continue;
        }
        let quoted = write(value, Style::SingleQuoted);
        let message = format!("the value of `{}` in {name} has `: ` in it", excerpt(key));
        let place = item.range.end - value.len()..item.range.end;
        let cause = Cause::new(place.clone(), message).fix(format!("put it in quotes: `{}`", excerpt(&quoted)));
        causes.push(cause.edit(place, quoted));
    }
}

/// Quoted items on lines of their own between brackets, without commas.
pub(super) fn missing_commas(text: &str, fault: &Line, causes: &mut Vec<Cause>) {
    const MOST: usize = 100;
    let is_closing = text[fault.content..fault.end].starts_with([']', '}']);
    let mut below = fault.clone();
    let mut places = Vec::new();
    while below.start > 0 && places.len() < MOST {
        let above = Line::at(text, below.start - 1);
        let content = text[above.content..above.end].trim_end();
        let item = content.strip_suffix(',').unwrap_or(content);
        if !item.starts_with(['"', '\'']) || closing_quote(item) != Some(item.len()) {
            break;
        }
        let follows = text[below.content..below.end].starts_with(['"', '\'']);
        if follows && item.len() == content.len() {
            places.push(above.content..above.content + item.len());
        }
        below = above;
    }
    let Some(first) = places.last().cloned() else { return };
    let mut cause = Cause::new(first, "a comma is missing after this item").fix("write a comma after it");
    for place in places.iter().rev() {
        cause = cause.edit(place.end..place.end, ",");
    }
    // A closing bracket at the start of its line is a fault of its own to YAML, and to hardly anybody else.
    if is_closing && fault.content == fault.start {
        cause = cause.edit(fault.content..fault.content, " ");
    }
    causes.push(cause);
}

/// `**Title**: a`: emphasis of Markdown around a key, which YAML takes for an alias.
fn starred_key(text: &str, line: &Line, causes: &mut Vec<Cause>) {
    let content = &text[line.item..line.end];
    let stars = content.len() - content.trim_start_matches('*').len();
    let Some((name, after)) = content.get(stars..).and_then(|rest| rest.split_once('*')) else { return };
    let after = after.trim_start_matches('*');
    if !(1..=3).contains(&stars) || name.trim().is_empty() || name.contains(':') || !after.starts_with(':') {
        return;
    }
    let end = line.end - after.len();
    let marks = &content[..stars];
    let message = format!("`{}` is emphasis of Markdown, and to YAML an alias", excerpt(&text[line.item..end]));
    let cause = Cause::new(line.item..end, message).plain().fix(format!("remove the `{marks}`"));
    causes.push(cause.edit(line.item..line.item + stars, "").edit(line.item + stars + name.len()..end, ""));
}
