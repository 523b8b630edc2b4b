//! Areas of a folder: documents that share a schema, what is counted of them, and how many would break it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value as Json;

use super::Document;
use super::declared::{self, Field};
use crate::config::Globs;
use crate::diagnostic::Severity;
use crate::infer::Apart;
use crate::kinds::slug::Slug;
use crate::linter;
use crate::rules::front_matter;
use crate::run;
use crate::schema::{NoReferences, Schema};
use crate::source::Source;
use crate::stats::{GroupBy, Read, Stats};
use crate::workspace::{Failure, Workspace};

/// Documents that share a schema: by their paths, and by the value of a field where there is one.
#[derive(Clone, Debug)]
pub(super) struct Area {
    /// What the documents are, for people.
    pub(super) title: String,
    pub(super) files: Vec<String>,
    pub(super) condition: Option<(String, String)>,
    pub(super) judge: Judge,
}

/// Where the schema of an area comes from.
#[derive(Clone, Debug)]
pub(super) enum Judge {
    Preset(&'static str),
    /// Another program says which fields there are.
    Declared {
        name: String,
        told_by: String,
        fields: Vec<Field>,
    },
    /// Another program has written a JSON Schema.
    Copied {
        name: String,
        from: String,
        schema: Json,
    },
    /// It is inferred; the folders below `split` may get schemas of their own.
    Inferred {
        split: Option<Split>,
    },
}

/// How an area is split by folders.
#[derive(Clone, Debug)]
pub(super) struct Split {
    /// The folder that they lie in, with a `/` behind it; empty for the whole.
    pub(super) base: String,
    /// So many documents make a folder an area of its own.
    pub(super) own: usize,
}

/// An area and what its documents hold.
#[derive(Debug)]
pub(super) struct Surveyed {
    pub(super) area: Area,
    pub(super) stats: Stats,
    /// The documents with fields.
    pub(super) paths: Vec<Document>,
    /// The documents that break the schema, and the first of them.
    pub(super) failing: (u64, Vec<String>),
    /// The documents without front matter.
    missing: Vec<Document>,
}

/// Files that are about a folder or a project, and seldom have front matter.
const ABOUT: [&str; 14] = [
    "README.md",
    "readme.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "CODE_OF_CONDUCT.md",
    "SECURITY.md",
    "LICENSE.md",
    "LICENCE.md",
    "AGENTS.md",
    "CLAUDE.md",
    "SUMMARY.md",
    "TODO.md",
    "_sidebar.md",
    "_navbar.md",
];

impl Area {
    pub(super) fn new(title: impl Into<String>, files: Vec<String>, judge: Judge) -> Self {
        Self { title: title.into(), files, condition: None, judge }
    }

    /// What a file for its schema is called.
    pub(super) fn name(&self) -> String {
        let place = self.files.iter().find(|pattern| !pattern.starts_with('!'));
        let folder = place.and_then(|pattern| pattern.split('/').rfind(|part| !part.contains('*')));
        slug(folder.unwrap_or("documents"))
    }

    fn holds(&self, globs: &Globs, document: &Path, fields: Option<&Json>) -> bool {
        let is_it = |value: &Json, wanted: &str| value.as_str() == Some(wanted);
        globs.is_match(document)
            && self.condition.as_ref().is_none_or(|(field, wanted)| match fields.and_then(|fields| fields.get(field)) {
                Some(Json::Array(items)) => items.iter().any(|item| is_it(item, wanted)),
                Some(value) => is_it(value, wanted),
                None => false,
            })
    }

