//! The prose of a Markdown body: what a person wrote for people to read, without code, addresses, tables and markup.
//!
//! A tolerant reader of lines, no parser of Markdown: where it is not clear whether something is prose, it is left out.
//! Time is linear in what is read, and no more is read than [`MOST_BYTES`].

mod inline;

use crate::source::Span;

/// How far into a body prose is looked for.
const MOST_BYTES: usize = 64 * 1024;

/// Prose, and where in the file it was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    /// Words and punctuation, with one space where markup or a line end was.
    pub text: String,
    /// How many letters of any script are in the text.
    pub letters: usize,
    /// From the first letter to the end of the last line that was read.
    pub span: Span,
}

/// The first `letters` letters of the prose in a part of `source`, or as many as there are. The last line is taken
/// whole up to the word in which the number is reached.
pub fn prose(source: &str, body: Span, letters: usize) -> Prose {
    read(source, body, Reader::new(letters))
}

/// The same without headings, which may be in another language than the text below them.
pub fn paragraphs(source: &str, body: Span, letters: usize) -> Prose {
    read(source, body, Reader { skips_headings: true, ..Reader::new(letters) })
}

fn read(source: &str, body: Span, mut reader: Reader) -> Prose {
    let mut end = body.end.min(body.start.saturating_add(MOST_BYTES));
    while !source.is_char_boundary(end) {
        end -= 1;
    }
    let mut start = body.start;
    while start < end && !reader.inline.is_full() {
        let rest = &source.as_bytes()[start..end];
        let length = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        reader.line(&source[start..start + length], start);
        start += length + 1;
    }
    reader.inline.finish()
}

/// What the lines so far say of the next one.
struct Reader {
    inline: inline::Writer,
    /// In fenced code: the fence's character and length.
    fence: Option<(u8, usize)>,
    /// In a block that is left out: the text that ends it. A blank line, where that is empty.
    until: Option<&'static str>,
    after_blank: bool,
    /// An item of a list is open, so that indented lines are text.
    in_list: bool,
    skips_headings: bool,
}

/// Blocks that are left out: how the line begins, and what ends them. The end may be on the same line.
const BLOCKS: [(&str, &str); 14] = [
    ("<!--", "-->"),
    ("<script", "</script>"),
    ("<style", "</style>"),
    ("<pre", "</pre>"),
    ("<textarea", "</textarea>"),
    ("<svg", "</svg>"),
    ("<table", "</table>"),
    ("<code", "</code>"),
    ("{% highlight", "endhighlight"),
    ("{% codeblock", "endcodeblock"),
    ("{{< highlight", "/highlight"),
    ("{/*", "*/}"),
    ("%%", "%%"),
    ("$$", "$$"),
];

/// Tags that stand among words; a line that begins with another one begins a block of HTML.
const INLINE_TAGS: [&str; 20] = [
    "a", "abbr", "b", "br", "cite", "del", "em", "font", "i", "img", "ins", "kbd", "mark", "q", "s", "small", "span",
    "strong", "sub", "sup",
];

/// An ATX heading.
fn is_heading(text: &str) -> bool {
    let marks = text.bytes().take_while(|byte| *byte == b'#').count();
    (1..=6).contains(&marks) && text[marks..].starts_with([' ', '\t'])
}

impl Reader {
    const fn new(letters: usize) -> Self {
        Self {
            inline: inline::Writer::new(letters),
            fence: None,
            until: None,
            after_blank: true,
            in_list: false,
            skips_headings: false,
        }
    }

    fn line(&mut self, line: &str, offset: usize) {
        let content = line.trim_start_matches([' ', '\t', '>']);
        if self.is_in_block(content) {
            return;
        }
        if content.trim_end().is_empty() {
            self.after_blank = true;
            return;
        }
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        let deep = indent >= 4 || line.starts_with('\t');
        if deep && self.after_blank && !self.in_list {
            return;
        }
        self.in_list &= indent > 0;
        self.after_blank = false;
        let text = self.without_bullets(content);
        if self.opens_block(text) || is_no_prose(text) || self.skips_headings && is_heading(text) {
            return;
        }
        self.inline.line(text, offset + line.len() - text.len());
    }

