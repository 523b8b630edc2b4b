//! Configurations: any text is one, or every mistake in it has a place.

#![no_main]

#[path = "../../tests/it/fuzzed/configuration.rs"]
mod configuration;

libfuzzer_sys::fuzz_target!(|text: &str| configuration::run(text));
