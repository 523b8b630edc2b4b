//! Addresses as nearly all of them are, read in one look at each byte: a host in lower-case ASCII letters and a path of
//! characters that mean nothing but themselves. What is not of this form goes the long way, which says the same of it.

/// A web address, or one without its scheme, that has nothing to decode, to leave out or to complain about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::kinds) struct Plain<'a> {
    /// `http` or `https` stands before the host.
    pub(in crate::kinds) has_scheme: bool,
    /// Not empty; of letters, figures, dots and hyphens. Without a scheme there is a dot in it.
    pub(in crate::kinds) host: &'a str,
    /// Empty, or from its first slash on.
    pub(in crate::kinds) path: &'a str,
}

/// What may stand in a host.
const HOST: u8 = 1;
/// What may stand in a path: `pchar` of RFC 3986 §3.3 without percent-encoding, and the slash.
const PATH: u8 = 2;

const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut character = 0_u8;
    while character < 128 {
        let byte = character as usize;
        if character.is_ascii_lowercase() || character.is_ascii_digit() || character == b'.' || character == b'-' {
            classes[byte] |= HOST | PATH;
        } else if character.is_ascii_uppercase()
            || matches!(character, b'/' | b'_' | b'~' | b':' | b'@' | b'!' | b'$' | b'&' | b'\'' | b'(' | b')')
            || matches!(character, b'*' | b'+' | b',' | b';' | b'=')
        {
            classes[byte] |= PATH;
        }
        character += 1;
    }
    classes
};

impl<'a> Plain<'a> {
    pub(in crate::kinds) fn read(text: &'a str) -> Option<Self> {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let has_scheme = rest.is_some();
        let rest = rest.unwrap_or(text);
        let is_of = |class: u8| move |byte: &u8| CLASSES[usize::from(*byte)] & class != 0;
        let end = rest.bytes().take_while(|byte| is_of(HOST)(byte)).count();
        let (host, path) = rest.split_at(end);
        let is_host = if has_scheme { !host.is_empty() } else { host.contains('.') };
        let is_path = path.is_empty() || path.starts_with('/') && path.as_bytes().iter().all(is_of(PATH));
        (is_host && is_path).then_some(Self { has_scheme, host, path })
    }

    /// See [`super::normal_form`]; `None` where parts of the path or of the host stand for something else.
    pub(super) fn normal_form(&self) -> Option<String> {
        let (host, path) = self.normal_parts()?;
        let mut form = String::with_capacity(host.len() + path.len());
        form.push_str(host);
        form.push_str(path);
        Some(form)
    }

    /// Host and path of the form for comparing.
    pub(super) fn normal_parts(&self) -> Option<(&'a str, &'a str)> {
        let is_other = self.path.contains("/.") || self.host.contains("xn--");
        (!is_other).then(|| (self.normal_host(), self.path.trim_end_matches('/')))
    }

    /// The host in the form for comparing, but for names in Punycode.
    pub(in crate::kinds) fn normal_host(&self) -> &'a str {
        let host = self.host.trim_end_matches('.');
        host.strip_prefix("www.").filter(|rest| rest.contains('.')).unwrap_or(host)
    }
}
