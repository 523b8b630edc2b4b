//! Front matter in JSON: an object at the start of the file, or what stands between lines that say so.

use super::super::{Block, Fence, lines};
use crate::source::Span;
use crate::syntax::Syntax;

/// JSON behind an opening line, up to a line `end`.
pub(super) fn between(text: &str, opening: Span, next: usize, end: &str) -> Option<Fence> {
    let Some((line, body)) = lines(text, next).find(|(line, _)| text[line.range()].trim_end() == end) else {
        let first = text[next..].trim_start();
        let is_json = first.strip_prefix('{').is_some_and(begins_with_field) || begins_with_field(&text[next..]);
        return is_json.then(|| never_closed(text, opening, next));
    };
    let closing = Span::new(line.start, line.start + end.len());
    let content = Span::new(next, line.start);
    Some(Fence::Closed(Block { syntax: Syntax::Json, opening, content, closing, body }))
}

/// An object whose brace is at `start`, up to the brace that closes it and the end of that line.
pub(super) fn in_braces(text: &str, start: usize) -> Option<Fence> {
    if !begins_with_field(&text[start + 1..]) {
        return None;
    }
    let end = match (balanced(text, start), closing_line(text, start)) {
        (Some(balanced), Some(line)) => balanced.min(line),
        (Some(end), None) | (None, Some(end)) => end,
        (None, None) => return unclosed(text, start),
    };
    let rest = &text[end..];
    let after = rest.trim_start_matches([' ', '\t']);
    let gap = rest.len() - after.len();
    let length = if after.starts_with("\r\n") { 2 } else { usize::from(after.starts_with(['\n', '\r'])) };
    Some(Fence::Closed(Block {
        syntax: Syntax::Json,
        opening: Span::new(start, start + 1),
        content: Span::new(start, end),
        closing: Span::at(end),
        body: end + gap + length,
    }))
}

/// An object that nothing closes, whose brace stands on a line of its own and whose first name is in quotes, unlike code. It is
/// read without its brace.
fn unclosed(text: &str, start: usize) -> Option<Fence> {
    let (line, next) = lines(text, start).next()?;
    let is_sure = text[line.range()].trim_end() == "{" && text[next..].trim_start().starts_with('"');
    is_sure.then(|| never_closed(text, Span::new(start, start + 1), next))
}

/// What is between an opening line and the place where the closing one was probably forgotten.
fn never_closed(text: &str, opening: Span, start: usize) -> Fence {
    let mut blank = None;
    for (line, _) in lines(text, start) {
        let content = &text[line.range()];
        match blank {
            _ if content.trim().is_empty() => blank = blank.or(Some(line.start)),
            Some(at) if !belongs(content) => {
                let (place, content) = (Span::at(at), Span::new(start, at));
                let block = Block { syntax: Syntax::Json, opening, content, closing: place, body: at };
                return Fence::Unclosed { opening, near: Some(place), block: Some(block) };
            }
            _ => blank = None,
        }
    }
    Fence::Unclosed { opening, near: None, block: None }
}

/// Whether a line goes on with an object: a name, a bracket, or what is indented.
fn belongs(line: &str) -> bool {
    line.starts_with(['"', '\'', '{', '}', '[', ']', ',', ' ', '\t'])
}

/// Whether a name and a colon follow a brace: in double quotes, or, where lines begin with it, as people write them.
pub(super) fn begins_with_field(inside: &str) -> bool {
    let content = inside.trim_start();
    let has_break = inside[..inside.len() - content.len()].contains(['\n', '\r']);
    let is_quote = |first: char| matches!(first, '\'' | '\u{201c}');
    let after = match content.chars().next() {
        Some('"') => content[1..].split_once('"'),
        Some(quote) if has_break && is_quote(quote) => content[quote.len_utf8()..].split_once([quote, '\u{201d}']),
        Some(first) if has_break && first.is_ascii_alphabetic() => {
            let length =
                content.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(byte)).count();
            Some(content.split_at(length))
        }
        _ => None,
    };
    after.is_some_and(|(name, after)| !name.contains(['\n', '\r']) && after.trim_start().starts_with(':'))
}

/// Behind the brace that closes the one at `start`, if nothing else stands on its line.
fn balanced(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut depth, mut at) = (0_usize, start);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at += 1;
                while let Some(inner) = bytes.get(at).filter(|inner| **inner != b'"') {
                    at += if *inner == b'\\' { 2 } else { 1 };
                }
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    let line = &text[at + 1..];
                    let line = &line[..line.find(['\n', '\r']).unwrap_or(line.len())];
                    return line.trim().is_empty().then_some(at + 1);
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// Behind the first line that is `}` and nothing else, and that nothing of an object follows.
fn closing_line(text: &str, start: usize) -> Option<usize> {
    lines(text, start).find_map(|(line, next)| {
        if text[line.range()].trim_end() != "}" {
            return None;
        }
        let rest = &text[next..];
        let content = rest.trim_start();
        let is_apart = rest[..rest.len() - content.len()].contains(['\n', '\r']);
        (is_apart || !content.starts_with(['}', ']', ',', '"'])).then_some(line.start + 1)
    })
}
