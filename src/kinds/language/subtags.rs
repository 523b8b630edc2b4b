//! The parts of a well-formed tag, and what the registry says of each.

use std::ops::Range;

use super::table::{
    EXTLANGS, LANGUAGE_ALIASES, LANGUAGES, REGION_ALIASES, REGIONS, SCRIPTS, SCRIPTS_OF, TAGS, VARIANTS,
};

/// What a subtag says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Language,
    /// A language behind the macrolanguage that it belongs to.
    Extlang,
    Script,
    Region,
    Variant,
    /// Extensions and private use: what they hold is not for the registry to say.
    Other,
}

#[derive(Clone, Debug)]
pub(super) struct Subtag {
    pub(super) part: Part,
    pub(super) range: Range<usize>,
}

/// What the registry says of a subtag where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Current,
    Unknown,
    /// Deprecated; this stands for it now.
    Replaced(&'static str),
    /// Deprecated, and nothing stands for it.
    Abandoned,
    /// Not in the registry, but the same as this, which is.
    Alias(&'static str),
    /// A script that the language is always written in.
    Needless,
    /// An extended language, which goes without its macrolanguage (RFC 5646 §4.5).
    Extended,
}

impl Subtag {
    pub(super) fn text<'a>(&self, tag: &'a str) -> &'a str {
        &tag[self.range.clone()]
    }

    pub(super) fn state(&self, tag: &str) -> State {
        let text = self.text(tag);
        match self.part {
            Part::Language => language(text),
            Part::Extlang => extlang(tag, text),
            Part::Script => script(tag, text),
            Part::Region => region(text),
            Part::Variant => VARIANTS.subtag(text).map_or(State::Unknown, state),
            Part::Other => State::Current,
        }
    }

    /// Whether the case is that of RFC 5646 §2.1.1.
    pub(super) fn has_usual_case(&self, tag: &str) -> bool {
        let text = self.text(tag).as_bytes();
        match self.part {
            Part::Script => text[0].is_ascii_uppercase() && is_lower(&text[1..]),
            Part::Region => !text.iter().any(u8::is_ascii_lowercase),
            Part::Language | Part::Extlang | Part::Variant | Part::Other => is_lower(text),
        }
    }
}

fn is_lower(text: &[u8]) -> bool {
    !text.iter().any(u8::is_ascii_uppercase)
}

/// The subtags of a well-formed tag that is not registered as a whole. All extensions are one.
pub(super) fn split(tag: &str) -> impl Iterator<Item = Subtag> {
    let mut start = 0;
    let mut last = None;
    std::iter::from_fn(move || {
        let rest = tag.get(start..).filter(|rest| !rest.is_empty())?;
        let mut end = start + rest.find('-').unwrap_or(rest.len());
        let bytes = &tag.as_bytes()[start..end];
        let part = match (last, bytes.len()) {
            (_, 1) => Part::Other,
            (None, _) => Part::Language,
            (Some(Part::Language | Part::Extlang), 3) if bytes[0].is_ascii_alphabetic() => Part::Extlang,
            (_, 4) if bytes[0].is_ascii_alphabetic() => Part::Script,
            (_, 2 | 3) => Part::Region,
            _ => Part::Variant,
        };
        if part == Part::Other {
            end = tag.len();
        }
        let subtag = Subtag { part, range: start..end };
        start = end + 1;
        last = Some(part);
        Some(subtag)
    })
}

/// What the registry says of a tag that is registered as a whole and not made of subtags.
pub(super) fn whole(tag: &str) -> Option<State> {
    if tag.len() < 5 || tag.len() > 16 {
        return None;
    }
    TAGS.subtag(tag).map(state)
}

