use masthead::diagnostic::{Diagnostic, Edit, Fix};
use masthead::finding::{Located, Summary};
use masthead::render::{DocumentReport, Format, Options};
use masthead::source::{Position, Source, Span};

use super::support::{assert_harmless, error, hostile, ordinary, render, render_with, report};

/// What `full` writes of one finding, without the closing line and without the spaces that end lines.
fn full(report: DocumentReport) -> String {
    let options = Options { width: Some(80), closing_line: false, ..Options::default() };
    let text = render_with(Format::Full, &options, &[report]);
    text.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}

/// The line under the one that holds the mark, for a finding at `part`.
fn underline(text: &str, part: &str) -> String {
    let output = full(report("a.md", text, vec![error("yaml/syntax", text, part, "wrong")]));
    let mut lines = output.lines().skip_while(|line| !line.contains('╭')).skip(1);
    let at = lines.by_ref().find(|line| line.starts_with("   ·")).unwrap_or_default();
    at.trim_start_matches("   · ").to_owned()
}

#[test]
fn full_shows_lines_marks_help_and_fix() {
    let output = render(Format::Full, &ordinary());
    let expected = "\
error[yaml/syntax]: `ru_RU` in `language` is not a language tag
   ╭─[articles/a.md:3:11]
 2 │ title: Сербия 🇷🇸
 3 │ language: ru_RU
   ·           ──┬──
   ·             ╰── a hyphen belongs here
 4 │ published: 2024-02-30
   ╰────
  help: write `ru-RU` (with --fix)

warning[yaml/tag]: `2024-02-30` in `published` is in no calendar
   ╭─[articles/a.md:4:12]
 1 │ ---
 2 │ title: Сербия 🇷🇸
   ·        ───┬──
   ·           ╰── the title
 3 │ language: ru_RU
 4 │ published: 2024-02-30
   ·            ──────────
 5 │ ---
   ╰────
   fix: write `2024-02-29` (with --fix --unsafe-fixes)

info[yaml/duplicate-key]: `url` is that of another document
   ╭─[articles/b.md:2:6]
 1 │ ---
 2 │ url: https://example.org/
   ·      ────────────────────
 3 │ ---
   ╰────
  note: articles/z y.md:3:7: the same

1 error, 1 warning, 1 info in 2 files; 1 can be repaired with --fix, 1 more with --unsafe-fixes
";
    assert_eq!(output, expected);
}

#[test]
fn marks_stand_under_their_text_whatever_its_width() {
    let text = "---\n\u{4e2d}\u{6587} e\u{301} 👩\u{200d}👧 👍🏽 שלום\tx ❤\u{fe0f} 🇷🇸 y\n---\n";
    assert_eq!(underline(text, "\u{4e2d}\u{6587}"), "────");
    assert_eq!(underline(text, "e\u{301}"), "     ─");
    assert_eq!(underline(text, "\u{301}"), "     ─");
    assert_eq!(underline(text, "👩\u{200d}👧"), "       ────");
    assert_eq!(underline(text, "👍🏽"), "            ──");
    assert_eq!(underline(text, "שלום"), "               ────");
    assert_eq!(underline(text, "\t"), "                   ─");
    assert_eq!(underline(text, "x"), "                    ─");
    assert_eq!(underline(text, "❤\u{fe0f}"), "                      ─");
    assert_eq!(underline(text, "🇷🇸"), "                        ──");
    assert_eq!(underline(text, "y"), "                           ─");
}

#[test]
fn what_cannot_be_seen_is_shown_where_it_is_marked() {
    let text = "---\na:\u{a0}b\u{200b}c\td\r\n---\r\n";
    let shown = |part| full(report("a.md", text, vec![error("yaml/syntax", text, part, "wrong")]));
    assert!(shown("\u{a0}").contains(" 2 │ a:\\u{a0}b\\u{200b}c  d\n   ·   ──────\n"), "{}", shown("\u{a0}"));
    assert!(shown("\u{200b}").contains("   ·     ────────\n"), "{}", shown("\u{200b}"));
    assert!(shown("\td").contains("c→  d\n"), "{}", shown("\td"));
    assert!(shown("\r\n").contains("d␍␊\n   ·                  ──\n"), "{}", shown("\r\n"));
}

