//! The way in for other programs: a text and a schema in, findings with their places and repairs out.
//!
//! Nothing here reads a disk, a clock or an environment. The types are plain values of their own, so that they stay as
//! they are while the modules behind them change.

use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use crate::diagnostic::Diagnostic;
use crate::finding::{Located, Range as LocatedRange, rule_url};
use crate::fix;
use crate::kinds::Kind;
use crate::linter::{self, Settings};
use crate::rules::{self, Levels, Options};
use crate::schema::{NoReferences, Schema};
use crate::source::{self, Source};

pub use crate::diagnostic::{Safety, Severity};

/// Checks and repairs documents: a schema, where there is one, and what is in force for the rules.
///
/// It can be shared between threads and used for any number of documents.
#[derive(Clone, Debug)]
pub struct Checker {
    settings: Settings,
    schema: Option<Arc<Schema>>,
}

/// Something that is wrong with a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule that found it: `group/name`.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong, in one line that stands alone. Text of the document in it is in backticks.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The field that it is about, as a JSON Pointer (RFC 6901).
    pub pointer: Option<String>,
    /// The characters that are wrong.
    pub range: Range,
    /// Other places of the document that belong to it, each with what it has to do with it.
    pub labels: Vec<(Range, String)>,
    /// How to repair it, where that is known. It has been tried: [`Checker::fix`] would make it.
    pub fix: Option<Fix>,
    /// The address of the rule's page, where the project has one.
    pub url: Option<String>,
}

/// A repair: edits that are made all or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What the repair does, in the imperative.
    pub message: String,
    /// Whether it may be made without asking.
    pub safety: Safety,
    /// The edits; they do not overlap.
    pub edits: Vec<Edit>,
}

/// Text that takes the place of other text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced.
    pub range: Range,
    /// What takes its place.
    pub text: String,
}

/// Two places in a document; the end is exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The place of the first character.
    pub start: Position,
    /// The place after the last character.
    pub end: Position,
}

/// A place in a document in every unit that programs count in. Lines end at LF, CRLF or a lone CR; a byte order mark is
/// no column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Bytes of UTF-8 from the start of the text, from 0.
    pub offset: usize,
    /// From 1.
    pub line: usize,
    /// Unicode scalar values from the start of the line, from 1.
    pub column: usize,
    /// Code units of UTF-16 from the start of the line, from 0, as the Language Server Protocol counts.
    pub utf16: usize,
}

/// A document after its repair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// The new text; the old one where nothing was repaired.
    pub text: String,
    /// How many repairs were made.
    pub made: usize,
    /// What is still wrong, with places in the new text.
    pub remaining: Vec<Finding>,
}

/// Why a [`Checker`] cannot be made as asked.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// There is no rule, and no group of rules, of this name.
    UnknownRule(String),
    /// No built-in schema has this name.
    UnknownSchema(String),
    /// There is no kind of value of this name.
    UnknownKind(String),
    /// The text is no schema: what is wrong with it, in the order of the places.
    Schema(Vec<Finding>),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownRule(name) => write!(f, "there is no rule and no group of rules named `{name}`"),
            Self::UnknownSchema(name) => write!(f, "there is no built-in schema named `{name}`"),
            Self::UnknownKind(name) => write!(f, "there is no kind of value named `{name}`"),
            Self::Schema(findings) => match findings.first() {
                Some(first) => write!(f, "line {}: {}", first.range.start.line, first.message),
                None => f.write_str("the schema is invalid"),
            },
        }
    }
}

impl std::error::Error for Error {}

impl Checker {
    /// A checker without a schema, with every rule at its default level. `now` is what dates are compared with.
    pub fn new(now: DateTime<FixedOffset>) -> Self {
        let settings = Settings { levels: Levels::default(), options: Options::default(), fields: Arc::default(), now };
        Self { settings, schema: None }
    }

    /// Puts documents under a schema: a JSON Schema in YAML or JSON, which refers to no other file.
    ///
    /// # Errors
    /// [`Error::Schema`], where the text is not a valid schema.
    pub fn schema(mut self, text: &str) -> Result<Self, Error> {
        let schema = Schema::load(Source::new("", text), None, Arc::new(NoReferences));
        let schema = schema.map_err(|error| {
            let error = *error;
            Error::Schema(error.diagnostics.into_iter().map(|found| finding(&error.source, found)).collect())
        })?;
        self.schema = Some(Arc::new(schema));
        Ok(self)
    }

