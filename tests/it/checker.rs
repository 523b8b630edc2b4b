//! The surface for other programs: `masthead::Checker`.

use chrono::DateTime;
use masthead::{Checker, Error, Safety, Severity};

fn checker() -> Checker {
    Checker::new(DateTime::parse_from_rfc3339("2026-11-24T12:00:00Z").unwrap())
}

#[test]
fn a_place_is_counted_in_every_unit() {
    let checker = checker().schema("properties: { k: { properties: { t: { type: integer } } } }").unwrap();
    let found = checker.check("\u{feff}---\ntitle: 🇷🇸 Сербия\nk: { ж: 😀, t: 😀x }\n---\n");
    let start = found[0].range.start;
    assert_eq!((start.line, start.column, start.utf16), (3, 15, 15), "{found:?}");
    let end = found[0].range.end;
    let lengths = (end.column - start.column, end.utf16 - start.utf16, end.offset - start.offset);
    assert_eq!(lengths, (2, 3, 5), "{found:?}");
}

#[test]
fn a_byte_order_mark_is_no_column() {
    let found = checker().check("\u{feff}----\ntitle: a\n---\n");
    assert_eq!((found[0].range.start.column, found[0].range.start.utf16, found[0].range.start.offset), (1, 0, 3));
}

#[test]
fn levels_fields_and_schemas_are_set() {
    let text = "---\nreleased: 2022-02-30\nseen: '2022-02-30'\n---\n";
    let rules =
        |checker: &Checker| checker.check(text).iter().map(|found| (found.rule, found.severity)).collect::<Vec<_>>();
    assert_eq!(rules(&checker()), [("date/impossible", Severity::Error)]);
    let more = checker().field("seen", "date").unwrap();
    assert_eq!(rules(&more).len(), 2);
    let milder = more.level("date", Some(Severity::Info)).unwrap();
    assert!(rules(&milder).iter().all(|(_, severity)| *severity == Severity::Info));
    assert_eq!(rules(&milder.level("all", None).unwrap()), []);
    let article = checker().builtin_schema("article").unwrap();
    assert!(rules(&article).iter().any(|(rule, _)| *rule == "schema/required"));
    let own = checker().schema("{\"required\": [\"title\"]}").unwrap();
    assert!(rules(&own).iter().any(|(rule, _)| *rule == "schema/required"));
}

#[test]
fn what_cannot_be_done_is_said() {
    assert_eq!(checker().level("dates", None).unwrap_err(), Error::UnknownRule("dates".into()));
    assert_eq!(checker().field("a", "dat").unwrap_err(), Error::UnknownKind("dat".into()));
    assert_eq!(checker().builtin_schema("articel").unwrap_err(), Error::UnknownSchema("articel".into()));
    let Error::Schema(found) = checker().schema("type: object\nproperties: [a]\n").unwrap_err() else {
        panic!("the schema is invalid")
    };
    assert_eq!(found[0].range.start.line, 2);
}

#[test]
fn the_fixes_of_the_findings_are_those_that_are_made() {
    let text = "---\ntitle: '  a'\nkeywords: [[a]], [b]\nlanguage: ru_RU\n---\n body \n";
    let checker =
        checker().schema("properties: { language: { format: language-tag }, title: {type: string} }").unwrap();
    let fixed = checker.fix(text, Safety::Safe);
    assert!(fixed.made > 0 && fixed.text.ends_with("---\n body \n"), "{fixed:?}");
    let offered = checker
        .check(text)
        .into_iter()
        .filter(|found| found.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe));
    assert_eq!(offered.count(), fixed.made);
    assert!(!fixed.remaining.iter().any(|found| found.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe)));
}
