//! The canonical form of a tag (RFC 5646 §4.5).

use super::subtags::{Part, State, Subtag, is_usual, split, whole};

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
