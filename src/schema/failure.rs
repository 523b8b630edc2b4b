//! What a schema has against a value, in terms of fields and values rather than of keywords and branches.

mod banned;
mod clauses;
mod forms;
mod inner;
mod reason;
mod trail;

use std::collections::BTreeMap;

use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use jsonschema::{JsonType, ValidationError, Validator};
use serde_json::Value as Json;

pub(super) use trail::Ground;

use super::prepare::WRITTEN_PATTERN;
use crate::kinds::{Type, Types};
use trail::Trail;

/// One thing that is wrong at one place of a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// The JSON Pointer (RFC 6901) of the place.
    pub pointer: String,
    pub fault: Fault,
    /// The condition under which the schema has it so, in words that follow "because".
    pub because: Option<String>,
    /// What the schema itself wants to be said of it.
    pub message: Option<String>,
    /// What else the value may be, in words, where it is to be of a format or one of these.
    pub or: Vec<String>,
    /// The field may be allowed all the same: the part of the schema that knows it has failed for another reason.
    doubtful: bool,
}

impl Failure {
    pub(super) fn new(pointer: &str, fault: Fault) -> Self {
        Self { pointer: pointer.to_owned(), fault, because: None, message: None, or: Vec::new(), doubtful: false }
    }
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// None of these fields is there, and one must be.
    Required(Vec<String>),
    /// A field that is not allowed.
    Unknown(String),
    /// A field that the schema names and rules out.
    Banned(String),
    /// A field, at its own place, that must not be there, or not together with these.
    Together(Vec<String>),
    Type(Types),
    /// Not one of these values.
    Enum(Vec<Json>),
    Pattern(String),
    /// Fewer characters than this.
    TooShort(u64),
    /// More characters than this.
    TooLong(u64),
    /// A number out of bounds; what it must be, in words: `at least 3`.
    Range(String),
    Items(ItemsFault),
    /// None of these formats.
    Format(Vec<String>),
    /// The name of a field is not as names must be.
    Name(String, Box<Self>),
    /// Any other keyword; what the value must be, in words that follow "must".
    Other(String),
}

/// What is wrong with the items of a list.
#[derive(Clone, Debug, PartialEq)]
pub enum ItemsFault {
    /// Fewer items than this.
    TooFew(u64),
    /// More items than this.
    TooMany(u64),
    /// The same item twice.
    Repeated,
    /// Fewer or more items than wanted are of a kind.
    Kind(ItemKind),
    /// There is no place for items from this index on.
    Beyond(usize),
    /// Some items are not ones that the schema has a place for.
    Strange,
}

/// How many items of a list there must be of a kind.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemKind {
    /// What such an item is, in words that follow "that"; nothing where there are none.
    pub what: Option<String>,
    pub least: u64,
    pub most: Option<u64>,
    /// The positions of those that there are.
    pub found: Vec<usize>,
}

/// A value and the schema that it is held against.
#[derive(Clone, Copy)]
struct Scene<'s> {
    root: &'s Json,
    ground: Ground<'s>,
}

/// The first failures, `most` of them or a few more.
pub(super) fn collect(validator: &Validator, value: &Json, most: usize, ground: Ground) -> Vec<Failure> {
    let scene = Scene { root: value, ground };
    let mut failures = Vec::new();
    for error in validator.iter_errors(value) {
        if failures.len() >= most {
            break;
        }
        scene.add(&error, &mut failures);
        failures.truncate(most);
    }
    without_repetition(without_doubtful(failures))
}

