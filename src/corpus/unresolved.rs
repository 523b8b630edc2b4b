//! `wikilink/unresolved`: links that no document of the corpus answers to.

use std::collections::BTreeMap;

use super::finding::Finding;
use super::names::Names;
use super::place::Again;
use super::target::parts;
use crate::diagnostic::{Diagnostic, excerpt};
use crate::rules::corpus::UNRESOLVED;

/// Words the links in `missing`; near names are looked up once for each target.
pub(super) fn find(again: &Again, missing: &[&str], names: &mut Names, findings: &mut Vec<Finding>) {
    let near: BTreeMap<&str, Option<String>> =
        missing.iter().map(|target| (*target, names.near(target).map(str::to_owned))).collect();
    for link in &again.targets {
        let (Some(near), Some(severity)) = (near.get(link.target.as_str()), link.place.level) else { continue };
        let (kind, text) = parts(&link.target);
        let field = link.place.field();
        let (target, field) = (excerpt(text), excerpt(&field));
        let message = match kind {
            None => format!("`{field}` links to `{target}`, which no document of the corpus is named"),
            Some(kind) => {
                format!("`{field}` leads to `{target}`, which is the {} of no document of the corpus", kind.name())
            }
        };
        let help = match near {
            Some(name) if kind.is_some() => format!("write `{}`, or add such a document", excerpt(name)),
            None if kind.is_some() => "add such a document, or correct the value".to_owned(),
            Some(name) => format!("write `[[{}]]`, or add a document of this name", excerpt(name)),
            None => "add a document of this name or with this alias, or correct the link".to_owned(),
        };
        let diagnostic = Diagnostic::new(link.place.span, message).pointer(&link.place.pointer).help(help);
        let diagnostic = Diagnostic { rule: UNRESOLVED.name, severity, ..diagnostic };
        findings.push(Finding { rank: link.place.rank, diagnostic });
    }
}
