//! Faults of what is inside a value that the validator tells of the value as a whole.

use jsonschema::{ValidationError, Validator};
use serde_json::{Map, Value as Json};

use super::clauses::{clauses, third};
use super::trail::Trail;
use super::{Failure, Fault, Ground, ItemKind, ItemsFault, Scene};
use crate::schema::json::child;

/// How many items of the kind that `contains` describes there are, and how many there must be.
pub(super) fn wrong_count(error: &ValidationError, trail: &Trail) -> Fault {
    let part = trail.last().map(|step| step.part);
    let count = |keyword: &str| part.and_then(|part| part.get(keyword)?.as_f64());
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the meta-schema wants a count")]
    let count = |keyword: &str| count(keyword).map(|count| count as u64);
    let kind = part.and_then(|part| part.get("contains"));
    let kind = kind.map(|kind| trail.resolved(kind));
    let judge = kind.and_then(|kind| trail.judge(kind));
    let instance = error.instance();
    let items = instance.as_array().into_iter().flatten().enumerate();
    let fits = |item: &Json| judge.as_ref().is_some_and(|judge| judge.is_valid(item));
    let found = items.filter(|(_, item)| fits(item)).map(|(index, _)| index).collect();
    let what = kind.and_then(clauses).map(|clauses| third(&clauses));
    Fault::Items(ItemsFault::Kind(ItemKind {
        what,
        least: count("minContains").unwrap_or(1),
        most: count("maxContains"),
        found,
    }))
}

impl Scene<'_> {
    /// Fields that no part of the schema knows, or that are not what it wants of such.
    pub(super) fn unevaluated_fields(
        self,
        error: &ValidationError,
        trail: &Trail,
        unexpected: &[String],
        failures: &mut Vec<Failure>,
    ) {
        let pointer = error.instance_path().as_str();
        let part = trail.last().map(|step| step.part);
        let wanted = part.and_then(|part| part.get("unevaluatedProperties")).filter(|wanted| wanted.is_object());
        let judge = wanted.and_then(|wanted| Some((wanted, trail.judge(wanted)?)));
        for name in unexpected {
            let place = child(pointer, name);
            let value = error.instance().get(name);
            let before = failures.len();
            if let (Some(judge), Some(value)) = (&judge, value) {
                self.inside(judge, value, &place, failures);
            }
            if failures.len() == before {
                let mut failure = Failure::new(pointer, Fault::Unknown(name.clone()));
                failure.doubtful = part.is_some_and(|part| knows(part, name, trail, 0));
                failures.push(failure);
            }
        }
    }

    pub(super) fn unevaluated_items(
        self,
        error: &ValidationError,
        trail: &Trail,
        unexpected: &[String],
        failures: &mut Vec<Failure>,
    ) {
        let pointer = error.instance_path().as_str();
        let part = trail.last().map(|step| step.part);
        let wanted = part.and_then(|part| part.get("unevaluatedItems")).filter(|wanted| wanted.is_object());
        let judge = wanted.and_then(|wanted| Some((wanted, trail.judge(wanted)?)));
        let items = error.instance().as_array().map_or(&[][..], Vec::as_slice);
        // The validator names the items by their text alone: they are looked for from the end, where they usually are.
        let mut left: Vec<&String> = unexpected.iter().collect();
        let mut places = Vec::new();
        for (index, item) in items.iter().enumerate().rev() {
            let text = item.to_string();
            if left.last().is_some_and(|last| **last == text) {
                left.pop();
                places.push((index, item));
            }
        }
        let before = failures.len();
        for (index, item) in places.into_iter().rev() {
            let Some(judge) = &judge else {
                failures.push(Failure::new(pointer, Fault::Items(ItemsFault::Beyond(index))));
                continue;
            };
            self.inside(judge, item, &format!("{pointer}/{index}"), failures);
        }
        if failures.len() == before {
            failures.push(Failure::new(pointer, Fault::Items(ItemsFault::Strange)));
        }
    }

    /// What a part of the schema has against a value inside.
    fn inside(self, (part, judge): &(&Json, Validator), value: &Json, place: &str, failures: &mut Vec<Failure>) {
        let before = failures.len();
        let scene = Scene { root: value, ground: Ground { root: part, ..self.ground } };
        for error in judge.iter_errors(value) {
            scene.add(&error, failures);
        }
        for failure in &mut failures[before..] {
            failure.pointer.insert_str(0, place);
        }
    }
}

/// How deep the parts are that are looked through.
const DEEPEST: usize = 8;

/// Whether a part of a schema, or one that judges the same value, knows a field by its name.
fn knows(keywords: &Map<String, Json>, name: &str, trail: &Trail, depth: usize) -> bool {
    let inner = |part: &Json| {
        let part = part.as_object().filter(|_| depth < DEEPEST);
        part.is_some_and(|part| knows(part, name, trail, depth + 1))
    };
    keywords.iter().any(|(keyword, value)| match (keyword.as_str(), value) {
        ("properties", Json::Object(fields)) => fields.contains_key(name),
        ("allOf" | "anyOf" | "oneOf", Json::Array(parts)) => parts.iter().any(inner),
        ("dependentSchemas", Json::Object(parts)) => parts.values().any(inner),
        ("if" | "then" | "else", part) => inner(part),
        ("$ref", Json::String(target)) => trail.referred(target).is_some_and(inner),
        _ => false,
    })
}