/// A part of a schema that has failed no longer says which fields it knows: that they are unknown is then no fault of
/// theirs.
fn without_doubtful(mut failures: Vec<Failure>) -> Vec<Failure> {
    if failures.iter().any(|failure| failure.doubtful) {
        let certain: Vec<String> =
            failures.iter().filter(|failure| !failure.doubtful).map(|failure| failure.pointer.clone()).collect();
        failures.retain(|failure| {
            let within = |place: &String| {
                place.strip_prefix(&*failure.pointer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            };
            !failure.doubtful || !certain.iter().any(within)
        });
    }
    failures
}

/// Each failure once, in their order.
fn without_repetition(failures: Vec<Failure>) -> Vec<Failure> {
    // What fails twice at one place fails with the same name, or with few others.
    let mut places: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    let mut kept: Vec<Failure> = Vec::with_capacity(failures.len());
    for failure in failures {
        let name = match &failure.fault {
            Fault::Unknown(name) | Fault::Banned(name) | Fault::Name(name, _) => name.clone(),
            Fault::Required(names) => names.join("\n"),
            _ => String::new(),
        };
        let known = places.entry((failure.pointer.clone(), name)).or_default();
        if known.iter().all(|index| kept[*index] != failure) {
            known.push(kept.len());
            kept.push(failure);
        }
    }
    kept
}

impl Scene<'_> {
    fn add(self, error: &ValidationError, failures: &mut Vec<Failure>) {
        let trail = self.ground.trail(error);
        let before = failures.len();
        self.add_by(error, &trail, failures);
        for failure in &mut failures[before..] {
            let missing = match &failure.fault {
                Fault::Required(names) => names.first().map(String::as_str),
                _ => None,
            };
            if failure.because.is_none() {
                failure.because = reason::because(&trail, missing, error.instance());
            }
            if failure.message.is_none() {
                failure.message = reason::message(&trail, missing, self.root, error.instance_path().as_str());
            }
        }
    }

    fn add_by(self, error: &ValidationError, trail: &Trail, failures: &mut Vec<Failure>) {
        let pointer = error.instance_path().as_str();
        match error.kind() {
            Kind::AnyOf { context } | Kind::OneOfNotValid { context } => self.forms(error, context, failures),
            Kind::AdditionalProperties { unexpected } => {
                failures.extend(unexpected.iter().map(|name| Failure::new(pointer, Fault::Unknown(name.clone()))));
            }
            Kind::UnevaluatedProperties { unexpected } => self.unevaluated_fields(error, trail, unexpected, failures),
            Kind::UnevaluatedItems { unexpected } => self.unevaluated_items(error, trail, unexpected, failures),
            Kind::PropertyNames { error: inner } => {
                let name = inner.instance().as_str().unwrap_or_default().to_owned();
                let mut faults = Vec::new();
                self.add(inner, &mut faults);
                let first = faults.into_iter().next();
                let fault = first.map_or_else(|| Fault::Other("be another name".to_owned()), |first| first.fault);
                failures.push(Failure::new(pointer, Fault::Name(name, Box::new(fault))));
            }
            Kind::Not { schema } => failures.extend(banned::ruled_out(schema, error.instance(), pointer, trail)),
            Kind::OneOfMultipleValid { .. } => {
                let forms = trail.last().and_then(|step| step.part.get("oneOf")?.as_array());
                let forms = forms.map_or(&[][..], Vec::as_slice);
                failures.push(banned::of_several(forms, error.instance(), pointer, trail));
            }
            Kind::Contains => failures.push(Failure::new(pointer, inner::wrong_count(error, trail))),
            Kind::FalseSchema => failures.extend(self.ruled_out(pointer, trail)),
            Kind::Pattern { pattern } => {
                let written = trail.last().and_then(|step| step.part.get(WRITTEN_PATTERN)?.as_str());
                failures.push(Failure::new(pointer, Fault::Pattern(written.unwrap_or(pattern).to_owned())));
            }
            kind => failures.push(Failure::new(pointer, fault(kind))),
        }
    }

    /// The schema says `false` of a value: it is one too many, or holds what no part speaks of.
    fn ruled_out(self, pointer: &str, trail: &Trail) -> Vec<Failure> {
        let keyword = trail.last().map_or("", |step| step.keyword.as_str());
        if matches!(keyword, "additionalProperties" | "unevaluatedProperties")
            && let Some(fields) = self.root.pointer(pointer).and_then(Json::as_object)
        {
            return fields.keys().map(|name| Failure::new(pointer, Fault::Unknown(name.clone()))).collect();
        }
        let Some((holder, name)) = pointer.rsplit_once('/') else {
            return vec![Failure::new(pointer, Fault::Other("not be there".to_owned()))];
        };
        let in_list = self.root.pointer(holder).is_some_and(Json::is_array);
        let fault = match name.parse() {
            Ok(index) if in_list => Fault::Items(ItemsFault::Beyond(index)),
            _ if keyword == "properties" => Fault::Banned(super::json::unescape(name)),
            _ => Fault::Unknown(super::json::unescape(name)),
        };
        vec![Failure::new(holder, fault)]
    }
}

