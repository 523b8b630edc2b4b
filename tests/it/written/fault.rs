//! What becomes of the faults of YAML in the other syntaxes.

use masthead::syntax::Syntax;

use super::Written;

/// A fault in another syntax.
pub(crate) enum Counterpart {
    /// The same fault in the same field, and the rule that finds it.
    Same(&'static str),
    /// A fault of the syntax's own. It changes the clean article and returns the line, or nothing where it cannot.
    Own(&'static str, fn(&mut Written) -> Option<usize>),
    /// There is none, for this reason.
    None(#[expect(dead_code, reason = "it is there to be read")] &'static str),
}

use Counterpart::{None as Nothing, Own, Same};

/// What becomes of a fault of this name, which that rule finds in YAML.
pub(crate) fn counterpart(name: &str, rule: &'static str, syntax: Syntax) -> Counterpart {
    match syntax {
        Syntax::Toml => in_toml(name, rule),
        Syntax::Json => in_json(name, rule),
        Syntax::Yaml => Same(rule),
    }
}

fn in_toml(name: &str, rule: &'static str) -> Counterpart {
    match name {
        "tab as indentation" => Nothing("TOML may be indented by tabs"),
        "foreign tag" => Nothing("TOML has no tags"),
        // Not the colon is at fault, but that there are no quotes.
        "colon in plain text" => Own("toml/syntax", |written| value(written, "title", str::to_owned)),
        "unclosed quote" => Own("toml/syntax", |written| value(written, "title", |text| format!("\"{text}"))),
        "typographic quotes" => Own("toml/syntax", |written| value(written, "title", |text| format!("“{text}”"))),
        "no-break space" => Own("toml/syntax", |written| change(written, "language", "= ", "=\u{a0}")),
        "link without quotes" | "octal number" | "key twice" => Same("toml/syntax"),
        _ => Same(rule),
    }
}

fn in_json(name: &str, rule: &'static str) -> Counterpart {
    match name {
        "four dashes" => Nothing("braces are fences of their own"),
        "tab as indentation" => Nothing("JSON may be indented by tabs"),
        "foreign tag" => Nothing("JSON has no tags"),
        "unknown suppression" | "useless suppression" => Nothing("JSON has no comments, and so no suppressions"),
        "colon in plain text" => Own("json/syntax", |written| value(written, "title", str::to_owned)),
        "unclosed quote" => Own("json/syntax", |written| value(written, "title", |text| format!("\"{text}"))),
        "typographic quotes" => Own("json/syntax", |written| value(written, "title", |text| format!("“{text}”"))),
        "no-break space" => Own("json/syntax", |written| change(written, "language", ": ", ":\u{a0}")),
        "link without quotes" | "octal number" => Same("json/syntax"),
        "key twice" => Same("json/duplicate-key"),
        _ => Same(rule),
    }
}

/// Writes a value anew, given its text without quotes.
fn value(written: &mut Written, name: &str, make: impl Fn(&str) -> String) -> Option<usize> {
    let at = written.find(name)?;
    let line = &written.lines[at];
    let start = line.find(['=', ':'])? + 2;
    let (text, comma) = line[start..].strip_suffix(',').map_or((&line[start..], ""), |text| (text, ","));
    let text = text.trim_matches(['"', '\'']);
    // Escapes are none outside of quotes.
    if text.contains('\\') {
        return None;
    }
    written.lines[at] = format!("{}{}{comma}", &line[..start], make(text));
    Some(at + 1)
}

fn change(written: &mut Written, name: &str, old: &str, new: &str) -> Option<usize> {
    let at = written.find(name)?;
    written.lines[at] = written.lines[at].replacen(old, new, 1);
    Some(at + 1)
}
