//! Keywords of JSON Schema in words for people who do not know it.

use serde_json::{Map, Value as Json};

type Parts<'p, 's> = &'p [&'s Map<String, Json>];

/// What a value is, in a few words: every type and format that the parts allow.
pub(super) fn holds(parts: Parts, items: Parts) -> String {
    let mut all: Vec<String> = Vec::new();
    let mut is_list = false;
    for part in parts {
        for name in types(part) {
            is_list |= name == "array";
            let word = match (name, part.get("format").and_then(Json::as_str)) {
                ("string", Some(format)) => of_format(format),
                ("string", None) => "text".to_owned(),
                ("array", _) => list(items),
                _ => of_type(name).to_owned(),
            };
            push(&mut all, word);
        }
        if types(part).is_empty()
            && let Some(format) = part.get("format").and_then(Json::as_str)
        {
            push(&mut all, of_format(format));
        }
    }
    if !is_list && !items.is_empty() && all.is_empty() {
        push(&mut all, list(items));
    }
    // A format says more than that there is text, and nothing comes last.
    if all.iter().any(|word| word == "text") && parts.iter().any(|part| part.get("format").is_some()) {
        let formats = parts.iter().any(|part| part.get("format").is_some() && part.get("type").is_none());
        if formats {
            all.retain(|word| word != "text");
        }
    }
    let nothing = all.iter().position(|word| word == NOTHING).map(|at| all.remove(at));
    all.extend(nothing);
    match &all[..] {
        [] if !values(parts).is_empty() => "one of the values below".to_owned(),
        [] => "anything".to_owned(),
        _ => all.join(" or "),
    }
}

const NOTHING: &str = "nothing";

fn push(all: &mut Vec<String>, word: String) {
    if !all.contains(&word) {
        all.push(word);
    }
}

fn types(part: &Map<String, Json>) -> Vec<&str> {
    match part.get("type") {
        Some(Json::String(name)) => vec![name],
        Some(Json::Array(names)) => names.iter().filter_map(Json::as_str).collect(),
        _ => Vec::new(),
    }
}

fn of_type(name: &str) -> &str {
    match name {
        "string" => "text",
        "integer" => "a whole number",
        "number" => "a number",
        "boolean" => "`true` or `false`",
        "object" => "fields of its own",
        "null" => NOTHING,
        other => other,
    }
}

/// A list, with what is in it.
fn list(items: Parts) -> String {
    let mut inside: Vec<String> = Vec::new();
    for part in items {
        for name in types(part) {
            let word = match (name, part.get("format").and_then(Json::as_str)) {
                ("string", Some(format)) => plural_of_format(format),
                ("string", None) => "texts",
                ("integer" | "number", _) => "numbers",
                ("object", _) => "groups of fields",
                ("array", _) => "lists",
                _ => continue,
            };
            push(&mut inside, word.to_owned());
        }
    }
    if inside.is_empty() { "a list".to_owned() } else { format!("a list of {}", inside.join(" or ")) }
}

fn of_format(format: &str) -> String {
    let word = match format {
        "date" => "a date, as `2024-05-31`",
        "time" => "a time, as `12:30:00Z`",
        "date-time" => "a date and time with offset, as `2024-05-31T12:30:00+02:00`",
        "duration" => "a length of time, as `P3D`",
        "uri" | "iri" => "an address, as `https://example.org/`",
        "uri-reference" | "iri-reference" => "an address or a path, as `/about/`",
        "email" | "idn-email" => "an e-mail address",
        "hostname" | "idn-hostname" => "the name of a host, as `example.org`",
        "language-tag" => "a language, as `en` or `pt-BR`",
        "wikilink" => "a link to a note, as `[[Note]]`",
        "wayback-url" => "an address of the Wayback Machine",
        other => return format!("text of the format `{other}`"),
    };
    word.to_owned()
}

fn plural_of_format(format: &str) -> &'static str {
    match format {
        "date" => "dates",
        "date-time" => "dates with times",
        "uri" | "iri" | "uri-reference" | "iri-reference" => "addresses",
        "language-tag" => "languages",
        "wikilink" => "links to notes, as `[[Note]]`",
        "email" | "idn-email" => "e-mail addresses",
        _ => "texts",
    }
}

/// The values that `enum` and `const` allow, each once.
pub(super) fn values(parts: Parts) -> Vec<String> {
    let mut values = Vec::new();
    for part in parts {
        let listed = part.get("enum").and_then(Json::as_array).into_iter().flatten();
        for value in listed.chain(part.get("const")) {
            push(&mut values, written(value));
        }
    }
    values
}

/// What else is asked of a value, a sentence each.
pub(super) fn limits(parts: Parts) -> Vec<String> {
    let mut limits = Vec::new();
    for part in parts {
        let number = |keyword: &str| part.get(keyword).filter(|value| value.is_number()).map(ToString::to_string);
        for (least, most, unit) in
            [("minLength", "maxLength", " characters"), ("minItems", "maxItems", " items"), ("minimum", "maximum", "")]
        {
            let sentence = match (number(least), number(most)) {
                (Some(least), Some(most)) if least == most => format!("Exactly {}.", counted(&least, unit)),
                (Some(least), Some(most)) => format!("From {least} to {}.", counted(&most, unit)),
                (Some(least), None) if least == "1" && !unit.is_empty() => "Not empty.".to_owned(),
                (Some(least), None) => format!("At least {}.", counted(&least, unit)),
                (None, Some(most)) => format!("At most {}.", counted(&most, unit)),
                (None, None) => continue,
            };
            push(&mut limits, sentence);
        }
        for (keyword, words) in
            [("exclusiveMinimum", "More than"), ("exclusiveMaximum", "Less than"), ("multipleOf", "A multiple of")]
        {
            if let Some(number) = number(keyword) {
                push(&mut limits, format!("{words} {number}."));
            }
        }
        match part.get("pattern").and_then(Json::as_str) {
            Some(r"\S") => push(&mut limits, "Not empty.".to_owned()),
            Some(pattern) => push(&mut limits, format!("It matches {}.", code(pattern))),
            None => {}
        }
        if part.get("uniqueItems") == Some(&Json::Bool(true)) {
            push(&mut limits, "Nothing is in it twice.".to_owned());
        }
    }
    limits
}

fn counted(number: &str, unit: &str) -> String {
    if number == "1" { format!("1{}", unit.trim_end_matches('s')) } else { format!("{number}{unit}") }
}

/// A value as code.
pub(super) fn written(value: &Json) -> String {
    match value {
        Json::String(text) => code(text),
        other => code(&other.to_string()),
    }
}

/// Text in as many backticks as it needs (`CommonMark` 0.31, code spans).
pub(super) fn code(text: &str) -> String {
    let text = text.replace('\n', " ");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let needs_space = text.starts_with('`') || text.ends_with('`') || text.trim().is_empty();
    if needs_space { format!("{fence} {text} {fence}") } else { format!("{fence}{text}{fence}") }
}

/// A sentence behind a colon.
pub(super) fn inside_sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(char::to_lowercase).into_iter().flatten().chain(letters).collect()
}
