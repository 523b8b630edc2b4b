use masthead::diagnostic::Severity;
use masthead::source::Source;

use crate::support::{Case, findings, none};

#[test]
fn norwegian_is_ambiguous() {
    assert_eq!(findings("---\nlanguage: no\n---\n"), ["2:11 yaml/ambiguous-scalar `no`"]);
}

#[test]
fn what_readers_take_differently_is_ambiguous() {
    for text in
        ["no", "Yes", "on", "OFF", "017", "08", "1_000", "0b11", "0o17", "1e3", "12:30", "12:30:45", "-1_0", "0x1_f"]
    {
        let found = findings(&format!("---\na: {text}\n---\n"));
        assert_eq!(found, [format!("2:4 yaml/ambiguous-scalar `{text}`")]);
    }
}

#[test]
fn what_readers_take_alike_is_not_ambiguous() {
    for text in [
        "y",
        "n",
        "none",
        "Norway",
        "only",
        "oh",
        "true",
        "17",
        "0",
        "00",
        "007",
        "0x1f",
        "1.5",
        "-3",
        "+1",
        "1.5e+3",
        "2022-09-26",
        "2022-09-26T11:40:00Z",
        "09:30",
        "12:60",
        "1:2:3:4a",
        "10 000",
        "'no'",
        "\"017\"",
        "!!str no",
        "~",
        "0b12",
        "+7 777",
        "12:30 по Москве",
        "1.2.3",
        "0.17",
        "|\n  no",
    ] {
        let found = findings(&format!("---\na: {text}\n---\n"));
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn a_key_twice_is_found_at_the_second() {
    assert_eq!(findings("---\na: 1\nb: 2\n'a': 3\n---\n"), [r"4:1 yaml/duplicate-key `\'a\'`"]);
    assert_eq!(findings("---\nx:\n  a: 1\n  a: 2\n---\n"), ["4:3 yaml/duplicate-key `a`"]);
    assert_eq!(findings("---\nx: {a: 1, a: 2}\n---\n"), ["2:11 yaml/duplicate-key `a`"]);
}

#[test]
fn keys_that_only_look_alike_are_not_twice() {
    none("---\n1: a\n'1': b\nA: c\na: d\nx: {a: 1}\ny: {a: 1}\n<<: {a: 2}\n---\n");
}

#[test]
fn tags_beyond_the_core_schema_are_found() {
    assert_eq!(findings("---\na: !!python/none x\n---\n"), ["2:4 yaml/tag `!!python/none`"]);
    assert_eq!(findings("---\na:\n  - !local {b: c}\n---\n"), ["3:5 yaml/tag `!local`"]);
    none("---\na: !!str 12\nb: ! 12\nc: !!seq [d]\ne: !!int '3'\n---\n");
}

#[test]
fn prose_in_quotation_marks_is_text() {
    none(
        "---\na: «Новости»\nb: “News”\nc: „Știri” și altele\nd: “a” and “b”\ne: — Привет\nf: –5 °C ночью\ng: 5 – 6\n---\n",
    );
}

#[test]
fn quotation_marks_around_data_are_found() {
    for text in ["“2022-09-26”", "«https://nokta.md/a»", "„[[Nokta]]”", "“true”"] {
        let found = findings(&format!("---\na: {text}\n---\n"));
        assert_eq!(found, [format!("2:4 yaml/look-alike `{text}`")]);
    }
}

#[test]
fn lines_of_dashes_are_a_list_that_was_meant() {
    assert_eq!(findings("---\na:\n  — b\n  — c\n---\n"), ["3:3 yaml/look-alike `—`"]);
    assert_eq!(findings("---\na:\n  -\u{a0}b\n---\n"), [r"3:4 yaml/look-alike `\u{a0}`"]);
}

#[test]
fn a_block_without_any_space_after_colons_is_told_line_by_line() {
    assert_eq!(findings("---\na:b\nc:d\n---\n"), ["2:2 yaml/syntax `:`", "3:2 yaml/syntax `:`"]);
}

#[test]
fn a_cycle_is_a_fault() {
    assert_eq!(findings("---\na: &x [b, *x]\n---\n"), ["2:11 yaml/syntax `*x`"]);
}

#[test]
fn an_alias_bomb_is_beyond_the_limit() {
    let level = |level: usize| {
        let item = if level == 0 { "x".to_owned() } else { format!("*a{}", level - 1) };
        format!("a{level}: &a{level} [{}]", vec![item; 10].join(", "))
    };
    let levels: Vec<String> = (0..12).map(level).collect();
    let found = findings(&format!("---\n{}\n---\n", levels.join("\n")));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("file/limit"), "{found:?}");
}

#[test]
fn deep_nesting_is_beyond_the_limit() {
    for text in ["[".repeat(100_000), "{a: ".repeat(100_000), "- ".repeat(100_000), "[".repeat(70) + &"]".repeat(70)] {
        let found = findings(&format!("---\nb: c\na:\n  {}\n---\n", text.trim_end()));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains("file/limit"), "{found:?}");
    }
}

#[test]
fn quoted_text_that_goes_on_at_the_start_of_a_line_is_one_finding_and_its_lines_are_indented() {
    let text = "---\na: \"one\ntwo and some more words: a colon\nthree\" # end\ndate: 2022-02-30\n---\n";
    let found = Case::new(text).diagnostics();
    let rules: Vec<_> = found.iter().map(|found| found.rule).collect();
    assert_eq!(rules, ["yaml/syntax", "date/impossible"]);
    let expected = "the quoted value of `a` goes on where the line begins: YAML wants it indented";
    let edits = &found[0].fix.as_ref().unwrap().edits;
    assert_eq!((found[0].message.as_str(), edits.len()), (expected, 2));
    assert!(edits.iter().all(|edit| edit.text == "  " && edit.span.is_empty()));
}

