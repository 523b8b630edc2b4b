//! Laws that hold for whatever is found and repaired, tried over faults that people make.

use masthead::diagnostic::{Diagnostic, Safety, Severity};
use masthead::document::Document;
use masthead::fix::{keep_tried, repair};
use masthead::linter::check;
use masthead::source::Source;
use masthead::tree::Limits;
use proptest::prelude::*;

use crate::support::settings;

/// A line with a fault or a look-alike of one; `@` stands for a word, `%` for another.
const LINES: &[&str] = &[
    "@: % # @",
    "title: @ #%",
    "tags: #@ %",
    "tags: [@, #%]",
    "tags:\n- @ #%\n- #@",
    "title: @: %",
    "title: \"@ \"%\" @\"",
    "title: '@'% @'",
    "title: \"@ ",
    "title: @\n  %: @",
    "title: > @\n  %",
    "tags: - @\n  - %",
    "tags: [@, %",
    "tags: @, %]",
    "\"title\": \"@\",",
    "title = \"@ %\"",
    "title： @ %",
    "title:@ %",
    "\ttitle: @",
    "title: ! @ %",
    "title: & @ %",
    "title: @\u{85}%",
    "title: @\u{93}%\u{94}",
    "title: @\u{a0}%",
    "title:\u{a0}@ %",
    "title: \" @ %\"",
    "title: @\u{200b}% ",
    "related: [[@]]",
    "related: [[[@]], [[%]]]",
    "related: [[@'%]]",
    "draft: off #@",
    "n: 1_000",
    "lang: zh_CN",
    "lang: pt-br",
    "date: 2022-02-30",
    "date: 2022-9-5 10:00",
    "date: 2022-09-05T10:00:00",
    "tags:\n- @\n-\n- %",
    "tags:\n-@\n-%",
    "* @",
    "@ %",
    "description: |\n @\n%",
    "title: @\ntitle: %",
    "// @ %",
    "url: http:// @ . %",
];

const WORDS: &[&str] = &["слово", "țară", "word", "日本", "שלום", "ёлка", "d’été", "x-y", "7", "🇷🇸"];

/// Lines of front matter, each with a fault and with words that stand nowhere else.
fn document() -> impl Strategy<Value = String> {
    let line = (prop::sample::select(LINES), prop::sample::select(WORDS), any::<bool>());
    (prop::collection::vec(line, 1..4), any::<bool>()).prop_map(|(lines, crlf)| {
        let mut text = "---\n".to_owned();
        for (index, (line, word, marked)) in lines.into_iter().enumerate() {
            let mark = |which: char| if marked { format!("{word}{index}{which}") } else { format!("{which}{index}") };
            text.push_str(&line.replace('@', &mark('q')).replace('%', &mark('w')));
            text.push('\n');
        }
        text.push_str("---\nBody.\n");
        if crlf { text.replace('\n', "\r\n") } else { text }
    })
}

fn checked(source: &Source) -> Vec<Diagnostic> {
    check(source, None, &settings()).diagnostics
}

/// The letters and digits of the front matter, sorted: of all of it, and of what is no comment.
fn typed(source: &Source) -> [Vec<char>; 2] {
    let document = Document::parse(source, Limits::default());
    let text = source.text();
    let is_comment = |at: usize| document.comments.iter().any(|comment| comment.span.range().contains(&at));
    let letters = |keep: &dyn Fn(usize) -> bool| {
        let mut letters: Vec<char> = text
            .char_indices()
            .filter(|(at, letter)| letter.is_alphabetic() && keep(*at))
            .map(|(_, letter)| letter)
            .collect();
        letters.sort_unstable();
        letters
    };
    [letters(&|_| true), letters(&|at| !is_comment(at))]
}

