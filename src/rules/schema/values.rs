//! Values that are not what the schema wants at their place.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::own_words::in_own_words;
use super::words::{actual, all_of, any_of, counted, options as shown_options, place, shown, value, wanted};
use super::{
    EMPTY, ENUM, FORMAT, Governed, INVALID, ITEMS, LENGTH, PATTERN, RANGE, TYPE, UNKNOWN_FIELD, holds_broken,
    is_about_fields, missing,
};
use crate::diagnostic::{Diagnostic, Edit, Fix, Severity, excerpt};
use crate::kinds::{Kind, Kinds, Type, Types};
use crate::nearest::nearest;
use crate::rules::subject::place_of;
use crate::rules::{Context, Findings, Rule};
use crate::schema::json::{Located, child, unescape};
use crate::schema::{Failure, Fault, ItemKind, ItemsFault, text_of};
use crate::source::Span;
use crate::syntax::Syntax;
use crate::tree::{Node, Resolved, Scalar, Style};

pub(super) fn check(context: &Context, governed: &Governed, failures: &[Failure], findings: &mut Findings) {
    let beyond = beyond_json(context, findings);
    let mut empty: BTreeSet<&str> = BTreeSet::new();
    for failure in failures.iter().filter(|failure| !is_about_fields(failure)) {
        let Some(located) = governed.locate(&failure.pointer) else {
            explain(governed, failure, None, findings);
            continue;
        };
        let node = located.node;
        if holds_broken(node) || beyond.contains(&node.span) {
            continue;
        }
        if is_empty_to(&failure.fault, node) {
            if empty.insert(&failure.pointer) {
                blank(governed, failure, &located, findings);
            }
            continue;
        }
        explain(governed, failure, Some(&located), findings);
    }
}

/// Numbers that JSON does not have, or that its readers do not keep: no schema can judge them.
fn beyond_json(context: &Context, findings: &mut Findings) -> BTreeSet<Span> {
    let mut said = BTreeSet::new();
    for typed in context.values.iter() {
        let Some(scalar) = typed.node.as_scalar() else { continue };
        if !scalar.text.as_bytes().first().is_some_and(|first| first.is_ascii_digit() || b".+-".contains(first)) {
            continue;
        }
        let (rule, what) = match typed.node.resolved() {
            Some(Resolved::Float(number)) if !number.is_finite() => (&TYPE, "which is no number in JSON"),
            Some(Resolved::Int(number)) if i64::try_from(number).is_err() && u64::try_from(number).is_err() => {
                (&RANGE, "which has more digits than readers of JSON keep")
            }
            _ => continue,
        };
        if typed.types.has(Type::String) {
            continue;
        }
        let pointer = context.values.pointer(typed);
        let message = format!("{} is `{}`, {what}", place_of(&pointer), excerpt(&scalar.text));
        let quoted = context.document.quote(&scalar.text);
        let help = format!("write a number, or text in quotes: `{}`", excerpt(&quoted));
        findings.push(rule, Diagnostic::new(typed.node.span, message).pointer(pointer).help(help));
        said.insert(typed.node.span);
    }
    said
}

/// Whether a value that fails so is as good as none.
fn is_empty_to(fault: &Fault, node: &Node) -> bool {
    let blank = |text: &str| text.trim().is_empty();
    match fault {
        Fault::Other(_) | Fault::TooLong(_) | Fault::Items(_) => node.is_null(),
        // Nothing at all is wanted.
        Fault::Type(types) if *types == Types::NONE.and(Type::Null) => false,
        // White space may be told from nothing: then it is a value among others.
        Fault::Enum(options) => {
            let wants_blank = options.iter().any(|option| option.is_null() || option.as_str().is_some_and(blank));
            (node.is_null() || node.as_str().is_some_and(blank)) && !wants_blank
        }
        _ => node.is_null() || node.as_str().is_some_and(blank),
    }
}

