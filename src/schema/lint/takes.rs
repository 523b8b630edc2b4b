//! What each keyword takes, and what to write where something else stands there: what people write who have never seen
//! JSON Schema gets the right form for an answer.

use std::fmt::Write as _;

use super::{At, listed};
use crate::diagnostic::{Diagnostic, excerpt};
use crate::kinds::Type;
use crate::schema::keywords::{self, Holds};
use crate::schema::{Draft, formats, validator};
use crate::source::Span;
use crate::tree::{Entry, Node, Resolved, Value};

/// What a keyword's value must be, where it is not made of schemas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Text,
    Number,
    /// A whole number, 0 or more.
    Count,
    Boolean,
    /// A list of names, without repetition.
    Names,
    List,
    TypeOrTypes,
}

impl At<'_> {
    fn is_json(&self) -> bool {
        self.text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']).starts_with('{')
    }

    /// A keyword with its value, the way that the file is written.
    fn pair(&self, keyword: &str, value: &str) -> String {
        if self.is_json() { format!("\"{keyword}\": {value}") } else { format!("{keyword}: {value}") }
    }

    /// A text of this meaning, quoted only where the syntax needs it.
    fn word(&self, word: &str) -> String {
        let plain = word.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
            && word.starts_with(char::is_alphabetic)
            && !matches!(word.to_lowercase().as_str(), "null" | "true" | "false" | "yes" | "no" | "on" | "off");
        match (self.is_json(), plain) {
            (false, true) => word.to_owned(),
            (false, false) => format!("'{}'", word.replace('\'', "''")),
            (true, _) => serde_json::Value::from(word).to_string(),
        }
    }

    fn words<'w>(&self, words: impl IntoIterator<Item = &'w str>) -> String {
        const MOST: usize = 6;
        let mut list = String::from("[");
        for (index, word) in words.into_iter().enumerate() {
            if index == MOST {
                list.push_str(", …");
                break;
            }
            let comma = if index == 0 { "" } else { ", " };
            let _ = write!(list, "{comma}{}", self.word(&excerpt(word)));
        }
        list + "]"
    }

    /// A schema in braces.
    fn schema(&self, keywords: &[(&str, &str)]) -> String {
        let pairs: Vec<_> = keywords.iter().map(|(keyword, value)| self.pair(keyword, &self.word(value))).collect();
        if self.is_json() { format!("{{{}}}", pairs.join(", ")) } else { format!("{{ {} }}", pairs.join(", ")) }
    }
}

/// What is wrong with the form of a keyword's value.
pub(super) fn wrong_form(entry: &Entry, at: At<'_>) -> Option<Diagnostic> {
    let keyword = entry.key_text()?;
    let wrong = match keywords::holds(keyword, at.draft)? {
        _ if keyword == "$defs" && at.draft < Draft::Draft201909 => return None,
        Holds::Plain => return wrong_plain(keyword, entry, at),
        Holds::Schema => wrong_schema(keyword, &entry.value, at),
        Holds::SchemaOrSchemas => wrong_items(keyword, &entry.value, at),
        Holds::Schemas => wrong_schemas(keyword, &entry.value, at),
        Holds::SchemaMap | Holds::Dependencies => wrong_map(keyword, &entry.value, at),
    }?;
    Some(if entry.value.span.is_empty() { Diagnostic { span: place(entry), ..wrong } } else { wrong })
}

/// The value, or the key too where nothing is written after it.
fn place(entry: &Entry) -> Span {
    if entry.value.span.is_empty() { entry.key.span.to(entry.value.span) } else { entry.value.span }
}

/// What is wrong with an entry of `properties`, `$defs` and the like, whose value must be a schema.
pub(super) fn wrong_field(entry: &Entry, holder: &str, at: At<'_>) -> Option<Diagnostic> {
    let name = entry.key_text()?;
    let node = &entry.value;
    // A keyword that was written too deep is no field.
    let escaped = match (holder, name, &node.value) {
        ("properties", "required", Value::Sequence(sequence)) => {
            let names: Vec<_> = sequence.items.iter().filter_map(Node::as_str).collect();
            (!names.is_empty()).then(|| at.pair("required", &at.words(names)))
        }
        ("properties", "type", _) if node.as_str() == Some("object") => Some(at.pair("type", &at.word("object"))),
        _ => None,
    };
    if let Some(pair) = escaped {
        let message = format!("`{name}` stands under `properties`, where it is a field of this name");
        let help = format!("write `{pair}` beside `properties`, not under it");
        return Some(Diagnostic::new(entry.key.span.to(entry.value.span), message).help(help));
    }
    let takes = match holder {
        "dependencies" if matches!(node.value, Value::Sequence(_)) => return None,
        _ => wrong_schema(name, node, at)?,
    };
    Some(Diagnostic { span: place(entry), ..takes })
}

