//! When two spellings are of one target.

use unicode_normalization::UnicodeNormalization;
use unicode_script::{Script, UnicodeScript};

/// How a target is written, and where.
#[derive(Clone, Debug, Default)]
pub(super) struct Spelling {
    pub(super) uses: u32,
    /// The first documents, by path, that use it.
    pub(super) documents: Vec<u32>,
    /// The documents for which it should be the name of one.
    pub(super) wanted: Vec<u32>,
}

/// What parts the field from the text in the key of a plain value's spelling; no link has it.
const MARK: char = '\u{1f}';

/// The name under which the spelling of a plain value is counted: the same text in two fields is two things.
pub(super) fn of_word(field: &str, text: &str) -> String {
    format!("{MARK}{field}{MARK}{text}")
}

/// The field that a spelling is of, where it is not that of a link, and its text.
pub(super) fn parts(spelling: &str) -> (Option<&str>, &str) {
    let word = spelling.strip_prefix(MARK).and_then(|rest| rest.split_once(MARK));
    word.map_or((None, spelling), |(field, text)| (Some(field), text))
}

/// A text without the dots of initials, whether spaces stand between them or not: `J.R.R. Tolkien`, `J R R Tolkien`.
fn without_dots(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = 0;
    for character in text.chars() {
        if character == '.' && letters == 1 {
            plain.push(' ');
            letters = 0;
        } else {
            letters = if character.is_alphabetic() { letters + 1 } else { 0 };
            plain.push(character);
        }
    }
    plain
}

/// Two keys of a spelling. Spellings of one target share at least one: the first looks past case, the second past the
/// capital letters that look alike in two scripts.
pub(super) fn keys(spelling: &str) -> [String; 2] {
    let (field, text) = parts(spelling);
    let Some(field) = field else { return keys_of(&plain(text)) };
    keys_of(&plain(&without_dots(text))).map(|key| of_word(field, &key))
}

fn keys_of(plain: &str) -> [String; 2] {
    let small = plain.to_lowercase().replace('ς', "σ").chars().map(small_look_alike).collect();
    let alike = plain.chars().map(|letter| capital_look_alike(small_look_alike(letter))).collect();
    [small, alike]
}

/// Whether two spellings, each with the number of its uses, are of one target beyond doubt.
pub(super) fn is_variant((rarer, rarer_uses): (&str, u32), (commoner, commoner_uses): (&str, u32)) -> bool {
    let (first, second) = (keys(rarer), keys(commoner));
    if first[0] != second[0] && first[1] != second[1] {
        return false;
    }
    let (rarer, commoner) = (parts(rarer).1, parts(commoner).1);
    if is_in_other_letters(rarer, commoner) {
        let letters = rarer.chars().filter(|letter| letter.is_alphabetic()).count();
        return letters >= if is_capitals(rarer) && is_capitals(commoner) { 4 } else { 6 };
    }
    let short = rarer.chars().count() <= 5;
    !(short && are_established(rarer_uses, commoner_uses) && is_capitals(rarer) != is_capitals(commoner))
}

/// Whether the spellings differ in letters of two scripts that look alike.
pub(super) fn is_in_other_letters(one: &str, other: &str) -> bool {
    let scripts = |text: &str| -> Vec<Script> {
        text.nfc().map(|letter| letter.script()).filter(|script| *script != Script::Common).collect()
    };
    scripts(one) != scripts(other)
}

/// Whether both of two spellings seem to be meant, by how often each is used.
const fn are_established(rarer: u32, commoner: u32) -> bool {
    rarer >= 3 && rarer.saturating_mul(10) >= commoner
}

/// A word whose letters are all capitals, of which it has two at least.
fn is_capitals(text: &str) -> bool {
    let mut letters = text.chars().filter(|letter| letter.is_alphabetic());
    letters.clone().count() >= 2 && letters.all(char::is_uppercase)
}

/// In normal form C, with е for ё, and with spaces for hyphens except between digits and at the ends.
fn plain(target: &str) -> String {
    let characters: Vec<char> = target.nfc().collect();
    let mut plain = String::with_capacity(target.len());
    for (index, character) in characters.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| characters.get(before));
        let after = characters.get(index + 1);
        let between_digits = [before, after].iter().all(|side| side.is_some_and(|side| side.is_numeric()));
        plain.push(match character {
            'ё' => 'е',
            'Ё' => 'Е',
            letter if is_hyphen(*letter) && before.is_some() && after.is_some() && !between_digits => ' ',
            letter => *letter,
        });
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

const fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// The Latin letter that a small letter of another script looks like, where their capitals look alike too.
const fn small_look_alike(letter: char) -> char {
    match letter {
        'а' => 'a',
        'е' => 'e',
        'о' | 'ο' => 'o',
        'р' => 'p',
        'с' => 'c',
        'у' => 'y',
        'х' => 'x',
        'і' => 'i',
        'ј' => 'j',
        'ѕ' => 's',
        other => other,
    }
}

/// The Latin letter that a capital letter of another script looks like.
const fn capital_look_alike(letter: char) -> char {
    match letter {
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'Е' | 'Ε' => 'E',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Н' | 'Η' => 'H',
        'О' | 'Ο' => 'O',
        'Р' | 'Ρ' => 'P',
        'С' => 'C',
        'Т' | 'Τ' => 'T',
        'У' | 'Υ' => 'Y',
        'Х' | 'Χ' => 'X',
        'І' | 'Ι' => 'I',
        'Ј' => 'J',
        'Ѕ' => 'S',
        'Ζ' => 'Z',
        'Ν' => 'N',
        other => other,
    }
}
