//! Which constraints documents may be meant to keep to, by the counters alone.

use super::types::{FEWEST_FOR_ENUM, types};
use super::{Candidate, Constraint, Step, relations};
use crate::kinds::{Kind, usual_names};
use crate::nearest::nearest;
use crate::stats::{Field, Fields, GroupBy, Stats, Type};

/// A field that fewer documents have is described and not constrained.
const FEWEST: u64 = 5;
/// An enumeration has no more members.
const LARGEST_ENUM: usize = 50;
/// A mapping with more names than this, none of them common, is a dictionary.
const DICTIONARY: usize = 30;

pub(super) fn of(stats: &Stats) -> Vec<Candidate> {
    let mut found = Vec::new();
    fields(&stats.fields, &[], stats.with_fields(), &mut found);
    conditional(stats, &mut found);
    found.append(&mut relations::candidates(stats));
    found
}

fn fields(fields: &Fields, holder: &[Step], of: u64, found: &mut Vec<Candidate>) {
    if is_dictionary(fields, of) {
        return;
    }
    let misspelt = misspelt(fields, of);
    for (name, field) in &fields.by_name {
        let mut place = holder.to_vec();
        place.push(Step::Field(name.clone()));
        if let Some((_, meant)) = misspelt.iter().find(|(wrong, _)| wrong == name) {
            found.push(Candidate::new(place, Constraint::Misspelt { meant: meant.clone() }));
            continue;
        }
        // Measured on public collections: coverage is seldom between 90 % and 95 %.
        if field.values * 100 >= of * 95 && of >= FEWEST {
            found.push(Candidate::new(place.clone(), Constraint::Required));
        }
        value(name, field, &place, found);
    }
}

/// Whether the names of a mapping are themselves data.
pub(super) fn is_dictionary(fields: &Fields, of: u64) -> bool {
    let most = fields.by_name.values().map(|field| field.values).max().unwrap_or(0);
    fields.by_name.len() > DICTIONARY && most * 5 < of
}

/// The fields that are likely another one, misspelt: rare, near a common one, and nearly always in place of that.
fn misspelt(fields: &Fields, of: u64) -> Vec<(String, String)> {
    let common: Vec<(&str, u64)> = fields
        .by_name
        .iter()
        .map(|(name, field)| (name.as_str(), field.values))
        .filter(|(_, count)| *count >= 20)
        .collect();
    let rare = fields.by_name.iter().filter(|(name, field)| field.values * 100 <= of && name.chars().count() >= 3);
    rare.filter_map(|(name, field)| {
        let known = common.iter().filter(|(_, count)| field.values * 20 <= *count).map(|(known, _)| *known);
        let meant = nearest(name, known)?;
        let is_plural = strip_plural(name) == strip_plural(meant);
        let close = strsim::damerau_levenshtein(name, meant) <= if meant.chars().count() < 5 { 1 } else { 2 };
        let differs_in_digits = name.trim_end_matches(|last: char| last.is_ascii_digit())
            == meant.trim_end_matches(|last: char| last.is_ascii_digit());
        (close && !differs_in_digits && !(is_plural && field.values > 2)).then(|| (name.clone(), meant.to_owned()))
    })
    .collect()
}

fn strip_plural(name: &str) -> &str {
    name.strip_suffix('s').unwrap_or(name)
}

fn value(name: &str, field: &Field, place: &[Step], found: &mut Vec<Candidate>) {
    if field.values < FEWEST {
        return;
    }
    let mut add = |constraint| found.push(Candidate::new(place.to_vec(), constraint));
    let types = types(field);
    add(Constraint::Types(types.clone()));
    if types.contains(&Type::String) {
        // A kind or an enumeration has no empty member.
        add(texts(name, field).unwrap_or(Constraint::NotEmpty));
    }
    if types.contains(&Type::Integer) || types.contains(&Type::Number) {
        bounds(field).into_iter().for_each(&mut add);
    }
    if types.contains(&Type::Array) {
        // An empty list is seldom a fault, so that none must be there.
        if field.of_type(Type::Array) >= FEWEST_FOR_ENUM && field.sizes.is_some_and(|sizes| sizes.least > 0) {
            add(Constraint::HasItems);
        }
        if field.repeating * 50 <= field.of_type(Type::Array) {
            add(Constraint::Unique);
        }
        if let Some(items) = field.items.as_deref().filter(|items| items.values > 0) {
            let mut place = place.to_vec();
            place.push(Step::Items);
            value(name, items, &place, found);
        }
    }
    if types.contains(&Type::Object) {
        fields(&field.fields, place, field.of_type(Type::Object), found);
    }
}

