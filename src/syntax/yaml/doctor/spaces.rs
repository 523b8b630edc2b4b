//! Causes in white space: tabs, and what looks like a space.

use super::cause::Cause;
use super::line::Line;
use crate::syntax::yaml::look_alike::space_name;

/// Tabs and look-alikes of spaces, before the text of a line and after its dash or colon.
pub(super) fn causes(text: &str, line: &Line, causes: &mut Vec<Cause>) {
    let indentation = line.indentation(text);
    if indentation.contains('\t') {
        for width in [2, 4, 8, 1] {
            causes.push(tabs(text, line, width));
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
