//! What the benchmarks work on: generated articles, and what was read and found of them.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::DateTime;
use masthead::diagnostic::Diagnostic;
use masthead::document::Document;
use masthead::finding::{Located, Summary};
use masthead::linter::{self, Settings};
use masthead::render::DocumentReport;
use masthead::rules::{Context, Levels, Options};
use masthead::schema::Schema;
use masthead::source::Source;
use masthead::values::Values;

use super::Kind;
use crate::generate::{Article, FAULTS, plant};

/// How many documents there are in every list.
const DOCUMENTS: usize = 1_000;
const SEED: u64 = 2022;
/// Faults that every article can have at once.
const TOGETHER: [&str; 13] = [
    "octal number",
    "missing field",
    "misspelt field",
    "impossible date",
    "underscore in a tag",
    "spaces in a link",
    "keyword twice",
    "no scheme",
    "site of another",
    "zero width space",
    "mojibake",
    "space at the end",
    "another heading",
];

/// Articles in four languages.
pub(crate) fn sources(kind: Kind) -> Vec<Source> {
    (0..DOCUMENTS)
        .map(|number| {
            let mut article = Article::new(SEED, number);
            spoil(&mut article, kind);
            Source::new(PathBuf::from(&article.path), article.text())
        })
        .collect()
}

fn spoil(article: &mut Article, kind: Kind) {
    match kind {
        Kind::Clean => {}
        Kind::OneFault => {
            // Not every article can have every fault, but each can have one.
            let mut faults = FAULTS.iter().cycle().skip(article.number % FAULTS.len()).take(FAULTS.len());
            faults.find(|fault| plant(fault, article).is_some());
        }
        Kind::ManyFaults => {
            for fault in FAULTS.iter().filter(|fault| TOGETHER.contains(&fault.name)) {
                plant(fault, article);
            }
        }
    }
}

/// Every rule as it is by default, on a day after all articles.
pub(crate) fn settings() -> Settings {
    Settings {
        levels: Levels::default(),
        options: Options::default(),
        fields: std::sync::Arc::default(),
        now: DateTime::parse_from_rfc3339("2026-11-24T12:00:00Z").expect("it is a date"),
    }
}

pub(crate) fn schema() -> Arc<Schema> {
    Schema::builtin("article").expect("it is built in")
}

pub(crate) fn document(source: &Source) -> Document<'_> {
    Document::parse(source, settings().options.limits)
}

/// Gives a function what the rules are given of every document.
pub(crate) fn with_contexts(kind: Kind, work: impl FnOnce(&[Context])) {
    let (schema, settings, sources) = (schema(), settings(), sources(kind));
    let documents: Vec<_> = sources.iter().map(document).collect();
    let roots = documents.iter().map(|document| document.root.as_ref());
    let values: Vec<_> =
        roots.map(|root| root.map_or_else(Values::default, |root| Values::collect(root, &schema.shape))).collect();
    let contexts: Vec<_> = documents
        .iter()
        .zip(&values)
        .map(|(document, values)| Context {
            document,
            values,
            options: &settings.options,
            now: settings.now,
            schema: Some(&schema),
            relations: &schema.relations,
        })
        .collect();
    work(&contexts);
}

/// Documents and what is found in each.
pub(crate) fn found(kind: Kind) -> Vec<(Source, Vec<Diagnostic>)> {
    let (schema, settings) = (schema(), settings());
    let found = |source| {
        let diagnostics = linter::check(&source, Some(&schema), &settings).diagnostics;
        (source, diagnostics)
    };
    sources(kind).into_iter().map(found).collect()
}

pub(crate) fn locate(source: &Source, diagnostics: Vec<Diagnostic>) -> Vec<Located> {
    diagnostics.into_iter().map(|diagnostic| Located::new(source, diagnostic)).collect()
}

/// Findings, ready to be written.
pub(crate) struct Prepared {
    pub(crate) reports: Vec<DocumentReport>,
    pub(crate) summary: Summary,
}

pub(crate) fn prepared(kind: Kind) -> Prepared {
    let mut summary = Summary::default();
    let reports = found(kind)
        .into_iter()
        .map(|(source, diagnostics)| {
            let findings = locate(&source, diagnostics);
            summary.add(&findings);
            DocumentReport {
                path: source.name().into_owned(),
                findings,
                source: Some(source),
                ..DocumentReport::default()
            }
        })
        .collect();
    Prepared { reports, summary }
}
