//! The words for what is not JSON, and the edits that mend it.

use super::bare::BareFault;
use crate::diagnostic::{Diagnostic, Edit, Fix, excerpt};
use crate::source::Span;
use crate::syntax::{escape, habit};
use crate::tree::{Node, Problem, ProblemKind};

fn syntax(diagnostic: Diagnostic) -> Problem {
    Problem::new(ProblemKind::Syntax, diagnostic)
}

/// A finding that one edit mends, where its help says how.
fn mended(span: Span, message: String, help: String, edit: Edit) -> Problem {
    syntax(Diagnostic::new(span, message).help(help.clone()).fix(Fix::unsafe_(help, [edit])))
}

pub(super) fn surplus(span: Span, line: &str) -> Problem {
    let message = format!("`{}` stands behind the end of the data", excerpt(line));
    syntax(Diagnostic::new(span, message).help("write one object in braces, and nothing else"))
}

pub(super) fn odd_space(span: Span, written: &str) -> Problem {
    let first = written.chars().next().unwrap_or_default();
    let message = format!("U+{:04X} looks like a space and is none to JSON", u32::from(first));
    let fix = Fix::safe("write a space", [Edit::replace(span, " ")]);
    Problem::new(ProblemKind::LookAlike, Diagnostic::new(span, message).help("write a space").fix(fix))
}

pub(super) fn too_deep(span: Span, limit: usize) -> Problem {
    let message = format!("the front matter is nested more than {limit} levels deep, the limit that `depth` sets");
    let help = "flatten the value, or raise the option `depth` of `file/limit`";
    Problem::new(ProblemKind::Limit, Diagnostic::new(span, message).help(help))
}

pub(super) fn comment(span: Span, written: &str) -> Problem {
    let message = format!("`{}` is a comment, and JSON has none", excerpt(written));
    syntax(Diagnostic::new(span, message).help("remove it, or write the data in YAML or TOML, which have comments"))
}

/// Control characters in a text, at the bytes `all`.
pub(super) fn control(span: Span, byte: u8, all: &[usize], bytes: &[u8]) -> Problem {
    let name = if byte == b'\t' { "a tab".to_owned() } else { format!("the control character U+{byte:04X}") };
    let edit = |at: &usize| {
        let mut written = String::new();
        escape::push(&mut written, char::from(bytes[*at]));
        Edit::replace(Span::new(*at, at + 1), written)
    };
    let edits: Vec<Edit> = all.iter().map(edit).collect();
    let help = format!("write `{}`", edits[0].text);
    let found = Diagnostic::new(span, format!("{name} stands in a text, where JSON has it as an escape only"));
    syntax(found.help(help.clone()).fix(Fix::unsafe_(help, edits)))
}

pub(super) fn single_quotes(span: Span, content: &str) -> Problem {
    let message = format!("`{}` stands in single quotes, where JSON has double ones", excerpt(content));
    let found = Diagnostic::new(span, message).help("write double quotes");
    if content.contains('\\') {
        return syntax(found);
    }
    let edit = Edit::replace(span, escape::quote(content));
    syntax(found.fix(Fix::unsafe_("write double quotes", [edit])))
}

pub(super) fn unclosed_string(opening: Span, end: Option<usize>) -> Problem {
    let found = Diagnostic::new(opening, "the text that begins here has no closing quote on its line");
    let help = "write `\"` at the end of the text, and `\\n` for a line break in it";
    syntax(match end {
        Some(end) => found.help(help).fix(Fix::unsafe_("write `\"` at the end of the text", [Edit::insert(end, "\"")])),
        None => found.help(help),
    })
}

pub(super) fn wrong_escape(first: Span, shown: &str, wrong: &[Span]) -> Problem {
    let edits: Vec<Edit> = wrong.iter().map(|span| Edit::insert(span.start, "\\")).collect();
    let help = "write `\\\\` for a backslash";
    let message = format!("`{}` is not an escape of JSON", excerpt(shown));
    syntax(Diagnostic::new(first, message).help(help).fix(Fix::unsafe_(help, edits)))
}

pub(super) fn link(span: Span, text: &str) -> Problem {
    let message = format!("`{}` has no quotes, so JSON reads a list in a list of what is not a value", excerpt(text));
    let quoted = escape::quote(text);
    let fix = Fix::unsafe_("put the link in quotes", [Edit::replace(span, quoted.clone())]);
    syntax(Diagnostic::new(span, message).help(format!("write `{}`", excerpt(&quoted))).fix(fix))
}

pub(super) fn no_value(span: Span) -> Problem {
    syntax(Diagnostic::new(span, "a value is missing here").help("write a value, such as `null` or `\"\"`"))
}

pub(super) fn field_without_value(key: &Node, sign: Span) -> Problem {
    let name = key.as_scalar().map_or("", |scalar| scalar.text.as_ref());
    let found = Diagnostic::new(sign, format!("`{}` has no value", excerpt(name)));
    syntax(found.help("write a value, such as `null` or `\"\"`"))
}

