//! `wikilink/unquoted`: a list in a list that was meant as a link.

use super::UNQUOTED;
use crate::diagnostic::{Diagnostic, Edit, Fix, excerpt};
use crate::kinds::wikilink::is_wikilink;
use crate::kinds::{Kind, Kinds};
use crate::rules::subject::name_and_pointer;
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

/// Whether `node` is a link without quotes, so that its type is no other rule's concern. `kinds` are those of the node,
/// `items` those of what is in it.
pub fn is_unquoted(source: &str, node: &Node, kinds: Kinds, items: Kinds) -> bool {
    meant(source, node, kinds, items).is_some()
}

/// `items` are the kinds of the first thing in the value.
pub(super) fn check(context: &Context, value: &TypedValue, items: Kinds, findings: &mut Findings) {
    let source = context.document.source.text();
    let Some((meant, text, several)) = meant(source, value.node, value.kinds, items) else { return };
    let (name, pointer) = name_and_pointer(context, value);
    let message = format!(
        "`{}` in `{name}` has no quotes, so {} reads a list in a list",
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
    if !adjoining || !flat || text.contains(['\n', '\r', '"', '\'']) {
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
