//! Text of several lines below its key, apostrophes with backslashes, quotes that end too early, and what a merge leaves.

use masthead::diagnostic::Safety;
use masthead::fix::repair;
use masthead::linter::check;
use masthead::source::Source;

use crate::support::{Case, findings, none, settings};

fn repaired(text: &str) -> String {
    let settings = settings();
    let checked = |source: &Source| check(source, None, &settings).diagnostics;
    repair(Source::new("a.md", format!("---\n{text}\n---\n")), checked, Safety::Unsafe)
        .source
        .text()
        .trim_start_matches("---\n")
        .trim_end_matches("\n---\n")
        .to_owned()
}

/// Every message, with its help.
fn said(text: &str) -> Vec<String> {
    let all = Case::new(text).diagnostics();
    all.into_iter().map(|found| format!("{} | {}", found.message, found.help.unwrap_or_default())).collect()
}

#[test]
fn a_list_below_a_text_is_not_begun_by_it() {
    for name in ["title", "name", "Summary", "\"title\""] {
        let text = format!("{name}: java\n  - java\n  - 并发\np: a");
        assert_eq!(repaired(&text), text);
        let found = said(&format!("---\n{text}\n---\n"));
        assert!(found.len() == 1 && found[0].contains("write its name above it"), "{found:?}");
    }
    assert_eq!(repaired("author: x\n  - y\np: a"), "author:\n  - x\n  - y\np: a");
    // Sentences go on with dashes.
    none(
        "---\ndescription: 面向团队与企业的前端设计系统与视觉治理专业工具，可自动提升工作效率\n\n  - 设计系统\n  - 站点\n---\n",
    );
    none("---\ndescription: What this is about, in a few words that end here\n  - as it seems\n  - for now\n---\n");
}

#[test]
fn sentences_with_lists_and_colons_are_quoted_as_a_whole() {
    let text = "description: 长篇网文创作助手免费版,面向个人网文作者，可自动提升工作效率\n  核心能力:\n\n  - 小说大纲与设定管理\n\n  适用场景:\n\n  - 个人长篇网文创作\nn: 1";
    let after = "description: '长篇网文创作助手免费版,面向个人网文作者，可自动提升工作效率\n  核心能力:\n\n  - 小说大纲与设定管理\n\n  适用场景:\n\n  - 个人长篇网文创作'\nn: 1";
    assert_eq!(repaired(text), after);
    let text = "description: A tool for all who write long novels at home and elsewhere\n\n  - outlines\n\n  Use when:\n\n  - a chapter: is missing\nn: 1";
    assert_eq!(repaired(text), text.replace("A tool", "'A tool").replace("missing", "missing'"));
    // A field that stands too far in is not text.
    assert_eq!(repaired("title: a\n  author: b"), "title: a\nauthor: b");
    assert_eq!(
        repaired("description: A tool for all who write long novels\n  author: b"),
        "description: A tool for all who write long novels\nauthor: b"
    );
}

#[test]
fn a_quote_that_ends_before_its_text_is_moved() {
    assert_eq!(
        repaired("summary: \"Use it for\"\n  variation selectors.\nn: 1"),
        "summary: \"Use it for\n  variation selectors.\"\nn: 1"
    );
    assert_eq!(repaired("a:\n  b: 'одна'\n    две\n    три\n  c: 1"), "a:\n  b: 'одна\n    две\n    три'\n  c: 1");
    assert_eq!(
        repaired("summary: \"Use it\"\n  when: (1) asked\nn: 1"),
        "summary: \"Use it\n  when: (1) asked\"\nn: 1"
    );
    assert_eq!(repaired("url: \"x\"\n when: a\nn: 1"), "url: \"x\"\nwhen: a\nn: 1");
    // Which quotes were meant is not known.
    let text = "summary: \"Use it\"\n  for \"this\".\nn: 1";
    assert_eq!(repaired(text), text);
    none("---\nsummary: \"Use it for\n  variation selectors.\"\nn: 1\n---\n");
}

#[test]
fn a_second_closing_quote_is_removed() {
    assert_eq!(repaired("summary: \"全功能工具\"\"\nn: 1"), "summary: \"全功能工具\"\nn: 1");
    assert_eq!(repaired("title: \"a\"\" # b\nn: 1"), "title: \"a\" # b\nn: 1");
    none("---\nsummary: \"\"\nother: 'It''s'\n---\n");
}

