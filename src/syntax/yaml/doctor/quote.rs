//! Causes inside one value: quotes, escapes, characters that mean something to YAML.

use super::cause::Cause;
use super::line::{Line, closing_quote};
use super::words::of_value;
use crate::diagnostic::excerpt;
use crate::syntax::yaml::text_field::{USUAL, is_text_field};
use crate::syntax::yaml::write;
use crate::tree::Style;

/// The characters that no unquoted value may begin with, and what YAML takes them for.
const RESERVED: [(char, &str); 14] = [
    ('@', "YAML keeps for itself"),
    ('`', "YAML keeps for itself"),
    ('%', "YAML takes for a directive"),
    ('&', "YAML takes for an anchor"),
    ('*', "YAML takes for an alias"),
    ('!', "YAML takes for a tag"),
    ('|', "YAML takes for a block of text"),
    ('>', "YAML takes for a block of text"),
    ('{', "YAML takes for a mapping"),
    ('[', "YAML takes for a list"),
    (']', "YAML takes for the end of a list"),
    ('}', "YAML takes for the end of a mapping"),
    (',', "YAML takes for a separator"),
    ('-', "YAML takes for a list item"),
];

pub(super) fn causes(text: &str, line: &Line, causes: &mut Vec<Cause>) {
    let value = &text[line.value.clone()];
    match value.chars().next() {
        Some('"' | '\'') => quoted(text, line, causes),
        Some('“' | '„' | '«' | '”') => typographic(text, line, causes),
        Some('[' | '{') => flow(text, line, causes),
        _ => {}
    }
    if let Some((_, meaning)) = RESERVED.iter().find(|(first, _)| value.starts_with(*first)) {
        reserved(text, line, meaning, causes);
    } else if !value.starts_with(['"', '\'']) {
        colon(text, line, causes);
    }
}

fn whole(text: &str, line: &Line, style: Style) -> String {
    write(&text[line.value.clone()], style)
}

fn quoted(text: &str, line: &Line, causes: &mut Vec<Cause>) {
    let value = &text[line.value.clone()];
    let start = line.value.start;
    let quote = &value[..1];
    let style = if quote == "\"" { Style::DoubleQuoted } else { Style::SingleQuoted };
    let Some(close) = closing_quote(value) else {
        let (inside, ends_with_escape) = (&value[1..], value.ends_with("\\\""));
        if ends_with_escape {
            let fixed = write(&inside[..inside.len() - 1], Style::SingleQuoted);
            let place = line.value.end - 2..line.value.end;
            let message =
                format!("`\\\"` does not close {}: the backslash makes it a part of the text", of_value(text, line));
            causes.push(
                Cause::new(place, message).fix(format!("write {}", excerpt(&fixed))).edit(line.value.clone(), fixed),
            );
        }
        let message = format!("the quote `{quote}` that opens {} is never closed", of_value(text, line));
        let cause = Cause::new(start..start + 1, message).fix(format!("add the closing `{quote}`"));
        // A flow list on the line ends after the text.
        causes.push(cause.plain().edit(line.value.end..line.value.end, quote));
        return;
    };
    let rest = &value[close..];
    if rest == quote && close > 2 {
        let message = format!("a second `{quote}` follows the closing quote of {}", of_value(text, line));
        let place = start + close..line.value.end;
        causes.push(Cause::new(place.clone(), message).fix(format!("remove the second `{quote}`")).edit(place, ""));
    }
    if !rest.trim().is_empty() && !rest.trim_start().starts_with(':') {
        if is_list_of_quoted(value) {
            return brackets(text, line, close, causes);
        }
        let is_one = !rest.trim_start().starts_with(['"', '\'']) && !holds_quoted_pieces(value, close);
        if value.len() > 1 && value.ends_with(quote) && is_one {
            inner_quotes(text, line, close, style, causes);
        }
        // The comma behind it is a fault of its own.
        let before_comma = value.strip_suffix([',', ';']).map_or("", str::trim_end);
        if before_comma.len() > close && before_comma.ends_with(quote) {
            let inner = Line { value: start..start + before_comma.len(), ..line.clone() };
            let before = causes.len();
            inner_quotes(text, &inner, close, style, causes);
            causes[before..].iter_mut().for_each(|cause| cause.plain = true);
        }
        let fixed = write(value, Style::SingleQuoted);
        let after = start + close + rest.len() - rest.trim_start().len();
        let message = format!("text follows the closing quote of {}", of_value(text, line));
        let fix = format!("put all of it in quotes: {}", excerpt(&fixed));
        causes.push(Cause::new(after..line.value.end, message).fix(fix).edit(line.value.clone(), fixed));
        return;
    }
    if style == Style::DoubleQuoted {
        escapes(text, line, &value[..close], causes);
    }
}

