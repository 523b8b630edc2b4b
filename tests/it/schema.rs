//! Schemas: what is wrong in one, and where.

use std::sync::Arc;

use masthead::schema::{NoReferences, Schema, SchemaError};
use masthead::source::Source;

use crate::support::Case;

fn load(text: &str) -> Result<Schema, Box<SchemaError>> {
    Schema::load(Source::new("s.yaml", text), None, Arc::new(NoReferences))
}

/// What is wrong in a schema, each as ``line:column `text` message; help``.
#[track_caller]
fn wrong(text: &str) -> Vec<String> {
    let error = load(text).expect_err("the schema has a fault");
    let describe = |diagnostic: &masthead::diagnostic::Diagnostic| {
        let at = error.source.position(diagnostic.span.start);
        let text = error.source.slice(diagnostic.span);
        format!(
            "{}:{} `{text}` {}; {}",
            at.line,
            at.column,
            diagnostic.message,
            diagnostic.help.as_deref().unwrap_or("")
        )
    };
    error.diagnostics.iter().map(describe).collect()
}

#[test]
fn the_built_in_schema_is_right_and_takes_a_real_article() {
    let schema = Schema::builtin("article").expect("it is built in");
    assert_eq!(Schema::builtin_names().collect::<Vec<_>>(), ["article"]);
    assert!(Schema::builtin("nothing").is_none());
    let text = "---\nsite: \"nokta.md\"\narchive: \"https://web.archive.org/web/20240524132027/nokta.md/a/\"\n\
        url: \"https://nokta.md/a/\"\nlanguage: ru\ntitle: \"Казахстан\"\npublication: '[[Nokta]]'\n\
        published: '2022-09-26T11:40:00+00:00'\nauthor: Мария\nsection:\n- Международные\nkeywords:\n- '[[сербия]]'\n---\n";
    assert_eq!(Case::new(text).schema(&schema).findings(), [""; 0]);
}

#[test]
fn a_misspelt_keyword_is_found_at_its_key() {
    let found = wrong("type: object\nrequried: [a]\nproperties:\n  a:\n    minLenght: 3\n");
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("2:1 `requried`") && found[0].ends_with("write `required`"), "{found:?}");
    assert!(found[1].starts_with("5:5 `minLenght`"), "{found:?}");
}
