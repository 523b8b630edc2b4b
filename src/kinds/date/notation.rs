//! Other ways to write a date, to tell what was meant: in figures, in words of four languages, as ordinal or week date.

use std::ops::Range;

use chrono::{Datelike, NaiveDate, Weekday};

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

/// Names of months, each with its number. English, Romanian, Russian, Ukrainian; the latter two also in the genitive.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "ianuarie", "ian", "январь", "января", "янв", "січень", "січня"],
    &["february", "feb", "februarie", "февраль", "февраля", "фев", "февр", "лютий", "лютого"],
    &["march", "mar", "martie", "март", "марта", "мар", "березень", "березня"],
    &["april", "apr", "aprilie", "апрель", "апреля", "апр", "квітень", "квітня"],
    &["may", "mai", "май", "мая", "травень", "травня"],
    &["june", "jun", "iunie", "iun", "июнь", "июня", "июн", "червень", "червня"],
    &["july", "jul", "iulie", "iul", "июль", "июля", "июл", "липень", "липня"],
    &["august", "aug", "август", "августа", "авг", "серпень", "серпня"],
    &["september", "sep", "sept", "septembrie", "сентябрь", "сентября", "сен", "сент", "вересень", "вересня"],
    &["october", "oct", "octombrie", "октябрь", "октября", "окт", "жовтень", "жовтня"],
    &["november", "nov", "noiembrie", "noi", "ноябрь", "ноября", "ноя", "нояб", "листопад", "листопада"],
    &["december", "dec", "decembrie", "декабрь", "декабря", "дек", "грудень", "грудня"],
];

const WEEKDAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "luni",
    "marți",
    "marţi",
    "marti",
    "miercuri",
    "joi",
    "vineri",
    "sâmbătă",
    "sîmbătă",
    "sambata",
    "duminică",
    "duminica",
    "понедельник",
    "вторник",
    "среда",
    "четверг",
    "пятница",
    "суббота",
    "воскресенье",
    "пн",
    "вт",
    "ср",
    "чт",
    "пт",
    "сб",
    "вс",
    "понеділок",
    "вівторок",
    "середа",
    "четвер",
    "п'ятниця",
    "п’ятниця",
    "субота",
    "неділя",
    "нд",
];

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
    tokens.fillers();
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
        let number = MONTHS.iter().position(|names| names.contains(&word.as_str()))?;
        Some(Field { value: u32::try_from(number + 1).ok()?, range: self.list[self.at + ahead].1.clone() })
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

    /// `11:40`, `11:40:00.5`, `2:40 pm`, and `1140`, `114000` after a compact date
    fn time(&mut self) -> Option<TimeFields> {
        let first = self.number(0)?;
        let (hour, minute, second) = if matches!(first.range.len(), 4 | 6) {
            let part = |from: usize| {
                let range = first.range.start + from..first.range.start + from + 2;
                Some(Field { value: self.text.get(range.clone())?.parse().ok()?, range })
            };
            let second = if first.range.len() == 6 { part(4) } else { None };
            let (hour, minute) = (part(0)?, part(2)?);
            self.at += 1;
            (hour, minute, second)
        } else {
            let (hour, minute) = (self.short(0)?, self.short(2)?);
            if self.mark(1) != Some(':') || minute.range.len() != 2 {
                return None;
            }
            self.at += 3;
            let second = self.short(1).filter(|second| self.mark(0) == Some(':') && second.range.len() == 2);
            self.at += if second.is_some() { 2 } else { 0 };
            (hour, minute, second)
        };
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
