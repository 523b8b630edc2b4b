//! What is known of all documents of the folders: which values their fields hold, how often, and the facts that are
//! compared. Kept document by document; no body text stays in memory.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::engine::Member;
use crate::document::Document;
use crate::kinds::wikilink;
use crate::tree::{Node, Value};

/// Values longer than this many bytes are not offered to anyone, and not counted.
const LONGEST: usize = 200;

/// How many values of one document are counted.
const MOST: usize = 2_000;

/// A field of more values than this is not one in which values repeat.
const MANY: usize = 5_000;

/// Which values are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Each,
    /// Of a field with very many values, as titles are, those that occur twice.
    Repeated,
}

/// What a document tells of itself.
#[derive(Debug)]
pub(super) struct Fresh {
    /// The path by which it is shown.
    pub(super) path: PathBuf,
    pub(super) member: Member,
    /// Field and value of every scalar that is read as text, in the order of the document.
    pub(super) values: Vec<(String, String)>,
}

/// All documents.
#[derive(Debug, Default)]
pub(super) struct Corpus {
    documents: BTreeMap<Arc<Path>, Entry>,
    /// The folders of the configurations that govern documents, each kept once.
    roots: BTreeSet<Arc<Path>>,
    texts: Texts,
    fields: HashMap<u32, Counts>,
    /// The names by which links reach documents, as links are compared.
    names: BTreeMap<Box<str>, Name>,
}

/// What a field holds.
#[derive(Debug, Default)]
struct Counts {
    /// How many values it has in all.
    total: u32,
    /// How often it has each.
    values: HashMap<u32, u32>,
}

/// The name of documents.
#[derive(Debug)]
struct Name {
    /// As the first of them is called, where that is not how names are compared.
    written: Option<Box<str>>,
    documents: u32,
}

/// The best of what there is, and whether there is more.
#[derive(Debug, Default)]
pub(super) struct Best<T> {
    pub(super) found: Vec<T>,
    pub(super) is_cut: bool,
}

#[derive(Debug)]
struct Entry {
    /// The path that does not depend on the way to the document.
    identity: Arc<Path>,
    root: Arc<Path>,
    facts: Arc<crate::corpus::Facts>,
    values: Box<[(u32, u32)]>,
}

/// A document for those who compare.
#[derive(Clone, Debug)]
pub(super) struct Compared {
    pub(super) path: Arc<Path>,
    pub(super) member: Member,
}

impl Fresh {
    pub(super) fn new(path: PathBuf, member: Member, document: &Document) -> Self {
        let mut values = Vec::new();
        if let Some(root) = &document.root {
            collect(root, &mut String::new(), &mut values);
        }
        Self { path, member, values }
    }
}

/// The name of a field as it is counted: keys from the root, joined by `/`; lists do not show.
pub(super) fn field_name<'k>(keys: impl IntoIterator<Item = &'k str>) -> String {
    keys.into_iter().collect::<Vec<_>>().join("/")
}

fn collect(node: &Node, field: &mut String, values: &mut Vec<(String, String)>) {
    if node.alias.is_some() || values.len() >= MOST {
        return;
    }
    match &node.value {
        Value::Scalar(scalar) => {
            if !node.is_null() && !scalar.text.is_empty() && scalar.text.len() <= LONGEST && !scalar.text.contains('\n')
            {
                values.push((field.clone(), scalar.text.clone().into_owned()));
            }
        }
        Value::Sequence(sequence) => sequence.items.iter().for_each(|item| collect(item, field, values)),
        Value::Mapping(mapping) => {
            for entry in mapping.entries.iter().filter(|entry| !entry.merged) {
                let Some(key) = entry.key_text().filter(|key| key.len() <= LONGEST) else { continue };
                let length = field.len();
                if length > 0 {
                    field.push('/');
                }
                field.push_str(key);
                collect(&entry.value, field, values);
                field.truncate(length);
            }
        }
        Value::Broken => {}
    }
}

