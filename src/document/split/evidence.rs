//! Whether some lines are fields or prose.

use super::{is_void, lines};
use crate::source::Span;

/// One line that may be a field among so many others is none.
const FEW: usize = 4;

/// What the lines of a block are, those apart that are blank, indented, items of a list or comments.
#[derive(Clone, Copy, Debug)]
pub(super) struct Evidence {
    /// Lines that begin a field.
    pub(super) fields: usize,
    /// Lines that belong to no front matter.
    pub(super) others: usize,
    /// The first line that says something is a field.
    begins: bool,
    /// A key that is written as keys are: not capitalised as a sentence is.
    lower: bool,
}

impl Evidence {
    /// Of the lines in `span`, all of which may be indented by so many spaces.
    pub(super) fn of(text: &str, span: Span, indent: usize) -> Self {
        Self::with(0, text, span, indent)
    }

    /// The same, where some fields have been seen before.
    pub(super) fn with(fields: usize, text: &str, span: Span, indent: usize) -> Self {
        let mut evidence = Self { fields, others: 0, begins: fields > 0, lower: fields > 0 };
        let mut first = fields == 0;
        let block = &text[span.range()];
        for (line, _) in lines(block, 0) {
            let line = &block[line.range()];
            let leading = line.len() - line.trim_start_matches(' ').len();
            let line = &line[leading.min(indent)..];
            if is_blank(line) || line.starts_with('#') {
                continue;
            }
            if is_field(line) {
                evidence.fields += 1;
                evidence.begins |= first;
                evidence.lower |= line.starts_with(|first: char| !first.is_uppercase());
            } else if !belongs(line) {
                evidence.others += 1;
            }
            first = false;
        }
        evidence
    }

    /// The lines can hardly be anything but front matter, some of which may be written wrongly.
    pub(super) const fn is_front_matter(self) -> bool {
        self.begins && self.fields > self.others && (self.fields > 1 || self.lower)
    }
}

/// A line `key:` or `key: value`, whose key is one word.
pub(super) fn is_field(line: &str) -> bool {
    let line = line.strip_prefix(['"', '\'']).unwrap_or(line);
    let end = line.find(|character: char| !(character.is_alphanumeric() || "_-.$@".contains(character)));
    let Some(end) = end.filter(|end| (1..=80).contains(end)) else { return false };
    let rest = line[end..].strip_prefix(['"', '\'']).unwrap_or(&line[end..]).trim_start_matches(' ');
    rest.strip_prefix(':').is_some_and(|rest| rest.chars().next().is_none_or(is_void))
}

/// Whether a line is no part of front matter.
pub(super) fn is_other(line: &str) -> bool {
    !is_blank(line) && !line.starts_with('#') && !is_field(line) && !belongs(line)
}

/// A line that may stand in front matter: blank, a comment, a field, indented, an item, the end of a flow collection.
pub(super) fn belongs(line: &str) -> bool {
    let starts = line.starts_with([' ', '\t', '#', '}', ']']) || line.starts_with("- ") || line == "-";
    starts || is_blank(line) || is_field(line)
}

/// A line that may have been meant as a field: some words and a colon, or what else begins a mapping.
fn may_be_field(line: &str) -> bool {
    if line.starts_with(['"', '\'', '{', '?', '&', '!', '*']) && !line.starts_with("![") && !line.starts_with("**")
        || line.starts_with("<<")
    {
        return true;
    }
    let Some((key, rest)) = line.split_once([':', '\u{ff1a}']) else { return false };
    let words = key.split_whitespace().take(4).count();
    let is_scheme = rest.starts_with("//");
    (1..4).contains(&words) && !is_scheme && key.starts_with(|first: char| first.is_alphanumeric() || first == '_')
}

/// Whether what stands between two lines `---` is Markdown between two thematic breaks: several lines or paragraphs
/// apart, and no field. Where no line can be a field but a few that end in words and a colon, as `When you write:` does,
/// the others say what they are.
pub(super) fn is_prose(block: &str) -> bool {
    let mut blank = false;
    let (mut content, mut text, mut announcing) = (false, 0, 0);
    for (line, _) in lines(block, 0) {
        let line = &block[line.range()];
        if is_blank(line) {
            blank = true;
        } else if !line.starts_with('#') {
            let indented = line.starts_with([' ', '\t']);
            // Fields that are all indented are fields; after a blank line they are code.
            if announces(line) {
                announcing += 1;
            } else if may_be_field(line)
                || (indented && !content && !blank && is_field(line.trim_start_matches([' ', '\t'])))
            {
                return false;
            }
            content = true;
            text += usize::from(!line.starts_with(['-', '[', ' ']));
        }
    }
    content && (blank || text > 1) && announcing * FEW <= text
}

/// Several words and a colon, which announce what stands below them.
fn announces(line: &str) -> bool {
    line.strip_suffix(':').is_some_and(|words| may_be_field(line) && words.split_whitespace().nth(1).is_some())
}

/// Nothing that can be seen.
pub(super) fn is_blank(line: &str) -> bool {
    line.chars().all(is_void)
}

/// A hyphen or what is taken for one.
pub(super) const fn is_dash(character: char) -> bool {
    matches!(
        character,
        '-' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2212}'
                | '\u{2e3a}'
                | '\u{2e3b}'
                | '\u{2500}'
                | '\u{2501}'
                | '\u{fe58}'
                | '\u{fe63}'
                | '\u{ff0d}'
    )
}
