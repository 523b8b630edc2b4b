//! The formats that masthead adds to those of JSON Schema, and the names of all.

use crate::kinds::Kind;
use crate::kinds::language::is_known;
use crate::kinds::wikilink::is_wikilink;

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

/// A kind and what decides whether a text is of it.
pub(super) type Check = (Kind, fn(&str) -> bool);

/// The formats that JSON Schema does not have.
pub(super) const OWN: &[Check] =
    &[(Kind::LanguageTag, is_known), (Kind::WaybackUrl, is_snapshot), (Kind::Wikilink, is_wikilink)];

/// The outline of a snapshot's address, which tells it from other values in a hundredth of the time that reading it takes.
/// The rules of the group `url` read it and explain what is wrong inside.
fn is_snapshot(text: &str) -> bool {
    let Some((host, rest)) = text.split_once("/web/") else { return false };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let original = rest[digits..].split_once('/').map_or("", |(_, original)| original);
    let web = host.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("http")) && host.contains("://");
    web && (4..=14).contains(&digits) && !original.is_empty()
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
