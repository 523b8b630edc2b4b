//! Fields that are missing, not allowed or misspelt. A name that is misspelt and the field that is missing for it are
//! one fault: it is reported once, at the name, and is an error where the missing field is one.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use super::own_words::in_own_words;
use super::words::{all_of, place};
use super::{Governed, MISSPELLED_FIELD, REQUIRED, UNKNOWN_FIELD, missing};
use crate::diagnostic::{Diagnostic, Edit, Fix, Severity, excerpt};
use crate::kinds::Shape;
use crate::nearest::nearest;
use crate::rules::Findings;
use crate::schema::json::{child, unescape};
use crate::schema::{Failure, Fault};
use crate::tree::{Entry, Mapping, Node, Style, Value};

/// For how many unknown names a near one is looked for. Whoever has more of them has not misspelt them.
const SUGGESTIONS: usize = 2_000;

/// A name that the schema does not know.
struct Stray<'a> {
    /// The mapping that it is in.
    holder: String,
    mapping: &'a Mapping<'a>,
    entry: &'a Entry<'a>,
    name: &'a str,
    allowed: bool,
    /// What the schema has against it, where it does not allow it.
    failure: Option<&'a Failure>,
    /// The name that was likely meant.
    near: Option<&'a str>,
}

pub(super) fn check(governed: &Governed, failures: &[Failure], findings: &mut Findings) {
    let mut strays = Vec::new();
    if let Some(root) = governed.root {
        collect(root, &governed.schema.shape, "", &mut strays);
    }
    mark_unknown(governed, failures, &mut strays);
    let mut missing: Vec<(&Failure, &[String])> = Vec::new();
    for failure in failures {
        let Fault::Required(names) = &failure.fault else { continue };
        if !names.iter().any(|name| governed.may_hold(name)) {
            missing.push((failure, names));
        }
    }
    let mut taken: BTreeSet<(&str, &str)> = BTreeSet::new();
    for stray in &strays {
        let rule = if stray.allowed { &MISSPELLED_FIELD } else { &UNKNOWN_FIELD };
        if !findings.wants(rule) || (stray.allowed && stray.near.is_none()) {
            continue;
        }
        let explains = |(failure, names): &(&Failure, &[String])| {
            failure.pointer == stray.holder && stray.near.is_some_and(|near| names.iter().any(|name| name == near))
        };
        let lacking = missing.iter().position(explains).map(|index| missing.remove(index));
        let first = stray.near.is_some_and(|near| taken.insert((&stray.holder, near)));
        let mut finding = strange(governed, stray, lacking.is_some(), first);
        if let Some(failure) = stray.failure {
            finding = in_own_words(failure, finding);
        }
        match findings.level(&REQUIRED).filter(|_| lacking.is_some()) {
            Some(level) => findings.push_at_least(rule, level, finding),
            None => findings.push_at_least(rule, Severity::Info, finding),
        }
    }
    for (failure, names) in missing {
        findings.push(&REQUIRED, missing::finding(governed, failure, names));
    }
}

/// Names that no part of the schema has at their place, and that are near one that it has. The tree is no deeper than
/// the limits of the YAML reader let it be.
fn collect<'a>(node: &'a Node<'a>, shape: &'a Shape, pointer: &str, strays: &mut Vec<Stray<'a>>) {
    if node.alias.is_some() {
        return;
    }
    match &node.value {
        Value::Sequence(sequence) => {
            let Some(inner) = shape.items.as_deref() else { return };
            for (index, item) in sequence.items.iter().enumerate().filter(|(_, item)| item.as_scalar().is_none()) {
                collect(item, inner, &format!("{pointer}/{index}"), strays);
            }
        }
        Value::Mapping(mapping) => {
            let free = LazyCell::new(|| free_names(mapping, shape));
            for entry in mapping.entries.iter().filter(|entry| !entry.merged) {
                let Some(name) = entry.key_text() else { continue };
                if shape.properties.contains_key(name) && entry.value.as_scalar().is_some() {
                    continue;
                }
                let own_schema = pointer.is_empty() && name == "$schema";
                if !own_schema && !shape.properties.is_empty() && !shape.knows(name) {
                    let near = if strays.len() < SUGGESTIONS { meant(name, &free) } else { None };
                    strays.push(Stray {
                        holder: pointer.to_owned(),
                        mapping,
                        entry,
                        name,
                        allowed: true,
                        failure: None,
                        near,
                    });
                }
                if let Some(inner) = shape.property(name)
                    && holds_mappings(&entry.value)
                {
                    collect(&entry.value, inner, &child(pointer, name), strays);
                }
            }
        }
        Value::Scalar(_) | Value::Broken => {}
    }
}