fn blank(governed: &Governed, failure: &Failure, located: &Located, findings: &mut Findings) {
    let span = governed.value(&failure.pointer);
    let about_value = |found: &Diagnostic| !found.rule.starts_with("text/");
    if !located.node.span.is_empty() && findings.within(span).any(about_value) {
        return;
    }
    // What was meant as the value is a comment to YAML; another rule has told.
    let line = governed.to_line_end(span);
    if findings.raise(crate::rules::yaml::COMMENT.name, line, findings.level(&EMPTY).unwrap_or(Severity::Info)) {
        return;
    }
    let name = place(governed.json, &failure.pointer);
    let what = match &failure.fault {
        Fault::Type(types) => format!(", and the schema wants {}", wanted(*types)),
        _ => ", and the schema wants a value".to_owned(),
    };
    let found = Diagnostic::new(span, format!("{name} is empty{what}"));
    let written = located.node.as_scalar().map_or("", |scalar| scalar.text.as_ref());
    if located.node.is_null() && written.chars().any(char::is_alphabetic) {
        let quoted = governed.document.quote(written);
        let found = found.help(format!("put it in quotes if it is text: `{quoted}`"));
        findings.push(&EMPTY, found.pointer(&*failure.pointer));
        return;
    }
    let help = about(governed, &failure.pointer).map_or_else(
        || "write a value, or remove the field if it may be missing".to_owned(),
        |about| format!("write a value: {about}"),
    );
    findings.push(&EMPTY, found.pointer(&*failure.pointer).help(help));
}

/// A value that the schema itself gives for the one at a place.
fn example(governed: &Governed, pointer: &str) -> Option<String> {
    let parts = parts_at(governed, pointer);
    let examples = parts.iter().filter_map(|part| part.get("examples")?.as_array()?.first());
    let example =
        examples.chain(parts.iter().filter_map(|part| part.get("default"))).find(|example| !example.is_null());
    example.map(|example| format!("`{}`", value(example)))
}

/// The parts of the schema that speak of a place.
fn parts_at<'a>(governed: &Governed<'a>, pointer: &str) -> Vec<&'a serde_json::Map<String, Json>> {
    let tokens: Vec<String> = pointer.split('/').skip(1).map(unescape).collect();
    if tokens.is_empty() { Vec::new() } else { governed.schema.parts(&missing::steps(governed.json, &tokens)) }
}

/// What the schema says of the value at a place, and one that it would take.
fn about(governed: &Governed, pointer: &str) -> Option<String> {
    let parts = parts_at(governed, pointer);
    let about = text_of(&parts, "description").and_then(|text| text.lines().next());
    let about = about.map(|about| about.trim().trim_end_matches('.').to_owned());
    match (about, example(governed, pointer)) {
        (Some(about), Some(example)) => Some(format!("{about}, such as {example}")),
        (Some(about), None) => Some(about),
        (None, Some(example)) => Some(format!("a value such as {example}")),
        (None, None) => None,
    }
}

/// A finding with what the schema says of the value as help.
fn offer(about: Option<&str>, found: Diagnostic) -> Diagnostic {
    match about {
        None => found,
        Some(about) if about.starts_with("a value such as ") => found.help(format!("write {about}")),
        Some(about) => found.help(format!("write a value as the schema describes it: {about}")),
    }
}

