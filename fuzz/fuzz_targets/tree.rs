//! The tree of any text: places lie in the text, and the way from decoded text back to the source is found.

#![no_main]

#[path = "../../tests/it/fuzzed/tree.rs"]
mod tree;

libfuzzer_sys::fuzz_target!(|text: &str| tree::run(text));
