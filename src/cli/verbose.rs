//! `-v`: what was used for a run, and how long each part of it took.

use std::time::{Duration, Instant};

use super::say::note;
use crate::batch::Outcome;
use crate::visible::{shown_path, visible_path};
use crate::workspace::Workspace;

/// The parts of a run and how long each took.
pub(super) struct Phases {
    since: Instant,
    past: Vec<(&'static str, Duration)>,
}

impl Phases {
    pub(super) fn start() -> Self {
        Self { since: Instant::now(), past: Vec::new() }
    }

    /// Ends a part of the run; the next begins.
    pub(super) fn end(&mut self, name: &'static str) {
        let now = Instant::now();
        self.past.push((name, now - self.since));
        self.since = now;
    }

    pub(super) fn tell(&self) {
        let parts: Vec<String> = self.past.iter().map(|(name, time)| format!("{name} {}", in_words(*time))).collect();
        note(&format!("time: {}", parts.join(", ")));
    }
}

/// Says which configurations were read, and which schema each document was checked against.
pub(super) fn tell_files<'a>(workspace: &Workspace, outcomes: impl Iterator<Item = &'a Outcome>) {
    let configurations = workspace.configurations();
    for path in &configurations {
        note(&format!("configuration: {}", shown_path(path)));
    }
    if configurations.is_empty() {
        note("configuration: none");
    }
    for outcome in outcomes {
        let schema = outcome.schema.as_ref();
        let schema = schema.map_or_else(|| "none".to_owned(), |schema| visible_path(&schema.source().name()));
        note(&format!("checked: {} (schema: {schema})", shown_path(&outcome.path)));
    }
}

fn in_words(time: Duration) -> String {
    let milliseconds = time.as_secs_f64() * 1e3;
    if milliseconds < 1000.0 { format!("{milliseconds:.1} ms") } else { format!("{:.2} s", time.as_secs_f64()) }
}
