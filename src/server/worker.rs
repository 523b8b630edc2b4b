//! What takes long, on a thread of its own: reading all documents of the folders, and comparing them.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use crossbeam_channel::{Receiver, Sender, unbounded};
use rayon::prelude::*;

use super::corpus::{Compared, Fresh};
use crate::batch;
use crate::corpus::{Collector, Facts};
use crate::diagnostic::{Diagnostic, Place};
use crate::document::Document;
use crate::files::walk::walk;
use crate::finding::Located;
use crate::linter::limit_compared;
use crate::source::Source;
use crate::tree::Limits;
use crate::workspace::Workspace;

/// How many documents are read before they are handed over.
const CHUNK: usize = 256;

/// The texts of open documents by their paths.
pub(super) type Overlay = BTreeMap<PathBuf, Arc<str>>;

/// What the worker is asked to do. Results of an older generation than the newest are thrown away.
#[derive(Debug)]
pub(super) enum Job {
    /// Read every document of these folders, or, within a generation, those that have changed since.
    Read { generation: u64, workspace: Arc<Workspace>, folders: Vec<PathBuf> },
    /// Read some documents again.
    Again { generation: u64, workspace: Arc<Workspace>, paths: Vec<PathBuf> },
    /// Find what there is between documents; findings are wanted of those in the overlay only.
    /// Documents are named by their way from the folder.
    Compare {
        generation: u64,
        workspace: Arc<Workspace>,
        documents: Vec<Compared>,
        overlay: Overlay,
        folders: Vec<PathBuf>,
    },
}

/// What the worker has found.
#[derive(Debug)]
pub(super) enum Event {
    /// So many documents of so many have been read.
    Read {
        generation: u64,
        fresh: Vec<Fresh>,
        done: usize,
        all: usize,
    },
    /// These could not be read, or are not there any more.
    Gone {
        generation: u64,
        paths: Vec<PathBuf>,
    },
    /// Every document has been read; these were there when they were read last, and are not any more.
    Finished {
        generation: u64,
        gone: Vec<PathBuf>,
        /// How long that took.
        time: Duration,
    },
    Compared {
        generation: u64,
        findings: BTreeMap<PathBuf, Vec<Located>>,
    },
}

/// How much stack it has, in bytes: compiling a schema goes as deep as its references lead.
const STACK: usize = 128 << 20;

/// Starts the worker; it ends when the sender is dropped.
pub(super) fn start() -> (Sender<Job>, Receiver<Event>) {
    let (jobs, inbox) = unbounded::<Job>();
    let (outbox, events) = unbounded();
    let work = move || {
        let mut stamps = Stamps::default();
        while let Ok(job) = inbox.recv() {
            if run(job, &mut stamps, &outbox).is_none() {
                break;
            }
        }
    };
    // Where there is no memory for it, the documents of the folders are not read.
    drop(std::thread::Builder::new().stack_size(STACK).spawn(work));
    (jobs, events)
}

/// The state in which each document was last read.
#[derive(Debug, Default)]
struct Stamps {
    generation: u64,
    read: HashMap<PathBuf, (Option<SystemTime>, u64)>,
}

impl Stamps {
    /// Forgets the documents that are not among these, which are in the order of their paths, and says which they were.
    fn gone(&mut self, paths: &[PathBuf]) -> Vec<PathBuf> {
        let is_gone = |path: &PathBuf| paths.binary_search(path).is_err();
        let mut gone: Vec<PathBuf> = self.read.extract_if(|path, _| is_gone(path)).map(|(path, _)| path).collect();
        gone.sort_unstable();
        gone
    }

    /// Whether a document is to be read, which is then taken to be done.
    fn is_new(&mut self, path: &Path) -> bool {
        let stamp = path.metadata().map_or((None, 0), |metadata| (metadata.modified().ok(), metadata.len()));
        self.read.insert(path.to_owned(), stamp) != Some(stamp)
    }
}

