//! `corpus/duplicate`: values that two documents share.

use std::collections::BTreeMap;

use super::finding::Finding;
use super::place::{Again, UniquePlace};
use crate::diagnostic::{Diagnostic, excerpt};
use crate::rules::corpus::DUPLICATE;

/// Compares what was read again; `shared` tells in how many documents each hash is.
pub(super) fn find(again: &Again, shared: &BTreeMap<u64, u32>, findings: &mut Vec<Finding>) {
    // By value and not by hash: two values may have one hash by chance.
    let mut groups: BTreeMap<(&str, &str), Vec<&UniquePlace>> = BTreeMap::new();
    for unique in &again.unique {
        groups.entry((&unique.field, &unique.normal)).or_default().push(unique);
    }
    for places in groups.values() {
        let [first, later @ ..] = places.as_slice() else { continue };
        let documents = shared.get(&first.hash).copied().unwrap_or_default();
        for unique in later.iter().filter(|unique| unique.place.rank != first.place.rank) {
            if let Some(finding) = finding(again, first, unique, documents) {
                findings.push(finding);
            }
        }
    }
}

fn finding(again: &Again, first: &UniquePlace, unique: &UniquePlace, documents: u32) -> Option<Finding> {
    let severity = unique.place.level?;
    let name = again.names.get(&first.place.rank)?;
    let (field, text) = (excerpt(&unique.field), excerpt(&unique.text));
    let others = match documents.saturating_sub(2) {
        0 => String::new(),
        1 => " and one other document".to_owned(),
        others => format!(" and {others} other documents"),
    };
    let message = format!("the `{field}` `{text}` is also that of `{}`{others}", excerpt(name));
    let label = if first.text == unique.text { "first used here" } else { "first used here, in another spelling" };
    let diagnostic = Diagnostic::new(unique.place.span, message)
        .pointer(&unique.place.pointer)
        .help("remove one of the two documents, or correct the value that is wrong")
        .elsewhere(name, first.place.range, label);
    Some(Finding { rank: unique.place.rank, diagnostic: Diagnostic { rule: DUPLICATE.name, severity, ..diagnostic } })
}
