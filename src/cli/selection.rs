//! With which settings and how many threads a run is made, as its arguments say.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeZone, Utc};

use super::Stop;
use super::args::{Check, ConfigurationArgs, DocumentArgs, Selection};
use super::say::tell;
use crate::config::{Adjustments, Globs};
use crate::diagnostic::Severity;
use crate::run::{Asked, documents};
use crate::workspace::{Configuration, Failure, Setup, Workspace};

/// The settings that do not come from `check`'s own flags.
pub(super) fn setup(configuration: &ConfigurationArgs) -> Setup {
    let source = match &configuration.config {
        Some(file) => Configuration::File(file.clone()),
        None if configuration.isolated => Configuration::Isolated,
        None => Configuration::Nearest,
    };
    Setup {
        configuration: source,
        adjustments: Adjustments::default(),
        exclude: Globs::default(),
        schema: None,
        now: DateTime::<Utc>::from(SystemTime::now()).fixed_offset(),
    }
}

pub(super) fn setup_of(selection: &Selection) -> Result<Setup, Failure> {
    let mut setup = setup(&selection.configuration);
    setup.adjustments.select = selection.select.iter().flat_map(|set| set.0.clone()).collect();
    setup.adjustments.ignore = selection.ignore.iter().flat_map(|set| set.0.clone()).collect();
    setup.exclude = globs_of(&selection.exclude)?;
    setup.schema.clone_from(&selection.schema);
    if let Some(today) = selection.today {
        setup.now = noon(today);
    }
    Ok(setup)
}

/// The middle of a day, for runs that can be repeated.
pub(super) fn noon(today: NaiveDate) -> DateTime<FixedOffset> {
    let noon = today.and_time(NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default());
    Utc.from_utc_datetime(&noon).fixed_offset()
}

/// What `--exclude` says.
pub(super) fn globs_of(exclude: &[String]) -> Result<Globs, Failure> {
    Globs::new(exclude)
        .map_err(|(index, fault)| Failure::new(fault.message("`--exclude`", &exclude[index])).help(fault.help()))
}

/// The documents that a selection names now.
pub(super) fn walked(selection: &Selection) -> Result<Vec<PathBuf>, Stop> {
    let workspace = Workspace::new(setup_of(selection)?)?;
    Ok(documents(&selection.paths, selection.force_exclude, &workspace, &mut Vec::new())?)
}

/// The documents that a command is about, and what is in force for them.
pub(super) fn documents_of(arguments: &DocumentArgs) -> Result<(Workspace, Vec<PathBuf>), Stop> {
    if arguments.paths.iter().any(|path| path == Path::new("-")) {
        return Err(Failure::new("standard input is one document, and many are wanted").help("name a folder").into());
    }
    let mut setup = setup(&arguments.configuration);
    setup.exclude = globs_of(&arguments.exclude)?;
    let workspace = Workspace::new(setup)?;
    let mut notes = Vec::new();
    let paths = documents(&arguments.paths, arguments.force_exclude, &workspace, &mut notes)?;
    tell(&notes);
    Ok((workspace, paths))
}

/// Runs something with as many threads as are wanted, or as there is memory for.
pub(super) fn with_threads<R: Send>(selection: &Selection, run: impl FnOnce() -> R + Send) -> R {
    let mut number = threads(selection);
    loop {
        let builder = rayon::ThreadPoolBuilder::new().num_threads(number).stack_size(super::STACK);
        match builder.build() {
            Ok(pool) => return pool.install(run),
            Err(_) if number != 1 => {
                let wanted =
                    if number > 0 { number } else { std::thread::available_parallelism().map_or(2, usize::from) };
                number = (wanted / 2).max(1);
            }
            Err(_) => break,
        }
    }
    // Where there is not even memory for one thread there may still be some for the work.
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
    if let Ok(pool) = alone { pool.install(run) } else { run() }
}

fn threads(selection: &Selection) -> usize {
    selection.threads.map_or(0, usize::from)
}

/// What the command line says of what counts and what is shown.
pub(super) fn asked(check: &Check) -> Asked {
    let level = check.level.map(Severity::from);
    Asked { baseline: check.baseline.clone(), max_warnings: check.max_warnings, level }
}
