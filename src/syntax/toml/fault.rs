//! The words for what is not TOML, and the edits that mend it.

use super::bare::{BareFault, mended_number};
use super::date;
use super::tables::Twice;
use super::write::write;
use crate::diagnostic::{Diagnostic, Edit, Fix, excerpt};
use crate::source::Span;
use crate::syntax::escape as escapes;
use crate::syntax::habit;
use crate::tree::{Problem, ProblemKind, Style};

fn syntax(diagnostic: Diagnostic) -> Problem {
    Problem::new(ProblemKind::Syntax, diagnostic)
}

/// What TOML 1.1 has and TOML 1.0 has not.
fn newer(diagnostic: Diagnostic) -> Problem {
    Problem::new(ProblemKind::Portability, diagnostic)
}

/// A finding that one edit mends, where its help says how.
fn mended(span: Span, message: String, help: String, edit: Edit) -> Problem {
    syntax(Diagnostic::new(span, message).help(help.clone()).fix(Fix::unsafe_(help, [edit])))
}

pub(super) fn odd_space(span: Span, written: &str) -> Problem {
    let first = written.chars().next().unwrap_or_default();
    let message = format!("U+{:04X} looks like a space and is none to TOML", u32::from(first));
    let fix = Fix::safe("write a space", [Edit::replace(span, " ")]);
    Problem::new(ProblemKind::LookAlike, Diagnostic::new(span, message).help("write a space").fix(fix))
}

pub(super) fn bare_return(span: Span) -> Problem {
    let message = "a carriage return alone ends no line in TOML";
    syntax(Diagnostic::new(span, message).help("end the lines in LF or CR LF"))
}

pub(super) fn control(span: Span, byte: u8, style: Style) -> Problem {
    let name = format!("U+{byte:04X}");
    let message = format!("the control character {name} stands in a text, where TOML has it as an escape only");
    let found = Diagnostic::new(span, message);
    if matches!(style, Style::SingleQuoted | Style::Literal) {
        return syntax(found.help("remove it, or write the text in double quotes with an escape"));
    }
    let escaped = format!("\\u{byte:04X}");
    let help = format!("remove it, or write `{escaped}`");
    syntax(found.help(help).fix(Fix::unsafe_(format!("write `{escaped}`"), [Edit::replace(span, escaped)])))
}

pub(super) fn control_in_comment(span: Span, character: char) -> Problem {
    let message =
        format!("the control character U+{:04X} stands in a comment, where TOML allows none", u32::from(character));
    syntax(Diagnostic::new(span, message).help("remove it"))
}

pub(super) fn unclosed_header(header: Span, found: Option<Span>, close: &str) -> Problem {
    let at = found.map_or(header.end, |found| found.start);
    let place = found.unwrap_or(Span::new(header.start, header.end));
    let message = format!("the header of the table has no closing `{close}`");
    let edit = Edit::replace(Span::new(at, found.map_or(at, |found| found.end)), close);
    mended(place, message, format!("write `{close}`"), edit)
}

pub(super) fn twice(twice: Twice, name: &str, is_table: bool) -> Problem {
    let name = excerpt(name);
    let message = if is_table {
        format!("the table `{name}` is defined twice")
    } else {
        format!("the field `{name}` appears twice in the same table")
    };
    let help = "keep one of the two: readers of TOML refuse the document";
    let found = Diagnostic::new(twice.second, message).help(help).also(twice.first, "the first is here");
    Problem::new(ProblemKind::DuplicateKey, found)
}

pub(super) fn needless(span: Span, written: &str) -> Problem {
    let message = format!("`{}` does not belong here", excerpt(written));
    mended(span, message, format!("remove `{}`", excerpt(written)), Edit::delete(span))
}

pub(super) fn surplus(span: Span, written: &str) -> Problem {
    let message = format!("`{}` stands behind the value, where TOML wants the end of the line", excerpt(written));
    syntax(Diagnostic::new(span, message).help("write one field a line, and text in quotes"))
}

pub(super) fn no_value(sign: Span, name: &str) -> Problem {
    let message = format!("`{}` has no value, and TOML has no empty one", excerpt(name));
    syntax(Diagnostic::new(sign, message).help("write a value, such as `\"\"`, or remove the field"))
}

