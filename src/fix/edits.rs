//! Edits on a text.

use super::Reason;
use crate::diagnostic::{Diagnostic, Edit, Fix, Safety};
use crate::rules::RULES;
use crate::source::Span;

/// What became of a text, and of each fix that was proposed for it.
#[derive(Debug)]
pub struct Outcome {
    pub text: String,
    /// The fixes that were made: where each stands in the list of diagnostics.
    pub applied: Vec<usize>,
    /// Those that were not, and why.
    pub held_back: Vec<(usize, Reason)>,
    /// Where the new texts of each applied fix stand in the new text.
    pub written: Vec<Vec<Span>>,
}

/// Makes the fixes that `diagnostics` propose and `allow` lets through, those that exclude each other apart.
///
/// A fix takes up everything from its first edit to its last. Of two fixes that take up the same bytes, the one that
/// begins earlier is made; of two that begin together, the one whose rule comes first in [`RULES`], and of one rule the
/// first in the list. Two insertions at one place, or an insertion at the border of another fix, count as the same
/// bytes, for nothing says which comes first. The edits of a fix are made all or none.
pub fn apply(text: &str, diagnostics: &[Diagnostic], allow: Safety) -> Outcome {
    let mut outcome = Outcome { text: String::new(), applied: Vec::new(), held_back: Vec::new(), written: Vec::new() };
    let mut proposed = Vec::new();
    for (index, diagnostic) in diagnostics.iter().enumerate() {
        let Some(fix) = diagnostic.fix.as_ref().filter(|fix| fix.safety <= allow) else { continue };
        match extent(text, fix) {
            Some(extent) => proposed.push((extent, index, fix)),
            None => outcome.held_back.push((index, Reason::Malformed)),
        }
    }
    let rank = |index: usize| RULES.iter().position(|rule| rule.name == diagnostics[index].rule).unwrap_or(usize::MAX);
    proposed.sort_by_key(|(extent, index, _)| (extent.start, rank(*index), *index));
    let mut chosen: Vec<(Span, usize, &Fix)> = Vec::new();
    for (extent, index, fix) in proposed {
        if chosen.last().is_some_and(|(last, ..)| excludes(*last, extent)) {
            outcome.held_back.push((index, Reason::Overlap));
        } else {
            chosen.push((extent, index, fix));
        }
    }
    outcome.held_back.sort_unstable_by_key(|(index, _)| *index);
    write(text, &chosen, &mut outcome);
    outcome
}

/// What a fix takes up; nothing if its edits overlap each other or do not fit the text.
pub(super) fn extent(text: &str, fix: &Fix) -> Option<Span> {
    let edits = sorted(fix);
    let fits =
        |span: Span| span.start <= span.end && text.is_char_boundary(span.start) && text.is_char_boundary(span.end);
    let apart = edits.windows(2).all(|pair| !excludes(pair[0].span, pair[1].span));
    let all_fit = edits.iter().all(|edit| fits(edit.span));
    if !all_fit || !apart {
        return None;
    }
    Some(Span::new(edits.first()?.span.start, edits.last()?.span.end))
}

/// Whether two spans, of which the second begins no earlier, cannot both be changed.
const fn excludes(first: Span, second: Span) -> bool {
    if first.is_empty() || second.is_empty() { second.start <= first.end } else { second.start < first.end }
}

fn sorted(fix: &Fix) -> Vec<&Edit> {
    let mut edits: Vec<&Edit> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    edits
}

/// Writes the new text. The fixes are in the order of their places and do not overlap.
fn write(text: &str, chosen: &[(Span, usize, &Fix)], outcome: &mut Outcome) {
    let mut done = 0;
    for (_, index, fix) in chosen {
        let mut written = Vec::new();
        for edit in sorted(fix) {
            outcome.text.push_str(&text[done..edit.span.start]);
            let start = outcome.text.len();
            outcome.text.push_str(&edit.text);
            written.push(Span::new(start, outcome.text.len()));
            done = edit.span.end;
        }
        outcome.applied.push(*index);
        outcome.written.push(written);
    }
    outcome.text.push_str(&text[done..]);
}
