//! Most rules against generated articles: with one known fault each, and with none.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use masthead::corpus::{Collector, Facts};
use masthead::linter::{Checked, check};
use masthead::schema::Schema;
use masthead::source::Source;

use rayon::prelude::*;

use crate::generate::{Article, FAULTS, plant};
use crate::support::settings;

const SEED: u64 = 2022;
/// Of each kind of fault.
const EACH: usize = 120;
const CLEAN: usize = 3_000;

/// The findings of a corpus, by path, as line and rule.
fn findings(documents: &HashMap<PathBuf, String>) -> BTreeMap<PathBuf, Vec<(usize, &'static str)>> {
    let schema = Schema::builtin("article").expect("it is compiled in");
    let settings = settings();
    let checked = |path: &Path| -> (Source, Checked) {
        let source = Source::new(path, documents[path].as_str());
        let checked = check(&source, Some(&schema), &settings);
        (source, checked)
    };
    let mut collector = Collector::default();
    let mut findings: BTreeMap<PathBuf, Vec<(usize, &'static str)>> = BTreeMap::new();
    let mut paths: Vec<&PathBuf> = documents.keys().collect();
    paths.sort();
    let all: Vec<(Source, Checked)> = paths.par_iter().map(|path| checked(path)).collect();
    for (path, (source, checked)) in paths.into_iter().zip(all) {
        collector.add(path, true, &checked.facts);
        let lines = checked.diagnostics.iter().map(|found| (source.position(found.span.start).line, found.rule));
        findings.insert(path.clone(), lines.collect());
    }
    let read = |path: &Path| -> Option<(Source, Facts)> {
        let (source, checked) = checked(path);
        Some((source, checked.facts))
    };
    for reported in collector.finish(&read).reported {
        let source = Source::new(&reported.path, documents[&reported.path].as_str());
        let lines = reported.diagnostics.iter().map(|found| (source.position(found.span.start).line, found.rule));
        findings.entry(reported.path.clone()).or_default().extend(lines);
    }
    findings
}

/// Line, rule and kind of a planted fault.
type Expected = (usize, &'static str, &'static str);

/// The articles with a fault, and the fault of each.
fn planted() -> (HashMap<PathBuf, String>, BTreeMap<PathBuf, Expected>) {
    let (mut documents, mut expected) = (HashMap::new(), BTreeMap::new());
    let mut number = CLEAN;
    for fault in FAULTS {
        let mut made = 0;
        while made < EACH {
            number += 1;
            let mut article = Article::new(SEED, number);
            let Some(line) = plant(fault, &mut article) else { continue };
            made += 1;
            documents.insert(PathBuf::from(&article.path), article.text());
            expected.insert(PathBuf::from(&article.path), (line, fault.rule, fault.name));
        }
    }
    (documents, expected)
}

fn clean() -> HashMap<PathBuf, String> {
    let articles = (0..CLEAN).map(|number| Article::new(SEED, number));
    articles.map(|article| (PathBuf::from(&article.path), article.text())).collect()
}

#[test]
fn planted_faults_are_found_where_they_are_and_nothing_else() {
    let (mut documents, expected) = planted();
    documents.extend(clean());
    let found = findings(&documents);
    let (mut missed, mut wrong): (BTreeMap<&str, Vec<String>>, Vec<String>) = <_>::default();
    for (path, found) in &found {
        let Some((line, rule, name)) = expected.get(path) else {
            wrong.extend(found.iter().map(|found| format!("{found:?} in the clean {}", path.display())));
            continue;
        };
        if !found.contains(&(*line, *rule)) {
            missed.entry(name).or_default().push(format!("{}:{line} {rule}, but {found:?}", path.display()));
        }
        let mut others = found.clone();
        if let Some(at) = others.iter().position(|found| *found == (*line, *rule)) {
            others.remove(at);
        }
        wrong.extend(others.iter().map(|found| format!("{found:?} in {} for {name}", path.display())));
    }
    let count: usize = missed.values().map(Vec::len).sum();
    let shown: Vec<_> = missed.iter().map(|(name, list)| (name, list.len(), &list[0])).collect();
    println!("{count} of {} missed: {shown:#?}", expected.len());
    println!("{} wrong: {:#?}", wrong.len(), wrong.iter().step_by(1 + wrong.len() / 60).collect::<Vec<_>>());
    assert!(count * 200 <= expected.len(), "{count} of {} missed", expected.len());
    assert!(wrong.is_empty(), "{} findings that nobody planted", wrong.len());
}
