//! What came of the documents of a run, until all of them are compared and it can be told.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::Stop;
use super::baseline::Known;
use crate::batch::{self, Outcome};
use crate::render::{Located, Range, Summary};
use crate::workspace::{Failure, Workspace};

/// The memory in bytes that findings may take, some 200,000 of them. Documents can be many and each can have a thousand.
const ROOM: usize = 128 << 20;

/// How many documents are checked again at once.
const AT_ONCE: usize = 64;

/// The outcomes of a run, with as many of the findings as there is room for. Those of other documents are put off: they
/// are counted when they are found, and found again when they are told.
pub(super) struct Outcomes<'w> {
    workspace: &'w Workspace,
    known: Option<Known>,
    /// Documents of which there is nothing to say are kept too.
    keeps_clean: bool,
    room: usize,
    kept: Vec<Kept>,
    pub(super) summary: Summary,
    /// Documents that no schema governs.
    pub(super) without_schema: usize,
}

struct Kept {
    /// Where the findings are put off, with those that come from comparing it with others.
    outcome: Outcome,
    is_put_off: bool,
}

impl<'w> Outcomes<'w> {
    pub(super) fn new(workspace: &'w Workspace, known: Option<Known>, keeps_clean: bool) -> Self {
        let (kept, summary) = (Vec::new(), Summary::default());
        Self {
            workspace,
            keeps_clean: keeps_clean || known.is_some(),
            known,
            room: ROOM,
            kept,
            summary,
            without_schema: 0,
        }
    }

    /// Takes in what came of a document that can be read again.
    pub(super) fn take(&mut self, mut outcome: Outcome) {
        self.count(&mut outcome);
        let bytes: usize = outcome.findings.iter().map(bytes_of).sum();
        let is_put_off = bytes > self.room;
        if is_put_off {
            outcome.findings = Vec::new();
        } else {
            self.room -= bytes;
        }
        self.push(outcome, is_put_off);
    }

    /// Takes in what came of standard input.
    pub(super) fn take_standard_input(&mut self, mut outcome: Outcome) {
        self.count(&mut outcome);
        self.push(outcome, false);
    }

    fn count(&mut self, outcome: &mut Outcome) {
        self.summary.files += 1;
        self.without_schema += usize::from(!outcome.has_schema);
        self.summary.repaired += outcome.repair.made;
        self.summary.held_back += outcome.repair.held_back.len();
        self.count_findings(&outcome.path, &mut outcome.findings);
    }

    fn count_findings(&mut self, path: &Path, findings: &mut Vec<Located>) {
        if let Some(known) = &mut self.known {
            known.take_from(path, findings);
        }
        self.summary.count(findings);
    }

    fn push(&mut self, outcome: Outcome, is_put_off: bool) {
        if self.keeps_clean || is_put_off || !outcome.is_clean() {
            self.kept.push(Kept { outcome, is_put_off });
        }
    }

    /// Takes in what was found by comparing documents, and puts all in the order of paths.
    pub(super) fn compared(&mut self, mut found: BTreeMap<PathBuf, Vec<Located>>) {
        for (path, findings) in &mut found {
            self.count_findings(path, findings);
        }
        for Kept { outcome, .. } in &mut self.kept {
            if let Some(more) = found.remove(&outcome.path) {
                add(&mut outcome.findings, more);
            }
        }
        for (path, findings) in found {
            self.push(Outcome { findings, ..Outcome::clean(path) }, false);
        }
        // Standard input was checked first, whatever its name.
        self.kept.sort_by(|one, other| one.outcome.path.cmp(&other.outcome.path));
    }

    /// The outcomes, without the findings that are put off.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Outcome> {
        self.kept.iter().map(|kept| &kept.outcome)
    }

    pub(super) const fn known(&self) -> Option<&Known> {
        self.known.as_ref()
    }

    /// Goes through the outcomes in order, each with all of its findings; `tell` leaves them as they are.
    ///
    /// # Errors
    /// Those of `tell`, and what keeps a document from being checked again.
    pub(super) fn each(&mut self, mut tell: impl FnMut(&mut Outcome) -> Result<(), Stop>) -> Result<(), Stop> {
        let (workspace, known) = (self.workspace, self.known.as_ref());
        for chunk in self.kept.chunks_mut(AT_ONCE) {
            let put_off = chunk.par_iter_mut().filter(|kept| kept.is_put_off);
            let again: Result<Vec<_>, Failure> =
                put_off.map(|kept| find_again(&kept.outcome.path, workspace, known)).collect();
            let mut again = again?.into_iter();
            for Kept { outcome, is_put_off } in chunk {
                if !*is_put_off {
                    tell(outcome)?;
                    continue;
                }
                let compared = std::mem::replace(&mut outcome.findings, again.next().unwrap_or_default());
                add(&mut outcome.findings, compared.clone());
                tell(outcome)?;
                outcome.findings = compared;
            }
        }
        Ok(())
    }
}

/// What [`Outcomes::take`] was given of a document.
fn find_again(path: &Path, workspace: &Workspace, known: Option<&Known>) -> Result<Vec<Located>, Failure> {
    let (mut outcome, _) = batch::check_file(workspace, path, None)?;
    if let Some(known) = known {
        known.take_again(path, &mut outcome.findings);
    }
    Ok(outcome.findings)
}

/// Adds what was found by comparing a document to what was found in it.
fn add(findings: &mut Vec<Located>, compared: Vec<Located>) {
    if compared.is_empty() {
        return;
    }
    findings.extend(compared);
    findings.sort_by(|one, other| {
        let key = |found: &Located| (found.diagnostic.span.start, found.diagnostic.rule);
        key(one).cmp(&key(other))
    });
}

/// The memory that a finding takes, more or less.
fn bytes_of(found: &Located) -> usize {
    let diagnostic = &found.diagnostic;
    let texts = [diagnostic.label.as_ref(), diagnostic.pointer.as_ref(), diagnostic.help.as_ref()];
    let texts = texts.into_iter().flatten().map(String::len).sum::<usize>() + diagnostic.message.len();
    let labels = diagnostic.labels.iter().map(|label| size_of_val(label) + label.message.len()).sum::<usize>();
    let fix = diagnostic.fix.as_ref().map_or(0, |fix| {
        fix.message.len() + fix.edits.iter().map(|edit| size_of_val(edit) + edit.text.len()).sum::<usize>()
    });
    let ranges = (found.labels.len() + found.edits.len()) * size_of::<Range>();
    size_of::<Located>() + texts + labels + fix + ranges
}
