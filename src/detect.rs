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
pub use letters::script_name;
use letters::{Letters, Main};
use unicode_script::Script;
use whatlang::{Detector, Lang};

use crate::kinds::language::{declared_script, primary, scripts};

/// How many letters are enough to be sure.
pub const ENOUGH: usize = 600;

/// How many letters are mostly enough to see that a text is what it is declared to be.
pub const BEGINNING: usize = 300;

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

/// Whether the beginning of a text shows that it is in all the languages that it is declared to be in, so that
/// [`contradiction`] will find none in the whole. A `false` says nothing.
pub fn confirms(beginning: &str, tags: &[&str]) -> bool {
    let letters = Letters::count(beginning);
    let Some(main) = letters.main().filter(|main| main.east_asian.is_none()) else { return false };
    tags.iter().all(|tag| {
        let own = declared_script(tag).is_none_or(|code| letters::has(code, main.script));
        let known = languages::known(primary(tag), main.script).filter(|_| own);
        // What is asked of the whole is asked of its beginning.
        known.is_some_and(|known| known.is_marked(beginning, ENOUGH) || known.common_words(beginning).are_many())
    })
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

/// Whether a text, which may be short, is in the language of `tag` rather than in what another text reads as.
pub fn is_rather(text: &str, tag: &str, reading: &Reading) -> bool {
    let letters = Letters::count(text);
    if reading.by_script {
        if let (Some(declared), Some(main)) = (languages::east_asian(primary(tag)), letters.main())
            && let Some(language) = main.east_asian
        {
            return language == declared;
        }
        let own = own_scripts(tag).unwrap_or_default();
        let share = letters.share_where(|script| own.iter().any(|code| letters::has(code, script)));
        // Latin letters are those of names and terms everywhere.
        let latin = languages::known(primary(tag), Script::Latin).filter(|known| known.has_words());
        return share >= letters::MUCH
            && latin.is_none_or(|known| known.common_words(&only(text, Script::Latin)).are_at_least(10));
    }
    let other = reading.language.and_then(|(found, _)| languages::known(found, reading.script));
    let (Some(own), Some(other)) = (languages::known(primary(tag), reading.script), other) else { return false };
    let found = Detector::with_allowlist(vec![own.lang(), other.lang()]).detect(text);
    found.is_some_and(|found| found.lang() == own.lang())
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
    let own = own_scripts(tag)?;
    let writes = |script| own.iter().any(|code| letters::has(code, script));
    let own_share: f64 = letters.share_where(writes);
    let main = letters.main()?;
    if let Some(language) = main.east_asian
        && let Some(declared) = languages::east_asian(primary(tag))
    {
        let other = !language.is_empty() && language != declared;
        return other.then(|| main.reading(Some((language, 0.99))));
    }
    if writes(main.script) {
        return other_language(text, languages::known(primary(tag), main.script)?, &main);
    }
    if main.script == Script::Latin || !writes(Script::Latin) {
        return (own_share < letters::TRACES).then(|| other_script(text, &main, tag))?;
    }
    // The letters of the language are those of names and terms everywhere, its words are not.
    let words = only(text, Script::Latin);
    let has_words = match languages::known(primary(tag), Script::Latin) {
        Some(known) if known.has_words() => known.common_words(&words).are_at_least(10),
        Some(_) | None => own_share > letters::TRACES,
    };
    if has_words { None } else { other_script(text, &main, tag) }
}

/// The codes of the scripts that a text in the language of `tag` is in.
fn own_scripts(tag: &str) -> Option<Vec<&str>> {
    match declared_script(tag) {
        Some(script) => letters::is_known(script).then(|| vec![script]),
        None => scripts(tag).map(Iterator::collect),
    }
}

/// The text is in a script that the declared language is not written in.
fn other_script(text: &str, main: &Main, tag: &str) -> Option<Reading> {
    if let Some(language) = main.east_asian {
        return Some(main.reading(Some((language, 0.99)).filter(|_| !language.is_empty())));
    }
    let found = detect(&only(text, main.script), main.script);
    let sure = found.filter(|(known, sure)| *sure >= SURE && known.tag != primary(tag));
    // What is in Latin letters may be names, or the declared language written as it sounds.
    let is_prose = |known: &Known| {
        !known.has_words() || known.is_marked(text, main.letters) || known.common_words(text).are_at_least(4)
    };
    if main.script == Script::Latin && !sure.is_some_and(|(known, _)| is_prose(known)) {
        return None;
    }
    Some(main.reading(sure.map(|(known, sure)| (known.tag, sure))))
}

/// The text is in the right script; are its words those of another language?
fn other_language(text: &str, declared: &Known, main: &Main) -> Option<Reading> {
    let fits = declared.is_marked(text, main.letters) || declared.common_words(text).are_many();
    if fits || main.letters < LEAST / 2 {
        return None;
    }
    let text = only(text, main.script);
    let own = declared.common_words(&text);
    let (found, sure) = detect(&text, main.script)?;
    if own.are_many() || sure < SURE || declared.is_kin(found) || !found.common_words(&text).outnumber(own) {
        return None;
    }
    let elsewhere = thirds(&text).iter().all(|part| is_elsewhere(part, declared));
    elsewhere.then(|| Reading { by_script: false, ..main.reading(Some((found.tag, sure))) })
}

/// The words that begin with a letter of a script.
fn only(text: &str, script: Script) -> String {
    let mut words = String::with_capacity(text.len());
    for word in text.split_ascii_whitespace() {
        if word.chars().find_map(letters::script).is_some_and(|found| found == script) {
            words.push_str(word);
            words.push(' ');
        }
    }
    words
}

/// Whether part of a text is not in the declared language either: a text in two languages is in both.
fn is_elsewhere(part: &str, declared: &Known) -> bool {
    detect(part, declared.script).is_some_and(|(found, _)| !declared.is_kin(found))
}

/// The beginning, the middle and the end.
fn thirds(text: &str) -> [&str; 3] {
    let space_after =
        |at: usize| text.as_bytes()[at..].iter().position(|&byte| byte == b' ').map_or(0, |found| at + found);
    let (one, two) = (space_after(text.len() / 3), space_after(text.len() / 3 * 2));
    [&text[..one], &text[one..two.max(one)], &text[two.max(one)..]]
}

/// The likeliest language among those of a script, and how sure that is. Where only its relatives make it doubtful, it
/// is as sure as without them.
fn detect(text: &str, script: Script) -> Option<(&'static Known, f64)> {
    static DETECTOR: OnceLock<Detector> = OnceLock::new();
    let detector = DETECTOR.get_or_init(|| Detector::with_denylist(vec![Lang::Lat]));
    let info = detector.detect(text)?;
    let known = languages::of(info.lang(), script)?;
    if info.confidence() < SURE {
        let mut relatives = languages::relatives(known);
        relatives.push(Lang::Lat);
        let again = Detector::with_denylist(relatives).detect(text)?;
        return (again.lang() == info.lang()).then(|| (known, again.confidence()));
    }
    Some((known, info.confidence()))
}
