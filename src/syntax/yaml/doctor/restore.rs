//! From the tree of a mended text to a tree of the text as it is.

use std::borrow::Cow;
use std::ops::Range;

use super::super::mend::Mended;
use crate::diagnostic::Place;
use crate::source::Span;
use crate::tree::{Comment, Entry, Mapping, Node, Parsed, Scalar, Sequence, Tag, Value};

/// Puts every place of `parsed`, which was read from the text of `mended`, back into the file, where the original
/// begins at `base`. Values that a patch has touched are left open; problems there are dropped.
pub(super) fn restore<'a>(parsed: Parsed, mended: &Mended, text: &'a str, base: usize) -> Parsed<'a> {
    let back = Back { mended, base };
    let comment = |comment: Comment| {
        let span = back.span(comment.span);
        let intact = !back.is_touched(&comment.span.range()) && text[span.range()].starts_with('#');
        intact.then(|| Comment { span, text: &text[span.start + 1..span.end], own_line: comment.own_line })
    };
    let mut problems = parsed.problems;
    problems.retain(|problem| !back.is_touched(&problem.diagnostic.span.range()));
    for problem in &mut problems {
        let diagnostic = &mut problem.diagnostic;
        diagnostic.span = back.span(diagnostic.span);
        for label in &mut diagnostic.labels {
            if let Place::Here(span) = &mut label.place {
                *span = back.span(*span);
            }
        }
        for edit in diagnostic.fix.iter_mut().flat_map(|fix| &mut fix.edits) {
            edit.span = back.span(edit.span);
        }
    }
    Parsed {
        root: parsed.root.map(|root| back.node(root)),
        comments: parsed.comments.into_iter().filter_map(comment).collect(),
        problems,
    }
}

struct Back<'m> {
    mended: &'m Mended<'m>,
    base: usize,
}

impl Back<'_> {
    fn span(&self, span: Span) -> Span {
        let range = self.mended.original_range(&span.range());
        Span::new(self.base + range.start, self.base + range.end)
    }

    fn is_touched(&self, range: &Range<usize>) -> bool {
        self.mended.touching(range).next().is_some()
    }

    fn node<'a>(&self, node: Node) -> Node<'a> {
        let mended = node.span.range();
        let value = match node.value {
            Value::Scalar(_) if node.alias.is_none() && self.is_touched(&mended) => Value::Broken,
            Value::Scalar(scalar) => {
                let Scalar { text, style, resolved } = scalar;
                Value::Scalar(Scalar { text: Cow::Owned(text.into_owned()), style, resolved })
            }
            Value::Sequence(sequence) if !self.is_rebuilt(&mended, sequence.flow) => {
                let items = sequence.items.into_iter().map(|item| self.node(item)).collect();
                Value::Sequence(Sequence { items, flow: sequence.flow })
            }
            Value::Mapping(mapping) if !self.is_rebuilt(&mended, mapping.flow) => {
                let entry = |entry: Entry| Entry {
                    key: self.node(entry.key),
                    value: self.node(entry.value),
                    merged: entry.merged,
                };
                Value::Mapping(Mapping {
                    entries: mapping.entries.into_iter().map(entry).collect(),
                    flow: mapping.flow,
                })
            }
            Value::Sequence(_) | Value::Mapping(_) | Value::Broken => Value::Broken,
        };
        Node {
            span: self.span(node.span),
            value,
            tag: node.tag.map(|tag| Tag { span: self.span(tag.span), name: Cow::Owned(tag.name.into_owned()) }),
            anchor: node.anchor.map(|span| self.span(span)),
            alias: node.alias.map(|span| self.span(span)),
        }
    }

    /// Whether a flow collection has brackets or more that a repair put there.
    fn is_rebuilt(&self, mended: &Range<usize>, flow: bool) -> bool {
        let text = &self.mended.text;
        flow && self.mended.touching(mended).any(|place| {
            let covers = place.start <= mended.start || place.end >= mended.end;
            covers && !text[place.clone()].trim().is_empty()
        })
    }
}
