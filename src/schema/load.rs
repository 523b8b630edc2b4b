//! From the text of a schema to a [`Schema`], or to all that is wrong with it.

use std::collections::BTreeSet;
use std::sync::Arc;

use jsonschema::error::ValidationErrorKind;
use jsonschema::{Registry, ValidationError};
use serde_json::Value as Json;

use super::condition;
use super::effort::Effort;
use super::json::locate;
use super::lint::{Linted, Reference, lint, listed, references};
use super::outline::{Outline, outline};
use super::prepare;
use super::read::{Read, read};
use super::references::{MOST_REFERENCES, Retriever};
use super::relations::{self, Relations, vocabulary};
use super::{Draft, NoReferences, References, Schema, SchemaError, excerpt, validator};
use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;
use crate::source::{Source, Span};
use crate::tree::Node;

/// Where a schema without an address of its own is said to be.
const NOWHERE: &str = "masthead:/schema";

impl Schema {
    /// Reads a schema, YAML or JSON. `base` is the address that relative references start from; without one there are
    /// none. The source's name is the one that its faults are shown under.
    pub fn load(source: Source, base: Option<&str>, references: Arc<dyn References>) -> Result<Self, Box<SchemaError>> {
        loaded(source, |source| load(source, base.unwrap_or(NOWHERE), references, Trust::None))
    }

    /// Reads a schema that a test has loaded in the other way: it is not held against the meta-schema again, which
    /// would take longer than all the rest.
    pub(super) fn load_trusted(source: Source) -> Result<Self, Box<SchemaError>> {
        loaded(source, |source| load(source, NOWHERE, Arc::new(NoReferences), Trust::Full))
    }
}

fn loaded(source: Source, load: impl FnOnce(&Source) -> Result<Parts, Wrong>) -> Result<Schema, Box<SchemaError>> {
    match load(&source) {
        Ok(parts) => Ok(parts.into_schema(source)),
        Err(Wrong::Here(mut diagnostics)) => {
            diagnostics.sort_by_key(|diagnostic| diagnostic.span);
            for diagnostic in &mut diagnostics {
                // Nothing mends schemas.
                diagnostic.fix = None;
                fit(&mut diagnostic.message);
                diagnostic.help.iter_mut().for_each(fit);
            }
            Err(Box::new(SchemaError { source, diagnostics }))
        }
        Err(Wrong::There(error)) => Err(error),
    }
}

/// Whether a text is known to be a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trust {
    None,
    Full,
}

/// Makes a text a line of a length that can be read: the validator quotes the schema, and so do helps.
fn fit(text: &mut String) {
    const LONGEST: usize = 1_000;
    if let Some((end, _)) = text.char_indices().nth(LONGEST) {
        text.truncate(end);
        text.push('…');
    }
    if text.contains(['\n', '\r']) {
        *text = text.replace(['\n', '\r'], " ");
    }
}

struct Parts {
    draft: Draft,
    json: Json,
    validator: jsonschema::Validator,
    shape: crate::kinds::Shape,
    relations: Relations,
    effort: Option<Effort>,
}

impl Parts {
    fn into_schema(self, source: Source) -> Schema {
        let Self { draft, json, validator, shape, relations, effort } = self;
        let deprecates = holds_deprecated(&json);
        let names_own_field = names_field(&json, "$schema");
        Schema { shape, relations, source, draft, json, deprecates, names_own_field, validator, effort }
    }
}

/// Whether there is a reference somewhere: those under `not` are not of the outline.
pub(super) fn refers_somewhere(schema: &Json) -> bool {
    match schema {
        Json::Object(keywords) => keywords.iter().any(|(keyword, value)| {
            (keyword.starts_with('$') && keyword.to_lowercase().ends_with("ref")) || refers_somewhere(value)
        }),
        Json::Array(parts) => parts.iter().any(refers_somewhere),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => false,
    }
}

/// Whether `deprecated: true` stands somewhere.
fn holds_deprecated(schema: &Json) -> bool {
    match schema {
        Json::Object(keywords) => keywords
            .iter()
            .any(|(keyword, value)| (keyword == "deprecated" && value == &Json::Bool(true)) || holds_deprecated(value)),
        Json::Array(parts) => parts.iter().any(holds_deprecated),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => false,
    }
}