fn explain(governed: &Governed, failure: &Failure, located: Option<&Located>, findings: &mut Findings) {
    let pointer = failure.pointer.as_str();
    let name = place(governed.json, pointer);
    let span = governed.value(pointer);
    let node = located.map(|located| located.node);
    let text = node.and_then(Node::as_scalar).map_or_else(String::new, |scalar| shown(&scalar.text).into_owned());
    let (rule, found): (&Rule, Diagnostic) = match &failure.fault {
        Fault::Required(_) | Fault::Unknown(_) => return,
        Fault::Type(types) => {
            let Some(found) =
                located.and_then(|located| wrong_type(governed, (&name, span), *types, located, findings))
            else {
                return;
            };
            (&TYPE, found)
        }
        Fault::Enum(options) => {
            let Some(located) = located.filter(|located| !is_unquoted_link(located.node)) else { return };
            (&ENUM, not_an_option(governed, (&name, span), options, located))
        }
        Fault::Pattern(pattern) => {
            let message = format!("{name} is `{text}`, which does not match the pattern `{}`", excerpt(pattern));
            (&PATTERN, Diagnostic::new(span, message))
        }
        Fault::TooShort(limit) => (&LENGTH, length(&name, span, node, &format!("at least {limit}"))),
        Fault::TooLong(limit) => (&LENGTH, length(&name, span, node, &format!("at most {limit}"))),
        Fault::Range(bound) => {
            (&RANGE, Diagnostic::new(span, format!("{name} is `{text}`, and the schema wants {bound}")))
        }
        Fault::Items(fault) => {
            let Some(found) = items(governed, pointer, fault, findings) else { return };
            (&ITEMS, found)
        }
        Fault::Format(formats) => {
            if findings.within(span).any(|found| !found.rule.starts_with("text/")) {
                return;
            }
            let level = findings.level(&FORMAT).unwrap_or(Severity::Info);
            if let Some(found) = node.and_then(|node| at_the_ends(governed, node, &name, span)) {
                // The rule about white space has said it, with its repair.
                if !findings.raise("text/whitespace", span, level) {
                    findings.push(&FORMAT, found.pointer(pointer));
                }
                return;
            }
            let formats: Vec<_> = formats.iter().map(|format| format!("`{format}`")).collect();
            let message = format!("{name} is `{text}`, which is not of the format {}", any_of(&formats));
            (&FORMAT, Diagnostic::new(span, message))
        }
        Fault::Banned(field) => (&UNKNOWN_FIELD, banned(governed, pointer, field)),
        Fault::Together(others) => {
            let others: Vec<_> = others.iter().map(|other| format!("`{}`", excerpt(other))).collect();
            let with = if others.is_empty() { String::new() } else { format!(" together with {}", all_of(&others)) };
            let key = located.map_or(span, Located::named);
            (&INVALID, Diagnostic::new(key, format!("{name} must not be there{with}")).help("remove it"))
        }
        Fault::Name(field, fault) => (&INVALID, wrong_name(governed, pointer, field, fault)),
        Fault::Other(must) => {
            if !governed.is_whole(pointer) {
                return;
            }
            (&INVALID, Diagnostic::new(span, format!("{name} must {must}")))
        }
    };
    let found = match (&failure.fault, &found.help, example(governed, pointer)) {
        (Fault::Type(types), Some(help), Some(example)) if *help == format!("write {}", wanted(*types)) => {
            found.help(format!("write {}, such as {example}", wanted(*types)))
        }
        _ => found,
    };
    let found = match (&found.help, about(governed, pointer)) {
        (None, about) => offer(about.as_deref(), found),
        _ => found,
    };
    let found = if found.pointer.is_none() { found.pointer(pointer) } else { found };
    findings.push(rule, in_own_words(failure, found));
}

/// `[[x]]` without quotes. Whether it was one or is a list in a list, other rules have said.
fn is_unquoted_link(node: &Node) -> bool {
    let [inner] = node.as_sequence().map_or(&[][..], |outer| &outer.items) else { return false };
    let flow = |node: &Node| node.as_sequence().is_some_and(|sequence| sequence.flow);
    flow(node) && flow(inner)
}

/// A value that is right but for white space at its ends, where nobody sees it.
fn at_the_ends(governed: &Governed, node: &Node, name: &str, span: Span) -> Option<Diagnostic> {
    let scalar = node.as_scalar()?;
    let trimmed = scalar.text.trim();
    let kinds = governed.values.of(node)?.kinds;
    if trimmed.len() == scalar.text.len() || !kinds.iter().any(|kind| kind.is(trimmed)) {
        return None;
    }
    if !scalar.style.is_block() || trimmed.contains('\n') {
        return Some(
            Diagnostic::new(span, format!("{name} has white space at its ends")).help("remove the white space"),
        );
    }
    let message = format!("{name} is `{}` and a line break, which is not part of it", excerpt(trimmed));
    let found = Diagnostic::new(span, message);
    let document = governed.document;
    let header = document.source.slice(node.span);
    let end = header.find(['\n', '\r', ' ', '#']).unwrap_or(header.len());
    let mark = &header[..end];
    let style = mark.chars().next().filter(|style| matches!(style, '|' | '>') && !mark.contains('-'))?;
    let written = format!("{style}-{}", mark[1..].replace('+', ""));
    let edit = Edit::replace(Span::new(node.span.start, node.span.start + end), written.as_str());
    let help = format!("write `{written}` in the place of `{mark}`, or the value on the line of its name");
    Some(found.help(help).fix(Fix::unsafe_(format!("write `{written}`"), [edit])))
}

