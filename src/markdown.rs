//! The headings of a Markdown body, by a scanner of lines that stops as soon as it has what is asked for.
//!
//! It knows just enough of `CommonMark` to pass over what is no heading: fenced and indented code, HTML blocks and comments,
//! and Obsidian's `%%` comments. Containers (quotes, lists) are left alone: a heading in them is not the document's.

mod plain;

use std::ops::Range;

pub use plain::{plain, typographic};

/// A heading: where its text is, as bytes of the body, and its level from 1 to 6.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    pub level: usize,
    pub text: Range<usize>,
}

/// The text of the first heading of level 1, as it is written, and where.
pub fn first_heading(body: &str) -> Option<(Range<usize>, String)> {
    let heading = headings(body).find(|heading| heading.level == 1)?;
    let text = body[heading.text.clone()].to_owned();
    Some((heading.text, text))
}

/// The headings, ATX and setext, in order.
pub fn headings(body: &str) -> impl Iterator<Item = Heading> {
    let mut lines = Lines { body, at: 0 };
    let mut scanner = Scanner { body, inside: Inside::Nothing, paragraph: None };
    std::iter::from_fn(move || lines.by_ref().find_map(|line| scanner.line(line)))
}

/// The length and the character of a code fence that the line opens; its information string is not looked at but for a
/// backtick, which a fence of backticks cannot have (`CommonMark` §4.5).
pub fn opening_fence(line: &str) -> Option<(u8, usize)> {
    let text = unindented(line)?;
    let mark = *text.as_bytes().first().filter(|byte| matches!(byte, b'`' | b'~'))?;
    let length = text.bytes().take_while(|byte| *byte == mark).count();
    (length >= 3 && !(mark == b'`' && text[length..].contains('`'))).then_some((mark, length))
}

/// Whether the line closes the fence.
pub fn closes_fence(line: &str, fence: (u8, usize)) -> bool {
    let Some(text) = unindented(line) else { return false };
    let length = text.bytes().take_while(|byte| *byte == fence.0).count();
    length >= fence.1 && text[length..].trim().is_empty()
}

/// What the lines that are read are inside of.
enum Inside {
    Nothing,
    Fence((u8, usize)),
    /// An HTML block or comment that ends with the line that has this in it.
    Until(&'static str),
    /// An HTML block that ends at a blank line.
    Html,
}

struct Scanner<'a> {
    body: &'a str,
    inside: Inside,
    /// The lines of a paragraph so far, which a line of `=` would make a heading.
    paragraph: Option<Range<usize>>,
}

impl Scanner<'_> {
    fn line(&mut self, place: Range<usize>) -> Option<Heading> {
        let line = &self.body[place.clone()];
        match &self.inside {
            Inside::Fence(fence) => {
                if closes_fence(line, *fence) {
                    self.inside = Inside::Nothing;
                }
                None
            }
            Inside::Until(end) => {
                if line.to_ascii_lowercase().contains(end) {
                    self.inside = Inside::Nothing;
                }
                None
            }
            Inside::Html => {
                if line.trim().is_empty() {
                    self.inside = Inside::Nothing;
                }
                None
            }
            Inside::Nothing => self.outside(line, place),
        }
    }

    fn outside(&mut self, line: &str, place: Range<usize>) -> Option<Heading> {
        if line.trim().is_empty() {
            self.paragraph = None;
            return None;
        }
        let Some(text) = unindented(line) else {
            // Four spaces: code, or more of the paragraph.
            if let Some(paragraph) = &mut self.paragraph {
                paragraph.end = place.end;
            }
            return None;
        };
        if let Some(fence) = opening_fence(line) {
            return self.enter(Inside::Fence(fence));
        }
        if let Some(inside) = html(text, self.paragraph.is_some()) {
            return self.enter(inside);
        }
        if let Some((level, inner)) = atx(text) {
            self.paragraph = None;
            let start = place.start + (line.len() - text.len()) + inner.start;
            return Some(Heading { level, text: start..start + inner.len() });
        }
        if let Some(paragraph) = self.paragraph.take_if(|_| underline(text).is_some()) {
            let level = underline(text)?;
            let written = &self.body[paragraph.clone()];
            let start = paragraph.start + (written.len() - written.trim_start().len());
            return Some(Heading { level, text: start..start + written.trim().len() });
        }
        self.paragraph = match self.paragraph.take() {
            Some(paragraph) => Some(paragraph.start..place.end),
            None if begins_container(text) || is_rule(text) => None,
            None => Some(place),
        };
        None
    }

    fn enter(&mut self, inside: Inside) -> Option<Heading> {
        self.paragraph = None;
        self.inside = inside;
        None
    }
}

/// The line without up to three spaces before it; `None` where there are more.
fn unindented(line: &str) -> Option<&str> {
    let text = line.trim_start_matches(' ');
    (line.len() - text.len() < 4 && !text.starts_with('\t')).then_some(text)
}

