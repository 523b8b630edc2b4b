//! Lines that are neither header nor field, and what stands behind a value: mostly what another language has there.

use super::fault;
use super::reader::{Place, Reader, text_node};
use super::statement::is_field;
use super::write;
use crate::diagnostic::Edit;
use crate::source::Span;
use crate::tree::{Node, Sequence, Style, Value};

/// A line of YAML's kind or the like: where its key ends, what stands for `=`, and where its value begins.
struct OddField {
    key: Span,
    sign: Span,
    value: usize,
}

impl<'t> Reader<'t> {
    /// A line that begins at `start` and is neither a header nor a field as TOML writes them.
    pub(super) fn odd_line(&mut self, start: usize) {
        let end = self.line_end(start);
        let line = &self.text[start..end];
        self.at = start;
        for mark in ["//", ";", "--", "/*"] {
            if line.starts_with(mark) && !(mark == "--" && line.trim_end().bytes().all(|byte| byte == b'-')) {
                self.problems.push(fault::other_comment(Span::new(start, start + mark.len()), mark));
                self.at = end;
                return self.end_of_line(None);
            }
        }
        let Some(OddField { key, sign, value }) = self.sign(start, end) else {
            let span = Span::new(start, start + line.trim_end().len());
            self.problems.push(fault::not_a_field(span, &self.text[span.range()]));
            self.at = end;
            return self.end_of_line(None);
        };
        self.at = value;
        let is_equals = &self.text[sign.range()] == "=";
        let written = &self.text[key.range()];
        let (mut edits, name) = self.right_key(key);
        if !is_equals {
            edits.push(Edit::replace(Span::new(key.end, value), " = "));
        }
        let path = vec![text_node(key, name, Style::Plain)];
        if self.is_line_end() || self.peek() == Some(b'#') {
            let list = if is_equals { None } else { self.list_below(key, sign, " =") };
            let node = list.unwrap_or_else(|| {
                self.problems.push(fault::yaml_without_value(if is_equals { key } else { sign }, written));
                self.end_of_line(None);
                self.skip_indented(start);
                Node::new(Span::at(sign.end), Value::Broken)
            });
            return self.insert(path, node);
        }
        let mark = self.problems.len();
        let mut node = self.value(Place::Field, self.depth + 1);
        self.end_of_line(Some(&mut node));
        // One line, one fault: what mends the value goes with what mends the sign.
        let all: Vec<_> = self.problems.drain(mark..).collect();
        let own = |problem: &crate::tree::Problem| problem.diagnostic.fix.as_ref().map(|fix| fix.edits.clone());
        let inner: Option<Vec<Vec<Edit>>> = all.iter().map(own).collect();
        let edits = inner.map(|inner| {
            edits.extend(inner.into_iter().flatten());
            edits
        });
        let shown = if is_equals { key } else { sign };
        self.problems.push(fault::odd_field(
            shown,
            written,
            &self.text[sign.range()],
            edits,
            (self.text, key, node.span),
        ));
        self.insert(path, node);
    }

    /// The key as TOML has it: the edits that it takes, and its text.
    fn right_key(&self, key: Span) -> (Vec<Edit>, String) {
        let written = &self.text[key.range()];
        let quote = written.chars().next().filter(|quote| matches!(quote, '"' | '\''));
        let unquoted = quote.and_then(|quote| written.strip_prefix(quote)?.strip_suffix(quote));
        if let Some(text) = unquoted {
            return (Vec::new(), text.to_owned());
        }
        let right = write::write_key(written, Style::Plain);
        if right == written { (Vec::new(), right) } else { (vec![Edit::replace(key, right)], written.to_owned()) }
    }

