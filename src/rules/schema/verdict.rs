//! What other rules have said of a value's format, held against the verdict of the schema: a format in a branch that does
//! not apply asserts nothing, and nor does one of a value that is no text.

use super::fields::shape_at;
use super::words::any_of;
use super::{Governed, is_about_fields};
use crate::diagnostic::{Severity, excerpt};
use crate::kinds::{Shape, Type, Types};
use crate::rules::Findings;
use crate::schema::{Failure, Fault};

/// The rules that say that a value is not of the format that the schema names.
const ABOUT_FORMAT: [&str; 9] = [
    "date/impossible",
    "date/malformed",
    "date/zoneless",
    "language/malformed",
    "language/unknown",
    "url/malformed",
    "wikilink/malformed",
    "wikilink/missing",
    "wikilink/unquoted",
];

/// Takes back what was said of values that the schema takes as they are. Where the schema wants nothing but text there
/// without saying so, a value of another type is a slip all the same, and is told as a warning.
pub(super) fn settle(governed: &Governed, failures: &[Failure], findings: &mut Findings) {
    if !governed.schema.judges_formats() {
        return;
    }
    findings.settle(|found| {
        let Some(pointer) = found.pointer.clone().filter(|_| ABOUT_FORMAT.contains(&found.rule)) else {
            return Some(found.severity);
        };
        let Some(shape) = judged(governed, found.rule, &pointer) else { return Some(found.severity) };
        if let Some(failure) = rejection(&pointer, failures) {
            if !failure.or.is_empty() {
                let other: Vec<_> = failure.or.iter().map(|other| format!("`{}`", excerpt(other))).collect();
                found.message = format!("{}, and not {}", found.message, any_of(&other));
            }
            // The schema has words of its own for it.
            return failure.message.is_none().then_some(found.severity);
        }
        let is_text = governed.json.pointer(&pointer).is_none_or(serde_json::Value::is_string);
        let wants_text = shape.types == Types::NONE.and(Type::String);
        (!is_text && wants_text).then(|| found.severity.min(Severity::Warning))
    });
}

/// The outline at a place whose format only the schema names.
fn judged<'a>(governed: &'a Governed, rule: &str, pointer: &str) -> Option<&'a Shape> {
    let field = pointer.split('/').nth(1).unwrap_or_default();
    let has_notation =
        rule.starts_with("date/") && governed.schema.relations.dates.iter().any(|(name, _)| name == field);
    shape_at(&governed.schema.shape, pointer).filter(|shape| !shape.kinds.is_empty() && !has_notation)
}

/// Whether the schema has something against the form of the value: other faults of it are other findings.
fn rejection<'f>(pointer: &str, failures: &'f [Failure]) -> Option<&'f Failure> {
    let within = |outer: &str, inner: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    failures.iter().filter(|failure| !is_about_fields(failure)).find(|failure| match failure.fault {
        Fault::Format(_) => failure.pointer == pointer,
        // A link without quotes is a list in a list, and the schema may name either.
        Fault::Type(_) => within(&failure.pointer, pointer) || within(pointer, &failure.pointer),
        _ => false,
    })
}
