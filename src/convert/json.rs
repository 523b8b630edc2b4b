//! JSON: an object with two spaces a level, short lists on one line.

use super::scalar;
use crate::syntax::Syntax;
use crate::tree::{Mapping, Node, Style, Value};

/// How long a list on one line may be.
const WIDTH: usize = 100;

pub(super) fn write(from: Syntax, mapping: &Mapping) -> String {
    let mut text = String::new();
    object(&mut text, from, mapping, 0);
    text.push('\n');
    text
}

fn object(text: &mut String, from: Syntax, mapping: &Mapping, indent: usize) {
    if mapping.entries.is_empty() {
        text.push_str("{}");
        return;
    }
    text.push('{');
    for (index, entry) in mapping.entries.iter().enumerate() {
        begin_line(text, index, indent + 2);
        text.push_str(&Syntax::Json.write_key(entry.key_text().unwrap_or_default(), Style::DoubleQuoted));
        text.push_str(": ");
        value(text, from, &entry.value, indent + 2);
    }
    end_block(text, indent, '}');
}

fn value(text: &mut String, from: Syntax, node: &Node, indent: usize) {
    match &node.value {
        Value::Scalar(scalar) => text.push_str(&scalar::write(scalar, from, Syntax::Json)),
        Value::Mapping(mapping) => object(text, from, mapping, indent),
        Value::Sequence(sequence) => {
            let written = |item: &Node| Some(scalar::write(item.as_scalar()?, from, Syntax::Json));
            let items: Option<Vec<String>> = sequence.items.iter().map(written).collect();
            let line = items.map(|items| format!("[{}]", items.join(", ")));
            if let Some(line) = line.filter(|line| line.len() <= WIDTH) {
                text.push_str(&line);
                return;
            }
            text.push('[');
            for (index, item) in sequence.items.iter().enumerate() {
                begin_line(text, index, indent + 2);
                value(text, from, item, indent + 2);
            }
            end_block(text, indent, ']');
        }
        Value::Broken => {}
    }
}

fn begin_line(text: &mut String, index: usize, indent: usize) {
    text.push_str(if index > 0 { ",\n" } else { "\n" });
    text.push_str(&" ".repeat(indent));
}

fn end_block(text: &mut String, indent: usize, bracket: char) {
    text.push('\n');
    text.push_str(&" ".repeat(indent));
    text.push(bracket);
}
