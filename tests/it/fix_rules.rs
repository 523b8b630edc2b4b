//! The fixes of the rules themselves, on the examples of their pages and on real documents.

use std::fs;
use std::path::{Path, PathBuf};

use masthead::diagnostic::{Diagnostic, Safety, Severity};
use masthead::document::Document;
use masthead::fix::{Repaired, repair};
use masthead::linter::{Settings, check};
use masthead::rules::RULES;
use masthead::schema::Schema;
use masthead::source::Source;
use masthead::tree::Limits;
use proptest::prelude::*;

use crate::support;

/// Every rule is on.
fn settings() -> Settings {
    let mut settings = support::settings();
    for rule in RULES {
        settings.levels.set(rule, rule.level.or(Some(Severity::Info)));
    }
    settings
}

/// Repairs a text with every rule, and checks what is promised of any repair.
#[track_caller]
fn repaired(text: &str, allow: Safety, name: &str) -> Repaired {
    repaired_by(text, None, allow, name)
}

#[track_caller]
fn repaired_by(text: &str, schema: Option<&Schema>, allow: Safety, name: &str) -> Repaired {
    let settings = settings();
    let run = |source: &Source| -> Vec<Diagnostic> { check(source, schema, &settings).diagnostics };
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
        for example in rule.examples() {
            let files = example.files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
            let schema = example.schema.map(|schema| support::schema_with(schema, files));
            for allow in [Safety::Safe, Safety::Unsafe] {
                let repaired = repaired_by(example.document, schema.as_ref(), allow, rule.name);
                let reasons = repaired.held_back.iter().map(|(repair, reason)| format!("{repair:?}: {reason}"));
                held_back.extend(reasons.map(|reason| format!("{}\n{reason}", example.document)));
            }
        }
    }
    assert!(held_back.is_empty(), "{}", held_back.join("\n\n"));
}

