//! Addresses: absolute URIs of RFC 3986, what is wrong with those that are none, and a form to compare them in.

mod normal;
mod plain;
mod punycode;

use std::net::Ipv6Addr;
use std::ops::Range;

pub use normal::{is_same_page, normal_form, normal_host};
pub(super) use plain::Plain;

/// What keeps a text from being an absolute URI, and the bytes of it that do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub range: Range<usize>,
    pub kind: FaultKind,
    /// The address that was likely meant.
    pub mended: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// `nokta.md/x`, `/x`
    NoScheme,
    /// `htps://`
    SchemeSpelling,
    /// `http//`, `http:/`, `https:nokta.md`
    SchemeMarks,
    /// `https://https://`
    SchemeTwice,
    /// `https:///x`
    NoHost,
    /// A host that is not one.
    Host,
    /// A port that is not a number.
    Port,
    /// A space or another white space.
    Space,
    /// A letter or sign that RFC 3986 wants percent-encoded.
    NonAscii,
    /// An ASCII character that no URI has, or not there.
    Character(char),
    /// A `%` without two hexadecimal digits.
    Percent,
}

/// The parts of an address with an authority, as bytes of its text. Nothing in them has been checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Without its colon; empty where there is none.
    pub scheme: Range<usize>,
    pub user: Option<Range<usize>>,
    pub host: Range<usize>,
    pub port: Option<Range<usize>>,
    pub path: Range<usize>,
    pub query: Option<Range<usize>>,
    pub fragment: Option<Range<usize>>,
}

/// Whether the text is an absolute URI that a web address can be.
pub fn is_url(text: &str) -> bool {
    is_plain(text) || find(text).is_ok()
}

/// Checks an absolute URI. Of the web's schemes, a host is wanted too.
pub fn check(text: &str) -> Result<(), Fault> {
    if is_plain(text) {
        return Ok(());
    }
    find(text).map_err(|found| with_mending(text, found))
}

/// Checks an address of which nobody said that it is a URI: only what cannot have been meant is a fault.
pub fn check_loosely(text: &str) -> Result<(), Fault> {
    if is_plain(text) {
        return Ok(());
    }
    let found = match check_scheme(text) {
        Err((_, FaultKind::NoScheme)) => return Ok(()),
        Err(found) => found,
        Ok(()) if is_web(text) && !is_template(text) => match characters(text, false).and_then(|()| authority(text)) {
            Ok(()) => return Ok(()),
            Err(found) => found,
        },
        Ok(()) => return Ok(()),
    };
    Err(with_mending(text, found))
}

/// Whether the text is the whole address of a page of the web, with which others can be compared.
pub fn is_page(text: &str) -> bool {
    is_web(text) && !is_template(text) && check_loosely(text).is_ok()
}

/// Splits an address that has an authority: `//` after its scheme, or no scheme at all and a host that looks like one.
pub fn split(text: &str) -> Option<Parts> {
    let (scheme, start) = match text.find("//") {
        Some(0) => (0..0, 2),
        Some(at) if text[..at].ends_with(':') && scheme_end(text) == Some(at - 1) => (0..at - 1, at + 2),
        _ => (0..0, 0),
    };
    let end_of = |from: usize, marks: &[char]| text[from..].find(marks).map_or(text.len(), |at| from + at);
    let authority = start..end_of(start, &['/', '?', '#']);
    let path = authority.end..end_of(authority.end, &['?', '#']);
    let has_query = text[path.end..].starts_with('?');
    let query = has_query.then(|| path.end + 1..end_of(path.end, &['#']));
    let before_fragment = query.as_ref().map_or(path.end, |query| query.end);
    let fragment = (before_fragment < text.len()).then(|| before_fragment + 1..text.len());
    let user = text[authority.clone()].rfind('@').map(|at| authority.start..authority.start + at);
    let host_start = user.as_ref().map_or(authority.start, |user| user.end + 1);
    let (host, port) = split_port(text, host_start..authority.end);
    let plausible = start > 0 || text[host.clone()].contains('.');
    plausible.then_some(Parts { scheme, user, host, port, path, query, fragment })
}

fn split_port(text: &str, place: Range<usize>) -> (Range<usize>, Option<Range<usize>>) {
    let after_literal = text[place.clone()].rfind(']').map_or(place.start, |at| place.start + at);
    match text[after_literal..place.end].find(':') {
        Some(at) => (place.start..after_literal + at, Some(after_literal + at + 1..place.end)),
        None => (place, None),
    }
}

