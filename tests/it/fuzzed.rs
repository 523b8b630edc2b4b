//! What the fuzzers in `fuzz/` assert, asserted of the small corpus that they have left, and of all that ever failed.
//!
//! `tests/fuzz-corpus/TARGET/` holds inputs that between them reach most of what is known to be reachable; those whose
//! names begin with `fault-` once made the program fail.

#![expect(clippy::unwrap_used, reason = "where a test cannot read its input, it has failed")]

mod check;
mod configuration;
mod differential;
mod fix;
mod schema;
mod split;
mod tree;

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
