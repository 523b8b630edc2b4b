//! `masthead.toml`: which documents are checked, against which schema, and how much each rule matters.
//!
//! [`Config::parse`] turns the text into values and every mistake in it into a diagnostic on that text. What is in force
//! for one document is made from it by [`Config::settings`].

mod advice;
mod condition;
mod globs;
mod json_schema;
mod read;
mod settings;

use std::path::{Path, PathBuf};

pub use condition::{Condition, Literal, Wanted, joined};
pub use globs::{Globs, PatternFault};
pub use json_schema::json_schema;
pub use settings::{Adjustments, Origin, RuleLayer};

use crate::diagnostic::{Diagnostic, Severity};
use crate::kinds::Shape;
use crate::rules::{OptionSpec, Rule};
use crate::source::{Source, Span};
use crate::tree::Mapping;

/// The names of the configuration file, the preferred one first.
pub const FILE_NAMES: [&str; 2] = ["masthead.toml", ".masthead.toml"];

/// The documents that are checked where the configuration does not say.
pub const DEFAULT_INCLUDE: [&str; 6] = ["**/*.md", "**/*.markdown", "**/*.mdx", "**/*.qmd", "**/*.Rmd", "**/*.mdc"];

/// A configuration, as its file says it.
#[derive(Debug)]
pub struct Config {
    /// The file, or `None` where there is none and everything is as masthead has it.
    pub source: Option<Source>,
    /// The folder that globs and paths are relative to.
    pub root: PathBuf,
    pub include: Globs,
    pub exclude: Globs,
    pub schemas: Vec<SchemaRule>,
    /// The files that stand for addresses in schemas.
    pub schema_files: Vec<SchemaFile>,
    /// What fields hold by their name, where no schema says.
    pub fields: Vec<FieldKind>,
    pub rules: Vec<RuleSetting>,
    pub overrides: Vec<Override>,
}

/// A member of `[[schemas]]`.
#[derive(Debug)]
pub struct SchemaRule {
    /// The documents by their paths; `None` is all of them.
    pub files: Option<Globs>,
    /// The documents by the values of their fields: all of these hold.
    pub conditions: Vec<Condition>,
    /// A built-in name, or a path from the configuration's folder.
    pub schema: String,
    pub span: Span,
}

/// A member of `[schema-files]`.
#[derive(Debug)]
pub struct SchemaFile {
    /// The address, as schemas and documents write it; with a `/` at its end that of a folder.
    pub address: String,
    /// A path from the configuration's folder.
    pub file: String,
    pub span: Span,
}

/// A member of `[fields]`.
#[derive(Debug)]
pub struct FieldKind {
    pub field: String,
    pub kind: crate::kinds::Kind,
    pub span: Span,
}

/// A member of `[rules]`.
#[derive(Debug)]
pub struct RuleSetting {
    /// What it is said of: a rule, a group, or `all`.
    pub selector: String,
    pub rules: Vec<&'static Rule>,
    /// `None` where only options are set.
    pub level: Option<Option<Severity>>,
    pub options: Vec<(&'static OptionSpec, OptionValue)>,
    pub span: Span,
}

/// The value of an option.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum OptionValue {
    Count(usize),
    Duration(chrono::TimeDelta),
}

/// A member of `[[overrides]]`.
#[derive(Debug)]
pub struct Override {
    pub files: Globs,
    pub rules: Vec<RuleSetting>,
}

impl Config {
    /// The configuration of a folder that has none.
    pub fn none(root: impl Into<PathBuf>) -> Self {
        Self {
            source: None,
            root: root.into(),
            include: Globs::new(DEFAULT_INCLUDE).expect("the default globs are well-formed"),
            exclude: Globs::default(),
            schemas: Vec::new(),
            schema_files: Vec::new(),
            fields: Vec::new(),
            rules: Vec::new(),
            overrides: Vec::new(),
        }
    }

    /// Reads the text of a configuration file that lies in the folder `root`.
    ///
    /// # Errors
    /// Every mistake, as a diagnostic on the source, which is given back.
    pub fn parse(source: Source, root: impl Into<PathBuf>) -> Result<Self, (Box<Source>, Vec<Diagnostic>)> {
        read::read(source, root.into())
    }

    /// A document's path from this configuration's folder; `None` if it is not inside.
    pub fn relative<'p>(&self, path: &'p Path) -> Option<&'p Path> {
        path.strip_prefix(&self.root).ok()
    }

    /// Whether a document that was met while walking is to be checked; `path` is relative to the folder.
    pub fn includes(&self, path: &Path) -> bool {
        self.include.is_match(path) && !self.exclude.is_match(path)
    }

    /// The schema that `[[schemas]]` gives to a document with these fields, and its place among them; `path` is relative
    /// to the folder.
    pub fn schema_for(&self, path: &Path, fields: Option<&Mapping>) -> Option<(usize, &SchemaRule)> {
        self.schemas.iter().enumerate().find(|(_, schema)| schema.governs(path, fields))
    }

    /// What `[fields]` says that fields hold.
    pub fn own_fields(&self) -> Shape {
        let mut shape = Shape::default();
        for field in &self.fields {
            shape.properties.insert(field.field.clone(), Shape::one_or_many(field.kind));
        }
        shape
    }

    /// What fields hold by their name: the usual, and what `[fields]` says.
    pub fn field_shape(&self) -> Shape {
        let mut shape = crate::kinds::usual();
        shape.properties.extend(self.own_fields().properties);
        shape
    }
}

impl SchemaRule {
    fn governs(&self, path: &Path, fields: Option<&Mapping>) -> bool {
        self.files.as_ref().is_none_or(|files| files.is_match(path)) && condition::all_hold(&self.conditions, fields)
    }
}
