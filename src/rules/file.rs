//! `file/*`: the file as a whole.

use super::{Context, Findings, Repair};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Severity::Error;
use crate::source::Span;
use crate::yaml::ProblemKind;

rules! {
    /// Finds files that cannot be opened or read.
    UNREADABLE = "file/unreadable", Some(Error), Repair::None;
    /// Finds bytes that are not UTF-8.
    ENCODING = "file/encoding", Some(Error), Repair::None;
    /// Finds front matter that is larger or deeper than masthead reads.
    LIMIT = "file/limit", Some(Error), Repair::None;
}

pub(super) fn check(context: &Context, findings: &mut Findings) {
    for problem in context.document.problems.iter().filter(|problem| problem.kind == ProblemKind::Limit) {
        findings.push(&LIMIT, problem.diagnostic.clone());
    }
}

/// What is said of bytes that are not UTF-8: `sample` is what stands from `offset` on.
pub fn not_utf8(offset: usize, sample: &[u8]) -> Diagnostic {
    let byte = sample.first().copied().unwrap_or_default();
    Diagnostic::new(Span::at(offset), format!("the byte 0x{byte:02x} is not UTF-8")).help("save the file as UTF-8")
}
