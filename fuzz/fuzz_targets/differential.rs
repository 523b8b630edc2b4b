//! Our reader of YAML against serde_yaml: where both read a mapping of plain fields, they read the same.
//!
//! serde_yaml reads YAML 1.1 and 1.2 mixed, so only text is compared, and only where neither anchors, tags, merges nor
//! directives are in play; that it refuses valid YAML and takes some that is not is known (see `docs/conformance.md`).

#![no_main]

#[path = "../../tests/it/fuzzed/differential.rs"]
mod differential;

libfuzzer_sys::fuzz_target!(|text: &str| differential::run(text));
