use masthead::diagnostic::Severity;
use masthead::kinds::Kind;
use masthead::schema::Relations;

use crate::support::{findings, none};
use crate::typed::{diagnostics, found, in_field, repaired_field, schema};

#[test]
fn a_date_in_another_notation_is_malformed() {
    for written in
        ["26.09.2022", "26 сентября 2022", "'September 26, 2022'", "26 septembrie 2022", "26 вересня 2022 р."]
    {
        let text = written.trim_matches('\'');
        assert_eq!(in_field(Kind::Date, written), [format!("date/malformed `{text}`")], "{written}");
        let quote = if written == text { "" } else { "'" };
        assert_eq!(repaired_field(Kind::Date, written), Some(format!("{quote}2022-09-26{quote}")), "{written}");
    }
}

#[test]
fn unquoted_numbers_count_by_their_text() {
    assert_eq!(in_field(Kind::Date, "20220926"), ["date/malformed `20220926`"]);
    assert_eq!(in_field(Kind::Date, "2022"), [""; 0], "its type is what is wrong");
    assert_eq!(in_field(Kind::Date, "true"), [""; 0]);
}

#[test]
fn two_readings_are_both_said_and_none_is_written() {
    let schema = schema(&[("field", Kind::Date)], Relations::default());
    let found = diagnostics("---\nfield: 03/04/2022\n---\n", Some(&schema));
    let help = found[0].help.as_deref().unwrap_or_default();
    assert!(help.contains("2022-04-03") && help.contains("2022-03-04"), "{help}");
    assert_eq!(found[0].fix, None);
}

#[test]
fn a_date_time_is_told_by_its_smallest_wrong_part() {
    let of = |written| in_field(Kind::DateTime, written);
    assert_eq!(of("2022-09-26 11:40:00Z"), ["date/malformed ` `"]);
    assert_eq!(of("2022-09-26T11:40:00+0000"), ["date/malformed `+0000`"]);
    assert_eq!(of("'2022-09-26T11:40Z'"), ["date/malformed `11:40`"]);
    assert_eq!(of("2022-09-26"), ["date/malformed `2022-09-26`"]);
    assert_eq!(of("\"2022-09-26T11:40:00\""), ["date/zoneless `2022-09-26T11:40:00`"]);
    assert_eq!(of("'{{date}}'"), ["date/malformed `{{date}}`"]);
    assert_eq!(repaired_field(Kind::DateTime, "'2022-09-26 11:40Z'").as_deref(), Some("'2022-09-26T11:40:00Z'"));
}

#[test]
fn what_no_calendar_has_is_pointed_at() {
    let of = |written| in_field(Kind::DateTime, written);
    assert_eq!(of("'2022-02-30T11:40:00Z'"), ["date/impossible `30`"]);
    assert_eq!(of("2022-13-01T11:40:00Z"), ["date/impossible `13`"]);
    assert_eq!(of("2022-09-26T25:40:00Z"), ["date/impossible `25`"]);
    assert_eq!(of("2022-09-26T11:61:00Z"), ["date/impossible `61`"]);
    assert_eq!(of("2022-09-26T11:40:00+25:00"), ["date/impossible `25`"]);
    assert_eq!(of("2022-09-26T11:40:60Z"), ["date/impossible `60`"]);
    assert_eq!(in_field(Kind::Date, "30.02.2022"), ["date/impossible `30`"]);
    let schema = schema(&[("field", Kind::Date)], Relations::default());
    let found = diagnostics("---\nfield: 2023-02-29\n---\n", Some(&schema));
    assert_eq!(found[0].help.as_deref(), Some("the last day of February 2023 is `2023-02-28`"));
}

#[test]
fn dates_of_rfc_3339_are_accepted() {
    for written in ["2022-09-26", "'2024-02-29'", "\"0001-01-01\"", "2000-02-29", "1582-10-10"] {
        assert_eq!(in_field(Kind::Date, written), [""; 0], "{written}");
    }
    for written in [
        "2022-09-26T11:40:00Z",
        "'2022-09-26t11:40:00z'",
        "2022-09-26T11:40:00.123456789012+00:00",
        "1990-12-31T23:59:60Z",
        "1990-12-31T15:59:60-08:00",
        "2022-09-26T11:40:00-00:00",
        ">-\n  2022-09-26T11:40:00Z",
    ] {
        assert_eq!(in_field(Kind::DateTime, written), [""; 0], "{written}");
    }
    for written in ["'11:40:00Z'", "'23:59:60+00:00'", "'11:40:00.5+02:00'"] {
        assert_eq!(in_field(Kind::Time, written), [""; 0], "{written}");
    }
}

#[test]
fn empty_values_are_another_rules_concern() {
    for written in ["", "''", "~", "'  '", "[]"] {
        assert_eq!(in_field(Kind::Date, written), [""; 0], "{written}");
    }
}