fn wrong_type(
    governed: &Governed,
    (name, span): (&str, Span),
    types: Types,
    located: &Located,
    findings: &mut Findings,
) -> Option<Diagnostic> {
    let node = located.node;
    if types.has(Type::String) && explained_as_link(node, located, findings) {
        return None;
    }
    // A boolean that some readers take for text, explained in full by its own rule.
    let level = findings.level(&TYPE).unwrap_or(Severity::Info);
    if findings.raise("yaml/ambiguous-scalar", node.span, level) {
        return None;
    }
    // A number where a date is wanted, explained by the rules about dates.
    let kinds = governed.values.of(node).map(|value| value.kinds).unwrap_or_default();
    for rule in ["date/malformed", "date/impossible", "url/malformed", "wikilink/missing"] {
        if !kinds.is_empty() && findings.raise(rule, node.span, level) {
            return None;
        }
    }
    let message = format!("{name} is {}, and the schema wants {}", actual(node), wanted(types));
    let found = Diagnostic::new(span, message);
    let Some(scalar) = node.as_scalar() else {
        let is_own = located.via.is_none() && node.tag.is_none() && node.anchor.is_none();
        return Some(match lone_pair(governed, node).filter(|_| types.has(Type::String) && is_own) {
            Some(quoted) => {
                let fix =
                    Fix::unsafe_(format!("write {}", excerpt(&quoted)), [Edit::replace(node.span, quoted.as_str())]);
                found.help(format!("put it in quotes: `{}`", excerpt(&quoted))).fix(fix)
            }
            None => found.help(format!("write {}", wanted(types))),
        });
    };
    if types.has(Type::String) && !kinds.is_empty() && !kinds.iter().any(|kind| kind.is(&scalar.text)) {
        return Some(no_text_of_kind(found, scalar, node, kinds));
    }
    let Some((help, text)) = as_wanted(governed.document.syntax, node, scalar, types) else {
        return Some(found.help(format!("write {}", wanted(types))));
    };
    let found = found.help(help);
    if located.via.is_some() || node.tag.is_some() || node.anchor.is_some() {
        return Some(found);
    }
    let message = format!("write `{}`", excerpt(&text));
    Some(found.fix(Fix::unsafe_(message, [Edit::replace(node.span, text)])))
}

/// `Part: one` where text was wanted, which YAML reads as a mapping of one field; as text.
fn lone_pair(governed: &Governed, node: &Node) -> Option<String> {
    let [entry] = node.as_mapping()?.entries.as_slice() else { return None };
    let written = governed.document.source.slice(node.span).trim_end();
    let is_scalar = entry.key.as_scalar().is_some() && entry.value.as_scalar().is_some();
    let is_plain = is_scalar && !written.starts_with(['{', '"', '\'', '?']) && !written.contains(['\n', '\r']);
    let is_whole = !written.contains(" #") && governed.document.syntax == Syntax::Yaml;
    (is_plain && is_whole && !entry.merged).then(|| governed.document.quote(written))
}

/// What to do with a number where a text of a kind is wanted: in quotes it would be no better.
fn no_text_of_kind(found: Diagnostic, scalar: &Scalar, node: &Node, kinds: Kinds) -> Diagnostic {
    let example = kinds.iter().next().map(Kind::wanted);
    let found_help = format!("write {}", example.unwrap_or("text"));
    let Some(moment) = as_moment(&scalar.text).filter(|_| kinds.has(Kind::DateTime)) else {
        return found.help(found_help);
    };
    let found = found.help(format!("{found_help}; as seconds since 1970 it is `{moment}`"));
    if node.tag.is_some() || node.anchor.is_some() || node.alias.is_some() {
        return found;
    }
    found.fix(Fix::unsafe_(format!("write `{moment}`"), [Edit::replace(node.span, moment.as_str())]))
}

/// The moment that a number of seconds or milliseconds since 1970 is, between 1990 and 2100.
fn as_moment(text: &str) -> Option<String> {
    let number: i64 = text.parse().ok()?;
    let seconds = if text.len() >= 12 { number / 1_000 } else { number };
    let moment = chrono::DateTime::from_timestamp(seconds, 0)?;
    (631_152_000..4_102_444_800).contains(&seconds).then(|| moment.format("%Y-%m-%dT%H:%M:%SZ").to_string())
}

/// Whether another rule has told of an unquoted wiki-link here, or around here: the inner list of `[[x]]`, where a list
/// of links was wanted, is a list where a link was wanted.
fn explained_as_link(node: &Node, located: &Located, findings: &Findings) -> bool {
    let span = located.shown();
    let around = Span::new(span.start.saturating_sub(1), span.end + 1);
    let list = node.as_sequence().is_some();
    list && findings.within(around).any(|found| found.rule.starts_with("wikilink/"))
}

