//! Reading the values of relations: names of fields, lists and mappings of them.

use std::collections::BTreeSet;

use chrono::TimeDelta;

use super::MOST_FIELDS;
use crate::diagnostic::{Diagnostic, excerpt};
use crate::kinds::parse_duration;
use crate::tree::{Node, Value};

pub(super) fn one(name: &str, node: &Node, problems: &mut Vec<Diagnostic>) -> Option<String> {
    let field = node.as_str().filter(|field| !field.is_empty());
    if field.is_none() {
        let message = format!("`{name}` takes the name of a field, and this is none");
        problems.push(Diagnostic::new(node.span, message).help(format!("write the field's name: `{name}: title`")));
    }
    field.map(str::to_owned)
}

pub(super) fn many(name: &str, node: &Node, problems: &mut Vec<Diagnostic>) -> Vec<String> {
    let Some(sequence) = node.as_sequence() else {
        let message = format!("`{name}` takes a list of fields, and this is none");
        problems.push(Diagnostic::new(node.span, message).help(format!("write a list: `{name}: [title, url]`")));
        return Vec::new();
    };
    if is_excessive(name, sequence.items.len(), node, problems) {
        return Vec::new();
    }
    let mut fields: Vec<String> = Vec::new();
    let mut seen = BTreeSet::new();
    for item in &sequence.items {
        let Some(field) = one(name, item, problems) else { continue };
        if !seen.insert(field.clone()) {
            let message = format!("`{name}` names the field `{}` twice", excerpt(&field));
            problems.push(Diagnostic::new(item.span, message).help("remove one of the two"));
        }
        fields.push(field);
    }
    fields
}

/// Whether a relation names more fields than are looked for in each document.
fn is_excessive(name: &str, count: usize, node: &Node, problems: &mut Vec<Diagnostic>) -> bool {
    if count > MOST_FIELDS {
        let message = format!("`{name}` names {count} fields, more than the {MOST_FIELDS} that are looked for");
        problems.push(Diagnostic::new(node.span, message).help("name fewer fields"));
    }
    count > MOST_FIELDS
}

pub(super) fn one_or_many(name: &str, node: &Node, problems: &mut Vec<Diagnostic>) -> Vec<String> {
    match &node.value {
        Value::Scalar(_) => one(name, node, problems).into_iter().collect(),
        _ => many(name, node, problems),
    }
}

pub(super) fn pairs(name: &str, node: &Node, problems: &mut Vec<Diagnostic>) -> Vec<(String, String)> {
    let Some(mapping) = node.as_mapping() else {
        let message = format!("`{name}` takes a mapping of fields to fields, and this is none");
        let example = match name {
            "host" => "{ site: url }",
            "equals" => "{ slug: id }",
            _ => "{ archive: url }",
        };
        problems.push(Diagnostic::new(node.span, message).help(format!("write a mapping: `{name}: {example}`")));
        return Vec::new();
    };
    if is_excessive(name, mapping.entries.len(), node, problems) {
        return Vec::new();
    }
    let pair = |entry: &crate::tree::Entry| {
        let left = one(name, &entry.key, problems);
        Some((left?, one(name, &entry.value, problems)?))
    };
    mapping.entries.iter().filter_map(pair).collect()
}

/// A mapping from a field to one or several others.
pub(super) fn groups(name: &str, node: &Node, problems: &mut Vec<Diagnostic>) -> Vec<(String, Vec<String>)> {
    let Some(mapping) = node.as_mapping() else {
        let message = format!("`{name}` takes a mapping of fields to lists of fields, and this is not one");
        problems
            .push(Diagnostic::new(node.span, message).help(format!("write a mapping: `{name}: {{ archive: [url] }}`")));
        return Vec::new();
    };
    if is_excessive(name, mapping.entries.len(), node, problems) {
        return Vec::new();
    }
    let group = |entry: &crate::tree::Entry| {
        let field = one(name, &entry.key, problems)?;
        Some((field, one_or_many(name, &entry.value, problems)))
    };
    mapping.entries.iter().filter_map(group).collect()
}

/// A list of fields that belong together, or several such lists.
pub(super) fn lists(name: &str, node: &Node, problems: &mut Vec<Diagnostic>) -> Vec<Vec<String>> {
    let items = node.as_sequence().map(|sequence| sequence.items.as_slice()).unwrap_or_default();
    if items.is_empty() || items.iter().any(|item| item.as_sequence().is_none()) {
        return vec![at_least_two(name, node, problems)];
    }
    if is_excessive(name, items.len(), node, problems) {
        return Vec::new();
    }
    items.iter().map(|item| at_least_two(name, item, problems)).collect()
}

fn at_least_two(name: &str, node: &Node, problems: &mut Vec<Diagnostic>) -> Vec<String> {
    let before = problems.len();
    let fields = many(name, node, problems);
    if fields.len() < 2 && problems.len() == before {
        let message = format!("`{name}` is about two fields or more");
        problems.push(Diagnostic::new(node.span, message).help(format!("name them: `{name}: [[url, doi]]`")));
    }
    fields
}

/// A mapping from a field to a notation of strftime.
pub(super) fn notations(name: &str, node: &Node, problems: &mut Vec<Diagnostic>) -> Vec<(String, String)> {
    let read = pairs(name, node, problems);
    for entry in node.as_mapping().into_iter().flat_map(|mapping| &mapping.entries) {
        if entry.value.as_str().is_some_and(|notation| !is_notation(notation)) {
            let notation = excerpt(entry.value.as_str().unwrap_or_default());
            let message = format!("`{notation}` is not a notation of dates");
            let help = "write it with the signs of strftime, such as `%m/%d/%Y` or `%d.%m.%Y %H:%M`";
            problems.push(Diagnostic::new(entry.value.span, message).help(help));
        }
    }
    read
}

/// Whether a text is a notation of dates that tells at least year, month and day.
fn is_notation(text: &str) -> bool {
    use chrono::format::{Item, Numeric, StrftimeItems};
    let (mut year, mut day) = (false, false);
    for item in StrftimeItems::new(text) {
        match item {
            Item::Error => return false,
            Item::Numeric(Numeric::Year | Numeric::YearMod100 | Numeric::IsoYear, _) => year = true,
            Item::Numeric(Numeric::Day | Numeric::Ordinal, _) => day = true,
            _ => {}
        }
    }
    year && day
}

/// A mapping from a field to the longest age of its date; `expiry` is the same as `0d`.
pub(super) fn ages(name: &str, node: &Node, problems: &mut Vec<Diagnostic>) -> Vec<(String, TimeDelta)> {
    let mut ages = Vec::new();
    for (field, age) in pairs(name, node, problems) {
        let read = if age == "expiry" { Some(TimeDelta::zero()) } else { parse_duration(&age) };
        if let Some(read) = read {
            ages.push((field, read));
            continue;
        }
        let entry = node.as_mapping().and_then(|mapping| mapping.get(&field));
        let message = format!("`{}` is not an age", excerpt(&age));
        let help =
            "write a number and a unit, such as `365d` or `12h`; `expiry` for a field whose date must not have passed";
        problems.push(Diagnostic::new(entry.map_or(node.span, |entry| entry.value.span), message).help(help));
    }
    ages
}
