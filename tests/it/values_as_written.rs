//! What people write in values: answers, numbers, white space at the ends, and characters that stand for others.

use masthead::diagnostic::{Diagnostic, Safety};
use masthead::fix::repair;
use masthead::linter::check;
use masthead::source::Source;

use crate::support::{Case, schema, settings};

const TYPES: &str = "properties:
  n: { type: integer }
  draft: { type: boolean }
  title: { type: string }
  tags: { type: array, items: { type: string } }
  lang: { type: string, format: language-tag }
  date: { type: string, format: date }
  when: { type: string, format: date-time }
  up: { type: string, format: wikilink }
";

fn found(text: &str) -> Vec<Diagnostic> {
    let schema = schema(TYPES);
    Case::new(&format!("---\n{text}\n---\n")).schema(&schema).diagnostics()
}

/// The fields after repair, and how many findings there were before.
fn repaired(text: &str, allow: Safety) -> (String, usize) {
    let schema = schema(TYPES);
    let (settings, text) = (settings(), format!("---\n{text}\n---\n"));
    let checked = |source: &Source| check(source, Some(&schema), &settings).diagnostics;
    let before = checked(&Source::new("a.md", text.as_str())).len();
    let repaired = repair(Source::new("a.md", text.as_str()), checked, allow);
    let after = repaired.source.text();
    (after.strip_prefix("---\n").unwrap().strip_suffix("\n---\n").unwrap().to_owned(), before)
}

#[test]
fn what_the_schema_decides_is_repaired_safely() {
    for (wrong, right) in [
        ("n: 1_000", "n: 1000"),
        ("n: 08", "n: 8"),
        ("n: 0x1_f", "n: 31"),
        ("n: 0b101", "n: 5"),
        ("n: -1_0", "n: -10"),
        ("draft: off", "draft: false"),
        ("draft: Yes", "draft: true"),
        ("title: no", "title: 'no'"),
        ("title: On", "title: 'On'"),
        ("lang: 'ru '", "lang: 'ru'"),
        ("date: ' 2022-09-26'", "date: '2022-09-26'"),
        ("up: \"[[Сад]] \"", "up: \"[[Сад]]\""),
    ] {
        assert_eq!(repaired(wrong, Safety::Safe), (right.to_owned(), 1), "{wrong}");
    }
}

#[test]
fn what_is_guessed_is_repaired_on_request_only() {
    for (wrong, right) in [
        ("comments: off", "comments: false"),
        ("sidebar: on", "sidebar: true"),
        ("published: Off", "published: false"),
        ("tags: [Part: one, two]", "tags: ['Part: one', two]"),
        ("tags:\n  - Часть: один\n  - two", "tags:\n  - 'Часть: один'\n  - two"),
        ("tags: сад, огород", "tags: [сад, огород]"),
        ("tags: \"[[A]], [[B]]\"", "tags: [\"[[A]]\", \"[[B]]\"]"),
        ("tags: yes; no", "tags: [\"yes\", \"no\"]"),
        ("when: 1672531200", "when: 2023-01-01T00:00:00Z"),
        ("when: 1672531200000", "when: 2023-01-01T00:00:00Z"),
        ("date: 20230105", "date: 2023-01-05"),
        ("lang: |\n  ru", "lang: |-\n  ru"),
        ("date: >+\n  2024-01-02", "date: >-\n  2024-01-02"),
        ("title: Don\u{92}t", "title: Don’t"),
        ("title: \"\\x93Сад\\x94 \\x96 \\x85\"", "title: \"“Сад” – …\""),
        ("\"my\u{a0}key\": a", "\"my key\": a"),
    ] {
        assert_eq!(repaired(wrong, Safety::Safe).0, wrong, "{wrong}");
        let (after, before) = repaired(wrong, Safety::Unsafe);
        assert_eq!(after, right, "{wrong}");
        assert!(before >= 1, "{wrong}");
    }
}

#[test]
fn one_fault_is_one_finding() {
    for text in ["date: 20230105", "n: 1_000", "draft: off", "lang: 'ru '", "when: 1672531200", "title: Null"] {
        assert_eq!(found(text).len(), 1, "{text}: {:?}", found(text));
    }
}

#[test]
fn advice_does_no_harm() {
    let help = |text: &str| found(text)[0].help.clone().unwrap_or_default();
    assert_eq!(help("n: 010"), "write `8` or `10`, whichever is meant");
    assert_eq!(help("title: Null"), "put it in quotes if it is text: `'Null'`");
    assert_eq!(help("when: 12"), "write a date and time, such as `2022-09-26T11:40:00Z`");
    assert!(found("when: 12")[0].fix.is_none());
    assert!(found("n: 010")[0].fix.is_none());
    assert!(help("tags: { a: b }").starts_with("write a list"));
}

#[test]
fn characters_that_nobody_knows_are_reported_and_stay() {
    for text in [
        "title: Сад\u{85}и",
        "title: Caf\u{fffd}",
        "title: Сад \u{f0b7} огород",
        "title: \"a\\x81b\"",
        "title: \"a\\x85b\"",
    ] {
        let said = found(text);
        assert_eq!(said.len(), 1, "{text}: {said:?}");
        assert!(said[0].fix.is_none(), "{text}");
    }
    for silent in ["icon: \u{f015}", "title: Сад\u{a0}и огород", "title: 日本語", "\"ключ\": a", "title: •"]
    {
        assert!(found(silent).is_empty(), "{silent}: {:?}", found(silent));
    }
}
