//! `date/*`: dates that are not written as dates, that no calendar has, or that cannot be true.

mod chronology;
mod notation;
mod stale;
mod words;

use chrono::{DateTime, FixedOffset, NaiveDateTime};

use super::subject::{Subject, name_and_pointer, place_of, subjects};
use super::{Context, Findings, OptionSpec, Repair, Target};
use crate::diagnostic::Severity::{Error, Info, Warning};
use crate::diagnostic::{Diagnostic, Fix, excerpt};
use crate::kinds::date::{
    Fault, FaultKind, Form, Interval, Problem, Reading, check as check_date, impossible_in_yaml, interval, notated,
};
use crate::kinds::{Family, Kind, Kinds, family, may_lie_ahead};
use crate::syntax::Syntax;
use crate::tree::{Node, Resolved, Style};
use crate::values::TypedValue;

rules! {
    /// Finds values that are not the date or date-time that the field holds.
    ///
    /// Programs sort, compare and archive by dates. One that is written in another way sorts wrongly or is not read at
    /// all, and `03/04/2022` is two days at once. The form wanted is that of RFC 3339, which the formats `date`, `time`
    /// and `date-time` of JSON Schema name. Where only the field's name says that it holds a date, the forms that site
    /// generators read are accepted too: a space for `T`, no seconds, `+0200`; years, months and words are left alone.
    /// The finding is a warning there, and advice where the month or day is left open (`2022-XX-XX`).
    ///
    /// The ISO form is offered where the value can be read in one way only.
    ///
    /// # Fails
    /// ```yaml
    /// ---
    /// date: 26.09.2022
    /// ---
    /// ```
    /// ```yaml schema
    /// properties:
    ///   published: { type: string, format: date-time }
    /// ```
    /// ```yaml
    /// ---
    /// published: '2022-09-26 11:40:00+00:00'
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml
    /// ---
    /// date: 2022-09-26
    /// ---
    /// ```
    MALFORMED = "date/malformed", Some(Error), Repair::Unsafe, effect = Exchange;
    /// Finds dates and times that no calendar and no clock has.
    ///
    /// 30 February, the 13th month, 25:61, an offset of 25 hours: some readers refuse them, others silently count on and
    /// read 2 March. Plain text of this form is found in every field, whatever it is called: readers of YAML 1.1 take it
    /// for a date. `PyYAML` refuses the whole document then, as every reader of TOML does.
    ///
    /// # Fails
    /// ```yaml
    /// ---
    /// date: 2022-02-30
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml
    /// ---
    /// date: 2024-02-29
    /// ---
    /// ```
    IMPOSSIBLE = "date/impossible", Some(Error), Repair::None;
    /// Finds a date and time without an offset from UTC.
    ///
    /// Without it, every reader puts the moment into its own time zone, so it differs by up to 26 hours. It is an error
    /// where a schema says `date-time`, which needs an offset, and advice where only the field's name says that it
    /// holds a date: Obsidian, Hexo and Jekyll write local time themselves. A date without a time needs none.
    ///
    /// # Fails
    /// ```yaml
    /// ---
    /// date: 2022-09-26T11:40:00
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml
    /// ---
    /// date: 2022-09-26T11:40:00+03:00
    /// ---
    /// ```
    ZONELESS = "date/zoneless", Some(Error), Repair::None;
    /// Finds dates that are later than now.
    ///
    /// Mostly a wrong year or a day and a month that changed places. A date without a time is later than now when it has
    /// begun nowhere on Earth. Fields that hold the future as a rule, such as `expiryDate` and `publishDate`, are passed
    /// over.
    ///
    /// # Fails
    /// ```yaml
    /// ---
    /// date: 9022-09-26
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml
    /// ---
    /// date: 2022-09-26
    /// ---
    /// ```
    FUTURE = "date/future", Some(Warning), Repair::None;
    /// Finds dates that are out of order with another field.
    ///
    /// An article is not modified before it is published, nor archived before it was there. The fields and their order
    /// are what `chronology` under `x-masthead` in the schema lists; the moment of an archive address is its stamp. Only
    /// what is certain is said: a date without a time is a whole day, and without an offset it is that day anywhere on
    /// Earth, unless the other has none either.
    ///
    /// # Fails
    /// ```yaml schema
    /// properties:
    ///   published: { type: string, format: date }
    ///   modified: { type: string, format: date }
    /// x-masthead:
    ///   chronology: [published, modified]
    /// ```
    /// ```yaml
    /// ---
    /// published: 2022-09-26
    /// modified: 2021-09-27
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml schema
    /// properties:
    ///   published: { type: string, format: date }
    ///   modified: { type: string, format: date }
    /// x-masthead:
    ///   chronology: [published, modified]
    /// ```
    /// ```yaml
    /// ---
    /// published: 2022-09-26
    /// modified: 2022-09-26
    /// ---
    /// ```
    CHRONOLOGY = "date/chronology", Some(Error), Repair::None;
    /// Finds dates that are older than the schema allows.
    ///
    /// `stale` under `x-masthead` names fields and ages: `{ reviewed: 365d }` wants a review at least once a year, and
    /// `{ valid-until: expiry }` finds what has expired. A date without a time is a whole day; only what is certain is
    /// said. `--today` sets the day that ages are counted to.
    ///
    /// # Fails
    /// ```yaml schema
    /// x-masthead: { stale: { reviewed: 365d } }
    /// ```
    /// ```yaml
    /// ---
    /// reviewed: 2021-02-03
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml schema
    /// x-masthead: { stale: { reviewed: 365d } }
    /// ```
    /// ```yaml
    /// ---
    /// reviewed: 2026-11-02
    /// ---
    /// ```
    STALE = "date/stale", Some(Warning), Repair::None;
}

