use masthead::diagnostic::Severity;
use masthead::kinds::Kind;
use masthead::schema::Relations;

use crate::support::{Case, findings, none};
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
fn a_time_without_offset_is_advice_by_name_and_an_error_by_schema() {
    let text = "---\ndate: 2022-09-26 11:40\n---\n";
    assert_eq!(findings(text), ["2:7 date/zoneless `2022-09-26 11:40`"]);
    assert_eq!(diagnostics(text, None)[0].severity, Severity::Info);
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

#[test]
fn what_is_left_of_other_syntax_is_found_behind_a_date() {
    for (written, found, repaired) in [
        ("2023-01-05;", "date/malformed `;`", Some("2023-01-05")),
        ("2023-01-05,", "date/malformed `,`", Some("2023-01-05")),
        ("'2023-01-05。'", "date/malformed `。`", Some("'2023-01-05'")),
        ("2023-01-05 10:00:00Z;", "date/malformed `;`", Some("2023-01-05 10:00:00Z")),
        ("2023-01-05T10:00:00Z,", "date/malformed `,`", Some("2023-01-05T10:00:00Z")),
        ("2023-02-30;", "date/impossible `30`", None),
        ("2023-01-05T10-00-00", "date/malformed `2023-01-05T10-00-00`", None),
        ("2023-01-05T10-00-00Z", "date/malformed `2023-01-05T10-00-00Z`", Some("2023-01-05T10:00:00Z")),
        ("2023-01-05_10-00-00", "date/malformed `2023-01-05_10-00-00`", None),
        ("2023-01-05T10", "date/malformed `2023-01-05T10`", None),
        ("2023-01-05T", "date/malformed `2023-01-05T`", Some("2023-01-05")),
        ("2023년 1월 5일", "date/malformed `2023년 1월 5일`", Some("2023-01-05")),
        ("2023年01月05日", "date/malformed `2023年01月05日`", Some("2023-01-05")),
        ("2023年1月5日(木)", "date/malformed `2023年1月5日(木)`", Some("2023-01-05")),
        ("2023. 1. 5.", "date/malformed `2023. 1. 5.`", Some("2023-01-05")),
        ("5. Januar 2023", "date/malformed `5. Januar 2023`", Some("2023-01-05")),
        ("5 de enero de 2023", "date/malformed `5 de enero de 2023`", Some("2023-01-05")),
        ("2023-XX-XX", "date/malformed `XX-XX`", None),
        ("2023-01-??", "date/malformed `??`", None),
        ("2023-0X-дд", "date/malformed `0X-дд`", None),
    ] {
        assert_eq!(in_field(Kind::Timestamp, written), [found], "{written}");
        assert_eq!(repaired_field(Kind::Timestamp, written).as_deref(), repaired, "{written}");
    }
    for written in [
        "2022-09-26 to 2022-10-01",
        "26.09.2022 10-12",
        "26.09.2022, 20.09.22",
        "Spring 2020.",
        "2023-XX",
        "a-b-c",
        "v2023-XX-XX",
    ] {
        none(&format!("---\ndate: {written}\n---\n"));
    }
}

#[test]
fn a_plain_date_that_no_calendar_has_is_found_in_any_field() {
    assert_eq!(findings("---\nanything: 2022-02-30\n---\n"), ["2:19 date/impossible `30`"]);
    assert_eq!(findings("---\nlist:\n- 2021-13-01\n---\n"), ["3:8 date/impossible `13`"]);
    assert_eq!(findings("---\nа: { б: [2021-04-31] }\n---\n"), ["2:18 date/impossible `31`"]);
    assert_eq!(findings("---\n2021-02-29: leap\n---\n"), ["2:9 date/impossible `29`"]);
    assert_eq!(findings("---\nat: 2021-02-28 25:00:00\n---\n"), ["2:16 date/impossible `25`"]);
    assert_eq!(findings("---\nat: 2021-02-28T10:61:00Z\n---\n"), ["2:19 date/impossible `61`"]);
    for text in [
        "a: '2022-02-30'",
        "a: 2022-2-30",
        "a: 2022-02-30x",
        "a: >-\n  2022-02-30",
        "a: !!str 2022-02-30",
        "a: 2022/02/30",
        "a: 2021-02-28 25:00",
    ] {
        none(&format!("---\n{text}\n---\n"));
    }
    let text = "---\ntitle: 2022-02-30\n---\n";
    let schema = schema(&[], Relations::default());
    assert_eq!(diagnostics(text, Some(&schema))[0].severity, Severity::Warning, "the schema lets it pass");
}

#[test]
fn usual_names_are_known_in_the_spellings_of_their_users() {
    for name in [
        "lastmod",
        "pubDate",
        "pub_date",
        "updatedDate",
        "last_modified_at",
        "lastModifiedAt",
        "last-modified-at",
        "updated_at",
        "Created",
        "CREATED",
        "modified_date",
        "date created",
        "Date Modified",
        "datePublished",
        "publishDate",
        "PublishDate",
        "expiryDate",
        "article:published_time",
        "Дата",
        "дата создания",
        "Опубликовано",
        "створено",
        "publicat",
        "data publicării",
        "erstellt",
        "Veröffentlicht",
        "Geändert am",
        "dateSubmitted",
        "creation-date",
    ] {
        let found = findings(&format!("---\n{name}: 30.02.2022\n---\n"));
        assert!(found.len() == 1 && found[0].ends_with("date/impossible `30`"), "{name}: {found:?}");
    }
    for name in ["data", "valid", "available", "updates", "dated", "candidate", "locale", "last modified by", "creator"]
    {
        none(&format!("---\n{name}: 30.02.2022\n---\n"));
    }
    for name in ["lang", "Lang", "LANG", "inLanguage", "Language", "язык", "Мова", "sprache", "limba", "hreflang"]
    {
        let found = findings(&format!("---\n{name}: en_GB\n---\n"));
        assert!(found.len() == 1 && found[0].ends_with("language/malformed `en_GB`"), "{name}: {found:?}");
    }
    none("---\nlocale: ru_RU\nog:locale: ro_MD\n---\n");
}

#[test]
fn ends_and_plans_may_lie_ahead() {
    for name in ["expiryDate", "expiry_date", "validThrough", "startDate", "end-date", "publishDate", "Expires"] {
        none(&format!("---\n{name}: 2031-01-01\n---\n"));
    }
    assert_eq!(findings("---\nlastmod: 2031-01-01\n---\n"), ["2:10 date/future `2031-01-01`"]);
}

#[test]
fn messages_name_the_item_of_a_list() {
    let text = "---\ndates:\n  - 2024-02-30\n  - '2024-01-01T00:00:00'\n  - 26.09.2022\n---\n";
    let schema =
        crate::support::schema("properties: { dates: { type: array, items: { type: string, format: date-time } } }");
    let messages: Vec<_> =
        Case::new(text).schema(&schema).diagnostics().into_iter().map(|found| found.message).collect();
    for start in ["item 1 of `dates` has a day that February 2024", "item 2 of `dates` has no offset from UTC"] {
        assert!(messages.iter().any(|message| message.starts_with(start)), "`{start}` in {messages:?}");
    }
    assert!(messages.iter().any(|message| message.contains("item 3 of `dates`")), "{messages:?}");
}
