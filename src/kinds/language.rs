//! Language tags: BCP 47 (RFC 5646) against the IANA Language Subtag Registry.
//!
//! The registry is compiled in as sorted tables, together with the longer codes of CLDR (`rus`, `rum`) and names of
//! languages. `docs/languages.md` says which edition and under which licences. Nothing is asked of a tag's extensions
//! and private-use subtags beyond their form.

mod canonical;
mod foreign;
mod names;
mod near;
mod subtags;
mod table;

use std::ops::Range;

pub use canonical::canonical;
pub use names::{display_name, english_names, fold_name, named};
pub use subtags::{Part, declared_script, primary, scripts};
use subtags::{State, Subtag};

/// What is wrong with a tag: the first of its faults, in the order of [`FaultKind`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub kind: FaultKind,
    /// The bytes of the value that are wrong.
    pub range: Range<usize>,
    /// What to write instead of the whole value: right, canonical tags, the likeliest first. The kinds that a fix can
    /// repair have at most one, and it says what the value said.
    pub instead: Vec<String>,
}

/// What can be wrong with a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The name of a language.
    Name,
    /// Not of the form of RFC 5646 §2.1.
    Malformed,
    /// The code of a country where that of a language is wanted.
    Country,
    /// A code that the registry does not have.
    Unknown(Part),
    /// A code or a whole tag that the registry keeps for old documents only.
    Deprecated,
    /// A code of three letters where there is one of two.
    Overlong,
    /// A script that goes without saying, as the registry's `Suppress-Script` has it.
    NeedlessScript,
    /// A language behind the one that it belongs to: `zh-yue`.
    Extended,
    /// Capital and small letters other than RFC 5646 §2.1.1 has them.
    Case,
}

/// The registry has some hundred variants, and no tag has three.
const MOST_VARIANTS: usize = 100;

/// The first fault of `text`, which has no white space around it and is not empty.
pub fn check(text: &str) -> Option<Fault> {
    if is_right(text) {
        return None;
    }
    if let Some(tag) = named(text).filter(|_| !is_known(text)) {
        return Some(Fault { kind: FaultKind::Name, range: 0..text.len(), instead: vec![tag.to_owned()] });
    }
    if !is_formed(text) {
        let instead = foreign::repaired(text).into_iter().collect();
        return Some(Fault { kind: FaultKind::Malformed, range: 0..text.len(), instead });
    }
    if let Some(state) = subtags::whole(text) {
        return whole(text, state);
    }
    unknown(text).or_else(|| deprecated(text)).or_else(|| uncanonical(text))
}

/// Whether every subtag is in the registry, or is a longer code of one that is.
pub fn is_known(text: &str) -> bool {
    subtags::is_usual(text) || is_known_by_part(text)
}

fn is_known_by_part(text: &str) -> bool {
    is_formed(text)
        && (subtags::whole(text).is_some() || subtags::split(text).all(|subtag| subtag.state(text) != State::Unknown))
}

/// Whether the text is of the form of RFC 5646 §2.1, with each variant (§2.2.5) and each extension (§2.2.6) once.
fn is_formed(text: &str) -> bool {
    oxilangtag::LanguageTag::parse(text).is_ok() && !repeats(text)
}

/// Whether a variant, or the letter or figure that an extension begins with, is there twice. What follows `x` is private.
fn repeats(text: &str) -> bool {
    let is_private = |subtag: &&str| subtag.eq_ignore_ascii_case("x");
    let mut seen: Vec<&str> = Vec::new();
    let mut in_extension = false;
    for subtag in text.split('-').skip(1).take_while(|subtag| !is_private(subtag)) {
        in_extension |= subtag.len() == 1;
        let is_variant =
            subtag.len() > 4 || (subtag.len() == 4 && subtag.starts_with(|first: char| first.is_ascii_digit()));
        if subtag.len() == 1 || (is_variant && !in_extension) {
            if seen.len() > MOST_VARIANTS || seen.iter().any(|known| known.eq_ignore_ascii_case(subtag)) {
                return true;
            }
            seen.push(subtag);
        }
    }
    false
}

/// The quick answer for the usual tags: known, current, and as they should be written.
fn is_right(text: &str) -> bool {
    subtags::is_usual(text) || is_right_by_part(text)
}

fn is_right_by_part(text: &str) -> bool {
    is_formed(text)
        && subtags::whole(text).is_none()
        && subtags::split(text).all(|subtag| subtag.state(text) == State::Current && subtag.has_usual_case(text))
}

/// A tag that is registered as a whole (RFC 5646 §2.2.8).
fn whole(text: &str, state: State) -> Option<Fault> {
    let canonical = canonical(text);
    match state {
        State::Replaced(_) => Some((FaultKind::Deprecated, vec![canonical])),
        State::Abandoned => Some((FaultKind::Deprecated, Vec::new())),
        _ if canonical != text => Some((FaultKind::Case, vec![canonical])),
        _ => None,
    }
    .map(|(kind, instead)| Fault { kind, range: 0..text.len(), instead })
}

fn unknown(text: &str) -> Option<Fault> {
    let subtag = subtags::split(text).find(|subtag| subtag.state(text) == State::Unknown)?;
    let country = subtag.part == Part::Language && table::REGIONS.subtag(subtag.text(text)).is_some();
    let kind = if country { FaultKind::Country } else { FaultKind::Unknown(subtag.part) };
    Some(Fault { kind, range: subtag.range.clone(), instead: near::near(text, &subtag) })
}

fn deprecated(text: &str) -> Option<Fault> {
    let subtag =
        subtags::split(text).find(|subtag| matches!(subtag.state(text), State::Replaced(_) | State::Abandoned))?;
    let replaced = subtags::split(text).all(|subtag| subtag.state(text) != State::Abandoned);
    let instead = if replaced { vec![canonical(text)] } else { Vec::new() };
    Some(Fault { kind: FaultKind::Deprecated, range: subtag.range, instead })
}

fn uncanonical(text: &str) -> Option<Fault> {
    let kind = |subtag: &Subtag| match subtag.state(text) {
        State::Alias(_) => Some(FaultKind::Overlong),
        State::Needless => Some(FaultKind::NeedlessScript),
        State::Extended => Some(FaultKind::Extended),
        _ if !subtag.has_usual_case(text) => Some(FaultKind::Case),
        _ => None,
    };
    let (kind, range) = subtags::split(text).find_map(|subtag| Some((kind(&subtag)?, subtag.range)))?;
    Some(Fault { kind, range, instead: vec![canonical(text)] })
}

/// Whether the text is several tags, put together with commas, slashes or spaces.
pub fn is_list(text: &str) -> bool {
    let tags = text.split([',', ';', '/', '|', '+', ' ']).filter(|tag| !tag.is_empty());
    tags.clone().count() > 1 && tags.clone().all(is_known)
}
