//! Documents whose fields have kinds and relations, without a schema file.

use masthead::diagnostic::Diagnostic;
use masthead::kinds::{Kind, Shape};
use masthead::linter::{Settings, check};
use masthead::rules::{Levels, Options};
use masthead::schema::{Relations, Schema};
use masthead::source::Source;

/// A schema that says this of the fields and no more. Each field may be one value or a list of them.
pub(crate) fn schema(fields: &[(&str, Kind)], relations: Relations) -> Schema {
    let properties = fields.iter().map(|(name, kind)| ((*name).to_owned(), Shape::one_or_many(*kind)));
    let shape = Shape { properties: properties.collect(), ..Shape::default() };
    Schema::new(shape, relations)
}

/// All there is to say of a document on 24 November 2026.
pub(crate) fn diagnostics(text: &str, schema: Option<&Schema>) -> Vec<Diagnostic> {
    let settings = Settings {
        levels: Levels::default(),
        options: Options::default(),
        fields: std::sync::Arc::default(),
        now: chrono::DateTime::parse_from_rfc3339("2026-11-24T12:00:00Z").expect("a date"),
    };
    check(&Source::new("a.md", text), schema, &settings).diagnostics
}

/// What is found in a document with these fields, each as ``rule `text` ``.
pub(crate) fn found(fields: &[(&str, Kind)], relations: Relations, text: &str) -> Vec<String> {
    let schema = schema(fields, relations);
    let shown = |diagnostic: &Diagnostic| {
        assert_eq!(diagnostic.message.lines().count(), 1, "{:?}", diagnostic.message);
        assert!(!diagnostic.message.ends_with('.'), "{}", diagnostic.message);
        format!("{} `{}`", diagnostic.rule, text[diagnostic.span.range()].escape_debug())
    };
    diagnostics(text, Some(&schema)).iter().map(shown).collect()
}

/// What is found in the value of one field of this kind, which is written as it stands in the YAML.
pub(crate) fn in_field(kind: Kind, written: &str) -> Vec<String> {
    found(&[("field", kind)], Relations::default(), &document(written))
}

/// A document of one field, whose line does not end in white space.
fn document(written: &str) -> String {
    let space = if written.is_empty() || written.starts_with('\n') { "" } else { " " };
    format!("---\nfield:{space}{written}\n---\n")
}

/// The document after the first repair that is offered, with or without a schema.
pub(crate) fn repaired(text: &str, schema: Option<&Schema>) -> Option<String> {
    let fix = diagnostics(text, schema).into_iter().find_map(|diagnostic| diagnostic.fix)?;
    let mut repaired = text.to_owned();
    for edit in fix.edits.iter().rev() {
        repaired.replace_range(edit.span.range(), &edit.text);
    }
    Some(repaired)
}

/// The field of this kind as it is written after the first repair.
pub(crate) fn repaired_field(kind: Kind, written: &str) -> Option<String> {
    let schema = schema(&[("field", kind)], Relations::default());
    let text = repaired(&document(written), Some(&schema))?;
    assert_eq!(diagnostics(&text, Some(&schema)), [], "a repaired document has no finding: {text}");
    let value = text.strip_prefix("---\nfield:")?.strip_suffix("\n---\n")?;
    Some(value.strip_prefix(' ').unwrap_or(value).to_owned())
}
