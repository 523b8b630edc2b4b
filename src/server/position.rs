//! Places as the protocol counts them: lines from 0, characters in the unit that client and server have agreed on.

use super::lsp;
use crate::source::{Span, line_starts};

/// The unit in which characters of a line are counted (LSP 3.17, `PositionEncodingKind`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    #[default]
    Utf16,
}

impl Encoding {
    /// The best of those that a client offers; UTF-16 where it offers none.
    pub(super) fn negotiate(offered: &[lsp::PositionEncodingKind]) -> Self {
        if offered.contains(&lsp::PositionEncodingKind::UTF8) { Self::Utf8 } else { Self::Utf16 }
    }

    pub(super) fn kind(self) -> lsp::PositionEncodingKind {
        match self {
            Self::Utf8 => lsp::PositionEncodingKind::UTF8,
            Self::Utf16 => lsp::PositionEncodingKind::UTF16,
        }
    }

    fn width(self, character: char) -> usize {
        match self {
            Self::Utf8 => character.len_utf8(),
            Self::Utf16 => character.len_utf16(),
        }
    }
}

/// The lines of a text, which end at LF, CRLF or a lone CR.
#[derive(Clone, Debug)]
pub(super) struct Lines {
    starts: Vec<usize>,
    encoding: Encoding,
}

impl Lines {
    pub(super) fn new(text: &str, encoding: Encoding) -> Self {
        Self { starts: line_starts(text), encoding }
    }

    /// Takes in that the bytes of a span have been replaced by so many others, which has made `text`.
    pub(super) fn replace(&mut self, text: &str, old: Span, length: usize) {
        // A change may part or join the two characters of CRLF at both of its ends.
        let first = self.line_of(old.start.saturating_sub(1));
        let from = self.starts[first];
        let after = self.starts.partition_point(|start| *start <= old.end + 1);
        let moved: Vec<usize> = self.starts[after..].iter().map(|start| start - old.len() + length).collect();
        let to = moved.first().copied().unwrap_or(text.len());
        self.starts.truncate(first);
        self.starts.extend(line_starts(&text[from..to]).into_iter().map(|start| from + start));
        if !moved.is_empty() {
            // What ends the last of these lines begins the first of the moved ones.
            self.starts.pop();
            self.starts.extend(moved);
        }
    }

    /// The position of a byte offset; one inside a character is that of its start.
    pub(super) fn position(&self, text: &str, offset: usize) -> lsp::Position {
        let offset = text.floor_char_boundary(offset);
        let line = self.starts.partition_point(|start| *start <= offset) - 1;
        let before = &text[self.starts[line]..offset];
        let character: usize = before.chars().map(|character| self.encoding.width(character)).sum();
        lsp::Position { line: count(line), character: count(character) }
    }

    pub(super) fn range(&self, text: &str, span: Span) -> lsp::Range {
        lsp::Range { start: self.position(text, span.start), end: self.position(text, span.end) }
    }

    /// The byte offset of a position. One beyond the end of its line is that end, one beyond the last line the end of
    /// the text, and one inside a character that character's start.
    pub(super) fn offset(&self, text: &str, position: lsp::Position) -> usize {
        let line = position.line as usize;
        let Some(&start) = self.starts.get(line) else { return text.len() };
        let end = self.starts.get(line + 1).copied().unwrap_or(text.len());
        let content = text[start..end].trim_end_matches(['\n', '\r']);
        let mut left = position.character as usize;
        for (at, character) in content.char_indices() {
            let width = self.encoding.width(character);
            if left < width {
                return start + at;
            }
            left -= width;
        }
        start + content.len()
    }

    pub(super) fn span(&self, text: &str, range: lsp::Range) -> Span {
        let (start, end) = (self.offset(text, range.start), self.offset(text, range.end));
        Span::new(start.min(end), start.max(end))
    }

    /// The bytes of a line, counted from 0, without what ends it.
    pub(super) fn line(&self, text: &str, line: usize) -> Option<Span> {
        let start = *self.starts.get(line)?;
        let end = self.starts.get(line + 1).copied().unwrap_or(text.len());
        Some(Span::new(start, start + text[start..end].trim_end_matches(['\n', '\r']).len()))
    }

    /// The line of a byte offset, counted from 0.
    pub(super) fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset) - 1
    }
}

/// A number as the protocol holds it: an unsigned integer of 31 bits.
pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX).min(u32::MAX >> 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "a: Я😀e\u{301}\r\nb\rc: 語\n";

    #[test]
    fn characters_are_counted_in_the_agreed_unit() {
        let at = TEXT.find('e').expect("an e");
        let character = |encoding| Lines::new(TEXT, encoding).position(TEXT, at).character;
        assert_eq!([Encoding::Utf8, Encoding::Utf16].map(character), [9, 6]);
    }

    #[test]
    fn every_boundary_comes_back() {
        for encoding in [Encoding::Utf8, Encoding::Utf16] {
            let lines = Lines::new(TEXT, encoding);
            for (at, character) in TEXT.char_indices().filter(|(_, character)| !"\r\n".contains(*character)) {
                assert_eq!(lines.offset(TEXT, lines.position(TEXT, at)), at, "{character:?} in {encoding:?}");
            }
        }
    }

    #[test]
    fn lines_are_counted_anew_where_the_text_has_changed() {
        let texts = ["", "\n", "\r", "\r\n", "a", "я\n\r\n", "\n\r"];
        for start in 0..=TEXT.len() {
            for end in start..=TEXT.len() {
                if !TEXT.is_char_boundary(start) || !TEXT.is_char_boundary(end) {
                    continue;
                }
                for new in texts {
                    let mut text = TEXT.to_owned();
                    text.replace_range(start..end, new);
                    let mut lines = Lines::new(TEXT, Encoding::Utf8);
                    lines.replace(&text, Span::new(start, end), new.len());
                    assert_eq!(lines.starts, line_starts(&text), "{start}..{end} by {new:?}");
                }
            }
        }
    }

    #[test]
    fn positions_outside_the_text_are_moved_inside() {
        let lines = Lines::new(TEXT, Encoding::Utf16);
        let offset = |line, character| lines.offset(TEXT, lsp::Position { line, character });
        assert_eq!(offset(1, 99), TEXT.find('b').expect("a b") + 1);
        assert_eq!(offset(99, 0), TEXT.len());
        // Between the two halves of a surrogate pair.
        assert_eq!(offset(0, 5), TEXT.find('😀').expect("an emoji"));
    }
}
