//! The only place that knows the JSON Schema validator.

use std::sync::Arc;

use jsonschema::{PatternOptions, Resource, Retrieve, ValidationError, Validator};
use serde_json::Value as Json;

use super::{Draft, formats};

/// How often a pattern with look-around may try again before it is given up.
const BACKTRACK_LIMIT: usize = 100_000;

/// Compiles a schema of which every part is at hand.
pub(super) fn build(
    schema: &Json,
    base: &str,
    draft: Draft,
    retriever: impl Retrieve + 'static,
) -> Result<Validator, Box<ValidationError<'static>>> {
    options()
        .with_base_uri(base)
        .with_draft(draft.of_validator())
        .with_retriever(retriever)
        .build(schema)
        .map_err(Box::new)
}

/// Compiles a part of a schema whose references lead to what is at hand; `None` where that cannot be done.
pub(super) fn of_part(
    part: &Json,
    draft: Draft,
    registry: Option<&jsonschema::Registry<'static>>,
) -> Option<Validator> {
    let options = options().with_draft(draft.of_validator()).with_base_uri("masthead:/part");
    match registry {
        Some(registry) => options.with_registry(registry).build(part).ok(),
        None => options.with_retriever(Nowhere).build(part).ok(),
    }
}

/// Why a small schema without references cannot be compiled.
pub(super) fn compile(schema: &Json) -> Result<(), String> {
    options().offline().build(schema).map(drop).map_err(|error| error.to_string())
}

pub(super) fn knows_format(draft: Draft, name: &str) -> bool {
    options().is_known_format(draft.of_validator(), name)
}

fn options() -> jsonschema::ValidationOptions<'static> {
    let pattern = PatternOptions::fancy_regex().backtrack_limit(BACKTRACK_LIMIT);
    let options = jsonschema::options()
        .should_validate_formats(true)
        .should_ignore_unknown_formats(false)
        .with_pattern_options(pattern);
    let options =
        formats::INTERNATIONAL.iter().fold(options, |options, (name, check)| options.with_format(*name, check));
    formats::own().fold(options, |options, (kind, check)| options.with_format(kind.name(), check))
}

/// Everything that the meta-schema of the draft has against a schema.
pub(super) fn against_meta_schema(schema: &Json, draft: Draft) -> Vec<ValidationError<'static>> {
    let validator = match draft {
        Draft::Draft4 => jsonschema::draft4::meta::validator(),
        Draft::Draft6 => jsonschema::draft6::meta::validator(),
        Draft::Draft7 => jsonschema::draft7::meta::validator(),
        Draft::Draft201909 => jsonschema::draft201909::meta::validator(),
        Draft::Draft202012 => jsonschema::draft202012::meta::validator(),
    };
    validator.iter_errors(schema).map(ValidationError::to_owned).collect()
}

/// All the resources that a schema is made of.
pub(super) fn registry(
    schema: &Json,
    base: &str,
    draft: Draft,
    retriever: Arc<dyn Retrieve>,
) -> Result<jsonschema::Registry<'static>, String> {
    let resource = Resource::from_contents(schema.clone());
    jsonschema::Registry::new()
        .draft(draft.of_validator())
        .retriever(retriever)
        .add(base, resource)
        .and_then(jsonschema::RegistryBuilder::prepare)
        .map_err(|error| error.to_string())
}

/// Retrieves nothing.
pub(super) struct Nowhere;

impl Retrieve for Nowhere {
    fn retrieve(&self, _: &jsonschema::Uri<String>) -> Result<Json, Box<dyn std::error::Error + Send + Sync>> {
        Err("nothing is fetched".into())
    }
}
