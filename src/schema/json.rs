//! A YAML tree as the JSON value that readers get from it, and the way back from a place in the value to the tree.

use serde_json::{Map, Number, Value as Json};

use crate::source::Span;
use crate::tree::{Entry, Mapping, Node, Resolved, Value};

/// The JSON value of a node.
///
/// The last of equal keys wins, and a key wins over the same one from a merge, as in other readers. What could not be
/// read, and numbers that JSON does not have, are `null`: whoever judges the value passes over these places.
pub fn to_json(node: &Node) -> Json {
    match &node.value {
        Value::Scalar(scalar) => match node.resolved() {
            Some(Resolved::Bool(value)) => Json::Bool(value),
            Some(Resolved::Int(value)) => integer(value),
            Some(Resolved::Float(value)) => Number::from_f64(value).map_or(Json::Null, Json::Number),
            Some(Resolved::String) => Json::String(scalar.text.as_ref().to_owned()),
            Some(Resolved::Null) | None => Json::Null,
        },
        Value::Sequence(sequence) => Json::Array(sequence.items.iter().map(to_json).collect()),
        Value::Mapping(mapping) => {
            let mut object = Map::with_capacity(mapping.entries.len());
            for entry in &mapping.entries {
                let Some(key) = entry.key_text() else { continue };
                if !entry.merged || !object.contains_key(key) {
                    object.insert(key.to_owned(), to_json(&entry.value));
                }
            }
            Json::Object(object)
        }
        Value::Broken => Json::Null,
    }
}

/// Beyond 64 bits, only the size of an integer counts.
fn integer(value: i128) -> Json {
    let exact = i64::try_from(value).map(Number::from).or_else(|_| u64::try_from(value).map(Number::from));
    #[expect(clippy::cast_precision_loss, reason = "no schema tells integers of this size apart")]
    exact.ok().or_else(|| Number::from_f64(value as f64)).map_or(Json::Null, Json::Number)
}

/// A place in a tree that a JSON Pointer leads to.
#[derive(Clone, Copy, Debug)]
pub struct Located<'a> {
    pub node: &'a Node<'a>,
    /// The key it stands under, where it is in a mapping.
    pub key: Option<&'a Node<'a>>,
    /// The place of the alias or of the merged mapping through which the way led. The text of what is behind it
    /// belongs to another place too.
    pub via: Option<Span>,
}

impl Located<'_> {
    /// Where a finding about the value points.
    pub fn shown(&self) -> Span {
        self.via.unwrap_or_else(|| self.node.shown())
    }

    /// Where a finding about the name of the value points: its key, or the start of a list item.
    pub fn named(&self) -> Span {
        self.via.or(self.key.map(Node::shown)).unwrap_or_else(|| Span::at(self.node.span.start))
    }
}

/// The node at a JSON Pointer (RFC 6901), among equal keys the one whose value counts.
pub fn locate<'a>(root: &'a Node<'a>, pointer: &str) -> Option<Located<'a>> {
    let mut at = Located { node: root, key: None, via: root.alias };
    for token in pointer.split('/').skip(1) {
        let token = unescape(token);
        at = match &at.node.value {
            Value::Sequence(sequence) => {
                let node = sequence.items.get(token.parse::<usize>().ok()?)?;
                Located { node, key: None, via: at.via.or(node.alias) }
            }
            Value::Mapping(mapping) => {
                let entry = entry(mapping, &token)?;
                let merged = entry.merged.then(|| entry.key.shown());
                Located { node: &entry.value, key: Some(&entry.key), via: at.via.or(merged).or(entry.value.alias) }
            }
            Value::Scalar(_) | Value::Broken => return None,
        };
    }
    Some(at)
}

/// The entry of this key whose value counts.
pub fn entry<'a>(mapping: &'a Mapping<'a>, key: &str) -> Option<&'a Entry<'a>> {
    let own = mapping.entries.iter().rev().find(|entry| !entry.merged && entry.key_text() == Some(key));
    own.or_else(|| mapping.entries.iter().find(|entry| entry.key_text() == Some(key)))
}

/// The text of a reference token of a JSON Pointer.
pub fn unescape(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
}

/// The JSON Pointer to what is under the key `token` of the mapping at `pointer`.
pub fn child(pointer: &str, token: &str) -> String {
    format!("{pointer}/{}", token.replace('~', "~0").replace('/', "~1"))
}
