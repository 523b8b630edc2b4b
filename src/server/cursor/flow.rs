//! Where a cursor stands between brackets and braces, over as many lines as they take: in JSON, in the flow collections
//! of YAML, in the lists and inline tables of TOML. A comma or an end that is still missing is put up with.

use super::keys::keys;
use super::{Cursor, Line, Place, Step};
use crate::source::Span;
use crate::syntax::Syntax;
use crate::syntax::toml::{is_field, is_header};

/// How deep collections are followed: deeper ones are nobody's front matter.
const DEEPEST: usize = 64;

/// What a collection has to say of a cursor.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// The cursor is in it: there, or where nothing can be completed.
    Here(Option<Cursor>),
    /// It ends at this byte, before the cursor.
    Ended(usize),
}

/// What is known where a collection begins.
pub(super) struct Opening<'p> {
    pub(super) syntax: Syntax,
    /// Where its bracket is, or, of an object whose braces are left out, where its first member may be.
    pub(super) begin: usize,
    pub(super) has_braces: bool,
    /// In YAML, how far the lines inside it are indented at least, unless they close it.
    pub(super) indent: usize,
    /// The way from the root to the collection.
    pub(super) path: &'p dyn Fn() -> Vec<Step>,
}

/// A list or a mapping that has not ended.
struct Frame {
    is_mapping: bool,
    /// The key whose value is being written.
    key: Option<Vec<Step>>,
    has_value: bool,
}

/// A key or a value.
struct Token {
    span: Span,
    /// Up to here the cursor still belongs to it.
    reach: usize,
}

/// Reads a collection up to the cursor, and no further than `end`.
pub(super) fn read(text: &str, opening: &Opening, offset: usize, end: usize) -> Reading {
    let (at, line_end) = (opening.begin, opening.begin);
    let mut scanner = Scanner { text, opening, frames: Vec::new(), last: None, at, line_end, end, offset };
    if !opening.has_braces {
        scanner.open(true);
    }
    scanner.run()
}

struct Scanner<'a> {
    text: &'a str,
    opening: &'a Opening<'a>,
    frames: Vec<Frame>,
    /// What was read last, which is a key if a colon follows.
    last: Option<Span>,
    at: usize,
    /// Where the line ends that was looked at last.
    line_end: usize,
    end: usize,
    offset: usize,
}

