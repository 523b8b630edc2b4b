//! The line that begins a block of text (`|`, `>`): text behind its mark, digits and signs that do not fit, and text
//! below it that is not indented.

use std::ops::Range;

use super::line::{Line, closing_quote};
use super::mend::Patch;
use super::passage::Passage;
use super::write::{reads_as_string, write};
use crate::diagnostic::excerpt;
use crate::tree::Style;

/// What stands after the mark.
struct Header {
    /// The mark, the digit and the signs.
    marks: Range<usize>,
    /// What follows them, which should be nothing.
    text: Range<usize>,
    /// How far in the node stands that holds the text.
    column: usize,
}

impl Header {
    fn of(yaml: &str, line: &Line) -> Option<Self> {
        let value = &yaml[line.value.clone()];
        let rest = value.strip_prefix(['|', '>'])?;
        let after = rest.trim_start_matches(|next: char| next.is_ascii_digit() || matches!(next, '+' | '-'));
        let end = line.value.end - after.len();
        let start = line.value.end - after.trim_start().len();
        let first = line.key.as_ref().map_or_else(|| last_dash(yaml, line), |key| key.start);
        Some(Self { marks: line.value.start..end, text: start..line.value.end, column: first - line.start })
    }

    /// The lines below that are further in than the field, up to the last that has something in it.
    fn body(&self, yaml: &str, line: &Line) -> Vec<Line> {
        let below = std::iter::successors(line.below(yaml), |line| line.below(yaml));
        below
            .take_while(|below| below.content == below.end || below.content - below.start > self.column)
            .filter(|below| below.content < below.end)
            .collect()
    }
}

/// Where the last of the dashes before a list item stands.
fn last_dash(yaml: &str, line: &Line) -> usize {
    yaml[line.content..line.item].rfind('-').map_or(line.content, |at| line.content + at)
}

fn name(yaml: &str, line: &Line) -> String {
    line.key.clone().map_or_else(|| "the list item".to_owned(), |key| format!("`{}`", excerpt(&yaml[key])))
}

/// What is wrong with the block of text that this line begins.
pub(super) fn faulty(yaml: &str, line: &Line) -> Option<Passage> {
    let header = Header::of(yaml, line)?;
    if !header.text.is_empty() {
        return text_behind(yaml, line, &header);
    }
    let marks = &yaml[header.marks.clone()];
    let signs = marks.matches(['+', '-']).count();
    let digits: Vec<usize> = marks.match_indices(|next: char| next.is_ascii_digit()).map(|(at, _)| at).collect();
    if signs > 1 {
        let message = format!("`{marks}` has {signs} signs, and a block of text takes one: `+` or `-`");
        let passage = Passage::new(line.start..line.end, header.marks.clone(), message);
        // Which of them was meant is not known: this only lets the rest be read.
        return Some(passage.help("leave one of them").patch(header.marks.start + 1..header.marks.end, ""));
    }
    match digits[..] {
        [] => unindented(yaml, line),
        [at] => digit(yaml, line, &header, header.marks.start + at),
        _ => {
            let message = format!("`{marks}` has {} digits, and a block of text takes one", digits.len());
            let passage = Passage::new(line.start..line.end, header.marks.clone(), message);
            Some(passage.help("remove the digits").patch(header.marks.start + 1..header.marks.end, ""))
        }
    }
}

/// `> text`: where more text stands below, it moves there; else it is no block at all.
fn text_behind(yaml: &str, line: &Line, header: &Header) -> Option<Passage> {
    let text = &yaml[header.text.clone()];
    let marks = &yaml[header.marks.clone()];
    let mark = &marks[..1];
    let begins_well = text.starts_with(|first: char| first.is_alphabetic() || "\"'«“„".contains(first));
    let has_comment = line.value.end < yaml[..line.end].trim_end().len();
    if has_comment || marks.contains(|next: char| next.is_ascii_digit()) {
        return None;
    }
    let message = format!("text follows the `{marks}` that begins a block of text in {}", name(yaml, line));
    let body = header.body(yaml, line);
    if let Some(first) = body.first() {
        let moved = format!("{}{}", line.line_break(yaml), first.indentation(yaml));
        let end = body.last().map_or(line.end, |last| last.end);
        let passage = Passage::new(line.start..end, header.text.clone(), message);
        return Some(passage.fix("move it to the next line").patch(header.marks.end..header.text.start, moved));
    }
    // `> 5`, `|a|b|`: the mark may be a part of the text.
    if !begins_well || text.contains(mark) {
        return None;
    }
    let is_quoted = text.starts_with(['"', '\'']) && closing_quote(text) == Some(text.len());
    let fixed = if is_quoted || reads_as_string(text) { text.to_owned() } else { write(text, Style::SingleQuoted) };
    let passage = Passage::new(line.start..line.end, header.text.clone(), message);
    let passage = passage.fix(format!("drop the `{marks}`: write `{}`", excerpt(&fixed)));
    Some(passage.patch(line.value.clone(), fixed))
}

