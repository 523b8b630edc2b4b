#![expect(clippy::unwrap_used, reason = "a test that cannot be set up should stop")]

use masthead::diagnostic::Safety;
use masthead::document::Document;
use masthead::source::Source;
use masthead::tree::Limits;
use proptest::prelude::*;

use crate::fix_diff::git_apply;
use crate::fix_toys::{all, repaired};

/// Lines of YAML for one field, `@` for its name, that `serde_yaml` reads too.
fn field() -> impl Strategy<Value = String> {
    let word =
        prop::sample::select(vec!["слово", "word", "două", "日本", "🇷🇸", "שלום", "a_b", "it is", "x - y", "a#b"]);
    let space = prop::sample::select(vec!["", "", "", " ", "  ", "\t"]);
    let comment = prop::sample::select(vec!["", "", " # why", "  # [x]: 'y' ", " #"]);
    let shape = 0..12_usize;
    (word.clone(), word, space, comment, shape).prop_map(|(word, other, space, comment, shape)| match shape {
        0 => format!("@: {word}{comment}{space}\n"),
        1 => format!("@: '{word}'{comment}{space}\n"),
        2 => format!("@: \"{word}\"{space}\n"),
        3 => format!("@:{comment}{space}\n- {word}{space}\n- {other}{comment}\n"),
        4 => format!("@:\n  - '{word}'\n  -   {other}{space}\n"),
        5 => format!("@: [{word}, \"{other}\"]{comment}{space}\n"),
        6 => format!("@: {{x: {word}, y: [{other}]}}{comment}\n"),
        7 => format!("@: |\n  {word}\n\n  {other}\n"),
        8 => format!("@: >-\n  {word}\n  {other}\n"),
        9 => format!("# {word}{space}\n@: {other}\n\n"),
        10 => format!("@:\n  in: {word}{space}\n  deep:\n    er: {other}\n"),
        _ => format!("@: &@ {word}{comment}\n@2: *@{space}\n"),
    })
}

#[derive(Debug)]
struct Generated {
    text: String,
    body: String,
}

fn document() -> impl Strategy<Value = Generated> {
    let fields = prop::collection::vec(field(), 0..8);
    let language =
        prop::sample::select(vec!["", "lang: ru\n", "lang: ru_RU\n", "lang: 'zh_Hant_TW' # _ \n", "lang: en_US  \n"]);
    let bodies = vec!["", "\n", "# Title\n", "text  \n---\nlang: a_b \n", "ends in the middle", "---\n", "ы\n\n\n"];
    (fields, language, any::<bool>(), any::<bool>(), prop::sample::select(bodies)).prop_map(
        |(fields, language, crlf, bom, body)| {
            let mut yaml = String::new();
            for (index, field) in fields.iter().enumerate() {
                yaml.push_str(&field.replace('@', &format!("f{index}")));
            }
            let text = format!("---\n{yaml}{language}---\n{body}");
            let ends = |text: &str| if crlf { text.replace('\n', "\r\n") } else { text.to_owned() };
            let mark = if bom { "\u{feff}" } else { "" };
            Generated { text: format!("{mark}{}", ends(&text)), body: ends(body) }
        },
    )
}

/// The front matter as `serde_yaml` reads it.
fn read(text: &str) -> serde_yaml::Value {
    let source = Source::new("a.md", text);
    let document = Document::parse(&source, Limits::default());
    serde_yaml::from_str(source.slice(document.block().expect("there is front matter").content))
        .expect("serde_yaml reads it")
}

/// What the fixes of [`all`] are meant to make of the data: hyphens in `lang`, all else as it was.
fn intended(mut data: serde_yaml::Value) -> serde_yaml::Value {
    if let Some(language) = data.get_mut("lang") {
        *language = language.as_str().unwrap().replace('_', "-").into();
    }
    data
}

/// The text without what the fixes of [`all`] add, remove or exchange.
fn bones(text: &str) -> String {
    text.replace(['"', ' ', '\t'], "").replace('_', "-")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_repair_does_what_it_says_and_nothing_else(Generated { text, body } in document()) {
        let once = repaired(&text, all, Safety::Safe);
        let new = once.source.text();
        prop_assert!(once.held_back.is_empty(), "{:?}", once.held_back);
        prop_assert!(once.remaining.is_empty(), "what was repaired is not found again: {:?}", once.remaining);
        prop_assert!(new.ends_with(&body));
        prop_assert_eq!(new.starts_with('\u{feff}'), text.starts_with('\u{feff}'));
        prop_assert_eq!(new.matches("\r\n").count(), text.matches("\r\n").count());
        prop_assert_eq!(new.matches('\n').count(), text.matches('\n').count());
        prop_assert_eq!(bones(new), bones(&text));
        prop_assert_eq!(read(new), intended(read(&text)));
        let twice = repaired(new, all, Safety::Safe);
        prop_assert!(twice.applied.is_empty());
        prop_assert_eq!(twice.source.text(), new);
    }

    #[test]
    fn any_text_is_repaired_or_left_alone(text in "(---\n)?[ -~а-я\u{feff}\r\n\t:'\"_-]{0,80}(---\n)?") {
        let once = repaired(&text, all, Safety::Unsafe);
        let twice = repaired(once.source.text(), all, Safety::Unsafe);
        prop_assert_eq!(twice.source.text(), once.source.text());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn git_applies_the_patch_of_a_repair(Generated { text, .. } in document()) {
        let repaired = repaired(&text, all, Safety::Safe);
        if let Some(result) = git_apply("a.md", &text, repaired.source.text()) {
            prop_assert_eq!(String::from_utf8(result).unwrap(), repaired.source.text());
        }
    }
}