pub(super) fn yaml_without_value(sign: Span, name: &str) -> Problem {
    let message = format!("`{}` is written as in YAML and has no value", excerpt(name));
    let help = format!("write `{0} = …`, or a table `[{0}]` with its fields below", excerpt(name));
    syntax(Diagnostic::new(sign, message).help(help))
}

pub(super) fn yaml_list(sign: Span, first: Span, name: &str, edit: Option<Edit>) -> Problem {
    let message = format!("the list of `{}` is written as in YAML, an item a line", excerpt(name));
    let found = Diagnostic::new(sign, message).also(first, "the list begins here");
    let help = "write the items in brackets, with commas between them";
    let found = found.help(help);
    syntax(match edit {
        Some(edit) => found.fix(Fix::unsafe_(help, [edit])),
        None => found,
    })
}

pub(super) fn too_deep(span: Span, limit: usize) -> Problem {
    let message = format!("the front matter is nested more than {limit} levels deep, the limit that `depth` sets");
    let help = "flatten the value, or raise the option `depth` of `file/limit`";
    Problem::new(ProblemKind::Limit, Diagnostic::new(span, message).help(help))
}

pub(super) fn other_comment(span: Span, mark: &str) -> Problem {
    let message = format!("`{mark}` does not begin a comment in TOML");
    mended(span, message, format!("write `#` instead of `{mark}`"), Edit::replace(span, "#"))
}

pub(super) fn not_a_field(span: Span, line: &str) -> Problem {
    let message = format!("`{}` is not a field: it has no `=`", excerpt(line));
    let help = "write `name = value`, or `#` before a comment";
    syntax(Diagnostic::new(span, message).help(help))
}

/// A field whose key or sign is not as TOML writes it. `place` is the text and where key and value are in it.
pub(super) fn odd_field(
    span: Span,
    key: &str,
    sign: &str,
    edits: Option<Vec<Edit>>,
    (text, key_span, value): (&str, Span, Span),
) -> Problem {
    let shown = excerpt(key);
    let message = if sign == "=" {
        format!("the key `{shown}` needs quotes in TOML")
    } else if sign == ":" {
        format!("`{shown}` is followed by `:` as in YAML, where TOML has `=`")
    } else {
        format!("`{shown}` is followed by `{sign}`, where TOML has `=`")
    };
    let found = Diagnostic::new(span, message);
    let Some(mut edits) = edits else { return syntax(found.help(format!("write `{shown} = …`"))) };
    edits.sort_by_key(|edit| edit.span);
    let line = Span::new(key_span.start, value.end.max(edits.last().map_or(0, |edit| edit.span.end)));
    let written = applied(text, line, &edits);
    let help = format!("write `{}`", excerpt(&written));
    syntax(found.help(help.clone()).fix(Fix::unsafe_(help, edits)))
}

/// What is written in `span` after the edits.
fn applied(text: &str, span: Span, edits: &[Edit]) -> String {
    let (mut written, mut at) = (String::new(), span.start);
    for edit in edits {
        written.push_str(text.get(at..edit.span.start).unwrap_or_default());
        written.push_str(&edit.text);
        at = at.max(edit.span.end);
    }
    written.push_str(text.get(at..span.end).unwrap_or_default());
    written
}

pub(super) fn unclosed_string(opening: Span, end: Option<usize>, quote: char) -> Problem {
    let found = Diagnostic::new(opening, format!("the text that begins here has no closing `{quote}`"));
    let help = format!("write `{quote}` at the end of the text");
    syntax(match end {
        Some(end) => found.help(help.clone()).fix(Fix::unsafe_(help, [Edit::insert(end, quote)])),
        None => found.help(help),
    })
}

pub(super) fn several_lines(opening: Span, closing: Span, quote: char) -> Problem {
    let fence = quote.to_string().repeat(3);
    let message = "a text of several lines stands between three quotes on each side in TOML";
    let help = format!("write `{fence}` at both ends");
    let edits = [Edit::replace(opening, fence.clone()), Edit::replace(closing, fence)];
    syntax(
        Diagnostic::new(opening, message)
            .also(closing, "it ends here")
            .help(help.clone())
            .fix(Fix::unsafe_(help, edits)),
    )
}

