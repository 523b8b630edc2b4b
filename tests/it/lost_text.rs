//! What people write and YAML reads otherwise: text behind a `#`, `: ` in text of several lines, lists that are none,
//! comments of other languages. Each fault is found where it is, and its repair brings back what was written.

use masthead::diagnostic::{Diagnostic, Safety};
use masthead::document::Document;
use masthead::fix::repair;
use masthead::linter::check;
use masthead::source::Source;
use masthead::tree::{Limits, Node, Value};
use proptest::prelude::*;

use crate::support::{Case, none, schema, settings};

fn found(source: &Source) -> Vec<Diagnostic> {
    check(source, None, &settings()).diagnostics
}

fn document(yaml: &str) -> Source {
    Source::new("a.md", format!("---\n{yaml}\n---\nText.\n"))
}

/// The front matter after every repair.
fn repaired(yaml: &str) -> String {
    let repaired = repair(document(yaml), found, Safety::Unsafe).source;
    let text = repaired.text().strip_prefix("---\n").unwrap();
    text.strip_suffix("\n---\nText.\n").unwrap().to_owned()
}

/// What is said of rules of YAML and of empty values, as ``line rule``.
fn said(yaml: &str) -> Vec<String> {
    let source = document(yaml);
    let is_own = |found: &&Diagnostic| found.rule.starts_with("yaml/") || found.rule == "schema/empty";
    let line = |found: &Diagnostic| format!("{} {}", source.position(found.span.start).line - 1, found.rule);
    found(&source).iter().filter(is_own).map(line).collect()
}

/// One finding, on a line of the front matter, and what its repair makes of it.
#[track_caller]
fn one(yaml: &str, line: usize, rule: &str, after: &str) {
    assert_eq!(said(yaml), [format!("{line} {rule}")], "{yaml}\n{:#?}", found(&document(yaml)));
    assert_eq!(repaired(yaml), after, "{yaml}");
    assert_eq!(said(after), [""; 0], "{after}");
}

