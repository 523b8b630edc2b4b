//! Colours of a terminal.

use crate::diagnostic::Severity;

/// The colour of a level.
pub(super) const fn ansi(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "\u{1b}[31m",
        Severity::Warning => "\u{1b}[33m",
        Severity::Info => "\u{1b}[36m",
    }
}
