//! Documents with much to repair, or of which each repair does harm.

use std::ffi::OsString;

use super::machine::{Case, Machine, arguments};
use super::{front_matter, lines, run, scaled};

pub(crate) const CASES: &[Case] = &[
    Case::new(
        "repairs: 40,000 that do good, and as many that each make a field twice",
        |m| repaired(m, |count| lines(count, |i| format!("k{i}: 'a '\nu\u{200b}rl: a")), 40_000),
        1,
        &["file/limit", "schema/required", "text/invisible", "text/whitespace", "yaml/duplicate-key"],
    ),
    Case::new(
        "repairs: 40,000 characters that no YAML has, each in the name of a field that is there",
        |m| repaired(m, |count| lines(count, |i| format!("k{i}: 'a '\n\0url: a")), 40_000),
        1,
        &["file/encoding", "yaml/syntax"],
    ),
    Case::new(
        "repairs: 40,000 open brackets, each behind a character that no YAML has",
        |m| repaired(m, |count| lines(count, |i| format!("k{i}: [\0[a]")), 40_000),
        1,
        &["file/encoding", "schema/required", "yaml/syntax"],
    ),
    Case::new(
        "repairs: 60,000 brackets that are never closed",
        |m| repaired(m, |count| lines(count, |i| format!("k{i}: [a")), 60_000),
        1,
        &["schema/required", "yaml/syntax"],
    ),
    Case::new(
        "repairs: 60,000 lines with two colons",
        |m| repaired(m, |count| lines(count, |i| format!("k{i}: a: b")), 60_000),
        1,
        &["schema/required", "yaml/syntax"],
    ),
    Case::new(
        "repairs: 60,000 full-width colons",
        |m| repaired(m, |count| lines(count, |i| format!("k{i}：a")), 60_000),
        1,
        &["schema/required", "yaml/look-alike"],
    ),
    Case::new(
        "repairs: 60,000 links without quotes",
        |m| repaired(m, |count| format!("keywords:\n{}", lines(count, |i| format!("- [[a{i}]]"))), 60_000),
        1,
        &["schema/required"],
    ),
    Case::new(
        "repairs: 300,000 doubled spaces",
        |m| repaired(m, |count| format!("title: {}a", "a  ".repeat(count)), 300_000),
        1,
        &["schema/required", "text/whitespace"],
    ),
    Case::new(
        "repairs: 200,000 zero-width spaces",
        |m| repaired(m, |count| format!("title: a{}", "\u{200b}a".repeat(count)), 200_000),
        1,
        &["schema/required", "text/invisible"],
    ),
    Case::new(
        "repairs: 20,000 keys a letter away from one that is required",
        |m| repaired(m, |count| lines(count, |i| format!("langage{i}: ro\nlangage: ru")), 20_000),
        1,
        &["file/limit", "schema/required", "yaml/duplicate-key"],
    ),
];

fn repaired(machine: &Machine, yaml: fn(usize) -> String, count: usize) -> Vec<OsString> {
    machine.write("a.md", front_matter(&format!("url: https://nokta.md/a\n{}", yaml(scaled(count)))));
    arguments(["check", "a.md", "--isolated", "--schema", "article", "--fix", "--unsafe-fixes"])
}

#[test]
fn much_to_repair_is_survived() {
    run(CASES);
}
