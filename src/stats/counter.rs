//! Values by how often they occur, and how many there are, in bounded memory.

use std::collections::{BTreeMap, BTreeSet};

/// So many values are counted exactly; twice as many while counting.
const MOST: usize = 1_000;

/// Texts by how often they occur. Beyond a thousand the rarest are forgotten, and only how often they occurred is known.
#[derive(Clone, Debug, Default)]
pub struct Counter {
    counts: BTreeMap<String, u64>,
    /// Occurrences of what was forgotten.
    pub forgotten: u64,
}

impl Counter {
    pub(super) fn add(&mut self, text: &str) {
        if let Some(count) = self.counts.get_mut(text) {
            *count += 1;
            return;
        }
        self.counts.insert(text.to_owned(), 1);
        self.bound();
    }

    pub(super) const fn add_other(&mut self) {
        self.forgotten += 1;
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.forgotten += other.forgotten;
        for (text, count) in other.counts {
            *self.counts.entry(text).or_default() += count;
        }
        self.bound();
    }

    fn bound(&mut self) {
        if self.counts.len() <= 2 * MOST {
            return;
        }
        let kept: Vec<(String, u64)> =
            self.sorted().into_iter().take(MOST).map(|(text, count)| (text.to_owned(), count)).collect();
        let before: u64 = self.counts.values().sum();
        self.counts = kept.into_iter().collect();
        self.forgotten += before - self.counts.values().sum::<u64>();
    }

    /// The commonest first, then by text.
    pub fn sorted(&self) -> Vec<(&str, u64)> {
        let mut sorted: Vec<_> = self.counts.iter().map(|(text, count)| (text.as_str(), *count)).collect();
        sorted.sort_by_key(|(text, count)| (std::cmp::Reverse(*count), *text));
        sorted
    }

    /// How many values were counted, the forgotten among them.
    pub fn total(&self) -> u64 {
        self.counts.values().sum::<u64>() + self.forgotten
    }

    /// How many values were seen once, or may have been.
    pub fn seen_once(&self) -> u64 {
        self.counts.values().filter(|count| **count == 1).count() as u64 + self.forgotten
    }
}

/// About how many different values there are, by the smallest of their hashes (Bar-Yossef et al. 2002): exact up to
/// [`SKETCH`].
#[derive(Clone, Debug, Default)]
pub struct Distinct {
    smallest: BTreeSet<u64>,
}

/// How many hashes are kept.
const SKETCH: usize = 1_024;

impl Distinct {
    pub(super) fn add(&mut self, text: &str) {
        self.add_hash(hash(text));
    }

    fn add_hash(&mut self, hash: u64) {
        if self.smallest.len() >= SKETCH {
            if self.smallest.last().is_some_and(|last| hash >= *last) || !self.smallest.insert(hash) {
                return;
            }
            self.smallest.pop_last();
        } else {
            self.smallest.insert(hash);
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        other.smallest.iter().for_each(|hash| self.add_hash(*hash));
    }

    /// How many there are.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is an estimate of a count"
    )]
    pub fn count(&self) -> u64 {
        match self.smallest.last() {
            Some(last) if self.smallest.len() >= SKETCH => {
                ((SKETCH - 1) as f64 / (*last as f64 / u64::MAX as f64)).round() as u64
            }
            _ => self.smallest.len() as u64,
        }
    }

    /// Whether [`Self::count`] is no estimate.
    pub fn is_exact(&self) -> bool {
        self.smallest.len() < SKETCH
    }
}

/// A hash that is the same on every machine: FNV-1a, stirred so that all bits count.
pub fn hash(text: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in text.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^ (hash >> 33)
}
