//! The tag that a malformed one was meant to be.

use super::near::near;
use super::subtags::{State, split};
use super::{canonical, is_known};

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
    let unknown = split(&tag).find(|subtag| subtag.state(&tag) == State::Unknown);
    if let ([language, _], Some(subtag)) = (parts.as_slice(), unknown) {
        // `en_UK` and `zh_CHS` mean one thing, too; `uk_UK` may mean two.
        if tag.eq_ignore_ascii_case("uk-UK") {
            return None;
        }
        let near = near(&tag, &subtag);
        return near.into_iter().next().filter(|meant| meant.len() > language.len() && subtag.range.start > 0);
    }
    (is_known(&tag) && split(&tag).all(|subtag| subtag.state(&tag) != State::Abandoned)).then(|| canonical(&tag))
}

/// What is written for the hyphen between subtags.
fn is_joint(character: char) -> bool {
    matches!(character, '-' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}
