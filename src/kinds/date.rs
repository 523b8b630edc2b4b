//! Dates and times: the fields of RFC 3339 §5.6 with their places, and what is wrong with a value that is none.
//!
//! The calendar is chrono's; the text is read here, so that every fault has the bytes it stands at.

mod names;
mod notation;
mod scan;

use std::ops::Range;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use scan::{Scan, Zone};

/// What a value should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `full-date` of RFC 3339: `2022-09-26`.
    Date,
    /// `full-time`: `11:40:00Z`.
    Time,
    /// `date-time`: `2022-09-26T11:40:00+00:00`.
    DateTime,
    /// A date, or a date and time, as site generators read them. Text that is no date at all is left alone.
    Timestamp,
}

/// What is wrong with a value, and the bytes of it that are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub range: Range<usize>,
    pub kind: FaultKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// It is not written in the form; `readings` are what it may mean.
    Malformed { problem: Problem, readings: Vec<Reading> },
    /// It is a date or time that no calendar or clock has.
    Impossible(Impossible),
    /// It is right but for its missing offset from UTC.
    Zoneless,
}

/// How a value differs from its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Something else than `T` between date and time.
    Separator,
    NoSeconds,
    /// `+0200`
    OffsetColon,
    /// `+02`
    OffsetMinutes,
    /// White space before the offset.
    OffsetSpace,
    /// `UTC` or `GMT`
    OffsetName,
    /// A comma before the fraction of a second.
    Comma,
    /// A date where there should be a time too.
    DateOnly,
    /// A time where there should be a date too.
    TimeOnly,
    /// A date and time where a date or a time alone is wanted.
    TooMuch,
    /// A known way to write dates that is not this one.
    Notation,
    /// A year of two digits.
    ShortYear,
    /// Punctuation behind the date.
    Tail,
    /// Letters or marks where figures are to be filled in: `2023-XX-XX`.
    Open,
    /// Anything else.
    Unknown,
}

/// What a value may mean, as RFC 3339 writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    pub iso: String,
    /// Nothing is missing: it can stand in the value's place.
    pub complete: bool,
}

/// Which field is beyond its bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Impossible {
    Month,
    /// The month has only `last` days.
    Day {
        year: u32,
        month: u32,
        last: u32,
    },
    Hour,
    Minute,
    Second,
    /// A 60th second elsewhere than at 23:59 UTC.
    LeapSecond,
    OffsetHour,
    OffsetMinute,
    /// A day of the year or a week that the year does not have.
    Ordinal,
}

/// When something was: the first and the last moment that the text may mean, in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    pub earliest: NaiveDateTime,
    pub latest: NaiveDateTime,
    /// Where there is no offset: the same on the clock of the place.
    pub local: Option<(NaiveDateTime, NaiveDateTime)>,
}

impl Interval {
    /// Whether this one certainly begins after `other` ends. Two without offset are taken to be of one place.
    pub fn is_after(&self, other: &Self) -> bool {
        match (self.local, other.local) {
            (Some((first, _)), Some((_, last))) => first > last,
            _ => self.earliest > other.latest,
        }
    }
}

/// The offsets from UTC that places have, in hours.
const WESTMOST: i64 = -12;
const EASTMOST: i64 = 14;

/// Checks a value against its form.
pub fn check(text: &str, form: Form) -> Result<(), Fault> {
    match scan::scan(text) {
        Some(scan) => match impossible(&scan) {
            Some(fault) => Err(fault),
            None => deviation(text, &scan, form),
        },
        None => check_other(text, form),
    }
}

/// Checks what is not of the form of RFC 3339, nor nearly.
fn check_other(text: &str, form: Form) -> Result<(), Fault> {
    if let Some(fault) = tail(text, form).or_else(|| open(text)).or_else(|| wide(text, form)) {
        return Err(fault);
    }
    match notation::read(text) {
        notation::Read::Scans(scans, problem) => Err(other_notation(text, &scans, problem, form)),
        notation::Read::Impossible(range, kind) => Err(Fault { range, kind: FaultKind::Impossible(kind) }),
        notation::Read::Nothing if form == Form::Timestamp && !resembles(text) => Ok(()),
        notation::Read::Nothing => Err(malformed(0..text.len(), Problem::Unknown, Vec::new())),
    }
}