pub(super) fn extra_comma(span: Span) -> Problem {
    mended(span, "a comma without a value before it".to_owned(), "remove the `,`".to_owned(), Edit::delete(span))
}

pub(super) fn trailing_comma(span: Span, end: &str) -> Problem {
    let end = if end.len() == 1 { format!("`{end}`") } else { end.to_owned() };
    let message = format!("a comma stands before {end}, where JSON has none");
    mended(span, message, "remove the `,`".to_owned(), Edit::delete(span))
}

/// Between a value that ends at `end` and what follows at `next`.
pub(super) fn no_comma(end: usize, next: usize) -> Problem {
    let message = "no comma stands between two values".to_owned();
    mended(Span::new(end, next.max(end)), message, "write `,`".to_owned(), Edit::insert(end, ","))
}

pub(super) fn unclosed(opening: Span, end: usize, bracket: &str) -> Problem {
    let what = if bracket == "]" { "list" } else { "object" };
    let message = format!("the {what} that begins here has no closing `{bracket}`");
    mended(opening, message, format!("write `{bracket}`"), Edit::insert(end, bracket))
}

pub(super) fn other_sign(sign: Span, key: &Node, written: &str) -> Problem {
    let name = key.as_scalar().map_or("", |scalar| scalar.text.as_ref());
    let message = format!("`{}` is followed by `{written}`, where JSON has `:`", excerpt(name));
    mended(sign, message, format!("write `:` instead of `{written}`"), Edit::replace(sign, ":"))
}

pub(super) fn no_colon(key: &Node) -> Problem {
    let name = key.as_scalar().map_or("", |scalar| scalar.text.as_ref());
    let message = format!("no `:` follows the name `{}`", excerpt(name));
    mended(key.span, message, "write `:`".to_owned(), Edit::insert(key.span.end, ":"))
}

pub(super) fn not_a_member(span: Span, written: &str) -> Problem {
    let message = format!("`{}` is not a field: it has no name in quotes and `:`", excerpt(written));
    syntax(Diagnostic::new(span, message).help("write `\"name\": value`"))
}

pub(super) fn key_without_quotes(span: Span, text: &str) -> Problem {
    let message = format!("the name `{}` needs double quotes in JSON", excerpt(text));
    let inner = habit::look_alike_quotes(text, 0).map_or(text, |(open, close)| &text[open.end..close.start]);
    let quoted = escape::quote(inner);
    mended(span, message, format!("write `{}`", excerpt(&quoted)), Edit::replace(span, quoted))
}

pub(super) fn twice(first: Span, second: &Node) -> Problem {
    let name = second.as_scalar().map_or("", |scalar| scalar.text.as_ref());
    let found = Diagnostic::new(second.span, format!("the field `{}` appears twice in the same object", excerpt(name)))
        .help("keep one of the two; most readers of JSON take the last and drop the first unseen")
        .also(first, "the first is here");
    Problem::new(ProblemKind::DuplicateKey, found)
}

/// What stands without quotes and is no value.
pub(super) fn bare(span: Span, text: &str, fault: &BareFault) -> Problem {
    let shown = excerpt(text);
    let quoted = escape::quote(text);
    match fault {
        BareFault::Word(word) => {
            let help = format!("write `{word}`, or `{}` if it is text", excerpt(&quoted));
            let fix = Fix::unsafe_(format!("write `{word}`, not `{text}`"), [Edit::replace(span, *word)]);
            syntax(Diagnostic::new(span, format!("`{shown}` is not a value of JSON")).help(help).fix(fix))
        }
        BareFault::NotFinite => {
            let found = Diagnostic::new(span, format!("`{shown}` is a number that JSON does not have"));
            syntax(found.help(format!("write `null`, or `{quoted}` if it is text")))
        }
        BareFault::Number(right) => {
            let message = format!("`{shown}` is not a number as JSON writes it");
            if let Some(right) = right {
                return mended(span, message, format!("write `{right}`"), Edit::replace(span, right.clone()));
            }
            let found = Diagnostic::new(span, message);
            syntax(found.help(format!("write a decimal number, or `{quoted}` if it is text")))
        }
        BareFault::Quotes => {
            let (open, close) = habit::look_alike_quotes(text, 0).unwrap_or_default();
            let right = escape::quote(&text[open.end..close.start.max(open.end)]);
            let fix = Fix::safe("write straight quotes", [Edit::replace(span, right.clone())]);
            let found = Diagnostic::new(span, format!("`{shown}` stands in quotes that JSON does not know"));
            Problem::new(ProblemKind::LookAlike, found.help(format!("write `{}`", excerpt(&right))).fix(fix))
        }
        BareFault::Text => {
            let message = format!("the text `{shown}` needs double quotes in JSON");
            mended(span, message, format!("write `{}`", excerpt(&quoted)), Edit::replace(span, quoted))
        }
    }
}