/// A value where a schema must stand. `name` is the field or the keyword that it is under.
fn wrong_schema(name: &str, node: &Node, at: At<'_>) -> Option<Diagnostic> {
    let name = &*excerpt(name);
    let takes_booleans = at.draft > Draft::Draft4 || matches!(name, "additionalProperties" | "additionalItems");
    let (given, help) = match &node.value {
        Value::Mapping(_) | Value::Broken => return None,
        Value::Sequence(sequence) => {
            let words: Option<Vec<_>> = sequence.items.iter().map(Node::as_str).collect();
            let help = match words {
                Some(words) if words.iter().all(|word| Type::from_name(word).is_some()) && !words.is_empty() => {
                    at.pair(name, &format!("{{ {} }}", at.pair("type", &at.words(words))))
                }
                Some(words) if !words.is_empty() => {
                    at.pair(name, &format!("{{ {} }}", at.pair("enum", &at.words(words))))
                }
                _ => at.pair(name, &at.schema(&[("type", "string")])),
            };
            (given(node), format!("write `{help}`"))
        }
        Value::Scalar(_) if is_boolean(node) && takes_booleans => return None,
        Value::Scalar(_) if is_boolean(node) => {
            let help = if truth(node) == Some(true) { "{}" } else { "{ not: {} }" };
            (given(node), format!("write `{}`: booleans are schemas since draft 6", at.pair(name, help)))
        }
        Value::Scalar(_) => {
            let meant = at.pair(name, &in_place_of(node, at));
            let help = match node.as_str().and_then(truth_of) {
                Some(truth) if takes_booleans => format!("write `{}`", at.pair(name, &truth.to_string())),
                None if node.is_null() && takes_booleans => {
                    format!("write `{meant}`, or `{}` for any value", at.pair(name, "true"))
                }
                _ => format!("write `{meant}`"),
            };
            (given(node), help)
        }
    };
    let message = format!("`{name}` must be followed by a schema, and this is {given}");
    Some(Diagnostic::new(node.span, message).help(help))
}

/// The schema that was probably meant where a scalar stands.
fn in_place_of(node: &Node, at: At<'_>) -> String {
    match node.resolved() {
        Some(Resolved::Int(_)) => at.schema(&[("type", "integer")]),
        Some(Resolved::Float(_)) => at.schema(&[("type", "number")]),
        _ => match node.as_str().and_then(schema_of) {
            Some(Meant { ty, format: Some(format) }) => at.schema(&[("type", ty), ("format", format)]),
            Some(Meant { ty, format: None }) => at.schema(&[("type", ty)]),
            None => at.schema(&[("type", "string")]),
        },
    }
}

fn wrong_items(keyword: &str, node: &Node, at: At<'_>) -> Option<Diagnostic> {
    let Value::Sequence(sequence) = &node.value else { return wrong_schema(keyword, node, at) };
    if sequence.items.iter().any(|item| item.as_mapping().is_none() && !is_boolean(item)) {
        return wrong_schema(keyword, node, at);
    }
    (at.draft == Draft::Draft202012).then(|| {
        let message = format!("`{keyword}` takes one schema in {}, and this is a list", at.draft.name());
        let help = match sequence.items.len() {
            1 => "write the schema without the brackets or the dash: it is of every item".to_owned(),
            _ => "write `prefixItems` for schemas of the first, second and further items, or one schema for every item"
                .to_owned(),
        };
        Diagnostic::new(node.span, message).help(help)
    })
}

