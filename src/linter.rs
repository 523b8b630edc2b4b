//! One document through everything that needs one document only.

use chrono::{DateTime, FixedOffset};

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::kinds::Shape;
use crate::rules::{self, Context, Findings, Levels, Options};
use crate::schema::{Relations, Schema};
use crate::source::Source;
use crate::values::Values;

/// What a document is checked against.
#[derive(Debug)]
pub struct Settings {
    pub levels: Levels,
    pub options: Options,
    /// What fields hold by their name, where no schema says.
    pub fields: Shape,
    pub now: DateTime<FixedOffset>,
}

/// What there is to say of a document.
#[derive(Debug)]
pub struct Checked {
    /// Sorted by place, then by rule.
    pub diagnostics: Vec<Diagnostic>,
}

/// Checks one document.
pub fn check(source: &Source, schema: Option<&Schema>, settings: &Settings) -> Checked {
    let document = Document::parse(source, settings.options.limits);
    let shape = schema.map_or(&settings.fields, |schema| &schema.shape);
    let values = document.root.as_ref().map(|root| Values::collect(root, shape)).unwrap_or_default();
    let relations = schema.map_or_else(Relations::usual, |schema| schema.relations.clone());
    let context = Context {
        document: &document,
        values: &values,
        options: &settings.options,
        now: settings.now,
        schema,
        relations: &relations,
    };
    let mut findings = Findings::new(&settings.levels);
    rules::check(&context, &mut findings);
    let mut diagnostics = findings.into_diagnostics();
    diagnostics.sort_by(|a, b| (a.span.start, a.rule).cmp(&(b.span.start, b.rule)));
    Checked { diagnostics }
}
