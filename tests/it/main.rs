//! Tests through the text: a document in, findings out. One binary, one module per subject.

#![expect(clippy::disallowed_methods, reason = "tests prepare files and run programs")]
#![expect(clippy::format_push_string, reason = "texts of tests are short")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, also in its helpers")]

mod architecture;
mod checker;
mod cli;
mod collection;
mod collections;
mod comfort;
mod conditions;
mod convert;
mod corpus;
mod data;
mod date;
mod document;
mod editors;
mod file;
mod fix;
mod fix_diff;
mod fix_offers;
mod fix_properties;
mod fix_rules;
mod fix_toys;
mod fix_write;
mod front_matter;
mod fuzzed;
mod generate;
mod generated;
mod hostile;
mod isolation;
mod json;
mod language;
mod language_accuracy;
mod language_data;
mod linear;
mod look_alikes;
mod lost_text;
mod marks_and_fences;
mod planted;
mod prose;
mod render;
mod rule_docs;
mod schema;
mod schema_rules;
mod schema_suite;
mod seeds;
mod server;
mod slips;
mod support;
mod suppression;
mod syntaxes;
mod text;
mod toml;
mod toml_suite;
mod typed;
mod url;
mod values;
mod values_as_written;
mod verdicts;
mod wikilink;
mod wrong;
mod yaml;
mod yaml_doctor;
mod yaml_properties;
mod yaml_suite;
