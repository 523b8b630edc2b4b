//! The letters of a text by script.

use unicode_script::{Script, UnicodeScript};

/// Up to this share, letters of a script are names, quotations and terms.
pub(super) const TRACES: f64 = 0.05;

/// From this share on, a text is in a script.
pub(super) const MOSTLY: f64 = 0.8;

/// How many letters of other scripts one of these stands for: a syllable or a word is one character.
const WEIGHT: usize = 2;

/// How many letters a text has of each script.
#[derive(Debug, Default)]
pub struct Letters {
    counts: Vec<(Script, usize)>,
    total: usize,
}

impl Letters {
    pub fn count(text: &str) -> Self {
        let mut letters = Self::default();
        let mut last = (Script::Latin, 0);
        for character in text.chars() {
            let Some(script) = script(character) else { continue };
            if script == last.0 {
                last.1 += 1;
            } else {
                letters.add(last.0, last.1);
                last = (script, 1);
            }
        }
        letters.add(last.0, last.1);
        letters
    }

    fn add(&mut self, script: Script, count: usize) {
        if count == 0 {
            return;
        }
        let count = count * weight(script);
        self.total += count;
        match self.counts.iter_mut().find(|(other, _)| *other == script) {
            Some((_, sum)) => *sum += count,
            None => self.counts.push((script, count)),
        }
    }

    fn get(&self, script: Script) -> usize {
        self.counts.iter().find(|(other, _)| *other == script).map_or(0, |(_, count)| *count)
    }

    /// The letters of a script of ISO 15924, some of which are several at once. `None` for codes without letters of
    /// their own.
    pub fn of(&self, code: &str) -> Option<usize> {
        let sum = |scripts: &[Script]| Some(scripts.iter().map(|&script| self.get(script)).sum());
        match code {
            "Latn" | "Latf" | "Latg" => sum(&[Script::Latin]),
            "Cyrl" | "Cyrs" => sum(&[Script::Cyrillic]),
            "Arab" | "Aran" => sum(&[Script::Arabic]),
            "Hans" | "Hant" | "Hani" | "Hanb" => sum(&[Script::Han, Script::Bopomofo]),
            "Jpan" => sum(&[Script::Han, Script::Hiragana, Script::Katakana]),
            "Hrkt" => sum(&[Script::Hiragana, Script::Katakana]),
            "Kore" => sum(&[Script::Hangul, Script::Han]),
            code => sum(&[Script::from_short_name(code)?]),
        }
    }

    /// The script of most letters, and how many those are; those of Japanese count together.
    pub fn main(&self) -> (Script, usize) {
        let most = self.counts.iter().max_by_key(|(_, count)| *count).copied().unwrap_or((Script::Unknown, 0));
        match most.0 {
            Script::Han | Script::Hiragana | Script::Katakana => (most.0, self.of("Jpan").unwrap_or(most.1)),
            _ => most,
        }
    }

    /// A part of all letters, from 0 to 1.
    #[expect(clippy::cast_precision_loss, reason = "hundreds of letters")]
    pub fn share(&self, count: usize) -> f64 {
        count as f64 / self.total.max(1) as f64
    }

    /// Chinese, Japanese or Korean, where the letters tell.
    pub fn east_asian(&self) -> Option<&'static str> {
        let han = self.get(Script::Han);
        let kana = self.get(Script::Hiragana) + self.get(Script::Katakana);
        let hangul = self.get(Script::Hangul);
        let all = han + kana + hangul;
        if self.share(all) < 0.5 {
            return None;
        }
        // Japanese has about as many kana as Chinese characters; a Chinese text may quote a few.
        let share = |part: usize| part * 100 / all;
        match (share(kana), share(hangul)) {
            (0..=2, 0..=2) => Some("zh"),
            (20.., 0..=5) => Some("ja"),
            (0..=5, 50..) => Some("ko"),
            _ => None,
        }
    }
}

const fn weight(script: Script) -> usize {
    match script {
        Script::Han | Script::Hiragana | Script::Katakana | Script::Hangul => WEIGHT,
        _ => 1,
    }
}

/// The script of a letter; the usual ones without the way through the Unicode tables.
fn script(character: char) -> Option<Script> {
    match character {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{24f}' => Some(Script::Latin),
        '\0'..='\u{7f}' => None,
        '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' => Some(Script::Cyrillic),
        '\u{5d0}'..='\u{5ea}' => Some(Script::Hebrew),
        '\u{4e00}'..='\u{9fff}' => Some(Script::Han),
        '\u{3041}'..='\u{3096}' => Some(Script::Hiragana),
        '\u{30a1}'..='\u{30fa}' => Some(Script::Katakana),
        '\u{ac00}'..='\u{d7a3}' => Some(Script::Hangul),
        '\u{2000}'..='\u{206f}' | '\u{80}'..='\u{a9}' => None,
        _ if character.is_alphabetic() => Some(character.script())
            .filter(|script| !matches!(script, Script::Common | Script::Inherited | Script::Unknown)),
        _ => None,
    }
}

/// The name of a script, as it stands in a sentence.
pub fn script_name(script: Script) -> &'static str {
    match script {
        Script::Han | Script::Hiragana | Script::Katakana => "Chinese or Japanese",
        script => script.full_name(),
    }
}
