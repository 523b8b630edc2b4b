//! What people write in a schema, as the validator takes it: addresses of the drafts in their one usual form, and
//! references with every character escaped that RFC 3986 §2 does not have. What a schema means is not changed.

use std::fmt::Write as _;

use serde_json::{Map, Value as Json};

use super::{Draft, ecma};

/// Keywords whose values are data, of which nothing is a keyword.
const DATA: [&str; 4] = ["const", "default", "enum", "examples"];

/// Keywords that hold an address.
const ADDRESSES: [&str; 4] = ["$dynamicRef", "$id", "$recursiveRef", "$ref"];

/// What the writer of a pattern wrote, beside one that is written for the engine in another way.
pub(super) const WRITTEN_PATTERN: &str = "x-masthead-pattern";

/// The schema as the validator takes it.
pub(super) fn prepare(schema: &mut Json) {
    match schema {
        Json::Object(keywords) => prepare_keywords(keywords),
        Json::Array(parts) => parts.iter_mut().for_each(prepare),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}

fn prepare_keywords(keywords: &mut Map<String, Json>) {
    let mut written = None;
    for (keyword, value) in keywords.iter_mut() {
        match value {
            Json::String(address) if keyword == "$schema" => {
                if let Some(draft) = Draft::from_address(address) {
                    draft.address().clone_into(address);
                }
            }
            Json::String(address) if ADDRESSES.contains(&keyword.as_str()) => {
                if let Some(escaped) = escape(address) {
                    *address = escaped;
                }
            }
            Json::String(pattern) if keyword == "pattern" => {
                if let Some(translated) = translated(pattern) {
                    written = Some(std::mem::replace(pattern, translated));
                }
            }
            Json::Object(named) if keyword == "patternProperties" => {
                named.values_mut().for_each(prepare);
                if named.keys().any(|pattern| translated(pattern).is_some()) {
                    let parts = std::mem::take(named).into_iter();
                    *named = parts.map(|(pattern, part)| (translated(&pattern).unwrap_or(pattern), part)).collect();
                }
            }
            // What is under `properties` may be called as a keyword is, and is a schema all the same.
            Json::Object(named) if matches!(keyword.as_str(), "properties" | "$defs" | "definitions") => {
                named.values_mut().for_each(prepare);
            }
            _ if DATA.contains(&keyword.as_str()) => {}
            Json::Object(_) | Json::Array(_) => prepare(value),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
        }
    }
    if let Some(written) = written {
        keywords.insert(WRITTEN_PATTERN.to_owned(), written.into());
    }
}

/// A pattern for the validator's engine, where that would read it otherwise than it is meant.
fn translated(pattern: &str) -> Option<String> {
    ecma::translated(pattern).filter(|_| ecma::check(pattern).is_ok())
}

/// A reference with what no URI holds in percent-encoding; `None` where it is one already.
fn escape(reference: &str) -> Option<String> {
    let bytes = reference.as_bytes();
    let is_encoded = |at: usize| bytes.get(at + 1..at + 3).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
    let fits = |at: usize, byte: u8| {
        byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=".contains(&byte) || (byte == b'%' && is_encoded(at))
    };
    if bytes.iter().enumerate().all(|(at, byte)| fits(at, *byte)) {
        return None;
    }
    let mut escaped = String::with_capacity(reference.len() * 2);
    let mut in_fragment = false;
    for (at, byte) in bytes.iter().copied().enumerate() {
        // A second `#` is one of the place's name.
        if fits(at, byte) && !(byte == b'#' && in_fragment) {
            in_fragment |= byte == b'#';
            escaped.push(char::from(byte));
        } else {
            write!(escaped, "%{byte:02X}").expect("a string takes all that is written to it");
        }
    }
    Some(escaped)
}

/// A reference as its writer reads it: percent-encoding undone, where that is text.
pub(super) fn unescape(reference: &str) -> String {
    let mut bytes = Vec::with_capacity(reference.len());
    let mut rest = reference.as_bytes();
    while let [first, tail @ ..] = rest {
        let encoded = tail.get(..2).filter(|_| *first == b'%').and_then(|two| str::from_utf8(two).ok());
        if let Some(byte) = encoded.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            bytes.push(byte);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| reference.to_owned())
}
