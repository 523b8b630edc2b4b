//! A schema from documents: what nearly all of them keep to is a constraint, and those that do not are named.
//!
//! From the counters of [`Stats`] come constraints that may be meant. They are then tried on every document, and kept
//! from the cheapest on while the documents that break any of them stay within a budget. What is not kept is said with
//! how many documents would fail. The result depends on the documents alone.

mod apart;
mod candidates;
mod relations;
mod trial;
mod types;
mod write;

use serde_json::Value as Json;

pub use apart::{Apart, apart};
pub use relations::{Judge, Member};
pub use trial::Trial;
pub use write::quoted;

use crate::kinds::Kind;
use crate::stats::{Stats, Type, repeats};

/// How to infer.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The share of documents that the schema must accept.
    pub accept: f64,
}

impl Default for Options {
    fn default() -> Self {
        Self { accept: 0.99 }
    }
}

/// A step from a value to those inside it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Field(String),
    Items,
}

/// Something that nearly all documents keep to.
#[derive(Clone, Debug, PartialEq)]
pub enum Constraint {
    /// The field is there, in every mapping that could hold it.
    Required,
    /// The field is there where another has this value.
    RequiredWhere {
        field: String,
        value: String,
    },
    Types(Vec<Type>),
    /// Texts are of one of these kinds.
    Kinds(Vec<Kind>),
    Enum(Vec<String>),
    Minimum(i64),
    Maximum(i64),
    /// Texts are not empty.
    NotEmpty,
    /// Lists have an item.
    HasItems,
    /// Lists hold nothing twice.
    Unique,
    /// The field is another one, misspelt: it is never there.
    Misspelt {
        meant: String,
    },
    /// A relation of `x-masthead`.
    Relation {
        member: Member,
        /// What it says, as YAML.
        written: String,
        /// Of a field that no two documents share: the field, and what several hold.
        field: String,
        shared: Vec<String>,
    },
}

/// A constraint on what is in one place.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub place: Vec<Step>,
    pub constraint: Constraint,
    /// How many documents break it, and the first of them.
    pub broken: u64,
    pub examples: Vec<String>,
    /// The schema holds it.
    pub is_kept: bool,
}

/// What was found out about documents.
#[derive(Debug)]
pub struct Inferred {
    pub stats: Stats,
    pub candidates: Vec<Candidate>,
    /// How many documents break a constraint that was kept.
    pub disagreeing: u64,
    /// Groups of documents that the schema is not about.
    pub apart: Vec<Apart>,
}

/// The constraints that documents may be meant to keep to.
pub fn candidates(stats: &Stats) -> Vec<Candidate> {
    candidates::of(stats)
}

impl Inferred {
    /// Keeps what fits the budget.
    pub fn new(stats: Stats, candidates: Vec<Candidate>, trial: &Trial, apart: Vec<Apart>, options: Options) -> Self {
        let mut inferred = Self { stats, candidates, disagreeing: 0, apart };
        trial.settle(&mut inferred, options);
        inferred
    }

    /// The schema in YAML, with comments. What documents hold is not escaped for a terminal.
    pub fn to_yaml(&self) -> String {
        write::schema(self)
    }
}

impl Candidate {
    const fn new(place: Vec<Step>, constraint: Constraint) -> Self {
        Self { place, constraint, broken: 0, examples: Vec::new(), is_kept: false }
    }

    /// Whether a document breaks it.
    pub fn is_broken_by(&self, fields: &Json) -> bool {
        match (&self.constraint, self.place.split_last()) {
            (Constraint::Required, Some((Step::Field(name), holder))) => {
                any(fields, holder, &|value| value.as_object().is_some_and(|object| !object.contains_key(name)))
            }
            (Constraint::RequiredWhere { field, value }, Some((Step::Field(name), _))) => {
                fields.get(field).and_then(Json::as_str) == Some(value) && fields.get(name).is_none()
            }
            // Others are judged by the rules.
            (Constraint::Relation { field, shared, .. }, _) => {
                let value = fields.get(field).and_then(Json::as_str);
                value.is_some_and(|value| shared.iter().any(|other| other == value))
            }
            (Constraint::Misspelt { .. }, _) => any(fields, &self.place, &|_| true),
            _ => any(fields, &self.place, &|value| !self.constraint.allows(value)),
        }
    }
}

/// Whether something holds of any value in a place.
fn any(value: &Json, place: &[Step], holds: &dyn Fn(&Json) -> bool) -> bool {
    match place.split_first() {
        None => holds(value),
        Some((Step::Field(name), rest)) => value.get(name).is_some_and(|inner| any(inner, rest, holds)),
        Some((Step::Items, rest)) => {
            value.as_array().is_some_and(|items| items.iter().any(|item| any(item, rest, holds)))
        }
    }
}

impl Constraint {
    /// Whether a value keeps to it, of whatever type it is: as in JSON Schema, a constraint speaks of its own types.
    fn allows(&self, value: &Json) -> bool {
        match (self, value) {
            (Self::Types(types), _) => {
                let own = Type::of(value);
                types.contains(&own) || own == Type::Integer && types.contains(&Type::Number)
            }
            (Self::Kinds(kinds), Json::String(text)) => kinds.iter().any(|kind| kind.is_surely(text)),
            (Self::Enum(values), Json::String(text)) => values.contains(text),
            (Self::Minimum(least), Json::Number(number)) => {
                number.as_f64().is_none_or(|number| number >= exact(*least))
            }
            (Self::Maximum(most), Json::Number(number)) => number.as_f64().is_none_or(|number| number <= exact(*most)),
            (Self::NotEmpty, Json::String(text)) => !text.trim().is_empty(),
            (Self::HasItems, Json::Array(items)) => !items.is_empty(),
            (Self::Unique, Json::Array(items)) => !repeats(items),
            _ => true,
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "bounds are small")]
const fn exact(bound: i64) -> f64 {
    bound as f64
}