impl Corpus {
    /// Puts a document in, in the place of what was known of it. Whether its facts are other ones than before.
    pub(super) fn put(&mut self, fresh: Fresh) -> bool {
        let Fresh { path, member, values } = fresh;
        let values: Box<[(u32, u32)]> =
            values.iter().map(|(field, value)| (self.texts.number(field), self.texts.number(value))).collect();
        for (field, value) in &values {
            let counts = self.fields.entry(*field).or_default();
            counts.total += 1;
            *counts.values.entry(*value).or_default() += 1;
        }
        let root = self.roots.get(&member.root).cloned().unwrap_or_else(|| {
            self.roots.insert(Arc::clone(&member.root));
            member.root
        });
        let (identity, facts) = (member.identity, member.facts);
        let same = |old: &Entry| old.facts == facts && old.root == root;
        let known = self.documents.get(&*path).is_some_and(same);
        if let Some(old) = self.documents.get_mut(&*path) {
            let entry = Entry { identity: Arc::clone(&old.identity), root, facts, values };
            let old = std::mem::replace(old, entry);
            self.forget(&old);
            return !known;
        }
        if let Some(name) = name_of(&path) {
            let folded = wikilink::fold(name);
            let written = (*folded != *name).then(|| name.into());
            self.names.entry(folded.into()).or_insert(Name { written, documents: 0 }).documents += 1;
        }
        let path: Arc<Path> = path.into();
        // Most documents are where they seem to be.
        let identity = if *identity == *path { Arc::clone(&path) } else { identity };
        self.documents.insert(path, Entry { identity, root, facts, values });
        true
    }

    /// Takes a document out.
    pub(super) fn remove(&mut self, path: &Path) -> bool {
        let Some(old) = self.documents.remove(path) else { return false };
        self.forget(&old);
        let folded = name_of(path).map(wikilink::fold).unwrap_or_default();
        if let Some(name) = self.names.get_mut(&*folded) {
            name.documents -= 1;
            if name.documents == 0 {
                self.names.remove(&*folded);
            }
        }
        true
    }

    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    pub(super) fn len(&self) -> usize {
        self.documents.len()
    }

    /// The paths of the documents.
    pub(super) fn paths(&self) -> impl Iterator<Item = &Path> {
        self.documents.keys().map(|path| &**path)
    }

    /// The documents with what is compared of them.
    pub(super) fn compared(&self) -> Vec<Compared> {
        let documents = self.documents.iter().map(|(path, entry)| {
            let (identity, root) = (Arc::clone(&entry.identity), Arc::clone(&entry.root));
            Compared { path: Arc::clone(path), member: Member { identity, root, facts: Arc::clone(&entry.facts) } }
        });
        documents.collect()
    }

    /// The values of a field and how often each occurs, the commonest first; those of equal number by their text.
    pub(super) fn values(&self, field: &str) -> Vec<(&str, u32)> {
        let counts = self.texts.find(field).and_then(|field| self.fields.get(&field));
        let mut values: Vec<_> = counts.into_iter().flat_map(|counts| self.known(counts, 0)).collect();
        values.sort_unstable_by(by_count);
        values
    }

    /// Of the values of a field, those that hold a text in any case, the commonest first.
    pub(super) fn likely(&self, field: &str, text: &str, wanted: Wanted, most: usize) -> Best<(&str, u32)> {
        let Some(counts) = self.texts.find(field).and_then(|field| self.fields.get(&field)) else {
            return Best::default();
        };
        let least = if wanted == Wanted::Repeated && counts.values.len() > MANY { 2 } else { 1 };
        let text = wikilink::fold(text);
        let fits = |value: &str| text.is_empty() || wikilink::fold(value).contains(&text);
        let mut found: Vec<_> = self.known(counts, least).filter(|(value, _)| fits(value)).collect();
        let is_cut = found.len() > most;
        if is_cut {
            found.select_nth_unstable_by(most, by_count);
            found.truncate(most);
        }
        found.sort_unstable_by(by_count);
        Best { found, is_cut }
    }