/// Whether a value has pieces that are each in quotes, as `"a" or "b"` has, rather than one with quotes inside.
fn holds_quoted_pieces(value: &str, close: usize) -> bool {
    let quote = &value[..1];
    if close >= value.len() || !value.ends_with(quote) {
        return false;
    }
    let after = value[close..].starts_with([' ', ',', ';', '/']);
    let last = value[close..value.len() - 1].rfind(quote).map_or(close, |at| close + at);
    let opens_last = value[..last].ends_with([' ', '/', '(']);
    let words = value[1..close - 1].chars().next_back().is_some_and(|last| !last.is_whitespace());
    words && after && opens_last && value.matches(quote).count().is_multiple_of(2)
}

/// Whether a value is nothing but quoted texts with commas between them.
fn is_list_of_quoted(value: &str) -> bool {
    let mut rest = value;
    loop {
        let Some(close) = closing_quote(rest) else { return false };
        rest = rest[close..].trim_start();
        if rest.is_empty() {
            return true;
        }
        let Some(next) = rest.strip_prefix(',') else { return false };
        rest = next.trim_start();
        if !rest.starts_with(['"', '\'']) {
            return false;
        }
    }
}

/// `"a", "b"`: the items of a list that lacks its brackets.
fn brackets(text: &str, line: &Line, close: usize, causes: &mut Vec<Cause>) {
    let place = line.value.start + close..line.value.end;
    let message = format!("{} goes on behind its closing quote: a list stands in brackets", of_value(text, line));
    let shown = format!("[{}]", &text[line.value.clone()]);
    let cause = Cause::new(place, message).fix(format!("put the list in brackets: {}", excerpt(&shown)));
    let (start, end) = (line.value.start, line.value.end);
    causes.push(cause.edit(start..start, "[").edit(end..end, "]"));
}

fn inner_quotes(text: &str, line: &Line, close: usize, style: Style, causes: &mut Vec<Cause>) {
    let value = &text[line.value.clone()];
    let inside = &value[1..value.len() - 1];
    if style == Style::SingleQuoted && value[..close].ends_with("\\'") {
        return escaped_apostrophe(text, line, close, causes);
    }
    let (meant, word) = match style {
        Style::SingleQuoted => (inside.replace("''", "'"), "an apostrophe"),
        _ => (inside.replace("\\\"", "\""), "a quote"),
    };
    let keep = if style == Style::DoubleQuoted && !meant.contains(['\'', '\\']) { Style::SingleQuoted } else { style };
    let fixed = write(&meant, keep);
    let at = line.value.start + close - 1;
    let message = format!("{word} inside {} ends it too early", of_value(text, line));
    let fix = format!("write {}", excerpt(&fixed));
    causes.push(Cause::new(at..at + 1, message).fix(fix).edit(line.value.clone(), fixed));
}

/// `'it\'s'`, as programming languages write it.
fn escaped_apostrophe(text: &str, line: &Line, close: usize, causes: &mut Vec<Cause>) {
    let value = &text[line.value.clone()];
    let meant = value[1..value.len() - 1].replace("\\'", "'").replace("''", "'");
    let style = if meant.contains(['"', '\\']) { Style::SingleQuoted } else { Style::DoubleQuoted };
    let fixed = write(&meant, style);
    let at = line.value.start + close - 2;
    let message = format!(
        "`\\'` ends {}: between single quotes no backslash can stand before an apostrophe",
        of_value(text, line)
    );
    let fix = format!("write {}, without the backslash", excerpt(&fixed));
    causes.push(Cause::new(at..at + 2, message).fix(fix).edit(line.value.clone(), fixed));
}