pub(super) fn unclosed_block(opening: Span, fence: &str) -> Problem {
    let message = format!("the text that begins here has no closing `{fence}`; what follows is not read");
    syntax(Diagnostic::new(opening, message).help(format!("write `{fence}` at the end of the text")))
}

pub(super) fn newer_escape(span: Span, character: char) -> Problem {
    let right = format!("\\u{:04X}", u32::from(character));
    let found = Diagnostic::new(span, "this escape is of TOML 1.1, which many readers do not know yet");
    let help = format!("write `{right}`");
    newer(found.help(help.clone()).fix(Fix::unsafe_(help, [Edit::replace(span, right)])))
}

pub(super) fn newer_time(span: Span, text: &str) -> Problem {
    let found = Diagnostic::new(span, format!("`{text}` has no seconds, which only TOML 1.1 allows"));
    let Some(right) = date::mended(text) else { return newer(found.help("write the seconds too")) };
    let help = format!("write `{right}`");
    newer(found.help(help.clone()).fix(Fix::unsafe_(help, [Edit::replace(span, right)])))
}

/// `shown` is the first of those that are `wrong`, in the text `content` between the quotes of `whole`.
pub(super) fn wrong_escape(
    first: Span,
    shown: &str,
    wrong: &[Span],
    (whole, content, is_block): (Span, &str, bool),
) -> Problem {
    let message = format!("`{}` is not an escape of TOML", excerpt(shown));
    let found = Diagnostic::new(first, message);
    if !is_block && !content.contains('\'') && !content.contains("\\\"") {
        let help = "write the text in single quotes, where a backslash is a backslash";
        let (open, close) = (Span::new(whole.start, whole.start + 1), Span::new(whole.end - 1, whole.end));
        let edits = [Edit::replace(open, "'"), Edit::replace(close, "'")];
        return syntax(found.help(help).fix(Fix::unsafe_(help, edits)));
    }
    let edits: Vec<Edit> = wrong.iter().map(|span| Edit::insert(span.start, "\\")).collect();
    let help = "write `\\\\` for a backslash";
    syntax(found.help(help).fix(Fix::unsafe_(help, edits)))
}

pub(super) fn inner_quotes(place: Span, inner: Span, text: &str, quote: char) -> Problem {
    let message = format!("the text ends at this `{quote}`: it has quotes of its own kind inside");
    let mut edits = Vec::new();
    if quote == '"' {
        edits.extend(text.match_indices('"').map(|(at, _)| Edit::insert(inner.start + at, "\\")));
    } else {
        edits.push(Edit::replace(Span::new(inner.start - 1, inner.start), "\""));
        let special = text.match_indices(['"', '\\']);
        edits.extend(special.map(|(at, _)| Edit::insert(inner.start + at, "\\")));
        edits.push(Edit::replace(Span::new(inner.end, inner.end + 1), "\""));
    }
    let help =
        if quote == '"' { "write `\\\"` for a quote inside the text" } else { "write the text in double quotes" };
    syntax(Diagnostic::new(place, message).help(help).fix(Fix::unsafe_(help, edits)))
}

pub(super) fn no_brackets(span: Span) -> Problem {
    let help = "write the list in brackets";
    let edits = [Edit::insert(span.start, "["), Edit::insert(span.end, "]")];
    let message = "several values stand on the line without brackets around them";
    syntax(Diagnostic::new(span, message).help(help).fix(Fix::unsafe_(help, edits)))
}

pub(super) fn extra_comma(span: Span) -> Problem {
    mended(span, "a comma without a value before it".to_owned(), "remove the `,`".to_owned(), Edit::delete(span))
}

pub(super) fn trailing_comma(span: Span) -> Problem {
    let found = Diagnostic::new(span, "a comma before `}` is of TOML 1.1, which many readers do not know yet");
    newer(found.help("remove the `,`").fix(Fix::unsafe_("remove the `,`", [Edit::delete(span)])))
}

pub(super) fn lines_in_braces(span: Span) -> Problem {
    let message = "braces over several lines are of TOML 1.1, which many readers do not know yet";
    newer(Diagnostic::new(span, message).help("write them on one line, or write a table `[name]`"))
}

/// Between a value that ends at `end` and the next one at `next`.
pub(super) fn no_comma(end: usize, next: usize) -> Problem {
    let message = "no comma stands between two values".to_owned();
    mended(Span::new(end, next.max(end)), message, "write `,`".to_owned(), Edit::insert(end, ","))
}

