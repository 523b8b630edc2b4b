//! Small checks with fixes of known effect, for the tests of what makes them.

use masthead::diagnostic::{Diagnostic, Edit, Fix, Safety};
use masthead::document::Document;
use masthead::fix::{Repaired, repair};
use masthead::kinds::Shape;
use masthead::source::{Source, Span};
use masthead::tree::{Limits, Node, Resolved, Style};
use masthead::values::Values;

pub(crate) fn repaired(text: &str, check: impl Fn(&Source) -> Vec<Diagnostic>, allow: Safety) -> Repaired {
    repair(Source::new("a.md", text), check, allow)
}

pub(crate) fn found(rule: &'static str, pointer: &str, span: Span, fix: Option<Fix>) -> Diagnostic {
    let diagnostic = Diagnostic { rule, ..Diagnostic::new(span, "found") }.pointer(pointer);
    Diagnostic { fix, ..diagnostic }
}

/// What `look` says of each value of a document, with its pointer.
pub(crate) fn each_value(
    source: &Source,
    mut look: impl FnMut(&Source, &Node, &str, &mut Vec<Diagnostic>),
) -> Vec<Diagnostic> {
    let document = Document::parse(source, Limits::default());
    let mut diagnostics = Vec::new();
    if let Some(root) = &document.root {
        let values = Values::collect(root, &Shape::default());
        for value in values.iter() {
            look(source, value.node, &values.pointer(value), &mut diagnostics);
        }
    }
    diagnostics
}

/// Puts plain strings into double quotes, by two insertions.
pub(crate) fn unquoted(source: &Source) -> Vec<Diagnostic> {
    each_value(source, |_, node, pointer, diagnostics| {
        let plain = node.as_scalar().is_some_and(|scalar| scalar.style == Style::Plain);
        if plain && node.resolved() == Some(Resolved::String) {
            let edits = [Edit::insert(node.span.start, "\""), Edit::insert(node.span.end, "\"")];
            let fix = Fix::safe("add quotes", edits);
            diagnostics.push(found("yaml/ambiguous-scalar", pointer, node.span, Some(fix)));
        }
    })
}

/// Writes `-` for each `_` in the field `lang`.
pub(crate) fn underscores(source: &Source) -> Vec<Diagnostic> {
    each_value(source, |source, node, pointer, diagnostics| {
        if pointer == "/lang" {
            for (at, _) in source.slice(node.span).match_indices('_') {
                let span = Span::new(node.span.start + at, node.span.start + at + 1);
                let fix = Fix::safe("write `-`", [Edit::replace(span, "-")]);
                diagnostics.push(found("language/malformed", pointer, span, Some(fix)));
            }
        }
    })
}

/// Removes spaces at the ends of the lines of the front matter.
pub(crate) fn trailing_spaces(source: &Source) -> Vec<Diagnostic> {
    let document = Document::parse(source, Limits::default());
    let Some(block) = document.block() else { return Vec::new() };
    let mut diagnostics = Vec::new();
    let mut start = block.content.start;
    for line in source.slice(block.content).split_inclusive(['\r', '\n']) {
        let content = line.trim_end_matches(['\r', '\n']);
        let kept = content.trim_end_matches([' ', '\t']).len();
        if kept < content.len() {
            let span = Span::new(start + kept, start + content.len());
            let fix = Fix::safe("remove the spaces", [Edit::delete(span)]);
            let diagnostic = Diagnostic { rule: "text/trailing-space", ..Diagnostic::new(span, "found") };
            diagnostics.push(diagnostic.fix(fix));
        }
        start += line.len();
    }
    diagnostics
}

/// All of them.
pub(crate) fn all(source: &Source) -> Vec<Diagnostic> {
    [unquoted(source), underscores(source), trailing_spaces(source)].concat()
}
