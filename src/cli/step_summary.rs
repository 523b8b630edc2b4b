//! `$GITHUB_STEP_SUMMARY`: the page to which a step of a GitHub workflow may add.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::Path;

use super::Stop;
use crate::batch::Outcome;
use crate::render::{Summary, step_summary};
use crate::source::Source;
use crate::workspace::Failure;

/// Adds the findings to the page where there is one. A page that cannot be written stops a run like any other output.
pub(super) fn append(outcomes: &[Outcome], summary: &Summary) -> Result<(), Stop> {
    let Some(page) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|page| !page.is_empty()) else { return Ok(()) };
    let name = |outcome: &Outcome| Source::new(&outcome.path, "").name().into_owned();
    let findings: Vec<_> =
        outcomes.iter().flat_map(|outcome| outcome.findings.iter().map(|found| (name(outcome), found))).collect();
    let text = step_summary(&findings, summary);
    write(Path::new(&page), &text)
        .map_err(|error| Failure::new(format!("the summary of $GITHUB_STEP_SUMMARY cannot be written: {error}")).into())
}

fn write(page: &Path, text: &str) -> io::Result<()> {
    OpenOptions::new().append(true).create(true).open(page)?.write_all(text.as_bytes())
}
