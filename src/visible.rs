//! Shows what a terminal would obey, reorder or hide, so that text from documents, file names and configuration cannot
//! forge what masthead says; nor can it start a command of the service that reads the log.

use std::borrow::Cow;
use std::fmt::Write;
use std::path::Path;

use crate::source::path_name;

/// The text with every control, bidirectional and invisible character as `\u{…}`, or `\n`, `\r`, `\t`.
///
/// The joiners and variation selectors that Persian, Indic scripts and emoji are written with stay where they belong.
/// What build services take for a command wherever it stands (`##[…]`, `##vso[…]`) is broken up the same way.
pub fn visible(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    push_slowly(&mut shown, text);
    Cow::Owned(shown)
}

/// Appends [`visible`] text.
pub fn push_visible(out: &mut String, text: &str) {
    if is_plain(text) {
        out.push_str(text);
    } else {
        push_slowly(out, text);
    }
}

/// Appends a path that may stand at the start of a line: as [`push_visible`], and with no `::` at its start, which
/// workflow commands begin with.
pub fn push_path(out: &mut String, path: &str) {
    let begin = path.len() - path.trim_start().len();
    if path[begin..].starts_with("::") {
        push_visible(out, &path[..begin]);
        push_escape(out, ':');
        push_visible(out, &path[begin + 1..]);
    } else {
        push_visible(out, path);
    }
}

/// A path that may stand at the start of a line.
pub fn visible_path(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    push_path(&mut out, path);
    out
}

/// A path as it may stand in a message.
pub fn shown_path(path: &Path) -> String {
    visible_path(&path_name(path))
}

/// Whether a character is obeyed, reorders its neighbours or cannot be seen, wherever it stands.
pub const fn is_hidden(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}'
        | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Appends a character by its number.
pub fn push_escape(out: &mut String, c: char) {
    match c {
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        _ => {
            let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
        }
    }
}

/// Whether `text` begins with what a build service may take for a command in the middle of a line.
pub fn starts_command(text: &str) -> bool {
    text.strip_prefix("##")
        .is_some_and(|rest| rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()).starts_with('['))
}

/// Whether a joiner or a variation selector stands where it belongs.
pub fn is_joined(before: Option<char>, c: char, after: Option<char>) -> bool {
    match c {
        '\u{200c}' | '\u{200d}' => {
            before.is_some_and(joins_letters) && (c == '\u{200d}' || after.is_some_and(joins_letters))
                || c == '\u{200d}' && before.is_some_and(is_pictorial) && after.is_some_and(is_pictorial)
        }
        '\u{fe0e}' | '\u{fe0f}' => {
            before.is_some_and(is_pictorial) || (after == Some('\u{20e3}') && before.is_some_and(|c| c.is_ascii()))
        }
        _ => false,
    }
}

/// Letters and marks of the scripts that are written with joiners: Arabic to Tibetan, Myanmar, Khmer, Mongolian.
const fn joins_letters(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{fff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17d3}' | '\u{1820}'..='\u{18aa}')
}

/// Symbols that have an emoji form, their modifiers and selectors.
const fn is_pictorial(c: char) -> bool {
    matches!(c, '\u{a9}' | '\u{ae}' | '\u{203c}'..='\u{3299}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
        && !is_control(c)
}

const fn is_control(c: char) -> bool {
    matches!(c, '\u{2060}'..='\u{206f}' | '\u{3164}')
}

/// Whether nothing in the text can need a change, judged by bytes: a few more texts than necessary are looked at twice.
fn is_plain(text: &str) -> bool {
    // Without a way out of the loop, so that many bytes are looked at at once.
    let may_change =
        |byte: u8| byte < 0x20 || matches!(byte, b'#' | 0x7f | 0xc2 | 0xcd | 0xd8 | 0xe1..=0xe3 | 0xef | 0xf0 | 0xf3);
    !text.bytes().fold(false, |any, byte| any | may_change(byte))
}

fn push_slowly(out: &mut String, text: &str) {
    let mut before = None;
    let mut rest = text.chars();
    loop {
        let here = rest.as_str();
        let Some(c) = rest.next() else { break };
        let hidden = is_hidden(c) && !is_joined(before, c, rest.clone().next());
        if hidden || (c == '#' && starts_command(here)) {
            push_escape(out, c);
        } else {
            out.push(c);
        }
        before = Some(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_shown() {
        assert_eq!(visible("a\u{1b}[31m\u{9b}b\u{7f}\n\t"), "a\\u{1b}[31m\\u{9b}b\\u{7f}\\n\\t");
        assert_eq!(visible("a\u{202e}b\u{2066}\u{feff}\u{e0041}"), "a\\u{202e}b\\u{2066}\\u{feff}\\u{e0041}");
    }

    #[test]
    fn writing_is_left_as_it_is() {
        for text in [
            "Сербия и Țara — «да»",
            "می\u{200c}خواهم",
            "क\u{94d}\u{200d}ष",
            "👩\u{200d}👧 ❤\u{fe0f} 1\u{fe0f}\u{20e3}",
            "中文 שלום",
            "# a ## b",
        ] {
            assert_eq!(visible(text), text);
        }
    }

    #[test]
    fn joiners_elsewhere_are_shown() {
        assert_eq!(visible("a\u{200d}b\u{200c}c\u{fe0f}"), "a\\u{200d}b\\u{200c}c\\u{fe0f}");
    }

    #[test]
    fn commands_are_broken_up() {
        assert_eq!(visible("x ##[error] ##vso[a] ###[b"), "x \\u{23}#[error] \\u{23}#vso[a] #\\u{23}#[b");
        assert_eq!(visible_path(" ::error::a.md"), " \\u{3a}:error::a.md");
    }
}
