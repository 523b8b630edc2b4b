//! The lines of a document that a finding is about, made fit for a terminal: what is hidden is shown, long lines are cut
//! around their marks, and every character is as wide on every terminal as the marks below it assume.

use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use unicode_width::UnicodeWidthChar;

use crate::finding::Range;
use crate::source::Source;
use crate::visible::{is_hidden, is_joined, push_escape, starts_command, visible};

/// Marks over more lines than this are shown at their first line only.
const MOST_LINES: usize = 6;
/// Columns that follow a mark in a line that is cut, where there is room.
const AFTER: usize = 16;
const TAB: usize = 4;
/// Characters of a line for each column: accents upon accents take no column, and a line of them would never be cut.
const CHARACTERS_A_COLUMN: usize = 4;

/// A place to be marked, and what to say there.
#[derive(Clone, Debug)]
pub(super) struct Mark<'a> {
    pub(super) range: Range,
    pub(super) message: Option<&'a str>,
    pub(super) primary: bool,
}

/// Shown lines, one after another, as miette's source: some of the document's, with their true numbers.
#[derive(Debug)]
pub(super) struct Snippet {
    path: String,
    text: String,
    lines: Vec<Line>,
    labels: Vec<LabeledSpan>,
    /// The true column of each label's start, counted from 1, by its offset in `text`.
    columns: Vec<(usize, usize)>,
}

#[derive(Debug)]
struct Line {
    number: usize,
    start: usize,
    end: usize,
}

/// A mark, clamped to what is shown, with its place in the shown text once it is known.
#[derive(Debug)]
struct Shown<'a> {
    mark: &'a Mark<'a>,
    start: usize,
    end: usize,
    lines: (usize, usize),
    /// The last line, where the mark is shown at its first only.
    cut: Option<usize>,
    from: Option<usize>,
    to: Option<usize>,
}

impl Snippet {
    /// None if no mark is in the text at hand. `path` is visible already; `width` are the columns for the text.
    pub(super) fn new(path: &str, source: &Source, marks: &[Mark], width: usize) -> Option<Self> {
        let mut shown: Vec<Shown> = marks.iter().filter_map(|mark| Shown::new(source, mark)).collect();
        if !shown.iter().any(|shown| shown.mark.primary) {
            return None;
        }
        let mut snippet = Self {
            path: path.to_owned(),
            text: String::new(),
            lines: Vec::new(),
            labels: Vec::new(),
            columns: Vec::new(),
        };
        for number in numbers(source, &shown) {
            let start = snippet.text.len();
            let mut writer =
                LineWriter { out: &mut snippet.text, marks: &mut shown, number, column: 0, width, base: None };
            writer.write(source);
            snippet.text.push('\n');
            snippet.lines.push(Line { number, start, end: snippet.text.len() });
        }
        for shown in &shown {
            snippet.add_label(shown);
        }
        Some(snippet)
    }

    pub(super) fn labels(&self) -> impl Iterator<Item = LabeledSpan> + '_ {
        self.labels.iter().cloned()
    }

    fn add_label(&mut self, shown: &Shown) {
        let (Some(from), Some(to)) = (shown.from, shown.to) else { return };
        let mut message = shown.mark.message.map(|message| visible(message).into_owned());
        if let Some(last) = shown.cut {
            let end = format!("to line {last}");
            message = Some(message.map_or_else(|| end.clone(), |message| format!("{message} ({end})")));
        }
        let span = SourceSpan::from((from, to.saturating_sub(from)));
        self.columns.push((from, shown.mark.range.start.column));
        self.labels.push(if shown.mark.primary {
            LabeledSpan::new_primary_with_span(message, span)
        } else {
            LabeledSpan::new_with_span(message, span)
        });
    }

    fn line_at(&self, offset: usize) -> Option<usize> {
        let index = self.lines.partition_point(|line| line.end <= offset);
        (index < self.lines.len()).then_some(index)
    }
}

impl SourceCode for Snippet {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let last = span.offset() + span.len().max(1) - 1;
        let (Some(mut first), Some(mut last)) = (self.line_at(span.offset()), self.line_at(last)) else {
            return Err(MietteError::OutOfBounds);
        };
        let follows = |line: usize| self.lines[line].number == self.lines[line - 1].number + 1;
        if !(first + 1..=last).all(follows) {
            return Err(MietteError::OutOfBounds);
        }
        for _ in 0..before {
            first -= usize::from(first > 0 && follows(first));
        }
        for _ in 0..after {
            last += usize::from(last + 1 < self.lines.len() && follows(last + 1));
        }
        let (start, end) = (self.lines[first].start, self.lines[last].end);
        let column = self.columns.iter().find(|(offset, _)| *offset == span.offset()).map_or(1, |(_, column)| *column);
        Ok(Box::new(MietteSpanContents::new_named(
            self.path.clone(),
            &self.text.as_bytes()[start..end],
            (start, end - start).into(),
            self.lines[first].number - 1,
            column - 1,
            last - first + 1,
        )))
    }
}

