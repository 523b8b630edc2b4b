//! What counts of the findings of a run, and what of them is shown: what the command line says, or else what the
//! configuration of each document says.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::known::Known;
use super::note::Note;
use crate::config::{Adjustments, Config, Gate};
use crate::diagnostic::Severity;
use crate::finding::Located;
use crate::visible::shown_path;
use crate::workspace::{Failure, Workspace};

/// What the command line says, for every document.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    pub baseline: Option<PathBuf>,
    pub max_warnings: Option<usize>,
    pub level: Option<Severity>,
}

/// The gates of a run, by the folders of the configurations.
#[derive(Debug, Default)]
pub struct Gates {
    asked: Asked,
    projects: BTreeMap<PathBuf, Project>,
    /// The baselines, by their files: several configurations may name one.
    known: BTreeMap<PathBuf, Known>,
}

/// What a configuration says, and what has been met of its documents.
#[derive(Debug)]
struct Project {
    gate: Gate,
    /// Where the number of warnings is written.
    place: String,
    warnings: usize,
}

impl Gates {
    /// Reads the baselines that a run asks for, or that the configurations name which were met so far.
    ///
    /// # Errors
    /// Where one cannot be read, or is none.
    pub fn read(asked: Asked, workspace: &Workspace) -> Result<Self, Failure> {
        let mut gates = Self { asked, ..Self::default() };
        if let Some(file) = &gates.asked.baseline {
            gates.known.insert(file.clone(), Known::read(file)?);
        }
        for project in workspace.projects() {
            let config = &project.config;
            let gate = config.gate.clone();
            if let Some((file, _)) = gate.baseline.as_ref().filter(|_| gates.asked.baseline.is_none())
                && !gates.known.contains_key(file)
            {
                let known = Known::read(workspace.shown(file)).map_err(|failure| failure.help(help(config)))?;
                gates.known.insert(file.clone(), known);
            }
            gates.projects.insert(config.root.clone(), Project { place: place(config), gate, warnings: 0 });
        }
        Ok(gates)
    }

    /// Takes known findings out of those of a document below the configuration in the folder `root`.
    pub(super) fn take_known(&mut self, root: &Path, document: &Path, findings: &mut Vec<Located>) -> Vec<Located> {
        let own = || self.projects.get(root).and_then(|project| Some(&project.gate.baseline.as_ref()?.0));
        let file = self.asked.baseline.as_ref().or_else(own);
        match file.and_then(|file| self.known.get_mut(file)) {
            Some(known) => known.take_from(document, findings),
            None => Vec::new(),
        }
    }

    /// Counts the warnings among findings that count.
    pub(super) fn count(&mut self, root: &Path, findings: &[Located]) {
        let warnings = findings.iter().filter(|found| found.diagnostic.severity == Severity::Warning).count();
        if let Some(project) = self.projects.get_mut(root) {
            project.warnings += warnings;
        }
    }

    /// Whether there is a baseline.
    pub fn has_baseline(&self) -> bool {
        !self.known.is_empty()
    }

    /// The least level of a finding that is shown of the documents below the configuration in the folder `root`.
    pub fn least(&self, root: &Path) -> Option<Severity> {
        let own = || self.projects.get(root).and_then(|project| Some(project.gate.level?.0));
        self.asked.level.or_else(own)
    }

    /// Whether anybody has said what is shown.
    pub fn says_level(&self) -> bool {
        self.asked.level.is_some() || self.projects.values().any(|project| project.gate.level.is_some())
    }

    /// What to say where there are more warnings than are allowed; `all` is the number of all warnings.
    pub fn excess(&self, all: usize) -> Vec<Note> {
        if let Some(most) = self.asked.max_warnings {
            let note = || Note::Note(format!("more warnings than the {most} that --max-warnings allows"));
            return (all > most).then(note).into_iter().collect();
        }
        let excess = self.projects.values().filter_map(|project| {
            let (most, _) = project.gate.max_warnings?;
            (project.warnings > most).then(|| {
                Note::Note(format!("more warnings than the {most} that `max-warnings` allows ({})", project.place))
            })
        });
        excess.collect()
    }

    /// What to say of the baselines: how much was passed over, and what no longer occurs.
    pub fn told(&self, adjustments: &Adjustments) -> Vec<Note> {
        let of_one = |known: &Known| known.passed_over().into_iter().chain(known.cleared(adjustments));
        self.known.values().flat_map(of_one).collect()
    }

    /// The files of the baselines.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.known.keys().map(PathBuf::as_path)
    }
}

fn help(config: &Config) -> String {
    let (file, span) = config.gate.baseline.as_ref().expect("it was read from there");
    let name = config.locate(*span).map(|(source, span)| source.slice(span).to_owned()).unwrap_or_default();
    let place = config.locate(*span).map(|(source, _)| shown_path(source.path())).unwrap_or_default();
    let output = file.strip_prefix(&config.root).map_or_else(|_| name, shown_path);
    format!("write it with `masthead baseline --output {output}`, or take `baseline` out of {place}")
}

/// `masthead.toml:3`
fn place(config: &Config) -> String {
    let located = config.gate.max_warnings.and_then(|(_, span)| config.locate(span));
    located.map_or_else(String::new, |(source, span)| {
        format!("{}:{}", shown_path(source.path()), source.position(span.start).line)
    })
}
