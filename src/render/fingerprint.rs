//! What makes a finding the same one when the lines around it change.

use std::collections::HashMap;

use super::report::{Located, hash};

/// Tells findings of one document apart that are about the same rule, field and text, by counting them.
#[derive(Debug, Default)]
pub(super) struct Occurrences(HashMap<u64, u64>);

impl Occurrences {
    /// The fingerprint of the next finding of a document, in 16 hexadecimal digits. `scope` is what else tells it from
    /// others, such as the path.
    pub(super) fn next(&mut self, scope: &[u8], finding: &Located) -> String {
        let occurrence = self.0.entry(finding.fingerprint).or_default();
        *occurrence += 1;
        format!("{:016x}", hash([scope, &finding.fingerprint.to_le_bytes(), &occurrence.to_le_bytes()]))
    }
}
