//! Whether a text can be in the language that it is declared to be in.
//!
//! Three questions in a row, each dearer than the one before and asked only where that left a doubt: is the text in a
//! script of the language; are its words the commonest of the language; which language do its trigrams look like.
//! Wherever the answer is not clear, the text is taken to be what it is declared to be. Only this module knows the
//! detector of languages.

mod languages;
mod letters;

use std::sync::OnceLock;

use languages::Known;
pub use letters::{Letters, script_name};
use unicode_script::Script;
use whatlang::{Detector, Lang};

use crate::kinds::language::{declared_script, primary, scripts};

/// How many letters are enough to be sure.
pub const ENOUGH: usize = 600;

/// With fewer letters than this nothing is said.
pub const LEAST: usize = 200;

/// How sure the detector has to be; it is surer than this of nine in ten texts of [`LEAST`] letters.
const SURE: f64 = 0.9;

/// What a text reads as, where that is not what it is declared to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The language tag, and how sure the detector is of it, from 0 to 1; `None` where only the script is clear.
    pub language: Option<(&'static str, f64)>,
    /// The script of most of the letters.
    pub script: Script,
    /// How many of the letters are of that script, from 0 to 1.
    pub share: f64,
    /// The script alone rules out what was declared.
    pub by_script: bool,
}

/// What a text reads as, if that can be none of the languages it is declared to be in. The tags are well-formed and
/// known.
pub fn contradiction(text: &str, tags: &[&str]) -> Option<Reading> {
    if tags.is_empty() || tags.iter().any(|tag| is_no_language(tag)) {
        return None;
    }
    let letters = Letters::count(text);
    let mut reading = None;
    for tag in tags {
        reading = Some(contradicts(text, &letters, tag)?);
    }
    reading.filter(|_| !is_filler(text))
}

/// Several languages, an unknown one, one without a code, none, or one that is nobody's business.
fn is_no_language(tag: &str) -> bool {
    let primary = primary(tag);
    matches!(primary, "mul" | "und" | "mis" | "zxx" | "x" | "i" | "art")
        || (primary.len() == 3 && primary.starts_with('q'))
}

/// The dummy text of typesetters says nothing in any language.
fn is_filler(text: &str) -> bool {
    ["orem ipsum", "dolor sit amet", "consectetur"].iter().any(|words| text.contains(words))
}

/// What a text reads as, where it cannot be in the language of `tag`.
fn contradicts(text: &str, letters: &Letters, tag: &str) -> Option<Reading> {
    let own = match declared_script(tag) {
        Some(script) => letters.of(script)?,
        None => scripts(tag)?.map(|script| letters.of(script)).sum::<Option<usize>>()?,
    };
    let (script, most) = letters.main();
    let share = letters.share(most);
    let own = letters.share(own);
    if own < letters::TRACES && share >= letters::MOSTLY {
        return other_script(text, letters, tag, script, share);
    }
    if let Some(language) =
        letters.east_asian().filter(|language| !languages::is_east_asian_kin(primary(tag), language))
    {
        let reading = Reading { language: Some((language, 0.99)), script, share, by_script: true };
        return (own >= letters::MOSTLY).then_some(reading);
    }
    if own < letters::MOSTLY || share < letters::MOSTLY {
        return None;
    }
    let declared = languages::known(primary(tag), script)?;
    other_language(text, declared, script, share)
}

/// The text is in a script that the declared language is not written in.
fn other_script(text: &str, letters: &Letters, tag: &str, script: Script, share: f64) -> Option<Reading> {
    let language = match letters.east_asian() {
        Some(language) => Some((language, 0.99)),
        None => detect(text, script).map(|(known, sure)| (known.tag, sure)),
    };
    // Names, terms and transliterations are in Latin letters in every language, words are not.
    let sure = script != Script::Latin || language.is_some_and(|(_, sure)| sure >= SURE);
    let kin = language.is_some_and(|(language, _)| language == primary(tag));
    let language = language.filter(|(_, sure)| *sure >= SURE && !kin);
    sure.then_some(Reading { language, script, share, by_script: true })
}

/// The text is in the right script; are its words those of another language?
fn other_language(text: &str, declared: &Known, script: Script, share: f64) -> Option<Reading> {
    let own = declared.common_words(text);
    if own.are_many() {
        return None;
    }
    let (found, sure) = detect(text, script)?;
    if sure < SURE || declared.is_kin(found) {
        return None;
    }
    let theirs = found.common_words(text);
    if theirs.outnumber(&own) && halves(text).iter().all(|half| agrees(half, script, declared)) {
        return Some(Reading { language: Some((found.tag, sure.min(0.99))), script, share, by_script: false });
    }
    None
}

/// Whether part of a text is not in the declared language either: a text in two languages is in both.
fn agrees(part: &str, script: Script, declared: &Known) -> bool {
    detect(part, script).is_some_and(|(found, _)| !declared.is_kin(found))
}

fn halves(text: &str) -> [&str; 2] {
    let middle = text.len() / 2;
    let middle = text.as_bytes()[middle..].iter().position(|&byte| byte == b' ').map_or(0, |at| middle + at);
    [&text[..middle], &text[middle..]]
}

/// The likeliest language among those of a script, and how sure that is.
fn detect(text: &str, script: Script) -> Option<(&'static Known, f64)> {
    static DETECTOR: OnceLock<Detector> = OnceLock::new();
    let detector = DETECTOR.get_or_init(|| Detector::with_denylist(vec![Lang::Lat]));
    let info = detector.detect(text)?;
    let known = languages::of(info.lang(), script)?;
    Some((known, info.confidence()))
}
