//! Other ways to write a date, to tell what was meant: in figures, in words, as ordinal or week date.

use std::ops::Range;

use chrono::{Datelike, NaiveDate, Weekday};

use super::names::{WEEKDAYS, month_number};
use super::scan::{Cursor, DateFields, Field, Scan, TimeFields, Zone};
use super::{Impossible, Problem};

/// What a text may mean.
pub(super) enum Read {
    Nothing,
    /// One or more dates that the calendar has.
    Scans(Vec<Scan>, Problem),
    Impossible(Range<usize>, Impossible),
}

/// The longest text that is looked at, in bytes. No notation needs more.
const LONGEST: usize = 100;

/// The days of the week as East Asian dates have them in brackets.
const WEEKDAY_CHARACTERS: &[&str] =
    &["月", "火", "水", "木", "金", "土", "日", "월", "화", "수", "목", "금", "토", "일"];

/// What follows year, month and day in Chinese, Japanese and Korean.
const YEARS: &[&str] = &["年", "년"];
const MONTH_MARKS: &[&str] = &["月", "월"];
const DAYS: &[&str] = &["日", "号", "일"];

/// Words that say nothing: of, year, at.
const FILLERS: &[&str] = &[
    "of", "the", "at", "on", "de", "anul", "ora", "orele", "la", "г", "год", "года", "в", "р", "рік", "року", "о",
    "об", "st", "nd", "rd", "th", "го", "t",
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    Number,
    Word,
    Mark(char),
}

struct Tokens<'a> {
    text: &'a str,
    list: Vec<(Token, Range<usize>)>,
    at: usize,
}

/// A date as it was found, before the calendar is asked.
enum Found {
    Dates(Vec<DateFields>),
    ShortYear,
    /// A day of the year, or of a week.
    Counted(Range<usize>, Option<NaiveDate>),
}

/// Reads a date that is not in the form of RFC 3339.
pub(super) fn read(text: &str) -> Read {
    if text.len() > LONGEST || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Read::Nothing;
    }
    let mut tokens = Tokens::of(text);
    tokens.weekday();
    let Some(found) = tokens.date() else { return Read::Nothing };
    tokens.weekday_in_brackets();
    let time = tokens.time();
    let zone = if time.is_some() { tokens.zone() } else { Zone::None };
    tokens.fillers();
    if tokens.at != tokens.list.len() {
        return Read::Nothing;
    }
    judge(found, time.as_ref(), &zone)
}

fn judge(found: Found, time: Option<&TimeFields>, zone: &Zone) -> Read {
    let dates = match found {
        Found::ShortYear => return Read::Scans(Vec::new(), Problem::ShortYear),
        Found::Counted(range, None) => return Read::Impossible(range, Impossible::Ordinal),
        Found::Counted(range, Some(date)) => vec![fields(date, &range)],
        Found::Dates(dates) => dates,
    };
    let (good, bad): (Vec<_>, Vec<_>) = dates.into_iter().partition(|date| date.impossible().is_none());
    if good.is_empty() {
        let mut faults = bad.iter().filter_map(DateFields::impossible);
        let days = faults.clone().find(|(_, kind)| *kind != Impossible::Month);
        return match days.or_else(|| faults.next()) {
            Some((range, kind)) => Read::Impossible(range, kind),
            None => Read::Nothing,
        };
    }
    if let Some((range, kind)) = time.and_then(|time| time.impossible(zone)).or_else(|| zone.impossible()) {
        return Read::Impossible(range, kind);
    }
    let scan =
        |date| Scan { date: Some(date), separator: None, time: time.cloned(), zone: zone.clone(), unpadded: false };
    Read::Scans(good.into_iter().map(scan).collect(), Problem::Notation)
}

fn fields(date: NaiveDate, range: &Range<usize>) -> DateFields {
    let field = |value| Field { value, range: range.clone() };
    DateFields {
        year: field(u32::try_from(date.year()).unwrap_or_default()),
        month: field(date.month()),
        day: field(date.day()),
    }
}

