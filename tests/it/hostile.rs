//! Input from those who wish masthead ill. Nothing of it is stored: each case makes its own, and the built program gets
//! it with 1 GB of memory and 20 seconds of two cores. What each must come to is in the case; `docs/robustness.md` lists them all.
//!
//! Sizes are a tenth of the real ones or less, so that the tests are quick without optimisation; with `MASTHEAD_HOSTILE=full`
//! they are the real ones. `MASTHEAD_PROGRAM` names another program to test, one that was optimised say.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "where a test cannot prepare its input, it has failed")]
#![expect(clippy::print_stdout, reason = "times are shown to those who ask")]

mod baselines;
mod bodies;
mod configurations;
mod documents;
mod encodings;
mod files;
mod machine;
mod outputs;
mod repairs;
mod schemas;
mod server;
mod syntaxes;
mod values;

use machine::{Case, Machine};

/// All cases.
const GROUPS: &[&[Case]] = &[
    documents::CASES,
    syntaxes::CASES,
    values::CASES,
    bodies::CASES,
    encodings::CASES,
    files::CASES,
    schemas::CASES,
    configurations::CASES,
    repairs::CASES,
    baselines::CASES,
    outputs::CASES,
];

/// Runs cases one after another, and fails with all that went wrong.
fn run(cases: &[Case]) {
    let mut wrong = Vec::new();
    for case in cases {
        let machine = Machine::new();
        wrong.extend(machine.judge(case));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// The full size of something, or a tenth of it.
fn scaled(full: usize) -> usize {
    part(full, 10)
}

/// The full size of something that takes long without optimisation, or a fortieth of it.
fn scaled_far(full: usize) -> usize {
    part(full, 40)
}

fn part(full: usize, divisor: usize) -> usize {
    if std::env::var_os("MASTHEAD_HOSTILE").is_some_and(|size| size == "full") { full } else { full / divisor }
}

/// Front matter and a body.
fn front_matter(yaml: &str) -> Vec<u8> {
    format!("---\n{yaml}\n---\nbody\n").into_bytes()
}

/// Lines that a number tells apart.
fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_case_is_in_the_documentation() {
    let page = std::fs::read_to_string("docs/robustness.md").unwrap();
    let rows: Vec<String> = GROUPS.iter().copied().flatten().map(Case::row).collect();
    assert!(rows.len() >= 60, "{}", rows.len());
    let (begin, end) = ("<!-- cases -->\n", "<!-- end of cases -->\n");
    let before = page.find(begin).unwrap() + begin.len();
    let after = page.find(end).unwrap();
    let table = format!("| input | must come to |\n| --- | --- |\n{}", rows.concat());
    if std::env::var_os("MASTHEAD_BLESS").is_some() {
        let new = format!("{}{table}{}", &page[..before], &page[after..]);
        std::fs::write("docs/robustness.md", new).unwrap();
    } else {
        assert_eq!(page[before..after], table, "`MASTHEAD_BLESS=1 cargo test` writes it anew");
    }
}
