//! Front matter in JSON: what is wrong with it is found once, where it is, the fields beside it are read, and the repair
//! makes the document whole for another reader.

use masthead::diagnostic::Safety;
use masthead::fix::{apply, repair};
use masthead::linter::check;
use masthead::schema::json::to_json;
use masthead::source::{Source, Span};
use masthead::syntax::json::{locate, parse, write};
use masthead::tree::{Limits, Node, ProblemKind, Value};
use serde_json::Value as Json;

use crate::support::{Case, findings, none, schema, settings};

const BEFORE: &str = "{\n  \"site\": \"nokta.md\",\n";
const AFTER: &str = ",\n  \"language\": \"ru\",\n  \"keywords\": [\"[[Сербия]]\"]\n}\n";

fn found(json: &str) -> Vec<String> {
    let source = Source::new("a.md", json);
    let parsed = parse(json, Span::new(0, json.len()), Limits::default());
    let spans = parsed.problems.iter().map(|problem| problem.diagnostic.span);
    spans.map(|span| format!("{} `{}`", source.position(span.start).line, source.slice(span).escape_debug())).collect()
}

/// One fault between good members: its line, what is marked, and what the repair makes of it, if there is one.
#[track_caller]
fn one(fault: &str, line: usize, marked: &str, mended: &str) {
    let json = format!("{BEFORE}{fault}{AFTER}");
    let parsed = parse(&json, Span::new(0, json.len()), Limits::default());
    assert_eq!(found(&json), [format!("{} `{}`", line + 2, marked.escape_debug())], "{:?}", parsed.problems);
    let root = parsed.root.as_ref().and_then(Node::as_mapping).expect("an object is left");
    for name in ["site", "language", "keywords"] {
        assert!(root.get(name).is_some(), "{name} is read: {:?}", root.entries);
    }
    assert_eq!(parsed.problems[0].diagnostic.fix.is_some(), !mended.is_empty(), "{:?}", parsed.problems);
    if !mended.is_empty() {
        let diagnostics: Vec<_> = parsed.problems.into_iter().map(|problem| problem.diagnostic).collect();
        let fixed = apply(&json, &diagnostics, Safety::Unsafe).text;
        assert_eq!(fixed, format!("{BEFORE}{mended}{AFTER}"));
        assert!(serde_json::from_str::<Json>(&fixed).is_ok(), "another reader takes it: {fixed}");
        assert_eq!(found(&fixed), [""; 0]);
    }
    assert_eq!(found(&json.replace('\n', "\r\n")).len(), 1);
}

