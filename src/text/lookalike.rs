//! Letters of Latin, Cyrillic and Greek that look the same.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_canonical;

/// A script whose letters are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    Latin,
    Cyrillic,
    Greek,
}

impl Script {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Latin => "Latin",
            Self::Cyrillic => "Cyrillic",
            Self::Greek => "Greek",
        }
    }
}

/// A word with letters of two scripts that would be one word of one script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mixed {
    pub word: Range<usize>,
    /// From the first letter that is of the wrong script to the last.
    pub letters: Range<usize>,
    /// The script that the word is in, and the one those letters are from.
    pub scripts: (Script, Script),
    /// What stands in `letters` in the right script.
    pub mended: String,
}

/// Latin and Cyrillic letters that can hardly be told apart in print. (Unicode's table of confusables, UTS #39, takes in
/// many that people tell apart without effort.)
const LATIN_CYRILLIC: &str = "AАBВCСEЕHНIІJЈKКMМOОPРSЅTТXХYУaаcсeеiіjјkкoоpрsѕxхyуhһəәƏӘqԛwԝWԜQԚ";
const LATIN_GREEK: &str = "AΑBΒEΕHΗIΙKΚMΜNΝOΟPΡTΤXΧYΥZΖoοvν";
const CYRILLIC_GREEK: &str = "АΑВΒЕΕНΗІΙКΚМΜОΟРΡТΤХΧУΥГΓПΠФΦЛΛоο";

/// The words of `text` that mix scripts by look-alikes.
pub fn mixed(text: &str) -> Vec<Mixed> {
    let mut found = Vec::new();
    let mut start = 0;
    for token in text.split_inclusive(char::is_whitespace) {
        if !is_address(token) {
            words(token, |word| found.extend(judge(text, start + word.start..start + word.end)));
        }
        start += token.len();
    }
    found
}

/// Addresses and identifiers have words of their own.
fn is_address(token: &str) -> bool {
    token.contains(['@', '\\', '_', '=']) || token.contains("://") || token.starts_with("www.")
}

/// The runs of letters, digits and marks.
fn words(token: &str, mut found: impl FnMut(Range<usize>)) {
    let mut start = None;
    for (at, character) in token.char_indices().chain([(token.len(), ' ')]) {
        let inside = character.is_alphanumeric() || matches!(character, '\u{300}'..='\u{36f}');
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                start = None;
                found(from..at);
            }
            (true, Some(_)) | (false, None) => {}
        }
    }
}

fn judge(text: &str, range: Range<usize>) -> Option<Mixed> {
    let word = &text[range.clone()];
    let counts = count(word)?;
    let [first, second] = counts.pair()?;
    let letters = first.1 + second.1;
    if is_number(word) || word.contains(|digit: char| digit.is_numeric()) && letters < 4 {
        return None;
    }
    let formula = first.0 == Script::Greek || second.0 == Script::Greek;
    if formula && (letters < 4 || first.1.min(second.1) * 3 > letters) {
        return None;
    }
    let (own, other) = match (can_be(word, first.0), can_be(word, second.0)) {
        // Few languages write these letters in Cyrillic.
        (true, true) if first.0 == Script::Cyrillic && word.contains(['S', 's', 'J', 'j', 'Q', 'q', 'W', 'w', 'h']) => {
            (second.0, first.0)
        }
        (true, true) => {
            let around = count_around(text, &range, [first.0, second.0]);
            let (first_weight, second_weight) = if around.0 == around.1 { (first.1, second.1) } else { around };
            match first_weight.cmp(&second_weight) {
                std::cmp::Ordering::Greater => (first.0, second.0),
                std::cmp::Ordering::Less => (second.0, first.0),
                std::cmp::Ordering::Equal => return None,
            }
        }
        (true, false) if first.1 >= second.1 => (first.0, second.0),
        (false, true) if second.1 >= first.1 => (second.0, first.0),
        _ => return None,
    };
    let wrong = |character: char| script(character) == Some(other);
    let start = word.find(wrong)?;
    let end = word.char_indices().rfind(|(_, character)| wrong(*character)).map(|(at, last)| at + last.len_utf8())?;
    let mut mended = String::new();
    for character in word[start..end].chars() {
        if !convert(character, own, &mut mended) {
            mended.push(character);
        }
    }
    let mended = mended.nfc().collect();
    let letters = range.start + start..range.start + end;
    Some(Mixed { word: range, letters, scripts: (own, other), mended })
}

/// How many letters of each script there are.
#[derive(Default)]
struct Counts {
    latin: usize,
    cyrillic: usize,
    greek: usize,
}

