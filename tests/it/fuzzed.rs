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
pub(crate) mod law;
mod places;
mod schema;
mod split;
mod toml;
mod tree;

use proptest::prelude::*;

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

#[test]
fn the_corpus_of_toml_passes() {
    over("toml", toml::run);
}

#[test]
fn the_corpus_of_json_passes() {
    over("json", json::run);
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

/// `MASTHEAD_FUZZ` says how many texts are made.
fn cases() -> u32 {
    std::env::var("MASTHEAD_FUZZ").ok().and_then(|number| number.parse().ok()).unwrap_or(2_000)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases()) })]

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