#[test]
fn long_lines_are_cut_around_the_mark() {
    let word = "слово ".repeat(1000);
    let text = format!("---\nlong: {word}XX {word}\nshort: a\n---\n");
    for part in ["XX", "long", &word, "short"] {
        let output = full(report("a.md", &text, vec![error("yaml/syntax", &text, part, "wrong").label("here")]));
        assert!(output.lines().all(|line| line.chars().count() <= 80), "{output}");
        assert!(output.contains("╰── here"), "{output}");
    }
    let output = full(report("a.md", &text, vec![error("yaml/syntax", &text, "XX", "wrong")]));
    let lines: Vec<&str> = output.lines().skip_while(|line| !line.contains("XX")).take(2).collect();
    let column = |line: &str, c| line.chars().position(|found| found == c);
    assert_eq!(column(lines[0], 'X'), column(lines[1], '─'), "{output}");
    assert!(lines[0].starts_with(" 2 │ …") && lines[0].ends_with('…'), "{output}");
}

#[test]
fn marks_over_lines_are_shown_and_long_ones_cut() {
    let text = "---\r\na:\r\n  - b\r\n  - c\r\nd: e\r\nf: g\r\nh: i\r\n---\r\n";
    let output = full(report("a.md", text, vec![error("yaml/syntax", text, "a:\r\n  - b\r\n  - c\r\n", "wrong")]));
    assert!(output.contains(" 2 │ ╭─▶ a:\n 3 │ │     - b\n 4 │ ╰─▶   - c\n 5 │     d: e\n"), "{output}");
    let output = full(report("a.md", text, vec![error("yaml/syntax", text, text, "wrong")]));
    assert!(output.contains(" 1 │ ---\n   · ─┬─\n   ·  ╰── to line 8\n"), "{output}");
}

#[test]
fn places_at_the_edges_have_a_mark() {
    let at = |text: &str, offset| full(report("a.md", text, vec![Diagnostic::new(Span::at(offset), "wrong")]));
    assert!(at("", 0).contains("[a.md:1:1]\n 1 │\n   · ▲\n"), "{}", at("", 0));
    assert!(at("---\n", 4).contains("[a.md:2:1]\n 1 │ ---\n 2 │\n   · ▲\n"), "{}", at("---\n", 4));
    assert!(at("---", 3).contains("[a.md:1:4]\n 1 │ ---\n   ·    ▲\n"), "{}", at("---", 3));
    assert!(at("\u{feff}---\n", 0).contains("[a.md:1:1]\n 1 │ ---\n   · ▲\n"), "{}", at("\u{feff}---\n", 0));
}

#[test]
fn what_the_head_does_not_hold_is_named_by_its_place() {
    let beyond = Position { line: 400, column: 3, offset: 9000 };
    let source = Source::head("a.md", "---\na: b\n---\n", Some(beyond));
    let finding =
        Diagnostic::new(Span::new(9000, 9001), "wrong").help("right").fix(Fix::safe("mend", [Edit::insert(0, "x")]));
    let finding = Located::new(&source, finding);
    let document = DocumentReport {
        path: "a.md".to_owned(),
        findings: vec![finding],
        source: Some(source),
        ..DocumentReport::default()
    };
    assert_eq!(
        full(document),
        "error[]: wrong\n   ╭─[a.md:400:3]\n   ╰────\n  help: right\n   fix: mend (with --fix)\n\n"
    );
}

#[test]
fn places_far_apart_are_shown_without_what_lies_between() {
    let text = format!("---\nfirst: 1\n{}last: 2\n---\n", "x: y\n".repeat(50));
    let finding = error("yaml/syntax", &text, "last", "wrong").also(super::support::span(&text, "first"), "the other");
    let output = full(report("a.md", &text, vec![finding]));
    assert!(output.contains("[a.md:2:1]") && output.contains("[a.md:53:1]"), "{output}");
    assert!(output.lines().count() < 20, "{output}");
}

