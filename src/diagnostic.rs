//! What masthead says of a document: a plain value that knows no file format, no output format and no configuration.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::source::{Position, Span};

/// How much a finding matters. Errors make the exit status 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Info,
    Warning,
    Error,
}

impl Severity {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One finding in a document.
///
/// The message is one line, lower case, without a full stop, and stands alone; document text in it is in backticks.
/// `rule` and `severity` are stamped by whoever asked for the check, not by the code that found the fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub rule: &'static str,
    pub severity: Severity,
    pub message: String,
    pub span: Span,
    /// What the mark under `span` says beside the source line, where the message alone does not tell.
    pub label: Option<String>,
    /// The JSON Pointer (RFC 6901) of the field, where the finding is about one.
    pub pointer: Option<String>,
    /// What to do about it, in the imperative.
    pub help: Option<String>,
    /// Other places that belong to the finding.
    pub labels: Vec<Label>,
    pub fix: Option<Fix>,
}

impl Diagnostic {
    pub fn new(span: impl Into<Span>, message: impl Into<String>) -> Self {
        Self {
            rule: "",
            severity: Severity::Error,
            message: one_line(message.into()),
            span: span.into(),
            label: None,
            pointer: None,
            help: None,
            labels: Vec::new(),
            fix: None,
        }
    }

    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.label = Some(one_line(text.into()));
        self
    }

    #[must_use]
    pub fn pointer(mut self, pointer: impl Into<String>) -> Self {
        self.pointer = Some(pointer.into());
        self
    }

    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(one_line(help.into()));
        self
    }

    /// Adds another place of the same document.
    #[must_use]
    pub fn also(mut self, span: Span, message: impl Into<String>) -> Self {
        self.labels.push(Label { place: Place::Here(span), message: one_line(message.into()) });
        self
    }

    /// Adds a place of another document.
    #[must_use]
    pub fn elsewhere(
        mut self,
        path: impl Into<String>,
        range: (Position, Position),
        message: impl Into<String>,
    ) -> Self {
        let place = Place::Elsewhere { path: path.into(), start: range.0, end: range.1 };
        self.labels.push(Label { place, message: one_line(message.into()) });
        self
    }

    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }
}

/// Another place that belongs to a finding, and what it has to do with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub place: Place,
    pub message: String,
}

/// Where a [`Label`] points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the document of the finding.
    Here(Span),
    /// In another document, whose text is no longer at hand.
    Elsewhere { path: String, start: Position, end: Position },
}

/// A repair: edits that belong together, made all or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What the repair does, in the imperative: ``write `ru-RU` ``.
    pub message: String,
    pub safety: Safety,
    pub edits: Vec<Edit>,
}

impl Fix {
    /// A repair after which every reader gets the data that the writer meant, and which loses no information.
    pub fn safe(message: impl Into<String>, edits: impl Into<Vec<Edit>>) -> Self {
        Self { message: one_line(message.into()), safety: Safety::Safe, edits: edits.into() }
    }

    /// A repair that is likely, but that the writer should look at.
    pub fn unsafe_(message: impl Into<String>, edits: impl Into<Vec<Edit>>) -> Self {
        Self { message: one_line(message.into()), safety: Safety::Unsafe, edits: edits.into() }
    }
}

/// Whether a repair may be made without asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Safety {
    Safe,
    Unsafe,
}

/// New text for one span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub span: Span,
    pub text: String,
}

impl Edit {
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }

    pub fn delete(span: Span) -> Self {
        Self::replace(span, "")
    }

    pub fn insert(offset: usize, text: impl Into<String>) -> Self {
        Self::replace(Span::at(offset), text)
    }
}

/// A text without line ends: whatever it quotes, what is said is one line.
fn one_line(text: String) -> String {
    if text.contains(['\n', '\r']) { text.replace('\n', "\\n").replace('\r', "\\r") } else { text }
}

/// Two document texts as a message shows them where their difference matters: as [`excerpt`], but cut around the first
/// character in which they differ.
pub fn contrast(one: &str, other: &str) -> (String, String) {
    /// So that the difference is in the first half of what is shown.
    const BEFORE: usize = 30;
    let same = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let shown = |text: &str| {
        let from = text.char_indices().nth(same.saturating_sub(BEFORE / 2)).map_or(0, |(at, _)| at);
        if same <= BEFORE || from == 0 { excerpt(text).into_owned() } else { format!("…{}", excerpt(&text[from..])) }
    };
    (shown(one), shown(other))
}

/// Document text as a message shows it where the white space from byte `at` on matters: as [`excerpt`], but cut around that
/// place, and with `␣` for each space of it.
pub fn with_space(text: &str, space: std::ops::Range<usize>) -> String {
    /// So much stands before the place, if there is more.
    const BEFORE: usize = 30;
    let visible: String = text[space.clone()].chars().map(|_| '␣').collect();
    let whole = format!("{}{visible}{}", &text[..space.start], &text[space.end..]);
    let before = text[..space.start].chars().count();
    match whole.char_indices().nth(before.saturating_sub(BEFORE)) {
        Some((from, _)) if from > 0 => format!("…{}", excerpt(&whole[from..])),
        _ => excerpt(&whole).into_owned(),
    }
}

/// Document text as a message shows it: on one line, and no longer than some 60 characters.
pub fn excerpt(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 60;
    let line = text.trim().lines().next().unwrap_or_default();
    let shortened = line.char_indices().nth(LONGEST).map(|(end, _)| &line[..end]);
    match shortened {
        Some(start) => Cow::Owned(format!("{start}…")),
        None if line.len() < text.trim().len() => Cow::Owned(format!("{line}…")),
        None => Cow::Borrowed(line),
    }
}
