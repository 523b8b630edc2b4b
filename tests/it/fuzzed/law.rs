//! Laws of findings and repairs that hold of any text. Each says what broke it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::DateTime;
use masthead::diagnostic::{Diagnostic, Safety};
use masthead::document::Document;
use masthead::fix::{Repaired, keep_tried, repair};
use masthead::linter::{Settings, check};
use masthead::rules::{Effect, Levels, Options, effect_of};
use masthead::schema::Schema;
use masthead::source::Source;
use masthead::syntax::Syntax;
use masthead::tree::{Entry, Limits, Node, Resolved, Style, Value};

pub(crate) type Law = fn(&str, Option<&Schema>) -> Result<(), String>;

/// The laws, by their numbers.
pub(crate) const LAWS: &[(u8, Law)] = &[
    (1, what_is_offered_is_made),
    (2, no_letter_is_lost),
    (3, what_does_not_change_is_not_rewritten),
    (4, every_reader_reads_what_is_left),
    (5, a_message_shows_the_difference),
];

static SETTINGS: LazyLock<Settings> = LazyLock::new(|| Settings {
    levels: Levels::default(),
    options: Options::default(),
    fields: std::sync::Arc::default(),
    now: DateTime::parse_from_rfc3339("2026-11-24T12:00:00Z").expect("a date"),
});

pub(crate) fn checked(source: &Source, schema: Option<&Schema>) -> Vec<Diagnostic> {
    check(source, schema, &SETTINGS).diagnostics
}

pub(crate) fn source(text: &str) -> Source {
    Source::new("a.md", text)
}

pub(crate) fn document(source: &Source) -> Document<'_> {
    Document::parse(source, Limits::default())
}

/// The first law: whatever is offered is made, with the others or alone.
fn what_is_offered_is_made(text: &str, schema: Option<&Schema>) -> Result<(), String> {
    let check = |source: &Source| checked(source, schema);
    let before = source(text);
    let mut found = check(&before);
    keep_tried(&before, &mut found, check);
    for allow in [Safety::Safe, Safety::Unsafe] {
        let offers: Vec<&Diagnostic> =
            found.iter().filter(|found| found.fix.as_ref().is_some_and(|fix| fix.safety <= allow)).collect();
        if offers.is_empty() {
            continue;
        }
        let together = repair(source(text), check, allow);
        for offer in offers {
            let Some(fix) = &offer.fix else { continue };
            let is_this = |rule: &str, message: &str| rule == offer.rule && message == fix.message;
            if together.applied.iter().any(|made| is_this(made.rule, &made.message)) {
                continue;
            }
            let this_alone = |source: &Source| {
                let mut found = check(source);
                for found in &mut found {
                    found.fix = found.fix.take().filter(|fix| is_this(found.rule, &fix.message));
                }
                found
            };
            let alone = repair(source(text), this_alone, allow);
            if alone.applied.is_empty() {
                return Err(format!(
                    "{}: {:?} is offered and not made: {:?}",
                    offer.rule, fix.message, alone.held_back
                ));
            }
        }
    }
    Ok(())
}

/// A repair, and what the findings that it mended had said, by rule and by what was to be done.
struct Told {
    repaired: Repaired,
    said: BTreeMap<(&'static str, String), String>,
}

fn repaired(text: &str, schema: Option<&Schema>, allow: Safety) -> Told {
    let said: RefCell<BTreeMap<(&'static str, String), String>> = RefCell::default();
    let check = |source: &Source| {
        let found = checked(source, schema);
        for found in &found {
            if let Some(fix) = &found.fix {
                let words = [Some(&found.message), found.help.as_ref(), Some(&fix.message)];
                let words: Vec<&str> = words.into_iter().flatten().map(String::as_str).collect();
                let mut said = said.borrow_mut();
                said.entry((found.rule, fix.message.clone())).or_default().push_str(&words.join(" "));
            }
        }
        found
    };
    let repaired = repair(source(text), check, allow);
    Told { repaired, said: said.into_inner() }
}

impl Told {
    /// What the messages of the repairs that take something out name, between backticks.
    fn named(&self) -> String {
        let takes_out = |rule: &str| matches!(effect_of(rule), Effect::Exchange | Effect::Removal | Effect::Comment);
        let mut named = String::new();
        for made in &self.repaired.applied {
            let said = self.said.get(&(made.rule, made.message.clone())).map_or("", String::as_str);
            if takes_out(made.rule) || made.rule == "text/entity" {
                said.split('`').skip(1).step_by(2).for_each(|name| named.push_str(name));
            } else if let Some((_, not)) = made.message.split_once(", not `") {
                named.push_str(not);
            } else {
                // Numbers of lists and indents: ``remove the `4` ``.
                let names = made.message.split('`').skip(1).step_by(2);
                names.filter(|name| !name.contains(char::is_alphabetic)).for_each(|name| named.push_str(name));
            }
        }
        named
    }
}

/// What a writer types: letters, digits, pictures. Full-width letters are what they stand for.
fn typed(text: &str) -> impl Iterator<Item = char> {
    let plain = |letter: char| match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        _ => letter,
    };
    let is_picture = |letter: char| ('\u{1f000}'..='\u{1faff}').contains(&letter);
    text.chars().map(plain).filter(move |letter| letter.is_alphanumeric() || is_picture(*letter))
}

/// What is typed in a text, sorted: in all of it, and in what is no comment. That of which a comment was always going
/// to be made is not in the latter: `#日` is one as soon as the rest can be read, and a comment of another language
/// becomes one.
fn letters(source: &Source) -> [Vec<char>; 2] {
    let document = document(source);
    let text = source.text();
    let mut shown = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        if !document.comments.iter().any(|comment| comment.span.range().contains(&at)) {
            shown.push(letter);
        }
    }
    let will_be_comment = |line: &str| {
        let line = line.trim_start().trim_start_matches(['#', ' ']);
        ["//", "/*", "<!--"].iter().any(|opens| line.starts_with(opens))
    };
    let cut = |line: &str| line.find("#日").map_or(line.len(), |at| at);
    let shown: String =
        shown.split('\n').filter(|line| !will_be_comment(line)).map(|line| &line[..cut(line)]).collect();
    [text, &shown].map(|text| {
        let mut letters: Vec<char> = typed(text).collect();
        letters.sort_unstable();
        letters
    })
}

