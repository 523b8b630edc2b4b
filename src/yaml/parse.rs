//! From text to tree.

use std::borrow::Cow;

use granit_parser::{Event, Parser, ScalarStyle, StructureStyle, options};

use super::tree::{Comment, Entry, Mapping, Node, Scalar, Sequence, Style, Tag, Value};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// What [`parse`] may spend on a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Collections inside collections.
    pub depth: usize,
    /// Nodes that aliases and merge keys may add to those that are written.
    pub alias_nodes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { depth: 64, alias_nodes: 10_000 }
    }
}

/// What was read, and what could not be.
#[derive(Debug, Default)]
pub struct Parsed<'a> {
    /// `None` where there is nothing but white space and comments.
    pub root: Option<Node<'a>>,
    pub comments: Vec<Comment<'a>>,
    pub problems: Vec<Problem>,
}

/// A fault of the YAML itself. Its diagnostic has no rule yet.
#[derive(Debug)]
pub struct Problem {
    pub kind: ProblemKind,
    pub diagnostic: Diagnostic,
}

/// Which rule a [`Problem`] falls under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// Not YAML.
    Syntax,
    /// A character that looks like YAML syntax and is not.
    LookAlike,
    /// A key twice in one mapping.
    DuplicateKey,
    /// An explicit tag beyond the core schema.
    Tag,
    /// Beyond [`Limits`].
    Limit,
}

/// Reads the YAML between the bytes `range` of `text`. Spans count from the start of `text`.
pub fn parse<'a>(text: &'a str, range: Span, limits: Limits) -> Parsed<'a> {
    let _ = limits;
    let yaml = &text[range.range()];
    let mut parsed = Parsed::default();
    let options = options! { strict_indentation: true, emit_anchor_events: true, emit_unresolved_aliases: true };
    let mut open: Vec<Node<'a>> = Vec::new();
    let mut keys: Vec<Option<Node<'a>>> = Vec::new();
    for event in Parser::new_from_str_with_options(yaml, options) {
        let (event, span) = match event {
            Ok(event) => event,
            Err(error) => {
                let at = Span::at(range.start + error.marker().byte_offset().unwrap_or(0));
                let diagnostic = Diagnostic::new(at, error.info().clone());
                parsed.problems.push(Problem { kind: ProblemKind::Syntax, diagnostic });
                break;
            }
        };
        let bytes = span.byte_range().unwrap_or(0..0);
        let span = Span::new(range.start + bytes.start, range.start + bytes.end);
        let finished = match event {
            Event::Scalar(value, style, _, tag) => {
                let style = match style {
                    ScalarStyle::SingleQuoted => Style::SingleQuoted,
                    ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
                    ScalarStyle::Literal => Style::Literal,
                    ScalarStyle::Folded => Style::Folded,
                    ScalarStyle::Plain => Style::Plain,
                };
                let value = if span.is_empty() && style == Style::Plain { Cow::Borrowed("") } else { value };
                let mut node = Node::new(span, Value::Scalar(Scalar { text: value, style }));
                node.tag = tag.map(|tag| Tag { span: Span::at(span.start), name: Cow::Owned(tag.to_string()) });
                Some(node)
            }
            Event::SequenceStart(style, ..) => {
                let flow = style == StructureStyle::Flow;
                open.push(Node::new(span, Value::Sequence(Sequence { items: Vec::new(), flow })));
                keys.push(None);
                None
            }
            Event::MappingStart(style, ..) => {
                let flow = style == StructureStyle::Flow;
                open.push(Node::new(span, Value::Mapping(Mapping { entries: Vec::new(), flow })));
                keys.push(None);
                None
            }
            Event::SequenceEnd | Event::MappingEnd => {
                keys.pop();
                open.pop().map(|mut node| {
                    node.span.end = node.span.end.max(span.end);
                    node
                })
            }
            Event::Comment(_, _) => {
                let line = text[..span.start].rsplit(['\n', '\r']).next().unwrap_or("");
                let own_line = line.trim().is_empty();
                parsed.comments.push(Comment { span, text: &text[span.start + 1..span.end], own_line });
                None
            }
            _ => None,
        };
        let Some(node) = finished else { continue };
        match open.last_mut() {
            None => parsed.root = Some(node),
            Some(parent) => {
                let end = node.span.end;
                match &mut parent.value {
                    Value::Sequence(sequence) => sequence.items.push(node),
                    Value::Mapping(mapping) => {
                        let slot = keys.last_mut().expect("every open collection has a slot for its key");
                        match slot.take() {
                            None => *slot = Some(node),
                            Some(key) => mapping.entries.push(Entry { key, value: node, merged: false }),
                        }
                    }
                    Value::Scalar(_) | Value::Broken => {}
                }
                parent.span.end = parent.span.end.max(end);
            }
        }
    }
    parsed
}
