//! Objects, lists and values.

use std::borrow::Cow;
use std::collections::HashMap;

use super::bare::{self, BareFault};
use super::extent;
use super::fault;
use crate::source::Span;
use crate::syntax::habit::is_odd_space;
use crate::tree::{Entry, Limits, Mapping, Node, Parsed, Problem, Resolved, Scalar, Sequence, Style, Value};

/// An object of so many members is looked through without a table.
const FEW: usize = 16;

/// With so many faults, what follows is not looked at.
const MOST: usize = 200;

/// Reads `text` from `start` on.
pub(super) fn read(text: &str, start: usize, limits: Limits) -> Parsed<'_> {
    let mut reader = Reader {
        text,
        at: start,
        deepest: limits.deepest(),
        limit: limits.depth,
        problems: Vec::new(),
        stopped: false,
    };
    let root = reader.document();
    reader.problems.sort_by_key(|problem| problem.diagnostic.span.start);
    Parsed { root, comments: Vec::new(), problems: reader.problems }
}

/// What is read so far, and where.
pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    deepest: usize,
    /// The limit as it is set, for people.
    limit: usize,
    pub(super) problems: Vec<Problem>,
    /// What follows cannot be told apart.
    stopped: bool,
}

impl<'t> Reader<'t> {
    fn document(&mut self) -> Option<Node<'t>> {
        self.skip();
        let first = self.peek()?;
        let is_member = matches!(first, b'"' | b'\'') && self.is_key();
        let root = if is_member || !matches!(first, b'{' | b'[' | b'"' | b'\'') && self.is_key() {
            self.object(self.at, None, 0)
        } else {
            self.value(0, false)
        };
        self.skip();
        if !self.stopped && self.peek().is_some() {
            let line = self.rest().lines().next().unwrap_or_default().trim_end_matches([' ', '\t']);
            self.problems.push(fault::surplus(Span::new(self.at, self.at + line.len()), line));
        }
        Some(root)
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    pub(super) fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Skips white space and says what only looks like it; whether there was a line break.
    fn skip(&mut self) -> bool {
        self.stopped |= self.problems.len() >= MOST;
        let mut broke = false;
        loop {
            // Any number of comments may follow each other.
            self.problems.truncate(MOST);
            match self.peek() {
                Some(b' ' | b'\t') => self.at += 1,
                Some(b'\n' | b'\r') => {
                    broke = true;
                    self.at += 1;
                }
                Some(b'/' | b'#') => {
                    if !self.comment() {
                        return broke;
                    }
                }
                Some(128..) => {
                    let odd = self.rest().len() - self.rest().trim_start_matches(is_odd_space).len();
                    if odd == 0 {
                        return broke;
                    }
                    let span = Span::new(self.at, self.at + odd);
                    self.problems.push(fault::odd_space(span, &self.text[span.range()]));
                    self.at += odd;
                }
                _ => return broke,
            }
        }
    }

