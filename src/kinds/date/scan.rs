//! The fields of a date and time in the order of ISO 8601, with their places. What is read here is wider than RFC 3339;
//! [`super::check`] tells the differences.

use std::ops::Range;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::{Impossible, Problem, last_day};

/// A run of digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field {
    pub(super) value: u32,
    pub(super) range: Range<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DateFields {
    pub(super) year: Field,
    pub(super) month: Field,
    pub(super) day: Field,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TimeFields {
    pub(super) hour: Field,
    pub(super) minute: Field,
    pub(super) second: Option<Field>,
    /// The digits after the point.
    pub(super) fraction: Option<Range<usize>>,
    /// The comma that stands for the point.
    pub(super) comma: Option<Range<usize>>,
    pub(super) range: Range<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    None,
    /// `Z`, or a name for the same.
    Utc {
        range: Range<usize>,
        named: bool,
        space: Option<Range<usize>>,
    },
    Offset {
        range: Range<usize>,
        west: bool,
        hour: Field,
        minute: Option<Field>,
        colon: bool,
        space: Option<Range<usize>>,
    },
}

/// What was read of a value. All of it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Scan {
    pub(super) date: Option<DateFields>,
    /// What stands between date and time.
    pub(super) separator: Option<Range<usize>>,
    pub(super) time: Option<TimeFields>,
    pub(super) zone: Zone,
    /// A month, day or hour has one digit.
    pub(super) unpadded: bool,
}

/// Reads `YYYY-MM-DD`, a time, or both.
pub(super) fn scan(text: &str) -> Option<Scan> {
    let mut cursor = Cursor { bytes: text.as_bytes(), at: 0 };
    let mut unpadded = false;
    let date = cursor.date(&mut unpadded);
    let mut separator = None;
    let before = cursor.at;
    if date.is_some() {
        separator = cursor.take_if(|byte| matches!(byte, b'T' | b't')).or_else(|| cursor.blanks());
    }
    let time = if date.is_none() || separator.is_some() { cursor.time(&mut unpadded) } else { None };
    if time.is_none() {
        cursor.at = before;
        separator = None;
    }
    if date.is_none() && time.is_none() {
        return None;
    }
    let zone = cursor.zone();
    (cursor.at == text.len()).then_some(Scan { date, separator, time, zone, unpadded })
}

/// A place in the text that is being read.
pub(super) struct Cursor<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
}

impl Cursor<'_> {
    fn date(&mut self, unpadded: &mut bool) -> Option<DateFields> {
        let start = self.at;
        let date = self.date_fields();
        match &date {
            Some(date) => *unpadded |= date.month.range.len() < 2 || date.day.range.len() < 2,
            None => self.at = start,
        }
        date
    }

    fn date_fields(&mut self) -> Option<DateFields> {
        let year = self.digits(4, 4)?;
        self.take_if(|byte| byte == b'-')?;
        let month = self.digits(1, 2)?;
        self.take_if(|byte| byte == b'-')?;
        let day = self.digits(1, 2)?;
        Some(DateFields { year, month, day })
    }

    fn time(&mut self, unpadded: &mut bool) -> Option<TimeFields> {
        let start = self.at;
        let hour = self.digits(1, 2)?;
        self.take_if(|byte| byte == b':')?;
        let minute = self.digits(2, 2)?;
        *unpadded |= hour.range.len() < 2;
        let mut time = TimeFields { hour, minute, second: None, fraction: None, comma: None, range: start..self.at };
        let before = self.at;
        if self.take_if(|byte| byte == b':').is_some() {
            time.second = self.digits(2, 2);
            if time.second.is_none() {
                self.at = before;
            }
        }
        time.range.end = self.at;
        if time.second.is_some() {
            self.fraction(&mut time);
        }
        Some(time)
    }

    fn fraction(&mut self, time: &mut TimeFields) {
        let before = self.at;
        let Some(point) = self.take_if(|byte| matches!(byte, b'.' | b',')) else { return };
        let start = self.at;
        while self.take_if(|byte| byte.is_ascii_digit()).is_some() {}
        if self.at == start {
            self.at = before;
            return;
        }
        time.fraction = Some(start..self.at);
        time.comma = (self.bytes[point.start] == b',').then_some(point);
    }

    pub(super) fn zone(&mut self) -> Zone {
        let before = self.at;
        let space = self.blanks();
        let start = self.at;
        for (name, named) in [("UTC", true), ("GMT", true), ("Z", false), ("z", false)] {
            if self.bytes[self.at..].starts_with(name.as_bytes()) {
                self.at += name.len();
                return Zone::Utc { range: start..self.at, named, space };
            }
        }
        let zone = self.offset(space);
        if zone.is_none() {
            self.at = before;
        }
        zone.unwrap_or(Zone::None)
    }

    fn offset(&mut self, space: Option<Range<usize>>) -> Option<Zone> {
        let sign = self.take_if(|byte| matches!(byte, b'+' | b'-'))?;
        let west = self.bytes[sign.start] == b'-';
        let hour = self.digits(1, 2)?;
        let before = self.at;
        let colon = self.take_if(|byte| byte == b':').is_some();
        let minute = self.digits(2, 2);
        if colon && minute.is_none() {
            self.at = before;
        }
        let colon = colon && hour.range.len() == 2;
        Some(Zone::Offset { range: sign.start..self.at, west, hour, minute, colon, space })
    }

    /// Between `least` and `most` digits that no other digit follows, unless `most` of them have been read.
    fn digits(&mut self, least: usize, most: usize) -> Option<Field> {
        let start = self.at;
        let mut value = 0;
        while self.at - start < most
            && let Some(digit) = self.bytes.get(self.at).filter(|byte| byte.is_ascii_digit())
        {
            value = value * 10 + u32::from(digit - b'0');
            self.at += 1;
        }
        if self.at - start < least {
            self.at = start;
            return None;
        }
        Some(Field { value, range: start..self.at })
    }

    fn take_if(&mut self, wanted: impl Fn(u8) -> bool) -> Option<Range<usize>> {
        let byte = *self.bytes.get(self.at)?;
        wanted(byte).then(|| {
            self.at += 1;
            self.at - 1..self.at
        })
    }

    fn blanks(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        while self.take_if(|byte| matches!(byte, b' ' | b'\t')).is_some() {}
        (self.at > start).then_some(start..self.at)
    }
}

