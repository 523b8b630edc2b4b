//! `wikilink/duplicate`.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::DUPLICATE;
use crate::diagnostic::{Diagnostic, Edit, Fix, excerpt};
use crate::kinds::wikilink::{fold, parse};
use crate::rules::list::removal;
use crate::rules::subject::{Subject, name_and_pointer};
use crate::rules::{Context, Findings};
use crate::source::Span;
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
