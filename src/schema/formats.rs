//! The formats that masthead adds to those of JSON Schema, and the names of all.

use crate::kinds::Kind;

/// Every name that `format` may have in some draft.
pub(super) const NAMES: &[&str] = &[
    "date",
    "date-time",
    "duration",
    "email",
    "hostname",
    "idn-email",
    "idn-hostname",
    "ipv4",
    "ipv6",
    "iri",
    "iri-reference",
    "json-pointer",
    "language-tag",
    "regex",
    "relative-json-pointer",
    "time",
    "uri",
    "uri-reference",
    "uri-template",
    "uuid",
    "wayback-url",
    "wikilink",
];

/// The formats that JSON Schema does not have, and what decides on each.
pub(super) fn own() -> impl Iterator<Item = (Kind, fn(&str) -> bool)> {
    Kind::ALL.into_iter().filter_map(|kind| Some((kind, kind.own_format()?)))
}

/// A name and what decides whether a text is of that format.
pub(super) type Named = (&'static str, fn(&str) -> bool);

/// Those of JSON Schema that the validator leaves out without tables for every script: their outer form is checked.
pub(super) const INTERNATIONAL: &[Named] = &[("idn-email", is_idn_email), ("idn-hostname", is_idn_hostname)];

fn is_idn_email(text: &str) -> bool {
    let parts = text.rsplit_once('@').filter(|(local, _)| !local.is_empty() && !local.contains(char::is_whitespace));
    parts.is_some_and(|(_, host)| is_idn_hostname(host))
}

/// Labels of letters, digits, marks and hyphens (RFC 5890 §2.3), without what the rules of each script add.
fn is_idn_hostname(text: &str) -> bool {
    let is_label = |label: &str| {
        let hyphens = label.starts_with('-') || label.ends_with('-') || label.get(2..4) == Some("--");
        let fits = !label.is_empty() && label.chars().count() <= 63;
        let ascii = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
        let other = |letter: char| !letter.is_ascii() && !letter.is_control() && !letter.is_whitespace();
        fits && (!hyphens || label.starts_with("xn--")) && label.chars().all(|letter| ascii(letter) || other(letter))
    };
    text.chars().count() <= 253 && text.split(['.', '\u{3002}', '\u{ff0e}', '\u{ff61}']).all(is_label)
}
