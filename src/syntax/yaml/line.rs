//! One line of YAML taken apart without its neighbours: indentation, dashes, key, value.

use std::ops::Range;

use super::place;

/// The parts of a line, in bytes of the text that the line stands in.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) start: usize,
    /// Before the line break.
    pub(super) end: usize,
    /// The first character that is no space, tab or other white space.
    pub(super) content: usize,
    /// After the `- ` of list items.
    pub(super) item: usize,
    pub(super) key: Option<Range<usize>>,
    /// What stands after the colon, or after the dashes where there is no key; without comment and outer spaces.
    pub(super) value: Range<usize>,
}

impl Line {
    pub(super) fn at(text: &str, offset: usize) -> Self {
        let start = place::line_start(text, offset);
        let end = place::line_end(text, start);
        let line = &text[start..end];
        let content = start + line.len() - line.trim_start().len();
        let mut item = content;
        while text[item..end].starts_with("- ") {
            item += 1 + text[item + 1..end].len() - text[item + 1..end].trim_start_matches(' ').len();
        }
        let key = key(&text[item..end]).map(|length| item..item + length);
        let after = key.as_ref().map_or(item, |key| text[key.end..end].find(':').map_or(end, |at| key.end + at + 1));
        let value = value(text, after..end);
        Self { start, end, content: content.min(end), item, key, value }
    }

    /// The next line.
    pub(super) fn below(&self, text: &str) -> Option<Self> {
        let next = self.end + if text[self.end..].starts_with("\r\n") { 2 } else { 1 };
        (next < text.len()).then(|| Self::at(text, next))
    }

    /// What the line ends with, where it has a next one.
    pub(super) fn line_break(&self, text: &str) -> &'static str {
        if text[self.end..].starts_with("\r\n") { "\r\n" } else { "\n" }
    }

    pub(super) fn indentation<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start..self.content]
    }

    /// The line above whose block of text this one follows, if that is the nearest that stands less far in.
    pub(super) fn holder_of_block(&self, text: &str) -> Option<Self> {
        /// A block of text of more lines is not looked through.
        const MOST: usize = 200;
        let own = self.content - self.start;
        let mut at = self.start;
        for _ in 0..MOST {
            let above = Self::at(text, at.checked_sub(1)?);
            at = above.start;
            if above.content < above.end && above.content - above.start < own {
                return text[above.value.clone()].starts_with(['|', '>']).then_some(above);
            }
        }
        None
    }

    pub(super) fn is_blank(&self, text: &str) -> bool {
        self.content == self.end || text[self.content..].starts_with('#')
    }
}

/// The length of the key that `text` begins with: plain or quoted text before a colon that a space or the end follows.
fn key(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    if matches!(first, '"' | '\'') {
        let close = closing_quote(text)?;
        let after = text[close..].trim_start_matches(' ').strip_prefix(':')?;
        return (after.is_empty() || after.starts_with([' ', '\t'])).then_some(close);
    }
    if matches!(first, '[' | '{' | '#' | '|' | '>') {
        return None;
    }
    let colon = text.match_indices(':').map(|(at, _)| at).find(|at| {
        let after = &text[at + 1..];
        after.is_empty() || after.starts_with([' ', '\t'])
    })?;
    let key = text[..colon].trim_end();
    (!key.is_empty() && !key.contains(" #")).then_some(key.len())
}

fn value(text: &str, range: Range<usize>) -> Range<usize> {
    let raw = &text[range.clone()];
    let start = range.start + raw.len() - raw.trim_start_matches([' ', '\t']).len();
    let rest = &text[start..range.end];
    if rest.starts_with('#') {
        return start..start;
    }
    let quoted = if rest.starts_with(['"', '\'']) { closing_quote(rest).unwrap_or(rest.len()) } else { 0 };
    let comment = rest[quoted..].find(" #").map_or(rest.len(), |at| quoted + at);
    start..start + rest[..comment].trim_end().len()
}

/// The end of the quoted scalar that `text` begins with, after its closing quote.
pub(super) fn closing_quote(text: &str) -> Option<usize> {
    let quote = text.chars().next()?;
    let mut characters = text.char_indices().skip(1).peekable();
    while let Some((at, character)) = characters.next() {
        if character == '\\' && quote == '"' {
            characters.next();
        } else if character == quote {
            if quote == '\'' && characters.peek().is_some_and(|(_, next)| *next == quote) {
                characters.next();
            } else {
                return Some(at + 1);
            }
        }
    }
    None
}
