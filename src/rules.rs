//! The rules: what each is called, how much it matters and what its page says; one file per group.
//!
//! A rule looks at a [`Context`] and pushes what it finds into [`Findings`], which knows what is switched on.
//! To add one: declare it in its group's file, and name it in [`RULES`].

mod catalogue;
mod context;
mod list;
mod options;
mod page;
mod subject;

pub use catalogue::{Effect, Repair, Rule, Scope, effect_of, find, select};
pub use context::{Context, Findings, Levels};
pub use options::{OptionSpec, Options, Target};
pub use page::{Example, all_pages};

/// Declares rules; the doc comment of each is its page, see [`Rule`]. Behind level and repair stands what differs from
/// the usual: `effect = Layout`, `scope = Corpus`, `since = "0.2.0"`, in this order.
macro_rules! rules {
    ($(
        $(#[doc = $doc:literal])+
        $name:ident = $rule:literal, $level:expr, $repair:expr
            $(, effect = $effect:ident)? $(, scope = $scope:ident)? $(, since = $since:literal)?;
    )+) => {
        $($(#[doc = $doc])+ pub static $name: $crate::rules::Rule =
            $crate::rules::Rule::new($rule, $level, $repair, concat!($($doc, "\n",)+))
                $(.effect($crate::rules::Effect::$effect))?
                $(.scope($crate::rules::Scope::$scope))?
                $(.since($since))?;)+
    };
}

pub mod corpus;
pub mod date;
pub mod document;
pub mod file;
pub mod front_matter;
pub mod json;
pub mod language;
pub mod schema;
pub mod suppression;
mod template;
pub mod text;
pub mod toml;
pub mod url;
pub mod wikilink;
pub mod yaml;

/// Every rule, in the order of the documentation.
pub static RULES: &[&Rule] = &[
    &file::UNREADABLE,
    &file::ENCODING,
    &file::LIMIT,
    &front_matter::MISSING,
    &front_matter::UNCLOSED,
    &front_matter::NOT_MAPPING,
    &front_matter::REPEATED,
    &front_matter::FENCE,
    &yaml::SYNTAX,
    &yaml::LOOK_ALIKE,
    &yaml::TAG,
    &yaml::COMMENT,
    &yaml::DUPLICATE_KEY,
    &yaml::AMBIGUOUS_SCALAR,
    &yaml::PORTABILITY,
    &toml::SYNTAX,
    &json::SYNTAX,
    &json::DUPLICATE_KEY,
    &schema::REQUIRED,
    &schema::UNKNOWN_FIELD,
    &schema::MISSPELLED_FIELD,
    &schema::EMPTY,
    &schema::TYPE,
    &schema::ORDER,
    &schema::ENUM,
    &schema::PATTERN,
    &schema::LENGTH,
    &schema::RANGE,
    &schema::ITEMS,
    &schema::FORMAT,
    &schema::VOCABULARY,
    &schema::DEPRECATED,
    &schema::RELATION,
    &schema::ASSERT,
    &schema::INVALID,
    &date::MALFORMED,
    &date::IMPOSSIBLE,
    &date::ZONELESS,
    &date::FUTURE,
    &date::CHRONOLOGY,
    &date::STALE,
    &language::MALFORMED,
    &language::UNKNOWN,
    &language::DEPRECATED,
    &language::CANONICAL,
    &language::MISMATCH,
    &wikilink::UNQUOTED,
    &wikilink::MALFORMED,
    &wikilink::MISSING,
    &wikilink::WHITESPACE,
    &wikilink::DUPLICATE,
    &corpus::UNRESOLVED,
    &corpus::AMBIGUOUS,
    &corpus::VARIANT,
    &url::MALFORMED,
    &url::SNAPSHOT,
    &url::HOST,
    &text::INVISIBLE,
    &text::MIXED_SCRIPT,
    &text::NORMALIZATION,
    &text::WHITESPACE,
    &text::TRAILING_SPACE,
    &text::LINE_ENDING,
    &text::MOJIBAKE,
    &text::ENTITY,
    &text::REPEATED_ITEM,
    &text::PLACEHOLDER,
    &document::PATH,
    &document::HEADING,
    &corpus::WORD_VARIANT,
    &corpus::DUPLICATE,
    &suppression::UNKNOWN,
    &suppression::UNUSED,
];

/// Runs the rules of one group.
pub type Check = fn(&Context, &mut Findings);

/// The groups of rules that need one document only, in the order in which they run: the schema late, as it is silent
/// where another rule has explained a value, TOML behind the dates and repetitions last, for the same reason.
pub const GROUPS: [(&str, Check); 13] = [
    ("file", file::check),
    ("front-matter", front_matter::check),
    ("yaml", yaml::check),
    ("json", json::check),
    ("language", language::check),
    ("text", text::check),
    ("date", date::check),
    ("toml", toml::check),
    ("wikilink", wikilink::check),
    ("url", url::check),
    ("document", document::check),
    ("schema", schema::check),
    ("text, of lists", text::repeated::check),
];

/// Runs every rule that needs one document only.
pub fn check(context: &Context, findings: &mut Findings) {
    for (_, check) in GROUPS {
        check(context, findings);
    }
}

/// The options of a rule.
pub fn options_of(rule: &Rule) -> impl Iterator<Item = &'static OptionSpec> {
    file::OPTIONS.iter().chain(&date::OPTIONS).filter(move |spec| spec.rule.name == rule.name)
}
