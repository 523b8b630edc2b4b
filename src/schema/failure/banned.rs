//! What `not` rules out, in terms of the fields and values that it speaks of.

use serde_json::{Map, Value as Json};

use super::clauses::{clauses, infinitive, third};
use super::trail::Trail;
use super::{Failure, Fault};
use crate::diagnostic::excerpt;
use crate::schema::json::child;

/// How deep in a schema the cause is looked for.
const DEEPEST: usize = 6;

/// The failures of a value that is of the form that `part` describes, and must not be.
pub(super) fn ruled_out(part: &Json, value: &Json, pointer: &str, trail: &Trail) -> Vec<Failure> {
    let mut failures = Vec::new();
    find(part, value, pointer, trail, 0, &mut failures);
    failures
}

fn find(part: &Json, value: &Json, pointer: &str, trail: &Trail, depth: usize, failures: &mut Vec<Failure>) {
    let part = trail.resolved(part);
    if depth < DEEPEST
        && let Some(keywords) = part.as_object()
    {
        let keywords: Vec<(&String, &Json)> = keywords.iter().filter(|(keyword, _)| !is_remark(keyword)).collect();
        match keywords.as_slice() {
            [(keyword, Json::Array(forms))] if matches!(keyword.as_str(), "anyOf" | "oneOf") => {
                let fits = |form: &&Json| trail.judge(form).is_some_and(|judge| judge.is_valid(value));
                let before = failures.len();
                for form in forms.iter().filter(fits) {
                    find(form, value, pointer, trail, depth + 1, failures);
                }
                if failures.len() > before {
                    return;
                }
            }
            [(keyword, Json::Array(forms))] if keyword.as_str() == "allOf" && forms.len() == 1 => {
                return find(&forms[0], value, pointer, trail, depth + 1, failures);
            }
            [(keyword, Json::Array(names))] if keyword.as_str() == "required" => {
                if let Some(failure) = together(names, value, pointer) {
                    failures.push(failure);
                    return;
                }
            }
            _ => {
                if let Some((name, inner)) = one_field(part.as_object(), value) {
                    let place = child(pointer, name);
                    return find(inner, &value[name], &place, trail, depth + 1, failures);
                }
            }
        }
    }
    failures.push(Failure::new(pointer, Fault::Other(in_words(part))));
}

fn is_remark(keyword: &str) -> bool {
    matches!(keyword, "title" | "description" | "$comment" | "errorMessage") || keyword.starts_with("x-")
}

/// Fields that must not be there together, told at the last of them in the document.
fn together(names: &[Json], value: &Json, pointer: &str) -> Option<Failure> {
    let fields = value.as_object()?;
    let mut names: Vec<&str> = names.iter().filter_map(Json::as_str).collect();
    names.sort_by_key(|name| fields.keys().position(|field| field == name));
    let last = names.pop()?;
    let others = names.into_iter().map(str::to_owned).collect();
    fields.contains_key(last).then(|| Failure::new(&child(pointer, last), Fault::Together(others)))
}

/// The one field that a part speaks of, where it speaks of nothing else and the field is there.
fn one_field<'p>(part: Option<&'p Map<String, Json>>, value: &Json) -> Option<(&'p str, &'p Json)> {
    let part = part?;
    let is_about_fields =
        |keyword: &String| matches!(keyword.as_str(), "properties" | "required" | "type") || is_remark(keyword);
    let mut fields = part.get("properties")?.as_object()?.iter();
    let (Some((name, inner)), None) = (fields.next(), fields.next()) else { return None };
    let names = part.get("required").and_then(Json::as_array);
    let requires_no_other = names.is_none_or(|names| names.iter().all(|one| one.as_str() == Some(name)));
    let applies = part.keys().all(is_about_fields) && requires_no_other && inner.is_object();
    (applies && value.get(name).is_some()).then_some((name.as_str(), inner))
}

fn in_words(part: &Json) -> String {
    if part == &Json::Bool(true) || part.as_object().is_some_and(Map::is_empty) {
        return "not be there".to_owned();
    }
    if let Some(clauses) = clauses(part) {
        return format!("not {}", infinitive(&clauses));
    }
    let named = ["title", "description"].into_iter().find_map(|keyword| part.get(keyword)?.as_str());
    match named.and_then(|text| text.lines().next()) {
        Some(text) => format!("not be what the schema calls `{}`", excerpt(text)),
        None => format!("not fit `{}`", excerpt(&part.to_string())),
    }
}

/// The failure of a value that is of more than one of several forms.
pub(super) fn of_several(forms: &[Json], value: &Json, pointer: &str, trail: &Trail) -> Failure {
    let fits = |form: &&Json| trail.judge(form).is_some_and(|judge| judge.is_valid(value));
    let valid: Vec<&Json> = forms.iter().filter(fits).map(|form| trail.resolved(form)).collect();
    let required = |form: &&Json| form.as_object().filter(|form| form.len() == 1)?.get("required")?.as_array().cloned();
    if let Some(names) = valid.iter().map(required).collect::<Option<Vec<_>>>()
        && names.len() > 1
        && let Some(failure) = together(&names.concat(), value, pointer)
    {
        return failure;
    }
    let said = valid.iter().map(|form| Some(format!("it {}", third(&clauses(form)?)))).collect::<Option<Vec<_>>>();
    let which = said
        .filter(|said| !said.is_empty())
        .map_or_else(|| "more".to_owned(), |said| format!("{}: {}", said.len(), said.join(", ")));
    Failure::new(
        pointer,
        Fault::Other(format!("be of exactly one of the forms that the schema has for it, and is of {which}")),
    )
}
