//! Whether a document meets a condition.

use std::borrow::Cow;
use std::cmp::Ordering;

use serde_json::Value as Json;

use super::parse::{Expression, Loop, Operator, Parsed, Part};
use crate::kinds::{date, url, wayback, wikilink};

/// How many items the lists that loops go through may have in all, for one condition in one document.
const MOST_ITEMS: usize = 200_000;

const DAY: i64 = 24 * 60 * 60 * 1_000;

/// What a condition is told beside the fields.
#[derive(Debug)]
pub struct Surroundings<'s> {
    /// The path from the project's root, where it is known.
    pub place: Option<&'s str>,
    /// The first heading of level 1.
    pub heading: Option<&'s str>,
    /// Milliseconds since 1970.
    pub now: i64,
}

/// Whether a condition holds; nothing where that cannot be told.
pub(super) fn holds(parsed: &Parsed, fields: &Json, surroundings: &Surroundings) -> Option<bool> {
    let mut judge = Judge { fields, surroundings, items: Vec::new(), left: MOST_ITEMS };
    judge.truth(&parsed.root)
}

struct Judge<'d> {
    fields: &'d Json,
    surroundings: &'d Surroundings<'d>,
    /// The items of the loops around, with their names.
    items: Vec<(String, Json)>,
    left: usize,
}

type Held<'d> = Option<Cow<'d, Json>>;

#[expect(clippy::unnecessary_wraps, reason = "it is what an evaluation gives")]
fn owned<'d>(value: impl Into<Json>) -> Held<'d> {
    Some(Cow::Owned(value.into()))
}

impl<'d> Judge<'d> {
    fn truth(&mut self, part: &Part) -> Option<bool> {
        self.value(part)?.as_bool()
    }