#[test]
fn what_site_generators_read_is_accepted_by_name() {
    for written in [
        "2022-09-26",
        "2022-09-26 11:40:00 +0200",
        "2022-09-26T11:40:00Z",
        "2022-09",
        "2022",
        "today",
        "'{{date}}'",
        "<% tp.date.now() %>",
        "1664192400",
        "Весна 2020",
        "2020–2022",
        "昨日",
    ] {
        none(&format!("---\ndate: {written}\n---\n"));
    }
}

#[test]
fn a_time_without_offset_is_a_warning_by_name_and_an_error_by_schema() {
    let text = "---\ndate: 2022-09-26 11:40\n---\n";
    assert_eq!(findings(text), ["2:7 date/zoneless `2022-09-26 11:40`"]);
    assert_eq!(diagnostics(text, None)[0].severity, Severity::Warning);
    let schema = schema(&[("date", Kind::DateTime)], Relations::default());
    let by_schema = diagnostics("---\ndate: 2022-09-26T11:40:00\n---\n", Some(&schema));
    assert_eq!((by_schema[0].rule, by_schema[0].severity), ("date/zoneless", Severity::Error));
}

#[test]
fn dates_after_now_and_the_tolerance_are_found() {
    assert_eq!(findings("---\ndate: 2027-01-01\n---\n"), ["2:7 date/future `2027-01-01`"]);
    assert_eq!(findings("---\ndate: 2026-11-25T12:00:01Z\n---\n"), ["2:7 date/future `2026-11-25T12:00:01Z`"]);
    for date in ["2026-11-24", "2026-11-25", "2026-11-26", "2026-11-25T12:00:00Z", "2026-11-25T23:59:00+14:00"] {
        none(&format!("---\ndate: {date}\n---\n"));
    }
}

const ARTICLE: &[(&str, Kind)] =
    &[("published", Kind::Timestamp), ("modified", Kind::Timestamp), ("archive", Kind::WaybackUrl)];

fn chronology(published: &str, modified: &str, archive: &str) -> Vec<String> {
    let chronology = ["published", "modified", "archive"].map(str::to_owned).to_vec();
    let mut text = "---\n".to_owned();
    for (name, value) in [("published", published), ("modified", modified)] {
        if !value.is_empty() {
            text += &format!("{name}: '{value}'\n");
        }
    }
    if !archive.is_empty() {
        text += &format!("archive: https://web.archive.org/web/{archive}/nokta.md/\n");
    }
    text.push_str("---\n");
    found(ARTICLE, Relations { chronology, ..Relations::default() }, &text)
}

#[test]
fn one_date_out_of_order_is_one_finding() {
    assert_eq!(chronology("2022-09-26", "2022-09-25", ""), ["date/chronology `2022-09-25`"]);
    assert_eq!(chronology("2022-09-26T11:40:00Z", "", "20220926113959"), ["date/chronology `20220926113959`"]);
    // `published` is too late for both; `modified` too early; `modified` too late.
    assert_eq!(chronology("2025-01-01", "2022-09-26", "20240101"), ["date/chronology `2022-09-26`"]);
    assert_eq!(chronology("2022-09-26", "2012-09-26", "20240101"), ["date/chronology `2012-09-26`"]);
    assert_eq!(chronology("2022-09-26", "2025-09-26", "20240101"), ["date/chronology `20240101`"]);
}

#[test]
fn only_a_certain_contradiction_is_one() {
    for (published, modified, archive) in [
        ("2022-09-26T11:40:00+00:00", "", "20240524132027"),
        ("2022-09-26", "2022-09-26T00:00:00Z", ""),
        ("2022-09-26T23:00:00-05:00", "2022-09-27T08:00:00+03:00", "20220927050000"),
        ("2022-09-26T01:00:00+03:00", "2022-09-25T22:00:00Z", ""),
        ("2022-09-26", "2022-09-25T20:00:00-06:00", ""),
        ("2022-09-26", "", "20220925103000"),
        ("2022-09-26T11:40:00Z", "2022-09-26", "2022"),
        ("2022-09-26T11:40:00.5Z", "2022-09-26T11:40:00Z", "202209"),
        ("2022-09-26T11:40:30Z", "2022-09-26T11:40Z", ""),
        ("", "2022-09-26", ""),
    ] {
        assert_eq!(chronology(published, modified, archive), [""; 0], "{published} {modified} {archive}");
    }
}

#[test]
fn both_places_are_shown() {
    let chronology = vec!["published".to_owned(), "modified".to_owned()];
    let schema = schema(ARTICLE, Relations { chronology, ..Relations::default() });
    let text = "---\nmodified: 2021-01-01\npublished: 2022-09-26\n---\n";
    let found = diagnostics(text, Some(&schema));
    assert_eq!((found.len(), found[0].labels.len(), found[0].pointer.as_deref()), (1, 1, Some("/modified")));
    assert_eq!(found[0].message, "`modified` (`2021-01-01`) is earlier than `published` (`2022-09-26`)");
}