    /// What stands for `=` on a line.
    fn sign(&self, start: usize, end: usize) -> Option<OddField> {
        let line = &self.text[start..end];
        let quoted = line.chars().next().filter(|quote| matches!(quote, '"' | '\''));
        let from = quoted.and_then(|quote| Some(line[1..].find(quote)? + 2)).unwrap_or(0);
        let found =
            line[from..].char_indices().map(|(at, character)| (from + at, character)).find_map(|(at, character)| {
                let rest = &line[at..];
                let after = rest[character.len_utf8()..].chars().next();
                let length = match character {
                    ':' if rest.starts_with(":=") => 2,
                    '=' if rest.starts_with("=>") || rest.starts_with("==") => 2,
                    '-' if rest.starts_with("->") => 2,
                    '=' | '\u{ff1d}' | '\u{ff1a}' => character.len_utf8(),
                    ':' if after.is_none_or(char::is_whitespace) => 1,
                    // Without a space it may be an address.
                    ':' if line[..at].bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
                        && after != Some('/') =>
                    {
                        1
                    }
                    _ => return None,
                };
                Some((at, length))
            });
        let (at, length) = found?;
        let name = line[..at].trim_end();
        let words = name.split_whitespace().count();
        let is_key = (1..=4).contains(&words)
            && !name.starts_with(['-', '*', '>', '<', '!', '|', '[', '{'])
            && !name.contains(['`', '(', '.'])
            && (quoted.is_none() || from == name.len());
        let after = &line[at + length..];
        let value = start + at + length + (after.len() - after.trim_start().len());
        is_key.then(|| OddField {
            key: Span::new(start, start + name.len()),
            sign: Span::new(start + at, start + at + length),
            value,
        })
    }

    /// Passes over the lines that are indented further than the one at `start`.
    fn skip_indented(&mut self, start: usize) {
        let column = |at: usize| self.text[at..].len() - self.text[at..].trim_start_matches([' ', '\t']).len();
        let line_start = self.text[..start].rfind(['\n', '\r']).map_or(0, |end| end + 1);
        let own = start - line_start;
        loop {
            let end = self.line_end(self.at);
            let line = &self.text[self.at..end];
            if line.trim().is_empty() || column(self.at) <= own || is_field(line) {
                return;
            }
            self.at = end;
            if self.peek().is_none() {
                return;
            }
            self.line_break();
        }
    }

    /// What stands behind a value on its line.
    pub(super) fn surplus(&mut self, value: Option<&mut Node<'t>>) {
        let (start, end) = (self.at, self.line_end(self.at));
        let content = &self.text[start..end];
        let content = content.find(" #").map_or(content, |at| &content[..at]).trim_end_matches([' ', '\t']);
        let span = Span::new(start, start + content.len());
        self.at = span.end;
        if content.is_empty() {
            return;
        }
        let Some(value) = value else {
            self.problems.push(fault::surplus(span, content));
            return;
        };
        if matches!(content, "," | ";") {
            self.problems.push(fault::needless(span, content));
        } else if let Some(inner) = self.inner_quotes(value, span) {
            *value = inner;
        } else if content.starts_with(',') && value.as_scalar().is_some() {
            *value = self.list_without_brackets(value.clone(), span);
        } else {
            self.problems.push(fault::surplus(span, content));
        }
    }

    /// Text with its own quotes in it: `"He said "no" to it"`.
    fn inner_quotes(&mut self, value: &Node, rest: Span) -> Option<Node<'t>> {
        let scalar = value.as_scalar().filter(|scalar| scalar.style.is_quoted())?;
        let quote = char::from(self.text.as_bytes()[value.span.start]);
        let rest_text = &self.text[rest.range()];
        // `"a", "b"` are two texts.
        if !rest_text.ends_with(quote)
            || rest_text.starts_with([',', ';', '=', ':'])
            || value.span.end - value.span.start == 2
        {
            return None;
        }
        let inner = Span::new(value.span.start + 1, rest.end - 1);
        let text = &self.text[inner.range()];
        let _ = scalar;
        self.problems.push(fault::inner_quotes(Span::new(value.span.end - 1, value.span.end), inner, text, quote));
        let whole = Span::new(value.span.start, rest.end);
        Some(if text.contains('\\') {
            Node::new(whole, Value::Broken)
        } else {
            text_node(whole, text.to_owned(), Style::DoubleQuoted)
        })
    }

    /// `"a", "b"`
    fn list_without_brackets(&mut self, first: Node<'t>, rest: Span) -> Node<'t> {
        let start = first.span.start;
        let end = rest.end;
        let mut items = vec![first];
        self.at = rest.start;
        let mark = self.problems.len();
        while self.at < end && self.peek() == Some(b',') {
            self.at += 1;
            self.skip_blanks();
            if self.at >= end {
                break;
            }
            items.push(self.value(Place::List, self.depth + 2));
            self.skip_blanks();
        }
        let is_list = self.at >= end && self.problems.len() == mark && items.len() > 1;
        self.problems.truncate(mark);
        self.at = end;
        if is_list {
            self.problems.push(fault::no_brackets(Span::new(start, end)));
            return Node::new(Span::new(start, end), Value::Sequence(Sequence { items, flow: true }));
        }
        self.problems.push(fault::surplus(rest, &self.text[rest.range()]));
        items.remove(0)
    }
}
