//! Every value of a document in one list, with its place in the tree and the kinds it is meant to hold.

use std::ptr;

use crate::kinds::{Kinds, Shape, Types};
use crate::source::Span;
use crate::tree::{Node, Value};

/// The values of a document, each after the one that holds it. Those reached through an alias or a merge are left out:
/// they are in the list where they are written.
#[derive(Debug, Default)]
pub struct Values<'a> {
    list: Vec<TypedValue<'a>>,
    /// The places in the list in the order of the document, where that is another: a table may be written in parts.
    order: Option<Vec<usize>>,
}

/// A value of the document and what it is meant to hold.
#[derive(Debug)]
pub struct TypedValue<'a> {
    pub node: &'a Node<'a>,
    /// The key it stands under, where it is in a mapping.
    pub key: Option<&'a Node<'a>>,
    /// Empty where nothing says.
    pub kinds: Kinds,
    /// The types that the schema wants here; empty where it says nothing.
    pub types: Types,
    parent: Option<usize>,
    /// The position in the list or mapping that holds it.
    index: usize,
}

impl<'a> Values<'a> {
    /// Lists what is under `root`. The tree is no deeper than [`crate::tree::Limits`] let it be.
    pub fn collect(root: &'a Node<'a>, shape: &Shape) -> Self {
        let mut values = Self::default();
        values.visit(root, Some(shape));
        if !values.list.is_sorted_by_key(|value| value.node.span.start) {
            let mut order: Vec<usize> = (0..values.list.len()).collect();
            order.sort_by_key(|index| values.list[*index].node.span.start);
            values.order = Some(order);
        }
        values
    }

    pub fn iter(&self) -> impl Iterator<Item = &TypedValue<'a>> {
        self.list.iter()
    }

    /// The value that this node is; `None` where it is not in the list.
    pub fn of(&self, node: &Node) -> Option<&TypedValue<'a>> {
        self.beginning_at(node.span.start).find(|value| ptr::eq(value.node, node))
    }

    /// The scalar that is written in this place.
    pub fn scalar_at(&self, span: Span) -> Option<&TypedValue<'a>> {
        self.beginning_at(span.start).find(|value| value.node.span == span && value.node.as_scalar().is_some())
    }

    /// The values that begin at an offset.
    fn beginning_at(&self, offset: usize) -> impl Iterator<Item = &TypedValue<'a>> {
        let (start, order) = match &self.order {
            None => (self.list.partition_point(|value| value.node.span.start < offset), None),
            Some(order) => {
                (order.partition_point(|index| self.list[*index].node.span.start < offset), Some(order.as_slice()))
            }
        };
        let values = (start..self.list.len()).map(move |at| &self.list[order.map_or(at, |order| order[at])]);
        values.take_while(move |value| value.node.span.start == offset)
    }

    /// The JSON Pointer (RFC 6901) of a value of this list.
    pub fn pointer(&self, value: &TypedValue) -> String {
        let mut pointer = value.parent.map_or_else(String::new, |parent| self.pointer(&self.list[parent]));
        if value.parent.is_some() {
            pointer.push('/');
            match value.key {
                Some(key) => push_token(&mut pointer, key.as_scalar().map_or("", |scalar| scalar.text.as_ref())),
                None => pointer.push_str(&value.index.to_string()),
            }
        }
        pointer
    }

    fn visit(&mut self, root: &'a Node<'a>, shape: Option<&Shape>) {
        let (kinds, types) = shape.map_or_else(Default::default, |shape| (shape.kinds, shape.types));
        self.list.push(TypedValue { node: root, key: None, kinds, types, parent: None, index: 0 });
        self.visit_inside(0, shape);
    }

    fn visit_inside(&mut self, parent: usize, shape: Option<&Shape>) {
        let node = self.list[parent].node;
        match &node.value {
            Value::Sequence(sequence) => {
                let inner = shape.and_then(|shape| shape.items.as_deref());
                for (index, item) in sequence.items.iter().enumerate() {
                    self.add(item, None, parent, index, inner);
                }
            }
            Value::Mapping(mapping) => {
                for (index, entry) in mapping.entries.iter().enumerate().filter(|(_, entry)| !entry.merged) {
                    let inner = shape.and_then(|shape| shape.property(entry.key_text()?));
                    self.add(&entry.value, Some(&entry.key), parent, index, inner);
                }
            }
            Value::Scalar(_) | Value::Broken => {}
        }
    }

    fn add(
        &mut self,
        node: &'a Node<'a>,
        key: Option<&'a Node<'a>>,
        parent: usize,
        index: usize,
        shape: Option<&Shape>,
    ) {
        if node.alias.is_some() {
            return;
        }
        let (kinds, types) = shape.map_or_else(Default::default, |shape| (shape.kinds, shape.types));
        self.list.push(TypedValue { node, key, kinds, types, parent: Some(parent), index });
        self.visit_inside(self.list.len() - 1, shape);
    }
}

/// A JSON Pointer with `*` for every place in a list, as items move when others come and go.
pub fn without_indices(pointer: &str) -> String {
    let is_index = |token: &str| !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit());
    let tokens = pointer.split('/').map(|token| if is_index(token) { "*" } else { token });
    tokens.collect::<Vec<_>>().join("/")
}

/// Appends a reference token, escaped as RFC 6901 §3 wants.
pub fn push_token(pointer: &mut String, token: &str) {
    for character in token.chars() {
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            _ => pointer.push(character),
        }
    }
}
