//! How far a text goes that has no quotes.

use super::bare::{self, BareFault};
use crate::syntax::habit;

/// How far the end of a text in quotes of another kind is looked for.
const REACH: usize = 1_000;

/// What stands at the start of `rest` up to the end of the value. A comma is part of a text where no member follows it on the
/// line, and in a list between quotes of another kind only.
pub(super) fn of(rest: &str, is_item: bool) -> &str {
    let end = |from: usize| from + rest[from..].find([',', '}', ']', '\n', '\r']).unwrap_or(rest.len() - from);
    if let Some(text) = in_quotes(rest) {
        return text;
    }
    let mut at = end(0);
    let is_text =
        || matches!(bare::fault(rest[..at].trim()), BareFault::Text) && bare::value(rest[..at].trim()).is_none();
    if is_item || !is_text() {
        return &rest[..at];
    }
    while let Some(after) = rest[at..].strip_prefix(',') {
        let next = after.trim_start_matches([' ', '\t']);
        if next.is_empty() || next.starts_with(['\n', '\r', '}', ']', '"', ',', '/', '#']) || is_key(next) {
            break;
        }
        at = end(at + 1);
    }
    &rest[..at]
}

/// A text in quotes that are none in JSON, where the value ends with it.
fn in_quotes(rest: &str) -> Option<&str> {
    let opening = rest.chars().next()?;
    let closing = habit::closing_quotes(opening)?;
    let line = rest[..rest.floor_char_boundary(REACH)].lines().next()?;
    let mut ends =
        line.match_indices(closing).map(|(at, quote)| at + quote.len()).filter(|end| *end > opening.len_utf8());
    let end = ends.find(|end| {
        let after = line[*end..].trim_start();
        after.is_empty() || after.starts_with([',', '}', ']'])
    })?;
    Some(&rest[..end])
}

/// Whether a name and a colon stand here, on one line.
pub(super) fn is_key(rest: &str) -> bool {
    let after = if let Some(quote @ ('"' | '\'')) = rest.chars().next() {
        let end = rest[1..].find([quote, '\n', '\r']).map(|end| end + 1);
        end.filter(|end| rest[*end..].starts_with(quote)).map(|end| &rest[end + 1..])
    } else {
        let name = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"_-$".contains(byte)).count();
        Some(&rest[name..]).filter(|_| name > 0)
    };
    after.is_some_and(|after| after.trim_start_matches([' ', '\t']).starts_with(':'))
}