/// The same scalar as a value of a wanted type, with what to do.
fn as_wanted(syntax: Syntax, node: &Node, scalar: &Scalar, types: Types) -> Option<(String, String)> {
    let text = scalar.text.as_ref();
    let resolved = node.resolved()?;
    if types.has(Type::String) && resolved != Resolved::String {
        let quoted = syntax.write(text, syntax.usual_quotes());
        return Some((format!("put it in quotes: `{}`", excerpt(&quoted)), quoted));
    }
    if types.has(Type::Boolean) && resolved == Resolved::String {
        let word = match text.to_lowercase().as_str() {
            "true" | "yes" | "on" | "y" | "да" => Some("true"),
            "false" | "no" | "off" | "n" | "нет" => Some("false"),
            _ => None,
        };
        if let Some(word) = word {
            return Some((format!("write `{word}`"), word.to_owned()));
        }
    }
    if (types.has(Type::Number) || types.has(Type::Integer)) && scalar.style.is_quoted() {
        let fits = match syntax.resolve_plain(text) {
            Resolved::Int(_) => true,
            Resolved::Float(number) => types.has(Type::Number) && number.is_finite(),
            _ => false,
        };
        if fits {
            return Some((format!("remove the quotes: `{}`", excerpt(text)), text.to_owned()));
        }
    }
    if types.has(Type::Array) && !scalar.style.is_block() {
        if text.contains([',', ';']) {
            let list = split_list(syntax, text)?;
            return Some((format!("write a list: `{}`", excerpt(&list)), list));
        }
        let item = if scalar.style == Style::Plain && resolved != Resolved::String {
            text.to_owned()
        } else {
            syntax.write(text, scalar.style)
        };
        let list = format!("[{item}]");
        return Some((format!("write a list: `{}`", excerpt(&list)), list));
    }
    None
}

/// `a, b, c` as a list. Nothing where it is not clear what parts the items.
fn split_list(syntax: Syntax, text: &str) -> Option<String> {
    const MOST: usize = 100;
    let mark = if text.contains(';') { ';' } else { ',' };
    let items: Vec<&str> = text.split(mark).map(str::trim).collect();
    let is_clear = |item: &&str| !item.is_empty() && !item.contains([';', '\n', '"']);
    if items.len() > MOST || !items.iter().all(is_clear) {
        return None;
    }
    let item = |text: &&str| {
        let is_word = text.chars().all(|one| one.is_alphanumeric() || matches!(one, ' ' | '-' | '_' | '.' | '/'));
        let is_plain = is_word && syntax == Syntax::Yaml && syntax.reads_as_string(text);
        if is_plain { (*text).to_owned() } else { syntax.write(text, Style::DoubleQuoted) }
    };
    Some(format!("[{}]", items.iter().map(item).collect::<Vec<_>>().join(", ")))
}

fn not_an_option(governed: &Governed, (name, span): (&str, Span), options: &[Json], located: &Located) -> Diagnostic {
    let node = located.node;
    let shown = shown_options(&options[..options.len().min(8)]);
    let more = options.len().saturating_sub(shown.len());
    let among = if more > 0 { format!("{} or {more} others", shown.join(", ")) } else { any_of(&shown) };
    let one_of = if options.len() == 1 { "" } else { "one of " };
    if let Some(found) = of_another_type(governed, (name, span), options, &among, located) {
        return found;
    }
    let message = format!("{name} is {}, which is not {one_of}{among}", actual(node));
    let found = Diagnostic::new(span, message);
    let (Some(scalar), false) = (node.as_scalar(), located.via.is_some()) else { return found };
    let texts: Vec<&str> = options.iter().filter_map(Json::as_str).collect();
    let same: Vec<_> = texts.iter().filter(|text| text.to_lowercase() == scalar.text.trim().to_lowercase()).collect();
    let near = match same[..] {
        [one] => Some(*one),
        _ => nearest(&scalar.text, texts.iter().copied()),
    };
    let Some(near) = near else { return found.help(format!("write {among}")) };
    let found = found.help(format!("write `{}`", excerpt(near)));
    let distance = |text: &str| strsim::damerau_levenshtein(&scalar.text, text);
    let alone = same.len() == 1 || texts.iter().filter(|text| distance(text) <= distance(near)).count() == 1;
    if !alone || scalar.style.is_block() {
        return found;
    }
    let edit = Edit::replace(node.span, governed.document.write(near, scalar.style));
    found.fix(Fix::unsafe_(format!("write `{}`", excerpt(near)), [edit]))
}

