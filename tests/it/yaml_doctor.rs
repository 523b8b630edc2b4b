//! Faults planted into a good document: each is found once, where it is, and nothing else is said.

use masthead::source::{Source, Span};
use masthead::syntax::yaml::parse;
use masthead::tree::{Limits, ProblemKind};

const BEFORE: &str = "site: nokta.md\nurl: \"https://nokta.md/a\"\n";
const AFTER: &str = "language: ru\nkeywords:\n- '[[Казахстан]]'\n- \"[[Сербия]]\"\nauthor: Мария\n";

/// What is found in the YAML, as ``line `text` ``.
fn found(yaml: &str) -> Vec<String> {
    let source = Source::new("a.md", yaml);
    let parsed = parse(yaml, Span::new(0, yaml.len()), Limits::default());
    let line = |span: Span| {
        let kind = parsed.problems.iter().find(|problem| problem.diagnostic.span == span).map(|problem| problem.kind);
        let mark = if kind == Some(ProblemKind::LookAlike) { "~" } else { "" };
        format!("{} {mark}`{}`", source.position(span.start).line, source.slice(span).escape_debug())
    };
    parsed.problems.iter().map(|problem| line(problem.diagnostic.span)).collect()
}

/// Puts `fault` between good fields and expects one finding, on line `line` of the fault and on `text`; the good
/// fields are all read, and the repair, where one is offered, makes the document whole.
#[track_caller]
fn one(fault: &str, line: usize, text: &str) {
    let yaml = format!("{BEFORE}{fault}\n{AFTER}");
    assert_eq!(found(&yaml), [format!("{} {text}", line + 2)], "{}", messages(&yaml));
    let parsed = parse(&yaml, Span::new(0, yaml.len()), Limits::default());
    let root = parsed.root.as_ref().and_then(|root| root.as_mapping()).expect("a mapping is left");
    for name in ["site", "url", "language", "keywords", "author"] {
        assert!(root.get(name).is_some(), "{name} is read; {:?}", root.entries);
    }
    if let Some(fix) = &parsed.problems[0].diagnostic.fix {
        let mut mended = yaml.clone();
        let mut edits = fix.edits.clone();
        edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
        for edit in edits {
            mended.replace_range(edit.span.range(), &edit.text);
        }
        assert_eq!(found(&mended), [""; 0], "{mended}");
    }
    assert!(three(fault).is_none(), "{}", three(fault).unwrap_or_default());
}

/// The same fault three times, with good fields between, is found three times.
fn three(fault: &str) -> Option<String> {
    let rename = |number: usize| fault.replace("title", &format!("title{number}"));
    let yaml = format!("{BEFORE}{}\na: b\n{}\nc: d\n{}\n{AFTER}", rename(1), rename(2), rename(3));
    let found = found(&yaml);
    (found.len() != 3).then(|| format!("{found:#?}\n{}\n{yaml}", messages(&yaml)))
}

fn messages(yaml: &str) -> String {
    let parsed = parse(yaml, Span::new(0, yaml.len()), Limits::default());
    parsed.problems.iter().map(|problem| problem.diagnostic.message.as_str()).collect::<Vec<_>>().join("\n")
}