impl<'a> Shown<'a> {
    /// None if the mark begins beyond the text at hand.
    fn new(source: &Source, mark: &'a Mark<'a>) -> Option<Self> {
        let (from, to) = (mark.range.start, mark.range.end);
        source.line(from.line).filter(|_| from.offset <= source.text().len())?;
        let start = from.offset.max(source.line(from.line)?.start);
        // A mark that ends where a line begins ends with the line break before it.
        let last = if to.column == 1 && to.line > from.line { to.line - 1 } else { to.line };
        let cut = (last >= from.line + MOST_LINES || source.line(last).is_none()).then_some(last);
        let (last, end) = if cut.is_some() {
            (from.line, source.line(from.line)?.end.max(start))
        } else {
            (last, to.offset.clamp(start, source.text().len()))
        };
        Some(Self { mark, start, end, lines: (from.line, last), cut, from: None, to: None })
    }

    /// Whether the mark is about what ends this line, not about its text.
    const fn is_at_end(&self, end: usize) -> bool {
        self.start >= end && self.end > self.start
    }
}

/// The numbers of the lines to be shown: those with marks, and one before and after.
fn numbers(source: &Source, shown: &[Shown]) -> Vec<usize> {
    let mut numbers: Vec<usize> =
        shown.iter().flat_map(|shown| shown.lines.0.saturating_sub(1).max(1)..=shown.lines.1 + 1).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.retain(|&number| {
        let is_marked = shown.iter().any(|shown| (shown.lines.0..=shown.lines.1).contains(&number));
        // The empty line after a last line break is none, unless it is meant.
        let is_there = source.line(number).is_some_and(|line| line.start < source.text().len());
        is_marked || is_there
    });
    numbers
}

/// Writes one line and notes where its marks come to stand.
struct LineWriter<'w, 'm> {
    out: &'w mut String,
    marks: &'w mut [Shown<'m>],
    number: usize,
    column: usize,
    width: usize,
    /// Where the last character began that takes columns: one that takes none is marked there.
    base: Option<usize>,
}

impl LineWriter<'_, '_> {
    fn write(&mut self, source: &Source) {
        let Some(line) = source.line(self.number) else { return };
        let text = source.slice(line);
        let begin = line.start + self.window(text, line.start);
        if begin > line.start {
            self.note(line.start, begin);
            self.out.push('…');
            self.column = 1;
        }
        let mut before = source.text()[..begin].chars().next_back();
        let mut rest = source.text()[begin..line.end].chars();
        let mut at = begin;
        let mut left = self.width * CHARACTERS_A_COLUMN;
        while let Some(c) = rest.clone().next() {
            left = left.saturating_sub(1);
            if (self.column + 1 >= self.width || left == 0) && rest.as_str().chars().nth(1).is_some() {
                self.note(at, line.end);
                self.out.push('…');
                self.note_end(line.end);
                return;
            }
            let shown_at = self.out.len();
            let base = self.base.filter(|_| c.width() == Some(0) && !is_hidden(c));
            self.note_at(base.unwrap_or(shown_at), at, at + 1);
            let here = rest.as_str();
            rest.next();
            let columns = self.column;
            self.push(before, c, here, at);
            if self.column > columns {
                self.base = Some(shown_at);
            }
            before = Some(c);
            at += c.len_utf8();
        }
        self.write_line_end(source, line.end);
    }

    /// Shows the characters that end the line, where a mark is about them.
    fn write_line_end(&mut self, source: &Source, end: usize) {
        self.note(end, end + 1);
        let number = self.number;
        if self.marks.iter().any(|shown| shown.lines.0 == number && shown.is_at_end(end)) {
            let rest = &source.text()[end..];
            for (at, c) in rest.char_indices().take_while(|(_, c)| matches!(c, '\r' | '\n')).take(2) {
                self.note(end + at, end + at + 1);
                self.out.push(if c == '\r' { '␍' } else { '␊' });
                if c == '\n' {
                    break;
                }
            }
        }
        self.note_end(end);
    }

