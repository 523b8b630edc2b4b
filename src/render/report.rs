//! What renderers are given.

use crate::diagnostic::Diagnostic;
use crate::finding::Located;
use crate::source::{Source, Span};

/// What was found in one document.
#[derive(Debug, Default)]
pub struct DocumentReport {
    /// The path as findings show it, with `/` between folders.
    pub path: String,
    /// Sorted by place, then by rule.
    pub findings: Vec<Located>,
    /// Findings that a baseline knows, for formats that tell them apart.
    pub known: Vec<Located>,
    /// The text, or its head, for the `full` format; the others need none.
    pub source: Option<Source>,
}

/// Why masthead could not do what it was asked, for programs that read a report.
#[derive(Debug)]
pub struct FailureReport {
    pub message: String,
    pub help: Option<String>,
    /// The same as findings on the file that it is about, for formats that have nothing but findings.
    pub report: DocumentReport,
    pub place: FailurePlace,
}

/// How exactly it is known what a failure is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailurePlace {
    /// Not at all: the path and the range of the report stand for nothing.
    Nowhere,
    File,
    Range,
}

impl FailureReport {
    /// A failure in words, about a file or about none.
    pub fn of_message(message: &str, help: Option<&str>, path: Option<&str>) -> Self {
        let name = path.unwrap_or("masthead");
        let mut diagnostic = Diagnostic { rule: "masthead", ..Diagnostic::new(Span::at(0), message) };
        diagnostic.help = help.map(str::to_owned);
        let findings = vec![Located::new(&Source::new(name, ""), diagnostic)];
        Self {
            message: message.to_owned(),
            help: help.map(str::to_owned),
            report: DocumentReport { path: name.to_owned(), findings, ..DocumentReport::default() },
            place: if path.is_some() { FailurePlace::File } else { FailurePlace::Nowhere },
        }
    }

    /// What is wrong with a configuration or a schema.
    pub fn of_diagnostics(path: String, source: &Source, diagnostics: &[Diagnostic]) -> Self {
        let findings = diagnostics.iter().map(|diagnostic| Located::new(source, diagnostic.clone())).collect();
        let first = diagnostics.first();
        Self {
            message: first.map(|first| first.message.clone()).unwrap_or_default(),
            help: first.and_then(|first| first.help.clone()),
            report: DocumentReport { path, findings, ..DocumentReport::default() },
            place: FailurePlace::Range,
        }
    }

    /// The path of the file that it is about.
    pub(super) fn path(&self) -> Option<&str> {
        (self.place != FailurePlace::Nowhere).then_some(self.report.path.as_str())
    }
}
