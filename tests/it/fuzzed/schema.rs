//! Schemas: any text is one, with which a document can be checked, or every mistake in it has a place.

use std::sync::{Arc, LazyLock};

use chrono::DateTime;
use masthead::linter::{Settings, check};
use masthead::rules::{Levels, Options};
use masthead::schema::{NoReferences, Schema};
use masthead::source::Source;

static SETTINGS: LazyLock<Settings> = LazyLock::new(|| Settings {
    levels: Levels::default(),
    options: Options::default(),
    fields: std::sync::Arc::default(),
    now: DateTime::parse_from_rfc3339("2026-11-24T12:00:00Z").expect("a date"),
});

const DOCUMENT: &str =
    "---\ntitle: a\nurl: https://a.md/\nkeywords: ['[[a]]', 1, {b: c}]\na: {b: {c: d}}\nn: 12\n---\n";

pub(crate) fn run(text: &str) {
    match Schema::load(Source::new("schema.yaml", text), None, Arc::new(NoReferences)) {
        Ok(schema) => {
            for diagnostic in check(&Source::new("a.md", DOCUMENT), Some(&schema), &SETTINGS).diagnostics {
                assert!(DOCUMENT.get(diagnostic.span.range()).is_some(), "{diagnostic:?}");
                assert_eq!(diagnostic.message.lines().count(), 1, "{:?}", diagnostic.message);
            }
        }
        Err(error) => {
            assert!(!error.diagnostics.is_empty());
            for diagnostic in &error.diagnostics {
                assert!(error.source.text().get(diagnostic.span.range()).is_some(), "{diagnostic:?}");
                assert_eq!(diagnostic.message.lines().count(), 1, "{:?}", diagnostic.message);
            }
        }
    }
}
