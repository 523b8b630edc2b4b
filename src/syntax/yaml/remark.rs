//! Comments of other languages than YAML: `<!-- … -->`, `/* … */`, `// …` and their like.

use std::ops::Range;

use super::line::Line;
use super::passage::Passage;
use crate::diagnostic::excerpt;

/// What begins a comment and what ends it; nothing for one that ends with its line.
const MARKS: [(&str, &str); 7] =
    [("<!--", "-->"), ("/*", "*/"), ("{/*", "*/}"), ("{#", "#}"), ("//", ""), ("-- ", ""), ("; ", "")];

/// Longer comments are not looked through.
const MOST_LINES: usize = 100;

/// The comment that begins on this line and ends with a line.
pub(super) fn at(yaml: &str, line: &Line) -> Option<Passage> {
    let lines = lines(yaml, line)?;
    let last = lines.last()?;
    let whole = line.start..last.end;
    let passage = Passage::new(whole, line.content..line.end, message(yaml, line)).fix("write `# ` before it").below();
    Some(lines.iter().filter(|line| line.content < line.end).fold(passage, |passage, line| {
        let at = line.content..line.content;
        passage.patch(at, "# ")
    }))
}

/// A comment of one line right below the header of a block of text, on `header`: there it ends the text, so that it has
/// to go above the field.
pub(super) fn below_header(yaml: &str, header: &Line) -> Option<Passage> {
    let line = header.below(yaml)?;
    let key = header.key.clone().filter(|_| header.item == header.content)?;
    let text = line.below(yaml)?;
    let column = key.start - header.start;
    let is_text = text.content < text.end && text.content - text.start > column;
    if line.content - line.start > column || lines(yaml, &line)?.len() > 1 || !is_text {
        return None;
    }
    let written = format!("{}# {}", header.indentation(yaml), &yaml[line.content..text.start]);
    let passage = Passage::new(line.start..line.end, line.content..line.end, message(yaml, &line));
    let passage = passage.help("write it above the field, with `# ` before it").fix("move it above the field").below();
    Some(passage.patch(header.start..header.start, written).patch(line.start..text.start, ""))
}

/// Whether a key is a comment that happens to hold a colon: `// note: text`.
pub(super) fn is_key(key: &str) -> bool {
    key.strip_prefix("//").is_some_and(|rest| !rest.trim_start_matches('/').trim().is_empty())
        || key.starts_with("<!--")
        || key.starts_with("/*")
}

/// The comment that the key at `key` is, where it stands alone on its line with a value that ends there.
pub(super) fn of_key(yaml: &str, key: Range<usize>) -> Passage {
    let line = Line::at(yaml, key.start);
    let ends_here = line.below(yaml).is_none_or(|below| below.content - below.start <= line.content - line.start);
    let whole = lines(yaml, &line).filter(|lines| lines.len() == 1 && line.content == key.start);
    let passage = Passage::new(line.start..line.end, line.content..line.end, message(yaml, &line));
    match whole.filter(|_| ends_here && !yaml[line.value.clone()].starts_with(['|', '>', '"', '\'', '[', '{'])) {
        Some(_) => passage.fix("write `# ` before it").patch(line.content..line.content, "# "),
        None => passage.help("begin each line of a comment with `# `"),
    }
}

/// The first line of unquoted text below its key, or the last lines of it, where they are a comment each.
pub(super) fn in_text(yaml: &str, text: Range<usize>) -> Option<Passage> {
    if !["<!--", "/*"].iter().any(|mark| yaml[text.clone()].contains(mark)) {
        return None;
    }
    // All of it, or the first line of it below its key.
    let begins = Line::at(yaml, text.start);
    if begins.content == text.start {
        return at(yaml, &begins);
    }
    let mut line = Line::at(yaml, text.end);
    let mut found = Vec::new();
    while line.start > text.start && ["<!--", "/*"].iter().any(|mark| yaml[line.content..].starts_with(mark)) {
        lines(yaml, &line).filter(|lines| lines.len() == 1)?;
        let above = Line::at(yaml, line.start - 1);
        found.push(std::mem::replace(&mut line, above));
    }
    let first = found.last()?;
    let passage = Passage::new(first.start..text.end, first.content..first.end, message(yaml, first));
    let passage = passage.fix("write `# ` before it");
    Some(found.iter().fold(passage, |passage, line| passage.patch(line.content..line.content, "# ")))
}

fn message(yaml: &str, line: &Line) -> String {
    format!("`{}` is not a comment in YAML: a comment begins with `# `", excerpt(&yaml[line.content..line.end]))
}

/// The lines of the comment that begins on this one; nothing where there is none, or something follows it.
fn lines(yaml: &str, line: &Line) -> Option<Vec<Line>> {
    let content = &yaml[line.content..line.end];
    let (open, close) = MARKS.iter().find(|(open, _)| content.starts_with(open))?;
    // Between items of a list, two hyphens are one too many.
    let is_item = |line: Option<Line>| line.is_some_and(|line| line.item > line.content);
    let above = line.start.checked_sub(1).map(|end| Line::at(yaml, end));
    if *open == "-- " && (is_item(above) || is_item(line.below(yaml))) {
        return None;
    }
    if close.is_empty() {
        let is_comment = *open != "//" || is_key(content.split(": ").next().unwrap_or_default());
        return is_comment.then(|| vec![line.clone()]);
    }
    let mut lines = vec![line.clone()];
    let mut from = line.content + open.len();
    while lines.len() <= MOST_LINES {
        let last = lines.last()?;
        if let Some(found) = yaml[from.min(last.end)..last.end].find(close) {
            let after = from + found + close.len();
            return yaml[after..last.end].trim().is_empty().then_some(lines);
        }
        let below = last.below(yaml)?;
        from = below.start;
        lines.push(below);
    }
    None
}
