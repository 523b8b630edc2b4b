//! Schemas: any text is one, with which a document can be checked, or every mistake in it has a place.

#![no_main]

#[path = "../../tests/it/fuzzed/schema.rs"]
mod schema;

libfuzzer_sys::fuzz_target!(|text: &str| schema::run(text));
