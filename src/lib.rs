//! masthead checks the front matter of Markdown documents.
//!
//! The paragraphs below are layers: a module uses only modules of the paragraphs above its own.

pub mod encoding;
pub mod nearest;
pub mod source;

pub mod diagnostic;

pub mod tree;

pub mod syntax;

pub mod document;
pub mod kinds;
pub mod markdown;
pub mod prose;
pub mod text;

pub mod detect;

pub mod schema;
pub mod values;

pub mod rules;

pub mod corpus;
pub mod finding;

pub mod config;
pub mod fix;

pub mod linter;

pub mod visible;

pub mod render;

pub mod baseline;
#[expect(clippy::disallowed_methods, reason = "this is where the disk is read and written")]
pub mod files;
#[expect(clippy::disallowed_methods, reason = "it runs git and looks for its repositories")]
pub mod git;

#[expect(clippy::disallowed_methods, reason = "it looks for configurations and follows links")]
pub mod workspace;

pub mod batch;

#[expect(clippy::disallowed_methods, reason = "it looks for documents and follows links")]
pub mod run;

#[expect(clippy::disallowed_methods, reason = "it looks whether files have changed")]
pub mod server;

#[expect(clippy::disallowed_methods, reason = "this is the outside: arguments, environment, clock, output files")]
pub mod cli;
