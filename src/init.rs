//! What suits a folder of documents: a configuration and schemas, and with each choice why it was made. Files are read
//! here and none is written.

mod area;
mod cms;
mod compose;
mod declared;
mod gate;
mod platform;
mod read;

use std::path::{Path, PathBuf};

use area::{Area, Judge, Surveyed};

use crate::config::{Adjustments, Config, FILE_NAMES, Globs};
use crate::infer::Options;
use crate::run;
use crate::source::Source;
use crate::workspace::{Configuration, Failure, Setup, Workspace};

pub use gate::{Ci, Gate, Hook, gates};

/// What is proposed for a folder.
#[derive(Debug)]
pub struct Plan {
    /// What was found, in a line for people.
    pub found: String,
    /// The schemas, then the configuration that names them; each path counts from the folder.
    pub files: Vec<NewFile>,
    /// What could not be used, and why.
    pub notes: Vec<String>,
    /// How many documents break the schema that is proposed for them.
    pub failing: u64,
    pub documents: u64,
}

/// A file that is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    pub path: PathBuf,
    pub text: String,
    /// A program that others run.
    pub is_executable: bool,
}

/// The configuration that a folder has already.
pub fn existing(root: &Path) -> Option<PathBuf> {
    FILE_NAMES.iter().map(|name| root.join(name)).find(|file| file.symlink_metadata().is_ok())
}

/// Looks at a folder and proposes what suits it.
///
/// # Errors
/// Where there is nothing to configure, or what is there cannot be read.
pub fn plan(root: &Path, now: chrono::DateTime<chrono::FixedOffset>) -> Result<Plan, Failure> {
    let workspace = Workspace::new(Setup {
        configuration: Configuration::Isolated,
        adjustments: Adjustments::default(),
        exclude: Globs::default(),
        schema: None,
        now,
    })?;
    let mut run_notes = Vec::new();
    let walked = run::documents(&[root.to_owned()], false, &workspace, &mut run_notes)?;
    let documents: Vec<Document> = walked.into_iter().map(|path| Document::new(root, path)).collect();
    let mut notes: Vec<String> = run_notes.iter().map(ToString::to_string).collect();
    let mut platform = platform::detect(root, &documents);
    let collections = cms::collections(root, &mut notes);
    platform.take_in(&collections);
    let chosen = platform.choose(documents);
    if chosen.is_empty() && platform.is_plain() {
        let failure = Failure::new(format!("there is no document below `{}`", crate::visible::shown_path(root)));
        return Err(failure.help("documents end in .md, .markdown, .mdx, .qmd, .Rmd or .mdc; name their folder"));
    }
    let mut areas = area::skills(&chosen);
    areas.extend(collections);
    areas.append(&mut platform.areas);
    let surveyed = area::survey(&workspace, root, &chosen, areas, &mut notes)?;
    let settled = settle(&workspace, root, surveyed, &mut notes)?;
    let files = compose::files(root, &platform, &settled, chosen.len() as u64);
    check(&files, &mut notes);
    Ok(Plan {
        found: compose::found(&platform, &settled, chosen.len() as u64),
        failing: settled.iter().map(|area| area.failing).sum(),
        documents: chosen.len() as u64,
        files,
        notes,
    })
}

/// A document, by its path from here and by that from the folder.
#[derive(Clone, Debug)]
struct Document {
    path: PathBuf,
    relative: PathBuf,
}

impl Document {
    fn new(root: &Path, path: PathBuf) -> Self {
        let relative = path.strip_prefix(root).unwrap_or(&path);
        let relative = relative.strip_prefix(".").unwrap_or(relative).to_owned();
        Self { path, relative }
    }

    /// With `/` between folders, as patterns have it.
    fn name(&self) -> String {
        self.relative.to_string_lossy().replace('\\', "/")
    }
}

/// An area with the schema that is proposed for it.
#[derive(Debug)]
struct Settled {
    title: String,
    files: Vec<String>,
    condition: Option<(String, String)>,
    schema: Proposed,
    documents: u64,
    missing: u64,
    /// The documents without front matter are as they are meant to be.
    may_lack: bool,
    failing: u64,
    examples: Vec<String>,
    /// What else there is to say of the choice.
    remarks: Vec<String>,
}

