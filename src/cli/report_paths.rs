//! Paths as services want them: GitHub, GitLab and code scanning count from the top of the repository, wherever the command ran.

use std::collections::HashMap;
use std::path::{Path, PathBuf, absolute};

use crate::diagnostic::Place;
use crate::finding::Located;
use crate::git;
use crate::render::Format;
use crate::source::path_name;
use crate::workspace::normal;

/// The folders that a service checks out to. What lies in one of them counts from it.
const CHECKOUTS: [&str; 2] = ["CI_PROJECT_DIR", "GITHUB_WORKSPACE"];

/// Finds the top of the repository that a document is in.
pub(super) struct ReportPaths {
    checkouts: Vec<PathBuf>,
    /// By the folder of a document.
    tops: HashMap<PathBuf, Option<PathBuf>>,
}

impl ReportPaths {
    /// For a format that counts from the top of the repository; the others name documents as the user does.
    pub(super) fn for_format(format: Format) -> Option<Self> {
        let wanted = matches!(format, Format::Github | Format::Gitlab | Format::Sarif);
        wanted.then(Self::new)
    }

    /// A path as the format of these counts it, or as the user names it where it has none.
    pub(super) fn name(paths: Option<&mut Self>, path: &Path) -> String {
        paths.map_or_else(|| named(path), |paths| paths.of(path))
    }

    pub(super) fn new() -> Self {
        let given = CHECKOUTS.iter().filter_map(std::env::var_os).map(PathBuf::from);
        Self { checkouts: given.filter(|folder| folder.is_absolute()).collect(), tops: HashMap::new() }
    }

    /// The path from the top of the repository, or from the working directory where there is no repository.
    pub(super) fn of(&mut self, path: &Path) -> String {
        let full = absolute(path).map(|full| normal(&full)).unwrap_or_default();
        let Some(folder) = full.parent().filter(|_| !is_stream(path)) else { return named(path) };
        let checkouts = &self.checkouts;
        let top = self.tops.entry(folder.to_owned()).or_insert_with(|| top_of(folder, checkouts));
        let relative = top.as_deref().and_then(|top| full.strip_prefix(top).ok());
        named(relative.unwrap_or(path))
    }

    /// The findings, if any of them names another document: then with those paths counted in the same way.
    pub(super) fn of_labels(&mut self, findings: &[Located]) -> Option<Vec<Located>> {
        let is_elsewhere = |place: &Place| matches!(place, Place::Elsewhere { .. });
        let mut labels = findings.iter().flat_map(|finding| &finding.diagnostic.labels);
        if !labels.any(|label| is_elsewhere(&label.place)) {
            return None;
        }
        let mut findings = findings.to_vec();
        for label in findings.iter_mut().flat_map(|finding| &mut finding.diagnostic.labels) {
            if let Place::Elsewhere { path, .. } = &mut label.place {
                *path = self.of(Path::new(path));
            }
        }
        Some(findings)
    }
}

/// A path as findings name it.
fn named(path: &Path) -> String {
    path_name(path).into_owned()
}

/// The folder that the paths of another one's documents count from.
fn top_of(folder: &Path, checkouts: &[PathBuf]) -> Option<PathBuf> {
    let checkout = checkouts.iter().find(|top| folder.starts_with(top));
    let repository = || git::top_of(folder);
    checkout.map(PathBuf::as_path).or_else(repository).map(Path::to_owned)
}

/// Whether this names standard input that has no name.
fn is_stream(path: &Path) -> bool {
    path == Path::new("<stdin>")
}
