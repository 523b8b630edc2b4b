//! Files of other programs, as JSON whatever they are written in.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde_json::Value as Json;

use crate::document::Document;
use crate::schema::json::to_json;
use crate::source::Source;
use crate::tree::Limits;

/// No file of settings is larger.
const LARGEST: u64 = 4 << 20;

/// The text of a small file; `None` where it is not there or cannot be read.
pub(super) fn text(path: &Path) -> Option<String> {
    // A pipe or a device would never end.
    if !path.metadata().ok()?.is_file() {
        return None;
    }
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(LARGEST).read_to_end(&mut bytes).ok()?;
    String::from_utf8(bytes).ok()
}

/// What a file of YAML, TOML or JSON holds, by its name; `None` where it is not there.
///
/// # Errors
/// What is wrong with it, in words.
pub(super) fn data(path: &Path) -> Option<Result<Json, String>> {
    let mut text = text(path)?;
    if path.extension().is_some_and(|extension| extension == "json") {
        text = without_comments(&text);
    }
    let source = Source::new(path, text);
    let limits = Limits { front_matter_bytes: 4 << 20, ..Limits::default() };
    let document = Document::parse(&source, limits);
    if let Some(problem) = document.problems.iter().find(|problem| problem.kind == crate::tree::ProblemKind::Syntax) {
        let line = source.position(problem.diagnostic.span.start).line;
        return Some(Err(format!("line {line}: {}", problem.diagnostic.message)));
    }
    Some(Ok(document.root.as_ref().map_or(Json::Null, to_json)))
}

/// A text that a file of settings holds under one of these names.
pub(super) fn setting(path: &Path, names: &[&str]) -> Option<String> {
    let data = data(path)?.ok()?;
    names.iter().find_map(|name| data.get(*name)?.as_str().map(str::to_owned))
}

/// JSON without the comments and the commas too many that editors allow in their settings; everything stays in its place.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (part, is_kept) = match first {
            '"' => (string(rest), true),
            '/' if rest.starts_with("//") => (&rest[..rest.find('\n').unwrap_or(rest.len())], false),
            '/' if rest.starts_with("/*") => (&rest[..rest.find("*/").map_or(rest.len(), |end| end + 2)], false),
            ',' if rest[1..].trim_start().starts_with(['}', ']']) => (&rest[..1], false),
            _ => (&rest[..first.len_utf8()], true),
        };
        if is_kept {
            out.push_str(part);
        } else {
            out.extend(part.chars().map(|each| if each == '\n' { '\n' } else { ' ' }));
        }
        rest = &rest[part.len()..];
    }
    out
}

/// The string that a text begins with, with its quotes.
fn string(text: &str) -> &str {
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return &text[..=at],
            _ => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::without_comments;

    #[test]
    fn comments_and_last_commas_are_taken_out() {
        for (text, plain) in [
            ("{ // a\n \"b\": [1,], /* c */ \"d//\": \"/*\", }", "{     \n \"b\": [1 ],         \"d//\": \"/*\"  }"),
            ("\"a\\\"//\" // ж", "\"a\\\"//\"     "),
            ("\"open // ", "\"open // "),
            ("/* open", "       "),
            ("[1, /* a */ 2]", "[1,         2]"),
        ] {
            assert_eq!(without_comments(text), plain, "{text}");
        }
    }
}
