//! The reader of JSON against `serde_json`: it says nothing where that reads, and reads the same; what that refuses, it has
//! something to say of. All places lie in the text, and each repair can be made.

use masthead::schema::json::to_json;
use masthead::source::Span;
use masthead::syntax::json::{locate, member, parse};
use masthead::tree::{Limits, ProblemKind};
use serde_json::Value;

use super::places::{are_inside, inside};

pub(crate) fn run(text: &str) {
    let whole = Span::new(0, text.len());
    let parsed = parse(text, whole, Limits::default());
    are_inside(text, &parsed);
    if let Some(root) = &parsed.root {
        inside(text, root, &|node| locate(text, node, 0..node.as_scalar().map_or(0, |scalar| scalar.text.len())));
    }
    if let Some(span) = member(text, whole, "a") {
        assert!(text.get(span.range()).is_some(), "{span:?}");
    }
    let is_limit = |kind| matches!(kind, ProblemKind::Limit | ProblemKind::DuplicateKey);
    let is_read = parsed.problems.is_empty() && parsed.root.is_some();
    // Members may stand without braces here, and half a pair of escapes is read as U+FFFD.
    let is_object = text.trim_start_matches([' ', '\t', '\n', '\r']).starts_with(['{', '[']);
    match serde_json::from_str::<Value>(text) {
        Ok(value) if is_read => {
            assert_eq!(to_json(parsed.root.as_ref().expect("a root")).to_string(), without_signs(&value), "{text:?}");
        }
        Ok(_) => {
            assert!(parsed.problems.iter().any(|problem| is_limit(problem.kind)), "{text:?}: {:?}", parsed.problems);
        }
        Err(error) => {
            let message = error.to_string();
            let is_own = message.contains("surrogate")
                || message.contains("hex escape")
                || message.contains("number out of range");
            assert!(!is_read || !is_object || is_own, "{text:?} is refused: {message}");
        }
    }
}

/// A nought has no sign where the number is whole.
fn without_signs(value: &Value) -> String {
    fn change(value: &mut Value) {
        match value {
            Value::Number(number)
                if number.as_f64() == Some(0.0)
                    && number.is_f64()
                    && number.as_f64().is_some_and(f64::is_sign_negative) =>
            {
                *value = Value::from(0);
            }
            Value::Array(items) => items.iter_mut().for_each(change),
            Value::Object(fields) => fields.values_mut().for_each(change),
            _ => {}
        }
    }
    let mut value = value.clone();
    change(&mut value);
    value.to_string()
}
