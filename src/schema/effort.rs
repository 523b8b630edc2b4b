//! Whether a value can be held against a schema in bearable time. Each way through the schema that leads to a part of the
//! value is gone by the validator, and a schema that refers to itself twice at each level has as many ways as a power of
//! the value's depth. The validator cannot be stopped, so the ways are counted before.
//!
//! What it says of a value that fails quotes the schema, all at once: ten thousand items that are none of ten thousand
//! things would fill the machine. So that is counted too.

use jsonschema::{Registry, Uri, uri};
use serde_json::{Map, Value as Json};

use super::outline::base_of;

/// How many parts of the schema may be held against parts of the value. Honest documents need a few thousand.
const MOST: usize = 500_000;

/// How many values of the schema may be quoted in what is said of a document. Each takes some hundred bytes.
const MOST_QUOTED: usize = 2_000_000;

/// How many values may be compared to find that out.
const MOST_COMPARED: usize = 50_000_000;

/// How deep the ways may be.
const DEEPEST: usize = 10_000;

/// A schema whose ways may be too many.
#[derive(Debug)]
pub(super) struct Effort {
    /// What its references lead to, where it has any.
    pub(super) registry: Option<Registry<'static>>,
    pub(super) base: String,
    /// How many parts it has, each of which judges a value at most once; nobody can say of one that refers to itself.
    pub(super) parts: Option<usize>,
}

/// What it takes to hold a value against a schema.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weight {
    /// The ways can be gone.
    pub(super) is_bearable: bool,
    /// What is wrong with the value, should anything be, can be said.
    pub(super) can_be_said: bool,
}

impl Effort {
    pub(super) fn weigh(&self, schema: &Json, value: &Json) -> Weight {
        if self.registry.is_none() && values(schema).saturating_mul(values(value)) <= MOST {
            return Weight { is_bearable: true, can_be_said: true };
        }
        let Ok(base) = uri::from_str(&self.base) else { return Weight { is_bearable: true, can_be_said: true } };
        let registry = self.registry.as_ref();
        let mut count = Count { registry, left: MOST, depth: 0, quoted: MOST_QUOTED, compared: MOST_COMPARED };
        count.schema(schema, &base, value, &mut Vec::new());
        Weight { is_bearable: count.left > 0, can_be_said: count.left > 0 && count.quoted > 0 }
    }
}

struct Count<'a> {
    registry: Option<&'a Registry<'static>>,
    left: usize,
    depth: usize,
    /// How many values of the schema may still be quoted, and how many compared.
    quoted: usize,
    compared: usize,
}

impl Count<'_> {
    /// `open` holds the parts of the schema that are being held against this very value.
    fn schema(&mut self, schema: &Json, base: &Uri<String>, value: &Json, open: &mut Vec<*const Json>) {
        let Some(object) = schema.as_object() else { return };
        let here = std::ptr::from_ref(schema);
        if self.left == 0 || open.contains(&here) {
            return;
        }
        if self.depth >= DEEPEST {
            self.left = 0;
            return;
        }
        self.left -= 1;
        self.depth += 1;
        self.quote(object, value);
        open.push(here);
        let base = self.registry.map_or_else(|| base.clone(), |registry| base_of(registry, schema, base));
        for keyword in ["allOf", "anyOf", "oneOf"] {
            for part in object.get(keyword).and_then(Json::as_array).into_iter().flatten() {
                self.schema(part, &base, value, open);
            }
        }
        for keyword in ["not", "if", "then", "else"] {
            if let Some(part) = object.get(keyword) {
                self.schema(part, &base, value, open);
            }
        }
        for keyword in ["dependentSchemas", "dependencies"] {
            for part in object.get(keyword).and_then(Json::as_object).into_iter().flat_map(Map::values) {
                self.schema(part, &base, value, open);
            }
        }
        for keyword in ["$ref", "$dynamicRef", "$recursiveRef"] {
            if let Some(target) = object.get(keyword).and_then(Json::as_str)
                && let Some(registry) = self.registry
                && let Ok(found) = registry.resolver(base.clone()).lookup(target)
            {
                let (contents, resolver, _) = found.into_inner();
                let base = (*resolver.base_uri()).clone();
                self.schema(contents, &base, value, open);
            }
        }
        open.pop();
        match value {
            Json::Object(fields) => self.fields(object, &base, fields),
            Json::Array(items) => self.items(object, &base, items),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
        }
        self.depth -= 1;
    }

    /// Counts what this part would quote, should the value fail it.
    fn quote(&mut self, object: &Map<String, Json>, value: &Json) {
        if self.quoted == 0 {
            return;
        }
        let mut quoted = 0;
        if let Some(options) = object.get("enum").and_then(Json::as_array) {
            self.compared = self.compared.saturating_sub(options.len());
            if self.compared == 0 || !options.contains(value) {
                quoted += options.len();
            }
        }
        if let Some(constant) = object.get("const").filter(|constant| *constant != value) {
            quoted += values(constant);
        }
        if let Some(part) = object.get("not") {
            quoted += values(part);
        }
        if let (Some(names), Some(fields)) = (object.get("required").and_then(Json::as_array), value.as_object()) {
            quoted += names.iter().filter(|name| name.as_str().is_some_and(|name| !fields.contains_key(name))).count();
        }
        if let Some(pattern) = object.get("pattern").and_then(Json::as_str).filter(|_| value.is_string()) {
            quoted += pattern.len() / 64;
        }
        self.quoted = self.quoted.saturating_sub(quoted);
    }

    /// A pattern may take any field.
    fn fields(&mut self, object: &Map<String, Json>, base: &Uri<String>, fields: &Map<String, Json>) {
        for (name, value) in fields {
            let named = object.get("properties").and_then(|properties| properties.get(name));
            let patterns = object.get("patternProperties").and_then(Json::as_object).into_iter().flat_map(Map::values);
            let others = ["additionalProperties", "unevaluatedProperties"].iter().filter_map(|key| object.get(*key));
            for part in named.into_iter().chain(patterns).chain(others) {
                self.schema(part, base, value, &mut Vec::new());
            }
        }
    }

    fn items(&mut self, object: &Map<String, Json>, base: &Uri<String>, items: &[Json]) {
        for keyword in ["prefixItems", "items", "additionalItems", "unevaluatedItems", "contains"] {
            let Some(keyword) = object.get(keyword) else { continue };
            for (index, value) in items.iter().enumerate() {
                let part = match keyword {
                    Json::Array(parts) => parts.get(index),
                    part => Some(part),
                };
                if let Some(part) = part {
                    self.schema(part, base, value, &mut Vec::new());
                }
            }
        }
    }
}

/// How many values there are in a value, itself among them.
fn values(value: &Json) -> usize {
    1 + match value {
        Json::Object(fields) => fields.values().map(values).sum(),
        Json::Array(items) => items.iter().map(values).sum(),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => 0,
    }
}
