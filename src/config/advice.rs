//! Words for the mistakes that people make in a configuration: what they meant, and how it is written.

use crate::diagnostic::{Diagnostic, excerpt};
use crate::nearest::nearest;
use crate::rules::{self, RULES};
use crate::source::Span;

/// What is wrong with a text that is not TOML. `reason` is what the parser says of the place `span`.
pub(super) fn not_toml(text: &str, span: Span, reason: &str) -> Diagnostic {
    let at = span.start.min(text.len());
    let begin = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let line = text[begin..].lines().next().unwrap_or_default();
    if text.trim_start_matches('\u{feff}').trim_start().starts_with('{') {
        return Diagnostic::new(span, "this is JSON, and a configuration is TOML")
            .help("write `exclude = [\"drafts/\"]` in place of `{ \"exclude\": [\"drafts/\"] }`");
    }
    if let Some(advised) = quotes(text, span).or_else(|| key(line, begin)) {
        return advised;
    }
    let trimmed = line.trim();
    let help =
        match reason {
            _ if reason.contains("duplicate key") => {
                return Diagnostic::new(span, format!("`{}` appears twice", excerpt(&text[span.range()])))
                    .help("put everything under the first and remove the second");
            }
            _ if reason.contains("unquoted key") => {
                let name = excerpt(&text[span.range()]);
                return Diagnostic::new(span, format!("the key `{name}` needs quotes in TOML"))
                    .help(format!("write \"{name}\" = …"));
            }
            _ if reason.contains("must be quoted") => {
                let value = &text[span.range()];
                let quoted = value.trim_matches(['"', '\'']);
                return Diagnostic::new(span, format!("`{}` is not in quotes", excerpt(value)))
                    .help(format!("write \"{}\"", excerpt(quoted)));
            }
            _ if reason.contains("unclosed table") || reason.contains("unclosed array table") => {
                let name = trimmed.trim_matches(['[', ']']);
                let brackets = if trimmed.starts_with("[[") { ("[[", "]]") } else { ("[", "]") };
                return Diagnostic::new(span, format!("the heading `{}` is not closed", excerpt(trimmed)))
                    .help(format!("write `{}{}{}`", brackets.0, excerpt(name), brackets.1));
            }
            _ if reason.contains("unclosed array") => "close the list with `]`, and every text in it with a quote",
            _ if reason.contains("missing comma") => "put a comma between the two",
            _ if reason.contains("no value") => "write `key = value`",
            _ if reason.contains("basic string") => {
                return Diagnostic::new(span, "a text has no quote at its end")
                    .help("close it with `\"` on the same line");
            }
            _ if reason.contains("escape") => {
                return Diagnostic::new(span, "`\\` in double quotes stands before characters such as `n` and `\"`")
                    .help("write `/` between folders, as in \"drafts/old/\"; elsewhere use single quotes");
            }
            _ => "write `key = value`, with text in quotes and lists in brackets",
        };
    Diagnostic::new(span, format!("this is not TOML: {reason}")).help(help)
}

/// Typographic quotes, which word processors put in the place of plain ones.
fn quotes(text: &str, span: Span) -> Option<Diagnostic> {
    let rest = &text[span.start.min(text.len())..];
    let quote = rest.chars().next().filter(|first| matches!(first, '“' | '”' | '„' | '‘' | '’' | '«' | '»'))?;
    let span = Span::new(span.start, span.start + quote.len_utf8());
    Some(Diagnostic::new(span, format!("`{quote}` is not a quote of TOML")).help("write a plain `\"` on both sides"))
}

/// A key that is written as YAML has it, or that needs quotes.
fn key(line: &str, begin: usize) -> Option<Diagnostic> {
    let start = begin + line.len() - line.trim_start().len();
    let line = line.trim();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/' | '.');
    let heading = line.trim_start_matches('[');
    let brackets = line.len() - heading.len();
    let name = &heading[..heading.find(|c| !is_plain(c)).unwrap_or(heading.len())];
    let rest = heading[name.len()..].trim_start();
    let span = Span::new(start + brackets, start + brackets + name.len());
    if brackets == 0 && !name.is_empty() && rest.starts_with(':') {
        return Some(
            Diagnostic::new(span, format!("`{name}:` is how YAML writes a key, and a configuration is TOML"))
                .help(format!("write `{name} = …`")),
        );
    }
    if !name.contains('/') || !(rest.starts_with('=') || rest.starts_with(']')) {
        return None;
    }
    let unquoted = name.rsplit_once('.').map_or(name, |(_, last)| last);
    let table = &name[..name.len() - unquoted.len()];
    let help = if brackets > 0 {
        format!("write `[{table}\"{unquoted}\"]`")
    } else {
        format!("write `{table}\"{unquoted}\" = …`")
    };
    Some(Diagnostic::new(span, format!("a name with `/` is not in quotes: `{unquoted}`")).help(help))
}

