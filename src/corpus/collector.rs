//! Takes in the facts of all documents and finds the conflicts between them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use super::documents::Documents;
use super::facts::Facts;
use super::finding::Finding;
use super::names::Names;
use super::place::{Again, LinkPlace, Place, UniquePlace, WordPlace};
use super::spelling::Spelling;
use super::{ambiguous, duplicate, unresolved, variant, word_variant};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::kinds::Shape;
use crate::source::Source;
use crate::tree::Limits;
use crate::values::Values;

/// Documents that are remembered for each spelling of a target.
const USES: usize = 100;

/// Places in question that are kept until they are compared, more or less.
const PLACES: usize = 100_000;

/// How many documents are read again at once.
const AT_ONCE: usize = 64;

/// The facts of a corpus.
#[derive(Debug, Default)]
pub struct Collector {
    documents: Documents,
    /// The hash of each value that must be unique, and the document that has it.
    unique: Vec<(u64, u32)>,
    /// By the text of the target.
    spellings: HashMap<Box<str>, Spelling>,
    aliases: Vec<Box<str>>,
    /// The slugs and titles of documents, where schemas look for them.
    names: HashSet<Box<str>>,
}

/// What was found between documents.
#[derive(Debug, Default)]
pub struct Conflicts {
    /// In the order of paths.
    pub reported: Vec<Reported>,
    /// Documents that seem to be in conflict and come too late by path to be told.
    pub left_out: usize,
}

/// What was found in a document.
#[derive(Debug, PartialEq, Eq)]
pub struct Reported {
    /// As it was given to [`Collector::add`].
    pub path: PathBuf,
    /// Sorted by place, then by rule.
    pub diagnostics: Vec<Diagnostic>,
}

impl Collector {
    /// Takes in the facts of a document. The path is one that only this document has and that does not depend on the way
    /// to it, best the canonical one: under a path that is known already, nothing is added. `is_asked` tells whether
    /// findings in it are wanted, or whether it was read for its facts only.
    pub fn add(&mut self, path: &Path, is_asked: bool, facts: &Facts) {
        let Some(next) = self.documents.add(path, is_asked) else { return };
        let unique = facts.unique.iter().map(|fact| (fact.hash(), next));
        self.unique.extend(unique);
        for link in &facts.links {
            let target = link.target.as_str();
            let spelling = match self.spellings.get_mut(target) {
                Some(spelling) => spelling,
                None => self.spellings.entry(target.into()).or_default(),
            };
            if link.counts {
                spelling.uses = spelling.uses.saturating_add(1);
                spelling.use_in(next, &self.documents);
            }
            if link.is_target && spelling.wanted.last() != Some(&next) {
                spelling.wanted.push(next);
            }
        }
        for word in facts.words.iter().filter(|word| word.counts) {
            let spelling = match self.spellings.get_mut(word.spelling.as_str()) {
                Some(spelling) => spelling,
                None => self.spellings.entry(word.spelling.as_str().into()).or_default(),
            };
            spelling.uses = spelling.uses.saturating_add(1);
            spelling.use_in(next, &self.documents);
        }
        for want in &facts.wants {
            let spelling = self.spellings.entry(want.target.as_str().into()).or_default();
            if spelling.wanted.last() != Some(&next) {
                spelling.wanted.push(next);
            }
        }
        self.names.extend(facts.names.iter().map(|name| name.as_str().into()));
        self.aliases.extend(facts.aliases.iter().map(|alias| alias.as_str().into()));
    }

    /// Whether the facts of the document at this path have been taken in.
    pub fn has(&self, path: &Path) -> bool {
        self.documents.has(path)
    }

