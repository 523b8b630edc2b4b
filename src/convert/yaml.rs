//! YAML: fields in block style, short lists as they stood.

use super::comments::{Comments, end_line, is_one_line, push_lines};
use super::scalar;
use crate::syntax::Syntax;
use crate::tree::{Entry, Mapping, Node, Resolved, Scalar, Sequence, Style, Value};

/// How long a list in brackets may be.
const WIDTH: usize = 100;

pub(super) fn write(from: Syntax, mapping: &Mapping, comments: &mut Comments) -> String {
    let mut writer = Writer { from, comments, text: String::new() };
    writer.mapping(mapping, 0, 0);
    let rest = writer.comments.above(0, usize::MAX);
    push_lines(&mut writer.text, "", &rest);
    writer.text
}

struct Writer<'c, 'd, 'a> {
    from: Syntax,
    comments: &'c mut Comments<'d, 'a>,
    text: String,
}

impl Writer<'_, '_, '_> {
    /// The fields of a mapping whose comments may begin at `start`.
    fn mapping(&mut self, mapping: &Mapping, indent: usize, mut start: usize) {
        for entry in &mapping.entries {
            let is_here = !entry.merged;
            if is_here {
                let above = self.comments.above(start, entry.key.span.start);
                push_lines(&mut self.text, &" ".repeat(indent), &above);
            }
            self.text.push_str(&" ".repeat(indent));
            self.text.push_str(&key(entry));
            self.text.push(':');
            self.value(&entry.value, indent, entry.key.span.end);
            if is_here {
                start = entry.value.span.end.max(entry.key.span.end);
            }
        }
    }

    /// A value behind `key:` or `-`, to the end of its lines.
    fn value(&mut self, node: &Node, indent: usize, before: usize) {
        match &node.value {
            Value::Mapping(mapping) if !mapping.entries.is_empty() => {
                let comment = self.comments.behind(before);
                end_line(&mut self.text, comment);
                self.mapping(mapping, indent + 2, before);
            }
            Value::Sequence(sequence) if !sequence.items.is_empty() && !self.is_short(node, sequence) => {
                let comment = self.comments.behind(before);
                end_line(&mut self.text, comment);
                self.sequence(before, sequence, indent + 2);
            }
            Value::Scalar(scalar) if is_block(scalar) => {
                let comment = self.comments.behind(node.span.end);
                self.text.push_str(if scalar.text.ends_with('\n') { " |" } else { " |-" });
                end_line(&mut self.text, comment);
                for line in scalar.text.lines() {
                    if !line.is_empty() {
                        self.text.push_str(&" ".repeat(indent + 2));
                        self.text.push_str(line);
                    }
                    self.text.push('\n');
                }
            }
            Value::Scalar(scalar) if scalar.resolved == Resolved::Null && scalar.text.is_empty() => {
                let comment = self.comments.behind(before);
                end_line(&mut self.text, comment);
            }
            Value::Mapping(_) | Value::Sequence(_) | Value::Scalar(_) | Value::Broken => {
                self.text.push(' ');
                self.text.push_str(&flow(node, self.from));
                let comment = self.comments.behind(node.span.end);
                end_line(&mut self.text, comment);
            }
        }
    }

    /// The items of a list whose comments may begin at `start`.
    fn sequence(&mut self, mut start: usize, sequence: &Sequence, indent: usize) {
        for item in &sequence.items {
            let above = self.comments.above(start, item.span.start);
            push_lines(&mut self.text, &" ".repeat(indent), &above);
            self.text.push_str(&" ".repeat(indent));
            self.text.push('-');
            match &item.value {
                Value::Mapping(mapping) if !mapping.entries.is_empty() => {
                    let first = self.text.len();
                    self.mapping(mapping, indent + 2, item.span.start);
                    // The first field stands beside the dash, unless a comment is above it.
                    let written = self.text.split_off(first);
                    match written.trim_start_matches(' ') {
                        field if !field.starts_with('#') => {
                            self.text.push(' ');
                            self.text.push_str(field);
                        }
                        _ => {
                            self.text.push('\n');
                            self.text.push_str(&written);
                        }
                    }
                }
                Value::Sequence(_) => {
                    self.text.push(' ');
                    self.text.push_str(&flow(item, self.from));
                    let comment = self.comments.behind(item.span.end);
                    end_line(&mut self.text, comment);
                }
                Value::Mapping(_) | Value::Scalar(_) | Value::Broken => self.value(item, indent, item.span.end),
            }
            start = item.span.end;
        }
    }

    /// A list of scalars that stood on one line and may stay there.
    fn is_short(&self, node: &Node, sequence: &Sequence) -> bool {
        let is_plain = |item: &Node| item.as_scalar().is_some_and(|scalar| !is_block(scalar));
        sequence.flow
            && is_one_line(self.comments.source(), node.span)
            && node.span.len() <= WIDTH
            && sequence.items.iter().all(is_plain)
    }
}

fn key(entry: &Entry) -> String {
    Syntax::Yaml.write_key(entry.key_text().unwrap_or_default(), Style::Plain)
}

/// A text of several lines that a block scalar holds as it is (YAML 1.2 §8.1).
fn is_block(scalar: &Scalar) -> bool {
    let text = scalar.text.as_ref();
    let fits = |character: char| character == '\n' || character == '\t' || !character.is_control();
    scalar.resolved == Resolved::String
        && text.trim_end_matches('\n').contains('\n')
        && !text.starts_with([' ', '\t', '\n'])
        && !text.ends_with("\n\n")
        && !text.lines().any(|line| line.ends_with([' ', '\t']))
        && text
            .chars()
            .all(|character| fits(character) && !matches!(character, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}'))
}

/// A value on one line.
fn flow(node: &Node, from: Syntax) -> String {
    match &node.value {
        Value::Scalar(scalar) => scalar::write(scalar, from, Syntax::Yaml),
        Value::Sequence(sequence) => {
            let items: Vec<String> = sequence.items.iter().map(|item| flow(item, from)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Mapping(mapping) => {
            let fields = mapping.entries.iter().map(|entry| format!("{}: {}", key(entry), flow(&entry.value, from)));
            format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
        }
        Value::Broken => String::new(),
    }
}