    /// Puts documents under a schema that masthead brings along, such as `article`.
    ///
    /// # Errors
    /// [`Error::UnknownSchema`].
    pub fn builtin_schema(mut self, name: &str) -> Result<Self, Error> {
        let schema = Schema::builtin(name).ok_or_else(|| Error::UnknownSchema(name.to_owned()))?;
        self.schema = Some(schema);
        Ok(self)
    }

    /// Sets the level of a rule, of a whole group (`date`) or of `all` rules; `None` is off.
    ///
    /// # Errors
    /// [`Error::UnknownRule`].
    pub fn level(mut self, rules: &str, level: Option<Severity>) -> Result<Self, Error> {
        let selected = rules::select(rules);
        if selected.is_empty() {
            return Err(Error::UnknownRule(rules.to_owned()));
        }
        for rule in selected {
            match rules {
                "all" => self.settings.levels.set(rule, level),
                _ => self.settings.levels.choose(rule, level),
            }
        }
        Ok(self)
    }

    /// Says what a field holds where no schema says so: `date`, `language-tag`, `wikilink`, `wayback-url`, `uri` and the
    /// other formats that masthead has rules for.
    ///
    /// # Errors
    /// [`Error::UnknownKind`].
    pub fn field(mut self, name: &str, kind: &str) -> Result<Self, Error> {
        let kind = Kind::from_name(kind).ok_or_else(|| Error::UnknownKind(kind.to_owned()))?;
        Arc::make_mut(&mut self.settings.fields).add(name, kind);
        Ok(self)
    }

    /// Checks the text of a document. The findings are sorted by place, then by rule.
    pub fn check(&self, text: &str) -> Vec<Finding> {
        let source = Source::new("", text);
        let mut found = self.diagnostics(&source, self.settings.options.findings);
        fix::keep_tried(&source, &mut found, |source| self.diagnostics(source, usize::MAX));
        found.into_iter().map(|diagnostic| finding(&source, diagnostic)).collect()
    }

    /// Repairs the text of a document as far as `allow` goes. The body stays as it is, and so does every value that no
    /// repair is about.
    pub fn fix(&self, text: &str, allow: Safety) -> Fixed {
        let repaired = fix::repair(Source::new("", text), |source| self.diagnostics(source, usize::MAX), allow);
        let text = repaired.source.into_text();
        let remaining = self.check(&text);
        Fixed { text, made: repaired.applied.len(), remaining }
    }

    fn diagnostics(&self, source: &Source, most: usize) -> Vec<Diagnostic> {
        if most == self.settings.options.findings {
            return linter::check(source, self.schema.as_deref(), &self.settings).diagnostics;
        }
        let mut settings = self.settings.clone();
        settings.options.findings = most;
        linter::check(source, self.schema.as_deref(), &settings).diagnostics
    }
}

/// Counts lines and columns. `source` is the text in which the diagnostic's spans count.
fn finding(source: &Source, diagnostic: Diagnostic) -> Finding {
    let located = Located::new(source, diagnostic);
    let range = |range: LocatedRange| Range { start: position(source, range.start), end: position(source, range.end) };
    let edits = |located: &Located| {
        located.edits().map(|(place, text)| Edit { range: range(place), text: text.into() }).collect()
    };
    let fix = located.diagnostic.fix.as_ref().map(|fix| Fix {
        message: fix.message.clone(),
        safety: fix.safety,
        edits: edits(&located),
    });
    Finding {
        range: range(located.range),
        labels: located.labels("").map(|(_, place, message)| (range(place), message.to_owned())).collect(),
        fix,
        rule: located.diagnostic.rule,
        severity: located.diagnostic.severity,
        url: rules::find(located.diagnostic.rule).and_then(rule_url),
        message: located.diagnostic.message,
        help: located.diagnostic.help,
        pointer: located.diagnostic.pointer,
    }
}

fn position(source: &Source, position: source::Position) -> Position {
    let start = source.line(position.line).map_or(0, |line| line.start);
    let before = source.text().get(start..position.offset).unwrap_or_default();
    Position {
        offset: position.offset,
        line: position.line,
        column: position.column,
        utf16: before.encode_utf16().count(),
    }
}
