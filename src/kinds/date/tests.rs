use super::*;

fn kind(text: &str, form: Form) -> String {
    match check(text, form) {
        Ok(()) => "ok".to_owned(),
        Err(Fault { range, kind }) => match kind {
            FaultKind::Malformed { problem, readings } => {
                let isos: Vec<_> = readings
                    .iter()
                    .map(|reading| format!("{}{}", reading.iso, if reading.complete { "" } else { "?" }))
                    .collect();
                format!("{problem:?} {:?} {}", &text[range], isos.join(" or ")).trim_end().to_owned()
            }
            FaultKind::Impossible(impossible) => format!("{impossible:?} {:?}", &text[range]),
            FaultKind::Zoneless => "zoneless".to_owned(),
        },
    }
}

#[test]
fn what_was_meant_is_told() {
    for text in [
        "26.09.2022",
        "26 сентября 2022",
        "26 сентября 2022 г.",
        "September 26, 2022",
        "Monday, September 26th, 2022",
        "26 septembrie 2022",
        "26 вересня 2022 року",
        "2022/09/26",
        "2022-9-26",
        "20220926",
        "09/26/2022",
        "2022-269",
        "2022-W39-1",
        "2022W391",
        "2022.09.26",
        "26-Sep-2022",
    ] {
        assert_eq!(kind(text, Form::Date), format!("Notation {text:?} 2022-09-26"), "{text}");
    }
    assert_eq!(kind("03/04/2022", Form::Date), "Notation \"03/04/2022\" 2022-04-03 or 2022-03-04");
    assert_eq!(kind("03/03/2022", Form::Date), "Notation \"03/03/2022\" 2022-03-03");
}

#[test]
fn times_beside_other_notations_are_read() {
    let read = |text| kind(text, Form::DateTime).rsplit('"').next().map(|text| text.trim().to_owned());
    assert_eq!(read("26.09.2022 11:40").as_deref(), Some("2022-09-26T11:40:00?"));
    assert_eq!(read("26 сентября 2022, 11:40").as_deref(), Some("2022-09-26T11:40:00?"));
    assert_eq!(read("Mon, 26 Sep 2022 11:40:00 +0000").as_deref(), Some("2022-09-26T11:40:00+00:00"));
    assert_eq!(read("20220926T114000Z").as_deref(), Some("2022-09-26T11:40:00Z"));
    assert_eq!(read("20220926114000").as_deref(), Some("2022-09-26T11:40:00?"));
    assert_eq!(read("September 26, 2022 at 2:40 PM UTC").as_deref(), Some("2022-09-26T14:40:00Z"));
}

#[test]
fn the_smallest_wrong_part_is_named() {
    let kind = |text| kind(text, Form::DateTime);
    assert_eq!(kind("2022-09-26 11:40:00Z"), "Separator \" \" 2022-09-26T11:40:00Z");
    assert_eq!(kind("2022-09-26T11:40Z"), "NoSeconds \"11:40\" 2022-09-26T11:40:00Z");
    assert_eq!(kind("2022-09-26T11:40:00+0000"), "OffsetColon \"+0000\" 2022-09-26T11:40:00+00:00");
    assert_eq!(kind("2022-09-26T11:40:00"), "zoneless");
    assert_eq!(kind("2022-02-30T11:40:00Z"), "Day { year: 2022, month: 2, last: 28 } \"30\"");
    assert_eq!(kind("2022-09-26T25:40:00Z"), "Hour \"25\"");
    assert_eq!(kind("2022-09-26T11:61:00Z"), "Minute \"61\"");
    assert_eq!(kind("2022-09-26T11:40:00+25:00"), "OffsetHour \"25\"");
}

#[test]
fn timestamps_are_what_site_generators_read() {
    for text in [
        "2022-09-26",
        "2022-09-26T11:40:00Z",
        "2022-09-26 11:40:00 +0200",
        "2022-09-26 11:40 +02:00",
        "2022-09-26 9:40:00 UTC",
        "2022-09",
        "2022",
        "today",
        "{{date}}",
        "<% tp.date.now() %>",
        "circa 1990",
        "1664192400",
        "Spring 2020",
        "2022-09-26 to 2022-10-01",
    ] {
        assert_eq!(kind(text, Form::Timestamp), "ok", "{text}");
    }
    assert_eq!(kind("2022-09-26 11:40", Form::Timestamp), "zoneless");
    assert_eq!(kind("2022-9-6", Form::Timestamp), "Notation \"2022-9-6\" 2022-09-06");
    assert_eq!(kind("31.02.2022", Form::Timestamp), "Day { year: 2022, month: 2, last: 28 } \"31\"");
}
