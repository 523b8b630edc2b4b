//! Front matter in TOML and JSON that is deep, wide, long or full of faults, and files of data as a whole.

use std::ffi::OsString;

use super::machine::{Case, Machine, arguments};
use super::{lines, run, scaled};

pub(crate) const CASES: &[Case] = &[
    Case::new(
        "TOML: 100,000 open brackets",
        |m| m.document(toml(&format!("a = {}", "[".repeat(100_000)))),
        1,
        &["file/limit"],
    ),
    Case::new(
        "TOML: 100,000 brackets and their ends",
        |m| m.document(toml(&format!("a = {}{}", "[".repeat(100_000), "]".repeat(100_000)))),
        1,
        &["file/limit"],
    ),
    Case::new(
        "TOML: 100,000 braces in each other",
        |m| m.document(toml(&format!("a = {}", "{a = ".repeat(100_000)))),
        1,
        &["file/limit", "text/trailing-space"],
    ),
    Case::new(
        "TOML: a key of 100,000 parts",
        |m| m.document(toml(&format!("{}a = 1", "a.".repeat(100_000)))),
        1,
        &["file/limit"],
    ),
    Case::new(
        "TOML: a table of 100,000 parts",
        |m| m.document(toml(&format!("[{}a]\nx = 1", "a.".repeat(100_000)))),
        1,
        &["file/limit"],
    ),
    Case::new(
        "TOML: 500 tables, each of one part more than the one before",
        |m| m.document(toml(&lines(500, |i| format!("[{}a]\nx = 1", "a.".repeat(i))))),
        1,
        &["file/limit"],
    ),
    Case::new(
        "TOML: 60,000 tables that are there twice",
        |m| m.document(toml(&lines(scaled(60_000), |i| format!("[t{}]\nx = 1", i % 30_000.min(scaled(60_000) / 2))))),
        1,
        &["toml/syntax"],
    ),
    Case::new(
        "TOML: 40,000 tables, whose parts two others are in turn",
        |m| m.document(toml(&lines(scaled(40_000), |i| format!("[t.a{i}]\n[u.b{i}]")))),
        0,
        &[],
    ),
    Case::new(
        "TOML: 60,000 tables of one list, each with a table in it",
        |m| m.document(toml(&lines(scaled(60_000), |i| format!("[[t]]\n[t.a]\nx = {i}")))),
        0,
        &[],
    ),
    Case::new(
        "TOML: 60,000 keys under one name with dots",
        |m| m.document(toml(&lines(scaled(60_000), |i| format!("a.b.c{i} = 1")))),
        0,
        &[],
    ),
    Case::new(
        "TOML: 100,000 keys, all the same",
        |m| m.document(toml(&lines(scaled(100_000), |_| "a = 1".to_owned()))),
        1,
        &["toml/syntax"],
    ),
    Case::new(
        "TOML: 60,000 keys under the built-in schema",
        |m| article(m, toml(&lines(scaled(60_000), |i| format!("k{i} = 1")))),
        1,
        &["schema/required"],
    ),
    Case::new(
        "TOML: a list of 300,000 numbers",
        |m| m.document(toml(&format!("a = [{}]", "1, ".repeat(scaled(300_000))))),
        0,
        &[],
    ),
    Case::new(
        "TOML: 100,000 items without commas",
        |m| m.document(toml(&format!("a = [{}]", "1 ".repeat(scaled(100_000))))),
        1,
        &["toml/syntax"],
    ),
    Case::new(
        "TOML: 100,000 lines as YAML has them",
        |m| m.document(toml(&format!("x = 1\n{}", lines(scaled(100_000), |i| format!("k{i}: [a, yes]"))))),
        1,
        &["toml/syntax"],
    ),
    Case::new(
        "TOML: 70,000 quotes that are never closed",
        |m| m.document(toml(&lines(scaled(70_000), |i| format!("k{i} = \"a")))),
        1,
        &["toml/syntax"],
    ),
    Case::new(
        "TOML: 100,000 times three quotes",
        |m| m.document(toml(&format!("a = {}", "\"\"\"".repeat(scaled(100_000))))),
        1,
        &["toml/syntax"],
    ),
    Case::new(
        "TOML: 200,000 escapes that there are none of",
        |m| m.document(toml(&format!("a = \"{}\"", "\\q".repeat(scaled(200_000))))),
        1,
        &["toml/syntax"],
    ),
    Case::new(
        "TOML: a number of 300,000 digits, and a date of as many",
        |m| m.document(toml(&format!("a = {0}\nb = {0}-01-01", "1".repeat(scaled(300_000))))),
        1,
        &["toml/syntax"],
    ),
    Case::new(
        "TOML: control characters, ESC and a workflow command",
        |m| m.document(toml("a = \"\u{1b}[31m\u{7}\"\n\"\\u001b\\n::error::x\" = yes\n::error::x")),
        1,
        &["text/invisible", "toml/syntax"],
    ),
    Case::new(
        "TOML: 100,000 lone CR",
        |m| m.document(toml(&"a = 1\r".repeat(scaled(100_000)))),
        1,
        &["text/line-ending", "toml/syntax"],
    ),
    Case::new(
        "TOML of 50 MB that is never closed",
        |m| {
            m.document(format!(
                "+++\na = 1\n{}",
                "x = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'\n".repeat(scaled(1_200_000))
            ))
        },
        1,
        &["front-matter/unclosed"],
    ),
    Case::new(
        "JSON: 100,000 open brackets",
        |m| m.document(format!("{{\n\"a\": {}\n}}\n", "[".repeat(100_000))),
        1,
        &["file/limit"],
    ),
    Case::new(
        "JSON: 100,000 objects in each other",
        |m| m.document(format!("{{\n\"a\": {}\n}}\n", "{\"a\": ".repeat(100_000))),
        1,
        &["file/limit", "text/trailing-space"],
    ),
    Case::new(
        "JSON: 100,000 brackets and their ends",
        |m| m.document(format!("{{\n\"a\": {}{}\n}}\n", "[".repeat(100_000), "]".repeat(100_000))),
        1,
        &["file/limit"],
    ),
    Case::new(
        "JSON: 100,000 names, all the same",
        |m| m.document(json(&"\"a\": 1,\n".repeat(scaled(100_000)))),
        1,
        &["json/duplicate-key"],
    ),
    Case::new(
        "JSON: 60,000 names, all the same in other escapes",
        |m| {
            m.document(json(&lines(scaled(60_000), |i| {
                if i % 2 == 0 { "\"\\u0061\": 1,".to_owned() } else { "\"a\": 1,".to_owned() }
            })))
        },
        1,
        &["json/duplicate-key"],
    ),
    Case::new(
        "JSON: 60,000 names under the built-in schema",
        |m| article(m, json(&lines(scaled(60_000), |i| format!("\"k{i}\": 1,")))),
        1,
        &["schema/required"],
    ),
    Case::new(
        "JSON: a list of 300,000 numbers",
        |m| m.document(json(&format!("\"a\": [{}0],", "1, ".repeat(scaled(300_000))))),
        0,
        &[],
    ),
    Case::new(
        "JSON: 60,000 members without commas",
        |m| m.document(json(&lines(scaled(60_000), |i| format!("\"k{i}\": 1")))),
        1,
        &["json/syntax"],
    ),
    Case::new(
        "JSON: 100,000 texts without quotes on one line",
        |m| m.document(json(&format!("\"a\": {}b,", "a, ".repeat(scaled(100_000))))),
        1,
        &["json/syntax"],
    ),
    Case::new(
        "JSON: 100,000 typographic quotes",
        |m| m.document(json(&format!("\"a\": [{}],", "„, ".repeat(scaled(100_000))))),
        1,
        &["json/syntax"],
    ),
    Case::new(
        "JSON: 70,000 quotes that are never closed",
        |m| m.document(json(&lines(scaled(70_000), |i| format!("\"k{i}\": \"a")))),
        1,
        &["json/syntax"],
    ),
    Case::new(
        "JSON: 200,000 comments",
        |m| m.document(json(&format!("\"a\": 1,{}", "/**/".repeat(scaled(200_000))))),
        1,
        &["json/syntax"],
    ),
    Case::new(
        "JSON: 100,000 halves of surrogate pairs",
        |m| m.document(json(&format!("\"a\": \"{}\",", "\\ud83d".repeat(scaled(100_000))))),
        0,
        &["text/mojibake"],
    ),
    Case::new(
        "JSON: control characters, ESC and a workflow command",
        |m| m.document(json("\"\u{1b}[31m\u{7}\": yes,\n\"\\u001b\\n::error::x\": \"\n::error::x\",")),
        1,
        &["json/syntax", "text/invisible"],
    ),
    Case::new(
        "JSON of 50 MB that is never closed",
        |m| m.document(format!("{{\n{}", "\"a\": \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\n".repeat(scaled(1_200_000)))),
        1,
        &["front-matter/unclosed"],
    ),
    Case::new(
        "a notebook of 100,000 brackets",
        |m| data(m, "a.ipynb", format!("{{\"cells\": {}", "[".repeat(100_000))),
        0,
        &[],
    ),
    Case::new(
        "a notebook whose metadata are 100,000 brackets",
        |m| data(m, "a.ipynb", format!("{{\"metadata\": {{\"a\": {}{}}}}}", "[".repeat(100_000), "]".repeat(100_000))),
        1,
        &["file/limit"],
    ),
    Case::new(
        "a stream of 20,000 documents of YAML",
        |m| data(m, "a.yaml", "---\ndate: 2024-02-30\n".repeat(scaled(20_000))),
        1,
        &["date/impossible"],
    ),
    Case::new(
        "a file of JSON that is 100,000 brackets",
        |m| data(m, "a.json", "[".repeat(100_000)),
        1,
        &["file/limit"],
    ),
    Case::new(
        "a file of TOML of nothing but NUL",
        |m| data(m, "a.toml", "\0".repeat(scaled(800_000))),
        1,
        &["toml/syntax"],
    ),
    Case::new(
        "repairs: 60,000 lines of YAML in TOML",
        |m| repaired(m, toml(&format!("x = 1\n{}", lines(scaled(60_000), |i| format!("k{i}: yes"))))),
        1,
        &["schema/required", "toml/syntax"],
    ),
    Case::new(
        "repairs: 60,000 tables of TOML in the wrong order",
        |m| ordered(m, toml(&lines(scaled(60_000), |i| format!("[t{i}]\nx = 1\n[a]\n")))),
        1,
        &["schema/order", "toml/syntax"],
    ),
    Case::new(
        "repairs: 60,000 members in the wrong order",
        |m| ordered(m, json(&format!("{}\n\"a\": 1,", lines(scaled(60_000), |i| format!("\"k{i}\": 1,"))))),
        0,
        &[],
    ),
];

