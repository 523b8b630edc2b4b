//! `$GITHUB_STEP_SUMMARY`: the page to which a step of a GitHub workflow may add.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::Path;

use super::Stop;
use super::report_paths::ReportPaths;
use crate::render::StepSummary;
use crate::run::Outcomes;
use crate::workspace::Failure;

/// Adds the findings to the page where there is one. A page that cannot be written stops a run like any other output.
pub(super) fn append(outcomes: &mut Outcomes) -> Result<(), Stop> {
    let Some(page) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|page| !page.is_empty()) else { return Ok(()) };
    let mut summary = StepSummary::default();
    let mut paths = ReportPaths::new();
    outcomes.each(|outcome| -> Result<(), Stop> {
        summary.add(&paths.of(&outcome.path), &outcome.findings);
        Ok(())
    })?;
    write(Path::new(&page), &summary.page(&outcomes.summary))
        .map_err(|error| Failure::new(format!("the summary of $GITHUB_STEP_SUMMARY cannot be written: {error}")).into())
}

fn write(page: &Path, text: &str) -> io::Result<()> {
    OpenOptions::new().append(true).create(true).open(page)?.write_all(text.as_bytes())
}
