//! `wikilink/*`: links in double brackets that YAML or Obsidian reads as something else.

mod list;
mod unquoted;

use super::subject::{Subject, place_and_pointer, subjects};
use super::{Context, Findings, Repair};
use crate::diagnostic::Severity::{Error, Warning};
use crate::diagnostic::{Diagnostic, Edit, Fix, excerpt, with_space};
use crate::kinds::wikilink::{Fault, FaultKind, parse};
use crate::kinds::{Family, Kind, Kinds};
use crate::values::TypedValue;

rules! {
    /// Finds `[[links]]` without quotes.
    ///
    /// YAML reads `[[Nokta]]` as a list with a list in it, so the link is lost for every program that reads the front
    /// matter. Where a schema does not say what is wanted, only a text alone in two adjoining pairs of brackets counts;
    /// numbers, and lists of several, are data. In TOML and JSON, where such a link is not a value at all, it is found by
    /// `toml/syntax` and `json/syntax`.
    ///
    /// # Fails
    /// ```yaml
    /// ---
    /// publication: [[Nokta]]
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml
    /// ---
    /// publication: '[[Nokta]]'
    /// matrix: [[1, 2], [3, 4]]
    /// ---
    /// ```
    UNQUOTED = "wikilink/unquoted", Some(Error), Repair::Safe;
    /// Finds wiki-links that are not well-formed.
    ///
    /// Unclosed, empty or nested brackets, text beside them, a character that the name of a note cannot have on every
    /// system (`* " \ < > : ? ^ [ ]`), and `\|`, which belongs in tables only. `/` separates folders.
    ///
    /// # Fails
    /// ```yaml
    /// ---
    /// publication: '[[Nokta]'
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml
    /// ---
    /// publication: '[[media/Nokta#About|the site]]'
    /// ---
    /// ```
    MALFORMED = "wikilink/malformed", Some(Error), Repair::Unsafe;
    /// Finds plain text where a wiki-link is wanted.
    ///
    /// Text without brackets leads nowhere and is not counted among the links to a note.
    ///
    /// # Fails
    /// ```yaml schema
    /// properties:
    ///   publication: { type: string, format: wikilink }
    /// ```
    /// ```yaml
    /// ---
    /// publication: Nokta
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml schema
    /// properties:
    ///   publication: { type: string, format: wikilink }
    /// ```
    /// ```yaml
    /// ---
    /// publication: '[[Nokta]]'
    /// ---
    /// ```
    MISSING = "wikilink/missing", Some(Error), Repair::Unsafe;
    /// Finds spaces inside the brackets.
    ///
    /// Some programs take them for a part of the name.
    ///
    /// # Fails
    /// ```yaml
    /// ---
    /// publication: '[[ Nokta ]]'
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml
    /// ---
    /// publication: '[[Nokta Media]]'
    /// ---
    /// ```
    WHITESPACE = "wikilink/whitespace", Some(Warning), Repair::Safe;
    /// Finds the same target twice in one list.
    ///
    /// Targets are compared as Obsidian resolves them: upper and lower case are the same, and so are letters composed
    /// in different ways.
    ///
    /// # Fails
    /// ```yaml
    /// ---
    /// keywords:
    /// - '[[Сербия]]'
    /// - '[[сербия]]'
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml
    /// ---
    /// keywords:
    /// - '[[Сербия]]'
    /// - '[[Сербия#История]]'
    /// ---
    /// ```
    DUPLICATE = "wikilink/duplicate", Some(Warning), Repair::Unsafe, effect = Removal;
}

pub(super) fn check(context: &Context, findings: &mut Findings) {
    for (subject, value) in subjects(context, Family::Wikilink).filter(|(subject, _)| subject.is_string()) {
        match parse(subject.text) {
            Ok(link) => whitespace(context, &subject, value, &link.spaces, findings),
            Err(fault) => malformed(context, &subject, value, &fault, findings),
        }
    }
    let mut values = context.values.iter().peekable();
    while let Some(value) = values.next() {
        if value.node.as_sequence().is_some() {
            // The list is in the order of the document: what is in a value comes right after it.
            let inner = values.peek().map_or(Kinds::NONE, |inner| inner.kinds);
            unquoted::check(context, value, inner, findings);
            unquoted::check_nested(context, value, findings);
            list::check(context, value, findings);
        } else if !value.kinds.has(Kind::Wikilink) {
            unasked(context, value, findings);
        }
    }
}

/// A value of which nobody said that it is a link: only what is one attempt at a link and nothing else is looked at.
fn unasked(context: &Context, value: &TypedValue, findings: &mut Findings) {
    let Some(subject) = Subject::new(context, value.node).filter(|subject| subject.text.starts_with("[[")) else {
        return;
    };
    let name = subject.text.trim_start_matches('[').trim_end_matches(']');
    let worded = name.trim().starts_with(char::is_alphanumeric) && !name.contains(['[', ']', '\n', '{', '=', '$']);
    if !subject.is_string() || !worded {
        return;
    }
    match parse(subject.text) {
        Ok(link) => whitespace(context, &subject, value, &link.spaces, findings),
        Err(fault) if matches!(fault.kind, FaultKind::Unclosed | FaultKind::EscapedPipe) => {
            malformed(context, &subject, value, &fault, findings);
        }
        Err(_) => {}
    }
}

