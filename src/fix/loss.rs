//! Whether fixes would lose what somebody has typed, by deleting it or by making a comment of it.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::document::{Document, Fence};
use crate::rules::{self, Effect};
use crate::source::{Source, Span};

/// What the fixes of a round would take out of the text without saying so: the letters and digits, and the signs that
/// their words do not name. Punctuation is the grammar's, and white space and what cannot be seen are their rules' concern.
pub(super) fn lost(source: &Source, made: &[&Diagnostic]) -> Option<String> {
    // Their messages name what goes.
    let is_free = |rule: &str| matches!(rules::effect_of(rule), Effect::Exchange | Effect::Removal | Effect::Comment);
    made.iter().filter(|diagnostic| !is_free(diagnostic.rule)).find_map(|diagnostic| {
        let fix = diagnostic.fix.as_ref()?;
        let mut counts: BTreeMap<char, isize> = BTreeMap::new();
        // What the fix says that it replaces is not lost unseen.
        let is_said = |edit: &&Edit| !fix.message.contains(&format!(", not `{}`", source.slice(edit.span)));
        for edit in fix.edits.iter().filter(is_said) {
            let old = without_escapes(source.slice(edit.span));
            old.chars().filter(|character| is_typed(*character)).for_each(|one| *counts.entry(one).or_default() += 1);
            let new = without_escapes(&edit.text);
            new.chars().filter(|character| is_typed(*character)).for_each(|one| *counts.entry(one).or_default() -= 1);
        }
        let named = named(diagnostic, fix);
        let is_lost = |character: char| counts.get(&character).is_some_and(|count| *count > 0);
        let is_told = |character: char| !is_lost(character) || named.contains(&character);
        let old = fix.edits.iter().map(|edit| source.slice(edit.span));
        old.into_iter().find(|text| !text.chars().all(is_told)).map(|text| text.trim().to_owned())
    })
}

/// The signs that a finding names between backticks, and the digits that its fix names, where no letters stand with
/// them: ``remove the `4` ``.
fn named(diagnostic: &Diagnostic, fix: &Fix) -> BTreeSet<char> {
    let quoted = |text| str::split(text, '`').skip(1).step_by(2);
    let texts = [Some(&*diagnostic.message), diagnostic.help.as_deref(), Some(&*fix.message)];
    let signs = texts.into_iter().flatten().flat_map(quoted).flat_map(str::chars);
    let signs = signs.filter(|character| !character.is_alphanumeric());
    let numbers = quoted(&*fix.message).filter(|text| !text.chars().any(char::is_alphabetic));
    signs.chain(numbers.flat_map(str::chars)).collect()
}

/// Letters, digits and signs; not what YAML's punctuation is made of or looks like it.
fn is_typed(character: char) -> bool {
    let is_grammar = "'\"\\,:;[]{}-|>?`".contains(character);
    let is_like_grammar = matches!(character,
        '\u{80}'..='\u{a0}' | '\u{ab}' | '\u{ad}' | '\u{b4}' | '\u{bb}' | '\u{2000}'..='\u{206f}' | '\u{2212}'
        | '\u{3000}'..='\u{3002}' | '\u{300a}'..='\u{3011}' | '\u{fe00}'..='\u{fe6f}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}'
        | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}');
    let is_invisible = crate::text::invisible::name(character).is_some();
    !character.is_whitespace() && !character.is_control() && !is_grammar && !is_like_grammar && !is_invisible
}

/// A text without the escapes of double quotes, whose letters are not those that are read.
fn without_escapes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            plain.push(character);
            continue;
        }
        let digits = match characters.next() {
            Some('x') => 2,
            Some('u') => 4,
            Some('U') => 8,
            _ => 0,
        };
        let mut after = characters.clone();
        if digits > 0 && after.by_ref().take(digits).all(|digit| digit.is_ascii_hexdigit()) {
            characters = after;
        }
    }
    plain
}

/// The first comment of the new text that was none in the old one, unless an edit begins with its `#`.
pub(super) fn hidden(before: &Document, after: &Document, written: &[Vec<Span>]) -> Option<String> {
    // Where a fence was not as it should be, the front matter may be anywhere.
    let old = match &before.fence {
        Fence::Closed(block) => before.source.slice(block.content),
        _ => before.source.text(),
    };
    let is_written = |span: Span| {
        let mut edits = written.iter().flatten();
        edits.any(|edit| {
            let before = after.source.text().get(edit.start..span.start);
            edit.end > span.start && before.is_some_and(|before| before.trim().is_empty())
        })
    };
    let comments = LazyCell::new(|| old.split(['\n', '\r']).flat_map(comments_of).collect::<BTreeSet<&str>>());
    let is_new = |text: &str| !text.trim().is_empty() && !comments.contains(text.trim_end());
    after
        .comments
        .iter()
        .find(|comment| is_new(after.source.slice(comment.span)) && !is_written(comment.span))
        .map(|comment| after.source.slice(comment.span).to_owned())
}

/// Every part of a line that may be a comment: from a `#` that begins the line or follows white space to the end.
fn comments_of(line: &str) -> impl Iterator<Item = &str> {
    let starts = line.match_indices('#').map(|(at, _)| at);
    let begins = |at: &usize| line[..*at].chars().next_back().is_none_or(char::is_whitespace);
    starts.filter(begins).take(MOST_COMMENTS).map(|at| line[at..].trim_end())
}

/// Signs of one line that are looked at.
const MOST_COMMENTS: usize = 16;
