//! The edit that writes a missing field, in each syntax.

use serde_json::Value as Json;

use super::super::Governed;
use crate::diagnostic::Edit;
use crate::source::{Span, line_around};
use crate::syntax::Syntax;
use crate::tree::{Entry, Style};

/// The name of a field and the sign behind it.
pub(super) fn named(syntax: Syntax, name: &str) -> String {
    match syntax {
        Syntax::Yaml => format!("{name}:"),
        Syntax::Toml => format!("{} =", Syntax::Toml.write_key(name, Style::Plain)),
        Syntax::Json => format!("{}:", Syntax::Json.write(name, Style::DoubleQuoted)),
    }
}

/// A value on one line; nothing where the syntax has none. Text in YAML has no quotes where it needs none, all else is
/// written as in JSON.
pub(super) fn written(syntax: Syntax, json: &Json) -> Option<String> {
    match (syntax, json) {
        (Syntax::Yaml, Json::String(text)) if !text.contains(['\n', '\r']) => {
            Some(Syntax::Yaml.write(text, Style::Plain))
        }
        (Syntax::Yaml | Syntax::Json, other) => Some(other.to_string()),
        (Syntax::Toml, Json::Null) => None,
        (Syntax::Toml, Json::Bool(_) | Json::Number(_)) => Some(json.to_string()),
        (Syntax::Toml, Json::String(text)) => Some(Syntax::Toml.write(text, Style::DoubleQuoted)),
        (Syntax::Toml, Json::Array(items)) => {
            let items: Option<Vec<String>> = items.iter().map(|item| written(syntax, item)).collect();
            Some(format!("[{}]", items?.join(", ")))
        }
        (Syntax::Toml, Json::Object(fields)) => {
            let field =
                |(name, value): (&String, &Json)| Some(format!("{} {}", named(syntax, name), written(syntax, value)?));
            let fields: Option<Vec<String>> = fields.iter().map(field).collect();
            Some(format!("{{ {} }}", fields?.join(", ")))
        }
    }
}

/// The edit that writes a field where `order` wants it, or behind the last one.
pub(super) fn insertion(governed: &Governed, holder: &str, name: &str, written: &str) -> Option<Edit> {
    if !governed.document.problems.is_empty() {
        return None;
    }
    match governed.document.syntax {
        Syntax::Yaml => in_yaml(governed, holder, name, written),
        Syntax::Toml => in_toml(governed, holder, name, written),
        Syntax::Json => in_json(governed, holder, name, written),
    }
}

/// A field of YAML on a line of its own.
fn in_yaml(governed: &Governed, holder: &str, name: &str, written: &str) -> Option<Edit> {
    let document = governed.document;
    let text = document.source.text();
    let key = Syntax::Yaml.write_key(name, Style::Plain);
    let Some(located) = governed.locate(holder) else {
        // There is no field yet.
        let block = document.block().filter(|_| holder.is_empty())?;
        let is_bare = document.source.slice(block.content).trim().is_empty();
        let at = block.content.start;
        return is_bare.then(|| Edit::insert(at, format!("{key}: {written}{}", line_break(text, at))));
    };
    let mapping = located.node.as_mapping().filter(|mapping| !mapping.flow && located.via.is_none())?;
    let own = mapping.entries.iter().filter(|entry| !entry.merged);
    let Some(before) = predecessor(own, order_of(governed, holder), name) else {
        // Comments above the first field may be its own.
        let first = mapping.entries.iter().find(|entry| !entry.merged)?.key.span.start;
        let is_bare = document.block().is_some_and(|block| block.content.start == first);
        return is_bare.then(|| Edit::insert(first, format!("{key}: {written}{}", line_break(text, first))));
    };
    let line = line_around(text, before.key.span.start);
    let indent = text.get(line.start..before.key.span.start)?;
    if !indent.bytes().all(|byte| byte == b' ') {
        return None;
    }
    let last = document.source.slice(Span::new(before.key.span.start, before.value.span.end.max(before.key.span.end)));
    let end = line_around(text, before.key.span.start + last.trim_end().len()).end;
    let line_break = line_break(text, end);
    Some(Edit::insert(end, format!("{line_break}{indent}{key}: {written}")))
}

