//! `yaml/*`: what keeps readers of YAML from reading the same thing.

use super::{Context, Findings, Repair};
use crate::diagnostic::Severity::{Error, Warning};
use crate::yaml::ProblemKind;

rules! {
    /// Finds what is not YAML.
    SYNTAX = "yaml/syntax", Some(Error), Repair::Unsafe;
    /// Finds characters that look like YAML syntax and are not.
    LOOK_ALIKE = "yaml/look-alike", Some(Error), Repair::Safe;
    /// Finds explicit tags beyond the core schema.
    TAG = "yaml/tag", Some(Warning), Repair::None;
    /// Finds a key that is twice in one mapping.
    DUPLICATE_KEY = "yaml/duplicate-key", Some(Error), Repair::None;
}

pub(super) fn check(context: &Context, findings: &mut Findings) {
    for problem in &context.document.problems {
        let rule = match problem.kind {
            ProblemKind::Syntax => &SYNTAX,
            ProblemKind::LookAlike => &LOOK_ALIKE,
            ProblemKind::Tag => &TAG,
            ProblemKind::DuplicateKey => &DUPLICATE_KEY,
            ProblemKind::Limit => continue,
        };
        findings.push(rule, problem.diagnostic.clone());
    }
}
