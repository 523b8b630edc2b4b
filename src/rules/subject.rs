//! A scalar that is meant to hold something, as the rules about kinds look at it.

use std::ops::Range;

use super::Context;
use crate::diagnostic::{Edit, excerpt};
use crate::kinds::{Family, family};
use crate::source::Span;
use crate::tree::{Node, Resolved, Scalar, Style};
use crate::values::TypedValue;

/// A scalar with text in it.
pub(super) struct Subject<'c, 'a> {
    context: &'c Context<'c>,
    pub(super) node: &'a Node<'a>,
    pub(super) scalar: &'a Scalar<'a>,
    /// Without the white space at the ends of a quoted text, which is `text/whitespace`, and the line end of a block.
    pub(super) text: &'a str,
    /// Where `text` begins in the scalar's text.
    offset: usize,
}

impl<'c, 'a> Subject<'c, 'a> {
    /// `None` where the node is no scalar or has no text.
    pub(super) fn new(context: &'c Context<'c>, node: &'a Node<'a>) -> Option<Self> {
        let scalar = node.as_scalar()?;
        let text: &'a str = scalar.text.as_ref();
        if node.is_null() || text.trim().is_empty() {
            return None;
        }
        let (start, end): (&[char], &[char]) = match scalar.style {
            Style::SingleQuoted | Style::DoubleQuoted => (&[' ', '\t'], &[' ', '\t']),
            Style::Literal | Style::Folded => (&[], &['\n']),
            Style::Plain => (&[], &[]),
        };
        let offset = text.len() - text.trim_start_matches(start).len();
        Some(Self { context, node, scalar, text: text[offset..].trim_end_matches(end), offset })
    }

    /// Whether a string is read here.
    pub(super) fn is_string(&self) -> bool {
        self.node.resolved() == Some(Resolved::String)
    }

    /// Where these bytes of `text` are written.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let range = range.start + self.offset..range.end + self.offset;
        self.context.document.locate(self.node, range)
    }

    /// New text for the whole value in its own style; `None` in a block scalar.
    pub(super) fn rewrite(&self, text: &str) -> Option<Edit> {
        let style = self.scalar.style;
        (!style.is_block()).then(|| Edit::replace(self.node.span, self.context.document.write(text, style)))
    }
}

/// Every scalar of which the rules of this family speak, with its kinds and its place in the list of values.
pub(super) fn subjects<'c>(
    context: &'c Context<'c>,
    wanted: Family,
) -> impl Iterator<Item = (Subject<'c, 'c>, &'c TypedValue<'c>)> {
    context.values.iter().filter(move |value| value.kinds.meets(wanted.kinds())).filter_map(move |value| {
        let subject = Subject::new(context, value.node)?;
        (family(subject.text, value.kinds) == Some(wanted)).then_some((subject, value))
    })
}

/// The name of the field that a value is in, and its JSON Pointer.
pub(super) fn name_and_pointer(context: &Context, value: &TypedValue) -> (String, String) {
    let pointer = context.values.pointer(value);
    let name = match value.key.and_then(|key| key.as_scalar()) {
        Some(key) => key.text.clone().into_owned(),
        None => field_of(&pointer),
    };
    (name, pointer)
}

/// Where a value is, in words, and its JSON Pointer.
pub(super) fn place_and_pointer(context: &Context, value: &TypedValue) -> (String, String) {
    let pointer = context.values.pointer(value);
    (place_of(&pointer), pointer)
}

/// The place that a JSON Pointer leads to, in words: `` `title` ``, `` item 2 of `keywords` ``, `` `name` of item 1 of `author` ``.
pub(super) fn place_of(pointer: &str) -> String {
    let Some((holder, token)) = pointer.rsplit_once('/') else { return "the front matter".to_owned() };
    let name = match token.parse::<usize>() {
        Ok(index) if !holder.is_empty() => format!("item {}", index.saturating_add(1)),
        _ => format!("`{}`", excerpt(&token.replace("~1", "/").replace("~0", "~"))),
    };
    if holder.is_empty() { name } else { format!("{name} of {}", place_of(holder)) }
}

/// The last token of a JSON Pointer that is not the place in a list.
fn field_of(pointer: &str) -> String {
    let is_index = |token: &&str| !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit());
    let token = pointer.rsplit('/').find(|token| !is_index(token)).unwrap_or_default();
    token.replace("~1", "/").replace("~0", "~")
}

/// The JSON Pointer of a field at the top.
pub(super) fn top(name: &str) -> String {
    let mut pointer = "/".to_owned();
    crate::values::push_token(&mut pointer, name);
    pointer
}

/// The scalar in the field `name` at the top, where there is one with text.
pub(super) fn field<'c>(context: &'c Context<'c>, name: &str) -> Option<Subject<'c, 'c>> {
    Subject::new(context, &context.document.fields()?.get(name)?.value)
}