/// The option of `date/future`.
pub(super) static OPTIONS: [OptionSpec; 1] = [OptionSpec {
    rule: &FUTURE,
    key: "tolerance",
    about: "how much later than now a date may be",
    default: "1d",
    target: Target::Duration(|options| &mut options.future_tolerance),
}];

pub(super) fn check(context: &Context, findings: &mut Findings) {
    for (subject, value) in subjects(context, Family::Date) {
        if notation::governs(context, value) {
            continue;
        }
        let fault = fault(subject.node, subject.text, value.kinds);
        let future = match &fault {
            None => true,
            Some((_, fault)) => fault.kind == FaultKind::Zoneless,
        };
        if let Some((form, fault)) = fault {
            report(&subject, form, &fault, context.values.pointer(value), findings);
        }
        if future
            && findings.wants(&FUTURE)
            && let Some(diagnostic) = later_than_now(context, &subject, interval(subject.text))
        {
            let (name, pointer) = name_and_pointer(context, value);
            if may_lie_ahead(&name) {
                continue;
            }
            let message = format!("{} is later than now: `{}`", place_of(&pointer), excerpt(subject.text));
            findings.push(&FUTURE, Diagnostic { message, ..diagnostic }.pointer(pointer));
        }
    }
    if findings.wants(&IMPOSSIBLE) {
        for value in context.values.iter() {
            impossible_elsewhere(context, value, findings);
        }
    }
    if findings.wants(&CHRONOLOGY) {
        chronology::check(context, findings);
    }
    notation::check(context, findings);
    stale::check(context, findings);
}

/// A plain scalar in a field that nothing says is a date, and readers of YAML 1.1 take it for one that no calendar has:
/// `PyYAML` and ruamel.yaml refuse the document, js-yaml 3 counts on to another day.
fn impossible_elsewhere(context: &Context, value: &TypedValue, findings: &mut Findings) {
    let syntax = context.document.syntax;
    if syntax == Syntax::Json {
        return;
    }
    let is_plain = |node: &Node| node.tag.is_none() && node.as_scalar().is_some_and(|it| it.style == Style::Plain);
    for node in value.key.into_iter().chain([value.node]).filter(|node| is_plain(node)) {
        // Every date of this form begins with its year; most values end here.
        if !node.as_scalar().is_some_and(|scalar| scalar.text.starts_with(|first: char| first.is_ascii_digit())) {
            continue;
        }
        let Some(subject) = Subject::new(context, node).filter(Subject::is_string) else { continue };
        let is_key = !std::ptr::eq(node, value.node);
        if !is_key && family(subject.text, value.kinds) == Some(Family::Date) {
            continue;
        }
        let Some((range, kind)) = impossible_in_yaml(subject.text) else { continue };
        let pointer = context.values.pointer(value);
        let (message, _) = words::impossible(&place_of(&pointer), subject.text, &subject.text[range.clone()], kind);
        let help = match syntax {
            Syntax::Yaml | Syntax::Json => {
                "quote it if it is text: readers of YAML 1.1 take it for a date, and some refuse the document"
            }
            Syntax::Toml => {
                "write the date that is meant, or quote it if it is text: readers of TOML refuse the document"
            }
        };
        let diagnostic = Diagnostic::new(subject.span(range), message).help(help).pointer(pointer);
        // What a schema says of the field is said for readers of YAML 1.2.
        let most = if context.schema.is_none() || syntax == Syntax::Toml { Error } else { Warning };
        findings.push_at_most(&IMPOSSIBLE, most, diagnostic);
    }
}