/// A digit that says how far the text is indented, and is wrong.
fn digit(yaml: &str, line: &Line, header: &Header, at: usize) -> Option<Passage> {
    let said = usize::from(yaml.as_bytes()[at] - b'0');
    let mark = &yaml[header.marks.clone()];
    let body = header.body(yaml, line);
    let least = body.iter().map(|line| line.content - line.start).min();
    if said > 0 && least.is_none_or(|least| least >= header.column + said) {
        return if body.is_empty() { unindented(yaml, line) } else { None };
    }
    let end = body.last().map_or(line.end, |last| last.end);
    let passage = |message: String| Passage::new(line.start..end, header.marks.clone(), message);
    if said == 0 {
        let message = format!("the header `{mark}` indents the text by 0, which a block of text cannot be");
        let passage = passage(message).fix("remove the `0`").patch(at..at + 1, "");
        let below = unindented(yaml, line).filter(|_| body.is_empty());
        return Some(match below {
            Some(below) => passage.to(below.lines.end).patches(below.patches),
            None => passage,
        });
    }
    let (least, first) = (least?, body.first()?);
    let has = least - header.column;
    let message = format!(
        "the header `{mark}` of {} says that the text is indented by {said}, and it is indented by {has}",
        name(yaml, line)
    );
    let passage = passage(message);
    // Without a digit, the first line tells how far the text is indented.
    Some(if first.content - first.start == least {
        passage.fix(format!("remove the `{said}`")).patch(at..at + 1, "")
    } else {
        passage.fix(format!("write `{has}` instead of `{said}`")).patch(at..at + 1, has.to_string())
    })
}

/// Text that begins where its field does, below a header that has no text further in.
pub(super) fn unindented(yaml: &str, line: &Line) -> Option<Passage> {
    let header = Header::of(yaml, line).filter(|header| header.text.is_empty())?;
    let key = line.key.clone().filter(|_| line.item == line.content)?;
    let below = std::iter::successors(line.below(yaml), |line| line.below(yaml));
    let is_text = |below: &Line| {
        let column = below.content - below.start;
        below.content == below.end || column > header.column || column == header.column && is_prose(yaml, below)
    };
    let mut text: Vec<Line> = below.take_while(is_text).filter(|line| line.content < line.end).collect();
    let first = text.first().filter(|first| first.content - first.start == header.column)?;
    // A single item may be a list that the header was put before by mistake; what is meant is the same to a reader.
    let mark = &yaml[header.marks.clone()];
    let message =
        format!("the text of `{}` below the `{mark}` is not indented, so it is no part of it", excerpt(&yaml[key]));
    let start = first.start;
    let end = text.last().map_or(start, |last| last.end);
    let passage = Passage::new(line.start..end, header.marks.clone(), message).fix("indent the text");
    let indent = |line: Line| Patch { range: line.start..line.start, text: "  ".to_owned() };
    Some(passage.patches(text.drain(..).map(indent)))
}

/// Whether a line can hardly be a field: it has no key, or one of several words.
fn is_prose(yaml: &str, line: &Line) -> bool {
    let content = &yaml[line.content..line.end];
    let is_mark = content.starts_with(['#', ']', '}', '?', '%', '&', '*', '!']) || content.starts_with("---");
    let is_key = |key: &Range<usize>| {
        let key = &yaml[key.clone()];
        key.starts_with(['"', '\'']) || !key.contains(' ')
    };
    // `name = …` is a field in the notation of TOML.
    let is_setting = content.split_once(" = ").is_some_and(|(name, _)| !name.contains(' '));
    !is_mark
        && !is_setting
        && !content.starts_with("...")
        && (line.item > line.content || !line.key.as_ref().is_some_and(is_key))
}
