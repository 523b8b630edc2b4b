//! Where a cursor stands in TOML: by the headers above it, and by the `=` of its line.

use super::flow::{self, Opening, Reading, keys};
use super::{Cursor, Place, Step, comment_start, next_line, trim_end};
use crate::source::{Span, line_around};
use crate::syntax::Syntax;
use crate::syntax::toml::is_header;

/// Finds out where `offset` is in the block `content`.
pub(super) fn locate(text: &str, content: Span, offset: usize) -> Option<Cursor> {
    let line = line_around(text, offset);
    let (start, end) = (line.start.max(content.start), line.end.min(content.end.max(offset)));
    let written = &text[start..end];
    let (above, column) = (&text[content.start..start], offset - start);
    if written.trim_start().starts_with(['#', '[']) && is_header_or_comment(written) {
        return None;
    }
    if comment_start(written, 0).is_some_and(|comment| column > comment) {
        return None;
    }
    if let Some(Reading::Here(cursor)) = in_collection(text, content, offset, start) {
        return cursor;
    }
    let mut path = header_above(above);
    let sign = sign(written);
    let Some(sign) = sign.filter(|sign| column > *sign) else {
        let from = (written.len() - written.trim_start_matches([' ', '\t']).len()).min(column);
        let to = trim_end(written, from, sign.unwrap_or(written.len())).max(column);
        let replaced = Span::new(start + from, start + to);
        let typed = text[replaced.start..offset].to_owned();
        return Some(Cursor {
            path,
            place: Place::Key { indent: 0, has_colon: sign.is_some(), is_inline: false },
            replaced,
            typed,
        });
    };
    path.extend(keys(&written[..sign]));
    let gap = written[sign + 1..].len() - written[sign + 1..].trim_start_matches([' ', '\t']).len();
    let begin = (sign + 1 + gap).min(column);
    let end = comment_start(written, begin).unwrap_or(written.len());
    let end = trim_end(written, begin, end).max(column);
    let inside = &written[begin..end];
    if inside.starts_with("\"\"\"") || inside.starts_with("'''") {
        return None;
    }
    let replaced = Span::new(start + begin, start + end);
    let typed = text[replaced.start..offset].to_owned();
    Some(Cursor { path, place: Place::Value { in_brackets: false, needs_space: gap == 0 }, replaced, typed })
}

/// Looks for a list or an inline table that begins before the cursor; nothing where it ends before the cursor's line.
fn in_collection(text: &str, content: Span, offset: usize, start: usize) -> Option<Reading> {
    let mut at = content.start;
    while at <= start {
        let end = line_around(text, at).end.min(content.end.max(offset));
        let line = &text[at..end];
        let mut next = next_line(text, end);
        if let Some((sign, begin)) = collection(line).filter(|(_, begin)| at + begin < offset) {
            let path = || {
                let mut path = header_above(&text[content.start..at]);
                path.extend(keys(&line[..sign]));
                path
            };
            let opening = Opening { syntax: Syntax::Toml, begin: at + begin, has_braces: true, indent: 0, path: &path };
            match flow::read(text, &opening, offset, content.end) {
                reading @ Reading::Here(_) => return Some(reading),
                Reading::Ended(end) if end > start => return Some(Reading::Here(None)),
                Reading::Ended(end) if text[..end].ends_with(['\n', '\r']) => next = next.max(end),
                Reading::Ended(end) => next = next_line(text, line_around(text, end).end),
            }
        }
        if next <= at {
            break;
        }
        at = next;
    }
    None
}

/// Where the `=` of a line is and where the list or table behind it begins.
fn collection(line: &str) -> Option<(usize, usize)> {
    if is_header_or_comment(line) {
        return None;
    }
    let sign = sign(line)?;
    let rest = line[sign + 1..].trim_start();
    rest.starts_with(['[', '{']).then_some((sign, line.len() - rest.len()))
}

fn is_header_or_comment(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with('#') || is_header(line)
}

/// The table that the last header names.
fn header_above(above: &str) -> Vec<Step> {
    let Some(header) = above.lines().rev().find(|line| is_header(line)) else { return Vec::new() };
    let is_list = header.starts_with("[[");
    let name = header.trim_start_matches('[').split(']').next().unwrap_or_default();
    let mut path = keys(name);
    if is_list {
        path.push(Step::Item);
    }
    path
}

/// Where the `=` of a field stands.
fn sign(line: &str) -> Option<usize> {
    let mut quote = None;
    for (at, character) in line.char_indices() {
        match (quote, character) {
            (None, '=') => return Some(at),
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::locate;
    use super::*;

    /// The cursor at `|`: its path, what it is in, and what would be replaced.
    fn at(marked: &str) -> Option<(String, &'static str, String)> {
        let marked = format!("+++\n{marked}\n+++\nBody.\n");
        let offset = marked.find('|').expect("a cursor");
        let text = marked.replacen('|', "", 1);
        let cursor = locate(&text, offset)?;
        let step = |step: &Step| match step {
            Step::Key(key) => key.clone(),
            Step::Item => "*".to_owned(),
        };
        let path: Vec<String> = cursor.path.iter().map(step).collect();
        let kind = match cursor.place {
            Place::Key { is_inline: true, .. } => "inline",
            Place::Key { .. } => "key",
            Place::Value { in_brackets: true, .. } => "item",
            Place::Value { .. } => "value",
        };
        Some((path.join("/"), kind, text[cursor.replaced.range()].to_owned()))
    }

    #[test]
    fn keys_and_values_are_found_where_they_are_typed() {
        for (marked, path, kind, replaced) in [
            ("a = 1\nti|", "", "key", "ti"),
            ("a = 1\n|", "", "key", ""),
            ("ti|tle = \"x\"", "", "key", "title"),
            ("language = \"r|u\" # c", "language", "value", "\"ru\""),
            ("language = |", "language", "value", ""),
            ("[extra]\nlang = \"|\"", "extra/lang", "value", "\"\""),
            ("[extra.deep]\nla|", "extra/deep", "key", "la"),
            ("[[links]]\nname = 'x|'", "links/*/name", "value", "'x'"),
            ("tags = [\"a\", \"b|\"]", "tags/*", "item", "\"b\""),
            ("tags = [\n  \"a\",\n  \"[[Се|\",\n]", "tags/*", "item", "\"[[Се\""),
            ("tags = [\n  \"a\",\n]\nti|", "", "key", "ti"),
            ("a.b = |", "a/b", "value", ""),
            ("a = { b| = 1 }", "a", "inline", "b"),
            ("[t]\na = { b = 1, c.d = \"|\" }", "t/a/c/d", "item", "\"\""),
            ("a = [\n  { name = \"x\", ur| },\n]", "a/*", "inline", "ur"),
            ("a = [[1, 2], [|3]]", "a/*/*", "item", "3"),
            ("a = [\n  \"x\",\nb = |", "b", "value", ""),
        ] {
            assert_eq!(at(marked), Some((path.to_owned(), kind, replaced.to_owned())), "{marked}");
        }
        for marked in ["# com|ment", "a = 1 # com|ment", "[ta|ble]", "a = [\n  1, # com|ment\n]", "a = [1] |"] {
            assert_eq!(at(marked), None, "{marked}");
        }
    }
}
