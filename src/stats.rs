//! What the fields of many documents hold: counters that are bounded in memory and can be merged.
//!
//! A document is counted as the JSON value that readers get of its front matter. Nothing here reads a file, and nothing
//! depends on the order in which parts are merged, as long as each part is counted in the order of its documents.

mod counter;
mod report;

use std::collections::BTreeMap;

use serde_json::Value as Json;

pub use counter::{Counter, Distinct, hash};
pub use report::percent;

use crate::kinds::Kind;

/// How many fields of one mapping are counted apart.
const MOST_FIELDS: usize = 1_000;
/// How many groups of documents are counted apart.
const MOST_GROUPS: usize = 1_000;
/// How deep mappings and lists are followed.
const DEEPEST: usize = 6;
/// A longer text is counted by its length alone.
const LONGEST: usize = 200;
/// Of a document without front matter and of one that cannot be read, so many are named.
const EXAMPLES: usize = 5;

/// The types of JSON, integers apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Type {
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

impl Type {
    pub const ALL: [Self; 7] =
        [Self::Null, Self::Boolean, Self::Integer, Self::Number, Self::String, Self::Array, Self::Object];

    pub fn of(value: &Json) -> Self {
        match value {
            Json::Null => Self::Null,
            Json::Bool(_) => Self::Boolean,
            Json::Number(number) if number.is_f64() => Self::Number,
            Json::Number(_) => Self::Integer,
            Json::String(_) => Self::String,
            Json::Array(_) => Self::Array,
            Json::Object(_) => Self::Object,
        }
    }

    /// The name that JSON Schema has for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }
}

/// The kinds that texts are counted by, the more special first.
pub const KINDS: [Kind; 7] =
    [Kind::WaybackUrl, Kind::Wikilink, Kind::DateTime, Kind::Date, Kind::Timestamp, Kind::LanguageTag, Kind::Uri];

/// What was read of a document.
#[derive(Clone, Copy, Debug)]
pub enum Read<'a> {
    /// The fields, as a JSON object.
    Fields(&'a Json),
    /// There is no front matter.
    Missing,
    /// There is some that cannot be read.
    Broken,
}

/// What many documents hold.
#[derive(Clone, Debug, Default)]
pub struct Stats {
    /// All documents that were looked at.
    pub documents: u64,
    /// Those without front matter, and the first of them.
    pub missing: (u64, Vec<String>),
    /// Those whose front matter cannot be read, and the first of them.
    pub broken: (u64, Vec<String>),
    pub fields: Fields,
    /// Documents that lie or are named alike, or say the same in a field that tells what they are.
    pub groups: BTreeMap<(GroupBy, String), Group>,
}

/// What makes documents a group.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupBy {
    Folder,
    FileName,
    /// The value of a field.
    Field(String),
}

/// The fields by which collections say what a document is.
pub const TELLING: [&str; 5] = ["type", "layout", "kind", "category", "template"];

/// Documents that have something in common.
#[derive(Clone, Debug, Default)]
pub struct Group {
    pub documents: u64,
    /// How many of them have each field.
    pub fields: BTreeMap<String, u64>,
}

/// The fields of a mapping.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    pub by_name: BTreeMap<String, Field>,
    /// How often there was a field beyond [`MOST_FIELDS`].
    pub others: u64,
}

/// What one field holds, over all documents.
#[derive(Clone, Debug, Default)]
pub struct Field {
    /// How often it is there.
    pub values: u64,
    /// By type, in the order of [`Type::ALL`].
    pub types: [u64; 7],
    /// How many texts are of each kind, in the order of [`KINDS`].
    pub kinds: [u64; KINDS.len()],
    /// Texts, numbers and booleans by how often they occur.
    pub counter: Counter,
    pub distinct: Distinct,
    /// Characters of texts.
    pub lengths: Option<Bounds<u64>>,
    /// Numbers.
    pub numbers: Option<Bounds<f64>>,
    /// Lengths of lists.
    pub sizes: Option<Bounds<u64>>,
    /// Lists that hold something twice.
    pub repeating: u64,
    /// Dates by year.
    pub years: BTreeMap<String, u64>,
    pub items: Option<Box<Self>>,
    pub fields: Fields,
}

/// The smallest and the largest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds<T> {
    pub least: T,
    pub most: T,
}

impl Stats {
    /// Counts a document by its path.
    pub fn add(&mut self, path: &str, read: Read) {
        self.documents += 1;
        let fields = match read {
            Read::Fields(Json::Object(fields)) => fields,
            Read::Missing => return note(&mut self.missing, path),
            Read::Fields(_) | Read::Broken => return note(&mut self.broken, path),
        };
        self.fields.add(fields, 0);
        for key in groups_of(path, fields) {
            if self.groups.len() >= MOST_GROUPS && !self.groups.contains_key(&key) {
                continue;
            }
            let group = self.groups.entry(key).or_default();
            group.documents += 1;
            for name in fields.keys() {
                if group.fields.len() < MOST_FIELDS || group.fields.contains_key(name) {
                    *group.fields.entry(name.clone()).or_default() += 1;
                }
            }
        }
    }

    /// How many documents have fields.
    pub fn with_fields(&self) -> u64 {
        self.documents - self.missing.0 - self.broken.0
    }

    /// Adds what was counted of documents that follow.
    pub fn merge(&mut self, other: Self) {
        self.documents += other.documents;
        for (own, more) in [(&mut self.missing, other.missing), (&mut self.broken, other.broken)] {
            own.0 += more.0;
            own.1.extend(more.1);
            own.1.truncate(EXAMPLES);
        }
        self.fields.merge(other.fields);
        for (key, more) in other.groups {
            if self.groups.len() >= MOST_GROUPS && !self.groups.contains_key(&key) {
                continue;
            }
            let group = self.groups.entry(key).or_default();
            group.documents += more.documents;
            for (name, count) in more.fields {
                *group.fields.entry(name).or_default() += count;
            }
        }
    }
}

