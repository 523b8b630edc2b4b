//! How much is told of one document, so that a document that is wrong in every line neither fills the memory nor hides
//! what is said of the others.

use crate::diagnostic::{Diagnostic, Edit};
use crate::rules::file::LIMIT;
use crate::rules::{Findings, Levels, Options};
use crate::source::Span;

/// Bytes of a JSON Pointer. One that is longer helps nobody to find a field.
const POINTER: usize = 8_192;
/// Edits, and bytes of new text, of all the fixes of a document together.
const EDITS: usize = 10_000;
const NEW_TEXT: usize = 8 << 20;

/// Keeps the first of the findings, which are sorted by place, as many as the options allow, and says how many there are
/// besides. Where nobody wants to know that, all are kept. `cut_short` tells that some rule has given up before.
pub(super) fn limit(
    diagnostics: &mut Vec<Diagnostic>,
    options: &Options,
    cut_short: bool,
    opening: Span,
    levels: &Levels,
) {
    let most = options.findings;
    let more = diagnostics.len().saturating_sub(most);
    if levels.get(&LIMIT).is_some() && (more > 0 || cut_short) {
        diagnostics.truncate(most);
        let at_least = if cut_short { "at least " } else { "" };
        let message = match more {
            0 => "not all findings in this document are shown".to_owned(),
            1 => format!("{at_least}1 more finding in this document is not shown (limit: {most})"),
            _ => format!("{at_least}{more} more findings in this document are not shown (limit: {most})"),
        };
        let found = Diagnostic::new(opening, message).help("fix those that are shown, and check again");
        let mut findings = Findings::new(levels);
        findings.push(&LIMIT, found);
        // A fault of the whole document comes first among those of its place.
        diagnostics.splice(0..0, findings.into_diagnostics());
        diagnostics.sort_by(|a, b| (a.span.start, a.rule).cmp(&(b.span.start, b.rule)));
    }
    let (mut edits, mut bytes) = (EDITS, NEW_TEXT);
    for diagnostic in diagnostics {
        shorten(diagnostic, options.text_characters);
        spend(diagnostic, &mut edits, &mut bytes);
    }
}

/// Documents, schemas and patterns are quoted in what is said: it is cut behind `most` characters.
fn shorten(diagnostic: &mut Diagnostic, most: usize) {
    let Diagnostic { message, label, pointer, help, labels, fix, .. } = diagnostic;
    let cut = |text: &mut String| cut(text, most);
    cut(message);
    label.iter_mut().for_each(cut);
    help.iter_mut().for_each(cut);
    for label in labels {
        cut(&mut label.message);
    }
    if let Some(fix) = fix {
        cut(&mut fix.message);
    }
    if pointer.as_ref().is_some_and(|pointer| pointer.len() > POINTER) {
        *pointer = None;
    }
}

fn cut(text: &mut String, most: usize) {
    if text.len() <= most {
        return;
    }
    if let Some((end, _)) = text.char_indices().nth(most) {
        text.truncate(end);
        text.push('…');
    }
}

/// Takes a fix out when those of the document have become too much.
fn spend(diagnostic: &mut Diagnostic, edits: &mut usize, bytes: &mut usize) {
    let Some(fix) = &diagnostic.fix else { return };
    let new: usize = fix.edits.iter().map(|edit: &Edit| edit.text.len()).sum();
    let left = edits.checked_sub(fix.edits.len()).zip(bytes.checked_sub(new));
    match left {
        Some(left) => (*edits, *bytes) = left,
        None => diagnostic.fix = None,
    }
}
