//! Items of lists that have no value, where no schema says what is wanted there.

use super::EMPTY;
use crate::diagnostic::Severity::{Info, Warning};
use crate::diagnostic::{Diagnostic, Edit, Fix, excerpt};
use crate::rules::subject::name_and_pointer;
use crate::rules::yaml::{COMMENT, end_of_value};
use crate::rules::{Context, Findings};
use crate::source::{Span, line_around};
use crate::tree::Node;
use crate::values::TypedValue;

/// An empty item among others is a slip of the pen; one that is alone is a list that waits to be filled in.
pub(super) fn check(context: &Context, findings: &mut Findings) {
    if !findings.wants(&EMPTY) {
        return;
    }
    for list in context.values.iter() {
        let Some(sequence) = list.node.as_sequence().filter(|sequence| !sequence.flow) else { continue };
        let is_empty = |item: &Node| item.span.is_empty() && item.is_null();
        let others = sequence.items.iter().filter(|item| !is_empty(item)).count();
        for item in sequence.items.iter().filter(|item| is_empty(item)) {
            let Some(value) = context.values.of(item) else { continue };
            if let Some(finding) = finding(context, value, findings) {
                findings.push_at_most(&EMPTY, if others > 0 { Warning } else { Info }, finding);
            }
        }
    }
}

fn finding(context: &Context, value: &TypedValue, findings: &Findings) -> Option<Diagnostic> {
    let text = context.document.source.text();
    let end = end_of_value(value, text);
    let line = line_around(text, end);
    // Its value may have been taken for a comment; another rule has told.
    if findings.within(line).any(|found| found.rule == COMMENT.name) {
        return None;
    }
    let dash = end.checked_sub(1).filter(|at| text.as_bytes()[*at] == b'-')?;
    let (name, pointer) = name_and_pointer(context, value);
    let message = format!("an item of `{}` is empty: readers get null there", excerpt(&name));
    let found = Diagnostic::new(Span::new(dash, end), message).pointer(pointer);
    let found = found.help("write a value, or remove the item");
    let rest = &text[line.end..];
    let line_break = if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) };
    let is_alone = text[line.range()].trim() == "-";
    Some(if is_alone {
        found.fix(Fix::unsafe_(
            "remove the empty item (`-`)",
            [Edit::delete(Span::new(line.start, line.end + line_break))],
        ))
    } else {
        found
    })
}
