//! Where the front matter is: from a line `---` at the top of the file to the next line `---` or `...`, or between the
//! fences of another syntax.
//!
//! A line that only resembles such a fence is named for what it is, so that nobody is told that front matter is missing
//! which stands there to be seen. What merely could be Markdown (a thematic break, the underline of a heading) is left
//! to Markdown.

mod evidence;
mod foreign;

use crate::source::Span;
use crate::syntax::Syntax;
use evidence::{Evidence, is_blank, is_dash, is_field, is_other, is_prose};
pub use foreign::may_open;

/// More lines than this below a heading, none of which can be a part of front matter, are text.
const TEXT: usize = 4;

/// The most dashes of a line that was meant as a fence.
const WIDEST: usize = 400;

/// A block of front matter and its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    pub syntax: Syntax,
    /// The `---` of the opening line.
    pub opening: Span,
    /// What is between the two lines.
    pub content: Span,
    /// The `---` or `...` of the closing line; where that is spoilt or guessed, what stands in its place.
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
    /// An opening line without a closing one. `near` is a line that was probably meant to close it, or the empty span
    /// where the closing line was probably forgotten; the block then ends there.
    Unclosed { opening: Span, near: Option<Span>, block: Option<Block> },
    /// A line that was meant as the opening one and is not. The span is that of its dashes. The block that it was meant
    /// to open is there only where what follows can hardly be anything else; without one, the line may be Markdown.
    Spoilt { fault: FenceFault, span: Span, block: Option<Block> },
    /// A first line `---` and then prose: for its writer probably a thematic break, for readers of front matter a fence.
    Prose { opening: Span, closing: Option<Span> },
    /// Front matter in a language that is not read, and where the body begins.
    Foreign { opening: Span, body: usize },
}

/// Why an opening line is not one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FenceFault {
    /// Blank lines, spaces or invisible characters stand before it.
    NotFirst,
    /// It has more dashes than three, or two.
    Dashes,
    /// Text follows the dashes.
    Text,
    /// It is written in dashes that are not hyphens.
    LookAlike,
    /// Text stands before it.
    Preceded,
    /// There is a closing line, which the span is of, and no opening one.
    Absent,
    /// The lines are those of another syntax than the block is written in.
    Mixed,
    /// It opens an empty block, right behind which the real one stands. The span is that of the empty block's closing line.
    Repeated,
    /// It stands in a block of code.
    InCode,
}

impl Fence {
    /// The block to read, also where one of its fences is spoilt.
    pub const fn block(&self) -> Option<&Block> {
        match self {
            Self::Closed(block)
            | Self::Spoilt { block: Some(block), .. }
            | Self::Unclosed { block: Some(block), .. } => Some(block),
            Self::Missing
            | Self::Unclosed { block: None, .. }
            | Self::Spoilt { block: None, .. }
            | Self::Prose { .. }
            | Self::Foreign { .. } => None,
        }
    }
}

/// Finds the front matter of `text`.
pub fn split(text: &str) -> Fence {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let Some((first, next)) = lines(text, start).next() else { return Fence::Missing };
    if text[first.range()].trim_end_matches([' ', '\t']) == "---" {
        return opened(text, Span::new(first.start, first.start + 3), next);
    }
    foreign::split(text, start, first, next)
        .or_else(|| spoilt(text, start))
        .or_else(|| preceded(text, start))
        .or_else(|| absent(text, start))
        .unwrap_or(Fence::Missing)
}

