//! Findings as the protocol has them.

use std::path::{Path, PathBuf};

use super::lsp;
use super::position::{Encoding, Lines};
use super::uri::uri_of;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::finding::{Located, rule_url};
use crate::rules;
use crate::source::Position;

/// What a client can show.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Abilities {
    pub(super) links: bool,
    pub(super) related: bool,
    pub(super) tags: bool,
}

/// The text in which the findings of one document are placed.
#[derive(Clone, Copy)]
pub(super) struct Placed<'a> {
    pub(super) uri: &'a lsp::Uri,
    pub(super) text: &'a str,
    pub(super) lines: &'a Lines,
    pub(super) abilities: Abilities,
    /// Reads the text of another document.
    pub(super) other: &'a dyn Fn(&Path) -> Option<String>,
    pub(super) encoding: Encoding,
}

impl Placed<'_> {
    pub(super) fn diagnostic(&self, found: &Located) -> lsp::Diagnostic {
        let diagnostic = &found.diagnostic;
        let help = diagnostic.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
        let related = diagnostic.labels.iter().filter_map(|label| {
            let location = self.location(&label.place)?;
            Some(lsp::DiagnosticRelatedInformation { location, message: label.message.clone() })
        });
        let rule = rules::find(diagnostic.rule);
        let url = rule.and_then(rule_url).filter(|_| self.abilities.links);
        lsp::Diagnostic {
            range: self.lines.range(self.text, diagnostic.span),
            severity: Some(severity(diagnostic.severity)),
            code: Some(lsp::Code::String(diagnostic.rule.to_owned())),
            code_description: url.map(|url| lsp::CodeDescription { href: lsp::Uri(url) }),
            source: Some("masthead".to_owned()),
            message: lsp::Message::String(format!("{}{help}", diagnostic.message)),
            tags: tag(diagnostic.rule).filter(|_| self.abilities.tags).map(|tag| vec![tag]),
            related_information: self.abilities.related.then(|| related.collect()),
            data: None,
        }
    }

    pub(super) fn location(&self, place: &Place) -> Option<lsp::Location> {
        match place {
            Place::Here(span) => {
                Some(lsp::Location { uri: self.uri.clone(), range: self.lines.range(self.text, *span) })
            }
            Place::Elsewhere { path, start, end } => self.elsewhere(path, *start, *end),
        }
    }

    fn elsewhere(&self, path: &str, start: Position, end: Position) -> Option<lsp::Location> {
        let path = std::path::absolute(PathBuf::from(path)).ok()?;
        let text = (self.other)(&path).unwrap_or_default();
        let lines = Lines::new(&text, self.encoding);
        let place = |position: Position| {
            if position.offset <= text.len() && !text.is_empty() {
                lines.position(&text, position.offset)
            } else {
                let count = super::position::count;
                lsp::Position { line: count(position.line - 1), character: count(position.column - 1) }
            }
        };
        let range = lsp::Range { start: place(start), end: place(end) };
        Some(lsp::Location { uri: uri_of(&path), range })
    }
}

/// A fault of a configuration or a schema, on its own text.
pub(super) fn of_file(text: &str, lines: &Lines, diagnostic: &Diagnostic) -> lsp::Diagnostic {
    let help = diagnostic.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    lsp::Diagnostic {
        range: lines.range(text, diagnostic.span),
        severity: Some(severity(diagnostic.severity)),
        code: Some(lsp::Code::String(diagnostic.rule.to_owned())).filter(|_| !diagnostic.rule.is_empty()),
        source: Some("masthead".to_owned()),
        message: lsp::Message::String(format!("{}{help}", diagnostic.message)),
        ..lsp::Diagnostic::default()
    }
}

fn severity(severity: Severity) -> lsp::DiagnosticSeverity {
    match severity {
        Severity::Error => lsp::DiagnosticSeverity::Error,
        Severity::Warning => lsp::DiagnosticSeverity::Warning,
        Severity::Info => lsp::DiagnosticSeverity::Information,
    }
}

/// How editors draw what a rule finds, where they draw it otherwise.
fn tag(rule: &str) -> Option<lsp::DiagnosticTag> {
    match rule.split_once('/')?.1 {
        "deprecated" => Some(lsp::DiagnosticTag::Deprecated),
        "unused" | "trailing-space" => Some(lsp::DiagnosticTag::Unnecessary),
        _ => None,
    }
}
