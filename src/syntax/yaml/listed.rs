//! Lines that were meant to be a list: a first item beside the key, items that stand too far in, bullets and numbers.

use std::ops::Range;

use super::line::Line;
use super::mend::Patch;
use super::passage::Passage;
use super::text_field::{is_sentence, is_text_field, width};
use super::write::write;
use crate::diagnostic::excerpt;
use crate::tree::Style;

/// What people put before the items of a list, besides the hyphen. Other dashes are look-alikes.
const BULLETS: [char; 12] = ['*', '+', '•', '·', '‣', '◦', '▪', '●', '○', '∙', '⁃', '■'];

/// A first item of more columns than this is a sentence, which may well go on with a dash where it was wrapped.
const LONGEST: usize = 40;

/// Looks at unquoted text, which YAML reads as one: whether its lines were meant to be a list.
pub(super) fn check(yaml: &str, text: Range<usize>) -> Option<Passage> {
    let written = &yaml[text.clone()];
    let begins = written.chars().next()?;
    let goes_on = written.contains(['\n', '\r']);
    if !goes_on && (!BULLETS.contains(&begins) || begins.is_ascii()) {
        return None;
    }
    let first = Line::at(yaml, text.start);
    let lines = lines(yaml, &first, text.end);
    let before = yaml[first.start..text.start].trim_end();
    if Mark::of(written).is_some() {
        return before.is_empty().then(|| bulleted(yaml, &lines, first.start..text.end)).flatten();
    }
    goes_on.then(|| first_item(yaml, &lines, text)).flatten()
}

/// The lines from `first` to the one that `end` is on, without those that are blank.
fn lines(yaml: &str, first: &Line, end: usize) -> Vec<Line> {
    let all = std::iter::successors(Some(first.clone()), |line| line.below(yaml).filter(|line| line.start < end));
    all.filter(|line| line.content < line.end).collect()
}

/// `tags: a` with `- b` below it, further in; or `- a` with `- b` further in than it.
fn first_item(yaml: &str, lines: &[Line], text: Range<usize>) -> Option<Passage> {
    let (first, rest) = lines.split_first()?;
    let is_item = |line: &Line| yaml[line.content..line.end].starts_with("- ");
    let own = yaml[text.start..first.end].trim();
    let longest = if rest.len() > 1 { LONGEST + LONGEST / 2 } else { LONGEST };
    if rest.is_empty() || !rest.iter().all(is_item) || width(own) > longest {
        return None;
    }
    let before = &yaml[first.start..text.start];
    let next = rest.first()?;
    let new_line = first.line_break(yaml);
    let whole = first.start..text.end;
    if before.trim_end().ends_with(':') && first.key.is_some() {
        let name = excerpt(&yaml[first.key.clone()?]).into_owned();
        let message =
            format!("`{name}` has a value on its own line and a list below it: YAML reads all of it as one text");
        let gap = first.start + before.trim_end().len()..text.start;
        let passage = Passage::new(whole, text.start..text.start + own.len(), message);
        if is_sentence(&yaml[first.key.clone()?], own) {
            return None;
        }
        // What is text for people is no item: the list is another field's, or a part of the text.
        if is_text_field(&yaml[first.key.clone()?]) {
            return Some(passage.help(of_other_field(&name)));
        }
        let passage = passage.fix("make the value the first item of the list");
        let passage = passage.patch(gap, format!("{new_line}{}- ", next.indentation(yaml)));
        return Some(passage.patches(align(rest, next.indentation(yaml))));
    }
    let place = next.content..next.end;
    let message = format!(
        "`{}` goes on with the item above it, as it is further in, and is no item of the list",
        excerpt(&yaml[place.clone()])
    );
    let passage = Passage::new(whole, place, message).help("indent the items of a list alike");
    if before.trim() == "-" {
        let passage = passage.fix("indent the items alike");
        return Some(passage.patches(align(rest, first.indentation(yaml))));
    }
    // The value begins on a line of its own.
    let item = Patch { range: first.content..first.content, text: "- ".to_owned() };
    let alone = before.trim().is_empty().then(|| passage.fix("begin the first line with `- ` too"))?;
    Some(alone.patches([item]).patches(align(rest, first.indentation(yaml))))
}

/// What to do with a list below a field of text.
pub(super) fn of_other_field(name: &str) -> String {
    format!(
        "if the list is another field's, write its name above it; if it is text, write `{name}: |` and the text below it"
    )
}

/// Lines with another indentation than is wanted get it.
fn align(lines: &[Line], indentation: &str) -> Vec<Patch> {
    let other = lines.iter().filter(|line| line.content - line.start != indentation.len());
    other.map(|line| Patch { range: line.start..line.content, text: indentation.to_owned() }).collect()
}

/// The mark before an item.
struct Mark {
    /// The bullet, or the number with its point.
    length: usize,
    /// The white space after it.
    space: usize,
    number: Option<u32>,
}