fn escapes(text: &str, line: &Line, value: &str, causes: &mut Vec<Cause>) {
    let mut doubled = String::with_capacity(value.len() + 8);
    let mut first = None;
    let mut characters = value.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        doubled.push(character);
        if character != '\\' {
            continue;
        }
        let Some((_, next)) = characters.peek().copied() else { continue };
        let digits = |count: usize| {
            let hex = value[at + 2..].bytes().take(count).filter(u8::is_ascii_hexdigit).count();
            hex == count
        };
        let known = match next {
            'x' => digits(2),
            'u' => digits(4),
            'U' => digits(8),
            _ => "0abt\tnvfre \"/\\N_LP".contains(next),
        };
        if !known && first.is_none() {
            let end = at + 1 + next.len_utf8();
            first = Some(at..end);
        }
        if matches!(next, '"' | '\\') {
            doubled.push(next);
            characters.next();
        } else {
            doubled.push('\\');
        }
    }
    let Some(first) = first else { return };
    let start = line.value.start;
    let range = start..start + value.len();
    // Other languages escape it in every kind of quotes; here it is the character that is meant.
    if &value[first.clone()] == "\\'" {
        let at = start + first.start;
        let message =
            format!("`\\'` in {} is no escape that YAML knows: an apostrophe needs none", of_value(text, line));
        let all = value.match_indices("\\'").filter(|(at, _)| !value[..*at].ends_with('\\'));
        let cause = Cause::new(at..at + 2, message).fix("remove the backslash before the apostrophe");
        causes.push(all.fold(cause, |cause, (at, _)| cause.edit(start + at..start + at + 1, "")));
        return;
    }
    let message = format!("`{}` in {} is no escape that YAML knows", &value[first.clone()], of_value(text, line));
    let place = start + first.start..start + first.end;
    causes.push(Cause::new(place, message).fix("double the backslashes").edit(range, doubled));
}

/// Quotes that are none to YAML, around text that needs some.
fn typographic(text: &str, line: &Line, causes: &mut Vec<Cause>) {
    let value = &text[line.value.clone()];
    let Some(first) = value.chars().next() else { return };
    let inner = &value[first.len_utf8()..];
    let Some(last) = inner.chars().next_back().filter(|last| matches!(last, '“' | '”' | '»' | '"')) else {
        return;
    };
    let inner = &inner[..inner.len() - last.len_utf8()];
    if inner.contains(['“', '”', '„', '«', '»']) || !(inner.contains(": ") || inner.contains(" #")) {
        return;
    }
    let fixed = write(inner, Style::DoubleQuoted);
    let message =
        format!("the typographic quotes `{first}` and `{last}` around {} are no quotes to YAML", of_value(text, line));
    let cause = Cause::new(line.value.clone(), message).fix(format!("write {}", excerpt(&fixed)));
    causes.push(cause.look_alike().edit(line.value.clone(), fixed));
}

fn flow(text: &str, line: &Line, causes: &mut Vec<Cause>) {
    let value = &text[line.value.clone()];
    if value.starts_with("[[") {
        return wikilinks(text, line, causes);
    }
    if value.contains("{{") {
        let fixed = whole(text, line, Style::SingleQuoted);
        let message = format!("{} is template text, which YAML reads as a mapping", of_value(text, line));
        let cause = Cause::new(line.value.clone(), message).fix(format!("put it in quotes: {}", excerpt(&fixed)));
        causes.push(cause.edit(line.value.clone(), fixed));
    }
    items(text, line, causes);
    let close = if value.starts_with('[') { "]" } else { "}" };
    let message = format!("the bracket `{}` that opens {} is never closed", &value[..1], of_value(text, line));
    let cause = Cause::new(line.value.start..line.value.start + 1, message).fix(format!("add the closing `{close}`"));
    // Where the next line has the bracket, a second one would be too many.
    let is_below =
        line.below(text).is_some_and(|below| below.key.is_none() && text[below.content..below.end].contains(close));
    let cause = if is_below { Cause { fix: None, ..cause } } else { cause };
    causes.push(cause.edit(line.value.end..line.value.end, close));
}