pub(super) fn unclosed(opening: Span, end: usize, bracket: &str) -> Problem {
    let what = if bracket == "]" { "list" } else { "table" };
    let message = format!("the {what} that begins here has no closing `{bracket}`");
    mended(opening, message, format!("write `{bracket}`"), Edit::insert(end, bracket))
}

pub(super) fn colon_in_braces(sign: Span, key: Span, name: &str, rest: &str) -> Problem {
    let message = format!("`{}` is followed by `:`, where TOML has `=`", excerpt(name));
    let gap = rest[1..].len() - rest[1..].trim_start_matches([' ', '\t']).len();
    let edit = Edit::replace(Span::new(key.end, sign.end + gap), " = ");
    mended(sign, message, format!("write `{} =`", excerpt(name)), edit)
}

pub(super) fn stray(span: Span, written: &str) -> Problem {
    syntax(
        Diagnostic::new(span, format!("`{}` stands where TOML wants a value", excerpt(written))).help("write a value"),
    )
}

/// `[[Target]]` as a value.
pub(super) fn link(span: Span, text: &str) -> Problem {
    let message = format!("`{}` has no quotes, so TOML reads a list in a list of what is not a value", excerpt(text));
    let quoted = write(text, Style::DoubleQuoted);
    let fix = Fix::unsafe_("put the link in quotes", [Edit::replace(span, quoted.clone())]);
    syntax(Diagnostic::new(span, message).help(format!("write `{}`", excerpt(&quoted))).fix(fix))
}

/// What stands without quotes and is no value.
pub(super) fn bare(span: Span, text: &str, fault: BareFault) -> Problem {
    let shown = excerpt(text);
    let quoted = write(text, Style::DoubleQuoted);
    let replaced = |message: String, right: String| {
        let help = format!("write `{}`", excerpt(&right));
        mended(span, message, help, Edit::replace(span, right))
    };
    match fault {
        BareFault::Boolean(value) => {
            let message = format!("`{shown}` is not a boolean in TOML");
            let help = format!("write `{value}`, or `{quoted}` if it is text");
            let fix = Fix::unsafe_(format!("write `{value}`, not `{shown}`"), [Edit::replace(span, value.to_string())]);
            syntax(Diagnostic::new(span, message).help(help).fix(fix))
        }
        BareFault::Null => {
            let found = Diagnostic::new(span, format!("`{shown}` is not a value: TOML has none for what is absent"));
            syntax(found.help(format!("remove the field, or write `{quoted}` if it is text")))
        }
        BareFault::LeadingZero => {
            let number = text.trim_start_matches(['+', '-', '0', '_']);
            let number = if number.is_empty() { "0" } else { number };
            let found = Diagnostic::new(span, format!("`{shown}` begins with a nought, which no number does in TOML"));
            syntax(found.help(format!("write `{number}`, or `{quoted}` if it is text")))
        }
        BareFault::Number => {
            let message = format!("`{shown}` is not a number as TOML writes it");
            match mended_number(text) {
                Some(right) => replaced(message, right),
                None => replaced(message, quoted),
            }
        }
        BareFault::ImpossibleDate => {
            let message = format!("`{shown}` is not a date or time of any calendar or clock");
            syntax(Diagnostic::new(span, message).help("write the date that is meant: readers refuse the document"))
        }
        BareFault::Date => {
            let message = format!("`{shown}` is not a date as TOML writes it");
            match date::mended(text) {
                Some(right) => replaced(message, right),
                None => replaced(message, quoted),
            }
        }
        BareFault::Quotes => {
            let (open, close) = habit::look_alike_quotes(text, span.start).unwrap_or((span, span));
            let inner = &text[open.len()..text.len() - close.len()];
            let message = format!("`{shown}` stands in quotes that TOML does not know");
            let right = escapes::quote(inner);
            let edits = [Edit::replace(span, right.clone())];
            let fix = Fix::safe("write straight quotes", edits);
            Problem::new(
                ProblemKind::LookAlike,
                Diagnostic::new(span, message).help(format!("write `{}`", excerpt(&right))).fix(fix),
            )
        }
        BareFault::Text => replaced(format!("the text `{shown}` needs quotes in TOML"), quoted),
    }
}