/// A longer link is not shown as a whole.
const SHOWN: usize = 60;

fn whitespace(
    context: &Context,
    subject: &Subject,
    value: &TypedValue,
    spaces: &[std::ops::Range<usize>],
    findings: &mut Findings,
) {
    let Some(first) = spaces.first() else { return };
    let (place, pointer) = place_and_pointer(context, value);
    let message =
        format!("`{}` in {place} has white space inside its brackets", with_space(subject.text, first.clone()));
    let mut diagnostic = Diagnostic::new(subject.span(first.clone()), message).pointer(pointer);
    let mut text = subject.text.to_owned();
    for space in spaces.iter().rev() {
        text.replace_range(space.clone(), "");
    }
    diagnostic = diagnostic.help(if text.chars().count() > SHOWN {
        "remove the white space".to_owned()
    } else {
        format!("write `{}`", excerpt(&text))
    });
    let edits: Vec<Edit> = spaces.iter().map(|space| Edit::delete(subject.span(space.clone()))).collect();
    // An escape or a folded line is as long in the file as it is; it is rewritten as a whole or not at all.
    let verbatim = spaces
        .iter()
        .zip(&edits)
        .all(|(space, edit)| context.document.source.text().get(edit.span.range()) == subject.text.get(space.clone()));
    if verbatim && !subject.text.contains('\n') {
        diagnostic = diagnostic.fix(Fix::safe("remove the white space", edits));
    } else if let Some(edit) = subject.rewrite(&text) {
        diagnostic = diagnostic.fix(Fix::safe(format!("write `{}`", excerpt(&text)), [edit]));
    }
    findings.push(&WHITESPACE, diagnostic);
}

fn malformed(context: &Context, subject: &Subject, value: &TypedValue, fault: &Fault, findings: &mut Findings) {
    let (place, pointer) = place_and_pointer(context, value);
    let whole = excerpt(subject.text);
    let part = excerpt(&subject.text[fault.range.clone()]);
    let (message, help) = match fault.kind {
        FaultKind::NoLink => (format!("`{whole}` in {place} is not a wiki-link"), "put it in double brackets"),
        FaultKind::MarkdownLink => (
            format!("`{whole}` in {place} is a Markdown link, not a wiki-link"),
            "write the note's name in double brackets",
        ),
        FaultKind::SingleBrackets => {
            (format!("`{whole}` in {place} has single brackets, not double ones"), "put it in double brackets")
        }
        FaultKind::Unclosed => (format!("the wiki-link `{whole}` in {place} is not closed"), "close it with `]]`"),
        FaultKind::Unopened => (format!("the wiki-link `{whole}` in {place} is not opened"), "open it with `[[`"),
        FaultKind::Empty => {
            (format!("the wiki-link `{whole}` in {place} has no target"), "write the name of a note in it")
        }
        FaultKind::EmptyPart => {
            (format!("nothing follows `{}` in the wiki-link `{whole}` of {place}", part.trim()), "remove it")
        }
        FaultKind::Nested => (
            format!("the wiki-link `{whole}` in {place} has brackets in its brackets"),
            "write one pair of double brackets",
        ),
        FaultKind::Second => {
            (format!("{place} has more than one wiki-link: `{whole}`"), "write each link as an item of a list")
        }
        FaultKind::Outside => {
            (format!("text stands beside the wiki-link in {place}: `{}`", part.trim()), "leave only the link")
        }
        FaultKind::Character(character) => (
            format!("the name of a note cannot have `{character}`: `{whole}` in {place}"),
            "write the name that the note's file has",
        ),
        FaultKind::BlockCharacter(_) => (
            format!("the name of a block cannot have `{part}`: `{whole}` in {place}"),
            "write letters, figures and hyphens",
        ),
        FaultKind::EscapedPipe => {
            (format!("`\\|` in the wiki-link `{whole}` of {place} is for tables only"), "write `|`")
        }
    };
    let help = fault.mended.as_ref().map_or_else(|| help.to_owned(), |mended| format!("write `{}`", excerpt(mended)));
    let mut diagnostic = Diagnostic::new(subject.span(fault.range.clone()), message).help(help).pointer(pointer);
    if let Some(mended) = &fault.mended
        && !subject.scalar.style.is_block()
    {
        // A link needs quotes.
        let style = subject.scalar.style;
        let style = if style.is_quoted() { style } else { context.document.syntax.usual_quotes() };
        let edit = Edit::replace(subject.node.span, context.document.write(mended, style));
        diagnostic = diagnostic.fix(Fix::unsafe_(format!("write `{}`", excerpt(mended)), [edit]));
    }
    let missing = matches!(fault.kind, FaultKind::NoLink | FaultKind::MarkdownLink);
    findings.push(if missing { &MISSING } else { &MALFORMED }, diagnostic);
}
