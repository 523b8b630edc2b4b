//! Which rules were meant by a name that none has.

use super::{RULES, Rule, select};
use crate::nearest::nearest;

/// Names beyond that many bytes are not looked into: nobody takes a paragraph for a rule.
const LONGEST: usize = 256;

/// The names of rules and groups that may be meant by one that stands for nothing: what is spelled so but for capitals and
/// separators, what has it as its second part, what begins with it, and at last what is nearest.
pub fn meant(name: &str) -> Vec<&'static str> {
    if name.len() > LONGEST {
        return Vec::new();
    }
    let plain = spelled(name);
    let exact = selector(&plain);
    if !exact.is_empty() {
        return exact;
    }
    let (group, last) = plain.rsplit_once('/').map_or((None, plain.as_str()), |(group, last)| (Some(group), last));
    let named = rules(|rule| second(rule) == last);
    if !named.is_empty() {
        return of_group(named, group);
    }
    if group.is_none() {
        let groups = groups_of(&plain);
        if !groups.is_empty() {
            return groups;
        }
    }
    let with_word = rules(|rule| second(rule).split('-').any(|word| word == last));
    if !with_word.is_empty() {
        return of_group(with_word, group);
    }
    let selectors = RULES.iter().flat_map(|rule| [rule.name, rule.group()]).chain(["all"]);
    if let Some(near) = nearest(&plain, selectors) {
        return vec![near];
    }
    let near = nearest(last, RULES.iter().map(|rule| second(rule)));
    near.map_or_else(Vec::new, |near| of_group(rules(|rule| second(rule) == near), group))
}

/// Names between backticks, as a sentence lists them.
pub fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
        one => one.concat(),
    }
}

/// A name in small letters, with the separators that names of rules have.
fn spelled(name: &str) -> String {
    let trimmed = name.trim_matches(|character: char| character.is_whitespace() || "\"'`".contains(character));
    let lower = trimmed.to_lowercase().replace("::", "/").replace(['.', ':', '\\'], "/");
    lower.replace(['_', ' '], "-")
}

/// The name that stands for itself.
fn selector(name: &str) -> Vec<&'static str> {
    let selected = select(name);
    match selected.first() {
        None => Vec::new(),
        Some(_) if name == "all" => vec!["all"],
        Some(rule) if rule.name == name => vec![rule.name],
        Some(rule) => vec![rule.group()],
    }
}

fn second(rule: &Rule) -> &'static str {
    rule.name.rsplit_once('/').map_or(rule.name, |(_, last)| last)
}

fn rules(is_meant: impl Fn(&Rule) -> bool) -> Vec<&'static str> {
    RULES.iter().filter(|rule| is_meant(rule)).map(|rule| rule.name).collect()
}

/// Those of the group that was named, however that is written; all where none is of it.
fn of_group(names: Vec<&'static str>, group: Option<&str>) -> Vec<&'static str> {
    let groups = group.map_or_else(Vec::new, |group| match select(group).first() {
        Some(rule) => vec![rule.group()],
        None => groups_of(group),
    });
    let is_of_group = |name: &&&'static str| groups.iter().any(|group| name.split('/').next() == Some(group));
    let kept: Vec<&'static str> = names.iter().filter(is_of_group).copied().collect();
    if kept.is_empty() { names } else { kept }
}

/// The groups whose name begins or ends with a name, in one number or the other: `lang`, `dates`, `links`.
fn groups_of(name: &str) -> Vec<&'static str> {
    let singular = name.strip_suffix('s').filter(|name| name.len() >= 3).unwrap_or(name);
    if singular.len() < 3 {
        return Vec::new();
    }
    let mut groups: Vec<&'static str> = RULES.iter().map(|rule| rule.group()).collect();
    groups.dedup();
    groups.retain(|group| group.starts_with(singular) || group.ends_with(singular));
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_meant_is_named() {
        for (name, wanted) in [
            ("zoneless", &["date/zoneless"][..]),
            ("malformed", &["date/malformed", "language/malformed", "wikilink/malformed", "url/malformed"]),
            ("lang", &["language"]),
            ("lang/malformed", &["language/malformed"]),
            ("wikilinks/malformed", &["wikilink/malformed"]),
            ("links", &["wikilink"]),
            ("dates", &["date"]),
            ("urls", &["url"]),
            ("wiki", &["wikilink"]),
            ("front_matter", &["front-matter"]),
            ("Date/Zoneless", &["date/zoneless"]),
            ("date.zoneless", &["date/zoneless"]),
            ("date:zone_less", &["date/zoneless"]),
            ("text/whitspace", &["text/whitespace"]),
            ("whitspace", &["text/whitespace", "wikilink/whitespace"]),
            ("ALL", &["all"]),
            ("heading", &["document/heading"]),
            ("ambiguous_scalar", &["yaml/ambiguous-scalar"]),
            ("scalar", &["yaml/ambiguous-scalar"]),
            ("текст", &[]),
            ("", &[]),
        ] {
            let mut meant = meant(name);
            meant.sort_unstable();
            let mut wanted = wanted.to_vec();
            wanted.sort_unstable();
            assert_eq!(meant, wanted, "{name}");
        }
    }

    #[test]
    fn names_are_listed_as_a_sentence_has_them() {
        assert_eq!(listed(&["a"]), "`a`");
        assert_eq!(listed(&["a", "b", "c"]), "`a`, `b` or `c`");
    }
}