    /// Marks that begin or end in `from..to` do so where the output now ends.
    fn note(&mut self, from: usize, to: usize) {
        self.note_at(self.out.len(), from, to);
    }

    fn note_at(&mut self, begin: usize, from: usize, to: usize) {
        let here = self.out.len();
        for shown in self.marks.iter_mut() {
            if shown.lines.0 == self.number && shown.from.is_none() && shown.start < to {
                shown.from = Some(begin);
            }
            let has_ended = shown.end > shown.start || shown.from.is_some();
            if shown.lines.1 == self.number && shown.to.is_none() && has_ended && shown.end <= from {
                shown.to = Some(here);
            }
        }
    }

    /// Marks that have not begun or ended on this line although they should do so at its end.
    fn note_end(&mut self, end: usize) {
        let here = self.out.len();
        self.note(end, end + 1);
        for shown in self.marks.iter_mut() {
            if shown.lines.0 == self.number && shown.from.is_none() {
                shown.from = Some(here);
            }
            if shown.lines.1 == self.number && shown.to.is_none() {
                shown.to = Some(here);
            }
        }
    }

    /// Shows one character, so that its width is certain. `here` is the line from it on.
    fn push(&mut self, before: Option<char>, c: char, here: &str, at: usize) {
        let start = self.out.len();
        let is_marked = self.marks.iter().any(|shown| (shown.start..shown.end).contains(&at));
        if c == '\t' {
            let columns = TAB - self.column % TAB;
            self.out.push(if is_marked { '→' } else { ' ' });
            self.out.extend(std::iter::repeat_n(' ', columns - 1));
        } else if is_hidden(c) {
            let after = here.chars().nth(1);
            // Joined emoji, and those with a selector, differ in width between terminals: they are shown apart.
            if !is_joined(before, c, after) {
                push_escape(self.out, c);
            } else if is_letter_joiner(c, before) {
                self.out.push(c);
            }
        } else if is_skin_tone(c) && before.is_some_and(|before| before.width() == Some(2)) {
            return;
        } else if (c == '#' && starts_command(here)) || (is_marked && c != ' ' && c.is_whitespace()) {
            push_escape(self.out, c);
        } else {
            self.out.push(c);
        }
        self.column += width(&self.out[start..]);
    }

    /// Where the line is to begin, in bytes, so that its marks can be seen.
    fn window(&self, text: &str, line_start: usize) -> usize {
        if text.len() < self.width || fits(text, self.width, self.width * CHARACTERS_A_COLUMN) {
            return 0;
        }
        let here = || self.marks.iter().filter(|shown| (shown.lines.0..=shown.lines.1).contains(&self.number));
        let Some(main) = here().find(|shown| shown.mark.primary).or_else(|| here().next()) else { return 0 };
        let start = if main.lines.0 == self.number { main.start } else { line_start };
        let start = text.floor_char_boundary(start.saturating_sub(line_start).min(text.len()));
        let end = main.end.saturating_sub(line_start).clamp(start, text.len());
        let marked = text[start..text.floor_char_boundary(end)].chars().take(self.width).map(char_width).sum::<usize>();
        let mut room = self.width.saturating_sub((marked + AFTER).min(self.width * 2 / 3) + 2);
        let mut begin = start;
        for (at, c) in text[..start].char_indices().rev().take(self.width * CHARACTERS_A_COLUMN / 2) {
            let Some(left) = room.checked_sub(char_width(c)) else { break };
            room = left;
            begin = at;
        }
        begin
    }
}

/// Whether this is a joiner after a letter, not one between emoji.
fn is_letter_joiner(c: char, before: Option<char>) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}') && before.is_some_and(|before| before < '\u{2000}')
}

const fn is_skin_tone(c: char) -> bool {
    matches!(c, '\u{1f3fb}'..='\u{1f3ff}')
}

/// Whether a line is no wider than this and has fewer characters than `most`; looks no further than it must.
fn fits(text: &str, width: usize, most: usize) -> bool {
    let mut columns = 0;
    text.chars().enumerate().all(|(index, c)| {
        columns += char_width(c);
        columns <= width && index + 1 < most
    })
}

/// About how many columns a character of the document takes when it is shown.
fn char_width(c: char) -> usize {
    if c == '\t' {
        TAB
    } else if is_hidden(c) {
        "\\u{200b}".len()
    } else {
        c.width().unwrap_or(1)
    }
}

fn width(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}
