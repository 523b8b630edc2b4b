//! Causes between values: characters that YAML does not have, indentation, colons and dashes.

use super::cause::Cause;
use super::line::Line;
use super::stray;
use crate::diagnostic::excerpt;
use crate::encoding::windows_1252;
use crate::syntax::yaml::listed::of_other_field;
use crate::syntax::yaml::text_field::is_text_field;

/// Characters that YAML does not allow at all: controls and byte order marks.
pub(super) fn characters(text: &str, at: usize, causes: &mut Vec<Cause>) {
    let forbidden = |character: char| {
        (character.is_control() && !matches!(character, '\t' | '\n' | '\r' | '\u{85}'))
            || matches!(character, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
    };
    let line = Line::at(text, at.min(text.len()));
    let found = |start: usize, part: &str| {
        part.char_indices().find(|(_, character)| forbidden(*character)).map(|(at, character)| (start + at, character))
    };
    let Some((first, character)) = found(line.start, &text[line.start..line.end]).or_else(|| found(0, text)) else {
        return;
    };
    let line = Line::at(text, first);
    let name = match character {
        '\u{feff}' => "a byte order mark".to_owned(),
        _ => format!("the control character U+{:04X}", u32::from(character)),
    };
    let place = first..first + character.len_utf8();
    let all = text[line.start..line.end].char_indices().filter(|(_, character)| forbidden(*character));
    let mut all = all.map(|(at, character)| (line.start + at..line.start + at + character.len_utf8(), character));
    // Letters and signs are not thrown away: they were read in the wrong encoding, or nobody knows what they were.
    if let Some(meant) = windows_1252(character) {
        let message = format!("{name} cannot stand in YAML; windows-1252 has `{meant}` there");
        let mut cause = Cause::new(place, message).fix(format!("write `{meant}`"));
        for (place, character) in all {
            let Some(meant) = windows_1252(character) else { continue };
            cause = cause.edit(place, meant.to_string());
        }
        causes.push(cause);
        return;
    }
    let message = format!("{name} cannot stand in YAML");
    if matches!(character, '\u{80}'..='\u{9f}') {
        causes.push(Cause::new(place, message));
        return;
    }
    let is_removed = |character: char| !matches!(character, '\u{80}'..='\u{9f}');
    let mut cause = Cause::new(place, message).fix("remove it");
    for (place, _) in all.by_ref().filter(|(_, character)| is_removed(*character)) {
        cause = cause.edit(place, "");
    }
    causes.push(cause);
}

/// A closing bracket that stands no further right than its field: common readers take it, only the grammar does not.
pub(super) fn closer(text: &str, line: &Line, causes: &mut Vec<Cause>) {
    if text[line.content..line.end].starts_with([']', '}']) {
        causes.push(Cause::new(line.content..line.content, "").silent().edit(line.content..line.content, " "));
    }
}

/// A colon or a dash that lacks its space, or looks like one.
pub(super) fn marks(text: &str, line: &Line, is_fault: bool, causes: &mut Vec<Cause>) {
    if line.is_blank(text) {
        return;
    }
    let content = &text[line.content..line.end];
    if let Some(dash) = content.chars().next().filter(|first| matches!(first, '—' | '–' | '－' | '−' | '‐')) {
        let length = dash.len_utf8();
        let space = content[length..].len() - content[length..].trim_start().len();
        if space > 0 {
            let place = line.content..line.content + length;
            let message = format!("`{dash}` is no dash that makes a list item: YAML wants a hyphen");
            let cause = Cause::new(place.clone(), message).fix("write `- `").look_alike();
            causes.push(cause.edit(line.content..line.content + length + space, "- "));
        }
    }
    if line.key.is_none() {
        stray::colon_causes(text, line, causes);
    }
    if is_fault
        && content.starts_with('-')
        && !content.starts_with("--")
        && !content.starts_with("- ")
        && content.len() > 1
    {
        let at = line.content + 1;
        let cause = Cause::new(line.content..at, "a space is missing after the dash of this list item");
        causes.push(cause.fix("put a space after the dash").edit(at..at, " "));
    }
}

/// `author: x` with `- y` below it.
pub(super) fn list_below_value(text: &str, fault: &Line, causes: &mut Vec<Cause>) {
    if fault.item == fault.content || fault.start == 0 {
        return;
    }
    let above = Line::at(text, fault.start - 1);
    let Some(key) = &above.key else { return };
    if above.value.is_empty() || fault.content - fault.start < above.content - above.start {
        return;
    }
    let colon = above.value.start - text[..above.value.start].trim_end().len();
    let gap = above.value.start - colon..above.value.start;
    let shown = excerpt(&text[key.clone()]);
    if matches!(&text[above.value.clone()], "[]" | "[ ]") {
        let message = format!("`{shown}` is an empty list on its own line and has a list below it");
        let cause = Cause::new(above.value.clone(), message).fix("remove the empty list");
        causes.push(cause.edit(gap.start..above.value.end, ""));
        return;
    }
    let message = format!("`{shown}` has a value on its own line and a list below it");
    let item = format!("\n{}- ", fault.indentation(text));
    let cause = Cause::new(above.value.clone(), message);
    let cause = if is_text_field(&text[key.clone()]) {
        cause.help(of_other_field(&shown))
    } else {
        cause.fix("make the value the first item of the list")
    };
    causes.push(cause.edit(gap, item));
}

/// A line, and what belongs to it, that begins further left or right than its neighbours.
pub(super) fn indentation(text: &str, fault: &Line, causes: &mut Vec<Cause>) {
    if fault.is_blank(text) {
        return;
    }
    let own = fault.content - fault.start;
    let mut widths: Vec<usize> = Vec::new();
    let mut at = fault.start;
    while at > 0 && widths.len() < 4 {
        let above = Line::at(text, at - 1);
        at = above.start;
        let columns = [above.content - above.start, above.item - above.start];
        let fresh = columns.into_iter().filter(|width| !above.is_blank(text) && *width != own).collect::<Vec<_>>();
        widths.extend(fresh.into_iter().filter(|width| !widths.contains(width)).collect::<Vec<_>>());
    }
    let opens = |line: &Line| line.key.is_some() && line.value.is_empty();
    // Below a list in a list there are two that the line may belong to.
    let is_nested = fault.item > fault.content && is_below_nested(text, fault);
    if fault.start > 0 {
        let above = Line::at(text, fault.start - 1);
        if opens(&above) {
            widths.insert(0, above.content - above.start + 2);
        }
    }
    for width in widths.into_iter().filter(|width| *width != own) {
        let what = if fault.item > fault.content { "this list item" } else { "this line" };
        let message = format!("{what} is indented by {}, unlike the lines that it belongs to", spaces_in_words(own));
        let place =
            if own == 0 { fault.content..fault.value.end.max(fault.content) } else { fault.start..fault.content };
        let cause = Cause::new(place, message);
        let cause = if is_nested {
            cause.help("indent it like the items that it belongs with: two lists stand above it, one in the other")
        } else {
            cause.fix(format!("indent it by {}", spaces_in_words(width)))
        };
        causes.push(shift(text, fault, own, width, cause));
    }
}

/// Whether the line above begins a list in a list: `- - a`.
fn is_below_nested(text: &str, line: &Line) -> bool {
    line.start > 0 && {
        let above = Line::at(text, line.start - 1);
        text[above.content..above.item].matches('-').count() > 1
    }
}

/// The first fields of a block further in than those below them.
pub(super) fn first_fields(text: &str, causes: &mut Vec<Cause>) {
    let first = Line::at(text, stray::first_line(text));
    let indentation = first.indentation(text);
    let Some(key) = first.key.clone().filter(|_| !indentation.is_empty()) else { return };
    let message = format!("`{}` is indented, and the fields below it are not", excerpt(&text[key]));
    let mut cause = Cause::new(first.start..first.content, message).fix("remove the indentation");
    let mut next = Some(first.clone());
    while let Some(line) = next {
        let is_remark = text[line.content..line.end].starts_with('#');
        if text[line.start..line.end].starts_with(indentation) {
            cause = cause.edit(line.start..line.start + indentation.len(), "");
        } else if line.key.is_some() && line.content == line.start {
            causes.push(cause);
            return;
        } else if !line.is_blank(text) && !is_remark {
            return;
        }
        next = line.below(text);
    }
}

fn spaces_in_words(count: usize) -> String {
    match count {
        0 => "no spaces".to_owned(),
        1 => "1 space".to_owned(),
        _ => format!("{count} spaces"),
    }
}

/// Moves a line, and those below it that are at least as far in and not blank, from column `own` to `width`.
fn shift(text: &str, fault: &Line, own: usize, width: usize, mut cause: Cause) -> Cause {
    let mut line = fault.clone();
    loop {
        let column = line.content - line.start;
        let moved = if own == 0 { line.start == fault.start } else { column >= own };
        if !moved && !line.is_blank(text) {
            return cause;
        }
        if !line.is_blank(text) {
            cause = cause.edit(line.start..line.content, " ".repeat(width + column - own));
        }
        let Some(below) = line.below(text) else { return cause };
        line = below;
    }
}
