//! The nodes of a tree, borrowed from the text they were read from.

use std::borrow::Cow;

use crate::source::Span;

/// A value and where it stands.
///
/// The span of a quoted scalar includes its quotes, that of a block scalar begins at its `|` or `>`, that of a flow
/// collection includes its brackets, that of a block collection reaches from its first entry to the end of its last.
/// An empty value has an empty span at its colon or after its dash.
#[derive(Clone, Debug)]
pub struct Node<'a> {
    pub span: Span,
    pub value: Value<'a>,
    pub tag: Option<Tag<'a>>,
    /// The place of `&name`, where the node has one.
    pub anchor: Option<Span>,
    /// The place of the `*name` through which this copy of an anchored node is reached. The spans inside the copy are
    /// those of the original, so whoever looks at text alone passes over a node that has an alias.
    pub alias: Option<Span>,
}

/// What a node holds.
#[derive(Clone, Debug)]
pub enum Value<'a> {
    Scalar(Scalar<'a>),
    Sequence(Sequence<'a>),
    Mapping(Mapping<'a>),
    /// There is something here that could not be read; a [`super::Problem`] says why.
    Broken,
}

/// A scalar: its text after escapes and line folding, how it was written and what its syntax reads it as.
#[derive(Clone, Debug)]
pub struct Scalar<'a> {
    pub text: Cow<'a, str>,
    pub style: Style,
    pub resolved: Resolved,
}

/// A scalar's type and value; the text of a string stays in its [`Scalar`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Resolved {
    Null,
    Bool(bool),
    Int(i128),
    /// Also an integer too large for `i128`, `.inf` and `.nan`.
    Float(f64),
    String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Plain,
    SingleQuoted,
    DoubleQuoted,
    /// `|`
    Literal,
    /// `>`
    Folded,
}

impl Style {
    pub const fn is_quoted(self) -> bool {
        matches!(self, Self::SingleQuoted | Self::DoubleQuoted)
    }

    pub const fn is_block(self) -> bool {
        matches!(self, Self::Literal | Self::Folded)
    }
}

#[derive(Clone, Debug, Default)]
pub struct Sequence<'a> {
    pub items: Vec<Node<'a>>,
    /// Written in brackets.
    pub flow: bool,
}

#[derive(Clone, Debug, Default)]
pub struct Mapping<'a> {
    /// In the order of the document; a key may be there twice.
    pub entries: Vec<Entry<'a>>,
    /// Written in braces.
    pub flow: bool,
}

#[derive(Clone, Debug)]
pub struct Entry<'a> {
    pub key: Node<'a>,
    pub value: Node<'a>,
    /// The entry came through a merge key (`<<`); its spans are those of the mapping that was merged.
    pub merged: bool,
}

/// An explicit tag.
#[derive(Clone, Debug)]
pub struct Tag<'a> {
    pub span: Span,
    /// Resolved: `tag:yaml.org,2002:str`, `!local`.
    pub name: Cow<'a, str>,
}

/// A comment without its `#`.
#[derive(Clone, Debug)]
pub struct Comment<'a> {
    /// From the `#` to the end of the line.
    pub span: Span,
    pub text: &'a str,
    /// Nothing but white space stands before it on its line.
    pub own_line: bool,
}

impl<'a> Node<'a> {
    pub const fn new(span: Span, value: Value<'a>) -> Self {
        Self { span, value, tag: None, anchor: None, alias: None }
    }

    /// The place to show for this node: where it is written, or where the alias is that stands for it.
    pub fn shown(&self) -> Span {
        self.alias.unwrap_or(self.span)
    }

    pub const fn as_scalar(&self) -> Option<&Scalar<'a>> {
        match &self.value {
            Value::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    pub const fn as_sequence(&self) -> Option<&Sequence<'a>> {
        match &self.value {
            Value::Sequence(sequence) => Some(sequence),
            _ => None,
        }
    }

    pub const fn as_mapping(&self) -> Option<&Mapping<'a>> {
        match &self.value {
            Value::Mapping(mapping) => Some(mapping),
            _ => None,
        }
    }

    /// What the syntax reads here; `None` for a collection or what could not be read.
    pub fn resolved(&self) -> Option<Resolved> {
        self.as_scalar().map(|scalar| scalar.resolved)
    }

    /// The text of a scalar that is read as a string.
    pub fn as_str(&self) -> Option<&str> {
        match self.resolved()? {
            Resolved::String => self.as_scalar().map(|scalar| scalar.text.as_ref()),
            _ => None,
        }
    }

    pub fn is_null(&self) -> bool {
        self.resolved() == Some(Resolved::Null)
    }
}

impl<'a> Mapping<'a> {
    /// The first entry whose key is the string `key`.
    pub fn get(&self, key: &str) -> Option<&Entry<'a>> {
        self.entries.iter().find(|entry| entry.key_text() == Some(key))
    }
}

impl Entry<'_> {
    /// The key's text, where the key is a scalar.
    pub fn key_text(&self) -> Option<&str> {
        self.key.as_scalar().map(|scalar| scalar.text.as_ref())
    }
}
