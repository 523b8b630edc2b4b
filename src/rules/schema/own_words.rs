//! Findings in the words of the schema.

use crate::diagnostic::Diagnostic;
use crate::schema::Failure;

/// A finding as the schema wants it said, or with the condition under which it is one.
pub(super) fn in_own_words(failure: &Failure, mut found: Diagnostic) -> Diagnostic {
    if let Some(message) = &failure.message {
        found.message.clone_from(message);
    } else if let Some(because) = &failure.because {
        found.message = format!("{} because {because}", found.message);
    }
    found
}
