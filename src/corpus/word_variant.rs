//! `corpus/variant`: one plain value in two spellings.

use std::collections::BTreeMap;

use super::finding::Finding;
use super::place::{Again, WordPlace};
use super::spelling::{is_in_other_letters, parts};
use super::variant::{Pair, times};
use crate::diagnostic::{Diagnostic, Edit, Fix, contrast, excerpt};
use crate::rules::corpus::WORD_VARIANT;

/// Words each use of a rarer spelling that was read again.
pub(super) fn find(again: &Again, pairs: &[Pair], findings: &mut Vec<Finding>) {
    let mut uses: BTreeMap<&str, Vec<&WordPlace>> = BTreeMap::new();
    for word in &again.words {
        uses.entry(&word.spelling).or_default().push(word);
    }
    for pair in pairs {
        let first = uses.get(pair.commoner.0).and_then(|places| places.first());
        for word in uses.get(pair.rarer.0).into_iter().flatten() {
            findings.extend(finding(again, pair, word, first.copied()));
        }
    }
}

fn finding(again: &Again, pair: &Pair, word: &WordPlace, first: Option<&WordPlace>) -> Option<Finding> {
    let severity = word.place.level?;
    let (field, rarer) = parts(pair.rarer.0);
    let (_, commoner) = parts(pair.commoner.0);
    let (shown, other) = contrast(rarer, commoner);
    let message = format!(
        "`{shown}` in `{}` is spelled `{other}` elsewhere: {} against {}",
        excerpt(field?),
        times(pair.rarer.1.uses),
        times(pair.commoner.1.uses),
    );
    let alike = if is_in_other_letters(rarer, commoner) { "; the letters look alike and are not the same" } else { "" };
    let mut diagnostic = Diagnostic::new(word.place.span, message)
        .pointer(&word.place.pointer)
        .help(format!("write `{other}`, or the other spelling everywhere{alike}"));
    if let Some(style) = word.style {
        let edit = Edit::replace(word.place.span, word.syntax.write(commoner, style));
        diagnostic = diagnostic.fix(Fix::unsafe_(format!("write `{other}`"), [edit]));
    }
    if let Some(first) = first
        && let Some(name) = again.names.get(&first.place.rank)
    {
        let label = format!("spelled `{other}` here");
        diagnostic = if first.place.rank == word.place.rank {
            diagnostic.also(first.place.span, label)
        } else {
            diagnostic.elsewhere(name, first.place.range, label)
        };
    }
    Some(Finding { rank: word.place.rank, diagnostic: Diagnostic { rule: WORD_VARIANT.name, severity, ..diagnostic } })
}
