//! Which documents a run is about, and with which settings, as its arguments say.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use chrono::{DateTime, NaiveTime, TimeZone, Utc};

use super::Stop;
use super::args::{ConfigurationArgs, Selection};
use super::check::{note, shown_path};
use crate::config::{Adjustments, Globs};
use crate::files::walk::walk;
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
    setup.exclude = Globs::new(&selection.exclude).map_err(|(index, fault)| {
        Failure::new(fault.message("`--exclude`", &selection.exclude[index])).help(fault.help())
    })?;
    setup.schema.clone_from(&selection.schema);
    if let Some(today) = selection.today {
        let noon = today.and_time(NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default());
        setup.now = Utc.from_utc_datetime(&noon).fixed_offset();
    }
    Ok(setup)
}

/// The documents that are named, and those below the folders that are. `warn` tells of what cannot be looked into.
pub(super) fn documents(selection: &Selection, workspace: &Workspace, warn: bool) -> Result<Vec<PathBuf>, Stop> {
    let mut paths = Vec::new();
    for path in selection.paths.iter().filter(|path| *path != Path::new("-")) {
        let metadata = path.metadata().map_err(|error| {
            Failure::new(format!("`{}` cannot be checked: {error}", shown_path(path)))
                .help("name a file or a folder that is there")
                .at(path)
        })?;
        if metadata.is_dir() {
            let walked = walk(path, rayon::current_num_threads(), &|path, is_folder| workspace.keeps(path, is_folder));
            for (path, message) in walked.errors {
                if is_closed(&path) {
                    // What cannot be read is a finding, and here are documents that cannot.
                    paths.push(plain(path));
                } else if warn {
                    note(&format!("warning: `{}` is passed over: {message}", shown_path(&path)));
                }
            }
            for link in walked.links {
                if workspace.leads_inside(&link, path) {
                    let link = plain(link);
                    workspace.note_link(&link);
                    paths.push(link);
                } else if warn {
                    note(&format!("warning: `{}` is passed over: it is a link out of the project", shown_path(&link)));
                }
            }
            paths.extend(walked.files.into_iter().map(plain));
        } else if !(selection.force_exclude && workspace.force_excludes(path)?) {
            let document = plain(path.clone());
            if document.is_symlink() {
                workspace.note_link(&document);
            }
            // Its configuration is one that the run is about.
            workspace.folder_of(&document)?;
            paths.push(document);
        }
    }
    if let Some(failure) = workspace.take_failure() {
        return Err(failure.into());
    }
    // What one folder holds is in order already.
    paths.sort();
    paths.dedup();
    Ok(paths)
}

/// Whether this is a folder whose documents cannot be listed.
fn is_closed(path: &Path) -> bool {
    path.is_dir() && path.read_dir().is_err()
}

/// A path without a leading `./`, as people name files.
pub(super) fn plain(path: PathBuf) -> PathBuf {
    path.strip_prefix(".").map(Path::to_owned).unwrap_or(path)
}

/// The documents that a selection names now.
pub(super) fn walked(selection: &Selection) -> Result<Vec<PathBuf>, Stop> {
    documents(selection, &Workspace::new(setup_of(selection)?)?, false)
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
