//! What came of the documents of a run, until all of them are compared and it can be told.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use super::comparison::Found;
use super::gates::Gates;
use super::spool::{Spool, Spooled};
use crate::batch::Outcome;
use crate::finding::{Located, Summary};

/// The memory in bytes that findings may take, some 100,000 of them. Documents can be many and each can have a thousand.
const ROOM: usize = 64 << 20;

/// The outcomes of a run, with as many of the findings as there is room for. Those of other documents are put off: they
/// are counted, and wait in a temporary file until they are told.
#[derive(Debug)]
pub struct Outcomes {
    gates: Gates,
    /// Documents of which there is nothing to say are kept too.
    keeps_clean: bool,
    /// Findings that a baseline knows are kept apart.
    keeps_known: bool,
    room: usize,
    kept: Vec<Kept>,
    spool: Spool,
    pub summary: Summary,
    /// Documents that no schema governs.
    pub without_schema: usize,
}

#[derive(Debug)]
struct Kept {
    /// Where findings are put off, with those that come from comparing the document with others.
    outcome: Box<Outcome>,
    put_off: Option<Spooled>,
}

impl Outcomes {
    /// Findings that are known to the gates are not taken in. With `keeps_clean`, documents of which there is nothing to
    /// say are.
    pub fn new(gates: Gates, keeps_clean: bool) -> Self {
        let (kept, spool, summary) = (Vec::new(), Spool::default(), Summary::default());
        Self { gates, keeps_clean, keeps_known: false, room: ROOM, kept, spool, summary, without_schema: 0 }
    }

    /// Lets findings that a baseline knows be told apart.
    #[must_use]
    pub const fn with_known(mut self, wanted: bool) -> Self {
        self.keeps_known = wanted;
        self
    }

    /// Takes in what came of a document below the configuration in the folder `root`.
    pub fn take(&mut self, mut outcome: Outcome, root: &Path) {
        self.count(&mut outcome, root);
        let bytes = outcome.bytes();
        let mut put_off = None;
        if bytes <= self.room {
            self.room -= bytes;
        } else if let Ok(place) = self.spool.put(&outcome.findings) {
            // Where no file can be written, memory has to do.
            put_off = Some(place);
            outcome.findings = Vec::new();
        }
        self.push(outcome, put_off);
    }

    fn count(&mut self, outcome: &mut Outcome, root: &Path) {
        self.summary.files += 1;
        self.without_schema += usize::from(!outcome.has_schema);
        self.summary.repaired += outcome.repair.made;
        self.summary.held_back += outcome.repair.held_back.len();
        outcome.known = self.count_findings(&outcome.path, root, &mut outcome.findings);
    }

    /// Gives back what a baseline knows, where that is kept.
    fn count_findings(&mut self, path: &Path, root: &Path, findings: &mut Vec<Located>) -> Vec<Located> {
        let known = self.gates.take_known(root, path, findings);
        self.gates.count(root, findings);
        self.summary.count(findings);
        if self.keeps_known { known } else { Vec::new() }
    }

    fn push(&mut self, outcome: Outcome, put_off: Option<Spooled>) {
        if self.keeps_clean || put_off.is_some() || !outcome.is_clean() {
            self.kept.push(Kept { outcome: Box::new(outcome), put_off });
        }
    }

    /// Takes in what was found by comparing documents, and puts all in the order of paths. `root_of` names the folder of
    /// the configuration of a document.
    pub fn compared(&mut self, found: Found, root_of: impl Fn(&Path) -> PathBuf) {
        let Found { findings: mut found, mut repairs, .. } = found;
        for report in repairs.values() {
            self.summary.repaired += report.made;
            self.summary.held_back += report.held_back.len();
        }
        let mut known = BTreeMap::new();
        for (path, findings) in &mut found {
            known.insert(path.clone(), self.count_findings(path, &root_of(path), findings));
        }
        for Kept { outcome, .. } in &mut self.kept {
            if let Some(more) = found.remove(&outcome.path) {
                add(&mut outcome.findings, more);
                outcome.known.extend(known.remove(&outcome.path).unwrap_or_default());
            }
            if let Some(report) = repairs.remove(&outcome.path) {
                outcome.repair.follow(report);
            }
        }
        for (path, findings) in found {
            let repair = repairs.remove(&path).unwrap_or_default();
            let known = known.remove(&path).unwrap_or_default();
            self.push(Outcome { findings, known, repair, ..Outcome::clean(path) }, None);
        }
        // Standard input was checked first, whatever its name.
        self.kept.sort_by(|one, other| one.outcome.path.cmp(&other.outcome.path));
    }