impl DateFields {
    pub(super) fn iso(&self) -> String {
        format!("{:04}-{:02}-{:02}", self.year.value, self.month.value, self.day.value)
    }

    pub(super) fn calendar(&self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(i32::try_from(self.year.value).ok()?, self.month.value, self.day.value)
    }

    pub(super) fn impossible(&self) -> Option<(Range<usize>, Impossible)> {
        let (year, month) = (self.year.value, self.month.value);
        if !(1..=12).contains(&month) {
            return Some((self.month.range.clone(), Impossible::Month));
        }
        self.calendar()
            .is_none()
            .then(|| (self.day.range.clone(), Impossible::Day { year, month, last: last_day(year, month) }))
    }
}

impl TimeFields {
    pub(super) fn iso(&self, text: &str) -> String {
        let second = self.second.as_ref().map_or(0, |second| second.value);
        let fraction = self.fraction.clone().map(|range| format!(".{}", &text[range])).unwrap_or_default();
        format!("{:02}:{:02}:{second:02}{fraction}", self.hour.value, self.minute.value)
    }

    /// The first and the last moment that the time of this day may mean.
    pub(super) fn bounds(&self, date: NaiveDate) -> Option<(NaiveDateTime, NaiveDateTime)> {
        let at = |second: u32, nanos| {
            // chrono counts a leap second as a 59th one with more than a billion nanoseconds.
            let (second, nanos) = if second > 59 { (59, 999_999_999) } else { (second, nanos) };
            NaiveTime::from_hms_nano_opt(self.hour.value, self.minute.value, second, nanos)
                .map(|time| date.and_time(time))
        };
        match &self.second {
            None => Some((at(0, 0)?, at(59, 999_999_999)?)),
            Some(second) => Some((at(second.value, 0)?, at(second.value, 999_999_999)?)),
        }
    }

    pub(super) fn impossible(&self, zone: &Zone) -> Option<(Range<usize>, Impossible)> {
        if self.hour.value > 23 {
            return Some((self.hour.range.clone(), Impossible::Hour));
        }
        if self.minute.value > 59 {
            return Some((self.minute.range.clone(), Impossible::Minute));
        }
        let second = self.second.as_ref()?;
        if second.value > 60 {
            return Some((second.range.clone(), Impossible::Second));
        }
        // RFC 3339 §5.7: leap seconds are at 23:59:60 UTC. Without an offset, any minute may be that one.
        let minutes = i64::from(self.hour.value) * 60 + i64::from(self.minute.value);
        let wrong = zone.minutes().is_some_and(|offset| (minutes - offset).rem_euclid(24 * 60) != 24 * 60 - 1);
        (second.value == 60 && wrong).then(|| (second.range.clone(), Impossible::LeapSecond))
    }
}

impl Zone {
    /// The offset from UTC in minutes.
    pub(super) fn minutes(&self) -> Option<i64> {
        match self {
            Self::None => None,
            Self::Utc { .. } => Some(0),
            Self::Offset { west, hour, minute, .. } => {
                let minutes = i64::from(hour.value) * 60 + minute.as_ref().map_or(0, |minute| i64::from(minute.value));
                Some(if *west { -minutes } else { minutes })
            }
        }
    }

    pub(super) fn iso(&self) -> Option<String> {
        match self {
            Self::None => None,
            Self::Utc { .. } => Some("Z".to_owned()),
            Self::Offset { west, hour, minute, .. } => {
                let sign = if *west { '-' } else { '+' };
                Some(format!("{sign}{:02}:{:02}", hour.value, minute.as_ref().map_or(0, |minute| minute.value)))
            }
        }
    }

    /// How it differs from `time-offset` of RFC 3339.
    pub(super) fn deviation(&self) -> Option<(Range<usize>, Problem)> {
        match self {
            Self::None => None,
            Self::Utc { space: Some(space), named: false, .. } => Some((space.clone(), Problem::OffsetSpace)),
            Self::Utc { range, named, .. } => named.then(|| (range.clone(), Problem::OffsetName)),
            Self::Offset { range, minute, colon, space, .. } => {
                if minute.is_none() {
                    Some((range.clone(), Problem::OffsetMinutes))
                } else if !colon {
                    Some((range.clone(), Problem::OffsetColon))
                } else {
                    space.clone().map(|space| (space, Problem::OffsetSpace))
                }
            }
        }
    }

    pub(super) fn impossible(&self) -> Option<(Range<usize>, Impossible)> {
        let Self::Offset { hour, minute, .. } = self else { return None };
        if hour.value > 23 {
            return Some((hour.range.clone(), Impossible::OffsetHour));
        }
        let minute = minute.as_ref().filter(|minute| minute.value > 59)?;
        Some((minute.range.clone(), Impossible::OffsetMinute))
    }
}