macro_rules! faults {
    ($($name:ident: $fault:literal, $line:literal, $marked:literal, $mended:literal;)+) => {
        $(#[test] fn $name() { one($fault, $line, $marked, $mended); })+
    };
}

faults! {
    a_comma_before_a_bracket: "  \"x\": [1, 2,]", 1, ",", "  \"x\": [1, 2]";
    a_comma_before_a_brace: "  \"x\": { \"a\": 1, }", 1, ",", "  \"x\": { \"a\": 1 }";
    two_commas: "  \"x\": [1,, 2]", 1, ",", "  \"x\": [1, 2]";
    no_comma_between_items: "  \"x\": [\"a\" \"b\"]", 1, " ", "  \"x\": [\"a\", \"b\"]";
    no_comma_between_members: "  \"x\": 1\n  \"y\": 2", 1, "\n  ", "  \"x\": 1,\n  \"y\": 2";
    no_comma_between_numbers: "  \"x\": [1 2]", 1, " ", "  \"x\": [1, 2]";
    a_name_without_quotes: "  x: 1", 1, "x", "  \"x\": 1";
    a_name_in_other_letters: "  дата: 1", 1, "дата", "  \"дата\": 1";
    a_name_in_single_quotes: "  'x': 1", 1, "'x'", "  \"x\": 1";
    a_name_in_typographic_quotes: "  “x”: 1", 1, "“x”", "  \"x\": 1";
    text_in_single_quotes: "  \"x\": 'Сербия \"a\"'", 1, "'Сербия \"a\"'", "  \"x\": \"Сербия \\\"a\\\"\"";
    text_in_typographic_quotes: "  \"x\": “Сербия”", 1, "“Сербия”", "  \"x\": \"Сербия\"";
    text_without_quotes: "  \"x\": Сербия и Турция", 1, "Сербия и Турция", "  \"x\": \"Сербия и Турция\"";
    text_with_commas: "  \"x\": Казахстан, Турция, «да» и Сербия", 1, "Казахстан, Турция, «да» и Сербия", "  \"x\": \"Казахстан, Турция, «да» и Сербия\"";
    text_before_a_member: "  \"x\": Казахстан, y, \"z\": 1", 1, "Казахстан, y", "  \"x\": \"Казахстан, y\", \"z\": 1";
    typographic_quotes_around_commas: "  \"x\": [“Сербия, да”, \"b\"]", 1, "“Сербия, да”", "  \"x\": [\"Сербия, да\", \"b\"]";
    typographic_quotes_around_brackets: "  \"x\": “a [b], c”", 1, "“a [b], c”", "  \"x\": \"a [b], c\"";
    a_date_without_quotes: "  \"x\": 2022-09-26", 1, "2022-09-26", "  \"x\": \"2022-09-26\"";
    a_boolean_of_python: "  \"x\": True", 1, "True", "  \"x\": true";
    a_boolean_of_yaml: "  \"x\": no", 1, "no", "  \"x\": false";
    none_of_python: "  \"x\": None", 1, "None", "  \"x\": null";
    undefined: "  \"x\": undefined", 1, "undefined", "  \"x\": null";
    a_number_that_is_none: "  \"x\": NaN", 1, "NaN", "";
    a_plus_sign: "  \"x\": +1", 1, "+1", "  \"x\": 1";
    a_leading_nought: "  \"x\": 007", 1, "007", "";
    no_nought: "  \"x\": .5", 1, ".5", "  \"x\": 0.5";
    no_fraction: "  \"x\": 1.", 1, "1.", "  \"x\": 1.0";
    a_hexadecimal_number: "  \"x\": 0x1F", 1, "0x1F", "";
    an_equals_sign: "  \"x\" = 1", 1, "=", "  \"x\" : 1";
    no_colon: "  \"x\" 1", 1, "\"x\"", "  \"x\": 1";
    no_value: "  \"x\":", 1, ":", "";
    a_comment: "  // a comment\n  \"x\": 1", 1, "// a comment", "";
    a_comment_behind: "  \"x\": 1 /* why */", 1, "/* why */", "";
    a_comment_of_yaml: "  # why\n  \"x\": 1", 1, "# why", "";
    a_tab_in_a_text: "  \"x\": \"a\tb\"", 1, "\t", "  \"x\": \"a\\tb\"";
    a_control_character: "  \"x\": \"a\u{1}b\"", 1, "\u{1}", "  \"x\": \"a\\u0001b\"";
    a_path: "  \"x\": \"C:\\dir\\.x\"", 1, "\\d", "  \"x\": \"C:\\\\dir\\\\.x\"";
    a_quote_that_nothing_closes: "  \"x\": \"Сербия", 1, "\"", "  \"x\": \"Сербия\"";
    a_link_without_quotes: "  \"x\": [[Nokta]]", 1, "[[Nokta]]", "  \"x\": \"[[Nokta]]\"";
    links_without_quotes: "  \"x\": [[[Сербия|сербы]]]", 1, "[[Сербия|сербы]]", "  \"x\": [\"[[Сербия|сербы]]\"]";
    a_field_twice: "  \"site\": 1", 1, "\"site\"", "";
    a_field_twice_in_escapes: "  \"s\\u0069te\": 1", 1, "\"s\\u0069te\"", "";
    a_no_break_space: "  \"x\":\u{a0}1", 1, "\u{a0}", "  \"x\": 1";
    a_list_that_nothing_closes: "  \"x\": [1, 2", 1, "[", "  \"x\": [1, 2]";
}

/// What RFC 8259 leaves no doubt about: each is read as another reader reads it, without a word.
#[test]
fn right_documents_are_read_as_another_reader_reads_them() {
    for json in [
        "{}",
        "[]",
        " \t\r\n{ }\r\n",
        "{\"\":0}",
        "{\"a\":[[],[[]],{}]}",
        "[0, 0.0, 1e5, 1E-2, -1.5e+3, 123456789012345678]",
        "[true,false,null]",
        "\"text\"",
        "12",
        "{\"a\":\"\\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0416 \\ud83d\\ude00\"}",
        "{\"ключ\":\"Казахстан, Türkiye, 中文, עברית, 👩‍👩‍👧\"}",
        "{\"a\":\"\u{7f}\u{2028}\"}",
        "{\"a\":1,\"b\":{\"a\":1}}",
    ] {
        let parsed = parse(json, Span::new(0, json.len()), Limits::default());
        assert!(parsed.problems.is_empty(), "{json}: {:?}", parsed.problems);
        let wanted: Json = serde_json::from_str(json).expect("it is JSON");
        assert_eq!(to_json(&parsed.root.expect("a value")).to_string(), wanted.to_string(), "{json}");
    }
}

#[test]
fn wrong_documents_are_refused() {
    for json in [
        "{",
        "}",
        "[",
        "]",
        "[1",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1}}",
        "[1]]",
        "{} {}",
        "[1,]",
        "[,1]",
        "{,}",
        "{\"a\" 1}",
        "{a:1}",
        "{'a':1}",
        "[\"a]",
        "[\"\\x\"]",
        "[\"\\u12\"]",
        "[\"\\",
        "['a']",
        "[01]",
        "[+1]",
        "[.5]",
        "[1.]",
        "[1e]",
        "[0x1]",
        "[- 1]",
        "[tru]",
        "[True]",
        "[nul]",
        "[NaN]",
        "[\"a\nb\"]",
        "[\"a\tb\"]",
        "[1 2]",
        "[1:2]",
        "{1:2}",
        "{\"a\":1 \"b\":2}",
        "[//c\n1]",
        "[/**/1]",
        "[\u{a0}1]",
        "[１]",
        "\u{feff}",
        "nope",
        "[\"\u{0}\"]",
    ] {
        let parsed = parse(json, Span::new(0, json.len()), Limits::default());
        assert!(!parsed.problems.is_empty(), "{json:?} is refused");
        assert!(serde_json::from_str::<Json>(json).is_err(), "another reader refuses {json:?}");
    }
}