/// Items of a list in brackets that need quotes, or lack the closing one.
fn items(text: &str, line: &Line, causes: &mut Vec<Cause>) {
    let value = &text[line.value.clone()];
    let mut at = 1;
    for item in value[1..].split([',', ']', '}']) {
        let start = line.value.start + at + item.len() - item.trim_start().len();
        let end = start + item.trim().len();
        at += item.len() + 1;
        let item = item.trim();
        let quote = item.get(..1).filter(|quote| matches!(*quote, "\"" | "'"));
        if let Some(quote) = quote.filter(|_| closing_quote(item).is_none()) {
            let message = format!("the quote `{quote}` that opens this list item is never closed");
            let cause = Cause::new(start..start + 1, message).fix(format!("add the closing `{quote}`"));
            causes.push(cause.edit(end..end, quote));
        }
        if item.starts_with(['@', '`', '%', '*', '!', '|', '>', '&']) {
            let fixed = write(item, Style::SingleQuoted);
            let first = item.chars().next().unwrap_or(' ');
            let message = format!("the list item `{}` begins with `{first}`, which needs quotes", excerpt(item));
            let cause = Cause::new(start..start + first.len_utf8(), message).fix(format!("write {}", excerpt(&fixed)));
            causes.push(cause.edit(start..end, fixed));
        }
    }
}

/// `[[x]] text`, `[[x]], [[y]]`, `[[x]`: YAML reads a list in a list and then something else.
fn wikilinks(text: &str, line: &Line, causes: &mut Vec<Cause>) {
    let value = &text[line.value.clone()];
    let links: Vec<&str> = value.split(',').map(str::trim).collect();
    let all_links = links.iter().all(|link| link.starts_with("[[") && link.ends_with("]]"));
    if links.len() > 1 && all_links {
        let quoted: Vec<String> = links.iter().map(|link| write(link, Style::SingleQuoted)).collect();
        let fixed = format!("[{}]", quoted.join(", "));
        let message = format!("{} holds wiki-links without quotes, which YAML reads as lists", of_value(text, line));
        let cause = Cause::new(line.value.clone(), message).fix(format!("write a list: {}", excerpt(&fixed)));
        causes.push(cause.edit(line.value.clone(), fixed));
    }
    let open = value.matches("]]").count() < value.matches("[[").count();
    let meant = if open { format!("{}]]", value.trim_end_matches(']')) } else { value.to_owned() };
    let fixed = write(&meant, Style::SingleQuoted);
    let what = if open {
        "a wiki-link that is never closed"
    } else {
        "a wiki-link without quotes, which YAML reads as a list"
    };
    let cause = Cause::new(line.value.clone(), format!("{} begins with {what}", of_value(text, line)));
    causes.push(cause.fix(format!("write {}", excerpt(&fixed))).edit(line.value.clone(), fixed));
}

fn reserved(text: &str, line: &Line, meaning: &str, causes: &mut Vec<Cause>) {
    let value = &text[line.value.clone()];
    let Some(first) = value.chars().next().filter(|_| !value.starts_with("[[")) else { return };
    // Quotes around a mapping of another language would leave a text where a mapping is meant.
    if value.starts_with("{\"") && value.ends_with('}') && value.contains("\":") {
        return;
    }
    // Quotes around one line would leave the others of a block of text behind.
    let below = line.below(text).filter(|_| matches!(first, '|' | '>'));
    if below.is_some_and(|below| below.content < below.end && below.content - below.start > line.content - line.start) {
        return;
    }
    let fixed = whole(text, line, Style::SingleQuoted);
    let message = format!("{} begins with `{first}`, which {meaning}", of_value(text, line));
    let place = line.value.start..line.value.start + first.len_utf8();
    let cause = Cause::new(place, message).fix(format!("put the value in quotes: {}", excerpt(&fixed)));
    causes.push(cause.edit(line.value.clone(), fixed));
}

/// `title: Kazakhstan: news`
fn colon(text: &str, line: &Line, causes: &mut Vec<Cause>) {
    let value = &text[line.value.clone()];
    if line.key.is_none() && line.item == line.content {
        return;
    }
    let inner = value.find(": ").or_else(|| value.strip_suffix(':').map(str::len));
    let Some(at) = inner.map(|at| line.value.start + at) else { return };
    lost_break(text, line, at, causes);
    let fixed = whole(text, line, Style::SingleQuoted);
    let message = format!("{} holds a `: ` that needs quotes: YAML takes it for another field", of_value(text, line));
    let cause = Cause::new(at..at + 1, message).fix(format!("put the value in quotes: {}", excerpt(&fixed)));
    causes.push(cause.edit(line.value.clone(), fixed));
}

