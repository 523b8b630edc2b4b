//! Patterns of a configuration that match nothing, and so switch off what they were written for: most are slips of the pen.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf, absolute};
use std::sync::Arc;

use super::note::Note;
use crate::config::{Config, Globs, joined};
use crate::files::walk::walk;
use crate::nearest::nearest;
use crate::source::{Source, Span};
use crate::visible::{shown_path, visible};
use crate::workspace::{Project, Workspace, normal};

/// Of how many patterns of one run is told.
const TOLD: usize = 10;

/// Folders that are excluded before they are there: what builds and tools make.
const MADE: [&str; 16] = [
    "_site",
    "build",
    "cache",
    "dist",
    "env",
    "generated",
    "node_modules",
    "out",
    "output",
    "public",
    "site",
    "target",
    "temp",
    "templates",
    "vendor",
    "venv",
];

/// What to say of patterns that match no document, where the run has walked all that a configuration is about.
pub fn idle_patterns(workspace: &Workspace, named: &[PathBuf], documents: &[PathBuf]) -> Vec<Note> {
    let mut told = Vec::new();
    for project in walked(workspace, named) {
        let Some(source) = &project.config.source else { continue };
        if is_extended(workspace, source) {
            continue;
        }
        let config = &project.config;
        let relative = || {
            documents.iter().filter_map(|path| {
                let folder = workspace.folder_of(path).ok()?;
                let is_its = folder.project.config.root == config.root;
                is_its.then(|| folder.relative(path.file_name().unwrap_or_default()))
            })
        };
        let place = |span: Span| place(source, span);
        for list in Selecting::lists(config) {
            for (pattern, span) in list.idle(relative()) {
                let near = misplaced(config, pattern).or_else(|| near_pattern(&config.root, pattern, relative()));
                let near = near.map_or_else(String::new, |near| format!("; did you mean `{}`?", visible(&near)));
                let pattern = visible(pattern);
                told.push(format!("{}: the pattern `{pattern}` in `files` matches no document{near}", place(span)));
            }
        }
        for (pattern, span) in taking_in(&config.exclude).filter(|(_, span)| config.is_own(*span)) {
            if let Some(near) = slip(&config.root, pattern, relative()) {
                let (pattern, near) = (visible(pattern), visible(&near).into_owned());
                let message = format!("`{pattern}` in `exclude` matches nothing; did you mean `{near}`?");
                told.push(format!("{}: the pattern {message}", place(span)));
            }
        }
    }
    if told.len() > TOLD {
        let more = told.len() - TOLD;
        told.truncate(TOLD);
        told.push(format!("{more} more patterns match no document"));
    }
    told.into_iter().map(Note::Warning).collect()
}

/// What to say of a `where` that has chosen the schema of no document, after a run that has checked all that a
/// configuration is about.
pub fn idle_conditions(workspace: &Workspace, named: &[PathBuf]) -> Vec<Note> {
    if workspace.setup.schema.is_some() {
        return Vec::new();
    }
    let mut notes = Vec::new();
    for project in walked(workspace, named) {
        let Some(source) = &project.config.source else { continue };
        // A file that several projects share need not have something for each.
        for rule in project.idle_conditions().filter(|rule| project.config.is_own(rule.span)) {
            let (place, conditions) =
                (place(source, rule.conditions[0].span), visible(&joined(&rule.conditions)).into_owned());
            notes.push(Note::Warning(format!("{place}: `where = {{ {conditions} }}` is true of no document")));
        }
    }
    notes
}

/// The projects that were walked as a whole and have a configuration.
fn walked(workspace: &Workspace, named: &[PathBuf]) -> Vec<Arc<Project>> {
    let full = |path: &PathBuf| absolute(path).map(|full| normal(&full)).ok().filter(|full| full.is_dir());
    let tops: Vec<PathBuf> = named.iter().filter_map(full).collect();
    let is_walked = |project: &Arc<Project>| {
        project.config.source.is_some() && tops.iter().any(|top| project.config.root.starts_with(top))
    };
    workspace.projects().into_iter().filter(is_walked).collect()
}

/// Whether a configuration is also there for documents of others, which extend it.
fn is_extended(workspace: &Workspace, source: &Source) -> bool {
    let extends = |project: &Arc<Project>| project.config.bases.iter().any(|(_, base)| base.path() == source.path());
    workspace.projects().iter().any(extends)
}

fn place(source: &Source, span: Span) -> String {
    format!("{}:{}", shown_path(source.path()), source.position(span.start).line)
}

/// A list of patterns that says which documents something is for.
struct Selecting<'c>(&'c Globs);

impl<'c> Selecting<'c> {
    fn lists(config: &'c Config) -> Vec<Self> {
        let schemas = config.schemas.iter().filter_map(|schema| schema.files.as_ref());
        let lists = schemas.chain(config.overrides.iter().map(|each| &each.files));
        lists.filter(|globs| globs.span.is_none_or(|span| config.is_own(span))).map(Self).collect()
    }