    /// A value, which may be an item of a list.
    fn value(&mut self, depth: usize, is_item: bool) -> Node<'t> {
        match self.peek() {
            Some(b'"' | b'\'') => self.string(),
            Some(b'{' | b'[') if depth >= self.deepest => {
                let span = Span::new(self.at, self.at + 1);
                self.problems.push(fault::too_deep(span, self.limit));
                self.at = self.text.len();
                self.stopped = true;
                Node::new(span, Value::Broken)
            }
            Some(b'{') => {
                let start = self.at;
                self.at += 1;
                self.object(start, Some(start), depth + 1)
            }
            Some(b'[') => match self.link() {
                Some(link) => link,
                None => self.list(depth + 1),
            },
            _ => self.bare(is_item),
        }
    }

    /// `[[Target]]` without any value in it, which was meant as a link.
    fn link(&mut self) -> Option<Node<'t>> {
        let rest = self.rest().strip_prefix("[[")?;
        let end = rest.find(['\n', '\r', ']', '[', '"', '\'', ',', '{'])?;
        let target = rest[..end].trim();
        let is_link = rest[end..].starts_with("]]") && !target.is_empty() && bare::value(target).is_none();
        is_link.then(|| {
            let span = Span::new(self.at, self.at + 4 + end);
            self.at = span.end;
            let text = &self.text[span.range()];
            self.problems.push(fault::link(span, text));
            node(span, Cow::Borrowed(text), Style::Plain)
        })
    }

    /// What stands without quotes.
    fn bare(&mut self, is_item: bool) -> Node<'t> {
        let start = self.at;
        let rest = self.rest();
        let line = extent::of(rest, is_item);
        let mut end = line.len();
        if let Some(comment) = line[..end].find(" //").or_else(|| line[..end].find(" /*")) {
            end = comment;
        }
        let is_blank = |character: char| character.is_ascii_whitespace() || is_odd_space(character);
        let mut text = line[..end].trim_end_matches(is_blank);
        // A comma may have been forgotten behind a value.
        let first = text.split([' ', '\t', '"', '[', '{']).next().unwrap_or(text);
        if bare::value(text).is_none() && first.len() < text.len() && bare::value(first).is_some() {
            text = first;
        }
        let span = Span::new(start, start + text.len());
        self.at = span.end;
        if text.is_empty() {
            if !matches!(self.peek(), Some(b',' | b'}' | b']')) {
                self.at += self.rest().chars().next().map_or(0, char::len_utf8);
            }
            self.problems.push(fault::no_value(Span::new(start, self.at)));
            return Node::new(span, Value::Broken);
        }
        if let Some(resolved) = bare::value(text) {
            return Node::new(span, Value::Scalar(Scalar { text: Cow::Borrowed(text), style: Style::Plain, resolved }));
        }
        let found = bare::fault(text);
        self.problems.push(fault::bare(span, text, &found));
        let resolved = match found {
            BareFault::Word("true") => Resolved::Bool(true),
            BareFault::Word("false") => Resolved::Bool(false),
            BareFault::Word(_) => Resolved::Null,
            BareFault::NotFinite | BareFault::Number(_) => return Node::new(span, Value::Broken),
            BareFault::Quotes => {
                let inner = text.strip_prefix(|_| true).and_then(|text| text.strip_suffix(|_| true));
                return node(span, Cow::Owned(inner.unwrap_or(text).to_owned()), Style::DoubleQuoted);
            }
            BareFault::Text => Resolved::String,
        };
        Node::new(span, Value::Scalar(Scalar { text: Cow::Borrowed(text), style: Style::Plain, resolved }))
    }

    fn list(&mut self, depth: usize) -> Node<'t> {
        let start = self.at;
        self.at += 1;
        let mut items: Vec<Node> = Vec::new();
        let mut between = Between::Start;
        let end = loop {
            if self.stopped {
                break self.at;
            }
            let broke = self.skip();
            match self.peek() {
                Some(b']') => {
                    self.trailing(between, "]");
                    self.at += 1;
                    break self.at;
                }
                Some(b',') => between = self.comma(between),
                next => {
                    let is_over = next.is_none() || next == Some(b'}') || broke && !items.is_empty() && self.is_key();
                    if is_over {
                        if let Between::Comma(comma) = between {
                            // It parts the list from the next field.
                            self.at = comma.start;
                        }
                        break self.unclosed(start, items.last().map_or(start + 1, |item| item.span.end), "]");
                    }
                    if let (Between::Value, Some(last)) = (between, items.last()) {
                        self.problems.push(fault::no_comma(last.span.end, self.at));
                    }
                    items.push(self.value(depth, true));
                    between = Between::Value;
                }
            }
        };
        Node::new(Span::new(start, end), Value::Sequence(Sequence { items, flow: true }))
    }

    /// The members of an object, behind its brace, if it has one.
    fn object(&mut self, start: usize, brace: Option<usize>, depth: usize) -> Node<'t> {
        let mut mapping = Mapping { entries: Vec::new(), flow: true };
        let mut seen = Seen::default();
        let (mut between, mut last) = (Between::Start, self.at);
        let end = loop {
            if self.stopped {
                break self.at;
            }
            self.skip();
            match (self.peek(), brace) {
                (Some(b'}'), Some(_)) => {
                    self.trailing(between, "}");
                    self.at += 1;
                    break self.at;
                }
                (Some(b','), _) => between = self.comma(between),
                (None, None) => {
                    self.trailing(between, "the end");
                    break last;
                }
                (None | Some(b']'), Some(brace)) => break self.unclosed(brace, last, "}"),
                (Some(b'}' | b']'), None) => break last,
                (Some(_), _) => {
                    if between == Between::Value {
                        self.problems.push(fault::no_comma(last, self.at));
                    }
                    if let Some(entry) = self.member(depth) {
                        if let Some(first) = seen.add(&mapping, &entry) {
                            self.problems.push(fault::twice(first, &entry.key));
                        }
                        mapping.entries.push(entry);
                    }
                    last = self.at;
                    between = Between::Value;
                }
            }
        };
        Node::new(Span::new(start, end), Value::Mapping(mapping))
    }

    /// `"key": value`
    fn member(&mut self, depth: usize) -> Option<Entry<'t>> {
        let key = self.key()?;
        self.skip();
        let length = match self.peek() {
            Some(b'=') if self.rest().starts_with("=>") => 2,
            Some(b':' | b'=') => 1,
            Some(0xef) if self.rest().starts_with('\u{ff1a}') => 3,
            _ => 0,
        };
        let sign = Span::new(self.at, self.at + length);
        self.at = sign.end;
        match &self.text[sign.range()] {
            ":" => {}
            "" => self.problems.push(fault::no_colon(&key)),
            other => self.problems.push(fault::other_sign(sign, &key, other)),
        }
        self.skip();
        let value = match self.peek() {
            None | Some(b',' | b'}' | b']') => {
                if !sign.is_empty() {
                    self.problems.push(fault::field_without_value(&key, sign));
                }
                Node::new(Span::at(sign.end), Value::Broken)
            }
            Some(_) => self.value(depth, false),
        };
        Some(Entry { key, value, merged: false })
    }

    /// The name of a member, which may lack its quotes.
    fn key(&mut self) -> Option<Node<'t>> {
        if matches!(self.peek(), Some(b'"' | b'\'')) {
            return Some(self.string());
        }
        let start = self.at;
        let rest = self.rest();
        let end = rest.find([':', '=', ',', '}', ']', '{', '[', '\n', '\r', '\u{ff1a}']).unwrap_or(rest.len());
        let text = rest[..end].trim_end();
        let is_key = rest[end..].starts_with([':', '=', '\u{ff1a}']) && !text.is_empty();
        if !is_key {
            // Whatever it is, it is passed over as a whole.
            self.at += text.len().max(rest.chars().next().map_or(0, char::len_utf8));
            let span = Span::new(start, self.at);
            self.problems.push(fault::not_a_member(span, &self.text[span.range()]));
            return None;
        }
        let span = Span::new(start, start + text.len());
        self.at = span.end;
        self.problems.push(fault::key_without_quotes(span, text));
        let quotes = crate::syntax::habit::look_alike_quotes(text, start);
        let name = quotes.map_or(text, |(open, close)| &self.text[open.end..close.start]);
        Some(node(span, Cow::Borrowed(name), Style::Plain))
    }

    /// Whether a name and a colon stand here.
    fn is_key(&self) -> bool {
        extent::is_key(self.rest())
    }

    fn comma(&mut self, between: Between) -> Between {
        let comma = Span::new(self.at, self.at + 1);
        if between != Between::Value {
            self.problems.push(fault::extra_comma(comma));
        }
        self.at += 1;
        Between::Comma(comma)
    }

    fn trailing(&mut self, between: Between, end: &str) {
        if let Between::Comma(comma) = between {
            self.problems.push(fault::trailing_comma(comma, end));
        }
    }

    fn unclosed(&mut self, start: usize, end: usize, bracket: &'static str) -> usize {
        self.problems.push(fault::unclosed(Span::new(start, start + 1), end, bracket));
        end
    }
}

/// What was last read in an object or a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Between {
    Start,
    Value,
    Comma(Span),
}

/// The names of an object so far.
#[derive(Default)]
struct Seen<'t> {
    places: HashMap<Cow<'t, str>, Span>,
}

impl<'t> Seen<'t> {
    /// Where the name of `entry` stood first.
    fn add(&mut self, mapping: &Mapping<'t>, entry: &Entry<'t>) -> Option<Span> {
        let name = entry.key_text()?;
        if mapping.entries.len() < FEW {
            return mapping.entries.iter().find(|other| other.key_text() == Some(name)).map(|other| other.key.span);
        }
        if self.places.is_empty() {
            for other in &mapping.entries {
                self.insert(other);
            }
        }
        let first = self.places.get(name).copied();
        self.insert(entry);
        first
    }

    fn insert(&mut self, entry: &Entry<'t>) {
        if let Some(scalar) = entry.key.as_scalar() {
            self.places.entry(scalar.text.clone()).or_insert(entry.key.span);
        }
    }
}

/// Text as it is read.
pub(super) fn node(span: Span, text: Cow<'_, str>, style: Style) -> Node<'_> {
    Node::new(span, Value::Scalar(Scalar { text, style, resolved: Resolved::String }))
}
