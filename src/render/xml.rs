//! Text in XML 1.0, which can hold no control characters, not even escaped: they are shown instead.

use crate::visible::visible;

/// Appends text that may stand in an element or in a quoted attribute.
pub(super) fn push(out: &mut String, text: &str) {
    for c in visible(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
}

/// Appends ` name="text"`.
pub(super) fn push_attribute(out: &mut String, name: &str, text: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    push(out, text);
    out.push('"');
}

/// Appends ` name="number"`.
pub(super) fn push_number(out: &mut String, name: &str, number: usize) {
    use std::fmt::Write;
    let _ = write!(out, " {name}=\"{number}\"");
}
