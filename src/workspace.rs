//! Which configuration, settings and schema are in force for each document of a run.
//!
//! Configurations are found on disk, folder by folder, and kept: every document of a folder has the same one.

mod load;
mod schemas;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf, absolute};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use chrono::{DateTime, FixedOffset};

use crate::config::{Adjustments, Config, FILE_NAMES, Globs, SchemaRule};
use crate::diagnostic::Diagnostic;
use crate::git::{self, Index};
use crate::kinds::NamedFields;
use crate::linter::Settings;
use crate::schema::Addresses;
use crate::source::Source;

use load::load;
use schemas::Schemas;
pub use schemas::load_schema;

/// Why masthead cannot do what it was asked.
#[derive(Debug)]
pub enum Failure {
    /// In words, with what to do about it, and the file that it is about.
    Message { message: String, help: Option<String>, path: Option<PathBuf> },
    /// A configuration or a schema that is wrong, shown like a document.
    Diagnostics { source: Box<Source>, diagnostics: Vec<Diagnostic> },
}

impl Failure {
    pub fn new(message: impl Into<String>) -> Self {
        Self::Message { message: message.into(), help: None, path: None }
    }

    #[must_use]
    pub fn help(self, help: impl Into<String>) -> Self {
        match self {
            Self::Message { message, path, .. } => Self::Message { message, help: Some(help.into()), path },
            Self::Diagnostics { .. } => self,
        }
    }

    /// Says which file it is about.
    #[must_use]
    pub fn at(self, path: &Path) -> Self {
        match self {
            Self::Message { message, help, .. } => Self::Message { message, help, path: Some(path.to_owned()) },
            Self::Diagnostics { .. } => self,
        }
    }
}

impl From<git::Trouble> for Failure {
    fn from(trouble: git::Trouble) -> Self {
        Self::Message { message: trouble.message, help: trouble.help, path: None }
    }
}

/// What a run is told from outside.
#[derive(Debug)]
pub struct Setup {
    pub configuration: Configuration,
    pub adjustments: Adjustments,
    /// `--exclude`, relative to the working directory.
    pub exclude: Globs,
    /// `--schema`: a built-in name or a file, for every document.
    pub schema: Option<String>,
    pub now: DateTime<FixedOffset>,
}

/// Where the configuration comes from.
#[derive(Debug)]
pub enum Configuration {
    /// The nearest one at or above each document.
    Nearest,
    /// This file, for every document.
    File(PathBuf),
    /// None.
    Isolated,
}

/// A configuration and what was made of it.
#[derive(Debug)]
pub struct Project {
    pub config: Config,
    /// What `[schema-files]` of the configuration says.
    addresses: Addresses,
    /// By the overrides that apply.
    settings: Mutex<BTreeMap<Vec<usize>, Arc<Settings>>>,
    /// For each member of `[[schemas]]`, whether it has governed a document.
    governs: Vec<AtomicBool>,
}

/// A folder and the project it belongs to.
#[derive(Clone, Debug)]
pub struct Folder {
    pub project: Arc<Project>,
    /// The folder's path from the configuration's.
    relative: Arc<Path>,
    /// The folder's path with every link followed.
    real: Arc<Path>,
}

/// Everything that stays the same during a run.
#[derive(Debug)]
pub struct Workspace {
    pub setup: Setup,
    /// The documents that are read from git's index, if any are.
    pub index: Option<Index>,
    working_directory: PathBuf,
    /// The one configuration of the run, where it is not looked for.
    fixed: Option<Arc<Project>>,
    folders: Mutex<HashMap<OsString, Folder>>,
    /// The documents that are symbolic links.
    links: RwLock<HashSet<PathBuf>>,
    /// The configurations that were read.
    configurations: Mutex<BTreeSet<PathBuf>>,
    /// What went wrong while folders were visited.
    failures: Mutex<Vec<Failure>>,
    schemas: Schemas,
}

