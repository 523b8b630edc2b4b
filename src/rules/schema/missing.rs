//! Fields that must be there and are not: what they would hold, and where they belong.

use serde_json::Value as Json;

use super::Governed;
use super::own_words::in_own_words;
use super::words::{all_of, place, value};
use crate::diagnostic::{Diagnostic, Edit, Fix, excerpt};
use crate::schema::json::{child, unescape};
use crate::schema::{Failure, Step, text_of};
use crate::source::{Span, line_around};
use crate::syntax::Syntax;
use crate::tree::{Entry, Mapping, Style};

pub(super) fn finding(governed: &Governed, failure: &Failure, names: &[String]) -> Diagnostic {
    let holder = failure.pointer.as_str();
    let shown: Vec<_> = names.iter().map(|name| format!("`{}`", excerpt(name))).collect();
    let within = || place(governed.json, holder);
    let message = match (names, holder, &failure.because) {
        ([_], "", Some(because)) => {
            format!("the field {} is missing, which is required because {because}", shown[0])
        }
        ([_], _, Some(because)) => {
            format!("{} lacks the field {}, which is required because {because}", within(), shown[0])
        }
        ([_], "", None) => format!("the required field {} is missing", shown[0]),
        ([_], _, None) => format!("{} lacks the required field {}", within(), shown[0]),
        (_, "", _) => format!("none of the fields {} is there, and one is required", all_of(&shown)),
        _ => format!("{} has none of the fields {}, and one is required", within(), all_of(&shown)),
    };
    let first = names.first().map_or("", String::as_str);
    let found = Diagnostic::new(governed.holder(holder), message).pointer(child(holder, first));
    let found = offer(governed, holder, first, found);
    if failure.message.is_some() { in_own_words(failure, found) } else { found }
}

/// What to add: the value that the schema has ready, or one like its examples.
fn offer(governed: &Governed, holder: &str, name: &str, found: Diagnostic) -> Diagnostic {
    let pointer = child(holder, name);
    let tokens: Vec<String> = pointer.split('/').skip(1).map(unescape).collect();
    let parts = governed.schema.parts(&steps(governed.json, &tokens));
    let about = text_of(&parts, "description").and_then(|text| text.lines().next());
    let about = about.map_or_else(String::new, |about| format!(" ({})", about.trim().trim_end_matches('.')));
    let shown = excerpt(name);
    if let Some(ready) = ready(&parts) {
        let written = written(ready);
        let found = found.help(format!("add `{shown}: {}`{about}", excerpt(&written)));
        return match insertion(governed, holder, name, &written) {
            Some(edit) => found.fix(Fix::unsafe_(format!("add `{shown}: {}`", excerpt(&written)), [edit])),
            None => found,
        };
    }
    let examples = parts.iter().filter_map(|part| part.get("examples")?.as_array()).flatten();
    match examples.into_iter().next() {
        Some(example) => {
            let example = match example {
                Json::String(_) | Json::Number(_) | Json::Bool(_) | Json::Null => value(example),
                Json::Array(_) | Json::Object(_) => excerpt(&written(example)).into_owned(),
            };
            found.help(format!("add `{shown}:`{about}, such as `{example}`"))
        }
        None => found.help(format!("add `{shown}:`{about}")),
    }
}

/// The way to a place as the schema's outline is asked for it.
pub(super) fn steps<'t>(json: &Json, tokens: &'t [String]) -> Vec<Step<'t>> {
    let mut here = Some(json);
    let mut steps = Vec::new();
    for token in tokens {
        steps.push(if here.is_some_and(Json::is_array) { Step::Item } else { Step::Key(token) });
        here = match here {
            Some(Json::Array(items)) => token.parse::<usize>().ok().and_then(|index| items.get(index)),
            Some(Json::Object(fields)) => fields.get(token),
            _ => None,
        };
    }
    steps
}

/// The one value that the parts of the schema have ready for a field.
fn ready<'s>(parts: &[&'s serde_json::Map<String, Json>]) -> Option<&'s Json> {
    let mut values: Vec<&Json> = Vec::new();
    for keyword in ["const", "default"] {
        for value in parts.iter().filter_map(|part| part.get(keyword)) {
            if !values.contains(&value) {
                values.push(value);
            }
        }
    }
    let [one] = values.as_slice() else { return None };
    Some(one)
}

/// A value as it stands in YAML: text without quotes where that is text, all else as in JSON.
fn written(json: &Json) -> String {
    match json {
        Json::String(text) if !text.contains(['\n', '\r']) => Syntax::Yaml.write(text, Style::Plain),
        other => other.to_string(),
    }
}

/// The edit that writes a field where `order` wants it, or behind the last one.
fn insertion(governed: &Governed, holder: &str, name: &str, written: &str) -> Option<Edit> {
    let document = governed.document;
    if document.syntax != Syntax::Yaml || !document.problems.is_empty() {
        return None;
    }
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
    let order = if holder.is_empty() { governed.schema.relations.order.as_slice() } else { &[] };
    let Some(before) = predecessor(mapping, order, name) else {
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

/// The field that a missing one comes behind: the last of those that the order has before it, or the last of all.
fn predecessor<'a>(mapping: &'a Mapping<'a>, order: &[String], name: &str) -> Option<&'a Entry<'a>> {
    let rank = |name: &str| order.iter().position(|one| one == name);
    let mut own = mapping.entries.iter().filter(|entry| !entry.merged);
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
