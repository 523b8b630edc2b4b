//! Patterns as ECMA-262 has them with the `u` flag, which is what JSON Schema means (core §6.4) and what other tools take:
//! no less, and no more. A pattern that the validator's engine would read otherwise is written for it in another way.

use std::fmt::Write as _;

/// Why a pattern is none; a text that follows "because".
pub(super) fn check(pattern: &str) -> Result<(), String> {
    regress::Regex::with_flags(pattern, "u").map(drop).map_err(|error| {
        let reason = error.to_string();
        let mut characters = reason.chars();
        characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
    })
}

/// The pattern for the validator's engine; `None` where that reads it as it is meant. The pattern must have been checked.
pub(super) fn translated(pattern: &str) -> Option<String> {
    needs_translation(pattern).then(|| translate(pattern))
}

/// Whether there is something in a pattern that the validator does not itself translate.
fn needs_translation(pattern: &str) -> bool {
    let special = ["[]", "[^]", "\\k<", "\\b", "\\B", "\\uD", "\\ud", "(?=", "(?!", "(?<"];
    special.iter().any(|mark| pattern.contains(mark)) || has_back_reference(pattern)
}

fn has_back_reference(pattern: &str) -> bool {
    let mut bytes = pattern.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'\\' && bytes.next().is_some_and(|next| (b'1'..=b'9').contains(&next)) {
            return true;
        }
    }
    false
}

const DIGIT: &str = "0-9";
const WORD: &str = "0-9A-Za-z_";
/// `WhiteSpace` and `LineTerminator`.
const SPACE: &str =
    "\\x09-\\x0d\\x20\\u{a0}\\u{1680}\\u{2000}-\\u{200a}\\u{2028}\\u{2029}\\u{202f}\\u{205f}\\u{3000}\\u{feff}";
/// What is none of these, in ranges: the engine's own classes in classes are not at hand.
const NO_DIGIT: &str = "\\x00-\\x2f\\x3a-\\u{10ffff}";
const NO_WORD: &str = "\\x00-\\x2f\\x3a-\\x40\\x5b-\\x5e\\x60\\x7b-\\u{10ffff}";
const NO_SPACE: &str = "\\x00-\\x08\\x0e-\\x1f\\x21-\\u{9f}\\u{a1}-\\u{167f}\\u{1681}-\\u{1fff}\\u{200b}-\\u{2027}\\u{202a}-\\u{202e}\\u{2030}-\\u{205e}\\u{2060}-\\u{2fff}\\u{3001}-\\u{fefe}\\u{ff00}-\\u{10ffff}";
const LINE_ENDS: &str = "\\n\\r\\u{2028}\\u{2029}";

struct Translation<'a> {
    text: &'a str,
    at: usize,
    written: String,
    /// The names of groups, in the order of their numbers from 1.
    groups: Vec<Option<&'a str>>,
}

fn translate(pattern: &str) -> String {
    let written = String::with_capacity(pattern.len() * 2);
    let mut translation = Translation { text: pattern, at: 0, written, groups: groups(pattern) };
    while let Some(character) = translation.next() {
        match character {
            '\\' => translation.escape(),
            '[' => translation.class(),
            '.' => write!(translation.written, "[^{LINE_ENDS}]").expect("a string takes all"),
            '(' => translation.group(),
            other => translation.written.push(other),
        }
    }
    translation.written
}

/// The groups that have a number, with their names.
fn groups(pattern: &str) -> Vec<Option<&str>> {
    let mut groups = Vec::new();
    let mut in_class = false;
    let mut rest = pattern;
    while let Some(character) = rest.chars().next() {
        rest = &rest[character.len_utf8()..];
        match character {
            '\\' => rest = rest.chars().next().map_or("", |escaped| &rest[escaped.len_utf8()..]),
            '[' => in_class = true,
            ']' => in_class = false,
            '(' if !in_class => match rest.strip_prefix("?<").filter(|rest| !rest.starts_with(['=', '!'])) {
                Some(name) => groups.push(name.split('>').next()),
                None if rest.starts_with('?') => {}
                None => groups.push(None),
            },
            _ => {}
        }
    }
    groups
}

