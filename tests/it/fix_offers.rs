//! A repair is offered only if it has been tried: what would be held back is not in a finding.

use masthead::diagnostic::{Diagnostic, Edit, Fix, Safety};
use masthead::fix::{drop_refused, keep_tried, repair};
use masthead::source::{Source, Span};

use crate::cli::project::Project;
use crate::fix_toys::found;

/// A check that finds each word in a text, with a fix that writes other text for it.
fn words(words: &'static [(&'static str, &'static str, Safety)]) -> impl Fn(&Source) -> Vec<Diagnostic> {
    move |source| {
        let text = source.text();
        let fix = |span, new: &str, safety| match safety {
            Safety::Safe => Fix::safe("change it", [Edit::replace(span, new)]),
            Safety::Unsafe => Fix::unsafe_("change it", [Edit::replace(span, new)]),
        };
        let places = words.iter().flat_map(|(old, new, safety)| {
            text.match_indices(old).map(move |(at, old)| (Span::new(at, at + old.len()), *new, *safety))
        });
        places.map(|(span, new, safety)| found("schema/type", "/a", span, Some(fix(span, new, safety)))).collect()
    }
}

/// The words whose findings still have a fix.
fn offered(text: &str, check: impl Fn(&Source) -> Vec<Diagnostic>) -> Vec<String> {
    let source = Source::new("a.md", text);
    let mut diagnostics = check(&source);
    keep_tried(&source, &mut diagnostics, check);
    let kept = diagnostics.iter().filter(|diagnostic| diagnostic.fix.is_some());
    kept.map(|diagnostic| source.slice(diagnostic.span).to_owned()).collect()
}

const TEXT: &str = "---\na: one\nb: two\nc: three\n---\n";

#[test]
fn what_does_no_harm_is_offered() {
    assert_eq!(offered(TEXT, words(&[("one", "1", Safety::Safe)])), ["one"]);
    assert_eq!(offered(TEXT, words(&[("one", "1", Safety::Unsafe)])), ["one"]);
}

#[test]
fn what_would_be_held_back_is_not_offered() {
    for safety in [Safety::Safe, Safety::Unsafe] {
        let bad = match safety {
            Safety::Safe => words(&[("one", "[", Safety::Safe)]),
            Safety::Unsafe => words(&[("one", "[", Safety::Unsafe)]),
        };
        assert_eq!(offered(TEXT, bad), [""; 0]);
    }
    let mixed = words(&[("one", "1", Safety::Safe), ("two", "[", Safety::Safe), ("three", "- -", Safety::Unsafe)]);
    assert_eq!(offered(TEXT, mixed), ["one"]);
}

#[test]
fn a_safe_fix_is_offered_whatever_the_unsafe_ones_do() {
    let check = words(&[("one", "1", Safety::Safe), ("three", "[", Safety::Unsafe)]);
    assert_eq!(offered(TEXT, check), ["one"]);
}

#[test]
fn one_of_two_fixes_of_one_place_is_tried_by_itself() {
    let check = words(&[("one", "1", Safety::Safe), ("on", "[", Safety::Safe), ("n", "m", Safety::Safe)]);
    let offered = offered("---\na: one\n---\n", check);
    assert!(offered.contains(&"one".to_owned()) && !offered.contains(&"on".to_owned()), "{offered:?}");
}

#[test]
fn what_a_repair_has_left_is_not_offered_again() {
    let check = words(&[("one", "1", Safety::Safe), ("two", "[", Safety::Safe), ("three", "3", Safety::Unsafe)]);
    let mut left = repair(Source::new("a.md", TEXT), check, Safety::Safe).remaining;
    drop_refused(&mut left, Safety::Safe);
    let offered: Vec<_> = left.iter().filter_map(|found| found.fix.as_ref()).map(|fix| fix.safety).collect();
    assert_eq!(offered, [Safety::Unsafe]);
}

#[test]
fn a_run_promises_nothing_that_it_has_refused() {
    // The field that the repair would bring is there already.
    let project = Project::new([("a.md", "---\nurl: https://nokta.md/a\nu\u{200b}rl: https://nokta.md/b\n---\n")]);
    let before = project.check(&["--isolated", "--output-format", "json"]);
    assert!(!before.out.contains("\"fix\""), "{}", before.out);
    assert!(before.out.contains("text/invisible") && before.out.contains("\"fixable\":0"), "{}", before.out);
    for arguments in [&["--isolated"][..], &["--isolated", "--fix"]] {
        let ran = project.check(arguments);
        assert!(!ran.out.contains("--fix"), "{}", ran.out);
    }
}

#[test]
#[cfg(unix)]
fn a_file_that_is_left_alone_is_said_and_promised_nothing() {
    let project = Project::new([("a.md", "---\ntitle: 'a  b'\n---\n")]);
    std::fs::hard_link(project.path("a.md"), project.path("other")).unwrap();
    let ran = project.check(&["--isolated", "--fix", "a.md"]);
    assert!(ran.err.contains("a.md: left as it is: the file has other names"), "{}", ran.err);
    assert!(!ran.out.contains("--fix"), "{}", ran.out);
    assert_eq!(project.read("a.md"), "---\ntitle: 'a  b'\n---\n");
}
