//! `where`: the documents that a member of `[[schemas]]` is for, by the values of their fields.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use crate::source::Span;
use crate::tree::{Mapping, Node, Resolved, Scalar, Value};

/// A pair of `where`: a field and what it has to hold.
#[derive(Debug)]
pub struct Condition {
    pub field: String,
    pub wanted: Wanted,
    pub span: Span,
}

/// What a field has to hold.
#[derive(Debug)]
pub enum Wanted {
    /// One of these values, or a list with one of them in it.
    AnyOf(Vec<Literal>),
    /// A mapping for which all of these hold.
    Inside(Vec<Condition>),
}

/// A value as TOML writes it.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    Text(String),
    Integer(i128),
    Float(f64),
    Boolean(bool),
}

/// Whether all pairs hold for a document with these fields.
pub(super) fn all_hold(conditions: &[Condition], fields: Option<&Mapping>) -> bool {
    conditions.is_empty() || fields.is_some_and(|fields| conditions.iter().all(|condition| condition.holds(fields)))
}

impl Condition {
    fn holds(&self, fields: &Mapping) -> bool {
        let is_it = |entry: &&crate::tree::Entry| entry.key_text().is_some_and(|key| is_same(key, &self.field));
        // Of a key that is there twice, readers take the last; what was merged in stands behind what is written.
        let own = fields.entries.iter().rfind(|entry| !entry.merged && is_it(entry));
        let Some(entry) = own.or_else(|| fields.entries.iter().find(is_it)) else { return false };
        match &self.wanted {
            Wanted::AnyOf(literals) => holds_any(&entry.value, literals),
            Wanted::Inside(inner) => entry.value.as_mapping().is_some_and(|fields| all_hold(inner, Some(fields))),
        }
    }
}

fn holds_any(node: &Node, literals: &[Literal]) -> bool {
    match &node.value {
        Value::Scalar(scalar) => literals.iter().any(|literal| literal.is(scalar)),
        Value::Sequence(list) => {
            let scalars = list.items.iter().filter_map(Node::as_scalar);
            scalars.into_iter().any(|scalar| literals.iter().any(|literal| literal.is(scalar)))
        }
        Value::Mapping(_) | Value::Broken => false,
    }
}

impl Literal {
    fn is(&self, scalar: &Scalar) -> bool {
        match (self, scalar.resolved) {
            (Self::Text(_), Resolved::Null) => false,
            // Whoever writes `version = "2"` means the 2 of the document, in quotes there or not.
            (Self::Text(text), _) => is_same(text, &scalar.text),
            (Self::Integer(wanted), Resolved::Int(number)) => *wanted == number,
            (Self::Boolean(wanted), Resolved::Bool(value)) => *wanted == value,
            (Self::Float(wanted), Resolved::Float(number)) => wanted.to_bits() == number.to_bits(),
            #[expect(clippy::cast_precision_loss, reason = "a number of that size has no fraction to compare")]
            (Self::Float(wanted), Resolved::Int(number)) => wanted.to_bits() == (number as f64).to_bits(),
            #[expect(clippy::cast_precision_loss, reason = "as above")]
            (Self::Integer(wanted), Resolved::Float(number)) => (*wanted as f64).to_bits() == number.to_bits(),
            (Self::Integer(_) | Self::Float(_) | Self::Boolean(_), _) => false,
        }
    }
}

/// Whether two texts are the same, as far as canonical equivalence goes: a text from macOS may be decomposed.
fn is_same(one: &str, other: &str) -> bool {
    one == other || (!one.is_ascii() && one.nfc().eq(other.nfc()))
}

/// As TOML writes it.
impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} = ", key(&self.field))?;
        match &self.wanted {
            Wanted::AnyOf(literals) => match &literals[..] {
                [literal] => literal.fmt(f),
                several => write!(f, "[{}]", joined(several)),
            },
            Wanted::Inside(inner) => write!(f, "{{ {} }}", joined(inner)),
        }
    }
}

impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(&quoted(text)),
            Self::Integer(number) => number.fmt(f),
            Self::Float(number) => write!(f, "{number:?}"),
            Self::Boolean(value) => value.fmt(f),
        }
    }
}

/// The pairs as an inline table without its braces.
pub fn joined<T: fmt::Display>(parts: &[T]) -> String {
    parts.iter().map(T::to_string).collect::<Vec<_>>().join(", ")
}

fn key(name: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !name.is_empty() && name.chars().all(is_bare) { name.to_owned() } else { quoted(name) }
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
