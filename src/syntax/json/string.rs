//! Text in quotes.

use std::borrow::Cow;

use super::fault;
use super::read::{Reader, node};
use crate::source::Span;
use crate::syntax::escape::hexadecimal;
use crate::tree::{Node, Style, Value};

/// The escape that `rest` begins with (RFC 8259 §7): its length and the character that it means, if it is one.
pub(super) fn escape(rest: &str) -> (usize, Option<char>) {
    let Some(kind) = rest[1..].chars().next() else { return (1, None) };
    let simple = match kind {
        '"' | '\\' | '/' => kind,
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => return unicode(rest),
        _ => return (1 + kind.len_utf8(), None),
    };
    (2, Some(simple))
}

/// `\uXXXX`, or two of them for one character. Half of such a pair is read as U+FFFD, as most readers do.
fn unicode(rest: &str) -> (usize, Option<char>) {
    let Some(first) = hexadecimal(&rest[2..], 4) else { return (2, None) };
    if let Some(character) = char::from_u32(first) {
        return (6, Some(character));
    }
    let second = rest[6..].strip_prefix("\\u").and_then(|rest| hexadecimal(rest, 4));
    match second.filter(|second| first < 0xdc00 && (0xdc00..0xe000).contains(second)) {
        Some(second) => (12, char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00))),
        None => (6, Some('\u{fffd}')),
    }
}

/// Control characters must be escaped.
const fn is_control(byte: u8) -> bool {
    byte < 0x20
}

impl<'t> Reader<'t> {
    /// The text in double or, wrongly, single quotes that begins here.
    pub(super) fn string(&mut self) -> Node<'t> {
        let (start, bytes) = (self.at, self.text.as_bytes());
        let quote = bytes[start];
        let mut at = start + 1;
        let (mut has_escape, mut control) = (false, Vec::new());
        let closed = loop {
            match bytes.get(at) {
                Some(byte) if *byte == quote => break true,
                None | Some(b'\n' | b'\r') => break false,
                Some(b'\\') => {
                    has_escape = true;
                    at += 1 + usize::from(bytes.get(at + 1).is_some_and(|next| next.is_ascii() && !is_control(*next)));
                }
                Some(byte) => {
                    if is_control(*byte) {
                        control.push(at);
                    }
                    at += 1;
                }
            }
        };
        let style = if quote == b'"' { Style::DoubleQuoted } else { Style::SingleQuoted };
        if !closed {
            return self.unclosed_string(start, at, style);
        }
        let span = Span::new(start, at + 1);
        self.at = span.end;
        if let Some(first) = control.first() {
            self.problems.push(fault::control(Span::new(*first, first + 1), bytes[*first], &control, bytes));
        }
        let content = &self.text[start + 1..at];
        if style == Style::SingleQuoted {
            self.problems.push(fault::single_quotes(span, content));
        }
        let text = if has_escape { self.unescape(content, start + 1) } else { Cow::Borrowed(content) };
        node(span, text, style)
    }

    /// A quote that nothing on its line closes.
    fn unclosed_string(&mut self, start: usize, end: usize, style: Style) -> Node<'t> {
        let line = &self.text[start..end];
        let content = line.trim_end();
        let is_field = content.ends_with(',');
        let content = content.trim_end_matches(',').trim_end();
        let end = start + content.len().max(1);
        self.at = end;
        let is_sure = !content.ends_with(['}', ']', '\\']) && content.len() > 1 && (is_field || self.ends_member());
        self.problems.push(fault::unclosed_string(Span::new(start, start + 1), is_sure.then_some(end)));
        let text = &self.text[(start + 1).min(end)..end];
        if text.contains('\\') {
            Node::new(Span::new(start, end), Value::Broken)
        } else {
            node(Span::new(start, end), Cow::Borrowed(text), style)
        }
    }

    /// Whether the next thing closes an object or a list.
    fn ends_member(&self) -> bool {
        self.rest().trim_start().starts_with(['}', ']'])
    }

    fn unescape(&mut self, content: &'t str, start: usize) -> Cow<'t, str> {
        let mut text = String::with_capacity(content.len());
        let (mut at, mut wrong) = (0, Vec::new());
        while let Some(found) = memchr::memchr(b'\\', &content.as_bytes()[at..]) {
            text.push_str(&content[at..at + found]);
            at += found;
            let (length, meant) = escape(&content[at..]);
            if let Some(character) = meant {
                text.push(character);
            } else {
                text.push_str(&content[at..at + length]);
                wrong.push(Span::new(start + at, start + at + length));
            }
            at += length;
        }
        text.push_str(&content[at..]);
        if let Some(first) = wrong.first() {
            self.problems.push(fault::wrong_escape(*first, &self.text[first.range()], &wrong));
        }
        Cow::Owned(text)
    }
}
