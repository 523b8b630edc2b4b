//! One attempt to repair a document with a set of fixes, and whether the result is good.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use super::data::{self, Reach};
use super::edits::{apply, extent};
use super::{Reason, Repair, loss};
use crate::diagnostic::{Diagnostic, Safety, Severity};
use crate::document::{Document, Fence, fence};
use crate::rules::{Effect, effect_of};
use crate::source::{Source, Span};
use crate::tree::{Limits, ProblemKind};
use crate::values::without_indices;

/// How often a document is checked again before its repair is given up.
const ROUNDS: usize = 10;

/// What a check costs at least, in bytes of text: a short text has its price too.
pub(super) const ONE_CHECK: usize = 2 << 10;

/// What an attempt begins with.
pub(super) struct Start<'s, C> {
    pub(super) source: &'s Source,
    pub(super) diagnostics: &'s [Diagnostic],
    pub(super) check: &'s C,
    pub(super) allow: Safety,
    /// How many bytes of text may still be checked.
    pub(super) effort: &'s Cell<usize>,
}

/// What tells one fix from another, wherever in the text it has moved.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) repair: Repair,
    /// The old and the new text of each edit.
    edits: Vec<(String, String)>,
}

/// A document that was repaired.
pub(super) struct Success {
    pub(super) source: Source,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) applied: Vec<Key>,
    /// Fixes whose edits cannot be made at all.
    pub(super) unfit: Vec<(Key, Reason)>,
}

/// A document that was spoilt.
pub(super) struct Failure {
    pub(super) reason: Reason,
    /// Every fix that had been made by then, each once.
    pub(super) tried: Vec<Key>,
}

impl<C: Fn(&Source) -> Vec<Diagnostic>> Start<'_, C> {
    pub(super) fn has_fixes(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| is_allowed(diagnostic, self.allow))
    }
}

fn is_allowed(diagnostic: &Diagnostic, allow: Safety) -> bool {
    diagnostic.fix.as_ref().is_some_and(|fix| fix.safety <= allow)
}

/// Makes every fix that is allowed, or those of them that `only` names, until there is none left to make.
pub(super) fn attempt<C: Fn(&Source) -> Vec<Diagnostic>>(
    start: &Start<C>,
    only: Option<&BTreeSet<Key>>,
) -> Result<Success, Failure> {
    let mut source = start.source.with_text(start.source.text());
    let mut diagnostics = start.diagnostics.to_vec();
    let mut applied = Vec::new();
    let fail = |reason, applied: Vec<Key>| {
        let mut seen = BTreeSet::new();
        let tried = applied.into_iter().filter(|key: &Key| seen.insert(key.clone())).collect();
        Err(Failure { reason, tried })
    };
    for _ in 0..ROUNDS {
        let (fixes, unfit) = eligible(&source, &diagnostics, start.allow, only);
        if fixes.is_empty() {
            return match new_finding(start.diagnostics, &diagnostics, &applied) {
                Some(reason) => fail(reason, applied),
                None => Ok(Success { source, diagnostics, applied, unfit }),
            };
        }
        if start.effort.get() == 0 {
            return fail(Reason::Effort, applied);
        }
        let outcome = apply(source.text(), &fixes, start.allow);
        let made: Vec<&Diagnostic> = outcome.applied.iter().map(|&index| &fixes[index]).collect();
        applied.extend(made.iter().filter_map(|diagnostic| Key::of(&source, diagnostic)));
        let new = source.with_text(outcome.text);
        let front_matter = fence(&new).block().map_or(0, |block| block.body);
        start.effort.set(start.effort.get().saturating_sub(front_matter.max(ONE_CHECK)));
        if let Err(reason) = compare(&source, &new, &made, &outcome.written) {
            return fail(reason, applied);
        }
        source = new;
        diagnostics = (start.check)(&source);
    }
    fail(Reason::Unsettled, applied)
}

/// The diagnostics whose fixes may be made, and the fixes that cannot be.
fn eligible(
    source: &Source,
    diagnostics: &[Diagnostic],
    allow: Safety,
    only: Option<&BTreeSet<Key>>,
) -> (Vec<Diagnostic>, Vec<(Key, Reason)>) {
    // What follows the closing line and its end is the body. Where there is no front matter, everything is, but for what comes
    // before a fence that a finding is about.
    let end = fence(source).block().map(|block| block.body);
    let end_for = |diagnostic: &Diagnostic| {
        end.unwrap_or(if diagnostic.rule.starts_with("front-matter/") { diagnostic.span.end } else { 0 })
    };
    let (mut fixes, mut unfit) = (Vec::new(), Vec::new());
    for diagnostic in diagnostics.iter().filter(|diagnostic| is_allowed(diagnostic, allow)) {
        let Some(key) = Key::of(source, diagnostic) else {
            let key = Repair::of(diagnostic).map(|repair| Key { repair, edits: Vec::new() });
            unfit.extend(key.map(|key| (key, Reason::Malformed)));
            continue;
        };
        let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits);
        if edits.into_iter().any(|edit| edit.span.end > end_for(diagnostic)) {
            unfit.push((key, Reason::Body));
        } else if only.is_none_or(|only| only.contains(&key)) {
            fixes.push(diagnostic.clone());
        }
    }
    (fixes, unfit)
}

