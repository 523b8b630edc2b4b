//! Where the front matter is: from a line `---` at the top of the file to the next line `---` or `...`.

use crate::source::Span;

/// A block of front matter and its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// The `---` of the opening line.
    pub opening: Span,
    /// What is between the two lines.
    pub yaml: Span,
    /// The `---` or `...` of the closing line.
    pub closing: Span,
    /// Where the body begins.
    pub body: usize,
}

/// What stands at the top of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fence {
    /// No fence, and nothing that looks like one.
    Missing,
    /// Front matter as every reader sees it.
    Closed(Block),
    /// An opening line without a closing one. `near` is a line that may have been meant to close it.
    Unclosed { opening: Span, near: Option<Span> },
    /// A line that was meant as the opening one and is not: what is wrong with it, and the block that it was meant to
    /// open, where that has an end.
    Spoilt { fault: FenceFault, span: Span, block: Option<Block> },
}

/// Why an opening line is not one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FenceFault {
    /// Blank lines or spaces stand before it.
    NotFirst,
    /// It has more dashes than three.
    Dashes,
    /// Text follows the dashes.
    Text,
    /// It is written in dashes that are not hyphens.
    LookAlike,
}

impl Fence {
    /// The block to read, also where its opening line is spoilt.
    pub const fn block(&self) -> Option<&Block> {
        match self {
            Self::Closed(block) | Self::Spoilt { block: Some(block), .. } => Some(block),
            Self::Missing | Self::Unclosed { .. } | Self::Spoilt { block: None, .. } => None,
        }
    }
}

/// Finds the front matter of `text`.
pub fn split(text: &str) -> Fence {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut lines = lines(text, start);
    match lines.next() {
        Some((span, next)) if text[span.range()].trim_end_matches([' ', '\t']) == "---" => {
            let opening = Span::new(span.start, span.start + 3);
            close(text, opening, next).map_or(Fence::Unclosed { opening, near: None }, Fence::Closed)
        }
        _ => Fence::Missing,
    }
}

/// The block whose YAML begins at `start`, where a closing line follows.
fn close(text: &str, opening: Span, start: usize) -> Option<Block> {
    let (line, next) = lines(text, start)
        .find(|(span, _)| matches!(text[span.range()].trim_end_matches([' ', '\t']), "---" | "..."))?;
    let closing = Span::new(line.start, line.start + 3);
    Some(Block { opening, yaml: Span::new(start, line.start), closing, body: next })
}

/// Each line from `start` on, without its end, and where the next one begins.
fn lines(text: &str, start: usize) -> impl Iterator<Item = (Span, usize)> {
    let bytes = text.as_bytes();
    let mut at = start;
    std::iter::from_fn(move || {
        if at >= bytes.len() {
            return None;
        }
        let rest = &bytes[at..];
        let end = memchr::memchr2(b'\n', b'\r', rest).map_or(bytes.len(), |found| at + found);
        let line_end = match bytes.get(end..) {
            Some([b'\r', b'\n', ..]) => 2,
            Some([_, ..]) => 1,
            _ => 0,
        };
        let line = Span::new(at, end);
        at = end + line_end;
        Some((line, at))
    })
}