#[test]
fn quoted_text_that_goes_on_no_further_right_than_its_key_is_one_finding() {
    let text = "---\nspeakers:\n  - name: Ana\n    bio: \"one\n    two\n\n  three\n\n    four.\"\n    img: a\n---\n";
    let found = Case::new(text).diagnostics();
    assert_eq!(found.len(), 1, "{found:?}");
    let expected = "the quoted value of `bio` goes on no further right than its key: YAML wants it indented more";
    assert_eq!(found[0].message, expected);
    let edits = found[0].fix.as_ref().unwrap().edits.iter();
    let widths: Vec<_> = edits.map(|edit| edit.text.len()).collect();
    assert_eq!(widths, [2, 4, 2]);
}

#[test]
fn a_sentence_with_a_colon_is_text_of_the_quoted_value_that_it_stands_in() {
    for sentence in ["rOpenSci Packages: Development", ":evergreen_tree: emoji.", "(PA): short"] {
        let text = format!("---\ntitle: \"one and\n{sentence}\"\nimage: a\n---\n");
        let found = Case::new(&text).diagnostics();
        let is_said = found.len() == 1 && found[0].message.contains("goes on where the line begins");
        assert_eq!(is_said, sentence != "(PA): short", "one word before a colon is a key: {found:?}");
    }
}

#[test]
fn text_of_a_block_is_not_taken_for_a_quoted_value() {
    let text = "---\na: |\n  b: \"one\n  two\"\n\n  c: d\ne: [\n---\n";
    let found = Case::new(text).diagnostics();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].message.contains("bracket"), "{found:?}");
}

#[test]
fn an_empty_list_with_a_list_below_it_is_told_to_go() {
    let text = "---\ntags: []\n  - task\ndate: a\n---\n";
    let found = Case::new(text).diagnostics();
    assert_eq!(found[0].message, "`tags` is an empty list on its own line and has a list below it");
    let fix = found[0].fix.as_ref().unwrap();
    let source = Source::new("a.md", text);
    assert_eq!((source.slice(fix.edits[0].span), fix.edits[0].text.as_str()), (" []", ""));
}

#[test]
fn a_quote_that_only_a_later_field_closes_is_forgotten() {
    let found = Case::new("---\na: \"one\nb: \"two\"\n---\n").diagnostics();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].message, "the quote `\"` that opens the value of `a` is never closed");
}

#[test]
fn template_text_weighs_little_where_templates_are_kept() {
    let settings = crate::support::settings();
    let levels = |path: &str, text: &str| -> Vec<Severity> {
        let source = Source::new(path, text);
        masthead::linter::check(&source, None, &settings).diagnostics.iter().map(|found| found.severity).collect()
    };
    let text = "---\ntitle: {{ title }}\n---\n";
    assert_eq!(levels("scaffolds/post.md", text), [Severity::Info]);
    assert_eq!(levels("Templates/note.md", text), [Severity::Info]);
    assert_eq!(levels("posts/post.md", text), [Severity::Error]);
    assert_eq!(levels("Templates/note.md", "---\na: [\n---\n"), [Severity::Error]);
}

#[test]
fn an_answer_becomes_a_boolean_and_a_name_a_text() {
    let fixed = |text: &str| -> String {
        let found = Case::new(text).diagnostics();
        found[0].fix.as_ref().unwrap().edits[0].text.clone()
    };
    assert_eq!(fixed("---\ntoc: yes\n---\n"), "true");
    assert_eq!(fixed("---\ndraft: No\n---\n"), "false");
    assert_eq!(fixed("---\ntitle: no\n---\n"), "'no'");
    assert_eq!(fixed("---\nlist: [no]\n---\n"), "'no'");
}

#[test]
fn keys_that_nobody_means_are_found() {
    assert_eq!(findings("---\naliases:\n- '%'\n- ?\n---\n"), ["4:3 yaml/syntax `?`"]);
    assert_eq!(findings("---\nmodel:\n  {name}: {value}\n---\n"), ["3:3 yaml/syntax `{name}`"]);
    assert_eq!(findings("---\n[Сербия]: 1\n---\n"), ["2:1 yaml/syntax `[Сербия]`"]);
    assert_eq!(findings("---\na:\n- {x}: 1\n---\n"), ["3:3 yaml/syntax `{x}`"]);
    assert_eq!(findings("---\na: 1\n: b\n---\n"), ["3:1 yaml/syntax `: b`"]);
    for text in ["a: {name}", "a: '?'", "a: what?", "? a\n: b", "~: 1", "'': 1", "a: [{b: c}]", "a: {b}"] {
        none(&format!("---\n{text}\n---\n"));
    }
    let repaired = |text: &str| crate::typed::repaired(text, None);
    assert_eq!(repaired("---\na:\n- ?\n---\n").as_deref(), Some("---\na:\n- '?'\n---\n"));
    assert_eq!(repaired("---\na: { { b } }\n---\n").as_deref(), Some("---\na: '{ { b } }'\n---\n"));
    let text = "---\nm:\n  {name}: {value}\n---\n";
    assert_eq!(repaired(text).as_deref(), Some("---\nm:\n  '{name}: {value}'\n---\n"));
}
