//! The page as HTML: one file, without scripts and without anything from elsewhere.

use std::fmt::Write;

use super::markdown::{facts, sentence};
use super::{FieldGuide, Guide};

const STYLE: &str = "\
:root { color-scheme: light dark }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
h2 { margin: 2rem 0 .25rem; font-size: 1.1rem }
code, pre { font: .95em ui-monospace, monospace; background: #8882; border-radius: .25rem }
code { padding: .1em .25em; overflow-wrap: anywhere }
pre { padding: .75rem; overflow-x: auto }
.facts { margin: 0; color: color-mix(in srgb, currentColor 75%, transparent) }
nav { columns: 12rem }
nav ul { margin: 0; padding: 0; list-style: none }
";

pub(super) fn page(guide: &Guide) -> String {
    let mut out = String::from("<!doctype html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n");
    out.push_str("<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
    escape(&mut out, &guide.title);
    out.push_str("</title>\n<style>\n");
    out.push_str(STYLE);
    out.push_str("</style>\n</head>\n<body>\n<h1 dir=\"auto\">");
    escape(&mut out, &guide.title);
    out.push_str("</h1>\n");
    if let Some(about) = &guide.about {
        paragraph(&mut out, "", about);
    }
    if let Some(sample) = &guide.sample {
        out.push_str("<pre dir=\"ltr\">");
        escape(&mut out, sample);
        out.push_str("</pre>\n");
    }
    out.push_str("<nav><ul>\n");
    for (number, field) in guide.fields.iter().enumerate() {
        let _ = write!(out, "<li><a href=\"#f{number}\"><code>");
        escape(&mut out, &field.name);
        out.push_str("</code></a></li>\n");
    }
    out.push_str("</ul></nav>\n");
    paragraph(&mut out, "", if guide.is_closed { "No other fields are allowed." } else { "Other fields are allowed." });
    for (number, field) in guide.fields.iter().enumerate() {
        let _ = write!(out, "<h2 id=\"f{number}\"><code>");
        escape(&mut out, &field.name);
        out.push_str("</code></h2>\n");
        describe(&mut out, field);
    }
    if !guide.relations.is_empty() {
        out.push_str("<h2>How fields relate</h2>\n");
        list(&mut out, &guide.relations);
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn describe(out: &mut String, field: &FieldGuide) {
    paragraph(out, " class=\"facts\"", &format!("{}.", sentence(field)));
    for text in &field.about {
        paragraph(out, "", text);
    }
    let facts = facts(field);
    if !facts.is_empty() {
        list(out, &facts);
    }
    if !field.inner.is_empty() {
        out.push_str("<ul>\n");
        for inner in &field.inner {
            out.push_str("<li><code>");
            escape(out, &inner.name);
            out.push_str("</code>\n");
            describe(out, inner);
            out.push_str("</li>\n");
        }
        out.push_str("</ul>\n");
    }
}

fn list(out: &mut String, sentences: &[String]) {
    out.push_str("<ul>\n");
    for sentence in sentences {
        out.push_str("<li>");
        inline(out, sentence);
        out.push_str("</li>\n");
    }
    out.push_str("</ul>\n");
}

fn paragraph(out: &mut String, attributes: &str, text: &str) {
    out.push_str("<p dir=\"auto\"");
    out.push_str(attributes);
    out.push('>');
    inline(out, text);
    out.push_str("</p>\n");
}

/// Text in which backticks mean code; those without a partner stay as they are (`CommonMark` 0.31, code spans).
fn inline(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(start) = rest.find('`') {
        let ticks = rest[start..].bytes().take_while(|byte| *byte == b'`').count();
        let (before, opened) = rest.split_at(start);
        escape(out, before);
        let inside = &opened[ticks..];
        let Some(end) = closing(inside, ticks) else {
            escape(out, &opened[..ticks]);
            rest = inside;
            continue;
        };
        let code = &inside[..end];
        let is_padded = code.len() > 1 && code.starts_with(' ') && code.ends_with(' ') && !code.trim().is_empty();
        out.push_str("<code>");
        escape(out, if is_padded { &code[1..code.len() - 1] } else { code });
        out.push_str("</code>");
        rest = &inside[end + ticks..];
    }
    escape(out, rest);
}

/// Where a run of just so many backticks begins.
fn closing(text: &str, ticks: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(start) = text[at..].find('`') {
        let start = at + start;
        let run = text[start..].bytes().take_while(|byte| *byte == b'`').count();
        if run == ticks {
            return Some(start);
        }
        at = start + run;
    }
    None
}

fn escape(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(letter),
        }
    }
}
