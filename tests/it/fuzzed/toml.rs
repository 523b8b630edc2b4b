//! The reader of TOML against the crate `toml`: where it says nothing, the crate reads the same; what the crate refuses, it
//! has something to say of. All places lie in the text, and each repair can be made.

use masthead::source::Span;
use masthead::syntax::toml::{locate, parse};
use masthead::tree::{Limits, Node, Resolved, Style, Value};

use super::places::{are_inside, inside};

pub(crate) fn run(text: &str) {
    let parsed = parse(text, Span::new(0, text.len()), Limits::default());
    are_inside(text, &parsed);
    if let Some(root) = &parsed.root {
        inside(text, root, &|node| locate(text, node, 0..node.as_scalar().map_or(0, |scalar| scalar.text.len())));
    }
    // The crate takes a mark at the start for white space, which is no part of front matter, and reads TOML 1.1.
    if text.starts_with('\u{feff}') {
        return;
    }
    let other = text.parse::<toml::Table>();
    match (parsed.problems.is_empty(), other) {
        (true, Ok(table)) => {
            let empty = Node::new(Span::at(0), Value::Mapping(masthead::tree::Mapping::default()));
            same(parsed.root.as_ref().unwrap_or(&empty), &toml::Value::Table(table));
        }
        // It has smaller integers, and a limit of its own for nesting.
        (true, Err(error)) => {
            let message = error.message();
            let is_limit = ["recursion", "number too", "out of range", "overflow", "i64", "too large"];
            assert!(is_limit.iter().any(|word| message.contains(word)), "{text:?}: {message}");
        }
        (false, _) => {}
    }
}

fn same(ours: &Node, other: &toml::Value) {
    match (&ours.value, other) {
        (Value::Mapping(mapping), toml::Value::Table(table)) => {
            assert_eq!(mapping.entries.len(), table.len(), "{ours:?}");
            for entry in &mapping.entries {
                let key = entry.key_text().expect("a key is text");
                same(&entry.value, table.get(key).unwrap_or_else(|| panic!("{key}")));
            }
        }
        (Value::Sequence(sequence), toml::Value::Array(items)) => {
            assert_eq!(sequence.items.len(), items.len());
            sequence.items.iter().zip(items).for_each(|(item, other)| same(item, other));
        }
        (Value::Scalar(scalar), other) => match (scalar.resolved, other) {
            // Line breaks in a text may be read as they are or as one character (TOML 1.0, String).
            (Resolved::String, toml::Value::String(text)) => {
                assert_eq!(scalar.text.replace("\r\n", "\n"), text.replace("\r\n", "\n"));
            }
            (Resolved::String, toml::Value::Datetime(_)) => assert_eq!(scalar.style, Style::Plain),
            (Resolved::Int(number), toml::Value::Integer(other)) => assert_eq!(number, i128::from(*other)),
            (Resolved::Float(number), toml::Value::Float(other)) => {
                assert!(number.to_bits() == other.to_bits() || number.is_nan() && other.is_nan(), "{number} {other}");
            }
            (Resolved::Bool(value), toml::Value::Boolean(other)) => assert_eq!(value, *other),
            _ => panic!("{ours:?} and {other:?}"),
        },
        _ => panic!("{ours:?} and {other:?}"),
    }
}
