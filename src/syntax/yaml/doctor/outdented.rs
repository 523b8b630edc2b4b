//! Quoted values that go on no further right than their key, where YAML wants them indented and many readers do not mind.

use std::ops::Range;

use super::super::mend::Patch;
use super::line::{Line, closing_quote};
use crate::diagnostic::{Diagnostic, Edit, Fix, excerpt};
use crate::source::Span;
use crate::tree::{Problem, ProblemKind};

/// A quoted value whose next lines begin where keys do.
#[derive(Debug)]
pub(super) struct Outdented {
    /// The quoted value, in the block.
    value: Range<usize>,
    key: Range<usize>,
    /// How far in the key stands.
    column: usize,
    /// Where the lines that want indentation begin, and how much they have.
    lines: Vec<(usize, usize)>,
}

impl Outdented {
    /// Whether the line that begins here is text of the value.
    pub(super) fn has(&self, line: usize) -> bool {
        self.value.contains(&line)
    }

    pub(super) fn ends_before(&self, at: usize) -> bool {
        self.value.end <= at
    }

    pub(super) fn is_in(&self, field: &Range<usize>) -> bool {
        field.contains(&self.value.start)
    }

    fn wanted(&self, has: usize) -> String {
        " ".repeat(self.column + 2 - has)
    }

    /// The indentation, in a field that begins at `start`. The text stays as it is: line breaks fold into one space.
    pub(super) fn patches(&self, start: usize) -> impl Iterator<Item = Patch> {
        self.lines.iter().map(move |(line, has)| Patch { range: line - start..line - start, text: self.wanted(*has) })
    }

    pub(super) fn problem(&self, yaml: &str, base: usize) -> Problem {
        let first = self.lines.first().map_or(self.value.start, |(line, _)| *line);
        let line = Line::at(yaml, first);
        let key = excerpt(&yaml[self.key.clone()]).into_owned();
        let how = if self.column == 0 {
            "where the line begins: YAML wants it indented"
        } else {
            "no further right than its key: YAML wants it indented more"
        };
        let message = format!("the quoted value of `{key}` goes on {how}");
        let edit = |(line, has): &(usize, usize)| Edit::replace(Span::at(base + line), self.wanted(*has));
        let edits: Vec<Edit> = self.lines.iter().map(edit).collect();
        let diagnostic = Diagnostic::new(Span::new(base + line.content, base + line.end), message)
            .help("indent the lines of the value with spaces")
            .fix(Fix::unsafe_("indent the lines of the value", edits));
        Problem::new(ProblemKind::Syntax, diagnostic)
    }
}

/// All such values of a block, in order. A value counts only if its quote is closed at the end of a line and none of its
/// lines looks like a field; else the quote is one that was forgotten.
pub(super) fn find(yaml: &str) -> Vec<Outdented> {
    let mut found = Vec::new();
    let mut next = (!yaml.is_empty()).then(|| Line::at(yaml, 0));
    while let Some(line) = next {
        next = after_block_scalar(yaml, &line);
        let Some(outdented) = at(yaml, &line) else { continue };
        next = Line::at(yaml, outdented.value.end).below(yaml);
        if !outdented.lines.is_empty() {
            found.push(outdented);
        }
    }
    found
}

/// The next line that is no text of a block scalar which this one opens.
fn after_block_scalar(yaml: &str, line: &Line) -> Option<Line> {
    let mut below = line.below(yaml);
    if yaml[line.value.clone()].starts_with(['|', '>']) {
        let is_text =
            |below: &Line| below.content == below.end || below.content - below.start > line.content - line.start;
        while let Some(text) = below.take_if(|below| is_text(below)) {
            below = text.below(yaml);
        }
    }
    below
}

/// The quoted value of a line, if it goes on below.
fn at(yaml: &str, line: &Line) -> Option<Outdented> {
    let key = line.key.clone()?;
    let column = key.start - line.start;
    let quote = yaml[line.value.clone()].chars().next().filter(|first| matches!(first, '"' | '\''))?;
    if closing_quote(&yaml[line.value.clone()]).is_some() {
        return None;
    }
    let mut lines = Vec::new();
    let mut below = line.below(yaml)?;
    loop {
        let text = &yaml[below.start..below.end];
        let is_field = below.key.clone().is_some_and(|key| !is_prose(&yaml[key]) && !announces(yaml, &below));
        if is_field || text.starts_with("---") || text.starts_with("...") {
            return None;
        }
        let indentation = below.indentation(yaml);
        if below.content < below.end && indentation.len() <= column {
            if indentation.contains(|character| character != ' ') {
                return None;
            }
            lines.push((below.start, indentation.len()));
        }
        // The rest of the value is read as if its quote stood before it.
        if let Some(close) = closing_quote(&format!("{quote}{text}")) {
            let end = below.start + close - quote.len_utf8();
            let rest = yaml[end..below.end].trim_start();
            let is_whole = rest.is_empty() || rest.starts_with('#');
            return is_whole.then_some(Outdented { value: line.value.start..end, key, column, lines });
        }
        below = below.below(yaml)?;
    }
}

/// Whether a line ends in a colon as a sentence does that announces a list, and is no field with a usual name.
fn announces(yaml: &str, line: &Line) -> bool {
    let is_item = |below: &Line| yaml[below.content..below.end].starts_with("- ");
    let named = line.key.clone().is_none_or(|key| yaml[key].is_ascii());
    !named && line.value.is_empty() && line.below(yaml).is_some_and(|below| is_item(&below))
}

/// Whether what stands before a colon is part of a sentence (`Packages for R: news`, `:smile: again`) and no key. Few
/// keys have spaces, and where one does, the forgotten quote above it would have to be closed further down.
fn is_prose(key: &str) -> bool {
    key.starts_with(':') || key.contains(' ') && !key.starts_with(['"', '\''])
}
