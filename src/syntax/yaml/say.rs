//! The words for faults that do not keep a document from being read to its end.

use super::write::write;
use crate::diagnostic::{Diagnostic, Edit, Fix, excerpt};
use crate::source::Span;
use crate::tree::{Problem, ProblemKind, Style};

/// `*name` without an anchor `&name` before it.
pub(super) fn unknown_alias(span: Span, name: &str) -> Problem {
    let quoted = write(&format!("*{name}"), Style::SingleQuoted);
    let shown = excerpt(name);
    let diagnostic =
        Diagnostic::new(span, format!("`*{shown}` refers to an anchor `&{shown}` that is not defined before it"))
            .help(format!("write {quoted} in quotes if it is text"))
            .fix(Fix::unsafe_("quote the text", [Edit::replace(span, quoted)]));
    Problem::new(ProblemKind::Syntax, diagnostic)
}

/// `*name` inside the node that `&name` stands at.
pub(super) fn cycle(span: Span, alias: &str) -> Problem {
    let message = format!("`{}` stands inside the very value that it refers to", excerpt(alias));
    let diagnostic = Diagnostic::new(span, message).help("write the value out, or refer to another anchor");
    Problem::new(ProblemKind::Syntax, diagnostic)
}

pub(super) fn tag(span: Span, tag: &str) -> Problem {
    let message = format!("the tag `{}` is not one that every reader of YAML knows", excerpt(tag));
    let diagnostic = Diagnostic::new(span, message).help("remove the tag; masthead reads the value as if it had none");
    Problem::new(ProblemKind::Tag, diagnostic)
}

pub(super) fn too_many_nodes(span: Span, limit: usize) -> Problem {
    let message =
        format!("aliases add more than {limit} values to the front matter, the limit that `alias-nodes` sets");
    let help =
        "write values out instead of repeating them by aliases, or raise the option `alias-nodes` of `file/limit`";
    Problem::new(ProblemKind::Limit, Diagnostic::new(span, message).help(help))
}

pub(super) fn too_deep(span: Span, limit: usize) -> Problem {
    let message = format!("the front matter is nested more than {limit} levels deep, the limit that `depth` sets");
    let help = "flatten the value, or raise the option `depth` of `file/limit`";
    Problem::new(ProblemKind::Limit, Diagnostic::new(span, message).help(help))
}

/// Whether a flow mapping is `{{ … }}`: a template that no one has filled in. YAML reads a mapping as the key of a
/// mapping, which hardly any reader can hold.
pub(super) fn is_template(yaml: &str, span: Span, base: usize) -> bool {
    let text = &yaml[span.start - base..span.end - base];
    text.starts_with("{{") && text.ends_with("}}")
}

pub(super) fn template(span: Span, yaml: &str, base: usize) -> Problem {
    let text = &yaml[span.start - base..span.end - base];
    let quoted = write(text, Style::SingleQuoted);
    let diagnostic =
        Diagnostic::new(span, format!("`{}` is template text, which YAML reads as a mapping", excerpt(text)))
            .help(format!("fill it in, or write it in quotes: {}", excerpt(&quoted)))
            .fix(Fix::unsafe_("quote the template", [Edit::replace(span, quoted)]));
    Problem::new(ProblemKind::Syntax, diagnostic)
}
