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
