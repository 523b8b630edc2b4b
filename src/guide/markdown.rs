//! The page as Markdown.

use std::fmt::Write;

use super::words::code;
use super::{FieldGuide, Guide, Presence};

pub(super) fn page(guide: &Guide) -> String {
    let mut out = format!("# {}\n", escaped(&guide.title));
    if let Some(about) = &guide.about {
        let _ = write!(out, "\n{}\n", escaped(about));
    }
    if let Some(sample) = &guide.sample {
        let _ = write!(out, "\n```yaml\n{sample}```\n");
    }
    if !guide.fields.is_empty() {
        out.push_str("\n| field | | holds |\n| --- | --- | --- |\n");
        for field in &guide.fields {
            let link = format!("[{}](#{})", cell(&code(&field.name)), anchor(&field.name));
            let _ = writeln!(out, "| {link} | {} | {} |", presence(field), cell(&field.holds));
        }
    }
    let closing = if guide.is_closed { "No other fields are allowed." } else { "Other fields are allowed." };
    let _ = write!(out, "\n{closing}\n");
    for field in &guide.fields {
        section(&mut out, field);
    }
    if !guide.relations.is_empty() {
        out.push_str("\n## How fields relate\n\n");
        for sentence in &guide.relations {
            let _ = writeln!(out, "- {sentence}");
        }
    }
    out
}

fn section(out: &mut String, field: &FieldGuide) {
    let _ = write!(out, "\n## {}\n\n", code(&field.name));
    let _ = writeln!(out, "{}.", sentence(field));
    for text in &field.about {
        let _ = write!(out, "\n{}\n", escaped(text));
    }
    let facts = facts(field);
    if !facts.is_empty() {
        out.push('\n');
    }
    for fact in facts {
        let _ = writeln!(out, "- {fact}");
    }
    if !field.inner.is_empty() {
        out.push_str("\nInside:\n\n");
        inner(out, &field.inner, 0);
    }
}

fn inner(out: &mut String, fields: &[FieldGuide], depth: usize) {
    for field in fields {
        let indent = "  ".repeat(depth);
        let about = field.about.first().map_or_else(String::new, |text| format!(" {}", escaped(text)));
        let _ = writeln!(out, "{indent}- {}: {}.{about}", code(&field.name), sentence(field));
        for fact in facts(field) {
            let _ = writeln!(out, "{indent}  - {fact}");
        }
        inner(out, &field.inner, depth + 1);
    }
}

/// `Required; text`
pub(super) fn sentence(field: &FieldGuide) -> String {
    let presence = match field.presence {
        Presence::Required => "Required",
        Presence::Sometimes => "Required in some documents",
        Presence::Optional => "Optional",
    };
    let deprecated = if field.is_deprecated { "; deprecated" } else { "" };
    format!("{presence}{deprecated}; {}", field.holds)
}

fn presence(field: &FieldGuide) -> &'static str {
    match field.presence {
        _ if field.is_deprecated => "deprecated",
        Presence::Required => "required",
        Presence::Sometimes => "sometimes required",
        Presence::Optional => "",
    }
}

/// The facts beside the description, a sentence each.
pub(super) fn facts(field: &FieldGuide) -> Vec<String> {
    let mut facts = Vec::new();
    if !field.values.is_empty() {
        facts.push(format!("One of {}.", field.values.join(", ")));
    }
    facts.extend(field.limits.iter().cloned());
    if let Some(default) = &field.default {
        facts.push(format!("Without it: {default}."));
    }
    if !field.examples.is_empty() {
        facts.push(format!("For example {}.", field.examples.join(", ")));
    }
    facts
}

/// Prose of a schema, in which nothing becomes a tag or a heading. Markdown that its author wrote stays Markdown.
fn escaped(text: &str) -> String {
    let text = text.trim().replace('<', "&lt;");
    let line = |line: &str| {
        if line.trim_start().starts_with(['#', '|']) { format!("\\{}", line.trim_start()) } else { line.to_owned() }
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// The anchor that a heading gets on GitHub.
fn anchor(name: &str) -> String {
    crate::kinds::slug::Slug::GitHub.of(name).into_iter().next().unwrap_or_default()
}