impl Workspace {
    /// # Errors
    /// Where the configuration that was named cannot be read or is wrong.
    pub fn new(setup: Setup) -> Result<Self, Failure> {
        let working_directory =
            absolute(".").map_err(|error| Failure::new(format!("the working directory cannot be found: {error}")))?;
        let mut configurations = BTreeSet::new();
        let fixed = match &setup.configuration {
            Configuration::Nearest => None,
            Configuration::Isolated => Some(Project::new(Config::none(&working_directory))),
            Configuration::File(path) => {
                configurations.insert(path.clone());
                let is_near = |path: &Path, folder: &Path| is_near(path, folder, &working_directory);
                Some(Project::new(load(path, &is_near, &mut |base| {
                    configurations.insert(base.to_owned());
                })?))
            }
        };
        let (folders, failures, configurations) = (Mutex::default(), Mutex::default(), Mutex::new(configurations));
        let schemas = Schemas::default();
        let links = RwLock::default();
        Ok(Self { setup, index: None, working_directory, fixed, folders, links, configurations, failures, schemas })
    }

    /// The folder that a document lies in.
    ///
    /// # Errors
    /// Where its configuration cannot be read or is wrong.
    pub fn folder_of(&self, document: &Path) -> Result<Folder, Failure> {
        let parent = document.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."));
        self.folder(parent)
    }

    /// A folder by its path.
    ///
    /// # Errors
    /// Where its configuration cannot be read or is wrong.
    pub fn folder(&self, path: &Path) -> Result<Folder, Failure> {
        if let Some(folder) = lock(&self.folders).get(path.as_os_str()) {
            return Ok(folder.clone());
        }
        let full = absolute(path).unwrap_or_else(|_| self.working_directory.join(path));
        let full = normal(&full);
        let project = match &self.fixed {
            Some(project) => Arc::clone(project),
            None => self.nearest(&full)?,
        };
        let relative = full.strip_prefix(&project.config.root).unwrap_or(&full).to_owned();
        let real = full.canonicalize().unwrap_or(full);
        let folder = Folder { project, relative: relative.into(), real: real.into() };
        lock(&self.folders).insert(path.into(), folder.clone());
        Ok(folder)
    }

    /// Whether a walk should take in a document or enter a folder. What goes wrong is kept for [`Self::take_failure`].
    pub fn keeps(&self, path: &Path, is_folder: bool) -> bool {
        let folder = match self.folder_of(path) {
            Ok(folder) => folder,
            Err(failure) => {
                lock(&self.failures).push(failure);
                return false;
            }
        };
        if self.is_excluded(path, is_folder) {
            return false;
        }
        let Some(name) = path.file_name() else { return true };
        let relative = folder.relative(name);
        let config = &folder.project.config;
        if is_folder { !config.exclude.is_match_folder(&relative) } else { config.includes(&relative) }
    }

    /// Whether a symbolic link that was met below the folder `named` leads to something in that folder, in the working
    /// directory, in the project or in the repository. Whoever may add a link to a folder of documents must not thereby
    /// have other files shown or changed.
    pub fn leads_inside(&self, link: &Path, named: &Path) -> bool {
        let project = self.folder_of(link).ok().map(|folder| folder.project.config.root.clone());
        self.is_near(link, named) || project.is_some_and(|root| self.is_near(link, &root))
    }

    /// Whether a path leads, by its links, into a folder, into the repository of that or into the working directory.
    fn is_near(&self, path: &Path, folder: &Path) -> bool {
        is_near(path, folder, &self.working_directory)
    }

    /// Whether a file that was named is left out by `--exclude`, or by any configuration at or above it: by what would
    /// keep a walk from meeting it.
    pub fn force_excludes(&self, path: &Path) -> Result<bool, Failure> {
        let full = normal(&absolute(path).unwrap_or_else(|_| self.working_directory.join(path)));
        let relative = full.strip_prefix(&self.working_directory).unwrap_or(path);
        if self.setup.exclude.is_match_below(relative) {
            return Ok(true);
        }
        let mut project = self.folder_of(path)?.project;
        loop {
            let config = &project.config;
            if config.relative(&full).is_some_and(|relative| config.exclude.is_match_below(relative)) {
                return Ok(true);
            }
            let is_configured = |folder: &&Path| FILE_NAMES.iter().any(|name| folder.join(name).is_file());
            let above = config.root.parent().and_then(|above| above.ancestors().find(is_configured));
            let Some(above) = above.filter(|_| self.fixed.is_none()) else { return Ok(false) };
            project = self.nearest(above)?;
        }
    }

