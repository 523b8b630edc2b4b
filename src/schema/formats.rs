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

/// Those that JSON Schema does not have, each with what decides.
/// A kind and whether a text is of it.
pub(super) type Check = (Kind, fn(&str) -> bool);

pub(super) const OWN: &[Check] =
    &[(Kind::LanguageTag, is_language_tag), (Kind::WaybackUrl, is_wayback_url), (Kind::Wikilink, is_wikilink)];

fn is_language_tag(text: &str) -> bool {
    oxilangtag::LanguageTag::parse(text).is_ok()
}

fn is_wikilink(text: &str) -> bool {
    let inner = text.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]"));
    inner.is_some_and(|inner| !inner.trim().is_empty() && !inner.contains("[[") && !inner.contains("]]"))
}

fn is_wayback_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let path = rest.and_then(|rest| rest.strip_prefix("web.archive.org/web/"));
    let Some((stamp, original)) = path.and_then(|path| path.split_once('/')) else { return false };
    let digits = stamp.bytes().take_while(u8::is_ascii_digit).count();
    let modifier = &stamp[digits..];
    (4..=14).contains(&digits) && !original.is_empty() && (modifier.is_empty() || modifier.ends_with('_'))
}
