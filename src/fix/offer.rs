//! Which fixes may be offered: those that [`super::repair`] would make, found out by trying them.

use std::cell::Cell;
use std::collections::BTreeSet;

use super::attempt::{Key, Start, attempt};
use super::{EFFORT, run};
use crate::diagnostic::{Diagnostic, Safety};
use crate::source::Source;

/// Takes out the fixes of `diagnostics`, which were found in `source`, that would be held back.
///
/// A safe fix is tried with the safe ones, an unsafe one with all. Two that exclude each other are tried one by one.
/// Documents without a fix cost nothing.
pub fn keep_tried(source: &Source, diagnostics: &mut [Diagnostic], check: impl Fn(&Source) -> Vec<Diagnostic>) {
    for allow in [Safety::Safe, Safety::Unsafe] {
        let has = |diagnostic: &Diagnostic| diagnostic.fix.as_ref().is_some_and(|fix| fix.safety == allow);
        if !diagnostics.iter().any(has) {
            continue;
        }
        let refused = Refused::of(source, diagnostics, &check, allow);
        for diagnostic in diagnostics.iter_mut() {
            if has(diagnostic) && refused.holds(source, diagnostic) {
                diagnostic.fix = None;
            }
        }
    }
}

/// Takes out the fixes that a repair as far as `allow` has left: it has just refused them.
pub fn drop_refused(diagnostics: &mut [Diagnostic], allow: Safety) {
    for diagnostic in diagnostics {
        if diagnostic.fix.as_ref().is_some_and(|fix| fix.safety <= allow) {
            diagnostic.fix = None;
        }
    }
}

/// The fixes that would not be made, without the places of items in lists, as those move.
struct Refused(BTreeSet<Key>);

impl Refused {
    fn of(
        source: &Source,
        diagnostics: &[Diagnostic],
        check: &impl Fn(&Source) -> Vec<Diagnostic>,
        allow: Safety,
    ) -> Self {
        let effort = Cell::new(EFFORT);
        let start = Start { source, diagnostics, check, allow, effort: &effort };
        let tried = run(&start);
        let mut refused: BTreeSet<Key> = tried.held_back.into_iter().map(|(key, _)| key.anywhere()).collect();
        let made: BTreeSet<Key> = tried.applied.into_iter().map(Key::anywhere).collect();
        for key in diagnostics.iter().filter_map(|diagnostic| Key::of(source, diagnostic)) {
            let place = key.clone().anywhere();
            if key.repair.safety > allow || made.contains(&place) || refused.contains(&place) {
                continue;
            }
            let alone = attempt(&start, Some(&BTreeSet::from([key])));
            if !alone.is_ok_and(|success| !success.applied.is_empty()) {
                refused.insert(place);
            }
        }
        Self(refused)
    }

    fn holds(&self, source: &Source, diagnostic: &Diagnostic) -> bool {
        Key::of(source, diagnostic).is_none_or(|key| self.0.contains(&key.anywhere()))
    }
}