    /// Whether the line belongs to a block that is left out, or ends it.
    fn is_in_block(&mut self, content: &str) -> bool {
        if let Some((character, length)) = self.fence {
            let run = content.bytes().take_while(|&byte| byte == character).count();
            if run >= length && content[run..].trim().is_empty() {
                self.fence = None;
            }
            return true;
        }
        let Some(end) = self.until else { return false };
        let ends = if end.is_empty() { content.trim_end().is_empty() } else { content.contains(end) };
        if ends {
            self.until = None;
            self.after_blank = end.is_empty();
        }
        true
    }

    fn opens_block(&mut self, text: &str) -> bool {
        for character in [b'`', b'~'] {
            let run = text.bytes().take_while(|&byte| byte == character).count();
            if run >= 3 && !(character == b'`' && text[run..].contains('`')) {
                self.fence = Some((character, run));
                return true;
            }
        }
        if !text.starts_with(['<', '{', '%', '$']) {
            return false;
        }
        for (start, end) in BLOCKS {
            let head = text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
            if head {
                self.until = (!text[start.len()..].contains(end)).then_some(end);
                return true;
            }
        }
        let html = begins_html(text);
        if html {
            self.until = Some("");
        }
        html
    }

    /// The text after the marks of list items and tasks.
    fn without_bullets<'a>(&mut self, content: &'a str) -> &'a str {
        let mut text = content;
        // Lists in lists on one line are rare; deeper than this they are no prose.
        for _ in 0..4 {
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            let mark = match text.as_bytes().get(digits) {
                Some(b'-' | b'*' | b'+') if digits == 0 => 1,
                Some(b'.' | b')') if (1..=9).contains(&digits) => digits + 1,
                _ => break,
            };
            let rest = &text[mark..];
            if !rest.starts_with([' ', '\t']) {
                break;
            }
            self.in_list = true;
            text = rest.trim_start();
        }
        for task in ["[ ] ", "[x] ", "[X] "] {
            text = text.strip_prefix(task).unwrap_or(text);
        }
        text
    }
}

/// Whether the line begins a block of HTML, or of components written like it.
fn begins_html(text: &str) -> bool {
    let Some(tag) = text.strip_prefix('<') else { return false };
    let name = tag.strip_prefix('/').unwrap_or(tag);
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    match name.as_bytes().get(length) {
        // An address in angle brackets.
        Some(b':' | b'@' | b'.') | None => false,
        Some(_) if !name.starts_with(|first: char| first.is_ascii_alphabetic()) => tag.starts_with(['!', '?']),
        Some(_) => !INLINE_TAGS.iter().any(|inline| inline.eq_ignore_ascii_case(&name[..length])),
    }
}

/// Lines that hold no prose: rows of tables, definitions of links and abbreviations, admonitions, imports of MDX.
fn is_no_prose(text: &str) -> bool {
    let begins = match text.as_bytes().first().copied().unwrap_or_default() {
        b'|' | b'+' => true,
        b'[' => text.find("]:").is_some_and(|end| !text.starts_with("[^") && !text[..end].contains(']')),
        b'*' => text.starts_with("*[") && text.contains("]:"),
        b':' => text.starts_with(":::"),
        b'!' => text.starts_with("!!!"),
        b'?' => text.starts_with("???"),
        b'i' => text.starts_with("import ") && text.contains(" from ") || text.starts_with("import '"),
        b'e' => ["export const ", "export default ", "export function "].iter().any(|start| text.starts_with(start)),
        _ => false,
    };
    begins || memchr::memchr(b'|', text.as_bytes()).is_some() && text.matches(" | ").nth(1).is_some()
}
