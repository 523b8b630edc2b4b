//! `masthead check`

use std::path::Path;

use super::args::Check;
use super::progress::Progress;
use super::say::{note, tell};
use super::selection::{asked, setup_of, with_threads};
use super::verbose::{self, Phases};
use super::watch::Seen;
use super::{CLEAN, FINDINGS, Stop, add_ignore, failure_output, output, repair, watch};
use crate::batch;
use crate::run::{self, Comparison, Gates, Outcomes};
use crate::visible::shown_path;
use crate::workspace::{Failure, Workspace};

pub(super) fn run(mut check: Check) -> Result<u8, Stop> {
    let settled = settle_standard_input(&mut check);
    let check = &check;
    output::one_place_each(&check.outputs())?;
    let mut seen = Seen::default();
    let result = match settled {
        Ok(()) if check.watch => with_threads(&check.selection, || watch::run(check, once)),
        Ok(()) => with_threads(&check.selection, || {
            if let Some(rules) = &check.add_ignore {
                add_ignore::run(check, rules)?;
            }
            once(check, &mut seen)
        }),
        Err(failure) => Err(failure.into()),
    };
    if let Err(Stop::Failed(failure)) = &result
        && !seen.is_written
    {
        failure_output::write(check, failure);
    }
    result
}

fn settle_standard_input(check: &mut Check) -> Result<(), Failure> {
    check.settle_standard_input().map_err(|path| {
        let message = format!("`--stdin-filename` names standard input, and `{}` is to be checked", shown_path(&path));
        Failure::new(message).help("write `-` in its place, or leave `--stdin-filename` out")
    })
}

/// Checks once.
pub(super) fn once(check: &Check, seen: &mut Seen) -> Result<u8, Stop> {
    let mut workspace = Workspace::new(setup_of(&check.selection)?)?;
    let result = check_in(check, &mut workspace, seen);
    seen.files.extend(workspace.configurations());
    seen.files.extend(workspace.schema_files());
    seen.files.extend(workspace.index.iter().flat_map(|index| index.kept_in.clone()));
    result
}

fn check_in(check: &Check, workspace: &mut Workspace, seen: &mut Seen) -> Result<u8, Stop> {
    let mut phases = Phases::start();
    let selection = &check.selection;
    let mut notes = Vec::new();
    let mut paths = run::documents(&selection.paths, selection.force_exclude, workspace, &mut notes)?;
    if !check.quiet {
        tell(&notes);
    }
    if check.watch {
        seen.documents.clone_from(&paths);
    }
    let mut notes = Vec::new();
    match check.changes() {
        Some(changes) => paths = run::changed(&changes, &selection.paths, workspace, paths, &mut notes)?,
        None if check.quiet => {}
        None => notes.extend(run::idle_patterns(workspace, &selection.paths, &paths)),
    }
    workspace.read_schemas()?;
    if !check.quiet {
        tell(&notes);
    }
    seen.is_written = true;
    output::spare_documents(&check.outputs(), &paths)?;
    seen.is_written = false;
    phases.end("walk");
    let mut comparison = Comparison::default();
    let mut standard_input = None;
    let name = repair::wanted_standard_input(check, workspace)?;
    if let Some(name) = &name {
        workspace.folder_of(name)?;
    }
    let mut outcomes = Outcomes::new(Gates::read(asked(check), workspace)?, check.verbose)
        .with_known(check.outputs().iter().any(|(format, _)| format.tells_known()));
    seen.files.extend(outcomes.gates().files().map(Path::to_owned));
    if let Some(name) = name {
        let (outcome, comparable, source) = repair::standard_input(check, workspace, &name)?;
        standard_input = Some(source);
        outcomes.take(outcome, &comparable.project.config.root.clone());
        comparison.add(workspace, &name, comparable);
    }
    let progress = Progress::new(paths.len(), check.quiet);
    batch::check(workspace, &paths, check.repairs(), &progress.done, |outcome, comparable| {
        let (path, root) = (outcome.path.clone(), comparable.project.config.root.clone());
        comparison.add(workspace, &path, comparable);
        outcomes.take(outcome, &root);
    })?;
    phases.end("check");
    let found = comparison.finish(workspace, check.repairs());
    drop(progress);
    seen.is_written = true;
    tell(found.note().iter().filter(|_| !check.quiet));
    let root_of = |path: &Path| workspace.folder_of(path).map(|folder| folder.project.config.root.clone());
    outcomes.compared(found, |path| root_of(path).unwrap_or_default());
    phases.end("compare");
    repair::tell(outcomes.iter(), check.quiet);
    if check.diff {
        repair::print_diff(outcomes.iter())?;
        return Ok(status(check, &outcomes));
    }
    output::write(check, workspace, &mut outcomes, standard_input.as_ref())?;
    phases.end("write");
    tell_rest(check, workspace, &outcomes);
    if !check.quiet {
        tell(&outcomes.gates().told(&workspace.setup.adjustments));
    }
    if check.verbose {
        verbose::tell_files(workspace, outcomes.iter());
        phases.tell();
    }
    Ok(status(check, &outcomes))
}

/// What is said beside the findings, on standard error.
fn tell_rest(check: &Check, workspace: &Workspace, outcomes: &Outcomes) {
    if check.quiet {
        return;
    }
    if outcomes.summary.files == 0 {
        let why = match &check.since {
            Some(_) => "none that is named, and not excluded, has changed",
            None if check.staged => "none that is named, and not excluded, has staged changes",
            None => "nothing that is named matches `include`, or all of it is excluded or in a `.gitignore` file",
        };
        note(&format!("note: no document was checked; {why}"));
        return;
    }
    if check.changes().is_none() {
        tell(&run::idle_conditions(workspace, &check.selection.paths));
    }
    tell(&outcomes.gates().excess(outcomes.summary.warnings));
    if check.unsafe_fixes && !check.fix && !check.diff {
        note("note: nothing was written; add `--fix` to make repairs, or `--diff` to see them");
    }
    let is_configured = !workspace.configurations().is_empty() || check.selection.schema.is_some();
    if !is_configured && outcomes.without_schema == outcomes.summary.files {
        note(
            "note: no schema applies, so only fields with usual names are checked; name one with `--schema` or in masthead.toml",
        );
    }
}

fn status(check: &Check, outcomes: &Outcomes) -> u8 {
    let summary = &outcomes.summary;
    let too_many = !outcomes.gates().excess(summary.warnings).is_empty();
    if !check.exit_zero && (summary.errors > 0 || too_many) { FINDINGS } else { CLEAN }
}
