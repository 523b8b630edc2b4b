//! Words that other programs know, and fields that were written where keywords stand.

use super::super::draft::Draft;
use super::super::keywords;
use super::{Advice, types};
use crate::diagnostic::{Diagnostic, excerpt};
use crate::tree::{Entry, Mapping, Value};

/// Words of other programs, with what JSON Schema has in their place.
const FOREIGN: &[(&str, &str)] = &[
    ("nullable", "add `'null'` to the list of types: `type: [string, 'null']`"),
    ("example", "write `examples`, and a list"),
    ("options", "write `enum`"),
    ("values", "write `enum`"),
    ("choices", "write `enum`"),
    ("allowed", "write `enum`"),
    ("oneof", "write `oneOf`, or `enum` for a list of values"),
    ("regex", "write `pattern`"),
    ("regexp", "write `pattern`"),
    ("min", "write `minimum` for a number, `minLength` for a text, `minItems` for a list"),
    ("max", "write `maximum` for a number, `maxLength` for a text, `maxItems` for a list"),
    ("minlen", "write `minLength`"),
    ("maxlen", "write `maxLength`"),
    ("unique", "write `uniqueItems: true` for a list; `unique` of `x-masthead` is for fields across documents"),
    ("fields", "write `properties`"),
    ("optional", "remove it: a field is optional where no `required` names it"),
    ("discriminator", "write a `const` in each form of `oneOf`: masthead chooses the form by it"),
    ("mandatory", "name the field in `required`, beside `properties`"),
];

impl Advice {
    pub(super) fn foreign(&mut self, mapping: &Mapping, draft: Draft) {
        for entry in &mapping.entries {
            let Some(name) = entry.key_text() else { continue };
            if keywords::elsewhere(name).is_some() {
                self.former(name, entry, draft);
            } else if let Some((_, help)) = FOREIGN.iter().find(|(word, _)| *word == name.to_lowercase()) {
                let message = format!("`{name}` is not a keyword of JSON Schema, and has no effect");
                self.push(Diagnostic::new(entry.key.span, message).help(*help));
            } else if is_schema(entry, draft) && is_of_mapping(mapping) {
                let name = excerpt(name);
                let message = format!("`{name}` looks like a field, and stands beside the keywords: it has no effect");
                self.push(Diagnostic::new(entry.key.span, message).help(format!("move `{name}` under `properties`")));
            }
        }
    }

    /// A keyword that still works under its former name.
    fn former(&mut self, name: &str, entry: &Entry, draft: Draft) {
        let now = match name {
            "definitions" if draft >= Draft::Draft201909 => "write `$defs`, and `#/$defs/…` in the references",
            "dependencies" if draft >= Draft::Draft201909 => {
                "write `dependentRequired` for lists of names, `dependentSchemas` for schemas"
            }
            _ => return,
        };
        let message = format!("`{name}` has another name since draft 2019-09");
        self.push(Diagnostic::new(entry.key.span, message).help(now));
    }
}

/// Whether a value is a mapping whose keys are all keywords that say what a value is.
fn is_schema(entry: &Entry, draft: Draft) -> bool {
    let Value::Mapping(inner) = &entry.value.value else { return false };
    let names_type = inner.get("type").is_some_and(|_| types(inner).is_some());
    let key = |entry: &Entry| entry.key_text().is_some_and(|name| keywords::holds(name, draft).is_some());
    (names_type || ["enum", "const", "format", "pattern", "$ref"].iter().any(|name| inner.get(name).is_some()))
        && inner.entries.iter().all(key)
        && !entry.key_text().is_some_and(|name| name.starts_with("x-") || name == "errorMessage")
}

/// Whether a schema is of a mapping, or does not say.
fn is_of_mapping(mapping: &Mapping) -> bool {
    types(mapping).is_none_or(|types| types.contains(&crate::kinds::Type::Object))
}
