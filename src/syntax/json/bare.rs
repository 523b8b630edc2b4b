//! What stands without quotes in JSON: a number, one of three words, or a mistake.

use crate::syntax::habit;
use crate::tree::Resolved;

/// Why a text without quotes is no value, by what was likely meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum BareFault {
    /// A word that another language has for one of JSON's: the right one.
    Word(&'static str),
    /// `NaN` and its like.
    NotFinite,
    /// A number that is not written as JSON writes it, and how it does, where that is certain.
    Number(Option<String>),
    /// Between quotes that are none.
    Quotes,
    Text,
}

/// The value that a text is (RFC 8259 §3 and §6).
pub(super) fn value(text: &str) -> Option<Resolved> {
    match text {
        "true" => return Some(Resolved::Bool(true)),
        "false" => return Some(Resolved::Bool(false)),
        "null" => return Some(Resolved::Null),
        _ => {}
    }
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(unsigned);
    if whole == 0 || (whole > 1 && unsigned.starts_with('0')) {
        return None;
    }
    let mut rest = &unsigned[whole..];
    let is_integer = rest.is_empty();
    if let Some(fraction) = rest.strip_prefix('.') {
        let length = digits(fraction);
        rest = fraction.get(length..).filter(|_| length > 0)?;
    }
    if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
        let unsigned = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        let length = digits(unsigned);
        rest = unsigned.get(length..).filter(|_| length > 0)?;
    }
    if !rest.is_empty() {
        return None;
    }
    let float = || text.parse().ok().map(Resolved::Float);
    if is_integer { text.parse().ok().map(Resolved::Int).or_else(float) } else { float() }
}

pub(super) fn fault(text: &str) -> BareFault {
    if let Some(value) = habit::boolean(text) {
        return BareFault::Word(if value { "true" } else { "false" });
    }
    if habit::is_null(text) {
        return BareFault::Word("null");
    }
    if matches!(text.trim_start_matches(['+', '-']), "NaN" | "nan" | "Infinity" | "inf" | ".inf" | ".nan") {
        return BareFault::NotFinite;
    }
    if habit::look_alike_quotes(text, 0).is_some() {
        return BareFault::Quotes;
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let is_number = unsigned.bytes().any(|byte| byte.is_ascii_digit())
        && unsigned.bytes().all(|byte| byte.is_ascii_digit() || b"._eE+-".contains(&byte))
        && unsigned.bytes().filter(|byte| b".-".contains(byte)).count() <= 1
        || unsigned.starts_with("0x")
            && unsigned.len() > 2
            && unsigned[2..].bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_number { BareFault::Number(mended(text)) } else { BareFault::Text }
}

/// A number as JSON has it, where only a sign, an underscore or a nought before or after its point is wrong.
fn mended(text: &str) -> Option<String> {
    let sign = if text.starts_with('-') { "-" } else { "" };
    let mut written = text.strip_prefix(['+', '-']).unwrap_or(text).replace('_', "");
    if written.starts_with('.') {
        written.insert(0, '0');
    }
    if written.ends_with('.') {
        written.push('0');
    }
    let written = format!("{sign}{written}");
    value(&written).is_some().then_some(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_those_of_rfc_8259() {
        for (text, wanted) in [
            ("0", Resolved::Int(0)),
            ("-0", Resolved::Int(0)),
            ("12", Resolved::Int(12)),
            ("1.5", Resolved::Float(1.5)),
            ("-1e3", Resolved::Float(-1e3)),
            ("1E+2", Resolved::Float(100.0)),
            ("null", Resolved::Null),
        ] {
            assert_eq!(value(text), Some(wanted), "{text}");
        }
        for text in ["", "-", "01", "+1", ".5", "1.", "1e", "0x1", "1_0", "True", "NaN", "2022-09-26", "1 2", "١"] {
            assert_eq!(value(text), None, "{text}");
        }
        assert_eq!(fault("+1"), BareFault::Number(Some("1".to_owned())));
        assert_eq!(fault("-.5"), BareFault::Number(Some("-0.5".to_owned())));
        assert_eq!(fault("007"), BareFault::Number(None));
        assert_eq!(fault("2022-09-26"), BareFault::Text);
        assert_eq!(fault("undefined"), BareFault::Word("null"));
        assert_eq!(fault("“x”"), BareFault::Quotes);
    }
}
