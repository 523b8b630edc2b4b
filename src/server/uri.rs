//! Addresses of documents, and the paths that they mean.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::lsp;

/// The path of a `file:` address. Clients escape differently, so addresses are compared by this.
pub(super) fn path_of(uri: &lsp::Uri) -> Option<PathBuf> {
    let rest = uri.0.strip_prefix("file://")?;
    let path = &rest[rest.find('/')?..];
    let decoded = decode(path.split(['?', '#']).next().unwrap_or(path));
    let text = String::from_utf8_lossy(&decoded);
    // `/c:/notes` is a path of Windows.
    let drive = cfg!(windows) && text.as_bytes().get(2) == Some(&b':');
    Some(PathBuf::from(if drive { &text[1..] } else { &text }))
}

/// The path under which a document is known: that of its file, or, of one that has none yet, a name in the folder.
pub(super) fn document_path(uri: &lsp::Uri, folder: &Path) -> PathBuf {
    path_of(uri).unwrap_or_else(|| {
        let name: String =
            uri.0.chars().map(|c| if c.is_alphanumeric() || c == '-' || c == '.' { c } else { '_' }).collect();
        folder.join(format!("{name}.md"))
    })
}

/// The `file:` address of an absolute path (RFC 8089), with everything escaped that RFC 3986 does not leave as it is.
pub(super) fn uri_of(path: &Path) -> lsp::Uri {
    let text = path.to_string_lossy();
    let text = if cfg!(windows) { format!("/{}", text.replace('\\', "/")) } else { text.into_owned() };
    let mut uri = String::from("file://");
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            write!(uri, "%{byte:02X}").expect("a string takes whatever is written");
        }
    }
    lsp::Uri(uri)
}

fn decode(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digit = |at: usize| bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        if bytes[at] == b'%'
            && let (Some(high), Some(low)) = (digit(at + 1), digit(at + 2))
        {
            decoded.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
            at += 3;
        } else {
            decoded.push(bytes[at]);
            at += 1;
        }
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn paths_come_back() {
        for path in ["/a b/Сербия #1.md", "/100%/q?.md", "/日本/🙂.md"] {
            assert_eq!(path_of(&uri_of(Path::new(path))), Some(PathBuf::from(path)));
        }
    }

    #[cfg(unix)]
    #[test]
    fn other_escapes_mean_the_same_path() {
        let path = |uri: &str| path_of(&lsp::Uri(uri.to_owned()));
        assert_eq!(path("file:///a/%d0%af:.md"), path("file:///a/Я%3A.md"));
        assert_eq!(path("untitled:Untitled-1"), None);
        assert_eq!(path("file://host/a.md"), Some(PathBuf::from("/a.md")));
    }
}