    /// The patterns that match none of the documents. One that differs only in the ending of names from one that does
    /// match is not among them: it is there for documents to come.
    fn idle(&self, documents: impl Iterator<Item = PathBuf>) -> Vec<(&'c str, Span)> {
        let alone = |(pattern, span)| Globs::new([pattern]).ok().map(|globs| (pattern, span, globs));
        let mut left: Vec<_> = taking_in(self.0).filter_map(alone).collect();
        let mut matched = Vec::new();
        for document in documents {
            left.retain(|(pattern, _, globs)| {
                let is_match = globs.is_match(&document);
                matched.extend(is_match.then_some(*pattern));
                !is_match
            });
            if left.is_empty() {
                break;
            }
        }
        let without_ending = |pattern: &'c str| pattern.rsplit_once('.').map(|(rest, _)| rest);
        let has_twin = |pattern| {
            let rest = without_ending(pattern);
            rest.is_some() && matched.iter().any(|other| without_ending(other) == rest)
        };
        left.retain(|(pattern, ..)| !has_twin(pattern));
        left.into_iter().map(|(pattern, span, _)| (pattern, span)).collect()
    }
}

/// The patterns of a list that do not take out, and where each is.
fn taking_in(globs: &Globs) -> impl Iterator<Item = (&str, Span)> {
    let each = globs.patterns.iter().map(String::as_str).zip(globs.places.iter().copied());
    each.filter(|(pattern, _)| !pattern.starts_with('!'))
}

/// A pattern that counts from elsewhere than the folder of the configuration, as it should be.
fn misplaced(config: &Config, pattern: &str) -> Option<String> {
    let root = config.root.to_string_lossy().replace('\\', "/");
    if let Some(rest) = pattern.strip_prefix(&format!("{root}/")) {
        return Some(rest.to_owned());
    }
    let own = config.root.file_name()?.to_str()?;
    let rest = pattern.trim_start_matches("./").trim_start_matches("../").strip_prefix(own)?.strip_prefix('/')?;
    let first = rest.split('/').next()?;
    let is_there = first.contains(['*', '?', '[', '{']) || config.root.join(first).exists();
    (is_there && !config.root.join(own).exists()).then(|| rest.to_owned())
}

/// A pattern near this one that matches some document.
fn near_pattern(root: &Path, pattern: &str, documents: impl Iterator<Item = PathBuf>) -> Option<String> {
    let documents: Vec<PathBuf> = documents.collect();
    let matches =
        |pattern: &str| Globs::new([pattern]).is_ok_and(|globs| documents.iter().any(|path| globs.is_match(path)));
    let deeper = pattern.rsplit_once("/*").map(|(folder, rest)| format!("{folder}/**/*{rest}"));
    if let Some(deeper) = deeper.filter(|deeper| !pattern.contains("**") && matches(deeper)) {
        return Some(deeper);
    }
    let names = || names_of(&documents);
    near_place(root, pattern, names).map(|(near, _)| near).filter(|near| matches(near))
}

/// Where an excluded path is not there, but one that its pattern nearly names.
fn slip(root: &Path, pattern: &str, documents: impl Iterator<Item = PathBuf>) -> Option<String> {
    let name = pattern.trim_end_matches('/').rsplit('/').next()?;
    if MADE.contains(&name) || name.chars().count() < 5 || pattern.contains(['*', '?', '[', '{']) {
        return None;
    }
    let documents: Vec<PathBuf> = documents.collect();
    let (near, found) = near_place(root, pattern, || names_of(&documents))?;
    let is_slip = found.chars().next() == name.chars().next() && strsim::damerau_levenshtein(name, &found) == 1;
    (is_slip && !is_anywhere(root, name)).then_some(near)
}

/// The names of all folders and documents.
fn names_of(documents: &[PathBuf]) -> BTreeSet<&str> {
    documents.iter().flat_map(|path| path.iter().filter_map(|name| name.to_str())).collect()
}

/// The pattern with the first of its names that is not there replaced by the nearest that is, and that name.
fn near_place<'n>(root: &Path, pattern: &str, names: impl Fn() -> BTreeSet<&'n str>) -> Option<(String, String)> {
    let body = pattern.trim_start_matches("./").trim_start_matches('/');
    let mut folder = root.to_owned();
    for (index, name) in body.split('/').enumerate() {
        if name.is_empty() || name.contains(['*', '?', '[', '{']) {
            return None;
        }
        if folder.join(name).exists() {
            folder.push(name);
            continue;
        }
        let entries = folder.read_dir().into_iter().flatten().flatten();
        let beside: BTreeSet<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        // A pattern of one name is for any depth.
        let anywhere = if body.trim_end_matches('/').contains('/') { BTreeSet::new() } else { names() };
        let near = nearest(name, beside.iter().map(String::as_str).chain(anywhere))?.to_owned();
        let parts: Vec<&str> =
            body.split('/').enumerate().map(|(at, part)| if at == index { near.as_str() } else { part }).collect();
        let lead = &pattern[..pattern.len() - body.len()];
        return Some((format!("{lead}{}", parts.join("/")), near));
    }
    None
}

/// Whether something of this name is anywhere in a folder.
fn is_anywhere(root: &Path, name: &str) -> bool {
    let found = std::sync::atomic::AtomicBool::new(false);
    walk(root, rayon::current_num_threads(), &|path, is_folder| {
        if path.file_name().is_some_and(|other| other == name) {
            found.store(true, std::sync::atomic::Ordering::Relaxed);
        }
        is_folder && !found.load(std::sync::atomic::Ordering::Relaxed)
    });
    found.into_inner()
}
