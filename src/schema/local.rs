//! Schemas on disk that other schemas refer to, from one project and nowhere else.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::References;
use crate::source::Source;

/// Reads what a schema file refers to, from its own folder or a larger one that it is told of, and the folders in it. Links
/// and `..` are followed first and judged by where they lead.
#[derive(Debug)]
pub struct LocalOnly {
    root: PathBuf,
    base: String,
    addresses: Addresses,
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
        Ok(Self { base: to_uri(&path), root, addresses: Addresses::default(), left: AtomicU64::new(LARGEST) })
    }

    /// Lets references lead to all that is in this folder, where the schema is in it.
    #[must_use]
    pub fn within(self, folder: &Path) -> Self {
        match fs::canonicalize(folder) {
            Ok(folder) if self.root.starts_with(&folder) => Self { root: folder, ..self },
            _ => self,
        }
    }

    /// Says which files stand for addresses of a network.
    #[must_use]
    pub fn with_addresses(self, addresses: Addresses) -> Self {
        Self { addresses, ..self }
    }

    /// The `file:` address of the schema itself, which its references are relative to.
    pub fn base(&self) -> &str {
        &self.base
    }
}

/// Which files stand for the addresses that schemas have for each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Addresses(Vec<(String, PathBuf)>);

impl Addresses {
    /// An address that ends with `/` stands for a folder and all that is in it.
    pub fn new(entries: impl IntoIterator<Item = (String, PathBuf)>) -> Self {
        let without_fragment = |(address, file): (String, PathBuf)| (address.trim_end_matches('#').to_owned(), file);
        Self(entries.into_iter().map(without_fragment).collect())
    }

    /// The file that stands for an address. Beside one that stands for itself, its folder is searched for those that it
    /// refers to.
    pub fn file(&self, uri: &str) -> Option<PathBuf> {
        let uri = uri.split('#').next().unwrap_or_default();
        if self.0.is_empty() || !uri.contains("://") {
            return None;
        }
        if let Some((_, file)) = self.0.iter().find(|(address, _)| address == uri) {
            return Some(file.clone());
        }
        let folders = self.0.iter().filter(|(address, _)| address.ends_with('/'));
        let longest =
            folders.filter(|(address, _)| uri.starts_with(address.as_str())).max_by_key(|(address, _)| address.len());
        if let Some((address, folder)) = longest {
            return inside(folder, &uri[address.len()..]);
        }
        self.0.iter().filter(|(address, _)| !address.ends_with('/')).find_map(|(address, file)| {
            let (folder, _) = address.rsplit_once('/')?;
            let rest = uri.strip_prefix(folder)?.strip_prefix('/')?;
            inside(file.parent()?, rest).filter(|file| file.is_file())
        })
    }
}

/// A file in a folder by the rest of an address, which must not lead out of it.
fn inside(folder: &Path, rest: &str) -> Option<PathBuf> {
    let is_plain =
        rest.split('/').all(|part| !part.is_empty() && part != "." && part != "..") && !rest.contains(['\\', ':']);
    let file = folder.join(is_plain.then_some(rest)?);
    let real = fs::canonicalize(&file).ok()?;
    // A link may lead anywhere.
    real.starts_with(fs::canonicalize(folder).ok()?).then_some(file)
}

impl References for LocalOnly {
    fn read(&self, uri: &str) -> Result<Source, String> {
        // What the configuration names was found to lie inside its project.
        let mapped = self.addresses.file(uri);
        let is_mapped = mapped.is_some();
        let local = || from_uri(uri).filter(|path| !is_share(path)).map(PathBuf::from);
        let path = mapped.or_else(local).ok_or("nothing is fetched from a network")?;
        let path = fs::canonicalize(&path).map_err(|_| "there is no such file")?;
        if !is_mapped && !path.starts_with(&self.root) {
            return Err("it leads out of the project".to_owned());
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