/// What to write where there is no such key.
pub(super) fn unknown_key(name: &str, known: &[&str]) -> String {
    let dashed = name.replace('_', "-").to_lowercase();
    let synonym = match dashed.as_str() {
        "file" | "path" | "paths" | "glob" | "globs" | "pattern" | "patterns" | "match" => "files",
        "severity" => "level",
        "when" | "if" | "with" | "fields" | "condition" | "conditions" | "matches" if known.contains(&"where") => {
            "where"
        }
        "excludes" | "ignores" | "ignore-paths" | "extend-exclude" | "skip" => "exclude",
        "includes" | "extensions" => "include",
        other => other,
    };
    if let Some(known) = known.iter().find(|known| **known == synonym || **known == dashed) {
        return format!("write `{known}`");
    }
    let is_top = known.contains(&"overrides");
    match dashed.as_str() {
        "schema" if is_top => "write `[[schemas]]`, with `files` and `schema` below it".to_owned(),
        "tool" | "masthead" if is_top => "write the keys at the top of the file, without a heading".to_owned(),
        "ignore" | "disable" | "disabled" | "select" | "extend-select" | "extend-ignore" | "enable" if is_top => {
            "set levels below `[rules]`: \"date/future\" = \"off\"".to_owned()
        }
        "per-file-ignores" | "override" if is_top => {
            "write `[[overrides]]`, with `files` and `rules` below it".to_owned()
        }
        "required" if is_top => {
            "a schema says what is required: write `[[schemas]]`, with `files` and `schema`".to_owned()
        }
        "output-format" | "format" | "fix" | "unsafe-fixes" | "color" | "quiet" if is_top => {
            format!("give it on the command line: `masthead check --{dashed}`")
        }
        _ if is_top && RULES.iter().any(|rule| rule.name == name || rule.group() == name) => {
            format!("write it below `[rules]`: \"{name}\" = \"off\"")
        }
        _ => match nearest(&dashed, known.iter().copied()).or_else(|| nearest(name, known.iter().copied())) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known here: {}", known.join(", ")),
        },
    }
}

/// The level that was meant by another word, or by a number or a truth value.
pub(super) fn level(name: &str) -> Option<&'static str> {
    Some(match name.to_lowercase().as_str() {
        "warn" | "warnings" | "1" => "warning",
        "err" | "fatal" | "deny" | "fail" | "errors" | "2" | "high" => "error",
        "note" | "hint" | "notice" | "information" | "suggestion" | "low" => "info",
        "none" | "disable" | "disabled" | "ignore" | "allow" | "never" | "false" | "no" | "silent" | "0" => "off",
        _ => return None,
    })
}

/// What to write in the place of a name that no rule and no group has.
pub(super) fn rule(name: &str) -> String {
    match rules::meant(name).as_slice() {
        [] => "`masthead rule` lists every rule".to_owned(),
        [one] => format!("write \"{one}\""),
        several => format!("write one of \"{}\"", several.join("\", \"")),
    }
}

/// What to write where `where` is not a table.
pub(super) fn pairs(value: &toml::de::DeValue) -> String {
    let pair = value.as_str().and_then(|text| text.split_once(['=', ':']));
    match pair.map(|(field, value)| (field.trim_end_matches('=').trim(), value.trim_matches(['=', ' ', '"', '\'']))) {
        Some((field, value)) if !field.is_empty() && !field.contains(char::is_whitespace) => {
            format!("write where = {{ {} = \"{}\" }}", excerpt(field), excerpt(value))
        }
        _ => "write a field and its value in braces: where = { type = \"article\" }".to_owned(),
    }
}

/// What to write where a field of `where` is compared with something that it cannot be compared with.
pub(super) fn literal(field: &str, value: &toml::de::DeValue) -> String {
    match value {
        toml::de::DeValue::Datetime(date) => format!("write it in quotes, as the document has it: \"{date}\""),
        toml::de::DeValue::Array(_) => format!("write one list: {} = [\"article\", \"essay\"]", excerpt(field)),
        _ => format!("write a value: {} = \"article\"", excerpt(field)),
    }
}

/// What to write where a value is of another type.
pub(super) fn wrong_type(name: &str, value: &toml::de::DeValue, wanted: &str) -> String {
    match (wanted, value.as_str()) {
        ("a list", Some(text)) => format!("write it in brackets: {name} = [\"{}\"]", excerpt(text)),
        ("a list", None) if value.is_table() => format!("write `[[{name}]]`, with two brackets on each side"),
        ("a list", None) => format!("write a list in brackets: {name} = [\"…\"]"),
        ("a string", _) if value.as_array().is_some_and(|list| list.len() == 1) => {
            "write it without the brackets".to_owned()
        }
        ("a string", _) => "write text in quotes".to_owned(),
        _ if value.is_array() && name == "rules" => {
            "write a heading, then a level for each: [rules], \"date/future\" = \"off\"".to_owned()
        }
        _ => format!("write it below a heading of its own: [{name}]"),
    }
}