/// `None` when nobody listens any more.
fn run(job: Job, stamps: &mut Stamps, outbox: &Sender<Event>) -> Option<()> {
    match job {
        Job::Read { generation, workspace, folders } => {
            if stamps.generation != generation {
                *stamps = Stamps { generation, ..Stamps::default() };
            }
            let began = Instant::now();
            let paths = documents(&workspace, &folders);
            let gone = stamps.gone(&paths);
            let new: Vec<&PathBuf> = paths.iter().filter(|path| stamps.is_new(path)).collect();
            let all = new.len();
            for (number, chunk) in new.chunks(CHUNK).enumerate() {
                let fresh = chunk.par_iter().filter_map(|path| read(&workspace, path)).collect();
                let done = (number * CHUNK + chunk.len()).min(all);
                outbox.send(Event::Read { generation, fresh, done, all }).ok()?;
            }
            outbox.send(Event::Finished { generation, gone, time: began.elapsed() }).ok()
        }
        Job::Again { generation, workspace, paths } => {
            let mut gone = Vec::new();
            let fresh: Vec<Fresh> = paths
                .into_iter()
                .filter_map(|path| {
                    let fresh = path.is_file().then(|| read(&workspace, &path)).flatten();
                    if fresh.is_none() {
                        gone.push(path);
                    }
                    fresh
                })
                .collect();
            let all = fresh.len();
            outbox.send(Event::Read { generation, fresh, done: all, all }).ok()?;
            outbox.send(Event::Gone { generation, paths: gone }).ok()
        }
        Job::Compare { generation, workspace, documents, overlay, folders } => {
            let findings = compare(&workspace, documents, &overlay, &folders);
            outbox.send(Event::Compared { generation, findings }).ok()
        }
    }
}

/// The documents below folders, each once, in the order of their paths.
fn documents(workspace: &Workspace, folders: &[PathBuf]) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for folder in folders {
        let walked = walk(folder, rayon::current_num_threads(), &|path, is_folder| workspace.keeps(path, is_folder));
        paths.extend(walked.files);
    }
    // What keeps a folder from being read is shown where a document in it is opened.
    while workspace.take_failure().is_some() {}
    paths.sort();
    paths.dedup();
    paths
}

fn read(workspace: &Workspace, path: &Path) -> Option<Fresh> {
    let (comparable, source) = batch::comparable(workspace, path).ok()?;
    let document = Document::parse(&source, Limits::default());
    Some(Fresh::new(path.to_owned(), comparable.into(), &document))
}

/// A project's documents: what is compared of them, and by their identities the paths at which they are read.
#[derive(Default)]
struct Group {
    collector: Collector,
    paths: HashMap<Arc<Path>, Arc<Path>>,
}

fn compare(
    workspace: &Workspace,
    documents: Vec<Compared>,
    overlay: &Overlay,
    folders: &[PathBuf],
) -> BTreeMap<PathBuf, Vec<Located>> {
    let mut projects: BTreeMap<Arc<Path>, Group> = BTreeMap::new();
    for document in documents {
        let group = projects.entry(document.member.root).or_default();
        group.collector.add(&document.member.identity, overlay.contains_key(&*document.path), &document.member.facts);
        group.paths.insert(document.member.identity, document.path);
    }
    let mut findings = BTreeMap::new();
    for (root, Group { collector, paths }) in projects {
        let base = base(folders, &root);
        let read = |identity: &Path| -> Option<(Source, Facts)> {
            let path = paths.get(identity)?;
            let (source, facts) = match overlay.get(&**path) {
                Some(text) => {
                    let checked = batch::check_stream(workspace, path, None, text.as_bytes()).ok()?;
                    (checked.2, checked.1.facts)
                }
                None => batch::comparable(workspace, path).ok().map(|(known, source)| (source, known.facts))?,
            };
            Some((source.named(path.strip_prefix(base).unwrap_or(path)), facts))
        };
        for mut reported in collector.finish(&read).reported {
            let (Some((source, _)), Some(path)) = (read(&reported.path), paths.get(&*reported.path)) else { continue };
            if let Ok(folder) = workspace.folder_of(path) {
                limit_compared(&mut reported.diagnostics, &source, &workspace.settings(&folder, path));
            }
            reported.diagnostics.iter_mut().for_each(|diagnostic| point_from(base, diagnostic));
            let located =
                reported.diagnostics.into_iter().map(|diagnostic| Located::new(&source, diagnostic)).collect();
            findings.insert(path.to_path_buf(), located);
        }
    }
    findings
}

/// From where documents are named: the folder that is open, or, where there are several, that of the project.
fn base<'p>(folders: &'p [PathBuf], root: &'p Path) -> &'p Path {
    match folders {
        [folder] => folder,
        _ => root,
    }
}

/// Completes the paths of second places, which are named as the documents are.
fn point_from(base: &Path, diagnostic: &mut Diagnostic) {
    for label in &mut diagnostic.labels {
        if let Place::Elsewhere { path, .. } = &mut label.place {
            *path = base.join(&*path).to_string_lossy().into_owned();
        }
    }
}
