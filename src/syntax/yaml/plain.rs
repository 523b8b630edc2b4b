//! Front matter as most of it is, read line by line: a mapping of plain and quoted scalars that end on their line, of lists
//! of such scalars, and of mappings of the same kind, with comments on lines of their own.
//!
//! Whatever else stands in a text, a fault included, is not for this reader: it gives up, and the YAML library reads the
//! text from its start. What it does read, it reads as the library does, to the byte; a property test and a fuzzer hold
//! it to that. It takes a tenth of the library's time.

use std::borrow::Cow;
use std::ops::Range;

use super::{keys, resolve};
use crate::source::Span;
use crate::tree::{Comment, Entry, Limits, Mapping, Node, Parsed, Problem, Scalar, Sequence, Style, Value};

/// Longer keys are left to the library, which refuses some.
const LONGEST_KEY: usize = 256;

/// Reads `yaml`, which stands at byte `base` of its file; `None` where it is not of the usual form.
pub(super) fn read(yaml: &str, base: usize, limits: Limits) -> Option<Parsed<'_>> {
    if !is_usual(yaml.as_bytes()) {
        return None;
    }
    let mut reader =
        Reader { yaml, base, next: 0, deepest: limits.deepest(), comments: Vec::new(), problems: Vec::new() };
    let mut line = reader.line();
    let root = reader.mapping(&mut line, 0, 1)?;
    let Reader { comments, problems, .. } = reader;
    line.is_none().then_some(Parsed { root: Some(root), comments, problems })
}

/// Whether there are only characters that are text, spaces and line ends to every reader of YAML: no tab, no control
/// character, no byte order mark, no line end that is one to some only.
fn is_usual(bytes: &[u8]) -> bool {
    // Without a way out of the loop, so that many bytes are looked at at once.
    let odd = bytes.iter().fold(0, |odd, byte| odd | u8::from(matches!(byte, 0..=9 | 0x0b..=0x1f | 0x7f)));
    if odd > 0 && !is_text_with_returns(bytes) {
        return false;
    }
    memchr::memchr3_iter(0xc2, 0xe2, 0xef, bytes).all(|at| match bytes.get(at..at + 3) {
        // C1 controls, among them NEL, and the no-break space.
        Some([0xc2, second, _]) => *second > 0xa0,
        // The line and the paragraph separator.
        Some([0xe2, 0x80, third]) => !matches!(third, 0xa8 | 0xa9),
        // The byte order mark, and what is no character.
        Some([0xef, 0xbb, 0xbf] | [0xef, 0xbf, _]) | None => false,
        Some(_) => true,
    })
}

/// The same of bytes below a space, where lines may end in CR LF.
fn is_text_with_returns(bytes: &[u8]) -> bool {
    bytes.iter().enumerate().all(|(at, byte)| match byte {
        b'\r' => bytes.get(at + 1) == Some(&b'\n'),
        b'\n' => true,
        0..b' ' | 0x7f => false,
        _ => true,
    })
}

/// The length of the key that a line begins with, where a colon and then a space or nothing follows it.
fn key(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let length = bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')).count();
    let begins = bytes.first().is_some_and(|first| *first != b'-');
    let ends = matches!(bytes.get(length..), Some([b':'] | [b':', b' ', ..]));
    (begins && ends && length <= LONGEST_KEY).then_some(length)
}