/// Level and text of an ATX heading (`CommonMark` §4.2).
fn atx(text: &str) -> Option<(usize, Range<usize>)> {
    let level = text.bytes().take_while(|byte| *byte == b'#').count();
    let rest = &text[level..];
    if !(1..=6).contains(&level) || !(rest.is_empty() || rest.starts_with([' ', '\t'])) {
        return None;
    }
    let start = level + (rest.len() - rest.trim_start().len());
    let inner = rest.trim();
    let open = inner.trim_end_matches('#');
    let closed = open.len() < inner.len() && (open.is_empty() || open.ends_with([' ', '\t']));
    let inner = if closed { open.trim_end() } else { inner };
    Some((level, start..start + inner.len()))
}

/// The level that a line under a paragraph gives it (`CommonMark` §4.3).
fn underline(text: &str) -> Option<usize> {
    let text = text.trim_end();
    match text.as_bytes().first()? {
        b'=' if text.bytes().all(|byte| byte == b'=') => Some(1),
        b'-' if text.bytes().all(|byte| byte == b'-') => Some(2),
        _ => None,
    }
}

/// A quote or an item of a list: what is in it is not the document's own.
fn begins_container(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    text.starts_with('>')
        || ["- ", "* ", "+ "].iter().any(|mark| text.starts_with(mark))
        || (digits > 0 && (text[digits..].starts_with(". ") || text[digits..].starts_with(") ")))
}

/// A thematic break.
fn is_rule(text: &str) -> bool {
    let marks = text.chars().filter(|character| !character.is_whitespace());
    ['-', '*', '_'].iter().any(|mark| marks.clone().all(|character| character == *mark)) && marks.count() >= 3
}

/// What an HTML block or a comment begins (`CommonMark` §4.6); [`Inside::Nothing`] where it ends on its own line.
fn html(text: &str, in_paragraph: bool) -> Option<Inside> {
    let until = |opening: usize, end: &'static str| {
        let ends = text.get(opening..).is_some_and(|rest| rest.to_ascii_lowercase().contains(end));
        Some(if ends { Inside::Nothing } else { Inside::Until(end) })
    };
    if text.starts_with("%%") {
        return until(2, "%%");
    }
    let rest = text.strip_prefix('<')?;
    for (opening, end) in [("!--", "-->"), ("?", "?>"), ("![CDATA[", "]]>")] {
        if rest.starts_with(opening) {
            return until(1 + opening.len(), end);
        }
    }
    let name: String = rest
        .trim_start_matches('/')
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_ascii_lowercase();
    match name.as_str() {
        "script" => until(1, "</script>"),
        "pre" => until(1, "</pre>"),
        "style" => until(1, "</style>"),
        "textarea" => until(1, "</textarea>"),
        "" => None,
        _ if BLOCKS.contains(&name.as_str()) => Some(Inside::Html),
        _ if !in_paragraph
            && text.trim_end().ends_with('>')
            && text.matches('<').count() == 1
            && !rest.contains("://") =>
        {
            Some(Inside::Html)
        }
        _ => None,
    }
}

/// Elements that begin an HTML block.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "details",
    "dialog",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "iframe",
    "li",
    "link",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

struct Lines<'a> {
    body: &'a str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    /// The next line without its end.
    fn next(&mut self) -> Option<Range<usize>> {
        let bytes = self.body.as_bytes();
        let start = self.at;
        let rest = bytes.get(start..).filter(|rest| !rest.is_empty())?;
        let end = memchr::memchr2(b'\n', b'\r', rest).map_or(bytes.len(), |length| start + length);
        self.at = end + if bytes[end..].starts_with(b"\r\n") { 2 } else { 1 };
        Some(start..end)
    }
}

#[cfg(test)]
mod tests {
    use super::first_heading;

    fn first(body: &str) -> Option<String> {
        first_heading(body).map(|(range, text)| {
            assert_eq!(body[range], text);
            text
        })
    }

    #[test]
    fn both_kinds_of_heading_are_found() {
        for (body, heading) in [
            ("# Сербия\n", "Сербия"),
            ("text\n\n  # Сербия ##\r\n", "Сербия"),
            ("Сербия\n===\n", "Сербия"),
            ("two\nlines\n=====", "two\nlines"),
            ("## second\n# first", "first"),
            ("# C#", "C#"),
            ("#\tTab", "Tab"),
        ] {
            assert_eq!(first(body).as_deref(), Some(heading), "{body:?}");
        }
    }

    #[test]
    fn what_is_no_heading_is_passed_over() {
        for body in [
            "```sh\n# code\n```\n",
            "~~~\n# code\n```\n~~~\n",
            "    # code\n",
            "<!-- \n# comment\n-->\n",
            "<!-- # comment -->\n",
            "%%\n# comment\n%%\n",
            "<div>\n# html\n</div>\n",
            "<pre>\n\n# html\n</pre>\n",
            "#hashtag\n",
            "> # quote\n",
            "- # item\n",
            "####### seven\n",
            "\\# escaped\n",
            "a\n\n===\n",
            "## two\n",
            "```\n# never closed\n",
        ] {
            assert_eq!(first(body), None, "{body:?}");
        }
        assert_eq!(first("<!-- a -->\n# b").as_deref(), Some("b"));
        assert_eq!(first("```\n# a\n```\n# b").as_deref(), Some("b"));
    }
}
