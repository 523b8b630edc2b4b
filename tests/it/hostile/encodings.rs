//! Bytes that are not the text one expects.

use super::machine::{Case, Machine, arguments};
use super::{front_matter, run};

const TEXT: &str = "---\ntitle: Serbia\n---\nbody\n";

pub(crate) const CASES: &[Case] = &[
    Case::new("an empty file", |m| m.document(""), 0, &[]),
    Case::new("a byte order mark and nothing else", |m| m.document("\u{feff}"), 0, &[]),
    Case::new("an opening fence and nothing else", |m| m.document("---"), 0, &[]),
    Case::new(
        "two fences and nothing else, under a schema",
        |m| m.governed("required: [title]", "---\n---\n"),
        1,
        &["schema/required"],
    ),
    Case::new(
        "UTF-16, little-endian, with its mark",
        |m| m.document(wide(TEXT, true, u16::to_le_bytes)),
        1,
        &["file/encoding"],
    ),
    Case::new(
        "UTF-16, big-endian, with its mark",
        |m| m.document(wide(TEXT, true, u16::to_be_bytes)),
        1,
        &["file/encoding"],
    ),
    Case::new(
        "UTF-16, little-endian, without a mark",
        |m| m.document(wide(TEXT, false, u16::to_le_bytes)),
        1,
        &["file/encoding"],
    ),
    Case::new(
        "UTF-16, big-endian, without a mark",
        |m| m.document(wide(TEXT, false, u16::to_be_bytes)),
        1,
        &["file/encoding"],
    ),
    Case::new("UTF-32, little-endian, with its mark", |m| m.document(wider(TEXT, true)), 1, &["file/encoding"]),
    Case::new("UTF-32, little-endian, without a mark", |m| m.document(wider(TEXT, false)), 1, &["file/encoding"]),
    Case::new("overlong UTF-8 for `/`", |m| m.document(broken(b"\xc0\xaf")), 1, &["file/encoding"]),
    Case::new("surrogates in UTF-8", |m| m.document(broken(b"\xed\xa0\x80\xed\xb0\x80")), 1, &["file/encoding"]),
    Case::new("a character above U+10FFFF", |m| m.document(broken(b"\xf4\x90\x80\x80")), 1, &["file/encoding"]),
    Case::new("a character cut by the closing fence", |m| m.document(broken(b"\xd0")), 1, &["file/encoding"]),
    Case::new(
        "a character cut by the end of the file",
        |m| m.document([front_matter("title: a"), b"\xf0\x9f\x98".to_vec()].concat()),
        1,
        &["file/encoding"],
    ),
    Case::new("a bad byte at the very first place", |m| m.document(b"\xff"), 1, &["file/encoding"]),
    Case::new("NUL in a value", |m| m.document(broken(b"\0")), 1, &["yaml/syntax"]),
    Case::new("800,000 NUL in a value", |m| m.document(broken(&vec![0; 800_000])), 1, &["yaml/syntax"]),
    Case::new("nothing but 1 MB of NUL", |m| m.document(vec![0; 1 << 20]), 0, &[]),
    Case::new(
        "control characters that a terminal obeys, in a value",
        |m| m.document(broken("\x1b[2J\x1b]0;x\x07\u{9b}31m".as_bytes())),
        1,
        &["yaml/syntax"],
    ),
    Case::new(
        "control characters in double quotes, as escapes",
        |m| m.document(front_matter("published: \"\\e[2J\\a\\u202e2022-02-30\"")),
        0,
        &["text/invisible"],
    ),
    Case::new(
        "bidirectional controls in a value",
        |m| m.document(broken("\u{202e}\u{2066}x\u{2069}".as_bytes())),
        0,
        &["text/invisible"],
    ),
    Case::new(
        "a workflow command as a key, as a value and in a message",
        |m| {
            m.governed(
                "properties: { a: { format: date-time } }\nadditionalProperties: false",
                front_matter("\"::error::x\": \"::set-output name=a::b\"\n\"##[error]x\": [[::add-mask::x]]\na: \"\\n::error::x\""),
            )
        },
        1,
        &["date/malformed", "schema/unknown-field"],
    ),
    Case::new(
        "nothing but lone CR as line ends",
        |m| m.document("---\rpublished: 2022-02-30\r---\rbody\r"),
        1,
        &["date/impossible"],
    ),
    Case::new("100,000 CR", |m| m.document("\r".repeat(100_000)), 0, &[]),
    Case::new("LF, CRLF and CR mixed", |m| m.document("---\na: b\r\nc: d\re: f\n---\n"), 0, &["text/line-ending"]),
    Case::new(
        "line ends that only YAML 1.1 knows (NEL, LS, PS)",
        |m| m.document(front_matter("a: x\u{85}y\u{2028}z\u{2029}w")),
        0,
        &["text/invisible"],
    ),
    Case::new(
        "standard input of random bytes",
        |m| {
            m.write("a.md", noise(1 << 20));
            arguments(["check", "a.md", "--isolated"])
        },
        1,
        &["file/encoding"],
    ),
];

fn broken(bytes: &[u8]) -> Vec<u8> {
    [b"---\ntitle: Serbia\nnote: \"a", bytes, b"b\"\n---\nbody\n"].concat()
}

fn wide(text: &str, mark: bool, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let mark = mark.then_some(0xfeff);
    mark.into_iter().chain(text.encode_utf16()).flat_map(bytes).collect()
}

fn wider(text: &str, mark: bool) -> Vec<u8> {
    let mark = mark.then_some('\u{feff}');
    mark.into_iter().chain(text.chars()).flat_map(|c| u32::from(c).to_le_bytes()).collect()
}

/// Bytes without a pattern, the same in each run.
fn noise(count: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    std::iter::repeat_with(next).take(count).collect()
}

#[test]
fn bytes_that_are_no_text_are_survived() {
    run(CASES);
}

#[test]
fn any_bytes_at_all_are_survived_by_each_format() {
    for format in ["full", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson"] {
        let machine = Machine::new();
        machine.write(
            "\u{1b}[31m\u{202e}::error::\n::error::a.md",
            broken(b"\x1b[31m\n::error::b\n##[error]c: 2022-02-30"),
        );
        machine.write("::error::b.md", front_matter("published: \"::error::\\e[2J\""));
        let run = machine.run(&arguments(["check", ".", "--isolated", "--output-format", format, "--threads", "2"]));
        assert_eq!(run.status, Some(1), "{format}");
        let out = String::from_utf8(run.out).expect("output is UTF-8");
        let raw = out.chars().find(|&c| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c));
        assert_eq!(raw, None, "{format}: {}", out.escape_debug());
        let commands = out.lines().filter(|line| line.trim_start().starts_with("::"));
        let ours = |line: &&str| {
            line.starts_with("::error file=")
                || line.starts_with("::warning file=")
                || line.starts_with("::notice file=")
        };
        assert_eq!(commands.filter(|line| format != "github" || !ours(line)).count(), 0, "{format}: {out}");
    }
}
