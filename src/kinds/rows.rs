//! What is known of each kind, in one place: what is not told here is told by the rules of its family.

use super::date::{Form, check};
use super::{Family, Kind, language, url, wayback, wikilink};

/// All that is known of a kind.
pub(super) struct Row {
    pub(super) kind: Kind,
    pub(super) name: &'static str,
    /// The kinds of one family have one group of rules.
    pub(super) family: Family,
    pub(super) wanted: &'static str,
    pub(super) form: Option<Form>,
    pub(super) is: fn(&str) -> bool,
    pub(super) is_surely: fn(&str) -> bool,
    pub(super) own_format: Option<fn(&str) -> bool>,
}

/// In the order of [`Kind`].
pub(super) const ROWS: [Row; Kind::ALL.len()] = [
    Row {
        kind: Kind::Date,
        name: "date",
        family: Family::Date,
        wanted: "a date, such as `2022-09-26`",
        form: Some(Form::Date),
        is: is_date,
        is_surely: is_date,
        own_format: None,
    },
    Row {
        kind: Kind::Time,
        name: "time",
        family: Family::Date,
        wanted: "a time, such as `11:40:00Z`",
        form: Some(Form::Time),
        is: is_time,
        is_surely: is_time,
        own_format: None,
    },
    Row {
        kind: Kind::DateTime,
        name: "date-time",
        family: Family::Date,
        wanted: "a date and time, such as `2022-09-26T11:40:00Z`",
        form: Some(Form::DateTime),
        is: is_date_time,
        is_surely: is_date_time,
        own_format: None,
    },
    Row {
        kind: Kind::Timestamp,
        name: "timestamp",
        family: Family::Date,
        wanted: "a date and time, such as `2022-09-26T11:40:00Z`",
        form: Some(Form::Timestamp),
        is: |text| check(text, Form::Timestamp).is_ok(),
        is_surely: is_written_as_timestamp,
        own_format: None,
    },
    Row {
        kind: Kind::LanguageTag,
        name: "language-tag",
        family: Family::Language,
        wanted: "the tag of a language, such as `ru`",
        form: None,
        is: language::is_known,
        is_surely: |text| text.len() <= 35 && language::is_known(text),
        own_format: Some(language::is_known),
    },
    Row {
        kind: Kind::Wikilink,
        name: "wikilink",
        family: Family::Wikilink,
        wanted: "a link, such as `\"[[Serbia]]\"`",
        form: None,
        is: wikilink::is_wikilink,
        is_surely: wikilink::is_wikilink,
        own_format: Some(wikilink::is_wikilink),
    },
    Row {
        kind: Kind::WaybackUrl,
        name: "wayback-url",
        family: Family::Address,
        wanted: "the address of a snapshot",
        form: None,
        is: wayback::is_wayback_url,
        is_surely: wayback::is_wayback_url,
        own_format: Some(wayback::has_outline),
    },
    Row {
        kind: Kind::Uri,
        name: "uri",
        family: Family::Address,
        wanted: "an address",
        form: None,
        is: url::is_url,
        is_surely: |text| text.contains("://") && url::is_url(text),
        own_format: None,
    },
    Row {
        kind: Kind::UriReference,
        name: "uri-reference",
        family: Family::Address,
        wanted: "an address",
        form: None,
        is: |text| url::check_loosely(text).is_ok(),
        is_surely: |text| !text.contains(char::is_whitespace),
        own_format: None,
    },
];

impl Kind {
    pub(super) const fn row(self) -> &'static Row {
        &ROWS[self as usize]
    }
}

fn is_date(text: &str) -> bool {
    check(text, Form::Date).is_ok()
}

fn is_time(text: &str) -> bool {
    check(text, Form::Time).is_ok()
}

fn is_date_time(text: &str) -> bool {
    check(text, Form::DateTime).is_ok()
}

/// A full date, perhaps with a time behind it, in local time or with an offset.
fn is_written_as_timestamp(text: &str) -> bool {
    let Some(day) = text.get(..10).filter(|_| text.len() <= 40) else { return false };
    let is_clock = |rest: &str| {
        rest.is_empty()
            || rest.starts_with(['T', 't', ' '])
                && rest[1..].trim_start().starts_with(|first: char| first.is_ascii_digit())
    };
    is_date(day) && is_clock(&text[10..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_in_the_order_of_the_kinds() {
        assert!(
            Kind::ALL.into_iter().all(|kind| kind.row().kind == kind && Kind::from_name(kind.name()) == Some(kind))
        );
    }
}