/// What a right opening line opens.
fn opened(text: &str, opening: Span, start: usize) -> Fence {
    let mut near = None;
    let mut closed = None;
    for (line, next) in lines(text, start) {
        match closing(&text[line.range()]) {
            Closing::Right => {
                closed = Some(block(opening, start, Span::new(line.start, line.start + 3), next));
                break;
            }
            Closing::Almost { indent, end } if near.is_none() => {
                near = Some((indent, block(opening, start, Span::new(line.start, line.start + end), next)));
            }
            Closing::Almost { .. } | Closing::Not => {}
        }
    }
    let near = near.filter(|(_, near)| Evidence::of(text, near.content, 0).is_front_matter());
    let forgotten = closed.and_then(|closed| heading(text, closed));
    match (closed, near) {
        (Some(_), Some((0, near))) if !is_continued(text, near.body) => {
            Fence::Unclosed { opening, near: Some(near.closing), block: Some(near) }
        }
        (Some(block), _) if is_blank(&text[block.content.range()]) => {
            repeated(text, block).unwrap_or(Fence::Closed(block))
        }
        (Some(_), _) if forgotten.is_some() => {
            let block = forgotten.map(|place| block(opening, start, place, place.start));
            Fence::Unclosed { opening, near: forgotten, block }
        }
        (Some(block), _) if foreign::is_toml(text, block.content) => foreign::mixed(block, Syntax::Toml),
        (Some(block), _) if !is_prose(&text[block.content.range()]) => Fence::Closed(block),
        (Some(block), _) => Fence::Prose { opening, closing: Some(block.closing) },
        (None, Some((_, near))) => Fence::Unclosed { opening, near: Some(near.closing), block: Some(near) },
        (None, None) => unclosed(text, opening, start),
    }
}

/// The heading at which the text seems to begin, although only a thematic break far below closes the block: fields alone
/// stand before it, and text after it.
fn heading(text: &str, block: Block) -> Option<Span> {
    let inside = || lines(text, block.content.start).take_while(|(line, _)| line.start < block.content.end);
    let is_heading = |line: &str| {
        let words = line.trim_start_matches('#');
        (1..=6).contains(&(line.len() - words.len())) && words.starts_with(' ')
    };
    if !text[block.content.range()].contains("\n# ") && !text[block.content.range()].contains("\n##") {
        return None;
    }
    let (first, _) = inside().find(|(line, _)| is_heading(&text[line.range()]))?;
    let before = Evidence::of(text, Span::new(block.content.start, first.start), 0);
    let after = Evidence::of(text, Span::new(first.start, block.content.end), 0);
    let is_text = after.others > TEXT && after.others > 2 * after.fields;
    (before.is_front_matter() && before.others == 0 && is_text).then_some(Span::at(first.start))
}

/// An empty block and the real one right behind it, with or without an opening line of its own.
fn repeated(text: &str, empty: Block) -> Option<Fence> {
    let Below { first, is_opening, content, body, .. } = below(text, empty.body)?;
    let opening = if is_opening { Span::new(first.start, first.start + 3) } else { empty.closing };
    let real = block(opening, content.start, Span::new(content.end, content.end + 3), body);
    Some(Fence::Spoilt { fault: FenceFault::Repeated, span: empty.closing, block: Some(real) })
}

/// Fields behind a block that has some, up to another closing line: where they begin, and whether they have an opening line
/// of their own. Slides have such blocks too, so more than one field is asked for.
pub fn second(text: &str, block: &Block) -> Option<(Span, bool)> {
    let Below { first, is_opening, content, evidence, .. } = below(text, block.body)?;
    // A heading is no comment here.
    let written = lines(text, content.start).map(|(line, _)| &text[line.range()]).find(|line| !is_blank(line));
    let sure = evidence.fields > 1 && written.is_some_and(is_field);
    sure.then_some((first, is_opening))
}

/// Fields right behind a block, and nothing else up to another closing line.
struct Below {
    /// The first line that is not blank.
    first: Span,
    /// It opens a block.
    is_opening: bool,
    content: Span,
    body: usize,
    evidence: Evidence,
}

fn below(text: &str, body: usize) -> Option<Below> {
    let (first, next) = lines(text, body).find(|(line, _)| !is_blank(&text[line.range()]))?;
    let is_opening = text[first.range()].trim_end_matches([' ', '\t']) == "---";
    if !is_opening && first.start != body {
        return None;
    }
    let start = if is_opening { next } else { first.start };
    // Most bodies begin with text, and need not be read to their end.
    let ends = |line: &str| closing(line) == Closing::Right || is_other(line);
    let (end, body) = lines(text, start).find(|(line, _)| ends(&text[line.range()]))?;
    let content = Span::new(start, end.start);
    let evidence = Evidence::of(text, content, 0);
    let is_whole = closing(&text[end.range()]) == Closing::Right && evidence.is_front_matter();
    is_whole.then_some(Below { first, is_opening, content, body, evidence })
}

