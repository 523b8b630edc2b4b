//! Repairs: which of the proposed fixes are made, and what becomes of the document.
//!
//! [`apply`] makes edits, [`repair`] makes them until nothing is left to repair and makes sure that nothing else
//! changes, [`unified`] shows what changed. Nothing here writes a file.

mod attempt;
mod data;
mod diff;
mod edits;
mod ignore;
mod loss;
mod offer;

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fmt;

pub use diff::unified;
pub use edits::{Outcome, apply};
pub use ignore::{Ignored, ignore};
pub use offer::{drop_refused, keep_tried};

use crate::diagnostic::{Diagnostic, Safety, excerpt};
use crate::source::Source;
use attempt::{Key, Start, Success, attempt};

/// How often what was held back is tried again on what became of the rest.
const PASSES: usize = 10;

/// How many bytes of text are checked to tell the good fixes from the bad, [`attempt::ONE_CHECK`] at least for each.
const EFFORT: usize = 1 << 20;

/// A document after its repair.
#[derive(Debug)]
pub struct Repaired {
    pub source: Source,
    /// In the order in which they were made; empty if the text is as it was.
    pub applied: Vec<Repair>,
    /// What is still to be said of the document, with places in the new text.
    pub remaining: Vec<Diagnostic>,
    /// What could have been repaired, had it not done harm.
    pub held_back: Vec<(Repair, Reason)>,
}

/// One fix, told apart from its place, which changes as others are made.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Repair {
    pub rule: &'static str,
    pub pointer: Option<String>,
    /// What the fix does, in the imperative.
    pub message: String,
    pub safety: Safety,
}

/// Why a fix was not made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Its edits overlap, lie outside the text or cut a character.
    Malformed,
    /// Another fix changes the same place.
    Overlap,
    /// It would change the body.
    Body,
    /// The document could not be read after it.
    Unreadable,
    /// A field that it has nothing to do with would hold something else; the pointer of that field.
    Data(String),
    /// Text that somebody has typed would be gone, or would become a comment; the first of it.
    Loss(String),
    /// It would bring a finding that was not there; its rule and message.
    Finding(&'static str, String),
    /// It would go on for ever.
    Unsettled,
    /// With others it does harm, and which of them does was not found out.
    Effort,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed => f.write_str("its edits do not fit the text"),
            Self::Overlap => f.write_str("another repair changes the same place"),
            Self::Body => f.write_str("it would change the body"),
            Self::Unreadable => f.write_str("the front matter could not be read after it"),
            Self::Data(pointer) if pointer.is_empty() => f.write_str("the front matter would hold something else"),
            Self::Data(pointer) => write!(f, "`{pointer}` would hold something else"),
            Self::Loss(text) => write!(f, "`{}` would be lost", excerpt(text)),
            Self::Finding(rule, message) => write!(f, "it would lead to {rule}: {message}"),
            Self::Unsettled => f.write_str("there would be no end to it"),
            Self::Effort => f.write_str("it would take too long to find out which of many repairs does harm"),
        }
    }
}

/// Repairs a document as far as `allow` goes.
///
/// `check` says what there is to find in a text. Fixes are made round by round until none is left. What results must
/// be readable, have the same body, hold the same data wherever no fix names the field, and have no finding (a rule at
/// a field) that was not there before. Where it does not, the fixes that are to blame are held back and the others are
/// made, so that a document of which no repair is good stays as it was.
pub fn repair(source: Source, check: impl Fn(&Source) -> Vec<Diagnostic>, allow: Safety) -> Repaired {
    let diagnostics = check(&source);
    let effort = Cell::new(EFFORT);
    let tried = run(&Start { source: &source, diagnostics: &diagnostics, check: &check, allow, effort: &effort });
    let (source, remaining) = tried.left.unwrap_or((source, diagnostics));
    Repaired {
        source,
        applied: tried.applied.into_iter().map(|key| key.repair).collect(),
        remaining,
        held_back: tried.held_back.into_iter().map(|(key, reason)| (key.repair, reason)).collect(),
    }
}

/// What came of trying the fixes of a document.
struct Tried {
    /// The new document and what is still to be said of it, if any fix was made.
    left: Option<(Source, Vec<Diagnostic>)>,
    applied: Vec<Key>,
    held_back: Vec<(Key, Reason)>,
}

/// Makes the fixes of a document until none is left that does no harm.
fn run<C: Fn(&Source) -> Vec<Diagnostic>>(start: &Start<C>) -> Tried {
    let mut tried = Tried { left: None, applied: Vec::new(), held_back: Vec::new() };
    for _ in 0..PASSES {
        let (source, diagnostics) = match &tried.left {
            Some((source, diagnostics)) => (source, diagnostics.as_slice()),
            None => (start.source, start.diagnostics),
        };
        let (success, held_back) = pass(&Start { source, diagnostics, ..*start });
        tried.held_back = held_back;
        let Some(success) = success else { break };
        tried.left = Some((success.source, success.diagnostics));
        tried.applied.extend(success.applied);
        if tried.held_back.is_empty() || start.effort.get() == 0 {
            break;
        }
    }
    tried
}

/// What the fixes of a document that do no harm make of it, and those that do; nothing where none is made.
fn pass<C: Fn(&Source) -> Vec<Diagnostic>>(start: &Start<C>) -> (Option<Success>, Vec<(Key, Reason)>) {
    if !start.has_fixes() {
        return (None, Vec::new());
    }
    // That all are tried once costs nothing.
    let all = attempt(&Start { effort: &Cell::new(usize::MAX), ..*start }, None);
    match all {
        Ok(success) => finish(Some(success), Vec::new()),
        Err(failure) => narrow(start, failure.tried, &failure.reason),
    }
}

/// Finds the largest part of `tried` that does no harm, by halves.
fn narrow<C: Fn(&Source) -> Vec<Diagnostic>>(
    start: &Start<C>,
    tried: Vec<Key>,
    reason: &Reason,
) -> (Option<Success>, Vec<(Key, Reason)>) {
    let mut held_back = Vec::new();
    let mut good = BTreeSet::new();
    let mut best = None;
    // The whole has failed already: if it is one fix, that is the one.
    if tried.len() <= 1 {
        return (None, because(reason, tried).collect());
    }
    let (first, second) = tried.split_at(tried.len() / 2);
    let mut groups = vec![second.to_vec(), first.to_vec()];
    while let Some(group) = groups.pop() {
        if start.effort.get() == 0 {
            held_back.extend(because(&Reason::Effort, group));
            continue;
        }
        let trial: BTreeSet<Key> = good.iter().chain(&group).cloned().collect();
        match attempt(start, Some(&trial)) {
            Ok(success) => {
                good = trial;
                best = Some(success);
            }
            Err(failure) if group.len() == 1 => held_back.extend(because(&failure.reason, group)),
            Err(_) => {
                let (first, second) = group.split_at(group.len() / 2);
                groups.push(second.to_vec());
                groups.push(first.to_vec());
            }
        }
    }
    finish(best, held_back)
}

/// Why fixes are held back.
fn because(reason: &Reason, fixes: Vec<Key>) -> impl Iterator<Item = (Key, Reason)> {
    fixes.into_iter().map(|key| (key, reason.clone()))
}

fn finish(success: Option<Success>, mut held_back: Vec<(Key, Reason)>) -> (Option<Success>, Vec<(Key, Reason)>) {
    if let Some(success) = &success {
        held_back.extend(success.unfit.iter().cloned());
    }
    (success.filter(|success| !success.applied.is_empty()), held_back)
}
