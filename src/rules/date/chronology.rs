//! `date/chronology`.

use super::CHRONOLOGY;
use crate::diagnostic::{Diagnostic, excerpt};
use crate::kinds::date::Interval;
use crate::kinds::wayback;
use crate::rules::subject::{field, top};
use crate::rules::{Context, Findings};
use crate::source::Span;

/// A field that holds a moment.
struct Moment<'c> {
    name: &'c str,
    interval: Interval,
    span: Span,
    text: &'c str,
    /// It is the stamp of an archive address.
    archived: bool,
}

/// Compares each moment with those before it, the nearest first. A farther one is asked only where nothing is known
/// against it yet, so that one wrong date gives one finding.
pub(super) fn check(context: &Context, findings: &mut Findings) {
    let moments: Vec<Moment> = context.relations.chronology.iter().filter_map(|name| moment(context, name)).collect();
    let mut doubted = vec![false; moments.len()];
    for later in 1..moments.len() {
        let earlier = (0..later).rev().enumerate().find(|(distance, earlier)| {
            let certain = moments[*earlier].interval.is_after(&moments[later].interval);
            certain && (*distance == 0 || !doubted[*earlier])
        });
        if let Some((_, earlier)) = earlier {
            doubted[earlier] = true;
            doubted[later] = true;
            findings.push(&CHRONOLOGY, finding(&moments[earlier], &moments[later]));
        }
    }
}

fn moment<'c>(context: &'c Context, name: &'c str) -> Option<Moment<'c>> {
    let subject = field(context, name)?;
    let (interval, range, archived) = if let Some(interval) = super::moment(context, name, subject.text) {
        (interval, 0..subject.text.len(), false)
    } else {
        let snapshot = wayback::parse(subject.text).ok()?;
        (snapshot.instant(subject.text).ok()?, snapshot.stamp, true)
    };
    let span = subject.node.alias.unwrap_or_else(|| subject.span(range.clone()));
    Some(Moment { name, interval, span, text: &subject.text[range], archived })
}

fn finding(first: &Moment, second: &Moment) -> Diagnostic {
    let stamp = |moment: &Moment| if moment.archived { "the stamp of " } else { "" };
    let message = format!(
        "{}`{}` (`{}`) is earlier than {}`{}` (`{}`)",
        stamp(second),
        second.name,
        excerpt(second.text),
        stamp(first),
        first.name,
        excerpt(first.text)
    );
    Diagnostic::new(second.span, message)
        .label("this is earlier")
        .also(first.span, format!("than this, which `{}` should not precede", second.name))
        .pointer(top(second.name))
        .help(format!("correct `{}` or `{}`", first.name, second.name))
}