#[test]
fn nesting_and_faults_have_an_end() {
    for json in
        ["[".repeat(100_000), "{\"a\":".repeat(100_000), "{[".repeat(50_000), "{:".repeat(50_000), "[}".repeat(50_000)]
    {
        let parsed = parse(&json, Span::new(0, json.len()), Limits::default());
        assert!(!parsed.problems.is_empty() && parsed.problems.len() <= 1_000, "{}", parsed.problems.len());
    }
    let deep = "[".repeat(70) + &"]".repeat(70);
    let parsed = parse(&deep, Span::new(0, deep.len()), Limits::default());
    assert_eq!(parsed.problems.iter().map(|problem| problem.kind).collect::<Vec<_>>(), [ProblemKind::Limit]);
}

#[test]
fn every_rule_speaks_of_json() {
    let doc = |members: &str| format!("{{\n{members}\n}}\n\nBody\n");
    assert_eq!(findings(&doc("\"date\": \"2022-02-30\"")), ["2:18 date/impossible `30`"]);
    assert_eq!(findings(&doc("\"date\": \"26.09.2022\"")), ["2:10 date/malformed `26.09.2022`"]);
    assert_eq!(findings(&doc("\"lang\": \"ru_RU\"")), ["2:10 language/malformed `ru_RU`"]);
    assert_eq!(findings(&doc("\"title\": \"Cербия\"")), ["2:11 text/mixed-script `C`"]);
    assert_eq!(findings(&doc("\"title\": \"Казах\\u200bстан\"")), ["2:16 text/invisible `\\\\u200b`"]);
    assert_eq!(findings(&doc("\"a\": 1,\n\"a\": 2")), ["3:1 json/duplicate-key `\\\"a\\\"`"]);
    none(&doc("\"title\": \"a\",\n\"date\": \"2022-09-26\",\n\"draft\": true,\n\"tags\": [\"a\"]"));
    none("{\"title\": \"a\"}\nBody\n");
    none(";;;\n\"title\": \"a\",\n\"n\": 1\n;;;\nBody\n");
    none("---json\n{ \"title\": \"a\" }\n---\nBody\n");
    none("{{< figure >}}\n");
    none("{% raw %}\n");
    none("{\"a quotation\"} and more\n");
    none("{\n  some: code\n");
    none("{ title }\n\nText\n");
    let schema = schema(
        "required: [title]\nproperties:\n  title: { type: string }\n  tags: { type: array }\n  publication: { format: wikilink }\n",
    );
    let found = |text: &str| Case::new(text).schema(&schema).findings();
    assert_eq!(found(&doc("\"title\": 2024")), ["2:10 schema/type `2024`"]);
    assert_eq!(found(&doc("\"tags\": []")), ["1:1 schema/required `{`"]);
    assert_eq!(found(&doc("\"title\": \"a\", \"publication\": \"Nokta\"")), ["2:31 wikilink/missing `Nokta`"]);
    assert_eq!(found(&doc("\"title\": \"a\", \"publication\": [[Nokta]]")), ["2:30 json/syntax `[[Nokta]]`"]);
}

