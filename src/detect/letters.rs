//! The letters of a text by script.

use unicode_script::{Script, UnicodeScript};

use super::Reading;
use crate::prose::EAST_ASIAN;

/// Up to this share, letters of a script are names, quotations and terms.
pub(super) const TRACES: f64 = 0.05;

/// From this share on, a text is in a script other than Latin, whose letters terms and names are in everywhere.
pub(super) const MUCH: f64 = 0.4;

/// From this share on, a text is in Latin script.
const MOSTLY: f64 = 0.8;

/// How many letters of other scripts one of these stands for: a syllable or a word is one character.
const WEIGHT: usize = EAST_ASIAN;

/// How many letters a text has of each script.
#[derive(Debug, Default)]
pub(super) struct Letters {
    counts: Vec<(Script, usize)>,
    /// As they are.
    total: usize,
    /// By their weight.
    weight: usize,
}

/// The script that a text is in.
#[derive(Debug)]
pub(super) struct Main {
    /// Of Japanese, the syllables.
    pub(super) script: Script,
    pub(super) letters: usize,
    /// Of all letters, from 0 to 1.
    share: f64,
    /// Where the text is Chinese, Japanese or Korean: which, if the letters tell, or else nothing.
    pub(super) east_asian: Option<&'static str>,
}

impl Main {
    pub(super) const fn reading(&self, language: Option<(&'static str, f64)>) -> Reading {
        Reading { language, script: self.script, share: self.share, by_script: true }
    }
}

impl Letters {
    pub(super) fn count(text: &str) -> Self {
        if is_usual(text.as_bytes()) { Self::count_usual(text.as_bytes()) } else { Self::count_any(text) }
    }

    /// Of text whose first bytes of characters tell all; without branches, so that many bytes are looked at at once.
    fn count_usual(bytes: &[u8]) -> Self {
        let is_latin = |byte: u8| byte.is_ascii_alphabetic() || matches!(byte, 0xc3..=0xc8);
        let mut letters = Self::default();
        letters.add(Script::Latin, count(bytes, is_latin));
        letters.add(Script::Cyrillic, count(bytes, |byte| matches!(byte, 0xd0 | 0xd1)));
        letters
    }

    fn count_any(text: &str) -> Self {
        let (mut latin, mut cyrillic) = (0, 0);
        let mut letters = Self::default();
        let mut last = (Script::Latin, 0);
        let mut at = 0;
        while let Some(&byte) = text.as_bytes().get(at) {
            // The first byte of a character tells of most letters whose they are.
            match byte {
                0..=127 => {
                    latin += usize::from(byte.is_ascii_alphabetic());
                    at += 1;
                }
                0xc3..=0xc8 => {
                    latin += 1;
                    at += 2;
                }
                0xd0 | 0xd1 => {
                    cyrillic += 1;
                    at += 2;
                }
                _ => {
                    let Some(character) = text[at..].chars().next() else { break };
                    at += character.len_utf8();
                    let Some(script) = script(character) else { continue };
                    if script != last.0 {
                        letters.add(last.0, last.1);
                        last = (script, 0);
                    }
                    last.1 += 1;
                }
            }
        }
        for (script, count) in [last, (Script::Latin, latin), (Script::Cyrillic, cyrillic)] {
            letters.add(script, count);
        }
        letters
    }

    fn add(&mut self, script: Script, count: usize) {
        if count == 0 {
            return;
        }
        self.total += count;
        self.weight += count * weight(script);
        match self.counts.iter_mut().find(|(other, _)| *other == script) {
            Some((_, sum)) => *sum += count,
            None => self.counts.push((script, count)),
        }
    }

    fn get(&self, script: Script) -> usize {
        self.counts.iter().find(|(other, _)| *other == script).map_or(0, |(_, count)| *count)
    }

    /// The weight of the letters of some scripts, as a part of all.
    pub(super) fn share_where(&self, wanted: impl Fn(Script) -> bool) -> f64 {
        let counts = self.counts.iter().filter(|(script, _)| wanted(*script));
        ratio(counts.map(|(script, count)| count * weight(*script)).sum(), self.weight)
    }

    /// The script of the text. `None` where it is a mixture.
    pub(super) fn main(&self) -> Option<Main> {
        let east_asian = |script: Script| weight(script) > 1;
        if self.share_where(east_asian) >= MUCH {
            return Some(self.east_asian());
        }
        let others = self.counts.iter().filter(|(script, _)| *script != Script::Latin);
        let other = others.max_by_key(|(_, count)| *count).map(|(script, _)| *script);
        let main = [(other, MUCH), (Some(Script::Latin), MOSTLY)];
        let script = main.iter().find_map(|(script, least)| {
            (*script).filter(|script| self.share_where(|other| other == *script) >= *least)
        })?;
        let letters = self.get(script);
        Some(Main { script, letters, share: ratio(letters, self.total), east_asian: None })
    }

