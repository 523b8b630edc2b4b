//! One document through everything that needs one document only.

mod limit;

use std::borrow::Cow;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use crate::corpus::{self, Facts};
use crate::diagnostic::Diagnostic;
use crate::document::{self, Document};
use crate::kinds::{NamedFields, Shape};
use crate::rules::{self, Context, Findings, Levels, Options, Rule};
use crate::schema::{Relations, Schema};
use crate::source::{Source, Span};
use crate::values::Values;

/// What a document is checked against. It is cloned for every document with something to repair, so the shapes, which are
/// large, are shared.
#[derive(Clone, Debug)]
pub struct Settings {
    pub levels: Levels,
    pub options: Options,
    /// What fields hold by their name. Those of `[fields]` count where a schema says nothing of the field, the usual ones
    /// where there is no schema.
    pub fields: Arc<NamedFields>,
    pub now: DateTime<FixedOffset>,
}

impl Settings {
    /// What fields hold under a schema, or without one.
    fn shape<'s>(&'s self, schema: Option<&'s Schema>) -> Cow<'s, Shape> {
        let Some(schema) = schema else { return Cow::Borrowed(self.fields.all()) };
        let own = &self.fields.own().properties;
        if own.is_empty() {
            return Cow::Borrowed(&schema.shape);
        }
        let mut shape = schema.shape.clone();
        for (name, own) in own {
            let field = shape.properties.entry(name.clone()).or_default();
            if field.kinds.is_empty() && field.items.is_none() {
                field.unite(own.clone());
            }
        }
        Cow::Owned(shape)
    }
}

/// What there is to say of a document.
#[derive(Debug)]
pub struct Checked {
    /// Sorted by place, then by rule.
    pub diagnostics: Vec<Diagnostic>,
    /// What the rules that compare documents want to know of this one.
    pub facts: Facts,
}

/// Checks the document that a text is.
pub fn check(source: &Source, schema: Option<&Schema>, settings: &Settings) -> Checked {
    let document = Document::parse(source, settings.options.limits);
    check_document(&document, schema, settings, Vec::new())
}

/// Checks a document and those that follow it in a stream. `known` are faults that were met on the way to it.
pub fn check_document(
    document: &Document,
    schema: Option<&Schema>,
    settings: &Settings,
    known: Vec<(&'static Rule, Diagnostic)>,
) -> Checked {
    let mut checked = check_alone(document, schema, settings, known);
    for further in &document.further {
        let Checked { mut diagnostics, facts } = check_alone(further, schema, settings, Vec::new());
        checked.diagnostics.append(&mut diagnostics);
        checked.facts.append(facts);
    }
    checked
}

fn check_alone(
    document: &Document,
    schema: Option<&Schema>,
    settings: &Settings,
    known: Vec<(&'static Rule, Diagnostic)>,
) -> Checked {
    let shape = settings.shape(schema);
    let values = document.root.as_ref().map(|root| Values::collect(root, &shape)).unwrap_or_default();
    let relations = match schema {
        Some(schema) => &schema.relations,
        None => Relations::usual(),
    };
    let context =
        Context { document, values: &values, options: &settings.options, now: settings.now, schema, relations };
    let mut findings = Findings::new(&settings.levels);
    for (rule, diagnostic) in known {
        let severity = settings.levels.get(rule).map_or(diagnostic.severity, |level| level.min(diagnostic.severity));
        findings.push_at(rule, severity, diagnostic);
    }
    rules::check(&context, &mut findings);
    let cut_short = findings.is_cut_short();
    let mut diagnostics = findings.into_diagnostics();
    let mut facts = corpus::gather(&context, &settings.levels);
    if !document.suppressions.is_empty() {
        diagnostics.extend(facts.probes());
    }
    let uses = document::apply(&mut diagnostics, &document.suppressions);
    if !document.suppressions.is_empty() {
        facts.silence(&mut diagnostics);
    }
    facts.settle(&diagnostics);
    let mut findings = Findings::new(&settings.levels);
    rules::suppression::check(&context, &uses, &mut findings);
    let mut faults = findings.into_diagnostics();
    document::apply(&mut faults, &document.suppressions);
    diagnostics.append(&mut faults);
    diagnostics.sort_by(|a, b| (a.span.start, a.rule).cmp(&(b.span.start, b.rule)));
    limit::limit(&mut diagnostics, &settings.options, cut_short, document.opening(), &settings.levels);
    Checked { diagnostics, facts }
}

/// Keeps no more of what comparing documents has found in one of them than of what was found before.
pub fn limit_compared(diagnostics: &mut Vec<Diagnostic>, source: &Source, settings: &Settings) {
    if diagnostics.len() > settings.options.findings {
        diagnostics.sort_by(|a, b| (a.span.start, a.rule).cmp(&(b.span.start, b.rule)));
        let opening = document::fence(source).block().map_or(Span::at(0), |block| block.opening);
        limit::limit(diagnostics, &settings.options, false, opening, &settings.levels);
    }
}

/// What there is to say of a file of which nothing can be checked.
pub fn faults_of_file(faults: Vec<(&'static Rule, Diagnostic)>, settings: &Settings) -> Checked {
    let mut findings = Findings::new(&settings.levels);
    for (rule, diagnostic) in faults {
        findings.push(rule, diagnostic);
    }
    Checked { diagnostics: findings.into_diagnostics(), facts: Facts::default() }
}