/// The codes of the scripts (ISO 15924) that texts in the language of a tag may be in: the one that the tag names, or
/// else those that the language is known to be written in. `None` where neither says.
pub fn scripts(tag: &str) -> Option<impl Iterator<Item = &'static str>> {
    let listed = SCRIPTS_OF
        .subtag(primary(tag))
        .or_else(|| LANGUAGES.subtag(primary(tag)).filter(|value| value.len() == 4 && !value.starts_with('>')))?;
    Some(listed.split(' '))
}

/// The script subtag of a well-formed tag.
pub fn declared_script(tag: &str) -> Option<&str> {
    if whole(tag).is_some() {
        return None;
    }
    split(tag).find(|subtag| subtag.part == Part::Script).map(|subtag| &tag[subtag.range])
}

/// The first subtag.
pub fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or_default()
}

fn state(value: &'static str) -> State {
    match value.strip_prefix('>') {
        Some(preferred) => State::Replaced(preferred),
        None if value == "!" => State::Abandoned,
        None => State::Current,
    }
}

/// Whether this is one of the languages of most documents, all of them current: they need not be looked up.
pub(super) fn is_usual(code: &str) -> bool {
    matches!(
        code,
        "ar" | "bg"
            | "cs"
            | "da"
            | "de"
            | "el"
            | "en"
            | "es"
            | "et"
            | "fa"
            | "fi"
            | "fr"
            | "he"
            | "hi"
            | "hr"
            | "hu"
            | "id"
            | "it"
            | "ja"
            | "ko"
            | "lt"
            | "nl"
            | "pl"
            | "pt"
            | "ro"
            | "ru"
            | "sr"
            | "sv"
            | "tr"
            | "uk"
            | "vi"
            | "zh"
    )
}

fn language(text: &str) -> State {
    if is_usual(text) {
        return State::Current;
    }
    if is_private(text, "qaa", "qtz") {
        return State::Current;
    }
    match LANGUAGES.subtag(text) {
        Some(value) => state(value),
        None => LANGUAGE_ALIASES.subtag(text).map_or(State::Unknown, State::Alias),
    }
}

fn extlang(tag: &str, text: &str) -> State {
    match EXTLANGS.subtag(text) {
        Some(prefix) if prefix.eq_ignore_ascii_case(primary(tag)) => State::Extended,
        Some(_) | None => State::Unknown,
    }
}

fn script(tag: &str, text: &str) -> State {
    if SCRIPTS.subtag(text).is_none() {
        return if is_private(text, "qaaa", "qabx") { State::Current } else { State::Unknown };
    }
    let suppressed = LANGUAGES.subtag(primary(tag)).is_some_and(|value| value.eq_ignore_ascii_case(text));
    // Where a language is in fact written in several scripts, to name one of them says something.
    if suppressed && scripts(tag).is_none_or(|mut scripts| scripts.nth(1).is_none()) {
        return State::Needless;
    }
    State::Current
}

fn region(text: &str) -> State {
    if is_private(text, "qm", "qz") || is_private(text, "xa", "xz") {
        return State::Current;
    }
    match REGIONS.subtag(text) {
        Some(value) => state(value),
        // Codes of three letters say the same; `UK`, which no registry has, is said to be unknown.
        None => REGION_ALIASES.subtag(text).filter(|_| text.len() == 3).map_or(State::Unknown, State::Alias),
    }
}

/// Whether a code is in a range that the registry leaves to private use.
fn is_private(text: &str, first: &str, last: &str) -> bool {
    let at_least = |a: &str, b: &str| a.bytes().map(|byte| byte.to_ascii_lowercase()).ge(b.bytes());
    let at_most = |a: &str, b: &str| a.bytes().map(|byte| byte.to_ascii_lowercase()).le(b.bytes());
    text.len() == first.len() && at_least(text, first) && at_most(text, last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_languages_are_current() {
        let usual: Vec<_> = LANGUAGES.iter().filter(|(code, _)| is_usual(code)).collect();
        assert_eq!(usual.len(), 32);
        for (code, value) in usual {
            assert_eq!(state(value), State::Current, "{code}");
        }
    }
}
