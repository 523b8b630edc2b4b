//! A list as YAML writes it, an item a line, below a key.

use super::bare::{Bare, BareFault, classify};
use super::fault;
use super::reader::{Reader, scalar_node, text_node};
use super::write;
use crate::diagnostic::Edit;
use crate::source::Span;
use crate::syntax::habit;
use crate::tree::{Node, Resolved, Sequence, Style, Value};

impl<'t> Reader<'t> {
    /// The list below a key without a value, which `sign` stands behind. `equals` is what has to be written for it.
    pub(super) fn list_below(&mut self, key: Span, sign: Span, equals: &str) -> Option<Node<'t>> {
        if !self.is_line_end() {
            return None;
        }
        let (mut at, mut items, mut end) = (self.at, Vec::new(), self.at);
        let mut is_plain = true;
        loop {
            at += if self.text[at..].starts_with("\r\n") { 2 } else { self.text[at..].len().min(1) };
            let line_end = self.line_end(at);
            let line = &self.text[at..line_end];
            let content = line.trim_start_matches([' ', '\t']);
            let Some(item) = content.strip_prefix("- ") else { break };
            let item_start = line_end - item.trim_start().len();
            let text = item.trim();
            is_plain &= !text.contains(" #") && !text.contains(": ") && !text.is_empty();
            let span = Span::new(item_start, item_start + text.len());
            items.push(self.yaml_item(span));
            (end, at) = (span.end, line_end);
            if at == self.text.len() {
                break;
            }
        }
        if items.is_empty() {
            return None;
        }
        let written: Option<Vec<String>> = items.iter().map(|(written, _)| written.clone()).collect();
        let edit = written.filter(|_| is_plain).map(|written| {
            let before = if equals.is_empty() { sign.end } else { key.end };
            Edit::replace(Span::new(before, end), format!("{equals} [{}]", written.join(", ")))
        });
        let first = items[0].1.span;
        let span = Span::new(first.start, end);
        let name = self.text[key.range()].to_owned();
        self.problems.push(fault::yaml_list(Span::new(sign.start, sign.end), first, &name, edit));
        self.at = end;
        self.end_of_line(None);
        let items = items.into_iter().map(|(_, node)| node).collect();
        Some(Node::new(span, Value::Sequence(Sequence { items, flow: false })))
    }

    /// An item as YAML reads it: what TOML has to write for it, where that is certain.
    fn yaml_item(&self, span: Span) -> (Option<String>, Node<'t>) {
        let text = &self.text[span.range()];
        let quote = text.chars().next().filter(|quote| matches!(quote, '"' | '\''));
        if let Some(inner) = quote.and_then(|quote| text.strip_prefix(quote)?.strip_suffix(quote)) {
            let is_simple = !inner.contains(['"', '\'', '\\']);
            return (is_simple.then(|| text.to_owned()), text_node(span, inner, Style::DoubleQuoted));
        }
        match classify(text) {
            Bare::Value { resolved, .. } => (Some(text.to_owned()), scalar_node(span, text, Style::Plain, resolved)),
            Bare::Fault(BareFault::Boolean(value)) => {
                (Some(value.to_string()), scalar_node(span, text, Style::Plain, Resolved::Bool(value)))
            }
            Bare::Fault(_) if habit::is_null(text) || text.starts_with(['[', '{', '&', '*', '!', '|', '>', '-']) => {
                (None, Node::new(span, Value::Broken))
            }
            Bare::Fault(_) => (Some(write::write(text, Style::DoubleQuoted)), text_node(span, text, Style::Plain)),
        }
    }
}