fn wrong_schemas(keyword: &str, node: &Node, at: At<'_>) -> Option<Diagnostic> {
    match &node.value {
        Value::Broken => None,
        Value::Sequence(sequence) if sequence.items.is_empty() => {
            let message = format!("`{keyword}` is an empty list, and needs at least one schema");
            Some(
                Diagnostic::new(node.span, message)
                    .help(format!("write a schema into the list, or remove `{keyword}`")),
            )
        }
        Value::Sequence(sequence) => {
            let wrong = |item: &&Node| {
                !(matches!(item.value, Value::Mapping(_) | Value::Broken)
                    || is_boolean(item) && at.draft > Draft::Draft4)
            };
            let item = sequence.items.iter().find(wrong)?;
            let message = format!("the items of `{keyword}` must be schemas, and one is {}", given(item));
            let items: Vec<_> = sequence.items.iter().filter(wrong).take(3).map(|item| in_place_of(item, at)).collect();
            let help = at.pair(keyword, &format!("[{}]", items.join(", ")));
            Some(Diagnostic::new(node.span, message).help(format!("write schemas: `{help}`")))
        }
        Value::Mapping(_) => {
            let message = format!("`{keyword}` takes a list of schemas, and this is a mapping");
            let help = if at.is_json() { "put brackets around the schemas" } else { "put `- ` before each schema" };
            Some(Diagnostic::new(node.span, message).help(help))
        }
        Value::Scalar(_) => {
            let message = format!("`{keyword}` takes a list of schemas, and this is {}", given(node));
            let help = at.pair(keyword, &format!("[{}]", at.schema(&[("type", "string")])));
            Some(Diagnostic::new(node.span, message).help(format!("write `{help}`")))
        }
    }
}

fn wrong_map(keyword: &str, node: &Node, at: At<'_>) -> Option<Diagnostic> {
    let name = match &node.value {
        Value::Mapping(_) | Value::Broken => return None,
        Value::Sequence(sequence) => sequence.items.iter().find_map(|item| {
            let first = item.as_mapping().and_then(|mapping| mapping.entries.first()?.key_text());
            item.as_str().or(first)
        }),
        Value::Scalar(_) => node.as_str(),
    };
    let (takes, name) = match keyword {
        "properties" => ("a mapping from fields to their schemas", name.unwrap_or("title")),
        "patternProperties" => ("a mapping from patterns to schemas", name.unwrap_or("^x-")),
        "dependentSchemas" | "dependencies" => ("a mapping from fields to schemas", name.unwrap_or("title")),
        _ => ("a mapping from names to schemas", name.unwrap_or("name")),
    };
    let message = format!("`{keyword}` takes {takes}, and this is {}", given(node));
    let inner = at.pair(&excerpt(name), &at.schema(&[("type", "string")]));
    let help = if at.is_json() {
        format!("write `{}`", at.pair(keyword, &format!("{{{inner}}}")))
    } else if node.resolved() == Some(Resolved::Null) {
        format!("write the schemas under it, two columns to the right: `{inner}`")
    } else {
        format!("write each without a dash, under `{keyword}:`: `{inner}`")
    };
    Some(Diagnostic::new(node.span, message).help(help))
}

fn form(keyword: &str, draft: Draft) -> Option<Form> {
    Some(match keyword {
        "$anchor" | "$comment" | "$dynamicAnchor" | "$dynamicRef" | "$id" | "$ref" | "$recursiveRef" | "$schema"
        | "contentEncoding" | "contentMediaType" | "description" | "format" | "id" | "pattern" | "title" => Form::Text,
        "exclusiveMaximum" | "exclusiveMinimum" if draft == Draft::Draft4 => Form::Boolean,
        "exclusiveMaximum" | "exclusiveMinimum" | "maximum" | "minimum" | "multipleOf" => Form::Number,
        "maxContains" | "maxItems" | "maxLength" | "maxProperties" | "minContains" | "minItems" | "minLength"
        | "minProperties" => Form::Count,
        "uniqueItems" => Form::Boolean,
        // Before that they are annotations of other programs, of any form.
        "deprecated" if draft >= Draft::Draft201909 => Form::Boolean,
        "readOnly" | "writeOnly" if draft >= Draft::Draft7 => Form::Boolean,
        "examples" if draft >= Draft::Draft6 => Form::List,
        "required" => Form::Names,
        "enum" => Form::List,
        "type" => Form::TypeOrTypes,
        _ => return None,
    })
}