impl Counts {
    /// The two scripts, where there are two.
    fn pair(&self) -> Option<[(Script, usize); 2]> {
        match (self.latin, self.cyrillic, self.greek) {
            (latin @ 1.., cyrillic @ 1.., 0) => Some([(Script::Cyrillic, cyrillic), (Script::Latin, latin)]),
            (latin @ 1.., 0, greek @ 1..) => Some([(Script::Greek, greek), (Script::Latin, latin)]),
            (0, cyrillic @ 1.., greek @ 1..) => Some([(Script::Cyrillic, cyrillic), (Script::Greek, greek)]),
            _ => None,
        }
    }

    const fn of(&self, script: Script) -> usize {
        match script {
            Script::Latin => self.latin,
            Script::Cyrillic => self.cyrillic,
            Script::Greek => self.greek,
        }
    }
}

/// `None` where a letter is of yet another script.
fn count(word: &str) -> Option<Counts> {
    let mut counts = Counts::default();
    for character in word.chars() {
        match script(character) {
            Some(Script::Latin) => counts.latin += 1,
            Some(Script::Cyrillic) => counts.cyrillic += 1,
            Some(Script::Greek) => counts.greek += 1,
            None if character.is_alphabetic() => return None,
            None => {}
        }
    }
    Some(counts)
}

/// The letters of two scripts near a word: enough to tell which language it stands in, and no more than a look.
fn count_around(text: &str, word: &Range<usize>, scripts: [Script; 2]) -> (usize, usize) {
    let before = text[..word.start].chars().rev().take(100);
    let after = text[word.end..].chars().take(100);
    let mut counts = Counts::default();
    for character in before.chain(after) {
        match script(character) {
            Some(Script::Latin) => counts.latin += 1,
            Some(Script::Cyrillic) => counts.cyrillic += 1,
            Some(Script::Greek) => counts.greek += 1,
            None => {}
        }
    }
    (counts.of(scripts[0]), counts.of(scripts[1]))
}

/// Roman numerals are written with whatever keys are at hand.
fn is_number(word: &str) -> bool {
    word.chars().all(|character| "IVXLCDMІХСМӀ".contains(character))
}

fn can_be(word: &str, target: Script) -> bool {
    let mut converted = String::new();
    word.chars().all(|character| match script(character) {
        Some(own) if own != target => convert(character, target, &mut converted),
        _ => true,
    })
}

/// Writes the look-alike of `character` in a script, with the same marks, where there is one.
fn convert(character: char, target: Script, converted: &mut String) -> bool {
    let Some(own) = script(character) else { return false };
    if own == target {
        return false;
    }
    if let Some(other) = look_alike(character, own, target) {
        converted.push(other);
        return true;
    }
    let mut parts = ['\0'; 4];
    let mut length = 0;
    decompose_canonical(character, |part| {
        if let Some(slot) = parts.get_mut(length) {
            *slot = part;
        }
        length += 1;
    });
    if !(2..=parts.len()).contains(&length) {
        return false;
    }
    let Some(base) = look_alike(parts[0], own, target) else { return false };
    converted.push(base);
    converted.extend(&parts[1..length]);
    true
}

fn look_alike(character: char, own: Script, target: Script) -> Option<char> {
    use Script::{Cyrillic, Greek, Latin};
    let (pairs, reverse) = match (own, target) {
        (Latin, Cyrillic) => (LATIN_CYRILLIC, false),
        (Cyrillic, Latin) => (LATIN_CYRILLIC, true),
        (Latin, Greek) => (LATIN_GREEK, false),
        (Greek, Latin) => (LATIN_GREEK, true),
        (Cyrillic, Greek) => (CYRILLIC_GREEK, false),
        (Greek, Cyrillic) => (CYRILLIC_GREEK, true),
        (Latin, Latin) | (Cyrillic, Cyrillic) | (Greek, Greek) => return None,
    };
    let mut letters = pairs.chars();
    while let (Some(first), Some(second)) = (letters.next(), letters.next()) {
        let (from, to) = if reverse { (second, first) } else { (first, second) };
        if from == character {
            return Some(to);
        }
    }
    None
}

const fn script(character: char) -> Option<Script> {
    match character {
        '\u{d7}' | '\u{f7}' => None,
        'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}' | '\u{259}' | '\u{1e00}'..='\u{1eff}' => Some(Script::Latin),
        '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' => Some(Script::Cyrillic),
        '\u{370}'..='\u{373}' | '\u{376}'..='\u{37d}' | '\u{37f}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => {
            Some(Script::Greek)
        }
        _ => None,
    }
}
