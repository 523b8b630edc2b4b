//! The kinds of values against tables of cases from their specifications, and against another reader of the formats.

use std::collections::BTreeMap;

use jsonschema::Validator;
use masthead::kinds::Kind;
use proptest::prelude::*;
use serde_json::{Value, json};

const TABLES: &str = include_str!("../../docs/conformance-values.md");

/// The rows of the tables: kind, text, whether it is one. A text is in backticks; `\n`, `\t`, `\u{…}` and `\|` are escapes.
fn rows() -> Vec<(Kind, String, bool)> {
    let mut rows = Vec::new();
    let mut kind = None;
    for line in TABLES.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            kind = heading.split('`').nth(1).and_then(Kind::from_name);
        }
        let Some(row) = line.strip_prefix("| `") else { continue };
        let (text, rest) = row.split_once("` | ").unwrap_or_else(|| panic!("a row: {line}"));
        let wanted = match rest.split(" |").next() {
            Some("yes") => true,
            Some("no") => false,
            other => panic!("yes or no: {other:?} in {line}"),
        };
        rows.push((kind.expect("a heading names the kind"), unescaped(text), wanted));
    }
    rows
}

fn unescaped(text: &str) -> String {
    text.replace("\\|", "|").replace("\\n", "\n").replace("\\t", "\t").replace("\\0", "\0")
}

#[test]
fn every_row_of_the_tables_is_true() {
    let rows = rows();
    let mut counts = BTreeMap::new();
    for (kind, text, wanted) in &rows {
        assert_eq!(kind.is(text), *wanted, "{} {text:?}", kind.name());
        *counts.entry(kind.name()).or_insert(0) += 1;
    }
    for kind in ["date", "time", "date-time", "uri", "language-tag", "wikilink", "wayback-url"] {
        assert!(counts.get(kind).is_some_and(|count| *count >= 20), "{kind}: {counts:?}");
    }
}

fn format(name: &str) -> Validator {
    jsonschema::options().should_validate_formats(true).build(&json!({ "format": name })).expect("a schema")
}

/// What a schema's format refuses, a rule must speak of; what it accepts and we do not is listed in the document.
#[test]
fn no_row_is_right_that_the_format_refuses() {
    let validators: BTreeMap<&str, Validator> =
        ["date", "time", "date-time", "uri"].map(|name| (name, format(name))).into();
    for (kind, text, _) in rows() {
        let Some(validator) = validators.get(kind.name()) else { continue };
        let right = validator.is_valid(&Value::String(text.clone()));
        assert!(right || !kind.is(&text), "{} {text:?}: the format refuses it", kind.name());
        assert!(!right || kind.is(&text) || kind == Kind::Uri, "{} {text:?}: the format accepts it", kind.name());
    }
}

fn agree(kind: Kind, text: &str) {
    let right = format(kind.name()).is_valid(&Value::String(text.to_owned()));
    assert_eq!(kind.is(text), right, "{} {text:?}", kind.name());
}

proptest! {
    #[test]
    fn dates_are_those_of_the_format(text in "[0-2][0-9]{3}[-/]?[0-9]{1,2}-[0-9]{2}[TZ ]?") {
        agree(Kind::Date, &text);
    }

    #[test]
    fn date_times_are_those_of_the_format(
        text in "20[0-9]{2}-[01][0-9]-[0-3][0-9][Tt ][0-2][0-9]:[0-6][0-9]:[0-6][0-9](\\.[0-9]{0,3})?(Z|z|[+-][0-2][0-9]:?[0-6][0-9]|)"
    ) {
        agree(Kind::DateTime, &text);
    }

    #[test]
    fn leap_seconds_are_those_of_the_format(text in "[0-2][0-9]:[0-5]9:60(Z|[+-][0-2][0-9]:[0-5][0-9])") {
        agree(Kind::Time, &text);
    }

    #[test]
    fn no_address_is_right_that_the_format_refuses(
        text in "(https?|ftp|HTTP|urn|a1):(//)?[a-z.\\[\\]:@%0-9я]{0,12}[/?#][a-z%0-9/?#\\[\\] |я'()*+,;=.~-]{0,12}"
    ) {
        let right = format("uri").is_valid(&Value::String(text.clone()));
        prop_assert!(right || !Kind::Uri.is(&text), "{text:?}");
    }

    #[test]
    fn any_text_is_survived(text in any::<String>(), marks in "[\\[\\]|#^\\\\a /:.%0-9я\u{301}TZ+-]{0,40}") {
        for text in [&text, &marks, &format!("https://web.archive.org/web/{marks}"), &format!("[[{marks}]]")] {
            for kind in Kind::ALL {
                kind.is(text);
            }
            if let Err(fault) = masthead::kinds::wikilink::parse(text) {
                prop_assert!(text.get(fault.range).is_some());
            }
            for result in [masthead::kinds::url::check(text), masthead::kinds::url::check_loosely(text)] {
                if let Err(fault) = result {
                    prop_assert!(text.get(fault.range).is_some());
                }
            }
            if let Err(fault) = masthead::kinds::wayback::parse(text) {
                prop_assert!(text.get(fault.range).is_some(), "{text:?}");
            }
            let normal = masthead::kinds::url::normal_form(text);
            let _ = masthead::markdown::plain(text).len() + masthead::markdown::typographic(text).len() + normal.len();
            prop_assert!(masthead::markdown::headings(text).all(|heading| text.get(heading.text).is_some()));
        }
    }

    #[test]
    fn dates_have_faults_within_their_text(text in "[0-9A-Za-zяі .,:/+-]{0,30}") {
        use masthead::kinds::date::{Form, check};
        for form in [Form::Date, Form::Time, Form::DateTime, Form::Timestamp] {
            if let Err(fault) = check(&text, form) {
                prop_assert!(text.get(fault.range).is_some());
            }
        }
    }
}