/// What an opening line opens that nothing closes: front matter up to the place where a closing line was probably
/// forgotten, or nothing.
fn unclosed(text: &str, opening: Span, start: usize) -> Fence {
    let first = lines(text, start).map(|(line, _)| &text[line.range()]).find(|line| !is_blank(line));
    let has_fields = lines(text, start)
        .map(|(line, _)| &text[line.range()])
        .find(|line| !is_blank(line) && !line.starts_with('#'))
        .is_some_and(is_field);
    let begins_with_heading =
        first.is_some_and(|line| line.starts_with("# ")) && text[start..].starts_with(['\n', '\r']);
    if !has_fields || begins_with_heading {
        return Fence::Prose { opening, closing: None };
    }
    let mut blank = None;
    for (line, _) in lines(text, start) {
        let content = &text[line.range()];
        match blank {
            _ if is_blank(content) => blank = blank.or(Some(line.start)),
            Some(at) if !evidence::belongs(content) || content.starts_with("# ") => {
                let place = Span::at(at);
                let block = block(opening, start, place, at);
                return Fence::Unclosed { opening, near: Some(place), block: Some(block) };
            }
            _ => blank = None,
        }
    }
    Fence::Unclosed { opening, near: None, block: None }
}

/// An opening line that readers will not see: the first line that is not blank.
fn spoilt(text: &str, start: usize) -> Option<Fence> {
    let (line, next) = lines(text, start).find(|(line, _)| !is_blank(&text[line.range()]))?;
    let content = &text[line.range()];
    let indent = content.len() - content.trim_start_matches(is_void).len();
    let dashes = content[indent..].find(|character| !is_dash(character)).unwrap_or(content.len() - indent);
    let span = Span::new(line.start + indent, line.start + indent + dashes);
    let fault = fault(&text[span.range()], &content[indent + dashes..], span.start > start)?;
    // A field on the line of the dashes is the first of the block.
    let first = &content[indent + dashes..];
    let seen = usize::from(is_field(first.trim_start()));
    let closed = lines(text, next).find_map(|(line, after)| {
        let end = match closing(&text[line.range()]) {
            Closing::Right => 3,
            Closing::Almost { end, indent: closing } if closing <= indent => end,
            Closing::Almost { .. } | Closing::Not => return None,
        };
        Some(block(span, next, Span::new(line.start, line.start + end), after))
    });
    let indent = content[..indent].chars().filter(|character| *character == ' ').count();
    if let Some(block) = closed.filter(|block| Evidence::with(seen, text, block.content, indent).is_front_matter()) {
        return Some(Fence::Spoilt { fault, span, block: Some(block) });
    }
    let follows = lines(text, next).map(|(line, _)| &text[line.range()]).next().is_some_and(is_field);
    (follows || seen > 0).then_some(Fence::Spoilt { fault, span, block: None })
}

/// What is wrong with a line of `dashes` and what comes after them.
fn fault(dashes: &str, after: &str, moved: bool) -> Option<FenceFault> {
    let count = dashes.chars().count();
    match dashes {
        "" | "-" => None,
        "---" if !is_blank(after) => Some(FenceFault::Text),
        "---" if moved => Some(FenceFault::NotFirst),
        // White space that is no space follows the dashes.
        "---" => Some(FenceFault::Text),
        _ if !is_blank(after) || count > 40 => None,
        _ if dashes.bytes().all(|byte| byte == b'-') => Some(FenceFault::Dashes),
        _ => Some(FenceFault::LookAlike),
    }
}

