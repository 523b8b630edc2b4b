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

/// A text whose lines are broken where they are longer than `width`; what goes on is indented by two columns more.
pub fn wrap_lines(text: &str, width: usize) -> String {
    let broken = |line: &str| {
        let indent = &line[..line.len() - line.trim_start_matches(' ').len()];
        let (first, rest) = (width.saturating_sub(indent.len()), width.saturating_sub(indent.len() + 2));
        let lines = if line.width() > width { wrap(line, first, rest) } else { return line.to_owned() };
        format!("{indent}{}", lines.join(&format!("\n{indent}  ")))
    };
    text.split('\n').map(broken).collect::<Vec<_>>().join("\n")
}

/// A page of Markdown whose paragraphs are broken anew into lines of `width`; code stays as it is.
pub fn wrap_page(page: &str, width: usize) -> String {
    let (mut out, mut paragraph, mut in_code) = (String::new(), String::new(), false);
    let end = |out: &mut String, paragraph: &mut String| {
        if !paragraph.is_empty() {
            out.push_str(&wrap(paragraph, width, width).join("\n"));
            out.push('\n');
            paragraph.clear();
        }
    };
    for line in page.lines() {
        let is_text = !in_code && line.starts_with(|first: char| first.is_alphabetic() || "`(\"".contains(first));
        if is_text && !line.starts_with("```") {
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(line);
            continue;
        }
        end(&mut out, &mut paragraph);
        in_code ^= line.starts_with("```");
        out.push_str(&if in_code { line.to_owned() } else { wrap_lines(line, width) });
        out.push('\n');
    }
    end(&mut out, &mut paragraph);
    out
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
    fn lines_keep_their_indentation() {
        assert_eq!(wrap_lines("a\n  help: one two three\n\n", 14), "a\n  help: one\n    two three\n\n");
        assert_eq!(wrap_lines("  name     text", 20), "  name     text");
    }

    #[test]
    fn paragraphs_of_a_page_are_broken_anew() {
        let page =
            "# Title\n\none two\nthree `a b` four\n\n```yaml\na: one two three four five\n```\n- one two three four\n";
        let broken = "# Title\n\none two three\n`a b` four\n\n```yaml\na: one two three four five\n```\n- one two three\n  four\n";
        assert_eq!(wrap_page(page, 15), broken);
        assert_eq!(wrap_page(page, 200), page.replace("two\nthree", "two three"));
    }

    #[test]
    fn a_lone_backtick_loses_nothing() {
        assert_eq!(wrap("a ` b c d", 3, 3).join(" "), "a ` b c d");
    }
}
