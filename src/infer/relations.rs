//! Relations that documents may be meant to keep to: an order of dates, a path that fields tell, one value for one document.
//!
//! Whether a document breaks one is what the rules say of it, under a schema that says nothing else.

use std::sync::Arc;

use chrono::DateTime;

use super::types::{FEWEST_FOR_ENUM, types};
use super::{Candidate, Constraint};
use crate::document::Document;
use crate::kinds::Kind;
use crate::kinds::date::notated;
use crate::linter::{Settings, check_document};
use crate::rules::{Levels, Options, RULES, Rule};
use crate::schema::{NoReferences, Schema};
use crate::source::Source;
use crate::stats::{Field, Stats, Type};
use crate::syntax::Syntax;
use crate::tree::Style;

/// A member of `x-masthead`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Member {
    Chronology,
    Dates,
    Path,
    SameAsFolder,
    Unique,
}

impl Member {
    /// In the order in which they are written.
    pub const ALL: [Self; 5] = [Self::Chronology, Self::Dates, Self::Path, Self::SameAsFolder, Self::Unique];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Chronology => "chronology",
            Self::Dates => "dates",
            Self::Path => "path",
            Self::SameAsFolder => "same-as-folder",
            Self::Unique => "unique",
        }
    }

    /// Whether a schema says it only once, so that the first that fits is enough.
    pub(super) const fn is_single(self) -> bool {
        matches!(self, Self::Chronology | Self::Path)
    }
}

/// Names of dates that come first, without their punctuation.
const EARLY: &[&str] =
    &["created", "datecreated", "published", "date", "pubdate", "publishdate", "datepublished", "start", "startdate"];
/// Names of dates that come later.
const LATE: &[&str] = &[
    "updated",
    "modified",
    "lastmod",
    "lastmodified",
    "dateupdated",
    "datemodified",
    "lastupdated",
    "updateddate",
    "end",
    "enddate",
];
/// Names of fields that no two documents share.
const IDENTITIES: &[&str] = &[
    "url",
    "slug",
    "permalink",
    "id",
    "uid",
    "uuid",
    "guid",
    "doi",
    "isbn",
    "canonical",
    "canonicalurl",
    "archive",
    "link",
];
/// Names of fields that a path may hold.
const IN_PATHS: &[&str] = &["slug", "id", "permalink", "name", "title"];
/// Notations of dates other than that of ISO 8601.
const NOTATIONS: &[&str] = &[
    "%m/%d/%Y",
    "%d/%m/%Y",
    "%d.%m.%Y",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%d-%m-%Y",
    "%B %d, %Y",
    "%d %B %Y",
    "%b %d, %Y",
    "%Y%m%d",
];
/// A field with more values than this does not name folders.
const MOST_FOLDERS: u64 = 300;

/// The relations that documents may be meant to keep to, by the counters alone.
pub(super) fn candidates(stats: &Stats) -> Vec<Candidate> {
    let all = stats.with_fields();
    let fields: Vec<(&str, &Field)> = stats.fields.sorted();
    let mut found = Vec::new();
    chronology(&fields, all, &mut found);
    for (name, field) in &fields {
        if let Some(notation) = own_notation(field) {
            found.push(candidate(Member::Dates, format!("{}: \"{notation}\"", key(name))));
        }
    }
    paths(&fields, all, &mut found);
    for (name, field) in &fields {
        let strings = field.of_type(Type::String);
        let distinct = field.distinct.count();
        if is_date(field) || own_notation(field).is_some() {
            continue;
        }
        if strings * 100 >= all * 95 && strings >= FEWEST_FOR_ENUM && (2..=MOST_FOLDERS).contains(&distinct) {
            found.push(candidate(Member::SameAsFolder, key(name)));
        }
    }
    for (name, field) in &fields {
        // What was forgotten may have been there twice.
        let is_counted = field.counter.forgotten == 0 && field.of_type(Type::String) == field.values;
        if IDENTITIES.contains(&&*plain(name)) && is_counted && field.values >= FEWEST_FOR_ENUM {
            let mut unique = candidate(Member::Unique, key(name));
            let twice = field.counter.sorted().into_iter().filter(|(_, count)| *count > 1);
            if let Constraint::Relation { shared, field, .. } = &mut unique.constraint {
                *shared = twice.map(|(text, _)| text.to_owned()).collect();
                (*name).clone_into(field);
            }
            found.push(unique);
        }
    }
    found
}

fn chronology(fields: &[(&str, &Field)], all: u64, found: &mut Vec<Candidate>) {
    let dates = || fields.iter().filter(|(_, field)| is_date(field));
    for (early, first) in dates().filter(|(name, _)| EARLY.contains(&&*plain(name))) {
        for (late, second) in dates().filter(|(name, _)| LATE.contains(&&*plain(name))) {
            if (first.values + second.values).saturating_sub(all) >= FEWEST_FOR_ENUM {
                found.push(candidate(Member::Chronology, format!("{}, {}", key(early), key(late))));
            }
        }
    }
}