/// A field of TOML on a line of its own, above the tables.
fn in_toml(governed: &Governed, holder: &str, name: &str, written: &str) -> Option<Edit> {
    let document = governed.document;
    let text = document.source.text();
    let field = format!("{} {written}", named(Syntax::Toml, name));
    let start = document.block()?.content.start;
    let indent = |entry: &Entry| {
        let line = line_around(text, entry.key.span.start);
        let indent = text.get(line.start..entry.key.span.start)?;
        indent.bytes().all(|byte| matches!(byte, b' ' | b'\t')).then_some(indent)
    };
    let mapping = governed.locate(holder).and_then(|located| located.node.as_mapping());
    let mapping = match mapping {
        Some(mapping) if !mapping.flow => Some(mapping),
        None if holder.is_empty() => None,
        _ => return None,
    };
    let entries = mapping.map_or(&[][..], |mapping| &mapping.entries);
    let order = order_of(governed, holder);
    let own = entries.iter().filter(|entry| indent(entry).is_some());
    match predecessor(own, order, name) {
        Some(before) => {
            let end = line_around(text, before.value.span.end).end;
            Some(Edit::insert(end, format!("{}{}{field}", line_break(text, end), indent(before)?)))
        }
        // Comments above the first field may be its own.
        None if holder.is_empty()
            && entries.first().is_none_or(|first| line_around(text, first.key.span.start).start == start) =>
        {
            Some(Edit::insert(start, format!("{field}{}", line_break(text, start))))
        }
        None => None,
    }
}

/// A member of JSON, apart from the one before it as that is from what is before it.
fn in_json(governed: &Governed, holder: &str, name: &str, written: &str) -> Option<Edit> {
    let text = governed.document.source.text();
    let located = governed.locate(holder)?;
    let mapping = located.node.as_mapping()?;
    let member = format!("{} {written}", named(Syntax::Json, name));
    let gap = |entry: &Entry| {
        let line = line_around(text, entry.key.span.start);
        let indent = &text[line.start..entry.key.span.start];
        let is_first = indent.bytes().all(|byte| matches!(byte, b' ' | b'\t'));
        if is_first { format!("{}{indent}", line_break(text, line.start)) } else { " ".to_owned() }
    };
    if let Some(before) = predecessor(mapping.entries.iter(), order_of(governed, holder), name) {
        return Some(Edit::insert(before.value.span.end, format!(",{}{member}", gap(before))));
    }
    match mapping.entries.first() {
        Some(first) => Some(Edit::insert(first.key.span.start, format!("{member},{}", gap(first)))),
        None => {
            text[located.node.span.range()].starts_with('{').then(|| Edit::insert(located.node.span.start + 1, member))
        }
    }
}

/// The order of the fields of a mapping, which a schema names for the outermost alone.
fn order_of<'g>(governed: &'g Governed, holder: &str) -> &'g [String] {
    if holder.is_empty() { governed.schema.relations.order.as_slice() } else { &[] }
}

/// The field that a missing one comes behind: the last of those that the order has before it, or the last of all.
fn predecessor<'e, 'a: 'e>(
    mut own: impl DoubleEndedIterator<Item = &'e Entry<'a>>,
    order: &[String],
    name: &str,
) -> Option<&'e Entry<'a>> {
    let rank = |name: &str| order.iter().position(|one| one == name);
    match rank(name) {
        Some(wanted) => own.rfind(|entry| entry.key_text().and_then(rank).is_some_and(|rank| rank < wanted)),
        None => own.next_back(),
    }
}

/// The line break that is at, or else before, a place.
fn line_break(text: &str, at: usize) -> &'static str {
    let is_windows = text[at..].starts_with("\r\n") || text[..at].ends_with("\r\n");
    if is_windows { "\r\n" } else { "\n" }
}
