//! The words of a heading without its Markdown, in a form in which two ways to typeset them are equal.

use unicode_normalization::UnicodeNormalization;

/// The entities that headings have; others stay as they are.
const ENTITIES: &[(&str, &str)] = &[
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("laquo", "«"),
    ("raquo", "»"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("bdquo", "„"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("sbquo", "‚"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("minus", "−"),
    ("hellip", "…"),
    ("shy", ""),
    ("thinsp", " "),
    ("ensp", " "),
    ("emsp", " "),
    ("copy", "©"),
    ("reg", "®"),
    ("trade", "™"),
    ("deg", "°"),
    ("numero", "№"),
    ("middot", "·"),
];

/// The text without emphasis, code marks, links, images, tags, footnotes, attributes, entities and escapes.
pub fn plain(text: &str) -> String {
    let text = without_attributes(text.trim());
    let mut words = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        let rest = &text[at..];
        let (written, length) = match character {
            '\\' => escape(rest),
            '&' => entity(rest),
            '<' => tag(rest),
            '!' if rest.starts_with("![") => image(rest),
            '*' | '`' => (String::new(), 1),
            '~' | '=' if rest[1..].starts_with(character) => (String::new(), 2),
            '_' if !inside_word(text, at) => (String::new(), 1),
            '[' => link(rest),
            _ => (character.to_string(), character.len_utf8()),
        };
        words.push_str(&written);
        at += length.max(1);
    }
    words
}

/// One form for what typesetting makes different: quotation marks, dashes, spaces, dots, composed letters.
pub fn typographic(text: &str) -> String {
    let mut even = String::with_capacity(text.len());
    for character in text.nfc() {
        match character {
            '«' | '»' | '„' | '“' | '”' | '‟' | '″' | '＂' => even.push('"'),
            '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | 'ʼ' | '`' | '´' => even.push('\''),
            '–' | '—' | '−' | '‒' | '―' | '‐' | '\u{2011}' => even.push('-'),
            '…' => even.push_str("..."),
            '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{200e}' | '\u{200f}' => {}
            _ if character.is_whitespace() => even.push(' '),
            _ => even.push(character),
        }
    }
    while even.contains("--") {
        even = even.replace("--", "-");
    }
    let even = even.replace("''", "\"");
    even.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Without `{#id .class}` at the end.
fn without_attributes(text: &str) -> &str {
    match text.strip_suffix('}').and_then(|rest| rest.rfind('{').map(|at| (at, &rest[at + 1..]))) {
        Some((at, inside)) if inside.starts_with(['#', '.', ':']) => text[..at].trim_end(),
        _ => text,
    }
}

fn escape(rest: &str) -> (String, usize) {
    match rest[1..].chars().next().filter(char::is_ascii_punctuation) {
        Some(character) => (character.to_string(), 2),
        None => ("\\".to_owned(), 1),
    }
}

fn entity(rest: &str) -> (String, usize) {
    let Some(end) = rest.bytes().take(12).position(|byte| byte == b';') else { return ("&".to_owned(), 1) };
    let name = &rest[1..end];
    let numbered = name.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => number.parse().ok(),
    });
    let known = || ENTITIES.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned());
    match numbered.and_then(char::from_u32).map(String::from).or_else(known) {
        Some(text) => (text, end + 1),
        None => ("&".to_owned(), 1),
    }
}

/// A tag says nothing; an address in angle brackets is its own text.
fn tag(rest: &str) -> (String, usize) {
    let begins = rest[1..].starts_with(|character: char| character.is_ascii_alphabetic() || "/!".contains(character));
    match rest.find('>').filter(|_| begins) {
        Some(end) if rest[..end].contains("://") => (rest[1..end].to_owned(), end + 1),
        Some(end) => (String::new(), end + 1),
        None => ("<".to_owned(), 1),
    }
}

fn image(rest: &str) -> (String, usize) {
    let (_, length) = link(&rest[1..]);
    if length > 1 { (String::new(), length + 1) } else { ("!".to_owned(), 1) }
}

/// `[text](address)`, `[text][reference]`, `[[target|alias]]`, `[^1]`; a bracket alone is itself.
fn link(rest: &str) -> (String, usize) {
    if let Some(inside) = rest.strip_prefix("[[")
        && let Some(end) = inside.find("]]")
    {
        let name = &inside[..end];
        return (name.split_once('|').map_or(name, |(_, alias)| alias).to_owned(), end + 4);
    }
    let Some(close) = rest.find(']') else { return ("[".to_owned(), 1) };
    let (text, after) = (&rest[1..close], &rest[close + 1..]);
    if text.starts_with('^') {
        return (String::new(), close + 1);
    }
    let end = match after.chars().next() {
        Some('(') => after.find(')'),
        Some('[') => after.find(']'),
        _ => None,
    };
    match end {
        // Emphasis in the text of a link is passed over by leaving its marks out here.
        Some(end) => (text.replace(['*', '`'], ""), close + 1 + end + 1),
        None => ("[".to_owned(), 1),
    }
}

/// Whether letters stand on both sides: there, a low line is no emphasis.
fn inside_word(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    let after = text[at + 1..].chars().next().is_some_and(char::is_alphanumeric);
    before && after
}
