//! The names by which a link finds a document, as Obsidian resolves them.

use std::collections::{HashMap, HashSet};
use std::path::{Component, Path, PathBuf};

use super::target::{of_target, parts};
use crate::kinds::wikilink;
use crate::nearest::nearest;

/// Comparisons that looking for near names may cost in all; beyond, none are offered.
const BUDGET: usize = 20_000_000;

/// What a document's name may end with.
const DOCUMENTS: &[&str] = &["md", "markdown", "mdx", "qmd"];

/// Files that vaults hold beside documents.
const ATTACHMENTS: &[&str] = &[
    "avif",
    "base",
    "bmp",
    "canvas",
    "csv",
    "doc",
    "docx",
    "excalidraw",
    "flac",
    "gif",
    "html",
    "jpeg",
    "jpg",
    "json",
    "m4a",
    "mkv",
    "mov",
    "mp3",
    "mp4",
    "ogg",
    "ogv",
    "opus",
    "pdf",
    "png",
    "pptx",
    "svg",
    "tiff",
    "txt",
    "wav",
    "webm",
    "webp",
    "xlsx",
    "zip",
];

/// The names of all documents of a corpus.
#[derive(Debug)]
pub(super) struct Names<'a> {
    /// The slugs, titles and paths of documents, for plain values that lead to them; see [`of_target`].
    pub(super) own: HashSet<&'a str>,
    /// The documents that have a name which is looked for, by their ranks in the order of paths.
    holders: HashMap<String, Vec<u32>>,
    /// Folded, with the name as it is written. Names that fold alike are here once.
    known: HashMap<String, String>,
    /// The folded paths of the documents whose names end the targets that have folders.
    paths: HashSet<String>,
    /// In order, so that of two names that are as near the same one is offered each time.
    sorted: Vec<String>,
    spent: usize,
}

impl<'n> Names<'n> {
    /// `targets` are those that will be looked for.
    pub(super) fn new<'a>(
        documents: impl Iterator<Item = PathBuf>,
        aliases: impl Iterator<Item = &'a str>,
        targets: &[&str],
    ) -> Self {
        let wanted: HashSet<String> =
            targets.iter().filter_map(|target| target.rsplit_once('/')).flat_map(|(_, name)| forms(name)).collect();
        let names: HashSet<String> =
            targets.iter().filter(|target| parts(target).0.is_none()).flat_map(|name| forms(name)).collect();
        let (mut known, mut paths) = (HashMap::new(), HashSet::new());
        let mut holders: HashMap<String, Vec<u32>> = HashMap::new();
        for (rank, path) in documents.enumerate() {
            let path = path.as_path();
            let Some(stem) = path.file_stem().map(|stem| stem.to_string_lossy()) else { continue };
            let folded = wikilink::fold(&stem);
            if wanted.contains(&folded) {
                paths.extend(ends(path));
            }
            if names.contains(&folded) {
                holders.entry(folded.clone()).or_default().push(u32::try_from(rank).unwrap_or(u32::MAX));
            }
            known.entry(folded).or_insert_with(|| stem.into_owned());
        }
        for alias in aliases {
            known.entry(wikilink::fold(alias)).or_insert_with(|| alias.to_owned());
        }
        let mut sorted: Vec<String> = known.keys().cloned().collect();
        sorted.sort_unstable();
        Self { own: HashSet::new(), holders, known, paths, sorted, spent: 0 }
    }

    /// Whether a link with this target leads somewhere, or to what cannot be known here.
    pub(super) fn has(&self, target: &str) -> bool {
        if parts(target).0.is_some() {
            return self.own.contains(target);
        }
        let target = bare(target);
        let extension = target.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
        target.is_empty()
            || extension.is_some_and(|extension| ATTACHMENTS.contains(&extension.as_str()))
            || self.is_document(target)
    }

    /// Whether a link with this target leads to a document that is known here.
    pub(super) fn is_document(&self, target: &str) -> bool {
        forms(bare(target)).iter().any(|form| self.known.contains_key(form) || self.paths.contains(form))
    }

    /// The documents that answer to a link, where several do.
    pub(super) fn several(&self, target: &str) -> Option<Vec<u32>> {
        let target = target.trim();
        let is_name = parts(target).0.is_none() && !target.contains('/');
        let holders = forms(target).iter().find_map(|form| self.holders.get(form)).filter(|_| is_name)?;
        (holders.len() > 1).then(|| holders.clone())
    }

    /// The name that was probably meant.
    pub(super) fn near(&mut self, target: &str) -> Option<&str> {
        if let (Some(kind), text) = parts(target) {
            let prefix = of_target(kind, "");
            self.spent = self.spent.saturating_add(self.own.len());
            let mut known: Vec<&'n str> = self.own.iter().filter_map(|name| name.strip_prefix(&prefix)).collect();
            known.sort_unstable();
            return if self.spent > BUDGET { None } else { nearest(text, known) };
        }
        self.spent = self.spent.saturating_add(self.sorted.len());
        if self.spent > BUDGET {
            return None;
        }
        let name = target.rsplit('/').next().unwrap_or(target);
        let folded = wikilink::fold(name);
        // A right name in a wrong folder is as near as a name can be.
        let found = self.known.get_key_value(&folded).map(|(key, _)| key.as_str());
        let found = found.or_else(|| nearest(&folded, self.sorted.iter().map(String::as_str)))?;
        self.known.get(found).map(String::as_str)
    }
}

/// A target without the way up that may begin it.
fn bare(target: &str) -> &str {
    target.trim().trim_start_matches(['.', '/'])
}

/// A target folded, as it is and without the ending of a document.
fn forms(target: &str) -> Vec<String> {
    let mut forms = vec![wikilink::fold(target)];
    if let Some((stem, extension)) = target.rsplit_once('.')
        && DOCUMENTS.contains(&extension.to_ascii_lowercase().as_str())
    {
        forms.push(wikilink::fold(stem));
    }
    forms
}

/// Every end of a path that begins with a folder, folded and without the file's ending: `a/b/c.md` gives `b/c`, `a/b/c`.
fn ends(path: &Path) -> Vec<String> {
    let without = path.with_extension("");
    let parts: Vec<String> = without
        .components()
        .filter_map(|part| match part {
            Component::Normal(name) => Some(wikilink::fold(&name.to_string_lossy())),
            _ => None,
        })
        .collect();
    (0..parts.len().saturating_sub(1)).map(|start| parts[start..].join("/")).collect()
}