impl Translation<'_> {
    fn next(&mut self) -> Option<char> {
        let character = self.text[self.at..].chars().next()?;
        self.at += character.len_utf8();
        Some(character)
    }

    fn takes(&mut self, prefix: &str) -> bool {
        let is_there = self.text[self.at..].starts_with(prefix);
        self.at += if is_there { prefix.len() } else { 0 };
        is_there
    }

    /// The text up to and without a mark, which is passed.
    fn until(&mut self, mark: char) -> String {
        let rest = &self.text[self.at..];
        let end = rest.find(mark).unwrap_or(rest.len());
        self.at += (end + mark.len_utf8()).min(rest.len());
        rest[..end].to_owned()
    }

    /// Names of groups are written as numbers, as the engine takes fewer letters in them.
    fn group(&mut self) {
        let rest = &self.text[self.at..];
        self.written.push('(');
        if rest.starts_with("?<") && !rest.starts_with("?<=") && !rest.starts_with("?<!") {
            self.until('>');
        }
    }

    /// What stands behind a backslash outside of a class.
    fn escape(&mut self) {
        let words = format!("[{WORD}]");
        match self.next() {
            Some('d') => write!(self.written, "[{DIGIT}]"),
            Some('D') => write!(self.written, "[^{DIGIT}]"),
            Some('w') => write!(self.written, "{words}"),
            Some('W') => write!(self.written, "[^{WORD}]"),
            Some('s') => write!(self.written, "[{SPACE}]"),
            Some('S') => write!(self.written, "[^{SPACE}]"),
            Some('b') => write!(self.written, "(?:(?<={words})(?!{words})|(?<!{words})(?={words}))"),
            Some('B') => write!(self.written, "(?:(?<={words})(?={words})|(?<!{words})(?!{words}))"),
            Some('k') => {
                self.takes("<");
                let name = self.until('>');
                let number = self.groups.iter().position(|group| *group == Some(name.as_str())).map_or(0, |at| at + 1);
                write!(self.written, "(?:\\{number})")
            }
            Some(first @ '1'..='9') => {
                let mut number = first.to_string();
                while let Some(digit) = self.text[self.at..].chars().next().filter(char::is_ascii_digit) {
                    number.push(digit);
                    self.at += 1;
                }
                write!(self.written, "(?:\\{number})")
            }
            Some(sign @ ('p' | 'P')) => {
                self.takes("{");
                let name = self.until('}');
                write!(self.written, "\\{sign}{{{name}}}")
            }
            Some(other) => match self.character(other) {
                Some(code) => write!(self.written, "{}", literal(code)),
                // Half of a pair, which no text here holds.
                None => write!(self.written, "[^\\x00-\\u{{10ffff}}]"),
            },
            None => Ok(()),
        }
        .expect("a string takes all that is written to it");
    }

    /// The character that an escape stands for, whose first sign is given.
    fn character(&mut self, sign: char) -> Option<char> {
        let code = match sign {
            'n' => 0x0a,
            'r' => 0x0d,
            't' => 0x09,
            'v' => 0x0b,
            'f' => 0x0c,
            '0' => 0,
            'c' => u32::from(self.next()?) % 32,
            'x' => self.hexadecimal(2),
            'u' if self.takes("{") => u32::from_str_radix(&self.until('}'), 16).ok()?,
            'u' => {
                let high = self.hexadecimal(4);
                let start = self.at;
                if (0xd800..0xdc00).contains(&high) && self.takes("\\u") {
                    let low = self.hexadecimal(4);
                    if (0xdc00..0xe000).contains(&low) {
                        return char::from_u32(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00));
                    }
                    self.at = start;
                }
                high
            }
            other => return Some(other),
        };
        char::from_u32(code)
    }

    fn hexadecimal(&mut self, digits: usize) -> u32 {
        let code = self.text.get(self.at..self.at + digits).and_then(|text| u32::from_str_radix(text, 16).ok());
        self.at += if code.is_some() { digits } else { 0 };
        code.unwrap_or_default()
    }

    fn class(&mut self) {
        let is_negated = self.takes("^");
        let mut inside = String::new();
        while let Some(character) = self.next() {
            match character {
                ']' => break,
                '-' => inside.push('-'),
                '\\' => self.escape_in_class(&mut inside),
                other => inside.push_str(&literal(other)),
            }
        }
        let inside = hyphens_escaped(&inside);
        match (is_negated, inside.is_empty()) {
            (false, true) => self.written.push_str("[^\\x00-\\u{10ffff}]"),
            (true, true) => self.written.push_str("[\\x00-\\u{10ffff}]"),
            (false, false) => write!(self.written, "[{inside}]").expect("a string takes all"),
            (true, false) => write!(self.written, "[^{inside}]").expect("a string takes all"),
        }
    }

    fn escape_in_class(&mut self, inside: &mut String) {
        match self.next() {
            Some('d') => inside.push_str(DIGIT),
            Some('D') => inside.push_str(NO_DIGIT),
            Some('w') => inside.push_str(WORD),
            Some('W') => inside.push_str(NO_WORD),
            Some('s') => inside.push_str(SPACE),
            Some('S') => inside.push_str(NO_SPACE),
            Some('b') => inside.push_str("\\x08"),
            Some(sign @ ('p' | 'P')) => {
                self.takes("{");
                let name = self.until('}');
                write!(inside, "\\{sign}{{{name}}}").expect("a string takes all");
            }
            Some(other) => inside.extend(self.character(other).map(literal)),
            None => {}
        }
    }
}

/// A hyphen at the ends of a class is one; between two others it makes a range.
fn hyphens_escaped(inside: &str) -> String {
    let start = inside.strip_prefix('-').map_or_else(|| inside.to_owned(), |rest| format!("\\-{rest}"));
    match start.strip_suffix('-') {
        Some(rest) if !rest.ends_with('\\') => format!("{rest}\\-"),
        _ => start,
    }
}

/// A character that is no sign of the engine's.
fn literal(character: char) -> String {
    if character.is_alphanumeric() && character.is_ascii() || !character.is_ascii() {
        character.to_string()
    } else {
        format!("\\x{:02x}", u32::from(character))
    }
}