fn wrong_plain(keyword: &str, entry: &Entry, at: At<'_>) -> Option<Diagnostic> {
    let node = &entry.value;
    if keyword == "dependentRequired" {
        return wrong_dependencies(node, at);
    }
    let form = form(keyword, at.draft)?;
    if matches!(node.value, Value::Broken) || fits(form, node) {
        return None;
    }
    let (takes, help) = match form {
        Form::Text => ("a text", text_help(keyword, entry, at)),
        Form::Number => ("a number", number_help(keyword, node, at)),
        Form::Count => ("a whole number, 0 or more", number_help(keyword, node, at)),
        Form::Boolean => ("`true` or `false`", boolean_help(keyword, node, at)),
        Form::Names => ("a list of names", names_help(node, at)),
        Form::List => ("a list of values", list_help(keyword, node, at)),
        Form::TypeOrTypes => ("the name of a type, or a list of names", type_help(node, at)),
    };
    let given = match form {
        Form::Count if matches!(node.resolved(), Some(Resolved::Int(_))) => "a negative one",
        Form::Count if matches!(node.resolved(), Some(Resolved::Float(_))) => "a fraction",
        Form::Names if matches!(node.value, Value::Sequence(_)) => "one with something else in it",
        Form::TypeOrTypes if matches!(node.value, Value::Sequence(_)) => "a list of something else",
        _ => given(node),
    };
    Some(Diagnostic::new(place(entry), format!("`{keyword}` takes {takes}, and this is {given}")).help(help))
}

fn wrong_dependencies(node: &Node, at: At<'_>) -> Option<Diagnostic> {
    let keyword = "dependentRequired";
    let example = |name: &str, needed: &str| {
        let list = at.pair(&excerpt(name), &at.words([needed]));
        if at.is_json() { list } else { format!("{keyword}: {{ {list} }}") }
    };
    let Some(mapping) = node.as_mapping() else {
        if matches!(node.value, Value::Broken) {
            return None;
        }
        let message =
            format!("`{keyword}` takes a mapping from a field to those that it needs, and this is {}", given(node));
        return Some(Diagnostic::new(node.span, message).help(format!("write `{}`", example("archive", "url"))));
    };
    let wrong = mapping.entries.iter().find(|entry| !fits(Form::Names, &entry.value))?;
    let name = wrong.key_text()?;
    let needed = wrong.value.as_str().unwrap_or("title");
    let message = format!("what `{}` needs is a list of names, and this is {}", excerpt(name), given(&wrong.value));
    Some(Diagnostic::new(wrong.value.span, message).help(format!("write `{}`", example(name, needed))))
}

fn fits(form: Form, node: &Node) -> bool {
    let resolved = node.resolved();
    match form {
        Form::Text => matches!(resolved, Some(Resolved::String)),
        Form::Number => matches!(resolved, Some(Resolved::Int(_) | Resolved::Float(_))),
        Form::Count => match resolved {
            Some(Resolved::Int(value)) => value >= 0,
            Some(Resolved::Float(value)) => value >= 0.0 && value.fract() == 0.0,
            _ => false,
        },
        Form::Boolean => is_boolean(node),
        Form::Names => node.as_sequence().is_some_and(|list| list.items.iter().all(|item| item.as_str().is_some())),
        Form::List => matches!(node.value, Value::Sequence(_)),
        // Which names are types is said name by name.
        Form::TypeOrTypes => {
            node.as_str().is_some()
                || node
                    .as_sequence()
                    .is_some_and(|list| list.items.iter().all(|item| item.as_str().is_some()) && !list.items.is_empty())
        }
    }
}

fn text_help(keyword: &str, entry: &Entry, at: At<'_>) -> String {
    let written = written(&entry.value, at.text);
    let quoted = |text: &str| {
        if at.is_json() {
            at.pair(keyword, &serde_json::Value::from(text).to_string())
        } else {
            at.pair(keyword, &format!("'{}'", text.replace('\'', "''")))
        }
    };
    // `$ref: #/$defs/name` is nothing and a comment.
    let comment = at.text[entry.key.span.end..].lines().next().and_then(|rest| rest.split_once('#'));
    match (&entry.value.value, comment) {
        _ if entry.value.resolved() == Some(Resolved::Null) && written.is_none() => match comment {
            Some((before, comment)) if before.trim() == ":" => {
                let text = format!("#{}", comment.trim_end());
                format!("put it in quotes, as `#` begins a comment: `{}`", quoted(&excerpt(&text)))
            }
            _ => format!("write a text after it, or remove `{keyword}`"),
        },
        (Value::Mapping(_), _) => match keyword {
            "title" | "description" | "format" => {
                format!("where `{keyword}` is a field of the documents, write it under `properties`")
            }
            _ => "write one text".to_owned(),
        },
        (Value::Sequence(_), _) if keyword != "pattern" => "write one text, without brackets or dashes".to_owned(),
        _ => match written {
            Some(written) => format!("put it in quotes: `{}`", quoted(&excerpt(written))),
            None => "put it in quotes".to_owned(),
        },
    }
}

