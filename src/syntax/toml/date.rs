//! Dates and times as TOML 1.0 writes them: those of RFC 3339, with or without an offset, a date or a time alone.

/// How a text that is meant as a date or a time fails to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateFault {
    /// It is of the right form, and no calendar or clock has it.
    Impossible,
    /// It lacks seconds, which TOML 1.1 allows.
    NoSeconds,
    /// It is written in another form.
    Form,
}

/// Whether `text` is a date, a time or both.
pub fn is_date_time(text: &str) -> bool {
    check(text) == Ok(())
}

/// Whether `text` is made of what dates are made of: figures, two at least of the marks between them.
pub(super) fn looks_like_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
    let marks = bytes.iter().filter(|byte| b"-/.:".contains(byte)).count();
    let others = bytes.iter().all(|byte| byte.is_ascii_digit() || b"-/.:TtZz+ ".contains(byte));
    others && digits >= 4 && marks >= 2 && bytes[0].is_ascii_digit()
}

pub(super) fn check(text: &str) -> Result<(), DateFault> {
    if !text.is_ascii() {
        return Err(DateFault::Form);
    }
    let bytes = text.as_bytes();
    if bytes.get(2) == Some(&b':') {
        return time(text, false);
    }
    let date = text.get(..10).ok_or(DateFault::Form)?;
    let is_date = bytes[4] == b'-' && bytes[7] == b'-';
    let (Some(year), Some(month), Some(day), true) =
        (number(&date[..4]), number(&date[5..7]), number(&date[8..]), is_date)
    else {
        return Err(DateFault::Form);
    };
    let rest = &text[10..];
    let right = (1..=12).contains(&month) && (1..=days(year, month)).contains(&day);
    let time = match rest.as_bytes() {
        [] => Ok(()),
        [b'T' | b't' | b' ', ..] => time(&rest[1..], true),
        _ => Err(DateFault::Form),
    };
    match time {
        Err(DateFault::Form) => time,
        _ if !right => Err(DateFault::Impossible),
        time => time,
    }
}

fn time(text: &str, may_have_offset: bool) -> Result<(), DateFault> {
    let bytes = text.as_bytes();
    let two = |at: usize| text.get(at..at + 2).and_then(number).ok_or(DateFault::Form);
    let (hour, minute) = (two(0)?, two(3)?);
    if bytes.get(2) != Some(&b':') {
        return Err(DateFault::Form);
    }
    let mut at = 5;
    let mut second = None;
    if bytes.get(at) == Some(&b':') {
        second = Some(two(at + 1)?);
        at += 3;
        if bytes.get(at) == Some(&b'.') {
            let digits = text[at + 1..].bytes().take_while(u8::is_ascii_digit).count();
            if digits == 0 {
                return Err(DateFault::Form);
            }
            at += 1 + digits;
        }
    }
    let offset = match &bytes[at..] {
        [] => true,
        [b'Z' | b'z'] if may_have_offset => true,
        [b'+' | b'-', _, _, b':', _, _] if may_have_offset => two(at + 1)? < 24 && two(at + 4)? < 60,
        _ => return Err(DateFault::Form),
    };
    if hour > 23 || minute > 59 || second.is_some_and(|second| second > 60) || !offset {
        return Err(DateFault::Impossible);
    }
    if second.is_none() { Err(DateFault::NoSeconds) } else { Ok(()) }
}

fn number(digits: &str) -> Option<u32> {
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

const fn days(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The date that was meant, where only figures are short of a nought, an offset lacks its colon or stands apart, or
/// seconds are missing.
pub(super) fn mended(text: &str) -> Option<String> {
    let (date, rest) = text.find(['T', 't', ' ']).map_or((text, ""), |at| text.split_at(at));
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if year.len() != 4 || parts.next().is_some() || month.len() > 2 || day.len() > 2 {
        return None;
    }
    let mut written = format!("{year}-{month:0>2}-{day:0>2}");
    if let Some(separator) = rest.chars().next() {
        written.push(separator);
        written.push_str(&mended_time(rest[1..].trim_start())?);
    }
    (written != text && check(&written) == Ok(())).then_some(written)
}

fn mended_time(text: &str) -> Option<String> {
    if !text.is_ascii() {
        return None;
    }
    let at = text.find(['Z', 'z', '+', '-', ' ']).unwrap_or(text.len());
    let (clock, offset) = (text[..at].trim_end(), text[at..].trim());
    let mut parts = clock.split(':');
    let (hour, minute) = (parts.next()?, parts.next()?);
    let second = parts.next().unwrap_or("00");
    if hour.is_empty() || hour.len() > 2 || parts.next().is_some() {
        return None;
    }
    let offset = match offset.len() {
        5 if !offset.contains(':') => format!("{}:{}", &offset[..3], &offset[3..]),
        3 => format!("{offset}:00"),
        _ => offset.to_owned(),
    };
    Some(format!("{hour:0>2}:{minute}:{second}{offset}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_rfc_3339() {
        for right in [
            "2024-02-29",
            "2022-09-26T11:40:00Z",
            "2022-09-26t11:40:00.5+03:00",
            "2022-09-26 11:40:00",
            "11:40:00",
            "23:59:60",
            "0000-01-01",
        ] {
            assert_eq!(check(right), Ok(()), "{right}");
        }
        for impossible in ["2023-02-29", "2022-13-01", "2022-00-10", "25:00:00", "2022-09-26T11:40:00+24:00"] {
            assert_eq!(check(impossible), Err(DateFault::Impossible), "{impossible}");
        }
        for other in
            ["2022-9-6", "26.09.2022", "2022/09/26", "2022-09-26T", "11:40:00Z", "2022-09-26T11:40:00+0300", "дата:аб"]
        {
            assert_eq!(check(other), Err(DateFault::Form), "{other}");
        }
        assert_eq!(check("2022-09-26T11:40"), Err(DateFault::NoSeconds));
    }

    #[test]
    fn a_date_is_mended_where_only_its_form_is_short() {
        for (written, meant) in [
            ("2022-9-6", "2022-09-06"),
            ("2022-09-26T11:40:00+0300", "2022-09-26T11:40:00+03:00"),
            ("2022-09-26 11:40:00 +0300", "2022-09-26 11:40:00+03:00"),
            ("2022-09-26 9:05", "2022-09-26 09:05:00"),
        ] {
            assert_eq!(mended(written).as_deref(), Some(meant));
        }
        for other in ["26.09.2022", "2022-02-30", "2022-9", "1-2-3", "2022-09-26"] {
            assert_eq!(mended(other), None, "{other}");
        }
    }
}
