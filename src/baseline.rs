//! Findings that are known and put up with, so that only new ones count. They are known by document, rule, field and
//! value, not by line, and each as often as it was met.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::finding::Located;
use crate::rules;

/// Known findings, and how often each of them may still be met.
#[derive(Clone, Debug, Default)]
pub struct Baseline {
    /// By the path from the folder that the baseline lies in, with `/` between folders.
    documents: BTreeMap<Box<str>, Document>,
    /// In one map for all documents: one for each would take several times the memory.
    counts: BTreeMap<Entry, Count>,
}

#[derive(Clone, Copy, Debug)]
struct Document {
    /// What tells it from the other documents in [`Entry`].
    number: usize,
    /// It has been asked about.
    is_checked: bool,
}

/// The number of a document, and a finding of it.
type Entry = (usize, Finding);

/// What makes a finding of a document a known one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    rule: Cow<'static, str>,
    /// The field, as a JSON Pointer whose places in lists are `*`; empty where the finding is about no field.
    field: Box<str>,
    /// A hash of the marked text.
    value: u64,
}

/// How often a finding is known, and how often it has been met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    known: usize,
    met: usize,
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
        Ok(written.findings)
    }

    /// Writes the baseline, a finding a line, in an order that does not depend on anything.
    pub fn to_json(&self) -> String {
        let mut text = format!("{{\n  \"version\": {VERSION},\n  \"findings\": [");
        let mut is_first = true;
        for (path, document) in &self.documents {
            for ((_, finding), count) in self.counts.range(entries_of(*document)) {
                text.push_str(if is_first { "\n    " } else { ",\n    " });
                is_first = false;
                let (rule, field) = (finding.rule.as_ref().into(), finding.field.as_ref().into());
                let line = Line { path: path.as_ref().into(), rule, field, value: finding.value, count: count.known };
                text.push_str(&serde_json::to_string(&line).expect("texts and a number can be written"));
            }
        }
        text.push_str(if is_first { "]\n}\n" } else { "\n  ]\n}\n" });
        text
    }

    /// Adds the findings of a document.
    pub fn add(&mut self, path: &str, findings: &[Located]) {
        for finding in findings {
            self.add_known(path, Finding::new(finding), 1);
        }
    }

    fn add_known(&mut self, path: &str, finding: Finding, count: usize) {
        let next = Document { number: self.documents.len(), is_checked: false };
        let document = match self.documents.get(path) {
            Some(document) => document,
            None => self.documents.entry(path.into()).or_insert(next),
        };
        let known = &mut self.counts.entry((document.number, finding)).or_default().known;
        *known = known.saturating_add(count);
    }

    /// Takes known findings out of those of a document, as often as each is known, counts them as met and gives them back.
    pub fn take_from(&mut self, path: &str, findings: &mut Vec<Located>) -> Vec<Located> {
        let Some(document) = self.documents.get_mut(path) else { return Vec::new() };
        document.is_checked = true;
        take_known(&mut self.counts, *document, findings)
    }

    /// Forgets which findings of a document have been met, which is then checked once more.
    pub fn forget(&mut self, path: &str) {
        let Some(document) = self.documents.get(path) else { return };
        for (_, count) in self.counts.range_mut(entries_of(*document)) {
            count.met = 0;
        }
    }

    /// Keeps of each finding no more than another baseline has of it.
    pub fn limit(&mut self, other: &Self) {
        for (path, document) in &self.documents {
            for ((_, finding), count) in self.counts.range_mut(entries_of(*document)) {
                count.known = count.known.min(other.known(path, finding));
            }
        }
        self.counts.retain(|_, count| count.known > 0);
    }

    /// How many findings there are.
    pub fn count(&self) -> usize {
        self.counts.values().map(|count| count.known).sum()
    }

    /// How many findings have not been met: those of documents that were checked or are gone, and of rules that ran.
    pub fn count_cleared(&self, is_gone: impl Fn(&str) -> bool, ran: impl Fn(&str) -> bool) -> usize {
        let looked_at = self.documents.iter().filter(|(path, document)| document.is_checked || is_gone(path));
        let counts = looked_at.flat_map(|(_, document)| self.counts.range(entries_of(*document)));
        counts.filter(|((_, finding), _)| ran(&finding.rule)).map(|(_, count)| count.known - count.met).sum()
    }

    /// How many findings this has beyond those of another.
    pub fn beyond(&self, other: &Self) -> usize {
        let of_document = |path: &str, document: Document| {
            let counts = self.counts.range(entries_of(document));
            let beyond =
                |((_, finding), count): (&Entry, &Count)| count.known.saturating_sub(other.known(path, finding));
            counts.map(beyond).sum::<usize>()
        };
        self.documents.iter().map(|(path, document)| of_document(path, *document)).sum()
    }

    fn known(&self, path: &str, finding: &Finding) -> usize {
        let entry = self.documents.get(path).map(|document| (document.number, finding.clone()));
        entry.and_then(|entry| self.counts.get(&entry)).map_or(0, |count| count.known)
    }
}

/// Where the entries of a document are.
fn entries_of(document: Document) -> Range<Entry> {
    let first = |number| (number, Finding { rule: "".into(), field: "".into(), value: 0 });
    first(document.number)..first(document.number + 1)
}

fn take_known(counts: &mut BTreeMap<Entry, Count>, document: Document, findings: &mut Vec<Located>) -> Vec<Located> {
    let is_known = |finding: &mut Located| match counts.get_mut(&(document.number, Finding::new(finding))) {
        Some(count) if count.met < count.known => {
            count.met += 1;
            true
        }
        _ => false,
    };
    findings.extract_if(.., is_known).collect()
}

impl Finding {
    fn new(finding: &Located) -> Self {
        Self { rule: finding.diagnostic.rule.into(), field: finding.field().into(), value: finding.fingerprint }
    }
}

/// The form of the file.
const VERSION: u32 = 1;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    version: u32,
    #[serde(deserialize_with = "findings")]
    findings: Baseline,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line<'a> {
    path: Cow<'a, str>,
    rule: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "str::is_empty")]
    field: Cow<'a, str>,
    #[serde(serialize_with = "write_hash", deserialize_with = "hash")]
    value: u64,
    #[serde(default = "one", skip_serializing_if = "is_one")]
    count: usize,
}

/// Reads findings one after another: a list of all of them would take several times the memory.
fn findings<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Baseline, D::Error> {
    struct Lines;

    impl<'de> Visitor<'de> for Lines {
        type Value = Baseline;

        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str("a list of findings")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut lines: A) -> Result<Baseline, A::Error> {
            let mut baseline = Baseline::default();
            while let Some(line) = lines.next_element::<Line>()? {
                if line.count > 0 {
                    let rule = match rules::find(&line.rule) {
                        Some(rule) => rule.name.into(),
                        None => line.rule.into_owned().into(),
                    };
                    let finding = Finding { rule, field: line.field.into(), value: line.value };
                    baseline.add_known(&line.path, finding, line.count);
                }
            }
            Ok(baseline)
        }
    }

    deserializer.deserialize_seq(Lines)
}

/// Reads 64 bits that are written in hexadecimal.
fn hash<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    let text = Cow::<str>::deserialize(deserializer)?;
    u64::from_str_radix(&text, 16).map_err(|_| de::Error::custom("a `value` is no hexadecimal number of 64 bits"))
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
fn write_hash<S: Serializer>(hash: &u64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&format_args!("{hash:016x}"))
}

const fn one() -> usize {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
const fn is_one(count: &usize) -> bool {
    *count == 1
}