struct Reader<'a> {
    yaml: &'a str,
    base: usize,
    /// Where the line after the last one begins.
    next: usize,
    deepest: usize,
    comments: Vec<Comment<'a>>,
    problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    /// The mapping whose first key is on `line` and so far indented; leaves there the first line after it.
    fn mapping(&mut self, line: &mut Option<Range<usize>>, indent: usize, depth: usize) -> Option<Node<'a>> {
        // What it holds is one level deeper.
        if depth >= self.deepest {
            return None;
        }
        let yaml = self.yaml;
        let mut entries = Vec::with_capacity(12);
        while let Some(current) = line.clone().filter(|line| self.indent(line) == indent) {
            let start = current.start + indent;
            let colon = start + key(&yaml[start..current.end])?;
            let key = self.node(start..colon, Cow::Borrowed(&yaml[start..colon]), Style::Plain);
            *line = self.line();
            let value = match self.written(colon + 1..current.end) {
                Some(written) if yaml[written.clone()].starts_with('[') => self.flow_sequence(written)?,
                Some(written) => self.scalar(written)?,
                None => match line.clone().map(|next| (self.indent(&next), self.dash(&next))) {
                    Some((_, Some(dash))) if dash >= indent => self.sequence(line, dash)?,
                    Some((deeper, None)) if deeper > indent => self.mapping(line, deeper, depth + 1)?,
                    _ => self.node(colon..colon, Cow::Borrowed(""), Style::Plain),
                },
            };
            entries.push(Entry { key, value, merged: false });
            if line.as_ref().is_some_and(|next| self.indent(next) > indent) {
                return None;
            }
        }
        let span = entries.first()?.key.span.to(entries.last()?.value.span);
        let mapping = Mapping { entries, flow: false };
        keys::duplicates(&mapping, &mut self.problems);
        Some(Node::new(span, Value::Mapping(mapping)))
    }

    /// How many spaces a line begins with.
    fn indent(&self, line: &Range<usize>) -> usize {
        self.yaml.as_bytes()[line.clone()].iter().take_while(|byte| **byte == b' ').count()
    }

    /// The next line that is neither blank nor a comment, without its end.
    fn line(&mut self) -> Option<Range<usize>> {
        let bytes = self.yaml.as_bytes();
        loop {
            let start = self.next;
            if start >= bytes.len() {
                return None;
            }
            let end = memchr::memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |length| start + length);
            self.next = end + 1;
            let end = if bytes[..end].ends_with(b"\r") { end - 1 } else { end };
            match bytes[start..end].iter().position(|byte| *byte != b' ') {
                Some(indent) if bytes[start + indent] == b'#' => {
                    let span = Span::new(self.base + start + indent, self.base + end);
                    self.comments.push(Comment { span, text: &self.yaml[start + indent + 1..end], own_line: true });
                }
                Some(_) => return Some(start..end),
                None => {}
            }
        }
    }

    /// A part of a line without the spaces around it; nothing if there is nothing else.
    fn written(&self, range: Range<usize>) -> Option<Range<usize>> {
        let bytes = &self.yaml.as_bytes()[range.clone()];
        let start = bytes.iter().position(|byte| *byte != b' ')?;
        let end = bytes.iter().rposition(|byte| *byte != b' ')?;
        Some(range.start + start..range.start + end + 1)
    }

    /// How far the item of a list that a line holds is indented, if it holds one.
    fn dash(&self, line: &Range<usize>) -> Option<usize> {
        let indent = self.indent(line);
        self.yaml.as_bytes()[line.start + indent..line.end].starts_with(b"- ").then_some(indent)
    }

    /// The list whose first item is on `line` and so far indented; leaves there the first line after it.
    fn sequence(&mut self, line: &mut Option<Range<usize>>, indent: usize) -> Option<Node<'a>> {
        let start = line.clone()?.start + indent;
        let mut items = Vec::with_capacity(8);
        while let Some(item) = line.clone().filter(|line| self.dash(line) == Some(indent)) {
            items.push(self.scalar(self.written(item.start + indent + 1..item.end)?)?);
            *line = self.line();
        }
        let end = items.last()?.span.end;
        let value = Value::Sequence(Sequence { items, flow: false });
        Some(Node::new(Span::new(self.base + start, end), value))
    }

    /// The list in brackets that is written in a part of a line, if it is one of scalars and whole.
    fn flow_sequence(&self, written: Range<usize>) -> Option<Node<'a>> {
        let bytes = self.yaml.as_bytes();
        let end = written.end - 1;
        if bytes[end] != b']' {
            return None;
        }
        let mut items = Vec::with_capacity(4);
        let mut at = self.next_of(written.start + 1..end);
        while at < end {
            let rest = &bytes[at..end];
            let length = match rest[0] {
                // Up to the quote; where that is doubled, no comma follows it.
                quote @ (b'"' | b'\'') => 2 + memchr::memchr2(quote, b'\\', &rest[1..])?,
                _ => rest.iter().position(|byte| b",[]{}".contains(byte)).unwrap_or(rest.len()),
            };
            items.push(self.scalar(self.written(at..at + length)?)?);
            at = self.next_of(at + length..end);
            if at < end {
                // Another item has to follow.
                let comma = at;
                at = self.next_of(comma + 1..end);
                if bytes[comma] != b',' || at == end {
                    return None;
                }
            }
        }
        let span = Span::new(self.base + written.start, self.base + written.end);
        Some(Node::new(span, Value::Sequence(Sequence { items, flow: true })))
    }

    /// Where the first character that is no space stands in a part of a line, or where the part ends.
    fn next_of(&self, range: Range<usize>) -> usize {
        self.written(range.clone()).map_or(range.end, |written| written.start)
    }

    /// The scalar that is written in a part of a line, if it is one and whole.
    fn scalar(&self, written: Range<usize>) -> Option<Node<'a>> {
        let text = &self.yaml[written.clone()];
        let bytes = text.as_bytes();
        let inside = || text.get(1..text.len().checked_sub(1)?);
        match bytes[0] {
            b'"' => {
                let inside = inside().filter(|_| bytes.ends_with(b"\""))?;
                memchr::memchr2(b'"', b'\\', &bytes[1..]).filter(|at| *at == bytes.len() - 2)?;
                Some(self.node(written, Cow::Borrowed(inside), Style::DoubleQuoted))
            }
            b'\'' => {
                let inside = inside().filter(|_| bytes.ends_with(b"'"))?;
                let inside = if inside.contains('\'') { Cow::Owned(unescaped(inside)?) } else { inside.into() };
                Some(self.node(written, inside, Style::SingleQuoted))
            }
            _ => is_plain(text).then(|| self.node(written, Cow::Borrowed(text), Style::Plain)),
        }
    }

    fn node(&self, written: Range<usize>, text: Cow<'a, str>, style: Style) -> Node<'a> {
        let span = Span::new(self.base + written.start, self.base + written.end);
        let resolved = resolve::resolve(&text, style, None);
        Node::new(span, Value::Scalar(Scalar { text, style, resolved }))
    }
}

