//! `language/*`: language tags that no reader can rely on, and a body in another language than declared.

mod mismatch;
mod tag;

use super::{Context, Findings, Repair};
use crate::diagnostic::Severity::{Error, Warning};

rules! {
    /// Finds language tags that are not of the form of BCP 47.
    ///
    /// Search engines, screen readers, hyphenation and spelling all take the language from the tag, and ignore one that
    /// they cannot read. A tag is made of codes joined by hyphens: the language, then, only where they say something,
    /// a script and a country. `ru_RU` is how POSIX systems write it.
    ///
    /// # Fails
    ///
    /// ```yaml
    /// ---
    /// language: ru_RU
    /// ---
    /// ```
    ///
    /// # Passes
    ///
    /// ```yaml
    /// ---
    /// language: ru-RU
    /// ---
    /// ```
    MALFORMED = "language/malformed", Some(Error), Repair::Safe, effect = Exchange;

    /// Finds language tags with a code that the IANA Language Subtag Registry does not have.
    ///
    /// Nobody can tell what such a tag means. The usual mistakes are the code of the country (`ua`, `kz`, `jp`, `cn`)
    /// for that of its language (`uk`, `kk`, `ja`, `zh`), and the language's name. Where no schema says that a field
    /// holds a language tag, only these are reported, a name as advice: the field may name a programming language, or the language for readers.
    /// Where a schema wants a tag, the repair of a name writes it.
    ///
    /// # Fails
    ///
    /// ```yaml
    /// ---
    /// language: ua
    /// ---
    /// ```
    ///
    /// ```yaml
    /// ---
    /// language: Romanian
    /// ---
    /// ```
    ///
    /// # Passes
    ///
    /// ```yaml
    /// ---
    /// language: uk
    /// ---
    /// ```
    UNKNOWN = "language/unknown", Some(Error), Repair::Unsafe, effect = Exchange;

    /// Finds language tags that the registry keeps only so that old documents can be read.
    ///
    /// Readers of today may know only the code that replaced them: `he` for `iw`, `ro` for `mo`, `jbo` for
    /// `art-lojban`, `MM` for `BU`.
    ///
    /// # Fails
    ///
    /// ```yaml
    /// ---
    /// language: mo
    /// ---
    /// ```
    ///
    /// # Passes
    ///
    /// ```yaml
    /// ---
    /// language: ro-MD
    /// ---
    /// ```
    DEPRECATED = "language/deprecated", Some(Warning), Repair::Safe, effect = Exchange;

    /// Finds language tags that say the right thing in another form than the canonical one of RFC 5646 §4.5.
    ///
    /// Tags are compared as text more often than they should be: a site that has `ru`, `RU` and `rus` lists three
    /// languages. The canonical form has the shortest code, no script that goes without saying, small letters for the
    /// language and capitals for the country.
    ///
    /// # Fails
    ///
    /// ```yaml
    /// ---
    /// language: rus
    /// ---
    /// ```
    ///
    /// ```yaml
    /// ---
    /// language: ru-Cyrl
    /// ---
    /// ```
    ///
    /// # Passes
    ///
    /// ```yaml
    /// ---
    /// language: ru
    /// ---
    /// ```
    CANONICAL = "language/canonical", Some(Warning), Repair::Safe, effect = Exchange;

    /// Finds documents whose body is in another language than the one declared.
    ///
    /// A wrong declaration makes screen readers mispronounce, search engines misfile, and spelling checkers underline
    /// everything. The body's first 600 letters of prose are read, without code, links, tables, HTML and front matter.
    /// The rule speaks only when it is sure: fewer than 200 letters, a mixture of languages and close relatives of the
    /// declared language are passed over; a language that the detector does not know is judged by its script alone.
    /// Declare the script where it is not the usual one (`ru-Latn`), `mul` for several languages, `zxx` for none.
    ///
    /// # Fails
    ///
    /// ```yaml
    /// ---
    /// language: ro
    /// ---
    ///
    /// Казахстан и Турция не будут признавать «референдумы» на востоке Украины. Аналогичное заявление ранее прозвучало
    /// от министерства иностранных дел Сербии. Позицию Турции озвучил министр иностранных дел, сообщают местные газеты.
    /// «Мы исходим из принципов территориальной целостности государств и их суверенного равенства», — сказал он.
    /// ```
    ///
    /// # Passes
    ///
    /// ```yaml
    /// ---
    /// language: ru
    /// ---
    ///
    /// Казахстан и Турция не будут признавать «референдумы» на востоке Украины. Аналогичное заявление ранее прозвучало
    /// от министерства иностранных дел Сербии. Позицию Турции озвучил министр иностранных дел, сообщают местные газеты.
    /// «Мы исходим из принципов территориальной целостности государств и их суверенного равенства», — сказал он.
    /// ```
    MISMATCH = "language/mismatch", Some(Warning), Repair::None;
}

pub(super) fn check(context: &Context, findings: &mut Findings) {
    for value in context.values.iter() {
        tag::check(context, value, findings);
    }
    mismatch::check(context, findings);
}

/// What stands in a field called `language` or `lang` where it names a programming language, and could be a language
/// tag, or nearly. Without a schema nothing is said of these.
const PROGRAMMING: [&str; 18] =
    ["cc", "ex", "go", "hs", "hx", "jl", "js", "kt", "mm", "nu", "ps", "py", "rb", "rs", "sh", "ts", "vb", "vy"];

/// Whether the field is known by its name alone and may be about a programming language.
fn may_be_code(context: &Context, text: &str) -> bool {
    context.schema.is_none() && PROGRAMMING.iter().any(|code| code.eq_ignore_ascii_case(text))
}
