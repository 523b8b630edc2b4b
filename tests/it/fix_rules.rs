//! The fixes of the rules themselves, on the examples of their pages and on real documents.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::DateTime;
use masthead::diagnostic::{Diagnostic, Safety};
use masthead::document::Document;
use masthead::fix::{Repaired, repair};
use masthead::linter::{Settings, check};
use masthead::rules::{Levels, Options, RULES};
use masthead::source::Source;
use masthead::yaml::Limits;

fn settings() -> Settings {
    let mut settings = Settings {
        own_fields: masthead::kinds::Shape::default(),
        levels: Levels::default(),
        options: Options::default(),
        fields: masthead::kinds::usual(),
        own_fields: masthead::kinds::Shape::default(),
        now: DateTime::parse_from_rfc3339("2026-11-24T12:00:00Z").unwrap(),
    };
    for rule in RULES {
        settings.levels.set(rule, rule.level.or(Some(masthead::diagnostic::Severity::Info)));
    }
    settings
}

/// Repairs a text with every rule, and checks what is promised of any repair.
#[track_caller]
fn repaired(text: &str, allow: Safety, name: &str) -> Repaired {
    let settings = settings();
    let run = |source: &Source| -> Vec<Diagnostic> { check(source, None, &settings).diagnostics };
    let repair = |text: &str| repair(Source::new("a.md", text), run, allow);
    let once = repair(text);
    let twice = repair(once.source.text());
    assert_eq!(twice.source.text(), once.source.text(), "{name}: twice is the same as once");
    let (before, after) = (Source::new("a.md", text), &once.source);
    let (before, after) = (Document::parse(&before, Limits::default()), Document::parse(after, Limits::default()));
    let (old, new) = (before.source.slice(before.body()), after.source.slice(after.body()));
    assert!(text.ends_with(new) && (old == new || !once.applied.is_empty()), "{name}: the body is as it was");
    for made in &once.applied {
        let again = |diagnostic: &&Diagnostic| {
            diagnostic.rule == made.rule && diagnostic.pointer.is_some() && diagnostic.pointer == made.pointer
        };
        let left = once.remaining.iter().filter(again).count();
        let first = run(before.source).iter().filter(again).count();
        assert!(left == 0 || left < first, "{name}: {made:?} is found again");
    }
    once
}

#[test]
fn what_the_pages_say_to_fail_can_be_repaired() {
    let mut held_back = Vec::new();
    for rule in RULES {
        for example in rule.examples().iter().filter(|example| example.schema.is_none()) {
            for allow in [Safety::Safe, Safety::Unsafe] {
                let repaired = repaired(example.document, allow, rule.name);
                let reasons = repaired.held_back.iter().map(|(repair, reason)| format!("{repair:?}: {reason}"));
                held_back.extend(reasons.map(|reason| format!("{}\n{reason}", example.document)));
            }
        }
    }
    assert!(held_back.is_empty(), "{}", held_back.join("\n\n"));
}

#[test]
fn real_documents_are_repaired_as_promised() {
    let Some(folder) = std::env::var_os("MASTHEAD_MARKDOWN") else {
        println!("skipped: MASTHEAD_MARKDOWN names no folder of Markdown documents");
        return;
    };
    let mut paths = Vec::new();
    collect(Path::new(&folder), &mut paths);
    let (mut documents, mut applied, mut held_back) = (0, 0, Vec::new());
    for path in paths {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        documents += 1;
        for allow in [Safety::Safe, Safety::Unsafe] {
            let repaired = repaired(&text, allow, &path.display().to_string());
            applied += repaired.applied.len();
            let reasons = repaired.held_back.into_iter().map(|(repair, reason)| (path.clone(), repair, reason));
            held_back.extend(reasons);
        }
    }
    println!("{documents} documents, {applied} fixes made, {} held back", held_back.len());
    for (path, repair, reason) in held_back {
        println!("{}: {} {:?} {}: {reason}", path.display(), repair.rule, repair.pointer, repair.message);
    }
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "md" || extension == "markdown") {
            paths.push(path);
        }
    }
}
