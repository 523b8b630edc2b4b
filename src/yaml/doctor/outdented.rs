//! Quoted values that go on at the very start of a line, where YAML wants them indented and many readers do not mind.

use std::ops::Range;

use super::super::mend::Patch;
use super::super::problem::{Problem, ProblemKind};
use super::line::{Line, closing_quote};
use crate::diagnostic::{Diagnostic, Edit, Fix, excerpt};
use crate::source::Span;

/// A quoted value whose next lines begin where keys do.
#[derive(Debug)]
pub(super) struct Outdented {
    /// The quoted value, in the block.
    value: Range<usize>,
    key: Range<usize>,
    /// Where the lines that want indentation begin.
    lines: Vec<usize>,
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

    /// The indentation, in a field that begins at `start`. The text stays as it is: line breaks fold into one space.
    pub(super) fn patches(&self, start: usize) -> impl Iterator<Item = Patch> {
        self.lines.iter().map(move |line| Patch { range: line - start..line - start, text: "  ".to_owned() })
    }

    pub(super) fn problem(&self, yaml: &str, base: usize) -> Problem {
        let first = self.lines.first().copied().unwrap_or(self.value.start);
        let line = Line::at(yaml, first);
        let key = excerpt(&yaml[self.key.clone()]).into_owned();
        let message = format!("the quoted value of `{key}` goes on where the line begins: YAML wants it indented");
        let edits: Vec<Edit> = self.lines.iter().map(|line| Edit::replace(Span::at(base + line), "  ")).collect();
        let diagnostic = Diagnostic::new(Span::new(base + line.start, base + line.end), message)
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
        next = line.below(yaml);
        let Some(outdented) = at(yaml, &line) else { continue };
        next = Line::at(yaml, outdented.value.end).below(yaml);
        found.push(outdented);
    }
    found
}

fn at(yaml: &str, line: &Line) -> Option<Outdented> {
    let key = line.key.clone().filter(|_| line.content == line.start)?;
    let quote = yaml[line.value.clone()].chars().next().filter(|first| matches!(first, '"' | '\''))?;
    if closing_quote(&yaml[line.value.clone()]).is_some() {
        return None;
    }
    let mut lines = Vec::new();
    let mut below = line.below(yaml)?;
    loop {
        let text = &yaml[below.start..below.end];
        // Prose has colons too, but after a few words.
        let is_field = below.key.clone().is_some_and(|key| yaml[key].matches(' ').count() < 3);
        if is_field || text.starts_with("---") || text.starts_with("...") {
            return None;
        }
        if below.content == below.start && below.content < below.end {
            lines.push(below.start);
        }
        // The rest of the value is read as if its quote stood before it.
        if let Some(close) = closing_quote(&format!("{quote}{text}")) {
            let end = below.start + close - quote.len_utf8();
            let rest = yaml[end..below.end].trim_start();
            let is_whole = (rest.is_empty() || rest.starts_with('#')) && !lines.is_empty();
            return is_whole.then_some(Outdented { value: line.value.start..end, key, lines });
        }
        below = below.below(yaml)?;
    }
}
