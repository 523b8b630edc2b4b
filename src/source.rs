//! The text of one file, and places in it.
//!
//! Everything inside masthead speaks of a place as a [`Span`]: bytes from the start of the file as it is on disk.
//! Lines and columns are made at the end, by [`Source::position`], for those who read the findings.

use std::borrow::Cow;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// A half-open range of bytes, counted from the start of the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The empty span before the byte at `offset`.
    pub const fn at(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    pub const fn len(self) -> usize {
        self.end - self.start
    }

    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }

    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The span of `range` within this one, where `range` counts from this span's start.
    #[must_use]
    pub const fn inner(self, range: &Range<usize>) -> Self {
        Self::new(self.start + range.start, self.start + range.end)
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// A place as people count: lines and columns from 1, columns in Unicode scalar values, the offset in bytes from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub line: usize,
    pub column: usize,
    pub offset: usize,
}

impl Position {
    pub const START: Self = Self { line: 1, column: 1, offset: 0 };
}

/// The text of one file, or as much of its beginning as was read, under the name that findings give it.
///
/// The text is always whole characters. A byte order mark is kept: offsets count it, columns do not.
#[derive(Debug)]
pub struct Source {
    path: PathBuf,
    text: String,
    /// The text is the whole file, not only its head.
    whole: bool,
    /// A place beyond the text, where there is something to say of it.
    beyond: Option<Position>,
    /// The path from the project's root, with `/` between folders, where it is known.
    place: Option<Box<str>>,
    lines: OnceLock<Vec<usize>>,
}

impl Source {
    pub fn new(path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into(), whole: true, beyond: None, place: None, lines: OnceLock::new() }
    }

    /// The head of a file of which no more was read, and a place in the rest, if one matters.
    pub fn head(path: impl Into<PathBuf>, text: impl Into<String>, beyond: Option<Position>) -> Self {
        Self { whole: false, beyond, ..Self::new(path, text) }
    }

    /// The same file with another text at its head. A place beyond the text moves as the rest of the file does.
    #[must_use]
    pub fn with_text(&self, text: impl Into<String>) -> Self {
        let mut new = Self { whole: self.whole, place: self.place.clone(), ..Self::new(&self.path, text) };
        if let Some(beyond) = self.beyond {
            let moved = |position: usize, old: usize, new: usize| (position + new).saturating_sub(old);
            new.beyond = Some(Position {
                line: moved(beyond.line, self.line_starts().len(), new.line_starts().len()),
                column: beyond.column,
                offset: moved(beyond.offset, self.text.len(), new.text.len()),
            });
        }
        new
    }

    /// Whether the text is all that the file holds.
    pub const fn is_whole(&self) -> bool {
        self.whole
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Says where the file lies in its project: its path from the root.
    #[must_use]
    pub fn placed(self, place: &Path) -> Self {
        Self { place: Some(path_name(place).into()), ..self }
    }

    /// The same text under another name.
    #[must_use]
    pub fn named(self, path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), ..self }
    }

    /// The path from the project's root, with `/` between folders, where it is known.
    pub fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }

    /// The path as findings show it, with `/` between folders on every system.
    pub fn name(&self) -> Cow<'_, str> {
        path_name(&self.path)
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn into_text(self) -> String {
        self.text
    }

    /// The text of `span`.
    ///
    /// # Panics
    /// If the span leaves the text or cuts a character.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// The length in bytes of the byte order mark that the text begins with: 3 or 0.
    pub fn bom(&self) -> usize {
        if self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
    }

    /// Line and column of a byte offset. Lines end at LF, CRLF or a lone CR; a byte order mark is no column.
    pub fn position(&self, offset: usize) -> Position {
        if let Some(beyond) = self.beyond
            && offset > self.text.len()
        {
            return beyond;
        }
        let offset = self.text.floor_char_boundary(offset);
        let lines = self.line_starts();
        let line = lines.partition_point(|start| *start <= offset);
        let start = lines[line - 1];
        let start = if line == 1 { start.max(self.bom().min(offset)) } else { start };
        Position { line, column: self.text[start..offset].chars().count() + 1, offset }
    }

    /// The text of a line, counted from 1, without the characters that end it; none if the text has fewer lines.
    pub fn line(&self, line: usize) -> Option<Span> {
        let starts = self.line_starts();
        let start = *starts.get(line.checked_sub(1)?)?;
        let start = if line == 1 { self.bom() } else { start };
        let end = starts.get(line).copied().unwrap_or(self.text.len());
        let text = &self.text[start..end];
        let text = text.strip_suffix('\n').unwrap_or(text);
        Some(Span::new(start, start + text.strip_suffix('\r').unwrap_or(text).len()))
    }

    /// The offset at which each line starts; the first is 0.
    fn line_starts(&self) -> &[usize] {
        self.lines.get_or_init(|| line_starts(&self.text))
    }
}

/// The offset at which each line of a text starts; the first is 0. Lines end at LF, CRLF or a lone CR.
pub fn line_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let ends = memchr::memchr2_iter(b'\n', b'\r', bytes)
        .filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'))
        .map(|at| at + 1);
    std::iter::once(0).chain(ends).collect()
}

/// Where the line that a byte of a text is on begins and ends, without the characters that end it.
pub fn line_around(text: &str, offset: usize) -> Span {
    let start = text[..offset].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let end = text[offset..].find(['\n', '\r']).map_or(text.len(), |at| offset + at);
    Span::new(start, end)
}

/// A path as findings show it, with `/` between folders on every system.
pub fn path_name(path: &Path) -> Cow<'_, str> {
    let name = path.to_string_lossy();
    if cfg!(windows) { Cow::Owned(name.replace('\\', "/")) } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
        let position = Source::new("a.md", text).position(offset);
        (position.line, position.column)
    }

    #[test]
    fn columns_count_characters() {
        let text = "---\ntitle: Сербия 🇷🇸 x\n";
        let offset = text.find('x').expect("the text has an x");
        assert_eq!(line_and_column(text, offset), (2, 18));
    }

    #[test]
    fn a_byte_order_mark_is_no_column() {
        assert_eq!(line_and_column("\u{feff}---\n", 3), (1, 1));
        assert_eq!(line_and_column("\u{feff}---\n", 0), (1, 1));
        assert_eq!(line_and_column("\u{feff}---\na", 7), (2, 1));
    }

    #[test]
    fn lines_end_at_every_kind_of_line_end() {
        let text = "a\nb\r\nc\rd";
        assert_eq!(line_and_column(text, 2), (2, 1));
        assert_eq!(line_and_column(text, 5), (3, 1));
        assert_eq!(line_and_column(text, 7), (4, 1));
    }

    #[test]
    fn the_end_of_the_text_has_a_position() {
        assert_eq!(line_and_column("", 0), (1, 1));
        assert_eq!(line_and_column("a\n", 2), (2, 1));
    }
}