macro_rules! faults {
    ($($name:ident: $fault:literal, $line:literal, $text:literal;)+) => {
        $(#[test] fn $name() { one($fault, $line, $text); })+
    };
}

faults! {
    a_tab_as_indentation: "title:\n\t- a", 2, r"`\t`";
    tabs_on_lines_that_follow_are_one_fault: "title:\n\t- a\n\t- b", 2, r"`\t`";
    a_tab_in_a_mapping: "title:\n  a: b\n\tc: d", 3, r"`\t`";
    a_colon_in_a_value: "title: Казахстан: новости", 1, "`:`";
    a_colon_in_a_value_before_a_comment: "title: Казахстан: новости # c", 1, "`:`";
    a_colon_in_a_value_with_an_apostrophe: "title: It's here: news", 1, "`:`";
    a_colon_at_the_end_of_a_value: "title: Казахстан:", 1, "`:`";
    an_unclosed_double_quote: "title: \"Казахстан", 1, r#"`\"`"#;
    an_unclosed_single_quote: "title: 'Казахстан", 1, r"`\'`";
    an_unclosed_quote_in_a_list: "title:\n- 'a'\n- 'b\n- 'c'", 3, r"`\'`";
    an_unclosed_quote_in_an_indented_list: "title:\n  - \"a\n  - \"b\"\n  - c", 2, r#"`\"`"#;
    an_unclosed_quote_of_several_lines: "title: \"foo\n  bar baz", 1, r#"`\"`"#;
    an_unclosed_quote_in_a_mapping: "title:\n  a: \"x\n  b: \"y\"", 2, r#"`\"`"#;
    text_after_a_closing_quote: "title: \"Казахстан\" и Сербия", 1, "`и Сербия`";
    text_after_a_closing_single_quote: "title: 'a' b", 1, "`b`";
    an_apostrophe_in_single_quotes: "title: 'it's here'", 1, r"`\'`";
    quotes_in_double_quotes: "title: \"Он сказал \"нет\" вчера\"", 1, r#"`\"`"#;
    a_bad_escape: r#"title: "C:\path""#, 1, r"`\\p`";
    a_bad_escape_beside_a_good_one: r#"title: "C:\new\path""#, 1, r"`\\p`";
    an_at_sign: "title: @nokta", 1, "`@`";
    a_backquote: "title: `code`", 1, "```";
    a_percent_sign: "title: %5 роста", 1, "`%`";
    an_ampersand: "title: & text", 1, "`&`";
    an_asterisk: "title: *важно* текст", 1, "`*`";
    an_unknown_alias: "title: *важно", 1, "`*важно`";
    a_bar: "title: | text", 1, "`text`";
    a_greater_than_sign: "title: > text", 1, "`text`";
    a_greater_than_sign_before_a_number: "title: > 5", 1, "`>`";
    a_closing_bracket: "title: ] text", 1, "`]`";
    a_closing_brace: "title: } text", 1, "`}`";
    a_comma: "title: , text", 1, "`,`";
    a_dash_as_value: "title: - text", 1, "`-`";
    a_bracket_before_text: "title: [видео] Казахстан", 1, "`[`";
    a_brace_before_text: "title: {a} b", 1, "`{`";
    a_wiki_link_and_text: "title: [[x]] text", 1, "`[[x]] text`";
    two_wiki_links: "title: [[x]], [[y]]", 1, "`[[x]], [[y]]`";
    a_wiki_link_and_text_in_a_list: "title:\n- [[x]] text\n- b", 2, "`[[x]] text`";
    an_unclosed_wiki_link: "title: [[x", 1, "`[[x`";
    a_half_closed_wiki_link: "title: [[x]", 1, "`[[x]`";
    an_unclosed_list: "title: [a, b", 1, "`[`";
    an_unclosed_mapping: "title: {a: b", 1, "`{`";
    an_unclosed_quote_in_brackets: "title: [\"a, b]", 1, r#"`\"`"#;
    an_at_sign_in_brackets: "title: [a, @b]", 1, "`@`";
    a_missing_colon: "title Казахстан", 1, "`title`";
    a_missing_space: "title:Казахстан", 1, "`:`";
    a_missing_space_after_a_quoted_key: "\"title\":Казахстан", 1, "`:`";
    a_missing_space_in_a_mapping: "title:\n  a:Foo\n  b: c", 2, "`:`";
    a_missing_colon_in_a_mapping: "title:\n  a: b\n  foo Bar\n  c: d", 3, "`foo`";
    a_key_indented_too_far: "title:\n  a: b\n   c: d", 3, "`   `";
    a_key_indented_too_little: "title:\n    a: b\n  c: d", 3, "`  `";
    a_field_with_a_space_before_it: " title: x", 1, "` `";
    a_list_item_indented_too_little: "title:\n    - a\n  - b", 3, "`  `";
    a_value_above_a_list: "title: x\n- y", 1, "`x`";
    a_stray_line: "Просто строка", 1, "`Просто строка`";
    a_value_that_goes_on_unindented: "title: Казахстан и\nСербия", 2, "`Сербия`";
    template_text: "title: {{ title }}", 1, "`{{ title }}`";
    template_text_and_more: "title: {{ a }}-{{ b }}", 1, "`{{ a }}-{{ b }}`";
    a_control_character: "title: a\u{1}b", 1, r"`\u{1}`";
    a_null_character: "title: a\0b", 1, r"`\0`";
    a_directive: "%YAML 1.2", 1, "`%YAML 1.2`";
    a_missing_space_after_a_dash: "title:\n- a\n-b", 3, "`-`";
    a_full_width_colon: "title：Казахстан", 1, "~`：`";
    a_no_break_space_after_a_colon: "title:\u{a0}Казахстан", 1, r"~`\u{a0}`";
    a_no_break_space_after_a_dash: "title:\n- a\n-\u{a0}b", 3, r"~`\u{a0}`";
    no_break_spaces_as_indentation: "title:\n  a: b\n\u{a0}\u{a0}c: d", 3, r"~`\u{a0}\u{a0}`";
    an_em_dash_as_list_dash: "title:\n- a\n— b", 3, "~`—`";
    typographic_quotes_around_a_colon: "title: “Казахстан: новости”", 1, "~`“Казахстан: новости”`";
}

#[test]
fn two_faults_of_one_list_are_two() {
    assert_eq!(found("a: b\nkeywords:\n- @x\n- ok\n- y: z: w\n- 'q\nc: d\n"), ["3 `@`", "5 `:`", r"6 `\'`"]);
}

/// Every pair of faults of one list gives two findings, each on its own line.
#[test]
fn any_two_faults_of_one_list_are_two() {
    let faults = [
        "'[[a]]",
        "\"b",
        "@c",
        "d: e: f",
        "'it's'",
        "\"C:\\path\"",
        "[[g]] h",
        "`i`",
        "[j",
        "\"k\" l",
        "*m n",
        "%o",
        "> p",
    ];
    let mut wrong = Vec::new();
    for one in faults {
        for other in faults {
            for yaml in [
                format!("a: b\nkeywords:\n- {one}\n- {other}\nc: d\n"),
                format!("keywords:\n  - ok\n  - {one}\n  - ok\n  - {other}\n  - ok\n"),
                format!("seo:\n  x: {one}\n  y: {other}\n  z: 'ok'\n"),
            ] {
                let lines: Vec<usize> =
                    found(&yaml).iter().filter_map(|line| line.split(' ').next()?.parse().ok()).collect();
                let expected: Vec<usize> = yaml
                    .lines()
                    .enumerate()
                    .filter(|(_, line)| {
                        [one, other]
                            .iter()
                            .any(|fault| line.ends_with(&format!("- {fault}")) || line.ends_with(&format!(": {fault}")))
                    })
                    .map(|(index, _)| index + 1)
                    .collect();
                if lines != expected {
                    wrong.push(format!("{yaml}{:?}\n{}", found(&yaml), messages(&yaml)));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong[..wrong.len().min(12)].join("\n"));
}

/// Fields below the first one stand where they are: it is moved to them, and nothing comes to stand inside it.
#[test]
fn a_first_field_that_is_indented_alone_is_moved() {
    for (yaml, after) in [
        ("  title: x\ntags: y\nq: z\n", "title: x\ntags: y\nq: z\n"),
        ("\ttitle: x\ntags: y\n", "title: x\ntags: y\n"),
        ("  заголовок:\n    sub: 2\n# remark\nтеги: y\n", "заголовок:\n  sub: 2\n# remark\nтеги: y\n"),
        (" title: >\n   text\n\n   more\ntags:\n- a\n", "title: >\n  text\n\n  more\ntags:\n- a\n"),
    ] {
        let parsed = parse(yaml, Span::new(0, yaml.len()), Limits::default());
        let [problem] = &parsed.problems[..] else { panic!("{yaml}: {}", messages(yaml)) };
        let mut mended = yaml.to_owned();
        for edit in problem.diagnostic.fix.as_ref().expect(yaml).edits.iter().rev() {
            mended.replace_range(edit.span.range(), &edit.text);
        }
        assert_eq!(mended, after);
    }
}

#[test]
fn items_that_can_be_read_stay() {
    let yaml = "keywords:\n- @x\n- ok\nc: d\n";
    let parsed = parse(yaml, Span::new(0, yaml.len()), Limits::default());
    let root = parsed.root.expect("a root");
    let items = &root.as_mapping().and_then(|root| root.get("keywords")).expect("it is there").value;
    let items = &items.as_sequence().expect("a list").items;
    assert_eq!(items.iter().map(|item| item.as_str()).collect::<Vec<_>>(), [None, Some("ok")]);
    assert_eq!(&yaml[items[1].span.range()], "ok");
}

#[test]
fn a_closing_bracket_at_the_left_edge_is_no_fault() {
    assert_eq!(found("tags: [\n  a,\n  b\n]\nb: c\n"), [""; 0]);
    assert_eq!(found("tags: {\n  a: b,\n  # comment\n}\nb: c\n"), [""; 0]);
    assert_eq!(found("x:\n  tags: [\n    a\n  ]\nb: c\n"), [""; 0]);
}

/// YAML 1.2 §6.1: tabs separate, they never indent. `1` is what a reader must refuse, `0` what it takes.
#[test]
fn a_tab_indents_no_collection_and_separates_anything_else() {
    for (yaml, tabs) in [
        ("\ta: b\n", 1),
        ("\t- a\n", 1),
        ("# c\n\ta: b\n", 1),
        (" \ta: b\n", 1),
        ("\u{feff}\ta: b\n", 1),
        ("a:\n- \tb: c\n", 1),
        ("a:\n-\t- c\n", 1),
        ("a:\n  ?\tb: c\n", 1),
        ("a:\tb\n", 0),
        ("a:\n-\tb\n", 0),
        ("a: [b,\tc]\n", 0),
        ("a: [\tb: c]\n", 0),
        ("a: {\tb: c }\t\n", 0),
        ("a:\t{b: c}\n", 0),
        ("a:\n-\t{b: c}\n", 0),
        ("a: b\t# c\n", 0),
        ("a: b\n\t\n\t# c\nc: d\n", 0),
        ("a: |\n  b\n  \tc: d\n", 0),
        ("a: b\n  \tc\n", 0),
        ("a: &x\tb\n", 0),
    ] {
        assert_eq!(found(yaml).len(), tabs, "{yaml:?}: {}", messages(yaml));
    }
}

#[test]
fn what_is_removed_behind_a_quote_is_no_part_of_the_value() {
    for behind in ["\u{feff}", "\u{1}", "\u{1}\u{feff}", "\u{feff}\u{feff}"] {
        let yaml = format!("keywords:\n- '[[Сербия]]'{behind}\nc: d\n");
        let parsed = parse(&yaml, Span::new(0, yaml.len()), Limits::default());
        let root = parsed.root.as_ref().and_then(|root| root.as_mapping()).expect("a mapping");
        let list = root.entries[0].value.as_sequence().expect("a list");
        assert_eq!(&yaml[list.items[0].span.range()], "'[[Сербия]]'", "{behind:?}");
        assert_eq!(found(&yaml).len(), 1, "{behind:?}");
    }
}
