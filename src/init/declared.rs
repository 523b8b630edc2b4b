//! Fields as another program declares them, and the schema that says the same.

use std::fmt::Write;

use crate::infer::quoted;
use crate::stats::{Stats, percent};
use crate::visible::visible;

/// A field that a program declares.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) name: String,
    /// The word by which the program calls what the field holds.
    pub(super) word: String,
    pub(super) about: Option<String>,
    pub(super) required: bool,
    pub(super) holds: Holds,
}

/// What a field holds.
#[derive(Clone, Debug)]
pub(super) enum Holds {
    Anything,
    Text,
    /// A text or a number: the program does not care.
    Scalar,
    Number {
        whole: bool,
        least: Option<f64>,
        most: Option<f64>,
    },
    Boolean,
    /// A day.
    Date,
    /// A day, with or without a time, in local time or with an offset.
    Timestamp,
    OneOf(Vec<String>),
    List(Box<Self>),
    /// One, or a list of them.
    OneOrMany(Box<Self>),
    Inside(Vec<Field>),
}

/// A day, and perhaps a time behind it.
const TIMESTAMP: &str = r"'^\d{4}-\d{2}-\d{2}([T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$'";

/// The schema in YAML. With `stats`, each field has a comment that says how many documents have it.
pub(super) fn schema(name: &str, told_by: &str, fields: &[Field], stats: Option<&Stats>) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "# The fields of `{}`, as {} declares them.", visible(name), visible(told_by));
    if let Some(stats) = stats {
        let _ = writeln!(
            out,
            "# Each field: what it is called there, and how many of {} documents have it.",
            stats.with_fields()
        );
    }
    out.push_str("$schema: https://json-schema.org/draft/2020-12/schema\n");
    let _ = writeln!(out, "title: {}", quoted(name));
    out.push_str("type: object\n");
    let required: Vec<String> = fields.iter().filter(|field| field.required).map(|field| quoted(&field.name)).collect();
    if !required.is_empty() {
        let _ = writeln!(out, "required: [{}]", required.join(", "));
    }
    if !fields.is_empty() {
        out.push_str("properties:\n");
    }
    for field in fields {
        if let Some(stats) = stats {
            let (all, word) = (stats.with_fields(), visible(&field.word));
            let has = stats.fields.by_name.get(&field.name).map_or(0, |found| found.values);
            let lack = if field.required && has < all { "; required" } else { "" };
            let _ = writeln!(out, "  # {word}: {} ({has} of {all}){lack}", percent(has, all));
        }
        let _ = writeln!(out, "  {}: {}", quoted(&field.name), field.schema());
    }
    out
}

impl Field {
    /// Its schema on one line.
    fn schema(&self) -> String {
        let mut parts = Vec::new();
        if let Some(about) = self.about.as_deref().filter(|about| !about.trim().is_empty()) {
            parts.push(format!("description: {}", quoted(about.trim())));
        }
        parts.extend(self.holds.keywords(!self.required));
        match &parts[..] {
            [] => "{}".to_owned(),
            parts => format!("{{ {} }}", parts.join(", ")),
        }
    }
}

impl Holds {
    /// The keywords that say it; `may_be_null` also lets a field be left empty.
    fn keywords(&self, may_be_null: bool) -> Vec<String> {
        let types = |names: &[&str]| {
            let names: Vec<&str> = names.iter().copied().chain(may_be_null.then_some("\"null\"")).collect();
            match names[..] {
                [one] => format!("type: {one}"),
                _ => format!("type: [{}]", names.join(", ")),
            }
        };
        match self {
            Self::Anything => Vec::new(),
            Self::Text => vec![types(&["string"])],
            Self::Scalar => vec![types(&["string", "number"])],
            Self::Number { whole, least, most } => {
                let mut parts = vec![types(&[if *whole { "integer" } else { "number" }])];
                parts.extend(least.map(|least| format!("minimum: {least}")));
                parts.extend(most.map(|most| format!("maximum: {most}")));
                parts
            }
            Self::Boolean => vec![types(&["boolean"])],
            Self::Date => vec![types(&["string"]), "format: date".to_owned()],
            Self::Timestamp => {
                vec![types(&["string"]), format!("pattern: {TIMESTAMP}"), "examples: [2024-05-31]".to_owned()]
            }
            Self::OneOf(values) => {
                let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
                let null = if may_be_null { ", null" } else { "" };
                vec![format!("enum: [{}{null}]", values.join(", "))]
            }
            Self::List(inner) => vec![types(&["array"]), format!("items: {{ {} }}", inner.keywords(false).join(", "))],
            Self::OneOrMany(inner) => {
                let one = inner.keywords(may_be_null).join(", ");
                let items = inner.keywords(false).join(", ");
                vec![format!("anyOf: [{{ {one} }}, {{ type: array, items: {{ {items} }} }}]")]
            }
            Self::Inside(fields) => {
                let mut parts = vec![types(&["object"])];
                let required: Vec<String> =
                    fields.iter().filter(|field| field.required).map(|field| quoted(&field.name)).collect();
                if !required.is_empty() {
                    parts.push(format!("required: [{}]", required.join(", ")));
                }
                let inner: Vec<String> =
                    fields.iter().map(|field| format!("{}: {}", quoted(&field.name), field.schema())).collect();
                if !inner.is_empty() {
                    parts.push(format!("properties: {{ {} }}", inner.join(", ")));
                }
                parts
            }
        }
    }
}