impl Mark {
    fn of(content: &str) -> Option<Self> {
        let first = content.chars().next()?;
        let digits = content.bytes().take_while(u8::is_ascii_digit).count();
        let (length, number) = if BULLETS.contains(&first) {
            (first.len_utf8(), None)
        } else if (1..=2).contains(&digits) && content[digits..].starts_with(['.', ')']) {
            (digits + 1, content[..digits].parse().ok())
        } else {
            return None;
        };
        let rest = &content[length..];
        let space = rest.len() - rest.trim_start().len();
        let is_apart = space > 0 || matches!(first, '•' | '‣' | '◦' | '▪' | '●' | '⁃' | '■');
        (is_apart && !rest.trim().is_empty()).then_some(Self { length, space, number })
    }
}

/// Lines that all begin with the same bullet, or with the numbers from 1 on; those further in go on with the one above.
fn bulleted(yaml: &str, lines: &[Line], whole: Range<usize>) -> Option<Passage> {
    let first = lines.first()?;
    let column = first.content - first.start;
    let mut items: Vec<(&Line, Mark)> = Vec::new();
    for line in lines {
        let content = &yaml[line.content..line.end];
        let mark = Mark::of(content).filter(|_| line.content - line.start == column);
        let is_next = |mark: &Mark| match (items.last(), mark.number) {
            (None, number) => number.is_none_or(|number| number <= 1),
            (Some((_, before)), Some(number)) => before.number == number.checked_sub(1),
            (Some((above, _)), None) => yaml[above.content..].chars().next() == content.chars().next(),
        };
        match mark.filter(is_next) {
            Some(mark) => items.push((line, mark)),
            None if line.content - line.start > column && !items.is_empty() => {}
            None => return None,
        }
    }
    let (line, mark) = items.first()?;
    let shown = &yaml[line.content..line.content + mark.length];
    if items.len() < 2 && (mark.number.is_some() || matches!(shown, "+" | "·")) {
        return None;
    }
    let message = match mark.number {
        Some(_) => format!("numbers such as `{shown}` make no list in YAML: an item begins with `- `"),
        None => format!("`{shown}` makes no list in YAML: an item begins with `- `"),
    };
    let passage = Passage::new(whole, line.content..line.content + mark.length, message);
    // Ten numbers hold every digit that is taken away.
    let numbers: Vec<String> = items
        .iter()
        .filter(|(_, mark)| mark.number.is_some())
        .take(10)
        .map(|(line, mark)| format!("`{}`", &yaml[line.content..line.content + mark.length]))
        .collect();
    let passage = match numbers[..] {
        [] => passage.fix("begin each item with `- `"),
        _ => passage.fix(format!("write `- ` instead of {}", numbers.join(", "))),
    };
    Some(items.iter().fold(passage, |passage, (line, mark)| {
        let start = line.content + mark.length + mark.space;
        let text = yaml[start..line.end].trim_end();
        let passage = passage.patch(line.content..start, "- ");
        if is_plain(text) {
            passage
        } else {
            passage.patch(start..start + text.len(), write(text, Style::SingleQuoted))
        }
    }))
}

/// Whether text after a dash is read as that text, or as the quoted text that it is.
fn is_plain(text: &str) -> bool {
    let quoted = text.starts_with(['"', '\'']) && super::line::closing_quote(text) == Some(text.len());
    let begins = !text.starts_with(['[', '{', '&', '*', '!', '|', '>', '%', '@', '`', '#', ',', '"', '\'']);
    quoted
        || begins
            && !["- ", "? ", ": "].iter().any(|mark| text.starts_with(mark))
            && !text.contains(": ")
            && !text.contains(" #")
            && !text.ends_with(':')
}

/// Items with another mark than the hyphen below a key without a value.
pub(super) fn below_key(yaml: &str, line: &Line) -> Option<Passage> {
    let key = line.key.clone().filter(|key| line.value.is_empty() && Mark::of(&yaml[key.clone()]).is_none())?;
    let column = key.start - line.start;
    let first =
        std::iter::successors(line.below(yaml), |line| line.below(yaml)).find(|line| line.content < line.end)?;
    let own = first.content - first.start;
    if own < column {
        return None;
    }
    let ends = |below: &Line| {
        let column = below.content - below.start;
        column < own || column == own && Mark::of(&yaml[below.content..below.end]).is_none()
    };
    let all = std::iter::successors(Some(first.clone()), |line| line.below(yaml));
    let items: Vec<Line> =
        all.take_while(|line| line.content == line.end || !ends(line)).filter(|line| line.content < line.end).collect();
    let Some(last) = items.last() else {
        return (own == column).then(|| bare(yaml, line, &first)).flatten();
    };
    bulleted(yaml, &items, line.start..last.end)
}

