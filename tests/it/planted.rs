//! Most rules against generated articles: with one known fault each, and with none; in YAML, TOML and JSON.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use masthead::corpus::{Collector, Facts};
use masthead::linter::{Checked, check};
use masthead::schema::Schema;
use masthead::source::Source;
use masthead::syntax::Syntax;

use rayon::prelude::*;

use crate::generate::{Article, FAULTS, plant};
use crate::support::settings;
use crate::written::{Counterpart, Written, counterpart};

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

/// The text of an article with this fault, and where it is to be found; nothing where the article cannot have it.
fn spoilt(fault: usize, article: &mut Article, syntax: Syntax) -> Option<(String, usize)> {
    let fault = &FAULTS[fault];
    if syntax == Syntax::Yaml {
        let line = plant(fault, article)?;
        return Some((article.text(), line));
    }
    let (written, line) = match counterpart(fault.name, fault.rule, syntax) {
        Counterpart::Same(_) => {
            let line = plant(fault, article)?;
            let written = Written::new(article, syntax);
            let line = written.place(line);
            (written, line)
        }
        Counterpart::Own(_, make) => {
            let mut written = Written::new(article, syntax);
            let line = make(&mut written)?;
            (written, line)
        }
        Counterpart::None(_) => return None,
    };
    Some((written.text(article), line))
}

/// The articles with a fault, and the fault of each.
fn planted(syntax: Syntax) -> (HashMap<PathBuf, String>, BTreeMap<PathBuf, Expected>) {
    let (mut documents, mut expected) = (HashMap::new(), BTreeMap::new());
    let mut number = CLEAN;
    for (index, fault) in FAULTS.iter().enumerate() {
        let rule = match counterpart(fault.name, fault.rule, syntax) {
            Counterpart::Same(rule) | Counterpart::Own(rule, _) => rule,
            Counterpart::None(_) => continue,
        };
        let mut made = 0;
        while made < EACH {
            number += 1;
            let mut article = Article::new(SEED, number);
            let Some((text, line)) = spoilt(index, &mut article, syntax) else { continue };
            made += 1;
            documents.insert(PathBuf::from(&article.path), text);
            expected.insert(PathBuf::from(&article.path), (line, rule, fault.name));
        }
    }
    (documents, expected)
}

fn clean(syntax: Syntax) -> HashMap<PathBuf, String> {
    let text = |article: &Article| match syntax {
        Syntax::Yaml => article.text(),
        Syntax::Toml | Syntax::Json => Written::new(article, syntax).text(article),
    };
    let articles = (0..CLEAN).map(|number| Article::new(SEED, number));
    articles.map(|article| (PathBuf::from(&article.path), text(&article))).collect()
}

#[test]
fn planted_faults_are_found_where_they_are_and_nothing_else() {
    hold(Syntax::Yaml);
}

#[test]
fn planted_faults_are_found_in_toml_and_nothing_else() {
    hold(Syntax::Toml);
}

#[test]
fn planted_faults_are_found_in_json_and_nothing_else() {
    hold(Syntax::Json);
}

fn hold(syntax: Syntax) {
    let (mut documents, expected) = planted(syntax);
    documents.extend(clean(syntax));
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
    assert!(count * 200 <= expected.len(), "{count} of {} missed: {shown:#?}", expected.len());
    let some: Vec<_> = wrong.iter().step_by(1 + wrong.len() / 60).collect();
    assert!(wrong.is_empty(), "{} findings that nobody planted: {some:#?}", wrong.len());
}
