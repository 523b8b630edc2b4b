//! Fields that must be there and are not: what they would hold, and where they belong.

mod insert;

use serde_json::Value as Json;

use super::Governed;
use super::own_words::in_own_words;
use super::words::{all_of, place, value};
use crate::diagnostic::{Diagnostic, Fix, excerpt};
use crate::schema::json::{child, unescape};
use crate::schema::{Failure, Step, text_of};

pub(super) fn finding(governed: &Governed, failure: &Failure, names: &[String]) -> Diagnostic {
    let holder = failure.pointer.as_str();
    let shown: Vec<_> = names.iter().map(|name| format!("`{}`", excerpt(name))).collect();
    let within = || place(governed.json, holder);
    let message = match (names, holder, &failure.because) {
        ([_], "", Some(because)) => {
            format!("the field {} is missing, which is required because {because}", shown[0])
        }
        ([_], _, Some(because)) => {
            format!("{} lacks the field {}, which is required because {because}", within(), shown[0])
        }
        ([_], "", None) => format!("the required field {} is missing", shown[0]),
        ([_], _, None) => format!("{} lacks the required field {}", within(), shown[0]),
        (_, "", _) => format!("none of the fields {} is there, and one is required", all_of(&shown)),
        _ => format!("{} has none of the fields {}, and one is required", within(), all_of(&shown)),
    };
    let first = names.first().map_or("", String::as_str);
    let found = Diagnostic::new(governed.holder(holder), message).pointer(child(holder, first));
    let found = offer(governed, holder, first, found);
    if failure.message.is_some() { in_own_words(failure, found) } else { found }
}

/// What to add: the value that the schema has ready, or one like its examples.
fn offer(governed: &Governed, holder: &str, name: &str, found: Diagnostic) -> Diagnostic {
    let pointer = child(holder, name);
    let tokens: Vec<String> = pointer.split('/').skip(1).map(unescape).collect();
    let parts = governed.schema.parts(&steps(governed.json, &tokens));
    let about = text_of(&parts, "description").and_then(|text| text.lines().next());
    let about = about.map_or_else(String::new, |about| format!(" ({})", about.trim().trim_end_matches('.')));
    let shown = insert::named(governed.document.syntax, &excerpt(name));
    if let Some(ready) = ready(&parts) {
        let Some(written) = insert::written(governed.document.syntax, ready) else { return found };
        let field = format!("{shown} {}", excerpt(&written));
        let found = found.help(format!("add `{field}`{about}"));
        return match insert::insertion(governed, holder, name, &written) {
            Some(edit) => found.fix(Fix::unsafe_(format!("add `{field}`"), [edit])),
            None => found,
        };
    }
    let examples = parts.iter().filter_map(|part| part.get("examples")?.as_array()).flatten();
    match examples.into_iter().next() {
        Some(example) => {
            let example = match example {
                Json::String(_) | Json::Number(_) | Json::Bool(_) | Json::Null => value(example),
                Json::Array(_) | Json::Object(_) => {
                    let written = insert::written(governed.document.syntax, example);
                    excerpt(&written.unwrap_or_else(|| example.to_string())).into_owned()
                }
            };
            found.help(format!("add `{shown}`{about}, such as `{example}`"))
        }
        None => found.help(format!("add `{shown}`{about}")),
    }
}

/// The way to a place as the schema's outline is asked for it.
pub(super) fn steps<'t>(json: &Json, tokens: &'t [String]) -> Vec<Step<'t>> {
    let mut here = Some(json);
    let mut steps = Vec::new();
    for token in tokens {
        steps.push(if here.is_some_and(Json::is_array) { Step::Item } else { Step::Key(token) });
        here = match here {
            Some(Json::Array(items)) => token.parse::<usize>().ok().and_then(|index| items.get(index)),
            Some(Json::Object(fields)) => fields.get(token),
            _ => None,
        };
    }
    steps
}

/// The one value that the parts of the schema have ready for a field.
fn ready<'s>(parts: &[&'s serde_json::Map<String, Json>]) -> Option<&'s Json> {
    let mut values: Vec<&Json> = Vec::new();
    for keyword in ["const", "default"] {
        for value in parts.iter().filter_map(|part| part.get(keyword)) {
            if !values.contains(&value) {
                values.push(value);
            }
        }
    }
    let [one] = values.as_slice() else { return None };
    Some(one)
}
