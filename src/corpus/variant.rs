//! `wikilink/variant`: one target in two spellings.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::finding::Finding;
use super::hash::hash_of;
use super::place::{Again, LinkPlace};
use super::spelling::Spelling;
use super::spelling::{is_in_other_letters, is_variant, keys};
use crate::diagnostic::{Diagnostic, contrast, excerpt};
use crate::rules::corpus::VARIANT;

/// A spelling and the commoner one of the same target.
#[derive(Debug)]
pub(super) struct Pair<'s> {
    pub(super) rarer: (&'s str, &'s Spelling),
    pub(super) commoner: (&'s str, &'s Spelling),
}

/// Finds the spellings that have a commoner one. `spellings` are in the order of their text, the documents of each in the
/// order of paths.
pub(super) fn pairs<'s>(spellings: &[(&'s str, &'s Spelling)]) -> Vec<Pair<'s>> {
    let mut pairs = Vec::new();
    for group in groups(spellings) {
        let rank = |index: &usize| {
            let (text, spelling) = spellings[*index];
            (Reverse(spelling.uses), spelling.documents.first().copied(), text)
        };
        let Some(&most) = group.iter().min_by_key(|index| rank(index)) else { continue };
        let commoner = spellings[most];
        let others = group.iter().filter(|index| **index != most).map(|index| spellings[*index]);
        let sure = others.filter(|(text, spelling)| is_variant((text, spelling.uses), (commoner.0, commoner.1.uses)));
        pairs.extend(sure.map(|rarer| Pair { rarer, commoner }));
    }
    pairs
}

/// Spellings that share a key, directly or through others; groups of one are left out.
fn groups(spellings: &[(&str, &Spelling)]) -> Vec<Vec<usize>> {
    let mut parents: Vec<usize> = (0..spellings.len()).collect();
    let mut known: HashMap<(usize, u64), usize> = HashMap::new();
    for (index, (text, spelling)) in spellings.iter().enumerate() {
        if spelling.uses == 0 {
            continue;
        }
        for (which, key) in keys(text).iter().enumerate() {
            let other = *known.entry((which, hash_of(key))).or_insert(index);
            let (one, other) = (root(&mut parents, index), root(&mut parents, other));
            parents[one.max(other)] = one.min(other);
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for index in 0..spellings.len() {
        groups.entry(root(&mut parents, index)).or_default().push(index);
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

fn root(parents: &mut [usize], mut index: usize) -> usize {
    while parents[index] != index {
        parents[index] = parents[parents[index]];
        index = parents[index];
    }
    index
}

/// Words each use of a rarer spelling that was read again.
pub(super) fn find(again: &Again, pairs: &[Pair], findings: &mut Vec<Finding>) {
    let mut uses: BTreeMap<&str, Vec<&LinkPlace>> = BTreeMap::new();
    for link in again.variants.iter().filter(|link| link.counts) {
        uses.entry(&link.target).or_default().push(link);
    }
    for pair in pairs {
        let first = uses.get(pair.commoner.0).and_then(|places| places.first());
        for link in uses.get(pair.rarer.0).into_iter().flatten() {
            findings.extend(finding(again, pair, link, first.copied()));
        }
    }
}

fn finding(again: &Again, pair: &Pair, link: &LinkPlace, first: Option<&LinkPlace>) -> Option<Finding> {
    let severity = link.place.level?;
    let (rarer, commoner) = contrast(pair.rarer.0, pair.commoner.0);
    let message = format!(
        "`{rarer}` in `{}` is spelled `{commoner}` elsewhere: {} against {}",
        excerpt(&link.place.field()),
        times(pair.rarer.1.uses),
        times(pair.commoner.1.uses),
    );
    let alike = if is_in_other_letters(pair.rarer.0, pair.commoner.0) {
        "; the letters look alike and are not the same"
    } else {
        ""
    };
    let mut diagnostic = Diagnostic::new(link.place.span, message)
        .pointer(&link.place.pointer)
        .help(format!("write `[[{commoner}]]`, or the other spelling everywhere{alike}"));
    if let Some(first) = first
        && let Some(name) = again.names.get(&first.place.rank)
    {
        let label = format!("spelled `{commoner}` here");
        diagnostic = if first.place.rank == link.place.rank {
            diagnostic.also(first.place.span, label)
        } else {
            diagnostic.elsewhere(name, first.place.range, label)
        };
    }
    Some(Finding { rank: link.place.rank, diagnostic: Diagnostic { rule: VARIANT.name, severity, ..diagnostic } })
}

pub(super) fn times(count: u32) -> String {
    match count {
        1 => "once".to_owned(),
        count => format!("{count} times"),
    }
}
