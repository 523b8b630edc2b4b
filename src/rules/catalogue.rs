//! What is known of a rule besides its code.

use std::sync::OnceLock;

use crate::diagnostic::Severity;
use crate::syntax::Syntax;

/// A rule. Its page is Markdown: a first line that says what the rule finds, why that matters, then under `# Fails` and
/// `# Passes` at least one example each, as fenced code that begins with the front matter's `---`; under `# Options`,
/// where it has some, a list of them.
#[derive(Debug)]
pub struct Rule {
    /// `group/name`
    pub name: &'static str,
    /// The level it has where nobody says otherwise; `None` is off.
    pub level: Option<Severity>,
    pub repair: Repair,
    /// What its repairs do to the document.
    pub effect: Effect,
    /// What it looks at.
    pub scope: Scope,
    /// The version that first had it.
    pub since: &'static str,
    pub page: &'static str,
    /// Its place among all rules, once somebody has asked for it.
    pub(super) number: OnceLock<usize>,
}

/// Whether and how a rule's findings can be repaired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repair {
    None,
    Safe,
    Unsafe,
}

/// What a rule's repairs do to a document, and so what is held against them before they are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// They change how something is written and never what is read.
    Layout,
    /// They remove a comment of our own; what is read stays.
    Comment,
    /// They bring to light what could not be read.
    Syntax,
    /// They change the value of the field that the finding names, and lose nothing that was typed.
    Value,
    /// They put another value in the place of one; their messages name both.
    Exchange,
    /// They remove the item that their messages name.
    Removal,
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// One document.
    Document,
    /// One document and its schema.
    Schema,
    /// All documents of a run.
    Corpus,
    /// The suppressions of a document, after everything else.
    Suppressions,
}

impl Rule {
    /// A rule that has been there from the first version, looks at one document, and whose repairs, if it has any, change
    /// values.
    pub(super) const fn new(name: &'static str, level: Option<Severity>, repair: Repair, page: &'static str) -> Self {
        let (effect, scope) = (Effect::Value, Scope::Document);
        Self { name, level, repair, effect, scope, since: "0.1.0", page, number: OnceLock::new() }
    }

    pub(super) const fn effect(mut self, effect: Effect) -> Self {
        self.effect = effect;
        self
    }

    /// Says which version is the first to have the rule. In that minor version it only informs, so that an upgrade breaks
    /// no gate.
    pub(super) const fn since(mut self, version: &'static str) -> Self {
        self.since = version;
        self.level = level_in(self.level, version, env!("CARGO_PKG_VERSION"));
        self
    }

    pub(super) const fn scope(mut self, scope: Scope) -> Self {
        self.scope = scope;
        self
    }

    /// Its place in [`super::RULES`].
    pub(super) fn number(&self) -> usize {
        let place = || super::RULES.iter().position(|rule| rule.name == self.name);
        *self.number.get_or_init(|| place().expect("every rule is in the list of rules"))
    }

    pub fn group(&self) -> &'static str {
        self.name.split_once('/').map_or(self.name, |(group, _)| group)
    }

    /// The syntaxes in which it finds anything.
    pub fn syntaxes(&self) -> &'static [Syntax] {
        match (self.group(), self.name) {
            ("yaml", _) | (_, "wikilink/unquoted" | "front-matter/repeated") => &[Syntax::Yaml],
            ("toml", _) => &[Syntax::Toml],
            ("json", _) => &[Syntax::Json],
            // JSON has no comments, and braces are fences that cannot be spoilt.
            ("suppression", _) | (_, "front-matter/fence") => &[Syntax::Yaml, Syntax::Toml],
            _ => &[Syntax::Yaml, Syntax::Toml, Syntax::Json],
        }
    }

    /// What a link to its heading in the documentation ends in.
    pub fn anchor(&self) -> String {
        self.name.replace('/', "")
    }

    /// What the rule finds, in one sentence: the first line of its page.
    pub fn summary(&self) -> &'static str {
        self.page.trim_start().lines().next().unwrap_or_default().trim_end()
    }
}

/// The level that a rule has by itself in a version of masthead. The rules of the first version have theirs at once.
const fn level_in(level: Option<Severity>, since: &str, version: &str) -> Option<Severity> {
    let is_first = is_same_minor(since, "0.1.0");
    if level.is_some() && !is_first && is_same_minor(since, version) { Some(Severity::Info) } else { level }
}

/// Whether two versions are the same up to their second dot.
const fn is_same_minor(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let (mut at, mut dots) = (0, 0);
    while at < one.len() && at < other.len() && one[at] == other[at] {
        if one[at] == b'.' {
            dots += 1;
            if dots == 2 {
                return true;
            }
        }
        at += 1;
    }
    false
}

/// The rule of this name.
pub fn find(name: &str) -> Option<&'static Rule> {
    super::RULES.iter().copied().find(|rule| rule.name == name)
}

/// What the repairs of the rule of this name do.
pub fn effect_of(name: &str) -> Effect {
    find(name).map_or(Effect::Value, |rule| rule.effect)
}

/// The rules that a selector stands for: one by name, a whole group, or `all`. None if there is no such thing.
pub fn select(selector: &str) -> Vec<&'static Rule> {
    let matches = |rule: &&&Rule| selector == "all" || rule.name == selector || rule.group() == selector;
    super::RULES.iter().filter(matches).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_rule_informs_for_one_minor_version() {
        let error = Some(Severity::Error);
        assert_eq!(level_in(error, "0.2.0", "0.2.0"), Some(Severity::Info));
        assert_eq!(level_in(error, "0.2.0", "0.2.17"), Some(Severity::Info));
        assert_eq!(level_in(error, "0.2.3", "0.2.17"), Some(Severity::Info));
        for version in ["0.1.0", "0.3.0", "0.20.0", "1.2.0", "10.2.0"] {
            assert_eq!(level_in(error, "0.2.0", version), error, "{version}");
        }
        assert_eq!(level_in(None, "0.2.0", "0.2.0"), None, "what is off stays off");
        assert_eq!(level_in(error, "0.1.0", "0.1.9"), error, "there is no gate to break before the first version");
    }
}
