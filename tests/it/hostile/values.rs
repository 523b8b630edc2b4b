//! Values of known kinds that are made to cost much: addresses, links, dates, languages, words.

use std::ffi::OsString;

use super::machine::{Case, Machine, arguments};
use super::{front_matter, lines, run, scaled};

const WAYBACK: &str = "https://web.archive.org/web/20240101000000/";

pub(crate) const CASES: &[Case] = &[
    Case::new(
        "a snapshot of a snapshot of … 10,000 times, and its address",
        |m| article(m, &format!("archive: {}https://a.md/\nurl: https://a.md/", WAYBACK.repeat(scaled(10_000)))),
        1,
        &["schema/required", "url/snapshot"],
    ),
    Case::new(
        "a snapshot of a snapshot of … 10,000 times, and all but one of them as the address",
        |m| {
            let inner = format!("{}https://a.md/", WAYBACK.repeat(scaled(10_000)));
            article(m, &format!("archive: {WAYBACK}{inner}\nurl: {inner}"))
        },
        1,
        &["schema/required"],
    ),
    Case::new(
        "a host of 100,000 letters of Punycode",
        |m| {
            let host = format!("xn--{}", "a".repeat(scaled(100_000)));
            article(m, &format!("url: https://{host}/\nsite: {host}"))
        },
        1,
        &["schema/required"],
    ),
    Case::new(
        "a host of 40,000 labels of Punycode, and the same without one",
        |m| {
            let host = "xn--90ae.".repeat(scaled(40_000));
            article(m, &format!("url: https://{host}com/\nsite: {}com", &host[9..]))
        },
        1,
        &["schema/required", "url/host"],
    ),
    Case::new(
        "a path of 250,000 percent-encoded letters, and the same in plain ones",
        |m| {
            let count = scaled(250_000);
            let (coded, plain) = ("%61".repeat(count), "a".repeat(count));
            article(m, &format!("url: https://a.md/{coded}\narchive: {WAYBACK}https://a.md/{plain}"))
        },
        1,
        &["schema/required"],
    ),
    Case::new(
        "400,000 percent signs",
        |m| article(m, &format!("url: https://a.md/{}", "%".repeat(scaled(400_000)))),
        1,
        &["schema/required", "url/malformed"],
    ),
    Case::new(
        "30,000 tracking parameters",
        |m| {
            let address = |name: &str| format!("https://a.md/?a=b{}", format!("&{name}=a").repeat(scaled(30_000)));
            article(m, &format!("url: {}\narchive: {WAYBACK}{}", address("utm_source"), address("fbclid")))
        },
        1,
        &["schema/required"],
    ),
    Case::new(
        "a link of 400,000 brackets",
        |m| article(m, &format!("keywords: ['{}']", "[[".repeat(scaled(400_000)))),
        1,
        &["schema/required", "wikilink/malformed"],
    ),
    Case::new(
        "a link of 200,000 aliases and headings",
        |m| article(m, &format!("keywords: ['[[{}]]']", "a|b#".repeat(scaled(200_000)))),
        1,
        &["schema/required"],
    ),
    Case::new(
        "a list of 60,000 languages that are none",
        |m| m.document(front_matter(&format!("language: [{}]", list(scaled(60_000), |i| format!("l{i}"))))),
        0,
        &[],
    ),
    Case::new(
        "40,000 languages, each with an extension of its own",
        |m| m.document(front_matter(&format!("language:\n{}", lines(scaled(40_000), |i| format!("- ru-x-{i}"))))),
        0,
        &[],
    ),
    Case::new(
        "a date of 60,000 dates",
        |m| m.document(front_matter(&format!("published: {}", "12 марта ".repeat(scaled(60_000))))),
        0,
        &["text/trailing-space"],
    ),
    Case::new(
        "a title of 20,000 words in a wrong encoding",
        |m| m.document(front_matter(&format!("title: {}a", "Ð¡ÐµÑ€Ð±Ð¸Ñ ".repeat(scaled(20_000))))),
        0,
        &["text/mojibake"],
    ),
    Case::new(
        "a title in an encoding that is wrong a hundred times over",
        |m| m.document(front_matter(&format!("title: {}", "Ãƒ".repeat(scaled(200_000))))),
        0,
        &["text/mojibake"],
    ),
    Case::new(
        "one word of 200,000 letters of two scripts in turn",
        |m| m.document(front_matter(&format!("title: {}", "Cе".repeat(scaled(200_000))))),
        0,
        &[],
    ),
    Case::new(
        "100,000 emoji, each joined to the next",
        |m| m.document(front_matter(&format!("title: {}a", "👨\u{200d}".repeat(scaled(100_000))))),
        0,
        &["text/invisible"],
    ),
    Case::new(
        "200,000 accents on one letter, in an order that is not theirs",
        |m| m.document(front_matter(&format!("title: a{}", "\u{345}\u{301}\u{327}".repeat(scaled(200_000) / 3)))),
        0,
        &["text/normalization"],
    ),
    Case::new(
        "50,000 anchors that nothing refers to",
        |m| m.document(front_matter(&lines(scaled(50_000), |i| format!("k{i}: &a{i} v")))),
        1,
        &["file/limit", "yaml/syntax"],
    ),
    Case::new(
        "100,000 comments",
        |m| m.document(front_matter(&format!("{}\ntitle: a", lines(scaled(100_000), |_| "# c".to_owned())))),
        0,
        &[],
    ),
    Case::new("100,000 lines `---`", |m| m.document("---\n".repeat(scaled(100_000))), 0, &[]),
    Case::new(
        "a list in one line of 60,000 texts in quotes in quotes",
        |m| m.document(front_matter(&format!("k: [{}]", list(scaled(60_000), |_| "\"a 'b' c\"".to_owned())))),
        0,
        &[],
    ),
    Case::new(
        "a list in one line of 200,000 quotes of two kinds in turn",
        |m| m.document(front_matter(&format!("k: [{}]", "\"'".repeat(scaled(200_000))))),
        1,
        &["yaml/syntax"],
    ),
    Case::new(
        "200,000 lines that go on with a value",
        |m| m.document(front_matter(&format!("a: b\n{}", lines(scaled(200_000), |_| "  c".to_owned())))),
        0,
        &[],
    ),
    Case::new(
        "900,000 blank lines between two fields",
        |m| m.document(front_matter(&format!("a: b{}c: d", "\n".repeat(scaled(900_000))))),
        0,
        &[],
    ),
    Case::new(
        "60,000 fields, each indented by a tab",
        |m| m.document(front_matter(&lines(scaled(60_000), |i| format!("\tk{i}: v")))),
        1,
        &["yaml/syntax"],
    ),
    Case::new(
        "60,000 fields with a full-width colon",
        |m| m.document(front_matter(&lines(scaled(60_000), |i| format!("k{i}：v")))),
        1,
        &["yaml/look-alike"],
    ),
    Case::new(
        "40,000 lines that no-break spaces indent",
        |m| m.document(front_matter(&format!("a:\n{}", lines(scaled(40_000), |i| format!("\u{a0}\u{a0}k{i}: c"))))),
        1,
        &["file/limit", "yaml/look-alike"],
    ),
];

fn article(machine: &Machine, yaml: &str) -> Vec<OsString> {
    machine.write("a.md", front_matter(yaml));
    arguments(["check", "a.md", "--isolated", "--schema", "article"])
}

fn list(count: usize, item: impl Fn(usize) -> String) -> String {
    (0..count).map(item).collect::<Vec<_>>().join(", ")
}

#[test]
fn hostile_values_are_survived() {
    run(CASES);
}
