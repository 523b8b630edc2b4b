//! Groups of documents that are of another sort than the rest: section pages, templates, logs.

use crate::stats::{Group, GroupBy, Stats};

/// Documents of one name or folder that lack what all others have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apart {
    pub by: GroupBy,
    pub value: String,
    pub documents: u64,
    /// A field that the rest has and they have not.
    pub lacks: String,
}

impl Apart {
    /// Whether a document belongs to it, by its path.
    pub fn holds(&self, path: &str) -> bool {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        match self.by {
            GroupBy::Folder => folder == self.value,
            GroupBy::FileName => name == self.value,
            GroupBy::Field(_) => false,
        }
    }
}

/// The groups that are set apart: at most a fifth of the documents each, and a field that at least 99 % of the rest has
/// and at most a tenth of them has. Of groups with one document, only those count whose name is usual for such pages.
pub fn apart(stats: &Stats) -> Vec<Apart> {
    let all = stats.with_fields();
    let common: Vec<(&str, u64)> = stats
        .fields
        .sorted()
        .into_iter()
        .map(|(name, field)| (name, field.values))
        .take_while(|(_, count)| count * 4 >= all * 3)
        .collect();
    let mut found = Vec::new();
    for ((by, value), group) in &stats.groups {
        if matches!(by, GroupBy::Field(_)) || group.documents * 5 > all || !is_likely(by, value, group) {
            continue;
        }
        let rest = all - group.documents;
        let lacking = common.iter().find(|(name, count)| {
            let own = group.fields.get(*name).copied().unwrap_or(0);
            own * 10 <= group.documents && (count - own) * 100 >= rest * 99
        });
        if let Some((name, _)) = lacking {
            let apart =
                Apart { by: by.clone(), value: value.clone(), documents: group.documents, lacks: (*name).to_owned() };
            found.push(apart);
        }
    }
    found
}

/// Whether documents are alike on purpose.
fn is_likely(by: &GroupBy, value: &str, group: &Group) -> bool {
    const USUAL: [&str; 12] = [
        "_index",
        "index",
        "readme",
        "log",
        "changelog",
        "contributing",
        "license",
        "template",
        "about",
        "404",
        "search",
        "home",
    ];
    match by {
        GroupBy::FileName => {
            let stem = value.rsplit_once('.').map_or(value, |(stem, _)| stem).to_lowercase();
            group.documents >= 3 || USUAL.contains(&stem.as_str())
        }
        GroupBy::Folder => group.documents >= 3,
        GroupBy::Field(_) => false,
    }
}
