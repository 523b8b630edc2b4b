//! The documents of a corpus by their paths, of which there may be millions: the path of a folder is kept once.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use super::hash::hash_of;

/// Documents, numbered in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Documents {
    list: Vec<Known>,
    /// Where each document is in `list`, by the hash of its path.
    positions: HashMap<u64, u32>,
    folders: Vec<PathBuf>,
    /// Where each folder is in `folders`.
    numbers: HashMap<PathBuf, u32>,
}

#[derive(Debug)]
struct Known {
    folder: u32,
    /// Empty where the path is that of a folder alone.
    name: Box<OsStr>,
    /// Somebody wants to know what is found in it.
    is_asked: bool,
}

impl Documents {
    /// Takes in a document and gives its number; `None` where it is known already.
    pub(super) fn add(&mut self, path: &Path, is_asked: bool) -> Option<u32> {
        let next = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        let position = *self.positions.entry(hash_of(path.as_os_str())).or_insert(next);
        if position != next && self.is_at(position, path) {
            self.list[position as usize].is_asked |= is_asked;
            return None;
        }
        let (folder, name) = split(path);
        let folder = self.folder(folder);
        self.list.push(Known { folder, name: name.into(), is_asked });
        Some(next)
    }

    pub(super) fn has(&self, path: &Path) -> bool {
        self.positions.get(&hash_of(path.as_os_str())).is_some_and(|position| self.is_at(*position, path))
    }

    pub(super) fn is_asked(&self, number: u32) -> bool {
        self.list[number as usize].is_asked
    }

    /// As it was given to [`Self::add`], but for what means nothing in a path.
    pub(super) fn path(&self, number: u32) -> PathBuf {
        let known = &self.list[number as usize];
        let folder = &self.folders[known.folder as usize];
        if known.name.is_empty() { folder.clone() } else { folder.join(&*known.name) }
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = PathBuf> {
        (0..).zip(&self.list).map(|(number, _)| self.path(number))
    }

    /// The order of two documents by their paths.
    pub(super) fn order(&self, one: u32, other: u32) -> Ordering {
        let (one, other) = (&self.list[one as usize], &self.list[other as usize]);
        if one.folder == other.folder {
            return one.name.cmp(&other.name);
        }
        self.components(one).cmp(self.components(other))
    }

    /// Numbers the documents anew in the order of their paths; gives the new number of each old one.
    pub(super) fn sort(&mut self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..).zip(&self.list).map(|(number, _)| number).collect();
        order.sort_by(|one, other| self.order(*one, *other));
        let mut ranks = vec![0; order.len()];
        for (rank, number) in (0..).zip(&order) {
            ranks[*number as usize] = rank;
        }
        let mut sorted: Vec<(u32, Known)> = ranks.iter().copied().zip(self.list.drain(..)).collect();
        sorted.sort_unstable_by_key(|(rank, _)| *rank);
        self.list = sorted.into_iter().map(|(_, known)| known).collect();
        // Nobody adds any more.
        self.positions.clear();
        ranks
    }

    fn is_at(&self, position: u32, path: &Path) -> bool {
        let (folder, name) = split(path);
        let known = self.list.get(position as usize);
        known.is_some_and(|known| *known.name == *name && self.is_folder(known.folder, folder))
    }

    /// Whether this is the folder of a number, written in the same way.
    fn is_folder(&self, number: u32, folder: &Path) -> bool {
        self.folders[number as usize].as_os_str() == folder.as_os_str()
    }

    fn folder(&mut self, folder: &Path) -> u32 {
        // Documents come folder by folder.
        if let Some(last) = self.list.last().filter(|last| self.is_folder(last.folder, folder)) {
            return last.folder;
        }
        if let Some(number) = self.numbers.get(folder) {
            return *number;
        }
        let number = u32::try_from(self.folders.len()).unwrap_or(u32::MAX);
        self.folders.push(folder.to_owned());
        self.numbers.insert(folder.to_owned(), number);
        number
    }

    fn components<'k>(&'k self, known: &'k Known) -> impl Iterator<Item = Component<'k>> {
        let name = Some(Component::Normal(&known.name)).filter(|_| !known.name.is_empty());
        self.folders[known.folder as usize].components().chain(name)
    }
}

/// The folder that a path leads through, and the name in it; all of it is a folder where it does not end in a name.
fn split(path: &Path) -> (&Path, &OsStr) {
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => (folder, name),
        _ => (path, OsStr::new("")),
    }
}
