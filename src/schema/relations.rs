//! How the fields of a document relate to each other, to its body and to other documents: the keyword `x-masthead`.

mod path;
mod read;
mod target;
mod unique;
pub(in crate::schema) mod vocabulary;

use std::sync::LazyLock;

use chrono::TimeDelta;

use super::condition::{self, Condition};
use super::lint::listed;
use crate::diagnostic::Diagnostic;
use crate::kinds::language_fields;
use crate::nearest::nearest;
use crate::source::Span;
use crate::tree::{Node, Value};
use read::{ages, groups, lists, many, notations, one, one_or_many, pairs};
use target::targets;
use unique::{unique, unique_fields};

pub use path::{PathForm, PathPart, PathTemplate};
pub use target::TargetKind;
pub use unique::Patterns;
pub use vocabulary::{Terms, Vocabulary};

/// How many fields a relation may name: each is looked for in each document.
const MOST_FIELDS: usize = 1_000;

/// All fields are at the top of the front matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relations {
    /// Each present instant is not later than the next. The instant of a Wayback Machine address is its stamp.
    pub chronology: Vec<String>,
    /// An archive field and the field of the URL that it is a snapshot of.
    pub snapshot: Vec<(String, String)>,
    /// A field that is the host of the URL in another.
    pub host: Vec<(String, String)>,
    /// The field that equals the first level-1 heading.
    pub heading: Option<String>,
    /// The fields that name the language of the body; the first that is present counts.
    pub body_language: Vec<String>,
    /// Fields of which no two documents share a value.
    pub unique: Vec<String>,
    /// Fields whose wiki-links lead to documents of the corpus.
    pub targets: Vec<String>,
    /// Fields whose plain values lead to documents of the corpus, and by what.
    pub plain_targets: Vec<(String, TargetKind)>,
    /// Fields whose values together no two documents share.
    pub unique_together: Vec<Vec<String>>,
    /// Documents whose values of a field may be those of others.
    pub exceptions: Vec<(String, Patterns)>,
    /// Fields whose plain text is spelled in one way across the corpus.
    pub variants: Vec<String>,
    /// The order of fields; those not named come after.
    pub order: Vec<String>,
    /// What the document's path from the project's root looks like.
    pub path: Option<PathTemplate>,
    /// The values that fields may have.
    pub vocabulary: Vec<Vocabulary>,
    /// Fields whose dates are written in a notation of their own.
    pub dates: Vec<(String, String)>,
    /// Fields whose dates may be no older than this.
    pub stale: Vec<(String, TimeDelta)>,
    /// A field that is there needs these others.
    pub requires: Vec<(String, Vec<String>)>,
    /// A field that is there keeps these others out.
    pub excludes: Vec<(String, Vec<String>)>,
    /// Two fields that hold the same.
    pub equals: Vec<(String, String)>,
    /// Of these fields just one is there.
    pub one_of: Vec<Vec<String>>,
    /// Fields that hold the name of the document's folder.
    pub same_as_folder: Vec<String>,
    /// What is left, in CEL.
    pub conditions: Vec<Condition>,
}

/// What `x-masthead` says, before the files that it names are read.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) relations: Relations,
    pub(super) vocabularies: Vec<vocabulary::Wanted>,
}

/// The members of `x-masthead`.
const MEMBERS: [&str; 20] = [
    "chronology",
    "snapshot",
    "host",
    "heading",
    "body-language",
    "unique",
    "unique-together",
    "targets",
    "variants",
    "order",
    "path",
    "vocabulary",
    "dates",
    "stale",
    "requires",
    "excludes",
    "equals",
    "one-of",
    "same-as-folder",
    "assert",
];

