//! The canonical form of a tag (RFC 5646 §4.5), and the tag that a malformed one was meant to be.

use super::subtags::{Part, State, Subtag, is_usual, split, whole};
use super::{is_known, near, subtags};

/// The canonical form of a well-formed tag, as far as the registry knows its subtags.
pub fn canonical(tag: &str) -> String {
    if is_usual(tag) {
        return tag.to_owned();
    }
    match whole(tag) {
        Some(State::Replaced(preferred)) => return preferred.to_owned(),
        Some(_) => return tag.to_ascii_lowercase(),
        None => {}
    }
    let mut canonical = String::with_capacity(tag.len());
    for subtag in split(tag) {
        match subtag.state(tag) {
            State::Needless => {}
            State::Extended => canonical = subtag.text(tag).to_ascii_lowercase(),
            State::Replaced(code) | State::Alias(code) => push(&mut canonical, code),
            State::Current | State::Unknown | State::Abandoned => push(&mut canonical, &usual_case(&subtag, tag)),
        }
    }
    canonical
}

/// A tag in the form of other systems: `ru_RU`, `ru_RU.UTF-8`, `sr_RS@latin`, with odd dashes or too many.
/// `None` where the result would not be a tag of known codes.
pub(super) fn repaired(text: &str) -> Option<String> {
    let (text, modifier) = text.split_once('@').unwrap_or((text, ""));
    let (text, charset) = text.split_once('.').unwrap_or((text, ""));
    let unicode = matches!(charset.to_ascii_lowercase().as_str(), "" | "utf-8" | "utf8");
    let mut parts: Vec<&str> = text.split(is_joint).filter(|part| !part.is_empty()).collect();
    if !unicode || parts.is_empty() {
        return None;
    }
    match modifier.to_ascii_lowercase().as_str() {
        "" | "euro" => {}
        "latin" => parts.insert(1, "Latn"),
        "cyrillic" => parts.insert(1, "Cyrl"),
        "valencia" => parts.push("valencia"),
        _ => return None,
    }
    let tag = parts.join("-");
    let unknown = subtags::split(&tag).find(|subtag| subtag.state(&tag) == State::Unknown);
    if let ([language, _], Some(subtag)) = (parts.as_slice(), unknown) {
        // `en_UK` and `zh_CHS` mean one thing, too; `uk_UK` may mean two.
        if tag.eq_ignore_ascii_case("uk-UK") {
            return None;
        }
        let near = near::near(&tag, &subtag);
        return near.into_iter().next().filter(|meant| meant.len() > language.len() && subtag.range.start > 0);
    }
    (is_known(&tag) && subtags::split(&tag).all(|subtag| subtag.state(&tag) != State::Abandoned))
        .then(|| canonical(&tag))
}

/// What is written for the hyphen between subtags.
fn is_joint(character: char) -> bool {
    matches!(character, '-' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn push(tag: &mut String, subtag: &str) {
    if !tag.is_empty() {
        tag.push('-');
    }
    tag.push_str(subtag);
}

fn usual_case(subtag: &Subtag, tag: &str) -> String {
    let mut text = subtag.text(tag).to_ascii_lowercase();
    match subtag.part {
        Part::Region => text.make_ascii_uppercase(),
        Part::Script => text[..1].make_ascii_uppercase(),
        Part::Language | Part::Extlang | Part::Variant | Part::Other => {}
    }
    text
}
