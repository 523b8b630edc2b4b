//! Which fields lead to documents, and by what: `targets`.

use super::read::{one, one_or_many};
use crate::diagnostic::{Diagnostic, excerpt};
use crate::nearest::nearest;
use crate::tree::Node;

/// By what a plain value leads to a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TargetKind {
    /// The field `slug`, else the name of the file without a date before it.
    Slug,
    /// The path, from the document's folder or, with a `/` before it, from the project's root.
    Path,
    /// The field `title`.
    Title,
}

impl TargetKind {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Slug => "slug",
            Self::Path => "path",
            Self::Title => "title",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Slug, Self::Path, Self::Title].into_iter().find(|kind| kind.name() == name)
    }
}

/// The fields whose wiki-links lead to documents, and those whose plain values do: a field, a list of fields, or a mapping
/// from a field to `link`, `slug`, `path` or `title`.
pub(super) fn targets(node: &Node, problems: &mut Vec<Diagnostic>) -> (Vec<String>, Vec<(String, TargetKind)>) {
    let Some(mapping) = node.as_mapping() else { return (one_or_many("targets", node, problems), Vec::new()) };
    let (mut links, mut plain) = (Vec::new(), Vec::new());
    for entry in &mapping.entries {
        let Some(field) = one("targets", &entry.key, problems) else { continue };
        let kind = entry.value.as_str().unwrap_or_default();
        match TargetKind::from_name(kind) {
            Some(kind) => plain.push((field, kind)),
            None if kind == "link" => links.push(field),
            None => {
                let message = format!("`{}` is not what a value leads to a document by", excerpt(kind));
                let near = nearest(kind, ["link", "slug", "path", "title"]);
                let help =
                    near.map_or("write `link`, `slug`, `path` or `title`".to_owned(), |near| format!("write `{near}`"));
                problems.push(Diagnostic::new(entry.value.span, message).help(help));
            }
        }
    }
    (links, plain)
}
