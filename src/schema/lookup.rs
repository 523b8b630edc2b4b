//! The parts of a schema that speak of one place in a document, for those who help to write it.
//!
//! Read off the schema without a document: every form that a value may take is among them. References are followed
//! inside the schema's own file only.

use serde_json::{Map, Value as Json};

use super::Schema;
use crate::kinds::{Kind, Shape};

/// A step from a value to one inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'k> {
    Key(&'k str),
    /// Some item of a list.
    Item,
}

/// How many parts are looked at; references may fan out.
const MOST: usize = 2_000;

/// A field that a schema knows.
#[derive(Debug)]
pub struct KnownField<'s> {
    pub name: &'s str,
    /// The schema wants it in every document, or in this form of it.
    pub is_required: bool,
}

impl Schema {
    /// The parts that judge the value at `path`, in the order of the schema, each once.
    pub fn parts(&self, path: &[Step]) -> Vec<&Map<String, Json>> {
        let mut walk = Walk { root: self.json(), left: MOST };
        let mut parts = walk.applied(vec![self.json()]);
        for step in path {
            let inner = parts.iter().flat_map(|part| inside(part, *step)).collect();
            parts = walk.applied(inner);
        }
        parts
    }

    /// What a reference inside the schema's own file leads to.
    pub fn referred(&self, reference: &str) -> Option<&Json> {
        Walk { root: self.json(), left: MOST }.referred(reference)
    }

    /// The fields that the mapping at `path` may have by name, in the order of the schema, each once.
    pub fn known_fields(&self, path: &[Step]) -> Vec<KnownField<'_>> {
        let parts = self.parts(path);
        let required: Vec<&str> = parts
            .iter()
            .filter_map(|part| part.get("required")?.as_array())
            .flatten()
            .filter_map(Json::as_str)
            .collect();
        let mut known: Vec<KnownField> = Vec::new();
        for part in &parts {
            for name in part.get("properties").and_then(Json::as_object).into_iter().flat_map(Map::keys) {
                if known.iter().all(|field| field.name != name) {
                    known.push(KnownField { name, is_required: required.contains(&name.as_str()) });
                }
            }
        }
        for name in required {
            if known.iter().all(|field| field.name != name) {
                known.push(KnownField { name, is_required: true });
            }
        }
        known
    }
}

/// The first text that one of the parts has under a keyword.
pub fn text_of<'s>(parts: &[&'s Map<String, Json>], keyword: &str) -> Option<&'s str> {
    parts.iter().find_map(|part| part.get(keyword)?.as_str())
}

/// What the parts say that a value is, each once in a row: its format, or else its types.
pub fn type_names<'s>(parts: &[&'s Map<String, Json>]) -> Vec<&'s str> {
    let mut names: Vec<&str> = Vec::new();
    for part in parts {
        let types = match part.get("type") {
            Some(Json::String(name)) => vec![name.as_str()],
            Some(Json::Array(names)) => names.iter().filter_map(Json::as_str).collect(),
            _ => Vec::new(),
        };
        names.extend(part.get("format").and_then(Json::as_str).map_or(types, |format| vec![format]));
    }
    names.dedup();
    names
}

/// The kinds that a value at `path` may have: those that the parts name, or, where there are none, those of its field's
/// usual name.
pub fn kinds_at(parts: &[&Map<String, Json>], fields: Option<&Shape>, path: &[Step]) -> Vec<Kind> {
    if !parts.is_empty() {
        return parts.iter().filter_map(|part| Kind::from_name(part.get("format")?.as_str()?)).collect();
    }
    let shape = path.iter().try_fold(fields, |shape, step| {
        let shape = shape?;
        Some(match step {
            Step::Key(key) => shape.property(key),
            Step::Item => shape.items.as_deref(),
        })
    });
    shape.flatten().into_iter().flat_map(|shape| shape.kinds.iter()).collect()
}

struct Walk<'s> {
    root: &'s Json,
    left: usize,
}

