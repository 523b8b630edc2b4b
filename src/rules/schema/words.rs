//! How places, types and values are called in findings.

use std::borrow::Cow;

use serde_json::Value as Json;

use crate::diagnostic::excerpt;
use crate::kinds::{Type, Types};
use crate::schema::json::unescape;
use crate::tree::{Node, Resolved, Value};

/// The value at a place: `` `title` ``, `` item 2 of `keywords` ``, `` `name` of `author` ``.
pub(super) fn place(json: &Json, pointer: &str) -> String {
    let Some((holder, token)) = pointer.rsplit_once('/') else { return "the front matter".to_owned() };
    let name = match json.pointer(holder) {
        Some(Json::Array(_)) => format!("item {}", token.parse::<usize>().map_or(1, |index| index + 1)),
        _ => format!("`{}`", excerpt(&unescape(token))),
    };
    if holder.is_empty() { name } else { format!("{name} of {}", place(json, holder)) }
}

/// Text as it stands in a message; in quotes, and with its escapes, where white space at its ends would not be seen.
pub(super) fn shown(text: &str) -> Cow<'_, str> {
    let is_plain = !text.is_empty() && text.trim() == text;
    if is_plain { excerpt(text) } else { Cow::Owned(excerpt(&Json::from(text).to_string()).into_owned()) }
}

/// The values that a schema allows. Where one could be taken for another, text is in quotes.
pub(super) fn options(all: &[Json]) -> Vec<String> {
    let is_like_another = |text: &str| {
        let parsed = serde_json::from_str::<Json>(text);
        text.is_empty() || text.trim() != text || parsed.is_ok_and(|parsed| !parsed.is_string())
    };
    let in_quotes = all.iter().filter_map(Json::as_str).any(is_like_another);
    let one = |option: &Json| match option {
        Json::String(text) if !in_quotes => format!("`{}`", excerpt(text)),
        other => format!("`{}`", excerpt(&other.to_string())),
    };
    all.iter().map(one).collect()
}

/// What a value is, as it was written.
pub(super) fn actual(node: &Node) -> String {
    match (&node.value, node.resolved()) {
        (Value::Sequence(_), _) => "a list".to_owned(),
        (Value::Mapping(_), _) => "a mapping".to_owned(),
        (_, Some(Resolved::Null)) => "empty".to_owned(),
        (Value::Scalar(scalar), Some(Resolved::Int(_) | Resolved::Float(_))) => {
            format!("the number `{}`", excerpt(&scalar.text))
        }
        (Value::Scalar(scalar), Some(Resolved::Bool(_))) => format!("the boolean `{}`", excerpt(&scalar.text)),
        (Value::Scalar(scalar), _) if scalar.text.is_empty() => "the empty text".to_owned(),
        (Value::Scalar(scalar), _) => format!("the text `{}`", shown(&scalar.text)),
        (Value::Broken, _) => "unreadable".to_owned(),
    }
}

/// A value as it may stand in a document.
pub(super) fn value(json: &Json) -> String {
    match json {
        Json::String(text) => excerpt(text).into_owned(),
        other => excerpt(&other.to_string()).into_owned(),
    }
}

/// What the schema wants.
pub(super) fn wanted(types: Types) -> String {
    let whole = types.has(Type::Integer) && !types.has(Type::Number);
    let names = types.iter().filter_map(|one| match one {
        Type::String => Some("text"),
        Type::Array => Some("a list"),
        Type::Object => Some("a mapping of fields"),
        Type::Integer => whole.then_some("a whole number"),
        Type::Number => Some("a number"),
        Type::Boolean => Some("`true` or `false`"),
        Type::Null => Some("nothing"),
    });
    any_of(&names.collect::<Vec<_>>())
}

/// `a, b or c`
pub(super) fn any_of<S: AsRef<str>>(names: &[S]) -> String {
    joined(names, "or")
}

/// `a, b and c`
pub(super) fn all_of<S: AsRef<str>>(names: &[S]) -> String {
    joined(names, "and")
}

fn joined<S: AsRef<str>>(names: &[S], word: &str) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}

/// `1 item`, `2 items`
pub(super) fn counted(count: impl TryInto<u64>, noun: &str) -> String {
    let count = count.try_into().unwrap_or(u64::MAX);
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
