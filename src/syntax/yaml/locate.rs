//! From a place in the text that a scalar means to the place in the text that is written.

use std::ops::Range;

use super::place;
use crate::source::Span;
use crate::tree::{Node, Style};

/// Where the bytes `range` of a scalar's decoded text are written in `source`, the text that the node's spans count in.
/// An escape belongs to its character as a whole, a folded line break to the space that it is read as. The whole node
/// where it is no scalar or where `source` is not its text.
pub fn locate(source: &str, node: &Node, range: Range<usize>) -> Span {
    let Some(scalar) = node.as_scalar() else { return node.span };
    let Some(written) = source.get(node.span.range()) else { return node.span };
    let text = scalar.text.as_ref();
    let verbatim = match scalar.style {
        Style::Plain if written == text => Some(0),
        Style::SingleQuoted | Style::DoubleQuoted if written.get(1..written.len().saturating_sub(1)) == Some(text) => {
            Some(1)
        }
        _ => None,
    };
    if let Some(offset) = verbatim {
        return Span::new(node.span.start + offset, node.span.end).inner(&range);
    }
    let mut search = Search { wanted: range, start: None, end: None };
    let walked = match scalar.style {
        Style::Plain => flow(written, 0, written.len(), text, scalar.style, &mut search),
        Style::SingleQuoted | Style::DoubleQuoted => {
            flow(written, 1, written.len().saturating_sub(1), text, scalar.style, &mut search)
        }
        Style::Literal | Style::Folded => block(written, text, scalar.style, &mut search),
    };
    walked.and_then(|last| search.found(last)).map_or(node.span, |found| node.span.inner(&found))
}

/// The place that is looked for, while decoded and written text are walked together.
struct Search {
    wanted: Range<usize>,
    start: Option<usize>,
    end: Option<usize>,
}

impl Search {
    /// The decoded bytes `decoded` are written at `written`.
    fn pass(&mut self, decoded: Range<usize>, written: Range<usize>) {
        if self.start.is_none() && decoded.end > self.wanted.start {
            self.start = Some(written.start);
        }
        if decoded.start < self.wanted.end && decoded.end > self.wanted.start {
            self.end = Some(written.end);
        }
    }

    /// The place, where the last character is written before `last`.
    fn found(&self, last: usize) -> Option<Range<usize>> {
        let start = self.start.unwrap_or(last);
        let end = if self.wanted.is_empty() { start } else { self.end? };
        (start <= end).then_some(start..end)
    }
}

/// Walks a plain or quoted scalar; the end of what is written, if all of `text` was found there.
fn flow(written: &str, start: usize, end: usize, text: &str, style: Style, search: &mut Search) -> Option<usize> {
    let mut at = start;
    let mut decoded = 0;
    while at < end {
        let rest = written.get(at..end)?;
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let (length, read) = if rest[blanks..].starts_with(['\n', '\r']) {
            let gap = rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
            let breaks = line_breaks(&rest[..gap]);
            (gap, if breaks > 1 { breaks - 1 } else { 1 })
        } else if style == Style::DoubleQuoted && rest.starts_with('\\') {
            escape(rest, &text[decoded..])?
        } else if style == Style::SingleQuoted && rest.starts_with("''") {
            (2, 1)
        } else {
            let character = rest.chars().next()?;
            text[decoded..].starts_with(character).then_some(())?;
            (character.len_utf8(), character.len_utf8())
        };
        text.is_char_boundary(decoded + read).then_some(())?;
        search.pass(decoded..decoded + read, at..at + length);
        at += length;
        decoded += read;
    }
    (decoded == text.len()).then_some(end)
}

/// How long the escape is that `rest` begins with, and how much of `text` it stands for.
fn escape(rest: &str, text: &str) -> Option<(usize, usize)> {
    let kind = rest[1..].chars().next()?;
    if matches!(kind, '\n' | '\r') {
        // The line break is escaped; what it would have been read as is gone, and the indentation after it.
        let gap = rest.len() - 1 - rest[1..].trim_start_matches([' ', '\t', '\n', '\r']).len();
        return Some((1 + gap, line_breaks(&rest[1..=gap]) - 1));
    }
    let digits = match kind {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => 0,
    };
    let character = text.chars().next()?;
    // Two escapes for one character: a surrogate pair, as JSON writes it.
    let pair = if kind == 'u' && u32::from(character) > 0xffff { 6 } else { 0 };
    Some((1 + kind.len_utf8() + digits + pair, character.len_utf8()))
}

fn line_breaks(text: &str) -> usize {
    text.matches('\n').count() + text.replace("\r\n", "\n").matches('\r').count()
}

/// Walks a block scalar line by line.
fn block(written: &str, text: &str, style: Style, search: &mut Search) -> Option<usize> {
    let is_break = |character: char| matches!(character, '\n' | '\r');
    let mut at = after_break(written, place::line_end(written, 0));
    let indentation = {
        let leading = |text: &str| text.len() - text.trim_start_matches(' ').len();
        let first = |text: &str| text.split(is_break).find(|line| !line.trim().is_empty()).map(leading);
        first(&written[at..])?.checked_sub(first(text)?)?
    };
    let mut decoded = 0;
    while at < written.len() && decoded < text.len() {
        let line = place::line_end(written, at);
        let blank = written[at..line].len() - written[at..line].trim_start_matches(' ').len();
        at += blank.min(indentation);
        let content = &written[at..line];
        text[decoded..].starts_with(content).then_some(())?;
        for (offset, character) in content.char_indices() {
            let length = character.len_utf8();
            search.pass(decoded + offset..decoded + offset + length, at + offset..at + offset + length);
        }
        decoded += content.len();
        let mut next = after_break(written, line);
        let folded = style == Style::Folded && !content.is_empty();
        let read = match text[decoded..].chars().next() {
            Some(' ') if folded => 1,
            Some('\n') if folded => {
                // The breaks of the blank lines between are in this run, and the one after the text where it is kept.
                let run = text[decoded..].len() - text[decoded..].trim_start_matches('\n').len();
                while next < written.len() && written[next..place::line_end(written, next)].trim_matches(' ').is_empty()
                {
                    next = after_break(written, place::line_end(written, next));
                }
                run
            }
            Some('\n') => 1,
            _ => 0,
        };
        search.pass(decoded..decoded + read, line..next);
        decoded += read;
        at = next;
    }
    // Blank lines after the text are kept or clipped; they are written after the node.
    text[decoded..].chars().all(is_break).then_some(written.len())
}

/// The byte after the line break at `at`.
fn after_break(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at..) {
        Some([b'\r', b'\n', ..]) => at + 2,
        Some([_, ..]) => at + 1,
        _ => at,
    }
}
