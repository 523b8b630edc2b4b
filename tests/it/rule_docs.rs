//! What the rules' pages say is true: examples that fail do, those that pass do.

use masthead::convert::convert;
use masthead::rules::{RULES, Rule};
use masthead::source::Source;
use masthead::syntax::Syntax;

use crate::support::Case;

/// Rules whose findings need more than one document or more than text; their pages are tested with them.
fn needs_more_than_a_document(rule: &Rule) -> bool {
    rule.group() == "corpus"
        || ["file/unreadable", "file/encoding", "wikilink/ambiguous", "wikilink/variant", "wikilink/unresolved"]
            .contains(&rule.name)
}

#[test]
fn every_page_has_a_summary_and_examples_of_both_kinds() {
    for rule in RULES {
        assert!(rule.summary().starts_with("Finds "), "{}: {}", rule.name, rule.summary());
        assert!(rule.summary().ends_with('.'), "{}: {}", rule.name, rule.summary());
        if !needs_more_than_a_document(rule) {
            let examples = rule.examples();
            assert!(examples.iter().any(|example| example.fails), "{} has an example that fails", rule.name);
            assert!(examples.iter().any(|example| !example.fails), "{} has an example that passes", rule.name);
        }
    }
}

#[test]
fn the_examples_of_the_pages_are_true() {
    for rule in RULES.iter().filter(|rule| !needs_more_than_a_document(rule)) {
        for example in rule.examples() {
            let text = unindent(example.document);
            let files = example.files.iter().map(|(name, text)| ((*name).to_owned(), unindent(text))).collect();
            let schema = example.schema.map(|schema| crate::support::schema_with(&unindent(schema), files));
            let mut case = Case::new(&text).at(example.place.unwrap_or("a.md"));
            if let Some(schema) = &schema {
                case = case.schema(schema);
            }
            let found = case.findings();
            let own = found.iter().filter(|line| line.contains(&format!(" {} ", rule.name))).count();
            if example.fails {
                assert!(own > 0, "{} should be found in\n{text}\nfound: {found:#?}", rule.name);
            }
            assert_eq!(own, found.len() * usize::from(example.fails), "{}:\n{text}\nfound: {found:#?}", rule.name);
            let _ = Source::new("a.md", text);
        }
    }
}

/// Doc comments begin their lines with a space; what would not be seen in them is written as a symbol.
fn unindent(text: &str) -> String {
    let lines = text.split_inclusive('\n').map(|line| line.strip_prefix(' ').unwrap_or(line));
    lines.collect::<String>().replace('␠', " ").replace('␍', "\r")
}

#[test]
fn names_are_unique_and_groups_stand_together() {
    let mut names: Vec<_> = RULES.iter().map(|rule| rule.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), RULES.len());
}

/// Rules of how something is written, which a conversion does not keep, or of faults with which nothing is converted.
fn is_lost_in_conversion(rule: &Rule) -> bool {
    matches!(rule.group(), "file" | "front-matter" | "toml" | "json")
        || matches!(rule.name, "text/trailing-space" | "text/line-ending")
}

#[test]
fn the_syntaxes_of_the_pages_are_true() {
    let mut seen = 0;
    for rule in RULES.iter().filter(|rule| !needs_more_than_a_document(rule)) {
        assert!(rule.markdown(1).contains("Syntaxes: "), "{}", rule.name);
        let mut is_found = [false, false];
        for example in rule.examples().iter().filter(|example| example.fails) {
            let files = example.files.iter().map(|(name, text)| ((*name).to_owned(), unindent(text))).collect();
            let schema = example.schema.map(|schema| crate::support::schema_with(&unindent(schema), files));
            let source = Source::new("a.md", unindent(example.document));
            for (is_found, syntax) in is_found.iter_mut().zip([Syntax::Toml, Syntax::Json]) {
                let Ok(converted) = convert(&source, syntax) else { continue };
                let mut case = Case::new(converted.source.text()).at(example.place.unwrap_or("a.md"));
                if let Some(schema) = &schema {
                    case = case.schema(schema);
                }
                let names = |line: &String| line.contains(&format!(" {} ", rule.name));
                *is_found |= case.findings().iter().any(names);
                seen += 1;
            }
        }
        for (is_found, syntax) in is_found.into_iter().zip([Syntax::Toml, Syntax::Json]) {
            let says = rule.syntaxes().contains(&syntax);
            assert!(says || !is_found, "{} finds something in {}", rule.name, syntax.name());
            let expected =
                says && !is_lost_in_conversion(rule) && !(rule.name == "schema/empty" && syntax == Syntax::Toml);
            assert!(is_found || !expected, "{} finds nothing in {}", rule.name, syntax.name());
        }
    }
    assert!(seen > 80, "{seen}");
}
