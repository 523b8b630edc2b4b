//! Unquoted text of several lines that holds what only quoted text can: `: `, or ` #` before its last line.

use std::ops::Range;

use super::super::line::Line;
use super::super::place;
use super::cause::Cause;
use super::words::of_value;
use crate::diagnostic::excerpt;
use crate::syntax::yaml::text_field::{is_text_field, width};

/// How many lines above the fault the text may begin.
const MOST_ABOVE: usize = 64;

/// Text of at least so many columns is hardly followed by a field that someone has indented by mistake.
const LONG: usize = 60;

/// Names that are fields wherever they stand at the beginning of a line.
pub(super) const USUAL: [&str; 24] = [
    "allowed-tools",
    "author",
    "authors",
    "categories",
    "category",
    "date",
    "description",
    "draft",
    "image",
    "keywords",
    "lang",
    "language",
    "layout",
    "license",
    "metadata",
    "model",
    "name",
    "permalink",
    "slug",
    "tags",
    "title",
    "tools",
    "url",
    "version",
];

/// A value from the line that it begins on to the last.
struct Text {
    head: Line,
    rest: Vec<Line>,
    /// After the last character of the value.
    end: usize,
}

/// The causes for text that the line of the fault, or the one above it, is a part of.
pub(super) fn causes(text: &str, fault: &Line, causes: &mut Vec<Cause>) {
    let above = (fault.start > 0).then(|| Line::at(text, fault.start - 1));
    let found = [Some(fault.clone()), above].into_iter().flatten().find_map(|line| around(text, &line));
    // Items below a value are a list that it was meant to begin, unless the value is some sentences.
    let is_item = |line: &Line| line.item > line.content;
    let Some(found) = found.filter(|found| found.is_prose(text) || !found.rest.iter().all(is_item)) else { return };
    let colon = found.colon(text);
    let hash = found.hash(text);
    let is_first = |at: usize, other: Option<usize>| other.is_none_or(|other| at < other);
    let whole = found.whole(text);
    let cause = match (colon, hash) {
        (Some(at), other) if is_first(at, other) && !found.holds_field(text) => {
            let what = of_value(text, &found.head);
            let message = format!("{what} holds a `: ` that needs quotes: YAML takes it for another field");
            Cause::new(at..at + 1, message)
        }
        (other, Some(at)) if is_first(at, other) && !found.holds_field(text) => {
            let shown = excerpt(&text[at..place::line_end(text, at)]).into_owned();
            let what = of_value(text, &found.head);
            Cause::new(at..at + 1, format!("`{shown}` in {what} is a comment to YAML, and text follows it"))
        }
        _ => return,
    };
    let cause = cause.fix("put the whole value in quotes");
    causes.push(whole.into_iter().fold(cause, |cause, (range, text)| cause.edit(range, text)));
}

/// The text of several lines that a line is a part of.
fn around(text: &str, line: &Line) -> Option<Text> {
    let mut least = line.content - line.start;
    let mut at = line.start;
    for _ in 0..MOST_ABOVE {
        let Some(before) = at.checked_sub(1) else { break };
        let above = Line::at(text, before);
        at = above.start;
        let column = above.content - above.start;
        if above.is_blank(text) || column >= least {
            continue;
        }
        least = column;
        if is_head(text, &above) {
            if let Some(found) = of(text, above) {
                return Some(found);
            }
            break;
        }
    }
    is_head(text, line).then(|| of(text, line.clone())).flatten()
}

/// Whether a line has a name or is an item.
fn is_head(text: &str, line: &Line) -> bool {
    line.item > line.content || line.key.clone().is_some_and(|key| is_word(&text[key]))
}

fn is_word(key: &str) -> bool {
    key.starts_with(['"', '\'']) || key.chars().all(|letter| letter.is_alphanumeric() || "_-.$".contains(letter))
}