#[test]
fn nothing_hostile_is_sent() {
    for format in [Format::Full, Format::Concise] {
        assert_harmless(&render(format, &hostile()));
    }
}

#[test]
fn a_wrapped_line_does_not_start_a_command() {
    for words in 1..40 {
        let text = "---\na: b\n---\n";
        let message = format!("{} ::error::x", "word ".repeat(words));
        let finding = error("yaml/syntax", text, "b", &message).help(message.clone());
        assert_harmless(&render(Format::Full, &[report("a.md", text, vec![finding])]));
    }
}

#[test]
fn colours_and_links_change_nothing_else() {
    let options = Options { color: true, ..Options::default() };
    let colored = render_with(Format::Full, &options, &ordinary());
    assert!(colored.contains("\u{1b}[31m"));
    let mut plain = String::new();
    for (index, part) in colored.split("\u{1b}[").enumerate() {
        plain.push_str(if index == 0 { part } else { part.split_once('m').expect("a colour ends").1 });
    }
    assert_eq!(plain, render(Format::Full, &ordinary()));
}

#[test]
fn concise_is_a_line_each() {
    let expected = "\
articles/a.md:3:11: error yaml/syntax: `ru_RU` in `language` is not a language tag
articles/a.md:4:12: warning yaml/tag: `2024-02-30` in `published` is in no calendar
articles/b.md:2:6: info yaml/duplicate-key: `url` is that of another document
1 error, 1 warning, 1 info in 2 files; 1 can be repaired with --fix, 1 more with --unsafe-fixes
";
    assert_eq!(render(Format::Concise, &ordinary()), expected);
}

#[test]
fn the_closing_line_says_that_nothing_was_found() {
    let mut summary = Summary::default();
    (0..12).for_each(|_| summary.add(&[]));
    let mut out = Vec::new();
    let mut renderer = masthead::render::Renderer::new(Format::Concise, &Options::default());
    renderer.finish(&mut out, &summary).expect("memory can be written to");
    assert_eq!(String::from_utf8_lossy(&out), "no findings in 12 files\n");
}

#[test]
fn what_repeats_in_a_folder_is_counted_after_the_third() {
    let text = "---\ntitle: x\n---\n";
    let in_folder =
        |path: &str| report(path, text, vec![error("text/whitespace", text, "x", "two spaces").pointer("/title")]);
    let paths = ["a/1.md", "a/2.md", "a/3.md", "a/4.md", "a/5.md", "b/1.md"];
    let options = Options { fold: true, closing_line: false, ..Options::default() };
    let output = render_with(Format::Full, &options, &paths.map(in_folder));
    let shown: Vec<&str> = paths.into_iter().filter(|path| output.contains(&format!("{path}:"))).collect();
    assert_eq!(shown, ["a/1.md", "a/2.md", "a/3.md", "b/1.md"]);
    let said = "… 2 more findings of text/whitespace for `title` in `a` (`--output-format concise` lists them)\n";
    assert!(output.contains(said), "{output}");
    let concise = render_with(Format::Concise, &options, &paths.map(in_folder));
    assert_eq!(concise.lines().count(), paths.len());
}

#[test]
fn infos_are_counted_and_not_shown_unless_asked_for() {
    let text = "---\ntitle: x \n---\n";
    let info = |path: &str| {
        let mut finding = error("text/trailing-space", text, "x", "a space");
        finding.severity = masthead::diagnostic::Severity::Info;
        report(path, text, vec![finding])
    };
    for format in [Format::Full, Format::Concise] {
        let folded = render_with(format, &Options { fold: true, ..Options::default() }, &["a.md", "b.md"].map(info));
        assert_eq!(
            folded.lines().last(),
            Some("2 infos, `text/trailing-space`; show them with `--level info`"),
            "{folded}"
        );
        assert!(folded.starts_with("no errors or warnings in 2 files\n"), "{folded}");
        assert!(!folded.contains("a.md"), "{folded}");
        let narrow = Options { fold: true, width: Some(40), ..Options::default() };
        let narrow = render_with(format, &narrow, &["a.md", "b.md"].map(info));
        assert!(narrow.ends_with("\n2 infos, `text/trailing-space`; show\nthem with `--level info`\n"), "{narrow}");
        assert!(render_with(format, &Options::default(), &["a.md", "b.md"].map(info)).contains("a.md"));
    }
}

