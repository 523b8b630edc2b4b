//! Paths as URI references (RFC 3986).

/// A path, relative or not, as a URI reference: all but unreserved characters and `/` in percent-encoding.
pub(super) fn relative(path: &str) -> String {
    let absolute = if path.starts_with('/') {
        "file://"
    } else if is_drive(path) {
        "file:///"
    } else {
        ""
    };
    let mut uri = String::with_capacity(absolute.len() + path.len());
    uri.push_str(absolute);
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push('%');
            for digit in [byte >> 4, byte & 0xf] {
                uri.push(char::from(b"0123456789ABCDEF"[usize::from(digit)]));
            }
        }
    }
    uri
}

/// Whether a path begins with the letter of a drive, as on Windows.
fn is_drive(path: &str) -> bool {
    matches!(path.as_bytes(), [letter, b':', b'/', ..] if letter.is_ascii_alphabetic()) && cfg!(windows)
}