#[derive(Debug)]
enum Proposed {
    Preset(&'static str),
    /// A file of this name, with this ending and text.
    File {
        name: String,
        ending: &'static str,
        text: String,
        is_inferred: bool,
    },
    /// Too few documents to say anything.
    Nothing,
}

/// Documents that are too few to infer a schema from.
const FEWEST: usize = 5;
/// A folder with so many documents gets a schema of its own.
const OWN: usize = 10;

/// Finds the schema of each area.
fn settle(
    workspace: &Workspace,
    root: &Path,
    surveyed: Vec<Surveyed>,
    notes: &mut Vec<String>,
) -> Result<Vec<Settled>, Failure> {
    let mut settled = Vec::new();
    for surveyed in surveyed {
        match &surveyed.area.judge {
            Judge::Inferred { split } => {
                for part in area::split(&surveyed, split.as_ref()) {
                    settled.push(inferred(workspace, root, part)?);
                }
            }
            Judge::Preset(_) | Judge::Declared { .. } | Judge::Copied { .. } => {
                if let Some(one) = known(surveyed, notes).filter(|one| !is_hidden(one, &settled)) {
                    settled.push(one);
                }
            }
        }
    }
    Ok(settled)
}

/// Whether areas before take all that an area is for.
fn is_hidden(area: &Settled, before: &[Settled]) -> bool {
    let is_taken =
        |pattern: &String| before.iter().any(|other| other.condition.is_none() && other.files.contains(pattern));
    area.documents == 0 && area.files.iter().filter(|pattern| !pattern.starts_with('!')).all(is_taken)
}

/// An area whose schema is there already in some form.
fn known(surveyed: Surveyed, notes: &mut Vec<String>) -> Option<Settled> {
    let mut remarks = Vec::new();
    let documents = surveyed.documents();
    let schema = match &surveyed.area.judge {
        Judge::Preset(name) => Proposed::Preset(name),
        Judge::Declared { name, told_by, fields } => {
            if documents == 0 {
                notes.push(format!("{told_by}: no document belongs to `{name}`, so it gets no schema"));
                return None;
            }
            let text = declared::schema(name, told_by, fields, Some(&surveyed.stats));
            Proposed::File { name: name.clone(), ending: "schema.yaml", text, is_inferred: false }
        }
        Judge::Copied { name, from, schema } => {
            remarks.push(format!("The schema is {from} with the formats taken out that masthead does not know; copy it again when it changes."));
            Proposed::File {
                name: name.clone(),
                ending: "schema.json",
                text: format!("{schema:#}\n"),
                is_inferred: false,
            }
        }
        Judge::Inferred { .. } => return None,
    };
    let (mut files, may_lack) = surveyed.without_missing();
    if files.is_empty() {
        files.push("**".to_owned());
    }
    let Area { title, condition, .. } = surveyed.area;
    Some(Settled {
        title,
        files,
        condition,
        schema,
        documents,
        missing: surveyed.stats.missing.0,
        may_lack,
        failing: surveyed.failing.0,
        examples: surveyed.failing.1,
        remarks,
    })
}

/// An area whose schema is made from its documents.
fn inferred(workspace: &Workspace, root: &Path, part: Surveyed) -> Result<Settled, Failure> {
    let documents = part.documents();
    let (mut files, may_lack) = part.without_missing();
    let mut remarks = Vec::new();
    let (mut failing, missing) = (0, part.stats.missing.0);
    let schema = if part.paths.len() < FEWEST {
        Proposed::Nothing
    } else {
        let paths: Vec<PathBuf> = part.paths.iter().map(|document| document.path.clone()).collect();
        let inferred = run::infer(workspace, &paths, Options::default())?;
        for apart in &inferred.apart {
            let (pattern, words) = area::pattern_of(root, apart);
            let count = apart.documents;
            remarks.push(format!("{count} {words} are of another sort: they have no `{}`.", apart.lacks));
            files.push(pattern);
        }
        failing = inferred.disagreeing;
        let text = inferred.to_yaml();
        let lines = text.lines().filter(|line| !line.starts_with("# Set apart:"));
        let text = lines.flat_map(|line| [line, "\n"]).collect();
        Proposed::File { name: part.area.name(), ending: "schema.yaml", text, is_inferred: true }
    };
    let examples = Vec::new();
    let Area { title, condition, .. } = part.area;
    Ok(Settled { title, files, condition, schema, documents, missing, may_lack, failing, examples, remarks })
}

/// What is proposed must be accepted by masthead itself; where it is not, that is said.
fn check(files: &[NewFile], notes: &mut Vec<String>) {
    for file in files {
        let source = Source::new(&file.path, file.text.as_str());
        if file.path == Path::new(FILE_NAMES[0])
            && let Err((_, diagnostics)) = Config::parse(source, "")
        {
            let why = diagnostics.first().map_or("", |first| first.message.as_str());
            notes.push(format!("`{}` needs a correction by hand: {why}", FILE_NAMES[0]));
        }
    }
}
