//! `!` and `&` at the beginning of text, which YAML reads as a tag and as an anchor.

use std::cell::LazyCell;
use std::collections::HashSet;

use super::{SYNTAX, TAG};
use crate::diagnostic::Severity::Warning;
use crate::diagnostic::{Diagnostic, Edit, Fix, excerpt};
use crate::rules::subject::place_and_pointer;
use crate::rules::{Context, Findings};
use crate::source::{Span, line_around};
use crate::tree::{Resolved, Style, Value};
use crate::values::TypedValue;

/// Anchors that nothing refers to: what follows the `&` up to a space is lost.
pub(super) fn check(context: &Context, findings: &mut Findings) {
    let Some(block) = context.document.block() else { return };
    let aliases = LazyCell::new(|| aliases(context.document.source.slice(block.content)));
    for value in context.values.iter() {
        if let Some(found) = lone_tag(context, value) {
            findings.push(&TAG, found);
        }
        let Some(anchor) = value.node.anchor else { continue };
        let written = context.document.source.slice(anchor);
        let name = written.strip_prefix('&').unwrap_or(written);
        if aliases.contains(name) {
            continue;
        }
        let Some(whole) = text_from(context, value, anchor) else { continue };
        let (place, pointer) = place_and_pointer(context, value);
        let message = format!(
            "`{}` in {place} is an anchor to YAML, and nothing refers to it: it is no part of the text",
            excerpt(written)
        );
        let found = quoted(Diagnostic::new(anchor, message).pointer(pointer), context, whole);
        findings.push_at_most(&SYNTAX, Warning, found);
    }
}

/// Every name behind a `*`.
fn aliases(yaml: &str) -> HashSet<&str> {
    let ends = |character: char| character.is_whitespace() || matches!(character, ',' | '[' | ']' | '{' | '}');
    let names = yaml.split('*').skip(1).map(|rest| rest.split(ends).next().unwrap_or_default());
    names.flat_map(|name| [name, name.trim_end_matches(':')]).collect()
}

/// What to say of a tag that may be text: `!Important news`.
pub(super) fn tagged(context: &Context, diagnostic: &Diagnostic) -> Option<Diagnostic> {
    let tag = context.document.source.slice(diagnostic.span);
    if !tag.starts_with('!') || tag.starts_with("!!") || tag.starts_with("!<") {
        return None;
    }
    let is_tagged = |value: &&TypedValue| value.node.tag.as_ref().is_some_and(|tag| tag.span == diagnostic.span);
    let value = context.values.iter().find(is_tagged)?;
    let whole = text_from(context, value, diagnostic.span)?;
    let (place, pointer) = place_and_pointer(context, value);
    let message = format!("`{}` in {place} is a tag to YAML, and no part of the text", excerpt(tag));
    Some(quoted(Diagnostic::new(diagnostic.span, message).pointer(pointer), context, whole))
}

/// `! Wow`: a tag without a name.
fn lone_tag(context: &Context, value: &TypedValue) -> Option<Diagnostic> {
    let tag = value.node.tag.as_ref().filter(|tag| context.document.source.slice(tag.span) == "!")?;
    // `! 2022` is written to have text of a number.
    let scalar = value.node.as_scalar()?;
    if context.document.syntax.resolve_plain(&scalar.text) != Resolved::String {
        return None;
    }
    let whole = text_from(context, value, tag.span)?;
    let (place, pointer) = place_and_pointer(context, value);
    let message = format!("the `!` at the beginning of {place} is a tag to YAML, and no part of the text");
    Some(quoted(Diagnostic::new(tag.span, message).pointer(pointer), context, whole))
}

/// From the mark to the end of an unquoted text on one line.
fn text_from(context: &Context, value: &TypedValue, mark: Span) -> Option<Span> {
    let node = value.node;
    let Value::Scalar(scalar) = &node.value else { return None };
    let whole = mark.to(node.span);
    let text = context.document.source.text();
    let is_alone = scalar.style == Style::Plain && node.alias.is_none() && whole.start == mark.start;
    (is_alone && line_around(text, whole.start).contains(whole)).then(|| {
        let written = text[whole.range()].trim_end();
        Span::new(whole.start, whole.start + written.len())
    })
}

fn quoted(found: Diagnostic, context: &Context, whole: Span) -> Diagnostic {
    let quoted = context.document.quote(context.document.source.slice(whole));
    let fix = Fix::unsafe_(format!("write {}", excerpt(&quoted)), [Edit::replace(whole, quoted.as_str())]);
    found.help(format!("put it in quotes if it is text: `{}`", excerpt(&quoted))).fix(fix)
}
