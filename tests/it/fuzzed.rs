//! What the fuzzers in `fuzz/` assert, asserted of the small corpus that they have left, and of all that ever failed.
//!
//! `tests/fuzz-corpus/TARGET/` holds inputs that between them reach most of what is known to be reachable; those whose
//! names begin with `fault-` once made the program fail.

#![expect(clippy::unwrap_used, reason = "where a test cannot read its input, it has failed")]

mod check;
mod configuration;
mod differential;
mod fix;
mod json;
mod schema;
mod split;
mod toml;
mod tree;

use masthead::source::Span;
use masthead::tree::{Node, Parsed};
use proptest::prelude::*;

/// What is said of a text has its places in it, and every repair can be made.
pub(crate) fn places(text: &str, parsed: &Parsed) {
    for problem in &parsed.problems {
        let diagnostic = &problem.diagnostic;
        assert!(text.get(diagnostic.span.range()).is_some(), "{:?} in {text:?}", diagnostic);
        assert_eq!(diagnostic.message.lines().count(), 1, "{}", diagnostic.message);
        for edit in diagnostic.fix.iter().flat_map(|fix| &fix.edits) {
            assert!(text.get(edit.span.range()).is_some(), "{:?} in {text:?}", diagnostic);
        }
    }
    for comment in &parsed.comments {
        assert!(text[comment.span.range()].starts_with('#'));
    }
}

/// Every node has its place, and so has all of every text.
pub(crate) fn inside(text: &str, node: &Node, locate: &dyn Fn(&Node) -> Span) {
    assert!(text.get(node.span.range()).is_some(), "{:?} in {text:?}", node.span);
    if node.as_scalar().is_some() {
        let place = locate(node);
        assert!(text.get(place.range()).is_some(), "{place:?} in {text:?}");
    }
    for item in node.as_sequence().iter().flat_map(|sequence| &sequence.items) {
        inside(text, item, locate);
    }
    for entry in node.as_mapping().iter().flat_map(|mapping| &mapping.entries) {
        inside(text, &entry.key, locate);
        inside(text, &entry.value, locate);
    }
}

/// Runs a target over its corpus.
fn over(target: &str, run: fn(&str)) {
    let mut count = 0;
    let mut paths: Vec<_> =
        std::fs::read_dir(format!("tests/fuzz-corpus/{target}")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        // libFuzzer gives a target what is no text as nothing.
        let Ok(text) = String::from_utf8(std::fs::read(&path).unwrap()) else { continue };
        run(&text);
        count += 1;
    }
    assert!(count > 0, "there is a corpus for {target}");
}

#[test]
fn the_corpus_of_the_splitter_passes() {
    over("split", split::run);
}

#[test]
fn the_corpus_of_the_tree_passes() {
    over("tree", tree::run);
}

#[test]
fn the_corpus_of_the_whole_check_passes() {
    over("check", check::run);
}

#[test]
fn the_corpus_of_repairs_passes() {
    over("fix", fix::run);
}

#[test]
fn the_corpus_of_configurations_passes() {
    over("configuration", configuration::run);
}

#[test]
fn the_corpus_of_schemas_passes() {
    over("schema", schema::run);
}

#[test]
fn the_corpus_of_two_readers_passes() {
    over("differential", differential::run);
}

/// Parts of TOML and of what is taken for it, in any order.
fn pieces_of_toml() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "b.c",
        "\"k\"",
        "'q'",
        " = ",
        "=",
        ": ",
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        ",",
        ", ",
        "\n",
        "\n",
        "\n",
        "\r\n",
        " ",
        "\t",
        "#",
        "# c",
        "\"\"\"",
        "'''",
        "\"",
        "'",
        "\"x\"",
        "'y'",
        "1",
        "-0",
        "1.5",
        "0x1F",
        "1_0",
        "inf",
        "true",
        "yes",
        "null",
        "2022-09-26",
        "T11:40:00",
        "Z",
        "+03:00",
        "07:32:00",
        "\\",
        "\\n",
        "\\u0041",
        "\\x",
        "я",
        "“",
        "”",
        "\u{a0}",
        "\u{1}",
        "- ",
        "x y",
        ".",
        "-",
        "[[Я]]",
        "//",
        "e5",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Parts of JSON and of what is taken for it, in any order.
fn pieces_of_json() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"a\"",
        "\"b\"",
        "\"",
        "'",
        "'x'",
        "1",
        "-0",
        "0.5",
        "1e5",
        "01",
        "+1",
        ".5",
        "true",
        "null",
        "True",
        "NaN",
        " ",
        "\n",
        "\t",
        "//c\n",
        "/*",
        "*/",
        "#",
        "\\",
        "\\n",
        "\\u0041",
        "\\ud83d",
        "\\ude00",
        "я",
        "“",
        "”",
        "\u{a0}",
        "\u{1}",
        "x",
        "[[Я]]",
        "=",
        "{\"a\":",
        "\"k\": 1, ",
        "[1, ",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn toml_is_read_as_another_reader_reads_it(text in pieces_of_toml()) {
        toml::run(&text);
    }

    #[test]
    fn json_is_read_as_another_reader_reads_it(text in pieces_of_json()) {
        json::run(&text);
    }

    #[test]
    fn other_fences_are_found(text in pieces_of_toml(), fence in prop::sample::select(vec!["+++", "---toml", "{", ";;;", "---", "++++"]), end in prop::sample::select(vec!["+++", "---", "}", ";;;", "++"])) {
        let text = format!("{fence}\n{text}\n{end}\nBody\n");
        split::run(&text);
        check::run(&text);
    }
}
