//! The documents of `seeds/`, which people try masthead on first.

use std::fs;
use std::path::{Path, PathBuf};

use masthead::corpus::{Collector, Reported};
use masthead::diagnostic::{Diagnostic, Severity};
use masthead::linter::{Checked, check};
use masthead::schema::Schema;
use masthead::source::Source;

use crate::support::settings;

fn seeds() -> Vec<PathBuf> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the seeds are part of the repository") {
            let path = entry.expect("a folder can be listed").path();
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
    Source::new(path, fs::read_to_string(path).expect("a seed can be read"))
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

fn checked(path: &Path) -> (Source, Checked) {
    let schema = Schema::builtin("article").expect("it is compiled in");
    let source = read(path);
    let checked = check(&source, Some(&schema), &settings());
    (source, checked)
}

/// What is said of the seeds, in their order; the corpus rules come last.
fn findings() -> Vec<(Source, Diagnostic)> {
    let mut collector = Collector::default();
    let mut findings = Vec::new();
    for path in seeds() {
        let (_, checked) = checked(&path);
        collector.add(&path, true, &checked.facts);
        findings.extend(checked.diagnostics.into_iter().map(|found| (read(&path), found)));
    }
    let conflicts = collector.finish(&|path: &Path| {
        let (source, checked) = checked(path);
        Some((source, checked.facts))
    });
    for Reported { path, diagnostics } in conflicts.reported {
        findings.extend(diagnostics.into_iter().map(|found| (read(&path), found)));
    }
    findings
}

#[test]
fn the_seeds_have_a_few_warnings_and_no_error() {
    let shown: Vec<_> =
        findings().iter().map(|(source, found)| (found.rule, source.slice(found.span).to_owned())).collect();
    let expected = [
        ("language/mismatch", "ro"),
        ("text/trailing-space", "   "),
        ("text/mixed-script", "K"),
        ("wikilink/variant", "сербия"),
    ];
    assert_eq!(shown, expected.map(|(rule, text)| (rule, text.to_owned())));
    assert!(findings().iter().all(|(_, found)| found.severity < Severity::Error));
}

#[test]
fn what_is_said_of_the_seeds_is_the_same_twice() {
    let said = || findings().into_iter().map(|(_, found)| found).collect::<Vec<_>>();
    assert_eq!(said(), said());
}
