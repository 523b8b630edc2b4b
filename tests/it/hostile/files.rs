//! What a folder may hold beside documents.

use std::ffi::OsString;
use std::fs::{self, File};
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::process::Command;

use super::machine::{Case, Machine, arguments};
use super::{front_matter, lines, run, scaled, scaled_far};

const FAULTY: &str = "---\npublished: 2022-02-30\n---\n";

pub(crate) const CASES: &[Case] = &[
    Case::new("a body of 200 MB", |m| large(m, "---\ntitle: a\n---\n", 200 << 20), 0, &[]),
    Case::new("a file of 200 MB without front matter", |m| large(m, "# a\n", 200 << 20), 0, &[]),
    Case::new(
        "200 MB after a fence that nothing closes",
        |m| large(m, "---\ntitle: a\n", 200 << 20),
        1,
        &["front-matter/unclosed"],
    ),
    Case::new(
        "a bad byte at the end of 200 MB",
        |m| {
            let all = large(m, "---\ntitle: a\n---\n", 200 << 20);
            append(m, b"\xff");
            all
        },
        1,
        &["file/encoding"],
    ),
    Case::new(
        "front matter of 50 MB that is never closed",
        |m| m.document(format!("---\n{}", "key: value\n".repeat(scaled(5 << 20)))),
        1,
        &["front-matter/unclosed"],
    ),
    Case::new(
        "front matter of 50 MB that is closed",
        |m| m.document(front_matter(&"key: value\n".repeat(scaled(5 << 20)))),
        1,
        &["front-matter/unclosed"],
    ),
    Case::new(
        "front matter a byte larger than the limit",
        |m| m.document(format!("---\ntitle: {}\n---\n", "a".repeat((1 << 20) - 7))),
        1,
        &["file/limit"],
    ),
    Case::new(
        "1,000 documents of 1,000 findings each",
        |m| {
            many_of_many(m);
            everything()
        },
        0,
        &["text/whitespace"],
    ),
    Case::new(
        "100,000 documents of one address and one snapshot",
        |m| {
            let document =
                front_matter("url: https://a.md/b\narchive: https://web.archive.org/web/2022/https://a.md/b");
            for number in 0..scaled_far(100_000) {
                m.write(format!("{}/{number}.md", number / 1_000), &document);
            }
            arguments(["check", ".", "--isolated", "--schema", "article"])
        },
        1,
        &["corpus/duplicate", "schema/required"],
    ),
    Case::new(
        "a baseline of 1,000 documents of 1,000 findings each",
        |m| {
            many_of_many(m);
            arguments(["baseline", "--isolated", "."])
        },
        0,
        &[],
    )
    .says("new, 0 cleared"),
    Case::new(
        "a folder called `a.md`",
        |m| {
            fs::create_dir(m.path("a.md")).unwrap();
            m.write("a.md/b.md", FAULTY);
            everything()
        },
        1,
        &["date/impossible"],
    ),
    Case::new(
        "a pipe called `a.md`, met on the way",
        |m| {
            pipe(m, "a.md");
            everything()
        },
        0,
        &[],
    )
    .says("no document was checked"),
    Case::new(
        "a socket called `a.md`, met on the way",
        |m| {
            UnixListener::bind(m.path("a.md")).unwrap();
            everything()
        },
        0,
        &[],
    )
    .says("no document was checked"),
    Case::new(
        "a socket called `a.md`, named",
        |m| {
            UnixListener::bind(m.path("a.md")).unwrap();
            arguments(["check", "a.md", "--isolated"])
        },
        1,
        &["file/unreadable"],
    ),
    Case::new(
        "links to `/dev/zero` and to a pipe, met on the way",
        |m| {
            pipe(m, "pipe");
            symlink("/dev/zero", m.path("a.md")).unwrap();
            symlink("pipe", m.path("b.md")).unwrap();
            everything()
        },
        0,
        &[],
    )
    .says("no document was checked"),
    Case::new("`/dev/zero`, named", |_| arguments(["check", "/dev/zero", "--isolated"]), 0, &[]),
    Case::new("`/dev/null`, named", |_| arguments(["check", "/dev/null", "--isolated"]), 0, &[]),
    Case::new(
        "`/proc/self/mem`, named",
        |_| arguments(["check", "/proc/self/mem", "--isolated"]),
        1,
        &["file/unreadable"],
    ),
    Case::new(
        "links that lead around in a circle",
        |m| {
            symlink("b.md", m.path("a.md")).unwrap();
            symlink("a.md", m.path("b.md")).unwrap();
            everything()
        },
        0,
        &[],
    )
    .says("no document was checked"),
    Case::new(
        "a folder that links to itself",
        |m| {
            symlink(".", m.path("loop")).unwrap();
            m.write("a.md", FAULTY);
            everything()
        },
        1,
        &["date/impossible"],
    ),
    Case::new(
        "a link to a file that is gone, met on the way",
        |m| {
            symlink("gone", m.path("a.md")).unwrap();
            everything()
        },
        0,
        &[],
    )
    .says("no document was checked"),
    Case::new("a file that is not there, named", |_| arguments(["check", "gone.md", "--isolated"]), 2, &[])
        .says("`gone.md` cannot be checked"),
    Case::new(
        "a name with a line break and a workflow command",
        |m| named(m, b"a\n::error::x.md"),
        1,
        &["date/impossible"],
    ),
    Case::new("a name that begins with a workflow command", |m| named(m, b"::error::a.md"), 1, &["date/impossible"]),
    Case::new(
        "a name with ESC and a right-to-left override",
        |m| named(m, "a\x1b[31m\u{202e}dm.md".as_bytes()),
        1,
        &["date/impossible"],
    ),
    Case::new("a name that is not UTF-8", |m| named(m, b"a\xff\xfe.md"), 1, &["date/impossible"]),
    Case::new("a name that begins with a dash", |m| named(m, b"--fix.md"), 1, &["date/impossible"]),
    Case::new(
        "a name of 255 bytes",
        |m| named(m, format!("{}.md", "n".repeat(252)).as_bytes()),
        1,
        &["date/impossible"],
    ),
    Case::new(
        "a name that is not there, with ESC and a command",
        |_| arguments(["check", "\x1b[31m\n::error::x", "--isolated"]),
        2,
        &[],
    )
    .says("cannot be checked"),
    Case::new(
        "200 folders in each other",
        |m| {
            let deep = "d/".repeat(200);
            m.write(format!("{deep}a.md"), FAULTY);
            everything()
        },
        1,
        &["date/impossible"],
    ),
    Case::new(
        "2,000 files",
        |m| {
            (0..2_000).for_each(|i| m.write(format!("{i}.md"), FAULTY));
            everything()
        },
        1,
        &["date/impossible"],
    ),
    Case::new(
        "a `.gitignore` of 1 MB of brackets and stars",
        |m| {
            m.write(".gitignore", "[*".repeat(1 << 19));
            m.write("a.md", FAULTY);
            everything()
        },
        0,
        &[],
    )
    .says("its .gitignore or .ignore is too large"),
    Case::new(
        "a link to `/etc/passwd`, met on the way",
        |m| {
            symlink("/etc/passwd", m.path("a.md")).unwrap();
            everything()
        },
        0,
        &[],
    )
    .says("it is a link out of the project"),
    Case::new(
        "a file with 4 GB of nothing behind its front matter",
        |m| large(m, "---\ntitle: a\n---\n", 4 << 30),
        0,
        &[],
    ),
];