/// Writes in percent-encoding what RFC 3986 does not let stand: everything beyond ASCII, spaces and their like.
pub fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii_graphic() && !r#""<>\^`{|}"#.contains(character) {
            encoded.push(character);
        } else {
            let mut buffer = [0; 4];
            for byte in character.encode_utf8(&mut buffer).bytes() {
                push_percent(&mut encoded, byte);
            }
        }
    }
    encoded
}

fn push_percent(text: &mut String, byte: u8) {
    let figure = |digit: u8| char::from(b"0123456789ABCDEF"[usize::from(digit & 15)]);
    text.extend(['%', figure(byte >> 4), figure(byte)]);
}

fn is_plain(text: &str) -> bool {
    Plain::read(text).is_some_and(|plain| plain.has_scheme)
}

/// A fault without its mending.
type Found = (Range<usize>, FaultKind);

fn find(text: &str) -> Result<(), Found> {
    check_scheme(text)?;
    characters(text, true)?;
    authority(text)
}

fn is_template(text: &str) -> bool {
    ["{{", "<%", "${", "{%"].iter().any(|opening| text.contains(opening))
}

/// Adds the address that was likely meant, where that is one.
fn with_mending(text: &str, (range, kind): Found) -> Fault {
    let mended = match kind {
        FaultKind::NoScheme => {
            let bare = text.trim_start_matches('/');
            let host = bare.split(['/', '?', '#', ':']).next().is_some_and(looks_like_host);
            let on_site = text.starts_with('/') && !text.starts_with("//");
            (host && !on_site).then(|| format!("https://{bare}"))
        }
        FaultKind::SchemeSpelling => {
            let rest = text[range.end..].trim_start_matches([':', ';', '/']);
            misspelt(&text[range.clone()]).map(|scheme| format!("{scheme}://{rest}"))
        }
        FaultKind::SchemeMarks => {
            let scheme =
                if text.get(4..5).is_some_and(|letter| letter.eq_ignore_ascii_case("s")) { "https" } else { "http" };
            Some(format!("{scheme}://{}", text[range.end..].trim_start_matches('/')))
        }
        FaultKind::SchemeTwice => Some(text[range.end..].to_owned()),
        FaultKind::Space | FaultKind::NonAscii | FaultKind::Character(_) => encoded(text),
        FaultKind::NoHost | FaultKind::Host | FaultKind::Port | FaultKind::Percent => None,
    };
    Fault { range, kind, mended: mended.filter(|mended| is_url(mended)) }
}

/// Where the scheme ends, if the text begins with one and its colon.
fn scheme_end(text: &str) -> Option<usize> {
    let colon = text.find(':')?;
    let scheme = &text.as_bytes()[..colon];
    let right = scheme.first().is_some_and(u8::is_ascii_alphabetic)
        && scheme.iter().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte));
    right.then_some(colon)
}

fn has_authority(text: &str) -> bool {
    scheme_end(text).is_some_and(|end| text[end + 1..].starts_with("//"))
}

fn is_web(text: &str) -> bool {
    let scheme = scheme_end(text).map_or("", |end| &text[..end]);
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

fn check_scheme(text: &str) -> Result<(), Found> {
    let lower = text.get(..7).unwrap_or(text).to_ascii_lowercase();
    // `http//x`: the colon is missing.
    for wrong in ["https//", "http//", "https;//", "http;//"] {
        if lower.starts_with(wrong.get(..7).unwrap_or(wrong)) && text[wrong.len() - 2..].starts_with("//") {
            return Err((0..wrong.len(), FaultKind::SchemeMarks));
        }
    }
    let Some(end) = scheme_end(text) else { return Err((0..text.len(), FaultKind::NoScheme)) };
    let (scheme, rest) = (&text[..end], &text[end + 1..]);
    if is_web(text) {
        let Some(rest) = rest.strip_prefix("//") else {
            let marks = end..end + 1 + usize::from(rest.starts_with('/'));
            return Err((marks, FaultKind::SchemeMarks));
        };
        let again = rest.get(..6).unwrap_or(rest).to_ascii_lowercase();
        let twice = ["http:/", "https:"].contains(&again.as_str());
        return if twice { Err((0..end + 3, FaultKind::SchemeTwice)) } else { Ok(()) };
    }
    if misspelt(scheme).is_some() {
        return Err((0..end, FaultKind::SchemeSpelling));
    }
    // RFC 3986 takes `nokta.md:8080/x` for a URI of the scheme `nokta.md`; nobody means that.
    if scheme.contains('.') && rest.starts_with(|character: char| character.is_ascii_digit()) {
        return Err((0..text.len(), FaultKind::NoScheme));
    }
    Ok(())
}

/// Whether this is a domain with a dot and a top level of letters.
fn looks_like_host(text: &str) -> bool {
    let mut labels = text.rsplit('.');
    let top = labels.next().unwrap_or_default();
    top.chars().count() > 1
        && top.chars().all(char::is_alphabetic)
        && !matches!(top, "html" | "htm" | "php" | "png" | "jpg" | "jpeg" | "gif" | "svg" | "pdf" | "txt")
        && labels.next().is_some_and(|label| !label.is_empty())
}

/// The scheme of the web that was meant.
fn misspelt(scheme: &str) -> Option<&'static str> {
    let lower = scheme.to_ascii_lowercase();
    match lower.as_str() {
        "htp" | "htttp" | "ttp" | "hhttp" | "httpp" | "hppt" | "hhtp" | "htpp" => Some("http"),
        "htps" | "htttps" | "ttps" | "hhttps" | "httpss" | "htpps" | "hhtps" | "httsp" | "hppts" | "htts" | "httos" => {
            Some("https")
        }
        _ => None,
    }
}

