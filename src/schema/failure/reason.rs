//! Why a part of a schema applies at all: the field that is there, the value that it has; and what the schema itself
//! wants to be said.

use serde_json::{Map, Value as Json};

use super::clauses::{clauses, third};
use super::trail::{Step, Trail};
use crate::diagnostic::excerpt;

/// Words behind "because": `` `archive` is there ``. Nothing where the part always applies, or the condition has no words.
pub(super) fn because(trail: &Trail, missing: Option<&str>, value: &Json) -> Option<String> {
    if let (Some(last), Some(missing)) = (trail.last(), missing)
        && matches!(last.keyword.as_str(), "dependentRequired" | "dependencies")
        && last.name.is_none()
    {
        let wants = |names: &Json| names.as_array().is_some_and(|names| names.iter().any(|name| name == missing));
        let mut needs = last.part.get(&last.keyword)?.as_object()?.iter();
        let (name, _) = needs.find(|(name, names)| value.get(name).is_some() && wants(names))?;
        return Some(format!("`{}` is there", excerpt(name)));
    }
    trail.steps.iter().rev().find_map(|step| match (step.keyword.as_str(), &step.name) {
        ("dependentRequired" | "dependentSchemas" | "dependencies", Some(name)) => {
            Some(format!("`{}` is there", excerpt(name)))
        }
        ("then", _) => holds(trail.resolved(step.part.get("if")?)),
        ("else", _) => fails(trail.resolved(step.part.get("if")?)),
        _ => None,
    })
}

/// A condition on fields that is met.
fn holds(condition: &Json) -> Option<String> {
    let parts = on_fields(condition)?;
    let all: Vec<_> = parts.iter().map(|(name, says)| format!("`{}` {says}", excerpt(name))).collect();
    Some(all.join(" and "))
}

/// A condition on one field that is not met.
fn fails(condition: &Json) -> Option<String> {
    let parts = on_fields(condition)?;
    let [(name, says)] = parts.as_slice() else { return None };
    let not = says.strip_prefix("is ").map(|what| format!("is not {what}"))?;
    Some(format!("`{}` {not}", excerpt(name)))
}

/// What a condition says of each field.
fn on_fields(condition: &Json) -> Option<Vec<(String, String)>> {
    const LONGEST: usize = 3;
    let part = condition.as_object()?;
    let is_known =
        |keyword: &String| matches!(keyword.as_str(), "properties" | "required" | "type" | "title" | "$comment");
    if !part.keys().all(is_known) {
        return None;
    }
    let empty = Map::new();
    let properties = part.get("properties").map_or(Some(&empty), Json::as_object)?;
    let mut all = Vec::new();
    for (name, inner) in properties {
        all.push((name.clone(), third(&clauses(inner)?)));
    }
    for name in part.get("required").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str) {
        if !properties.contains_key(name) {
            all.push((name.to_owned(), "is there".to_owned()));
        }
    }
    (!all.is_empty() && all.len() <= LONGEST).then_some(all)
}

/// What the schema wants to be said of a failure: `errorMessage`, a text or texts by keyword, as ajv-errors and the YAML
/// language server read it. The innermost counts.
pub(super) fn message(trail: &Trail, missing: Option<&str>, root: &Json, pointer: &str) -> Option<String> {
    let count = trail.steps.len();
    let found = trail.steps.iter().enumerate().rev().find_map(|(index, step)| {
        let is_own = index + 1 == count;
        said_by(step, is_own, missing)
    })?;
    let line = found.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then(|| filled_in(&line, root, pointer))
}

fn said_by<'s>(step: &Step<'s>, is_own: bool, missing: Option<&str>) -> Option<&'s str> {
    let message = step.part.get("errorMessage")?;
    if let Some(text) = message.as_str() {
        return Some(text);
    }
    let texts = message.as_object()?;
    let by_keyword = texts.get(step.keyword.as_str());
    let named = |value: &'s Json, name: &str| value.as_str().or_else(|| value.get(name)?.as_str());
    let found = match (&step.name, missing) {
        (Some(name), _) if matches!(step.keyword.as_str(), "properties" | "items") => {
            by_keyword.and_then(|value| value.get(name)?.as_str())
        }
        (_, Some(missing)) if is_own => by_keyword.and_then(|value| named(value, missing)),
        _ if is_own => by_keyword.and_then(Json::as_str),
        _ => None,
    };
    found.or_else(|| texts.get("_")?.as_str())
}

/// `${/a/b}` in a message is the value at that place, `${0/a}` one from the value that failed.
fn filled_in(text: &str, root: &Json, pointer: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("${") {
        written.push_str(before);
        let Some((name, tail)) = behind.split_once('}') else {
            written.push_str("${");
            rest = behind;
            continue;
        };
        let value = match name.strip_prefix('0') {
            Some(inner) => root.pointer(&format!("{pointer}{inner}")),
            None => root.pointer(name),
        };
        match value {
            Some(Json::String(value)) => written.push_str(&excerpt(value)),
            Some(value) => written.push_str(&excerpt(&value.to_string())),
            None => written.extend(["${", name, "}"]),
        }
        rest = tail;
    }
    written.push_str(rest);
    written
}