/// `tags: - a` with `- b` below it, or the same with bullets: the first item is beside the key.
pub(super) fn beside_key(yaml: &str, line: &Line) -> Option<Passage> {
    let key = line.key.clone()?;
    let value = &yaml[line.value.clone()];
    let mark = value.chars().next().filter(|first| *first == '-' || BULLETS.contains(first))?;
    let column = key.start - line.start;
    let below = std::iter::successors(line.below(yaml), |line| line.below(yaml));
    let is_item = |below: &Line| {
        let rest = yaml[below.content..below.end].strip_prefix(mark);
        let own = below.content - below.start;
        rest.is_some_and(|rest| rest.starts_with(' ')) && (own > column || mark == '-' && own == column)
    };
    let rest: Vec<Line> = below.take_while(is_item).collect();
    let (next, last) = (rest.first()?, rest.last()?);
    if !value[mark.len_utf8()..].starts_with(' ') || yaml[line.item..key.start].contains('-') {
        return None;
    }
    let new_line = line.line_break(yaml);
    let message = format!("the list of `{}` begins on the line of its name", excerpt(&yaml[key.clone()]));
    let place = line.value.start..line.value.start + mark.len_utf8();
    let gap = yaml[..line.value.start].trim_end().len()..line.value.start;
    let passage = Passage::new(line.start..last.end, place.clone(), message);
    let passage = match mark {
        '-' => passage.fix("begin the list on the next line"),
        _ => passage.fix(format!("begin the list on the next line, with `-` instead of `{mark}`")),
    };
    let passage = passage.patch(gap, format!("{new_line}{}", next.indentation(yaml)));
    let passage = passage.patches(align(&rest, next.indentation(yaml)));
    if mark == '-' {
        return Some(passage);
    }
    let dash = |at: usize| Patch { range: at..at + mark.len_utf8(), text: "-".to_owned() };
    Some(passage.patches([dash(place.start)]).patches(rest.iter().map(|line| dash(line.content))))
}

/// Words below a key, one on each line, which are neither fields nor items.
fn bare(yaml: &str, line: &Line, first: &Line) -> Option<Passage> {
    let column = first.content - first.start;
    let is_bare = |below: &Line| {
        let text = yaml[below.content..below.end].trim_end();
        let is_text = text.starts_with(|first: char| first.is_alphanumeric() || "\"'«“".contains(first));
        below.content - below.start == column && is_text && below.key.is_none() && !text.contains([':', '：', '='])
    };
    let lines: Vec<Line> =
        std::iter::successors(Some(first.clone()), |line| line.below(yaml)).take_while(is_bare).collect();
    let is_item = |line: &Line| {
        let text = yaml[line.content..line.end].trim_end();
        text.split_whitespace().count() <= 4 && !text.ends_with(['.', ',', ';', '!', '?'])
    };
    let last = lines.last()?;
    let ends = last.below(yaml).is_none_or(|below| below.content == below.end || below.key.is_some());
    if !ends {
        return None;
    }
    // A single word may be a name whose colon is missing.
    let text = yaml[first.content..first.end].trim_end();
    if lines.len() == 1 && !text.contains(' ') && text.is_ascii() {
        return None;
    }
    let key = excerpt(&yaml[line.key.clone()?]).into_owned();
    let whole = line.start..last.end;
    let place = first.content..first.end;
    if lines.len() > 1 && lines.iter().all(is_item) {
        let message = format!("the lines below `{key}` are no list: an item begins with `- `");
        let passage = Passage::new(whole, place, message).fix("begin each line with `- `");
        return Some(lines.iter().fold(passage, |passage, line| {
            let text = yaml[line.content..line.end].trim_end();
            let passage = passage.patch(line.content..line.content, "- ");
            let quoted = || write(text, Style::SingleQuoted);
            if is_plain(text) { passage } else { passage.patch(line.content..line.content + text.len(), quoted()) }
        }));
    }
    let message = format!("the text below `{key}` is not indented, so it is no part of it");
    let passage = Passage::new(whole, place, message).fix("indent the text");
    Some(passage.patches(lines.iter().map(|line| Patch { range: line.start..line.start, text: "  ".to_owned() })))
}

/// A block whose fields all have a bullet before them: `* title: x`.
pub(super) fn fields(yaml: &str) -> Option<Passage> {
    let all = std::iter::successors((!yaml.is_empty()).then(|| Line::at(yaml, 0)), |line| line.below(yaml));
    let mut all = all.filter(|line| !line.is_blank(yaml)).peekable();
    let bullet = yaml[all.peek()?.content..].chars().next().filter(|first| BULLETS.contains(first))?;
    let lines: Vec<Line> = all.collect();
    let first = lines.first()?;
    let mut marks = Vec::new();
    for line in &lines {
        let content = &yaml[line.content..line.end];
        if line.content > line.start && !marks.is_empty() {
            continue;
        }
        let mark = Mark::of(content).filter(|_| content.starts_with(bullet) && line.key.is_some())?;
        marks.push(line.content..line.content + mark.length + mark.space);
    }
    if marks.len() < 2 {
        return None;
    }
    let last = lines.last()?;
    let message = format!("`{bullet}` makes no list in YAML, and a field needs no mark before it");
    let place = first.content..first.content + bullet.len_utf8();
    let passage = Passage::new(first.start..last.end, place, message).fix(format!("remove the `{bullet}`"));
    Some(marks.into_iter().fold(passage, |passage, mark| passage.patch(mark, "")))
}
