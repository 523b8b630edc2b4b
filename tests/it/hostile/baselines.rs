//! Baselines that are none.

use std::ffi::OsString;

use super::machine::{Case, Machine, arguments};
use super::{lines, run, scaled};

pub(crate) const CASES: &[Case] = &[
    Case::new("an empty baseline", |m| with(m, ""), 2, &[]).says("cannot be used"),
    Case::new("a baseline of 100,000 brackets", |m| with(m, &"[".repeat(100_000)), 2, &[]).says("cannot be used"),
    Case::new("a baseline of NUL", |m| with(m, &"\0".repeat(1_000)), 2, &[]).says("cannot be used"),
    Case::new("a baseline of ESC and a workflow command", |m| with(m, "{\"\\u001b[31m\\n::error::x\": 1}"), 2, &[])
        .says("cannot be used"),
    Case::new("a baseline of a version beyond all numbers", |m| with(m, "{\"version\": 99999999999999999999}"), 2, &[])
        .says("cannot be used"),
    Case::new(
        "a baseline of 1,000,000 findings of nothing",
        |m| with(m, &known(scaled(1_000_000))),
        1,
        &["date/impossible"],
    ),
    Case::new(
        "a baseline that is `/dev/zero`",
        |m| {
            with(m, "");
            arguments(["check", "a.md", "--isolated", "--baseline", "/dev/zero"])
        },
        2,
        &[],
    )
    .says("cannot be used"),
];

fn with(machine: &Machine, baseline: &str) -> Vec<OsString> {
    machine.write("a.md", "---\npublished: 2022-02-30\n---\n");
    machine.write("b.json", baseline);
    arguments(["check", "a.md", "--isolated", "--baseline", "b.json"])
}

fn known(count: usize) -> String {
    let line =
        |i: usize| format!("{{\"path\":\"{i}.md\",\"rule\":\"date/impossible\",\"field\":\"/a\",\"value\":\"0\"}},");
    let all = lines(count, line);
    format!("{{\"version\":1,\"findings\":[{}]}}", all.trim_end_matches(','))
}

#[test]
fn hostile_baselines_are_refused() {
    run(CASES);
}
