//! The prose of one line: its text without inline markup, code and addresses.

use super::{EAST_ASIAN, Prose};
use crate::source::Span;

/// How far the end of a link, tag or formula is looked for, in bytes.
const REACH: usize = 1000;

/// Takes lines and keeps their prose.
pub(super) struct Writer {
    prose: Prose,
    wanted: usize,
    /// Where the word that is being written began, in the output.
    word: usize,
    /// The letters before that word.
    letters_before: usize,
    /// The word has signs that make it an identifier, a path or a number with a unit rather than a word.
    odd: bool,
    /// The word is in ASCII: in other scripts a "word" may be a sentence.
    ascii: bool,
}

impl Writer {
    pub(super) const fn new(wanted: usize) -> Self {
        let prose = Prose { text: String::new(), letters: 0, span: Span::at(0) };
        Self { prose, wanted, word: 0, letters_before: 0, odd: false, ascii: true }
    }

    pub(super) const fn is_full(&self) -> bool {
        self.prose.letters >= self.wanted
    }

    pub(super) fn finish(mut self) -> Prose {
        self.end_word();
        if self.prose.letters == 0 {
            // What began as the first word may have been taken back.
            self.prose.span = Span::at(0);
        }
        self.prose
    }

    /// Adds the prose of a line that begins at `offset` in the file.
    pub(super) fn line(&mut self, line: &str, offset: usize) {
        if self.prose.text.is_empty() {
            self.prose.text.reserve(self.wanted * 2);
        }
        let mut at = 0;
        while at < line.len() && !self.is_full() {
            let before = self.prose.letters;
            let next = self.step(line, at);
            if before == 0 && self.prose.letters > 0 {
                self.prose.span.start = offset + at;
            }
            at = next;
        }
        if self.prose.letters > 0 {
            self.prose.span.end = offset + at;
        }
        self.end_word();
    }