#[test]
fn the_object_ends_where_it_is_closed() {
    let body = |text: &str| {
        let source = Source::new("a.md", text);
        let document = masthead::document::Document::parse(&source, Limits::default());
        text[document.body().range()].to_owned()
    };
    assert_eq!(body("{\"a\": \"}\"}\nBody }\n"), "Body }\n");
    assert_eq!(body("{\n\"a\": {\n\"b\": 1\n}\n}\nBody\n"), "Body\n");
    assert_eq!(body("{\n\"a\": {\n\"b\": 1\n},\n\"c\": 2\n}\r\n\r\nBody\n"), "\r\nBody\n");
    assert_eq!(body("{\n\"a\": \"unclosed\n}\n\nBody \"quoted\"\n}\n"), "\nBody \"quoted\"\n}\n");
    assert_eq!(body("\u{feff}{\"a\": 1}\nBody\n"), "Body\n");
}

fn repaired(text: &str, schema: Option<&masthead::schema::Schema>) -> String {
    let settings = settings();
    let check = |source: &Source| check(source, schema, &settings).diagnostics;
    repair(Source::new("a.md", text), check, Safety::Unsafe).source.text().to_owned()
}

#[test]
fn repairs_write_json() {
    let schema = schema(
        "properties: { title: { type: string }, tags: { type: array }, draft: { type: boolean }, link: { format: wikilink } }\n",
    );
    let fixed = |from: &str, to: &str| {
        let whole = |members: &str| format!("{{\n  {members}\n}}\nBody: text\n");
        assert_eq!(repaired(&whole(from), Some(&schema)), whole(to));
    };
    fixed("\"title\": 2024", "\"title\": \"2024\"");
    fixed("\"tags\": \"a\"", "\"tags\": [\"a\"]");
    fixed("\"draft\": \"yes\"", "\"draft\": true");
    fixed("\"titel\": \"a\"", "\"title\": \"a\"");
    fixed("\"link\": \"Nokta\"", "\"link\": \"[[Nokta]]\"");
    fixed("\"title\": \" «Сербия» \"", "\"title\": \"«Сербия»\"");
    fixed("title: 'Сербия', draft: True,", "\"title\": \"Сербия\", \"draft\": true");
}

