//! Causes between values: tabs and other white space, indentation, colons and dashes.

use super::cause::Cause;
use super::line::Line;
use super::stray;
use crate::diagnostic::excerpt;
use crate::encoding::windows_1252;

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

/// Tabs and look-alikes of spaces, before the text of a line and after its dash or colon.
pub(super) fn spaces(text: &str, line: &Line, causes: &mut Vec<Cause>) {
    let indentation = line.indentation(text);
    if indentation.contains('\t') {
        // What has a key may be a field or go on with the text above it.
        let may_be_text = line.key.is_some() && holder_of_block(text, line).is_some();
        for width in [2, 4, 8, 1] {
            let cause = tabs(text, line, width);
            causes.push(if may_be_text { Cause { fix: None, ..cause } } else { cause });
        }
    }
    let odd = |character: char| character.is_whitespace() && !character.is_ascii();
    if let Some((at, character)) = indentation.char_indices().find(|(_, character)| odd(*character)) {
        let spaces: String =
            indentation.chars().map(|character| if odd(character) { ' ' } else { character }).collect();
        let place = line.start + at..line.start + at + character.len_utf8();
        let message = format!("{} stands where the line is indented: only spaces indent", space_name(character));
        let cause = Cause::new(place, message).fix("indent with spaces").look_alike();
        causes.push(cause.edit(line.start..line.content, spaces));
    }
    for (at, mark) in text[line.content..line.end].match_indices([':', '-']).take(8) {
        let after = line.content + at + mark.len();
        let rest = &text[after..line.end];
        let length = rest.len() - rest.trim_start_matches(odd).len();
        if length == 0 || (mark == "-" && after - 1 != line.item) {
            continue;
        }
        let character = rest.chars().next().unwrap_or(' ');
        let what = if mark == ":" { "colon" } else { "dash" };
        let message = format!("{} stands after the {what}, where YAML needs a space", space_name(character));
        let cause = Cause::new(after..after + length, message).fix(format!("put a space after the {what}"));
        causes.push(cause.look_alike().edit(after..after + length, " "));
        break;
    }
}

fn tabs(text: &str, line: &Line, width: usize) -> Cause {
    let first = line.start + line.indentation(text).find('\t').unwrap_or(0);
    let mut cause =
        Cause::new(first..first + 1, "a tab indents this line: YAML allows only spaces").fix("indent with spaces");
    // The lines below that have the same habit are part of the same mistake.
    let mut next = Some(line.clone());
    while let Some(tabbed) = next.filter(|line| line.content == line.end || line.indentation(text).contains('\t')) {
        if tabbed.content < tabbed.end {
            let spaces = tabbed.indentation(text).replace('\t', &" ".repeat(width));
            cause = cause.edit(tabbed.start..tabbed.content, spaces);
        }
        next = tabbed.below(text);
    }
    cause
}

pub(in crate::syntax::yaml) fn space_name(character: char) -> String {
    match character {
        '\u{a0}' => "a no-break space".to_owned(),
        '\u{202f}' => "a narrow no-break space".to_owned(),
        '\u{3000}' => "an ideographic space".to_owned(),
        _ => format!("the space U+{:04X}", u32::from(character)),
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
    let cause = Cause::new(above.value.clone(), message).fix("make the value the first item of the list");
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
    if fault.start > 0 {
        let above = Line::at(text, fault.start - 1);
        if opens(&above) {
            widths.insert(0, above.content - above.start + 2);
        }
    }
    // What has a key may go on with a block of text or be a field behind it.
    let holder = holder_of_block(text, fault).filter(|_| fault.key.is_some());
    // As near to the fields above it as to those inside them: either may be what it belongs to.
    let is_field = fault.key.is_some() && fault.item == fault.content;
    let nearest = widths.iter().copied().min_by_key(|width| width.abs_diff(own));
    let between = nearest.filter(|near| {
        is_field
            && *near != own
            && widths.iter().any(|width| width != near && width.abs_diff(own) == near.abs_diff(own))
    });
    for width in widths.into_iter().filter(|width| *width != own) {
        let what = if fault.item > fault.content { "this list item" } else { "this line" };
        let message = format!("{what} is indented by {}, unlike the lines that it belongs to", spaces_in_words(own));
        let place =
            if own == 0 { fault.content..fault.value.end.max(fault.content) } else { fault.start..fault.content };
        let cause = Cause::new(place, message);
        let as_field = holder.as_ref().map(|holder| spaces_in_words(holder.content - holder.start));
        causes.push(shift(
            text,
            fault,
            own,
            width,
            match (as_field, between) {
                (Some(column), _) => {
                    cause.help(format!("indent it like the text above if it is text, by {column} if it is a field"))
                }
                (None, Some(other)) => {
                    let [less, more] = [own - own.abs_diff(other), own + own.abs_diff(other)].map(spaces_in_words);
                    cause.help(format!("indent it by {less} or by {more}, whichever it belongs to"))
                }
                (None, None) => cause.fix(format!("indent it by {}", spaces_in_words(width))),
            },
        ));
    }
}

/// The line above whose block of text a line follows, if that is the nearest line that stands less far in.
fn holder_of_block(text: &str, line: &Line) -> Option<Line> {
    /// A block of text of more lines is not looked through.
    const MOST: usize = 200;
    let own = line.content - line.start;
    let mut at = line.start;
    for _ in 0..MOST {
        let above = Line::at(text, at.checked_sub(1)?);
        at = above.start;
        if above.content < above.end && above.content - above.start < own {
            return text[above.value.clone()].starts_with(['|', '>']).then_some(above);
        }
    }
    None
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

/// How a message names a line that is no field.
pub(super) fn of_line(text: &str, line: &Line) -> String {
    excerpt(&text[line.content..line.end]).into_owned()
}
