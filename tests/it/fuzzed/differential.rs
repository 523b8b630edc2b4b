//! Our reader of YAML against `serde_yaml`: where both read a mapping of plain fields, they read the same.
//!
//! `serde_yaml` reads YAML 1.1 and 1.2 mixed, so only text is compared, and only where neither anchors, tags, merges nor
//! directives nor `?` (an explicit key for `serde_yaml` even where a letter follows) are in play. That it refuses valid YAML
//! and takes some that is not is known (see `docs/conformance.md`).

use masthead::schema::json::to_json;
use masthead::source::Span;
use masthead::syntax::yaml::parse;
use masthead::tree::Limits;
use serde_json::Value;

pub(crate) fn run(text: &str) {
    if text.len() > 4096
        || text.contains(['&', '?', '*', '!', '%', '<', '\0', '\t', '\r', '\u{feff}', '\u{85}', '\u{2028}', '\u{2029}'])
    {
        return;
    }
    // At the very end of a text, without a line end, the two differ on the last line of a block scalar.
    let text = &format!("{text}\n");
    let parsed = parse(text, Span::new(0, text.len()), Limits::default());
    let (true, Some(root)) = (parsed.problems.is_empty(), &parsed.root) else { return };
    if root.as_scalar().is_some() {
        // A block scalar that is the whole document need not be indented (YAML 1.2 §8.1.1.1); serde_yaml wants a space.
        return;
    }
    let Ok(other) = serde_yaml::from_str::<Value>(text) else { return };
    same(&to_json(root), &other);
}

fn same(ours: &Value, other: &Value) {
    match (ours, other) {
        (Value::String(a), Value::String(b)) => assert_eq!(a, b),
        (Value::Array(a), Value::Array(b)) => {
            assert_eq!(a.len(), b.len());
            a.iter().zip(b).for_each(|(a, b)| same(a, b));
        }
        (Value::Object(a), Value::Object(b)) => {
            for (key, value) in a {
                // Keys that are no text are written as text by each in its own way.
                if let Some(other) = b.get(key) {
                    same(value, other);
                }
            }
        }
        (Value::Array(_) | Value::Object(_), _) | (_, Value::Array(_) | Value::Object(_)) => {
            panic!("{ours} and {other}");
        }
        _ => {}
    }
}
