//! Where the page of a rule is.

use crate::rules::Rule;

/// The address of a rule's page: a heading of `docs/rules.md` in the project's repository, where it is known.
pub fn rule_url(rule: &Rule) -> Option<String> {
    let repository = env!("CARGO_PKG_REPOSITORY").trim_end_matches('/');
    // Until there is a repository, its owner has a place holder for a name.
    (!repository.is_empty() && !repository.contains("/OWNER/"))
        .then(|| format!("{repository}/blob/main/docs/rules.md#{}", anchor(rule.name)))
}

/// The name under which forges link a heading that is a rule's name.
fn anchor(rule: &str) -> String {
    rule.replace('/', "")
}