/// Whether a schema says something of a field by its name.
fn names_field(schema: &Json, field: &str) -> bool {
    match schema {
        Json::Object(keywords) => keywords.iter().any(|(keyword, value)| match (keyword.as_str(), value) {
            ("properties", Json::Object(named)) => {
                named.contains_key(field) || named.values().any(|part| names_field(part, field))
            }
            ("required", Json::Array(names)) => names.iter().any(|name| name.as_str() == Some(field)),
            ("const" | "enum" | "default" | "examples", _) => false,
            (_, value) => names_field(value, field),
        }),
        Json::Array(parts) => parts.iter().any(|part| names_field(part, field)),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => false,
    }
}

enum Wrong {
    Here(Vec<Diagnostic>),
    /// In a schema that this one refers to.
    There(Box<SchemaError>),
}

fn load(source: &Source, base: &str, references: Arc<dyn References>, trust: Trust) -> Result<Parts, Wrong> {
    let Read { root, mut json, mut problems } = read(source);
    let place = Places { root: root.as_ref(), whole: Span::at(source.bom()) };
    if problems.is_empty() && !json.is_object() && !json.is_boolean() {
        let message = "a schema is a mapping of keywords, and this is none";
        let help = "write `properties:`, and under it each field with its schema: `title: { type: string }`";
        problems.push(Diagnostic::new(root.as_ref().map_or(place.whole, |node| node.span), message).help(help));
    }
    if !problems.is_empty() {
        return Err(Wrong::Here(problems));
    }
    let draft = json.get("$schema").and_then(Json::as_str).and_then(Draft::from_address).unwrap_or_default();
    prepare::prepare(&mut json);
    let Linted { mut problems, references: refs } =
        root.as_ref().map(|root| linted(root, draft, source.text(), trust)).unwrap_or_default();
    let relations::Read { mut relations, vocabularies } =
        match root.as_ref().and_then(|root| root.as_mapping()?.get("x-masthead")) {
            Some(entry) => Relations::read(&entry.value, source.text(), &mut problems),
            None => relations::Read::default(),
        };
    relations.vocabulary =
        vocabulary::load(vocabularies, base, references.as_ref(), &mut problems).map_err(Wrong::There)?;
    if trust == Trust::None {
        for error in validator::against_meta_schema(&json, draft) {
            place.against_meta_schema(&error, &mut problems);
        }
    }
    if !problems.is_empty() {
        return Err(Wrong::Here(problems));
    }
    let targets: BTreeSet<&str> = refs.iter().map(|reference| reference.target.as_str()).collect();
    if targets.len() > MOST_REFERENCES {
        let message = format!(
            "this schema refers to {} places, more than the {MOST_REFERENCES} that are followed",
            targets.len()
        );
        return Err(Wrong::Here(vec![Diagnostic::new(place.whole, message).help("refer to fewer places")]));
    }
    let retriever = Retriever::new(references, base, json.get("$id").and_then(Json::as_str));
    let registry = validator::registry(&json, base, draft, Arc::new(retriever.clone()))
        .map_err(|reason| Wrong::Here(vec![place.unresolved(&refs, &reason)]))?;
    check_references(&registry, base, &retriever, &refs)?;
    let validator = validator::build(&json, base, draft, retriever)
        .map_err(|error| Wrong::Here(vec![place.unbuilt(&error, &refs)]))?;
    let Some(Outline { shape, parts, refers }) = outline(&registry, &json, base) else {
        let message = "this schema has so many forms for one value, through `$ref`, `anyOf` and the like, that they cannot all be tried";
        return Err(Wrong::Here(vec![Diagnostic::new(place.whole, message).help("refer to fewer schemas")]));
    };
    if let Some(root) = &root {
        check_relations(root, &shape, &mut problems);
        check_conditions(source, root, &relations, &shape, &mut problems);
    }
    if !problems.is_empty() {
        return Err(Wrong::Here(problems));
    }
    let registry = (refers || refers_somewhere(&json) || parts.is_none()).then_some(registry);
    let effort = Some(Effort { registry, base: base.to_owned(), parts });
    Ok(Parts { draft, json, validator, shape, relations, effort })
}

/// What a look at the text tells. Of one that is known to be right only the references are asked.
fn linted(root: &Node, draft: Draft, text: &str, trust: Trust) -> Linted {
    match trust {
        Trust::None => lint(root, draft, text),
        Trust::Full => Linted { problems: Vec::new(), references: references(root, draft, text) },
    }
}

