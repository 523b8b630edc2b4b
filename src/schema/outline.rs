//! The outline of the documents that a schema describes: which kinds and types of value are where. Read off the
//! schema without a document, so every form that a value may take is in it.

use jsonschema::{Registry, Uri, uri};
use serde_json::{Map, Value as Json};

use crate::kinds::{KeyPattern, Kind, Shape, Type, Types};

/// How deep in a document the outline reaches, the first of these that is not too much. A schema that refers to itself
/// has no depth of its own.
const DEPTHS: [usize; 5] = [12, 8, 5, 3, 1];

/// How many parts of a schema may judge the same value. The validator tries each, and each way that leads to it, so
/// that references which double a few dozen times would keep it for ever.
const FORMS: usize = 4_000;

/// How many parts of schemas are looked at, so that references which fan out end.
const MOST: usize = 20_000;

/// What was found.
pub(super) struct Outline {
    pub(super) shape: Shape,
    /// How many parts the schema has, which nobody can say of one that goes on beyond what was looked at.
    pub(super) parts: Option<usize>,
    /// There are references among them.
    pub(super) refers: bool,
}

/// The outline of a schema; `None` where more parts of the schema judge the same value than can be tried.
pub(super) fn outline(registry: &Registry, root: &Json, base: &str) -> Option<Outline> {
    let Ok(base) = uri::from_str(base) else {
        return Some(Outline { shape: Shape::default(), parts: None, refers: true });
    };
    let mut shape = Shape::default();
    let (mut goes_on, mut refers) = (false, false);
    let mut parts = 0;
    for deepest in DEPTHS {
        let mut walk = Walk { registry, deepest, left: MOST, forms: 0, spreads: false, refers: false };
        let base = base_of(registry, root, &base);
        shape = walk.schema(root, &base, 0, &mut Vec::new());
        if walk.spreads {
            return None;
        }
        parts = MOST - walk.left;
        refers |= walk.refers;
        if walk.left > 0 {
            break;
        }
        goes_on = true;
    }
    Some(Outline { shape, parts: (!goes_on).then_some(parts), refers })
}

struct Walk<'a> {
    registry: &'a Registry<'a>,
    deepest: usize,
    left: usize,
    /// How many parts of schemas have been met that all judge the value at hand.
    forms: usize,
    /// There were too many of those at some place.
    spreads: bool,
    refers: bool,
}

impl Walk<'_> {
    /// `open` holds the references that are being followed at this very place of the document.
    fn schema(&mut self, schema: &Json, base: &Uri<String>, depth: usize, open: &mut Vec<*const Json>) -> Shape {
        let Some(object) = schema.as_object() else { return Shape::default() };
        let here = std::ptr::from_ref(schema);
        if depth > self.deepest || self.left == 0 || open.contains(&here) {
            return Shape::default();
        }
        self.left -= 1;
        // Another value begins where nothing is open.
        let outer = open.is_empty().then(|| std::mem::take(&mut self.forms));
        self.forms += 1;
        self.spreads |= self.forms > FORMS;
        open.push(here);
        let base = base_of(self.registry, schema, base);
        let mut shape = Shape { types: types(object), ..Shape::default() };
        if let Some(kind) = object.get("format").and_then(Json::as_str).and_then(Kind::from_name) {
            shape.kinds = kind.into();
            if shape.types.is_empty() {
                shape.types = Types::NONE.and(Type::String);
            }
        }
        self.members(object, &base, depth, &mut shape);
        self.items(object, &base, depth, &mut shape);
        for keyword in ["allOf", "anyOf", "oneOf"] {
            for part in object.get(keyword).and_then(Json::as_array).into_iter().flatten() {
                shape.unite(self.schema(part, &base, depth, open));
            }
        }
        for keyword in ["if", "then", "else"] {
            if let Some(part) = object.get(keyword) {
                shape.unite(self.schema(part, &base, depth, open));
            }
        }
        for keyword in ["dependentSchemas", "dependencies"] {
            for part in object.get(keyword).and_then(Json::as_object).into_iter().flat_map(Map::values) {
                shape.unite(self.schema(part, &base, depth, open));
            }
        }
        for keyword in ["$ref", "$dynamicRef", "$recursiveRef"] {
            if let Some(target) = object.get(keyword).and_then(Json::as_str)
                && let Ok(found) = self.registry.resolver(base.clone()).lookup(target)
            {
                self.refers = true;
                let (contents, resolver, _) = found.into_inner();
                let base = (*resolver.base_uri()).clone();
                shape.unite(self.schema(contents, &base, depth, open));
            }
        }
        open.pop();
        self.forms = outer.unwrap_or(self.forms);
        shape
    }

    fn members(&mut self, object: &Map<String, Json>, base: &Uri<String>, depth: usize, shape: &mut Shape) {
        let mut inner = |part: &Json| self.schema(part, base, depth + 1, &mut Vec::new());
        for (name, part) in object.get("properties").and_then(Json::as_object).into_iter().flatten() {
            shape.properties.insert(name.clone(), inner(part));
        }
        for (pattern, part) in object.get("patternProperties").and_then(Json::as_object).into_iter().flatten() {
            shape.patterns.push((key_pattern(pattern), inner(part)));
        }
        for keyword in ["additionalProperties", "unevaluatedProperties"] {
            if let Some(part) = object.get(keyword).filter(|part| part.is_object()) {
                shape.others.get_or_insert_default().unite(inner(part));
            }
        }
    }

    fn items(&mut self, object: &Map<String, Json>, base: &Uri<String>, depth: usize, shape: &mut Shape) {
        for keyword in ["prefixItems", "items", "additionalItems", "unevaluatedItems", "contains"] {
            let parts = match object.get(keyword) {
                Some(Json::Array(parts)) => parts.as_slice(),
                Some(part @ Json::Object(_)) => std::slice::from_ref(part),
                _ => continue,
            };
            for part in parts {
                let inner = self.schema(part, base, depth + 1, &mut Vec::new());
                shape.items.get_or_insert_default().unite(inner);
            }
        }
    }
}

