//! Repairs: the body stays, twice is the same as once.

#![no_main]

#[path = "../../tests/it/fuzzed/fix.rs"]
mod fix;

libfuzzer_sys::fuzz_target!(|text: &str| fix::run(text));