/// Every reference must lead somewhere. The validator was told that all could be read.
fn check_references(registry: &Registry, base: &str, retriever: &Retriever, refs: &[Reference]) -> Result<(), Wrong> {
    if let Some(error) = retriever.take_wrong() {
        return Err(Wrong::There(error));
    }
    let faults = retriever.absent();
    let Some((uri, reason)) = faults.first() else { return Ok(()) };
    let mut problems = Vec::new();
    for (uri, reason) in &faults {
        let here = |reference: &&Reference| leads_to(registry, base, &reference.target, uri);
        for reference in refs.iter().filter(here) {
            let message = format!("`{}` leads nowhere: {reason}", excerpt(&reference.target));
            let help = "refer to a file of the project or to a place in this file (`#/$defs/…`); an address needs a file below `[schema-files]` of masthead.toml";
            problems.push(Diagnostic::new(reference.span, message).help(help));
        }
    }
    if problems.is_empty() {
        let message =
            format!("a schema that this one refers to refers to `{}`, which leads nowhere: {reason}", excerpt(uri));
        problems.push(Diagnostic::new(refs.first().map_or(Span::at(0), |reference| reference.span), message));
    }
    Err(Wrong::Here(problems))
}

fn leads_to(registry: &Registry, base: &str, target: &str, uri: &str) -> bool {
    let without_fragment = target.split('#').next().unwrap_or_default();
    let resolved = jsonschema::uri::from_str(base)
        .ok()
        .and_then(|base| registry.resolve_uri(&base.borrow(), without_fragment).ok());
    // Under an `$id` the same reference has another beginning.
    resolved.is_some_and(|resolved| resolved.as_str() == uri)
        || (!without_fragment.is_empty() && uri.ends_with(without_fragment.trim_start_matches("./")))
}

/// A relation that names a field which the schema does not have, but nearly.
fn check_relations(root: &Node, shape: &crate::kinds::Shape, problems: &mut Vec<Diagnostic>) {
    let Some(entry) = root.as_mapping().and_then(|mapping| mapping.get("x-masthead")) else { return };
    for (field, span) in Relations::named_fields(&entry.value) {
        // A usual name is meant, however near it is to another.
        if shape.property(field).is_some() || crate::kinds::is_usual(field) {
            continue;
        }
        if let Some(near) = nearest(field, shape.properties.keys().map(String::as_str)) {
            let message = format!("`{}` is not a field of this schema", excerpt(field));
            problems.push(Diagnostic::new(span, message).help(format!("write `{near}`")));
        }
    }
}

/// Conditions that compare what is never equal, or are neither true nor false.
fn check_conditions(
    source: &Source,
    root: &Node,
    relations: &Relations,
    shape: &crate::kinds::Shape,
    problems: &mut Vec<Diagnostic>,
) {
    let list = root
        .as_mapping()
        .and_then(|root| root.get("x-masthead")?.value.as_mapping()?.get("assert")?.value.as_sequence());
    let rules =
        list.into_iter().flat_map(|list| &list.items).filter_map(|item| Some(&item.as_mapping()?.get("rule")?.value));
    for (condition, place) in relations.conditions.iter().zip(rules) {
        condition::check_types(condition, shape, source.text(), place, problems);
    }
}

/// From places in a schema's value to places in its text.
struct Places<'a> {
    root: Option<&'a Node<'a>>,
    whole: Span,
}

