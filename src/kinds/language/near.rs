//! What an unknown code may have been meant for.

use super::subtags::{Part, Subtag};
use super::table::{NAMES, REGION_ALIASES, REGIONS, SCRIPTS, Table, VARIANTS};
use super::{canonical, fold_name, is_known, named, scripts};

/// Tags that people make up, and no rule leads to what they mean.
///
/// `zh-CHS` and `zh-CHT` are names of cultures that Windows had before version 7.
#[rustfmt::skip]
const MADE_UP: [(&str, &str); 16] = [
    ("sp", "es"), ("uk-uk", "uk-UA"), ("en-en", "en"), ("ge", "de"), ("zh-chs", "zh-Hans"), ("zh-cht", "zh-Hant"),
    ("chs", "zh-Hans"), ("cht", "zh-Hant"), ("cn-hans", "zh-Hans"), ("cn-hant", "zh-Hant"), ("zh-sc", "zh-Hans"),
    ("zh-tc", "zh-Hant"), ("zh-simple", "zh-Hans"), ("zh-trad", "zh-Hant"), ("zh-sim", "zh-Hans"), ("zh-tra", "zh-Hant"),
];

/// Countries whose tags are in use beside those of a language's first country, as `frca` is written for `fr-CA`.
#[rustfmt::skip]
const ELSEWHERE: [(&str, &str); 16] = [
    ("en", "us"), ("en", "gb"), ("en", "ca"), ("en", "au"), ("en", "in"), ("en", "uk"), ("fr", "ca"), ("fr", "ch"),
    ("fr", "be"), ("de", "at"), ("de", "ch"), ("nl", "be"), ("pt", "br"), ("zh", "hk"), ("zh", "tw"), ("es", "us"),
];

/// Names of scripts that are written as if they were codes.
const SCRIPT_NAMES: [(&str, &str); 8] = [
    ("latin", "Latn"),
    ("cyrillic", "Cyrl"),
    ("cyrl", "Cyrl"),
    ("arabic", "Arab"),
    ("hebrew", "Hebr"),
    ("greek", "Grek"),
    ("simplified", "Hans"),
    ("traditional", "Hant"),
];

const MOST: usize = 3;

/// Whole tags, canonical and known, that may have been meant by `tag`, whose part `subtag` is unknown.
pub(super) fn near(tag: &str, subtag: &Subtag) -> Vec<String> {
    let text = subtag.text(tag).to_ascii_lowercase();
    if let Some((_, right)) = MADE_UP.iter().find(|(wrong, _)| wrong.eq_ignore_ascii_case(tag)) {
        return vec![(*right).to_owned()];
    }
    let codes = match subtag.part {
        Part::Language => languages(&text),
        Part::Extlang | Part::Region => REGION_ALIASES.get(&text).map(str::to_owned).into_iter().collect(),
        Part::Script => similar(&SCRIPTS, &text),
        Part::Variant => variants(&text),
        Part::Other => Vec::new(),
    };
    let with = |code: &str| format!("{}{code}{}", &tag[..subtag.range.start], &tag[subtag.range.end..]);
    let mut tags: Vec<String> = Vec::new();
    if subtag.part == Part::Language && text.len() == tag.len() {
        tags.extend(glued(&text));
        if !tags.is_empty() {
            return tags.iter().map(|tag| canonical(tag)).collect();
        }
    }
    tags.extend(codes.iter().map(|code| with(code)));
    if tags.is_empty() && subtag.range.start > 0 {
        // Without the unknown part the tag says less, but what it says is right.
        tags.push(format!("{}{}", &tag[..subtag.range.start - 1], &tag[subtag.range.end..]));
    }
    tags.retain(|tag| is_known(tag));
    tags.truncate(MOST);
    tags.iter().map(|tag| canonical(tag)).collect()
}

fn languages(text: &str) -> Vec<String> {
    let spoken = REGIONS.get(text).or_else(|| REGIONS.get(REGION_ALIASES.get(text)?.to_lowercase().as_str()));
    if let Some(language) = spoken.filter(|value| !value.is_empty() && !value.starts_with(['>', '!'])) {
        return vec![language.to_owned()];
    }
    if text.len() < 4 {
        return Vec::new();
    }
    similar_names(text)
}

/// Two subtags without the hyphen between them: `zhcn`, `ptbr`, `zhhans`, `srlatn`.
fn glued(text: &str) -> Option<String> {
    let (language, rest) = text.split_at_checked(2)?;
    let is_meant = match rest.len() {
        2 => REGIONS.get(rest) == Some(language) || ELSEWHERE.contains(&(language, rest)),
        4 if language == "zh" => matches!(rest, "hans" | "hant"),
        4 => scripts(language).is_some_and(|mut codes| codes.any(|code| code.eq_ignore_ascii_case(rest))),
        _ => false,
    };
    is_meant.then(|| format!("{language}-{}", if rest == "uk" { "gb" } else { rest }))
}

fn variants(text: &str) -> Vec<String> {
    let script = SCRIPT_NAMES.iter().find(|(name, _)| *name == text).map(|(_, code)| (*code).to_owned());
    script.map_or_else(|| similar(&VARIANTS, text), |script| vec![script])
}

/// The tags of the languages whose names are at most a third of the letters away.
fn similar_names(text: &str) -> Vec<String> {
    let folded = fold_name(text);
    if let Some(tag) = named(&folded) {
        return vec![tag.to_owned()];
    }
    let mut tags: Vec<String> = closest(&NAMES, &folded).map(|(_, tag)| tag.to_owned()).collect();
    tags.dedup();
    tags
}

fn similar(table: &'static Table, text: &str) -> Vec<String> {
    closest(table, text).map(|(code, _)| code.to_owned()).collect()
}

/// The entries whose keys are nearest to `text`, if they are near enough to be meant.
fn closest(table: &'static Table, text: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let letters = text.chars().count();
    let most = (letters / 3).clamp(1, 2);
    let mut best = most;
    let mut found = Vec::new();
    for (key, value) in table.iter() {
        if key.chars().count().abs_diff(letters) > best {
            continue;
        }
        let distance = strsim::damerau_levenshtein(key, text);
        if distance < best {
            best = distance;
            found.clear();
        }
        if distance <= best {
            found.push((key, value));
        }
    }
    found.into_iter()
}
