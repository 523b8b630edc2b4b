//! The ends of lines.

use crate::diagnostic::Severity::{Info, Warning};
use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::rules::{Context, Findings, Repair};
use crate::source::Span;
use crate::tree::ProblemKind;

rules! {
    /// Finds spaces and tabs at the end of a line that no value holds.
    ///
    /// They change nothing and show up in every comparison of versions. Lines of block scalars and of quoted values of
    /// several lines are left alone. (In the examples, `␠` is a space.)
    ///
    /// # Fails
    ///
    /// ```yaml
    /// ---
    /// title: "Kazakhstan"␠␠
    /// ---
    /// ```
    ///
    /// # Passes
    ///
    /// ```yaml
    /// ---
    /// title: |
    ///   Kazakhstan␠␠
    ///   Turkey
    /// ---
    /// ```
    TRAILING_SPACE = "text/trailing-space", Some(Info), Repair::Safe, effect = Layout;
    /// Finds line endings that differ within one front matter.
    ///
    /// A line that ends in CR LF among lines that end in LF was written by another program, and makes comparisons of
    /// versions noisy. The ending of most lines is taken for the right one. The body is not looked at.
    /// (In the example, `␍` is a CR before the LF.)
    ///
    /// # Fails
    ///
    /// ```yaml
    /// ---
    /// title: Kazakhstan␍
    /// language: en
    /// ---
    /// ```
    ///
    /// # Passes
    ///
    /// ```yaml
    /// ---
    /// title: Kazakhstan
    /// language: en
    /// ---
    /// ```
    LINE_ENDING = "text/line-ending", Some(Warning), Repair::Safe, effect = Layout;
}

pub(super) fn check(context: &Context, findings: &mut Findings) {
    let document = context.document;
    let Some(block) = document.block() else { return };
    let text = document.source.text();
    let whole = Span::new(block.opening.start, block.body.min(text.len()));
    if findings.wants(&LINE_ENDING) {
        line_ending(text, whole, findings);
    }
    // Where a value is not read to its end, nobody knows what it holds.
    let is_broken = document.problems.iter().any(|problem| problem.kind == ProblemKind::Syntax);
    if findings.wants(&TRAILING_SPACE) && !is_broken {
        trailing_space(context, whole, findings);
    }
}

fn trailing_space(context: &Context, whole: Span, findings: &mut Findings) {
    let text = context.document.source.text();
    let bytes = text.as_bytes();
    let mut held: Option<std::vec::IntoIter<Span>> = None;
    let mut next: Option<Span> = None;
    for line_end in memchr::memchr2_iter(b'\n', b'\r', &bytes[whole.range()]) {
        let end = whole.start + line_end;
        if end == whole.start || !matches!(bytes[end - 1], b' ' | b'\t') {
            continue;
        }
        let start = text[..end].trim_end_matches([' ', '\t']).len();
        let spans = held.get_or_insert_with(|| {
            let mut spans = held_spans(context).into_iter();
            next = spans.next();
            spans
        });
        while next.is_some_and(|span| span.end < end) {
            next = spans.next();
        }
        if next.is_none_or(|span| start < span.start) {
            let span = Span::new(start, end);
            let fix = Fix::safe("remove the white space", [Edit::delete(span)]);
            let message = "white space at the end of the line";
            findings.push(&TRAILING_SPACE, Diagnostic::new(span, message).help("remove the white space").fix(fix));
        }
    }
}

/// What values of several lines hold, in order.
fn held_spans(context: &Context) -> Vec<Span> {
    let text = context.document.source.text();
    let scalars = context.values.iter().filter_map(|value| Some((value.node, value.node.as_scalar()?)));
    let mut spans: Vec<Span> = scalars
        .filter(|(_, scalar)| scalar.style.is_block() || scalar.style.is_quoted())
        .filter_map(|(node, scalar)| {
            let written = &text[node.span.range()];
            if !scalar.style.is_block() {
                return written.contains(['\n', '\r']).then_some(node.span);
            }
            // The line of the indicator holds nothing; blank lines after the text may belong to it.
            let header = written.find(['\n', '\r'])?;
            let after = &text[node.span.end..];
            let blank = after.len() - after.trim_start_matches([' ', '\t', '\n', '\r']).len();
            Some(Span::new(node.span.start + header + 1, node.span.end + blank))
        })
        .collect();
    spans.sort_unstable();
    spans
}

/// How a line may end.
const ENDINGS: [(&str, &str); 3] = [("\n", "LF"), ("\r\n", "CR LF"), ("\r", "CR")];

fn line_ending(text: &str, whole: Span, findings: &mut Findings) {
    let bytes = &text.as_bytes()[whole.range()];
    if memchr::memchr(b'\r', bytes).is_none() {
        return;
    }
    let mut places: [Vec<Span>; 3] = [Vec::new(), Vec::new(), Vec::new()];
    for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
        let start = whole.start + at;
        match (bytes[at], bytes.get(at + 1), at.checked_sub(1).map(|before| bytes[before])) {
            (b'\n', _, Some(b'\r')) => {}
            (b'\n', ..) => places[0].push(Span::new(start, start + 1)),
            (_, Some(b'\n'), _) => places[1].push(Span::new(start, start + 2)),
            _ => places[2].push(Span::new(start, start + 1)),
        }
    }
    // The commonest; of those that are as common, the first in the list.
    let most = places.iter().map(Vec::len).max().unwrap_or_default();
    let Some(usual) = places.iter().position(|places| places.len() == most) else { return };
    let mut others: Vec<(Span, usize)> = Vec::new();
    for (kind, places) in places.iter().enumerate().filter(|(kind, _)| *kind != usual) {
        others.extend(places.iter().map(|place| (*place, kind)));
    }
    others.sort_unstable();
    let Some((first, kind)) = others.first().copied() else { return };
    let (ending, name) = ENDINGS[usual];
    let more = match others.len() {
        1 => String::new(),
        count => format!(", as do {} more that differ", count - 1),
    };
    let message = format!("the line ends in {}{more}; most lines of the front matter end in {name}", ENDINGS[kind].1);
    let message = if others.len() > 1 {
        format!("{} lines of the front matter, from here on, do not end in {name} as the others do", others.len())
    } else {
        message
    };
    let edits: Vec<Edit> = others.iter().map(|(place, _)| Edit::replace(*place, ending)).collect();
    let help = format!("end every line in {name}");
    findings.push(&LINE_ENDING, Diagnostic::new(first, message).help(help.clone()).fix(Fix::safe(help, edits)));
}