#[test]
fn lines_are_broken_between_words_of_the_message() {
    let text = "---\ntitle: x\n---\n";
    let message = "`a value with spaces` in `title` is not one of the values that are allowed here";
    let finding = error("schema/enum", text, "x", message).help("write `one of these values` or `another of these`");
    let options = Options { width: Some(42), closing_line: false, ..Options::default() };
    let output = render_with(Format::Full, &options, &[report("a.md", text, vec![finding])]);
    let long: Vec<&str> = output.lines().filter(|line| line.chars().count() > 42).collect();
    assert_eq!(long, [""; 0]);
    assert!(output.contains("`a value with spaces`") && output.contains("`one of these values`"), "{output}");
    let unbroken = Options { width: None, ..options };
    let finding = error("schema/enum", text, "x", message);
    assert!(render_with(Format::Full, &unbroken, &[report("a.md", text, vec![finding])]).contains(message));
}

/// A document that lacks fields, as the rule says it.
fn lacking(fields: &[&str], who: &str) -> String {
    let text = "---\ntitle: Ё\n---\n";
    let finding = |name: &&str| {
        let message = match who {
            "" => format!("the required field `{name}` is missing"),
            who => format!("{who} lacks the required field `{name}`"),
        };
        error("schema/required", text, "---", &message).help(format!("add `{name}:`"))
    };
    full(report("a.md", text, fields.iter().map(finding).collect()))
}

#[test]
fn fields_that_are_missing_at_one_place_are_one_picture() {
    let expected = "\
error[schema/required]: 3 required fields are missing: `url`, `язык`, `日付`
   ╭─[a.md:1:1]
 1 │ ---
   · ───
 2 │ title: Ё
   ╰────
  help: add `url:`
        add `язык:`
        add `日付:`

";
    assert_eq!(lacking(&["url", "язык", "日付"], ""), expected);
    let inner = lacking(&["name", "mail"], "item 2 of `authors`");
    assert!(
        inner.starts_with("error[schema/required]: item 2 of `authors` lacks 2 required fields: `name`"),
        "{inner}"
    );
    let many: Vec<_> = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"].to_vec();
    let many = lacking(&many, "");
    assert!(many.contains("`g`,\n") || many.contains("`h` and 2 more"), "{many}");
    assert_eq!(many.matches("add `").count(), 10);
}

#[test]
fn what_is_not_alike_is_not_shown_together() {
    let text = "---\ntitle: a\nauthor: b\n---\n";
    let missing = |part: &str, name: &str| {
        error("schema/required", text, part, &format!("the required field `{name}` is missing"))
    };
    let pictures = |findings: Vec<Diagnostic>| full(report("a.md", text, findings)).matches("error[").count();
    assert_eq!(pictures(vec![missing("---", "x"), missing("---", "y")]), 1);
    assert_eq!(pictures(vec![missing("---", "x")]), 1);
    assert_eq!(pictures(vec![missing("---", "x"), missing("author", "y")]), 2);
    assert_eq!(pictures(vec![missing("---", "x"), error("schema/type", text, "---", "wrong"), missing("---", "y")]), 3);
    let because = "the field `z` is missing, which is required because `author` is there";
    assert_eq!(pictures(vec![missing("---", "x"), error("schema/required", text, "---", because)]), 2);
    let mut warning = missing("---", "y");
    warning.severity = masthead::diagnostic::Severity::Warning;
    assert_eq!(pictures(vec![missing("---", "x"), missing("---", "z"), warning.clone()]), 1);
    assert_eq!(full(report("a.md", text, vec![missing("---", "x"), warning])).matches("schema/required]").count(), 2);
}
