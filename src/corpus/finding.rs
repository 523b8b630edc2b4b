//! What is found between documents.

use crate::diagnostic::Diagnostic;

/// A finding before it is put to its document.
#[derive(Debug)]
pub(super) struct Finding {
    pub(super) rank: u32,
    pub(super) diagnostic: Diagnostic,
}