/// `description: Some text.license: MIT`, where a field with a usual name follows the end of a sentence right away.
fn lost_break(text: &str, line: &Line, colon: usize, causes: &mut Vec<Cause>) {
    let before = &text[line.value.start..colon];
    let word = before.rfind(|character: char| !(character.is_ascii_alphabetic() || character == '-'));
    let Some(end) = word else { return };
    let sentence = &before[..end + before[end..].chars().next().map_or(0, char::len_utf8)];
    let word = &before[sentence.len()..];
    // Behind the full stop of another script Latin letters begin anew; behind that of their own it may be an address.
    let is_apart = sentence.ends_with(['。', '！', '？']) && word.len() > 1 && word == word.to_ascii_lowercase();
    let is_usual = sentence.ends_with(['.', '!', '?', '。', '！', '？']) && USUAL.contains(&word);
    if !is_apart && !is_usual || line.key.is_none() {
        return;
    }
    let start = line.value.start + sentence.len();
    let message = format!("`{word}` stands right behind {}: its line break is missing", of_value(text, line));
    let new_line = format!("{}{}", line.line_break(text), line.indentation(text));
    let cause = Cause::new(start..colon, message).fix(format!("begin a new line before `{word}`"));
    causes.push(cause.edit(start..start, new_line));
}

/// Text that goes on below a value in quotes, although its closing quote stands before it.
pub(super) fn ended_above(text: &str, fault: &Line, causes: &mut Vec<Cause>) {
    let Some(end) = fault.start.checked_sub(1) else { return };
    let head = Line::at(text, end);
    let value = &text[head.value.clone()];
    let column = |line: &Line| line.content - line.start;
    let is_quoted = value.starts_with(['"', '\'']) && value.len() > 1 && closing_quote(value) == Some(value.len());
    let goes_on = |line: &Line| line.content == line.end || column(line) > column(&head);
    // Below a text for people words with a colon are more of it, unless they are the name of a usual field.
    let is_text = head.key.clone().is_some_and(|key| is_text_field(&text[key]));
    let is_name = |key: std::ops::Range<usize>| {
        if is_text { USUAL.contains(&&text[key]) } else { !text[key].contains(' ') }
    };
    let is_field = fault.key.clone().is_some_and(is_name) || fault.item > fault.content;
    if !is_quoted || head.key.is_none() || is_field || fault.is_blank(text) || !goes_on(fault) {
        return;
    }
    let all = std::iter::successors(Some(fault.clone()), |line| line.below(text)).take_while(goes_on);
    let Some(last) = all.filter(|line| line.content < line.end).last() else { return };
    let written = text[fault.start..last.end].trim_end();
    let last = fault.start + written.len();
    let quote = &value[..1];
    let place = head.value.end - 1..head.value.end;
    let message = format!("the closing quote of {} stands before the end of its text", of_value(text, &head));
    let cause = Cause::new(place.clone(), message);
    let cause = if written.contains([quote.chars().next().unwrap_or('"'), '\\']) {
        cause.help(format!("write the closing `{quote}` behind the last line of the text"))
    } else {
        cause.fix(format!("move the closing `{quote}` behind the last line of the text"))
    };
    causes.push(cause.edit(place, "").edit(last..last, quote));
}

/// A quote that is opened on this line and closed nowhere, where the lines below can only be its text.
pub(super) fn far_end(text: &str, fault: &Line, causes: &mut Vec<Cause>) {
    let value = &text[fault.value.clone()];
    let end = text.trim_end().len();
    let goes_on = fault.below(text).is_some_and(|below| {
        !below.is_blank(text) && below.key.is_none() && below.item == below.content && below.content > below.start
    });
    if !goes_on || !value.starts_with(['"', '\'']) || closing_quote(value).is_some() || end <= fault.end {
        return;
    }
    let quote = &value[..1];
    let message = format!("the quote `{quote}` that opens {} is never closed", of_value(text, fault));
    let cause = Cause::new(fault.value.start..fault.value.start + 1, message).fix(format!("add the closing `{quote}`"));
    causes.push(cause.edit(end..end, quote));
}
