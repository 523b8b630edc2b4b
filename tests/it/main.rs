//! Tests through the text: a document in, findings out. One binary, one module per subject.

mod corpus;
mod date;
mod document;
mod fix;
mod fix_diff;
mod fix_properties;
mod fix_rules;
mod fix_toys;
mod fix_write;
mod front_matter;
mod language;
mod language_data;
mod render;
mod schema;
mod seeds;
mod support;
mod suppression;
mod text;
mod typed;
mod url;
mod values;
mod wikilink;
mod yaml;
mod yaml_doctor;
mod yaml_properties;
mod yaml_suite;
