//! What is said about dates.

use crate::diagnostic::excerpt;
use crate::kinds::date::{Form, Impossible, Problem, Reading};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The message of `date/malformed`: `place` is the value in words, `part` the text that is wrong.
pub(super) fn malformed(place: &str, text: &str, part: &str, problem: Problem, form: Form) -> String {
    let part = excerpt(part);
    match problem {
        Problem::Separator => format!("{place} has a space instead of `T` between date and time"),
        Problem::NoSeconds => format!("the time `{part}` of {place} has no seconds"),
        Problem::OffsetColon => format!("the offset `{part}` of {place} has no colon"),
        Problem::OffsetMinutes => format!("the offset `{part}` of {place} has no minutes"),
        Problem::OffsetSpace => format!("{place} has a space before its offset"),
        Problem::OffsetName => format!("the offset of {place} is written `{part}`, not `Z`"),
        Problem::Comma => format!("{place} has a comma before the fraction of its second, not a point"),
        Problem::DateOnly => format!("{place} holds a date without a time: `{part}`"),
        Problem::TimeOnly => format!("{place} holds a time without a date: `{part}`"),
        Problem::TooMuch if form == Form::Time => format!("{place} holds more than a time: `{part}`"),
        Problem::TooMuch => format!("{place} holds more than a date: `{part}`"),
        Problem::Tail => format!("{place} has `{part}` after its date: `{}`", excerpt(text)),
        Problem::Open => format!("`{}` in {place} leaves `{part}` open", excerpt(text)),
        Problem::ShortYear => format!("`{}` in {place} has a year of two digits", excerpt(text)),
        Problem::Notation | Problem::Unknown => {
            format!("`{}` in {place} is not {}", excerpt(text), wanted(form))
        }
    }
}

const fn wanted(form: Form) -> &'static str {
    match form {
        Form::Date => "a date of the form `2022-09-26`",
        Form::Time => "a time of the form `11:40:00Z`",
        Form::DateTime => "a date-time of the form `2022-09-26T11:40:00+00:00`",
        Form::Timestamp => "a date of the form `2022-09-26` or `2022-09-26T11:40:00+00:00`",
    }
}

/// The help of `date/malformed`.
pub(super) fn help(readings: &[Reading], problem: Problem, form: Form) -> String {
    match readings {
        [] if problem == Problem::Open && form == Form::Timestamp => {
            "write the whole date, or only what is known: `2022` or `2022-09`".to_owned()
        }
        [] => format!("write {}", wanted(form)),
        [Reading { iso, complete: true }] => format!("write `{iso}`"),
        [Reading { iso, complete: false }] => format!("it reads as `{iso}`: write {}", wanted(form)),
        [first, rest @ ..] => {
            let rest: Vec<_> = rest.iter().map(|reading| format!("`{}`", reading.iso)).collect();
            format!("it can mean `{}` or {}: write the one that is meant", first.iso, rest.join(" or "))
        }
    }
}

/// Message and help of `date/impossible`.
pub(super) fn impossible(place: &str, text: &str, part: &str, kind: Impossible) -> (String, Option<String>) {
    let text = excerpt(text);
    match kind {
        Impossible::Month => {
            (format!("{place} has a month `{part}`: `{text}`"), Some("write a month from `01` to `12`".to_owned()))
        }
        Impossible::Day { year, month, last } => {
            let month_name =
                usize::try_from(month).ok().and_then(|month| MONTHS.get(month - 1)).unwrap_or(&"the month");
            let message = if part.bytes().all(|byte| byte == b'0') {
                format!("{place} has a day `{part}`: `{text}`")
            } else {
                format!("{place} has a day that {month_name} {year:04} does not have: `{text}`")
            };
            (message, Some(format!("the last day of {month_name} {year:04} is `{year:04}-{month:02}-{last:02}`")))
        }
        Impossible::Hour if part == "24" => (
            format!("{place} has an hour `24`: `{text}`"),
            Some("write midnight as `00:00:00` of the next day".to_owned()),
        ),
        Impossible::Hour => {
            (format!("{place} has an hour `{part}`: `{text}`"), Some("write an hour from `00` to `23`".to_owned()))
        }
        Impossible::Minute => {
            (format!("{place} has a minute `{part}`: `{text}`"), Some("write a minute from `00` to `59`".to_owned()))
        }
        Impossible::Second => {
            (format!("{place} has a second `{part}`: `{text}`"), Some("write a second from `00` to `59`".to_owned()))
        }
        Impossible::LeapSecond => (
            format!("{place} has a second `60` where no leap second can be: `{text}`"),
            Some("leap seconds are at `23:59:60` UTC".to_owned()),
        ),
        Impossible::OffsetHour => (
            format!("{place} has an offset of `{part}` hours: `{text}`"),
            Some("write the offset from UTC; on Earth it is from `-12:00` to `+14:00`".to_owned()),
        ),
        Impossible::OffsetMinute => (
            format!("{place} has an offset with `{part}` minutes: `{text}`"),
            Some("write minutes from `00` to `59`".to_owned()),
        ),
        Impossible::Ordinal => (format!("{place} names a day that its year does not have: `{text}`"), None),
    }
}
