//! Several required fields that are missing at one place: one picture is enough for all of them.

use std::fmt::Write as _;

use super::count::count;
use crate::finding::Located;
use crate::rules::schema::REQUIRED;

/// Names of fields in one sentence.
const NAMED: usize = 8;

/// How many findings at the start differ only in the field that is missing, and the sentence for them; `None` where it
/// is only one.
pub(super) fn together(findings: &[&Located]) -> Option<(usize, String)> {
    let first = findings.first()?;
    let (who, _) = lacking(first)?;
    let alike = |finding: &&Located| {
        let (other, name) = lacking(finding)?;
        let is_alike = other == who
            && finding.diagnostic.severity == first.diagnostic.severity
            && finding.diagnostic.span == first.diagnostic.span;
        is_alike.then(|| name.to_owned())
    };
    let names: Vec<_> = findings.iter().map_while(alike).collect();
    if names.len() < 2 {
        return None;
    }
    let fields = count(names.len(), "required field");
    let mut listed = names[..names.len().min(NAMED)].join(", ");
    if names.len() > NAMED {
        let _ = write!(listed, " and {} more", names.len() - NAMED);
    }
    let sentence =
        if who.is_empty() { format!("{fields} are missing: {listed}") } else { format!("{who}{fields}: {listed}") };
    Some((names.len(), sentence))
}

/// Who lacks a field (with the verb, or nothing where it is the document), and the field in backticks.
fn lacking(finding: &Located) -> Option<(&str, &str)> {
    let diagnostic = &finding.diagnostic;
    if diagnostic.rule != REQUIRED.name || !diagnostic.labels.is_empty() || diagnostic.label.is_some() {
        return None;
    }
    let is_name = |text: &str| text.starts_with('`') && text.ends_with('`') && text.len() > 2;
    let message = diagnostic.message.as_str();
    if let Some(name) = message.strip_prefix("the required field ").and_then(|rest| rest.strip_suffix(" is missing")) {
        return is_name(name).then_some(("", name));
    }
    let (who, name) = message.split_once("the required field ")?;
    (who.ends_with(" lacks ") && is_name(name)).then_some((who, name))
}
