//! Tests through the text: a document in, findings out. One binary, one module per subject.

mod front_matter;
mod language;
mod language_accuracy;
mod language_data;
mod support;
