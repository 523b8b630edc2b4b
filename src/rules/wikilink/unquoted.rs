//! `wikilink/unquoted`: a list in a list that was meant as a link.

use super::UNQUOTED;
use crate::diagnostic::Severity::{Error, Warning};
use crate::diagnostic::{Diagnostic, Edit, Fix, excerpt};
use crate::kinds::wikilink::is_wikilink;
use crate::kinds::{Kind, Kinds};
use crate::rules::subject::place_and_pointer;
use crate::rules::{Context, Findings};
use crate::source::Span;
use crate::tree::{Node, Resolved, Style, Value};
use crate::values::TypedValue;

/// What the writer of two adjoining pairs of brackets meant.
enum Meant {
    /// One link in the place of the value.
    Link,
    /// A list of one link.
    List,
}

/// `items` are the kinds of the first thing in the value.
pub(super) fn check(context: &Context, value: &TypedValue, items: Kinds, findings: &mut Findings) {
    let source = context.document.source.text();
    let Some((meant, text, several)) = meant(source, value.node, value.kinds, items) else { return };
    let (place, pointer) = place_and_pointer(context, value);
    let message = format!(
        "`{}` in {place} has no quotes, so {} reads a list in a list",
        excerpt(text),
        context.document.syntax.name()
    );
    let quoted = context.document.quote(text);
    let written = match meant {
        Meant::Link => quoted,
        Meant::List => format!("[{quoted}]"),
    };
    let mut diagnostic = Diagnostic::new(value.node.span, message).pointer(pointer);
    diagnostic = diagnostic.help(format!("write `{}`", excerpt(&written)));
    if is_wikilink(text) {
        let edit = [Edit::replace(value.node.span, written)];
        // `[[a, b]]` in a list may be two names.
        let fix = if several && matches!(meant, Meant::List) { Fix::unsafe_ } else { Fix::safe };
        diagnostic = diagnostic.fix(fix_with(fix, edit));
    }
    findings.push(&UNQUOTED, diagnostic);
}

/// `- - Garden`: what programs write that have read `[[Garden]]` without quotes, a list in a list.
pub(super) fn check_nested(context: &Context, value: &TypedValue, findings: &mut Findings) {
    let Some(name) = nested(value.node) else { return };
    let link = format!("[[{name}]]");
    let source = context.document.source.text();
    let is_wanted = value.kinds.has(Kind::Wikilink);
    let is_one_line = !context.document.source.slice(value.node.span).trim_end().contains(['\n', '\r']);
    // A matrix of words is one; the name of a note has a capital, a space or what only links have.
    let is_name =
        name.contains([' ', '#', '|']) || name.starts_with(|first: char| first.is_uppercase() || !first.is_ascii());
    if !(is_wanted || is_name && name.chars().count() > 2)
        || !is_wikilink(&link)
        || !(value.kinds.is_empty() || is_wanted)
        || !is_one_line
    {
        return;
    }
    let (place, pointer) = place_and_pointer(context, value);
    let message = format!(
        "`{}` in {place} is a list in a list, as programs write a wiki-link `{}` that had no quotes",
        excerpt(name),
        excerpt(&link)
    );
    let quoted = context.document.quote(&link);
    let written = source[value.node.span.range()].trim_end();
    let span = Span::new(value.node.span.start, value.node.span.start + written.len());
    let found = Diagnostic::new(span, message).pointer(pointer).help(format!("write `{}`", excerpt(&quoted)));
    let found = found.fix(Fix::unsafe_(format!("write `{}`", excerpt(&quoted)), [Edit::replace(span, quoted)]));
    findings.push_at_most(&UNQUOTED, if is_wanted { Error } else { Warning }, found);
}

/// The one text in a list in a list, both of dashes.
fn nested<'n>(node: &'n Node) -> Option<&'n str> {
    let only = |node: &'n Node| {
        let sequence =
            node.as_sequence().filter(|sequence| !sequence.flow && node.anchor.is_none() && node.tag.is_none())?;
        let [item] = sequence.items.as_slice() else { return None };
        Some(item)
    };
    let leaf = only(only(node)?)?;
    let is_plain = leaf.as_scalar().is_some_and(|scalar| scalar.style == Style::Plain) && leaf.alias.is_none();
    leaf.as_str().filter(|_| is_plain && leaf.anchor.is_none() && leaf.tag.is_none())
}

fn fix_with(fix: fn(String, [Edit; 1]) -> Fix, edit: [Edit; 1]) -> Fix {
    fix("put the link in quotes".to_owned(), edit)
}

/// What was meant, the link as it is written, and whether YAML reads more than one thing in it.
fn meant<'s>(source: &'s str, node: &Node, kinds: Kinds, items: Kinds) -> Option<(Meant, &'s str, bool)> {
    let (inner, text) = (inner(node)?, source.get(node.span.range())?);
    let adjoining = inner.span == Span::new(node.span.start + 1, node.span.end.checked_sub(1)?)
        && text.starts_with("[[")
        && text.ends_with("]]");
    let parts = &inner.as_sequence()?.items;
    let flat = !parts.is_empty() && parts.iter().all(is_flat);
    if !adjoining || !flat || text.contains(['\n', '\r']) {
        return None;
    }
    let several = parts.len() > 1 || parts.iter().any(|part| part.as_mapping().is_some());
    if kinds.has(Kind::Wikilink) {
        return Some((Meant::Link, text, several));
    }
    if items.has(Kind::Wikilink) {
        return Some((Meant::List, text, several));
    }
    let named = parts.iter().all(|part| part.resolved() == Some(Resolved::String));
    let other = kinds.union(items).iter().any(|kind| kind != Kind::Timestamp);
    (named && !several && !other && is_wikilink(text)).then_some((Meant::Link, text, several))
}

/// The one list in a list, both in brackets.
fn inner<'n, 'a>(node: &'n Node<'a>) -> Option<&'n Node<'a>> {
    let outer = node.as_sequence().filter(|sequence| sequence.flow)?;
    let [inner] = outer.items.as_slice() else { return None };
    let plain = node.alias.is_none() && inner.alias.is_none() && inner.tag.is_none() && inner.anchor.is_none();
    (plain && inner.as_sequence()?.flow).then_some(inner)
}

/// Plain text, or `a: b`, which YAML reads as a mapping.
fn is_flat(part: &Node) -> bool {
    let plain = |node: &Node| {
        let bare = node.alias.is_none() && node.tag.is_none() && node.anchor.is_none();
        bare && node.as_scalar().is_some_and(|scalar| scalar.style == Style::Plain)
    };
    match &part.value {
        Value::Mapping(mapping) => mapping.entries.iter().all(|entry| plain(&entry.key) && plain(&entry.value)),
        _ => plain(part),
    }
}
