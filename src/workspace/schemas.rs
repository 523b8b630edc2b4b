//! The schemas of a run: which one governs a document, each read once.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use super::{Failure, Folder, Project, Workspace, lock};
use crate::config::{Config, FILE_NAMES, SchemaRule};
use crate::diagnostic::{Diagnostic, Severity, excerpt};
use crate::document::Document;
use crate::files;
use crate::git;
use crate::nearest::nearest;
use crate::rules::{self, Rule};
use crate::schema::{Addresses, LARGEST, LocalOnly, Schema, SchemaError, is_share};
use crate::source::{Source, Span};

impl Workspace {
    /// The schema that governs a document: the one that the run was given, the one that the document names, or the one
    /// that the configuration gives it.
    ///
    /// # Errors
    /// Where the schema of the run or of the configuration cannot be read or is wrong.
    pub fn schema_for(
        &self,
        folder: &Folder,
        document: &Document,
        known: &mut Vec<(&'static Rule, Diagnostic)>,
    ) -> Result<Option<Arc<Schema>>, Failure> {
        let project = &folder.project;
        if let Some(name) = &self.setup.schema {
            return self.given_schema(name, project).map(Some);
        }
        if let Some(schema) = self.own_schema_for(folder, document, known) {
            return Ok(Some(schema));
        }
        let relative = folder.relative(document.source.path().file_name().unwrap_or_default());
        let Some((index, rule)) = project.config.schema_for(&relative, document.fields()) else { return Ok(None) };
        if !rule.conditions.is_empty() {
            project.governs[index].store(true, Ordering::Relaxed);
        }
        self.configured_schema(project, rule).map(Some)
    }

    /// Reads every schema that a run may need: the one that it was given, or all that the configurations name which were
    /// met so far.
    ///
    /// # Errors
    /// The first that is not there or is wrong.
    pub fn read_schemas(&self) -> Result<(), Failure> {
        let projects = self.projects();
        for project in &projects {
            self.check_addresses(project)?;
        }
        if let Some(name) = &self.setup.schema {
            let here = self.folder(Path::new("."))?;
            return self.given_schema(name, &here.project).map(drop);
        }
        for project in &projects {
            for rule in &project.config.schemas {
                self.configured_schema(project, rule)?;
            }
        }
        Ok(())
    }

    /// The schema of the command line.
    fn given_schema(&self, name: &str, project: &Project) -> Result<Arc<Schema>, Failure> {
        let addresses = &project.addresses;
        match addresses.file(name) {
            Some(file) => self.schemas.named(&file.to_string_lossy(), Path::new(""), addresses),
            None => self.schemas.named(name, Path::new(""), addresses),
        }
    }

    /// Holds the files of `[schema-files]` to be there, inside the project, and schemas.
    fn check_addresses(&self, project: &Project) -> Result<(), Failure> {
        let config = &project.config;
        for (index, entry) in config.schema_files.iter().enumerate() {
            // Two configurations may be the same one, met twice.
            let path = config.root.join(&entry.file);
            let shown = excerpt(&entry.file);
            let is_folder = entry.address.ends_with('/');
            let what = if is_folder { "folder" } else { "file" };
            if if is_folder { !path.is_dir() } else { !path.is_file() } {
                let message =
                    format!("there is no {what} `{shown}`, which the address `{}` stands for", excerpt(&entry.address));
                return Err(fault(config, entry.span, message, near_schema(&entry.file, &config.root)));
            }
            if !self.is_near(&path, &config.root) {
                let message = format!("`{shown}` lies outside the project");
                return Err(fault(config, entry.span, message, format!("save the {what} in the project")));
            }
            let twice = config.schema_files[..index].iter().any(|other| other.address == entry.address);
            if !is_folder && !twice {
                self.schemas.named(&entry.file, self.shown(&config.root), &project.addresses)?;
            }
        }
        Ok(())
    }

    /// The schema of a member of `[[schemas]]`.
    fn configured_schema(&self, project: &Project, rule: &SchemaRule) -> Result<Arc<Schema>, Failure> {
        let Project { config, addresses, .. } = project;
        let folder = self.shown(&config.root);
        let mapped = addresses.file(&rule.schema).map(|file| file.to_string_lossy().into_owned());
        let name = mapped.as_deref().unwrap_or(&rule.schema);
        // A configuration may come from a stranger, who must not be shown what is in files elsewhere.
        let is_elsewhere = || !self.is_near(&config.root.join(name), &config.root);
        let shown = excerpt(&rule.schema);
        let fault = |message: String, help: String| fault(config, rule.span, message, help);
        if mapped.is_none() && is_address(name) {
            let message = format!("the schema `{shown}` is an address, and nothing is fetched from a network");
            return Err(fault(message, save_it(&rule.schema)));
        }
        let path = config.root.join(name);
        if path.exists() && !path.is_file() && Schema::builtin(name).is_none() {
            return Err(fault(format!("the schema `{shown}` is not a file"), near_schema(name, &config.root)));
        }
        self.schemas.named(name, folder, addresses).map_err(|failure| match failure {
            Failure::Diagnostics { .. } if is_elsewhere() => {
                Failure::new(format!("the schema `{shown}` lies outside the project, and is not one"))
            }
            Failure::Message { message, .. } => fault(message, near_schema(name, &config.root)),
            other @ Failure::Diagnostics { .. } => other,
        })
    }

    /// The schema that a document names for itself, if it can be had.
    pub fn own_schema_for(
        &self,
        folder: &Folder,
        document: &Document,
        known: &mut Vec<(&'static Rule, Diagnostic)>,
    ) -> Option<Arc<Schema>> {
        let (name, span) = document.own_schema()?;
        let Project { config, addresses, .. } = &*folder.project;
        if let Some(file) = addresses.file(name) {
            // That it is there and is a schema was found out at the start.
            return self.schemas.named(&file.to_string_lossy(), self.shown(&config.root), addresses).ok();
        }
        if is_address(name) {
            let message =
                format!("the schema `{}` is an address, and nothing is fetched from a network", excerpt(name));
            let help = "save the schema in the project, and write its path here";
            let diagnostic = Diagnostic { severity: Severity::Info, ..Diagnostic::new(span, message).help(help) };
            known.push((&rules::schema::INVALID, diagnostic));
            return None;
        }
        match self.own_schema(folder, document.source.path(), name) {
            Ok(schema) => Some(schema),
            Err(why) => {
                let message = format!("the schema `{}` that the document names {why}", excerpt(name));
                let diagnostic = Diagnostic::new(span, message).help("name a schema that is there, or none");
                known.push((&rules::schema::INVALID, diagnostic));
                None
            }
        }
    }

    /// The schema that a document names for itself, or why there is none, in words that follow its name.
    fn own_schema(&self, folder: &Folder, document: &Path, name: &str) -> Result<Arc<Schema>, String> {
        let config = &folder.project.config;
        if Schema::builtin(name).is_none() {
            if is_share(name) {
                return Err("lies outside the project".to_owned());
            }
            let root = config.root.canonicalize().map_err(|error| format!("cannot be read: {error}"))?;
            let path = document.parent().unwrap_or(Path::new("")).join(name);
            let full = path.canonicalize().map_err(|_| "does not exist".to_owned())?;
            if !full.starts_with(&root) {
                return Err("lies outside the project".to_owned());
            }
        }
        let base = document.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."));
        self.schemas.named(name, base, &folder.project.addresses).map_err(|failure| match failure {
            Failure::Message { message, .. } => format!("cannot be used: {message}"),
            Failure::Diagnostics { diagnostics, .. } => {
                let first = diagnostics.first().map_or("it is not a schema", |diagnostic| &diagnostic.message);
                format!("is not one: {first}")
            }
        })
    }
}

/// What `[schema-files]` of a configuration says.
pub(super) fn addresses(config: &Config) -> Addresses {
    let entries = config.schema_files.iter();
    Addresses::new(entries.map(|entry| (entry.address.clone(), config.root.join(&entry.file))))
}

/// A fault of a configuration, at its place.
fn fault(config: &Config, span: Span, message: String, help: String) -> Failure {
    let Some((source, span)) = config.locate(span) else { return Failure::new(message).help(help) };
    let diagnostic = Diagnostic { rule: "configuration", ..Diagnostic::new(span, message).help(help) };
    let source = Box::new(Source::new(source.path(), source.text()));
    Failure::Diagnostics { source, diagnostics: vec![diagnostic] }
}

/// What to do about a schema that is named by its address.
fn save_it(address: &str) -> String {
    let file = address.rsplit('/').find(|part| !part.is_empty()).unwrap_or("schema.json");
    format!(
        "save the schema in the project and write its path from this file, or below `[schema-files]`: \"{}\" = \"schema/{}\"",
        excerpt(address),
        excerpt(file)
    )
}

/// What to write in place of a schema that is not there.
fn near_schema(name: &str, root: &Path) -> String {
    let (folder, file) = name.rsplit_once('/').map_or(("", name), |(folder, file)| (folder, file));
    let entries = root.join(folder).read_dir().into_iter().flatten().flatten();
    let files: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    if let Some(near) = nearest(name, Schema::builtin_names()) {
        return format!("did you mean the built-in schema `{near}`?");
    }
    match nearest(file, files.iter().map(String::as_str)) {
        Some(near) if folder.is_empty() => format!("did you mean `{near}`?"),
        Some(near) => format!("did you mean `{folder}/{near}`?"),
        None => "write a path from the folder of this file, or the name of a built-in schema, as `article`".to_owned(),
    }
}

/// Whether a document names a schema by an address of the network; those are never fetched.
fn is_address(name: &str) -> bool {
    name.contains("://")
}

/// How many bytes of schemas a run reads, those apart that the ones it reads refer to.
const MOST_OF_SCHEMAS: usize = 4 << 20;

/// A schema, and what addresses stood for when it was read.
type Known = (Addresses, Arc<Schema>);

/// The schemas of a run, each loaded once.
#[derive(Debug, Default)]
pub(super) struct Schemas {
    /// Bytes of those that were loaded.
    spent: AtomicUsize,
    files: Mutex<BTreeMap<PathBuf, Vec<Known>>>,
    tried: Mutex<BTreeSet<PathBuf>>,
}

impl Schemas {
    /// The files that were read, or tried.
    pub(super) fn tried(&self) -> BTreeSet<PathBuf> {
        lock(&self.tried).clone()
    }

    /// The built-in schema of this name, or the one in this file.
    ///
    /// # Errors
    /// Where there is no such schema, or it is wrong.
    pub(super) fn named(&self, name: &str, base: &Path, addresses: &Addresses) -> Result<Arc<Schema>, Failure> {
        let path = base.join(name);
        let is_same = |(known, _): &&Known| known == addresses;
        if let Some((_, schema)) = lock(&self.files).get(&path).and_then(|known| known.iter().find(is_same)) {
            return Ok(Arc::clone(schema));
        }
        let schema = if let Some(schema) = Schema::builtin(name) {
            schema
        } else {
            lock(&self.tried).insert(path.clone());
            // What the command line names may be a pipe; nobody else may name what may never end.
            if base != Path::new("") && path.exists() && !path.is_file() {
                return Err(Failure::new(format!("the schema `{}` is not a file", path.display())));
            }
            if self.spent.load(Ordering::Relaxed) > MOST_OF_SCHEMAS {
                let most = MOST_OF_SCHEMAS >> 20;
                let message =
                    format!("the schema `{}` is one too many: those of a run have {most} MiB at most", path.display());
                return Err(Failure::new(message).help("let documents that are alike share a schema"));
            }
            let schema = load(&path, addresses)?;
            self.spent.fetch_add(schema.source().text().len(), Ordering::Relaxed);
            Arc::new(schema)
        };
        lock(&self.files).entry(path).or_default().push((addresses.clone(), Arc::clone(&schema)));
        Ok(schema)
    }
}

/// Reads a schema from a file, with what the configuration at or above it says of addresses.
///
/// # Errors
/// Where it cannot be read, or is wrong.
pub fn load_schema(path: &Path) -> Result<Schema, Failure> {
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let configured = |folder: &Path| FILE_NAMES.iter().map(|name| folder.join(name)).find(|file| file.is_file());
    let configuration = full.ancestors().skip(1).find_map(configured);
    let addresses = match configuration {
        Some(file) => {
            let here = std::path::absolute(".").unwrap_or_default();
            let is_near = |path: &Path, folder: &Path| super::is_near(path, folder, &here);
            addresses(&super::load::load(&file, &is_near, &mut |_| {})?)
        }
        None => Addresses::default(),
    };
    load(path, &addresses)
}

fn load(path: &Path, addresses: &Addresses) -> Result<Schema, Failure> {
    let unreadable = |error: std::io::Error| {
        let names: Vec<_> = Schema::builtin_names().collect();
        let why = match error.kind() {
            std::io::ErrorKind::FileTooLarge => format!("it is larger than {} MiB", LARGEST >> 20),
            _ => error.to_string(),
        };
        Failure::new(format!("the schema `{}` cannot be read: {why}", path.display()))
            .help(format!("name a file that is there, or a built-in schema: {}", names.join(", ")))
            .at(path)
    };
    let text = files::read::text_of(path, LARGEST).map_err(unreadable)?;
    let references = LocalOnly::beside(path).map_err(unreadable)?.with_addresses(addresses.clone());
    let references = match project_of(path) {
        Some(project) => references.within(&project),
        None => references,
    };
    let base = references.base().to_owned();
    Schema::load(Source::new(path, text), Some(&base), Arc::new(references)).map_err(|error| {
        let SchemaError { source, mut diagnostics } = *error;
        for diagnostic in &mut diagnostics {
            diagnostic.rule = "schema";
        }
        Failure::Diagnostics { source: Box::new(source), diagnostics }
    })
}

/// The folder of the project that a schema is in: that of the repository, or else that of the configuration.
fn project_of(path: &Path) -> Option<PathBuf> {
    let path = path.canonicalize().ok()?;
    let repository = git::top_of(path.parent()?);
    let configured =
        || path.ancestors().skip(1).find(|folder| FILE_NAMES.iter().any(|name| folder.join(name).is_file()));
    repository.or_else(configured).map(Path::to_owned)
}