/// The first character that may not stand where it does.
fn characters(text: &str, strict: bool) -> Result<(), Found> {
    let bytes = text.as_bytes();
    let literal = split(text).filter(|_| has_authority(text)).map_or(0..0, |parts| parts.host);
    let fragment = text.find('#').unwrap_or(text.len());
    let run = |at: usize, inside: fn(char) -> bool| {
        at..text[at..].find(|character: char| !inside(character)).map_or(text.len(), |length| at + length)
    };
    for (at, character) in text.char_indices() {
        match character {
            '%' if !bytes.get(at + 1..at + 3).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit)) => {
                return Err((at..at + 1, FaultKind::Percent));
            }
            _ if character.is_whitespace() => return Err((run(at, char::is_whitespace), FaultKind::Space)),
            _ if !strict => {}
            '[' | ']' if literal.contains(&at) => {}
            '#' if at == fragment => {}
            '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '[' | ']' | '#' => {
                return Err((at..at + 1, FaultKind::Character(character)));
            }
            _ if character.is_ascii_control() => return Err((at..at + 1, FaultKind::Character(character))),
            _ if !character.is_ascii() => {
                return Err((run(at, |character| !character.is_ascii()), FaultKind::NonAscii));
            }
            _ => {}
        }
    }
    Ok(())
}

/// The address with what may not stand in it percent-encoded, its host in the form that names have in the network.
fn encoded(text: &str) -> Option<String> {
    let parts = split(text.trim())?;
    let text = text.trim();
    let host = &text[parts.host.clone()];
    let host = if host.is_ascii() { host.to_owned() } else { punycode::to_ascii(&normal_host(host))? };
    let before = percent_encoded(&text[..parts.host.start]);
    let after = percent_encoded(&text[parts.host.end..]);
    let address = format!("{before}{host}{after}");
    Some(address)
}

fn authority(text: &str) -> Result<(), Found> {
    let Some(parts) = split(text).filter(|_| has_authority(text)) else { return Ok(()) };
    let host = &text[parts.host.clone()];
    if let Some(port) = parts.port.clone().filter(|port| !text[port.clone()].bytes().all(|byte| byte.is_ascii_digit()))
    {
        return Err((port, FaultKind::Port));
    }
    if host.is_empty() && is_web(text) {
        return Err((0..parts.host.end, FaultKind::NoHost));
    }
    let bracketed = host.contains(['[', ']']);
    let user = parts.user.as_ref().is_some_and(|user| text[user.clone()].contains(['[', ']', '@']));
    if user || (bracketed && !is_literal(host)) {
        return Err((parts.host, FaultKind::Host));
    }
    Ok(())
}

/// `IP-literal` of RFC 3986 §3.2.2.
fn is_literal(host: &str) -> bool {
    let Some(inside) = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else { return false };
    if let Some(future) = inside.strip_prefix(['v', 'V']) {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:".contains(&byte);
        return future.split_once('.').is_some_and(|(version, rest)| {
            let hex = !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_hexdigit());
            hex && !rest.is_empty() && rest.bytes().all(allowed)
        });
    }
    inside.parse::<Ipv6Addr>().is_ok()
}

#[cfg(test)]
mod tests;
