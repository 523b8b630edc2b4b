//! `front-matter/*`: the block itself, before what is in it.

use super::{Context, Findings, Repair};
use crate::diagnostic::Severity::Error;
use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::document::{Block, Document, Fence, FenceFault};
use crate::source::{Span, line_around};
use crate::tree::Value;

rules! {
    /// Finds documents without front matter, where a schema applies.
    ///
    /// A schema says what a document must tell of itself, and a document without front matter tells nothing. The finding
    /// is made only where nothing at the top of the file looks like a fence; a fence that is spoilt or never closed is
    /// found by `front-matter/fence` and `front-matter/unclosed`. masthead reads front matter in YAML; that in TOML
    /// (`+++`) or JSON counts as missing where a schema applies, and is left alone where none does.
    ///
    /// # Fails
    ///
    /// ```yaml schema
    /// required: [title]
    /// ```
    ///
    /// ```yaml
    /// # Kazakhstan, Turkey and Serbia
    ///
    /// The text begins without front matter.
    /// ```
    ///
    /// # Passes
    ///
    /// ```yaml schema
    /// required: [title]
    /// ```
    ///
    /// ```yaml
    /// ---
    /// title: Kazakhstan, Turkey and Serbia
    /// ---
    /// ```
    MISSING = "front-matter/missing", Some(Error), Repair::None, scope = Schema;
    /// Finds an opening `---` without a closing `---` or `...`.
    ///
    /// Without its end, most readers take the whole document for front matter or for text. The line that was probably
    /// meant to close it, or the place where the closing line was probably forgotten, is shown, and the fields before it
    /// are checked.
    ///
    /// # Fails
    ///
    /// ```yaml
    /// ---
    /// title: Kazakhstan, Turkey and Serbia
    /// ----
    ///
    /// The text.
    /// ```
    ///
    /// # Passes
    ///
    /// ```yaml
    /// ---
    /// title: Kazakhstan, Turkey and Serbia
    /// ...
    ///
    /// The text.
    /// ```
    UNCLOSED = "front-matter/unclosed", Some(Error), Repair::Unsafe, effect = Syntax;
    /// Finds front matter that is a list or a scalar.
    ///
    /// Readers look for fields by their names; a list or a piece of text has none. Where no schema applies, paragraphs
    /// between two lines `---` are taken for what they are: Markdown between two thematic breaks.
    ///
    /// # Fails
    ///
    /// ```yaml
    /// ---
    /// - title
    /// - author
    /// ---
    /// ```
    ///
    /// # Passes
    ///
    /// ```yaml
    /// ---
    /// title: Kazakhstan, Turkey and Serbia
    /// ---
    /// ```
    NOT_MAPPING = "front-matter/not-mapping", Some(Error), Repair::None;
    /// Finds an opening fence that readers will not see as one.
    ///
    /// Front matter begins with a line of exactly three hyphens, and that is the first line of the file. With a blank line
    /// or a space before it, a fourth dash, a dash of another kind or text after it, readers see a line of the
    /// text, and the fields are printed in the page. A byte order mark before the fence does no harm and is kept.
    /// Where no schema applies, a line is taken for a spoilt fence only if fields and a closing line follow.
    ///
    /// # Fails
    ///
    /// ```yaml
    /// ----
    /// title: Kazakhstan, Turkey and Serbia
    /// ----
    /// ```
    ///
    /// # Passes
    ///
    /// ```yaml
    /// ---
    /// title: Kazakhstan, Turkey and Serbia
    /// ---
    /// ```
    FENCE = "front-matter/fence", Some(Error), Repair::Safe, effect = Syntax;
}

pub(super) fn check(context: &Context, findings: &mut Findings) {
    let document = context.document;
    let governed = context.schema.is_some();
    match document.fence {
        Fence::Missing if governed && !super::file::is_wide(document.source.text()) => {
            findings.push(&MISSING, missing());
        }
        Fence::Foreign { opening, .. } if governed => {
            let message = "the document has no front matter that masthead reads: it is not YAML";
            let help = "masthead reads YAML between two lines `---` only; write the fields so";
            findings.push(&MISSING, Diagnostic::new(opening, message).help(help));
        }
        Fence::Unclosed { opening, near, block } => findings.push(&UNCLOSED, unclosed(document, opening, near, block)),
        Fence::Prose { opening, closing: None } if governed => {
            findings.push(&UNCLOSED, unclosed(document, opening, None, None));
        }
        Fence::Prose { opening, closing: Some(closing) } if governed => {
            let message = "the front matter is prose, not a mapping of fields";
            let help = "write each field as `name: value`, or put front matter before this thematic break";
            findings.push(&NOT_MAPPING, Diagnostic::new(opening, message).also(closing, "it ends here").help(help));
        }
        Fence::Spoilt { fault, span, block } if governed || block.is_some() => {
            findings.push(&FENCE, spoilt(document, fault, span, block));
        }
        Fence::Missing | Fence::Foreign { .. } | Fence::Prose { .. } | Fence::Closed(_) | Fence::Spoilt { .. } => {}
    }
    if let Some(root) = &document.root {
        let what = match &root.value {
            Value::Sequence(_) => "a list",
            Value::Scalar(_) if !root.is_null() => "a single value",
            Value::Scalar(_) | Value::Mapping(_) | Value::Broken => return,
        };
        let message = format!("the front matter is {what}, not a mapping of fields");
        findings.push(&NOT_MAPPING, Diagnostic::new(root.span, message).help("write each field as `name: value`"));
    }
}

