//! `suppression/*`: comments that should hide findings and do not.

use super::{Context, Findings, Repair, Rule, Scope, listed, meant, select};
use crate::diagnostic::Severity::Warning;
use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::document::{Suppression, Uses};
use crate::source::Span;

rules! {
    /// Finds a suppression that names no rule.
    ///
    /// A comment `# masthead: ignore[…]` with a misspelt rule hides nothing, and one without names does not say what it
    /// means to hide. A name is that of a rule, of a group, or `all`.
    ///
    /// # Fails
    ///
    /// ```yaml
    /// ---
    /// title: Kazakhstan, Turkey and Serbia # masthead: ignore[text/whitspace]
    /// ---
    /// ```
    ///
    /// # Passes
    ///
    /// ```yaml
    /// ---
    /// title: "Kazakhstan,  Turkey and Serbia" # masthead: ignore[text/whitespace]
    /// ---
    /// ```
    UNKNOWN = "suppression/unknown", Some(Warning), Repair::None, scope = Suppressions;
    /// Finds a suppression that hides nothing.
    ///
    /// It was written for a fault that has since gone, and would hide the next one. Only rules that are on are judged, and
    /// not those that look at the whole corpus.
    ///
    /// # Fails
    ///
    /// ```yaml
    /// ---
    /// title: "Kazakhstan, Turkey and Serbia" # masthead: ignore[text/whitespace]
    /// ---
    /// ```
    ///
    /// # Passes
    ///
    /// ```yaml
    /// ---
    /// # masthead: ignore[text/whitespace]
    /// title: "Kazakhstan,  Turkey and Serbia"
    /// ---
    /// ```
    UNUSED = "suppression/unused", Some(Warning), Repair::Safe, effect = Comment, scope = Suppressions;
}

/// For how many unknown names a near one is looked for.
const SUGGESTIONS: usize = 500;

/// Judges the suppressions of a document after they have been applied to its findings.
pub fn check(context: &Context, uses: &Uses, findings: &mut Findings) {
    let mut told = 0;
    for (index, suppression) in context.document.suppressions.iter().enumerate() {
        if suppression.names.is_empty() {
            findings.push(&UNKNOWN, nameless(context, suppression));
        }
        let mut unused = Vec::new();
        for (position, (name, span)) in suppression.names.iter().enumerate() {
            let rules = select(name);
            if rules.is_empty() {
                told += 1;
                findings.push(&UNKNOWN, unknown(name, *span, told <= SUGGESTIONS));
            } else if uses.is_unused(index, position) && rules.iter().all(|rule| is_judged(context, findings, rule)) {
                unused.push(position);
            }
        }
        if unused.len() == suppression.names.len() && !unused.is_empty() {
            findings.push(&UNUSED, useless(context, suppression));
        } else {
            for position in unused {
                findings.push(&UNUSED, useless_name(suppression, position));
            }
        }
    }
}

/// A suppression that is not written as one, or names nothing.
fn nameless(context: &Context, suppression: &Suppression) -> Diagnostic {
    let (word, span) = suppression.word;
    let names = names_after(suppression.rest);
    let comment = |word: &str| format!("`# masthead: {word}[{names}]`");
    if matches!(word, "ignore" | "ignore-file") {
        let is_addressed = context.document.source.slice(suppression.comment).contains("masthead:");
        let message = match suppression.rest.trim() {
            _ if !is_addressed => "the suppression has no colon after `masthead`, so it hides nothing",
            "" | "[]" => "the suppression names no rule, so it hides nothing",
            _ => "the suppression names no rule in square brackets, so it hides nothing",
        };
        let help = match word {
            "ignore" => {
                format!("write {} or, for the whole document, {}", comment("ignore"), comment("ignore-file"))
            }
            _ => format!("write {}", comment("ignore-file")),
        };
        return Diagnostic::new(suppression.comment, message).help(help);
    }
    let shown = crate::diagnostic::excerpt(word);
    if word.is_empty() {
        return Diagnostic::new(suppression.comment, "the comment tells masthead nothing")
            .help(format!("write {} to hide findings, or remove `masthead:`", comment("ignore")));
    }
    let diagnostic = Diagnostic::new(span, format!("masthead does not know `{shown}`, so the comment hides nothing"));
    diagnostic.help(match word {
        "enable" | "on" => {
            "remove the comment: `ignore[…]` covers one line, so nothing has to be switched on again".to_owned()
        }
        _ if word.contains("file") => format!("write {}", comment("ignore-file")),
        _ => format!("write {} or, for the whole document, {}", comment("ignore"), comment("ignore-file")),
    })
}

