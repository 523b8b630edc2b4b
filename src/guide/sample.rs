//! Front matter that shows what a schema wants. It is only shown if the schema accepts it.

use std::fmt::Write;

use serde_json::{Map, Value as Json};

use crate::infer::quoted;
use crate::schema::{Schema, Step};

/// The required fields and those that have examples; or only the required ones, where that is what the schema accepts.
pub(super) fn of(schema: &Schema) -> Option<String> {
    let required = super::required(schema, &[]);
    let known = schema.known_fields(&[]);
    let candidate = |with_examples: bool, word: &str| -> Map<String, Json> {
        let fields = known.iter().filter_map(|field| {
            let place = [Step::Key(field.name)];
            let is_wanted = required.contains(&field.name) || with_examples && has_example(&schema.parts(&place));
            is_wanted.then(|| (field.name.to_owned(), value(schema, &place, word, 0)))
        });
        fields.collect()
    };
    // Names and slugs are often asked to be in small letters.
    let tries = [(true, "Text"), (true, "text"), (false, "Text"), (false, "text")];
    let candidates = tries.into_iter().map(|(with_examples, word)| candidate(with_examples, word));
    let accepted = candidates
        .into_iter()
        .find(|fields| !fields.is_empty() && schema.failures(&Json::Object(fields.clone())).is_empty())?;
    let mut text = String::from("---\n");
    for name in in_order(schema, accepted.keys().map(String::as_str).collect()) {
        let _ = writeln!(text, "{}: {}", quoted(name), written(&accepted[name]));
    }
    text.push_str("---\n");
    Some(text)
}

fn has_example(parts: &[&Map<String, Json>]) -> bool {
    parts.iter().any(|part| part.contains_key("examples") || part.contains_key("default"))
}

/// In the order that the schema wants; those that it does not name come after.
fn in_order<'n>(schema: &Schema, mut names: Vec<&'n str>) -> Vec<&'n str> {
    let order = &schema.relations.order;
    names.sort_by_key(|name| order.iter().position(|known| known == name).unwrap_or(usize::MAX));
    names
}

/// A value that the parts at a place are likely to accept.
fn value(schema: &Schema, place: &[Step], word: &str, depth: usize) -> Json {
    let parts = schema.parts(place);
    let given = parts.iter().find_map(|part| {
        let example = part.get("examples").and_then(|examples| examples.get(0));
        example.or_else(|| part.get("default")).or_else(|| part.get("const")).or_else(|| part.get("enum")?.get(0))
    });
    if let Some(given) = given {
        return given.clone();
    }
    let format = parts.iter().find_map(|part| part.get("format")?.as_str());
    let kind = parts.iter().find_map(|part| match part.get("type")? {
        Json::Array(names) => names.first()?.as_str(),
        name => name.as_str(),
    });
    match kind {
        Some("array") if depth < 3 => {
            Json::Array(vec![value(schema, &[place, &[Step::Item]].concat(), word, depth + 1)])
        }
        Some("object") if depth < 3 => {
            let (required, optional): (Vec<_>, Vec<_>) =
                schema.known_fields(place).into_iter().partition(|field| field.is_required);
            // An empty mapping shows nothing.
            let shown = if required.is_empty() { optional.into_iter().take(2).collect() } else { required };
            let fields = shown.into_iter();
            let pairs = fields.map(|field| {
                let place = [place, &[Step::Key(field.name)]].concat();
                (field.name.to_owned(), value(schema, &place, word, depth + 1))
            });
            Json::Object(pairs.collect())
        }
        Some("integer" | "number") => {
            parts.iter().find_map(|part| part.get("minimum")).cloned().unwrap_or_else(|| Json::from(1))
        }
        Some("boolean") => Json::Bool(true),
        _ => Json::String(format.and_then(text).unwrap_or(word).to_owned()),
    }
}

/// A text of a format.
fn text(format: &str) -> Option<&'static str> {
    Some(match format {
        "date" => "2024-05-31",
        "date-time" => "2024-05-31T12:30:00Z",
        "time" => "12:30:00Z",
        "uri" | "iri" | "uri-reference" => "https://example.org/",
        "email" => "name@example.org",
        "hostname" => "example.org",
        "language-tag" => "en",
        "wikilink" => "[[Note]]",
        "wayback-url" => "https://web.archive.org/web/20240531123000/https://example.org/",
        _ => return None,
    })
}

/// A value on one line of YAML.
fn written(value: &Json) -> String {
    match value {
        Json::String(text) => quoted(text),
        Json::Array(items) => format!("[{}]", items.iter().map(written).collect::<Vec<_>>().join(", ")),
        Json::Object(fields) => {
            let pairs = fields.iter().map(|(name, value)| format!("{}: {}", quoted(name), written(value)));
            format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}