/// A value that is written as an option is, but is of another type: `"true"` where `true` is allowed, `2024` where `"2024"`
/// is.
fn of_another_type(
    governed: &Governed,
    (name, span): (&str, Span),
    options: &[Json],
    among: &str,
    located: &Located,
) -> Option<Diagnostic> {
    let node = located.node;
    let scalar = node.as_scalar().filter(|_| !node.is_null())?;
    let is_text = node.as_str().is_some();
    let same = options.iter().find(|option| match option {
        Json::String(text) => !is_text && *text == scalar.text,
        Json::Number(_) | Json::Bool(_) => is_text && is_written_as(option, scalar.text.trim()),
        Json::Null | Json::Array(_) | Json::Object(_) => false,
    })?;
    let types: Vec<Type> = options.iter().map(type_of).collect();
    let all_of_one = types.iter().all(|one| *one == types[0]);
    let noun = match (same, options.len()) {
        _ if !all_of_one => "",
        (Json::String(_), 1) => "the text ",
        (Json::String(_), _) => "one of the texts ",
        (Json::Bool(_), _) => "the boolean ",
        (_, 1) => "the number ",
        _ => "one of the numbers ",
    };
    let found = Diagnostic::new(span, format!("{name} is {}, and the schema wants {noun}{among}", actual(node)));
    let syntax = governed.document.syntax;
    let (help, text) = match same {
        Json::String(text) => {
            let quoted = syntax.write(text, syntax.usual_quotes());
            (format!("put it in quotes: `{}`", excerpt(&quoted)), quoted)
        }
        other => (format!("remove the quotes: `{other}`"), other.to_string()),
    };
    let found = found.help(help);
    if located.via.is_some() || node.tag.is_some() || node.anchor.is_some() || scalar.style.is_block() {
        return Some(found);
    }
    let message = format!("write `{}`", excerpt(&text));
    Some(found.fix(Fix::unsafe_(message, [Edit::replace(node.span, text)])))
}

fn is_written_as(option: &Json, text: &str) -> bool {
    let written = option.to_string();
    written == text
}

/// The type of a value that a schema names.
const fn type_of(value: &Json) -> Type {
    match value {
        Json::Null => Type::Null,
        Json::Bool(_) => Type::Boolean,
        Json::Number(_) => Type::Number,
        Json::String(_) => Type::String,
        Json::Array(_) => Type::Array,
        Json::Object(_) => Type::Object,
    }
}

fn length(name: &str, span: Span, node: Option<&Node>, bound: &str) -> Diagnostic {
    let count = node.and_then(Node::as_str).map_or(0, |text| text.chars().count());
    let message = format!("{name} has {}, and the schema wants {bound}", counted(count as u64, "character"));
    Diagnostic::new(span, message)
}

fn items(governed: &Governed, pointer: &str, fault: &ItemsFault, findings: &mut Findings) -> Option<Diagnostic> {
    let name = place(governed.json, pointer);
    let list = governed.json.pointer(pointer)?.as_array()?;
    let count = counted(list.len() as u64, "item");
    let at = |index: usize| governed.value(&child(pointer, &index.to_string()));
    let span = governed.value(pointer);
    Some(match fault {
        ItemsFault::TooFew(limit) => {
            Diagnostic::new(span, format!("{name} has {count}, and the schema wants at least {limit}"))
        }
        ItemsFault::TooMany(limit) => {
            let index = usize::try_from(*limit).unwrap_or(usize::MAX);
            let span = if index > 0 && index < list.len() { at(index) } else { span };
            Diagnostic::new(span, format!("{name} has {count}, and the schema wants at most {limit}"))
        }
        ItemsFault::Repeated => {
            let Some((first, second)) = repeated(list) else {
                return Some(Diagnostic::new(span, format!("{name} has the same item twice")));
            };
            let (first, second) = (at(first), at(second));
            // Links to the same note have a rule of their own.
            let level = findings.level(&ITEMS).unwrap_or(Severity::Info);
            if findings.raise("wikilink/duplicate", second, level) {
                return None;
            }
            Diagnostic::new(second, format!("{name} has the same item twice"))
                .also(first, "the first is here")
                .help("remove one of the two")
        }
        ItemsFault::Kind(kind) => of_a_kind(&name, span, kind, at),
        ItemsFault::Beyond(index) => {
            let span = if *index < list.len() { at(*index) } else { span };
            Diagnostic::new(span, format!("{name} has {count}, and the schema has no place for item {}", index + 1))
        }
        ItemsFault::Strange => Diagnostic::new(span, format!("{name} has items that the schema has no place for")),
    })
}