/// What stands in single quotes, with each pair of them as the one that it means; nothing where one stands alone.
fn unescaped(inside: &str) -> Option<String> {
    let paired = inside.replace("''", "");
    (!paired.contains('\'')).then(|| inside.replace("''", "'"))
}

/// Whether this is a plain scalar from its first character to its last (YAML 1.2 §7.3.3), and not one that only looks
/// as if it were something else.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let begins = match bytes[0] {
        b'-' | b'?' | b':' | b',' | b'[' | b']' | b'{' | b'}' | b'#' | b'&' | b'*' | b'!' | b'|' | b'>' | b'%' | b'@'
        // Indicators; and what begins dashes and quotation marks, some of which are looked at again.
        | b'`' | 0xc2 | 0xe2 | 0xef => false,
        ..0x80 => true,
        _ => !text.starts_with(char::is_whitespace),
    };
    begins
        && memchr::memchr2_iter(b':', b'#', bytes).all(|at| match bytes[at] {
            b':' => bytes.get(at + 1).is_some_and(|next| *next != b' '),
            _ => bytes[at - 1] != b' ',
        })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::syntax::yaml::parse;

    /// Whether the text is of the usual form; if it is, it has to be read as the library reads it.
    fn is_read(yaml: &str) -> bool {
        let limits = Limits::default();
        let Some(plain) = read(yaml, 7, limits) else { return false };
        let library = parse::read(yaml, 7, limits).unwrap_or_else(|stop| panic!("{yaml:?}: {stop:?}"));
        assert_eq!(format!("{plain:?}"), format!("{library:?}"), "{yaml:?}");
        true
    }

    #[test]
    fn usual_front_matter_is_read() {
        for yaml in [
            "site: \"nokta.md\"\nlanguage: ro\ntitle: 'it''s «x»: #1'\nsection:\n- Международные\nkeywords:\n  - '[[a]]'\n  - b c\n",
            "a: b\r\nc:\r\n\r\n-   d  \r\n",
            "a:\nb:   \nc: \"\"\nd: ''\n\n  \ne: x:y#z http://a.b/c?d=e#f",
            "a: 1\na: 2\n",
            "日本: 1\n",
            "title: Ünï 🇲🇩 「」\n",
            "a: []\nb: [ ]\nc: [d]\ne: [\"f, g\", 'h',i j , http://k.l/#m ]  \n",
            "a:\n  b: c\n  d:\n  - e\n  f:\n    - g\n    - h\n  i:\n\n    j: k\n    j: [l]\n  m:\nn:\n",
            "a:\n   b: c\nd:\n e:\n  f: g\n",
            "# яь \n\na: 1\r\n  #b\nc:\n# d\n- e\n #f\n- g\n#\nh: \n# i\nj:\n  k:\n#l",
        ] {
            assert!(is_read(yaml) || yaml.starts_with('日'), "{yaml:?}");
        }
    }

    #[test]
    fn everything_else_is_left_to_the_library() {
        for yaml in [
            "",
            "# c\n",
            "a: b # c\n",
            "a: b\n  c\n",
            "a: b\n- c\n",
            "a:\n- b: c\n",
            "a:\n- b\n - c\n",
            "a: [b, ]\n",
            "a: [, b]\n",
            "a: [b,, c]\n",
            "a: [b: c]\n",
            "a: [\"b\": c]\n",
            "a: ['b''c']\n",
            "a: [b\n",
            "a: [\n",
            "a: [b]]\n",
            "a: [b] c\n",
            "a: [b] # c\n",
            "a: [[b]]\n",
            "a: [b, {c: d}]\n",
            "a: [\"b\\n\"]\n",
            "a: ['b' c]\n",
            "a: [b #c]\n",
            "a: [- b]\n",
            "a:\n  b: c\n d: e\n",
            "a:\n  b: c\n    d: e\n",
            "a:\n  b:\n- c\n",
            "a:\n  - b\n  c: d\n",
            "  a: b\n",
            "a: |\n  b\n",
            "a: b: c\n",
            "a: b:\n",
            "a: \"b\\n\"\n",
            "a: \"b\" c\n",
            "a: 'b' c'\n",
            "a: '\n",
            "a: \"\n",
            "a: \"b\\\n",
            "a:\tb\n",
            "a: b\rc: d\n",
            "a: b\u{85}\n",
            "a: \u{a0}b\n",
            "a: —b\n",
            "a: «b»\n",
            "a: *b\n",
            "--- \na: b\n",
            "...\n",
            "a b\n",
            "<<: a\n",
        ] {
            assert!(!is_read(yaml), "{yaml:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

        #[test]
        fn what_is_read_is_what_the_library_reads(
            lines in prop::collection::vec("(  )?(- {1,2}|[a-c<]{1,2}: {0,2}|- a: )?(['\"]?[a-c:#'\" \\-\\[\\]|>&*?,{}%@!~\\\\я«—\u{a0}\u{2028}\u{3000}0-9.]{0,6}['\"]?)?[ \t]?\r?\n", 1..6)
        ) {
            is_read(&lines.concat());
        }

        #[test]
        fn usual_lines_are_read_as_the_library_reads_them(
            lines in prop::collection::vec("( {0,3}[a-f]{1,3}: (\"[a-zя#: ']{0,5}\"|'([a-zя#: \"]|''){0,5}'|[a-zя0-9][a-zя:#'\" ]{0,5}|\\[( ?[a-zя0-9~:#'\"]{0,3} ?,?){0,4}\\])?| {0,4}[a-f]:|- [a-zя'\"]{1,3}| {1,4}- [a-z~]{1,3}| {0,3}#[ a-zя#:]{0,3}|) ?\r?\n", 1..8)
        ) {
            is_read(&lines.concat());
        }
    }
}