    /// The configurations that were read so far, also those that could not be used.
    pub fn configurations(&self) -> BTreeSet<PathBuf> {
        lock(&self.configurations).clone()
    }

    /// The files of schemas that were read so far, also those that could not be used.
    pub fn schema_files(&self) -> BTreeSet<PathBuf> {
        self.schemas.tried()
    }

    /// The first thing that went wrong while folders were visited.
    pub fn take_failure(&self) -> Option<Failure> {
        let mut failures = lock(&self.failures);
        if failures.is_empty() { None } else { Some(failures.swap_remove(0)) }
    }

    /// Notes that a document was met or named as a symbolic link. Those who find documents know that, so that the disk
    /// need not be asked of each one again.
    pub fn note_link(&self, document: &Path) {
        write(&self.links).insert(document.to_owned());
    }

    /// The one path of a document in a folder that does not depend on the way to it.
    pub fn identity(&self, folder: &Folder, document: &Path) -> PathBuf {
        if read(&self.links).contains(document)
            && let Ok(real) = document.canonicalize()
        {
            return real;
        }
        folder.place(document)
    }

    /// What is in force for a document.
    pub fn settings(&self, folder: &Folder, document: &Path) -> Arc<Settings> {
        let project = &folder.project;
        let overrides = match project.config.overrides[..] {
            [] => Vec::new(),
            _ => project.config.overrides_for(&folder.relative(document.file_name().unwrap_or_default())),
        };
        let mut known = lock(&project.settings);
        if let Some(settings) = known.get(&overrides) {
            return Arc::clone(settings);
        }
        let (levels, options) = project.config.settings(&overrides, &self.setup.adjustments);
        let fields = NamedFields::with_own(project.config.own_fields()).into();
        let settings = Arc::new(Settings { levels, options, fields, now: self.setup.now });
        known.insert(overrides, Arc::clone(&settings));
        settings
    }

    /// The projects that were met so far, in the order of their folders.
    pub fn projects(&self) -> Vec<Arc<Project>> {
        let folders = lock(&self.folders);
        let met = folders.values().map(|folder| &folder.project).chain(&self.fixed);
        let by_root: BTreeMap<&Path, &Arc<Project>> =
            met.map(|project| (project.config.root.as_path(), project)).collect();
        by_root.into_values().map(Arc::clone).collect()
    }

    fn is_excluded(&self, path: &Path, is_folder: bool) -> bool {
        let exclude = &self.setup.exclude;
        if exclude.patterns.is_empty() {
            return false;
        }
        let full = absolute(path).unwrap_or_else(|_| path.to_owned());
        let relative = full.strip_prefix(&self.working_directory).unwrap_or(path);
        if is_folder { exclude.is_match_folder(relative) } else { exclude.is_match(relative) }
    }

