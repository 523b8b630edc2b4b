//! What is YAML, and reads as something else than was written: spaces that are missing after colons, keys in two cases,
//! commas of other syntaxes and scripts.

use std::collections::HashMap;

use super::{DUPLICATE_KEY, LOOK_ALIKE, SYNTAX};
use crate::diagnostic::Severity::Warning;
use crate::diagnostic::{Diagnostic, Edit, Fix, excerpt};
use crate::rules::subject::name_and_pointer;
use crate::rules::{Context, Findings};
use crate::source::Span;
use crate::tree::{Mapping, Node, Resolved, Style, Value};
use crate::values::TypedValue;

pub(super) fn check(context: &Context, findings: &mut Findings) {
    if let Some(fields) = context.document.fields() {
        cases(fields, findings);
    }
    for value in context.values.iter() {
        match &value.node.value {
            Value::Mapping(mapping) => entries(context, value, mapping, findings),
            Value::Sequence(list) if list.flow => {
                for item in &list.items {
                    wide_comma(context, value, item, findings);
                }
            }
            Value::Scalar(scalar) if scalar.style == Style::Plain => {
                let found = nested(context, value)
                    .or_else(|| trailing_comma(context, value))
                    .or_else(|| wide_brackets(context, value));
                if let Some(found) = found {
                    findings.push_at_most(&SYNTAX, Warning, found.pointer(context.values.pointer(value)));
                }
            }
            Value::Sequence(_) | Value::Scalar(_) | Value::Broken => {}
        }
    }
}

/// Two fields at the top that differ only in case: Hugo, Obsidian and many others take them for one.
fn cases(fields: &Mapping, findings: &mut Findings) {
    let mut seen: HashMap<String, &Node> = HashMap::new();
    for entry in fields.entries.iter().filter(|entry| !entry.merged) {
        let Some(name) = entry.key_text().filter(|name| name.chars().count() > 2) else { continue };
        let Some(first) = seen.insert(name.to_lowercase(), &entry.key) else { continue };
        let before = first.as_scalar().map_or("", |scalar| scalar.text.as_ref());
        if before == name {
            continue;
        }
        let message = format!(
            "`{}` is `{}` in another case, and many programs take the two for one field",
            excerpt(name),
            excerpt(before)
        );
        let found = Diagnostic::new(entry.key.span, message).also(first.span, "the first is here");
        let found = found.help("keep one of the two").pointer(crate::rules::subject::top(name));
        findings.push_at_most(&DUPLICATE_KEY, Warning, found);
    }
}

/// Keys that end in a colon, and keys in braces whose colon has no space.
fn entries(context: &Context, value: &TypedValue, mapping: &Mapping, findings: &mut Findings) {
    for entry in mapping.entries.iter().filter(|entry| !entry.merged) {
        let Some(scalar) = entry.key.as_scalar().filter(|scalar| scalar.style == Style::Plain) else { continue };
        let key = scalar.text.as_ref();
        let place = entry.key.span;
        let found = if let Some(name) = key.strip_suffix(':').filter(|name| is_name(name)) {
            let colon = Span::new(place.end - 1, place.end);
            let message =
                format!("two colons stand after `{}`, so the field is called `{}`", excerpt(name), excerpt(key));
            let fix = Fix::unsafe_("write one `:`", [Edit::delete(colon)]);
            Diagnostic::new(colon, message).help(format!("write `{}:`", excerpt(name))).fix(fix)
        } else if mapping.flow && entry.value.is_null() && entry.value.span.is_empty() {
            let Some((name, after)) = key.split_once(':').filter(|(name, after)| is_name(name) && is_value(after))
            else {
                continue;
            };
            let _ = after;
            let colon = Span::new(place.start + name.len(), place.start + name.len() + 1);
            missing_space(name, &[colon])
        } else {
            continue;
        };
        let pointer = crate::schema::json::child(&context.values.pointer(value), key);
        findings.push_at_most(&SYNTAX, Warning, found.pointer(pointer));
    }
}

/// `lat:1.5` on a line of its own below its field, which YAML reads as text.
fn nested(context: &Context, value: &TypedValue) -> Option<Diagnostic> {
    let key = value.key?;
    let source = context.document.source.text();
    let span = value.node.span;
    let is_below = source.get(key.span.end..span.start)?.contains(['\n', '\r']);
    if !is_below || value.node.anchor.is_some() || value.node.tag.is_some() || value.node.alias.is_some() {
        return None;
    }
    let is_one_line = !source[span.range()].trim_end().contains(['\n', '\r']);
    let mut colons = Vec::new();
    let mut first = None;
    let mut at = span.start;
    for line in source[span.range()].split(['\n', '\r']) {
        let written = line.trim_start();
        if !written.is_empty() {
            let (name, after) = written.split_once(':')?;
            // `npm:run build` on a line alone is a sentence or a command.
            if !is_name(name) || !is_value(after) || is_one_line && after.trim_end().contains(' ') {
                return None;
            }
            let start = at + (line.len() - written.len()) + name.len();
            colons.push(Span::new(start, start + 1));
            first.get_or_insert(name);
        }
        at += line.len() + 1;
    }
    Some(missing_space(first?, &colons))
}