fn missing() -> Diagnostic {
    Diagnostic::new(Span::at(0), "the document has no front matter")
        .help("begin the file with a line `---`, the fields, and another line `---`")
}

fn unclosed(document: &Document, opening: Span, near: Option<Span>, block: Option<Block>) -> Diagnostic {
    let diagnostic = Diagnostic::new(opening, "the front matter that begins here has no closing `---`");
    let (Some(near), Some(_)) = (near, block) else {
        return diagnostic.help("write `---` on a line of its own after the last field");
    };
    if near.is_empty() {
        let line = format!("---{}", line_end(document, opening));
        return diagnostic
            .also(near, "the text seems to begin here")
            .help("write `---` on a line of its own after the last field")
            .fix(Fix::unsafe_("write the closing `---`", [Edit::insert(near.start, line)]));
    }
    let written = document.source.slice(near);
    diagnostic
        .also(near, "this line was probably meant to close it")
        .help(format!("write `---` instead of `{written}`, at the start of its line"))
        .fix(Fix::unsafe_("write `---`", [Edit::replace(near, "---")]))
}

fn spoilt(document: &Document, fault: FenceFault, span: Span, block: Option<Block>) -> Diagnostic {
    let written = document.source.slice(span);
    let after = rest_of_line(document, span.end);
    let (message, help) = match fault {
        FenceFault::NotFirst => {
            let gap = document.source.slice(Span::new(document.source.bom(), span.start));
            let what = if gap.contains(['\n', '\r']) { "blank lines stand" } else { "white space stands" };
            (format!("{what} before the opening `---`, so no reader sees front matter"), "begin the file with `---`")
        }
        FenceFault::Dashes => {
            let message = format!("the opening line has {} dashes instead of three", written.len());
            (message, "write `---`")
        }
        FenceFault::LookAlike => {
            (format!("the opening line is written `{written}`, in dashes that are not hyphens"), "write `---`")
        }
        FenceFault::Text => {
            ("something follows the opening `---` on its line".to_owned(), "leave `---` alone on its line")
        }
        FenceFault::Preceded => (
            "text stands before the opening `---`, so no reader sees front matter".to_owned(),
            "begin the file with `---`",
        ),
        FenceFault::Absent => (
            "the front matter that ends here has no opening `---`".to_owned(),
            "write `---` on a line of its own before the first field",
        ),
    };
    let place = if fault == FenceFault::Text && !after.is_empty() { after } else { span };
    let diagnostic = Diagnostic::new(place, message).help(help);
    match mend(document, fault, span, after, block) {
        Some(fix) => diagnostic.fix(fix),
        None => diagnostic,
    }
}

/// The edits that make the fences right.
fn mend(document: &Document, fault: FenceFault, span: Span, after: Span, block: Option<Block>) -> Option<Fix> {
    let source = document.source;
    if fault == FenceFault::Absent {
        let line = format!("---{}", line_end(document, Span::at(source.bom())));
        return Some(Fix::unsafe_("write the opening `---`", [Edit::insert(source.bom(), line)]));
    }
    let block = block?;
    let mut edits = Vec::new();
    if span.start > source.bom() {
        edits.push(Edit::delete(Span::new(source.bom(), span.start)));
    }
    if source.slice(span) != "---" {
        edits.push(Edit::replace(span, "---"));
    }
    if !after.is_empty() && fault == FenceFault::Text {
        let text = source.slice(after).trim();
        let gap = after.start + (source.slice(after).len() - source.slice(after).trim_start().len());
        let is_mark = text.is_empty() || text.eq_ignore_ascii_case("yaml") || text.eq_ignore_ascii_case("yml");
        let is_yaml = text.starts_with('#') || text.contains(": ") || text.ends_with(':');
        match (is_mark, is_yaml) {
            (true, _) => edits.push(Edit::delete(after)),
            // What follows is the first line of the block.
            (false, true) => edits.push(Edit::replace(Span::new(after.start, gap), line_end(document, span))),
            (false, false) => return None,
        }
    }
    let closing = source.slice(block.closing);
    if !matches!(closing, "---" | "...") {
        let end = if closing.trim().starts_with(['.', '\u{2026}']) { "..." } else { "---" };
        edits.push(Edit::replace(block.closing, end));
    }
    Some(Fix::safe("write `---` as the first line", edits))
}

/// From `start` to the end of the line.
fn rest_of_line(document: &Document, start: usize) -> Span {
    Span::new(start, line_around(document.source.text(), start).end)
}

/// The line end of the line that `span` stands on.
fn line_end(document: &Document, span: Span) -> &'static str {
    let rest = &document.source.text()[rest_of_line(document, span.end).end..];
    if rest.starts_with("\r\n") {
        "\r\n"
    } else if rest.starts_with('\r') {
        "\r"
    } else {
        "\n"
    }
}
