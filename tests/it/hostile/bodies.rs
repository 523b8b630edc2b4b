//! Markdown that is made to keep those busy who look into it: a title to be compared, a language to be recognised.

use std::ffi::OsString;

use super::machine::{Case, Machine, arguments};
use super::{run, scaled};

const WANTED: &[&str] = &["schema/required"];
const HEADING: &[&str] = &["document/heading", "schema/required"];

pub(crate) const CASES: &[Case] = &[
    Case::new("a heading of 1 MB", |m| body(m, &format!("# {}\n", "a".repeat(scaled(1 << 20)))), 1, WANTED),
    Case::new(
        "a heading of 50,000 emphases, links and entities",
        |m| body(m, &format!("# {}\n", "*a* [b](c) `d` &amp; ".repeat(scaled(50_000)))),
        1,
        WANTED,
    ),
    Case::new(
        "a heading of 1,000,000 stars",
        |m| body(m, &format!("# {}\n", "*".repeat(scaled(1_000_000)))),
        1,
        WANTED,
    ),
    Case::new(
        "a heading of 300,000 links that are not closed",
        |m| body(m, &format!("# {}\n", "[a](".repeat(scaled(300_000)))),
        1,
        WANTED,
    ),
    Case::new(
        "a heading of backquotes in runs of every length to 1,400",
        |m| body(m, &format!("# {}\n", runs(1_400))),
        1,
        WANTED,
    ),
    Case::new(
        "a heading of emphases that overlap, short enough to be compared",
        |m| body(m, &format!("# {}\n", "_a*b_".repeat(40))),
        1,
        HEADING,
    ),
    Case::new("1,000,000 `[[` in a body", |m| body(m, &"[[".repeat(scaled(1_000_000))), 1, WANTED),
    Case::new(
        "200,000 HTML comments that are never closed, and a heading",
        |m| body(m, &format!("{}\n# b\n", "<!-- a\n".repeat(scaled(200_000)))),
        1,
        WANTED,
    ),
    Case::new("200,000 HTML tags that are never closed", |m| body(m, &"<div>\n".repeat(scaled(200_000))), 1, WANTED),
    Case::new(
        "200,000 fences of two kinds, never closed",
        |m| body(m, &"```\n~~~\n".repeat(scaled(200_000))),
        1,
        WANTED,
    ),
    Case::new("fences of every length to 2,000", |m| body(m, &fences(2_000)), 1, WANTED),
    Case::new("300,000 lines that a line of `===` makes a heading", |m| body(m, &setext(scaled(300_000))), 1, WANTED),
    Case::new("100,000 tables of one row", |m| body(m, &"|a|b|\n|---|---|\n".repeat(scaled(100_000))), 1, WANTED),
    Case::new(
        "1,000,000 quotes in each other",
        |m| body(m, &format!("{} # a\n", ">".repeat(scaled(1_000_000)))),
        1,
        WANTED,
    ),
    Case::new("500,000 lists in each other", |m| body(m, &format!("{}# a\n", "- ".repeat(scaled(500_000)))), 1, WANTED),
    Case::new(
        "200,000 definitions of links that are not closed",
        |m| body(m, &"[a]: <b\n".repeat(scaled(200_000))),
        1,
        WANTED,
    ),
    Case::new("300,000 emphases that are not closed", |m| body(m, &"*a ".repeat(scaled(300_000))), 1, WANTED),
    Case::new("300,000 brackets and their ends", |m| body(m, &nested(scaled(300_000))), 1, WANTED),
    Case::new("200,000 addresses of nothing", |m| body(m, &"http://".repeat(scaled(200_000))), 1, WANTED),
    Case::new(
        "20 MB of prose in another language",
        |m| body(m, &"Это русский текст, и он довольно большой. ".repeat(scaled(280_000))),
        1,
        &["language/mismatch", "schema/required"],
    ),
    Case::new(
        "prose of 30 languages, a word of each in turn",
        |m| {
            body(
                m,
                &"the и der la що az ja we et och που の 的 그 של في ve og ne se på с że că los il os het und les "
                    .repeat(scaled(20_000)),
            )
        },
        1,
        WANTED,
    ),
];

/// A document in English under the built-in schema.
fn body(machine: &Machine, body: &str) -> Vec<OsString> {
    machine.write("a.md", format!("---\ntitle: a\nlanguage: en\n---\n{body}\n"));
    arguments(["check", "a.md", "--isolated", "--schema", "article"])
}

fn runs(longest: usize) -> String {
    (1..longest).map(|length| "`".repeat(length)).collect::<Vec<_>>().join(" a ")
}

fn fences(longest: usize) -> String {
    (3..longest).map(|length| "`".repeat(length) + "\n").collect::<String>() + "# b\n"
}

fn setext(lines: usize) -> String {
    "a\n".repeat(lines) + "===\n"
}

fn nested(depth: usize) -> String {
    format!("{}a{}", "[".repeat(depth), "]".repeat(depth))
}

#[test]
fn hostile_bodies_are_survived() {
    run(CASES);
}