    /// Finds the conflicts. `read` is given a path as it came to [`Self::add`] and returns what was read there, under the
    /// name that findings give it, with its facts; nothing where it cannot be read again.
    pub fn finish(self, read: &(impl Fn(&Path) -> Option<(Source, Facts)> + Sync)) -> Conflicts {
        let ranked = Ranked::new(self);
        let spellings: Vec<(&str, &Spelling)> =
            ranked.spellings.iter().map(|(text, spelling)| (text.as_ref(), spelling)).collect();
        let shared = ranked.shared();
        let mut pairs = variant::pairs(&spellings);
        ranked.drop_both_named(&mut pairs);
        let wanted: Vec<&str> =
            spellings.iter().filter(|(_, spelling)| !spelling.wanted.is_empty()).map(|(text, _)| *text).collect();
        let aliases = ranked.aliases.iter().map(AsRef::as_ref);
        let mut names = if wanted.is_empty() {
            Names::new(std::iter::empty::<PathBuf>(), std::iter::empty(), &[])
        } else {
            Names::new(ranked.documents.paths(), aliases, &wanted)
        };
        names.own = ranked.names.iter().map(AsRef::as_ref).collect();
        let ambiguous: Vec<(&str, Vec<u32>)> =
            wanted.iter().filter_map(|target| Some((*target, names.several(target)?))).collect();
        let missing: Vec<&str> = wanted.into_iter().filter(|target| !names.has(target)).collect();

        let suspects = ranked.suspects(&shared, &pairs, &missing, &ambiguous);
        let (again, left_out) = ranked.read(&suspects, read);
        let mut findings = Vec::new();
        duplicate::find(&again, &suspects.hashes, &mut findings);
        variant::find(&again, &pairs, &mut findings);
        word_variant::find(&again, &pairs, &mut findings);
        unresolved::find(&again, &missing, &mut names, &mut findings);
        ambiguous::find(&again, &ambiguous, &mut findings);
        drop((again, names));
        Conflicts { reported: ranked.report(findings), left_out }
    }
}

impl Spelling {
    /// Notes a document, and forgets those that come last by path once there are too many.
    fn use_in(&mut self, document: u32, documents: &Documents) {
        if self.documents.last() == Some(&document) {
            return;
        }
        self.documents.push(document);
        if self.documents.len() >= 2 * USES {
            self.documents.sort_unstable_by(|one, other| documents.order(*one, *other));
            self.documents.truncate(USES);
        }
    }
}

/// The collected facts with documents in the order of paths: numbers are ranks in it.
struct Ranked {
    documents: Documents,
    unique: Vec<(u64, u32)>,
    spellings: BTreeMap<Box<str>, Spelling>,
    aliases: Vec<Box<str>>,
    names: HashSet<Box<str>>,
}

/// What has to be read again.
struct Suspects<'a> {
    documents: Vec<u32>,
    /// Of values that several documents seem to share, with the number of these.
    hashes: BTreeMap<u64, u32>,
    targets: HashSet<&'a str>,
}

impl Ranked {
    fn new(collector: Collector) -> Self {
        let Collector { mut documents, mut unique, spellings, mut aliases, names } = collector;
        let ranks = documents.sort();
        let to_ranks = |positions: &mut Vec<u32>| {
            for position in positions.iter_mut() {
                *position = ranks[*position as usize];
            }
            positions.sort_unstable();
        };
        for (_, document) in &mut unique {
            *document = ranks[*document as usize];
        }
        unique.sort_unstable();
        let mut spellings: BTreeMap<Box<str>, Spelling> = spellings.into_iter().collect();
        for spelling in spellings.values_mut() {
            to_ranks(&mut spelling.documents);
            spelling.documents.truncate(USES);
            to_ranks(&mut spelling.wanted);
        }
        aliases.sort_unstable();
        Self { documents, unique, spellings, aliases, names }
    }

    /// The runs of documents that seem to share a value, each in the order of paths.
    fn shared(&self) -> Vec<&[(u64, u32)]> {
        let runs = self.unique.chunk_by(|one, other| one.0 == other.0);
        runs.filter(|run| run.first().map(|first| first.1) != run.last().map(|last| last.1)).collect()
    }

