//! Unquoted text that is YAML, and was meant to be other YAML: white space and dashes that only look like those of the
//! grammar, quotation marks around what is no prose.

use super::write::write;
use crate::diagnostic::{Diagnostic, Edit, Fix, excerpt};
use crate::source::Span;
use crate::tree::{Problem, ProblemKind, Style};

/// Looks at a plain scalar, written as `written` at `span`. `None` for text that may well be meant as it is.
/// `begins_line` tells whether nothing but white space stands before it on its line.
pub(super) fn check(written: &str, span: Span, begins_line: bool) -> Option<Problem> {
    let first = written.chars().next()?;
    match first {
        '-' | '—' | '–' | '－' | '−' => dashes(written, span, first),
        '“' | '„' | '”' | '«' | '‘' => quotes(written, span),
        // A wide space of East Asian text is a part of the text, as it indents paragraphs there.
        '\u{3000}' if !begins_line => None,
        _ if first.is_whitespace() && !begins_line => {
            let length = written.len() - written.trim_start().len();
            let place = span.inner(&(0..length));
            let what = space_name(first);
            let message = format!("{what} stands before the value, and is a part of it to YAML");
            let fix = Fix::safe("leave one plain space", [Edit::delete(place)]);
            Some(problem(Diagnostic::new(place, message).help("leave one plain space").fix(fix)))
        }
        _ if first.is_whitespace() => {
            let length = written.len() - written.trim_start().len();
            let place = span.inner(&(0..length));
            let message = "white space that is no plain space stands where only spaces indent";
            let fix =
                Fix::safe("indent with spaces", [Edit::replace(place, " ".repeat(written[..length].chars().count()))]);
            Some(problem(Diagnostic::new(place, message).help("indent with spaces").fix(fix)))
        }
        _ => None,
    }
}

fn problem(diagnostic: Diagnostic) -> Problem {
    Problem::new(ProblemKind::LookAlike, diagnostic)
}

/// Lines that all begin with the same dash, or with a hyphen and a space that is none: a list, read as one text.
fn dashes(written: &str, span: Span, dash: char) -> Option<Problem> {
    let length = dash.len_utf8();
    let odd =
        |line: &str| line[length..].starts_with(|next: char| next.is_whitespace() && (dash != '-' || next != ' '));
    let mut edits = Vec::new();
    let mut at = 0;
    for line in written.split('\n') {
        let text = line.trim_start_matches([' ', '\t']);
        if !text.starts_with(dash) || !odd(text) {
            return None;
        }
        let start = at + line.len() - text.len();
        let after = start + length + text[length..].len() - text[length..].trim_start().len();
        edits.push(Edit::replace(span.inner(&(start..after)), "- "));
        at += line.len() + 1;
    }
    let place = if dash == '-' { 1..edits[0].span.len() } else { 0..length };
    // One line that begins with a dash is how speech is written in many languages.
    if dash != '-' && edits.len() < 2 {
        return None;
    }
    let message = if dash == '-' {
        "a space that is no plain space follows the dash, so YAML reads no list item here".to_owned()
    } else {
        format!("`{dash}` is no dash that makes a list item: YAML reads these lines as one text")
    };
    let diagnostic = Diagnostic::new(span.inner(&place), message);
    Some(problem(diagnostic.help("begin each item with a hyphen and a space").fix(Fix::safe("write `- `", edits))))
}

/// `“2022-09-26”`: quotation marks around a date, an address, a link or a number are quotes that YAML does not know.
/// Around words they are a part of the text.
fn quotes(written: &str, span: Span) -> Option<Problem> {
    let mut characters = written.chars();
    characters.next()?;
    let last = characters.next_back()?;
    let inner = characters.as_str();
    let is_date = inner.len() >= 8 && inner.bytes().all(|byte| byte.is_ascii_digit() || b"-:.TZ+ ".contains(&byte));
    let is_address = ["http://", "https://"].iter().any(|scheme| inner.starts_with(scheme)) && !inner.contains(' ');
    let is_link = inner.starts_with("[[") && inner.ends_with("]]");
    let is_word = matches!(inner, "true" | "false" | "null") || inner.parse::<i64>().is_ok();
    if !matches!(last, '“' | '”' | '»' | '’' | '"') || !(is_date || is_address || is_link || is_word) {
        return None;
    }
    let fixed = write(inner, Style::DoubleQuoted);
    let message =
        format!("the quotation marks around `{}` are no quotes to YAML, but a part of the text", excerpt(inner));
    let fix = Fix::safe("write straight quotes", [Edit::replace(span, fixed.clone())]);
    Some(problem(Diagnostic::new(span, message).help(format!("write {}", excerpt(&fixed))).fix(fix)))
}

/// How a message names what looks like a space.
pub(super) fn space_name(character: char) -> String {
    match character {
        '\u{a0}' => "a no-break space".to_owned(),
        '\u{202f}' => "a narrow no-break space".to_owned(),
        '\u{3000}' => "an ideographic space".to_owned(),
        _ => format!("the space U+{:04X}", u32::from(character)),
    }
}