/// How a value of one line is written.
fn written<'t>(node: &Node, text: &'t str) -> Option<&'t str> {
    let written = text.get(node.span.range())?.trim();
    (!written.is_empty() && !written.contains('\n')).then_some(written)
}

fn number_help(keyword: &str, node: &Node, at: At<'_>) -> String {
    match node.resolved() {
        Some(Resolved::String) if node.as_str().is_some_and(|text| text.trim().parse::<f64>().is_ok()) => {
            let number = node.as_str().unwrap_or_default().trim();
            format!("write it without quotes: `{}`", at.pair(keyword, number))
        }
        Some(Resolved::Bool(true)) if keyword == "exclusiveMinimum" => {
            format!("write the number here, in the place of `minimum`: `{}`", at.pair(keyword, "0"))
        }
        Some(Resolved::Bool(true)) if keyword == "exclusiveMaximum" => {
            format!("write the number here, in the place of `maximum`: `{}`", at.pair(keyword, "10"))
        }
        Some(Resolved::Bool(false)) if keyword.starts_with("exclusive") => {
            format!("remove `{keyword}`: without it the limit itself is allowed")
        }
        Some(Resolved::Bool(true)) if matches!(keyword, "minLength" | "minItems" | "minProperties") => {
            format!("write `{}` for at least one", at.pair(keyword, "1"))
        }
        Some(Resolved::Int(_)) => format!("write `{}` or more, or remove `{keyword}`", at.pair(keyword, "0")),
        Some(Resolved::Float(value)) => {
            format!("write a whole number: `{}`", at.pair(keyword, &value.abs().round().to_string()))
        }
        _ => format!("write a number: `{}`", at.pair(keyword, "1")),
    }
}

fn boolean_help(keyword: &str, node: &Node, at: At<'_>) -> String {
    if keyword.starts_with("exclusive") {
        let limit = if keyword == "exclusiveMinimum" { "minimum" } else { "maximum" };
        return format!(
            "write the number in `{limit}`, and `{}` beside it, as draft 4 has it",
            at.pair(keyword, "true")
        );
    }
    let truth = node.as_str().and_then(truth_of).unwrap_or(true);
    format!("write `{}`", at.pair(keyword, &truth.to_string()))
}

fn names_help(node: &Node, at: At<'_>) -> String {
    match &node.value {
        Value::Scalar(_) if node.resolved() == Some(Resolved::Null) => {
            format!("write the names that are required: `{}`", at.pair("required", &at.words(["title"])))
        }
        Value::Scalar(_) if is_boolean(node) || node.as_str().and_then(truth_of).is_some() => {
            let truth = truth(node).or_else(|| node.as_str().and_then(truth_of));
            let name = at.field.unwrap_or("title");
            match truth {
                Some(false) => "remove it: a field is optional where no `required` names it".to_owned(),
                _ => format!(
                    "remove it, and name the field in a list beside `properties`: `{}`",
                    at.pair("required", &at.words([name]))
                ),
            }
        }
        Value::Scalar(_) => {
            let text = node.as_str().unwrap_or("title");
            let names = text.split([',', ' ']).map(str::trim).filter(|name| !name.is_empty());
            format!("write `{}`", at.pair("required", &at.words(names)))
        }
        Value::Mapping(mapping) => {
            let names: Vec<_> = mapping.entries.iter().filter_map(Entry::key_text).collect();
            format!("write the names alone: `{}`", at.pair("required", &at.words(names)))
        }
        Value::Sequence(sequence) => {
            let first = |item: &'_ Node| {
                item.as_mapping().and_then(|inner| inner.entries.first()?.key_text().map(str::to_owned))
            };
            let names: Vec<_> = sequence
                .items
                .iter()
                .filter_map(|item| item.as_str().map(str::to_owned).or_else(|| first(item)))
                .collect();
            if names.is_empty() {
                return format!("write names: `{}`", at.pair("required", &at.words(["title"])));
            }
            format!("write the names alone: `{}`", at.pair("required", &at.words(names.iter().map(String::as_str))))
        }
        Value::Broken => "write a list of names".to_owned(),
    }
}

