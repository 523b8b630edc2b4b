//! Where a cursor stands in TOML: by the headers above it, and by the `=` of its line.

use super::{Cursor, Place, Step, comment_start, item, trim_end};
use crate::source::{Span, line_around};
use crate::syntax::toml::{is_field, is_header};

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
    let mut path = header_above(above);
    if let Some(keys) = open_list(above) {
        path.extend(keys);
        path.push(Step::Item);
        let end = comment_start(written, 0).unwrap_or(written.len());
        let end = trim_end(written, 0, end).max(column);
        let from = written.len() - written.trim_start_matches([' ', '\t']).len();
        let (begin, end) = item(written, from.min(column), column, end);
        return Some(value(text, (start + begin, start + end), offset, path, true));
    }
    let sign = sign(written);
    let Some(sign) = sign.filter(|sign| column > *sign) else {
        let from = (written.len() - written.trim_start_matches([' ', '\t']).len()).min(column);
        let to = trim_end(written, from, sign.unwrap_or(written.len())).max(column);
        let replaced = Span::new(start + from, start + to);
        let typed = text[replaced.start..offset].to_owned();
        return Some(Cursor { path, place: Place::Key { indent: 0, has_colon: sign.is_some() }, replaced, typed });
    };
    path.extend(keys(&written[..sign]));
    let gap = written[sign + 1..].len() - written[sign + 1..].trim_start_matches([' ', '\t']).len();
    let begin = (sign + 1 + gap).min(column);
    let end = comment_start(written, begin).unwrap_or(written.len());
    let end = trim_end(written, begin, end).max(column);
    let inside = &written[begin..end];
    if inside.starts_with('{') || inside.starts_with("\"\"\"") || inside.starts_with("'''") {
        return None;
    }
    if inside.starts_with('[') && column > begin {
        path.push(Step::Item);
        let (begin, end) = item(written, begin + 1, column, end);
        return Some(value(text, (start + begin, start + end), offset, path, true));
    }
    let mut cursor = value(text, (start + begin, start + end), offset, path, false);
    cursor.place = Place::Value { in_brackets: false, needs_space: gap == 0 };
    Some(cursor)
}

fn value(text: &str, (begin, end): (usize, usize), offset: usize, path: Vec<Step>, in_brackets: bool) -> Cursor {
    let replaced = Span::new(begin, end);
    let typed = text[begin..offset].to_owned();
    Cursor { path, place: Place::Value { in_brackets, needs_space: false }, replaced, typed }
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

/// The keys of the field whose list of several lines the cursor is in.
fn open_list(above: &str) -> Option<Vec<Step>> {
    let mut depth = 0_usize;
    let mut open = None;
    for line in above.lines() {
        let end = comment_start(line, 0).unwrap_or(line.len());
        let line = &line[..end];
        if is_field(line) || is_header(line) {
            let sign = sign(line).filter(|_| is_field(line));
            open = sign.map(|sign| keys(&line[..sign]));
            depth = sign.map_or(0, |sign| nested(&line[sign..], 0));
        } else {
            depth = nested(line, depth);
        }
    }
    open.filter(|_| depth > 0)
}

/// How many brackets are open behind a line.
fn nested(line: &str, mut depth: usize) -> usize {
    let mut quote = None;
    for character in line.chars() {
        match (quote, character) {
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), close) if open == close => quote = None,
            (None, '[') => depth += 1,
            (None, ']') => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    depth
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

fn keys(written: &str) -> Vec<Step> {
    let is_quoted = written.contains(['"', '\'']);
    let parts: Vec<&str> = if is_quoted { vec![written] } else { written.split('.').collect() };
    let bare = |part: &str| part.trim().trim_matches(['"', '\'']).to_owned();
    parts.into_iter().map(|part| Step::Key(bare(part))).collect()
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
        ] {
            assert_eq!(at(marked), Some((path.to_owned(), kind, replaced.to_owned())), "{marked}");
        }
        for marked in ["# com|ment", "a = 1 # com|ment", "[ta|ble]", "a = { b| = 1 }"] {
            assert_eq!(at(marked), None, "{marked}");
        }
    }
}
