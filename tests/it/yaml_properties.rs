//! What holds for every text: nothing panics, places are true, what is written reads back.

use masthead::source::Span;
use masthead::syntax::yaml::{locate, parse, reads_as_string, write};
use masthead::tree::{Limits, Node, Parsed, ProblemKind, Style};
use proptest::prelude::*;

use super::yaml_suite::{json, spans_are_right};

const DOCUMENT: &str = "site: \"nokta.md\" # c\nlanguage: ro\ntitle: \"Казахстан, «Турция»\\n\"\npublication: '[[Nokta]]'\n\
    author: &a Мария\nby: *a\nseo: {a: b, c: [d, \"e\"]}\ntext: |\n  one\n  two\n\nfold: >-\n  x\n   y\nkeywords:\n- 'it''s'\n\
    - x: 1\n  y: !!str 2\n- plain\n  text\n";

fn read(yaml: &str) -> Parsed<'_> {
    parse(yaml, Span::new(0, yaml.len()), Limits::default())
}

/// Parses and checks all places.
fn check(yaml: &str) {
    let parsed = read(yaml);
    for problem in &parsed.problems {
        let diagnostic = &problem.diagnostic;
        assert!(yaml.get(diagnostic.span.range()).is_some(), "{:?} in {yaml:?}", diagnostic.span);
        assert_eq!(diagnostic.message.lines().count(), 1, "{}", diagnostic.message);
        for edit in diagnostic.fix.iter().flat_map(|fix| &fix.edits) {
            assert!(yaml.get(edit.span.range()).is_some(), "{:?} in {yaml:?}", edit.span);
        }
    }
    for comment in &parsed.comments {
        assert!(yaml[comment.span.range()].starts_with('#'));
    }
    if let Some(root) = &parsed.root {
        let is_whole = !parsed.problems.iter().any(|problem| problem.kind == ProblemKind::Syntax);
        if is_whole {
            spans_are_right(yaml, root);
        }
        inside(yaml, root);
    }
}

fn inside(yaml: &str, node: &Node) {
    assert!(yaml.get(node.span.range()).is_some(), "{:?} in {yaml:?}", node.span);
    if let Some(scalar) = node.as_scalar() {
        let mut at = 0;
        for character in scalar.text.chars() {
            let place = locate(yaml, node, at..at + character.len_utf8());
            assert!(node.span.contains(place), "{place:?} outside {:?} in {yaml:?}", node.span);
            assert!(yaml.get(place.range()).is_some());
            at += character.len_utf8();
        }
    }
    for item in node.as_sequence().iter().flat_map(|sequence| &sequence.items) {
        inside(yaml, item);
    }
    for entry in node.as_mapping().iter().flat_map(|mapping| &mapping.entries) {
        inside(yaml, &entry.key);
        inside(yaml, &entry.value);
    }
}

