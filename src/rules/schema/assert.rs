//! `schema/assert`: conditions of the schema.

use serde_json::Value as Json;

use super::ASSERT;
use crate::diagnostic::{Diagnostic, excerpt};
use crate::markdown::first_heading;
use crate::rules::subject::top;
use crate::rules::{Context, Findings};
use crate::schema::{Condition, Relations, Surroundings};
use crate::tree::{Entry, Node, Value};

pub(super) fn check(context: &Context, relations: &Relations, json: &Json, findings: &mut Findings) {
    let Some(fields) = context.document.fields() else { return };
    if relations.conditions.is_empty() || !findings.wants(&ASSERT) {
        return;
    }
    let body = context.document.source.slice(context.document.body());
    let reads_body = relations.conditions.iter().any(|condition| condition.text.contains("body"));
    let heading = if reads_body { first_heading(body).map(|(_, heading)| heading) } else { None };
    let surroundings = Surroundings {
        place: context.document.source.place(),
        heading: heading.as_deref(),
        now: context.now.timestamp_millis(),
    };
    for condition in &relations.conditions {
        let entries: Vec<&Entry> = condition.named().filter_map(|name| fields.get(name)).collect();
        // Nothing is known of a field that could not be read.
        if entries.iter().any(|entry| is_broken(&entry.value)) {
            continue;
        }
        if condition.holds(json, &surroundings) == Some(false) {
            let found = finding(context, condition);
            match condition.level {
                Some(level) => findings.push_at(&ASSERT, level, found),
                None => findings.push(&ASSERT, found),
            }
        }
    }
}

fn is_broken(node: &Node) -> bool {
    matches!(node.value, Value::Broken)
}

fn finding(context: &Context, condition: &Condition) -> Diagnostic {
    let names: Vec<&str> = if condition.fields.is_empty() {
        condition.named().collect()
    } else {
        condition.fields.iter().map(String::as_str).collect()
    };
    let fields = context.document.fields();
    let mut entries = names.iter().filter_map(|name| fields?.get(name));
    let first = entries.next();
    let span = first.map_or(context.document.opening(), |entry| match entry.value.as_scalar() {
        Some(_) if !entry.value.is_null() => entry.value.shown(),
        _ => entry.key.span,
    });
    let message = format!("{} (`{}`)", excerpt(&condition.message), excerpt(&condition.id));
    let mut found = Diagnostic::new(span, message).help(format!("the schema wants `{}`", excerpt(&condition.text)));
    if let Some(name) = first.and_then(Entry::key_text) {
        found = found.pointer(top(name));
    }
    for entry in entries.take(3) {
        found = found.also(entry.key.span, "and this");
    }
    found
}
