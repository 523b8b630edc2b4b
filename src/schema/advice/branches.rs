//! Branches that say the same, branches that nothing fits, and definitions that nothing refers to.

use serde_json::Value as Json;

use super::super::json::{child, to_json};
use super::super::lint::Reference;
use super::{Advice, types};
use crate::diagnostic::{Diagnostic, excerpt};
use crate::kinds::Type;
use crate::schema::lint::listed;
use crate::tree::{Mapping, Node};

impl Advice {
    pub(super) fn branches(&mut self, mapping: &Mapping) {
        for keyword in ["allOf", "anyOf", "oneOf"] {
            let Some(list) = mapping.get(keyword).and_then(|entry| entry.value.as_sequence()) else { continue };
            self.twice(keyword, &list.items);
            self.never(keyword, mapping, &list.items);
        }
    }

    fn twice(&mut self, keyword: &str, branches: &[Node]) {
        let values: Vec<Json> = branches.iter().map(to_json).collect();
        for (index, branch) in branches.iter().enumerate() {
            let Some(first) = values[..index].iter().position(|other| *other == values[index]) else { continue };
            let message = match keyword {
                "oneOf" => "two schemas of `oneOf` are the same: a value that fits one fits both, and is refused",
                _ => "this schema stands in the list twice",
            };
            let help = "remove one of the two";
            let found = Diagnostic::new(branch.shown(), message).help(help).also(branches[first].shown(), "and here");
            self.push(found);
        }
    }

    /// A branch that asks for another type than the schema that it belongs to.
    fn never(&mut self, keyword: &str, mapping: &Mapping, branches: &[Node]) {
        let Some(own) = types(mapping) else { return };
        for branch in branches {
            let Some(inner) = branch.as_mapping() else { continue };
            let (Some(wanted), Some(entry)) = (types(inner), inner.get("type")) else { continue };
            let fits = |ty: &Type| {
                own.iter().any(|other| {
                    ty == other || matches!((ty, other), (Type::Integer, Type::Number) | (Type::Number, Type::Integer))
                })
            };
            if wanted.iter().any(fits) {
                continue;
            }
            let names = |types: &[Type]| listed(&types.iter().map(|ty| ty.name()).collect::<Vec<_>>());
            let what = if keyword == "allOf" { "nothing fits" } else { "this form never fits" };
            let message =
                format!("{what}: it is of type {}, and the schema around it of type {}", names(&wanted), names(&own));
            let help = "make the types agree, or remove the outer `type`";
            self.push(Diagnostic::new(entry.value.shown(), message).help(help));
        }
    }

    /// Definitions of a schema that is more than a collection of them.
    pub(super) fn unused(&mut self, mapping: &Mapping, references: &[Reference]) {
        for holder in ["$defs", "definitions"] {
            let Some(definitions) = mapping.get(holder).and_then(|entry| entry.value.as_mapping()) else { continue };
            for entry in &definitions.entries {
                let Some(name) = entry.key_text() else { continue };
                let is_named_otherwise = entry.value.as_mapping().is_some_and(|inner| {
                    ["$anchor", "$dynamicAnchor", "$id", "id"].iter().any(|keyword| inner.get(keyword).is_some())
                });
                if is_named_otherwise || references.iter().any(|reference| leads_to(&reference.target, holder, name)) {
                    continue;
                }
                let message = format!("nothing in this schema refers to `{}`", excerpt(name));
                let help = format!("refer to it with `$ref: '#/{holder}/{}'`, or remove it", excerpt(name));
                self.push(Diagnostic::new(entry.key.shown(), message).help(help));
            }
        }
    }
}

/// Whether a reference leads to a definition, or to something in it.
fn leads_to(target: &str, holder: &str, name: &str) -> bool {
    let target = crate::schema::prepare::unescape(target);
    let place = child(&child("", holder), name);
    target.split_once(place.as_str()).is_some_and(|(_, rest)| rest.is_empty() || rest.starts_with('/'))
}