/// Too few or too many items of a kind.
fn of_a_kind(name: &str, span: Span, kind: &ItemKind, at: impl Fn(usize) -> Span) -> Diagnostic {
    let count = kind.found.len() as u64;
    let what = kind
        .what
        .as_ref()
        .map_or_else(|| " of the kind that `contains` describes".to_owned(), |what| format!(" that {what}"));
    let has = match count {
        0 => format!("no item{what}"),
        _ => format!("{}{}", counted(count, "item"), if count == 1 { what } else { plural(&what) }),
    };
    let wants = match kind.most.filter(|most| count > *most) {
        Some(most) => format!("at most {most}"),
        None if kind.least <= 1 => "one".to_owned(),
        None => format!("at least {}", kind.least),
    };
    let surplus = kind.most.and_then(|most| kind.found.get(usize::try_from(most).ok()?));
    let found = Diagnostic::new(
        surplus.map_or(span, |index| at(*index)),
        format!("{name} has {has}, and the schema wants {wants}"),
    );
    match (surplus, &kind.what) {
        (Some(_), _) => found.help("remove what is too much"),
        (None, Some(what)) => found.help(format!("add an item that {what}")),
        (None, None) => found,
    }
}

/// ` that is x` of several.
fn plural(what: &str) -> String {
    what.replace(" that is ", " that are ")
        .replace(" that has ", " that have ")
        .replace(" that matches ", " that match ")
}

/// The first two items that are equal. Lists that long are not looked through.
fn repeated(list: &[Json]) -> Option<(usize, usize)> {
    const LONGEST: usize = 2_000;
    let list = &list[..list.len().min(LONGEST)];
    (1..list.len())
        .find_map(|second| Some((list[..second].iter().position(|item| equal(item, &list[second]))?, second)))
}

/// Whether two values are equal to JSON Schema (core §4.2.2): numbers by what they are, not by how they are written.
fn equal(one: &Json, other: &Json) -> bool {
    match (one, other) {
        (Json::Number(one), Json::Number(other)) if one.is_f64() != other.is_f64() => one.as_f64() == other.as_f64(),
        (Json::Array(one), Json::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| equal(one, other))
        }
        (Json::Object(one), Json::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, value)| other.get(key).is_some_and(|other| equal(value, other)))
        }
        _ => one == other,
    }
}

/// A field that the schema names to rule it out.
fn banned(governed: &Governed, holder: &str, field: &str) -> Diagnostic {
    let pointer = child(holder, field);
    let name = place(governed.json, &pointer);
    let span = governed.locate(&pointer).map_or_else(|| governed.document.opening(), |located| located.named());
    Diagnostic::new(span, format!("{name} must not be there")).help("remove it").pointer(pointer)
}

fn wrong_name(governed: &Governed, pointer: &str, field: &str, fault: &Fault) -> Diagnostic {
    let what = match fault {
        Fault::Pattern(pattern) => format!("does not match the pattern `{}`", excerpt(pattern)),
        Fault::TooLong(limit) => format!("has more than {}", counted(*limit, "character")),
        Fault::TooShort(limit) => format!("has fewer than {}", counted(*limit, "character")),
        Fault::Enum(options) => {
            let options: Vec<_> = options.iter().take(8).map(|option| format!("`{}`", value(option))).collect();
            format!("is not {}", any_of(&options))
        }
        _ => "is not one that the schema allows".to_owned(),
    };
    let pointer = child(pointer, field);
    let span = governed.locate(&pointer).map_or_else(|| governed.document.opening(), |located| located.named());
    Diagnostic::new(span, format!("the name `{}` {what}", excerpt(field))).pointer(pointer)
}
