//! The formats that masthead adds to those of JSON Schema, and the names of all.

use crate::kinds::Kind;
use crate::kinds::language::is_known;
use crate::kinds::wayback::is_wayback_url;
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

/// Those that JSON Schema does not have, each with what decides.
/// A kind and whether a text is of it.
pub(super) type Check = (Kind, fn(&str) -> bool);

pub(super) const OWN: &[Check] =
    &[(Kind::LanguageTag, is_known), (Kind::WaybackUrl, is_wayback_url), (Kind::Wikilink, is_wikilink)];
