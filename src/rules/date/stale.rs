//! `date/stale`: dates that are older than the schema allows.

use super::{STALE, moment, utc};
use crate::diagnostic::{Diagnostic, excerpt};
use crate::rules::subject::{field, top};
use crate::rules::{Context, Findings};

pub(super) fn check(context: &Context, findings: &mut Findings) {
    if !findings.wants(&STALE) {
        return;
    }
    for (name, age) in &context.relations.stale {
        let Some(subject) = field(context, name) else { continue };
        let Some(interval) = moment(context, name, subject.text) else { continue };
        let passed = utc(context.now) - interval.latest;
        if passed <= *age {
            continue;
        }
        let begun = interval.local.map_or(interval.earliest, |(first, _)| first);
        let days = days((context.now.date_naive() - begun.date()).num_days());
        let (shown, text) = (excerpt(name), excerpt(subject.text));
        let (message, help) = if age.is_zero() {
            (
                format!("`{shown}` passed {days} ago: `{text}`"),
                format!("set `{shown}` to a later date, or remove the document"),
            )
        } else {
            let most = self::days(age.num_days());
            (
                format!("`{shown}` is {days} old, more than {most}: `{text}`"),
                format!("look at the document again and set `{shown}` to today"),
            )
        };
        let span = subject.node.alias.unwrap_or_else(|| subject.span(0..subject.text.len()));
        findings.push(&STALE, Diagnostic::new(span, message).help(help).pointer(top(name)));
    }
}

fn days(count: i64) -> String {
    match count {
        0 => "less than a day".to_owned(),
        1 => "1 day".to_owned(),
        count => format!("{count} days"),
    }
}