    /// The project whose configuration is nearest at or above an absolute path.
    fn nearest(&self, full: &Path) -> Result<Arc<Project>, Failure> {
        for folder in full.ancestors() {
            if let Some(known) = lock(&self.folders).get(folder.as_os_str()) {
                return Ok(Arc::clone(&known.project));
            }
            for name in FILE_NAMES {
                let file = folder.join(name);
                if file.is_file() {
                    if file.is_symlink() && !self.is_near(&file, folder) {
                        let shown = self.shown(&file).display();
                        return Err(Failure::new(format!("the configuration `{shown}` is a link out of the project"))
                            .help("name that file with `--config`"));
                    }
                    let shown = self.shown(&file).to_owned();
                    lock(&self.configurations).insert(shown.clone());
                    let is_near = |path: &Path, folder: &Path| self.is_near(path, folder);
                    let mut note = |base: &Path| {
                        lock(&self.configurations).insert(self.shown(base).to_owned());
                    };
                    let project = Project::new(load(&shown, &is_near, &mut note)?);
                    let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
                    let entry =
                        Folder { project: Arc::clone(&project), relative: Path::new("").into(), real: real.into() };
                    lock(&self.folders).insert(folder.into(), entry);
                    return Ok(project);
                }
            }
        }
        let root =
            if full.starts_with(&self.working_directory) { self.working_directory.clone() } else { full.to_owned() };
        let project = Project::new(Config::none(&root));
        let real = root.canonicalize().unwrap_or_else(|_| root.clone());
        let entry = Folder { project: Arc::clone(&project), relative: Path::new("").into(), real: real.into() };
        lock(&self.folders).insert(root.into(), entry);
        Ok(project)
    }

    /// Whether [`Self::shown`] makes this path of a full one, as far as their bytes tell; `false` says nothing.
    pub fn is_shown_as(&self, full: &Path, path: &Path) -> bool {
        let full = full.as_os_str().as_encoded_bytes();
        let inside = full.strip_prefix(self.working_directory.as_os_str().as_encoded_bytes());
        let shown = inside.and_then(|inside| inside.strip_prefix(b"/")).unwrap_or(full);
        shown == path.as_os_str().as_encoded_bytes()
    }

    /// A path as people want to read it: from the working directory where it is inside that.
    pub fn shown<'p>(&self, path: &'p Path) -> &'p Path {
        path.strip_prefix(&self.working_directory).unwrap_or(path)
    }
}

impl Project {
    fn new(config: Config) -> Arc<Self> {
        let governs = config.schemas.iter().map(|_| AtomicBool::new(false)).collect();
        let addresses = schemas::addresses(&config);
        Arc::new(Self { config, addresses, settings: Mutex::default(), governs })
    }

    /// The members of `[[schemas]]` with a `where` that has met no document so far.
    pub fn idle_conditions(&self) -> impl Iterator<Item = &SchemaRule> {
        let schemas = self.config.schemas.iter().zip(&self.governs);
        let idle = schemas.filter(|(rule, met)| !rule.conditions.is_empty() && !met.load(Ordering::Relaxed));
        idle.map(|(rule, _)| rule)
    }
}

impl Folder {
    /// The path of something in this folder from the configuration's.
    pub fn relative(&self, name: &OsStr) -> PathBuf {
        self.relative.join(name)
    }

    /// The full path of something in this folder; what is there may be a link.
    pub fn place(&self, path: &Path) -> PathBuf {
        self.real.join(path.file_name().unwrap_or_default())
    }
}

/// Whether a path leads, by its links, into a folder, into the repository of that or into the working directory.
fn is_near(path: &Path, folder: &Path, working_directory: &Path) -> bool {
    let (Ok(target), Ok(folder)) = (path.canonicalize(), folder.canonicalize()) else { return false };
    let repository = git::top_of(&folder);
    let working_directory = working_directory.canonicalize().ok();
    [Some(folder.as_path()), repository, working_directory.as_deref()]
        .into_iter()
        .flatten()
        .any(|folder| target.starts_with(folder))
}

/// A path without `.` and `..`, by its words alone.
pub(crate) fn normal(path: &Path) -> PathBuf {
    use std::path::Component::{CurDir, ParentDir};
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            CurDir => {}
            ParentDir => {
                normal.pop();
            }
            other => normal.push(other),
        }
    }
    normal
}

fn read<T>(lock: &RwLock<T>) -> std::sync::RwLockReadGuard<'_, T> {
    lock.read().unwrap_or_else(PoisonError::into_inner)
}

fn write<T>(lock: &RwLock<T>) -> std::sync::RwLockWriteGuard<'_, T> {
    lock.write().unwrap_or_else(PoisonError::into_inner)
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
