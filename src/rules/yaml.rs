//! `yaml/*`: what keeps readers of YAML from reading the same thing.

mod comment;
mod habit;
mod key;
mod mark;
mod portability;

pub use comment::COMMENT;
pub(super) use comment::end as end_of_value;

use super::subject::place_and_pointer;
use super::template::is_template;
use super::{Context, Findings, Repair};
use crate::diagnostic::Severity::{Error, Info, Warning};
use crate::diagnostic::{Diagnostic, Edit, Fix, excerpt};
use crate::kinds::{Kind, Type};
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
    TAG = "yaml/tag", Some(Warning), Repair::Unsafe, effect = Syntax;
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
    /// Finds what is right, and what a common reader refuses or does not keep.
    ///
    /// `PyYAML`, which `MkDocs`, Pelican and many scripts read with, refuses a `?` in an unquoted text between brackets and
    /// a tab in an unquoted text. Readers in JavaScript round numbers of more than 15 digits, and `version: 1.10` is 1.1
    /// to all of them.
    ///
    /// # Fails
    /// ```yaml
    /// ---
    /// tags: [what?, Serbia]
    /// id: 1497549923779084388
    /// version: 1.10
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml
    /// ---
    /// title: What?
    /// tags: ['what?', Serbia]
    /// id: '1497549923779084388'
    /// version: '1.10'
    /// price: 4.50
    /// ---
    /// ```
    PORTABILITY = "yaml/portability", Some(Info), Repair::None;
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
        let tagged = if problem.kind == ProblemKind::Tag { mark::tagged(context, &problem.diagnostic) } else { None };
        let diagnostic = tagged.unwrap_or_else(|| problem.diagnostic.clone());
        // What fills a template in reads it first; it is no document yet.
        let is_template = problem.kind == ProblemKind::Syntax && is_template(context, diagnostic.span);
        let most = if is_template { Info } else { Error };
        findings.push_at_most(rule, most, diagnostic);
    }
    key::check(context, findings);
    comment::check(context, findings);
    habit::check(context, findings);
    mark::check(context, findings);
    portability::check(context, findings);
    if !findings.wants(&AMBIGUOUS_SCALAR) {
        return;
    }
    for value in context.values.iter() {
        let Some(scalar) = value.node.as_scalar().filter(|scalar| scalar.style == Style::Plain) else { continue };
        let Some(readings) = yaml::readings(&scalar.text).filter(|_| value.node.tag.is_none()) else { continue };
        let wanted = wanted(value, &readings);
        // What is no text at all where text is wanted is another rule's finding.
        let wants_text = matches!(wanted, Wanted::Text | Wanted::Tag);
        let is_spoken_for = wants_text && value.node.resolved() != Some(Resolved::String);
        // `NO` is no tag in its usual form, and `on` none at all; that is another rule's finding too.
        let is_tag = wanted != Wanted::Tag || scalar.text == "no";
        if !is_spoken_for && is_tag && wanted != Wanted::Other {
            let (place, pointer) = place_and_pointer(context, value);
            let finding = ambiguous(value, &place, &scalar.text, &readings, wanted);
            findings.push(&AMBIGUOUS_SCALAR, finding.pointer(pointer));
        }
    }
}

/// What a field wants, as far as it is known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Unknown,
    Text,
    /// The tag of a language.
    Tag,
    Boolean,
    Number,
    /// Something that none of the readings is; its own rules say so.
    Other,
}

fn wanted(value: &TypedValue, readings: &Readings) -> Wanted {
    if value.kinds.has(Kind::LanguageTag) {
        return Wanted::Tag;
    }
    let has = |one| value.types.has(one);
    let numbers = has(Type::Number) || has(Type::Integer);
    if !value.kinds.is_empty() {
        // `published: no`, where the name alone says that it is a date.
        let is_answer = value.types.is_empty() && matches!(readings.older, Reading::Bool(_));
        return if is_answer { Wanted::Unknown } else { Wanted::Other };
    }
    match (has(Type::String), has(Type::Boolean), numbers) {
        (true, false, false) => Wanted::Text,
        (false, true, false) => Wanted::Boolean,
        (false, false, true) => Wanted::Number,
        _ => Wanted::Unknown,
    }
}

fn ambiguous(value: &TypedValue, place: &str, text: &str, readings: &Readings, wanted: Wanted) -> Diagnostic {
    let Readings { older, newer } = readings;
    let message =
        format!("`{}` in {place} is {older} to readers of YAML 1.1 and {newer} to readers of YAML 1.2", excerpt(text));
    let quoted = yaml::write(text, Style::SingleQuoted);
    let found = Diagnostic::new(value.node.span, message);
    let edits = |fixed: &str| [Edit::replace(value.node.span, fixed)];
    let safe = |fixed: &str| Fix::safe(format!("write {fixed}"), edits(fixed));
    let guess = |fixed: &str| Fix::unsafe_(format!("write {fixed}"), edits(fixed));
    match (wanted, *older) {
        (Wanted::Text | Wanted::Tag, _) => found.help(format!("write {quoted}")).fix(safe(&quoted)),
        (Wanted::Boolean, Reading::Bool(meant)) => found.help(format!("write `{meant}`")).fix(safe(&meant.to_string())),
        (Wanted::Number, _) => match numbers(*readings).as_slice() {
            [one] => found.help(format!("write `{one}`")).fix(safe(one)),
            several => found.help(format!("write {}, whichever is meant", listed(several))),
        },
        (_, Reading::Bool(meant)) => {
            let fix = if is_answer(value) { guess(&meant.to_string()) } else { guess(&quoted) };
            found.help(format!("write {quoted} if it is text, `{meant}` if it is a boolean")).fix(fix)
        }
        _ => found.help(format!("write {quoted} if it is text")).fix(guess(&quoted)),
    }
}

/// The numbers that readers take a scalar for, each once.
fn numbers(readings: Readings) -> Vec<String> {
    let number = |reading| match reading {
        Reading::Int(number) => Some(number.to_string()),
        Reading::Float(number) => Some(number.to_string()),
        Reading::Text | Reading::Bool(_) => None,
    };
    let mut numbers: Vec<String> = [readings.older, readings.newer].into_iter().filter_map(number).collect();
    numbers.dedup();
    numbers
}

fn listed(numbers: &[String]) -> String {
    numbers.iter().map(|number| format!("`{number}`")).collect::<Vec<_>>().join(" or ")
}

/// Whether a `yes` or `off` stands where people answer a question, as in `toc: yes`, rather than in a list or a name.
fn is_answer(value: &TypedValue) -> bool {
    const NAMES: &[&str] = &["title", "name", "lang", "country", "region", "code", "alias", "tag", "keyword", "slug"];
    let key = value.key.and_then(|key| key.as_scalar()).map(|key| key.text.to_lowercase());
    key.is_some_and(|key| !NAMES.iter().any(|name| key.contains(name)))
}
