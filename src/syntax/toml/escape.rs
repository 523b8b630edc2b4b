//! Escapes in double quotes.

use crate::syntax::escape::hexadecimal;

/// What an escape stands for.
pub(super) enum Escape {
    Text(char),
    /// A line break that does not count.
    Nothing,
    /// Only in TOML 1.1.
    Newer(char),
    Wrong,
}

/// The escape that `rest` begins with: its length and what it stands for.
pub(super) fn escape(rest: &str, is_block: bool) -> (usize, Escape) {
    let Some(kind) = rest[1..].chars().next() else { return (1, Escape::Wrong) };
    let simple = match kind {
        '"' | '\\' => kind,
        'b' => '\u{8}',
        't' => '\t',
        'n' => '\n',
        'f' => '\u{c}',
        'r' => '\r',
        'e' => return (2, Escape::Newer('\u{1b}')),
        'u' | 'U' | 'x' => {
            let digits = match kind {
                'x' => 2,
                'u' => 4,
                _ => 8,
            };
            let Some(character) = hexadecimal(&rest[2..], digits).and_then(char::from_u32) else {
                return (2, Escape::Wrong);
            };
            let character = if kind == 'x' { Escape::Newer(character) } else { Escape::Text(character) };
            return (2 + digits, character);
        }
        ' ' | '\t' | '\n' | '\r' if is_block => {
            let after = &rest[1..];
            let blanks = after.len() - after.trim_start_matches([' ', '\t']).len();
            if after[blanks..].starts_with('\n') || after[blanks..].starts_with("\r\n") {
                return (rest.len() - after.trim_start_matches([' ', '\t', '\n', '\r']).len(), Escape::Nothing);
            }
            return (1 + kind.len_utf8(), Escape::Wrong);
        }
        _ => return (1 + kind.len_utf8(), Escape::Wrong),
    };
    (2, Escape::Text(simple))
}

/// The length of the line break that a block begins with, which is not part of its text.
pub(super) fn first_break(content: &str) -> usize {
    if content.starts_with("\r\n") { 2 } else { usize::from(content.starts_with('\n')) }
}
