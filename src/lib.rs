//! masthead checks the front matter of Markdown documents.
//!
//! A [`Checker`] takes texts and returns findings with their places and repairs. It reads no disk, no clock and no
//! environment:
//!
//! ```
//! use chrono::DateTime;
//! use masthead::{Checker, Safety};
//!
//! let now = DateTime::parse_from_rfc3339("2026-11-24T12:00:00Z")?;
//! let checker = Checker::new(now).schema(
//!     "required: [title, language]
//! properties:
//!   title: { type: string }
//!   language: { type: string, format: language-tag }
//! ",
//! )?;
//!
//! let text = "---\ntitle: Сербия\nlanguage: ru_RU\n---\nText\n";
//! let findings = checker.check(text);
//! assert_eq!(findings.len(), 1);
//! assert_eq!(findings[0].rule, "language/malformed");
//! let start = findings[0].range.start;
//! assert_eq!((start.line, start.column), (3, 11));
//! assert_eq!(&text[start.offset..findings[0].range.end.offset], "ru_RU");
//!
//! let fixed = checker.fix(text, Safety::Safe);
//! assert_eq!(fixed.text, "---\ntitle: Сербия\nlanguage: ru-RU\n---\nText\n");
//! assert!(fixed.remaining.is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Without its default feature `cli` the library is this and what it needs. The feature adds the program: reading
//! folders, configurations and git, output formats, the language server, the command line.
//!
//! The paragraphs below are layers: a module uses only modules of the paragraphs above its own. They are hidden from the
//! documentation as they may change with every version.

#![deny(missing_docs)]

pub use checker::{Checker, Edit, Error, Finding, Fix, Fixed, Position, Range, Safety, Severity};

#[doc(hidden)]
pub mod encoding;
#[doc(hidden)]
pub mod nearest;
#[doc(hidden)]
pub mod source;

#[doc(hidden)]
pub mod diagnostic;

#[doc(hidden)]
pub mod tree;

#[doc(hidden)]
pub mod syntax;

#[doc(hidden)]
pub mod document;
#[doc(hidden)]
pub mod kinds;
#[doc(hidden)]
pub mod markdown;
#[doc(hidden)]
pub mod prose;
#[doc(hidden)]
pub mod text;

#[doc(hidden)]
pub mod detect;

#[doc(hidden)]
pub mod schema;
#[doc(hidden)]
pub mod values;

#[doc(hidden)]
pub mod rules;

#[doc(hidden)]
pub mod corpus;
#[doc(hidden)]
pub mod finding;

#[doc(hidden)]
pub mod config;
#[doc(hidden)]
pub mod convert;
#[doc(hidden)]
pub mod fix;

#[doc(hidden)]
pub mod linter;

mod checker;

#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod stats;

#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod visible;

#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod infer;

#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod guide;

#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod render;

#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod baseline;
#[cfg(feature = "cli")]
#[doc(hidden)]
#[expect(clippy::disallowed_methods, reason = "this is where the disk is read and written")]
pub mod files;
#[cfg(feature = "cli")]
#[doc(hidden)]
#[expect(clippy::disallowed_methods, reason = "it runs git and looks for its repositories")]
pub mod git;

#[cfg(feature = "cli")]
#[doc(hidden)]
#[expect(clippy::disallowed_methods, reason = "it looks for configurations and follows links")]
pub mod workspace;

#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod batch;

#[cfg(feature = "cli")]
#[doc(hidden)]
#[expect(clippy::disallowed_methods, reason = "it looks for documents and follows links")]
pub mod run;

#[cfg(feature = "cli")]
#[doc(hidden)]
#[expect(clippy::disallowed_methods, reason = "it looks at what other programs have left in a folder")]
pub mod init;

#[cfg(feature = "cli")]
#[doc(hidden)]
#[expect(clippy::disallowed_methods, reason = "it looks whether files have changed")]
pub mod server;

#[cfg(feature = "cli")]
#[doc(hidden)]
#[expect(clippy::disallowed_methods, reason = "this is the outside: arguments, environment, clock, output files")]
pub mod cli;
