//! Schemas on disk that other schemas refer to, from one folder tree and nowhere else.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::References;
use crate::source::Source;

/// Reads what a schema file refers to, from the folder of that file and the folders in it. Links and `..` are
/// followed first and judged by where they lead.
#[derive(Debug)]
pub struct LocalOnly {
    root: PathBuf,
    base: String,
    /// Bytes that may still be read.
    left: AtomicU64,
}

/// Schemas larger than this are not read, nor more than this of what one refers to: compiled, a schema takes some two
/// hundred times its size.
pub(crate) const LARGEST: u64 = 2 << 20;

impl LocalOnly {
    /// For the schema in the file `path`, which must exist.
    pub fn beside(path: &Path) -> io::Result<Self> {
        let path = fs::canonicalize(path)?;
        let root = path.parent().unwrap_or(&path).to_owned();
        Ok(Self { base: to_uri(&path), root, left: AtomicU64::new(LARGEST) })
    }

    /// The `file:` address of the schema itself, which its references are relative to.
    pub fn base(&self) -> &str {
        &self.base
    }
}

impl References for LocalOnly {
    fn read(&self, uri: &str) -> Result<Source, String> {
        let path = from_uri(uri).filter(|path| !is_share(path)).ok_or("nothing is fetched from a network")?;
        let path = fs::canonicalize(&path).map_err(|_| "there is no such file")?;
        if !path.starts_with(&self.root) {
            return Err("it leads out of the schema's own folder".to_owned());
        }
        let metadata = fs::metadata(&path).map_err(|_| "it cannot be read")?;
        if !metadata.is_file() {
            return Err("it is not a file".to_owned());
        }
        let spend = |left: u64| left.checked_sub(metadata.len());
        if self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, spend).is_err() {
            return Err("it is too large, or all that is referred to is".to_owned());
        }
        let text = fs::read_to_string(&path).map_err(|_| "it cannot be read as UTF-8 text")?;
        Ok(Source::new(path, text))
    }
}

/// Whether a path may be one of another machine on Windows, as `//server/share` is: asking only where it leads would
/// already reach a network. Nobody writes a path with two separators at its start for anything else.
pub(crate) fn is_share(path: &str) -> bool {
    let mut characters = path.chars();
    let mut is_separator = || characters.next().is_some_and(|character| matches!(character, '/' | '\\'));
    is_separator() && is_separator()
}

/// The `file:` URI of an absolute path (RFC 8089).
fn to_uri(path: &Path) -> String {
    use std::fmt::Write as _;
    let path = path.to_string_lossy().replace('\\', "/");
    let path = path.strip_prefix("//?/").unwrap_or(&path);
    let mut uri = String::from(if path.starts_with('/') { "file://" } else { "file:///" });
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~:".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            write!(uri, "%{byte:02X}").expect("a string takes all that is written to it");
        }
    }
    uri
}

fn from_uri(uri: &str) -> Option<String> {
    let path = uri.strip_prefix("file://")?;
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            u8::from_str_radix(str::from_utf8(&digits).ok()?, 16).ok()?
        } else {
            byte
        });
    }
    let path = String::from_utf8(bytes).ok()?;
    let windows = path.as_bytes().get(2) == Some(&b':');
    Some(if windows { path.strip_prefix('/')?.to_owned() } else { path })
}
