//! `wikilink/duplicate`.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::DUPLICATE;
use crate::diagnostic::{Diagnostic, Edit, Fix, excerpt};
use crate::kinds::wikilink::{fold, parse};
use crate::rules::subject::{Subject, name_and_pointer};
use crate::rules::{Context, Findings};
use crate::source::Span;
use crate::tree::{Node, Sequence};
use crate::values::TypedValue;

pub(super) fn check(context: &Context, value: &TypedValue, findings: &mut Findings) {
    let Some(sequence) = value.node.as_sequence().filter(|sequence| sequence.items.len() > 1) else { return };
    if !findings.wants(&DUPLICATE) {
        return;
    }
    let mut seen = Seen::default();
    for (index, item) in sequence.items.iter().enumerate() {
        let Some(subject) = Subject::new(context, item).filter(Subject::is_string) else { continue };
        let Some(target) = target(subject.text) else { continue };
        let Some(first) = seen.insert(target, item.shown()) else { continue };
        let (name, pointer) = name_and_pointer(context, value);
        let message = format!("`{}` is in `{name}` twice", excerpt(subject.text));
        let mut diagnostic = Diagnostic::new(item.shown(), message).also(first, "the first time");
        diagnostic = diagnostic.pointer(format!("{pointer}/{index}")).help("remove one of them");
        if let Some(span) = removal(context.document.source.text(), sequence, index) {
            diagnostic = diagnostic.fix(Fix::unsafe_("remove the second", [Edit::delete(span)]));
        }
        findings.push(&DUPLICATE, diagnostic);
    }
}

/// The targets so far, each with its first place.
#[derive(Default)]
struct Seen {
    /// Among a few targets, looking at each is the quickest.
    few: Vec<(String, Span)>,
    many: HashMap<String, Span>,
}

impl Seen {
    const FEW: usize = 16;

    /// Adds a target, or gives the place where it was before.
    fn insert(&mut self, target: String, span: Span) -> Option<Span> {
        if let Some((_, first)) = self.few.iter().find(|(known, _)| *known == target) {
            return Some(*first);
        }
        if self.few.len() < Self::FEW {
            self.few.push((target, span));
            return None;
        }
        match self.many.entry(target) {
            Entry::Occupied(known) => Some(*known.get()),
            Entry::Vacant(place) => {
                place.insert(span);
                None
            }
        }
    }
}

/// What a link leads to, in the form for comparing.
fn target(text: &str) -> Option<String> {
    let link = parse(text).ok()?;
    let mut target = fold(&text[link.target]);
    if let Some(section) = link.section {
        target.push('#');
        target.push_str(&fold(&text[section]));
    }
    Some(target)
}

/// What to delete so that the item is gone: its whole line, or in brackets the item and the comma before it.
fn removal(source: &str, sequence: &Sequence, index: usize) -> Option<Span> {
    let item: &Node = sequence.items.get(index)?;
    if item.anchor.is_some() || item.tag.is_some() || item.alias.is_some() {
        return None;
    }
    if sequence.flow {
        let before = sequence.items.get(index.checked_sub(1)?)?.shown();
        let between = source.get(before.end..item.span.start)?;
        return (between.trim() == ",").then(|| Span::new(before.end, item.span.end));
    }
    let head = source.get(..item.span.start)?;
    let line = head.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let dash = head.get(line..)?.trim();
    let rest = source.get(item.span.end..)?;
    let length = rest.find(['\n', '\r'])?;
    let tail = rest.get(..length)?.trim();
    let ending = if rest.get(length..)?.starts_with("\r\n") { 2 } else { 1 };
    (dash == "-" && tail.is_empty()).then(|| Span::new(line, item.span.end + length + ending))
}
