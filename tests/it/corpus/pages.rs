//! The examples of the corpus rules: those of one section are one corpus.

use masthead::rules::Rule;
use masthead::rules::corpus::{DUPLICATE, UNRESOLVED, VARIANT};

use super::Corpus;

/// The fields of the examples that fail, or of those that pass.
fn examples(rule: &Rule, fails: bool) -> Vec<String> {
    let examples = rule.examples().into_iter().filter(|example| example.fails == fails);
    let lines = |text: &str| text.lines().map(str::trim).filter(|line| *line != "---").collect::<Vec<_>>().join("\n");
    examples.map(|example| lines(example.document)).collect()
}

fn corpus(rule: &Rule, fails: bool) -> Corpus {
    let examples = examples(rule, fails);
    let paths: Vec<String> = (0..examples.len()).map(|index| format!("{index}.md")).collect();
    let corpus = Corpus::new(paths.iter().map(String::as_str).zip(examples.iter().map(String::as_str)));
    if rule.name == UNRESOLVED.name { corpus.with_targets() } else { corpus }
}

#[test]
fn failing_examples_fail_and_passing_ones_pass() {
    for rule in [&DUPLICATE, &UNRESOLVED, &VARIANT] {
        let findings = corpus(rule, true).findings();
        assert_eq!(findings.len(), 1, "{}: {findings:?}", rule.name);
        assert!(findings[0].contains(rule.name), "{findings:?}");
        corpus(rule, false).is_clean();
    }
}
