//! Text in quotes of every kind.

use std::borrow::Cow;

use super::escape::{Escape, escape, first_break};
use super::fault;
use super::reader::{Reader, is_control, text_node};
use super::statement::{is_field, is_header};
use crate::source::Span;
use crate::tree::{Node, Style, Value};

/// How many lines below an unclosed quote its other one is looked for.
const LINES: usize = 40;

impl<'t> Reader<'t> {
    /// The text in quotes that begins here.
    pub(super) fn string(&mut self) -> Node<'t> {
        let rest = self.rest();
        let quote = rest.as_bytes()[0];
        if rest.starts_with("\"\"\"") || rest.starts_with("'''") {
            return self.block(quote);
        }
        let start = self.at;
        let mut at = start + 1;
        let bytes = self.text.as_bytes();
        let (mut has_escape, mut control) = (false, None);
        let closed = loop {
            match bytes.get(at) {
                Some(byte) if *byte == quote => break true,
                Some(b'\\') if quote == b'"' => {
                    has_escape = true;
                    at += 1 + usize::from(bytes.get(at + 1).is_some_and(|next| !matches!(next, b'\n' | b'\r')));
                }
                None | Some(b'\n' | b'\r') => break false,
                Some(byte) => {
                    if is_control(char::from(*byte)) && control.is_none() {
                        control = Some(at);
                    }
                    at += 1;
                }
            }
        };
        // An escape may have ended inside a character of several bytes.
        while !self.text.is_char_boundary(at) {
            at += 1;
        }
        let style = if quote == b'"' { Style::DoubleQuoted } else { Style::SingleQuoted };
        if !closed {
            return self.unclosed_string(start, at, style);
        }
        let span = Span::new(start, at + 1);
        self.at = span.end;
        if let Some(control) = control {
            self.problems.push(fault::control(Span::new(control, control + 1), bytes[control], style));
        }
        let content = &self.text[start + 1..at];
        let text = if has_escape { self.unescape(content, start + 1, span, false) } else { Cow::Borrowed(content) };
        text_node(span, text, style)
    }

    /// A quote that nothing on its line closes, where the line's content ends at `end`.
    fn unclosed_string(&mut self, start: usize, end: usize, style: Style) -> Node<'t> {
        let quote = char::from(self.text.as_bytes()[start]);
        let opening = Span::new(start, start + 1);
        if let Some(closing) = self.closing_below(end, quote) {
            self.problems.push(fault::several_lines(opening, Span::new(closing, closing + 1), quote));
            self.at = closing + 1;
            let text = self.text[start + 1..closing].to_owned();
            let style = if style == Style::DoubleQuoted { Style::Folded } else { Style::Literal };
            return text_node(Span::new(start, self.at), text, style);
        }
        let content = self.text[start..end].trim_end();
        let end = start + content.len();
        self.at = end;
        // In a list the end of the text cannot be told.
        let is_sure = !content.ends_with([',', ']', '}']) && !content.contains(" #") && content.len() > 1;
        self.problems.push(fault::unclosed_string(opening, is_sure.then_some(end), quote));
        let text = self.text[start + 1..end].to_owned();
        if text.contains('\\') {
            Node::new(Span::new(start, end), Value::Broken)
        } else {
            text_node(Span::new(start, end), text, style)
        }
    }

    /// The quote at the end of a line below, where what is between can only be text.
    fn closing_below(&self, end: usize, quote: char) -> Option<usize> {
        let mut at = end;
        for _ in 0..LINES {
            at += if self.text[at..].starts_with("\r\n") { 2 } else { self.text[at..].len().min(1) };
            let line_end = self.line_end(at);
            let line = self.text[at..line_end].trim_end();
            if let Some(before) = line.strip_suffix(quote) {
                let is_field = is_field(before) || is_header(line);
                return (!before.contains(quote) && !is_field).then_some(at + before.len());
            }
            if line_end == self.text.len() || is_field(line) || is_header(line) || line.contains(quote) {
                return None;
            }
            at = line_end;
        }
        None
    }

    /// Text in three quotes.
    fn block(&mut self, quote: u8) -> Node<'t> {
        let start = self.at;
        let (style, fence) = if quote == b'"' { (Style::Folded, "\"\"\"") } else { (Style::Literal, "'''") };
        let content_start = start + 3;
        let content_start = content_start + first_break(&self.text[content_start..]);
        let bytes = self.text.as_bytes();
        let mut at = content_start;
        let mut has_escape = false;
        let mut has_return = false;
        let mut control = None;
        let end = loop {
            match bytes.get(at) {
                None => break None,
                Some(byte) if *byte == quote && self.text[at..].starts_with(fence) => {
                    // Up to two quotes before the three belong to the text.
                    let more = bytes[at + 3..].iter().take(2).take_while(|byte| **byte == quote).count();
                    break Some(at + more);
                }
                Some(b'\\') if quote == b'"' => {
                    has_escape = true;
                    at += 1 + usize::from(bytes.get(at + 1).is_some_and(u8::is_ascii));
                }
                Some(byte) => {
                    has_return |= *byte == b'\r';
                    let is_break = matches!(byte, b'\n' | b'\r');
                    if !is_break && is_control(char::from(*byte)) && control.is_none() {
                        control = Some(at);
                    }
                    at += 1;
                }
            }
        };
        let Some(end) = end else {
            self.problems.push(fault::unclosed_block(Span::new(start, start + 3), fence));
            self.at = self.text.len();
            self.stopped = true;
            return Node::new(Span::new(start, self.at), Value::Broken);
        };
        let span = Span::new(start, end + 3);
        self.at = span.end;
        if let Some(control) = control {
            self.problems.push(fault::control(Span::new(control, control + 1), bytes[control], style));
        }
        let content = &self.text[content_start..end];
        let text = if has_escape { self.unescape(content, content_start, span, true) } else { Cow::Borrowed(content) };
        let text = if has_return { Cow::Owned(text.replace("\r\n", "\n")) } else { text };
        text_node(span, text, style)
    }

    /// What the escapes in `content`, which stands at `start`, are read as.
    fn unescape(&mut self, content: &'t str, start: usize, whole: Span, is_block: bool) -> Cow<'t, str> {
        let mut text = String::with_capacity(content.len());
        let mut at = 0;
        let mut wrong = Vec::new();
        while let Some(found) = memchr::memchr(b'\\', &content.as_bytes()[at..]) {
            text.push_str(&content[at..at + found]);
            at += found;
            let (length, character) = escape(&content[at..], is_block);
            match character {
                Escape::Text(character) => text.push(character),
                Escape::Nothing => {}
                Escape::Newer(character) => {
                    text.push(character);
                    self.problems.push(fault::newer_escape(Span::new(start + at, start + at + length), character));
                }
                Escape::Wrong => {
                    text.push_str(&content[at..at + length]);
                    wrong.push(Span::new(start + at, start + at + length));
                }
            }
            at += length;
        }
        text.push_str(&content[at..]);
        if let Some(first) = wrong.first() {
            let shown = &self.text[first.range()];
            self.problems.push(fault::wrong_escape(*first, shown, &wrong, (whole, content, is_block)));
        }
        Cow::Owned(text)
    }
}