fn fault(kind: &Kind) -> Fault {
    match kind {
        Kind::Required { property } => Fault::Required(property.as_str().map(str::to_owned).into_iter().collect()),
        Kind::FalseSchema => Fault::Other("not be there".to_owned()),
        Kind::Type { kind: TypeKind::Single(one) } => Fault::Type(Types::NONE.and(of(*one))),
        Kind::Type { kind: TypeKind::Multiple(set) } => Fault::Type(set.iter().map(of).collect()),
        Kind::Enum { options } => Fault::Enum(options.as_array().cloned().unwrap_or_default()),
        Kind::Constant { expected_value } => Fault::Enum(vec![(**expected_value).clone()]),
        Kind::Pattern { pattern } => Fault::Pattern(pattern.clone()),
        Kind::BacktrackLimitExceeded { .. } | Kind::RegexEngineFailure { .. } => {
            Fault::Other("be short enough for the pattern of the schema to be tried".to_owned())
        }
        Kind::MinLength { limit } => Fault::TooShort(*limit),
        Kind::MaxLength { limit } => Fault::TooLong(*limit),
        Kind::Minimum { limit } => Fault::Range(format!("at least {limit}")),
        Kind::Maximum { limit } => Fault::Range(format!("at most {limit}")),
        Kind::ExclusiveMinimum { limit } => Fault::Range(format!("more than {limit}")),
        Kind::ExclusiveMaximum { limit } => Fault::Range(format!("less than {limit}")),
        Kind::MultipleOf { multiple_of } => Fault::Range(format!("a multiple of {multiple_of}")),
        Kind::MinItems { limit } => Fault::Items(ItemsFault::TooFew(*limit)),
        Kind::MaxItems { limit } => Fault::Items(ItemsFault::TooMany(*limit)),
        Kind::UniqueItems => Fault::Items(ItemsFault::Repeated),
        Kind::AdditionalItems { limit } => Fault::Items(ItemsFault::Beyond(*limit)),
        Kind::Format { format } => Fault::Format(vec![format.clone()]),
        Kind::MinProperties { limit } => Fault::Other(format!("have at least {limit} {}", fields(*limit))),
        Kind::MaxProperties { limit } => Fault::Other(format!("have at most {limit} {}", fields(*limit))),
        Kind::ContentEncoding { content_encoding } => Fault::Other(format!("be encoded as {content_encoding}")),
        Kind::ContentMediaType { content_media_type } => Fault::Other(format!("hold {content_media_type}")),
        Kind::FromUtf8 { .. } => Fault::Other("hold UTF-8 text".to_owned()),
        Kind::Custom { message, .. } => Fault::Other(message.clone()),
        Kind::Referencing(_) => Fault::Other("be checked against a schema that cannot be found".to_owned()),
        Kind::AdditionalProperties { .. }
        | Kind::Contains
        | Kind::OneOfMultipleValid { .. }
        | Kind::Not { .. }
        | Kind::UnevaluatedItems { .. }
        | Kind::UnevaluatedProperties { .. }
        | Kind::PropertyNames { .. }
        | Kind::AnyOf { .. }
        | Kind::OneOfNotValid { .. } => Fault::Other("be of another form".to_owned()),
    }
}

const fn of(one: JsonType) -> Type {
    match one {
        JsonType::Null => Type::Null,
        JsonType::Boolean => Type::Boolean,
        JsonType::Integer => Type::Integer,
        JsonType::Number => Type::Number,
        JsonType::String => Type::String,
        JsonType::Array => Type::Array,
        JsonType::Object => Type::Object,
    }
}

const fn fields(limit: u64) -> &'static str {
    if limit == 1 { "field" } else { "fields" }
}