    /// The outcomes, without the findings that are put off.
    pub fn iter(&self) -> impl Iterator<Item = &Outcome> {
        self.kept.iter().map(|kept| kept.outcome.as_ref())
    }

    /// What decides what counts and what is shown.
    pub const fn gates(&self) -> &Gates {
        &self.gates
    }

    /// Goes through the outcomes in order, each with all of its findings; `tell` leaves them as they are.
    ///
    /// # Errors
    /// Those of `tell`, and what keeps findings that were put off from being read.
    pub fn each<E: From<io::Error>>(&mut self, mut tell: impl FnMut(&mut Outcome) -> Result<(), E>) -> Result<(), E> {
        for Kept { outcome, put_off } in &mut self.kept {
            let Some(place) = put_off else {
                tell(outcome)?;
                continue;
            };
            let compared =
                std::mem::replace(&mut outcome.findings, self.spool.get(*place).map_err(|error| unreadable(&error))?);
            add(&mut outcome.findings, compared.clone());
            tell(outcome)?;
            outcome.findings = compared;
        }
        Ok(())
    }
}

fn unreadable(error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("findings that wait in a temporary file cannot be read: {error}"))
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

    use chrono::DateTime;

    use super::super::comparison::Comparison;
    use super::super::documents::documents;
    use super::super::gates::Asked;
    use super::super::known::key;
    use super::*;
    use crate::baseline::Baseline;
    use crate::batch;
    use crate::config::{Adjustments, Globs};
    use crate::workspace::{Configuration, Setup, Workspace};

    fn workspace() -> Workspace {
        let setup = Setup {
            configuration: Configuration::Isolated,
            adjustments: Adjustments::default(),
            exclude: Globs::default(),
            schema: Some("article".to_owned()),
            now: DateTime::UNIX_EPOCH.fixed_offset(),
        };
        Workspace::new(setup).expect("a workspace")
    }

    /// Checks and compares the documents of a folder; `take` is given each with its findings, and what comparing found.
    fn check(folder: &Path, mut take: impl FnMut(Outcome) + Send) -> Found {
        let workspace = workspace();
        let mut comparison = Comparison::default();
        let paths = documents(&[folder.to_owned()], false, &workspace, &mut Vec::new()).expect("documents");
        batch::check(&workspace, &paths, None, &AtomicUsize::default(), |outcome, comparable| {
            comparison.add(&workspace, &outcome.path, comparable);
            take(outcome);
        })
        .expect("a check");
        comparison.finish(&workspace, None)
    }

    /// All that is told of the documents of a folder, twice, with room for so many bytes of findings; and what is put off.
    fn told(folder: &Path, room: usize) -> (Vec<Vec<String>>, Summary, usize) {
        let known = folder.join("known.json");
        let asked = Asked { baseline: known.exists().then_some(known), ..Asked::default() };
        let gates = Gates::read(asked, &workspace()).expect("a baseline");
        let mut outcomes = Outcomes::new(gates, false);
        outcomes.room = room;
        let compared = check(folder, |outcome| outcomes.take(outcome, folder));
        outcomes.compared(compared, |_| folder.to_owned());
        let passes = (0..2).map(|_| {
            let mut told = Vec::new();
            let each = outcomes.each(|outcome| -> io::Result<()> {
                told.extend(outcome.findings.iter().map(|found| format!("{} {found:?}", outcome.path.display())));
                Ok(())
            });
            each.expect("nothing fails");
            told
        });
        let told = passes.collect();
        (told, outcomes.summary, outcomes.kept.iter().filter(|kept| kept.put_off.is_some()).count())
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
        let mut baseline = Baseline::default();
        let compared = check(folder, |outcome| baseline.add(&key(folder, &outcome.path), &outcome.findings));
        for (path, findings) in compared.findings {
            baseline.add(&key(folder, &path), &findings);
        }
        baseline.to_json()
    }
}
