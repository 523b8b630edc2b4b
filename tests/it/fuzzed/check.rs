//! The whole check, with the built-in schema and without one, and the texts that people and build services read of it.

use std::sync::LazyLock;

use chrono::DateTime;
use masthead::finding::{Located, Summary};
use masthead::linter::{Settings, check};
use masthead::render::{DocumentReport, Format, Options, Renderer};
use masthead::rules::{Levels, Options as RuleOptions};
use masthead::schema::Schema;
use masthead::source::Source;

static SETTINGS: LazyLock<Settings> = LazyLock::new(|| Settings {
    levels: Levels::default(),
    options: RuleOptions::default(),
    fields: std::sync::Arc::default(),
    now: DateTime::parse_from_rfc3339("2026-11-24T12:00:00Z").expect("a date"),
});

pub(crate) fn run(text: &str) {
    let source = Source::new("a.md", text);
    let article = Schema::builtin("article");
    for schema in [None, article.as_deref()] {
        let checked = check(&source, schema, &SETTINGS);
        for diagnostic in &checked.diagnostics {
            assert!(text.get(diagnostic.span.range()).is_some(), "{}: {:?}", diagnostic.rule, diagnostic.span);
            let labels = diagnostic.labels.iter().map(|label| &label.message).chain(&diagnostic.label);
            let fix = diagnostic.fix.as_ref().map(|fix| &fix.message);
            for said in [&diagnostic.message].into_iter().chain(labels).chain(&diagnostic.help).chain(fix) {
                assert_eq!(said.lines().count(), 1, "{}: {said:?}", diagnostic.rule);
            }
            for edit in diagnostic.fix.iter().flat_map(|fix| &fix.edits) {
                assert!(text.get(edit.span.range()).is_some(), "{}: {:?}", diagnostic.rule, edit.span);
            }
        }
        assert_eq!(checked.diagnostics, check(&source, schema, &SETTINGS).diagnostics);
        let findings: Vec<_> =
            checked.diagnostics.into_iter().map(|diagnostic| Located::new(&source, diagnostic)).collect();
        for format in [Format::Full, Format::Concise, Format::Json, Format::Github] {
            print(&source, &findings, format);
        }
    }
}

fn print(source: &Source, findings: &[Located], format: Format) {
    let options = Options { closing_line: false, fold: true, ..Options::default() };
    let mut renderer = Renderer::new(format, &options);
    let mut out = Vec::new();
    let mut summary = Summary::default();
    summary.add(findings);
    let again = Some(Source::new(source.path(), source.text()));
    let report = DocumentReport {
        path: "a.md".to_owned(),
        findings: findings.to_vec(),
        source: again,
        ..DocumentReport::default()
    };
    renderer.document(&mut out, &report).expect("memory takes all");
    renderer.finish(&mut out, &summary).expect("memory takes all");
    let text = String::from_utf8(out).expect("output is UTF-8");
    assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
    assert!(!text.contains("##["), "{text:?}");
    if format == Format::Json {
        serde_json::from_str::<serde_json::Value>(&text).expect("JSON");
    }
}
