//! `yaml/portability`: what is right, and what a common reader refuses or does not keep.

use super::PORTABILITY;
use crate::diagnostic::{Diagnostic, excerpt};
use crate::kinds::Type;
use crate::rules::subject::name_and_pointer;
use crate::rules::{Context, Findings};
use crate::source::Span;
use crate::syntax::yaml::write;
use crate::tree::{Node, Resolved, Style, Value};
use crate::values::TypedValue;

/// Integers up to this are exact in JavaScript, whose numbers have 53 bits.
const LARGEST_EXACT: u128 = (1 << 53) - 1;

pub(super) fn check(context: &Context, findings: &mut Findings) {
    if !findings.wants(&PORTABILITY) {
        return;
    }
    if let Some(root) = &context.document.root {
        visit(context, root, false, findings);
    }
    for value in context.values.iter() {
        if let Some((span, message, help)) = number(context, value) {
            let pointer = context.values.pointer(value);
            findings.push(&PORTABILITY, Diagnostic::new(span, message).help(help).pointer(pointer));
        }
    }
}

/// What `PyYAML` refuses: a question mark in an unquoted text between brackets, and a tab beside one. The tree is no
/// deeper than the limits of the reader let it be.
fn visit(context: &Context, node: &Node, in_flow: bool, findings: &mut Findings) {
    match &node.value {
        Value::Scalar(scalar) if scalar.style == Style::Plain && node.alias.is_none() => {
            let written = context.document.source.slice(node.span);
            let refused = if in_flow && written.contains('?') {
                written.find('?').map(|at| (at, "`?`", "in an unquoted text between brackets"))
            } else {
                written.find('\t').map(|at| (at, "the tab", "in an unquoted text"))
            };
            let Some((at, what, place)) = refused else { return };
            let quoted = write(&scalar.text, Style::DoubleQuoted);
            let span = Span::new(node.span.start + at, node.span.start + at + 1);
            let message = format!(
                "PyYAML, which MkDocs and Pelican read with, refuses {what} {place}: `{}`",
                excerpt(&scalar.text)
            );
            let found = Diagnostic::new(span, message).help(format!("put it in quotes: `{}`", excerpt(&quoted)));
            let found = match context.values.of(node) {
                Some(value) => found.pointer(context.values.pointer(value)),
                None => found,
            };
            findings.push(&PORTABILITY, found);
        }
        Value::Sequence(sequence) => {
            sequence.items.iter().for_each(|item| visit(context, item, sequence.flow, findings));
        }
        Value::Mapping(mapping) => {
            for entry in mapping.entries.iter().filter(|entry| !entry.merged) {
                visit(context, &entry.key, mapping.flow, findings);
                visit(context, &entry.value, mapping.flow, findings);
            }
        }
        Value::Scalar(_) | Value::Broken => {}
    }
}

type Found = (Span, String, String);

/// Numbers that readers do not keep as they are written.
fn number(context: &Context, value: &TypedValue) -> Option<Found> {
    let scalar = value.node.as_scalar().filter(|scalar| scalar.style == Style::Plain)?;
    if value.node.tag.is_some() || !scalar.text.starts_with(|first: char| first.is_ascii_digit() || first == '-') {
        return None;
    }
    // Where text is wanted, another rule says so.
    if value.types.has(Type::String) || !value.kinds.is_empty() {
        return None;
    }
    let text = scalar.text.as_ref();
    let resolved = value.node.resolved()?;
    // Dates, versions of three parts and most numbers end here.
    if !matches!(resolved, Resolved::Int(number) if number.unsigned_abs() > LARGEST_EXACT)
        && !matches!(resolved, Resolved::Float(_) if text.ends_with('0'))
    {
        return None;
    }
    let (name, _) = name_and_pointer(context, value);
    let quoted = write(text, Style::SingleQuoted);
    match resolved {
        Resolved::Int(number) if number.unsigned_abs() > LARGEST_EXACT && i64::try_from(number).is_ok() => {
            #[expect(clippy::cast_precision_loss, reason = "that is what is shown")]
            let kept = number as f64;
            let message = format!("`{}` is `{text}`, which readers in JavaScript take for {kept:.0}", excerpt(&name));
            (format!("{kept:.0}") != number.to_string())
                .then(|| (value.node.span, message, format!("put it in quotes: `{quoted}`")))
        }
        Resolved::Float(number) if is_version(&name, text) && value.types.is_empty() => {
            let message = format!(
                "`{}` is `{text}`, which readers take for the number {number}: the `0` is lost",
                excerpt(&name)
            );
            Some((value.node.span, message, format!("put it in quotes if it is not a measure: `{quoted}`")))
        }
        _ => None,
    }
}

/// Whether a number with a zero at its end is one of a series, such as a version, and not a measure.
fn is_version(name: &str, text: &str) -> bool {
    const SERIES: [&str; 22] = [
        "version",
        "ver",
        "release",
        "phase",
        "chapter",
        "section",
        "step",
        "stage",
        "edition",
        "revision",
        "part",
        "milestone",
        "sprint",
        "lesson",
        "issue",
        "number",
        "python",
        "ruby",
        "node",
        "go",
        "java",
        "php",
    ];
    let Some((whole, fraction)) = text.split_once('.') else { return false };
    let is_digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let folded = name.to_lowercase();
    let mut words = folded.split(|character: char| !character.is_alphanumeric());
    is_digits(whole) && is_digits(fraction) && fraction.ends_with('0') && words.any(|word| SERIES.contains(&word))
}
