//! One way to check a document, which also checks what is true of every check.

use chrono::DateTime;
use masthead::diagnostic::Diagnostic;
use masthead::linter::{Settings, check};
use masthead::rules::{Levels, Options};
use masthead::schema::Schema;
use masthead::source::Source;

/// A document and what it is checked against.
pub(crate) struct Case<'a> {
    text: &'a str,
    schema: Option<&'a Schema>,
    settings: Settings,
    place: &'a str,
}

impl<'a> Case<'a> {
    /// A document that no schema governs, on 24 November 2026.
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, schema: None, settings: settings(), place: "a.md" }
    }

    pub(crate) fn schema(mut self, schema: &'a Schema) -> Self {
        self.schema = Some(schema);
        self
    }

    /// Where the document lies in its project.
    pub(crate) fn at(mut self, place: &'a str) -> Self {
        self.place = place;
        self
    }

    fn source(&self) -> Source {
        Source::new("a.md", self.text).placed(self.place.as_ref())
    }

    /// What is found.
    pub(crate) fn diagnostics(&self) -> Vec<Diagnostic> {
        check(&self.source(), self.schema, &self.settings).diagnostics
    }

    /// What is found, each as ``line:column rule `text` ``.
    pub(crate) fn findings(&self) -> Vec<String> {
        let source = self.source();
        let checked = check(&source, self.schema, &self.settings);
        assert_eq!(checked.diagnostics, check(&source, self.schema, &self.settings).diagnostics, "the same twice");
        let mut lines = Vec::new();
        for diagnostic in &checked.diagnostics {
            let start = source.position(diagnostic.span.start);
            assert!(diagnostic.message.lines().count() == 1, "one line: {:?}", diagnostic.message);
            let text = source.slice(diagnostic.span).escape_debug();
            lines.push(format!("{}:{} {} `{text}`", start.line, start.column, diagnostic.rule));
        }
        lines
    }
}

/// What is found in a document that no schema governs.
pub(crate) fn findings(text: &str) -> Vec<String> {
    Case::new(text).findings()
}

/// Asserts that nothing is found in a document that no schema governs.
#[track_caller]
pub(crate) fn none(text: &str) {
    assert_eq!(findings(text), [""; 0]);
}

/// A schema, from its text.
pub(crate) fn schema(text: &str) -> Schema {
    let source = Source::new("schema.yaml", text);
    Schema::load(source, None, std::sync::Arc::new(masthead::schema::NoReferences)).unwrap()
}

/// A schema that names files, from their texts.
pub(crate) fn schema_with(text: &str, files: Vec<(String, String)>) -> Schema {
    let source = Source::new("schema.yaml", text);
    Schema::load(source, Some("file:///project/schema.yaml"), std::sync::Arc::new(Files(files))).unwrap()
}

/// Files of a project that lies in `/project`.
#[derive(Debug)]
struct Files(Vec<(String, String)>);

impl masthead::schema::References for Files {
    fn read(&self, uri: &str) -> Result<Source, String> {
        let name = uri.strip_prefix("file:///project/").ok_or("it is elsewhere")?;
        let file = self.0.iter().find(|(known, _)| known == name).ok_or("there is no such file")?;
        Ok(Source::new(name, file.1.as_str()))
    }
}

/// The settings of one who has said nothing, on 24 November 2026.
pub(crate) fn settings() -> Settings {
    Settings {
        levels: Levels::default(),
        options: Options::default(),
        fields: std::sync::Arc::default(),
        now: DateTime::parse_from_rfc3339("2026-11-24T12:00:00Z").unwrap(),
    }
}
