//! The trial of constraints on every document, and the choice among them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::{Candidate, Constraint, Inferred, Judge, Options};
use crate::document::Document;

/// So many documents must break a relation before it is given up.
const SURE: u64 = 16;

/// So many documents are named for each constraint.
const EXAMPLES: usize = 5;

/// Which documents break which constraints. Only documents that break one are kept.
#[derive(Debug, Default)]
pub struct Trial {
    documents: u64,
    /// How many documents of this part break each relation.
    broken: BTreeMap<usize, u64>,
    /// Relations that so many documents break that nobody means them. They are tried no further.
    hopeless: BTreeSet<usize>,
    breaking: Vec<(String, Vec<u32>)>,
}

impl Trial {
    /// Tries all constraints on a document.
    pub fn add(&mut self, path: &str, fields: &Json, candidates: &[Candidate]) {
        self.documents += 1;
        let broken: Vec<u32> = (0_u32..)
            .zip(candidates)
            .filter(|(_, candidate)| candidate.is_broken_by(fields))
            .map(|(index, _)| index)
            .collect();
        self.note(path, broken);
    }

    /// Tries all constraints on a document, those too that the rules judge.
    pub fn add_document(
        &mut self,
        path: &str,
        document: &Document,
        fields: &Json,
        candidates: &[Candidate],
        judge: &Judge,
    ) {
        self.documents += 1;
        let mut broken = Vec::new();
        for (index, candidate) in (0_u32..).zip(candidates) {
            let number = index as usize;
            let is_relation = matches!(candidate.constraint, Constraint::Relation { .. });
            if is_relation && self.hopeless.contains(&number) {
                continue;
            }
            if candidate.is_broken_by(fields) || is_relation && judge.condemns(number, document) {
                broken.push(index);
                if is_relation {
                    let count = self.broken.entry(number).or_default();
                    *count += 1;
                    if *count >= SURE && *count * 2 > self.documents {
                        self.hopeless.insert(number);
                    }
                }
            }
        }
        self.note(path, broken);
    }

    fn note(&mut self, path: &str, broken: Vec<u32>) {
        if !broken.is_empty() {
            self.breaking.push((path.to_owned(), broken));
        }
    }

    /// Adds what came of documents that follow.
    pub fn merge(&mut self, other: Self) {
        self.documents += other.documents;
        self.hopeless.extend(other.hopeless);
        self.breaking.extend(other.breaking);
    }

    /// Keeps constraints from the cheapest on while the documents that break any stay within the budget.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "counts of documents are far below 2^52"
    )]
    pub(super) fn settle(&self, inferred: &mut Inferred, options: Options) {
        let budget = (self.documents as f64 * (1.0 - options.accept) + 1e-9).floor() as usize;
        let mut breakers: Vec<Vec<usize>> = vec![Vec::new(); inferred.candidates.len()];
        for (document, (path, broken)) in self.breaking.iter().enumerate() {
            for index in broken {
                let index = *index as usize;
                breakers[index].push(document);
                let candidate = &mut inferred.candidates[index];
                candidate.broken += 1;
                if candidate.examples.len() < EXAMPLES {
                    candidate.examples.push(path.clone());
                }
            }
        }
        let mut order: Vec<usize> = (0..breakers.len()).collect();
        order.sort_by_key(|index| breakers[*index].len());
        let mut failing: BTreeSet<usize> = BTreeSet::new();
        let mut said = BTreeSet::new();
        for index in order {
            let single = match &inferred.candidates[index].constraint {
                Constraint::Relation { .. } if self.hopeless.contains(&index) => continue,
                Constraint::Relation { member, .. } if member.is_single() => Some(*member),
                _ => None,
            };
            if single.is_some_and(|member| said.contains(&member)) {
                continue;
            }
            let more = breakers[index].iter().filter(|document| !failing.contains(document)).count();
            if failing.len() + more <= budget {
                failing.extend(&breakers[index]);
                inferred.candidates[index].is_kept = true;
                said.extend(single);
            }
        }
        inferred.disagreeing = failing.len() as u64;
    }
}
