//! `language/mismatch`.

use super::{MISMATCH, may_be_code};
use crate::detect::{self, BEGINNING, ENOUGH, LEAST, Reading, confirms, contradiction, is_rather};
use crate::diagnostic::{Diagnostic, excerpt};
use crate::kinds::language::{canonical, display_name, is_known};
use crate::prose::{Lines, Prose, prose, prose_of};
use crate::rules::{Context, Findings};
use crate::source::Span;
use crate::tree::{Entry, Node, Value};
use crate::values::push_token;

/// Fewer letters than this introduce nothing.
const INTRODUCTION: usize = 30;

pub(super) fn check(context: &Context, findings: &mut Findings) {
    if !findings.wants(&MISMATCH) {
        return;
    }
    let Some(entry) = declaration(context) else { return };
    let Some(tags) = tags(&entry.value) else { return };
    if tags.iter().any(|tag| may_be_code(context, tag)) {
        return;
    }
    let (text, body) = context.document.prose();
    let source = text.as_ref();
    let canonical: Vec<String> = tags.iter().map(|tag| canonical(tag)).collect();
    let declared: Vec<&str> = canonical.iter().map(String::as_str).collect();
    // Of most texts the beginning is enough to see that they are what they are declared to be.
    let beginning = text_of(source, body, BEGINNING);
    if beginning.letters < LEAST || confirms(&beginning.text, &declared) {
        return;
    }
    let Some((prose, reading)) = judge(source, body, &declared) else { return };
    let Some(field) = entry.key_text() else { return };
    let mut pointer = "/".to_owned();
    push_token(&mut pointer, field);
    let mut diagnostic = Diagnostic::new(entry.value.shown(), message(field, &tags, &reading)).pointer(pointer);
    if let Some(evidence) = in_file(context, source, evidence(source, prose.span)) {
        diagnostic = diagnostic.also(evidence, format!("this reads as {}", found(&reading)));
    }
    findings.push(&MISMATCH, help(diagnostic, &reading));
}

/// Where a part of the text that people read is in the file. In a notebook it may be written with escapes, and is then not shown.
fn in_file(context: &Context, text: &str, span: Span) -> Option<Span> {
    let file = context.document.source.text();
    if std::ptr::eq(file, text) {
        return Some(span);
    }
    let start = file.find(&text[span.range()]).filter(|_| !span.is_empty())?;
    Some(Span::new(start, start + span.len()))
}

/// What the body reads as, and the prose that shows it.
fn judge(source: &str, body: Span, declared: &[&str]) -> Option<(Prose, Reading)> {
    let text = text_of(source, body, ENOUGH);
    let reading = contradiction(&text.text, declared)?;
    // Under an introduction in the declared language, a list may be of titles in others. Where a list is all there is,
    // its heading is the introduction.
    let paragraphs = prose_of(source, body, ENOUGH, Lines::Paragraphs);
    let speaks = if paragraphs.letters < INTRODUCTION {
        contradiction(&prose(source, body, ENOUGH).text, declared).is_none()
    } else {
        declared.iter().any(|tag| is_rather(&paragraphs.text, tag, &reading))
    };
    (!speaks).then_some((text, reading))
}

/// The text under the headings, or with them where it is short.
fn text_of(source: &str, body: Span, letters: usize) -> Prose {
    let text = prose_of(source, body, letters, Lines::NoHeadings);
    if text.letters < LEAST { prose(source, body, letters) } else { text }
}

/// The first present field that names the language of the body.
fn declaration<'a>(context: &Context<'a>) -> Option<&'a Entry<'a>> {
    let fields = context.document.fields()?;
    context.relations.body_language.iter().find_map(|field| fields.get(field)).filter(|entry| !entry.value.is_null())
}

/// The declared tags, if all are tags; what is not, other rules speak of.
fn tags<'a>(value: &'a Node) -> Option<Vec<&'a str>> {
    let tag = |node: &'a Node| node.as_str().map(str::trim).filter(|tag| is_known(tag));
    match &value.value {
        Value::Scalar(_) => tag(value).map(|tag| vec![tag]),
        Value::Sequence(sequence) => sequence.items.iter().map(tag).collect(),
        Value::Mapping(_) | Value::Broken => None,
    }
}

fn message(field: &str, tags: &[&str], reading: &Reading) -> String {
    let named = |tag: &&str| match display_name(tag) {
        Some(name) => format!("`{}` ({name})", excerpt(tag)),
        None => format!("`{}`", excerpt(tag)),
    };
    let declared: Vec<String> = tags.iter().take(3).map(named).collect();
    let declared = declared.join(", ");
    format!(
        "`{}` declares {declared}, but the body reads as {} ({})",
        excerpt(field),
        found(reading),
        certainty(reading)
    )
}

/// `Russian`, or `Cyrillic script`.
fn found(reading: &Reading) -> String {
    match reading.language.map(|(tag, _)| (tag, display_name(tag))) {
        Some((_, Some(name))) => name.to_owned(),
        Some((tag, None)) => format!("`{tag}`"),
        None => format!("{} script", detect::script_name(reading.script)),
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 1")]
fn certainty(reading: &Reading) -> String {
    let percent = |part: f64| (part * 100.0) as u8;
    let script = format!("{} % of its letters are {}", percent(reading.share), detect::script_name(reading.script));
    match reading.language {
        Some((_, sure)) if reading.by_script => format!("{script}, {} % sure of the language", percent(sure.min(0.99))),
        Some((_, sure)) => format!("{} % sure", percent(sure)),
        None => script,
    }
}

fn help(diagnostic: Diagnostic, reading: &Reading) -> Diagnostic {
    match reading.language {
        Some((tag, _)) => diagnostic.help(format!("declare `{tag}`, or check that the body is the right text")),
        None => diagnostic.help("declare the language of the body, with its script where that is not the usual one"),
    }
}

/// The beginning of the prose, to the end of its first line.
fn evidence(source: &str, span: Span) -> Span {
    let line = source[span.range()].lines().next().unwrap_or_default().trim_end();
    Span::new(span.start, span.start + line.len())
}
