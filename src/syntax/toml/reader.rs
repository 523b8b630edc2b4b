//! Where the reader is, and its steps over what is no key and no value.

use std::borrow::Cow;

use super::fault;
use super::tables::{TableId, Tables};
use crate::source::Span;
use crate::syntax::habit::is_odd_space;
use crate::tree::{Comment, Node, Problem, Resolved, Scalar, Style, Value};

/// With so many faults, what follows is not looked at.
const MOST: usize = 200;

/// What is read so far, and where.
pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    pub(super) deepest: usize,
    /// The limit as it is set, for people.
    pub(super) limit: usize,
    /// Of the table that fields go into now.
    pub(super) depth: usize,
    pub(super) table: TableId,
    pub(super) tables: Tables<'t>,
    pub(super) comments: Vec<Comment<'t>>,
    pub(super) problems: Vec<Problem>,
    /// What follows cannot be told apart.
    pub(super) stopped: bool,
}

/// What a value stands in, which decides on where it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Field,
    List,
    Braces,
}

impl<'t> Reader<'t> {
    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    pub(super) fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Where the line ends that `offset` is on.
    pub(super) fn line_end(&self, offset: usize) -> usize {
        memchr::memchr2(b'\n', b'\r', &self.text.as_bytes()[offset..]).map_or(self.text.len(), |end| offset + end)
    }

    pub(super) fn is_line_end(&self) -> bool {
        matches!(self.peek(), None | Some(b'\n' | b'\r'))
    }

    /// Skips spaces and tabs, and says what looks like them.
    pub(super) fn skip_blanks(&mut self) {
        self.stopped |= self.problems.len() >= MOST;
        loop {
            match self.peek() {
                Some(b' ' | b'\t') => self.at += 1,
                Some(128..) => {
                    let odd = self.rest().len() - self.rest().trim_start_matches(is_odd_space).len();
                    if odd == 0 {
                        return;
                    }
                    let span = Span::new(self.at, self.at + odd);
                    self.problems.push(fault::odd_space(span, &self.text[span.range()]));
                    self.at += odd;
                }
                _ => return,
            }
        }
    }

    pub(super) fn line_break(&mut self) {
        let length = if self.rest().starts_with("\r\n") { 2 } else { 1 };
        if self.peek() == Some(b'\r') && length == 1 {
            self.bare_return();
        }
        self.at += length;
    }

    /// A carriage return alone, which ends no line in TOML. It is said once.
    fn bare_return(&mut self) {
        let is_said = |problem: &Problem| problem.diagnostic.message.starts_with("a carriage return");
        if !self.problems.iter().any(is_said) {
            self.problems.push(fault::bare_return(Span::new(self.at, self.at + 1)));
        }
    }

    /// Reads a comment to the end of its line.
    pub(super) fn comment(&mut self) {
        let end = self.line_end(self.at);
        let text = &self.text[self.at + 1..end];
        let before = &self.text[..self.at];
        let own_line = before.trim_end_matches([' ', '\t']).is_empty()
            || before.trim_end_matches([' ', '\t']).ends_with(['\n', '\r']);
        if let Some((at, character)) = text.char_indices().find(|(_, character)| is_control(*character)) {
            let start = self.at + 1 + at;
            self.problems.push(fault::control_in_comment(Span::new(start, start + 1), character));
        }
        self.comments.push(Comment { span: Span::new(self.at, end), text, own_line });
        self.at = end;
    }

    pub(super) fn too_deep(&mut self, span: Span) {
        let problem = fault::too_deep(span, self.limit);
        self.problems.push(problem);
        self.stopped = true;
    }
}

/// A scalar that is read as its text.
pub(super) fn text_node<'t>(span: Span, text: impl Into<Cow<'t, str>>, style: Style) -> Node<'t> {
    scalar_node(span, text, style, Resolved::String)
}

pub(super) fn scalar_node<'t>(span: Span, text: impl Into<Cow<'t, str>>, style: Style, resolved: Resolved) -> Node<'t> {
    Node::new(span, Value::Scalar(Scalar { text: text.into(), style, resolved }))
}

/// A control character that TOML has in escapes only.
pub(super) const fn is_control(character: char) -> bool {
    matches!(character, '\0'..='\u{8}' | '\u{a}'..='\u{1f}' | '\u{7f}')
}
