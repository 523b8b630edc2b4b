//! Dates in a notation of their own: `x-masthead: dates`.

use super::{FUTURE, IMPOSSIBLE, MALFORMED, ZONELESS, later_than_now};
use crate::diagnostic::{Diagnostic, Fix, excerpt};
use crate::kinds::date::{Unnotated, notated, on_the_clock};
use crate::kinds::may_lie_ahead;
use crate::rules::subject::{Subject, field, top};
use crate::rules::{Context, Findings};
use crate::values::TypedValue;

/// The notation of a field at the top, where it has one of its own.
pub(super) fn of<'c>(context: &'c Context, field: &str) -> Option<&'c str> {
    context.relations.dates.iter().find(|(name, _)| name == field).map(|(_, notation)| notation.as_str())
}

/// Whether a value is a date in a notation of its own, which is judged here.
pub(super) fn governs(context: &Context, value: &TypedValue) -> bool {
    !context.relations.dates.is_empty() && {
        let pointer = context.values.pointer(value);
        context.relations.dates.iter().any(|(name, _)| top(name) == pointer)
    }
}

pub(super) fn check(context: &Context, findings: &mut Findings) {
    for (name, notation) in &context.relations.dates {
        let Some(subject) = field(context, name) else { continue };
        let whole = subject.node.alias.unwrap_or_else(|| subject.span(0..subject.text.len()));
        let (shown, text) = (excerpt(name), excerpt(subject.text));
        match notated(subject.text, notation) {
            Ok(interval) => {
                if !may_lie_ahead(name)
                    && let Some(found) = later_than_now(context, &subject, Some(interval))
                {
                    let message = format!("`{shown}` is later than now: `{text}`");
                    findings.push(&FUTURE, Diagnostic { message, ..found }.pointer(top(name)));
                }
                let has_time = interval.local.is_some_and(|(first, last)| first == last);
                if has_time && notation.contains("%z") {
                    let message = format!("`{shown}` has no offset from UTC: `{text}`");
                    findings.push(&ZONELESS, Diagnostic::new(whole, message).pointer(top(name)));
                }
            }
            Err(Unnotated::Impossible) => {
                let message = format!("`{shown}` is a date that no calendar has: `{text}`");
                let help = format!("write a date of the form `{}`", example(context, notation));
                findings.push(&IMPOSSIBLE, Diagnostic::new(whole, message).help(help).pointer(top(name)));
            }
            Err(Unnotated::Otherwise) => findings.push(&MALFORMED, otherwise(context, &subject, name, notation)),
        }
    }
}

fn otherwise(context: &Context, subject: &Subject, name: &str, notation: &str) -> Diagnostic {
    let whole = subject.node.alias.unwrap_or_else(|| subject.span(0..subject.text.len()));
    let form = example(context, notation);
    let message = format!("`{}` is not a date of the form `{form}`: `{}`", excerpt(name), excerpt(subject.text));
    let found = Diagnostic::new(whole, message).pointer(top(name));
    let Some(day) = on_the_clock(subject.text).and_then(|(day, time)| written(day, time, notation)) else {
        return found.help(format!("write it as `{form}` (`{notation}`)"));
    };
    let found = found.help(format!("write `{day}` (`{notation}`)"));
    match subject.rewrite(&day).filter(|_| subject.node.alias.is_none()) {
        Some(edit) => found.fix(Fix::unsafe_(format!("write `{day}`"), [edit])),
        None => found,
    }
}

/// A day in a notation; nothing where the notation wants a time and there is none.
fn written(day: chrono::NaiveDate, time: Option<chrono::NaiveTime>, notation: &str) -> Option<String> {
    use std::fmt::Write as _;
    let mut text = String::new();
    match time {
        Some(time) => write!(text, "{}", day.and_time(time).format(notation)).ok()?,
        None => write!(text, "{}", day.format(notation)).ok()?,
    }
    Some(text)
}

/// Today in a notation.
fn example(context: &Context, notation: &str) -> String {
    use std::fmt::Write as _;
    let mut text = String::new();
    match write!(text, "{}", context.now.format(notation)) {
        Ok(()) => text,
        Err(_) => notation.to_owned(),
    }
}
