//! Habits of other syntaxes in YAML: commas, `=`, brackets and colons of others. Each is found and mended where it is.

use masthead::diagnostic::Safety;
use masthead::fix::repair;
use masthead::linter::check;
use masthead::source::Source;

use crate::support::{none, settings};

/// The fields after repair.
fn repaired(fields: &str) -> String {
    let (settings, text) = (settings(), format!("---\n{fields}\n---\n"));
    let checked = |source: &Source| check(source, None, &settings).diagnostics;
    let after = repair(Source::new("a.md", text.as_str()), checked, Safety::Unsafe).source.text().to_owned();
    after.strip_prefix("---\n").unwrap().strip_suffix("\n---\n").unwrap().to_owned()
}

#[track_caller]
fn mended(table: &[(&str, &str)]) {
    for (wrong, right) in table {
        assert_eq!(repaired(wrong), *right, "{wrong}");
        let text = format!("---\n{wrong}\n---\n");
        let found = check(&Source::new("a.md", text), None, &settings()).diagnostics;
        assert!(!found.is_empty(), "{wrong}");
    }
}

#[test]
fn commas_of_json() {
    mended(&[
        ("title: \"Сад\",", "title: \"Сад\""),
        ("title: 'Сад',\ntags: [\"a\"],", "title: 'Сад'\ntags: [\"a\"]"),
        ("meta: { a: 1 },", "meta: { a: 1 }"),
        ("list:\n  - \"a\",\n  - 'b',\n  - c", "list:\n  - \"a\"\n  - 'b'\n  - c"),
        ("seo:\n  title: \"Сад\",\n  image: 'a.png',", "seo:\n  title: \"Сад\"\n  image: 'a.png'"),
        ("date: \"2024-01-02\",", "date: \"2024-01-02\""),
        ("title: \"Сад\";", "title: \"Сад\""),
        ("draft: true,\nweight: 5,", "draft: true\nweight: 5"),
        ("price: 1.5;", "price: 1.5"),
    ]);
    for silent in ["title: Bread, butter,", "title: 'a,'", "tags: [a, b,]", "title: yes we can,", "title: \"a, b\""] {
        none(&format!("---\n{silent}\n---\n"));
    }
}

#[test]
fn equals_signs_of_toml() {
    mended(&[
        ("title: a\ndate = 2024-01-02", "title: a\ndate: 2024-01-02"),
        ("title: a\ndraft=true\nlang: en", "title: a\ndraft: true\nlang: en"),
        ("title: a\nauthor = \"Мария\"", "title: a\nauthor: \"Мария\""),
        ("title: a\nweight =10", "title: a\nweight: 10"),
        ("title: a\nимя = Мария", "title: a\nимя: Мария"),
        ("title: a\nog_title = x # note", "title: a\nog_title: x # note"),
    ]);
    for silent in ["title: a = b", "title: >\n  a = b", "formula: x=y", "title: a\n# b = c"] {
        none(&format!("---\n{silent}\n---\n"));
    }
}

#[test]
fn slips_in_brackets() {
    mended(&[
        ("tags: [a,, b]", "tags: [a, b]"),
        ("tags: [сад, , огород]", "tags: [сад, огород]"),
        ("tags: [\"a\" \"b\", \"c\"]", "tags: [\"a\", \"b\", \"c\"]"),
        ("tags: ['a' 'b']", "tags: ['a', 'b']"),
        ("tags: [a, b)", "tags: [a, b]"),
        ("tags: [a, b}", "tags: [a, b]"),
        ("meta: { a: 1, b: 2 ]", "meta: { a: 1, b: 2 }"),
        ("tags: [a, b］", "tags: [a, b]"),
        ("tags: [\"a\", \"b\"], \"c\"", "tags: [\"a\", \"b\", \"c\"]"),
        ("tags: [a], b", "tags: [a, b]"),
        ("tags: [\"say \"hi\"\", a]", "tags: ['say \"hi\"', a]"),
        ("tags: ['it's', a]", "tags: [\"it's\", a]"),
        ("meta: {title: a: b, x: y}", "meta: {title: 'a: b', x: y}"),
        ("tags: [\n  \"a\"\n  \"b\"\n  ]", "tags: [\n  \"a\",\n  \"b\"\n  ]"),
        ("tags: [\n  'a',\n  'b'\n  'c'\n  ]\ntitle: x", "tags: [\n  'a',\n  'b',\n  'c'\n  ]\ntitle: x"),
        ("tags: [\"政治\"，\"经济\"]", "tags: [\"政治\", \"经济\"]"),
    ]);
}

