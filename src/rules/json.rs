//! `json/*`: what JSON itself has against a front matter.

use super::template::is_template;
use super::{Context, Findings, Repair};
use crate::diagnostic::Severity::{Error, Info};
use crate::syntax::Syntax;
use crate::tree::ProblemKind;

rules! {
    /// Finds what is not JSON in front matter between braces.
    ///
    /// Every fault of the object is found, not only the first, and the fields beside it are still checked. Most are habits
    /// of JavaScript or YAML: a comma before the closing brace, names without quotes, single quotes, comments, `True`.
    /// JSON has no comments, so that a finding in it can be suppressed by the configuration only.
    ///
    /// # Fails
    ///
    /// ```json
    /// {
    ///   title: "Kazakhstan",
    ///   "tags": ["a", "b",]
    /// }
    /// ```
    ///
    /// # Passes
    ///
    /// ```json
    /// {
    ///   "title": "Kazakhstan",
    ///   "tags": ["a", "b"]
    /// }
    /// ```
    SYNTAX = "json/syntax", Some(Error), Repair::Safe, effect = Syntax;
    /// Finds names that an object in JSON has twice.
    ///
    /// Most readers take the last of the two and drop the first unseen.
    ///
    /// # Fails
    ///
    /// ```json
    /// {
    ///   "title": "Kazakhstan",
    ///   "title": "Serbia"
    /// }
    /// ```
    ///
    /// # Passes
    ///
    /// ```json
    /// {
    ///   "title": "Kazakhstan",
    ///   "seo": { "title": "Serbia" }
    /// }
    /// ```
    DUPLICATE_KEY = "json/duplicate-key", Some(Error), Repair::None;
}

pub(super) fn check(context: &Context, findings: &mut Findings) {
    if context.document.syntax != Syntax::Json {
        return;
    }
    for problem in &context.document.problems {
        let rule = match problem.kind {
            ProblemKind::Limit => continue,
            ProblemKind::DuplicateKey => &DUPLICATE_KEY,
            ProblemKind::Syntax | ProblemKind::LookAlike | ProblemKind::Portability | ProblemKind::Tag => &SYNTAX,
        };
        let mut diagnostic = problem.diagnostic.clone();
        let most = if is_template(context, diagnostic.span) { Info } else { Error };
        if let Some(value) = context.values.scalar_at(diagnostic.span) {
            diagnostic = diagnostic.pointer(context.values.pointer(value));
        }
        findings.push_at_most(rule, most, diagnostic);
    }
}
