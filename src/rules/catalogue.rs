//! What is known of a rule besides its code.

use std::sync::OnceLock;

use crate::diagnostic::Severity;

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

impl Rule {
    /// Its place in [`super::RULES`].
    pub(super) fn number(&self) -> usize {
        let place = || super::RULES.iter().position(|rule| rule.name == self.name);
        *self.number.get_or_init(|| place().expect("every rule is in the list of rules"))
    }

    pub fn group(&self) -> &'static str {
        self.name.split_once('/').map_or(self.name, |(group, _)| group)
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

/// The rule of this name.
pub fn find(name: &str) -> Option<&'static Rule> {
    super::RULES.iter().copied().find(|rule| rule.name == name)
}

/// The rules that a selector stands for: one by name, a whole group, or `all`. None if there is no such thing.
pub fn select(selector: &str) -> Vec<&'static Rule> {
    let matches = |rule: &&&Rule| selector == "all" || rule.name == selector || rule.group() == selector;
    super::RULES.iter().filter(matches).copied().collect()
}
