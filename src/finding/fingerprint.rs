//! What makes a finding the same one when the lines around it change.

use std::collections::HashMap;

use crate::diagnostic::Diagnostic;
use crate::source::Source;
use crate::values::without_indices;

/// Tells findings of one document apart that are about the same rule, field and text, by counting them.
#[derive(Debug, Default)]
pub struct Occurrences(HashMap<u64, u64>);

impl Occurrences {
    /// The fingerprint of the next finding of a document, in 16 hexadecimal digits. `scope` is what else tells it from
    /// others, such as the path.
    pub fn next(&mut self, scope: &[u8], fingerprint: u64) -> String {
        let occurrence = self.0.entry(fingerprint).or_default();
        *occurrence += 1;
        format!("{:016x}", hash([scope, &fingerprint.to_le_bytes(), &occurrence.to_le_bytes()]))
    }
}

/// How much of a marked text tells it from another.
const FINGERPRINTED: usize = 1024;

/// A hash of rule, field and marked text.
pub(super) fn fingerprint(source: &Source, diagnostic: &Diagnostic) -> u64 {
    let text = source.text().as_bytes();
    let end = diagnostic.span.end.min(diagnostic.span.start.saturating_add(FINGERPRINTED)).min(text.len());
    let marked = text.get(diagnostic.span.start..end).unwrap_or_default();
    let field = without_indices(diagnostic.pointer.as_deref().unwrap_or_default());
    hash([diagnostic.rule.as_bytes(), field.as_bytes(), marked])
}

/// The 64-bit FNV-1a hash of some texts: the same on every machine and in every version.
fn hash<'a>(texts: impl IntoIterator<Item = &'a [u8]>) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for text in texts {
        for byte in text.iter().chain(&[0xff]) {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}