/// Those of the first that the second has not as often. Both are sorted.
fn missing(before: &[char], after: &[char]) -> String {
    let mut after = after.iter().peekable();
    let is_missing = |letter: &&char| {
        while after.next_if(|other| other < letter).is_some() {}
        after.next_if(|other| other == letter).is_none()
    };
    before.iter().filter(is_missing).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    /// The first law.
    #[test]
    fn what_is_offered_is_made(text in document()) {
        let source = Source::new("a.md", text.as_str());
        let mut found = checked(&source);
        keep_tried(&source, &mut found, checked);
        for allow in [Safety::Safe, Safety::Unsafe] {
            let offered = found.iter().filter(|found| found.fix.as_ref().is_some_and(|fix| fix.safety <= allow)).count();
            let repaired = repair(Source::new("a.md", text.as_str()), |source| {
                let mut found = checked(source);
                keep_tried(source, &mut found, checked);
                found
            }, allow);
            prop_assert!(offered == 0 || !repaired.applied.is_empty(), "{:?}", repaired.held_back);
        }
    }

    /// The second law, for letters: no rule without a schema removes one, and none hides one in a comment.
    #[test]
    fn no_letter_is_lost(text in document()) {
        let before = Source::new("a.md", text.as_str());
        for allow in [Safety::Safe, Safety::Unsafe] {
            let repaired = repair(Source::new("a.md", text.as_str()), checked, allow);
            // What is exchanged by design: answers, the letters of tags, a key that is there twice, an escape or a quote.
            let exchanges = ["language/", "yaml/ambiguous", "yaml/duplicate", "text/"];
            if repaired.applied.iter().any(|fix| exchanges.iter().any(|rule| fix.rule.starts_with(rule))) {
                continue;
            }
            let ([all, shown], [all_after, shown_after]) = (typed(&before), typed(&repaired.source));
            prop_assert_eq!(missing(&all, &all_after), "", "{:?}", repaired.source.text());
            // What was a comment of another language becomes one, and `#日本` is one as soon as the rest can be read.
            if !text.contains("// ") && !text.contains("#日") {
                prop_assert_eq!(missing(&shown, &shown_after), "", "{:?}", repaired.source.text());
            }
        }
    }

    /// The fifth law.
    #[test]
    fn a_message_shows_the_difference(text in document()) {
        for found in checked(&Source::new("a.md", text.as_str())) {
            let parts: Vec<&str> = found.message.split('`').collect();
            for between in parts.windows(3).skip(1).step_by(2) {
                let tells_apart = [" is not ", " but ", " spelled ", " instead of "].iter().any(|words| between[1].contains(words));
                prop_assert!(!tells_apart || between[0] != between[2], "{}", found.message);
            }
        }
    }
}

/// The sixth law.
#[test]
fn convention_is_no_fault_without_a_schema() {
    for text in ["date: 2022-09-05T10:00:00", "date: 2022-09-05 10:00:00", "updated: '2022-09-05T10:00'"] {
        let found = checked(&Source::new("a.md", format!("---\n{text}\n---\n")));
        assert!(found.iter().all(|found| found.severity == Severity::Info), "{text}: {found:?}");
    }
    for tag in ["zh_CN", "pt-br", "EN-us", "ru_RU", "zh-hans-cn"] {
        let found = checked(&Source::new("a.md", format!("---\nlang: {tag}\n---\n")));
        for fix in found.iter().filter_map(|found| found.fix.as_ref()) {
            assert_eq!(fix.safety, Safety::Unsafe, "{tag}");
        }
    }
}

/// The second law: the letters of windows-1252 that were read wrongly.
#[test]
fn no_letter_of_windows_1252_is_deleted() {
    for code in 0x80..=0x9f_u32 {
        let letter = char::from_u32(code).unwrap();
        let text = format!("---\ntitle: a{letter}b\n---\n");
        for allow in [Safety::Safe, Safety::Unsafe] {
            let repaired = repair(Source::new("a.md", text.as_str()), checked, allow);
            let after = repaired.source.text().chars().count();
            assert_eq!(after, text.chars().count(), "{code:x}: {:?}", repaired.source.text());
        }
    }
}
