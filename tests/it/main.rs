//! Tests through the text: a document in, findings out. One binary, one module per subject.

mod date;
mod document;
mod front_matter;
mod support;
mod typed;
mod url;
mod values;
mod wikilink;