/// The address that references in a schema are relative to.
pub(super) fn base_of(registry: &Registry, schema: &Json, base: &Uri<String>) -> Uri<String> {
    let id = schema.get("$id").or_else(|| schema.get("id")).and_then(Json::as_str);
    let id = id.filter(|id| !id.starts_with('#'));
    let resolved = id.and_then(|id| registry.resolve_uri(&base.borrow(), id).ok());
    resolved.filter(|uri| registry.contains_resource(uri.as_str())).map_or_else(|| base.clone(), |uri| (*uri).clone())
}

/// The types that `type`, `const` and `enum` name.
fn types(object: &Map<String, Json>) -> Types {
    let named = match object.get("type") {
        Some(Json::String(name)) => Type::from_name(name).into_iter().collect(),
        Some(Json::Array(names)) => names.iter().filter_map(|name| Type::from_name(name.as_str()?)).collect(),
        _ => Types::NONE,
    };
    if !named.is_empty() {
        return named;
    }
    let values = object.get("enum").and_then(Json::as_array).into_iter().flatten().chain(object.get("const"));
    values.map(type_of).collect()
}

/// The type of a value; a number without a fraction is an integer.
pub(super) fn type_of(value: &Json) -> Type {
    match value {
        Json::Null => Type::Null,
        Json::Bool(_) => Type::Boolean,
        Json::Number(number) if number.is_f64() => Type::Number,
        Json::Number(_) => Type::Integer,
        Json::String(_) => Type::String,
        Json::Array(_) => Type::Array,
        Json::Object(_) => Type::Object,
    }
}

pub(super) fn key_pattern(pattern: &str) -> KeyPattern {
    let (start, rest) = pattern.strip_prefix('^').map_or((false, pattern), |rest| (true, rest));
    let (end, rest) = match rest.strip_suffix('$').filter(|rest| !rest.ends_with('\\')) {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let rest = if start { rest.strip_suffix(".*").unwrap_or(rest) } else { rest };
    let literal = rest.chars().all(|letter| letter.is_alphanumeric() || "-_ /:@".contains(letter));
    match (start, end && !pattern.ends_with(".*$")) {
        _ if !literal => KeyPattern::Opaque,
        (true, true) => KeyPattern::Exact(rest.to_owned()),
        (true, false) => KeyPattern::Prefix(rest.to_owned()),
        (false, true) => KeyPattern::Suffix(rest.to_owned()),
        (false, false) => KeyPattern::Contains(rest.to_owned()),
    }
}
