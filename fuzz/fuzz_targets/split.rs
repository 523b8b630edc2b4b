//! Where the front matter is: every place lies in the text, on the borders of characters, and in order.

#![no_main]

#[path = "../../tests/it/fuzzed/split.rs"]
mod split;

libfuzzer_sys::fuzz_target!(|text: &str| split::run(text));