    /// The schema that its documents are counted against.
    fn schema(&self, notes: &mut Vec<String>) -> Option<Arc<Schema>> {
        let (text, from) = match &self.judge {
            Judge::Preset(name) => return Schema::builtin(name),
            Judge::Declared { name, told_by, fields } => (declared::schema(name, told_by, fields, None), told_by),
            Judge::Copied { from, schema, .. } => (schema.to_string(), from),
            Judge::Inferred { .. } => return None,
        };
        match Schema::load(Source::new("schema.yaml", text), None, Arc::new(NoReferences)) {
            Ok(schema) => Some(Arc::new(schema)),
            Err(error) => {
                let why = error.diagnostics.first().map_or("it is not a schema", |first| first.message.as_str());
                notes.push(format!("{from} is passed over: {why}"));
                None
            }
        }
    }
}

/// The part of a file's name that stands for a folder or a collection.
pub(super) fn slug(text: &str) -> String {
    let slug = Slug::Jekyll.of(text).into_iter().next().filter(|slug| !slug.is_empty());
    slug.unwrap_or_else(|| "documents".to_owned())
}

/// A path as a pattern that matches itself.
pub(super) fn literal(path: &str) -> String {
    path.replace(['*', '?', '[', ']', '{', '}', '!', '\\'], "?")
}

/// Folders of skills.
pub(super) fn skills(documents: &[Document]) -> Vec<Area> {
    let is_skill = |document: &Document| document.relative.file_name().is_some_and(|name| name == "SKILL.md");
    let area = || Area::new("Skills (`SKILL.md`)", vec!["**/SKILL.md".to_owned()], Judge::Preset("agent-skill"));
    documents.iter().any(is_skill).then(area).into_iter().collect()
}

/// Counts what the documents of each area hold. An area whose schema cannot be used is left out, and its documents are
/// those of the areas behind it.
pub(super) fn survey(
    workspace: &Workspace,
    root: &Path,
    documents: &[Document],
    areas: Vec<Area>,
    notes: &mut Vec<String>,
) -> Result<Vec<Surveyed>, Failure> {
    let mut ready = Vec::new();
    for area in areas {
        let schema = area.schema(notes);
        let Ok(globs) = Globs::new(&area.files) else {
            notes.push(format!("{}: its folder has a name that no pattern can have", area.title));
            continue;
        };
        if schema.is_some() || matches!(area.judge, Judge::Inferred { .. }) {
            ready.push((area, globs, schema));
        }
    }
    let paths: Vec<PathBuf> = documents.iter().map(|document| document.path.clone()).collect();
    let add = |part: &mut Vec<Option<Counted>>, _: &str, read: Read, document: &crate::document::Document| {
        let own = Document::new(root, document.source.path().to_owned());
        let fields = if let Read::Fields(fields) = read { Some(fields) } else { None };
        let found = ready.iter().position(|(area, globs, _)| area.holds(globs, &own.relative, fields));
        let Some(index) = found else { return };
        part.resize_with(part.len().max(ready.len()), || None);
        let counted = part[index].get_or_insert_with(Counted::default);
        let schema = ready[index].2.as_deref();
        let fails = schema.is_some_and(|schema| fails(workspace, document, schema));
        counted.add(read, own, fails);
    };
    let mut all: Vec<Counted> = ready.iter().map(|_| Counted::default()).collect();
    run::survey(workspace, &paths, add, |part| {
        for (whole, part) in all.iter_mut().zip(part) {
            whole.merge(part.unwrap_or_default());
        }
    })?;
    let surveyed = ready.into_iter().zip(all).map(|((area, ..), counted)| counted.of(area));
    Ok(surveyed.collect())
}

/// Whether a document has an error under a schema, apart from having no front matter at all.
fn fails(workspace: &Workspace, document: &crate::document::Document, schema: &Schema) -> bool {
    let Ok(folder) = workspace.folder_of(document.source.path()) else { return false };
    let settings = workspace.settings(&folder, document.source.path());
    let checked = linter::check_document(document, Some(schema), &settings, Vec::new());
    let counts = |found: &crate::diagnostic::Diagnostic| {
        found.severity == Severity::Error && found.rule != front_matter::MISSING.name
    };
    checked.diagnostics.iter().any(counts)
}

#[derive(Debug, Default)]
struct Counted {
    stats: Stats,
    paths: Vec<Document>,
    failing: (u64, Vec<String>),
    missing: Vec<Document>,
}

impl Counted {
    fn add(&mut self, read: Read, document: Document, fails: bool) {
        self.stats.add(&document.name(), read);
        if fails {
            self.failing.0 += 1;
            self.failing.1.push(document.name());
            self.failing.1.truncate(EXAMPLES);
        }
        match read {
            Read::Fields(_) => self.paths.push(document),
            Read::Missing => self.missing.push(document),
            Read::Broken => {}
        }
    }

    fn merge(&mut self, other: Self) {
        self.stats.merge(other.stats);
        self.paths.extend(other.paths);
        self.failing.0 += other.failing.0;
        self.failing.1.extend(other.failing.1);
        self.failing.1.truncate(EXAMPLES);
        self.missing.extend(other.missing);
    }

    fn of(self, area: Area) -> Surveyed {
        let Self { stats, paths, failing, missing } = self;
        Surveyed { area, stats, paths, failing, missing }
    }
}

/// Of the documents that break a schema, so many are named.
const EXAMPLES: usize = 3;

impl Surveyed {
    pub(super) fn documents(&self) -> u64 {
        self.stats.documents
    }

