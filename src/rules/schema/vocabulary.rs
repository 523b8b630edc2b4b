//! `schema/vocabulary`: values that the vocabulary of their field does not have.

use unicode_normalization::UnicodeNormalization;

use super::VOCABULARY;
use crate::diagnostic::Severity::{Error, Warning};
use crate::diagnostic::{Diagnostic, Fix, excerpt};
use crate::nearest::nearest;
use crate::rules::subject::{Subject, top};
use crate::rules::{Context, Findings};
use crate::schema::{Relations, Vocabulary};
use crate::tree::Value;

/// For how many values of a document a near one is looked for.
const SUGGESTIONS: usize = 20;

pub(super) fn check(context: &Context, relations: &Relations, findings: &mut Findings) {
    let Some(fields) = context.document.fields().filter(|_| findings.wants(&VOCABULARY)) else { return };
    let mut suggestions = SUGGESTIONS;
    for vocabulary in &relations.vocabulary {
        let Some(entry) = fields.get(&vocabulary.field) else { continue };
        let most = if vocabulary.allow_new { Warning } else { Error };
        let pointer = top(&vocabulary.field);
        let items = match &entry.value.value {
            Value::Sequence(list) => {
                list.items.iter().enumerate().map(|(index, item)| (item, format!("{pointer}/{index}"))).collect()
            }
            _ => vec![(&entry.value, pointer)],
        };
        for (node, pointer) in items {
            let Some(subject) = Subject::new(context, node) else { continue };
            if let Some((found, is_alias)) = judge(&subject, vocabulary, &mut suggestions) {
                let most = if is_alias { Error } else { most };
                findings.push_at_most(&VOCABULARY, most, found.pointer(pointer));
            }
        }
    }
}

/// What is wrong with a value, and whether it is another name for one.
fn judge(subject: &Subject, vocabulary: &Vocabulary, suggestions: &mut usize) -> Option<(Diagnostic, bool)> {
    let terms = &vocabulary.terms;
    if terms.has(subject.text) {
        return None;
    }
    let normal: String = subject.text.nfc().collect();
    // That it is out of normal form has a rule of its own.
    if terms.has(&normal) {
        return None;
    }
    let span = subject.node.alias.unwrap_or_else(|| subject.span(0..subject.text.len()));
    let (shown, field) = (excerpt(subject.text), excerpt(&vocabulary.field));
    if let Some(preferred) = terms.preferred(&normal) {
        let message = format!("`{shown}` in `{field}` is another name for `{}`", excerpt(preferred));
        let mut found = Diagnostic::new(span, message).help(format!("write `{}`", excerpt(preferred)));
        if let Some(edit) = subject.rewrite(preferred).filter(|_| subject.node.alias.is_none()) {
            found = found.fix(Fix::unsafe_(format!("write `{}`", excerpt(preferred)), [edit]));
        }
        return Some((found, true));
    }
    let message = format!("`{shown}` in `{field}` is not in the vocabulary `{}`", excerpt(&vocabulary.file));
    let near = (*suggestions > 0).then(|| near(&normal, vocabulary)).flatten();
    *suggestions = suggestions.saturating_sub(1);
    let help = match near {
        Some(near) => match terms.describe(near) {
            Some(description) => {
                format!("write `{}` ({}), or add the value to the vocabulary", excerpt(near), excerpt(description))
            }
            None => format!("write `{}`, or add the value to the vocabulary", excerpt(near)),
        },
        None => "write a value of the vocabulary, or add this one to it".to_owned(),
    };
    Some((Diagnostic::new(span, message).help(help), false))
}

fn near<'v>(value: &str, vocabulary: &'v Vocabulary) -> Option<&'v str> {
    let folded = value.to_lowercase();
    let same = vocabulary.terms.values().find(|term| term.to_lowercase() == folded);
    same.or_else(|| nearest(value, vocabulary.terms.values()))
}