fn missing_space(name: &str, colons: &[Span]) -> Diagnostic {
    let message = format!("a space is missing after the colon of `{}`, so YAML reads text", excerpt(name));
    let edits: Vec<Edit> = colons.iter().map(|colon| Edit::insert(colon.end, " ")).collect();
    let fix = Fix::unsafe_("put a space after the colon", edits);
    Diagnostic::new(colons[0], message).help("put a space after the colon").fix(fix)
}

fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_alphabetic() || first == '_')
        && text.chars().all(|one| one.is_alphanumeric() || matches!(one, '_' | '-'))
}

/// What may stand after a colon as a value: neither an address nor another colon.
fn is_value(text: &str) -> bool {
    !text.is_empty() && !text.starts_with(['/', ':', ' ']) && !text.contains("::")
}

/// `draft: true,`: a comma that makes text of a boolean or a number.
fn trailing_comma(context: &Context, value: &TypedValue) -> Option<Diagnostic> {
    let scalar = value.node.as_scalar()?;
    let before = scalar.text.strip_suffix([',', ';'])?.trim_end();
    let is_lone = value.node.alias.is_none() && value.node.tag.is_none() && value.key.is_some();
    if !is_lone || matches!(context.document.syntax.resolve_plain(before), Resolved::String | Resolved::Null) {
        return None;
    }
    let (name, _) = name_and_pointer(context, value);
    let place = Span::new(value.node.span.start + before.len(), value.node.span.end);
    let mark = context.document.source.slice(place).trim();
    let message = format!("the comma after `{}` makes text of the value of `{}`", excerpt(before), excerpt(&name));
    let message = if mark == ";" { message.replacen("comma", "semicolon", 1) } else { message };
    let fix = Fix::unsafe_(format!("remove the `{mark}`"), [Edit::delete(place)]);
    Some(Diagnostic::new(place, message).help(format!("remove the `{mark}`")).fix(fix))
}

/// `[政治，经济]`: a comma of another script in a list, where YAML sees text.
fn wide_comma(context: &Context, list: &TypedValue, item: &Node, findings: &mut Findings) {
    /// Items of lists are words, not sentences.
    const LONGEST: usize = 12;
    let Some(scalar) = item.as_scalar().filter(|scalar| scalar.style == Style::Plain) else { return };
    let is_comma = |one: char| matches!(one, '，' | '、' | '،');
    let mut parts = scalar.text.split(is_comma);
    let is_word = |part: &str| {
        let count = part.trim().chars().count();
        count > 0 && count <= LONGEST && !part.contains(['。', '！', '？', '.', '!', '?'])
    };
    let written = context.document.source.slice(item.span);
    let Some(at) = written.find(is_comma).filter(|_| item.alias.is_none() && parts.all(is_word)) else { return };
    let (name, pointer) = name_and_pointer(context, list);
    let mark = written[at..].chars().next().unwrap_or(',');
    let place = Span::new(item.span.start + at, item.span.start + at + mark.len_utf8());
    let message = format!(
        "`{mark}` in `{}` is not a comma to YAML, which reads one item: `{}`",
        excerpt(&name),
        excerpt(&scalar.text)
    );
    let edits: Vec<Edit> = written
        .match_indices(is_comma)
        .map(|(at, mark)| {
            let after = &written[at + mark.len()..];
            let space = after.len() - after.trim_start().len();
            Edit::replace(Span::new(item.span.start + at, item.span.start + at + mark.len() + space), ", ")
        })
        .collect();
    let fix = Fix::unsafe_("write commas", edits);
    let found = Diagnostic::new(place, message).help("write `, ` between items").fix(fix);
    findings.push_at_most(&LOOK_ALIKE, Warning, found.pointer(pointer));
}

/// `tags: 【a, b】`: brackets of another script around what is a list.
fn wide_brackets(context: &Context, value: &TypedValue) -> Option<Diagnostic> {
    const LISTS: [&str; 12] = [
        "tags",
        "tag",
        "categories",
        "category",
        "keywords",
        "keyword",
        "aliases",
        "authors",
        "标签",
        "分类",
        "タグ",
        "태그",
    ];
    let (name, _) = name_and_pointer(context, value);
    let text = value.node.as_scalar()?.text.as_ref();
    let inside = text.strip_prefix(['【', '［', '〔'])?.strip_suffix(['】', '］', '〕'])?;
    let is_list =
        LISTS.contains(&name.to_lowercase().as_str()) && !inside.contains(['【', '［', '[', '"', '\'', '#', ':']);
    let written = context.document.source.slice(value.node.span);
    if !is_list || written != text || value.node.alias.is_some() {
        return None;
    }
    let items: Vec<&str> =
        inside.split([',', '，', '、', '،']).map(str::trim).filter(|item| !item.is_empty()).collect();
    let list = format!("[{}]", items.join(", "));
    let first = text.chars().next().unwrap_or('[');
    let message = format!("`{first}` is not a bracket to YAML, which reads text in `{}`", excerpt(&name));
    let place = Span::new(value.node.span.start, value.node.span.start + first.len_utf8());
    let fix = Fix::unsafe_(format!("write `{}`", excerpt(&list)), [Edit::replace(value.node.span, list.as_str())]);
    Some(Diagnostic::new(place, message).help(format!("write `{}`", excerpt(&list))).fix(fix))
}
