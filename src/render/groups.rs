//! What is left out for people who would otherwise read the same thing a hundred times: findings like those just shown,
//! and infos. What is left out is counted and said.

use std::collections::BTreeMap;

use super::count::{count, number};
use crate::diagnostic::Severity;
use crate::finding::Located;
use crate::schema::json::unescape;

/// How many findings that are alike are shown of one folder.
const SHOWN: usize = 3;

/// Findings that are alike: of one rule, about one field.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Kind {
    rule: &'static str,
    field: String,
    /// The message, where the finding is about no field, as nothing else tells one from another.
    message: String,
}

/// What has been shown and left out of the folder at hand.
#[derive(Debug, Default)]
pub(super) struct Groups {
    folder: String,
    counts: BTreeMap<Kind, usize>,
}

impl Groups {
    /// Whether a finding in `path` is to be shown; it is counted where it is not.
    pub(super) fn is_shown(&mut self, finding: &Located) -> bool {
        let field = finding.field();
        let message = if field.is_empty() { finding.diagnostic.message.clone() } else { String::new() };
        let kind = Kind { rule: finding.diagnostic.rule, field, message };
        let count = self.counts.entry(kind).or_default();
        *count += 1;
        *count <= SHOWN
    }

    /// Goes on to the folder of `path`. What has been left out of the one before, in words, a line each.
    pub(super) fn enter(&mut self, path: &str) -> Vec<String> {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        if folder == self.folder {
            return Vec::new();
        }
        let said = self.leave();
        folder.clone_into(&mut self.folder);
        said
    }

    /// What has been left out of the folder at hand.
    pub(super) fn leave(&mut self) -> Vec<String> {
        let folder = if self.folder.is_empty() { "this folder".to_owned() } else { format!("`{}`", self.folder) };
        let said = std::mem::take(&mut self.counts).into_iter().filter(|(_, count)| *count > SHOWN);
        said.map(|(kind, all)| {
            let place = if kind.field.is_empty() { String::new() } else { format!(" for `{}`", name_of(&kind.field)) };
            let more = count(all - SHOWN, "more finding");
            format!("{more} of {}{place} in {folder} (`--output-format concise` lists them)", kind.rule)
        })
        .collect()
    }
}

/// A field as people name it, from its pointer.
fn name_of(field: &str) -> String {
    let keys = field.split('/').filter(|key| !key.is_empty() && *key != "*");
    keys.map(unescape).collect::<Vec<_>>().join(".")
}

/// The infos that are left out.
#[derive(Debug, Default)]
pub(super) struct Infos(BTreeMap<&'static str, usize>);

impl Infos {
    /// Whether a finding is one of those; it is counted then.
    pub(super) fn takes(&mut self, finding: &Located) -> bool {
        let is_info = finding.diagnostic.severity == Severity::Info;
        if is_info {
            *self.0.entry(finding.diagnostic.rule).or_default() += 1;
        }
        is_info
    }

    /// How many there are, and how to see them; `None` where there are none.
    pub(super) fn line(&self) -> Option<String> {
        let all: usize = self.0.values().sum();
        let (rule, most) = self.0.iter().max_by_key(|(rule, count)| (**count, std::cmp::Reverse(**rule)))?;
        let mostly = match (self.0.len(), *most) {
            (1, _) => format!("`{rule}`"),
            (_, most) if most * 2 > all => format!("mostly `{rule}`"),
            _ => format!("`{rule}` among them"),
        };
        let infos = if all == 1 { "1 info".to_owned() } else { format!("{} infos", number(all)) };
        let them = if all == 1 { "it" } else { "them" };
        Some(format!("{infos}, {mostly}; show {them} with `--level info`"))
    }
}
