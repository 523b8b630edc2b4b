//! The rules about the tag alone.

use std::ops::Range;

use super::{CANONICAL, DEPRECATED, MALFORMED, UNKNOWN, may_be_code};
use crate::diagnostic::{Diagnostic, Edit, Fix, Safety, Severity, excerpt};
use crate::kinds::language::{self, Fault, FaultKind, Part, display_name};
use crate::kinds::{Kind, Kinds};
use crate::rules::subject::place_and_pointer;
use crate::rules::{Context, Findings, Rule};
use crate::values::TypedValue;

pub(super) fn check(context: &Context, value: &TypedValue, findings: &mut Findings) {
    if !value.kinds.has(Kind::LanguageTag) {
        return;
    }
    let Some(whole) = value.node.as_str() else { return };
    // White space around a value is for `text/whitespace` to find.
    let text = whole.trim();
    if text.is_empty() {
        return;
    }
    let Some(fault) = language::check(text) else { return };
    if is_doubtful(context, value, text, &fault) {
        return;
    }
    let rule = rule(fault.kind);
    if !findings.wants(rule) {
        return;
    }
    let start = whole.len() - whole.trim_start().len();
    let range = start + fault.range.start..start + fault.range.end;
    let diagnostic = diagnostic(context, value, text, &fault, range);
    match context.schema {
        // Sites that sort by language write its name for their readers; it is advice there.
        None if fault.kind == FaultKind::Name => findings.push_at_most(rule, Severity::Info, diagnostic),
        Some(_) => findings.push(rule, diagnostic),
        // Nobody has said that the field holds a tag.
        None => findings.push_at_most(rule, Severity::Warning, diagnostic),
    }
}

const fn rule(kind: FaultKind) -> &'static Rule {
    match kind {
        FaultKind::Malformed => &MALFORMED,
        FaultKind::Name | FaultKind::Country | FaultKind::Unknown(_) => &UNKNOWN,
        FaultKind::Deprecated => &DEPRECATED,
        FaultKind::Overlong | FaultKind::NeedlessScript | FaultKind::Extended | FaultKind::Case => &CANONICAL,
    }
}

/// Whether the value may be something else than a language tag that went wrong.
fn is_doubtful(context: &Context, value: &TypedValue, text: &str, fault: &Fault) -> bool {
    let unreadable =
        matches!(fault.kind, FaultKind::Name | FaultKind::Malformed | FaultKind::Country | FaultKind::Unknown(_));
    if value.kinds != Kinds::from(Kind::LanguageTag) && unreadable {
        return true;
    }
    if context.schema.is_some() {
        return false;
    }
    if may_be_code(context, text) {
        return true;
    }
    let primary = text.split('-').next().unwrap_or_default();
    match fault.kind {
        FaultKind::Name | FaultKind::Deprecated | FaultKind::Overlong | FaultKind::Extended => false,
        FaultKind::Malformed | FaultKind::Country => fault.instead.is_empty(),
        FaultKind::Unknown(Part::Language) => true,
        FaultKind::Unknown(_) => primary.len() > 2 || fault.instead.is_empty(),
        FaultKind::Case | FaultKind::NeedlessScript => primary.len() > 2,
    }
}

fn diagnostic(context: &Context, value: &TypedValue, text: &str, fault: &Fault, range: Range<usize>) -> Diagnostic {
    let span = context.document.locate(value.node, range);
    let (place, pointer) = place_and_pointer(context, value);
    let mut diagnostic = Diagnostic::new(span, message(&place, text, fault)).pointer(pointer);
    if let Some(help) = help(text, fault) {
        diagnostic = diagnostic.help(help);
    }
    if let (Some(safety), [instead], Some(scalar)) =
        (safety(context, fault), fault.instead.as_slice(), value.node.as_scalar())
    {
        let edit = Edit::replace(value.node.span, context.document.write(instead, scalar.style));
        diagnostic = diagnostic.fix(Fix { message: format!("write `{instead}`"), safety, edits: vec![edit] });
    }
    diagnostic
}

/// How safe it is to write what is meant; `None` where nobody knows that.
fn safety(context: &Context, fault: &Fault) -> Option<Safety> {
    match (fault.kind, context.schema) {
        // Without a schema the field may name the language for people, or one of programming.
        (FaultKind::Name, Some(_)) => Some(Safety::Unsafe),
        (FaultKind::Name | FaultKind::Country | FaultKind::Unknown(_), _) => None,
        // A site may use the value as a key, or in its addresses.
        (_, None) => Some(Safety::Unsafe),
        (_, Some(_)) => Some(Safety::Safe),
    }
}

fn message(place: &str, text: &str, fault: &Fault) -> String {
    let part = excerpt(&text[fault.range.clone()]);
    match fault.kind {
        FaultKind::Name => format!("`{part}` in {place} is the name of a language, not its tag"),
        FaultKind::Malformed => format!("`{part}` in {place} is not a language tag"),
        FaultKind::Country => format!("`{part}` in {place} is the code of a country, not of a language"),
        FaultKind::Unknown(part_kind) => format!("`{part}` in {place} is not a known {}", noun(part_kind)),
        FaultKind::Deprecated => format!("`{part}` in {place} is deprecated"),
        FaultKind::Overlong => format!("`{part}` in {place} is not the code that language tags use"),
        FaultKind::NeedlessScript => format!("`{part}` in {place} goes without saying"),
        FaultKind::Extended => format!("`{part}` in {place} stands alone in canonical tags"),
        FaultKind::Case => format!("`{part}` in {place} is not written with the usual capital and small letters"),
    }
}

const fn noun(part: Part) -> &'static str {
    match part {
        Part::Language | Part::Extlang => "language code",
        Part::Script => "script code",
        Part::Region => "country code",
        Part::Variant | Part::Other => "variant",
    }
}

fn help(text: &str, fault: &Fault) -> Option<String> {
    let named = |tag: &String| match display_name(tag) {
        Some(name) => format!("`{tag}` for {name}"),
        None => format!("`{tag}`"),
    };
    match fault.instead.as_slice() {
        [] if fault.kind == FaultKind::Malformed && language::is_list(text) => {
            Some("give one tag, or a list of tags such as `[en, ru]`".to_owned())
        }
        [] => None,
        [tag] if matches!(rule(fault.kind).repair, crate::rules::Repair::None) => Some(format!("write {}", named(tag))),
        [tag] => Some(format!("write `{tag}`")),
        [tags @ .., last] => {
            let tags: Vec<String> = tags.iter().map(named).collect();
            Some(format!("write {} or {}", tags.join(", "), named(last)))
        }
    }
}
