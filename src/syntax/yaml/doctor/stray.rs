//! Lines at the left edge that are no fields.

use super::cause::Cause;
use super::line::Line;
use super::spaces;
use super::words::of_line;
use crate::diagnostic::excerpt;
use crate::syntax::yaml::place;

/// Whether a line that is not indented goes on with the list above it.
pub(super) fn is_item(line: &str) -> bool {
    let after = line.strip_prefix(['-', '—', '–', '－', '−']);
    let after = after.filter(|after| after.is_empty() || after.starts_with(char::is_whitespace));
    let unspaced = line
        .strip_prefix('-')
        .is_some_and(|rest| rest.starts_with(|next: char| next.is_alphanumeric() || "'\"[".contains(next)));
    after.is_some() || unspaced
}

/// The start of the first line that has something in it.
pub(super) fn first_line(text: &str) -> usize {
    let mut at = 0;
    while at < text.len() {
        let line = Line::at(text, at);
        if !line.is_blank(text) {
            return at;
        }
        at = line.end + 1;
        while text[..at.min(text.len())].ends_with('\r') && text[at..].starts_with('\n') {
            at += 1;
        }
    }
    0
}

/// Causes for a field that has no `: `.
pub(super) fn causes(text: &str, before: &str, causes: &mut Vec<Cause>) {
    let line = Line::at(text, first_line(text));
    let content = &text[line.content..line.end];
    spaces::causes(text, &line, causes);
    special(text, &line, causes);
    if !causes.is_empty() {
        return;
    }
    let above = before.trim_end();
    let above = Line::at(above, above.len());
    // Signs alone are no words that could go on with a value.
    let has_words = content.contains(char::is_alphabetic);
    let continues = above.key.is_some() && !above.value.is_empty() && has_words;
    let colon = causes.len();
    super::slips::equals(text, &line, causes);
    if causes.len() > colon {
        return;
    }
    colon_causes(text, &line, causes);
    if continues && (causes.len() == colon || is_prose(content)) {
        causes.clear();
        let message =
            format!("`{}` is no field: to go on with the value above, it must be indented", of_line(text, &line));
        // The repair belongs to the field above; here the line is as good as gone.
        causes.push(Cause::new(line.content..line.end, message).help("indent the line").edit(line.start..line.end, ""));
        return;
    }
    let message = format!("`{}` is no field: it has no `: `", of_line(text, &line));
    let end = text.trim_end().len().max(line.end);
    causes.push(
        Cause::new(line.content..line.end, message)
            .help("write `name: value`, or remove the line")
            .edit(line.start..end, ""),
    );
}

/// Whether every line has a name and a colon with something right after it.
pub(super) fn has_colons(yaml: &str) -> bool {
    let lacks_space = |line: &str| {
        let name = line.find(|character: char| !is_name_character(character)).unwrap_or(line.len());
        let Some(rest) = line[name..].strip_prefix([':', '：']) else { return false };
        let is_wide = line[name..].starts_with('：');
        let rest = rest.trim_start_matches(|first: char| first.is_whitespace() && (is_wide || !first.is_ascii()));
        name > 0 && rest.starts_with(|first: char| first.is_alphanumeric() || "\"'[«“„".contains(first))
    };
    let mut lines = yaml.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).peekable();
    lines.peek().is_some() && lines.all(lacks_space)
}

/// Whether words go on as words do, and not as a field whose colon is missing: `from the front`, not `title Казахстан`.
fn is_prose(content: &str) -> bool {
    let Some((word, rest)) = content.split_once(char::is_whitespace) else { return !content.contains([':', '：']) };
    !word.contains([':', '：']) && rest.trim_start().starts_with(|first: char| first.is_ascii_lowercase())
}

/// Causes for a single line, inside a field, that stands where none can.
pub(super) fn line(text: &str, line: &Line, causes: &mut Vec<Cause>) {
    special(text, line, causes);
}

/// Lines that are of another language than YAML, or of another part of it.
fn special(text: &str, line: &Line, causes: &mut Vec<Cause>) {
    let content = &text[line.content..line.end];
    let message = if content.starts_with('%') && line.content == line.start {
        format!("`{}` is a directive, which cannot stand inside the front matter", excerpt(content))
    } else if content.starts_with("{{") || content.starts_with("{%") || content.starts_with("<%") {
        format!("`{}` is template text, not YAML", excerpt(content))
    } else if line.content == line.start && (content.starts_with("--- ") || content.starts_with("... ")) {
        format!("`{}` begins or ends a document inside the front matter", excerpt(content))
    } else if is_item(content) && line.start == first_line(text) && line.content == line.start {
        format!("the list item `{}` stands where a field is wanted", excerpt(content))
    } else {
        return;
    };
    let help = "remove the line, or write it as the value of a field";
    causes.push(Cause::new(line.content..line.end, message).help(help).edit(line.start..line.end, ""));
}

/// A key whose colon is missing, has no space after it or is not a colon to YAML.
pub(super) fn colon_causes(text: &str, line: &Line, causes: &mut Vec<Cause>) {
    let content = &text[line.item..line.end];
    if content.starts_with(['"', '\'', '[', '{', '#', '-']) {
        let quoted = super::line::closing_quote(content).filter(|_| content.starts_with(['"', '\'']));
        if let Some(close) = quoted.filter(|close| content[*close..].starts_with(':')) {
            causes.push(missing_space(text, line, line.item + close));
        }
        return;
    }
    if let Some((at, colon)) =
        content.char_indices().find(|(_, character)| matches!(character, '：' | '﹕' | '∶' | 'ː'))
    {
        let key = content[..at].trim_end();
        if !key.is_empty() && !key.contains(' ') {
            let after = at + colon.len_utf8();
            let space = content[after..].len() - content[after..].trim_start().len();
            let message = format!("`{colon}` after `{}` is no colon to YAML", excerpt(key));
            let place = line.item + at..line.item + after;
            let cause = Cause::new(place, message).fix("write `: `").look_alike();
            causes.push(cause.edit(line.item + key.len()..line.item + after + space, ": "));
        }
    }
    let word = content.split(char::is_whitespace).next().unwrap_or_default();
    if let Some(at) = word.find(':').filter(|at| *at > 0) {
        if !word[at + 1..].starts_with("//") && word[..at].chars().all(is_name_character) {
            causes.push(missing_space(text, line, line.item + at));
        }
        return;
    }
    let rest = content[word.len()..].trim_start();
    if is_field_name(word) && !rest.starts_with('#') {
        let end = line.item + word.len();
        let message = format!("the colon is missing after `{}`", excerpt(word));
        let fixed =
            if rest.is_empty() { format!("write `{word}:`") } else { format!("write `{word}: {}`", excerpt(rest)) };
        causes.push(Cause::new(line.item..end, message).fix(fixed).edit(end..end, ":"));
    }
}

fn missing_space(text: &str, line: &Line, colon: usize) -> Cause {
    let key = &text[line.item..colon];
    let message = format!("a space is missing after the colon of `{}`", excerpt(key));
    Cause::new(colon..colon + 1, message).fix("put a space after the colon").edit(colon + 1..colon + 1, " ")
}

fn is_name_character(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '-' | '.' | '$')
}

/// Whether a word is written as fields are: `publication`, `og_title`.
fn is_field_name(word: &str) -> bool {
    word.starts_with(|first: char| first.is_lowercase() || first == '$')
        && word.len() > 1
        && word.is_ascii()
        && word.chars().all(is_name_character)
        && !word.ends_with(['.', '-'])
        && place::line_end(word, 0) == word.len()
}
