//! A page for those who write documents: which fields a schema has, what each holds, and how they relate.
//!
//! It is read off the schema alone. Every form that a value may take is told, without saying when which applies: for that
//! there are the findings.

mod html;
mod markdown;
mod relations;
mod sample;
mod words;

use serde_json::{Map, Value as Json};

use crate::schema::{Schema, Step};

/// What there is to say of a schema.
#[derive(Debug)]
pub struct Guide {
    pub title: String,
    pub about: Option<String>,
    pub fields: Vec<FieldGuide>,
    /// Other fields than these are faults.
    pub is_closed: bool,
    /// How fields relate, a sentence each.
    pub relations: Vec<String>,
    /// Front matter that the schema accepts.
    pub sample: Option<String>,
}

/// What there is to say of a field. Text in backticks is code.
#[derive(Debug)]
pub struct FieldGuide {
    pub name: String,
    pub presence: Presence,
    /// What it holds, in a few words.
    pub holds: String,
    pub about: Vec<String>,
    pub values: Vec<String>,
    pub examples: Vec<String>,
    pub default: Option<String>,
    /// What else is asked of the value, a sentence each.
    pub limits: Vec<String>,
    pub is_deprecated: bool,
    /// The fields inside it, or inside each item of it.
    pub inner: Vec<Self>,
}

/// Whether a field must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    Required,
    /// The schema wants it where something else is the case.
    Sometimes,
    Optional,
}

/// No page goes deeper than this.
const DEEPEST: usize = 4;
/// No page has more fields.
const MOST: usize = 2_000;

impl Guide {
    pub fn of(schema: &Schema) -> Self {
        let root = schema.json();
        let text = |keyword: &str| root.get(keyword).and_then(Json::as_str).map(str::to_owned);
        let mut left = MOST;
        Self {
            title: text("title").unwrap_or_else(|| "Fields".to_owned()),
            about: text("description"),
            fields: fields(schema, &[], &mut left),
            is_closed: is_closed(&schema.parts(&[])),
            relations: relations::sentences(&schema.relations),
            sample: sample::of(schema),
        }
    }

    pub fn to_markdown(&self) -> String {
        markdown::page(self)
    }

    /// A page that needs no other file.
    pub fn to_html(&self) -> String {
        html::page(self)
    }
}

fn fields(schema: &Schema, place: &[Step], left: &mut usize) -> Vec<FieldGuide> {
    let required = required(schema, place);
    let known = schema.known_fields(place);
    let mut fields = Vec::new();
    for field in known {
        if *left == 0 {
            break;
        }
        *left -= 1;
        let presence = match field.is_required {
            true if required.contains(&field.name) => Presence::Required,
            true => Presence::Sometimes,
            false => Presence::Optional,
        };
        let place = [place, &[Step::Key(field.name)]].concat();
        fields.push(one(schema, field.name, presence, &place, left));
    }
    fields
}

fn one(schema: &Schema, name: &str, presence: Presence, place: &[Step], left: &mut usize) -> FieldGuide {
    let parts = schema.parts(place);
    let items = [place, &[Step::Item]].concat();
    let mut inner = Vec::new();
    if place.len() < DEEPEST {
        inner = fields(schema, place, left);
        if inner.is_empty() {
            inner = fields(schema, &items, left);
        }
    }
    let item_parts = schema.parts(&items);
    let mut about: Vec<String> = Vec::new();
    for text in parts.iter().filter_map(|part| part.get("description")?.as_str()) {
        if !about.iter().any(|known| known == text) {
            about.push(text.to_owned());
        }
    }
    let mut values = words::values(&parts);
    values.extend(words::values(&item_parts));
    let mut limits = words::limits(&parts);
    limits.extend(
        words::limits(&item_parts).into_iter().map(|limit| format!("Each item: {}", words::inside_sentence(&limit))),
    );
    FieldGuide {
        name: name.to_owned(),
        presence,
        holds: words::holds(&parts, &item_parts),
        about,
        values,
        examples: parts
            .iter()
            .filter_map(|part| part.get("examples")?.as_array())
            .flatten()
            .map(words::written)
            .take(3)
            .collect(),
        default: parts.iter().find_map(|part| part.get("default")).map(words::written),
        limits,
        is_deprecated: parts.iter().any(|part| part.get("deprecated") == Some(&Json::Bool(true))),
        inner,
    }
}

/// The fields that every mapping at a place must have: what `required` says where no condition stands before it.
fn required<'s>(schema: &'s Schema, place: &[Step]) -> Vec<&'s str> {
    let mut open: Vec<&Map<String, Json>> = match place {
        [] => schema.json().as_object().into_iter().collect(),
        // What is inside may have several forms; its first part is what the field itself says.
        _ => schema.parts(place).into_iter().take(1).collect(),
    };
    let mut seen: Vec<&Map<String, Json>> = Vec::new();
    let mut names = Vec::new();
    while let Some(part) = open.pop() {
        if seen.len() >= MOST || seen.iter().any(|known| std::ptr::eq(*known, part)) {
            continue;
        }
        seen.push(part);
        names.extend(part.get("required").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str));
        let referred = part.get("$ref").and_then(Json::as_str).and_then(|name| schema.referred(name));
        let all = part.get("allOf").and_then(Json::as_array).into_iter().flatten();
        open.extend(referred.into_iter().chain(all).filter_map(Json::as_object));
    }
    names
}

fn is_closed(parts: &[&Map<String, Json>]) -> bool {
    ["additionalProperties", "unevaluatedProperties"]
        .iter()
        .any(|keyword| parts.iter().any(|part| part.get(*keyword) == Some(&Json::Bool(false))))
}
