//! Fields and values that the schema calls deprecated (2019-09 §9.3; other drafts have it as a custom). Only parts of the
//! schema that apply whatever the document holds are looked at, and forms that are one constant each.

use serde_json::{Map, Value as Json};

use super::words::place;
use super::{DEPRECATED, Governed};
use crate::diagnostic::{Diagnostic, excerpt};
use crate::rules::Findings;
use crate::schema::json::child;

/// How many parts of the schema are looked at in one document.
const MOST: usize = 20_000;

/// How deep references may lead into each other.
const DEEPEST: usize = 64;

pub(super) fn check(governed: &Governed, findings: &mut Findings) {
    if !governed.schema.deprecates || !findings.wants(&DEPRECATED) {
        return;
    }
    let mut walk = Walk { governed, findings, left: MOST };
    walk.part(governed.schema.json(), governed.json, "", 0);
}

struct Walk<'a, 'g, 'f> {
    governed: &'a Governed<'g>,
    findings: &'a mut Findings<'f>,
    left: usize,
}

impl Walk<'_, '_, '_> {
    fn part(&mut self, schema: &Json, value: &Json, pointer: &str, depth: usize) {
        let Some(part) = schema.as_object().filter(|_| self.left > 0 && depth < DEEPEST) else { return };
        self.left -= 1;
        if part.get("deprecated") == Some(&Json::Bool(true)) && !pointer.is_empty() {
            self.tell(part, None, pointer);
        }
        for form in ["anyOf", "oneOf"].iter().filter_map(|keyword| part.get(*keyword)?.as_array()).flatten() {
            let is_this = form.get("const") == Some(value) && form.get("deprecated") == Some(&Json::Bool(true));
            if let Some(form) = form.as_object().filter(|_| is_this) {
                self.tell(form, Some(value), pointer);
            }
        }
        for inner in part.get("allOf").and_then(Json::as_array).into_iter().flatten() {
            self.part(inner, value, pointer, depth + 1);
        }
        let referred = part.get("$ref").and_then(Json::as_str).and_then(|target| self.governed.schema.referred(target));
        if let Some(referred) = referred {
            self.part(referred, value, pointer, depth + 1);
        }
        match value {
            Json::Object(fields) => self.fields(part, fields, pointer),
            Json::Array(items) => self.items(part, items, pointer),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
        }
    }

    fn fields(&mut self, part: &Map<String, Json>, fields: &Map<String, Json>, pointer: &str) {
        for (name, inner) in part.get("properties").and_then(Json::as_object).into_iter().flatten() {
            if let Some(value) = fields.get(name) {
                self.part(inner, value, &child(pointer, name), 0);
            }
        }
    }

    fn items(&mut self, part: &Map<String, Json>, items: &[Json], pointer: &str) {
        let Some(inner) = part.get("items").filter(|inner| inner.is_object()) else { return };
        let start = part.get("prefixItems").and_then(Json::as_array).map_or(0, Vec::len);
        for (index, item) in items.iter().enumerate().skip(start) {
            self.part(inner, item, &format!("{pointer}/{index}"), 0);
        }
    }

    fn tell(&mut self, part: &Map<String, Json>, value: Option<&Json>, pointer: &str) {
        let name = place(self.governed.json, pointer);
        let located = self.governed.locate(pointer);
        let (message, span) = if let Some(value) = value {
            let shown = super::words::value(value);
            (format!("the value `{shown}` of {name} is deprecated"), self.governed.value(pointer))
        } else {
            let opening = self.governed.document.opening();
            (format!("{name} is deprecated"), located.map_or(opening, |located| located.named()))
        };
        let texts = ["deprecationMessage", "description"];
        let about = texts.iter().find_map(|keyword| part.get(*keyword)?.as_str()?.lines().next());
        let help = about.map(|text| text.trim().trim_end_matches('.')).filter(|text| !text.is_empty());
        let help = help.map_or_else(
            || "use what has taken its place".to_owned(),
            |text| format!("see the schema: {}", excerpt(text)),
        );
        self.findings.push(&DEPRECATED, Diagnostic::new(span, message).pointer(pointer).help(help));
    }
}
