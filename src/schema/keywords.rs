//! The keywords of JSON Schema, draft by draft, and what each holds.

use super::Draft;

/// What a keyword's value is, as far as it holds schemas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// Nothing that is a schema.
    Plain,
    Schema,
    Schemas,
    SchemaOrSchemas,
    /// A mapping whose values are schemas.
    SchemaMap,
    /// A mapping whose values are schemas or lists of names.
    Dependencies,
}

use Holds::{Dependencies, Plain, Schema, SchemaMap, SchemaOrSchemas, Schemas};

/// A keyword with the first and last draft that has it.
type Keyword = (&'static str, Holds, Draft, Draft);

const FIRST: Draft = Draft::Draft4;
const LAST: Draft = Draft::Draft202012;

const KEYWORDS: &[Keyword] = &[
    ("$anchor", Plain, Draft::Draft201909, LAST),
    ("$comment", Plain, Draft::Draft7, LAST),
    ("$defs", SchemaMap, FIRST, LAST),
    ("$dynamicAnchor", Plain, Draft::Draft202012, LAST),
    ("$dynamicRef", Plain, Draft::Draft202012, LAST),
    ("$id", Plain, Draft::Draft6, LAST),
    ("$recursiveAnchor", Plain, Draft::Draft201909, Draft::Draft201909),
    ("$recursiveRef", Plain, Draft::Draft201909, Draft::Draft201909),
    ("$ref", Plain, FIRST, LAST),
    ("$schema", Plain, FIRST, LAST),
    ("$vocabulary", Plain, Draft::Draft201909, LAST),
    ("additionalItems", Schema, FIRST, Draft::Draft201909),
    ("additionalProperties", Schema, FIRST, LAST),
    ("allOf", Schemas, FIRST, LAST),
    ("anyOf", Schemas, FIRST, LAST),
    ("const", Plain, Draft::Draft6, LAST),
    ("contains", Schema, Draft::Draft6, LAST),
    ("contentEncoding", Plain, Draft::Draft7, LAST),
    ("contentMediaType", Plain, Draft::Draft7, LAST),
    ("contentSchema", Schema, Draft::Draft201909, LAST),
    ("default", Plain, FIRST, LAST),
    ("definitions", SchemaMap, FIRST, LAST),
    ("dependencies", Dependencies, FIRST, LAST),
    ("dependentRequired", Plain, Draft::Draft201909, LAST),
    ("dependentSchemas", SchemaMap, Draft::Draft201909, LAST),
    ("deprecated", Plain, FIRST, LAST),
    ("description", Plain, FIRST, LAST),
    ("else", Schema, Draft::Draft7, LAST),
    ("enum", Plain, FIRST, LAST),
    ("examples", Plain, FIRST, LAST),
    ("exclusiveMaximum", Plain, FIRST, LAST),
    ("exclusiveMinimum", Plain, FIRST, LAST),
    ("format", Plain, FIRST, LAST),
    ("id", Plain, FIRST, FIRST),
    ("if", Schema, Draft::Draft7, LAST),
    ("items", SchemaOrSchemas, FIRST, LAST),
    ("maxContains", Plain, Draft::Draft201909, LAST),
    ("maxItems", Plain, FIRST, LAST),
    ("maxLength", Plain, FIRST, LAST),
    ("maxProperties", Plain, FIRST, LAST),
    ("maximum", Plain, FIRST, LAST),
    ("minContains", Plain, Draft::Draft201909, LAST),
    ("minItems", Plain, FIRST, LAST),
    ("minLength", Plain, FIRST, LAST),
    ("minProperties", Plain, FIRST, LAST),
    ("minimum", Plain, FIRST, LAST),
    ("multipleOf", Plain, FIRST, LAST),
    ("not", Schema, FIRST, LAST),
    ("oneOf", Schemas, FIRST, LAST),
    ("pattern", Plain, FIRST, LAST),
    ("patternProperties", SchemaMap, FIRST, LAST),
    ("prefixItems", Schemas, Draft::Draft202012, LAST),
    ("properties", SchemaMap, FIRST, LAST),
    ("propertyNames", Schema, Draft::Draft6, LAST),
    ("readOnly", Plain, FIRST, LAST),
    ("required", Plain, FIRST, LAST),
    ("then", Schema, Draft::Draft7, LAST),
    ("title", Plain, FIRST, LAST),
    ("type", Plain, FIRST, LAST),
    ("unevaluatedItems", Schema, Draft::Draft201909, LAST),
    ("unevaluatedProperties", Schema, Draft::Draft201909, LAST),
    ("uniqueItems", Plain, FIRST, LAST),
    ("writeOnly", Plain, FIRST, LAST),
    ("x-masthead", Plain, FIRST, LAST),
];

/// What the keyword holds in this draft; `None` where the draft does not have it.
pub(super) fn holds(keyword: &str, draft: Draft) -> Option<Holds> {
    let found = KEYWORDS.iter().find(|(name, _, first, last)| *name == keyword && *first <= draft && draft <= *last);
    found.map(|(_, holds, _, _)| *holds)
}

/// The drafts that have a keyword which this one does not have.
pub(super) fn elsewhere(keyword: &str) -> Option<(Draft, Draft)> {
    KEYWORDS.iter().find(|(name, ..)| *name == keyword).map(|(_, _, first, last)| (*first, *last))
}

/// The keywords of a draft.
pub(super) fn names(draft: Draft) -> impl Iterator<Item = &'static str> {
    KEYWORDS.iter().filter(move |(_, _, first, last)| *first <= draft && draft <= *last).map(|(name, ..)| *name)
}
