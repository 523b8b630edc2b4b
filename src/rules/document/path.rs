//! `document/path`: the path against the fields that the schema's template names.

use std::collections::HashSet;

use super::PATH;
use crate::diagnostic::{Diagnostic, excerpt};
use crate::kinds::date::on_the_clock;
use crate::rules::subject::{Subject, field, top};
use crate::rules::{Context, Findings};
use crate::schema::{PathForm, PathPart, PathTemplate};
use crate::source::Span;
use crate::tree::Value;

/// Longer paths are not compared, in bytes.
const LONGEST: usize = 4_096;

/// How many forms one field may have in a path: a list has one for each item.
const MOST_FORMS: usize = 50;

pub(super) fn check(context: &Context, findings: &mut Findings) {
    let Some(template) = context.relations.path.as_ref().filter(|_| findings.wants(&PATH)) else { return };
    let Some(path) = context.document.source.place().filter(|path| path.len() <= LONGEST) else { return };
    let Some(fields) = context.document.fields() else { return };
    let pieces: Vec<Piece> = template.parts.iter().map(|part| Piece::new(context, part)).collect();
    if fit(&pieces, path, &[]).is_some() {
        return;
    }
    let mut names: Vec<&str> = Vec::new();
    for name in pieces.iter().filter_map(Piece::known_field) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let alone = names.iter().find_map(|name| Some((*name, fit(&pieces, path, &[*name])?)));
    let found = alone.or_else(|| {
        let captures = fit(&pieces, path, &names)?;
        let name = pieces.iter().zip(&captures).find_map(|(piece, captured)| piece.wants_other(captured))?;
        Some((name, captures))
    });
    let finding = match found {
        Some((name, captures)) => {
            let span = match field(context, name) {
                Some(subject) => subject.node.alias.unwrap_or_else(|| subject.span(0..subject.text.len())),
                None => fields.get(name).map_or(context.document.opening(), |entry| entry.key.span),
            };
            Some(disagrees(span, name, path, &pieces, &captures))
        }
        None => Some(does_not_fit(context, template, path)),
    };
    findings.extend(&PATH, finding);
}

fn disagrees(span: Span, name: &str, path: &str, pieces: &[Piece], captures: &[&str]) -> Diagnostic {
    let differing = pieces.iter().zip(captures).find_map(|(piece, captured)| match piece {
        Piece::Field { name: other, forms, .. } if *other == name && !forms.iter().any(|form| form == captured) => {
            Some((forms.first()?.as_str(), *captured))
        }
        _ => None,
    });
    let (wanted, actual) = differing.unwrap_or_default();
    let right: String = pieces
        .iter()
        .zip(captures)
        .map(|(piece, captured)| match piece {
            Piece::Field { name: other, forms, .. } if *other == name => {
                if forms.iter().any(|form| form == captured) {
                    captured
                } else {
                    forms.first().map_or(*captured, String::as_str)
                }
            }
            _ => captured,
        })
        .collect();
    let message = format!(
        "`{}` wants `{}` in the path, which has `{}`: `{}`",
        excerpt(name),
        excerpt(wanted),
        excerpt(actual),
        excerpt(path)
    );
    Diagnostic::new(span, message)
        .help(format!("move the document to `{}`, or correct `{}`", excerpt(&right), excerpt(name)))
        .pointer(top(name))
}

fn does_not_fit(context: &Context, template: &PathTemplate, path: &str) -> Diagnostic {
    let message = format!("the path `{}` does not fit `{}`", excerpt(path), excerpt(&template.text));
    Diagnostic::new(context.document.opening(), message).help("move the document to where the schema wants it")
}

/// A part of the template with what the document puts in its place.
enum Piece<'c> {
    Literal(&'c str),
    Name,
    Any,
    Field {
        name: &'c str,
        form: &'c PathForm,
        /// What the field's value may look like; empty where it has none to compare.
        forms: Vec<String>,
    },
}

impl<'c> Piece<'c> {
    fn new(context: &Context, part: &'c PathPart) -> Self {
        match part {
            PathPart::Literal(text) => Self::Literal(text),
            PathPart::Name => Self::Name,
            PathPart::Any => Self::Any,
            PathPart::Field { name, form } => Self::Field { name, form, forms: forms(context, name, form) },
        }
    }

