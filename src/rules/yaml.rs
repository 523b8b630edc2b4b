//! `yaml/*`: what keeps readers of YAML from reading the same thing.

mod comment;
mod key;

pub use comment::COMMENT;
pub(super) use comment::end as end_of_value;

use super::template::is_template;
use super::{Context, Findings, Repair};
use crate::diagnostic::Severity::{Error, Info, Warning};
use crate::diagnostic::{Diagnostic, Edit, Fix, excerpt};
use crate::kinds::Kind;
use crate::syntax::Syntax;
use crate::syntax::yaml::{self, Reading, Readings};
use crate::tree::{ProblemKind, Resolved, Style};
use crate::values::TypedValue;

rules! {
    /// Finds what is not YAML.
    ///
    /// A program that cannot read the front matter ignores it, shows it as text or stops. masthead goes on after a
    /// mistake: it names every one in the block, each where it was made, with its likely cause, and still checks the
    /// fields that can be read. The repair that it offers is a guess at what was meant, so it is made only on request.
    /// Keys that nobody means are found too: a `?` alone, and a mapping or a list as the name of a field.
    /// Template text (`{{ title }}`) in a folder such as `templates` or `archetypes` is an info.
    ///
    /// # Fails
    /// ```yaml
    /// ---
    /// title: Kazakhstan: the news
    /// author: "Maria
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml
    /// ---
    /// title: 'Kazakhstan: the news'
    /// author: "Maria"
    /// ---
    /// ```
    SYNTAX = "yaml/syntax", Some(Error), Repair::Unsafe, effect = Syntax;
    /// Finds characters that look like YAML syntax and are not.
    ///
    /// A no-break space after a colon, a full-width colon, an em dash before a list item or typographic quotes around a
    /// date come from word processors and keyboards. They look right, and to YAML they are a part of the text.
    /// Quotation marks around words are left alone: those are part of many titles.
    ///
    /// # Fails
    /// ```yaml
    /// ---
    /// title：Kazakhstan
    /// date: “2022-09-26”
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml
    /// ---
    /// title: “Kazakhstan”
    /// date: "2022-09-26"
    /// ---
    /// ```
    LOOK_ALIKE = "yaml/look-alike", Some(Error), Repair::Safe, effect = Syntax;
    /// Finds explicit tags beyond the core schema.
    ///
    /// A tag such as `!!python/object` asks the reader to build something other than text, numbers, lists and mappings.
    /// Some readers refuse it, and one that obeys it runs code for a stranger. masthead never acts on one.
    ///
    /// # Fails
    /// ```yaml
    /// ---
    /// title: !!python/name:os.system Kazakhstan
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml
    /// ---
    /// title: !!str 2022
    /// ---
    /// ```
    TAG = "yaml/tag", Some(Warning), Repair::None;
    /// Finds a key that is twice in one mapping.
    ///
    /// YAML forbids it. Of the readers that let it pass, most take the last value and some the first, so that one of
    /// the two is lost and nobody says which.
    ///
    /// # Fails
    /// ```yaml
    /// ---
    /// title: Kazakhstan
    /// "title": Serbia
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml
    /// ---
    /// title: Kazakhstan
    /// seo:
    ///   title: Serbia
    /// ---
    /// ```
    DUPLICATE_KEY = "yaml/duplicate-key", Some(Error), Repair::None;
    /// Finds unquoted scalars that YAML 1.1 and 1.2 readers take for different values.
    ///
    /// `no`, the language tag of Norwegian, is the boolean false to many programs. `017` is 17 to some and 15 to others,
    /// `1_000` a number or a text, `12:30` a text or 750. Dates are left alone: that some readers make dates of them is
    /// what their writers want. So are `y` and `n`, which hardly any reader takes for booleans, and keys.
    ///
    /// # Fails
    /// ```yaml
    /// ---
    /// language: no
    /// draft: yes
    /// duration: 12:30
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml
    /// ---
    /// language: 'no'
    /// draft: true
    /// duration: '12:30'
    /// date: 2022-09-26
    /// ---
    /// ```
    AMBIGUOUS_SCALAR = "yaml/ambiguous-scalar", Some(Warning), Repair::Safe, effect = Exchange;
}

