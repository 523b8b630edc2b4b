//! How often `language/mismatch` is wrong, on text that the detector was not trained on. `docs/accuracy.md` has the
//! figures, and says what the folder that `MASTHEAD_CORPORA` names has to hold.

#![expect(clippy::unwrap_used, reason = "texts that cannot be read are for the reader of the panic")]
#![expect(clippy::print_stdout, reason = "the table is the result")]

use std::collections::BTreeMap;
use std::path::Path;

use masthead::linter::{Settings, check};
use masthead::prose::prose;
use masthead::rules::{Levels, Options};
use masthead::source::{Source, Span};

/// The languages of which wrong declarations are made.
const LANGUAGES: [&str; 22] = [
    "ru", "uk", "bg", "ro", "en", "de", "fr", "es", "it", "pt", "pl", "tr", "nl", "sv", "cs", "hu", "el", "he", "ar",
    "ja", "ko", "zh",
];

#[derive(Default)]
struct Tally {
    texts: usize,
    false_alarms: usize,
    wrong: usize,
    found: usize,
}

#[test]
fn false_alarms_and_misses_are_few() {
    let Some(folder) = std::env::var_os("MASTHEAD_CORPORA") else {
        println!("skipped: MASTHEAD_CORPORA names no folder");
        return;
    };
    let tallies = measure(&Path::new(&folder).join("lang/text"));
    println!("| language | texts | false alarms | wrong declarations | found |\n|---|--:|--:|--:|--:|");
    let mut all = Tally::default();
    for (language, tally) in &tallies {
        let Tally { texts, false_alarms, wrong, found } = tally;
        println!("| {language} | {texts} | {false_alarms} | {wrong} | {found} |");
        if LANGUAGES.contains(&language.as_str()) {
            all.texts += texts;
            all.false_alarms += false_alarms;
            all.wrong += wrong;
            all.found += found;
        }
    }
    println!("| the {} | {} | {} | {} | {} |", LANGUAGES.len(), all.texts, all.false_alarms, all.wrong, all.found);
    assert!(all.false_alarms * 1000 <= all.texts, "at most one false alarm in a thousand");
    assert!(all.found * 100 >= all.wrong * 97, "at least 97 of 100 wrong declarations");
}

fn measure(folder: &Path) -> BTreeMap<String, Tally> {
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let language = name.split('.').next().unwrap().to_owned();
        let tally = tallies.entry(language.clone()).or_default();
        for (index, text) in std::fs::read_to_string(&file).unwrap().split("\n\u{c}\n").enumerate() {
            if prose(text, Span::new(0, text.len()), 600).text.chars().count() >= 300 {
                judge(tally, &language, text, index, &name);
            }
        }
    }
    tallies
}

/// Declares a text to be what it is, and to be three of the languages that it is not.
fn judge(tally: &mut Tally, language: &str, text: &str, index: usize, name: &str) {
    tally.texts += 1;
    if let Some(message) = mismatch(language, text) {
        tally.false_alarms += 1;
        println!("{name} {index}: {message}");
    }
    let Some(own) = LANGUAGES.iter().position(|other| *other == language) else { return };
    for step in 0..3 {
        let other = LANGUAGES[(own + 1 + (index + step * 7) % 21) % 22];
        tally.wrong += 1;
        match mismatch(other, text) {
            Some(_) => tally.found += 1,
            None => println!("{name} {index}: not found where it is declared `{other}`"),
        }
    }
}

fn mismatch(language: &str, text: &str) -> Option<String> {
    let settings = Settings {
        levels: Levels::default(),
        options: Options::default(),
        fields: std::sync::Arc::default(),
        now: chrono::DateTime::UNIX_EPOCH.fixed_offset(),
    };
    let source = Source::new("a.md", format!("---\nlanguage: {language}\n---\n\n{text}\n"));
    let found = check(&source, None, &settings).diagnostics;
    found.into_iter().find(|diagnostic| diagnostic.rule == "language/mismatch").map(|diagnostic| diagnostic.message)
}