/// What a suppression is to name, where that was written in another way: `(date/zoneless)`, ` zoneless, lang -- why`.
fn names_after(rest: &str) -> String {
    /// A comment that names more is told of these.
    const MOST: usize = 5;
    let is_end = |c: char| matches!(c, ']' | ')' | '#');
    let rest = rest.trim_start().trim_start_matches(['[', '(', ':', '=', ' ']);
    let listed = rest.split(is_end).next().unwrap_or_default().split(" -").next().unwrap_or_default();
    let words = listed.split([',', ' ', '\t']).filter(|word| !word.is_empty()).take(MOST);
    let meant = words.map_while(|word| {
        if !select(word).is_empty() {
            return Some(word.to_owned());
        }
        match meant(word).as_slice() {
            [one] => Some((*one).to_owned()),
            _ => None,
        }
    });
    let names: Vec<String> = meant.collect();
    if names.is_empty() { "rule".to_owned() } else { names.join(", ") }
}

fn unknown(name: &str, span: Span, suggest: bool) -> Diagnostic {
    let shown = crate::diagnostic::excerpt(name);
    let diagnostic = Diagnostic::new(span, format!("the suppression names `{shown}`, and there is no such rule"));
    let meant = if suggest { meant(name) } else { Vec::new() };
    diagnostic.help(match meant.as_slice() {
        [] => "`masthead rule` lists the rules".to_owned(),
        names => format!("write {}", listed(names)),
    })
}

/// Whether a rule would have found here what it finds at all. A rule that is off by default is not expected to.
fn is_judged(context: &Context, findings: &Findings, rule: &Rule) -> bool {
    let on = findings.wants(rule) || rule.level.is_none();
    let sees = match rule.scope {
        Scope::Document => true,
        Scope::Schema => context.schema.is_some(),
        Scope::Corpus | Scope::Suppressions => false,
    };
    on && sees
}

fn useless(context: &Context, suppression: &Suppression) -> Diagnostic {
    let text = context.document.source.text();
    let comment = suppression.comment;
    let before = text[..comment.start].trim_end_matches([' ', '\t']).len();
    let span = if suppression.own_line {
        let rest = &text[comment.end..];
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let rest = &rest[blanks..];
        let length = match rest.as_bytes() {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            // What no YAML has ends a comment before its line does.
            _ => 0,
        };
        Span::new(before, comment.end + blanks + length)
    } else {
        Span::new(before, comment.end)
    };
    Diagnostic::new(comment, "the suppression hides nothing")
        .help("remove the comment")
        .fix(Fix::safe("remove the comment", [Edit::delete(span)]))
}

fn useless_name(suppression: &Suppression, position: usize) -> Diagnostic {
    let names = &suppression.names;
    let (name, span) = names[position];
    let removed = match (names.get(position + 1), position.checked_sub(1)) {
        (Some((_, next)), _) => Span::new(span.start, next.start),
        (None, Some(previous)) => Span::new(names[previous].1.end, span.end),
        (None, None) => span,
    };
    Diagnostic::new(span, format!("the suppression of `{name}` hides nothing"))
        .help(format!("remove `{name}`"))
        .fix(Fix::safe(format!("remove `{name}`"), [Edit::delete(removed)]))
}
