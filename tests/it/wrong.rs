//! What beginners write, and what they are told: each table holds a text, every message about it with its place, and the help.
//! `MASTHEAD_BLESS=1 cargo test wrong` writes what is said into the tables; read the difference.

use std::fmt::Write as _;
use std::fs;
use std::sync::Arc;

use masthead::config::Config;
use masthead::diagnostic::Diagnostic;
use masthead::schema::{NoReferences, Schema};
use masthead::source::Source;

/// One text of a table.
struct Wrong {
    title: String,
    text: String,
    said: String,
}

/// Reads a table: `=== title`, the text, and after `---` what is said.
fn table(path: &str) -> Vec<Wrong> {
    let text = fs::read_to_string(path).unwrap().replace("\r\n", "\n");
    let entries = text.split("\n=== ").map(|entry| entry.trim_start_matches("=== "));
    entries
        .map(|entry| {
            let (title, rest) = entry.split_once('\n').unwrap();
            let (text, said) = rest.split_once("--- said\n").unwrap();
            Wrong { title: title.to_owned(), text: text.to_owned(), said: said.trim_end().to_owned() }
        })
        .collect()
}

/// Holds what is said of each text to the table, or writes it there.
fn hold(path: &str, at_least: usize, say: impl Fn(&str) -> (Source, Vec<Diagnostic>)) {
    let table = table(path);
    assert!(table.len() >= at_least, "{} of {at_least}", table.len());
    let mut written = String::new();
    let mut differs = Vec::new();
    for wrong in &table {
        let (source, diagnostics) = say(&wrong.text);
        let said = said(&source, &diagnostics);
        assert_eq!(diagnostics.len(), 1, "one mistake, one message: {}\n{said}", wrong.title);
        assert!(diagnostics[0].message.chars().count() <= 130, "{}", diagnostics[0].message);
        assert!(diagnostics[0].help.is_some(), "{}: a help", wrong.title);
        if said != wrong.said {
            differs.push(format!("{}:\n{said}\nnot\n{}", wrong.title, wrong.said));
        }
        let _ = write!(written, "=== {}\n{}--- said\n{said}\n\n", wrong.title, wrong.text);
    }
    if std::env::var_os("MASTHEAD_BLESS").is_some() {
        fs::write(path, written.trim_end().to_owned() + "\n").unwrap();
    } else {
        assert!(differs.is_empty(), "{}", differs.join("\n\n"));
    }
}

fn said(source: &Source, diagnostics: &[Diagnostic]) -> String {
    let line = |diagnostic: &Diagnostic| {
        let place = source.position(diagnostic.span.start);
        let help = diagnostic.help.as_ref().map(|help| format!("\n    {help}")).unwrap_or_default();
        format!("{}:{} {}{help}", place.line, place.column, diagnostic.message)
    };
    diagnostics.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn wrong_configurations_get_one_message_with_the_right_help() {
    hold("tests/it/wrong/configurations.txt", 40, |text| {
        let (source, diagnostics) = Config::parse(Source::new("masthead.toml", text), "/docs").unwrap_err();
        (*source, diagnostics)
    });
}

#[test]
fn wrong_schemas_get_one_message_with_the_right_help() {
    hold("tests/it/wrong/schemas.txt", 90, |text| {
        let name = if text.starts_with('{') { "article.schema.json" } else { "article.schema.yaml" };
        match Schema::load(Source::new(name, text), None, Arc::new(NoReferences)) {
            Ok(schema) => (Source::new(name, text), schema.advice()),
            Err(error) => (error.source, error.diagnostics),
        }
    });
}
