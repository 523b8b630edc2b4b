//! `front-matter/*`: the block itself, before what is in it.

use super::{Context, Findings, Repair};
use crate::diagnostic::Severity::{Error, Warning};
use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::document::{Block, Document, Fence, FenceFault, is_void, second};
use crate::source::{Span, line_around};
use crate::syntax::Syntax;
use crate::tree::Value;

rules! {
    /// Finds documents without front matter, where a schema applies.
    ///
    /// A schema says what a document must tell of itself, and a document without front matter tells nothing. The finding
    /// is made only where nothing at the top of the file looks like a fence; a fence that is spoilt or never closed is
    /// found by `front-matter/fence` and `front-matter/unclosed`. Front matter in a language that masthead does not read,
    /// such as JavaScript (`---js`), counts as missing where a schema applies, and is left alone where none does.
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
    /// Finds an opening `---` without a closing `---` or `...`, and an opening `+++`, `;;;` or `{` without a closing one.
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
    /// Finds fields behind the front matter: an empty block, and the real one right behind it.
    ///
    /// Readers take the first block and no other. Where it is empty, the document has no fields for them, and the real ones
    /// are printed in the page. Programs that add front matter to a file that has some make such documents. Fields that go on
    /// behind a block that has some are a warning: slides are written like that.
    ///
    /// # Fails
    ///
    /// ```yaml
    /// ---
    /// ---
    /// title: Kazakhstan, Turkey and Serbia
    /// ---
    /// ```
    ///
    /// # Passes
    ///
    /// ```yaml
    /// ---
    /// title: Kazakhstan, Turkey and Serbia
    /// ---
    ///
    /// ---
    ///
    /// Text: below a thematic break
    /// ```
    REPEATED = "front-matter/repeated", Some(Error), Repair::Unsafe, effect = Syntax;
    /// Finds an opening fence that readers will not see as one.
    ///
    /// Front matter begins with a line of exactly three hyphens, and that is the first line of the file. With a blank line
    /// or a space before it, a fourth dash, a dash of another kind or text after it, readers see a line of the
    /// text, and the fields are printed in the page. A byte order mark before the fence does no harm and is kept.
    /// TOML stands between two lines `+++` in the same way; TOML between lines `---` and YAML between lines `+++` are
    /// found too.
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

/// More dashes of a fence are not shown.
const MOST_DASHES: usize = 20;

pub(super) fn check(context: &Context, findings: &mut Findings) {
    let document = context.document;
    let governed = context.schema.is_some();
    match document.fence {
        Fence::Missing if governed && !super::file::is_wide(document.source.text()) => {
            findings.push(&MISSING, missing());
        }
        Fence::Foreign { opening, .. } if governed => {
            let message = "the document has no front matter that masthead reads: it is in another language";
            let help = "write the fields in YAML between two lines `---`, or in TOML between two lines `+++`";
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
        Fence::Spoilt { fault: FenceFault::Repeated, span, block: Some(block) } => {
            findings.push(&REPEATED, repeated(document, span, &block));
        }
        Fence::Closed(block) if !document.is_data && block.syntax == Syntax::Yaml => {
            findings.extend_at_most(&REPEATED, Warning, second_block(document, &block));
        }
        Fence::Spoilt { fault, span, block } if governed || block.is_some() => {
            findings.push(&FENCE, spoilt(document, fault, span, block));
        }
        Fence::Missing | Fence::Foreign { .. } | Fence::Prose { .. } | Fence::Closed(_) | Fence::Spoilt { .. } => {}
    }
    // A file of data may well be a list.
    if let Some(root) = document.root.as_ref().filter(|_| !document.is_data) {
        let what = match &root.value {
            Value::Sequence(_) => "a list",
            Value::Scalar(_) if !root.is_null() => "a single value",
            Value::Scalar(_) | Value::Mapping(_) | Value::Broken => return,
        };
        let message = format!("the front matter is {what}, not a mapping of fields");
        findings.push(&NOT_MAPPING, Diagnostic::new(root.span, message).help("write each field as `name: value`"));
    }
}

/// An empty block before the real one, whose first line is `span` away from the top.
fn repeated(document: &Document, span: Span, real: &Block) -> Diagnostic {
    let source = document.source;
    let start = source.bom();
    let end = if real.opening == span { span.start } else { real.opening.start };
    Diagnostic::new(Span::new(start, start + 3), "the front matter ends where it begins; the fields stand behind it")
        .also(real.opening, "they begin here")
        .help("remove the empty block")
        .fix(Fix::unsafe_("remove the empty block", [Edit::delete(Span::new(start, end))]))
}

/// Fields that stand behind the front matter.
fn second_block(document: &Document, block: &Block) -> Option<Diagnostic> {
    let (first, has_opening) = second(document.source.text(), block)?;
    let diagnostic = if has_opening {
        Diagnostic::new(first, "a second block of fields stands below the front matter, which readers take for text")
            .also(block.opening, "the front matter is here")
            .help("join the two blocks")
    } else {
        Diagnostic::new(
            block.closing,
            "the front matter ends here, and more fields stand below it, which readers take for text",
        )
        .also(first, "they begin here")
        .help("remove this line, if they belong to it")
    };
    Some(diagnostic)
}

fn missing() -> Diagnostic {
    Diagnostic::new(Span::at(0), "the document has no front matter")
        .help("begin the file with a line `---`, the fields, and another line `---`")
}

fn unclosed(document: &Document, opening: Span, near: Option<Span>, block: Option<Block>) -> Diagnostic {
    let mark = match document.source.slice(opening).chars().next() {
        Some('+') => "+++",
        Some(';') => ";;;",
        Some('{') => "}",
        _ => "---",
    };
    let diagnostic = Diagnostic::new(opening, format!("the front matter that begins here has no closing `{mark}`"));
    let help = format!("write `{mark}` on a line of its own after the last field");
    let (Some(near), Some(_)) = (near, block) else {
        return diagnostic.help(help);
    };
    if near.is_empty() {
        let line = format!("{mark}{}", line_end(document, opening));
        return diagnostic
            .also(near, "the text seems to begin here")
            .help(help)
            .fix(Fix::unsafe_(format!("write the closing `{mark}`"), [Edit::insert(near.start, line)]));
    }
    let written = document.source.slice(near);
    let visible = written.trim_end_matches(is_void);
    if let Some(first) = written[visible.len()..].chars().next().filter(|_| matches!(visible, "---" | "...")) {
        let after = Span::new(near.start + visible.len(), near.end);
        let message = format!(
            "U+{:04X}, which cannot be seen, follows the closing `{visible}`, so no reader sees it",
            u32::from(first)
        );
        return Diagnostic::new(after, message)
            .also(opening, "the front matter begins here")
            .help("remove it")
            .fix(Fix::unsafe_("remove what cannot be seen", [Edit::delete(after)]));
    }
    diagnostic
        .also(near, "this line was probably meant to close it")
        .help(format!("write `{mark}` instead of `{}`, at the start of its line", shortened(written)))
        .fix(Fix::unsafe_(format!("write `{mark}`"), [Edit::replace(near, mark)]))
}

/// A fence as a message shows it: with the white space before it, and no more dashes than one can count.
fn shortened(fence: &str) -> String {
    match fence.char_indices().nth(MOST_DASHES) {
        Some((end, _)) => format!("{}…", &fence[..end]),
        None => fence.to_owned(),
    }
}

fn spoilt(document: &Document, fault: FenceFault, span: Span, block: Option<Block>) -> Diagnostic {
    let written = document.source.slice(span);
    let after = rest_of_line(document, span.end);
    let mark = mark(document, fault, span);
    let (message, help) = match fault {
        FenceFault::Mixed => {
            let (inside, outside) = (document.syntax.name(), if mark == "---" { "TOML" } else { "YAML" });
            let message = format!("the front matter is {inside} between the fences `{written}` of {outside}");
            return mixed(Diagnostic::new(span, message), mark, block);
        }
        FenceFault::Repeated => ("the front matter is empty".to_owned(), "remove the empty block".to_owned()),
        FenceFault::InCode => (
            "the front matter stands in a block of code, so no reader sees it".to_owned(),
            "remove the line before the opening `---` and the last line of the file".to_owned(),
        ),
        FenceFault::NotFirst => {
            let gap = document.source.slice(Span::new(document.source.bom(), span.start));
            let what = if gap.contains(['\n', '\r']) { "blank lines stand" } else { "white space stands" };
            (
                format!("{what} before the opening `---`, so no reader sees front matter"),
                "begin the file with `---`".to_owned(),
            )
        }
        FenceFault::Dashes => {
            let signs = if mark == "---" { "dashes" } else { "plus signs" };
            (format!("the opening line has {} {signs} instead of three", written.len()), format!("write `{mark}`"))
        }
        FenceFault::LookAlike => (
            format!("the opening line is written `{written}`, in dashes that are not hyphens"),
            "write `---`".to_owned(),
        ),
        FenceFault::Text => {
            let message = format!("something follows the opening `{mark}` on its line");
            (message, format!("leave `{mark}` alone on its line"))
        }
        FenceFault::Preceded => (
            "text stands before the opening `---`, so no reader sees front matter".to_owned(),
            "begin the file with `---`".to_owned(),
        ),
        FenceFault::Absent => (
            "the front matter that ends here has no opening `---`".to_owned(),
            "write `---` on a line of its own before the first field".to_owned(),
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
    let mark = mark(document, fault, span);
    let mut edits = Vec::new();
    if span.start > source.bom() {
        edits.push(Edit::delete(Span::new(source.bom(), span.start)));
    }
    if source.slice(span) != mark {
        edits.push(Edit::replace(span, mark));
    }
    if !after.is_empty() && fault == FenceFault::Text {
        let text = source.slice(after).trim();
        let gap = after.start + (source.slice(after).len() - source.slice(after).trim_start().len());
        let is_mark = text.is_empty() || text.eq_ignore_ascii_case("yaml") || text.eq_ignore_ascii_case("yml");
        let is_field = text.starts_with('#') || text.contains(": ") || text.ends_with(':') || mark == "+++";
        match (is_mark, is_field) {
            (true, _) => edits.push(Edit::delete(after)),
            // What follows is the first line of the block.
            (false, true) => edits.push(Edit::replace(Span::new(after.start, gap), line_end(document, span))),
            (false, false) => return None,
        }
    }
    let closing = source.slice(block.closing);
    if closing != mark && !(mark == "---" && closing == "...") {
        let end = if closing.trim().starts_with(['.', '\u{2026}']) { "..." } else { mark };
        edits.push(Edit::replace(block.closing, end));
    }
    Some(Fix::safe(format!("write `{mark}` as the first line"), edits))
}

/// The fence that belongs where one is spoilt.
fn mark(document: &Document, fault: FenceFault, span: Span) -> &'static str {
    let is_toml = match fault {
        FenceFault::Mixed => document.syntax == Syntax::Toml,
        _ => document.source.slice(span).starts_with('+'),
    };
    if is_toml { "+++" } else { "---" }
}

/// Front matter of one syntax between the fences of another.
fn mixed(found: Diagnostic, mark: &'static str, block: Option<Block>) -> Diagnostic {
    let help = format!("write `{mark}` above and below it");
    let found = found.help(help.clone());
    let Some(block) = block else { return found };
    let edits = [Edit::replace(block.opening, mark), Edit::replace(block.closing, mark)];
    found.also(block.closing, "it ends here").fix(Fix::unsafe_(help, edits))
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
