//! `masthead stats`

use super::args::{StatsCommand, StatsFormat};
use super::say::print_lines;
use super::selection::documents_of;
use super::{Stop, print};
use crate::run;

/// Counts what the fields of documents hold.
pub(super) fn run(command: &StatsCommand) -> Result<u8, Stop> {
    let (workspace, paths) = documents_of(&command.documents)?;
    let stats = run::stats(&workspace, &paths)?;
    match command.output_format {
        StatsFormat::Json => print(&format!("{:#}\n", stats.to_json())),
        StatsFormat::Text => print_lines(&stats.to_text()),
    }
}