impl Relations {
    /// What is taken for granted of the usual fields, where no schema says otherwise.
    pub fn usual() -> &'static Self {
        static USUAL: LazyLock<Relations> = LazyLock::new(|| Relations {
            snapshot: vec![("archive".to_owned(), "url".to_owned())],
            body_language: language_fields(),
            ..Relations::default()
        });
        &USUAL
    }

    /// Reads the value of `x-masthead`; what is wrong with it goes to `problems`.
    pub(super) fn read(node: &Node, source: &str, problems: &mut Vec<Diagnostic>) -> Read {
        let mut read = Read::default();
        let relations = &mut read.relations;
        let Some(mapping) = node.as_mapping() else {
            let message = "`x-masthead` is a mapping of relations, and this is none";
            problems.push(Diagnostic::new(node.span, message).help(format!("write one of {}", listed(&MEMBERS))));
            return read;
        };
        for entry in &mapping.entries {
            let name = entry.key_text().unwrap_or_default();
            let value = &entry.value;
            match name {
                "chronology" => relations.chronology = many(name, value, problems),
                "snapshot" => relations.snapshot = pairs(name, value, problems),
                "host" => relations.host = pairs(name, value, problems),
                "heading" => relations.heading = one(name, value, problems),
                "body-language" => relations.body_language = one_or_many(name, value, problems),
                "unique" => (relations.unique, relations.exceptions) = unique(value, problems),
                "unique-together" => relations.unique_together = lists(name, value, problems),
                "targets" => (relations.targets, relations.plain_targets) = targets(value, problems),
                "variants" => relations.variants = one_or_many(name, value, problems),
                "order" => relations.order = many(name, value, problems),
                "path" => relations.path = PathTemplate::read(value, problems),
                "vocabulary" => read.vocabularies = vocabulary::wanted(value, problems),
                "dates" => relations.dates = notations(name, value, problems),
                "stale" => relations.stale = ages(name, value, problems),
                "requires" => relations.requires = groups(name, value, problems),
                "excludes" => relations.excludes = groups(name, value, problems),
                "equals" => relations.equals = pairs(name, value, problems),
                "one-of" => relations.one_of = lists(name, value, problems),
                "same-as-folder" => relations.same_as_folder = one_or_many(name, value, problems),
                "assert" => relations.conditions = condition::read(value, source, problems),
                _ => problems.push(unknown(name, entry.key.span)),
            }
        }
        read
    }

    /// Whether a document at this place may share its value of a field with others.
    pub fn is_excepted(&self, field: &str, place: Option<&str>) -> bool {
        let is_match = |patterns: &Patterns| place.is_some_and(|place| patterns.is_match(place));
        self.exceptions.iter().any(|(name, patterns)| name == field && is_match(patterns))
    }

    /// Every name of a field in the value of `x-masthead`, with its place.
    pub(super) fn named_fields<'n>(node: &'n Node) -> Vec<(&'n str, Span)> {
        let mut names = Vec::new();
        for entry in node.as_mapping().into_iter().flat_map(|mapping| &mapping.entries) {
            let value = &entry.value;
            match entry.key_text().unwrap_or_default() {
                "path" => names.extend(PathTemplate::named_fields(value)),
                // What they map fields to is no field.
                "vocabulary" | "dates" | "stale" => {
                    let entries = value.as_mapping().into_iter().flat_map(|mapping| &mapping.entries);
                    names.extend(entries.filter_map(|entry| Some((entry.key.as_str()?, entry.key.span))));
                }
                "targets" if value.as_mapping().is_some() => {
                    let entries = value.as_mapping().into_iter().flat_map(|mapping| &mapping.entries);
                    names.extend(entries.filter_map(|entry| Some((entry.key.as_str()?, entry.key.span))));
                }
                "unique" => names.extend(unique_fields(value)),
                "assert" => names.extend(condition::named_fields(value)),
                _ => texts(value, 0, &mut names),
            }
        }
        names
    }
}

/// Every text in a value, keys included; relations have fields nowhere else.
fn texts<'n>(node: &'n Node, depth: usize, names: &mut Vec<(&'n str, Span)>) {
    const DEEPEST: usize = 4;
    match &node.value {
        _ if depth > DEEPEST => {}
        Value::Sequence(sequence) => sequence.items.iter().for_each(|item| texts(item, depth + 1, names)),
        Value::Mapping(mapping) => {
            for entry in &mapping.entries {
                texts(&entry.key, depth + 1, names);
                texts(&entry.value, depth + 1, names);
            }
        }
        Value::Scalar(_) => names.extend(node.as_str().map(|name| (name, node.span))),
        Value::Broken => {}
    }
}

fn unknown(name: &str, span: Span) -> Diagnostic {
    let near = nearest(&name.replace('_', "-"), MEMBERS)
        .or_else(|| MEMBERS.into_iter().find(|m| *m == name.replace('_', "-")));
    let help = near.map_or_else(|| format!("write one of {}", listed(&MEMBERS)), |near| format!("write `{near}`"));
    Diagnostic::new(span, format!("`{}` is not a relation that `x-masthead` has", super::excerpt(name))).help(help)
}
