//! `wikilink/unresolved`: links that no document of the corpus answers to.

use std::collections::BTreeMap;

use super::collector::Finding;
use super::names::Names;
use super::place::Again;
use crate::diagnostic::{Diagnostic, excerpt};
use crate::rules::corpus::UNRESOLVED;

/// Words the links in `missing`; near names are looked up once for each target.
pub(super) fn find(again: &Again, missing: &[&str], names: &mut Names, findings: &mut Vec<Finding>) {
    let near: BTreeMap<&str, Option<String>> =
        missing.iter().map(|target| (*target, names.near(target).map(str::to_owned))).collect();
    for link in &again.targets {
        let (Some(near), Some(severity)) = (near.get(link.target.as_str()), link.place.level) else { continue };
        let target = excerpt(&link.target);
        let message =
            format!("`{}` links to `{target}`, which no document of the corpus is named", excerpt(&link.place.field()));
        let help = match near {
            Some(name) => format!("write `[[{}]]`, or add a document of this name", excerpt(name)),
            None => "add a document of this name or with this alias, or correct the link".to_owned(),
        };
        let diagnostic = Diagnostic::new(link.place.span, message).pointer(&link.place.pointer).help(help);
        let diagnostic = Diagnostic { rule: UNRESOLVED.name, severity, ..diagnostic };
        findings.push(Finding { rank: link.place.rank, diagnostic });
    }
}