    /// Leaves out pairs of spellings that are both the names of documents: two notes are two targets.
    fn drop_both_named(&self, pairs: &mut Vec<variant::Pair>) {
        if pairs.is_empty() {
            return;
        }
        let texts = pairs.iter().flat_map(|pair| [pair.rarer.0, pair.commoner.0]);
        let asked: HashSet<String> = texts.map(|text| text.nfc().collect()).collect();
        let stems = self.documents.paths().filter_map(|path| Some(path.file_stem()?.to_string_lossy().nfc().collect()));
        let named: HashSet<String> = stems.filter(|stem| asked.contains(stem)).collect();
        let is_named = |text: &str| named.contains(&text.nfc().collect::<String>());
        pairs.retain(|pair| !(is_named(pair.rarer.0) && is_named(pair.commoner.0)));
    }

    fn is_asked(&self, rank: u32) -> bool {
        self.documents.is_asked(rank)
    }

    fn suspects<'a>(
        &self,
        shared: &[&[(u64, u32)]],
        pairs: &[variant::Pair<'a>],
        missing: &[&'a str],
        ambiguous: &[(&'a str, Vec<u32>)],
    ) -> Suspects<'a> {
        let (mut documents, mut hashes) = (BTreeSet::new(), BTreeMap::new());
        for run in shared {
            let [(hash, first), later @ ..] = run else { continue };
            let asked: Vec<u32> = later.iter().map(|(_, rank)| *rank).filter(|rank| self.is_asked(*rank)).collect();
            if !asked.is_empty() {
                hashes.insert(*hash, u32::try_from(run.len()).unwrap_or(u32::MAX));
                documents.insert(*first);
                documents.extend(asked);
            }
        }
        for pair in pairs {
            let asked: Vec<u32> = pair.rarer.1.documents.iter().copied().filter(|rank| self.is_asked(*rank)).collect();
            if !asked.is_empty() {
                documents.extend(asked);
                documents.extend(pair.commoner.1.documents.first());
            }
        }
        for spelling in missing.iter().filter_map(|target| self.spellings.get(*target)) {
            documents.extend(spelling.wanted.iter().filter(|rank| self.is_asked(**rank)));
        }
        for (target, holders) in ambiguous {
            let Some(spelling) = self.spellings.get(*target) else { continue };
            let asked: Vec<u32> = spelling.wanted.iter().copied().filter(|rank| self.is_asked(*rank)).collect();
            if !asked.is_empty() {
                documents.extend(asked);
                documents.extend(holders.iter().take(ambiguous::SHOWN));
            }
        }
        let spelled = pairs.iter().flat_map(|pair| [pair.rarer.0, pair.commoner.0]);
        let targets =
            spelled.chain(missing.iter().copied()).chain(ambiguous.iter().map(|(target, _)| *target)).collect();
        Suspects { documents: documents.into_iter().collect(), hashes, targets }
    }

    /// Reads the suspects once more and keeps the places in question, as many as there is room for; also gives the number of
    /// documents that were not read any more.
    fn read(&self, suspects: &Suspects, read: &(impl Fn(&Path) -> Option<(Source, Facts)> + Sync)) -> (Again, usize) {
        let mut again = Again::default();
        let mut left_out = suspects.documents.len();
        for ranks in suspects.documents.chunks(AT_ONCE) {
            if again.len() >= PLACES {
                break;
            }
            left_out -= ranks.len();
            let places = in_parallel(ranks, |rank| {
                let (source, facts) = read(&self.documents.path(*rank))?;
                Some(places(*rank, &source, &facts, suspects))
            });
            for mut one in places {
                // To append would build the whole map anew each time.
                again.names.extend(one.names);
                again.unique.append(&mut one.unique);
                again.variants.append(&mut one.variants);
                again.targets.append(&mut one.targets);
                again.words.append(&mut one.words);
                again.ambiguous.append(&mut one.ambiguous);
            }
        }
        (again, left_out)
    }

    fn report(self, mut findings: Vec<Finding>) -> Vec<Reported> {
        findings.retain(|finding| self.is_asked(finding.rank));
        findings.sort_by(|one, other| {
            let key = |finding: &Finding| (finding.rank, finding.diagnostic.span.start, finding.diagnostic.rule);
            key(one).cmp(&key(other))
        });
        let lengths = findings.chunk_by(|one, other| one.rank == other.rank).map(<[_]>::len).collect::<Vec<_>>();
        let mut findings = findings.into_iter();
        let reported = lengths.into_iter().filter_map(|length| {
            let first = findings.next()?;
            let mut diagnostics = Vec::with_capacity(length);
            diagnostics.push(first.diagnostic);
            diagnostics.extend(findings.by_ref().take(length - 1).map(|finding| finding.diagnostic));
            Some(Reported { path: self.documents.path(first.rank), diagnostics })
        });
        reported.collect()
    }
}

/// The places of a document that are in question.
fn places(rank: u32, source: &Source, facts: &Facts, suspects: &Suspects) -> Again {
    let mut again = Again { names: [(rank, source.name().into_owned())].into(), ..Again::default() };
    for fact in &facts.unique {
        let hash = fact.hash();
        if suspects.hashes.contains_key(&hash) {
            let place = Place::new(rank, source, fact.span, &fact.pointer, fact.level);
            let (field, normal, text) = (fact.field.clone(), fact.normal.clone(), fact.text.clone());
            again.unique.push(UniquePlace { hash, field, normal, text, place });
        }
    }
    let links: Vec<_> = facts.links.iter().filter(|link| suspects.targets.contains(link.target.as_str())).collect();
    let words: Vec<_> =
        facts.words.iter().filter(|word| suspects.targets.contains(word.spelling.as_str()) && word.counts).collect();
    // Of the many links, only those in question are asked where they stand in the tree.
    let document = (!links.is_empty() || !words.is_empty()).then(|| Document::parse(source, Limits::NONE));
    let root = document.as_ref().and_then(|document| document.root.as_ref());
    let values = root.map(|root| Values::collect(root, &Shape::default())).unwrap_or_default();
    for word in words {
        let pointer = values.scalar_at(word.span).map(|value| values.pointer(value)).unwrap_or_default();
        let place = Place::new(rank, source, word.span, &pointer, word.level);
        let syntax = document.as_ref().map(|document| document.syntax).unwrap_or_default();
        again.words.push(WordPlace { spelling: word.spelling.clone(), place, style: word.style, syntax });
    }
    for want in facts.wants.iter().filter(|want| suspects.targets.contains(want.target.as_str())) {
        let place = Place::new(rank, source, want.span, &want.pointer, want.level);
        again.targets.push(LinkPlace { target: want.target.clone(), place, counts: false });
    }
    for link in links {
        let pointer = values.scalar_at(link.value).map(|value| values.pointer(value)).unwrap_or_default();
        let (target, counts) = (&link.target, link.counts);
        let at = |level| Place::new(rank, source, link.span, &pointer, level);
        if link.counts {
            again.variants.push(LinkPlace { target: target.clone(), place: at(link.variant), counts });
        }
        if link.is_target {
            again.targets.push(LinkPlace { target: target.clone(), place: at(link.unresolved), counts });
            again.ambiguous.push(LinkPlace { target: target.clone(), place: at(link.ambiguous), counts });
        }
    }
    again
}

/// What `read` gives for each document, in their order: on all cores where the program is built, which has them.
#[cfg(feature = "cli")]
fn in_parallel<T: Send>(ranks: &[u32], read: impl Fn(&u32) -> Option<T> + Send + Sync) -> Vec<T> {
    use rayon::prelude::*;
    ranks.par_iter().filter_map(read).collect()
}

#[cfg(not(feature = "cli"))]
fn in_parallel<T>(ranks: &[u32], read: impl Fn(&u32) -> Option<T>) -> Vec<T> {
    ranks.iter().filter_map(read).collect()
}