/// A whole block a few lines below the top, after a title or a comment.
fn preceded(text: &str, start: usize) -> Option<Fence> {
    let mut before = "";
    for (line, next) in lines(text, start).take(12) {
        let content = &text[line.range()];
        let is_comment = before.trim_end().ends_with("-->");
        let is_code = start == 0 && is_code_fence(before) && ends_in_code(text);
        let free = is_blank(before) || is_comment || is_code;
        if free && content.trim_end() == "---" {
            let span = Span::new(line.start, line.start + 3);
            let end = lines(text, next).find(|(line, _)| closing(&text[line.range()]) == Closing::Right)?.0;
            let evidence = Evidence::of(text, Span::new(next, end.start), 0);
            let is_after_comment = text[start..span.start].trim_end().ends_with("-->");
            let sure = evidence.is_front_matter()
                && (evidence.fields > 1 || (is_code || is_after_comment) && evidence.others == 0);
            let fault = if is_code { FenceFault::InCode } else { FenceFault::Preceded };
            return sure.then_some(Fence::Spoilt { fault, span, block: None });
        }
        before = content;
    }
    None
}

fn is_code_fence(line: &str) -> bool {
    line.starts_with("```") || line.starts_with("~~~")
}

/// Whether the last line that is not blank ends a block of code, so that the whole file is one.
fn ends_in_code(text: &str) -> bool {
    text.trim_end().rsplit(['\n', '\r']).next().is_some_and(|line| matches!(line.trim(), "```" | "~~~"))
        && text.lines().filter(|line| is_code_fence(line)).count() == 2
}

/// Fields from the first line on, and a closing line.
fn absent(text: &str, start: usize) -> Option<Fence> {
    let (first, _) = lines(text, start).next()?;
    if !is_field(&text[first.range()]) {
        return None;
    }
    let (line, _) = lines(text, start).find(|(line, _)| closing(&text[line.range()]) == Closing::Right)?;
    let evidence = Evidence::of(text, Span::new(start, line.start), 0);
    let span = Span::new(line.start, line.start + 3);
    let sure = evidence.is_front_matter() && evidence.fields > 1 && evidence.others == 0;
    sure.then_some(Fence::Spoilt { fault: FenceFault::Absent, span, block: None })
}

/// Whether a line closes front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Closing {
    Right,
    /// Some reader of it would say so, and no program: indented by so many bytes, its dashes ending at `end`.
    Almost {
        indent: usize,
        end: usize,
    },
    Not,
}

fn closing(line: &str) -> Closing {
    // Most lines are fields; only these bytes begin a space, a hyphen, a dot or another dash.
    if !matches!(line.as_bytes().first(), Some(b'-' | b'.' | b' ' | b'\t' | 0xc2 | 0xe2 | 0xef)) {
        return Closing::Not;
    }
    let content = line.trim_end_matches([' ', '\t']);
    if matches!(content, "---" | "...") {
        return Closing::Right;
    }
    let content = content.trim_end_matches(is_void);
    let dashes = content.trim_start_matches(is_void);
    let indent = content.len() - dashes.len();
    let count = dashes.chars().take(WIDEST + 1).count();
    let enough = count > 1 || dashes == "\u{2014}";
    if enough && count <= WIDEST && dashes.chars().all(is_dash) || dashes == "..." || dashes == "\u{2026}" {
        // What stands behind a right line is all that is wrong with it.
        let is_right = indent == 0 && matches!(dashes, "---" | "...");
        Closing::Almost { indent, end: if is_right { line.trim_end_matches([' ', '\t']).len() } else { content.len() } }
    } else {
        Closing::Not
    }
}

/// Whether front matter goes on right after a doubtful closing line, which then is only a mistake in it.
fn is_continued(text: &str, start: usize) -> bool {
    let next = lines(text, start).map(|(line, _)| &text[line.range()]).next();
    next.is_some_and(|line| !is_blank(line) && evidence::belongs(line) && !line.starts_with('#'))
}

/// White space, and what cannot be seen either.
pub fn is_void(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

const fn block(opening: Span, start: usize, closing: Span, body: usize) -> Block {
    Block { syntax: Syntax::Yaml, opening, content: Span::new(start, closing.start), closing, body }
}

/// Each line from `start` on, without its end, and where the next one begins.
pub(super) fn lines(text: &str, start: usize) -> impl Iterator<Item = (Span, usize)> {
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
