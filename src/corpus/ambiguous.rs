//! `wikilink/ambiguous`: links that several documents answer to.

use std::collections::BTreeMap;

use super::finding::Finding;
use super::place::{Again, LinkPlace};
use crate::diagnostic::{Diagnostic, excerpt};
use crate::rules::corpus::AMBIGUOUS;

/// How many documents are named.
pub(super) const SHOWN: usize = 5;

/// Words the links whose target several documents have, each with the ranks of those.
pub(super) fn find(again: &Again, ambiguous: &[(&str, Vec<u32>)], findings: &mut Vec<Finding>) {
    let holders: BTreeMap<&str, &[u32]> = ambiguous.iter().map(|(target, ranks)| (*target, ranks.as_slice())).collect();
    for link in &again.ambiguous {
        findings.extend(holders.get(link.target.as_str()).and_then(|holders| finding(again, link, holders)));
    }
}

fn finding(again: &Again, link: &LinkPlace, holders: &[u32]) -> Option<Finding> {
    let severity = link.place.level?;
    let names: Vec<String> =
        holders.iter().filter_map(|rank| again.names.get(rank)).map(|name| format!("`{}`", excerpt(name))).collect();
    let more = match holders.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let names = names.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    let message = format!(
        "`{}` links to `{}`, which is the name of {} documents: {names}{more}",
        excerpt(&link.place.field()),
        excerpt(&link.target),
        holders.len(),
    );
    let help = "write the folder too, as in `[[folder/name]]`, or rename one of the documents";
    let diagnostic = Diagnostic::new(link.place.span, message).pointer(&link.place.pointer).help(help);
    Some(Finding { rank: link.place.rank, diagnostic: Diagnostic { rule: AMBIGUOUS.name, severity, ..diagnostic } })
}
