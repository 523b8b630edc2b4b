//! Checks a text as the command line would, and keeps the last configuration and schemas that could be used.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant, SystemTime};

use chrono::{DateTime, FixedOffset};

use crate::batch::{self, Comparable, Repairs, Target};
use crate::config::{Adjustments, Globs};
use crate::corpus::Facts;
use crate::diagnostic::Safety;
use crate::finding::Located;
use crate::run::Known;
use crate::schema::Schema;
use crate::source::Source;
use crate::workspace::{Configuration, Failure, Setup, Workspace};

/// After this time what is in force is read again, so that "now" is never far from now.
const AGE: Duration = Duration::from_mins(10);

/// Tells what time it is.
pub type Clock = fn() -> DateTime<FixedOffset>;

/// The configuration and schemas in force.
#[derive(Debug)]
pub(super) struct Engine {
    clock: Clock,
    workspace: Arc<Workspace>,
    /// When the workspace was made.
    made: Instant,
    /// Everything that was read before this has its stamp; what has none yet was read since.
    noted: SystemTime,
    /// The state of each configuration and schema that was read.
    stamps: BTreeMap<PathBuf, Option<SystemTime>>,
    /// The baselines that configurations name, by their files. What cannot be read hides nothing in an editor.
    known: BTreeMap<PathBuf, Option<Known>>,
}

/// What is known of one text.
#[derive(Debug)]
pub(super) struct Analysis {
    pub(super) source: Source,
    /// Sorted by place, then by rule.
    pub(super) findings: Vec<Located>,
    pub(super) schema: Option<Arc<Schema>>,
    pub(super) member: Member,
    /// What the safe repairs make of the text, once somebody has asked for it.
    repaired: OnceLock<Option<(String, usize)>>,
}

/// What a document is to others.
#[derive(Clone, Debug)]
pub(super) struct Member {
    /// The path that does not depend on the way to the document.
    pub(super) identity: Arc<Path>,
    /// The folder of the configuration that governs it.
    pub(super) root: Arc<Path>,
    pub(super) facts: Arc<Facts>,
}

impl From<Comparable> for Member {
    fn from(comparable: Comparable) -> Self {
        let Comparable { identity, project, facts } = comparable;
        Self { identity: identity.into(), root: project.config.root.as_path().into(), facts: Arc::new(facts) }
    }
}

impl Engine {
    pub(super) fn new(clock: Clock) -> Result<Self, Failure> {
        let workspace = Arc::new(Workspace::new(setup(clock))?);
        Ok(Self {
            clock,
            workspace,
            made: Instant::now(),
            noted: SystemTime::now(),
            stamps: BTreeMap::new(),
            known: BTreeMap::new(),
        })
    }

    pub(super) fn workspace(&self) -> &Arc<Workspace> {
        &self.workspace
    }

    /// Whether a configuration or schema has changed since it was read, or all was read long ago.
    pub(super) fn is_stale(&self) -> bool {
        self.made.elapsed() > AGE || self.stamps.iter().any(|(path, stamp)| modified(path) != *stamp)
    }

    /// Notes the state of the configurations and schemas that are in force, and of those that were looked for.
    pub(super) fn note_stamps(&mut self) {
        let files = self.workspace.configurations().into_iter().chain(self.workspace.schema_files());
        let began = std::mem::replace(&mut self.noted, SystemTime::now());
        for path in files {
            let stamp = stamp(&path, began);
            self.stamps.entry(path).or_insert(stamp);
        }
    }

    /// What of the findings of a document its configuration counts and shows.
    pub(super) fn counting(&mut self, path: &Path, mut findings: Vec<Located>) -> Vec<Located> {
        let Ok(folder) = self.workspace.folder_of(path) else { return findings };
        let gate = &folder.project.config.gate;
        if let Some((file, _)) = &gate.baseline {
            self.stamps.entry(file.clone()).or_insert_with(|| modified(file));
            let known = self.known.entry(file.clone()).or_insert_with(|| Known::read(file).ok());
            if let Some(known) = known {
                known.take_again(path, &mut findings);
            }
        }
        if let Some((least, _)) = gate.level {
            findings.retain(|found| found.diagnostic.severity >= least);
        }
        findings
    }

    /// Reads configurations and schemas again. They come into force if every text given can be checked with them;
    /// otherwise what was in force stays, and the failure says why.
    pub(super) fn reload<'t>(&mut self, texts: impl Iterator<Item = (&'t Path, &'t str)>) -> Result<(), Failure> {
        self.made = Instant::now();
        self.noted = SystemTime::now();
        let workspace = Arc::new(Workspace::new(setup(self.clock))?);
        let tried = texts.into_iter().try_for_each(|(path, text)| analyze(&workspace, path, text).map(drop));
        self.stamps.clear();
        self.known.clear();
        let files = workspace.configurations().into_iter().chain(workspace.schema_files());
        self.stamps.extend(files.map(|path| (path.clone(), stamp(&path, self.noted))));
        tried?;
        self.workspace = workspace;
        Ok(())
    }

    /// # Errors
    /// Where the configuration or the schema that governs the document cannot be used.
    pub(super) fn analyze(&self, path: &Path, text: &str) -> Result<Analysis, Failure> {
        analyze(&self.workspace, path, text)
    }

    /// What is found in a text that is only tried.
    pub(super) fn try_text(&self, path: &Path, text: &str) -> Vec<Located> {
        batch::findings(&self.workspace, path, text).unwrap_or_default()
    }

    /// What `check --fix` would make of a text that has been analyzed, and with how many repairs.
    pub(super) fn repair<'a>(&self, path: &Path, text: &str, analysis: &'a Analysis) -> Option<&'a (String, usize)> {
        let repair = || repaired(&self.workspace, path, text, analysis.source.text().len());
        analysis.repaired.get_or_init(repair).as_ref()
    }
}

/// What the safe repairs make of a text, and how many they are; `None` where there is nothing to repair.
fn repaired(workspace: &Workspace, path: &Path, text: &str, head: usize) -> Option<(String, usize)> {
    let repairs = Repairs { allow: Safety::Safe, target: Target::Text };
    let (outcome, ..) = batch::check_stream(workspace, path, Some(repairs), text.as_bytes()).ok()?;
    let new = outcome.repair.text?;
    // No more than the head of a long document is read.
    Some((new + text.get(head..)?, outcome.repair.made))
}

fn setup(clock: Clock) -> Setup {
    Setup {
        configuration: Configuration::Nearest,
        adjustments: Adjustments::default(),
        exclude: Globs::default(),
        schema: None,
        now: clock(),
    }
}

/// Checks a text as the document at `path`.
pub(super) fn analyze(workspace: &Workspace, path: &Path, text: &str) -> Result<Analysis, Failure> {
    let (outcome, comparable, source) = batch::check_stream(workspace, path, None, text.as_bytes())?;
    let (findings, schema, member) = (outcome.findings, outcome.schema, Member::from(comparable));
    Ok(Analysis { source, findings, schema, member, repaired: OnceLock::new() })
}

/// The state of a file that was read at some time after `began`. One that was written since may have been read before or
/// after that: it gets no stamp, so that it is read again.
fn stamp(path: &Path, began: SystemTime) -> Option<SystemTime> {
    modified(path).filter(|written| !(began..=SystemTime::now()).contains(written))
}

fn modified(path: &Path) -> Option<SystemTime> {
    path.metadata().and_then(|metadata| metadata.modified()).ok()
}