#[test]
fn a_forgotten_closing_line_is_written() {
    let repaired = repaired("---\r\ntitle: a\r\ndate: 2022-09-26\r\n\r\n# Title\r\n", Safety::Unsafe, "unclosed");
    assert_eq!(repaired.source.text(), "---\r\ntitle: a\r\ndate: 2022-09-26\r\n---\r\n\r\n# Title\r\n");
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

/// A field with or without a fault that a safe fix repairs, `@` for its name, and what its writer meant.
fn field() -> impl Strategy<Value = (String, serde_yaml::Value)> {
    let words = prop::sample::select(vec!["слово", "word", "două", "日本", "🇷🇸", "שלום", "it is", "no", "x - y"]);
    let comments = prop::sample::select(vec!["", "", " # why", "  # [x]: 'y'", "  "]);
    (words, comments, 0..12_usize).prop_map(|(word, comment, shape)| {
        let list = serde_yaml::Value::from(vec![word, "b"]);
        match shape {
            0 => (format!("@: {word}{comment}\n"), word.into()),
            1 => (format!("@:\u{a0}{word}{comment}\n"), word.into()),
            2 => (format!("@: “2022-09-26”{comment}\n"), "2022-09-26".into()),
            3 => (format!("@: «{word}» и\n"), format!("«{word}» и").into()),
            4 => (format!("@:{comment}\n- {word}\n- b{comment}\n"), list),
            5 => (format!("@:\n\u{a0}\u{a0}- {word}\n\u{a0}\u{a0}- b\n"), list),
            6 => (format!("@: [{word}, 'b']{comment}\n"), list),
            7 => (format!("@: |\n  {word}\n\n  “b”\n"), format!("{word}\n\n“b”\n").into()),
            8 => (format!("@: >-\n  {word}\n  b\n"), format!("{word} b").into()),
            9 => (format!("# masthead: ignore[language]\n@: {word}\n\n"), word.into()),
            10 => (format!("@: '{word}'  # masthead: ignore[all]\n"), word.into()),
            _ => (format!("@: &@ {word}{comment}\n@x: *@\n"), word.into()),
        }
    })
}

/// Without a schema nobody knows that these are tags and no keys: no repair of theirs is safe.
const LANGUAGES: [(&str, &str); 6] = [
    ("ru", "ru"),
    ("ru_RU", "ru_RU"),
    ("'iw'", "iw"),
    ("RU # why", "RU"),
    ("\"zh_hant_TW\"", "zh_hant_TW"),
    ("mo", "mo"),
];

const FENCES: [&str; 5] = ["---\n", "---\n", "\n\n---\n", " ---\n", "----\n"];

#[derive(Debug)]
struct Generated {
    text: String,
    body: String,
    meant: serde_yaml::Value,
}

/// Fields, the language as written and as meant, the opening line, the body.
type Parts = (Vec<(String, serde_yaml::Value)>, (&'static str, &'static str), &'static str, &'static str);

fn document() -> impl Strategy<Value = Generated> {
    let fields = prop::collection::vec(field(), 0..6);
    let bodies =
        prop::sample::select(vec!["", "\n", "# Title\n", "lang: ru_RU  \n\u{a0}x\n", "ends in the middle", "ы\n\n"]);
    let parts = (fields, prop::sample::select(&LANGUAGES[..]), prop::sample::select(&FENCES[..]), bodies);
    // Where the opening line is not one, it takes fields that look like fields to see what was meant.
    let sure = |((fields, _, fence, _), ..): &(Parts, bool, bool)| {
        *fence == "---\n" || !fields.iter().any(|(text, _)| text.contains("\n\u{a0}"))
    };
    (parts, any::<bool>(), any::<bool>()).prop_filter("a fence that can be seen", sure).prop_map(
        |((fields, language, fence, body), crlf, bom)| {
            let mut meant = serde_yaml::Mapping::new();
            let mut yaml = String::new();
            for (index, (text, value)) in fields.into_iter().enumerate() {
                let name = format!("f{index}");
                yaml.push_str(&text.replace('@', &name));
                if text.contains("@x") {
                    meant.insert(format!("{name}x").into(), value.clone());
                }
                meant.insert(name.into(), value);
            }
            let (written, tag) = language;
            meant.insert("lang".into(), tag.into());
            let ends = |text: &str| if crlf { text.replace('\n', "\r\n") } else { text.to_owned() };
            let mark = if bom { "\u{feff}" } else { "" };
            let text = format!("{mark}{}", ends(&format!("{fence}{yaml}lang: {written}\n---\n{body}")));
            Generated { text, body: ends(body), meant: meant.into() }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_repaired_document_holds_what_was_meant(Generated { text, body, meant } in document()) {
        let repaired = repaired(&text, Safety::Safe, &text);
        prop_assert!(repaired.held_back.is_empty(), "{:?}", repaired.held_back);
        let left: Vec<_> = repaired.remaining.iter().filter(|found| found.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe)).collect();
        prop_assert!(left.is_empty(), "{:?}", left);
        let new = repaired.source.text();
        prop_assert!(new.ends_with(&body));
        prop_assert_eq!(new.starts_with('\u{feff}'), text.starts_with('\u{feff}'));
        prop_assert_eq!(new.replace("\r\n", "").contains(['\r', '\n']), text.replace("\r\n", "").contains(['\r', '\n']));
        let document = Document::parse(&repaired.source, Limits::default());
        let yaml = repaired.source.slice(document.block().expect("there is front matter").content);
        let read: serde_yaml::Value = serde_yaml::from_str(yaml).expect("another reader reads it");
        prop_assert_eq!(read, meant);
    }

    #[test]
    fn any_mutation_is_repaired_as_promised(Generated { text, .. } in document(), at in 0..200_usize, with in "[-:'\"\\[\\]{}#&*! \n\r\t\u{a0}\u{200b}x]{0,3}", unsafe_too: bool) {
        let (start, end) = (text.floor_char_boundary(at), text.floor_char_boundary(at + 2));
        let text = format!("{}{with}{}", &text[..start], &text[end..]);
        repaired(&text, if unsafe_too { Safety::Unsafe } else { Safety::Safe }, &format!("{text:?}"));
    }
}