    /// Reads what stands at `at` and says where to go on.
    fn step(&mut self, line: &str, at: usize) -> usize {
        let byte = line.as_bytes()[at];
        let rest = &line[at..];
        let length = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => return at + self.latin(rest),
            b' ' | b'\t' => {
                self.end_word();
                return at + 1;
            }
            128.. => return at + self.beyond_ascii(rest),
            b'`' => code(rest),
            b'<' => tag(rest),
            b'!' => image(rest),
            b'[' => return at + self.bracket(rest),
            b']' => target(rest),
            b'{' => braces(rest),
            b'$' => formula(rest),
            b'&' => entity(rest),
            b':' => emoji(rest),
            _ => 0,
        };
        if length > 0 {
            self.end_word();
            return at + length;
        }
        self.sign(byte, rest);
        at + 1
    }

    /// A run of ASCII letters, or the address that begins with it.
    fn latin(&mut self, rest: &str) -> usize {
        if self.word == self.prose.text.len() && rest.starts_with(['h', 'w', 'm']) {
            let address = address(rest);
            if address > 0 {
                return address;
            }
        }
        let length = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        self.prose.text.push_str(&rest[..length]);
        self.prose.letters += length;
        length
    }

    fn beyond_ascii(&mut self, rest: &str) -> usize {
        // Cyrillic, which is two bytes a letter, needs no closer look.
        let most = self.wanted.saturating_sub(self.prose.letters);
        let cyrillic =
            rest.as_bytes().chunks_exact(2).take(most).take_while(|pair| matches!(pair[0], 0xd0 | 0xd1)).count();
        self.prose.letters += cyrillic;
        let mut length = cyrillic * 2;
        while !self.is_full() {
            let letter = match rest.as_bytes()[length..] {
                [0x80..=0xff, ..] => {
                    rest[length..].chars().next().filter(|letter| is_letter(*letter)).map_or(0, char::len_utf8)
                }
                _ => 0,
            };
            if letter == 0 {
                break;
            }
            length += letter;
            self.prose.letters += if letter == 3 { worth_of_first(&rest[length - letter..]) } else { 1 };
        }
        if length > 0 {
            self.ascii = false;
            self.prose.text.push_str(&rest[..length]);
            return length;
        }
        let Some(sign) = rest.chars().next() else { return 1 };
        if sign.is_whitespace() {
            self.end_word();
        } else {
            self.prose.text.push(sign);
        }
        sign.len_utf8()
    }

    fn sign(&mut self, byte: u8, rest: &str) {
        let inside = self.word < self.prose.text.len()
            && rest.as_bytes().get(1).is_some_and(|next| next.is_ascii_alphanumeric() || *next == b'_');
        match byte {
            b'*' | b'~' | b'=' | b'#' | b'\\' | b'^' | b'>' => {}
            b'_' if !inside => {}
            b'_' | b'/' | b'@' | b'.' | b':' | b'0'..=b'9' => {
                self.odd |= inside || byte.is_ascii_digit();
                self.prose.text.push(char::from(byte));
            }
            _ => self.prose.text.push(char::from(byte)),
        }
    }

    /// A wiki-link gives its text, a footnote or callout mark nothing; of a link the brackets are passed over.
    fn bracket(&mut self, rest: &str) -> usize {
        let inner = &rest[1..];
        if inner.starts_with(['^', '!']) {
            return find(inner, "]").map_or(1, |end| end + 2);
        }
        let Some(link) = inner.strip_prefix('[') else {
            self.end_word();
            return 1;
        };
        let Some(end) = find(link, "]]") else { return 2 };
        let shown = link[..end].rsplit('|').next().unwrap_or_default();
        self.end_word();
        for word in shown.split([' ', '#', '^', '/', '_']) {
            self.prose.text.push_str(word);
            self.prose.letters += word.chars().filter(|&character| is_letter(character)).map(worth).sum::<usize>();
            self.ascii = false;
            self.end_word();
        }
        end + 4
    }

    /// Keeps the word that was written, or takes it back if it is none, and begins another.
    fn end_word(&mut self) {
        if self.odd && self.ascii {
            self.prose.text.truncate(self.word);
            self.prose.letters = self.letters_before;
        }
        if self.prose.text.len() > self.word {
            self.prose.text.push(' ');
        }
        self.word = self.prose.text.len();
        self.letters_before = self.prose.letters;
        self.odd = false;
        self.ascii = true;
    }
}

/// Letters; those of the usual scripts without the way through the Unicode tables, and in southern Asia with the few
/// signs among them.
fn is_letter(character: char) -> bool {
    match character {
        '\u{c0}'..='\u{d6}'
        | '\u{d8}'..='\u{f6}'
        | '\u{f8}'..='\u{24f}'
        | '\u{388}'..='\u{3e1}'
        | '\u{400}'..='\u{481}'
        | '\u{48a}'..='\u{52f}'
        | '\u{5d0}'..='\u{5ea}'
        | '\u{620}'..='\u{63f}'
        | '\u{641}'..='\u{64a}'
        | '\u{671}'..='\u{6d3}'
        | '\u{900}'..='\u{1fff}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30a1}'..='\u{30fa}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}' => true,
        '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{3004}' | '\u{80}'..='\u{a9}' | '\u{bb}' => false,
        _ => character.is_alphabetic(),
    }
}

/// How many letters of an alphabet a character stands for: in East Asia a syllable or a word is one.
const fn worth(character: char) -> usize {
    match character {
        '\u{3041}'..='\u{30fa}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => EAST_ASIAN,
        _ => 1,
    }
}

fn worth_of_first(text: &str) -> usize {
    text.chars().next().map_or(1, worth)
}

/// Where `needle` is, if it is near.
fn find(text: &str, needle: &str) -> Option<usize> {
    let near = &text.as_bytes()[..text.len().min(REACH)];
    memchr::memmem::find(near, needle.as_bytes())
}