/// What texts hold: a kind or one of some values.
fn texts(name: &str, field: &Field) -> Option<Constraint> {
    let strings = field.of_type(Type::String);
    let nearly_all = |count: u64| count * 100 >= strings * 97;
    for kind in [Kind::WaybackUrl, Kind::Wikilink, Kind::DateTime, Kind::Date, Kind::Uri] {
        if nearly_all(field.of_kind(kind)) {
            return Some(Constraint::Kinds(vec![kind]));
        }
    }
    if nearly_all(field.of_kind(Kind::Date) + field.of_kind(Kind::DateTime)) {
        return Some(Constraint::Kinds(vec![Kind::Date, Kind::DateTime]));
    }
    // Short words are language tags by chance, so the name must speak of language too.
    if nearly_all(field.of_kind(Kind::LanguageTag)) && is_language(name) {
        return Some(Constraint::Kinds(vec![Kind::LanguageTag]));
    }
    enumeration(name, field).map(Constraint::Enum)
}

fn is_language(name: &str) -> bool {
    let name = name.to_lowercase();
    name.contains("lang") || usual_names().any(|(usual, kind)| kind == Kind::LanguageTag && usual == name)
}

/// The members of an enumeration. The chance that the next value is a new one is that of the values that were seen once
/// (Good 1953): at most one in a hundred.
fn enumeration(name: &str, field: &Field) -> Option<Vec<String>> {
    let total = field.counter.total();
    if total < FEWEST_FOR_ENUM || field.counter.seen_once() * 100 > total {
        return None;
    }
    let sorted = field.counter.sorted();
    let mut members: Vec<&str> = Vec::new();
    for (text, count) in &sorted {
        let is_like = |(other, often): &(&str, u64)| {
            let is_close = text.chars().count() >= 4 && strsim::damerau_levenshtein(text, other) <= 1;
            *often >= 20 * count && (is_close || text.to_lowercase() == other.to_lowercase())
        };
        let is_slip = sorted.iter().take(LARGEST_ENUM).any(is_like);
        let is_other_type = matches!(*text, "true" | "false") || text.parse::<f64>().is_ok();
        if *count >= 2 && !text.trim().is_empty() && !is_slip && !is_other_type {
            members.push(text);
        }
    }
    let is_small = members.len() <= LARGEST_ENUM && members.len() as u64 * 10 <= total;
    // One value in all documents is a coincidence unless the field says what a document is.
    let is_choice = members.len() >= 2 || crate::stats::TELLING.contains(&name) && members.len() == 1;
    let mut members: Vec<String> = members.into_iter().map(str::to_owned).collect();
    members.sort();
    (is_small && is_choice).then_some(members)
}

/// The bounds of numbers: of those that were seen twice, where there are few; else only that none is negative.
fn bounds(field: &Field) -> Vec<Constraint> {
    let numbers: Vec<(i64, u64)> =
        field.counter.sorted().iter().filter_map(|(text, count)| Some((text.parse().ok()?, *count))).collect();
    let total: u64 = numbers.iter().map(|(_, count)| count).sum();
    if total < FEWEST_FOR_ENUM || field.counter.forgotten > 0 {
        return Vec::new();
    }
    let once: u64 = numbers.iter().filter(|(_, count)| *count == 1).map(|(_, count)| count).sum();
    let common = || numbers.iter().filter(|(_, count)| *count >= 2).map(|(number, _)| *number);
    let is_scale = once * 100 <= total && common().count() <= 20 && common().count() >= 2;
    match (common().min(), common().max()) {
        (Some(least), Some(most)) if is_scale => vec![Constraint::Minimum(least), Constraint::Maximum(most)],
        _ => {
            let negative: u64 = numbers.iter().filter(|(number, _)| *number < 0).map(|(_, count)| count).sum();
            if negative * 100 <= total { vec![Constraint::Minimum(0)] } else { Vec::new() }
        }
    }
}

/// Fields that documents of one sort have and others have not.
fn conditional(stats: &Stats, found: &mut Vec<Candidate>) {
    let all = stats.with_fields();
    for ((by, value), group) in &stats.groups {
        let GroupBy::Field(field) = by else { continue };
        if group.documents < 20 || group.documents * 10 > all * 9 {
            continue;
        }
        let rest = all - group.documents;
        for (name, count) in &group.fields {
            let total = stats.fields.by_name.get(name).map_or(0, |field| field.values);
            let elsewhere = total.saturating_sub(*count);
            if name != field && *count * 100 >= group.documents * 97 && elsewhere * 2 <= rest {
                let constraint = Constraint::RequiredWhere { field: field.clone(), value: value.clone() };
                found.push(Candidate::new(vec![Step::Field(name.clone())], constraint));
            }
        }
    }
}
