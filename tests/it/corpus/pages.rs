//! The examples of the corpus rules: those of one section are one corpus.

use masthead::rules::Rule;
use masthead::rules::corpus::{AMBIGUOUS, DUPLICATE, UNRESOLVED, VARIANT, WORD_VARIANT};

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
    let mut documents: Vec<(&str, &str)> =
        paths.iter().map(String::as_str).zip(examples.iter().map(String::as_str)).collect();
    if rule.name == AMBIGUOUS.name {
        documents.extend([("archive/Serbia.md", "a: 1"), ("countries/Serbia.md", "a: 1")]);
    }
    let corpus = Corpus::new(documents);
    match rule.name {
        "wikilink/unresolved" | "wikilink/ambiguous" => corpus.with_targets(),
        "corpus/variant" => corpus.under("x-masthead: { variants: [author] }"),
        _ => corpus,
    }
}

#[test]
fn failing_examples_fail_and_passing_ones_pass() {
    for rule in [&AMBIGUOUS, &DUPLICATE, &UNRESOLVED, &VARIANT, &WORD_VARIANT] {
        let findings = corpus(rule, true).findings();
        assert_eq!(findings.len(), 1, "{}: {findings:?}", rule.name);
        assert!(findings[0].contains(rule.name), "{findings:?}");
        corpus(rule, false).is_clean();
    }
}
