//! One scalar in another syntax.

use crate::syntax::Syntax;
use crate::syntax::toml::is_date_time;
use crate::tree::{Node, Resolved, Scalar, Style};

/// Whether a number has no form in a syntax.
pub(super) fn is_beyond(node: &Node, to: Syntax) -> bool {
    to == Syntax::Json && matches!(node.resolved(), Some(Resolved::Float(number)) if !number.is_finite())
}

/// Writes a scalar on one line.
pub(super) fn write(scalar: &Scalar, from: Syntax, to: Syntax) -> String {
    let text = scalar.text.as_ref();
    match scalar.resolved {
        Resolved::Null => "null".to_owned(),
        Resolved::Bool(value) => value.to_string(),
        Resolved::Int(number) => {
            if to.resolve_plain(text) == scalar.resolved {
                text.to_owned()
            } else {
                number.to_string()
            }
        }
        Resolved::Float(number) => {
            let is_same =
                matches!(to.resolve_plain(text), Resolved::Float(other) if other.to_bits() == number.to_bits());
            if is_same { text.to_owned() } else { float(number, to) }
        }
        Resolved::String => to.write(text, style(scalar, from, to)),
    }
}

fn float(number: f64, to: Syntax) -> String {
    let point = if to == Syntax::Yaml { "." } else { "" };
    if number.is_nan() {
        return format!("{point}nan");
    }
    if number.is_infinite() {
        return format!("{}{point}inf", if number < 0.0 { "-" } else { "" });
    }
    // The shortest form that is read as the same number, with a point.
    format!("{number:?}")
}

/// How a text is written: a date of YAML or TOML stays one, and a text that looks like a date stays a text.
fn style(scalar: &Scalar, from: Syntax, to: Syntax) -> Style {
    let is_date = is_date_time(&scalar.text);
    match to {
        Syntax::Yaml if from == Syntax::Toml && is_date && scalar.style != Style::Plain => Style::DoubleQuoted,
        Syntax::Yaml => Style::Plain,
        Syntax::Toml if is_date && scalar.style == Style::Plain => Style::Plain,
        Syntax::Toml if scalar.style == Style::SingleQuoted => Style::SingleQuoted,
        Syntax::Toml | Syntax::Json => Style::DoubleQuoted,
    }
}
