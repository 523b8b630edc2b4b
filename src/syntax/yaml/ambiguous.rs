//! Unquoted scalars that readers of YAML 1.1 and of YAML 1.2 take for different values.

use std::fmt;

/// What a reader takes a scalar for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reading {
    Text,
    Bool(bool),
    Int(i128),
    Float(f64),
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text => f.write_str("text"),
            Self::Bool(value) => write!(f, "`{value}`"),
            Self::Int(value) => write!(f, "the number {value}"),
            Self::Float(value) => write!(f, "the number {value}"),
        }
    }
}

/// How two generations of readers take the same scalar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Readings {
    /// By YAML 1.1: `PyYAML`, Psych, js-yaml 3.
    pub older: Reading,
    /// By the core schema of YAML 1.2.
    pub newer: Reading,
}

/// The readings of a plain scalar, where they differ. Not dates: that some readers make a date of them is what their
/// writers want. Not `y` and `n`: YAML 1.1 names them, but `PyYAML` takes them for text.
pub fn readings(text: &str) -> Option<Readings> {
    // Anything else begins with another letter: most values end here.
    if !matches!(text.as_bytes().first()?, b'0'..=b'9' | b'+' | b'-' | b'y' | b'Y' | b'n' | b'N' | b'o' | b'O') {
        return None;
    }
    if text.len() > 64 {
        return None;
    }
    let of = |older, newer| Some(Readings { older, newer });
    match text {
        "yes" | "Yes" | "YES" | "on" | "On" | "ON" => return of(Reading::Bool(true), Reading::Text),
        "no" | "No" | "NO" | "off" | "Off" | "OFF" => return of(Reading::Bool(false), Reading::Text),
        _ => {}
    }
    let (sign, digits) = match text.as_bytes()[0] {
        b'-' => (-1, &text[1..]),
        b'+' => (1, &text[1..]),
        _ => (1, text),
    };
    if !digits.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    if let Some(octal) = digits.strip_prefix("0o") {
        let value = i128::from_str_radix(octal, 8).ok().filter(|_| sign == 1 && digits.len() == text.len())?;
        return is_digits(octal, 8, false).then_some(Readings { older: Reading::Text, newer: Reading::Int(value) });
    }
    if let Some(value) = older_only(digits) {
        return of(negate(value, sign), Reading::Text);
    }
    if digits.len() > 1 && digits.starts_with('0') && is_digits(digits, 10, false) {
        let newer = sign * digits.parse::<i128>().ok()?;
        let Ok(older) = i128::from_str_radix(digits, 8) else { return of(Reading::Text, Reading::Int(newer)) };
        return (sign * older != newer)
            .then_some(Readings { older: Reading::Int(sign * older), newer: Reading::Int(newer) });
    }
    exponent(text, digits)
}

/// What YAML 1.1 reads as a number and YAML 1.2 as text: `1_000`, `0b11`, `12:30`.
fn older_only(digits: &str) -> Option<Reading> {
    let plain = || digits.replace('_', "");
    if let Some(binary) = digits.strip_prefix("0b").filter(|binary| is_digits(binary, 2, true)) {
        return i128::from_str_radix(&binary.replace('_', ""), 2).ok().map(Reading::Int);
    }
    if let Some(hexadecimal) = digits.strip_prefix("0x") {
        let meant = hexadecimal.contains('_') && is_digits(hexadecimal, 16, true);
        return i128::from_str_radix(&hexadecimal.replace('_', ""), 16).ok().filter(|_| meant).map(Reading::Int);
    }
    if let Some((first, rest)) = digits.split_once(':') {
        return sexagesimal(first, rest);
    }
    if !digits.contains('_') {
        return None;
    }
    if let Some((whole, fraction)) = digits.split_once('.') {
        let meant = is_digits(whole, 10, true) && fraction.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_');
        return plain().parse().ok().filter(|_| meant).map(Reading::Float);
    }
    if !is_digits(digits, 10, true) {
        return None;
    }
    let radix = if digits.starts_with('0') { 8 } else { 10 };
    i128::from_str_radix(&plain(), radix).ok().map(Reading::Int)
}

/// `12:30:45`, a number in base 60. One that begins with a zero is text to YAML 1.1 too.
fn sexagesimal(first: &str, rest: &str) -> Option<Reading> {
    let mut value: i128 = first.parse().ok().filter(|_| !first.starts_with('0') && is_digits(first, 10, false))?;
    for part in rest.split(':') {
        let sixtieths: i128 = part.parse().ok().filter(|_| part.len() <= 2 && is_digits(part, 10, false))?;
        value = value.checked_mul(60)?.checked_add(sixtieths).filter(|_| sixtieths < 60)?;
    }
    Some(Reading::Int(value))
}

/// `1e3`: YAML 1.1 wants a point before the exponent and a sign in it.
fn exponent(text: &str, digits: &str) -> Option<Readings> {
    let (mantissa, exponent) = digits.split_once(['e', 'E'])?;
    let unsigned = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_float = is_digits(whole, 10, false) && fraction.bytes().all(|byte| byte.is_ascii_digit());
    if !is_float || !is_digits(unsigned, 10, false) || (mantissa.contains('.') && unsigned.len() < exponent.len()) {
        return None;
    }
    Some(Readings { older: Reading::Text, newer: Reading::Float(text.parse().ok()?) })
}

fn negate(reading: Reading, sign: i128) -> Reading {
    match reading {
        Reading::Int(value) => Reading::Int(sign * value),
        Reading::Float(value) if sign < 0 => Reading::Float(-value),
        Reading::Float(_) | Reading::Bool(_) | Reading::Text => reading,
    }
}

fn is_digits(text: &str, radix: u32, underscores: bool) -> bool {
    text.starts_with(|first: char| first.is_digit(radix))
        && text.chars().all(|digit| digit.is_digit(radix) || (underscores && digit == '_'))
}
