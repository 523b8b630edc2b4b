//! The rules that compare documents, over the documents of a run and the rest of their projects.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::note::Note;
use crate::batch::{self, Comparable, Repairs, Report};
use crate::corpus::Collector;
use crate::files::walk::walk;
use crate::finding::Located;
use crate::workspace::Workspace;

/// The documents of the projects of a run, as far as they are compared.
#[derive(Debug, Default)]
pub struct Comparison {
    /// By the folder of the project's configuration.
    projects: BTreeMap<PathBuf, Project>,
}

/// What was found between documents.
#[derive(Debug, Default)]
pub struct Found {
    /// By the path by which a document was reached.
    pub findings: BTreeMap<PathBuf, Vec<Located>>,
    /// What became of the repair of documents that were compared.
    pub repairs: BTreeMap<PathBuf, Report>,
    /// Documents that were not compared any more.
    left_out: usize,
}

impl Found {
    /// What is not shown, if anything.
    pub fn note(&self) -> Option<Note> {
        (self.left_out > 0).then(|| {
            Note::Warning(format!(
                "{} more documents share values or links with others and are not shown, as there are too many; fix those \
                 that are shown, and check again",
                self.left_out
            ))
        })
    }
}

#[derive(Debug, Default)]
struct Project {
    collector: Collector,
    /// The folder is the root of a corpus, as it has a configuration.
    is_configured: bool,
    /// The paths by which documents were reached, where these are not what [`Workspace::shown`] makes of their identity.
    reached: HashMap<PathBuf, PathBuf>,
}

impl Comparison {
    /// Takes in the facts of a document that was checked.
    pub fn add(&mut self, workspace: &Workspace, path: &Path, comparable: Comparable) {
        let config = &comparable.project.config;
        if !self.projects.contains_key(&config.root) {
            let is_configured = config.source.is_some();
            self.projects.insert(config.root.clone(), Project { is_configured, ..Project::default() });
        }
        if let Some(project) = self.projects.get_mut(&config.root) {
            project.add(workspace, path, true, comparable);
        }
    }

    /// Finds what there is between documents. Where the run covers only a part of a project, the rest is read for its facts.
    pub fn finish(self, workspace: &Workspace, repairs: Option<Repairs>) -> Found {
        let mut found = Found::default();
        for (root, mut project) in self.projects {
            if project.is_configured {
                read_rest(workspace, &root, &mut project);
            }
            let reached = project.reached;
            let path_of = |identity: &Path| match reached.get(identity) {
                Some(path) => path.clone(),
                None => workspace.shown(identity).to_owned(),
            };
            let read = |identity: &Path| {
                let (comparable, source) = batch::comparable(workspace, &path_of(identity)).ok()?;
                Some((source, comparable.facts))
            };
            let conflicts = project.collector.finish(&read);
            found.left_out += conflicts.left_out;
            for reported in conflicts.reported {
                let path = path_of(&reported.path);
                let Some((report, located)) = batch::compared(workspace, &path, reported.diagnostics, repairs) else {
                    continue;
                };
                if report != Report::default() {
                    found.repairs.insert(path.clone(), report);
                }
                let exactly = || Vec::with_capacity(located.len());
                found.findings.entry(path).or_insert_with(exactly).extend(located);
            }
        }
        found
    }
}

impl Project {
    fn add(&mut self, workspace: &Workspace, path: &Path, is_asked: bool, comparable: Comparable) {
        let Comparable { identity, facts, .. } = comparable;
        self.collector.add(&identity, is_asked, &facts);
        if workspace.is_shown_as(&identity, path) {
            self.reached.remove(&identity);
        } else {
            self.reached.insert(identity, path.to_owned());
        }
    }
}

/// Reads the documents of a project that the run does not cover.
fn read_rest(workspace: &Workspace, root: &Path, project: &mut Project) {
    let walked = walk(root, rayon::current_num_threads(), &|path, is_folder| workspace.keeps(path, is_folder));
    let is_known = |path: &Path| {
        let identity = workspace.folder_of(path).map(|folder| workspace.identity(&folder, path));
        identity.is_ok_and(|identity| project.collector.has(&identity))
    };
    let links: Vec<_> = walked.links.iter().filter(|link| workspace.leads_inside(link, root)).collect();
    for link in &links {
        workspace.note_link(workspace.shown(link));
    }
    let all = walked.files.iter().chain(links).map(|path| workspace.shown(path).to_owned());
    let rest: Vec<_> = all.filter(|path| !is_known(path)).collect();
    let facts: Vec<_> = rest
        .par_iter()
        .filter_map(|path| Some((path, batch::comparable(workspace, path).ok()?.0)))
        .filter(|(_, comparable)| comparable.project.config.root == root)
        .collect();
    for (path, comparable) in facts {
        project.add(workspace, path, false, comparable);
    }
}
