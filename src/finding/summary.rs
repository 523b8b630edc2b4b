//! How much a run has checked and found.

use super::located::Located;
use crate::diagnostic::{Safety, Severity};

/// How much was checked and found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    pub files: usize,
    pub errors: usize,
    pub warnings: usize,
    pub infos: usize,
    /// Findings that have a safe fix.
    pub fixable: usize,
    /// Findings that have an unsafe fix.
    pub fixable_unsafe: usize,
    /// Findings that were repaired in this run, which are no longer counted above.
    pub repaired: usize,
    /// Repairs that were tried and not kept.
    pub held_back: usize,
}

impl Summary {
    /// Counts one more document.
    pub fn add(&mut self, findings: &[Located]) {
        self.files += 1;
        self.count(findings);
    }

    /// Counts findings of a document that is counted already.
    pub fn count(&mut self, findings: &[Located]) {
        for finding in findings {
            match finding.diagnostic.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Info => self.infos += 1,
            }
            match finding.safety() {
                Some(Safety::Safe) => self.fixable += 1,
                Some(Safety::Unsafe) => self.fixable_unsafe += 1,
                None => {}
            }
        }
    }

    pub const fn findings(&self) -> usize {
        self.errors + self.warnings + self.infos
    }
}
