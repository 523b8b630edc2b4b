//! How often each rule found something, and where: for people, for programs, and for the summary of a workflow.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use serde::Serialize;

use super::json_text;
use crate::diagnostic::Safety;
use crate::finding::Located;
use crate::visible::visible_path;

/// Findings counted by rule and by folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    rules: BTreeMap<&'static str, Count>,
    folders: BTreeMap<String, Count>,
}

/// How many findings there are, and how many of them can be repaired.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    pub findings: usize,
    /// With a safe fix.
    pub fixable: usize,
    /// With an unsafe fix.
    pub fixable_unsafe: usize,
}

impl Statistics {
    /// Counts the findings of one document.
    pub fn add(&mut self, path: &str, findings: &[Located]) {
        if findings.is_empty() {
            return;
        }
        let mut folder = Count::default();
        for finding in findings {
            folder.add(finding.safety());
            self.rules.entry(finding.diagnostic.rule).or_default().add(finding.safety());
        }
        let name = path.rsplit_once('/').map_or(".", |(folder, _)| if folder.is_empty() { "/" } else { folder });
        let count = self.folders.entry(name.to_owned()).or_default();
        count.findings += folder.findings;
        count.fixable += folder.fixable;
        count.fixable_unsafe += folder.fixable_unsafe;
    }

    /// Writes two tables, the largest numbers first.
    pub fn write_text(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut text = String::new();
        push_table(&mut text, &sorted(self.rules.iter().map(|(name, count)| ((*name).to_owned(), *count))));
        if !self.rules.is_empty() {
            text.push('\n');
        }
        push_table(&mut text, &sorted(self.folders.iter().map(|(name, count)| (visible_path(name), *count))));
        out.write_all(text.as_bytes())
    }

    /// Writes `{"version":1,"rules":[{"rule":…,"findings":…,"fixable":…,"fixable_unsafe":…}],"folders":[{"folder":…}]}`.
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        let rules = sorted(self.rules.iter().map(|(name, count)| (*name, *count)));
        let folders = sorted(self.folders.iter().map(|(name, count)| (name.as_str(), *count)));
        let rules = rules.into_iter().map(|(rule, count)| RuleCount { rule, count }).collect();
        let folders = folders.into_iter().map(|(folder, count)| FolderCount { folder, count }).collect();
        let mut json = Vec::new();
        json_text::push(&mut json, &StatisticsJson { version: 1, rules, folders })?;
        json.push(b'\n');
        out.write_all(&json)
    }
}

impl Count {
    fn add(&mut self, safety: Option<Safety>) {
        self.findings += 1;
        match safety {
            Some(Safety::Safe) => self.fixable += 1,
            Some(Safety::Unsafe) => self.fixable_unsafe += 1,
            None => {}
        }
    }
}

#[derive(Serialize)]
struct StatisticsJson<'a> {
    version: u8,
    rules: Vec<RuleCount>,
    folders: Vec<FolderCount<'a>>,
}

#[derive(Serialize)]
struct RuleCount {
    rule: &'static str,
    #[serde(flatten)]
    count: Count,
}

#[derive(Serialize)]
struct FolderCount<'a> {
    folder: &'a str,
    #[serde(flatten)]
    count: Count,
}

/// The largest first, those of equal size by name.
fn sorted<T: Ord>(counts: impl Iterator<Item = (T, Count)>) -> Vec<(T, Count)> {
    let mut counts: Vec<_> = counts.collect();
    counts.sort_by(|(name, count), (other, more)| more.findings.cmp(&count.findings).then_with(|| name.cmp(other)));
    counts
}

fn push_table(text: &mut String, rows: &[(String, Count)]) {
    let digits = rows.first().map_or(1, |(_, count)| count.findings.to_string().len());
    let width = rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or_default().min(60);
    for (name, count) in rows {
        let mut row = format!("{:digits$}  {name:width$}", count.findings);
        if count.fixable > 0 {
            let _ = write!(row, "  {} with --fix", count.fixable);
        }
        if count.fixable_unsafe > 0 {
            let _ = write!(row, "  {} with --unsafe-fixes", count.fixable_unsafe);
        }
        text.push_str(row.trim_end());
        text.push('\n');
    }
}
