//! What is found in a document in YAML is found in the same document in TOML and in JSON.

use std::path::Path;

use masthead::convert::convert;
use masthead::diagnostic::Diagnostic;
use masthead::linter::check;
use masthead::schema::Schema;
use masthead::source::Source;
use masthead::syntax::Syntax;

use crate::generate::{Article, FAULTS, plant};
use crate::support::settings;

/// Of each kind of fault, and of articles without one.
const EACH: usize = 6;
const CLEAN: usize = 100;

/// Rules that look at how YAML is written, or at white space that a conversion does not keep.
const OF_YAML: &[&str] = &["text/trailing-space", "text/line-ending", "front-matter/fence"];

fn found(source: &Source) -> Vec<(&'static str, String, String)> {
    let schema = Schema::builtin("article").expect("it is compiled in");
    let found = check(source, Some(&schema), &settings()).diagnostics;
    let mut found: Vec<_> = found.into_iter().map(|found| of(source, found)).collect();
    found.sort_unstable();
    found
}

fn of(source: &Source, found: Diagnostic) -> (&'static str, String, String) {
    assert!(source.text().get(found.span.range()).is_some());
    (found.rule, found.pointer.unwrap_or_default(), found.message)
}

/// What differs between the findings of a document and of what it is converted to.
fn differences(text: &str, path: &Path, syntax: Syntax) -> Option<String> {
    let source = Source::new(path, text);
    let wanted = found(&source);
    let is_own = |rule: &str| rule.starts_with("yaml/") || OF_YAML.contains(&rule);
    let converted = convert(&source, syntax).ok()?.source;
    let found = found(&converted);
    let wanted: Vec<_> = wanted.into_iter().filter(|(rule, ..)| !is_own(rule)).collect();
    (found != wanted).then(|| format!("{found:#?}\ninstead of\n{wanted:#?}\nin\n{}", converted.text()))
}

#[test]
fn planted_faults_are_found_in_every_syntax() {
    let (mut converted, mut wrong) = (0, Vec::new());
    for fault in FAULTS {
        let (mut made, mut number) = (0, 0);
        while made < EACH && number < 500 {
            number += 1;
            let mut article = Article::new(7, number);
            if plant(fault, &mut article).is_none() {
                continue;
            }
            made += 1;
            for syntax in [Syntax::Toml, Syntax::Json] {
                converted += 1;
                // A link without quotes is a list in a list, which is another fault where lists have to be meant.
                if fault.rule == "wikilink/unquoted" {
                    continue;
                }
                // TOML has no value for what is empty.
                if syntax == Syntax::Toml && fault.rule == "schema/empty" {
                    continue;
                }
                // A suppression is a comment, which JSON has none of.
                if syntax == Syntax::Json && fault.rule.starts_with("suppression/") {
                    continue;
                }
                if let Some(difference) = differences(&article.text(), Path::new(&article.path), syntax) {
                    wrong.push(format!("{} in {}: {difference}", fault.name, syntax.name()));
                }
            }
        }
    }
    assert!(converted > 400, "{converted}");
    assert!(
        wrong.is_empty(),
        "{} of {converted}:\n{}",
        wrong.len(),
        wrong.iter().take(4).cloned().collect::<Vec<_>>().join("\n")
    );
}

#[test]
fn clean_articles_are_clean_in_every_syntax() {
    for number in 0..CLEAN {
        let article = Article::new(7, number);
        for syntax in [Syntax::Toml, Syntax::Json] {
            let difference = differences(&article.text(), Path::new(&article.path), syntax);
            assert!(difference.is_none(), "{}", difference.unwrap_or_default());
        }
    }
}
