//! The examples of the corpus rules: those of one section are one corpus.

use masthead::rules::Rule;
use masthead::rules::corpus::{DUPLICATE, UNRESOLVED, VARIANT};

use super::Corpus;

/// The fields of the examples under a heading of a rule's page.
fn examples(rule: &Rule, heading: &str) -> Vec<String> {
    let page: String = rule.page.lines().map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line))).collect();
    let section = page.split("\n# ").find(|section| section.starts_with(heading)).unwrap();
    let documents = section.split("```yaml\n---\n").skip(1);
    documents.map(|document| document.split("\n---\n").next().unwrap().to_owned()).collect()
}

fn corpus(rule: &Rule, heading: &str) -> Corpus {
    let examples = examples(rule, heading);
    let paths: Vec<String> = (0..examples.len()).map(|index| format!("{index}.md")).collect();
    let corpus = Corpus::new(paths.iter().map(String::as_str).zip(examples.iter().map(String::as_str)));
    if rule.name == UNRESOLVED.name { corpus.with_targets() } else { corpus }
}

#[test]
fn failing_examples_fail_and_passing_ones_pass() {
    for rule in [&DUPLICATE, &UNRESOLVED, &VARIANT] {
        let findings = corpus(rule, "Fails").findings();
        assert_eq!(findings.len(), 1, "{}: {findings:?}", rule.name);
        assert!(findings[0].contains(rule.name), "{findings:?}");
        corpus(rule, "Passes").is_clean();
    }
}