impl<'a> Tokens<'a> {
    fn of(text: &'a str) -> Self {
        let mut list: Vec<(Token, Range<usize>)> = Vec::new();
        let mut joined = false;
        for (at, character) in text.char_indices() {
            let token = match character {
                '0'..='9' => Token::Number,
                _ if character.is_alphabetic() || (matches!(character, '\'' | '’') && joined) => Token::Word,
                _ if character.is_whitespace() => {
                    joined = false;
                    continue;
                }
                _ => Token::Mark(character),
            };
            let end = at + character.len_utf8();
            match list.last_mut() {
                Some((previous, range)) if joined && *previous == token && !matches!(token, Token::Mark(_)) => {
                    range.end = end;
                }
                _ => list.push((token, at..end)),
            }
            joined = true;
        }
        Self { text, list, at: 0 }
    }

    fn kind(&self, ahead: usize) -> Option<Token> {
        self.list.get(self.at + ahead).map(|(token, _)| *token)
    }

    fn slice(&self, ahead: usize) -> &'a str {
        self.list.get(self.at + ahead).map_or("", |(_, range)| &self.text[range.clone()])
    }

    fn number(&self, ahead: usize) -> Option<Field> {
        let (token, range) = self.list.get(self.at + ahead)?;
        (*token == Token::Number).then_some(())?;
        Some(Field { value: self.text[range.clone()].parse().ok()?, range: range.clone() })
    }

    fn mark(&self, ahead: usize) -> Option<char> {
        match self.kind(ahead) {
            Some(Token::Mark(mark)) => Some(mark),
            _ => None,
        }
    }

    fn month(&self, ahead: usize) -> Option<Field> {
        if self.kind(ahead) != Some(Token::Word) {
            return None;
        }
        let word = self.slice(ahead).to_lowercase();
        Some(Field { value: month_number(&word)?, range: self.list[self.at + ahead].1.clone() })
    }

    fn is_word_of(&self, words: &[&str]) -> bool {
        self.kind(0) == Some(Token::Word) && words.contains(&self.slice(0).to_lowercase().as_str())
    }

    fn weekday(&mut self) {
        if self.is_word_of(WEEKDAYS) {
            self.at += 1;
            self.marks(&[',', '.']);
        }
    }

    /// `(木)`
    fn weekday_in_brackets(&mut self) {
        let is_bracketed = matches!(self.mark(0), Some('(' | '（')) && matches!(self.mark(2), Some(')' | '）'));
        if is_bracketed && WEEKDAY_CHARACTERS.contains(&self.slice(1)) {
            self.at += 3;
        }
    }

    fn marks(&mut self, marks: &[char]) {
        while self.mark(0).is_some_and(|mark| marks.contains(&mark)) {
            self.at += 1;
        }
    }

    fn fillers(&mut self) {
        loop {
            let before = self.at;
            self.marks(&[',', '.']);
            if self.is_word_of(FILLERS) {
                self.at += 1;
            }
            if self.at == before {
                return;
            }
        }
    }

    fn date(&mut self) -> Option<Found> {
        let (token, range) = self.list.get(self.at)?;
        match (*token == Token::Number).then_some(range.len()) {
            Some(4) => self.year_first(),
            Some(8 | 12 | 14) => self.compact(),
            Some(1 | 2) => self.in_figures().or_else(|| self.day_first()),
            None => self.month_first(),
            Some(_) => None,
        }
    }

    /// `2022/09/26`, `2022 September 26`, `2022-269`, `2022-W39-1`
    fn year_first(&mut self) -> Option<Found> {
        let year = self.number(0)?;
        let start = year.range.start;
        if YEARS.contains(&self.slice(1)) {
            return self.east_asian(year);
        }
        let mark = self.mark(1);
        let second = if mark.is_some() { 2 } else { 1 };
        if self.slice(second) == "W" {
            return self.week(&year, second + 1);
        }
        if let Some(day) = self.number(second).filter(|day| day.range.len() == 3 && mark == Some('-')) {
            self.at += second + 1;
            let date = NaiveDate::from_yo_opt(i32::try_from(year.value).ok()?, day.value);
            return Some(Found::Counted(start..day.range.end, date));
        }
        let named = self.month(second);
        let month = named.clone().or_else(|| self.short(second))?;
        let third = second + 1 + usize::from(self.mark(second + 1).is_some());
        if named.is_none() && self.mark(second + 1) != mark {
            return None;
        }
        let day = self.short(third)?;
        self.at += third + 1;
        Some(Found::Dates(vec![DateFields { year, month, day }]))
    }

    /// `2022年9月26日`, `2022년 9월 26일`
    fn east_asian(&mut self, year: Field) -> Option<Found> {
        let (month, day) = (self.short(2)?, self.short(4)?);
        if !MONTH_MARKS.contains(&self.slice(3)) || !DAYS.contains(&self.slice(5)) {
            return None;
        }
        self.at += 6;
        Some(Found::Dates(vec![DateFields { year, month, day }]))
    }

    fn week(&mut self, year: &Field, ahead: usize) -> Option<Found> {
        let week = self.number(ahead)?;
        let (number, day, read) = match (week.range.len(), self.mark(ahead + 1)) {
            (3, _) => (week.value / 10, week.value % 10, ahead + 1),
            (2, Some('-')) => (week.value, self.number(ahead + 2).filter(|day| day.range.len() == 1)?.value, ahead + 3),
            _ => return None,
        };
        let weekday = Weekday::try_from(u8::try_from(day.checked_sub(1)?).ok()?).ok()?;
        let end = self.list.get(self.at + read - 1)?.1.end;
        self.at += read;
        let date = NaiveDate::from_isoywd_opt(i32::try_from(year.value).ok()?, number, weekday);
        Some(Found::Counted(year.range.start..end, date))
    }

    /// `20220926`, `202209261140`, `20220926114000`: only where it can be nothing else than a date of our times.
    fn compact(&mut self) -> Option<Found> {
        let (_, range) = self.list.get(self.at)?.clone();
        let part = |from: usize, to: usize| {
            let range = range.start + from..range.start + to;
            Some(Field { value: self.text[range.clone()].parse().ok()?, range })
        };
        let date = DateFields { year: part(0, 4)?, month: part(4, 6)?, day: part(6, 8)? };
        if !(1900..2100).contains(&date.year.value) || date.impossible().is_some() {
            return None;
        }
        if range.len() == 8 {
            self.at += 1;
        } else {
            // The figures of the time follow without a gap: leave them as a number of their own.
            self.list[self.at].1 = range.start + 8..range.end;
        }
        Some(Found::Dates(vec![date]))
    }

    /// `26.09.2022`, `09/26/2022`, `26.09.22`
    fn in_figures(&mut self) -> Option<Found> {
        let mark = self.mark(1);
        let (second, third) = if mark.is_some() { (2, 4) } else { (1, 2) };
        let (one, two, year) = (self.short(0)?, self.short(second)?, self.number(third)?);
        if (mark.is_some() && self.mark(3) != mark) || mark == Some(':') {
            return None;
        }
        self.at += third + 1;
        let day_first = DateFields { year: year.clone(), month: two.clone(), day: one.clone() };
        let month_first = DateFields { year: year.clone(), month: one, day: two };
        match year.range.len() {
            4 if mark == Some('.') && day_first.month.value <= 12 => Some(Found::Dates(vec![day_first])),
            4 => Some(Found::Dates(vec![day_first, month_first])),
            2 if mark.is_some() => Some(Found::ShortYear),
            _ => None,
        }
    }

    /// `26 September 2022`, `26th of September, 2022`, `26 сентября 2022 г.`
    fn day_first(&mut self) -> Option<Found> {
        let day = self.short(0)?;
        self.at += 1;
        self.fillers();
        self.marks(&['-', '/']);
        self.fillers();
        let month = self.month(0)?;
        self.at += 1;
        self.fillers();
        self.marks(&['-', '/']);
        let year = self.number(0).filter(|year| year.range.len() == 4)?;
        self.at += 1;
        Some(Found::Dates(vec![DateFields { year, month, day }]))
    }

    /// `September 26, 2022`
    fn month_first(&mut self) -> Option<Found> {
        let month = self.month(0)?;
        self.at += 1;
        self.marks(&['.', '-']);
        let day = self.short(0)?;
        self.at += 1;
        self.fillers();
        self.marks(&['-']);
        let year = self.number(0).filter(|year| year.range.len() == 4)?;
        self.at += 1;
        Some(Found::Dates(vec![DateFields { year, month, day }]))
    }

    fn short(&self, ahead: usize) -> Option<Field> {
        self.number(ahead).filter(|field| field.range.len() <= 2)
    }

    /// `11:40`, `11:40:00.5`, `2:40 pm`, `11-40-00`, `11.40`, and `1140`, `114000` after a compact date
    fn time(&mut self) -> Option<TimeFields> {
        let is_marked = self.fillers_and_joint();
        let first = self.number(0)?;
        let (hour, minute, second) =
            if matches!(first.range.len(), 4 | 6) { self.figures(&first)? } else { self.marked_time(is_marked)? };
        let end = second.as_ref().unwrap_or(&minute).range.end;
        let range = hour.range.start..end;
        let mut time = TimeFields { hour, minute, second, fraction: None, comma: None, range };
        if time.second.is_some() && self.mark(0) == Some('.') && self.number(1).is_some() {
            time.fraction = self.list.get(self.at + 1).map(|(_, range)| range.clone());
            self.at += 2;
        }
        self.half_of_day(&mut time);
        Some(time)
    }

    /// Goes to where a time may begin, and says whether something there tells that one does: a `T`, or a joint that is
    /// no white space.
    fn fillers_and_joint(&mut self) -> bool {
        let is_marked = self.slice(0).eq_ignore_ascii_case("t");
        self.fillers();
        if !is_marked && matches!(self.mark(0), Some('-' | '_')) && self.number(1).is_some() {
            self.at += 1;
        }
        is_marked
    }

    /// `1140`, `114000`
    fn figures(&mut self, written: &Field) -> Option<(Field, Field, Option<Field>)> {
        let part = |from: usize| {
            let range = written.range.start + from..written.range.start + from + 2;
            Some(Field { value: self.text.get(range.clone())?.parse().ok()?, range })
        };
        let second = if written.range.len() == 6 { part(4) } else { None };
        let (hour, minute) = (part(0)?, part(2)?);
        self.at += 1;
        Some((hour, minute, second))
    }

    fn marked_time(&mut self, is_marked: bool) -> Option<(Field, Field, Option<Field>)> {
        let (hour, minute) = (self.short(0)?, self.short(2)?);
        let mark = self.mark(1).filter(|mark| matches!(mark, ':' | '.' | '-'))?;
        let second = self.short(4).filter(|second| self.mark(3) == Some(mark) && second.range.len() == 2);
        // `26.09.2022 10-12` is from ten to twelve, and `26.09.2022, 27.09.22` is two dates.
        let is_time = match mark {
            ':' => true,
            '-' => is_marked || second.is_some(),
            _ => is_marked || second.is_none(),
        };
        if minute.range.len() != 2 || !is_time || (mark != ':' && hour.value > 23) {
            return None;
        }
        self.at += if second.is_some() { 5 } else { 3 };
        Some((hour, minute, second))
    }

    fn half_of_day(&mut self, time: &mut TimeFields) {
        let afternoon = match self.slice(0).to_ascii_lowercase().as_str() {
            "am" => false,
            "pm" => true,
            _ => return,
        };
        if (1..=12).contains(&time.hour.value) {
            time.hour.value = time.hour.value % 12 + if afternoon { 12 } else { 0 };
            self.at += 1;
        }
    }

    fn zone(&mut self) -> Zone {
        let Some((_, range)) = self.list.get(self.at) else { return Zone::None };
        let mut cursor = Cursor { bytes: self.text.as_bytes(), at: range.start };
        let zone = cursor.zone();
        if zone != Zone::None {
            while self.list.get(self.at).is_some_and(|(_, range)| range.end <= cursor.at) {
                self.at += 1;
            }
        }
        zone
    }
}
