//! One member of an object, found without reading the others.

use crate::source::Span;

/// Where the value of the member `name` of the object in `range` is written.
pub fn member(text: &str, range: Span, name: &str) -> Option<Span> {
    let bytes = &text.as_bytes()[..range.end];
    let (mut depth, mut at) = (0_usize, range.start);
    let mut found: Option<usize> = None;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => {
                let start = at + 1;
                at = end_of_string(bytes, start)?;
                let is_name = depth == 1 && found.is_none() && text.get(start..at) == Some(name);
                let after = text[at + 1..range.end].trim_start();
                if is_name && after.starts_with(':') {
                    let value = after[1..].trim_start();
                    found = Some(range.end - value.len());
                    at = range.end - value.len();
                    continue;
                }
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
        let is_whole = depth == 1 && matches!(byte, b'}' | b']') || depth == 0;
        if let Some(start) = found.filter(|_| is_whole) {
            return Some(Span::new(start, at));
        }
        if depth == 1 && *byte == b',' && found.is_some() {
            // It is no object.
            return None;
        }
    }
    None
}

/// The quote that closes the string whose text begins at `at`.
fn end_of_string(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += memchr::memchr2(b'"', b'\\', bytes.get(at..)?)?;
        if bytes[at] == b'"' {
            return Some(at);
        }
        at += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_is_found_at_the_top_only() {
        let find = |text: &'static str| member(text, Span::new(0, text.len()), "m").map(|span| &text[span.range()]);
        assert_eq!(find(r#"{"a": {"m": {}}, "m" : {"x": "}\""}, "b": 1}"#), Some(r#"{"x": "}\""}"#));
        assert_eq!(find(r#"{"a": "m", "m": {"b": [1]}}"#), Some(r#"{"b": [1]}"#));
        assert_eq!(find(r#"{"m": 1, "b": {}}"#), None);
        assert_eq!(find(r#"{"a": {"m": {}}}"#), None);
        assert_eq!(find(r#"{"m": {"#), None);
        assert_eq!(find(r#"{"m"#), None);
        assert_eq!(find(""), None);
    }
}