/// Those of the first that the second has not as often. Both are sorted.
fn missing(before: &[char], after: &[char]) -> String {
    let mut after = after.iter().peekable();
    let is_missing = |letter: &&char| {
        while after.next_if(|other| other < letter).is_some() {}
        after.next_if(|other| other == letter).is_none()
    };
    before.iter().filter(is_missing).collect()
}

/// The second law: no repair removes what was typed or hides it in a comment, but for what its message names.
fn no_letter_is_lost(text: &str, schema: Option<&Schema>) -> Result<(), String> {
    let before = letters(&source(text));
    for allow in [Safety::Safe, Safety::Unsafe] {
        let told = repaired(text, schema, allow);
        let mut named: Vec<char> = typed(&told.named()).collect();
        named.sort_unstable();
        let after = letters(&told.repaired.source);
        for (which, before, after) in [("all", &before[0], &after[0]), ("shown", &before[1], &after[1])] {
            let gone: Vec<char> = missing(before, after).chars().collect();
            let unsaid = missing(&gone, &named);
            if !unsaid.is_empty() {
                let by: Vec<_> = told.repaired.applied.iter().map(|made| (made.rule, &made.message)).collect();
                return Err(format!("lost ({which}): {unsaid:?} by {by:?}: {:?}", told.repaired.source.text()));
            }
        }
    }
    Ok(())
}

/// The third law, for what can be read: a scalar that holds what it held is written as it was.
fn what_does_not_change_is_not_rewritten(text: &str, schema: Option<&Schema>) -> Result<(), String> {
    let before = source(text);
    let old = document(&before);
    let Some(old_root) = old.root.as_ref().filter(|_| old.problems.is_empty()) else { return Ok(()) };
    for allow in [Safety::Safe, Safety::Unsafe] {
        let after = repaired(text, schema, allow).repaired;
        let new = document(&after.source);
        let Some(new_root) = new.root.as_ref() else { continue };
        let mut rewritten = None;
        let mut pointer = String::new();
        pairs(old_root, new_root, &mut pointer, &mut |pointer, one, other| {
            let (was, is) = (before.slice(one.span), after.source.slice(other.span));
            // Quotes are what some repairs are about; these change what is read.
            let is_same = one.resolved() == other.resolved() && one.as_str() == other.as_str();
            if is_same && was.trim() != is.trim() && style(one) == style(other) && !is_layout(was, is) {
                rewritten.get_or_insert_with(|| format!("{pointer}: {was:?} is written {is:?}"));
            }
        });
        if let Some(rewritten) = rewritten {
            let by: Vec<_> = after.applied.iter().map(|made| (made.rule, &made.message)).collect();
            return Err(format!("{rewritten} by {by:?}"));
        }
    }
    Ok(())
}

fn style(node: &Node) -> Option<Style> {
    node.as_scalar().map(|scalar| scalar.style)
}

/// The writings differ in white space alone, or in how a character is escaped.
fn is_layout(was: &str, is: &str) -> bool {
    let bones = |text: &str| text.split_whitespace().collect::<String>();
    bones(was) == bones(is) || was.contains('\\')
}