/// Templates, those that say more before those that say less.
fn paths(fields: &[(&str, &Field)], all: u64, found: &mut Vec<Candidate>) {
    let is_usual = |field: &Field| field.values * 100 >= all * 95 && field.values >= FEWEST_FOR_ENUM;
    // Braces and colons have a meaning in templates.
    let is_plain = |name: &str| !name.contains(['{', '}', ':', '"', '\\']);
    let mut add = |template: String| found.push(candidate(Member::Path, format!("\"{template}\"")));
    let usual: Vec<_> = fields.iter().filter(|(name, field)| is_usual(field) && is_plain(name)).collect();
    for (name, _) in usual.iter().filter(|(_, field)| is_date(field)) {
        for folder in ["", "**/"] {
            for rest in ["{F:%Y-%m-%d}-*", "{F:%Y-%m-%d} *", "{F:%Y-%m-%d}.*", "{F:%Y}/{F:%m}/**", "{F:%Y}/**"] {
                add(format!("{folder}{}", rest.replace('F', name)));
            }
        }
    }
    for (name, field) in &usual {
        if field.of_type(Type::String) != field.values || is_date(field) {
            continue;
        }
        if IN_PATHS.contains(&&*plain(name)) {
            for rest in ["{F}.*", "**/{F}.*", "{F:slug}.*", "**/{F:slug}.*"] {
                add(rest.replace('F', name));
            }
        }
        if matches!(&*plain(name), "language" | "lang" | "locale") {
            for rest in ["{F}/**", "**/{F}/**"] {
                add(rest.replace('F', name));
            }
        }
    }
}

/// A name without what is written in many ways.
fn plain(name: &str) -> String {
    name.to_lowercase().replace(['-', '_', ' '], "")
}

fn is_date(field: &Field) -> bool {
    let strings = field.of_type(Type::String);
    let dates = field.of_kind(Kind::Date) + field.of_kind(Kind::DateTime);
    strings >= FEWEST_FOR_ENUM && dates * 100 >= strings * 97
}

/// The one notation that nearly all texts of a field are written in.
fn own_notation(field: &Field) -> Option<&'static str> {
    if types(field) != [Type::String] || field.values < FEWEST_FOR_ENUM || is_date(field) {
        return None;
    }
    let values = field.counter.sorted();
    let total: u64 = values.iter().map(|(_, count)| count).sum();
    let is_nearly_all = |notation: &&&str| {
        let fitting = values.iter().filter(|(text, _)| notated(text.trim(), notation).is_ok());
        fitting.map(|(_, count)| count).sum::<u64>() * 100 >= total * 97
    };
    let mut fitting = NOTATIONS.iter().filter(is_nearly_all);
    let first = fitting.next()?;
    // Where the day may be the month, nobody knows.
    fitting.next().is_none().then_some(*first)
}

fn key(name: &str) -> String {
    Syntax::Yaml.write(name, Style::Plain)
}

fn candidate(member: Member, written: String) -> Candidate {
    let relation = Constraint::Relation { member, written, shared: Vec::new(), field: String::new() };
    Candidate::new(Vec::new(), relation)
}

/// The relation as a line of YAML, with those others of its member that are written in one list or mapping.
pub(super) fn line(member: Member, written: &[&str]) -> String {
    let name = member.name();
    match member {
        Member::Path => format!("{name}: {}", written.first().copied().unwrap_or_default()),
        Member::Dates => format!("{name}: {{ {} }}", written.join(", ")),
        Member::Chronology | Member::SameAsFolder | Member::Unique => format!("{name}: [{}]", written.join(", ")),
    }
}

/// The rules, one for each relation that is tried on documents alone.
#[derive(Debug)]
pub struct Judge {
    schemas: Vec<Option<Arc<Schema>>>,
    settings: Settings,
}

impl Judge {
    pub fn new(candidates: &[Candidate]) -> Self {
        let schema = |candidate: &Candidate| match &candidate.constraint {
            Constraint::Relation { member: Member::Unique, .. } => None,
            Constraint::Relation { member, written, .. } => {
                let text = format!("x-masthead: {{ {} }}\n", line(*member, &[written]));
                Schema::load(Source::new("inferred", text), None, Arc::new(NoReferences)).ok().map(Arc::new)
            }
            _ => None,
        };
        let mut levels = Levels::default();
        let is_needed = |rule: &Rule| {
            matches!(
                rule.name,
                "date/chronology" | "date/malformed" | "date/impossible" | "document/path" | "schema/relation"
            )
        };
        for rule in RULES.iter().filter(|rule| !is_needed(rule)) {
            levels.set(rule, None);
        }
        let settings = Settings {
            levels,
            options: Options::default(),
            fields: Arc::default(),
            // Nothing that is tried asks for the time.
            now: DateTime::UNIX_EPOCH.fixed_offset(),
        };
        Self { schemas: candidates.iter().map(schema).collect(), settings }
    }

    /// Whether a document breaks the candidate of this number.
    pub(super) fn condemns(&self, number: usize, document: &Document) -> bool {
        let Some(schema) = self.schemas.get(number).and_then(Option::as_deref) else { return false };
        !check_document(document, Some(schema), &self.settings, Vec::new()).diagnostics.is_empty()
    }
}
