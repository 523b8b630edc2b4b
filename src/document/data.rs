//! Whole files of data: no fences, no body, and in YAML perhaps several documents one after the other.

use std::path::Path;

use serde_json::Value as Json;

use super::Block;
use crate::source::{Source, Span};
use crate::syntax::Syntax;
use crate::syntax::json::member;
use crate::tree::Comment;

/// How many bytes of a notebook are read.
const NOTEBOOK: usize = 64 << 20;

/// A file that is data as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Data {
    Whole(Syntax),
    /// A notebook of Jupyter, whose `metadata` are looked at.
    Notebook,
}

impl Data {
    /// By the name of the file.
    pub(super) fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?;
        // Names are short, and most are those of Markdown.
        let is = |name: &str| extension.eq_ignore_ascii_case(name);
        match extension.as_bytes().first()? {
            b'y' | b'Y' if is("yaml") || is("yml") => Some(Self::Whole(Syntax::Yaml)),
            b't' | b'T' if is("toml") => Some(Self::Whole(Syntax::Toml)),
            b'j' | b'J' if is("json") => Some(Self::Whole(Syntax::Json)),
            b'i' | b'I' if is("ipynb") => Some(Self::Notebook),
            _ => None,
        }
    }

    /// How many bytes of a file are read to find what is at most `limit` bytes long in it.
    pub(super) fn reach(self, limit: usize) -> usize {
        match self {
            Self::Whole(_) => limit,
            // Pictures stand beside the metadata.
            Self::Notebook => limit.max(NOTEBOOK),
        }
    }

    /// The documents in a file, each as a block; there is always one.
    pub(super) fn blocks(self, source: &Source) -> Vec<Block> {
        let text = source.text();
        let whole = Span::new(source.bom(), text.len());
        match self {
            Self::Whole(Syntax::Yaml) => stream(text, whole),
            Self::Whole(syntax) => vec![block(syntax, Span::at(whole.start), whole)],
            Self::Notebook => {
                // Of a notebook that is not read to its end, nothing is known.
                let none = if source.is_whole() { Span::at(whole.end) } else { whole };
                let metadata = member(text, whole, "metadata").unwrap_or(none);
                vec![block(Syntax::Json, Span::at(metadata.start), metadata)]
            }
        }
    }
}

/// The text of a notebook: what stands in its cells of Markdown, as far as they can be read.
pub(super) fn cells(source: &Source) -> String {
    let notebook: Json = serde_json::from_str(&source.text()[source.bom()..]).unwrap_or_default();
    let mut text = String::new();
    for cell in notebook["cells"].as_array().into_iter().flatten().filter(|cell| cell["cell_type"] == "markdown") {
        match &cell["source"] {
            Json::String(whole) => text.push_str(whole),
            Json::Array(lines) => lines.iter().filter_map(Json::as_str).for_each(|line| text.push_str(line)),
            _ => {}
        }
        text.push_str("\n\n");
    }
    text
}

const fn block(syntax: Syntax, opening: Span, content: Span) -> Block {
    Block { syntax, opening, content, closing: Span::at(content.end), body: content.end }
}

/// The documents of a stream (YAML 1.2 §9): parted by lines `---` and `...`.
fn stream(text: &str, whole: Span) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let (mut opening, mut start) = (Span::at(whole.start), whole.start);
    let mut has_marker = false;
    for (line, next) in super::split::lines(text, whole.start) {
        let content = &text[line.range()];
        let is_marker = |mark: &str| {
            let rest = content.strip_prefix(mark);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
        };
        let begins = is_marker("---");
        if !begins && !is_marker("...") {
            continue;
        }
        // What stands before the first marker may be nothing but comments and directives.
        if has_marker || says_something(&text[start..line.start]) {
            blocks.push(block(Syntax::Yaml, opening, Span::new(start, line.start)));
        }
        has_marker = begins;
        opening = Span::new(line.start, line.start + 3);
        let has_content = begins && content[3..].trim_start().chars().next().is_some_and(|first| first != '#');
        start = if has_content { line.start + 3 } else { next };
    }
    if has_marker || blocks.is_empty() || says_something(&text[start..]) {
        blocks.push(block(Syntax::Yaml, opening, Span::new(start, whole.end)));
    }
    if let Some(first) = blocks.first_mut().filter(|first| first.content.start > whole.start) {
        first.opening = Span::at(whole.start);
    }
    blocks
}

/// Whether there is more than comments, directives and blank lines.
fn says_something(text: &str) -> bool {
    text.lines().any(|line| !line.trim().is_empty() && !line.starts_with('%') && !line.trim_start().starts_with('#'))
}

/// The comments of a file of YAML before its first document begins.
pub(super) fn comments_before(text: &str, end: usize) -> Vec<Comment<'_>> {
    let lines = super::split::lines(&text[..end], 0).map(|(line, _)| line);
    let comments = lines.filter_map(|line| {
        let content = text[line.range()].trim_start_matches(['\u{feff}', ' ', '\t']);
        let comment = content.strip_prefix('#')?;
        Some(Comment { span: Span::new(line.end - content.len(), line.end), text: comment, own_line: true })
    });
    comments.collect()
}
