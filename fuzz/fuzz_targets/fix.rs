//! Repairs: the body stays, twice is the same as once, and the laws hold.

#![no_main]

#[path = "../../tests/it/fuzzed/fix.rs"]
mod fix;
#[path = "../../tests/it/fuzzed/law.rs"]
mod law;

libfuzzer_sys::fuzz_target!(|text: &str| fix::run(text));
