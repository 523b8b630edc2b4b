//! Keys that nobody means: none at all, and mappings and lists, which YAML allows and most readers do not.

use super::SYNTAX;
use crate::diagnostic::Severity::{Error, Warning};
use crate::diagnostic::{Diagnostic, Edit, Fix, Severity, excerpt};
use crate::rules::{Context, Findings};
use crate::source::Span;
use crate::syntax::yaml;
use crate::tree::{Entry, Mapping, Node, Style, Value};

pub(super) fn check(context: &Context, findings: &mut Findings) {
    let mut told: Option<Vec<usize>> = None;
    for value in context.values.iter() {
        let Some(mapping) = value.node.as_mapping() else { continue };
        for entry in mapping.entries.iter().filter(|entry| !entry.merged) {
            let Some((most, diagnostic)) = finding(context, value.node, mapping, entry) else { continue };
            let span = entry_span(entry);
            let told = told.get_or_insert_with(|| starts_of_problems(context));
            let next = told[told.partition_point(|start| *start < span.start)..].first();
            if next.is_none_or(|start| *start > span.end) {
                findings.push_at_most(&SYNTAX, most, diagnostic.pointer(context.values.pointer(value)));
            }
        }
    }
}

/// Where the faults of the syntax begin that have been told, in order.
fn starts_of_problems(context: &Context) -> Vec<usize> {
    let mut starts: Vec<usize> =
        context.document.problems.iter().map(|problem| problem.diagnostic.span.start).collect();
    starts.sort_unstable();
    starts
}

fn finding(context: &Context, node: &Node, mapping: &Mapping, entry: &Entry) -> Option<(Severity, Diagnostic)> {
    let source = context.document.source.text();
    let key = &entry.key;
    match &key.value {
        // `PyYAML` refuses such a document, and `js-yaml` makes text of the key.
        Value::Mapping(_) | Value::Sequence(_) => {
            let kind = if key.as_mapping().is_some() { "mapping" } else { "list" };
            let shown = key.shown();
            let message =
                format!("`{}` is read as a {kind} that is the key of a field", excerpt(&source[shown.range()]));
            let diagnostic = Diagnostic::new(shown, message);
            let whole = if mapping.entries.len() == 1 { node.span } else { shown };
            Some((Error, quoted(diagnostic, source, whole)))
        }
        Value::Scalar(scalar) if scalar.style == Style::Plain && scalar.text.is_empty() && key.tag.is_none() => {
            Some((Warning, without_name(source, node, mapping, entry)))
        }
        Value::Scalar(_) | Value::Broken => None,
    }
}

/// `?` alone, or a colon with nothing before it.
fn without_name(source: &str, node: &Node, mapping: &Mapping, entry: &Entry) -> Diagnostic {
    let written = source[node.span.range()].trim_end();
    if mapping.entries.len() == 1 && !mapping.flow && matches!(written, "?" | ":") {
        let span = Span::new(node.span.start, node.span.start + written.len());
        let message = format!("`{written}` alone is read as a field without a name and without a value");
        return quoted(Diagnostic::new(span, message), source, span);
    }
    let help = "write the name before the `:`, or quote the value if the colon is part of it";
    Diagnostic::new(entry_span(entry), "this field has no name").help(help)
}

fn entry_span(entry: &Entry) -> Span {
    let (key, value) = (entry.key.shown(), entry.value.shown());
    Span::new(key.start.min(value.start), key.end.max(value.end))
}

/// Offers to make text of what stands on one line.
fn quoted(diagnostic: Diagnostic, source: &str, span: Span) -> Diagnostic {
    let text = source[span.range()].trim_end();
    if text.contains(['\n', '\r']) {
        return diagnostic.help("quote it if it is text");
    }
    let quoted = yaml::write(text, Style::SingleQuoted);
    let span = Span::new(span.start, span.start + text.len());
    let help = format!("write {} if it is text", excerpt(&quoted));
    diagnostic.help(help).fix(Fix::unsafe_("quote it", [Edit::replace(span, quoted)]))
}