/// A date that punctuation follows, which is left of a list or of other syntax: `2023-01-05;`.
fn tail(text: &str, form: Form) -> Option<Fault> {
    let date = text.trim_end_matches([';', ',', '.', '；', '，', '、', '。']).trim_end();
    if date.len() == text.len() || scan::scan(date)?.date.is_none() {
        return None;
    }
    let complete = match check(date, form) {
        Ok(()) => true,
        Err(Fault { kind: FaultKind::Zoneless, .. }) => form == Form::Timestamp,
        Err(fault) => return Some(fault),
    };
    let reading = Reading { iso: date.to_owned(), complete };
    Some(malformed(date.len()..text.len(), Problem::Tail, vec![reading]))
}

/// A date in the digits and signs of full width: `２０２３-０１-０５`.
fn wide(text: &str, form: Form) -> Option<Fault> {
    if !text.contains(|one: char| matches!(one, '\u{ff01}'..='\u{ff5e}')) {
        return None;
    }
    let narrow = |one: char| match one {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(one) - 0xfee0).unwrap_or(one),
        '\u{3000}' => ' ',
        _ => one,
    };
    let plain: String = text.chars().map(narrow).collect();
    scan::scan(&plain)?.date?;
    let complete = match check(&plain, form) {
        Ok(()) => true,
        Err(Fault { kind: FaultKind::Zoneless, .. }) => form == Form::Timestamp,
        Err(_) => return None,
    };
    Some(malformed(0..text.len(), Problem::Notation, vec![Reading { iso: plain, complete }]))
}

/// A date of which month or day is not known or not filled in yet: `2023-XX-XX`, `2023-01-??`.
fn open(text: &str) -> Option<Fault> {
    const BLANKS: &str = "XxMmDdTtДдМм?_*#";
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let is_part =
        |part: &str| part.chars().count() == 2 && part.chars().all(|one| one.is_ascii_digit() || BLANKS.contains(one));
    let is_filled = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let is_open = parts.next().is_none()
        && year.len() == 4
        && is_filled(year)
        && is_part(month)
        && is_part(day)
        && !(is_filled(month) && is_filled(day));
    let start = if is_filled(month) { text.len() - day.len() } else { year.len() + 1 };
    is_open.then(|| malformed(start..text.len(), Problem::Open, Vec::new()))
}

/// What no calendar has in plain text that readers of YAML 1.1 take for a date or a date and time, and refuse or count on
/// from (<https://yaml.org/type/timestamp.html>).
pub fn impossible_in_yaml(text: &str) -> Option<(Range<usize>, Impossible)> {
    let scan = scan::scan(text)?;
    let date = scan.date.as_ref()?;
    let is_timestamp = match &scan.time {
        None => !scan.unpadded && scan.zone == Zone::None,
        Some(time) => time.second.is_some() && time.comma.is_none(),
    };
    let time = || scan.time.as_ref().and_then(|time| time.impossible(&scan.zone));
    let (range, kind) = date.impossible().or_else(time).filter(|_| is_timestamp)?;
    (kind != Impossible::LeapSecond).then_some((range, kind))
}

