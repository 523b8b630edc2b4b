//! The reader of JSON against another one: what either refuses, and what both read.

#![no_main]

#[path = "../../tests/it/fuzzed/places.rs"]
mod places;
#[path = "../../tests/it/fuzzed/json.rs"]
mod target;

libfuzzer_sys::fuzz_target!(|text: &str| target::run(text));