impl Scanner<'_> {
    fn run(mut self) -> Reading {
        loop {
            if self.frames.len() > DEEPEST {
                return Reading::Here(None);
            }
            let rest = &self.text[self.at..self.end];
            let Some(next) = rest.chars().next() else { return self.at_cursor() };
            if self.at >= self.line_end {
                self.line_end = self.at + rest.find(['\n', '\r']).unwrap_or(rest.len());
            }
            if self.begins_line() && self.is_broken_off() {
                return Reading::Ended(self.at);
            }
            let is_bare = self.frames.is_empty() && self.opening.has_braces;
            match next {
                character if character.is_whitespace() => {
                    if self.offset < self.at + character.len_utf8() {
                        return self.at_cursor();
                    }
                    self.at += character.len_utf8();
                }
                '#' | '/' if self.is_comment(rest) => {
                    if self.offset > self.at && self.offset <= self.line_end {
                        return Reading::Here(None);
                    }
                    self.at = self.line_end;
                }
                '[' | '{' if is_bare || !self.is_link(rest) => {
                    if self.offset <= self.at {
                        return self.at_cursor();
                    }
                    self.open(next == '{');
                    self.at += 1;
                }
                ']' | '}' => {
                    if self.offset <= self.at {
                        return self.at_cursor();
                    }
                    self.frames.pop();
                    self.at += 1;
                    if self.frames.is_empty() {
                        return Reading::Ended(self.at);
                    }
                    self.last = None;
                }
                ',' => {
                    if self.offset <= self.at {
                        return self.at_cursor();
                    }
                    self.at += 1;
                    self.last = None;
                    if let Some(frame) = self.frames.last_mut() {
                        (frame.key, frame.has_value) = (None, false);
                    }
                }
                _ if self.is_separator(rest) => {
                    if self.offset <= self.at {
                        return self.at_cursor();
                    }
                    self.at += 1;
                    let key = self.last.take().map(|span| self.key(&self.text[span.range()]));
                    if let Some(frame) = self.frames.last_mut() {
                        (frame.key, frame.has_value) = (key, false);
                    }
                }
                _ => {
                    let token = self.token();
                    self.begin_value();
                    if self.offset <= token.reach {
                        let end = if self.offset > token.span.end { self.offset } else { token.span.end };
                        return self.found(Span::new(token.span.start, end));
                    }
                    self.last = Some(token.span);
                    self.at = token.span.end;
                }
            }
        }
    }

    fn open(&mut self, is_mapping: bool) {
        self.begin_value();
        self.frames.push(Frame { is_mapping, key: None, has_value: false });
        self.last = None;
    }

    /// A second value of one key is the next key, behind a comma that is missing.
    fn begin_value(&mut self) {
        if let Some(frame) = self.frames.last_mut() {
            if frame.has_value && frame.is_mapping {
                frame.key = None;
            }
            frame.has_value = true;
        }
    }

    fn at_cursor(mut self) -> Reading {
        self.begin_value();
        let offset = self.offset;
        self.found(Span::at(offset))
    }

    fn found(self, replaced: Span) -> Reading {
        let Some(frame) = self.frames.last() else { return Reading::Ended(self.at) };
        let mut path = (self.opening.path)();
        for frame in &self.frames {
            if !frame.is_mapping {
                path.push(Step::Item);
            }
            path.extend(frame.key.iter().flatten().cloned());
        }
        let typed = self.text[replaced.start..self.offset].to_owned();
        let place = if frame.is_mapping && frame.key.is_none() {
            let rest = self.text[replaced.end..self.end].trim_start_matches([' ', '\t']);
            Place::Key { indent: 0, has_colon: rest.starts_with(self.sign()), is_inline: true }
        } else {
            let needs_space = self.text[..replaced.start].ends_with(self.sign());
            Place::Value { in_brackets: true, needs_space }
        };
        Reading::Here(Some(Cursor { path, place, replaced, typed }))
    }

    fn key(&self, written: &str) -> Vec<Step> {
        match self.opening.syntax {
            Syntax::Toml => keys(written),
            Syntax::Yaml | Syntax::Json => vec![Step::Key(written.trim_matches(['"', '\'']).to_owned())],
        }
    }

    fn sign(&self) -> char {
        if self.opening.syntax == Syntax::Toml { '=' } else { ':' }
    }

    fn begins_line(&self) -> bool {
        self.at > self.opening.begin && self.text[..self.at].ends_with(['\n', '\r'])
    }

    /// Whether a line is not one of a collection that nobody has closed, but what follows it.
    fn is_broken_off(&self) -> bool {
        let line = &self.text[self.at..self.line_end];
        match self.opening.syntax {
            Syntax::Json => false,
            Syntax::Toml => is_field(line) || is_header(line),
            Syntax::Yaml => {
                let content = line.trim_start_matches(' ');
                let is_outside = line.len() - content.len() < self.opening.indent;
                is_outside && !content.trim().is_empty() && !content.starts_with([']', '}', '"', '\'', ',', '#'])
                    || is_outside && Line::read(line).key.is_some()
            }
        }
    }

    fn is_comment(&self, rest: &str) -> bool {
        match self.opening.syntax {
            Syntax::Json => rest.starts_with("//"),
            Syntax::Toml => rest.starts_with('#'),
            Syntax::Yaml => rest.starts_with('#') && self.text[..self.at].ends_with([' ', '\t', '\n', '\r']),
        }
    }

    /// The brackets of a link without quotes, which YAML takes for lists.
    fn is_link(&self, rest: &str) -> bool {
        self.opening.syntax == Syntax::Yaml && rest.starts_with("[[")
    }

    fn is_separator(&self, rest: &str) -> bool {
        let after = rest.chars().nth(1);
        match self.opening.syntax {
            Syntax::Json => rest.starts_with(':'),
            Syntax::Toml => rest.starts_with('='),
            // After a key in quotes no space is needed.
            Syntax::Yaml if rest.starts_with(':') => {
                let is_quoted = self.text[..self.at].ends_with(['"', '\'']);
                is_quoted || after.is_none_or(|after| after.is_whitespace() || ",[]{}".contains(after))
            }
            Syntax::Yaml => false,
        }
    }

    /// The key or value at this place, at least one character.
    fn token(&self) -> Token {
        let line = &self.text[self.at..self.line_end];
        let first = line.chars().next().map_or(1, char::len_utf8);
        let end = match line.as_bytes().first() {
            Some(quote @ (b'"' | b'\'')) => match closing_quote(line, *quote) {
                Some(end) => return self.whole(end),
                None => line.trim_end().trim_end_matches(',').len().max(1),
            },
            Some(b'[') => match line.find("]]") {
                Some(end) => return self.whole(end + 2),
                None => line.find(',').unwrap_or(line.len()),
            },
            _ => self.plain_end(line).max(first),
        };
        let trimmed = line[..end].trim_end().len().max(first);
        Token { span: Span::new(self.at, self.at + trimmed), reach: self.at + end }
    }

    fn whole(&self, length: usize) -> Token {
        Token { span: Span::new(self.at, self.at + length), reach: self.at + length }
    }

    /// How long a text without quotes is.
    fn plain_end(&self, line: &str) -> usize {
        let ends = |(at, character): (usize, char)| match character {
            ',' | '[' | ']' | '{' | '}' => true,
            ':' if self.opening.syntax == Syntax::Json => true,
            '=' if self.opening.syntax == Syntax::Toml => true,
            ':' if self.opening.syntax == Syntax::Yaml => {
                let after = line[at + 1..].chars().next();
                at > 0 && after.is_none_or(|after| after.is_whitespace() || ",[]{}".contains(after))
            }
            '#' => self.opening.syntax != Syntax::Json && line[..at].ends_with([' ', '\t']),
            _ => false,
        };
        line.char_indices().find(|found| ends(*found)).map_or(line.len(), |(at, _)| at)
    }
}

/// Behind the quote that closes the one at the start.
fn closing_quote(line: &str, quote: u8) -> Option<usize> {
    let bytes = line.as_bytes();
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        match *byte {
            b'\\' if quote == b'"' => at += 1,
            byte if byte == quote && quote == b'\'' && bytes.get(at + 1) == Some(&quote) => at += 1,
            byte if byte == quote => return Some(at + 1),
            _ => {}
        }
        at += 1;
    }
    None
}