impl<'s> Walk<'s> {
    /// These parts, and all that they apply to the same value.
    fn applied(&mut self, parts: Vec<&'s Json>) -> Vec<&'s Map<String, Json>> {
        let mut found: Vec<&'s Map<String, Json>> = Vec::new();
        let mut open: Vec<&'s Json> = parts.into_iter().rev().collect();
        while let Some(part) = open.pop() {
            let Some(object) = part.as_object() else { continue };
            if self.left == 0 || found.iter().any(|known| std::ptr::eq(*known, object)) {
                continue;
            }
            self.left -= 1;
            found.push(object);
            let mut next = Vec::new();
            for keyword in ["$ref", "$dynamicRef", "$recursiveRef"] {
                next.extend(object.get(keyword).and_then(Json::as_str).and_then(|name| self.referred(name)));
            }
            for keyword in ["allOf", "anyOf", "oneOf"] {
                next.extend(object.get(keyword).and_then(Json::as_array).into_iter().flatten());
            }
            next.extend(["then", "else"].iter().filter_map(|keyword| object.get(*keyword)));
            for keyword in ["dependentSchemas", "dependencies"] {
                next.extend(object.get(keyword).and_then(Json::as_object).into_iter().flat_map(Map::values));
            }
            open.extend(next.into_iter().rev());
        }
        found
    }

    /// What a reference inside the file leads to: a JSON Pointer, or an anchor.
    fn referred(&self, reference: &str) -> Option<&'s Json> {
        let fragment = reference.strip_prefix('#')?;
        if fragment.is_empty() || fragment.starts_with('/') {
            return self.root.pointer(&super::prepare::unescape(fragment));
        }
        let definitions =
            ["$defs", "definitions"].into_iter().filter_map(|keyword| self.root.get(keyword)?.as_object());
        definitions.flat_map(Map::values).find(|part| {
            ["$anchor", "$dynamicAnchor"]
                .iter()
                .any(|keyword| part.get(*keyword).and_then(Json::as_str) == Some(fragment))
        })
    }
}

/// The parts of a schema that judge what is one step inside.
fn inside<'s>(part: &'s Map<String, Json>, step: Step) -> Vec<&'s Json> {
    match step {
        Step::Key(key) => {
            if let Some(property) = part.get("properties").and_then(|properties| properties.get(key)) {
                return vec![property];
            }
            let patterns = part.get("patternProperties").and_then(Json::as_object).into_iter().flatten();
            let by_pattern = patterns
                .filter(|(pattern, _)| super::outline::key_pattern(pattern).matches(key) == Some(true))
                .map(|(_, schema)| schema);
            let found: Vec<&Json> = by_pattern.collect();
            if found.is_empty() { part.get("additionalProperties").into_iter().collect() } else { found }
        }
        Step::Item => {
            let mut found = Vec::new();
            for keyword in ["prefixItems", "items", "contains"] {
                match part.get(keyword) {
                    Some(Json::Array(items)) => found.extend(items),
                    Some(item) => found.push(item),
                    None => {}
                }
            }
            found
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::schema::NoReferences;
    use crate::source::Source;

    fn schema(text: &str) -> Schema {
        Schema::load(Source::new("s.yaml", text), None, Arc::new(NoReferences)).expect("a schema")
    }

    #[test]
    fn references_and_forms_are_followed() {
        let schema = schema(
            "$defs: {tag: {type: string, description: one tag, enum: [a, b]}}\n\
             properties:\n  tags:\n    anyOf:\n      - {type: string}\n      - {type: array, items: {$ref: '#/$defs/tag'}}\n\
             allOf: [{required: [title], properties: {title: {type: string}}}]\n",
        );
        let parts = schema.parts(&[Step::Key("tags"), Step::Item]);
        assert_eq!(text_of(&parts, "description"), Some("one tag"));
        let known: Vec<_> = schema.known_fields(&[]).iter().map(|field| (field.name, field.is_required)).collect();
        assert_eq!(known, [("tags", false), ("title", true)]);
    }

    #[test]
    fn a_schema_that_refers_to_itself_ends() {
        let schema = schema("properties: {child: {$ref: '#'}}\nanyOf: [{$ref: '#'}, {properties: {a: true}}]\n");
        let steps = [Step::Key("child"); 40];
        assert!(schema.known_fields(&steps).iter().any(|field| field.name == "child"));
    }
}
