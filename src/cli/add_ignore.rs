//! `check --add-ignore`: comments that suppress what is found.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicUsize;

use super::Stop;
use super::args::{Check, RuleSet};
use super::say::note;
use super::selection::{asked, setup_of};
use crate::batch;
use crate::diagnostic::{Diagnostic, Severity};
use crate::finding::Located;
use crate::run::{self, Comparison, Gates, Outcomes};
use crate::visible::{shown_path, visible};
use crate::workspace::{Failure, Workspace};

/// Writes the comments; what could not be suppressed is for the check that follows to find.
pub(super) fn run(check: &Check, rules: &[RuleSet]) -> Result<(), Stop> {
    if check.reads_standard_input() {
        return Err(Failure::new("standard input is no file to write comments into")
            .help("name a file or a folder")
            .into());
    }
    let mut workspace = Workspace::new(setup_of(&check.selection)?)?;
    let wanted = Wanted { rules, least: check.level.map_or(Severity::Warning, Severity::from) };
    let found = found(check, &mut workspace, &wanted)?;
    let (mut suppressed, mut left, mut documents) = (0, 0, 0);
    for (path, findings) in found {
        let done = batch::suppress(&workspace, &path, &findings, check.reason.as_deref().unwrap_or_default())?;
        suppressed += done.suppressed;
        left += done.left;
        documents += usize::from(done.suppressed > 0);
        if let Some(why) = done.refused {
            note(&format!("warning: {}: left as it is: {}", shown_path(&path), visible(&why)));
        }
    }
    if !check.quiet {
        let findings = if suppressed == 1 { "finding is" } else { "findings are" };
        let files = if documents == 1 { "file" } else { "files" };
        note(&format!("note: {suppressed} {findings} suppressed by comments, in {documents} {files}"));
        if left > 0 {
            note(&format!("note: {left} could not be suppressed, as no comment can stand where it would have to"));
        }
    }
    Ok(())
}

/// Which findings are to be suppressed.
struct Wanted<'a> {
    /// Where not empty, those of these rules.
    rules: &'a [RuleSet],
    /// Or else those of this level or a higher one.
    least: Severity,
}

impl Wanted<'_> {
    fn holds(&self, found: &Diagnostic) -> bool {
        // A comment that hides the fault of another comment would be the next fault.
        if found.rule.starts_with("suppression/") {
            return false;
        }
        match self.rules {
            [] => found.severity >= self.least,
            rules => rules.iter().flat_map(|set| &set.0).any(|rule| rule.name == found.rule),
        }
    }
}

/// What is found now and is to be suppressed, by document.
fn found(
    check: &Check,
    workspace: &mut Workspace,
    wanted: &Wanted,
) -> Result<BTreeMap<PathBuf, Vec<Diagnostic>>, Stop> {
    let selection = &check.selection;
    // What there is to say of the selection is said by the check that follows.
    let mut paths = run::documents(&selection.paths, selection.force_exclude, workspace, &mut Vec::new())?;
    if let Some(changes) = check.changes() {
        paths = run::changed(&changes, &selection.paths, workspace, paths, &mut Vec::new())?;
    }
    workspace.read_schemas()?;
    let root_of = |path: &Path| workspace.folder_of(path).map(|folder| folder.project.config.root.clone());
    let mut outcomes = Outcomes::new(Gates::read(asked(check), workspace)?, false);
    let mut comparison = Comparison::default();
    batch::check(workspace, &paths, None, &AtomicUsize::default(), |outcome, comparable| {
        let (path, root) = (outcome.path.clone(), comparable.project.config.root.clone());
        comparison.add(workspace, &path, comparable);
        outcomes.take(outcome, &root);
    })?;
    outcomes.compared(comparison.finish(workspace, None), |path| root_of(path).unwrap_or_default());
    let mut found = BTreeMap::new();
    outcomes.each(|outcome| -> Result<(), Stop> {
        let wanted = |found: &&Located| wanted.holds(&found.diagnostic);
        let findings: Vec<_> = outcome.findings.iter().filter(wanted).map(|found| found.diagnostic.clone()).collect();
        if !findings.is_empty() {
            found.insert(outcome.path.clone(), findings);
        }
        Ok(())
    })?;
    Ok(found)
}
