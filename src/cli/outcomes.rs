//! What came of the documents of a run, until all of them are compared and it can be told.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::Stop;
use super::baseline::Known;
use crate::batch::{self, Outcome};
use crate::finding::{Located, Summary};
use crate::workspace::{Failure, Workspace};

/// The memory in bytes that findings may take, some 100,000 of them. Documents can be many and each can have a thousand.
const ROOM: usize = 64 << 20;

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
    outcome: Box<Outcome>,
    is_put_off: bool,
}

impl<'w> Outcomes<'w> {
    pub(super) fn new(workspace: &'w Workspace, known: Option<Known>, keeps_clean: bool) -> Self {
        let (kept, summary) = (Vec::new(), Summary::default());
        Self { workspace, known, keeps_clean, room: ROOM, kept, summary, without_schema: 0 }
    }

    /// Takes in what came of a document that can be read again.
    pub(super) fn take(&mut self, mut outcome: Outcome) {
        self.count(&mut outcome);
        let bytes = outcome.bytes();
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
            self.kept.push(Kept { outcome: Box::new(outcome), is_put_off });
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
        self.kept.iter().map(|kept| kept.outcome.as_ref())
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

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::atomic::AtomicUsize;

    use clap::Parser;

    use super::super::args::{Cli, Command};
    use super::super::baseline;
    use super::super::comparison::Comparison;
    use super::super::selection::{documents, setup_of};
    use super::*;

    /// All that is told of the documents of a folder, twice, with room for so many bytes of findings; and what is put off.
    fn told(folder: &Path, room: usize) -> (Vec<Vec<String>>, Summary, usize) {
        let known = folder.join("known.json");
        let folder = folder.to_str().expect("a name");
        let cli = Cli::try_parse_from(["masthead", "check", "--isolated", "--schema", "article", folder])
            .expect("right arguments");
        let Command::Check(check) = cli.command else { unreachable!("it is a check") };
        let workspace = Workspace::new(setup_of(&check.selection).expect("a setup")).expect("a workspace");
        let known = known.exists().then(|| baseline::read(&known).expect("a baseline"));
        let mut outcomes = Outcomes::new(&workspace, known, false);
        outcomes.room = room;
        let mut comparison = Comparison::default();
        let paths = documents(&check.selection, &workspace, true).expect("documents");
        batch::check(&workspace, &paths, None, &AtomicUsize::default(), |outcome, comparable| {
            comparison.add(&workspace, &outcome.path, comparable);
            outcomes.take(outcome);
        })
        .expect("a check");
        outcomes.compared(comparison.finish(&workspace).findings);
        let passes = (0..2).map(|_| {
            let mut told = Vec::new();
            let each = outcomes.each(|outcome| {
                told.extend(outcome.findings.iter().map(|found| format!("{} {found:?}", outcome.path.display())));
                Ok(())
            });
            each.expect("nothing fails");
            told
        });
        let told = passes.collect();
        (told, outcomes.summary, outcomes.kept.iter().filter(|kept| kept.is_put_off).count())
    }

    #[test]
    fn what_is_put_off_is_told_as_if_it_had_been_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let same =
            "---\nurl: https://nokta.md/a\npublished: 2022-02-30\nkeywords:\n  - 'Сербия '\n  - 'Сербия '\n---\n";
        for (name, text) in [("a.md", same), ("b.md", "---\ntitle: a\n---\n"), ("c.md", same), ("d.md", same)] {
            fs::write(folder.path().join(name), text).expect("a document");
        }
        let (all, summary, put_off) = told(folder.path(), usize::MAX);
        assert_eq!((summary.files, put_off), (4, 0));
        assert!(all[0].iter().any(|found| found.contains("corpus/duplicate")), "{all:?}");
        assert!(all[0].iter().any(|found| found.contains("date/impossible")), "{all:?}");
        assert_eq!(told(folder.path(), 0), (all.clone(), summary, 4));
        let (same, same_summary, put_off) = told(folder.path(), 5000);
        assert_eq!((&same, same_summary), (&all, summary));
        assert!((1..4).contains(&put_off), "{put_off}");

        // One of two equal findings is known, and one that comes from comparing.
        let mut known = baseline_of(folder.path());
        assert!(known.contains("corpus/duplicate"), "{known}");
        assert!(known.contains("\"count\":2"), "{known}");
        known = known.replace("\"count\":2", "\"count\":1");
        fs::write(folder.path().join("known.json"), known).expect("a baseline");
        let (left, summary, _) = told(folder.path(), usize::MAX);
        assert!(!left[0].is_empty() && left[0].len() < all[0].len(), "{left:?}");
        let (same, same_summary, _) = told(folder.path(), 0);
        assert_eq!((same, same_summary), (left, summary));
    }

    fn baseline_of(folder: &Path) -> String {
        let file = folder.join("known.json");
        let arguments =
            ["masthead", "baseline", "--isolated", "--schema", "article", "--quiet", "--output"].map(Into::into);
        super::super::run(arguments.into_iter().chain([file.clone().into(), folder.into()]));
        fs::read_to_string(file).expect("a baseline")
    }
}
