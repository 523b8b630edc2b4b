//! Tests through the text: a document in, findings out. One binary, one module per subject.

mod front_matter;
mod language;
mod language_data;
mod render;
mod support;
mod suppression;
mod text;
mod yaml;
mod yaml_doctor;
mod yaml_properties;
mod yaml_suite;