    fn value(&mut self, part: &Part) -> Held<'d> {
        match &part.expression {
            Expression::Null => owned(Json::Null),
            Expression::Truth(truth) => owned(*truth),
            Expression::Whole(number) => owned(*number),
            Expression::Decimal(number) => owned(*number),
            Expression::Text(text) => owned(text.as_str()),
            Expression::List(parts) => {
                let items: Option<Vec<Json>> = parts.iter().map(|part| self.value(part).map(Cow::into_owned)).collect();
                owned(items?)
            }
            Expression::Name(name) => self.name(name),
            Expression::Select(whole, name) => member(self.value(whole)?, name),
            Expression::Index(whole, index) => {
                let (whole, index) = (self.value(whole)?, self.value(index)?);
                match index.as_ref() {
                    Json::String(name) => member(whole, name),
                    index => owned(whole.as_array()?.get(usize::try_from(index.as_i64()?).ok()?)?.clone()),
                }
            }
            Expression::Has(whole, name) => {
                let whole = self.value(whole)?;
                owned(whole.get(name).is_some_and(|value| !value.is_null()))
            }
            Expression::Call(name, parts) => self.call(name, parts),
            Expression::Loop { kind, list, item, body } => self.each(*kind, list, item, body),
            Expression::Not(part) => owned(!self.truth(part)?),
            Expression::Negative(part) => match self.value(part)?.as_ref() {
                Json::Number(number) => match number.as_i64() {
                    Some(whole) => owned(whole.checked_neg()?),
                    None => owned(-number.as_f64()?),
                },
                _ => None,
            },
            Expression::Binary(operator, one, other) => self.binary(*operator, one, other),
            Expression::Choice(condition, first, second) => {
                if self.truth(condition)? {
                    self.value(first)
                } else {
                    self.value(second)
                }
            }
        }
    }

    fn name(&self, name: &str) -> Held<'d> {
        match name {
            "doc" => Some(Cow::Borrowed(self.fields)),
            "file" => {
                let path = self.surroundings.place?;
                let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
                owned(serde_json::json!({ "path": path, "folder": folder, "name": name }))
            }
            "body" => owned(serde_json::json!({ "heading": self.surroundings.heading })),
            _ => self.items.iter().rev().find(|(known, _)| known == name).map(|(_, item)| Cow::Owned(item.clone())),
        }
    }

    fn binary(&mut self, operator: Operator, one: &Part, other: &Part) -> Held<'d> {
        // One side that decides is enough, even where the other cannot be judged.
        let decides = match operator {
            Operator::Or => Some(true),
            Operator::And => Some(false),
            _ => None,
        };
        if let Some(decides) = decides {
            let first = self.truth(one);
            if first == Some(decides) {
                return owned(decides);
            }
            let second = self.truth(other);
            return if second == Some(decides) { owned(decides) } else { owned(first? == second? && first?) };
        }
        let (one, other) = (self.value(one)?, self.value(other)?);
        let (one, other) = (one.as_ref(), other.as_ref());
        match operator {
            Operator::Equal => owned(is_equal(one, other)),
            Operator::Unequal => owned(!is_equal(one, other)),
            Operator::Less => owned(compare(one, other)? == Ordering::Less),
            Operator::AtMost => owned(compare(one, other)? != Ordering::Greater),
            Operator::Greater => owned(compare(one, other)? == Ordering::Greater),
            Operator::AtLeast => owned(compare(one, other)? != Ordering::Less),
            Operator::In => match other {
                Json::Array(items) => owned(items.iter().any(|item| is_equal(item, one))),
                Json::Object(fields) => owned(fields.contains_key(one.as_str()?)),
                _ => None,
            },
            Operator::Add => match (one, other) {
                (Json::String(one), Json::String(other)) => owned(format!("{one}{other}")),
                (Json::Array(one), Json::Array(other)) => owned([one.as_slice(), other].concat()),
                _ => number(one, other, i64::checked_add, |one, other| one + other),
            },
            Operator::Subtract => number(one, other, i64::checked_sub, |one, other| one - other),
            Operator::Multiply => number(one, other, i64::checked_mul, |one, other| one * other),
            Operator::Divide => number(one, other, i64::checked_div, |one, other| one / other),
            Operator::Remainder => number(one, other, i64::checked_rem, |one, other| one % other),
            Operator::Or | Operator::And => None,
        }
    }

    fn each(&mut self, kind: Loop, list: &Part, item: &str, body: &Part) -> Held<'d> {
        let list = self.value(list)?;
        let items: Vec<Json> = match list.as_ref() {
            Json::Array(items) => items.clone(),
            Json::Object(fields) => fields.keys().map(|name| Json::from(name.as_str())).collect(),
            _ => return None,
        };
        let (mut count, mut kept, mut unknown) = (0, Vec::new(), false);
        for one in &items {
            self.left = self.left.checked_sub(1)?;
            self.items.push((item.to_owned(), one.clone()));
            let value = self.value(body);
            self.items.pop();
            if kind == Loop::Map {
                kept.push(value?.into_owned());
                continue;
            }
            match value.and_then(|value| value.as_bool()) {
                Some(true) if kind == Loop::Exists => return owned(true),
                Some(false) if kind == Loop::All => return owned(false),
                Some(true) => {
                    count += 1;
                    if kind == Loop::Filter {
                        kept.push(one.clone());
                    }
                }
                Some(false) => {}
                None => unknown = true,
            }
        }
        if unknown {
            return None;
        }
        match kind {
            Loop::All => owned(true),
            Loop::Exists => owned(false),
            Loop::ExistsOne => owned(count == 1),
            Loop::Filter | Loop::Map => owned(kept),
        }
    }

    fn call(&mut self, name: &str, parts: &[Part]) -> Held<'d> {
        let now = self.surroundings.now;
        let values: Option<Vec<Cow<Json>>> = parts.iter().map(|part| self.value(part)).collect();
        let values = values?;
        let values: Vec<&Json> = values.iter().map(AsRef::as_ref).collect();
        let texts = || match values.as_slice() {
            [one, other] => Some((one.as_str()?, other.as_str()?)),
            _ => None,
        };
        match (name, values.as_slice()) {
            ("now", []) => owned(now),
            ("today", []) => owned(now.div_euclid(DAY)),
            ("size", [Json::String(text)]) => owned(text.chars().count()),
            ("size", [Json::Array(items)]) => owned(items.len()),
            ("size", [Json::Object(fields)]) => owned(fields.len()),
            ("contains", [Json::Array(items), one]) => owned(items.iter().any(|item| is_equal(item, one))),
            ("contains", _) => texts().and_then(|(one, other)| owned(one.contains(other))),
            ("startsWith", _) => texts().and_then(|(one, other)| owned(one.starts_with(other))),
            ("endsWith", _) => texts().and_then(|(one, other)| owned(one.ends_with(other))),
            ("matches", _) => texts().and_then(|(one, other)| owned(super::types::pattern(other).ok()?.is_match(one))),
            ("lower", [one]) => owned(one.as_str()?.to_lowercase()),
            ("int", [Json::String(text)]) => owned(text.trim().parse::<i64>().ok()?),
            #[expect(clippy::cast_possible_truncation, reason = "so is `int` defined, within its range")]
            ("int", [Json::Number(number)]) => owned(number.as_i64().or_else(|| {
                let whole = number.as_f64()?.trunc();
                (whole.abs() < 9e18).then_some(whole as i64)
            })?),
            ("double", [Json::String(text)]) => owned(text.trim().parse::<f64>().ok()?),
            ("double", [Json::Number(number)]) => owned(number.as_f64()?),
            ("string", [Json::String(text)]) => owned(text.as_str()),
            ("string", [Json::Number(number)]) => owned(number.to_string()),
            ("string", [Json::Bool(truth)]) => owned(truth.to_string()),
            ("instant", [one]) => owned(instant(one.as_str()?)?),
            ("day", [one]) => owned(instant(one.as_str()?)?.div_euclid(DAY)),
            ("host", [one]) => {
                let address = one.as_str()?;
                owned(address[url::split(address)?.host].to_lowercase())
            }
            ("target", [one]) => {
                let link = one.as_str()?;
                owned(&link[wikilink::parse(link).ok()?.target])
            }
            ("max" | "min", values) => {
                let items = match values {
                    [Json::Array(items)] => items.iter().collect(),
                    values => values.to_vec(),
                };
                let wanted = if name == "max" { Ordering::Greater } else { Ordering::Less };
                let mut best = *items.first()?;
                for item in items {
                    best = if compare(item, best)? == wanted { item } else { best };
                }
                owned(best.clone())
            }
            _ => None,
        }
    }
}

