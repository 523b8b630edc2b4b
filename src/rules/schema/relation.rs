//! `schema/relation`: fields that need, exclude or equal each other.

use super::RELATION;
use crate::diagnostic::{Diagnostic, excerpt};
use crate::rules::subject::{field, top};
use crate::rules::{Context, Findings};
use crate::schema::Relations;
use crate::source::Span;
use crate::tree::{Entry, Mapping};

pub(super) fn check(context: &Context, relations: &Relations, findings: &mut Findings) {
    let Some(fields) = context.document.fields().filter(|_| findings.wants(&RELATION)) else { return };
    let there = |name: &str| fields.get(name).filter(|entry| !entry.value.is_null());
    for (name, others) in &relations.requires {
        let Some(entry) = there(name) else { continue };
        for other in others.iter().filter(|other| there(other).is_none()) {
            findings.push(&RELATION, needs(entry, name, other));
        }
    }
    for (name, others) in &relations.excludes {
        let Some(entry) = there(name) else { continue };
        for (other, second) in others.iter().filter_map(|other| Some((other, there(other)?))) {
            findings.push(&RELATION, excludes((name, entry), (other, second)));
        }
    }
    for (one, other) in &relations.equals {
        findings.extend(&RELATION, equals(context, one, other));
    }
    for names in &relations.one_of {
        findings.extend(&RELATION, one_of(context, fields, names));
    }
    for name in &relations.same_as_folder {
        findings.extend(&RELATION, same_as_folder(context, name));
    }
}

fn needs(entry: &Entry, name: &str, other: &str) -> Diagnostic {
    let (name, shown) = (excerpt(name), excerpt(other));
    Diagnostic::new(entry.key.span, format!("`{name}` needs `{shown}`, which is missing"))
        .help(format!("add `{shown}`, or remove `{name}`"))
        .pointer(top(&name))
}

fn excludes((name, entry): (&str, &Entry), (other, second): (&str, &Entry)) -> Diagnostic {
    let (first, later) = if entry.key.span.start <= second.key.span.start {
        ((name, entry), (other, second))
    } else {
        ((other, second), (name, entry))
    };
    let message = format!("`{}` and `{}` exclude each other", excerpt(later.0), excerpt(first.0));
    Diagnostic::new(later.1.key.span, message)
        .also(first.1.key.span, format!("`{}` is here", excerpt(first.0)))
        .help("remove one of the two")
        .pointer(top(later.0))
}

fn equals(context: &Context, one: &str, other: &str) -> Option<Diagnostic> {
    let (first, second) = (field(context, one)?, field(context, other)?);
    if first.text == second.text {
        return None;
    }
    let span = first.node.alias.unwrap_or_else(|| first.span(0..first.text.len()));
    let message = format!(
        "`{}` is `{}`, and `{}` is `{}`: they should be equal",
        excerpt(one),
        excerpt(first.text),
        excerpt(other),
        excerpt(second.text)
    );
    let there = second.node.alias.unwrap_or_else(|| second.span(0..second.text.len()));
    let found = Diagnostic::new(span, message).also(there, format!("`{}` is here", excerpt(other)));
    Some(found.help("make them equal").pointer(top(one)))
}

fn one_of(context: &Context, fields: &Mapping, names: &[String]) -> Option<Diagnostic> {
    let present: Vec<(&String, &Entry)> = names
        .iter()
        .filter_map(|name| Some((name, fields.get(name).filter(|entry| !entry.value.is_null())?)))
        .collect();
    let listed = |names: &mut dyn Iterator<Item = &String>| {
        names.map(|name| format!("`{}`", excerpt(name))).collect::<Vec<_>>().join(", ")
    };
    match present.as_slice() {
        [_] => None,
        [] => {
            // Which of them was meant cannot be known where a part of the document could not be read.
            let unread = |problem: &crate::tree::Problem| problem.kind != crate::tree::ProblemKind::Tag;
            if context.document.problems.iter().any(unread) {
                return None;
            }
            let message = format!("one of {} is required, and none is there", listed(&mut names.iter()));
            Some(Diagnostic::new(context.document.opening(), message).help("add one of them"))
        }
        [first, .., last] => {
            let all = listed(&mut present.iter().map(|(name, _)| *name));
            let message = format!("only one of {all} may be there");
            let found = Diagnostic::new(last.1.key.span, message).also(first.1.key.span, "another of them");
            Some(found.help("keep one of them").pointer(top(last.0)))
        }
    }
}

fn same_as_folder(context: &Context, name: &str) -> Option<Diagnostic> {
    let folder = context.document.source.place()?.rsplit('/').nth(1)?;
    let subject = field(context, name)?;
    if subject.text == folder {
        return None;
    }
    let span: Span = subject.node.alias.unwrap_or_else(|| subject.span(0..subject.text.len()));
    let (name, text, folder) = (excerpt(name), excerpt(subject.text), excerpt(folder));
    let message = format!("`{name}` is `{text}`, and the document is in the folder `{folder}`");
    Some(
        Diagnostic::new(span, message)
            .help(format!("write `{folder}`, or move the document to a folder `{text}`"))
            .pointer(top(&name)),
    )
}
