//! The rules that compare documents, over the documents of a run and the rest of their projects.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::batch::{self, Outcome};
use crate::corpus::Collector;
use crate::files::walk::walk;
use crate::linter::limit_compared;
use crate::render::Located;
use crate::workspace::Workspace;

/// The documents of the projects of a run, as far as they are compared.
#[derive(Default)]
pub(super) struct Comparison {
    /// By the folder of the project's configuration.
    projects: BTreeMap<PathBuf, Project>,
}

#[derive(Default)]
struct Project {
    collector: Collector,
    /// The folder is the root of a corpus, as it has a configuration.
    is_configured: bool,
    /// The paths by which the documents were reached.
    reached: BTreeMap<PathBuf, PathBuf>,
}

impl Comparison {
    /// Takes the facts out of a document that was checked.
    pub(super) fn add(&mut self, outcome: &mut Outcome) {
        let facts = std::mem::take(&mut outcome.facts);
        let config = &outcome.project.config;
        let project = self.projects.entry(config.root.clone()).or_default();
        project.is_configured = config.source.is_some();
        project.collector.add(&outcome.identity, true, &facts);
        project.reached.insert(outcome.identity.clone(), outcome.path.clone());
    }

    /// Finds what there is between documents and puts it to their outcomes. Where the run covers only a part of a
    /// project, the rest is read for its facts.
    pub(super) fn finish(self, workspace: &Workspace, outcomes: &mut [Outcome]) {
        let mut found: BTreeMap<PathBuf, Vec<Located>> = BTreeMap::new();
        for (root, mut project) in self.projects {
            if project.is_configured {
                read_rest(workspace, &root, &mut project);
            }
            let reached = project.reached;
            let read = |identity: &Path| {
                let path = reached.get(identity).map_or(identity, PathBuf::as_path);
                batch::facts(workspace, path).map(|compared| (compared.source, compared.facts))
            };
            for mut reported in project.collector.finish(&read) {
                let Some((source, _)) = read(&reported.path) else { continue };
                let path = reached.get(&reported.path).unwrap_or(&reported.path).clone();
                if let Ok(folder) = workspace.folder_of(&path) {
                    let settings = workspace.settings(&folder, &path);
                    limit_compared(&mut reported.diagnostics, &source, &settings);
                }
                let located = reported.diagnostics.into_iter().map(|diagnostic| Located::new(&source, diagnostic));
                found.entry(path).or_default().extend(located);
            }
        }
        for outcome in outcomes {
            if let Some(more) = found.remove(&outcome.path) {
                outcome.findings.extend(more);
                outcome.findings.sort_by(|a, b| {
                    let key = |found: &Located| (found.diagnostic.span.start, found.diagnostic.rule);
                    key(a).cmp(&key(b))
                });
            }
        }
    }
}

/// Reads the documents of a project that the run does not cover.
fn read_rest(workspace: &Workspace, root: &Path, project: &mut Project) {
    let walked = walk(root, rayon::current_num_threads(), &|path, is_folder| workspace.keeps(path, is_folder));
    let is_known = |path: &Path| {
        let identity = workspace.folder_of(path).map(|folder| folder.identity(path));
        identity.is_ok_and(|identity| project.reached.contains_key(&identity))
    };
    let links = walked.links.iter().filter(|link| workspace.leads_inside(link, root));
    let rest: Vec<_> =
        walked.files.iter().chain(links).map(|path| workspace.shown(path)).filter(|path| !is_known(path)).collect();
    let facts: Vec<_> = rest
        .par_iter()
        .filter_map(|path| batch::check_file(workspace, path, None).ok())
        .filter(|outcome| outcome.project.config.root == root)
        .map(|outcome| (outcome.identity, outcome.path, outcome.facts))
        .collect();
    for (identity, path, facts) in facts {
        project.collector.add(&identity, false, &facts);
        project.reached.entry(identity).or_insert(path);
    }
}
