//! What an unknown code may have been meant for.

use super::subtags::{Part, Subtag};
use super::table::{NAMES, REGION_ALIASES, REGIONS, SCRIPTS, Table, VARIANTS};
use super::{canonical, fold_name, is_known, named};

/// Codes that people make up, and no rule leads to what they mean.
const MADE_UP: [(&str, &str); 4] = [("sp", "es"), ("uk-uk", "uk-UA"), ("en-en", "en"), ("ge", "de")];

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
    let codes = match subtag.part {
        Part::Language => languages(&text),
        Part::Extlang => REGION_ALIASES.get(&text).map(str::to_owned).into_iter().collect(),
        Part::Script => similar(&SCRIPTS, &text),
        Part::Variant => variants(&text),
        Part::Region | Part::Other => Vec::new(),
    };
    let with = |code: &str| format!("{}{code}{}", &tag[..subtag.range.start], &tag[subtag.range.end..]);
    let made_up =
        MADE_UP.iter().find(|(wrong, _)| wrong.eq_ignore_ascii_case(tag)).map(|(_, right)| (*right).to_owned());
    let mut tags: Vec<String> = made_up.into_iter().collect();
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
