//! TOML: fields first, then the tables, as it wants them.

use super::comments::{Comments, end_line, is_one_line, push_lines};
use super::scalar;
use crate::syntax::Syntax;
use crate::tree::{Entry, Mapping, Node, Resolved, Scalar, Sequence, Style, Value};

/// How long a list on one line may be.
const WIDTH: usize = 100;

pub(super) fn write(from: Syntax, mapping: &Mapping, comments: &mut Comments) -> String {
    let mut writer = Writer { from, comments, text: String::new() };
    writer.table(mapping, "", 0);
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
    /// The fields of a table under the header `path`, and then the tables in it.
    fn table(&mut self, mapping: &Mapping, path: &str, start: usize) {
        let mut tables: Vec<(&Entry, Vec<&str>)> = Vec::new();
        let mut start = start;
        for entry in mapping.entries.iter().filter(|entry| !entry.value.is_null()) {
            let above = if entry.merged { Vec::new() } else { self.comments.above(start, entry.key.span.start) };
            if !entry.merged {
                start = entry.value.span.end.max(entry.key.span.end);
            }
            if has_header(&entry.value) {
                tables.push((entry, above));
                continue;
            }
            push_lines(&mut self.text, "", &above);
            self.text.push_str(&key(entry));
            self.text.push_str(" = ");
            self.value(&entry.value);
            let (key, value) = (entry.key.span.end, entry.value.span.end);
            let comment = self.comments.behind(value).or_else(|| self.comments.behind(key));
            end_line(&mut self.text, comment);
        }
        for (entry, above) in tables {
            let path = if path.is_empty() { key(entry) } else { format!("{path}.{}", key(entry)) };
            let (key, name) = (entry.key.span.end, path.as_str());
            match &entry.value.value {
                // What holds nothing but tables needs no header of its own.
                Value::Mapping(mapping) if above.is_empty() && holds_tables(mapping) => self.table(mapping, name, key),
                Value::Mapping(mapping) => self.headed(&above, (&format!("[{path}]"), name), key, mapping, key),
                Value::Sequence(sequence) => self.items(&above, name, entry, sequence),
                Value::Scalar(_) | Value::Broken => {}
            }
        }
    }

    fn items(&mut self, above: &[&str], path: &str, entry: &Entry, sequence: &Sequence) {
        let mut above = above.to_vec();
        let mut start = entry.key.span.end;
        for item in &sequence.items {
            above.append(&mut self.comments.above(start, item.span.start));
            if let Some(mapping) = item.as_mapping() {
                self.headed(&above, (&format!("[[{path}]]"), path), entry.key.span.end, mapping, item.span.start);
            }
            above.clear();
            start = item.span.end;
        }
    }

    /// A header and the table below it.
    fn headed(
        &mut self,
        above: &[&str],
        (header, path): (&str, &str),
        key_end: usize,
        mapping: &Mapping,
        start: usize,
    ) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        push_lines(&mut self.text, "", above);
        self.text.push_str(header);
        let comment = self.comments.behind(key_end);
        end_line(&mut self.text, comment);
        self.table(mapping, path, start);
    }

    /// A value behind its `=`, without the end of the line.
    fn value(&mut self, node: &Node) {
        match &node.value {
            Value::Sequence(sequence) if !sequence.items.is_empty() && !self.is_short(node, sequence) => {
                self.text.push_str("[\n");
                let mut start = node.span.start;
                for item in &sequence.items {
                    let above = self.comments.above(start, item.span.start);
                    push_lines(&mut self.text, "  ", &above);
                    self.text.push_str("  ");
                    self.text.push_str(&inline(item, self.from));
                    self.text.push(',');
                    let comment = self.comments.behind(item.span.end);
                    end_line(&mut self.text, comment);
                    start = item.span.end;
                }
                self.text.push(']');
            }
            Value::Scalar(scalar) if is_block(scalar) => self.text.push_str(&block(scalar)),
            Value::Sequence(_) | Value::Scalar(_) | Value::Mapping(_) | Value::Broken => {
                self.text.push_str(&inline(node, self.from));
            }
        }
    }

    /// A list that stood on one line, or is short enough for one and has no comments in it.
    fn is_short(&self, node: &Node, sequence: &Sequence) -> bool {
        let is_scalar = sequence.items.iter().all(|item| item.as_scalar().is_some());
        let is_one = is_one_line(self.comments.source(), node.span);
        let length: usize = sequence.items.iter().map(|item| item.span.len() + 2).sum();
        length <= WIDTH && (is_one || is_scalar && !self.comments.has_any_in(node.span))
    }
}

fn holds_tables(mapping: &Mapping) -> bool {
    !mapping.entries.is_empty() && mapping.entries.iter().all(|entry| has_header(&entry.value))
}

fn has_header(node: &Node) -> bool {
    match &node.value {
        Value::Mapping(_) => true,
        Value::Sequence(sequence) => {
            !sequence.items.is_empty() && sequence.items.iter().all(|item| item.as_mapping().is_some())
        }
        Value::Scalar(_) | Value::Broken => false,
    }
}

fn key(entry: &Entry) -> String {
    Syntax::Toml.write_key(entry.key_text().unwrap_or_default(), Style::Plain)
}

fn is_block(scalar: &Scalar) -> bool {
    scalar.resolved == Resolved::String && scalar.text.trim_end_matches('\n').contains('\n')
}

/// A text of several lines between three quotes (TOML 1.0, String).
fn block(scalar: &Scalar) -> String {
    let mut written = String::from("\"\"\"\n");
    for character in scalar.text.chars() {
        match character {
            '\n' => written.push('\n'),
            '"' if written.ends_with("\"\"") => written.push_str("\\\""),
            '"' | '\t' => written.push(character),
            _ => {
                let quoted = Syntax::Toml.write(character.encode_utf8(&mut [0; 4]), Style::DoubleQuoted);
                written.push_str(&quoted[1..quoted.len() - 1]);
            }
        }
    }
    if written.ends_with('"') {
        written.pop();
        written.push_str("\\\"");
    }
    written.push_str("\"\"\"");
    written
}

/// A value on one line.
fn inline(node: &Node, from: Syntax) -> String {
    match &node.value {
        Value::Scalar(scalar) => scalar::write(scalar, from, Syntax::Toml),
        Value::Sequence(sequence) => {
            let items: Vec<String> = sequence.items.iter().map(|item| inline(item, from)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Mapping(mapping) => {
            let kept = mapping.entries.iter().filter(|entry| !entry.value.is_null());
            let fields: Vec<String> =
                kept.map(|entry| format!("{} = {}", key(entry), inline(&entry.value, from))).collect();
            if fields.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", fields.join(", ")) }
        }
        Value::Broken => String::new(),
    }
}
