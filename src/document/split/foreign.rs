//! Front matter between other fences than those of YAML: lines `+++` around TOML, and what `---toml` and its like name.

use super::evidence::{self, Evidence, is_blank};
use super::{Block, Fence, FenceFault, lines};
use crate::source::Span;
use crate::syntax::Syntax;
use crate::syntax::toml::{is_field, is_header};

/// What a first line opens that is not `---`.
pub(super) fn split(text: &str, start: usize, first: Span, next: usize) -> Option<Fence> {
    let line = text[first.range()].trim_end();
    // Hugo and Zola look for `+++` behind blank lines too.
    let (first, next) = if line.is_empty() {
        lines(text, start).find(|(line, _)| !text[line.range()].trim().is_empty())?
    } else {
        (first, next)
    };
    let line = text[first.range()].trim_end();
    let opening = Span::new(first.start, first.start + line.len());
    match line {
        "+++" => opened(text, opening, next, "+++"),
        "---toml" | "--- toml" => opened(text, opening, next, "---"),
        ";;;" => unread(text, opening, next, line),
        "---json" | "---js" | "--- json" | "--- js" => unread(text, opening, next, "---"),
        _ if line.starts_with("++") => spoilt(text, opening, next),
        _ if line.starts_with('{') && first.start == start => {
            let inside = text[first.start + 1..].trim_start();
            let is_json = inside.strip_prefix('"').is_some_and(|inside| !inside.starts_with('"'));
            is_json.then(|| unread(text, opening, next, "}"))?
        }
        _ => None,
    }
}

/// A block in a language that is not read.
fn unread(text: &str, opening: Span, next: usize, end: &str) -> Option<Fence> {
    let body = lines(text, next).find(|(line, _)| text[line.range()].trim_end() == end);
    body.map(|(_, body)| Fence::Foreign { opening, body })
}

/// TOML behind an opening line, up to a line `mark`.
fn opened(text: &str, opening: Span, start: usize, mark: &str) -> Option<Fence> {
    let mut near = None;
    for (line, next) in lines(text, start) {
        let content = text[line.range()].trim_end();
        if content == mark {
            let block = block(opening, start, Span::new(line.start, line.start + 3), next);
            return Some(match near {
                Some(near) if !continues(text, near) => unclosed(opening, near),
                _ => closed(text, block),
            });
        }
        if near.is_none() && resembles(content, mark) {
            let content = block(opening, start, Span::new(line.start, line.start + content.len()), next);
            near = begins_with_toml(text, content.content).then_some(content);
        }
    }
    match near {
        Some(near) => Some(unclosed(opening, near)),
        None => never_closed(text, opening, start),
    }
}

const fn unclosed(opening: Span, near: Block) -> Fence {
    Fence::Unclosed { opening, near: Some(near.closing), block: Some(near) }
}

/// What stands between two right fences of TOML.
fn closed(text: &str, block: Block) -> Fence {
    let content = block.content;
    if begins_with_toml(text, content) || first_line(text, content).is_none() {
        return Fence::Closed(block);
    }
    let has_toml = lines(&text[..content.end], content.start).any(|(line, _)| is_field(&text[line.range()]));
    if !has_toml && text[block.opening.range()].starts_with('+') && Evidence::of(text, content, 0).is_front_matter() {
        return mixed(block, Syntax::Yaml);
    }
    let is_field = |line: &str| line.contains('=') || evidence::is_field(line);
    if lines(&text[..content.end], content.start).any(|(line, _)| is_field(&text[line.range()])) {
        return Fence::Closed(block);
    }
    Fence::Foreign { opening: block.opening, body: block.body }
}

/// A block whose fences are those of another syntax than `syntax`, in which it is written.
pub(super) const fn mixed(block: Block, syntax: Syntax) -> Fence {
    let block = Block { syntax, ..block };
    Fence::Spoilt { fault: FenceFault::Mixed, span: block.opening, block: Some(block) }
}