fn of(text: &str, head: Line) -> Option<Text> {
    const BEGINS_OTHER: [char; 14] = ['"', '\'', '[', '{', '|', '>', '&', '*', '!', '%', '@', '`', '#', '?'];
    let value = &text[head.value.clone()];
    if value.is_empty() || value.starts_with(BEGINS_OTHER) {
        return None;
    }
    let holder = head.key.as_ref().map_or(head.content, |key| key.start) - head.start;
    let mut rest = Vec::new();
    let mut below = head.below(text);
    while let Some(line) = below {
        let column = line.content - line.start;
        if line.content < line.end {
            if column <= holder || line.indentation(text).contains(|space| space != ' ') {
                break;
            }
            if text[line.content..].starts_with("# ") {
                return None;
            }
            rest.push(line.clone());
        }
        below = line.below(text);
    }
    let last = rest.last()?;
    let written = text[..last.end].trim_end().len();
    // A comment that is set off as one stays behind the value.
    let behind = text.get(last.value.end..written).unwrap_or_default().trim_start();
    let is_comment = last.value.end > last.content && behind.starts_with("# ");
    let end = if is_comment { last.value.end } else { written };
    Some(Text { head, rest, end })
}

impl Text {
    /// The text of each line.
    fn lines(&self, text: &str) -> impl Iterator<Item = Range<usize>> {
        let first = self.head.value.start..text[..self.head.end].trim_end().len();
        let end = self.end;
        std::iter::once(first).chain(self.rest.iter().map(move |line| line.content..line.end.min(end)))
    }

    fn find(&self, text: &str, found: impl Fn(&str) -> Option<usize>) -> Option<usize> {
        self.lines(text).find_map(|line| found(text[line.clone()].trim_end()).map(|at| line.start + at))
    }

    /// The first colon that a field could have.
    fn colon(&self, text: &str) -> Option<usize> {
        self.find(text, |line| line.find(": ").or_else(|| line.strip_suffix(':').map(str::len)))
    }

    /// The first `#` that begins a comment.
    fn hash(&self, text: &str) -> Option<usize> {
        self.find(text, |line| if line.starts_with('#') { Some(0) } else { line.find(" #").map(|at| at + 1) })
    }

    /// Whether the field is one of text, and its value begins with a sentence.
    fn is_prose(&self, text: &str) -> bool {
        let head = &text[self.head.value.clone()];
        self.head.key.clone().is_some_and(|key| is_text_field(&text[key])) && width(head) >= LONG / 3
    }

    /// Whether one of the lines is rather a field of its own that stands too far in.
    fn holds_field(&self, text: &str) -> bool {
        let head = self.lines(text).next().map_or("", |line| &text[line]);
        if head.contains(": ") || head.ends_with(':') || head.contains(" #") {
            return false;
        }
        // Where words come last, the lines before them are words too.
        if self.rest.last().is_some_and(|last| last.key.is_none() && last.item == last.content) {
            return false;
        }
        let is_prose = self.is_prose(text);
        let mut above = self.head.value.clone();
        self.rest.iter().any(|line| {
            let before = std::mem::replace(&mut above, line.content..line.end);
            let Some(key) = line.key.clone().filter(|key| key.start == line.content) else { return false };
            let key = &text[key];
            let is_long = is_prose || width(&text[before]) >= LONG;
            is_word(key) && (USUAL.contains(&key) || !is_long)
        })
    }

    /// What puts all of it in quotes, on the lines that it has.
    fn whole(&self, text: &str) -> Vec<(Range<usize>, String)> {
        let range = self.head.value.start..self.end;
        let written = &text[range.clone()];
        let quote = if written.contains('\'') && !written.contains(['"', '\\']) { "\"" } else { "'" };
        let mut edits = vec![(range.start..range.start, quote.to_owned())];
        if quote == "'" {
            let inner = written.match_indices('\'').map(|(at, _)| range.start + at);
            edits.extend(inner.map(|at| (at..at, quote.to_owned())));
        }
        edits.push((range.end..range.end, quote.to_owned()));
        edits
    }
}
