//! Findings that are known and put up with, so that only new ones count. They are known by document, rule, field and
//! value, not by line, and each as often as it was met.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::render::Located;

/// Known findings, and how often each of them may still be met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    counts: BTreeMap<Entry, Count>,
}

/// How often a finding is known, and how often it has been met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    known: usize,
    met: usize,
}

/// What makes a finding a known one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The document, from the folder that the baseline lies in, with `/` between folders.
    pub path: String,
    pub rule: String,
    /// The field, as a JSON Pointer whose places in lists are `*`; empty where the finding is about no field.
    pub field: String,
    /// A hash of the marked text.
    pub value: String,
}

impl Baseline {
    /// Reads the text of a baseline.
    ///
    /// # Errors
    /// What is wrong with it, in words that follow its name.
    pub fn parse(text: &str) -> Result<Self, String> {
        let written: Written = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if written.version != VERSION {
            return Err(format!("its version is {}, and only {VERSION} is known", written.version));
        }
        let mut baseline = Self::default();
        for one in written.findings {
            let entry = Entry { path: one.path, rule: one.rule, field: one.field, value: one.value };
            baseline.counts.entry(entry).or_default().known += one.count;
        }
        baseline.counts.retain(|_, count| count.known > 0);
        Ok(baseline)
    }

    /// Writes the baseline, a finding a line, in an order that does not depend on anything.
    pub fn to_json(&self) -> String {
        let mut text = format!("{{\n  \"version\": {VERSION},\n  \"findings\": [");
        for (index, (entry, count)) in self.counts.iter().enumerate() {
            let Entry { path, rule, field, value } = entry.clone();
            let line = serde_json::to_string(&Line { path, rule, field, value, count: count.known });
            text.push_str(if index == 0 { "\n    " } else { ",\n    " });
            text.push_str(&line.expect("texts and a number can be written"));
        }
        text.push_str(if self.counts.is_empty() { "]\n}\n" } else { "\n  ]\n}\n" });
        text
    }

    /// Adds the findings of a document.
    pub fn add(&mut self, path: &str, findings: &[Located]) {
        for finding in findings {
            self.counts.entry(Entry::new(path, finding)).or_default().known += 1;
        }
    }

    /// Takes known findings out of those of a document, as often as each is known, and counts them as met.
    pub fn take_from(&mut self, path: &str, findings: &mut Vec<Located>) {
        if self.counts.is_empty() {
            return;
        }
        findings.retain(|finding| match self.counts.get_mut(&Entry::new(path, finding)) {
            Some(count) if count.met < count.known => {
                count.met += 1;
                false
            }
            _ => true,
        });
    }

    /// What is known of one document, none of it met.
    #[must_use]
    pub fn of(&self, path: &str) -> Self {
        let first = Entry { path: path.to_owned(), rule: String::new(), field: String::new(), value: String::new() };
        let entries = self.counts.range(first..).take_while(|(entry, _)| entry.path == path);
        Self { counts: entries.map(|(entry, count)| (entry.clone(), Count { met: 0, ..*count })).collect() }
    }

    /// Keeps of each finding no more than another baseline has of it.
    pub fn limit(&mut self, other: &Self) {
        self.counts.retain(|entry, count| {
            count.known = count.known.min(other.known(entry));
            count.known > 0
        });
    }

    /// How many findings there are.
    pub fn count(&self) -> usize {
        self.counts.values().map(|count| count.known).sum()
    }

    /// How many findings of those entries that `wanted` wants have not been met.
    pub fn count_unmet(&self, wanted: impl Fn(&Entry) -> bool) -> usize {
        let unmet = self.counts.iter().filter(|(entry, count)| count.met < count.known && wanted(entry));
        unmet.map(|(_, count)| count.known - count.met).sum()
    }

    /// How many findings this has beyond those of another.
    pub fn beyond(&self, other: &Self) -> usize {
        self.counts.iter().map(|(entry, count)| count.known.saturating_sub(other.known(entry))).sum()
    }

    fn known(&self, entry: &Entry) -> usize {
        self.counts.get(entry).map_or(0, |count| count.known)
    }
}

impl Entry {
    fn new(path: &str, finding: &Located) -> Self {
        Self {
            path: path.to_owned(),
            rule: finding.diagnostic.rule.to_owned(),
            field: finding.field(),
            value: format!("{:016x}", finding.fingerprint),
        }
    }
}

/// The form of the file.
const VERSION: u32 = 1;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    version: u32,
    findings: Vec<Line>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    path: String,
    rule: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    field: String,
    value: String,
    #[serde(default = "one", skip_serializing_if = "is_one")]
    count: usize,
}

const fn one() -> usize {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
const fn is_one(count: &usize) -> bool {
    *count == 1
}
