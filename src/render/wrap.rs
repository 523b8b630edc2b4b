//! Breaks sentences into lines for a terminal: at spaces, and never inside backticks, an address or between two options.

use unicode_width::UnicodeWidthStr;

/// The lines of `text`, of which the first has room for `first` columns and every other for `rest`. What cannot be broken
/// may be longer.
pub fn wrap(text: &str, first: usize, rest: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut columns, mut room) = (String::new(), 0, first);
    for piece in pieces(text) {
        let width = piece.width();
        if columns > 0 && columns + 1 + width > room {
            lines.push(std::mem::take(&mut line));
            (columns, room) = (0, rest);
        }
        if columns > 0 {
            line.push(' ');
            columns += 1;
        }
        line.push_str(piece);
        columns += width;
    }
    lines.push(line);
    lines
}

/// What stands between the spaces at which a text may be broken.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let (mut quoted, mut start) = (false, 0);
    let ends = text.char_indices().filter(move |(at, character)| {
        quoted ^= *character == '`';
        let is_end =
            *character == ' ' && !quoted && !(text[start..*at].starts_with("--") && text[*at..].starts_with(" --"));
        if is_end {
            start = at + 1;
        }
        is_end
    });
    let mut start = 0;
    let pieces = ends.map(|(at, _)| at).chain([text.len()]).map(move |end| {
        let piece = &text[start.min(end)..end];
        start = end + 1;
        piece
    });
    pieces.filter(|piece| !piece.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_between_words_only() {
        let text = "write `a b c d e f` or see https://example.org/a/long/address now";
        assert_eq!(
            wrap(text, 10, 16),
            ["write", "`a b c d e f` or", "see", "https://example.org/a/long/address", "now"]
        );
        assert_eq!(wrap("Сербия и Косово", 8, 8), ["Сербия и", "Косово"]);
        assert_eq!(wrap("日本 日本", 6, 6), ["日本", "日本"]);
        assert_eq!(wrap("", 10, 10), [""]);
        assert_eq!(
            wrap("mend it with --fix --unsafe-fixes now", 20, 20),
            ["mend it with", "--fix --unsafe-fixes", "now"]
        );
    }

    #[test]
    fn a_lone_backtick_loses_nothing() {
        assert_eq!(wrap("a ` b c d", 3, 3).join(" "), "a ` b c d");
    }
}
