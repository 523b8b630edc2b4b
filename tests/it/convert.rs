//! Front matter rewritten in another syntax.

use masthead::convert::{Unconverted, convert};
use masthead::document::Document;
use masthead::schema::json::to_json;
use masthead::source::Source;
use masthead::syntax::Syntax;
use masthead::tree::Limits;

#[track_caller]
fn converted(text: &str, to: Syntax) -> String {
    convert(&Source::new("a.md", text), to).unwrap_or_else(|why| panic!("{why}: {text}")).source.text().to_owned()
}

#[track_caller]
fn is(from: &str, to: Syntax, wanted: &str) {
    assert_eq!(converted(from, to), wanted);
}

fn lost(text: &str, to: Syntax) -> Vec<String> {
    convert(&Source::new("a.md", text), to).expect("it is converted").lost
}

fn refused(text: &str, to: Syntax) -> Unconverted {
    convert(&Source::new("a.md", text), to).expect_err("it is left as it is")
}

#[test]
fn order_comments_and_dates_are_kept() {
    is(
        "---\n# about\ntitle: 'Сербия: туда' # note\ndate: 2022-09-26\nwhen: '2022-09-26'\ntags: [a, \"b\"]\n# the end\n---\nBody\n",
        Syntax::Toml,
        "+++\n# about\ntitle = 'Сербия: туда' # note\ndate = 2022-09-26\nwhen = '2022-09-26'\ntags = [\"a\", \"b\"]\n# the end\n+++\nBody\n",
    );
    is(
        "+++\n# about\ntitle = \"Сербия: туда\" # note\ndate = 2022-09-26\nwhen = \"2022-09-26\"\ntags = [\n  \"a\", # A\n  # above b\n  \"b\",\n]\n\n# people\n[[authors]] # many\nname = \"x\"\n[extra.deep]\na.b = 1\n+++\nBody\n",
        Syntax::Yaml,
        "---\n# about\ntitle: 'Сербия: туда' # note\ndate: 2022-09-26\nwhen: \"2022-09-26\"\ntags:\n  - a # A\n  # above b\n  - b\n# people\nauthors:\n  - name: x\nextra:\n  deep:\n    a:\n      b: 1\n---\nBody\n",
    );
}

#[test]
fn tables_come_last_in_toml() {
    is(
        "---\nseo:\n  title: a\n  # why\n  og: { x: 1 }\nlinks:\n  # first\n  - name: a\n  - name: b\ntitle: c\nempty: {}\nmixed: [1, {a: 2}]\n---\n",
        Syntax::Toml,
        "+++\ntitle = \"c\"\nmixed = [1, { a = 2 }]\n\n[seo]\ntitle = \"a\"\n\n# why\n[seo.og]\nx = 1\n\n# first\n[[links]]\nname = \"a\"\n\n[[links]]\nname = \"b\"\n\n[empty]\n+++\n",
    );
}

#[test]
fn texts_of_several_lines_are_kept() {
    is(
        "---\na: |\n  x \"\"\"\n   y\\\n\n  z\nb: c\n---\n",
        Syntax::Toml,
        "+++\na = \"\"\"\nx \"\"\\\"\n y\\\\\n\nz\n\"\"\"\nb = \"c\"\n+++\n",
    );
    is(
        "+++\na = \"\"\"\nx\n  y\"\"\"\nb = \"\"\" z\nz\"\"\"\n+++\n",
        Syntax::Yaml,
        "---\na: |-\n  x\n    y\nb: \" z\\nz\"\n---\n",
    );
    is("{\"a\": \"x\\ny\\n\"}\nBody\n", Syntax::Yaml, "---\na: |\n  x\n  y\n---\nBody\n");
}

#[test]
fn json_is_written_and_read() {
    is(
        "---\ntitle: a\nn: 0x1F\nx: 1.50\nnone:\nlist: [a, [b]]\n\"key: x\": y\n---\nBody\n",
        Syntax::Json,
        "{\n  \"title\": \"a\",\n  \"n\": 31,\n  \"x\": 1.50,\n  \"none\": null,\n  \"list\": [\n    \"a\",\n    [\"b\"]\n  ],\n  \"key: x\": \"y\"\n}\nBody\n",
    );
    is(
        "{\n  \"title\": \"a: b\",\n  \"date\": \"2022-09-26\",\n  \"x\": null,\n  \"e\": {}, \"l\": []\n}\n\nBody\n",
        Syntax::Yaml,
        "---\ntitle: 'a: b'\ndate: 2022-09-26\nx: null\ne: {}\nl: []\n---\n\nBody\n",
    );
    is("{\"a\": 1}\nBody\n", Syntax::Toml, "+++\na = 1\n+++\nBody\n");
}

