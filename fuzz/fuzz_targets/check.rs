//! The whole check, with the built-in schema and without one, and the texts that people and build services read of it.

#![no_main]

#[path = "../../tests/it/fuzzed/check.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|text: &str| check::run(text));
