//! `masthead stats`

use super::args::{StatsCommand, StatsFormat};
use super::selection::documents_of;
use super::{Stop, print};
use crate::run;
use crate::visible::push_path;

/// Counts what the fields of documents hold.
pub(super) fn run(command: &StatsCommand) -> Result<u8, Stop> {
    let (workspace, paths) = documents_of(&command.documents)?;
    let stats = run::stats(&workspace, &paths)?;
    match command.output_format {
        StatsFormat::Json => print(&format!("{:#}\n", stats.to_json())),
        StatsFormat::Text => print(&lines(&stats.to_text())),
    }
}

/// Text of lines, with nothing in it that a terminal would obey.
pub(super) fn lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_terminator('\n') {
        push_path(&mut out, line);
        out.push('\n');
    }
    out
}
