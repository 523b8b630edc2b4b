//! What a schema has against a value, in terms of fields and values rather than of keywords and branches.

use std::collections::BTreeMap;

use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use jsonschema::{JsonType, ValidationError, Validator};
use serde_json::Value as Json;

use super::outline::type_of;
use crate::kinds::{Type, Types};

/// One thing that is wrong at one place of a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// The JSON Pointer (RFC 6901) of the place.
    pub pointer: String,
    pub fault: Fault,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// None of these fields is there, and one must be.
    Required(Vec<String>),
    /// A field that is not allowed.
    Unknown(String),
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
    /// None of the items is one that must be there.
    Lacking,
    /// There is no place for items from this index on.
    Beyond(usize),
    /// Some items are not ones that the schema has a place for.
    Strange,
}

/// The first failures, `most` of them or a few more.
pub(super) fn collect(validator: &Validator, value: &Json, most: usize) -> Vec<Failure> {
    let mut failures = Vec::new();
    for error in validator.iter_errors(value) {
        if failures.len() >= most {
            break;
        }
        add(&error, value, &mut failures);
        failures.truncate(most);
    }
    without_repetition(failures)
}

/// Each failure once, in their order.
fn without_repetition(failures: Vec<Failure>) -> Vec<Failure> {
    // What fails twice at one place fails with the same name, or with few others.
    let mut places: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    let mut kept: Vec<Failure> = Vec::with_capacity(failures.len());
    for failure in failures {
        let name = match &failure.fault {
            Fault::Unknown(name) | Fault::Name(name, _) => name.clone(),
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

fn add(error: &ValidationError, root: &Json, failures: &mut Vec<Failure>) {
    match error.kind() {
        Kind::AnyOf { context } | Kind::OneOfNotValid { context } => forms(error, context, root, failures),
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
            let pointer = error.instance_path().as_str();
            let unknown = |name: &String| Failure { pointer: pointer.to_owned(), fault: Fault::Unknown(name.clone()) };
            failures.extend(unexpected.iter().map(unknown));
        }
        Kind::PropertyNames { error: inner } => {
            let name = inner.instance().as_str().unwrap_or_default().to_owned();
            let mut faults = Vec::new();
            add(inner, root, &mut faults);
            let fault =
                faults.into_iter().next().map_or_else(|| Fault::Other("be another name".to_owned()), |f| f.fault);
            let pointer = error.instance_path().as_str().to_owned();
            failures.push(Failure { pointer, fault: Fault::Name(name, Box::new(fault)) });
        }
        Kind::FalseSchema if !error.instance_path().as_str().is_empty() => {
            failures.push(ruled_out(error.instance_path().as_str(), root));
        }
        kind => {
            let pointer = error.instance_path().as_str().to_owned();
            failures.push(Failure { pointer, fault: fault(kind) });
        }
    }
}

/// The schema says `false` of a value: it is one too many.
fn ruled_out(pointer: &str, root: &Json) -> Failure {
    let (holder, name) = pointer.rsplit_once('/').unwrap_or_default();
    let in_list = root.pointer(holder).is_some_and(Json::is_array);
    let fault = match name.parse() {
        Ok(index) if in_list => Fault::Items(ItemsFault::Beyond(index)),
        _ => Fault::Unknown(super::json::unescape(name)),
    };
    Failure { pointer: holder.to_owned(), fault }
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
        Kind::Contains => Fault::Items(ItemsFault::Lacking),
        Kind::AdditionalItems { limit } => Fault::Items(ItemsFault::Beyond(*limit)),
        Kind::UnevaluatedItems { .. } => Fault::Items(ItemsFault::Strange),
        Kind::Format { format } => Fault::Format(vec![format.clone()]),
        Kind::MinProperties { limit } => Fault::Other(format!("have at least {limit} fields")),
        Kind::MaxProperties { limit } => Fault::Other(format!("have at most {limit} fields")),
        Kind::OneOfMultipleValid { .. } => {
            Fault::Other("be of exactly one of the forms that the schema has for it, and is of more".to_owned())
        }
        Kind::Not { .. } => Fault::Other("not be of the form that the schema rules out".to_owned()),
        Kind::ContentEncoding { content_encoding } => Fault::Other(format!("be encoded as {content_encoding}")),
        Kind::ContentMediaType { content_media_type } => Fault::Other(format!("hold {content_media_type}")),
        Kind::FromUtf8 { .. } => Fault::Other("hold UTF-8 text".to_owned()),
        Kind::Custom { message, .. } => Fault::Other(message.clone()),
        Kind::Referencing(_) => Fault::Other("be checked against a schema that cannot be found".to_owned()),
        Kind::AdditionalProperties { .. }
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

/// The value is of none of several forms. Where they all want something of the very same thing, that is said in one;
/// else the form that was meant is explained: one of the value's own type, with what sets it apart from the others
/// right, and the least and the deepest wrong.
fn forms(error: &ValidationError, context: &[Vec<ValidationError>], root: &Json, failures: &mut Vec<Failure>) {
    let pointer = error.instance_path().as_str();
    let explained: Vec<Vec<Failure>> = context
        .iter()
        .map(|errors| {
            let mut failures = Vec::new();
            for error in errors {
                add(error, root, &mut failures);
            }
            failures
        })
        .filter(|failures| !failures.is_empty())
        .collect();
    if let Some(fault) = united(&explained, pointer) {
        failures.push(Failure { pointer: pointer.to_owned(), fault });
        return;
    }
    let actual = type_of(error.instance());
    let cost = |form: &&Vec<Failure>| {
        let wrong_type = form.iter().any(|failure| failure.pointer == pointer && refuses(&failure.fault, actual));
        let told_apart = form.iter().any(|failure| is_tag(&failure.fault) && failure.pointer.len() > pointer.len());
        let strange = form.iter().filter(|failure| matches!(failure.fault, Fault::Unknown(_))).count();
        let deepest = form.iter().map(|failure| failure.pointer.matches('/').count()).max().unwrap_or(0);
        (wrong_type, told_apart, form.len(), strange, usize::MAX - deepest)
    };
    if let Some(form) = explained.iter().min_by_key(cost) {
        failures.extend(form.iter().cloned());
    } else {
        let fault = Fault::Other("be of one of the forms that the schema has for it".to_owned());
        failures.push(Failure { pointer: pointer.to_owned(), fault });
    }
}

fn refuses(fault: &Fault, actual: Type) -> bool {
    match fault {
        Fault::Type(types) => !types.has(actual),
        Fault::Enum(options) => options.iter().all(|option| type_of(option) != actual),
        _ => false,
    }
}

/// Forms of a mapping are often told apart by a field with one fixed value.
fn is_tag(fault: &Fault) -> bool {
    matches!(fault, Fault::Enum(options) if options.len() == 1)
}

/// What all forms want together, where each wants one thing of the same kind at the place itself.
fn united(forms: &[Vec<Failure>], pointer: &str) -> Option<Fault> {
    let mut all = None;
    for form in forms {
        let [failure] = form.as_slice() else { return None };
        if failure.pointer != pointer {
            return None;
        }
        all = match (all, failure.fault.clone()) {
            (None, fault) => Some(fault),
            (Some(Fault::Type(one)), Fault::Type(other)) => Some(Fault::Type(one.union(other))),
            (Some(Fault::Enum(one)), Fault::Enum(other)) => Some(Fault::Enum([one, other].concat())),
            (Some(Fault::Format(one)), Fault::Format(other)) => Some(Fault::Format([one, other].concat())),
            (Some(Fault::Required(one)), Fault::Required(other)) => Some(Fault::Required([one, other].concat())),
            (Some(_), _) => return None,
        };
    }
    all
}
