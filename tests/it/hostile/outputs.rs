//! Outputs that take nothing.

use std::io::Read;
use std::process::{Command, Stdio};

use super::machine::{Case, Machine, arguments};
use super::{front_matter, lines, run};

pub(crate) const CASES: &[Case] = &[
    Case::new(
        "a full disk under `--output-file`",
        |m| {
            m.write("a.md", front_matter("published: 2022-02-30"));
            arguments(["check", "a.md", "--isolated", "--output-file", "/dev/full"])
        },
        2,
        &[],
    )
    .says("cannot be written"),
    Case::new(
        "`--output-file` in a folder that is not there",
        |m| {
            m.write("a.md", front_matter("published: 2022-02-30"));
            arguments(["check", "a.md", "--isolated", "--output-file", "gone/\x1b[31mx"])
        },
        2,
        &[],
    )
    .says("cannot be written"),
    Case::new(
        "`--output-file` that is a folder",
        |m| {
            m.write("a.md", front_matter("published: 2022-02-30"));
            arguments(["check", "a.md", "--isolated", "--output-file", "."])
        },
        2,
        &[],
    )
    .says("cannot be written"),
    Case::new(
        "`--output-file` that is the document",
        |m| {
            m.write("a.md", front_matter("published: 2022-02-30"));
            arguments(["check", "a.md", "--isolated", "--output-file", "a.md"])
        },
        2,
        &[],
    )
    .says("and is not overwritten"),
];

#[test]
fn outputs_that_take_nothing_are_said() {
    run(CASES);
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let machine = Machine::new();
    machine.write("a.md", front_matter(&lines(2_000, |i| format!("k{i}: !x v"))));
    let mut child = Command::new(env!("CARGO_BIN_EXE_masthead"))
        .args(["check", "--isolated", "--output-format", "json"])
        .arg(machine.path("a.md"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut errors = String::new();
    child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0), "{errors}");
    assert_eq!(errors, "");
}

#[test]
fn a_full_disk_behind_standard_output_is_said() {
    let machine = Machine::new();
    machine.write("a.md", front_matter("published: 2022-02-30"));
    let output = Command::new(env!("CARGO_BIN_EXE_masthead"))
        .args(["check", "--isolated"])
        .arg(machine.path("a.md"))
        .stdout(std::fs::File::options().write(true).open("/dev/full").unwrap())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("the output cannot be written"));
}

#[test]
fn more_threads_than_there_is_memory_for_are_not_made() {
    let machine = Machine::new();
    machine.write("a.md", front_matter("published: 2022-02-30"));
    for threads in ["8", "1000"] {
        let run = machine.run(&arguments(["check", ".", "--isolated", "--threads", threads]));
        assert_eq!(run.status, Some(1), "{}", String::from_utf8_lossy(&run.err));
    }
}
