//! A document line by line: headers, fields and comments.

use super::fault;
use super::tables::{TableId, Tables};
use crate::source::Span;
use crate::syntax::habit::is_odd_space;
use crate::tree::{Comment, Limits, Node, Parsed, Problem, Resolved, Scalar, Style, Value};

/// With so many faults, what follows is not looked at.
const MOST: usize = 200;

/// Reads `text` from `start` on.
pub(super) fn read(text: &str, start: usize, limits: Limits) -> Parsed<'_> {
    let mut reader = Reader {
        text,
        at: start,
        deepest: limits.deepest(),
        depth: 0,
        limit: limits.depth,
        table: Tables::ROOT,
        tables: Tables::new(),
        comments: Vec::new(),
        problems: Vec::new(),
        stopped: false,
    };
    reader.lines();
    reader.finish(start)
}

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

impl<'t> Reader<'t> {
    fn lines(&mut self) {
        while !self.stopped {
            self.skip_blanks();
            match self.peek() {
                None => break,
                Some(b'\n' | b'\r') => self.line_break(),
                Some(b'#') => self.comment(),
                Some(b'[') => self.header(),
                Some(_) => self.field(),
            }
        }
    }

    fn finish(mut self, start: usize) -> Parsed<'t> {
        let root = (!self.tables.is_empty(Tables::ROOT)).then(|| {
            let mut root = self.tables.take(Tables::ROOT, false);
            let first = root.as_mapping().and_then(|mapping| mapping.entries.first());
            root.span.start = first.map_or(start, |entry| entry.key.span.start.min(entry.value.span.start));
            root
        });
        self.problems.sort_by_key(|problem| problem.diagnostic.span.start);
        Parsed { root, comments: self.comments, problems: self.problems }
    }

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

    /// `[table]` or `[[table]]`
    fn header(&mut self) {
        let start = self.at;
        let is_array = self.rest().starts_with("[[");
        self.at += if is_array { 2 } else { 1 };
        let close = if is_array { "]]" } else { "]" };
        let Some(path) = self.key_path(']') else {
            self.odd_line(start);
            return;
        };
        self.skip_blanks();
        if self.rest().starts_with(close) {
            self.at += close.len();
        } else {
            let found = self.rest().starts_with(']').then(|| Span::new(self.at, self.at + 1));
            let is_end = found.is_some() || self.is_line_end() || self.peek() == Some(b'#');
            if !is_end {
                self.odd_line(start);
                return;
            }
            self.problems.push(fault::unclosed_header(Span::new(start, self.at), found, close));
            self.at += usize::from(found.is_some());
        }
        let at = Span::new(start, self.at);
        let levels = path.len() * if is_array { 2 } else { 1 };
        if levels >= self.deepest {
            self.too_deep(at);
            return;
        }
        self.depth = levels;
        let (table, twice) = self.tables.open(path, is_array, at);
        self.table = table;
        if let Err(twice) = twice {
            self.problems.push(fault::twice(twice, &self.text[twice.second.range()], true));
        }
        if !is_array && self.rest().starts_with(']') {
            self.problems.push(fault::needless(Span::new(self.at, self.at + 1), "]"));
            self.at += 1;
        }
        self.end_of_line(None);
    }

    fn field(&mut self) {
        let (start, mark) = (self.at, self.problems.len());
        let path = self.key_path('=');
        self.skip_blanks();
        let Some(path) = path.filter(|_| self.peek() == Some(b'=')) else {
            self.problems.truncate(mark);
            self.at = start;
            self.odd_line(start);
            return;
        };
        let sign = Span::new(self.at, self.at + 1);
        self.at += 1;
        if self.rest().starts_with(['=', '>', ':']) {
            self.problems.push(fault::needless(Span::new(self.at, self.at + 1), &self.text[self.at..=self.at]));
            self.at += 1;
        }
        self.value_of(path, sign);
    }

    /// The value of a field behind its sign `=`, to the end of the line.
    pub(super) fn value_of(&mut self, path: Vec<Node<'t>>, sign: Span) {
        self.skip_blanks();
        let Some(first) = path.first() else { return };
        let key = first.span.to(path.last().map_or(first.span, |last| last.span));
        if self.is_line_end() || self.peek() == Some(b'#') {
            let value = self.no_value(key, sign);
            self.insert(path, value);
            return;
        }
        if self.depth + path.len() >= self.deepest {
            self.too_deep(key);
            return;
        }
        let mut value = self.value(super::value::Place::Field, self.depth + path.len());
        self.end_of_line(Some(&mut value));
        self.insert(path, value);
    }

    pub(super) fn insert(&mut self, path: Vec<Node<'t>>, value: Node<'t>) {
        if let Err(twice) = self.tables.insert(self.table, path, value) {
            self.problems.push(fault::twice(twice, &self.text[twice.second.range()], false));
        }
    }

    /// A value is missing: perhaps it stands below, as in YAML.
    fn no_value(&mut self, key: Span, sign: Span) -> Node<'t> {
        if let Some(list) = self.list_below(key, sign, "") {
            return list;
        }
        let name = &self.text[key.range()];
        self.problems.push(fault::no_value(sign, name));
        self.end_of_line(None);
        Node::new(Span::at(sign.end), Value::Broken)
    }

    pub(super) fn too_deep(&mut self, span: Span) {
        let problem = fault::too_deep(span, self.limit);
        self.problems.push(problem);
        self.stopped = true;
    }

    /// A key and those it stands under: `a."b c".d`. `None` where there is none.
    pub(super) fn key_path(&mut self, end: char) -> Option<Vec<Node<'t>>> {
        let mut path = Vec::new();
        loop {
            self.skip_blanks();
            path.push(self.key()?);
            self.skip_blanks();
            if self.peek() != Some(b'.') {
                break;
            }
            self.at += 1;
        }
        let is_end = self.rest().starts_with(end) || self.is_line_end() || self.peek() == Some(b'#');
        is_end.then_some(path)
    }

    fn key(&mut self) -> Option<Node<'t>> {
        match self.peek()? {
            b'"' | b'\'' => {
                let rest = self.rest();
                let is_block = rest.starts_with("\"\"\"") || rest.starts_with("'''");
                // Without its closing quote it is no key.
                let quote = self.peek()?;
                let end = memchr::memchr3(quote, b'\n', b'\r', &rest.as_bytes()[1..])?;
                (!is_block && rest.as_bytes()[1 + end] == quote).then(|| self.string())
            }
            _ => {
                let rest = self.rest();
                let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
                let length = rest.bytes().position(|byte| !is_bare(byte)).unwrap_or(rest.len());
                let span = Span::new(self.at, self.at + length);
                self.at += length;
                (length > 0).then(|| text_node(span, &rest[..length], Style::Plain))
            }
        }
    }

    /// Nothing but a comment may follow on the line; what does is said and passed over.
    pub(super) fn end_of_line(&mut self, value: Option<&mut Node<'t>>) {
        if self.stopped {
            return;
        }
        self.skip_blanks();
        if !self.is_line_end() && self.peek() != Some(b'#') {
            self.surplus(value);
        }
        if self.peek() == Some(b'#') {
            self.comment();
        }
        if self.peek().is_some() {
            self.at = self.line_end(self.at);
            if self.peek().is_some() {
                self.line_break();
            }
        }
    }
}

/// A scalar that is read as its text.
pub(super) fn text_node<'t>(span: Span, text: impl Into<std::borrow::Cow<'t, str>>, style: Style) -> Node<'t> {
    scalar_node(span, text, style, Resolved::String)
}

pub(super) fn scalar_node<'t>(
    span: Span,
    text: impl Into<std::borrow::Cow<'t, str>>,
    style: Style,
    resolved: Resolved,
) -> Node<'t> {
    Node::new(span, Value::Scalar(Scalar { text: text.into(), style, resolved }))
}

/// A control character that TOML has in escapes only.
pub(super) const fn is_control(character: char) -> bool {
    matches!(character, '\0'..='\u{8}' | '\u{a}'..='\u{1f}' | '\u{7f}')
}
