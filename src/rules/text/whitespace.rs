//! Spaces that nobody meant.

use std::ops::Range;

use super::{MOST, Piece};
use crate::diagnostic::Fix;
use crate::diagnostic::Severity::Warning;
use crate::kinds::Kind;
use crate::rules::{Findings, Repair};
use crate::text::is_space;

rules! {
    /// Finds leading, trailing and doubled spaces in a value.
    ///
    /// Quotes keep the spaces at their ends, and any value those inside it, so that ` Serbia` and `Serbia` are two names.
    /// Block scalars are left alone, as their text is laid out on purpose, and so are the spaces after an escaped line
    /// break, the wide space of East Asian text and the narrow ones of typography. Where nothing says that a value is a
    /// wiki-link, one in its text is left alone too, as notes may be named with two spaces. A value of only spaces counts as
    /// empty, which is not this rule's concern, and one that is meant to be a date, a tag or an address is judged as such.
    ///
    /// # Fails
    ///
    /// ```yaml
    /// ---
    /// title: "Kazakhstan,  Turkey and Serbia "
    /// ---
    /// ```
    ///
    /// # Passes
    ///
    /// ```yaml
    /// ---
    /// title: "Kazakhstan, Turkey and Serbia"
    /// ---
    /// ```
    WHITESPACE = "text/whitespace", Some(Warning), Repair::Safe;
}

pub(super) fn check(piece: &Piece, findings: &mut Findings) {
    let text = piece.text();
    let inner = text.trim_matches(is_space);
    if !findings.wants(&WHITESPACE) || piece.scalar.style.is_block() || text.trim().is_empty() {
        return;
    }
    let start = text.len() - text.trim_start_matches(is_space).len();
    let end = start + inner.len();
    let judged = !piece.is_key && !piece.value.kinds.is_empty();
    if start > 0 {
        report(piece, 0..start, "begins", findings);
    }
    for range in doubled(text, start..end).take(MOST) {
        let at_bracket = text[..range.start].ends_with(['[', '|']) || text[range.end..].starts_with([']', '|']);
        let is_other = if judged { at_bracket && piece.value.kinds.has(Kind::Wikilink) } else { is_name(text, &range) };
        if !is_other {
            report(piece, range, "has more than one space", findings);
        }
    }
    if end < text.len() && !is_task(inner) && !is_beginning(piece, &text[end..]) {
        report(piece, end..text.len(), "ends", findings);
    }
}

/// Whether a part of a text is in the target of a wiki-link, or in that name where it is shown: a note that is named with
/// two spaces is found under no other name.
fn is_name(text: &str, part: &Range<usize>) -> bool {
    let Some(open) = text[..part.start].rfind("[[").map(|open| open + 2) else { return false };
    let Some(close) = text[part.end..].find("]]").map(|close| part.end + close) else { return false };
    if text[open..part.start].contains(']') {
        return false;
    }
    // What is shown for the link is the same name.
    let Some((target, label)) = text[open..close].split_once('|') else { return true };
    part.end <= open + target.len() || target.rsplit('/').next().is_some_and(|name| name.trim() == label.trim())
}

/// Whether a text is a task that nothing is written to yet: without the space after its box it would be none.
fn is_task(text: &str) -> bool {
    text.strip_suffix("[ ]").is_some_and(|list| matches!(list.trim_end(), "-" | "*" | "+"))
}

/// Whether a title is the beginning of one, as templates for issues have it: `[Bug] `, `Proposal: `.
fn is_beginning(piece: &Piece, space: &str) -> bool {
    let title = piece.value.key.and_then(|key| key.as_scalar()).is_some_and(|key| key.text == "title");
    title && space == " " && piece.text().trim_end().ends_with([']', ':', '：'])
}

/// The runs of several spaces in a part of a text, on one line.
fn doubled(text: &str, part: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut at = part.start;
    std::iter::from_fn(move || {
        loop {
            let start = at + text[at..part.end].find(is_space)?;
            let length = text[start..part.end].find(|character| !is_space(character)).unwrap_or(part.end - start);
            at = start + length;
            // Without double quotes an escaped line break is none, but its lines are laid out all the same.
            let indents = text[..start].ends_with(['\n', '\r'])
                || text[..start].ends_with("\\n")
                || text[at..].starts_with(['\n', '\r'])
                || text[at..].starts_with("\\n");
            if text[start..at].chars().nth(1).is_some() && !indents {
                return Some(start..at);
            }
        }
    })
}

fn report(piece: &Piece, range: Range<usize>, what: &str, findings: &mut Findings) {
    let inside = what.starts_with("has");
    let written = &piece.text()[range.clone()];
    let (message, help) = if inside {
        (format!("{} {what} between two words", piece.name()), "write one space")
    } else {
        (format!("{} {what} with white space", piece.name()), "remove the white space")
    };
    // A no-break space stays one.
    let instead = match (inside, written.contains('\u{a0}')) {
        (false, _) => "",
        (true, false) => " ",
        (true, true) => "\u{a0}",
    };
    let fix = Fix::safe(help, [piece.edit(range.clone(), instead)]);
    findings.push(&WHITESPACE, piece.finding(range, message).help(help).fix(fix));
}
