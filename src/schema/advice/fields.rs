//! Fields that are required and not described, forbidden and required, closed and not seen.

use super::super::draft::Draft;
use super::{Advice, Part};
use crate::diagnostic::{Diagnostic, excerpt};
use crate::nearest::nearest;
use crate::schema::lint::listed;
use crate::tree::{Entry, Mapping, Node, Resolved};

impl Advice {
    /// Names in `required` that are nearly those of a field, or that the schema itself forbids.
    pub(super) fn required(&mut self, mapping: &Mapping, part: Part) {
        let properties = mapping.get("properties").and_then(|entry| entry.value.as_mapping());
        let known: Vec<&str> =
            properties.into_iter().flat_map(|fields| &fields.entries).filter_map(Entry::key_text).collect();
        let required = mapping.get("required").and_then(|entry| entry.value.as_sequence());
        let is_closed = mapping
            .get("additionalProperties")
            .is_some_and(|entry| entry.value.resolved() == Some(Resolved::Bool(false)))
            && mapping.get("patternProperties").is_none();
        for item in required.into_iter().flat_map(|list| &list.items) {
            let Some(name) = item.as_str().filter(|name| !known.contains(name)) else { continue };
            // A branch requires what another part describes.
            let near = nearest(name, known.iter().copied()).filter(|near| !is_required(mapping, near));
            let name = excerpt(name);
            let diagnostic = match near {
                Some(near) => {
                    let message = format!("`required` names `{name}`, and `properties` has no such field");
                    Diagnostic::new(item.span, message)
                        .help(format!("write `{near}`, or describe `{name}` under `properties`"))
                }
                None if is_closed && !part.is_closed_outside => {
                    let message =
                        format!("`{name}` is required, and `additionalProperties: false` forbids it: nothing fits");
                    Diagnostic::new(item.span, message).help(format!("describe `{name}` under `properties`"))
                }
                None => continue,
            };
            self.push(diagnostic);
        }
    }

    /// `additionalProperties: false` one step too deep is a field that nobody may have.
    pub(super) fn too_deep(&mut self, mapping: &Mapping) {
        let properties = mapping.get("properties").and_then(|entry| entry.value.as_mapping());
        for keyword in ["additionalProperties", "unevaluatedProperties"] {
            let Some(entry) = properties.and_then(|fields| fields.get(keyword)) else { continue };
            if matches!(entry.value.resolved(), Some(Resolved::Bool(_))) && mapping.get(keyword).is_none() {
                let message = format!("`{keyword}` stands under `properties`, where it is a field of this name");
                let help = format!("move `{keyword}` beside `properties`");
                self.push(Diagnostic::new(entry.key.span, message).help(help));
            }
        }
    }

    /// `additionalProperties: false` sees only the `properties` beside it.
    pub(super) fn closed(&mut self, mapping: &Mapping, draft: Draft) {
        let Some(entry) = mapping.get("additionalProperties") else { return };
        if entry.value.resolved() != Some(Resolved::Bool(false)) {
            return;
        }
        let own: Vec<&str> = fields(mapping);
        for keyword in ["allOf", "anyOf", "oneOf", "then", "else"] {
            let Some(other) = mapping.get(keyword) else { continue };
            let branches = match other.value.as_sequence() {
                Some(list) => list.items.iter().collect(),
                None => vec![&other.value],
            };
            let unseen = |branch: &&Node| {
                let inner = branch.as_mapping()?;
                fields(inner).into_iter().find(|name| !own.contains(name)).map(str::to_owned)
            };
            let Some(name) = branches.iter().find_map(unseen) else { continue };
            let name = excerpt(&name);
            let message = format!("`additionalProperties: false` forbids `{name}`, which stands under `{keyword}`");
            let help = if draft >= Draft::Draft201909 {
                "write `unevaluatedProperties: false`, which sees the fields of all parts".to_owned()
            } else {
                format!("name `{name}` under `properties` beside `additionalProperties` too: `{name}: {{}}`")
            };
            self.push(Diagnostic::new(entry.key.span, message).help(help).also(other.key.span, "described here"));
            return;
        }
    }

    /// What only a look at the whole tells: a schema that asks nothing. Whether it does ask something.
    pub(super) fn root(&mut self, root: &Node, draft: Draft) -> bool {
        let Some(mapping) = root.as_mapping() else { return false };
        let keywords: Vec<&str> = mapping.entries.iter().filter_map(Entry::key_text).collect();
        let says = |keyword: &&str| {
            !matches!(
                *keyword,
                "$schema"
                    | "$id"
                    | "id"
                    | "title"
                    | "description"
                    | "$comment"
                    | "$defs"
                    | "definitions"
                    | "default"
                    | "examples"
            ) && super::keywords::holds(keyword, draft).is_some()
                && (*keyword != "type"
                    || mapping.get("type").is_some_and(|entry| entry.value.as_str() != Some("object")))
        };
        if keywords.iter().any(says) {
            return true;
        }
        let is_library = ["$defs", "definitions"].iter().any(|keyword| keywords.contains(keyword));
        let own: Vec<&str> = keywords
            .iter()
            .copied()
            .filter(|name| super::keywords::elsewhere(name).is_none() || matches!(*name, "title" | "description"))
            .take(3)
            .collect();
        // A file of definitions, for other schemas to refer to.
        if is_library {
            return false;
        }
        let span = mapping.entries.first().map_or(root.span, |entry| entry.key.span);
        let message = "this schema asks nothing of a document: every document fits";
        let help = if own.iter().any(|name| !matches!(*name, "title" | "description")) {
            let own = listed(&own).replace(" or ", " and ");
            format!("describe fields such as {own} under `properties`; a document's front matter is not a schema")
        } else {
            "describe fields under `properties`, and name those that must be there in `required`".to_owned()
        };
        self.push(Diagnostic::new(span, message).help(help));
        false
    }
}

fn fields<'m>(mapping: &'m Mapping) -> Vec<&'m str> {
    let properties = mapping.get("properties").and_then(|entry| entry.value.as_mapping());
    properties.into_iter().flat_map(|fields| &fields.entries).filter_map(Entry::key_text).collect()
}

fn is_required(mapping: &Mapping, name: &str) -> bool {
    let required = mapping.get("required").and_then(|entry| entry.value.as_sequence());
    required.into_iter().flat_map(|list| &list.items).any(|item| item.as_str() == Some(name))
}
