//! What stands without quotes in the place of a value: a boolean, a number, a date, or a mistake.

use super::date::{self, DateFault};
use crate::syntax::habit;
use crate::tree::Resolved;

/// What a text without quotes is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Bare {
    /// A value; `newer` where only TOML 1.1 has it.
    Value {
        resolved: Resolved,
        newer: bool,
    },
    Fault(BareFault),
}

/// Why a text without quotes is no value, by what was likely meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BareFault {
    /// `yes`, `True`.
    Boolean(bool),
    /// `null`, `None`.
    Null,
    /// `007`
    LeadingZero,
    /// `1.`, `.5`, `1_000_`, `0xZZ`
    Number,
    /// 30 February
    ImpossibleDate,
    /// `26.09.2022`
    Date,
    /// Between quotes that are none.
    Quotes,
    Text,
}

pub(super) fn classify(text: &str) -> Bare {
    let value = |resolved| Bare::Value { resolved, newer: false };
    match text {
        "true" => return value(Resolved::Bool(true)),
        "false" => return value(Resolved::Bool(false)),
        "inf" | "+inf" => return value(Resolved::Float(f64::INFINITY)),
        "-inf" => return value(Resolved::Float(f64::NEG_INFINITY)),
        "nan" | "+nan" | "-nan" => return value(Resolved::Float(f64::NAN)),
        _ => {}
    }
    let first = text.as_bytes().first().copied().unwrap_or_default();
    if first.is_ascii_digit() || matches!(first, b'+' | b'-' | b'.') {
        return number_or_date(text);
    }
    Bare::Fault(if let Some(meant) = habit::boolean(text) {
        BareFault::Boolean(meant)
    } else if habit::is_null(text) {
        BareFault::Null
    } else if habit::look_alike_quotes(text, 0).is_some() {
        BareFault::Quotes
    } else {
        BareFault::Text
    })
}

fn number_or_date(text: &str) -> Bare {
    if text.as_bytes()[0].is_ascii_digit() {
        match date::check(text) {
            Ok(()) => return Bare::Value { resolved: Resolved::String, newer: false },
            Err(DateFault::NoSeconds) => return Bare::Value { resolved: Resolved::String, newer: true },
            Err(DateFault::Impossible) => return Bare::Fault(BareFault::ImpossibleDate),
            Err(DateFault::Form) => {}
        }
    }
    if let Some(resolved) = number(text) {
        return Bare::Value { resolved, newer: false };
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_');
    Bare::Fault(if date::looks_like_date(text) || date::mended(text).is_some() {
        BareFault::Date
    } else if is_digits(unsigned) && unsigned.starts_with('0') {
        BareFault::LeadingZero
    } else if looks_like_number(unsigned) {
        BareFault::Number
    } else {
        BareFault::Text
    })
}

/// An integer or a float (TOML 1.0, Integer and Float).
fn number(text: &str) -> Option<Resolved> {
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(digits) = text.strip_prefix(prefix) {
            let digits = underscored(digits, |byte| char::from(byte).is_digit(radix))?;
            return Some(i128::from_str_radix(&digits, radix).map_or(Resolved::Float(f64::INFINITY), Resolved::Int));
        }
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let end = unsigned.find(['.', 'e', 'E']).unwrap_or(unsigned.len());
    let (whole, rest) = unsigned.split_at(end);
    let whole = underscored(whole, |byte| byte.is_ascii_digit())?;
    if whole.len() > 1 && whole.starts_with('0') {
        return None;
    }
    let sign = if text.starts_with('-') { "-" } else { "" };
    if rest.is_empty() {
        let plain = format!("{sign}{whole}");
        return Some(plain.parse().map_or_else(|_| Resolved::Float(plain.parse().unwrap_or(f64::NAN)), Resolved::Int));
    }
    let mut plain = format!("{sign}{whole}");
    let mut rest = rest;
    if let Some(fraction) = rest.strip_prefix('.') {
        let end = fraction.find(['e', 'E']).unwrap_or(fraction.len());
        plain.push('.');
        plain.push_str(&underscored(&fraction[..end], |byte| byte.is_ascii_digit())?);
        rest = &fraction[end..];
    }
    if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
        let unsigned = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        let digits = underscored(unsigned, |byte| byte.is_ascii_digit())?;
        plain.push('e');
        plain.push_str(&exponent[..exponent.len() - unsigned.len()]);
        plain.push_str(&digits);
    }
    plain.parse().ok().map(Resolved::Float)
}

/// Digits without the underscores between them, each of which must be between two digits.
fn underscored(text: &str, is_digit: impl Fn(u8) -> bool) -> Option<String> {
    let bytes = text.as_bytes();
    let right = |at: usize| match bytes[at] {
        b'_' => at > 0 && bytes[at - 1] != b'_' && bytes.get(at + 1).is_some_and(|next| *next != b'_'),
        byte => is_digit(byte),
    };
    let right = !bytes.is_empty() && (0..bytes.len()).all(right);
    right.then(|| text.replace('_', ""))
}

/// A number as other languages write it, or one that is not finished.
fn looks_like_number(unsigned: &str) -> bool {
    let digits = unsigned.bytes().filter(u8::is_ascii_digit).count();
    digits > 0
        && (unsigned.bytes().all(|byte| byte.is_ascii_digit() || b"._eE+-".contains(&byte))
            || unsigned.starts_with("0x") && unsigned[2..].bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// A number written as TOML wants it, where that is only a nought before or after its point, or underscores less.
pub(super) fn mended_number(text: &str) -> Option<String> {
    let (sign, unsigned) = match text.as_bytes() {
        [b'+' | b'-', ..] => text.split_at(1),
        _ => ("", text),
    };
    let mut written = unsigned.replace('_', "");
    if written.starts_with('.') {
        written.insert(0, '0');
    }
    if written.ends_with('.') {
        written.push('0');
    }
    let written = format!("{sign}{written}");
    number(&written).is_some().then_some(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_toml() {
        for (text, value) in [
            ("0", 0),
            ("+17", 17),
            ("-0", 0),
            ("1_000", 1_000),
            ("0xDEAD_beef", 0xdead_beef),
            ("0o17", 15),
            ("0b101", 5),
        ] {
            assert_eq!(classify(text), Bare::Value { resolved: Resolved::Int(value), newer: false }, "{text}");
        }
        for (text, value) in
            [("1.5", 1.5), ("-0.01", -0.01), ("5e+22", 5e22), ("6.626e-34", 6.626e-34), ("9_2.5_5", 92.55)]
        {
            assert_eq!(classify(text), Bare::Value { resolved: Resolved::Float(value), newer: false }, "{text}");
        }
        for (text, fault) in [
            ("007", BareFault::LeadingZero),
            ("1.", BareFault::Number),
            (".5", BareFault::Number),
            ("1__0", BareFault::Number),
            ("0xZZ", BareFault::Number),
            ("1e", BareFault::Number),
            ("5%", BareFault::Text),
            ("2 Turkey", BareFault::Text),
            ("-", BareFault::Text),
            ("26.09.2022", BareFault::Date),
            ("2022-02-30", BareFault::ImpossibleDate),
            ("True", BareFault::Boolean(true)),
            ("null", BareFault::Null),
            ("“x”", BareFault::Quotes),
            ("nano", BareFault::Text),
            ("", BareFault::Text),
        ] {
            assert_eq!(classify(text), Bare::Fault(fault), "{text}");
        }
    }
}
