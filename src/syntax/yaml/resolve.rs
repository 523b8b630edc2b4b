//! Which type the core schema of YAML 1.2 (§10.3.2) gives to a scalar.

use crate::tree::{Resolved, Style};

/// The type of a scalar written in `style` with the text `text`, under an explicit tag if it has one.
pub(super) fn resolve(text: &str, style: Style, tag: Option<&str>) -> Resolved {
    match tag.and_then(|tag| tag.strip_prefix("tag:yaml.org,2002:")) {
        Some("str") => Resolved::String,
        Some("float") => match plain(text) {
            Resolved::Int(_) => Resolved::Float(text.parse().unwrap_or(f64::NAN)),
            other => other,
        },
        Some(_) => plain(text),
        None if style == Style::Plain && tag.is_none() => plain(text),
        None => Resolved::String,
    }
}

/// The type of a plain scalar without a tag.
pub fn plain(text: &str) -> Resolved {
    // Whatever is no string begins with one of these, or is empty.
    let is_other =
        |first| matches!(first, b'0'..=b'9' | b'+' | b'-' | b'.' | b'~' | b'n' | b'N' | b't' | b'T' | b'f' | b'F');
    if text.bytes().next().is_some_and(|first| !is_other(first)) {
        return Resolved::String;
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Resolved::Null,
        "true" | "True" | "TRUE" => return Resolved::Bool(true),
        "false" | "False" | "FALSE" => return Resolved::Bool(false),
        _ => {}
    }
    number(text).unwrap_or(Resolved::String)
}

fn number(text: &str) -> Option<Resolved> {
    if let Some(digits) = text.strip_prefix("0x") {
        return radix(digits, 16);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return radix(digits, 8);
    }
    let (sign, rest) = match text.as_bytes().first()? {
        b'-' => (-1.0, &text[1..]),
        b'+' => (1.0, &text[1..]),
        _ => (1.0, text),
    };
    match rest {
        ".inf" | ".Inf" | ".INF" => return Some(Resolved::Float(sign * f64::INFINITY)),
        ".nan" | ".NaN" | ".NAN" if rest.len() == text.len() => return Some(Resolved::Float(f64::NAN)),
        _ => {}
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && digits == rest.len() {
        let integer = text.strip_prefix('+').unwrap_or(text);
        return Some(
            integer.parse().map_or_else(|_| Resolved::Float(integer.parse().unwrap_or(f64::NAN)), Resolved::Int),
        );
    }
    is_float(rest).then(|| Resolved::Float(text.parse().unwrap_or(f64::NAN)))
}

fn radix(digits: &str, base: u32) -> Option<Resolved> {
    let all_digits = !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(base));
    all_digits.then(|| i128::from_str_radix(digits, base).map_or(Resolved::Float(f64::INFINITY), Resolved::Int))
}

/// `(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`
fn is_float(text: &str) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(text);
    let mut rest = &text[whole..];
    let mut fraction = 0;
    if let Some(after) = rest.strip_prefix('.') {
        fraction = digits(after);
        rest = &after[fraction..];
    }
    if whole + fraction == 0 {
        return false;
    }
    let Some(exponent) = rest.strip_prefix(['e', 'E']) else { return rest.is_empty() };
    let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
    !exponent.is_empty() && digits(exponent) == exponent.len()
}
