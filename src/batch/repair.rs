//! Repairing a document that was checked, on disk or only on paper.

use crate::diagnostic::{Diagnostic, Safety};
use crate::files::write::{Expected, replace};
use crate::fix::{self, Repaired};
use crate::source::{Source, Span};

/// What to do with the fixes that findings propose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repairs {
    pub allow: Safety,
    pub target: Target,
}

/// Where a repaired document goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// In the place of the old one.
    File,
    /// Nowhere: the difference is shown.
    Diff,
    /// Nowhere: the caller takes the text.
    Text,
}

/// What became of the repair of a document.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many repairs were made.
    pub made: usize,
    /// What was not repaired though it could have been, and why.
    pub held_back: Vec<String>,
    /// Why the file was left as it is.
    pub refused: Option<String>,
    /// The difference, where that is what was asked for.
    pub diff: Option<String>,
    /// The new text of what was read, where that is what was asked for.
    pub text: Option<String>,
}

impl Report {
    /// Adds what became of a later repair of the same document. Its difference is that of both.
    pub fn follow(&mut self, later: Self) {
        self.made += later.made;
        for why in later.held_back {
            if !self.held_back.contains(&why) {
                self.held_back.push(why);
            }
        }
        self.refused = self.refused.take().or(later.refused);
        self.diff = later.diff.or(self.diff.take());
    }
}

/// Repairs what was read of a document. Gives back the new text where it is now the one of the document.
pub(super) fn repair(
    source: &Source,
    repairs: Repairs,
    check: impl Fn(&Source) -> Vec<Diagnostic>,
) -> (Report, Option<Source>) {
    let path = source.path();
    let copy = source.with_text(source.text());
    let Repaired { source: new, applied, held_back, .. } = fix::repair(copy, check, repairs.allow);
    let told = held_back.iter().map(|(repair, reason)| format!("{}: {reason}", repair.message)).collect();
    let mut report = Report { held_back: told, ..Report::default() };
    if applied.is_empty() {
        return (report, None);
    }
    match repairs.target {
        Target::Diff => {
            report.diff = Some(fix::unified(path, source, &new));
            (report, None)
        }
        Target::Text => {
            report.made = applied.len();
            report.text = Some(new.text().to_owned());
            (report, Some(new))
        }
        Target::File => {
            let expected = Expected { head: source.text().as_bytes(), whole: source.is_whole() };
            match replace(path, expected, new.text().as_bytes()) {
                Ok(()) => {
                    report.made = applied.len();
                    (report, Some(new))
                }
                Err(refusal) => {
                    report.refused = Some(refusal.to_string());
                    (report, None)
                }
            }
        }
    }
}

/// What was found by comparing documents and is not repaired in `new`, with places there. Each repair changes one value
/// and nothing else, so that what comes later moves by as much as it has become longer.
pub(super) fn unmade(found: Vec<Diagnostic>, old: &Source, new: &Source, allow: Safety) -> Vec<Diagnostic> {
    let is_made = |diagnostic: &Diagnostic| diagnostic.fix.as_ref().is_some_and(|fix| fix.safety <= allow);
    let (mut made, unmade): (Vec<_>, Vec<_>) = found.into_iter().partition(is_made);
    made.sort_by_key(|diagnostic| diagnostic.span);
    let edits: Vec<_> = made.iter().flat_map(|diagnostic| &diagnostic.fix).flat_map(|fix| &fix.edits).collect();
    let moved = |offset: usize| {
        let before = edits.iter().filter(|edit| edit.span.end <= offset);
        before.fold(offset, |offset, edit| (offset + edit.text.len()).saturating_sub(edit.span.len()))
    };
    let lengths = edits.iter().map(|edit| edit.text.len()).sum::<usize>() + old.text().len();
    let is_all = lengths == new.text().len() + edits.iter().map(|edit| edit.span.len()).sum::<usize>();
    // Where some were held back, nothing is known of where the others are now; the next run tells.
    let unmade = unmade.into_iter().filter(|_| is_all);
    unmade
        .map(|found| Diagnostic { span: Span::new(moved(found.span.start), moved(found.span.end)), ..found })
        .collect()
}