/// A member of a mapping: null where it is missing.
fn member<'d>(whole: Cow<'d, Json>, name: &str) -> Held<'d> {
    match whole {
        Cow::Borrowed(Json::Object(fields)) => Some(fields.get(name).map_or(Cow::Owned(Json::Null), Cow::Borrowed)),
        Cow::Owned(Json::Object(mut fields)) => Some(Cow::Owned(fields.swap_remove(name).unwrap_or_default())),
        _ => None,
    }
}

fn is_equal(one: &Json, other: &Json) -> bool {
    match (one, other) {
        (Json::Number(_), Json::Number(_)) => compare(one, other) == Some(Ordering::Equal),
        (Json::Array(one), Json::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_equal(one, other))
        }
        _ => one == other,
    }
}

fn compare(one: &Json, other: &Json) -> Option<Ordering> {
    match (one, other) {
        (Json::Number(one), Json::Number(other)) => match (one.as_i64(), other.as_i64()) {
            (Some(one), Some(other)) => Some(one.cmp(&other)),
            _ => one.as_f64()?.partial_cmp(&other.as_f64()?),
        },
        (Json::String(one), Json::String(other)) => Some(one.cmp(other)),
        (Json::Bool(one), Json::Bool(other)) => Some(one.cmp(other)),
        _ => None,
    }
}

fn number<'d>(
    one: &Json,
    other: &Json,
    whole: impl Fn(i64, i64) -> Option<i64>,
    decimal: impl Fn(f64, f64) -> f64,
) -> Held<'d> {
    if let (Some(one), Some(other)) = (one.as_i64(), other.as_i64()) {
        return owned(whole(one, other)?);
    }
    let result = decimal(one.as_f64()?, other.as_f64()?);
    result.is_finite().then(|| Cow::Owned(result.into()))
}

/// Milliseconds since 1970 of a date, a date and time or the stamp of a snapshot; its beginning, where it is long.
fn instant(text: &str) -> Option<i64> {
    let interval = match date::interval(text) {
        Some(interval) => interval,
        None => wayback::parse(text).ok()?.instant(text).ok()?,
    };
    let begin = interval.local.map_or(interval.earliest, |(first, _)| first);
    Some(begin.and_utc().timestamp_millis())
}
