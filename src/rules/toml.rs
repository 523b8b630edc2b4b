//! `toml/*`: what TOML itself has against a front matter.

use super::template::is_template;
use super::{Context, Findings, Repair};
use crate::diagnostic::Severity::{Error, Info, Warning};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Span;
use crate::syntax::Syntax;
use crate::tree::ProblemKind;

rules! {
    /// Finds what is not TOML in front matter between lines `+++`.
    ///
    /// Every fault of the block is found, not only the first, and the fields beside it are still checked. Most are habits
    /// of YAML or another language: `key: value`, text without quotes, `yes`, a list below its key. A link `[[Note]]` needs
    /// quotes: at the start of a line TOML reads a table there, behind a `=` a list in a list. What only
    /// TOML 1.1 allows is a warning, as most readers of front matter refuse it.
    ///
    /// # Fails
    ///
    /// ```toml
    /// +++
    /// title: Kazakhstan
    /// draft = no
    /// +++
    /// ```
    ///
    /// # Passes
    ///
    /// ```toml
    /// +++
    /// title = "Kazakhstan"
    /// draft = false
    /// date = 2022-09-26
    /// +++
    /// ```
    SYNTAX = "toml/syntax", Some(Error), Repair::Safe, effect = Syntax;
}

pub(super) fn check(context: &Context, findings: &mut Findings) {
    if context.document.syntax != Syntax::Toml {
        return;
    }
    for problem in &context.document.problems {
        let most = match problem.kind {
            ProblemKind::Limit => continue,
            ProblemKind::Portability => Warning,
            ProblemKind::Syntax if is_template(context, problem.diagnostic.span) => Info,
            ProblemKind::Syntax | ProblemKind::LookAlike | ProblemKind::DuplicateKey | ProblemKind::Tag => Error,
        };
        if is_said_as_date(problem.diagnostic.span, findings) {
            continue;
        }
        findings.push_at_most(&SYNTAX, most, with_pointer(context, problem.diagnostic.clone()));
    }
}

/// Whether a rule about dates has said what is wrong with the value, whose readers refuse the document.
fn is_said_as_date(span: Span, findings: &mut Findings) -> bool {
    const RULES: [&str; 2] = ["date/malformed", "date/impossible"];
    let level = findings.level(&SYNTAX).unwrap_or(Severity::Info);
    !span.is_empty() && RULES.iter().any(|rule| findings.raise(rule, span, level))
}

/// Names the field, where the fault is a value of one.
fn with_pointer(context: &Context, diagnostic: Diagnostic) -> Diagnostic {
    match context.values.scalar_at(diagnostic.span) {
        Some(value) => diagnostic.pointer(context.values.pointer(value)),
        None => diagnostic,
    }
}