/// What is wrong with the value, under the form that it comes nearest to.
fn fault(node: &Node, text: &str, kinds: Kinds) -> Option<(Form, Fault)> {
    let mut nearest: Option<(Form, Fault)> = None;
    for form in kinds.iter().filter_map(Kind::form) {
        let Err(fault) = check_date(text, form) else { return None };
        // Where a date and time is wanted too, a time is not what is too much.
        let too_much = matches!(fault.kind, FaultKind::Malformed { problem: Problem::TooMuch, .. });
        if too_much && form != Form::DateTime && kinds.has(Kind::DateTime) {
            continue;
        }
        if nearest.as_ref().is_none_or(|(_, other)| distance(&fault) < distance(other)) {
            nearest = Some((form, fault));
        }
    }
    // A number or a boolean is of the wrong type, which is said elsewhere, unless it is plainly meant as a date.
    let is_string = node.resolved() == Some(Resolved::String);
    nearest.filter(|(_, fault)| is_string || distance(fault) < 3)
}

/// How far a value is from its form: the nearer one tells what was meant.
fn distance(fault: &Fault) -> u8 {
    match &fault.kind {
        FaultKind::Zoneless => 0,
        FaultKind::Impossible(_) => 1,
        FaultKind::Malformed { readings, .. } if !readings.is_empty() => 2,
        FaultKind::Malformed { .. } => 3,
    }
}

fn report(subject: &Subject, form: Form, fault: &Fault, pointer: String, findings: &mut Findings) {
    let (span, place) = (subject.span(fault.range.clone()), place_of(&pointer));
    match &fault.kind {
        FaultKind::Malformed { problem, readings } => {
            let message = words::malformed(&place, subject.text, &subject.text[fault.range.clone()], *problem, form);
            let mut diagnostic = Diagnostic::new(span, message).pointer(pointer);
            diagnostic.help = Some(words::help(readings, *problem, form));
            if let [Reading { iso, complete: true }] = readings.as_slice() {
                let edit = subject.rewrite(iso);
                diagnostic.fix = edit.map(|edit| Fix::unsafe_(format!("write `{iso}`"), [edit]));
            }
            // Where only the name says that it is a date, a vault may have a notation of its own, and an archive may
            // leave open what nobody knows (EDTF, ISO 8601-2).
            let most = match form {
                Form::Timestamp if *problem == Problem::Open => Info,
                Form::Timestamp => Warning,
                Form::Date | Form::Time | Form::DateTime => Error,
            };
            findings.push_at_most(&MALFORMED, most, diagnostic);
        }
        FaultKind::Impossible(kind) => {
            let (message, help) = words::impossible(&place, subject.text, &subject.text[fault.range.clone()], *kind);
            findings.push(&IMPOSSIBLE, Diagnostic { help, ..Diagnostic::new(span, message) }.pointer(pointer));
        }
        FaultKind::Zoneless => {
            let message = format!("{place} has no offset from UTC: `{}`", excerpt(subject.text));
            let help = "add the offset of the place where it was written, such as `+03:00`, or `Z` for UTC";
            let diagnostic = Diagnostic::new(span, message).help(help).pointer(pointer);
            // Local time is what Obsidian, Hexo and Jekyll write themselves.
            let most = if form == Form::Timestamp { Info } else { Error };
            findings.push_at_most(&ZONELESS, most, diagnostic);
        }
    }
}

/// When a field says that something was, in its own notation where it has one.
fn moment(context: &Context, field: &str, text: &str) -> Option<Interval> {
    match notation::of(context, field) {
        Some(own) => notated(text, own).ok(),
        None => interval(text),
    }
}

/// A finding without its message, where the value is later than now.
fn later_than_now(context: &Context, subject: &Subject, interval: Option<Interval>) -> Option<Diagnostic> {
    let earliest = interval?.earliest;
    let limit = utc(context.now).checked_add_signed(context.options.future_tolerance)?;
    (earliest > limit).then(|| {
        let help = format!("now is {}", context.now.format("%Y-%m-%dT%H:%M:%S%:z"));
        Diagnostic::new(subject.span(0..subject.text.len()), "").help(help)
    })
}

fn utc(moment: DateTime<FixedOffset>) -> NaiveDateTime {
    moment.naive_utc()
}