/// Whether there may be names inside a value.
fn holds_mappings(node: &Node) -> bool {
    match &node.value {
        Value::Mapping(_) => true,
        Value::Sequence(sequence) => sequence.items.iter().any(|item| item.as_scalar().is_none()),
        Value::Scalar(_) | Value::Broken => false,
    }
}

/// The known names that an unknown one may be meant for: those that the mapping lacks or has twice.
fn free_names<'a>(mapping: &Mapping, shape: &'a Shape) -> Vec<&'a str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for key in mapping.entries.iter().filter_map(Entry::key_text) {
        *counts.entry(key).or_default() += 1;
    }
    let is_free = |known: &&str| counts.get(known) != Some(&1) && known.chars().count() > 2;
    shape.properties.keys().map(String::as_str).filter(is_free).collect()
}

/// The known name that is meant by an unknown one: at most two letters away, or the same but for case and hyphens.
fn meant<'a>(name: &str, free: &[&'a str]) -> Option<&'a str> {
    let plain = |name: &str| name.replace(['-', '_', ' '], "").to_lowercase();
    let wanted = plain(name);
    let same = free.iter().copied().find(|known| plain(known) == wanted);
    // `created` is a word of its own, however near it is to `related`.
    let free = if same.is_some() || crate::kinds::is_usual(name) { &[][..] } else { free };
    let near = || nearest(name, free.iter().copied()).filter(|known| strsim::damerau_levenshtein(name, known) <= 2);
    same.or_else(near)
}

/// Tells which of the strays the schema does not allow, and adds those that are allowed nowhere near.
fn mark_unknown<'a>(governed: &Governed<'a>, failures: &'a [Failure], strays: &mut Vec<Stray<'a>>) {
    let places: BTreeMap<(String, &str), usize> =
        strays.iter().enumerate().map(|(index, stray)| ((stray.holder.clone(), stray.name), index)).rev().collect();
    for failure in failures {
        let Fault::Unknown(name) = &failure.fault else { continue };
        if failure.pointer.is_empty() && name == "$schema" {
            continue;
        }
        if let Some(index) = places.get(&(failure.pointer.clone(), name.as_str())) {
            strays[*index].allowed = false;
            strays[*index].failure = Some(failure);
            continue;
        }
        let Some(mapping) = governed.locate(&failure.pointer).and_then(|located| located.node.as_mapping()) else {
            continue;
        };
        let Some(entry) = crate::schema::json::entry(mapping, name) else { continue };
        let holder = failure.pointer.clone();
        let failure = Some(failure);
        strays.push(Stray { holder, mapping, entry, name, allowed: false, failure, near: None });
    }
}

fn strange(governed: &Governed, stray: &Stray, required: bool, first: bool) -> Diagnostic {
    let shown = excerpt(stray.name);
    let not = if stray.allowed { "knows" } else { "allows" };
    let of = match stray.holder.as_str() {
        "" => String::new(),
        holder => format!(" in {}", place(governed.json, holder)),
    };
    let message = match stray.near.filter(|_| required) {
        Some(near) => {
            format!("`{shown}` is not a field that the schema {not}{of}, and the required `{near}` is missing")
        }
        None => match stray.near.filter(|_| stray.allowed) {
            Some(near) => format!("`{shown}` is not a field that the schema {not}{of}; `{near}` is"),
            None => format!("`{shown}` is not a field that the schema {not}{of}"),
        },
    };
    let key = stray.entry.key.shown();
    let found = Diagnostic::new(key, message).pointer(child(&stray.holder, stray.name));
    let Some(near) = stray.near else {
        let shape = shape_at(&governed.schema.shape, &stray.holder);
        let names: Vec<_> = shape.into_iter().flat_map(|shape| shape.properties.keys()).take(8).collect();
        return match nearest(stray.name, names.iter().map(|name| name.as_str())) {
            Some(near) => found.help(format!("remove it, or move its value to `{near}`")),
            None if names.is_empty() => found.help("remove it"),
            None => {
                let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
                found.help(format!("remove it, or use one of the fields that the schema has: {}", all_of(&names)))
            }
        };
    };
    let found = found.help(format!("write `{near}`"));
    let copied = stray.entry.merged || stray.entry.key.alias.is_some() || stray.mapping.get(near).is_some();
    let Some(scalar) = stray.entry.key.as_scalar().filter(|_| first && !copied) else { return found };
    let style = if scalar.style.is_block() { Style::Plain } else { scalar.style };
    let edit = Edit::replace(key, governed.document.syntax.write_key(near, style));
    found.fix(Fix::unsafe_(format!("rename the field to `{near}`"), [edit]))
}

pub(super) fn shape_at<'a>(shape: &'a Shape, pointer: &str) -> Option<&'a Shape> {
    pointer.split('/').skip(1).try_fold(shape, |shape, token| {
        let token = unescape(token);
        shape.property(&token).or(shape.items.as_deref().filter(|_| token.parse::<usize>().is_ok()))
    })
}