fn toml(content: &str) -> Vec<u8> {
    format!("+++\n{content}\n+++\nbody\n").into_bytes()
}

/// An object with these members, each of which has its comma, and another.
fn json(members: &str) -> Vec<u8> {
    format!("{{\n{members}\n\"z\": 0\n}}\nbody\n").into_bytes()
}

fn data(machine: &Machine, name: &str, content: String) -> Vec<OsString> {
    machine.write(name, content);
    arguments(["check", name, "--isolated"])
}

fn article(machine: &Machine, content: Vec<u8>) -> Vec<OsString> {
    machine.write("a.md", content);
    arguments(["check", "a.md", "--isolated", "--schema", "article"])
}

fn repaired(machine: &Machine, content: Vec<u8>) -> Vec<OsString> {
    machine.write("a.md", content);
    arguments(["check", "a.md", "--isolated", "--schema", "article", "--fix", "--unsafe-fixes"])
}

fn ordered(machine: &Machine, content: Vec<u8>) -> Vec<OsString> {
    let mut arguments = machine.governed("x-masthead: { order: [a, z] }\n", content);
    arguments.extend(["--fix", "--unsafe-fixes"].map(OsString::from));
    arguments
}

#[test]
fn deep_wide_and_faulty_toml_is_survived() {
    let toml = CASES.iter().take_while(|case| !case.name.starts_with("JSON"));
    run(&CASES[..toml.count()]);
}

#[test]
fn deep_wide_and_faulty_json_and_data_are_survived() {
    let toml = CASES.iter().take_while(|case| !case.name.starts_with("JSON"));
    run(&CASES[toml.count()..]);
}