#[test]
fn line_ends_and_marks_are_kept() {
    is(
        "\u{feff}---\r\na: b\r\nc: |\r\n  x\r\n  y\r\n---\r\nBody\r\n",
        Syntax::Toml,
        "\u{feff}+++\r\na = \"b\"\r\nc = \"\"\"\r\nx\r\ny\r\n\"\"\"\r\n+++\r\nBody\r\n",
    );
    is("---\n---\nBody", Syntax::Toml, "+++\n+++\nBody");
    is("---\n# only a comment\n---\nBody", Syntax::Toml, "+++\n# only a comment\n+++\nBody");
    is("---\na: b\n---", Syntax::Toml, "+++\na = \"b\"\n+++");
    is("---\na: b\n---", Syntax::Json, "{\n  \"a\": \"b\"\n}");
    is("---toml\na = 1\n---\nBody", Syntax::Yaml, "---\na: 1\n---\nBody");
}

#[test]
fn what_cannot_be_kept_is_said() {
    assert_eq!(lost("---\na: 1\n---\n", Syntax::Toml), [""; 0]);
    assert_eq!(lost("---\n# a\nx: 1 # b\n---\n", Syntax::Json), ["2 comments have no place in JSON"]);
    assert_eq!(lost("---\na:\nb: {c: null}\n---\n", Syntax::Toml), ["without a value, and so left out: `a`, `c`"]);
    assert_eq!(lost("---\na: &x [1]\nb: *x\n---\n", Syntax::Toml), ["anchors, aliases and merge keys are written out"]);
    assert_eq!(lost("---\na: !x b\n---\n", Syntax::Json), ["tags are left out"]);
    assert_eq!(
        lost("---\ndraft: no\nt: 12:30\n---\n", Syntax::Toml),
        ["read as YAML 1.2 reads it: `draft: no`, `t: 12:30`"]
    );
}

#[test]
fn what_would_change_is_left_as_it_is() {
    assert_eq!(refused("Text\n", Syntax::Toml), Unconverted::Missing);
    assert_eq!(refused("+++\na = 1\n+++\n", Syntax::Toml), Unconverted::Same);
    assert_eq!(refused("---\na: [\n---\n", Syntax::Toml), Unconverted::Faulty);
    assert_eq!(refused("---\na: 1\na: 2\n---\n", Syntax::Toml), Unconverted::Faulty);
    assert_eq!(refused("---\n- a\n---\n", Syntax::Toml), Unconverted::Faulty);
    assert_eq!(refused("----\na: b\n----\n", Syntax::Toml), Unconverted::Faulty);
    assert!(matches!(refused("---\na: [null]\n---\n", Syntax::Toml), Unconverted::Impossible(_)));
    assert!(matches!(refused("+++\na = inf\n+++\n", Syntax::Json), Unconverted::Impossible(_)));
    assert!(matches!(refused("---\n? [a]\n: b\n---\n", Syntax::Json), Unconverted::Impossible(_)));
    assert_eq!(convert(&Source::new("a.yaml", "a: 1\n"), Syntax::Toml).map(|_| ()), Err(Unconverted::Data));
}

/// There and back, the data are the same, whatever is in the texts.
#[test]
fn texts_of_every_kind_survive() {
    let texts = [
        "",
        " ",
        "a",
        "it's",
        "say \"no\"",
        "\"\"\"",
        "'''",
        "a\\b",
        "a\tb",
        "a\nb",
        "\na",
        "a\n\n",
        " a\nb",
        "a \nb",
        "a\r\nb",
        "\u{1}",
        "\u{7f}",
        "\u{85}",
        "\u{2028}",
        "\u{feff}",
        "Сербия",
        "Țară",
        "中文",
        "עברית",
        "👩‍👩‍👧",
        "# no",
        "a # b",
        "a: b",
        "- a",
        "true",
        "no",
        "null",
        "~",
        "12",
        "1_000",
        "2022-09-26",
        "12:30",
        "0x1F",
        "[[a]]",
        "{a}",
        "---",
        "+++",
        "}",
        "<<",
        "=",
        "&a",
        "*a",
        "!a",
        "%a",
        "@a",
        "`a",
    ];
    let object: serde_json::Map<String, serde_json::Value> = texts
        .iter()
        .enumerate()
        .flat_map(|(at, text)| [(format!("k{at}"), (*text).into()), ((*text).to_owned(), at.into())])
        .collect();
    let json = format!("{}\nBody\n", serde_json::to_string_pretty(&object).expect("it is JSON"));
    let wanted = serde_json::Value::Object(object);
    let mut text = json.clone();
    for to in [Syntax::Yaml, Syntax::Toml, Syntax::Json, Syntax::Toml, Syntax::Yaml, Syntax::Json] {
        text = converted(&text, to);
        let source = Source::new("a.md", text.as_str());
        let document = Document::parse(&source, Limits::default());
        assert_eq!(to_json(document.root.as_ref().expect("a root")), wanted, "{to:?}");
        assert!(text.ends_with("\nBody\n"));
        if to == Syntax::Toml {
            let block = document.block().expect("a block");
            let table: toml::Table = source.slice(block.content).parse().expect("another reader takes it");
            assert_eq!(table.len(), wanted.as_object().map_or(0, serde_json::Map::len));
        }
    }
}