#[test]
fn spaces_that_are_missing_after_colons() {
    mended(&[
        ("loc: {lat:1.5, lon:2.5}", "loc: {lat: 1.5, lon: 2.5}"),
        ("loc: {lat: 1.5, lon:2.5}", "loc: {lat: 1.5, lon: 2.5}"),
        ("loc:\n  lat:1.5\n  lon:2.5", "loc:\n  lat: 1.5\n  lon: 2.5"),
        ("seo:\n  title:Сад", "seo:\n  title: Сад"),
        ("up:: \"[[Сад]]\"", "up: \"[[Сад]]\""),
    ]);
    for silent in [
        "urls: [https://nokta.md, http://nokta.md]",
        "times: {open: 9:00am}",
        "tools: [Bash(git:*), Read]",
        "tags: [lang:en, topic:soil]",
        "time: 12:30:15pm",
        "set: {a, b}",
        "link:\n  https://nokta.md/a",
        "note:\n  see also:this and that",
        "cmd:\n  npm:run build",
        "ns: std::vec",
    ] {
        none(&format!("---\n{silent}\n---\n"));
    }
}

#[test]
fn signs_of_full_width() {
    mended(&[
        ("tags: [政治，经济]", "tags: [政治, 经济]"),
        ("tags: [سياسة، اقتصاد]", "tags: [سياسة, اقتصاد]"),
        ("tags: [政治、経済, 社会]", "tags: [政治, 経済, 社会]"),
        ("tags: 【a, b】", "tags: [a, b]"),
        ("标题： 你好\n标签： a", "标题: 你好\n标签: a"),
        ("标题：你好\n标签：a", "标题: 你好\n标签: a"),
        ("date: ２０２３-０１-０５", "date: 2023-01-05"),
    ]);
    for silent in [
        "title: 你好，世界",
        "title: 你好：世界",
        "title: 【公告】世界",
        "tags: [你好世界]",
        "quotes: [我来，我看见，我征服了这个非常大的世界。]",
        "title: (你好，世界)",
        "description: 政治、经济、社会",
    ] {
        none(&format!("---\n{silent}\n---\n"));
    }
}

#[test]
fn keys_that_are_not_what_they_look_like() {
    mended(&[("**Title**: a", "Title: a"), ("*Title*: a\nlang: en", "Title: a\nlang: en")]);
    let rules = |fields: &str| {
        let text = format!("---\n{fields}\n---\n");
        check(&Source::new("a.md", text), None, &settings())
            .diagnostics
            .into_iter()
            .map(|found| found.rule)
            .collect::<Vec<_>>()
    };
    assert_eq!(rules("Title: a\ntitle: b"), ["yaml/duplicate-key"]);
    assert_eq!(rules("Теги: [a]\nтеги: [b]"), ["yaml/duplicate-key"]);
    assert_eq!(rules("x: 1\nX: 2"), [""; 0]);
    assert_eq!(rules("seo:\n  Title: a\n  title: b"), [""; 0]);
}

#[test]
fn white_space_before_a_value() {
    mended(&[("title: \u{a0}Сад", "title: Сад"), ("list:\n  - \u{2003}a\n  - b", "list:\n  - a\n  - b")]);
    for silent in ["excerpt: \u{3000}\u{3000}第一段", "items:\n- \u{3000}甲\n- 乙"] {
        none(&format!("---\n{silent}\n---\n"));
    }
}