fn code(rest: &str) -> usize {
    let run = rest.bytes().take_while(|&byte| byte == b'`').count();
    let ticks = &rest[..run.min(REACH)];
    let mut from = run;
    while let Some(found) = find(&rest[from..], ticks) {
        let start = from + found;
        let closing = rest[start..].bytes().take_while(|&byte| byte == b'`').count();
        if closing == run {
            return start + closing;
        }
        from = start + closing;
        if from > REACH {
            break;
        }
    }
    run
}

fn tag(rest: &str) -> usize {
    if rest.starts_with("<!--") {
        return find(rest, "-->").map_or(rest.len(), |end| end + 3);
    }
    for (open, close) in [("<code", "</code>"), ("<kbd", "</kbd>"), ("<pre", "</pre>")] {
        if rest.starts_with(open)
            && let Some(end) = find(rest, close)
        {
            return end + close.len();
        }
    }
    match rest.as_bytes().get(1) {
        Some(b'a'..=b'z' | b'A'..=b'Z' | b'/') => find(rest, ">").map_or(0, |end| end + 1),
        _ => 0,
    }
}

fn image(rest: &str) -> usize {
    if rest.starts_with("![[") {
        return find(rest, "]]").map_or(0, |end| end + 2);
    }
    if !rest.starts_with("![") {
        return 0;
    }
    let Some(end) = find(rest, "]") else { return 0 };
    end + target(&rest[end..]).max(1)
}

/// The `](…)` or `][…]` that ends the text of a link.
fn target(rest: &str) -> usize {
    match rest.as_bytes().get(1) {
        Some(b'(') => {
            let mut depth = 0_usize;
            for (at, byte) in rest.bytes().enumerate().take(REACH) {
                match byte {
                    b'(' => depth += 1,
                    b')' if depth == 1 => return at + 1,
                    b')' => depth -= 1,
                    _ => {}
                }
            }
            1
        }
        Some(b'[') => find(&rest[1..], "]").map_or(1, |end| end + 2),
        _ => 1,
    }
}

/// Attributes, templates and shortcodes.
fn braces(rest: &str) -> usize {
    let close = match rest.as_bytes().get(1) {
        Some(b'{') => "}}",
        Some(b'%') => "%}",
        _ => "}",
    };
    find(rest, close).map_or(0, |end| end + close.len())
}

/// A formula between dollar signs; a price is none.
fn formula(rest: &str) -> usize {
    if let Some(inner) = rest.strip_prefix("$$") {
        return find(inner, "$$").map_or(0, |end| end + 4);
    }
    match rest.as_bytes().get(1) {
        Some(byte) if !byte.is_ascii_whitespace() && !byte.is_ascii_digit() => {
            find(&rest[1..], "$").filter(|&end| end > 0 && rest.as_bytes()[end] != b' ').map_or(0, |end| end + 2)
        }
        _ => 0,
    }
}

fn entity(rest: &str) -> usize {
    let name = rest[1..].bytes().take(10).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    if name > 1 && rest.as_bytes().get(name + 1) == Some(&b';') { name + 2 } else { 0 }
}

/// `:smile:`
fn emoji(rest: &str) -> usize {
    let name = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'+' | b'-');
    let length = rest[1..].bytes().take(40).take_while(name).count();
    if length > 1 && rest.as_bytes().get(length + 1) == Some(&b':') { length + 2 } else { 0 }
}

/// The length of the web address at the start of a word.
fn address(rest: &str) -> usize {
    if !["http://", "https://", "www.", "mailto:"].iter().any(|scheme| rest.starts_with(scheme)) {
        return 0;
    }
    let inside = |byte: &u8| byte.is_ascii_graphic() && !matches!(byte, b')' | b'>' | b'<' | b'"' | b']' | b'|');
    rest.bytes().take_while(inside).count()
}
