//! The documents of `seeds/`, which people try masthead on first.

use std::fs;
use std::path::{Path, PathBuf};

use masthead::corpus::{Collector, Facts};
use masthead::diagnostic::Severity;
use masthead::linter::check;
use masthead::source::Source;

use crate::support::settings;

fn seeds() -> Vec<PathBuf> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn read(path: &Path) -> Source {
    Source::new(path, fs::read_to_string(path).unwrap())
}

#[test]
fn there_are_documents_in_four_languages() {
    assert!(seeds().len() >= 12);
    for language in ["ro", "ru", "uk", "en"] {
        let declared = format!("\nlanguage: {language}");
        assert!(seeds().iter().any(|path| read(path).text().contains(&declared)), "{language}");
    }
}

#[test]
fn every_document_begins_with_its_title() {
    for path in seeds() {
        let source = read(&path);
        let title = source.text().lines().find_map(|line| line.strip_prefix("title: ")).unwrap();
        let heading = source.text().lines().find_map(|line| line.strip_prefix("# ")).unwrap();
        assert_eq!(title.trim_matches(['"', '\'']), heading, "{}", path.display());
    }
}

#[test]
fn no_seed_has_an_error_and_every_span_lies_on_characters() {
    for path in seeds() {
        let source = read(&path);
        let diagnostics = check(&source, None, &settings()).diagnostics;
        assert_eq!(diagnostics, check(&source, None, &settings()).diagnostics, "the same twice");
        for diagnostic in diagnostics {
            assert!(diagnostic.severity < Severity::Error, "{}: {diagnostic:?}", path.display());
            assert!(source.text().get(diagnostic.span.range()).is_some(), "{}: {diagnostic:?}", path.display());
        }
    }
}

#[test]
fn two_seeds_spell_a_keyword_in_two_ways() {
    let mut settings = settings();
    let shape = masthead::kinds::Shape::one_or_many(masthead::kinds::Kind::Wikilink);
    settings.fields.properties.insert("keywords".to_owned(), shape);
    let read = |path: &Path| -> Option<(Source, Facts)> {
        let source = read(path);
        let facts = check(&source, None, &settings).facts;
        Some((source, facts))
    };
    let mut collector = Collector::default();
    for path in seeds() {
        let (_, facts) = read(&path).unwrap();
        collector.add(&path, true, &facts);
    }
    let reported = collector.finish(&read);
    let found: Vec<_> = reported.iter().flat_map(|document| &document.diagnostics).collect();
    let variants: Vec<_> = found.iter().filter(|found| found.message.starts_with("`сербия`")).collect();
    assert_eq!(variants.len(), 1, "{found:?}");
    assert_eq!(variants[0].severity, Severity::Warning);
}
