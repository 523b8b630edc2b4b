//! Tests through the text: a document in, findings out. One binary, one module per subject.

mod front_matter;
mod support;
mod suppression;
mod text;
