//! What is allowed in a schema and hardly meant: keywords without effect, bounds that nothing fits, examples that the
//! schema itself rejects. JSON Schema passes over all of it in silence.

mod bounds;
mod branches;
mod fields;
mod values;
mod words;

use super::draft::Draft;
use super::json::to_json;
use super::keywords::{self, Holds};
use super::lint::references;
use super::load::refers_somewhere;
use super::read::read;
use super::{Schema, prepare, validator};
use crate::diagnostic::{Diagnostic, Severity};
use crate::kinds::Type;
use crate::tree::{Mapping, Node, Resolved, Value};

impl Schema {
    /// What is hardly meant in the text of this schema, as warnings, sorted by place.
    pub fn advice(&self) -> Vec<Diagnostic> {
        let read = read(self.source());
        let Some(root) = &read.root else { return Vec::new() };
        let mut advice = Advice { found: Vec::new() };
        if advice.root(root, self.draft())
            && let Some(mapping) = root.as_mapping()
        {
            advice.unused(mapping, &references(root, self.draft(), self.source().text()));
        }
        advice.schema(root, Part { draft: self.draft(), is_closed_outside: false });
        let mut found = advice.found;
        for diagnostic in &mut found {
            diagnostic.severity = Severity::Warning;
        }
        found.sort_by(|a, b| (a.span, &a.message).cmp(&(b.span, &b.message)));
        found.dedup_by(|a, b| a.span == b.span && a.message == b.message);
        found
    }
}

/// A schema within the schema.
#[derive(Clone, Copy, Debug)]
struct Part {
    draft: Draft,
    /// It is a branch of a schema that says itself what other fields there may be.
    is_closed_outside: bool,
}

struct Advice {
    found: Vec<Diagnostic>,
}

impl Advice {
    fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    fn schema(&mut self, node: &Node, part: Part) {
        let Some(mapping) = node.as_mapping() else { return };
        let named = mapping.get("$schema").and_then(|entry| Draft::from_address(entry.value.as_str()?));
        let part = Part { draft: named.unwrap_or(part.draft), ..part };
        if self.beside_reference(mapping, part.draft) {
            return;
        }
        self.foreign(mapping, part.draft);
        self.without_effect(mapping, part.draft);
        self.leaning(mapping, part.draft);
        self.bounds(mapping);
        self.required(mapping, part);
        self.too_deep(mapping);
        self.closed(mapping, part.draft);
        self.branches(mapping);
        self.values(node, mapping, part.draft);
        for entry in &mapping.entries {
            let Some(holds) = entry.key_text().and_then(|keyword| keywords::holds(keyword, part.draft)) else {
                continue;
            };
            let is_branch =
                matches!(entry.key_text(), Some("allOf" | "anyOf" | "oneOf" | "if" | "then" | "else" | "not"));
            let inner = Part { is_closed_outside: is_branch, ..part };
            match (holds, &entry.value.value) {
                (Holds::Schema | Holds::SchemaOrSchemas, Value::Mapping(_)) => self.schema(&entry.value, inner),
                (Holds::Schemas | Holds::SchemaOrSchemas, Value::Sequence(sequence)) => {
                    sequence.items.iter().for_each(|item| self.schema(item, inner));
                }
                (Holds::SchemaMap | Holds::Dependencies, Value::Mapping(mapping)) => {
                    mapping.entries.iter().for_each(|entry| self.schema(&entry.value, inner));
                }
                _ => {}
            }
        }
    }

    /// Up to draft 7 nothing counts beside a `$ref`.
    fn beside_reference(&mut self, mapping: &Mapping, draft: Draft) -> bool {
        if draft > Draft::Draft7 || mapping.get("$ref").is_none_or(|entry| entry.value.as_str().is_none()) {
            return false;
        }
        let speaks = |keyword: &str| {
            !matches!(
                keyword,
                "$ref"
                    | "$id"
                    | "id"
                    | "$schema"
                    | "$comment"
                    | "title"
                    | "description"
                    | "definitions"
                    | "$defs"
                    | "default"
                    | "examples"
                    | "x-masthead"
                    | "errorMessage"
            ) && keywords::holds(keyword, draft).is_some()
        };
        for entry in &mapping.entries {
            let Some(keyword) = entry.key_text().filter(|keyword| speaks(keyword)) else { continue };
            let message = format!("`{keyword}` has no effect beside `$ref` in {}", draft.name());
            let help =
                "put the reference in a list, `allOf: [{ $ref: … }]`, or name draft 2019-09 or later in `$schema`";
            self.push(Diagnostic::new(entry.key.span, message).help(help));
        }
        true
    }
}

/// The types that a schema names.
fn types(mapping: &Mapping) -> Option<Vec<Type>> {
    let node = &mapping.get("type")?.value;
    match &node.value {
        Value::Sequence(sequence) => sequence.items.iter().map(|item| Type::from_name(item.as_str()?)).collect(),
        _ => Some(vec![Type::from_name(node.as_str()?)?]),
    }
}

/// The number that a keyword has for its value.
fn number(mapping: &Mapping, keyword: &str) -> Option<f64> {
    match mapping.get(keyword)?.value.resolved()? {
        #[expect(clippy::cast_precision_loss, reason = "limits are small")]
        Resolved::Int(value) => Some(value as f64),
        Resolved::Float(value) => Some(value),
        _ => None,
    }
}

/// Whether values are what the schema itself wants; `None` where that cannot be told from this part alone.
fn judge(node: &Node, draft: Draft) -> Option<impl Fn(&serde_json::Value) -> bool + use<>> {
    let mut json = to_json(node);
    if refers_somewhere(&json) {
        return None;
    }
    prepare::prepare(&mut json);
    let validator = validator::of_part(&json, draft, None)?;
    Some(move |value: &serde_json::Value| validator.is_valid(value))
}
