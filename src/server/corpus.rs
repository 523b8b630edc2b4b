//! What is known of all documents of the folders: which values their fields hold, how often, and the facts that are
//! compared. Kept document by document; no body text stays in memory.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::engine::Member;
use crate::document::Document;
use crate::tree::{Node, Value};

/// Values longer than this many bytes are not offered to anyone, and not counted.
const LONGEST: usize = 200;

/// How many values of one document are counted.
const MOST: usize = 2_000;

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
    documents: BTreeMap<PathBuf, Entry>,
    texts: Texts,
    /// By field: how many values it has in all, and by value how often.
    fields: HashMap<u32, HashMap<u32, u32>>,
}

#[derive(Debug)]
struct Entry {
    /// The path that does not depend on the way to the document.
    identity: PathBuf,
    root: Arc<Path>,
    facts: Arc<crate::corpus::Facts>,
    values: Box<[(u32, u32)]>,
}

/// A document for those who compare.
#[derive(Clone, Debug)]
pub(super) struct Compared {
    pub(super) path: PathBuf,
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
            *self.fields.entry(*field).or_default().entry(*value).or_default() += 1;
        }
        let entry = Entry { identity: member.identity, root: member.root, facts: member.facts, values };
        let same = |old: &Entry| old.facts == entry.facts && old.root == entry.root;
        let known = self.documents.get(&path).is_some_and(same);
        let old = self.documents.insert(path, entry);
        self.forget(old.as_ref());
        !known
    }

    /// Takes a document out.
    pub(super) fn remove(&mut self, path: &Path) -> bool {
        let old = self.documents.remove(path);
        self.forget(old.as_ref());
        old.is_some()
    }

    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    pub(super) fn len(&self) -> usize {
        self.documents.len()
    }

    /// The paths of the documents.
    pub(super) fn paths(&self) -> impl Iterator<Item = &Path> {
        self.documents.keys().map(PathBuf::as_path)
    }

    /// The documents with what is compared of them.
    pub(super) fn compared(&self) -> Vec<Compared> {
        let documents = self.documents.iter().map(|(path, entry)| {
            let (root, facts) = (Arc::clone(&entry.root), Arc::clone(&entry.facts));
            Compared { path: path.clone(), member: Member { identity: entry.identity.clone(), root, facts } }
        });
        documents.collect()
    }

    /// The values of a field and how often each occurs, the commonest first; those of equal number by their text.
    pub(super) fn values(&self, field: &str) -> Vec<(&str, u32)> {
        let counts = self.texts.find(field).and_then(|field| self.fields.get(&field));
        let mut values: Vec<_> =
            counts.into_iter().flatten().map(|(value, count)| (self.texts.text(*value), *count)).collect();
        values.sort_unstable_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(other.0)));
        values
    }

    /// How often a field holds a value.
    pub(super) fn count(&self, field: &str, value: &str) -> u32 {
        let numbers = self.texts.find(field).zip(self.texts.find(value));
        numbers.and_then(|(field, value)| self.fields.get(&field)?.get(&value).copied()).unwrap_or(0)
    }

    /// The keys below a field (or at the root, where it is empty) and how many values each holds, the commonest first.
    pub(super) fn keys(&self, field: &str) -> Vec<(String, u32)> {
        let prefix = if field.is_empty() { String::new() } else { format!("{field}/") };
        let mut keys: BTreeMap<&str, u32> = BTreeMap::new();
        for (number, values) in self.fields.iter().map(|(number, values)| (self.texts.text(*number), values)) {
            if let Some(rest) = number.strip_prefix(&prefix) {
                let key = rest.split('/').next().unwrap_or(rest);
                *keys.entry(key).or_default() += values.values().sum::<u32>();
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
        holders.map(|(path, _)| path.as_path()).collect()
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
        holders.map(|(path, _)| path.as_path()).collect()
    }

    /// The names by which links reach documents: those of their files, without the ending.
    pub(super) fn names(&self) -> impl Iterator<Item = (&str, &Path)> {
        self.documents.keys().filter_map(|path| Some((path.file_stem()?.to_str()?, path.as_path())))
    }

    fn forget(&mut self, entry: Option<&Entry>) {
        for (field, value) in entry.iter().flat_map(|entry| entry.values.iter()) {
            let Some(values) = self.fields.get_mut(field) else { continue };
            if let Some(count) = values.get_mut(value) {
                *count -= 1;
                if *count == 0 {
                    values.remove(value);
                }
            }
            if values.is_empty() {
                self.fields.remove(field);
            }
        }
    }
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
