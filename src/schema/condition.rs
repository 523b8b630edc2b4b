//! Conditions: `x-masthead: assert`, in a part of CEL, the Common Expression Language
//! (<https://github.com/google/cel-spec/blob/master/doc/langdef.md>).
//!
//! A condition is checked when the schema is loaded, so that no document meets one that cannot be judged, and is bounded in
//! length, parts and nesting, so that none overflows a stack or goes on for ever. The library for CEL was tried: it brings
//! 27 crates, and without optimisation a sum of 95 terms overflows the stack of a thread.

mod evaluate;
mod parse;
mod types;

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value as Json;

use crate::diagnostic::{Diagnostic, Severity, excerpt};
use crate::nearest::nearest;
use crate::source::Span;
use crate::syntax::yaml::locate;
use crate::tree::Node;

pub use evaluate::Surroundings;
pub(super) use types::check_types;

/// The most conditions of a schema.
const MOST: usize = 200;

/// A condition that every document must meet.
#[derive(Clone, Debug)]
pub struct Condition {
    pub id: String,
    pub message: String,
    /// The level of its findings, where it is not that of the rule.
    pub level: Option<Severity>,
    /// The fields that a finding points at; those that the condition names, where it says nothing.
    pub fields: Vec<String>,
    /// As it is written.
    pub text: String,
    expression: Arc<parse::Parsed>,
}

impl PartialEq for Condition {
    fn eq(&self, other: &Self) -> bool {
        (&self.id, &self.text, &self.message) == (&other.id, &other.text, &other.message)
    }
}

impl Eq for Condition {}

impl Condition {
    /// Whether a document meets it; nothing where that cannot be told, because a field that it reads is of another type
    /// than it expects, which is for other rules to say.
    pub fn holds(&self, fields: &Json, surroundings: &Surroundings) -> Option<bool> {
        evaluate::holds(&self.expression, fields, surroundings)
    }

    /// The fields that it names.
    pub fn named(&self) -> impl Iterator<Item = &str> {
        self.expression.fields.iter().map(String::as_str)
    }
}

/// Reads the value of `assert`. `source` is the text of the schema.
pub(super) fn read(node: &Node, source: &str, problems: &mut Vec<Diagnostic>) -> Vec<Condition> {
    let Some(list) = node.as_sequence() else {
        let message = "`assert` takes a list of conditions, and this is not one";
        let help = "write a list: `assert: [{ id: paid, rule: \"…\", message: \"…\" }]`";
        problems.push(Diagnostic::new(node.span, message).help(help));
        return Vec::new();
    };
    if list.items.len() > MOST {
        let message = format!("there are {} conditions, more than the {MOST} that are judged", list.items.len());
        problems.push(Diagnostic::new(node.span, message).help("write fewer conditions"));
        return Vec::new();
    }
    let mut ids = BTreeSet::new();
    let mut conditions = Vec::new();
    for item in &list.items {
        let Some(condition) = read_one(item, source, problems) else { continue };
        if !ids.insert(condition.id.clone()) {
            let message = format!("two conditions have the id `{}`", excerpt(&condition.id));
            problems.push(Diagnostic::new(item.span, message).help("give each an id of its own"));
        }
        conditions.push(condition);
    }
    conditions
}

fn read_one(node: &Node, source: &str, problems: &mut Vec<Diagnostic>) -> Option<Condition> {
    let Some(mapping) = node.as_mapping() else {
        let message = "a condition is a mapping, and this is not one";
        problems.push(Diagnostic::new(node.span, message).help("write `{ id: …, rule: …, message: … }`"));
        return None;
    };
    let known = ["id", "rule", "message", "level", "fields"];
    for entry in &mapping.entries {
        let name = entry.key_text().unwrap_or_default();
        if !known.contains(&name) {
            let message = format!("`{}` is not a part of a condition", excerpt(name));
            let near = nearest(name, known)
                .map_or("write `id`, `rule`, `message`, `level` or `fields`".to_owned(), |near| {
                    format!("write `{near}`")
                });
            problems.push(Diagnostic::new(entry.key.span, message).help(near));
        }
    }
    let mut text = |name: &str, example: &str| {
        let found = mapping.get(name).map(|entry| &entry.value);
        let text = found.and_then(Node::as_str).filter(|text| !text.trim().is_empty());
        if text.is_none() {
            let message = format!("a condition needs a text as its `{name}`");
            problems.push(Diagnostic::new(found.map_or(node.span, |found| found.span), message).help(example));
        }
        text.map(str::to_owned)
    };
    let id = text("id", "write a short name: `id: paid-needs-price`");
    let rule = text("rule", "write a condition in CEL: `rule: \"doc.paid != true || has(doc.price)\"`");
    let message = text("message", "say what is wrong: `message: \"a paid article needs a price\"`");
    let level = mapping.get("level").map(|entry| &entry.value).and_then(|level| match level.as_str() {
        Some("error") => Some(Severity::Error),
        Some("warning") => Some(Severity::Warning),
        Some("info") => Some(Severity::Info),
        _ => {
            let message = "the level of a condition is `error`, `warning` or `info`";
            problems.push(Diagnostic::new(level.span, message).help("write one of them"));
            None
        }
    });
    let fields = mapping.get("fields").map(|entry| match entry.value.as_sequence() {
        Some(list) => list.items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect(),
        None => entry.value.as_str().map(str::to_owned).into_iter().collect(),
    });
    let (id, message, rule) = (id?, message?, rule?);
    let place = &mapping.get("rule")?.value;
    let parsed = parse::parse(&rule).map_err(|fault| {
        let span = locate(source, place, fault.range);
        problems.push(Diagnostic::new(span, fault.message).help(fault.help));
    });
    let expression = parsed.ok()?;
    let fields = fields.unwrap_or_default();
    Some(Condition { id, message, level, fields, text: rule, expression: Arc::new(expression) })
}

/// The fields that conditions name, each with the place of its condition.
pub(super) fn named_fields<'n>(node: &'n Node) -> Vec<(&'n str, Span)> {
    let items = node.as_sequence().into_iter().flat_map(|list| &list.items);
    let fields = items.filter_map(|item| Some(&item.as_mapping()?.get("fields")?.value));
    let names = fields.flat_map(|value| match value.as_sequence() {
        Some(list) => list.items.iter().collect(),
        None => vec![value],
    });
    names.filter_map(|name| Some((name.as_str()?, name.span))).collect()
}