/// The moment that a date or a date and time in any of the accepted forms means; `None` where it is not one.
pub fn interval(text: &str) -> Option<Interval> {
    let scan = scan::scan(text)?;
    if impossible(&scan).is_some() {
        return None;
    }
    let date = scan.date.as_ref()?.calendar()?;
    let (first, last) = match &scan.time {
        None => (date.and_hms_opt(0, 0, 0)?, date.and_hms_nano_opt(23, 59, 59, 999_999_999)?),
        Some(time) => time.bounds(date)?,
    };
    let (eastmost, westmost, local) = match scan.zone.minutes() {
        Some(minutes) => (TimeDelta::minutes(minutes), TimeDelta::minutes(minutes), None),
        None => (TimeDelta::hours(EASTMOST), TimeDelta::hours(WESTMOST), Some((first, last))),
    };
    Some(Interval { earliest: first - eastmost, latest: last - westmost, local })
}

/// Why a text is no date in a notation of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unnotated {
    /// It is written in another way.
    Otherwise,
    /// No calendar or clock has it.
    Impossible,
}

/// The moment that a text means in a notation of strftime, such as `%m/%d/%Y`.
pub fn notated(text: &str, notation: &str) -> Result<Interval, Unnotated> {
    use chrono::format::{ParseErrorKind, Parsed, StrftimeItems, parse};
    // In another notation, what stands in the place of the month may be the half of a year.
    let has_its_shape = || {
        let example = NaiveDate::default().and_hms_opt(0, 0, 0).map(|day| day.and_utc().format(notation).to_string());
        let marks = |text: &str| text.chars().filter(|one| !one.is_alphanumeric()).collect::<String>();
        example.is_some_and(|example| marks(&example) == marks(text))
    };
    let why = |error: chrono::ParseError| match error.kind() {
        ParseErrorKind::OutOfRange | ParseErrorKind::Impossible if has_its_shape() => Unnotated::Impossible,
        _ => Unnotated::Otherwise,
    };
    let mut parsed = Parsed::new();
    parse(&mut parsed, text, StrftimeItems::new(notation)).map_err(why)?;
    let date = parsed.to_naive_date().map_err(why)?;
    let whole_day = || Some((date.and_hms_opt(0, 0, 0)?, date.and_hms_nano_opt(23, 59, 59, 999_999_999)?));
    let has_time = parsed.hour_mod_12().is_some() || parsed.minute().is_some();
    let (first, last) = if has_time {
        if parsed.minute().is_none() {
            let _ = parsed.set_minute(0);
        }
        let moment = date.and_time(parsed.to_naive_time().map_err(why)?);
        (moment, moment)
    } else {
        whole_day().ok_or(Unnotated::Impossible)?
    };
    let (eastmost, westmost, local) = match parsed.offset() {
        Some(seconds) => (TimeDelta::seconds(seconds.into()), TimeDelta::seconds(seconds.into()), None),
        None => (TimeDelta::hours(EASTMOST), TimeDelta::hours(WESTMOST), Some((first, last))),
    };
    Ok(Interval { earliest: first - eastmost, latest: last - westmost, local })
}

/// The day and time on the clock of the place that a text means, as it is written.
pub fn on_the_clock(text: &str) -> Option<(NaiveDate, Option<chrono::NaiveTime>)> {
    let scan = scan::scan(text)?;
    if impossible(&scan).is_some() {
        return None;
    }
    let date = scan.date.as_ref()?.calendar()?;
    let time = scan.time.as_ref().and_then(|time| time.bounds(date)).map(|(first, _)| first.time());
    Some((date, time))
}

/// The number of days of a month, which is from 1 to 12.
pub fn last_day(year: u32, month: u32) -> u32 {
    match month {
        2 => i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, 2, 29)).map_or(28, |_| 29),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn malformed(range: Range<usize>, problem: Problem, readings: Vec<Reading>) -> Fault {
    Fault { range, kind: FaultKind::Malformed { problem, readings } }
}