    /// The patterns of the area, without files that are about a folder and have no front matter; and whether the other
    /// documents without front matter are so many that they are meant to have none.
    pub(super) fn without_missing(&self) -> (Vec<String>, bool) {
        let mut files = self.area.files.clone();
        let mut others = 0_u64;
        let mut about = BTreeSet::new();
        for document in &self.missing {
            let name = document.relative.file_name().and_then(|name| name.to_str());
            match name.filter(|name| ABOUT.contains(name)) {
                Some(name) => _ = about.insert(format!("!**/{name}")),
                None => others += 1,
            }
        }
        files.extend(about);
        let many = others * 20 > self.documents() || matches!(self.area.judge, Judge::Preset("obsidian")) && others > 0;
        (files, others > 0 && many)
    }
}

/// An area whose schema is inferred, as one area for each of its larger folders and one for the rest.
pub(super) fn split(surveyed: &Surveyed, split: Option<&Split>) -> Vec<Surveyed> {
    let Some(Split { base, own }) = split else {
        return vec![surveyed.part(None, surveyed.paths.clone(), surveyed.missing.clone())];
    };
    let folder_of = |document: &Document| {
        let name = document.name();
        name.strip_prefix(base.as_str()).and_then(|inside| inside.split_once('/')).map(|(folder, _)| folder.to_owned())
    };
    let mut folders: BTreeMap<String, Vec<Document>> = BTreeMap::new();
    let mut rest = Vec::new();
    for document in &surveyed.paths {
        match folder_of(document) {
            Some(folder) => folders.entry(folder).or_default().push(document.clone()),
            None => rest.push(document.clone()),
        }
    }
    let is_one = folders.len() == 1 && rest.len() < super::FEWEST;
    let mut sorts: Vec<Sort> = Vec::new();
    for (folder, documents) in folders {
        if documents.len() < *own && !is_one {
            rest.extend(documents);
            continue;
        }
        let fields = usual_fields(&surveyed.stats, &format!("{base}{folder}"));
        match sorts.iter_mut().find(|sort| sort.fields == fields) {
            Some(sort) => {
                sort.folders.push(folder);
                sort.documents.extend(documents);
            }
            None => sorts.push(Sort { fields, folders: vec![folder], documents }),
        }
    }
    // Where many folders hold the same, that is the rule, and what is left goes with them.
    let most = (0..sorts.len()).max_by_key(|index| sorts[*index].folders.len());
    if let Some(index) = most.filter(|index| sorts[*index].folders.len() > MANY) {
        rest.extend(sorts.remove(index).documents);
    }
    let mut missing = surveyed.missing.clone();
    let mut parts = Vec::new();
    for Sort { folders, documents, .. } in sorts {
        let is_inside = |document: &mut Document| folder_of(document).is_some_and(|folder| folders.contains(&folder));
        let lacking = missing.extract_if(.., is_inside).collect();
        let title: Vec<String> = folders.iter().map(|folder| format!("`{base}{folder}/`")).collect();
        let files = folders.iter().map(|folder| format!("{}{}/**", literal(base), literal(folder))).collect();
        let area = Area::new(title.join(", "), files, surveyed.area.judge.clone());
        parts.push(surveyed.part(Some(area), documents, lacking));
    }
    if !rest.is_empty() {
        rest.sort_by(|one, other| one.path.cmp(&other.path));
        parts.push(surveyed.part(None, rest, missing));
    }
    parts
}

/// Folders whose documents have the same fields.
struct Sort<'s> {
    fields: BTreeSet<&'s str>,
    folders: Vec<String>,
    documents: Vec<Document>,
}

/// So many folders are named one by one.
const MANY: usize = 4;

/// The fields that half of the documents in a folder, and below it, have.
fn usual_fields<'s>(stats: &'s Stats, folder: &str) -> BTreeSet<&'s str> {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    let mut documents = 0;
    for ((by, place), group) in &stats.groups {
        let is_inside = place.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        if *by == GroupBy::Folder && is_inside {
            documents += group.documents;
            for (field, count) in &group.fields {
                *counts.entry(field).or_default() += count;
            }
        }
    }
    counts.into_iter().filter(|(_, count)| count * 2 >= documents).map(|(field, _)| field).collect()
}

impl Surveyed {
    /// A part of the documents.
    fn part(&self, area: Option<Area>, paths: Vec<Document>, missing: Vec<Document>) -> Self {
        let mut stats = Stats { documents: (paths.len() + missing.len()) as u64, ..Stats::default() };
        stats.missing.0 = missing.len() as u64;
        let area = area.unwrap_or_else(|| self.area.clone());
        Self { area, stats, paths, failing: (0, Vec::new()), missing }
    }
}

/// A group that inference has set apart, as a pattern that takes it out and in words.
pub(super) fn pattern_of(root: &Path, apart: &Apart) -> (String, String) {
    match apart.by {
        GroupBy::Folder => {
            let folder = Document::new(root, PathBuf::from(&apart.value)).name();
            (format!("!{}/*", literal(&folder)), format!("documents in `{folder}/`"))
        }
        GroupBy::FileName | GroupBy::Field(_) => {
            (format!("!**/{}", literal(&apart.value)), format!("documents named `{}`", apart.value))
        }
    }
}