    fn east_asian(&self) -> Main {
        let han = self.get(Script::Han) + self.get(Script::Bopomofo);
        let kana = self.get(Script::Hiragana) + self.get(Script::Katakana);
        let hangul = self.get(Script::Hangul);
        let letters = han + kana + hangul;
        let percent = |part: usize| part * 100 / letters;
        // Japanese has about as many kana as Chinese characters; a Chinese text may quote a few.
        let (language, script) = match (percent(kana), percent(hangul)) {
            (0..=2, 0..=2) => ("zh", Script::Han),
            (20.., 0..=5) => ("ja", Script::Hiragana),
            (0..=5, 50..) => ("ko", Script::Hangul),
            _ => ("", Script::Han),
        };
        Main { script, letters, share: ratio(letters, self.total), east_asian: Some(language) }
    }
}

#[expect(clippy::cast_precision_loss, reason = "hundreds of letters")]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// How many bytes are of a kind. The count of a short run is a byte itself, so that many are counted at once.
fn count(bytes: &[u8], is_counted: impl Fn(u8) -> bool) -> usize {
    const RUN: usize = 255;
    let of_run = |run: &[u8]| run.iter().fold(0_u8, |count, byte| count + u8::from(is_counted(*byte)));
    bytes.chunks(RUN).map(|run| usize::from(of_run(run))).sum()
}

/// Whether a text has no letters but those of Latin and Cyrillic that the first byte tells of.
fn is_usual(bytes: &[u8]) -> bool {
    let is_known = |byte: u8| matches!(byte, 0..=0xc8 | 0xd0 | 0xd1 | 0xe2);
    bytes.iter().fold(true, |known, byte| known & is_known(*byte))
        && memchr::memchr2_iter(0xc2, 0xe2, bytes).all(|at| match bytes.get(at..at + 2) {
            // The ordinal indicators and the micro sign are letters; the quotes and dashes of typography are none.
            Some([0xc2, second]) => !matches!(second, 0xaa | 0xb5 | 0xba),
            Some([_, second]) => *second == 0x80,
            _ => false,
        })
}

/// Whether letters of a script belong to a code of ISO 15924, some of which are several scripts at once.
pub(super) fn has(code: &str, script: Script) -> bool {
    match code {
        "Latn" | "Latf" | "Latg" => script == Script::Latin,
        "Cyrl" | "Cyrs" => script == Script::Cyrillic,
        "Arab" | "Aran" => script == Script::Arabic,
        "Hans" | "Hant" | "Hani" | "Hanb" => matches!(script, Script::Han | Script::Bopomofo),
        "Jpan" => matches!(script, Script::Han | Script::Hiragana | Script::Katakana),
        "Hrkt" => matches!(script, Script::Hiragana | Script::Katakana),
        "Kore" => matches!(script, Script::Hangul | Script::Han),
        code => Script::from_short_name(code) == Some(script),
    }
}

/// Whether a code is of a script that has letters of its own.
pub(super) fn is_known(code: &str) -> bool {
    matches!(code, "Latf" | "Latg" | "Cyrs" | "Aran" | "Hans" | "Hant" | "Hani" | "Hanb" | "Jpan" | "Hrkt" | "Kore")
        || Script::from_short_name(code).is_some()
}

const fn weight(script: Script) -> usize {
    match script {
        Script::Han | Script::Hiragana | Script::Katakana | Script::Bopomofo | Script::Hangul => WEIGHT,
        _ => 1,
    }
}

/// The script of a letter; the usual ones without the way through the Unicode tables.
pub(super) fn script(character: char) -> Option<Script> {
    match character {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{24f}' => Some(Script::Latin),
        '\0'..='\u{a9}' | '\u{2000}'..='\u{206f}' => None,
        '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' => Some(Script::Cyrillic),
        '\u{388}'..='\u{3e1}' => Some(Script::Greek),
        '\u{5d0}'..='\u{5ea}' => Some(Script::Hebrew),
        '\u{620}'..='\u{63f}' | '\u{641}'..='\u{64a}' | '\u{671}'..='\u{6d3}' => Some(Script::Arabic),
        '\u{904}'..='\u{939}' => Some(Script::Devanagari),
        '\u{4e00}'..='\u{9fff}' => Some(Script::Han),
        '\u{3041}'..='\u{3096}' => Some(Script::Hiragana),
        '\u{30a1}'..='\u{30fa}' => Some(Script::Katakana),
        '\u{ac00}'..='\u{d7a3}' => Some(Script::Hangul),
        // The digits and signs of these blocks are few.
        '\u{530}'..='\u{1fff}' => specific(character.script()),
        _ if character.is_alphabetic() => specific(character.script()),
        _ => None,
    }
}

fn specific(script: Script) -> Option<Script> {
    (!matches!(script, Script::Common | Script::Inherited | Script::Unknown)).then_some(script)
}

/// The name of a script, as it stands in a sentence.
pub fn script_name(script: Script) -> &'static str {
    match script {
        Script::Han => "Chinese",
        Script::Hiragana | Script::Katakana => "Japanese",
        script => script.full_name(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_counts_in_one_way() {
        for character in '\0'..=char::MAX {
            let text = format!("a{character}я");
            if is_usual(text.as_bytes()) {
                let (usual, any) = (Letters::count_usual(text.as_bytes()), Letters::count_any(&text));
                assert_eq!(
                    (usual.counts, usual.total, usual.weight),
                    (any.counts, any.total, any.weight),
                    "{character:?}"
                );
            }
        }
        assert!(is_usual("«Țara» — это “новость”".as_bytes()));
    }
}
