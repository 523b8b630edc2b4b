//! Front matter that is deep, wide, long or that grows when it is read.

use std::fmt::Write;

use super::machine::Case;
use super::{front_matter, lines, run, scaled};

pub(crate) const CASES: &[Case] = &[
    Case::new(
        "an alias bomb: thirty lists, each ten times the one before",
        |m| m.document(front_matter(&bomb(30, "[", "]"))),
        1,
        &["file/limit"],
    ),
    Case::new("an alias bomb of mappings", |m| m.document(front_matter(&mappings(30))), 1, &["file/limit"]),
    Case::new(
        "an alias bomb in one flow list",
        |m| {
            m.document(front_matter("a: [&a [x, x, x, x, x, x, x, x], &b [*a, *a, *a, *a, *a, *a, *a, *a], &c [*b, *b, *b, *b, *b, *b, *b, *b], &d [*c, *c, *c, *c, *c, *c, *c, *c], &e [*d, *d, *d, *d, *d, *d, *d, *d], *e]"))
        },
        1,
        &["file/limit"],
    ),
    Case::new(
        "an alias of a value of 400,000 escapes, 9,000 times",
        |m| {
            m.document(front_matter(&format!(
                "a: &a \"{}\"\n{}",
                "x\\n".repeat(200_000),
                lines(9_000, |i| format!("b{i}: *a"))
            )))
        },
        1,
        &["file/limit"],
    ),
    Case::new(
        "an alias to the list that it stands in",
        |m| m.document(front_matter("a: &a [*a]")),
        1,
        &["yaml/syntax"],
    ),
    Case::new(
        "aliases that nest: each in a list around the one before, 1,000 times",
        |m| {
            m.document(front_matter(&format!(
                "k0: &a0 [x]\n{}",
                lines(1_000, |i| format!("k{}: &a{} [*a{i}]", i + 1, i + 1))
            )))
        },
        1,
        &["file/limit"],
    ),
    Case::new(
        "60,000 aliases of nothing",
        |m| m.document(front_matter(&lines(scaled(100_000).min(60_000), |i| format!("k{i}: *x")))),
        1,
        &["file/limit", "yaml/syntax"],
    ),
    Case::new("a merge-key bomb", |m| m.document(front_matter(&merges(40))), 1, &["file/limit"]),
    Case::new(
        "100,000 merge keys in one mapping",
        |m| {
            m.document(front_matter(&format!(
                "a: &a {{x: 1}}\nb:\n{}",
                lines(scaled(100_000).max(50_000), |_| "  <<: *a".to_owned())
            )))
        },
        1,
        &["file/limit"],
    ),
    Case::new(
        "100,000 brackets and their ends",
        |m| m.document(front_matter(&format!("a: {}{}", "[".repeat(100_000), "]".repeat(100_000)))),
        1,
        &["file/limit"],
    ),
    Case::new(
        "100,000 open brackets",
        |m| m.document(front_matter(&format!("a: {}", "[".repeat(100_000)))),
        1,
        &["file/limit"],
    ),
    Case::new(
        "100,000 open braces",
        |m| m.document(front_matter(&format!("a: {}", "{a: ".repeat(100_000)))),
        1,
        &["file/limit", "text/trailing-space"],
    ),
    Case::new(
        "100,000 dashes, each a list in the one before",
        |m| m.document(front_matter(&format!("a:\n  {}", "- ".repeat(100_000)))),
        1,
        &["file/limit", "text/trailing-space"],
    ),
    Case::new(
        "100,000 question marks, each a key in the one before",
        |m| m.document(front_matter(&format!("a:\n  {}", "? ".repeat(100_000)))),
        1,
        &["file/limit", "text/trailing-space"],
    ),
    Case::new(
        "1,000 mappings, each indented below the one before",
        |m| m.document(front_matter(&lines(1_000, |i| format!("{}a:", " ".repeat(i))))),
        1,
        &["file/limit"],
    ),
    Case::new(
        "100,000 double quotes",
        |m| m.document(front_matter(&format!("a: {}", "\"".repeat(100_001)))),
        1,
        &["yaml/syntax"],
    ),
    Case::new(
        "100,000 single quotes",
        |m| m.document(front_matter(&format!("a: {}", "'".repeat(100_001)))),
        1,
        &["yaml/syntax"],
    ),
    Case::new(
        "70,000 lines that each open a quote",
        |m| m.document(front_matter(&lines(scaled(70_000), |i| format!("k{i}: \"x")))),
        1,
        &["yaml/syntax"],
    ),
    Case::new(
        "300,000 colons in one line",
        |m| m.document(front_matter(&"a: ".repeat(scaled(300_000)))),
        1,
        &["yaml/syntax"],
    ),
    Case::new(
        "70,000 lines with two colons",
        |m| m.document(front_matter(&lines(scaled(70_000), |i| format!("k{i}: b: c")))),
        1,
        &["yaml/syntax"],
    ),
    Case::new(
        "100,000 tags before one value",
        |m| m.document(front_matter(&format!("a: {}v", "!x ".repeat(100_000)))),
        1,
        &["yaml/syntax"],
    ),
    Case::new(
        "30,000 tags that name Python objects",
        |m| m.document(front_matter(&lines(scaled(30_000), |i| format!("k{i}: !!python/object v")))),
        1,
        &["file/limit", "yaml/tag"],
    ),
    Case::new("100,000 keys", |m| m.document(front_matter(&lines(100_000, |i| format!("k{i}: v")))), 0, &[]),
    Case::new(
        "100,000 keys under the built-in schema",
        |m| with_article(m.document(front_matter(&lines(scaled(100_000), |i| format!("k{i}: v"))))),
        1,
        &["schema/required"],
    ),
    Case::new(
        "100,000 keys, all the same",
        |m| m.document(front_matter(&lines(scaled(100_000), |_| "k: v".to_owned()))),
        1,
        &["file/limit", "yaml/duplicate-key"],
    ),
    Case::new(
        "20,000 keys a letter away from one that is required",
        |m| {
            with_article(m.document(front_matter(&lines(scaled(100_000).min(20_000), |i| {
                format!("title{}: v", char::from_u32(0x4e00 + u32::try_from(i).unwrap()).unwrap())
            }))))
        },
        1,
        &["file/limit", "schema/misspelled-field", "schema/required"],
    ),
    Case::new(
        "100,000 items, each an unquoted link",
        |m| m.document(front_matter(&format!("keywords:\n{}", lines(scaled(100_000), |_| "- [[a]]".to_owned())))),
        1,
        &["file/limit", "wikilink/unquoted"],
    ),
    Case::new(
        "100,000 items that should be links",
        |m| {
            with_article(
                m.document(front_matter(&format!("keywords:\n{}", lines(scaled(100_000), |i| format!("- w{i}"))))),
            )
        },
        1,
        &["file/limit", "schema/required", "wikilink/missing"],
    ),
    Case::new(
        "100,000 equal items in a list that wants unlike ones",
        |m| {
            m.governed(
                "properties: { a: { uniqueItems: true, items: { type: object, required: [x, y, z] } } }",
                front_matter(&format!("a:\n{}", lines(scaled(100_000), |_| "- {}".to_owned()))),
            )
        },
        1,
        &["file/limit", "schema/items", "schema/required"],
    ),
    Case::new("100,000 items under a long path", |m| m.document(front_matter(&long_path())), 1, &["file/limit"]),
    Case::new(
        "25,000 suppressions",
        |m| m.document(front_matter(&lines(scaled(25_000), |i| format!("k{i}: v # masthead: ignore[date]")))),
        1,
        &["file/limit", "suppression/unused"],
    ),
    Case::new(
        "one suppression of 100,000 names",
        |m| {
            m.document(front_matter(&format!(
                "# masthead: ignore[{}]\na: b",
                lines(100_000, |i| format!("x{i}")).replace('\n', ",")
            )))
        },
        1,
        &["file/limit", "suppression/unknown"],
    ),
    Case::new(
        "a line of 10 MB in the front matter",
        |m| m.document(front_matter(&format!("title: {}", "a".repeat(10 << 20)))),
        1,
        &["front-matter/unclosed"],
    ),
    Case::new(
        "a line of 10 MB in the body",
        |m| m.document([front_matter("title: a"), vec![b'x'; 10 << 20]].concat()),
        0,
        &[],
    ),
    Case::new(
        "a key of 1 MB",
        |m| m.document(front_matter(&format!("{}: v", "k".repeat(1_000_000)))),
        1,
        &["yaml/syntax"],
    ),
    Case::new(
        "an explicit key of 1 MB",
        |m| m.document(front_matter(&format!("? {}\n: v", "k".repeat(1_000_000)))),
        0,
        &[],
    ),
    Case::new(
        "1 MB of spaces after a value",
        |m| m.document(front_matter(&format!("a: b{}", " ".repeat(1_000_000)))),
        0,
        &["text/trailing-space"],
    ),
    Case::new(
        "300,000 doubled spaces",
        |m| m.document(front_matter(&format!("title: \"{}\"", "a  ".repeat(300_000)))),
        0,
        &["text/whitespace"],
    ),
    Case::new(
        "200,000 zero-width spaces",
        |m| m.document(front_matter(&format!("title: \"{}\"", "a\u{200b}".repeat(200_000)))),
        0,
        &["text/invisible"],
    ),
    Case::new(
        "a letter with 400,000 accents",
        |m| m.document(front_matter(&format!("title: \"e{}\"", "\u{301}".repeat(400_000)))),
        0,
        &["text/normalization"],
    ),
    Case::new(
        "60,000 words of two scripts",
        |m| m.document(front_matter(&format!("title: \"{}x\"", "Cербия ".repeat(60_000)))),
        0,
        &["text/mixed-script"],
    ),
    Case::new(
        "an address of 200,000 `../`",
        |m| m.document(front_matter(&format!("url: https://a.md/{}", "../".repeat(200_000)))),
        0,
        &[],
    ),
    Case::new(
        "a date of 800,000 digits",
        |m| {
            m.governed(
                "properties: { published: { format: date-time } }",
                front_matter(&format!("published: \"{}\"", "1".repeat(800_000))),
            )
        },
        1,
        &["date/malformed"],
    ),
    Case::new(
        "a language tag of 100,000 subtags",
        |m| {
            m.governed(
                "properties: { language: { format: language-tag } }",
                front_matter(&format!("language: {}a", "a-".repeat(100_000))),
            )
        },
        1,
        &["language/malformed"],
    ),
    Case::new(
        "a body of 60,000 nested quotes, lists, comments and brackets",
        |m| {
            m.document(format!(
                "---\ntitle: a\nlanguage: ru\n---\n{}\n{}\n{}{}{}",
                "> ".repeat(60_000),
                "* ".repeat(60_000),
                "<!--".repeat(60_000),
                "[".repeat(60_000),
                "`".repeat(60_000)
            ))
        },
        0,
        &[],
    ),
];