/// Visits the scalars that two trees have at the same place.
fn pairs(one: &Node, other: &Node, pointer: &mut String, visit: &mut impl FnMut(&str, &Node, &Node)) {
    if one.alias.is_some() || other.alias.is_some() {
        return;
    }
    let length = pointer.len();
    match (&one.value, &other.value) {
        (Value::Scalar(_), Value::Scalar(_)) => visit(pointer, one, other),
        (Value::Sequence(one), Value::Sequence(other)) if one.items.len() == other.items.len() => {
            for (index, (one, other)) in one.items.iter().zip(&other.items).enumerate() {
                *pointer += &format!("/{index}");
                pairs(one, other, pointer, visit);
                pointer.truncate(length);
            }
        }
        (Value::Mapping(one), Value::Mapping(other)) => {
            for entry in &one.entries {
                let Some(key) = entry.key_text() else { continue };
                if let (Some(same), 1) = (other.get(key), count(&one.entries, key)) {
                    *pointer += &format!("/{key}");
                    pairs(&entry.value, &same.value, pointer, visit);
                    pointer.truncate(length);
                }
            }
        }
        _ => {}
    }
}

fn count(entries: &[Entry], key: &str) -> usize {
    entries.iter().filter(|entry| entry.key_text() == Some(key)).count()
}

/// What a second reader makes of the front matter; nothing where it is not YAML or not closed.
pub(crate) fn read_by_another(document: &Document) -> Option<Result<serde_yaml::Value, String>> {
    let block = document.block().filter(|block| block.syntax == Syntax::Yaml)?;
    let text = document.source.slice(block.content);
    Some(serde_yaml::from_str(text).map_err(|error| error.to_string()))
}

/// The fourth law: what could be read can still be, by another reader too; what a repair has made readable is, by that
/// too; and both read the same.
fn every_reader_reads_what_is_left(text: &str, schema: Option<&Schema>) -> Result<(), String> {
    let before = source(text);
    let old = document(&before);
    let was_read = read_by_another(&old).is_some_and(|read| read.is_ok());
    for allow in [Safety::Safe, Safety::Unsafe] {
        let after = repaired(text, schema, allow).repaired;
        if after.applied.is_empty() {
            continue;
        }
        let by = || after.applied.iter().map(|made| (made.rule, made.message.as_str())).collect::<Vec<_>>();
        let new = document(&after.source);
        let fails = |why: &str| Err(format!("{why}, after {:?}: {:?}", by(), after.source.text()));
        let Some(read) = read_by_another(&new) else { continue };
        let is_mended = new.problems.is_empty() && !old.problems.is_empty();
        match read {
            Err(error) if was_read => return fails(&format!("another reader no longer reads it: {error}")),
            Err(error) if is_mended && !is_known(after.source.text(), &error) => {
                return fails(&format!("another reader does not read it: {error}"));
            }
            Err(_) => {}
            Ok(other) => {
                if let Some(root) = new.root.as_ref().filter(|_| is_mended)
                    && let Some(pointer) = difference(root, &other, String::new())
                {
                    return fails(&format!("another reader reads something else at {pointer}"));
                }
            }
        }
    }
    Ok(())
}

/// What the other reader refuses although it is YAML; see `differential`.
fn is_known(text: &str, error: &str) -> bool {
    error.contains("duplicate entry")
        || text.contains(['&', '*', '!', '%', '\t', '?', '\u{feff}', '\u{85}', '\u{2028}', '\u{2029}'])
}

/// Where two readers read different texts, lists or mappings.
fn difference(ours: &Node, other: &serde_yaml::Value, pointer: String) -> Option<String> {
    use serde_yaml::Value as Other;
    match (&ours.value, other) {
        (Value::Scalar(scalar), Other::String(text)) => {
            let is_same = scalar.resolved != Resolved::String || scalar.text.as_ref() == text;
            (!is_same).then_some(pointer)
        }
        (Value::Scalar(_), Other::Sequence(_) | Other::Mapping(_)) => Some(pointer),
        (Value::Sequence(ours), Other::Sequence(other)) => {
            if ours.items.len() != other.len() {
                return Some(pointer);
            }
            let mut pairs = ours.items.iter().zip(other).enumerate();
            pairs.find_map(|(index, (ours, other))| difference(ours, other, format!("{pointer}/{index}")))
        }
        (Value::Mapping(ours), Other::Mapping(other)) => ours.entries.iter().find_map(|entry| {
            let key = entry.key_text()?;
            difference(&entry.value, other.get(key)?, format!("{pointer}/{key}"))
        }),
        (Value::Sequence(_) | Value::Mapping(_), _) => Some(pointer),
        (Value::Broken | Value::Scalar(_), _) => None,
    }
}

/// The fifth law: a message never sets a thing against itself.
fn a_message_shows_the_difference(text: &str, schema: Option<&Schema>) -> Result<(), String> {
    const BETWEEN: [&str; 4] = [" is not ", " but ", " spelled ", " instead of "];
    for found in checked(&source(text), schema) {
        let parts: Vec<&str> = found.message.split('`').collect();
        for between in parts.windows(3).skip(1).step_by(2) {
            if between[0] == between[2] && BETWEEN.iter().any(|words| between[1].contains(words)) {
                return Err(found.message);
            }
        }
    }
    Ok(())
}