impl Repair {
    fn of(diagnostic: &Diagnostic) -> Option<Self> {
        let fix = diagnostic.fix.as_ref()?;
        let pointer = diagnostic.pointer.clone();
        Some(Self { rule: diagnostic.rule, pointer, message: fix.message.clone(), safety: fix.safety })
    }
}

impl Key {
    /// `None` where the edits do not fit the text or change nothing.
    pub(super) fn of(source: &Source, diagnostic: &Diagnostic) -> Option<Self> {
        let fix = diagnostic.fix.as_ref()?;
        extent(source.text(), fix)?;
        let edits: Vec<_> =
            fix.edits.iter().map(|edit| (source.slice(edit.span).to_owned(), edit.text.clone())).collect();
        if edits.iter().all(|(old, new)| old == new) {
            return None;
        }
        Some(Self { repair: Repair::of(diagnostic)?, edits })
    }

    /// The same fix wherever in its list the item stands.
    pub(super) fn anywhere(mut self) -> Self {
        self.repair.pointer = self.repair.pointer.as_deref().map(without_indices);
        self
    }
}

/// Whether a round has left alone what it had to leave alone.
pub(super) fn compare(old: &Source, new: &Source, made: &[&Diagnostic], written: &[Vec<Span>]) -> Result<(), Reason> {
    let before = Document::parse(old, Limits::default());
    let after = Document::parse(new, Limits::default());
    let closed = |document: &Document| matches!(document.fence, Fence::Closed(_));
    // Where a fence was not as it should be, it is the repair that tells where the body begins.
    let (old_body, new_body) = (old.slice(before.body()), new.slice(after.body()));
    let same = if closed(&before) { old_body == new_body } else { old.text().ends_with(new_body) };
    if !same {
        return Err(Reason::Body);
    }
    if before.further.len() != after.further.len() {
        return Err(Reason::Unreadable);
    }
    compare_one(&before, &after, made, written)?;
    before
        .further
        .iter()
        .zip(&after.further)
        .try_for_each(|(before, after)| compare_one(before, after, made, written))?;
    loss::lost(old, made).map_or(Ok(()), |lost| Err(Reason::Loss(lost)))
}

/// Whether one document is read as it was, but for what the fixes were meant to change.
fn compare_one(before: &Document, after: &Document, made: &[&Diagnostic], written: &[Vec<Span>]) -> Result<(), Reason> {
    let closed = |document: &Document| matches!(document.fence, Fence::Closed(_));
    let faults = |document: &Document| {
        let unread = |kind| matches!(kind, ProblemKind::Syntax | ProblemKind::LookAlike | ProblemKind::Limit);
        document.problems.iter().filter(|problem| unread(problem.kind)).count()
    };
    if after.block().is_none() || (closed(before) && !closed(after)) || faults(after) > faults(before) {
        return Err(Reason::Unreadable);
    }
    if let Some(lost) = loss::hidden(before, after, written) {
        return Err(Reason::Loss(lost));
    }
    match data::unexplained(before, after, &Reach::new(before, made, written)) {
        Some(pointer) => Err(Reason::Data(pointer)),
        None => Ok(()),
    }
}

/// Whether there is a finding too many: one of which there are more than before, or as many although one was repaired.
fn new_finding(before: &[Diagnostic], after: &[Diagnostic], applied: &[Key]) -> Option<Reason> {
    let (old, new) = (count(before), count(after));
    let more = |place: &Place| new.get(place).copied().unwrap_or(0) > old.get(place).copied().unwrap_or(0);
    // What comes to light may be worth a word; that is no harm.
    let brings_to_light = applied.iter().any(|key| effect_of(key.repair.rule) == Effect::Syntax);
    let does_harm = |found: &&Diagnostic| {
        more(&place(found.rule, found.pointer.as_deref())) && !(brings_to_light && found.severity == Severity::Info)
    };
    if let Some(extra) = after.iter().find(does_harm) {
        return Some(Reason::Finding(extra.rule, extra.message.clone()));
    }
    let again = applied.iter().any(|key| {
        let place = place(key.repair.rule, key.repair.pointer.as_deref());
        let left = new.get(&place).copied().unwrap_or(0);
        left > 0 && left >= old.get(&place).copied().unwrap_or(0)
    });
    again.then_some(Reason::Unsettled)
}

/// What tells whether two findings are the same: the rule and the field. Items of a list are not told apart, since a
/// repair may move them.
type Place = (&'static str, String);

fn count(diagnostics: &[Diagnostic]) -> BTreeMap<Place, usize> {
    let mut counts = BTreeMap::new();
    for diagnostic in diagnostics {
        *counts.entry(place(diagnostic.rule, diagnostic.pointer.as_deref())).or_default() += 1;
    }
    counts
}

fn place(rule: &'static str, pointer: Option<&str>) -> Place {
    (rule, without_indices(pointer.unwrap_or_default()))
}
