//! What is known of the field or value under the cursor.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::corpus::{Corpus, field_name};
use crate::finding::Located;
use crate::kinds::language::display_name;
use crate::kinds::{Kind, Shape, wayback};
use crate::rules;
use crate::schema::{self, Schema, Step};
use crate::source::Span;
use crate::tree::{Node, Value};

/// A field and the value in it that a place belongs to.
pub(super) struct Target<'a> {
    /// The keys from the root; `None` is an item of a list.
    pub(super) path: Vec<Option<&'a str>>,
    /// The key, where the place is in one.
    pub(super) key: Option<&'a Node<'a>>,
    pub(super) value: &'a Node<'a>,
}

impl<'a> Target<'a> {
    /// The innermost field around a byte offset.
    pub(super) fn at(root: &'a Node<'a>, offset: usize) -> Option<Self> {
        let mut target = Self { path: Vec::new(), key: None, value: root };
        loop {
            let inner = match &target.value.value {
                Value::Sequence(sequence) => sequence
                    .items
                    .iter()
                    .find(|item| item.alias.is_none() && touches(item.span, offset))
                    .map(|item| (None, None, item)),
                Value::Mapping(mapping) => mapping
                    .entries
                    .iter()
                    .filter(|entry| !entry.merged && entry.value.alias.is_none())
                    .find(|entry| touches(entry.key.span.to(entry.value.span), offset))
                    .map(|entry| {
                        let key = touches(entry.key.span, offset).then_some(&entry.key);
                        (entry.key_text(), key, &entry.value)
                    }),
                Value::Scalar(_) | Value::Broken => None,
            };
            let Some((name, key, value)) = inner else {
                return (!target.path.is_empty()).then_some(target);
            };
            target.path.push(name);
            target.value = value;
            if key.is_some() {
                target.key = key;
                return Some(target);
            }
        }
    }

    pub(super) fn span(&self) -> Span {
        self.key.map_or(self.value.span, |key| key.span)
    }

    pub(super) fn field(&self) -> String {
        field_name(self.path.iter().flatten().copied())
    }

    pub(super) fn steps(&self) -> Vec<Step<'a>> {
        self.path.iter().map(|step| step.map_or(Step::Item, Step::Key)).collect()
    }
}

fn touches(span: Span, offset: usize) -> bool {
    span.start <= offset && offset <= span.end
}

/// What hovering says of a field, as Markdown; `None` where there is nothing.
pub(super) fn markdown(
    target: &Target,
    schema: Option<&Schema>,
    fields: Option<&Shape>,
    corpus: &Corpus,
    now: DateTime<FixedOffset>,
) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    let steps = target.steps();
    let schemas = schema.map(|schema| schema.parts(&steps)).unwrap_or_default();
    if let Some(description) = schema::text_of(&schemas, "description") {
        parts.push(description.trim_end().to_owned());
    }
    let types = schema::type_names(&schemas);
    if !types.is_empty() {
        parts.push(format!("`{}`: {}", target.field(), types.join(" or ")));
    }
    if target.key.is_none()
        && let Some(scalar) = target.value.as_scalar()
    {
        let kind_of = |parts| schema::kinds_at(parts, fields, &steps).into_iter().next();
        let kind = kind_of(&schemas).or_else(|| kind_of(&[]));
        parts.extend(kind.and_then(|kind| meaning(&scalar.text, kind, now)));
        let count = corpus.count(&target.field(), &scalar.text);
        if count > 1 {
            parts.push(format!("This value occurs {count} times in `{}`.", target.field()));
        }
    }
    (!parts.is_empty()).then(|| parts.join("\n\n"))
}

/// What a finding's rule is about, and where its page is.
pub(super) fn rule_markdown(found: &Located) -> Option<String> {
    let rule = rules::find(found.diagnostic.rule)?;
    let link = crate::finding::rule_url(rule).map(|url| format!(" [Read more]({url}).")).unwrap_or_default();
    Some(format!("**{}**: {}{link}", rule.name, rule.summary()))
}

/// What a value of a kind means.
fn meaning(text: &str, kind: Kind, now: DateTime<FixedOffset>) -> Option<String> {
    match kind {
        Kind::LanguageTag => display_name(text).map(|name| format!("`{text}`: {name}")),
        Kind::Date | Kind::DateTime | Kind::Timestamp => day(text).map(|day| format!("{}.", when(day, now))),
        Kind::WaybackUrl => {
            let snapshot = wayback::parse(text).ok()?;
            let stamp = text.get(snapshot.stamp)?;
            let day = NaiveDate::parse_from_str(stamp.get(..8)?, "%Y%m%d").ok()?;
            let original = text.get(snapshot.original)?;
            Some(format!("Snapshot of {}.{}\n\nOriginal: {original}", when(day, now), taken(stamp)))
        }
        _ => None,
    }
}

/// The time of day in the stamp of a snapshot, as far as it goes.
fn taken(stamp: &str) -> String {
    match (stamp.get(8..10), stamp.get(10..12), stamp.get(12..14)) {
        (Some(hour), Some(minute), Some(second)) => format!(" Taken at {hour}:{minute}:{second} UTC."),
        (Some(hour), Some(minute), None) => format!(" Taken at {hour}:{minute} UTC."),
        _ => String::new(),
    }
}

fn day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text.get(..10)?, "%Y-%m-%d").ok()
}

/// A day with its weekday, and how far from today it is.
fn when(day: NaiveDate, now: DateTime<FixedOffset>) -> String {
    let days = (now.date_naive() - day).num_days();
    let distance = match days {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        -1 => "tomorrow".to_owned(),
        2.. => format!("{days} days ago"),
        _ => format!("in {} days", -days),
    };
    format!("{}, {distance}", day.format("%A, %-d %B %Y"))
}
