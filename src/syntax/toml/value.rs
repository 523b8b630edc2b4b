//! Values: lists, tables in braces, and what stands without quotes.

use super::bare::{Bare, BareFault, classify};
use super::fault;
use super::reader::{Place, Reader, scalar_node, text_node};
use super::statement::{is_field, is_header};
use super::tables::Made;
use crate::source::Span;
use crate::syntax::habit::is_odd_space;
use crate::tree::{Node, Resolved, Sequence, Style, Value};

/// No date and time, the one value with a space in it, is longer.
const DATE_TIME: usize = 100;

impl<'t> Reader<'t> {
    /// The value that begins here, so deep in others.
    pub(super) fn value(&mut self, place: Place, depth: usize) -> Node<'t> {
        match self.peek() {
            Some(b'"' | b'\'') => self.string(),
            Some(b'[' | b'{') if depth >= self.deepest => {
                let span = Span::new(self.at, self.at + 1);
                self.too_deep(span);
                self.at = self.text.len();
                Node::new(span, Value::Broken)
            }
            Some(b'[') => match self.link() {
                Some(link) => link,
                None => self.list(depth + 1),
            },
            Some(b'{') => self.braces(depth + 1),
            _ => self.bare(place),
        }
    }

    /// `[[Target]]`: a list in a list without any value in it, which was meant as a link.
    fn link(&mut self) -> Option<Node<'t>> {
        let rest = self.rest().strip_prefix("[[")?;
        let end = rest.find(['\n', '\r', ']', '[', '"', '\'', ',', '{'])?;
        let target = &rest[..end];
        let is_link = rest[end..].starts_with("]]")
            && !target.trim().is_empty()
            && matches!(classify(target.trim()), Bare::Fault(BareFault::Text | BareFault::Date));
        is_link.then(|| {
            let span = Span::new(self.at, self.at + 4 + end);
            self.at = span.end;
            let text = &self.text[span.range()];
            self.problems.push(fault::link(span, text));
            text_node(span, text, Style::Plain)
        })
    }

    fn bare(&mut self, place: Place) -> Node<'t> {
        let start = self.at;
        let rest = self.rest();
        let end = match place {
            Place::Field => rest.find(['\n', '\r']),
            Place::List => rest.find([',', ']', '\n', '\r']),
            Place::Braces => rest.find([',', '}', '\n', '\r']),
        };
        let line = &rest[..end.unwrap_or(rest.len())];
        let before = |at: usize| line[..at].chars().next_back().is_none_or(char::is_whitespace);
        let comment = line.match_indices('#').map(|(at, _)| at).find(|at| before(*at));
        let is_blank = |character: char| matches!(character, ' ' | '\t') || is_odd_space(character);
        let mut text = line[..comment.unwrap_or(line.len())].trim_end_matches(is_blank);
        // A value and a `#` right behind it: a comment, as the value is complete.
        if let Some((value, _)) = text.split_once('#')
            && matches!(classify(value.trim_end()), Bare::Value { .. })
        {
            text = value.trim_end();
        }
        // In a list a comma may have been forgotten.
        if place != Place::Field {
            let first = text.split([' ', '\t', '"', '\'', '[', '{']).next().unwrap_or(text);
            let is_more = first.len() < text.len() && matches!(classify(first), Bare::Value { .. });
            if is_more && (text.len() > DATE_TIME || !matches!(classify(text), Bare::Value { .. })) {
                text = first;
            }
        }
        let span = Span::new(start, start + text.len());
        self.at = span.end;
        if text.is_empty() {
            // Never at the same place twice.
            self.at += self.rest().chars().next().map_or(0, char::len_utf8);
            self.problems.push(fault::stray(Span::new(start, self.at), &self.text[start..self.at]));
            return Node::new(span, Value::Broken);
        }
        self.bare_node(span, place)
    }

    fn bare_node(&mut self, span: Span, place: Place) -> Node<'t> {
        let text = &self.text[span.range()];
        match classify(text) {
            Bare::Value { resolved, newer } => {
                if newer {
                    self.problems.push(fault::newer_time(span, text));
                }
                scalar_node(span, text, Style::Plain, resolved)
            }
            Bare::Fault(BareFault::Text) if place == Place::Field && self.is_value_and_more(span).is_some() => {
                // What follows the value is said where the line ends.
                let end = self.is_value_and_more(span).unwrap_or(span.end);
                self.at = end;
                self.bare_node(Span::new(span.start, end), Place::List)
            }
            Bare::Fault(found) => {
                self.problems.push(fault::bare(span, text, found));
                match found {
                    BareFault::Boolean(value) => scalar_node(span, text, Style::Plain, Resolved::Bool(value)),
                    BareFault::Null | BareFault::LeadingZero | BareFault::Number => Node::new(span, Value::Broken),
                    BareFault::ImpossibleDate | BareFault::Date | BareFault::Text => {
                        text_node(span, text, Style::Plain)
                    }
                    BareFault::Quotes => {
                        let inner = text.trim_start_matches(|first| text.starts_with(first));
                        let inner = &inner[..inner.len() - inner.chars().next_back().map_or(0, char::len_utf8)];
                        text_node(span, inner.to_owned(), Style::DoubleQuoted)
                    }
                }
            }
        }
    }

    /// A value at the end of a field's line with one comma or semicolon behind it: where the value ends.
    fn is_value_and_more(&self, span: Span) -> Option<usize> {
        let text = &self.text[span.range()];
        let value = text.strip_suffix([',', ';'])?.trim_end();
        (!matches!(classify(value), Bare::Fault(BareFault::Text))).then_some(span.start + value.len())
    }

    /// `[a, b]`
    fn list(&mut self, depth: usize) -> Node<'t> {
        let start = self.at;
        self.at += 1;
        let mut items: Vec<Node> = Vec::new();
        let mut wants_comma = false;
        let end = loop {
            if self.stopped {
                break self.at;
            }
            let broke = self.skip_lines();
            match self.peek() {
                Some(b']') => {
                    self.at += 1;
                    break self.at;
                }
                Some(b',') => {
                    if !wants_comma {
                        self.problems.push(fault::extra_comma(Span::new(self.at, self.at + 1)));
                    }
                    wants_comma = false;
                    self.at += 1;
                }
                next => {
                    if next.is_none() || broke && self.begins_statement() {
                        break self.unclosed(start, items.last().map_or(start + 1, |item| item.span.end), "]");
                    }
                    if let (true, Some(last)) = (wants_comma, items.last()) {
                        self.problems.push(fault::no_comma(last.span.end, self.at));
                    }
                    let item = self.value(Place::List, depth);
                    items.push(item);
                    wants_comma = true;
                }
            }
        };
        Node::new(Span::new(start, end), Value::Sequence(Sequence { items, flow: true }))
    }

    /// `{ a = 1 }`
    fn braces(&mut self, depth: usize) -> Node<'t> {
        let start = self.at;
        self.at += 1;
        let table = self.tables.add(Made::Header, Span::new(start, start + 1));
        let mut last = start + 1;
        let mut state = Between::Start;
        let mut newline = None;
        let end = loop {
            if self.stopped {
                break self.at;
            }
            let before = self.at;
            let broke = self.skip_lines();
            if broke && newline.is_none() {
                newline = Some(before);
            }
            match self.peek() {
                Some(b'}') => {
                    if let Between::Comma(comma) = state {
                        self.problems.push(fault::trailing_comma(comma));
                    }
                    self.at += 1;
                    if newline.is_some() {
                        self.problems.push(fault::lines_in_braces(Span::new(start, start + 1)));
                    }
                    break self.at;
                }
                Some(b',') => {
                    let comma = Span::new(self.at, self.at + 1);
                    if state != Between::Field {
                        self.problems.push(fault::extra_comma(comma));
                    }
                    state = Between::Comma(comma);
                    self.at += 1;
                }
                next => {
                    let may_end = next.is_none()
                        || next == Some(b'[')
                        || broke && state == Between::Field && self.begins_statement();
                    if may_end {
                        break self.unclosed(start, last, "}");
                    }
                    if state == Between::Field {
                        self.problems.push(fault::no_comma(last, self.at));
                    }
                    if !self.field_in_braces(table, depth) {
                        break self.at;
                    }
                    last = self.at;
                    state = Between::Field;
                }
            }
        };
        let mut node = self.tables.take(table, true);
        node.span = Span::new(start, end);
        node
    }

    /// Whether a field could be read there.
    fn field_in_braces(&mut self, table: super::tables::TableId, depth: usize) -> bool {
        let start = self.at;
        let Some((path, sign)) = self.key_and_sign() else {
            let end = self.line_end(start);
            let end = self.text[start..end].find([',', '}']).map_or(end, |at| start + at);
            let written = self.text[start..end].trim_end();
            self.at = start + written.len().max(1);
            while !self.text.is_char_boundary(self.at) {
                self.at += 1;
            }
            self.problems.push(fault::not_a_field(Span::new(start, self.at), &self.text[start..self.at]));
            return self.peek().is_some();
        };
        self.skip_blanks();
        if matches!(self.peek(), None | Some(b',' | b'}' | b'\n' | b'\r' | b'#')) {
            let name = &self.text[start..sign.start];
            self.problems.push(fault::no_value(sign, name.trim_end()));
            return self.peek().is_some();
        }
        if depth + path.len() >= self.deepest {
            self.too_deep(sign);
            return false;
        }
        let inner = depth + path.len();
        let value = self.value(Place::Braces, inner);
        if let Err(twice) = self.tables.insert(table, path, value) {
            self.problems.push(fault::twice(twice, &self.text[twice.second.range()], false));
        }
        true
    }

    /// A key and its `=`, or the `:` that stands for it.
    fn key_and_sign(&mut self) -> Option<(Vec<Node<'t>>, Span)> {
        let start = self.at;
        let path = self.key_path('=').or_else(|| {
            self.at = start;
            self.key_path(':')
        })?;
        self.skip_blanks();
        let sign = Span::new(self.at, self.at + 1);
        match self.peek() {
            Some(b'=') => {}
            Some(b':') => {
                let key = Span::new(start, self.text[..self.at].trim_end().len());
                self.problems.push(fault::colon_in_braces(sign, key, &self.text[key.range()], self.rest()));
            }
            _ => return None,
        }
        self.at += 1;
        Some((path, sign))
    }

    /// What opens at `start` is not closed; its content ends at `end`.
    fn unclosed(&mut self, start: usize, end: usize, bracket: &'static str) -> usize {
        self.problems.push(fault::unclosed(Span::new(start, start + 1), end, bracket));
        // The line break before the next field belongs to it.
        self.at = self.text[..self.at].trim_end_matches([' ', '\t', '\n', '\r']).len().max(end);
        end
    }

    /// Skips white space, line breaks and comments; whether there was a line break.
    fn skip_lines(&mut self) -> bool {
        let mut broke = false;
        loop {
            self.skip_blanks();
            match self.peek() {
                Some(b'\n' | b'\r') => {
                    broke = true;
                    self.line_break();
                }
                Some(b'#') => self.comment(),
                _ => return broke,
            }
        }
    }

    /// Whether the line that begins here is a field or a header, and so not part of a list.
    fn begins_statement(&self) -> bool {
        let line = &self.text[self.at..self.line_end(self.at)];
        is_field(line) || is_header(line)
    }
}

/// What was last read between braces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Between {
    Start,
    Field,
    Comma(Span),
}