pub(super) fn check(context: &Context, findings: &mut Findings) {
    if context.document.syntax != Syntax::Yaml {
        return;
    }
    for problem in &context.document.problems {
        let rule = match problem.kind {
            ProblemKind::Syntax => &SYNTAX,
            ProblemKind::LookAlike => &LOOK_ALIKE,
            ProblemKind::Tag => &TAG,
            ProblemKind::DuplicateKey => &DUPLICATE_KEY,
            ProblemKind::Limit | ProblemKind::Portability => continue,
        };
        let diagnostic = problem.diagnostic.clone();
        // What fills a template in reads it first; it is no document yet.
        let is_template = problem.kind == ProblemKind::Syntax && is_template(context, diagnostic.span);
        let most = if is_template { Info } else { Error };
        findings.push_at_most(rule, most, diagnostic);
    }
    key::check(context, findings);
    comment::check(context, findings);
    if !findings.wants(&AMBIGUOUS_SCALAR) {
        return;
    }
    for value in context.values.iter() {
        let Some(scalar) = value.node.as_scalar().filter(|scalar| scalar.style == Style::Plain) else { continue };
        let Some(readings) = yaml::readings(&scalar.text).filter(|_| value.node.tag.is_none()) else { continue };
        let wanted = wanted(value);
        // What is no text at all where text is wanted is another rule's finding.
        let is_spoken_for = wanted == Wanted::Text && value.node.resolved() != Some(Resolved::String);
        // `NO` is no tag in its usual form, and `on` none at all; that is another rule's finding too.
        let is_tag = wanted != Wanted::Text || scalar.text == "no";
        if !is_spoken_for && is_tag && wanted != Wanted::Other {
            let finding = ambiguous(value, &scalar.text, &readings, wanted);
            findings.push(&AMBIGUOUS_SCALAR, finding.pointer(context.values.pointer(value)));
        }
    }
}

/// What a field wants, as far as it is known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Unknown,
    Text,
    /// Something that none of the readings is; its own rules say so.
    Other,
}

fn wanted(value: &TypedValue) -> Wanted {
    if value.kinds.is_empty() {
        Wanted::Unknown
    } else if value.kinds.has(Kind::LanguageTag) {
        Wanted::Text
    } else {
        Wanted::Other
    }
}

fn ambiguous(value: &TypedValue, text: &str, readings: &Readings, wanted: Wanted) -> Diagnostic {
    let Readings { older, newer } = readings;
    let name = value.key.and_then(|key| key.as_scalar()).map(|key| format!(" in `{}`", excerpt(&key.text)));
    let name = name.unwrap_or_default();
    let message =
        format!("`{}`{name} is {older} to readers of YAML 1.1 and {newer} to readers of YAML 1.2", excerpt(text));
    let quoted = yaml::write(text, Style::SingleQuoted);
    let help = match older {
        Reading::Bool(meant) if wanted == Wanted::Unknown => {
            format!("write {quoted} if it is text, `{meant}` if it is a boolean")
        }
        _ => format!("write {quoted} if it is text"),
    };
    let help = if wanted == Wanted::Text { format!("write {quoted}") } else { help };
    let fixed = match older {
        Reading::Bool(meant) if wanted == Wanted::Unknown && is_answer(value, text) => meant.to_string(),
        _ => quoted,
    };
    let edits = [Edit::replace(value.node.span, fixed.clone())];
    let fix = match wanted {
        Wanted::Text => Fix::safe(format!("write {fixed}"), edits),
        Wanted::Unknown | Wanted::Other => Fix::unsafe_(format!("write {fixed}"), edits),
    };
    Diagnostic::new(value.node.span, message).help(help).fix(fix)
}

/// Whether a `yes` or `no` stands where people answer a question, as in `toc: yes`, rather than in a list or a name.
fn is_answer(value: &TypedValue, text: &str) -> bool {
    const NAMES: &[&str] = &["title", "name", "lang", "country", "region", "code", "alias", "tag", "keyword", "slug"];
    let key = value.key.and_then(|key| key.as_scalar()).map(|key| key.text.to_lowercase());
    let is_word = text.eq_ignore_ascii_case("yes") || text.eq_ignore_ascii_case("no");
    is_word && key.is_some_and(|key| !NAMES.iter().any(|name| key.contains(name)))
}
