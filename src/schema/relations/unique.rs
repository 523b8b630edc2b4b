//! Which fields are unique, and where they need not be: `unique`.

use globset::{Glob, GlobSet, GlobSetBuilder};

use super::read::{many, one};
use crate::diagnostic::{Diagnostic, excerpt};
use crate::source::Span;
use crate::tree::Node;

/// Patterns of paths from the project's root.
#[derive(Clone, Debug)]
pub struct Patterns {
    texts: Vec<String>,
    set: GlobSet,
}

impl Patterns {
    pub fn is_match(&self, path: &str) -> bool {
        self.set.is_match(path)
    }
}

impl PartialEq for Patterns {
    fn eq(&self, other: &Self) -> bool {
        self.texts == other.texts
    }
}

impl Eq for Patterns {}

/// A field, or a list of fields and of mappings `{ field: url, except: [\"translations/**\"] }`.
pub(super) fn unique(node: &Node, problems: &mut Vec<Diagnostic>) -> (Vec<String>, Vec<(String, Patterns)>) {
    let (mut fields, mut exceptions) = (Vec::new(), Vec::new());
    let has_exceptions = |list: &[Node]| list.iter().any(|item| item.as_mapping().is_some());
    let items = match node.as_sequence() {
        Some(sequence) if has_exceptions(&sequence.items) => sequence.items.iter().collect(),
        Some(_) => return (many("unique", node, problems), exceptions),
        None => vec![node],
    };
    for item in items {
        let Some(mapping) = item.as_mapping() else {
            fields.extend(one("unique", item, problems));
            continue;
        };
        let Some(field) = mapping.get("field").and_then(|entry| one("unique", &entry.value, problems)) else {
            let message = "a unique field with exceptions names no field";
            let help = "write it as `{ field: url, except: [\"translations/**\"] }`";
            problems.push(Diagnostic::new(item.span, message).help(help));
            continue;
        };
        for entry in &mapping.entries {
            match entry.key_text().unwrap_or_default() {
                "field" => {}
                "except" => exceptions.extend(patterns(&entry.value, problems).map(|read| (field.clone(), read))),
                other => {
                    let message = format!("`{}` is not an option of a unique field", excerpt(other));
                    problems.push(Diagnostic::new(entry.key.span, message).help("write `field` or `except`"));
                }
            }
        }
        fields.push(field);
    }
    (fields, exceptions)
}

fn patterns(node: &Node, problems: &mut Vec<Diagnostic>) -> Option<Patterns> {
    let nodes = match node.as_sequence() {
        Some(sequence) => sequence.items.iter().collect(),
        None => vec![node],
    };
    let (mut texts, mut set) = (Vec::new(), GlobSetBuilder::new());
    for node in nodes {
        let text = node.as_str().filter(|text| !text.is_empty());
        if let Some(Ok(glob)) = text.map(Glob::new) {
            texts.push(glob.glob().to_owned());
            set.add(glob);
            continue;
        }
        let message = format!("`{}` is not a pattern of paths", excerpt(text.unwrap_or_default()));
        problems.push(Diagnostic::new(node.span, message).help("write one such as `translations/**`"));
    }
    set.build().ok().map(|set| Patterns { texts, set })
}

/// The fields that `unique` names, with their places.
pub(super) fn unique_fields<'n>(node: &'n Node) -> Vec<(&'n str, Span)> {
    let items = match node.as_sequence() {
        Some(sequence) => sequence.items.iter().collect(),
        None => vec![node],
    };
    let field = |item: &'n Node| {
        let named = match item.as_mapping() {
            Some(mapping) => &mapping.get("field")?.value,
            None => item,
        };
        Some((named.as_str()?, named.span))
    };
    items.into_iter().filter_map(field).collect()
}