/// Arguments that check the folder.
fn many_of_many(machine: &Machine) {
    let document = front_matter(&lines(1_000, |i| format!("k{i}: 'a '")));
    for number in 0..scaled(1_000) {
        machine.write(format!("{number}.md"), &document);
    }
}

fn everything() -> Vec<OsString> {
    arguments(["check", ".", "--isolated"])
}

/// A file of this size with a beginning; the rest is empty bytes that take no space on the disk.
fn large(machine: &Machine, head: &str, size: usize) -> Vec<OsString> {
    machine.write("a.md", head);
    File::options().write(true).open(machine.path("a.md")).unwrap().set_len(scaled_far(size) as u64).unwrap();
    arguments(["check", "a.md", "--isolated"])
}

fn append(machine: &Machine, bytes: &[u8]) {
    use std::io::Write;
    File::options().append(true).open(machine.path("a.md")).unwrap().write_all(bytes).unwrap();
}

fn named(machine: &Machine, name: &[u8]) -> Vec<OsString> {
    machine.write(OsString::from_vec(name.to_vec()), FAULTY);
    everything()
}

fn pipe(machine: &Machine, name: &str) {
    assert!(Command::new("mkfifo").arg(machine.path(name)).status().unwrap().success());
}

#[test]
fn odd_files_are_survived() {
    run(CASES);
}

/// Root reads everything, so there is nothing to test for it.
#[test]
fn a_file_without_permission_is_a_finding() {
    let machine = Machine::new();
    machine.write("a.md", FAULTY);
    machine.write("b.md", FAULTY);
    fs::set_permissions(machine.path("a.md"), fs::Permissions::from_mode(0o000)).unwrap();
    if File::open(machine.path("a.md")).is_ok() {
        return;
    }
    let run = machine.run(&arguments(["check", ".", "--isolated", "--output-format", "concise"]));
    let out = String::from_utf8(run.out).unwrap();
    assert_eq!(run.status, Some(1));
    assert!(out.contains("a.md:1:1") && out.contains("file/unreadable") && out.contains("b.md:2:12"), "{out}");
}

#[test]
fn a_file_that_vanishes_is_a_finding() {
    use masthead::config::{Adjustments, Globs};
    use masthead::workspace::{Configuration, Setup, Workspace};
    let now = crate::support::settings().now;
    let setup = Setup {
        configuration: Configuration::Isolated,
        adjustments: Adjustments::default(),
        exclude: Globs::default(),
        schema: None,
        now,
    };
    let workspace = Workspace::new(setup).unwrap();
    let (outcome, _) = masthead::batch::check_file(&workspace, std::path::Path::new("vanished.md"), None).unwrap();
    let rules: Vec<_> = outcome.findings.iter().map(|located| located.diagnostic.rule).collect();
    assert_eq!(rules, ["file/unreadable"]);
}