    /// The field that it compares, where that would be written in another way.
    fn wants_other(&self, captured: &str) -> Option<&'c str> {
        match self {
            Self::Field { name, forms, .. } if !forms.is_empty() && !forms.iter().any(|form| form == captured) => {
                Some(name)
            }
            Self::Field { .. } | Self::Literal(_) | Self::Name | Self::Any => None,
        }
    }

    /// The field that it compares.
    fn known_field(&self) -> Option<&'c str> {
        match self {
            Self::Field { name, forms, .. } if !forms.is_empty() => Some(name),
            Self::Field { .. } | Self::Literal(_) | Self::Name | Self::Any => None,
        }
    }
}

/// What a field's value looks like in a path.
fn forms(context: &Context, name: &str, form: &PathForm) -> Vec<String> {
    let entry = context.document.fields().and_then(|fields| fields.get(name));
    let Some(value) = entry.map(|entry| &entry.value) else { return Vec::new() };
    let nodes = match &value.value {
        Value::Sequence(list) => list.items.iter().collect(),
        _ => vec![value],
    };
    let subjects = nodes.into_iter().filter_map(|node| Subject::new(context, node));
    let forms = subjects.take(MOST_FORMS).flat_map(|subject| match form {
        PathForm::Text => vec![subject.text.to_owned()],
        PathForm::Slug(slug) => slug.of(subject.text),
        PathForm::Date(notation) => date(context, name, subject.text, notation).into_iter().collect(),
    });
    forms.filter(|form| !form.is_empty()).collect()
}

fn date(context: &Context, name: &str, text: &str, notation: &str) -> Option<String> {
    use std::fmt::Write as _;
    let own = context.relations.dates.iter().find(|(field, _)| field == name);
    let (day, time) = match own {
        Some((_, own)) => {
            let interval = crate::kinds::date::notated(text, own).ok()?;
            let (first, last) = interval.local.unwrap_or((interval.earliest, interval.latest));
            (first.date(), (first == last).then(|| first.time()))
        }
        None => on_the_clock(text)?,
    };
    let mut written = String::new();
    // A notation with a time asks for more than a date alone has.
    let result = match time {
        Some(time) => write!(written, "{}", day.and_time(time).format(notation)),
        None => write!(written, "{}", day.format(notation)),
    };
    result.ok().map(|()| written)
}

/// What each piece stands for in the path, where all of it fits. The fields in `free` may have any value, as may those
/// of which nothing is known.
fn fit<'p>(pieces: &[Piece], path: &'p str, free: &[&str]) -> Option<Vec<&'p str>> {
    let mut captures = Vec::with_capacity(pieces.len());
    let mut dead = HashSet::new();
    fit_from(pieces, path, 0, free, &mut captures, &mut dead).then_some(captures)
}

fn fit_from<'p>(
    pieces: &[Piece],
    path: &'p str,
    at: usize,
    free: &[&str],
    captures: &mut Vec<&'p str>,
    dead: &mut HashSet<(usize, usize)>,
) -> bool {
    let Some((piece, rest)) = pieces.split_first() else { return at == path.len() };
    // Reached before in another way, and nothing came of it.
    if !dead.insert((pieces.len(), at)) {
        return false;
    }
    for end in ends(piece, path, at, free) {
        captures.push(&path[at..end]);
        if fit_from(rest, path, end, free, captures, dead) {
            return true;
        }
        captures.pop();
    }
    false
}

/// Where a piece that begins at a byte of the path may end.
fn ends(piece: &Piece, path: &str, at: usize, free: &[&str]) -> Vec<usize> {
    let rest = &path[at..];
    let literal = |text: &str| rest.starts_with(text).then(|| at + text.len());
    let all = |within: &str| within.char_indices().map(|(index, one)| at + index + one.len_utf8()).collect::<Vec<_>>();
    let name = &rest[..rest.find('/').unwrap_or(rest.len())];
    match piece {
        Piece::Literal(text) => literal(text).into_iter().collect(),
        Piece::Name => std::iter::once(at).chain(all(name)).rev().collect(),
        Piece::Any => std::iter::once(at).chain(all(rest)).rev().collect(),
        Piece::Field { name: field, form, forms } if forms.is_empty() || free.contains(field) => {
            let is_date = |end: &usize| match form {
                PathForm::Date(notation) => is_written(&path[at..*end], notation),
                PathForm::Text | PathForm::Slug(_) => true,
            };
            all(name).into_iter().rev().filter(is_date).collect()
        }
        Piece::Field { forms, .. } => forms.iter().filter_map(|form| literal(form)).collect(),
    }
}

/// Whether a text is written in a notation of dates, complete or not.
fn is_written(text: &str, notation: &str) -> bool {
    use chrono::format::{Parsed, StrftimeItems, parse};
    parse(&mut Parsed::new(), text, StrftimeItems::new(notation)).is_ok()
}