#[test]
fn a_backslash_before_an_apostrophe_is_removed() {
    assert_eq!(repaired("d: 'in un\\'app con l\\'uso'\nn: 1"), "d: \"in un'app con l'uso\"\nn: 1");
    assert_eq!(repaired("d: 'un\\'app \"x\"'\nn: 1"), "d: 'un''app \"x\"'\nn: 1");
    assert_eq!(repaired("d: \"Qdrant\\'s \\\"API\\\"\"\nn: 1"), "d: \"Qdrant's \\\"API\\\"\"\nn: 1");
    for text in ["d: \"Qdrant\\'s\"", "d: 'un\\'app'"] {
        let found = said(&format!("---\n{text}\n---\n"));
        assert!(found.len() == 1 && found[0].contains("backslash"), "{found:?}");
    }
    none("---\nd: 'C:\\dir\\'\ne: \"it's\"\n---\n");
}

#[test]
fn a_field_behind_a_sentence_gets_its_line() {
    assert_eq!(
        repaired("description: 适用于处理产品退货。license: Apache-2.0\nn: 1"),
        "description: 适用于处理产品退货。\nlicense: Apache-2.0\nn: 1"
    );
    assert_eq!(repaired("a:\n  description: Some text.version: 1"), "a:\n  description: Some text.\n  version: 1");
    assert_eq!(repaired("description: 任务。origin: community\nn: 1"), "description: 任务。\norigin: community\nn: 1");
    assert_eq!(
        repaired("description: Use it. license: see below\nn: 1"),
        "description: 'Use it. license: see below'\nn: 1"
    );
    assert_eq!(repaired("description: Use the.slug: it\nn: 1").lines().count(), 3);
    assert_eq!(repaired("description: Uses v1.foo: it\nn: 1"), "description: 'Uses v1.foo: it'\nn: 1");
}

#[test]
fn a_merge_is_named() {
    let text = "---\nname: a\n<<<<<<< Updated upstream\nversion: '2'\n=======\nversion: '1'\n>>>>>>> Stashed changes\nlicense: MIT\n---\n";
    let found = findings(text);
    assert_eq!(found, ["3:1 yaml/syntax `<<<<<<< Updated upstream`"]);
    for other in [
        "---\n<<<<<<< HEAD\nname: a\n||||||| base\nname: b\n=======\nname: c\n>>>>>>> x\n---\n",
        "---\r\nname: a\r\ntags:\r\n<<<<<<< HEAD\r\n  - a\r\n=======\r\n  - b\r\n>>>>>>> x\r\nk: 1\r\n---\r\n",
        "---\nname: a\n<<<<<<< HEAD\n=======\nb: 1\n>>>>>>> x\n---\n",
    ] {
        let found = findings(other);
        assert!(found.len() == 1 && found[0].contains("yaml/syntax `<<<<<<< HEAD`"), "{found:?}");
    }
    none("---\ntitle: a\ntext: |\n  <<<<<<< HEAD\n  =======\n  >>>>>>> x\n---\n");
}

#[test]
fn items_below_a_list_in_a_list_are_left_where_they_are() {
    let text = "tools:\n  - - read\n- exec\nn: 1";
    assert_eq!(repaired(text), text);
    assert_eq!(repaired("tools:\n  - read\n- exec\nn: 1"), "tools:\n  - read\n  - exec\nn: 1");
}

#[test]
fn pieces_in_quotes_keep_them() {
    assert_eq!(repaired("h: \"[topic] for\" or \"[topic]\"\nn: 1"), "h: '\"[topic] for\" or \"[topic]\"'\nn: 1");
    assert_eq!(repaired("h: \"a\", \"б\" or \"c\"\nn: 1"), "h: '\"a\", \"б\" or \"c\"'\nn: 1");
    assert_eq!(repaired("h: \"the \"big\" one\"\nn: 1"), "h: 'the \"big\" one'\nn: 1");
    assert_eq!(repaired("h: \"a 5\" disk\"\nn: 1"), "h: 'a 5\" disk'\nn: 1");
}

#[test]
fn a_mapping_of_another_language_is_not_made_a_text() {
    let text = "metadata: {\"bot\":{\"emoji\":\"🌐\",\"requires\":{\"bins\":\"env\":[\"URL\"]},\"x\":\"y\"}}\nn: 1";
    assert!(!repaired(text).contains("'{"), "{}", repaired(text));
    assert_eq!(repaired("d: {NAME}. Use when {X}.\nn: 1"), "d: '{NAME}. Use when {X}.'\nn: 1");
}

#[test]
fn quoted_text_that_announces_a_list_is_indented() {
    let text = "summary: \"指导用户 \\\n\n核心能力:\n- 集成工具领\"\nlicense: \"MIT\"";
    assert_eq!(repaired(text), "summary: \"指导用户 \\\n\n  核心能力:\n  - 集成工具领\"\nlicense: \"MIT\"");
    // A quote that was forgotten.
    assert_eq!(repaired("title: \"a\ntags:\n- b\nx: \"c\""), "title: \"a\"\ntags:\n- b\nx: \"c\"");
}