    /// The values that occur so often at least, in no order.
    fn known<'c>(&'c self, counts: &'c Counts, least: u32) -> impl Iterator<Item = (&'c str, u32)> {
        let often = counts.values.iter().filter(move |(_, count)| **count >= least);
        often.map(|(value, count)| (self.texts.text(*value), *count))
    }

    /// How often a field holds a value.
    pub(super) fn count(&self, field: &str, value: &str) -> u32 {
        let numbers = self.texts.find(field).zip(self.texts.find(value));
        numbers.and_then(|(field, value)| self.fields.get(&field)?.values.get(&value).copied()).unwrap_or(0)
    }

    /// The keys below a field (or at the root, where it is empty) and how many values each holds, the commonest first.
    pub(super) fn keys(&self, field: &str) -> Vec<(String, u32)> {
        let prefix = if field.is_empty() { String::new() } else { format!("{field}/") };
        let mut keys: BTreeMap<&str, u32> = BTreeMap::new();
        for (name, counts) in self.fields.iter().map(|(number, counts)| (self.texts.text(*number), counts)) {
            if let Some(rest) = name.strip_prefix(&prefix) {
                let key = rest.split('/').next().unwrap_or(rest);
                *keys.entry(key).or_default() += counts.total;
            }
        }
        let mut keys: Vec<_> = keys.into_iter().map(|(key, count)| (key.to_owned(), count)).collect();
        keys.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        keys
    }

    /// The shown paths of the documents in which a field holds a value.
    pub(super) fn holders(&self, field: &str, value: &str) -> Vec<&Path> {
        let Some(pair) = self.texts.find(field).zip(self.texts.find(value)) else { return Vec::new() };
        let holders = self.documents.iter().filter(|(_, entry)| entry.values.contains(&pair));
        holders.map(|(path, _)| &**path).collect()
    }

    /// The shown paths of the documents that hold a value which is meant, in whatever field.
    pub(super) fn holding(&self, is_meant: &dyn Fn(&str) -> bool) -> Vec<&Path> {
        let meant: Vec<bool> = self.texts.texts.iter().map(|text| is_meant(text)).collect();
        let holders = self.documents.iter();
        let holders = holders.filter(|(_, entry)| entry.values.iter().any(|(_, value)| meant[*value as usize]));
        holders.map(|(path, _)| &**path).collect()
    }

    /// The shown paths of the documents that have a field, or something inside it.
    pub(super) fn having(&self, field: &str) -> Vec<&Path> {
        let prefix = format!("{field}/");
        let is_wanted = |number: &u32| {
            let name = self.texts.text(*number);
            name == field || name.starts_with(&prefix)
        };
        let wanted: Vec<u32> = self.fields.keys().copied().filter(is_wanted).collect();
        let holders =
            self.documents.iter().filter(|(_, entry)| entry.values.iter().any(|(field, _)| wanted.contains(field)));
        holders.map(|(path, _)| &**path).collect()
    }

    /// Of the names of documents, those that hold a text in any case, first those that begin with it.
    pub(super) fn names(&self, text: &str, most: usize) -> Best<&str> {
        let text = wikilink::fold(text);
        let begins = |name: &str| name.starts_with(&text);
        let first = self.names.range(Box::from(&*text)..).take_while(|(name, _)| begins(name));
        let others = self.names.iter().filter(|(name, _)| !begins(name) && name.contains(&text));
        let mut names = first.chain(others).map(|(name, named)| named.written.as_deref().unwrap_or(name));
        let found = names.by_ref().take(most).collect();
        Best { found, is_cut: names.next().is_some() }
    }

    /// The shown paths of the documents that a link by name leads to.
    pub(super) fn named(&self, name: &str) -> Vec<&Path> {
        let folded = wikilink::fold(name);
        if !self.names.contains_key(&*folded) {
            return Vec::new();
        }
        let paths = self.documents.keys().map(|path| &**path);
        paths.filter(|path| name_of(path).is_some_and(|name| wikilink::fold(name) == folded)).collect()
    }

    fn forget(&mut self, entry: &Entry) {
        for (field, value) in &entry.values {
            let Some(counts) = self.fields.get_mut(field) else { continue };
            counts.total -= 1;
            if let Some(count) = counts.values.get_mut(value) {
                *count -= 1;
                if *count == 0 {
                    counts.values.remove(value);
                }
            }
            if counts.values.is_empty() {
                self.fields.remove(field);
            }
        }
    }
}

/// The name by which links reach a document: that of its file, without the ending.
fn name_of(path: &Path) -> Option<&str> {
    path.file_stem()?.to_str()
}

/// The commonest first; those of equal number by their text.
fn by_count(one: &(&str, u32), other: &(&str, u32)) -> Ordering {
    other.1.cmp(&one.1).then_with(|| one.0.cmp(other.0))
}

/// Texts, each kept once.
#[derive(Debug, Default)]
struct Texts {
    numbers: HashMap<Arc<str>, u32>,
    texts: Vec<Arc<str>>,
}

impl Texts {
    fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = u32::try_from(self.texts.len()).expect("fewer than four billion values fit into memory");
        let text: Arc<str> = text.into();
        self.texts.push(Arc::clone(&text));
        self.numbers.insert(text, number);
        number
    }

    fn find(&self, text: &str) -> Option<u32> {
        self.numbers.get(text).copied()
    }

    fn text(&self, number: u32) -> &str {
        &self.texts[number as usize]
    }
}