/// Whether what stands between two lines `---` is TOML: every line that begins something is a field or a header.
pub(super) fn is_toml(text: &str, content: Span) -> bool {
    let Some(first) = first_line(text, content) else { return false };
    if !is_field(first) && !is_header(first) {
        return false;
    }
    let mut fields = 0;
    for (line, _) in lines(&text[..content.end], content.start) {
        let line = &text[line.range()];
        if is_field(line) {
            fields += 1;
        } else if evidence::is_field(line) {
            return false;
        }
    }
    fields > 0
}

/// A line that was probably meant as the closing one: too few or too many signs, indented, or the fence of YAML.
fn resembles(line: &str, mark: &str) -> bool {
    let content = line.trim_start_matches([' ', '\t']);
    let signs = |sign: char| content.chars().all(|character| character == sign) && (2..=40).contains(&content.len());
    content == "---" || content == "+++" || (mark == "+++" && signs('+')) || (mark == "---" && signs('-'))
}

/// Whether TOML goes on behind a doubtful closing line.
fn continues(text: &str, near: Block) -> bool {
    let next = lines(text, near.body).map(|(line, _)| &text[line.range()]).find(|line| !is_blank(line));
    next.is_some_and(|line| is_field(line) || is_header(line))
}

fn begins_with_toml(text: &str, content: Span) -> bool {
    first_line(text, content).is_some_and(|line| is_field(line) || is_header(line) || is_quoted_field(line))
}

fn is_quoted_field(line: &str) -> bool {
    let quote = line.trim_start().chars().next().filter(|quote| matches!(quote, '"' | '\''));
    let after = quote.and_then(|quote| line.trim_start()[1..].split_once(quote));
    after.is_some_and(|(_, after)| after.trim_start().starts_with('='))
}

/// The first line that says something.
fn first_line(text: &str, content: Span) -> Option<&str> {
    let mut all = lines(&text[..content.end], content.start).map(|(line, _)| &text[line.range()]);
    all.find(|line| !is_blank(line) && !line.trim_start().starts_with('#'))
}

/// TOML that no line closes: up to the place where the closing line was probably forgotten.
fn never_closed(text: &str, opening: Span, start: usize) -> Option<Fence> {
    if !begins_with_toml(text, Span::new(start, text.len())) {
        return None;
    }
    let mut blank = None;
    for (line, _) in lines(text, start) {
        let content = &text[line.range()];
        let belongs =
            is_field(content) || is_header(content) || content.trim_start().starts_with(['#', ']', '"', '\'']);
        match blank {
            _ if is_blank(content) => blank = blank.or(Some(line.start)),
            Some(at) if !belongs || content.starts_with("# ") => {
                let place = Span::at(at);
                return Some(Fence::Unclosed {
                    opening,
                    near: Some(place),
                    block: Some(block(opening, start, place, at)),
                });
            }
            _ => blank = None,
        }
    }
    Some(Fence::Unclosed { opening, near: None, block: None })
}

/// A first line of more or fewer signs than three, or with text behind them.
fn spoilt(text: &str, line: Span, next: usize) -> Option<Fence> {
    let content = &text[line.range()];
    let signs = content.len() - content.trim_start_matches('+').len();
    let after = &content[signs..];
    let fault = match signs {
        3 if is_field(after) => FenceFault::Text,
        2 | 4..=40 if after.is_empty() => FenceFault::Dashes,
        _ => return None,
    };
    let is_end = |line: &str| (2..=40).contains(&line.len()) && line.bytes().all(|byte| byte == b'+');
    let (end, body) = lines(text, next).find(|(line, _)| is_end(text[line.range()].trim_end()))?;
    let closing = Span::new(end.start, end.start + text[end.range()].trim_end().len());
    let block = block(Span::new(line.start, line.start + signs), next, closing, body);
    let is_toml = fault == FenceFault::Text || begins_with_toml(text, block.content);
    is_toml.then_some(Fence::Spoilt { fault, span: block.opening, block: Some(block) })
}

const fn block(opening: Span, start: usize, closing: Span, body: usize) -> Block {
    Block { syntax: Syntax::Toml, opening, content: Span::new(start, closing.start), closing, body }
}
