//! `masthead.toml`: which documents are checked, against which schema, and how much each rule matters.
//!
//! [`Config::parse`] turns the text into values and every mistake in it into a diagnostic on that text. What is in force
//! for one document is made from it by [`Config::settings`].

mod advice;
mod condition;
mod globs;
mod inherit;
mod json_schema;
mod read;
mod settings;
mod version;

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

/// The documents that are checked where the configuration does not say, in any case of letters.
pub const DEFAULT_INCLUDE: [&str; 6] = ["**/*.md", "**/*.markdown", "**/*.mdx", "**/*.qmd", "**/*.Rmd", "**/*.mdc"];

/// A configuration, as its file says it.
#[derive(Debug)]
pub struct Config {
    /// The file, or `None` where there is none and everything is as masthead has it.
    pub source: Option<Source>,
    /// The files whose settings it takes, each with where its spans begin to count: behind those of all before it.
    pub bases: Vec<(usize, Source)>,
    /// The file whose settings are still to be taken.
    pub extends: Option<Extends>,
    /// The folder that globs and paths are relative to.
    pub root: PathBuf,
    pub gate: Gate,
    pub include: Globs,
    pub exclude: Globs,
    pub schemas: Vec<SchemaRule>,
    /// The files that stand for addresses in schemas.
    pub schema_files: Vec<SchemaFile>,
    /// What fields hold by their name, where no schema says.
    pub fields: Vec<FieldKind>,
    pub rules: Vec<RuleSetting>,
    /// The `[rules]` of the files whose settings it takes, the nearest first.
    pub base_rules: Vec<Vec<RuleSetting>>,
    pub overrides: Vec<Override>,
}

/// What decides how a run ends and what it shows: what options of the same names say, for everyone at once.
#[derive(Clone, Debug, Default)]
pub struct Gate {
    /// The file of known findings, from the folder of the configuration, in full.
    pub baseline: Option<(PathBuf, Span)>,
    pub max_warnings: Option<(usize, Span)>,
    /// The least level that is shown.
    pub level: Option<(Severity, Span)>,
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

/// The file whose settings a configuration takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extends {
    /// As written: a path from the folder of the file that names it.
    pub name: String,
    /// That folder.
    pub folder: PathBuf,
    pub span: Span,
}

impl Extends {
    /// The path of the file.
    pub fn path(&self) -> PathBuf {
        self.folder.join(&self.name)
    }
}

impl Config {
    /// The configuration of a folder that has none.
    pub fn none(root: impl Into<PathBuf>) -> Self {
        Self {
            source: None,
            bases: Vec::new(),
            extends: None,
            gate: Gate::default(),
            root: root.into(),
            include: Globs::in_any_case(DEFAULT_INCLUDE).expect("the default globs are well-formed"),
            exclude: Globs::default(),
            schemas: Vec::new(),
            schema_files: Vec::new(),
            fields: Vec::new(),
            rules: Vec::new(),
            base_rules: Vec::new(),
            overrides: Vec::new(),
        }
    }

    /// Reads the text of a configuration file that lies in the folder `root`. What it extends is not read: see
    /// [`Self::extends`] and [`Self::inherit`].
    ///
    /// # Errors
    /// Every mistake, as a diagnostic on the source, which is given back.
    pub fn parse(source: Source, root: impl Into<PathBuf>) -> Result<Self, (Box<Source>, Vec<Diagnostic>)> {
        read::read(source, root.into(), 0)
    }

    /// The file that a span of this configuration is in, and the span in that.
    pub fn locate(&self, span: Span) -> Option<(&Source, Span)> {
        let base = self.bases.iter().rev().find(|(start, _)| *start <= span.start);
        match base {
            Some((start, source)) => Some((source, Span::new(span.start - start, span.end - start))),
            None => self.source.as_ref().map(|source| (source, span)),
        }
    }

    /// Whether a span is in the file itself, and not in one whose settings it takes.
    pub fn is_own(&self, span: Span) -> bool {
        self.bases.first().is_none_or(|(start, _)| span.start < *start)
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
}

impl SchemaRule {
    fn governs(&self, path: &Path, fields: Option<&Mapping>) -> bool {
        self.files.as_ref().is_none_or(|files| files.is_match(path)) && condition::all_hold(&self.conditions, fields)
    }
}
