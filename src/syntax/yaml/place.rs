//! Places that the events of the YAML library do not tell: the indicator of a block scalar, the end of its text, a tag.

use std::ops::Range;

/// Where the next `|` or `>` stands at or after `at`, past properties, comments and the marks between nodes.
pub(super) fn block_indicator(yaml: &str, at: usize) -> Option<usize> {
    tokens(yaml, at).find(|range| matches!(yaml.as_bytes()[range.start], b'|' | b'>')).map(|range| range.start)
}

/// The tag that stands before the node at `node`, not before `at`.
pub(super) fn tag(yaml: &str, at: usize, node: usize) -> Option<Range<usize>> {
    tokens(yaml, at).take_while(|range| range.end <= node.max(at)).find(|range| yaml.as_bytes()[range.start] == b'!')
}

/// Where the first dash of a block list stands, which is the value or the key of a mapping whose last part ends at `at`.
pub(super) fn dash(yaml: &str, mut at: usize) -> Option<usize> {
    let bytes = yaml.as_bytes();
    loop {
        match bytes.get(at)? {
            b'-' => return Some(at),
            b'#' => at = line_end(yaml, at),
            b'!' | b'&' => {
                at += bytes[at..].iter().position(u8::is_ascii_whitespace)?;
            }
            b' ' | b'\t' | b'\n' | b'\r' | b':' | b'?' => at += 1,
            _ => return None,
        }
    }
}

/// A tab that stands where the indentation of the block collection at `at` is counted (YAML 1.2 §6.1): before it on its
/// line, or between it and the mark of the item, key or value that it is. The library takes such a tab for a separator.
pub(super) fn indenting_tab(yaml: &str, at: usize) -> Option<usize> {
    let before = yaml[..at].trim_end_matches([' ', '\t']);
    let counts = before.is_empty() || before.ends_with(['\n', '\r', '-', '?', ':', '\u{feff}']);
    yaml[before.len()..at].find('\t').filter(|_| counts).map(|tab| before.len() + tab)
}

/// The end of a block scalar's last line that is not blank; of its header where it has none.
pub(super) fn block_end(yaml: &str, indicator: usize, end: usize) -> usize {
    let header = line_end(yaml, indicator);
    let text = yaml[indicator..end].trim_end_matches([' ', '\t', '\n', '\r']);
    let last = indicator + text.len();
    if last > header {
        return line_end(yaml, last).min(end);
    }
    let comment = yaml[indicator..header].find(" #").map_or(header, |found| indicator + found);
    indicator + yaml[indicator..comment].trim_end().len()
}

/// The end of the line that `at` stands in, before its line break.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    memchr::memchr2(b'\n', b'\r', &text.as_bytes()[at..]).map_or(text.len(), |found| at + found)
}

/// The start of the line that `at` stands in.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    memchr::memrchr2(b'\n', b'\r', &text.as_bytes()[..at]).map_or(0, |found| found + 1)
}

/// Properties (`!tag`, `&anchor`) and then the first thing that is something else, from `at` on.
fn tokens(yaml: &str, mut at: usize) -> impl Iterator<Item = Range<usize>> {
    let bytes = yaml.as_bytes();
    std::iter::from_fn(move || {
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'#' => at = line_end(yaml, at),
                b' ' | b'\t' | b'\n' | b'\r' | b':' | b'-' | b'?' | b',' | b'[' | b'{' | b'"' | b'\'' => at += 1,
                _ => {
                    let stop = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b',' | b']' | b'}');
                    let start = at;
                    at = bytes[start..].iter().position(stop).map_or(bytes.len(), |found| start + found.max(1));
                    return Some(start..at);
                }
            }
        }
        None
    })
}
