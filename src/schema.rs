//! Schemas: which fields a document must have, what each holds and how they relate.
//!
//! A schema is loaded from text, and what it refers to is asked of its caller; nothing here reads a disk but
//! [`LocalOnly`], and nothing a network. The modules in here are the only ones that know the JSON Schema validator.

mod advice;
mod condition;
mod draft;
mod ecma;
mod effort;
mod failure;
mod formats;
pub mod json;
mod keywords;
mod lint;
mod load;
#[cfg(feature = "cli")]
#[expect(clippy::disallowed_methods, reason = "it reads what schemas refer to, in their own folder")]
mod local;
mod lookup;
mod outline;
mod prepare;
mod presets;
mod read;
mod references;
mod relations;
mod validator;

use std::sync::Arc;

use presets::PRESETS;

pub use condition::{Condition, Surroundings};
pub use draft::Draft;
pub use failure::{Failure, Fault, ItemKind, ItemsFault};
#[cfg(feature = "cli")]
pub use local::{Addresses, LocalOnly};
#[cfg(feature = "cli")]
pub(crate) use local::{LARGEST, is_share};
pub use lookup::{KnownField, Step, kinds_at, text_of, type_names};
pub use references::{NoReferences, References};
pub use relations::{PathForm, PathPart, PathTemplate, Relations, Terms, Vocabulary};
pub use relations::{Patterns, TargetKind};

use crate::diagnostic::{Diagnostic, excerpt};
use crate::kinds::Shape;
use crate::source::Source;

/// A schema, compiled. It can be shared between threads.
#[derive(Debug)]
pub struct Schema {
    /// The kinds and types of the fields.
    pub shape: Shape,
    /// What `x-masthead` says.
    pub relations: Relations,
    source: Source,
    draft: Draft,
    json: serde_json::Value,
    /// Whether some part of it is deprecated.
    pub(crate) deprecates: bool,
    /// Whether it says something of a field `$schema`. Else one that names the schema is the document's own affair.
    pub(crate) names_own_field: bool,
    validator: jsonschema::Validator,
    /// Where the schema is one that a document can make too much of.
    effort: Option<effort::Effort>,
}

/// What is wrong with the text of a schema: of the one that was to be loaded, or of one that it refers to.
#[derive(Debug)]
pub struct SchemaError {
    pub source: Source,
    /// Sorted by place. They belong to no rule: `rule` is empty.
    pub diagnostics: Vec<Diagnostic>,
}

impl Schema {
    /// No more failures than this are told of one value.
    pub const MOST_FAILURES: usize = 2_000;

    /// A schema that says what fields hold and how they relate, and requires nothing.
    pub fn new(shape: Shape, relations: Relations) -> Self {
        let json = serde_json::Value::Bool(true);
        let validator = validator::build(&json, "masthead:/schema", Draft::default(), validator::Nowhere);
        let validator = validator.expect("`true` is a schema");
        Self {
            shape,
            relations,
            source: Source::new("", "true"),
            draft: Draft::default(),
            json,
            deprecates: false,
            names_own_field: false,
            validator,
            effort: None,
        }
    }

    /// A schema that masthead brings along, compiled once.
    pub fn builtin(name: &str) -> Option<Arc<Self>> {
        presets::compiled(name)
    }

    /// The names of the schemas that masthead brings along.
    pub fn builtin_names() -> impl Iterator<Item = &'static str> {
        PRESETS.iter().map(|(name, _)| *name)
    }

    /// The text of a schema that masthead brings along.
    pub fn builtin_text(name: &str) -> Option<&'static str> {
        PRESETS.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
    }

    /// The text that the schema was loaded from.
    pub const fn source(&self) -> &Source {
        &self.source
    }

    pub const fn draft(&self) -> Draft {
        self.draft
    }

    /// The schema as a JSON value.
    pub const fn json(&self) -> &serde_json::Value {
        &self.json
    }

    /// What the schema says of a field, in its first line: for help beside a finding.
    pub fn describe(&self, field: &str) -> Option<&str> {
        self.json.get("properties")?.get(field)?.get("description")?.as_str()?.lines().next()
    }

    /// Whether it decides what is of a format: one that was made of a shape says only what is meant.
    pub(crate) const fn judges_formats(&self) -> bool {
        self.effort.is_some()
    }

    /// What the schema has against a value, in the order of the schema: all of it, up to [`Self::MOST_FAILURES`].
    pub fn failures(&self, value: &serde_json::Value) -> Vec<Failure> {
        let weigh = || self.effort.as_ref().map(|effort| effort.weigh(&self.json, value));
        let too_much = || {
            let reason = "be simpler for this schema, which has too many ways to judge it";
            vec![Failure::new("", Fault::Other(reason.to_owned()))]
        };
        // Only a schema that refers to itself may keep the validator for ever.
        let goes_on = self.effort.as_ref().is_some_and(|effort| effort.parts.is_none());
        if goes_on && weigh().is_some_and(|weight| !weight.is_bearable) {
            return too_much();
        }
        if self.validator.is_valid(value) {
            return Vec::new();
        }
        if weigh().is_some_and(|weight| !weight.can_be_said) {
            return too_much();
        }
        let ground = failure::Ground { root: &self.json, effort: self.effort.as_ref(), draft: self.draft };
        failure::collect(&self.validator, value, Self::MOST_FAILURES, ground)
    }
}
