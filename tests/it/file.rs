use masthead::rules::file::not_utf8;

use crate::support::{findings, none};

#[test]
fn front_matter_beyond_the_limit_is_not_read() {
    let text = format!("---\ntitle: {}\n---\n", "a".repeat(1 << 20));
    assert_eq!(findings(&text), ["1:1 file/limit `---`"]);
    none(&format!("---\ntitle: {}\n---\n", "a".repeat((1 << 20) - 8)));
    none(&format!("---\ntitle: a\n---\n{}\n", "text ".repeat(1 << 19)));
}

#[test]
fn utf_16_that_is_ascii_is_found() {
    let text: String = "---\ntitle: Serbia\n---\n".chars().flat_map(|character| [character, '\0']).collect();
    assert_eq!(findings(&text), ["1:1 file/encoding ``"]);
}

#[test]
fn what_the_bytes_are_is_told() {
    assert_eq!(not_utf8(0, b"\xff\xfe-\0-\0-\0").message, "the file is UTF-16 (little-endian), not UTF-8");
    let message = not_utf8(7, b"\xca\xe0\xe7\xe0\xf5\xf1\xf2\xe0\xed").message;
    assert_eq!(message, "the file is not UTF-8 from here on, but probably windows-1251");
    assert_eq!(not_utf8(7, b"\xff \x80").message, "the byte 0xFF here is not UTF-8");
}

/// A front matter with so many keys that are there twice.
fn faulty(count: usize) -> String {
    let lines: String = (0..=count).map(|_| "k: v\n").collect();
    format!("---\n{lines}---\n")
}

#[test]
fn the_first_thousand_findings_are_told_and_the_others_are_counted() {
    assert_eq!(findings(&faulty(1_000)).len(), 1_000);
    let text = faulty(1_500);
    let found = crate::support::Case::new(&text).diagnostics();
    assert_eq!(found.len(), 1_001);
    assert_eq!((found[0].rule, found[0].span.start), ("file/limit", 0));
    assert_eq!(found[0].message, "500 more findings in this document are not shown (limit: 1000)");
    assert_eq!(found[1_000].span.start, 4 + 1_000 * 5, "those that are told are the first");
}

#[test]
fn where_the_limit_is_off_all_findings_are_told() {
    let mut settings = crate::support::settings();
    let rule = masthead::rules::find("file/limit").unwrap();
    settings.levels.set(rule, None);
    let source = masthead::source::Source::new("a.md", faulty(1_500).as_str());
    assert_eq!(masthead::linter::check(&source, None, &settings).diagnostics.len(), 1_500);
}

#[test]
fn front_matter_without_any_field_is_read_to_its_end() {
    let text = format!("---\n{}\n---\n", "- ".repeat(100_000));
    let read = masthead::files::read::stream(
        text.as_bytes(),
        std::path::Path::new("a.md"),
        0,
        masthead::files::read::Extent { front_matter_bytes: 1 << 20, whole: true },
    );
    assert!(read.unwrap().source.is_whole());
}