fn note(list: &mut (u64, Vec<String>), path: &str) {
    list.0 += 1;
    if list.1.len() < EXAMPLES {
        list.1.push(path.to_owned());
    }
}

/// The groups that a document belongs to.
pub fn groups_of(path: &str, fields: &serde_json::Map<String, Json>) -> Vec<(GroupBy, String)> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let mut groups = vec![(GroupBy::Folder, folder.to_owned()), (GroupBy::FileName, name.to_owned())];
    let telling = TELLING.iter().filter_map(|field| {
        let value = fields.get(*field)?.as_str().filter(|value| value.len() <= LONGEST)?;
        Some((GroupBy::Field((*field).to_owned()), value.to_owned()))
    });
    groups.extend(telling);
    groups
}

impl Fields {
    fn add(&mut self, fields: &serde_json::Map<String, Json>, depth: usize) {
        for (name, value) in fields {
            if self.by_name.len() >= MOST_FIELDS && !self.by_name.contains_key(name) {
                self.others += 1;
                continue;
            }
            self.by_name.entry(name.clone()).or_default().add(value, depth);
        }
    }

    fn merge(&mut self, other: Self) {
        self.others += other.others;
        for (name, field) in other.by_name {
            if self.by_name.len() >= MOST_FIELDS && !self.by_name.contains_key(&name) {
                self.others += field.values;
            } else {
                self.by_name.entry(name).or_default().merge(field);
            }
        }
    }

    /// By how often they are there, then by name.
    pub fn sorted(&self) -> Vec<(&str, &Field)> {
        let mut fields: Vec<_> = self.by_name.iter().map(|(name, field)| (name.as_str(), field)).collect();
        fields.sort_by_key(|(name, field)| (std::cmp::Reverse(field.values), *name));
        fields
    }
}

impl Field {
    fn add(&mut self, value: &Json, depth: usize) {
        self.values += 1;
        self.types[Type::of(value) as usize] += 1;
        match value {
            Json::Bool(value) => self.count(if *value { "true" } else { "false" }),
            Json::Number(number) => {
                let number = number.as_f64().unwrap_or_default();
                widen(&mut self.numbers, number);
                self.count(&value.to_string());
            }
            Json::String(text) => self.text(text),
            Json::Array(items) => {
                widen(&mut self.sizes, items.len() as u64);
                self.repeating += u64::from(repeats(items));
                if depth < DEEPEST {
                    let inner = self.items.get_or_insert_default();
                    for item in items {
                        inner.add(item, depth + 1);
                    }
                }
            }
            Json::Object(fields) if depth < DEEPEST => self.fields.add(fields, depth + 1),
            Json::Null | Json::Object(_) => {}
        }
    }

    fn text(&mut self, text: &str) {
        widen(&mut self.lengths, text.chars().count() as u64);
        self.count(text);
        if text.len() > 2_048 {
            return;
        }
        for (index, kind) in KINDS.into_iter().enumerate() {
            if kind.is_surely(text) {
                self.kinds[index] += 1;
                if kind == Kind::Timestamp {
                    *self.years.entry(text[..4].to_owned()).or_default() += 1;
                }
            }
        }
    }

    fn count(&mut self, text: &str) {
        self.distinct.add(text);
        if text.len() <= LONGEST {
            self.counter.add(text);
        } else {
            self.counter.add_other();
        }
    }

    fn merge(&mut self, other: Self) {
        self.values += other.values;
        self.types.iter_mut().zip(other.types).for_each(|(own, more)| *own += more);
        self.kinds.iter_mut().zip(other.kinds).for_each(|(own, more)| *own += more);
        self.counter.merge(other.counter);
        self.distinct.merge(&other.distinct);
        for (own, more) in [(&mut self.lengths, other.lengths), (&mut self.sizes, other.sizes)] {
            if let Some(more) = more {
                widen(own, more.least);
                widen(own, more.most);
            }
        }
        if let Some(more) = other.numbers {
            widen(&mut self.numbers, more.least);
            widen(&mut self.numbers, more.most);
        }
        self.repeating += other.repeating;
        for (year, count) in other.years {
            *self.years.entry(year).or_default() += count;
        }
        if let Some(items) = other.items {
            self.items.get_or_insert_default().merge(*items);
        }
        self.fields.merge(other.fields);
    }

    /// How many values are of a type.
    pub const fn of_type(&self, wanted: Type) -> u64 {
        self.types[wanted as usize]
    }

    /// How many texts are of a kind.
    pub fn of_kind(&self, wanted: Kind) -> u64 {
        KINDS.iter().position(|kind| *kind == wanted).map_or(0, |index| self.kinds[index])
    }
}

fn widen<T: Copy + PartialOrd>(bounds: &mut Option<Bounds<T>>, value: T) {
    let bounds = bounds.get_or_insert(Bounds { least: value, most: value });
    if value < bounds.least {
        bounds.least = value;
    }
    if value > bounds.most {
        bounds.most = value;
    }
}

/// Whether a list holds a text twice; long lists are not looked into.
pub fn repeats(items: &[Json]) -> bool {
    let mut texts: Vec<&str> = items.iter().take(1_000).filter_map(Json::as_str).collect();
    let count = texts.len();
    texts.sort_unstable();
    texts.dedup();
    texts.len() < count
}
