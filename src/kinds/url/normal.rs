//! One form for addresses that lead to the same page: what `http` or `https`, `www.`, a port, a slash at the end, another
//! percent-encoding, another spelling of the host, a tracking parameter or a fragment change is left out.

use unicode_normalization::UnicodeNormalization;

use super::{Plain, punycode, push_percent, split};

/// Parameters that only say where a reader came from.
const TRACKING: &[&str] = &[
    "fbclid",
    "gclid",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "yclid",
    "ysclid",
    "igshid",
    "igsh",
    "mc_cid",
    "mc_eid",
    "_openstat",
    "twclid",
    "ttclid",
    "_ga",
    "_gl",
    "vero_id",
    "mkt_tok",
    "li_fat_id",
    "srsltid",
    "oly_anon_id",
    "oly_enc_id",
    "ref_src",
    "ref_url",
    "yadclid",
    "yqrid",
    "rb_clickid",
    "s_cid",
    "wickedid",
];

/// The address in the form for comparing; it is not always an address itself. Two texts with the same form lead to the
/// same page, as far as their text tells. Text that is no address with a host comes back trimmed.
pub fn normal_form(address: &str) -> String {
    let address = address.trim();
    if let Some(form) = Plain::read(address).and_then(|plain| plain.normal_form()) {
        return form;
    }
    long_form(address)
}

/// Whether two addresses have the same form for comparing.
pub fn is_same_page(one: &str, other: &str) -> bool {
    let of_both = Plain::read(one.trim()).zip(Plain::read(other.trim()));
    match of_both.and_then(|(one, other)| one.normal_parts().zip(other.normal_parts())) {
        Some((one, other)) => one == other,
        None => normal_form(one) == normal_form(other),
    }
}

/// [`normal_form`] of an address of any form.
pub(super) fn long_form(address: &str) -> String {
    let address = repaired(address);
    let address = address.as_str();
    let Some(parts) = split(address) else { return address.nfc().collect() };
    let scheme = address[parts.scheme].to_ascii_lowercase();
    let mut form = String::with_capacity(address.len());
    let default_port = match scheme.as_str() {
        "" | "http" | "https" => ["80", "443"].as_slice(),
        other => {
            form.push_str(other);
            form.push(':');
            ["21"].as_slice()
        }
    };
    if let Some(user) = parts.user.map(|user| &address[user]).filter(|user| !user.is_empty()) {
        form.push_str(user);
        form.push('@');
    }
    form.push_str(&normal_host(&address[parts.host]));
    if let Some(port) = parts.port.map(|port| address[port].trim_start_matches('0'))
        && !port.is_empty()
        && !default_port.contains(&port)
    {
        form.push(':');
        form.push_str(port);
    }
    form.push_str(&path(&address[parts.path]));
    if let Some(query) = parts.query.and_then(|query| normal_query(&address[query])) {
        form.push('?');
        form.push_str(&query);
    }
    // What follows `#!` or `#/` is a page of its own on sites that are one program.
    if let Some(fragment) = parts.fragment.map(|place| &address[place]).filter(|text| text.starts_with(['!', '/'])) {
        form.push('#');
        form.push_str(&decoded(fragment, false));
    }
    form
}

/// A host in the form for comparing: lower case, Unicode, without `www.` and the dot at the end.
pub fn normal_host(host: &str) -> String {
    if let Some(plain) = Plain::read(host).filter(|plain| plain.host.len() == host.len() && !host.contains("xn--")) {
        return plain.normal_host().to_owned();
    }
    long_host(host)
}

/// [`normal_host`] of a host of any form.
pub(super) fn long_host(host: &str) -> String {
    let host = if host.contains('%') { decoded(host, false) } else { host.to_owned() };
    let lower: String = host.trim_end_matches('.').to_lowercase().nfc().collect();
    let lower = lower.replace(['。', '．', '｡'], ".");
    let bare = lower.strip_prefix("www.").filter(|rest| rest.contains('.')).unwrap_or(&lower);
    bare.split('.').map(punycode::label_to_unicode).collect::<Vec<_>>().join(".")
}

/// With the `//` that tools lose when an address is part of another one, and without a second encoding of the scheme.
fn repaired(address: &str) -> String {
    let lower = address.get(..10).unwrap_or(address).to_ascii_lowercase();
    for (written, scheme) in [
        ("http%3a%2f%2f", "http://"),
        ("https%3a%2f%2f", "https://"),
        ("http%3a//", "http://"),
        ("https%3a//", "https://"),
    ] {
        if address.get(..written.len()).is_some_and(|start| start.eq_ignore_ascii_case(written)) {
            return format!("{scheme}{}", &address[written.len()..]);
        }
    }
    for scheme in ["http:/", "https:/"] {
        if lower.starts_with(scheme) && !address[scheme.len()..].starts_with('/') {
            return format!("{scheme}/{}", &address[scheme.len()..]);
        }
    }
    address.to_owned()
}

fn path(path: &str) -> String {
    let mut segments: Vec<String> = Vec::new();
    for segment in path.split('/').skip(1) {
        match segment {
            "." => {}
            ".." => {
                segments.pop();
            }
            _ => segments.push(decoded(segment, false)),
        }
    }
    while segments.last().is_some_and(String::is_empty) {
        segments.pop();
    }
    segments.iter().flat_map(|segment| ["/", segment.as_str()]).collect()
}

/// The parameters that matter, in order of name; `None` where there is none.
fn normal_query(query: &str) -> Option<String> {
    let mut parameters: Vec<String> = query
        .split('&')
        .filter(|parameter| !parameter.is_empty() && !is_tracking(parameter))
        .map(|parameter| decoded(parameter, true))
        .collect();
    parameters.sort_unstable();
    (!parameters.is_empty()).then(|| parameters.join("&"))
}

fn is_tracking(parameter: &str) -> bool {
    let name = parameter.split_once('=').map_or(parameter, |(name, _)| name).to_ascii_lowercase();
    name.starts_with("utm_") || TRACKING.contains(&name.as_str())
}

/// Decodes what need not be encoded: unreserved characters (RFC 3986 §6.2.2.2) and UTF-8 beyond ASCII; encodes what may
/// not stand. In a query, `+` is a space.
fn decoded(text: &str, query: bool) -> String {
    let bytes = text.as_bytes();
    let mut raw: Vec<u8> = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = hexadecimal(bytes.get(at + 1), bytes.get(at + 2)).filter(|_| bytes[at] == b'%');
        match code {
            Some(code) if code >= 0x80 || code.is_ascii_alphanumeric() || b"-._~".contains(&code) => raw.push(code),
            Some(code) => raw.extend(format!("%{code:02X}").bytes()),
            None if query && bytes[at] == b'+' => raw.extend(*b"%20"),
            None if bytes[at] <= b' ' || br#""<>\^`{|}"#.contains(&bytes[at]) => {
                raw.extend(format!("%{:02X}", bytes[at]).bytes());
            }
            None => raw.push(bytes[at]),
        }
        at += if code.is_some() { 3 } else { 1 };
    }
    let mut decoded = String::with_capacity(raw.len());
    for chunk in raw.utf8_chunks() {
        decoded.push_str(chunk.valid());
        for byte in chunk.invalid() {
            push_percent(&mut decoded, *byte);
        }
    }
    if decoded.is_ascii() { decoded } else { decoded.nfc().collect() }
}

fn hexadecimal(high: Option<&u8>, low: Option<&u8>) -> Option<u8> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    Some(digit(high?)? * 16 + digit(low?)?)
}