#[test]
fn a_part_of_a_text_is_where_it_is_written() {
    let text = "{\"a\": \"x\\u0442\\\"щ\\ud83d\\ude00!\"}";
    let root = parse(text, Span::new(0, text.len()), Limits::default()).root.expect("a root");
    let node = &root.as_mapping().expect("an object").get("a").expect("a member").value;
    let Value::Scalar(scalar) = &node.value else { panic!("a scalar") };
    let place = |part: &str| {
        let at = scalar.text.find(part).expect("a part");
        &text[locate(text, node, at..at + part.len()).range()]
    };
    for (part, written) in
        [("т", "\\u0442"), ("\"", "\\\""), ("щ", "щ"), ("😀", "\\ud83d\\ude00"), ("!", "!"), ("т\"щ", "\\u0442\\\"щ")]
    {
        assert_eq!(place(part), written);
    }
}

#[test]
fn what_is_written_is_read_back() {
    for text in [
        "",
        "a",
        "it's",
        "say \"no\"",
        "C:\\dir",
        "a\tb",
        "a\nb",
        "\u{1}\u{7f}\u{2028}\u{feff}",
        "Сербия",
        "👩‍👩‍👧",
        "true",
    ] {
        let json = write(text);
        assert_eq!(serde_json::from_str::<Json>(&json).expect("it is JSON"), Json::String(text.to_owned()));
        assert_eq!(found(&json), [""; 0]);
    }
}

#[test]
fn members_are_put_in_order_and_nothing_else_changes() {
    let schema = schema("x-masthead: { order: [title, date, tags] }\n");
    let fixed = |from: &str, to: &str| assert_eq!(repaired(from, Some(&schema)), to);
    fixed(
        "{\n  \"mood\": \"m\",\n\n\t\"tags\": [\n    \"Сербия\", \"b\"\n  ],\n  \"title\" : \"a, {b}\"\n}\nBody\n",
        "{\n  \"title\" : \"a, {b}\",\n\n\t\"tags\": [\n    \"Сербия\", \"b\"\n  ],\n  \"mood\": \"m\"\n}\nBody\n",
    );
    fixed("{\"date\": \"2022-09-26\",\"title\":\"a\"}\nBody\n", "{\"title\":\"a\",\"date\": \"2022-09-26\"}\nBody\n");
    fixed(";;;\r\n\"tags\": [],\r\n\"title\": \"a\"\r\n;;;\r\n", ";;;\r\n\"title\": \"a\",\r\n\"tags\": []\r\n;;;\r\n");
    fixed("{ \"tags\": [1,], \"title\": \"a\" }\n", "{ \"title\": \"a\", \"tags\": [1] }\n");
    let twice = "{ \"tags\": [], \"title\": \"a\", \"tags\": [1] }\n";
    fixed(twice, twice);
}

#[test]
fn missing_members_are_written() {
    let schema = schema(
        "required: [layout, z]\nproperties: { layout: { const: post }, z: { default: [1, {a: b}] }, seo: { required: [x], properties: { x: { const: \"1\" } } } }\nx-masthead: { order: [layout, date] }\n",
    );
    let fixed = |from: &str, to: &str| assert_eq!(repaired(from, Some(&schema)), to);
    fixed(
        "{\n  \"date\": \"2022-09-26\",\n  \"seo\": {\"y\": 2}\n}\nBody\n",
        "{\n  \"layout\": \"post\",\n  \"date\": \"2022-09-26\",\n  \"seo\": {\"y\": 2, \"x\": \"1\"},\n  \"z\": [1,{\"a\":\"b\"}]\n}\nBody\n",
    );
    fixed("{ \"a\": 1 }\r\nBody\r\n", "{ \"layout\": \"post\", \"a\": 1, \"z\": [1,{\"a\":\"b\"}] }\r\nBody\r\n");
    let found = Case::new("{ \"layout\": \"post\", \"seo\": {} }\nBody\n").schema(&schema).diagnostics();
    assert!(found.iter().any(|found| found.help.as_deref() == Some("add `\"x\": \"1\"`")), "{found:?}");
}
