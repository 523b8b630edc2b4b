//! Configurations that are wrong, large or meant to deceive.

use std::ffi::OsString;
use std::os::unix::fs::symlink;

use super::machine::{Case, Machine, arguments};
use super::{lines, run, scaled};

pub(crate) const CASES: &[Case] = &[
    Case::new("a configuration that is no TOML", |m| configured(m, "= = ="), 2, &[]).says("masthead.toml"),
    Case::new("a configuration of random words", |m| configured(m, "lorem ipsum\ndolor = [\nsit"), 2, &[]).says("masthead.toml"),
    Case::new("a configuration of 100,000 brackets", |m| configured(m, &format!("include = {}", "[".repeat(100_000))), 2, &[]).says("masthead.toml"),
    Case::new("a configuration of 10,000 tables in each other", |m| configured(m, &format!("[{}a]", "a.".repeat(10_000))), 2, &[]).says("masthead.toml"),
    Case::new("a configuration of 100,000 unknown keys", |m| configured(m, &lines(scaled(100_000), |i| format!("k{i} = 1"))), 2, &[]).says("masthead.toml"),
    Case::new("a configuration of 100,000 lines that are no TOML", |m| configured(m, &lines(scaled(100_000), |_| "x".to_owned())), 2, &[]).says("masthead.toml"),
    Case::new("a configuration of 20 MB", |m| configured(m, &"# x\n".repeat(5 << 20)), 2, &[]).says("cannot be read"),
    Case::new("a configuration that is no UTF-8", |m| { m.write("masthead.toml", b"include = [\"\xff\"]"); check(m) }, 2, &[]).says("cannot be read"),
    Case::new("a configuration of NUL", |m| configured(m, &"\0".repeat(10_000)), 2, &[]).says("masthead.toml"),
    Case::new("keys and values of ESC and workflow commands", |m| configured(m, "\"\\u001b[31m\\n::error::x\" = 1\ninclude = [\"\\u001b[31m\\n::error::x[\"]\n[rules]\n\"\\u001b\\n::error::\" = \"\\u202e\"\n"), 2, &[]).says("masthead.toml"),
    Case::new("wrong types everywhere", |m| configured(m, "include = 1\nexclude = {}\nschemas = 3\nfields = []\nrules = 1.5\noverrides = \"x\"\n"), 2, &[]).says("masthead.toml"),
    Case::new("an unknown rule, an unknown level, an unknown option", |m| configured(m, "[rules]\n\"date/futur\" = \"warning\"\ndate = \"wrong\"\n\"date/future\" = { tolerance = \"x\", levle = 1 }\n"), 2, &[]).says("date/future"),
    Case::new("limits beyond all numbers", |m| configured(m, "[rules]\n\"file/limit\" = { depth = 99999999999999999999999999 }\n"), 2, &[]).says("masthead.toml"),
    Case::new("limits that are as large as numbers are, and a deep document", |m| { m.write("a.md", format!("---\na: {}\n---\n", "[".repeat(100_000))); m.write("masthead.toml", "[rules]\n\"file/limit\" = { depth = 9223372036854775807, alias-nodes = 9223372036854775807, front-matter-bytes = 9223372036854775807, findings = 9223372036854775807 }\n"); arguments(["check", "a.md"]) }, 1, &["file/limit"]),
    Case::new("a pattern of 10,000 alternatives in alternatives", |m| configured(m, &format!("include = [\"{}{}\"]", "{a,".repeat(10_000), "}".repeat(10_000))), 2, &[]).says("masthead.toml"),
    Case::new("a pattern of 10,000 `**/`", |m| configured(m, &format!("include = [\"{}*.md\"]", "**/".repeat(10_000))), 2, &[]).says("masthead.toml"),
    Case::new("a schema that is not there", |m| configured(m, "[[schemas]]\nfiles = [\"**\"]\nschema = \"\\u001b[31mgone.yaml\"\n"), 2, &[]).says("masthead.toml"),
    Case::new("a schema that is `/dev/zero`", |m| configured(m, "[[schemas]]\nfiles = [\"**\"]\nschema = \"/dev/zero\"\n"), 2, &[]).says("masthead.toml"),
    Case::new("a configuration that is a folder", |m| { std::fs::create_dir(m.path("masthead.toml")).unwrap(); m.write("a.md", ""); check(m) }, 0, &[]),
    Case::new("a configuration that links to itself", |m| { symlink("masthead.toml", m.path("masthead.toml")).unwrap(); m.write("a.md", ""); check(m) }, 0, &[]),
    Case::new("a configuration that is `/dev/zero`", |m| { symlink("/dev/zero", m.path("masthead.toml")).unwrap(); m.write("a.md", ""); check(m) }, 0, &[]),
    Case::new("a configuration that links to `/etc/passwd`", |m| { symlink("/etc/passwd", m.path("masthead.toml")).unwrap(); m.write("a.md", ""); check(m) }, 2, &[]).says("is a link out of the project"),
    Case::new("a schema that is `/etc/passwd`", |m| configured(m, "[[schemas]]\nfiles = [\"**\"]\nschema = \"/etc/passwd\"\n"), 2, &[]).says("lies outside the project, and is not one"),
    Case::new("a schema that links to `/etc/passwd`", |m| { symlink("/etc/passwd", m.path("s.yaml")).unwrap(); configured(m, "[[schemas]]\nfiles = [\"**\"]\nschema = \"s.yaml\"\n") }, 2, &[]).says("lies outside the project, and is not one"),
    Case::new("`--config` of a file that is not there, with ESC in its name", |m| { m.write("a.md", ""); arguments(["check", "a.md", "--config", "\x1b[31m\n::error::x"]) }, 2, &[]).says("cannot be read"),
    Case::new("`--schema` of a file that is not there, with ESC in its name", |m| { m.write("a.md", ""); arguments(["check", "a.md", "--isolated", "--schema", "\x1b[31m\n::error::x"]) }, 2, &[]).says("cannot be read"),
    Case::new("`--exclude` of a pattern with ESC", |m| { m.write("a.md", ""); arguments(["check", "a.md", "--isolated", "--exclude", "\x1b[31m\n::error::["]) }, 2, &[]).says("cannot be read"),
    Case::new("`--select` of a rule with ESC", |m| { m.write("a.md", ""); arguments(["check", "a.md", "--isolated", "--select", "\x1b[31m\n::error::x"]) }, 2, &[]).says("no rule"),
];

fn configured(machine: &Machine, configuration: &str) -> Vec<OsString> {
    machine.write("masthead.toml", configuration);
    machine.write("a.md", "---\ntitle: a\n---\n");
    check(machine)
}

fn check(_: &Machine) -> Vec<OsString> {
    arguments(["check", "."])
}

#[test]
fn broken_configurations_are_survived() {
    run(CASES);
}