impl Places<'_> {
    fn span(&self, pointer: &str) -> Span {
        self.root.and_then(|root| locate(root, pointer)).map_or(self.whole, |located| located.node.span)
    }

    fn against_meta_schema(&self, error: &ValidationError, problems: &mut Vec<Diagnostic>) {
        use ValidationErrorKind as Kind;
        let (Kind::AnyOf { context: forms } | Kind::OneOfNotValid { context: forms }) = error.kind() else {
            self.push(error, problems);
            return;
        };
        // The form that was meant is the one whose faults are deepest in the schema.
        let depth = |form: &&Vec<ValidationError>| {
            form.iter().map(|error| error.instance_path().segments().count()).max().unwrap_or(0)
        };
        let here = error.instance_path().segments().count();
        if let Some(form) = forms.iter().max_by_key(depth).filter(|form| depth(form) > here) {
            for error in form {
                self.against_meta_schema(error, problems);
            }
            return;
        }
        let mut wanted = Vec::new();
        for error in forms.iter().flatten() {
            match error.kind() {
                Kind::Type { kind: jsonschema::error::TypeKind::Single(one) } => wanted.push(one.as_str()),
                Kind::Enum { .. } => wanted.push("string"),
                _ => {}
            }
        }
        wanted.dedup();
        let wanted = if wanted.is_empty() { "something else".to_owned() } else { listed(&wanted) };
        let named = excerpt(error.instance_path().as_str().rsplit('/').next().unwrap_or_default());
        let message = format!("the value of `{named}` is not what that keyword takes: {wanted}");
        self.add(error, &message, format!("write {wanted}"), problems);
    }

    fn push(&self, error: &ValidationError, problems: &mut Vec<Diagnostic>) {
        use ValidationErrorKind as Kind;
        let name = error.instance_path().as_str().rsplit('/').next().unwrap_or_default();
        let named = super::json::unescape(name);
        let named = excerpt(&named);
        let (message, help) = match error.kind() {
            Kind::Type { kind } => {
                let wanted = match kind {
                    jsonschema::error::TypeKind::Single(one) => format!("`{}`", one.as_str()),
                    jsonschema::error::TypeKind::Multiple(set) => {
                        listed(&set.iter().map(jsonschema::JsonType::as_str).collect::<Vec<_>>())
                    }
                };
                let message = format!("the value of `{named}` is not of the type that a schema has here: {wanted}");
                (message, format!("write a value of type {wanted}"))
            }
            Kind::Enum { options } => {
                (format!("the value of `{named}` is not one of {options}"), format!("write one of {options}"))
            }
            Kind::MinItems { .. } => (
                format!("the list `{named}` is empty, and a schema needs something there"),
                format!("write something into the list, or remove `{named}`"),
            ),
            Kind::UniqueItems => {
                (format!("the list `{named}` names something twice"), "name each only once".to_owned())
            }
            Kind::Minimum { limit } => {
                (format!("the value of `{named}` is less than {limit}"), format!("write {limit} or more"))
            }
            Kind::ExclusiveMinimum { limit } => {
                (format!("the value of `{named}` is not above {limit}"), format!("write a number above {limit}"))
            }
            // The validator quotes what it was given, which may be long.
            _ => {
                let reason: String = error.to_string().chars().take(300).collect();
                let message = format!("the value of `{named}` is not what JSON Schema has here: {reason}");
                (message, format!("write what `{named}` takes, or remove it"))
            }
        };
        self.add(error, &message, help, problems);
    }

    fn add(&self, error: &ValidationError, message: &str, help: String, problems: &mut Vec<Diagnostic>) {
        let span = self.span(error.instance_path().as_str());
        let message = message.lines().next().unwrap_or_default();
        let known = |problem: &Diagnostic| span.contains(problem.span) || problem.span.contains(span);
        if !problems.iter().any(known) {
            problems.push(Diagnostic::new(span, message).help(help));
        }
    }

    /// A reference within the schema that leads nowhere, of which only the words of the validator are known.
    fn unresolved(&self, refs: &[Reference], reason: &str) -> Diagnostic {
        let found = refs.iter().find(|reference| {
            let fragment = reference.target.split_once('#').map_or("", |(_, fragment)| fragment);
            let tail = if fragment.is_empty() { reference.target.as_str() } else { fragment };
            let local = reference.target.starts_with('#') && fragment.starts_with('/');
            let place = prepare::unescape(fragment);
            let dangling = local && self.root.is_some_and(|root| locate(root, &place).is_none());
            dangling || (!tail.is_empty() && reason.contains(&format!("'{tail}'")))
        });
        match found {
            Some(reference) => {
                let message = format!("`{}` leads nowhere: this schema has no such place", excerpt(&reference.target));
                Diagnostic::new(reference.span, message).help(self.near_definition(&reference.target))
            }
            None => Diagnostic::new(self.whole, format!("a reference of this schema leads nowhere: {reason}")),
        }
    }

    fn near_definition(&self, target: &str) -> String {
        let (Some(root), Some((place, name))) = (self.root, target.trim_start_matches('#').rsplit_once('/')) else {
            return "refer to a place that there is".to_owned();
        };
        let holder = locate(root, place).and_then(|located| located.node.as_mapping());
        let names: Vec<_> =
            holder.into_iter().flat_map(|mapping| &mapping.entries).filter_map(|e| e.key_text()).collect();
        match nearest(name, names.iter().copied()) {
            Some(near) => format!("write `#{place}/{near}`"),
            None if names.is_empty() => format!("define it under `{}`", place.trim_start_matches('/')),
            None => format!("refer to one of {}", listed(&names[..names.len().min(6)])),
        }
    }

    fn unbuilt(&self, error: &ValidationError, refs: &[Reference]) -> Diagnostic {
        if let ValidationErrorKind::Referencing(reason) = error.kind() {
            return self.unresolved(refs, &reason.to_string());
        }
        let reason = error.to_string();
        let reason = reason.lines().next().unwrap_or_default();
        Diagnostic::new(self.span(error.schema_path().as_str()), format!("the schema cannot be used: {reason}"))
    }
}