fn with_article(mut arguments: Vec<std::ffi::OsString>) -> Vec<std::ffi::OsString> {
    arguments.extend(["--schema".into(), "article".into()]);
    arguments
}

fn bomb(levels: usize, open: &str, close: &str) -> String {
    let mut yaml = format!("a0: &a0 {open}x, x{close}");
    for level in 1..levels {
        let item = format!("*a{}", level - 1);
        let items = vec![item; 10].join(", ");
        write!(yaml, "\na{level}: &a{level} {open}{items}{close}").unwrap();
    }
    yaml
}

fn mappings(levels: usize) -> String {
    let mut yaml = "a0: &a0 {x: 1, y: 2}".to_owned();
    for level in 1..levels {
        let below = level - 1;
        write!(yaml, "\na{level}: &a{level} {{p: *a{below}, q: *a{below}, r: *a{below}, s: *a{below}}}").unwrap();
    }
    yaml
}

fn merges(levels: usize) -> String {
    let mut yaml = "a0: &a0 {x: 1, y: 2}".to_owned();
    for level in 1..levels {
        let below = level - 1;
        write!(yaml, "\na{level}: &a{level} {{<<: [*a{below}, *a{below}], k{level}: {{<<: *a{below}}}}}").unwrap();
    }
    yaml
}

/// Keys of 1,000 letters around 100,000 values.
fn long_path() -> String {
    let mut yaml = String::new();
    for depth in 0..50 {
        writeln!(yaml, "{}{}:", " ".repeat(depth), "k".repeat(1_000)).unwrap();
    }
    let indent = " ".repeat(50);
    yaml + &indent + "[" + &"a,".repeat(100_000) + "]"
}

#[test]
fn deep_wide_and_growing_front_matter_is_survived() {
    let half = CASES.len() / 2;
    run(&CASES[..half]);
}

#[test]
fn long_and_faulty_front_matter_is_survived() {
    let half = CASES.len() / 2;
    run(&CASES[half..]);
}