macro_rules! repairs {
    ($rule:literal: $($name:ident $line:literal $before:literal => $after:literal;)+) => {
        $(#[test] fn $name() { one($before, $line, $rule, $after); })+
    };
}

repairs! { "yaml/comment":
    a_number_behind_text 1 "title: Newsletter #13" => "title: 'Newsletter #13'";
    a_number_and_more_behind_text 1 "title: Урок #5 про YAML" => "title: 'Урок #5 про YAML'";
    a_number_behind_cjk_text 1 "title: 日本語 #1" => "title: '日本語 #1'";
    a_number_behind_arabic_text 1 "title: عنوان #5" => "title: 'عنوان #5'";
    a_number_behind_text_with_an_apostrophe 1 "title: It's the #1 tool" => "title: 'It''s the #1 tool'";
    a_word_behind_a_title 1 "title: Learn #golang" => "title: 'Learn #golang'";
    text_behind_text_keeps_a_comment_behind_it 1 "title: Newsletter #13 # draft" => "title: 'Newsletter #13' # draft";
    hashtags_for_a_value 1 "tags: #garden #soil" => "tags: ['#garden', '#soil']";
    hashtags_with_commas 1 "tags: #garden, #soil" => "tags: ['#garden', '#soil']";
    a_hashtag_for_a_value 1 "tags: #сад" => "tags: '#сад'";
    a_hashtag_below_its_key 2 "tags:\n  #garden\nlang: en" => "tags:\n  '#garden'\nlang: en";
    a_hashtag_for_an_item 3 "tags:\n  - a\n  - #b\n  - c" => "tags:\n  - a\n  - '#b'\n  - c";
    a_hashtag_for_the_first_item 2 "tags:\n- #а\n- б" => "tags:\n- '#а'\n- б";
    a_hashtag_behind_an_item 3 "tags:\n  - a\n  - b #c" => "tags:\n  - a\n  - 'b #c'";
    a_colour 1 "color: #fff" => "color: '#fff'";
    a_colour_before_a_comment 1 "color: #ff8800 # orange" => "color: '#ff8800' # orange";
    a_title_that_begins_with_a_number 1 "title: #1 tool" => "title: '#1 tool'";
    text_in_a_nested_field 2 "cover:\n  caption: Photo #3 from the set" => "cover:\n  caption: 'Photo #3 from the set'";
    text_that_goes_on_with_a_hash 2 "description: a long text\n  #garden and more" => "description: 'a long text\n  #garden and more'";
    an_item_of_a_list_that_goes_on 1 "tags: [home, #kitchen,\n  garden]" => "tags: [home, '#kitchen',\n  garden]";
}

repairs! { "yaml/syntax":
    hashtags_in_brackets 1 "tags: [#home, #kitchen]\nlang: en" => "tags: ['#home', '#kitchen']\nlang: en";
    a_hashtag_among_items 1 "tags: [home, #кухня, \"ok\"]" => "tags: [home, '#кухня', \"ok\"]";
    a_hash_behind_a_letter 1 "tags: [C #, F #, 'a']" => "tags: ['C #', 'F #', 'a']";
    a_hash_in_braces 1 "meta: {tag: \"#home\", color: #fff}" => "meta: {tag: \"#home\", color: '#fff'}";
    a_hash_in_brackets_in_braces 1 "m: {a: [#x, y], b: z}" => "m: {a: ['#x', y], b: z}";
    a_hash_in_brackets_before_a_comment 2 "a:\n  tags: [it's #1, b] # note" => "a:\n  tags: ['it''s #1', b] # note";
    a_hash_in_an_item_in_brackets 2 "tags:\n  - [#a, b]\n  - c" => "tags:\n  - ['#a', b]\n  - c";
    a_hash_in_text_of_several_lines 2 "description: a long text\n  see issue #5 for more\n  and so on\ntitle: x"
        => "description: 'a long text\n  see issue #5 for more\n  and so on'\ntitle: x";
    a_hash_before_a_paragraph 1 "description: first #1\n\n  second\ntitle: y" => "description: 'first #1\n\n  second'\ntitle: y";
    a_hash_in_an_item_of_several_lines 2 "notes:\n  - first #1\n    goes on\n  - b" => "notes:\n  - 'first #1\n    goes on'\n  - b";

    a_colon_in_a_later_line 2 "description: Reads files and writes\n  a plan. Output: a table\n  of beds\nlicense: MIT"
        => "description: 'Reads files and writes\n  a plan. Output: a table\n  of beds'\nlicense: MIT";
    a_colon_at_the_end_of_a_line 1 "description: Це робить три речі:\n  перше, друге.\nlicense: MIT"
        => "description: 'Це робить три речі:\n  перше, друге.'\nlicense: MIT";
    colons_in_every_line 1 "description: One: two\n  three: four\nversion: 1" => "description: 'One: two\n  three: four'\nversion: 1";
    a_colon_behind_an_apostrophe 2 "description: It's here and\n  there's more: see\ntitle: x"
        => "description: \"It's here and\n  there's more: see\"\ntitle: x";
    a_colon_behind_both_kinds_of_quotes 2 "description: Says \"it's\" and\n  there's more: see\ntitle: x"
        => "description: 'Says \"it''s\" and\n  there''s more: see'\ntitle: x";
    a_colon_in_nested_text 4 "seo:\n  title: x\n  text: a long text that goes on, and goes on and goes on and goes on\n    in the next line: here"
        => "seo:\n  title: x\n  text: 'a long text that goes on, and goes on and goes on and goes on\n    in the next line: here'";
    a_colon_in_an_item_of_several_lines 3 "items:\n  - text: Reads the files and writes\n      a plan. Output: a table\n    n: 1"
        => "items:\n  - text: 'Reads the files and writes\n      a plan. Output: a table'\n    n: 1";
    a_field_that_is_indented_by_mistake 2 "name: a\n  license: MIT\ntitle: x" => "name: a\nlicense: MIT\ntitle: x";
    a_usual_field_below_a_long_text 2 "description: Use this skill when the user asks for anything about gardens or so\n  license: MIT"
        => "description: Use this skill when the user asks for anything about gardens or so\nlicense: MIT";

    text_behind_a_header_with_more_below 1 "description: > A long text\n  that goes on: here\ntitle: x"
        => "description: >\n  A long text\n  that goes on: here\ntitle: x";
    text_behind_a_header 1 "description: >- Довгий текст\ntitle: x" => "description: Довгий текст\ntitle: x";
    text_with_a_colon_behind_a_header 1 "title: >text here: more" => "title: 'text here: more'";
    a_number_behind_a_greater_than_sign 1 "title: > 5" => "title: '> 5'";
    text_behind_a_header_in_a_list 2 "items:\n  - > some text\n  - b" => "items:\n  - some text\n  - b";
    a_digit_that_is_too_large 2 "a:\n  d: |4\n    text\n      more\n  b: c" => "a:\n  d: |\n    text\n      more\n  b: c";
    a_digit_that_the_first_line_needs 1 "d: |9-\n    a\n  b\nc: d" => "d: |2-\n    a\n  b\nc: d";
    a_zero 1 "d: |0\n  text\nc: d" => "d: |\n  text\nc: d";
    items_below_a_header 1 "d: |-\n- a\n- b\ntitle: x" => "d: |-\n  - a\n  - b\ntitle: x";
    text_below_a_header 1 "d: >\nThis is a long text of\nseveral lines.\ntitle: x" => "d: >\n  This is a long text of\n  several lines.\ntitle: x";
    text_with_a_colon_below_a_header 1 "d: >\ntext with: colon\ntitle: x" => "d: >\n  text with: colon\ntitle: x";

    a_first_item_beside_the_key 1 "tags: a\n  - b\n  - c" => "tags:\n  - a\n  - b\n  - c";
    a_first_item_with_spaces 1 "authors: Марія К.\n    - Ion L." => "authors:\n    - Марія К.\n    - Ion L.";
    an_item_further_in 3 "tags:\n  - garden\n    - soil" => "tags:\n  - garden\n  - soil";
    a_first_line_without_a_dash 3 "tags:\n  a\n  - b" => "tags:\n  - a\n  - b";
    items_further_and_further_in 1 "tags: сад\n  - город\n    - село" => "tags:\n  - сад\n  - город\n  - село";
    a_dash_beside_the_key 1 "tags: - a\n  - b\ntitle: x" => "tags:\n  - a\n  - b\ntitle: x";

    asterisks 2 "tags:\n* garden\n* soil\ntitle: x" => "tags:\n- garden\n- soil\ntitle: x";
    asterisks_further_in 2 "tags:\n  * garden\n  * soil" => "tags:\n  - garden\n  - soil";
    bullets 2 "tags:\n• сад\n• почва: земля" => "tags:\n- сад\n- 'почва: земля'";
    bullets_further_in 2 "tags:\n  • garden\n  • soil\na: b" => "tags:\n  - garden\n  - soil\na: b";
    plus_signs 2 "tags:\n  + garden\n  + soil" => "tags:\n  - garden\n  - soil";
    numbers 2 "tags:\n  1. garden\n  2. soil" => "tags:\n  - garden\n  - soil";
    numbers_with_brackets 2 "tags:\n1) garden\n2) soil\nx: y" => "tags:\n- garden\n- soil\nx: y";
    bullets_before_links 2 "tags:\n* [[Link]]\n* b" => "tags:\n- '[[Link]]'\n- b";
    bullets_before_fields 1 "* title: x\n* tags:\n  - a" => "title: x\ntags:\n  - a";
    a_bullet_beside_the_key 1 "tags: * a\n  * b\ntitle: x" => "tags:\n  - a\n  - b\ntitle: x";
    bare_words 2 "tags:\nсад\nпочва\nlang: uk" => "tags:\n- сад\n- почва\nlang: uk";
    bare_text 2 "description:\nThis is a long sentence here,\nand it goes on.\nx: y"
        => "description:\n  This is a long sentence here,\n  and it goes on.\nx: y";

    a_comment_of_html 2 "title: x\n<!-- a note -->\nlang: en" => "title: x\n# <!-- a note -->\nlang: en";
    a_comment_of_html_of_two_lines 2 "title: x\n<!-- a\nnote: b -->\nlang: en" => "title: x\n# <!-- a\n# note: b -->\nlang: en";
    a_comment_of_html_in_a_list 3 "tags:\n  - a\n  <!-- b -->\n  - c" => "tags:\n  - a\n  # <!-- b -->\n  - c";
    a_comment_of_html_in_text 2 "title: x\n  <!-- note -->\nlang: en" => "title: x\n  # <!-- note -->\nlang: en";
    a_comment_of_html_above_a_list 2 "tags:\n  <!-- note -->\n  - a\n  - b" => "tags:\n  # <!-- note -->\n  - a\n  - b";
    a_comment_of_html_below_a_header 2 "s: >-\n<!-- note -->\n  A text.\nx: y" => "# <!-- note -->\ns: >-\n  A text.\nx: y";
    a_comment_of_css 2 "title: x\n/* заметка */" => "title: x\n# /* заметка */";
    a_comment_of_javascript 1 "// a note: here\ntitle: x" => "# // a note: here\ntitle: x";
    a_comment_of_jsx 2 "title: x\n{/* note */}\na: b" => "title: x\n# {/* note */}\na: b";
    a_comment_of_lua 2 "title: x\n-- note\na: b" => "title: x\n# -- note\na: b";
    a_comment_of_ini 2 "title: x\n; note\na: b" => "title: x\n# ; note\na: b";
}

repairs! { "schema/empty":
    an_empty_item 3 "tags:\n- a\n-\nx: y" => "tags:\n- a\nx: y";
    an_empty_item_between_others 3 "tags:\n  - a\n  -\n  - b" => "tags:\n  - a\n  - b";
}

#[test]
fn what_is_a_comment_or_text_is_let_pass() {
    for yaml in [
        "draft: true #wip",
        "weight: 10 #last",
        "date: 2024-01-02 #first draft",
        "title: \"x\" #note",
        "tags: [a, b] #note",
        "tags: [\n  #home,\n  kitchen\n]",
        "#author: me\ntitle: x",
        "tags:\n  - a\n  #- b\n  # - c",
        "tags:\n  #- b\ntitle: x",
        "author: # to fill in",
        "description: #optional",
        "title: #请填写标题",
        "catalog: true       #是否开启文章目录\nsubtitle: github博客搭建 # 副标题",
        "subtitle: github博客搭建 #副标题",
        "url: https://x.example/a#b",
        "link: https://x.example/a #see there",
        "title: C# tips",
        "status: draft #wip",
        "layout: post      #the layout",
        "version: 1.2.3 #stable",
        "featured: yes-no #two words\npinned: true #why",
        "description: Use for soil\n  and water (e.g. 10:30, a:b)",
        "description: >\ntitle: x",
        "a:\n  d: |-\n  e: f",
        "description: A long text that was wrapped where it had a dash and\n  - driven by events",
        "description: One. - Two -\n  three",
        "title: 1. Intro",
        "tags:\n  1. garden\n  3. soil",
        "title:\n  + one",
        "summary: |\n  <!-- in text -->\n  // text\n  * a\n  * b",
        "\"//\": comment",
        "title: x <!-- note -->",
        "cdn: //example.com/x",
        "text: \"a\n  * b\n  // c\"",
    ] {
        let text = format!("---\n{yaml}\n---\nText.\n");
        let found = said(yaml);
        let is_own =
            |line: &&String| ["yaml/comment", "yaml/syntax", "schema/empty"].iter().any(|rule| line.ends_with(rule));
        assert_eq!(found.iter().find(is_own), None, "{text}");
    }
    none("---\ntitle: 'Newsletter #13'\ntags: ['#garden']\n---\n");
}

#[test]
fn a_list_of_one_empty_item_is_an_info() {
    let found = found(&document("tags:\n  -\ntitle: x"));
    let levels: Vec<_> = found.iter().map(|found| (found.rule, found.severity.as_str())).collect();
    assert_eq!(levels, [("schema/empty", "info")]);
}

#[test]
fn what_a_schema_refuses_because_of_a_comment_is_one_error() {
    let schema = schema("required: [title]\nproperties: { title: { type: string }, tags: { type: array } }");
    for (yaml, rule) in [("title: #1 tool", "yaml/comment"), ("title: a\ntags: #garden #soil", "yaml/comment")] {
        let text = format!("---\n{yaml}\n---\n");
        let found = Case::new(&text).schema(&schema).diagnostics();
        let all: Vec<_> = found.iter().map(|found| (found.rule, found.severity.as_str())).collect();
        assert_eq!(all, [(rule, "error")], "{yaml}");
    }
}

#[test]
fn where_it_is_not_known_what_was_meant_no_repair_is_offered() {
    for yaml in ["d: >+-\n  text", "d: |2-3\n  text", "title: x\n/* note */ lang: en", "tags: a # note\n  - b"] {
        let found = found(&document(yaml));
        let yaml_faults: Vec<_> = found.iter().filter(|found| found.rule == "yaml/syntax").collect();
        assert_eq!(yaml_faults.len(), 1, "{yaml}: {found:#?}");
        assert_eq!(yaml_faults[0].fix, None, "{yaml}");
    }
}

/// What a planted field holds.
#[derive(Clone, Debug)]
enum Meant {
    Text(String),
    Items(Vec<String>),
}

/// A field `x` with a fault.
#[derive(Clone, Debug)]
struct Planted {
    lines: Vec<String>,
    /// The lines on one of which the finding has to be, from 0.
    at: std::ops::RangeInclusive<usize>,
    rule: &'static str,
    meant: Meant,
    /// Characters that the message names and the repair takes away.
    gone: &'static [char],
}

const WORDS: [&str; 12] =
    ["слово", "word", "două", "日本", "שלום", "жінка", "x1", "re-do", "сад🌱", "عنوان", "Ünï", "l'oro"];

fn word() -> impl Strategy<Value = String> {
    prop::sample::select(WORDS.to_vec()).prop_map(str::to_owned)
}

#[expect(clippy::too_many_lines, reason = "a list of kinds")]
fn planted() -> impl Strategy<Value = Planted> {
    (prop::collection::vec(word(), 6), 0..16_usize).prop_map(|(words, kind)| {
        let w = |index: usize| words[index].as_str();
        let text = |meant: String| Meant::Text(meant);
        let items = |meant: &[String]| Meant::Items(meant.to_vec());
        let make = |lines: &[String], at, rule, meant, gone| Planted { lines: lines.to_vec(), at, rule, meant, gone };
        let (comment, syntax) = ("yaml/comment", "yaml/syntax");
        match kind {
            0 => {
                let value = format!("{} {} #{} {}", w(0), w(1), w(2).len(), w(3));
                make(&[format!("x: {value}")], 0..=0, comment, text(value), &[])
            }
            1 => make(
                &["x:".to_owned(), format!("- {}", w(0)), format!("- #{}", w(1))],
                2..=2,
                comment,
                items(&[w(0).to_owned(), format!("#{}", w(1))]),
                &[],
            ),
            2 => make(
                &[format!("x: [{}, #{}, {} #4]", w(0), w(1), w(2))],
                0..=0,
                syntax,
                items(&[w(0).to_owned(), format!("#{}", w(1)), format!("{} #4", w(2))]),
                &[],
            ),
            3 => make(
                &[format!("x: {} {}", w(0), w(1)), format!("  {} #5 {}", w(2), w(3)), format!("  {}", w(4))],
                1..=2,
                syntax,
                text(format!("{} {} {} #5 {} {}", w(0), w(1), w(2), w(3), w(4))),
                &[],
            ),
            4 => make(
                &[format!("x: {} {}", w(0), w(1)), format!("  {} {}: {}", w(2), w(3), w(4)), format!("  {}", w(5))],
                1..=1,
                syntax,
                text(words.iter().enumerate().fold(String::new(), |text, (index, word)| match index {
                    0 => word.clone(),
                    4 => format!("{text}: {word}"),
                    _ => format!("{text} {word}"),
                })),
                &[],
            ),
            5 => make(
                &[format!("x: {} {}:", w(0), w(1)), format!("  {} {}", w(2), w(3))],
                0..=0,
                syntax,
                text(format!("{} {}: {} {}", w(0), w(1), w(2), w(3))),
                &[],
            ),
            6 => make(
                &[format!("x: > {} {}", w(0), w(1)), format!("  {}", w(2))],
                0..=0,
                syntax,
                text(format!("{} {} {}\n", w(0), w(1), w(2))),
                &[],
            ),
            7 => make(
                &["x: |7".to_owned(), format!("  {}", w(0)), format!("    {}", w(1))],
                0..=0,
                syntax,
                text(format!("{}\n  {}\n", w(0), w(1))),
                &['7'],
            ),
            8 => make(
                &["x: |-".to_owned(), format!("{} {}", w(0), w(1)), format!("- {}", w(2))],
                0..=0,
                syntax,
                text(format!("{} {}\n- {}", w(0), w(1), w(2))),
                &[],
            ),
            9 => make(
                &[format!("x: {}", w(0)), format!("  - {}", w(1)), format!("  - {}", w(2))],
                0..=1,
                syntax,
                items(&words[..3]),
                &[],
            ),
            10 => make(
                &["x:".to_owned(), format!("- {}", w(0)), format!("  - {}", w(1))],
                2..=2,
                syntax,
                items(&words[..2]),
                &[],
            ),
            11 => make(
                &["x:".to_owned(), format!("* {}", w(0)), format!("* {} {}", w(1), w(2))],
                1..=1,
                syntax,
                items(&[w(0).to_owned(), format!("{} {}", w(1), w(2))]),
                &['*'],
            ),
            12 => make(
                &["x:".to_owned(), format!("  • {}", w(0)), format!("  • {}", w(1))],
                1..=1,
                syntax,
                items(&words[..2]),
                &['•'],
            ),
            13 => make(
                &[format!("x: {}", w(0)), format!("<!-- {} {} -->", w(1), w(2))],
                1..=1,
                syntax,
                text(w(0).to_owned()),
                &[],
            ),
            14 => make(
                &["x: >-".to_owned(), format!("<!-- {} -->", w(1)), format!("  {}", w(0))],
                1..=1,
                syntax,
                text(w(0).to_owned()),
                &[],
            ),
            _ => make(&[format!("x: - {}", w(0)), format!("  - {}", w(1))], 0..=0, syntax, items(&words[..2]), &[]),
        }
    })
}

/// What a node holds, as texts.
fn holds(node: &Node, meant: &Meant) -> bool {
    match (&node.value, meant) {
        (Value::Scalar(scalar), Meant::Text(text)) => scalar.text == text.as_str(),
        (Value::Sequence(sequence), Meant::Items(items)) => {
            let texts: Vec<Option<&str>> = sequence.items.iter().map(Node::as_str).collect();
            texts == items.iter().map(|item| Some(item.as_str())).collect::<Vec<_>>()
        }
        _ => false,
    }
}

/// How often each character is there that is not white space.
fn characters(text: &str) -> std::collections::BTreeMap<char, usize> {
    let mut counts = std::collections::BTreeMap::new();
    for character in text.chars().filter(|character| !character.is_whitespace()) {
        *counts.entry(character).or_default() += 1;
    }
    counts
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(600) })]

    #[test]
    fn a_planted_fault_is_found_and_its_repair_loses_no_character(
        planted in planted(), nested in any::<bool>(), crlf in any::<bool>(), before in 0..3_usize, after in any::<bool>()
    ) {
        let mut lines: Vec<String> = ["lang: en", "t: 'a: b'"][..before.min(2)].iter().map(|line| (*line).to_owned()).collect();
        if nested {
            lines.push("meta:".to_owned());
        }
        let first = lines.len();
        let indent = if nested { "  " } else { "" };
        lines.extend(planted.lines.iter().map(|line| format!("{indent}{line}")));
        if after {
            lines.push(format!("{indent}after: [a, b]"));
        }
        let text = format!("---\n{}\n---\nText.\n", lines.join("\n"));
        let source = Source::new("a.md", if crlf { text.replace('\n', "\r\n") } else { text });
        let said = found(&source);
        let at = first + 2 + planted.at.start()..=first + 2 + planted.at.end();
        let is_it = |found: &Diagnostic| found.rule == planted.rule && at.contains(&source.position(found.span.start).line);
        prop_assert!(said.iter().any(is_it), "{:?}\n{said:#?}", source.text());
        prop_assert!(said.iter().filter(|found| found.rule.starts_with("yaml/")).count() == 1, "{:?}\n{said:#?}", source.text());

        let repaired = repair(Source::new("a.md", source.text()), found, Safety::Unsafe);
        let new = repaired.source.text();
        let (old_counts, new_counts) = (characters(source.text()), characters(new));
        for (character, count) in old_counts {
            let kept = new_counts.get(&character).copied().unwrap_or_default();
            prop_assert!(kept >= count || planted.gone.contains(&character), "`{character}` is lost: {new:?}");
        }
        prop_assert!(!repaired.remaining.iter().any(|found| found.rule.starts_with("yaml/")), "{new:?}\n{:#?}", repaired.remaining);
        let document = Document::parse(&repaired.source, Limits::default());
        let root = document.fields().unwrap();
        let holder = if nested { root.get("meta").unwrap().value.as_mapping().unwrap() } else { root };
        let value = &holder.get("x").unwrap().value;
        prop_assert!(holds(value, &planted.meant), "{new:?}\n{value:#?}\n{:?}", planted.meant);
        prop_assert_eq!(holder.get("after").is_some(), after);
    }
}