fn list_help(keyword: &str, node: &Node, at: At<'_>) -> String {
    match &node.value {
        Value::Mapping(mapping) => {
            let names: Vec<_> = mapping.entries.iter().filter_map(Entry::key_text).collect();
            format!("write the values as a list: `{}`", at.pair(keyword, &at.words(names)))
        }
        Value::Scalar(_) if node.resolved() == Some(Resolved::Null) => {
            format!("write the values as a list: `{}`", at.pair(keyword, &at.words(["draft", "published"])))
        }
        Value::Scalar(scalar) => {
            let text = node.as_str().unwrap_or(&scalar.text);
            let separator = if text.contains('|') { '|' } else { ',' };
            let values = text.split(separator).map(str::trim).filter(|value| !value.is_empty());
            if node.as_str().is_some() {
                format!("write `{}`", at.pair(keyword, &at.words(values)))
            } else {
                format!("write `{}`", at.pair(keyword, &format!("[{}]", excerpt(text))))
            }
        }
        Value::Sequence(_) | Value::Broken => "write the values as a list".to_owned(),
    }
}

fn type_help(node: &Node, at: At<'_>) -> String {
    match &node.value {
        Value::Scalar(_) if node.resolved() == Some(Resolved::Null) => {
            let null = if at.is_json() { "\"null\"" } else { "'null'" };
            format!("write `{}` where only null is right, or another type", at.pair("type", null))
        }
        Value::Sequence(sequence) if sequence.items.is_empty() => {
            format!("write a type, or remove it: `{}`", at.pair("type", &at.word("string")))
        }
        Value::Sequence(sequence) => {
            let names: Vec<_> = sequence
                .items
                .iter()
                .map(|item| match item.resolved() {
                    Some(Resolved::Null) => "null",
                    _ => item.as_str().unwrap_or("string"),
                })
                .collect();
            format!("write the names of types: `{}`", at.pair("type", &at.words(names)))
        }
        Value::Mapping(_) => {
            format!(
                "where `type` is a field of the documents, write it under `properties`: `{}`",
                at.pair("type", &at.schema(&[("type", "string")]))
            )
        }
        _ => format!("write one of {}", listed(&Type::ALL.map(Type::name))),
    }
}

/// What kind of value stands there.
fn given(node: &Node) -> &'static str {
    match &node.value {
        Value::Mapping(_) => "a mapping",
        Value::Sequence(_) => "a list",
        Value::Scalar(_) | Value::Broken => match node.resolved() {
            Some(Resolved::Null) => "nothing",
            Some(Resolved::Bool(_)) => "a boolean",
            Some(Resolved::Int(_) | Resolved::Float(_)) => "a number",
            Some(Resolved::String) | None => "a text",
        },
    }
}

fn is_boolean(node: &Node) -> bool {
    truth(node).is_some()
}

fn truth(node: &Node) -> Option<bool> {
    match node.resolved() {
        Some(Resolved::Bool(value)) => Some(value),
        _ => None,
    }
}

/// What a word says that YAML 1.1 or a program would take for a boolean.
fn truth_of(word: &str) -> Option<bool> {
    match word.to_lowercase().as_str() {
        "yes" | "true" | "on" | "always" => Some(true),
        "no" | "false" | "off" | "never" => Some(false),
        _ => None,
    }
}

/// A type, and a format where one is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Meant {
    pub(super) ty: &'static str,
    pub(super) format: Option<&'static str>,
}

/// What somebody means who writes `word` where a schema or a type stands.
pub(super) fn schema_of(word: &str) -> Option<Meant> {
    let lower = word.trim().to_lowercase();
    let plain = |ty| Some(Meant { ty, format: None });
    if let Some(known) = Type::from_name(&lower) {
        return plain(known.name());
    }
    match lower.as_str() {
        "str" | "text" | "varchar" => return plain("string"),
        "int" | "long" => return plain("integer"),
        "bool" => return plain("boolean"),
        "list" | "tuple" | "set" => return plain("array"),
        "map" | "dict" | "mapping" | "hash" => return plain("object"),
        "float" | "double" | "decimal" => return plain("number"),
        "none" | "nil" => return plain("null"),
        "datetime" | "timestamp" => return Some(Meant { ty: "string", format: Some("date-time") }),
        "url" | "link" => return Some(Meant { ty: "string", format: Some("uri") }),
        "language" | "lang" => return Some(Meant { ty: "string", format: Some("language-tag") }),
        _ => {}
    }
    let known = |name: &&'static str| **name == *lower && validator::knows_format(Draft::default(), name);
    formats::NAMES.iter().copied().find(|name| known(name)).map(|format| Meant { ty: "string", format: Some(format) })
}