fn value<'t, 'a>(parsed: &'t Parsed<'a>) -> Option<&'t Node<'a>> {
    Some(&parsed.root.as_ref()?.as_mapping()?.entries.first()?.value)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn any_text_is_survived(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn text_that_looks_like_yaml_is_survived(text in "[a-c:\\-#'\"\\[\\]{}|>&*!%@`,?~ \t\n\r\u{a0}—“”«»：я\\\\]{0,60}") {
        check(&text);
    }

    #[test]
    fn mutated_documents_are_survived(cuts in prop::collection::vec((0usize..500, 0usize..4, "[-a:#'\"\\[\\]{}|>&*!%@ \t\n\0\u{a0}я]{0,3}"), 1..6)) {
        let mut text = DOCUMENT.to_owned();
        for (at, length, new) in cuts {
            let start = text.floor_char_boundary(at.min(text.len()));
            let end = text.floor_char_boundary((start + length).min(text.len())).max(start);
            text.replace_range(start..end, &new);
        }
        check(&text);
    }

    #[test]
    fn what_is_written_reads_back(text in any::<String>(), style in 0usize..4) {
        let style = [Style::Plain, Style::SingleQuoted, Style::DoubleQuoted, Style::Literal][style];
        for yaml in [format!("a: {}\n", write(&text, style)), format!("a: [x, {}]\n", write(&text, style))] {
            let parsed = read(&yaml);
            prop_assert!(parsed.problems.iter().all(|problem| problem.kind == ProblemKind::LookAlike), "{yaml:?} {:?}", parsed.problems);
            if parsed.problems.is_empty() {
                let node = value(&parsed).and_then(|node| node.as_sequence().map_or(Some(node), |list| list.items.get(1)));
                prop_assert_eq!(node.and_then(Node::as_str), Some(text.as_str()));
            }
        }
    }

    #[test]
    fn what_reads_as_a_string_does(text in "[a-cno0-9:\\-#'\"\\[\\]{}|>&*!%@`,?~=.+_xe ]{0,8}") {
        if reads_as_string(&text) {
            let yaml = format!("a: {text}\n");
            let parsed = read(&yaml);
            prop_assert_eq!(value(&parsed).and_then(Node::as_str), Some(text.as_str()));
            let other: serde_yaml::Value = serde_yaml::from_str(&yaml).expect("a second reader reads it");
            prop_assert_eq!(other["a"].as_str(), Some(text.as_str()));
        }
    }

    #[test]
    fn characters_are_located_where_they_are_written(words in prop::collection::vec("[a-zа-ю𝒳]{1,5}", 1..6), style in 0..5) {
        let yaml = match style {
            0 => format!("a: {}\nb: c\n", words.join("\n  ")),
            1 => format!("a: '{}'\n", words.join("\n\n  ")),
            2 => format!("a: \"\\t\\x41{}\"\n", words.join("\\u044f \n   \\\n  ")),
            3 => format!("a: |\n   {}\n", words.join("\n   ")),
            _ => format!("a: >-\n  {}\n", words.join("\n\n  ")),
        };
        let parsed = read(&yaml);
        let node = value(&parsed).expect("a value");
        let text = node.as_str().expect("text").to_owned();
        for word in &words {
            let at = text.find(word.as_str()).expect("the word is in the text");
            let place = locate(&yaml, node, at..at + word.len());
            prop_assert_eq!(&yaml[place.range()], word.as_str());
        }
    }

    #[test]
    fn a_second_reader_reads_the_same(entries in prop::collection::vec(("[a-z]{1,6}", "[a-zа-я0-9 ,.'\"«»-]{0,12}", 0usize..5), 1..8)) {
        let line = |(index, (key, text, style)): (usize, &(String, String, usize))| {
            let style = [Style::Plain, Style::SingleQuoted, Style::DoubleQuoted][*style % 3];
            format!("{key}{index}:\n  - {}\n", write(text, style))
        };
        let yaml = entries.iter().enumerate().map(line).collect::<Vec<_>>().concat();
        let parsed = read(&yaml);
        prop_assume!(parsed.problems.is_empty());
        let other: serde_json::Value = serde_yaml::from_str(&yaml).expect("a second reader reads it");
        prop_assert_eq!(json(parsed.root.as_ref().expect("a root")), Some(other));
    }
}

#[test]
fn the_document_is_read_as_a_second_reader_reads_it() {
    let parsed = read(DOCUMENT);
    assert!(parsed.problems.is_empty(), "{:?}", parsed.problems);
    let other: serde_json::Value = serde_yaml::from_str(DOCUMENT).expect("a second reader reads it");
    assert_eq!(json(parsed.root.as_ref().expect("a root")), Some(other));
}

#[test]
fn the_time_is_linear_in_keys_and_faults() {
    let keys: String = (0..100_000).map(|key| format!("k{key}: v\n")).collect::<Vec<_>>().concat();
    assert!(read(&keys).problems.is_empty());
    for line in ["a: b: c\n", "- @x\n", "'\n", "k: [\n", "\t-\n", "a: \"x\n  y\n", "  a: b\n c: d\n"] {
        let faults = line.repeat(30_000);
        assert!(!read(&faults).problems.is_empty(), "{line:?}");
    }
}

#[test]
fn places_of_values_are_exact() {
    let parsed = read(DOCUMENT);
    let root = parsed.root.as_ref().and_then(Node::as_mapping).expect("fields");
    let written = |name: &str| &DOCUMENT[root.get(name).expect("the field").value.span.range()];
    assert_eq!(written("site"), "\"nokta.md\"");
    assert_eq!(written("author"), "Мария");
    assert_eq!(written("seo"), "{a: b, c: [d, \"e\"]}");
    assert_eq!(written("text"), "|\n  one\n  two");
    assert_eq!(written("fold"), ">-\n  x\n   y");
    assert!(written("keywords").starts_with("- 'it''s'") && written("keywords").ends_with("plain\n  text"));
    let by = &root.get("by").expect("the field").value;
    assert_eq!(by.alias.map(|span| &DOCUMENT[span.range()]), Some("*a"));
    assert_eq!(by.as_str(), Some("Мария"));
}

#[test]
fn merge_keys_add_what_is_not_there() {
    let yaml = "a: &a {x: 1, y: 2}\nb: &b {y: 3, z: 4}\nc:\n  <<: [*a, *b]\n  x: 5\n";
    let parsed = read(yaml);
    assert!(parsed.problems.is_empty());
    let root = parsed.root.as_ref().and_then(Node::as_mapping).expect("fields");
    let merged = root.get("c").and_then(|entry| entry.value.as_mapping()).expect("a mapping");
    let shown: Vec<_> = merged
        .entries
        .iter()
        .map(|entry| (entry.key_text().unwrap_or_default(), &yaml[entry.value.span.range()], entry.merged))
        .collect();
    assert_eq!(shown, [("x", "5", false), ("y", "2", true), ("z", "4", true)]);
}
