//! A document line by line: headers, fields and comments.

use super::fault;
use super::reader::{Place, Reader, text_node};
use super::tables::Tables;
use crate::source::Span;
use crate::tree::{Limits, Node, Parsed, Style, Value};

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
        let mut value = self.value(Place::Field, self.depth + path.len());
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