fn other_notation(text: &str, scans: &[Scan], problem: Problem, form: Form) -> Fault {
    let mut readings: Vec<Reading> = Vec::new();
    for reading in scans.iter().map(|scan| reading(text, scan, form)) {
        if !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    malformed(0..text.len(), problem, readings)
}

/// Whether text that cannot be read begins like a date and time of ISO 8601 and holds nothing else.
fn resembles(text: &str) -> bool {
    let bytes = text.as_bytes();
    let date = bytes.len() > 10
        && bytes[..10].iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !date {
        return false;
    }
    let rest = &bytes[11..];
    let is_begun = match bytes[10] {
        b'T' | b't' => rest.first().is_none_or(u8::is_ascii_digit),
        b' ' => rest.first().is_some_and(u8::is_ascii_digit) && rest.contains(&b':'),
        _ => false,
    };
    is_begun
        && rest.iter().all(|byte| byte.is_ascii_digit() || b":.,+-Zz ".contains(byte))
        && memchr::memchr(b'-', rest) == memchr::memrchr(b'-', rest)
}

/// What the text means, in the form that is wanted where it holds enough for that.
fn reading(text: &str, scan: &Scan, form: Form) -> Reading {
    let date = scan.date.as_ref().map(scan::DateFields::iso);
    let time = scan.time.as_ref().map(|time| time.iso(text));
    let zone = scan.zone.iso();
    let zoned = zone.is_some();
    let zone = zone.unwrap_or_default();
    match (form, date, time) {
        (Form::Date, Some(date), _) => Reading { iso: date, complete: true },
        (Form::Time, _, Some(time)) => Reading { iso: format!("{time}{zone}"), complete: zoned },
        (_, Some(date), Some(time)) => Reading { iso: format!("{date}T{time}{zone}"), complete: zoned },
        (form, Some(date), None) => Reading { iso: date, complete: form == Form::Timestamp },
        (_, None, time) => Reading { iso: time.unwrap_or_default() + &zone, complete: false },
    }
}

/// The first difference between what was read and its form.
fn deviation(text: &str, scan: &Scan, form: Form) -> Result<(), Fault> {
    let whole = 0..text.len();
    let fault = |range: Range<usize>, problem| Err(malformed(range, problem, vec![reading(text, scan, form)]));
    match (form, &scan.date, &scan.time) {
        (Form::Date, Some(_), None) if scan.zone == Zone::None => {}
        (Form::Date, Some(_), _) => return fault(10.min(text.len())..text.len(), Problem::TooMuch),
        (Form::Time, Some(_), Some(_)) => return fault(whole, Problem::TooMuch),
        (Form::Time | Form::DateTime, Some(_), None) => return fault(whole, Problem::DateOnly),
        (Form::Date | Form::DateTime, None, _) => return fault(whole, Problem::TimeOnly),
        // A time alone is no date, but who wrote it knew that.
        (Form::Timestamp, None, _) => return Ok(()),
        _ => {}
    }
    if scan.unpadded && !(form == Form::Timestamp && scan.time.is_some()) {
        return fault(whole, Problem::Notation);
    }
    let Some(time) = &scan.time else { return Ok(()) };
    if let Some(comma) = &time.comma {
        return fault(comma.clone(), Problem::Comma);
    }
    if form != Form::Timestamp {
        if let Some(separator) = &scan.separator
            && !matches!(&text[separator.clone()], "T" | "t")
        {
            return fault(separator.clone(), Problem::Separator);
        }
        if time.second.is_none() {
            return fault(time.range.clone(), Problem::NoSeconds);
        }
        if let Some((range, problem)) = scan.zone.deviation() {
            return fault(range, problem);
        }
    }
    if scan.zone == Zone::None {
        return Err(Fault { range: whole, kind: FaultKind::Zoneless });
    }
    Ok(())
}

/// The first field that no calendar or clock has.
fn impossible(scan: &Scan) -> Option<Fault> {
    let date = scan.date.as_ref().and_then(scan::DateFields::impossible);
    let time = || scan.time.as_ref().and_then(|time| time.impossible(&scan.zone));
    let zone = || scan.zone.impossible();
    let (range, kind) = date.or_else(zone).or_else(time)?;
    Some(Fault { range, kind: FaultKind::Impossible(kind) })
}

#[cfg(test)]
mod tests;
