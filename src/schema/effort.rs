//! Whether a value can be held against a schema in bearable time. Each way through the schema that leads to a part of the
//! value is gone by the validator, and a schema that refers to itself twice at each level has as many ways as a power of
//! the value's depth. The validator cannot be stopped, so the ways are counted before.

use jsonschema::{Registry, Uri, uri};
use serde_json::{Map, Value as Json};

use super::outline::base_of;

/// How many parts of the schema may be held against parts of the value. Honest documents need a few thousand.
const MOST: usize = 500_000;

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

impl Effort {
    /// Whether `value` can be held against `schema`.
    pub(super) fn is_bearable(&self, schema: &Json, value: &Json) -> bool {
        if self.parts.is_some_and(|parts| parts.saturating_mul(values(value)) <= MOST) {
            return true;
        }
        let Ok(base) = uri::from_str(&self.base) else { return true };
        let mut count = Count { registry: self.registry.as_ref(), left: MOST, depth: 0 };
        count.schema(schema, &base, value, &mut Vec::new());
        count.left > 0
    }
}

struct Count<'a> {
    registry: Option<&'a Registry<'static>>,
    left: usize,
    depth: usize,
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
