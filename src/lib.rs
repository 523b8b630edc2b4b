//! masthead checks the front matter of Markdown documents.
//!
//! The paragraphs below are layers: a module uses only modules of the paragraphs above its own.

pub mod source;

pub mod diagnostic;

pub mod yaml;

pub mod document;
pub mod kinds;
pub mod prose;

pub mod detect;

pub mod schema;
pub mod values;

pub mod rules;

pub mod linter;
