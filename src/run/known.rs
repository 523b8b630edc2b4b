//! What a baseline knows of the findings of a run.

use std::io;
use std::path::{Component, Path, PathBuf, absolute};

use super::note::Note;
use crate::baseline::Baseline;
use crate::config::Adjustments;
use crate::files::read;
use crate::finding::Located;
use crate::source::path_name;
use crate::visible::shown_path;
use crate::workspace::{Failure, normal};

/// The largest file that is read as a baseline.
const MOST: u64 = 256 << 20;

/// A baseline and the place that its paths count from.
#[derive(Debug)]
pub struct Known {
    pub baseline: Baseline,
    folder: PathBuf,
    file: PathBuf,
    /// How many findings were passed over.
    met: usize,
}

impl Known {
    /// Reads a baseline from its file.
    ///
    /// # Errors
    /// Where it cannot be read, or is none.
    pub fn read(file: &Path) -> Result<Self, Failure> {
        let failed = |why: String| {
            Failure::new(format!("the baseline `{}` cannot be used: {why}", shown_path(file)))
                .at(file)
                .help("write one with `masthead baseline`")
        };
        let text = read::text_of(file, MOST).map_err(|error: io::Error| failed(error.to_string()))?;
        let baseline = Baseline::parse(&text).map_err(failed)?;
        Ok(Self { baseline, folder: folder_of(file), file: file.to_owned(), met: 0 })
    }

    /// Takes known findings out of those of a document, and gives them back.
    pub fn take_from(&mut self, document: &Path, findings: &mut Vec<Located>) -> Vec<Located> {
        let known = self.baseline.take_from(&key(&self.folder, document), findings);
        self.met += known.len();
        known
    }

    /// Takes known findings out of those of a document that may have been checked before.
    pub fn take_again(&mut self, document: &Path, findings: &mut Vec<Located>) {
        let key = key(&self.folder, document);
        self.baseline.forget(&key);
        self.baseline.take_from(&key, findings);
    }

    /// How many findings were passed over; nothing where there were none.
    pub fn passed_over(&self) -> Option<Note> {
        let count = match self.met {
            0 => return None,
            1 => "1 finding is".to_owned(),
            met => format!("{met} findings are"),
        };
        Some(Note::Note(format!("{count} known to {} and not shown", shown_path(&self.file))))
    }

    /// How many findings no longer occur, of the rules that ran; nothing where all do.
    pub fn cleared(&self, adjustments: &Adjustments) -> Option<Note> {
        let ran = |rule: &str| adjustments.lets_run(rule);
        let cleared = self.baseline.count_cleared(|path| !self.folder.join(path).exists(), ran);
        (cleared > 0).then(|| {
            let file = shown_path(&self.file);
            let what = if cleared == 1 {
                format!("finding of {file} no longer occurs")
            } else {
                format!("findings of {file} no longer occur")
            };
            Note::Note(format!("{cleared} {what}; `masthead baseline --shrink` takes them out"))
        })
    }
}

/// The folder that a file lies in, in full.
pub fn folder_of(file: &Path) -> PathBuf {
    let full = normal(&absolute(file).unwrap_or_else(|_| file.to_owned()));
    full.parent().unwrap_or(Path::new("/")).to_owned()
}

/// A document's path from a folder, with `/` between folders: its name in a baseline that lies there.
pub fn key(folder: &Path, document: &Path) -> String {
    let full = normal(&absolute(document).unwrap_or_else(|_| document.to_owned()));
    let (mut to, mut from) = (full.components().peekable(), folder.components().peekable());
    while to.peek().is_some() && to.peek() == from.peek() {
        to.next();
        from.next();
    }
    let up = from.map(|_| Component::ParentDir);
    let path: PathBuf = up.chain(to).collect();
    path_name(&path).into_owned()
}
