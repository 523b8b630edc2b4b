//! Reading a document: its head into memory, the rest only past the eyes.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::document::{Fence, may_open, reach_of_data, split};
use crate::source::{Position, Source};

/// How much is read at once, and how much of a body is kept for the rules that look into it.
const CHUNK: usize = 64 * 1024;

/// How much of a file is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    /// Front matter is read as far as this many bytes.
    pub front_matter_bytes: usize,
    /// The rest of the file is looked at too, for bytes that are not UTF-8.
    pub whole: bool,
}

/// What was read.
#[derive(Debug)]
pub struct Document {
    pub source: Source,
    /// The file is not UTF-8 from this place on; where it lies in the head, the head ends there.
    pub not_utf8: Option<NotUtf8>,
}

/// The first byte that is not part of UTF-8 text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotUtf8 {
    pub at: Position,
    /// The bytes from there on, a few thousand at most, and those of the whole file where it begins with them.
    pub sample: Vec<u8>,
}

/// Reads a file.
///
/// # Errors
/// What the system says, where the file cannot be opened or read.
pub fn file(path: &Path, extent: Extent) -> io::Result<Document> {
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    if metadata.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    // What is not a regular file may never end: of that, only the head is read.
    let extent = Extent { whole: extent.whole && metadata.is_file(), ..extent };
    let size = usize::try_from(metadata.len()).unwrap_or(usize::MAX);
    stream(file, path, size.saturating_add(1).min(CHUNK), extent)
}

/// Reads a whole file that is text: a configuration, a schema.
///
/// # Errors
/// What the system says, or that the file is larger than 16 MiB or not UTF-8.
pub fn text(path: &Path) -> io::Result<String> {
    text_of(path, 16 << 20)
}

/// Reads a whole file that is text and no larger than `most` bytes.
///
/// # Errors
/// What the system says, or that the file is larger or not UTF-8.
pub fn text_of(path: &Path, most: u64) -> io::Result<String> {
    let mut text = String::new();
    File::open(path)?.take(most.saturating_add(1)).read_to_string(&mut text)?;
    if text.len() as u64 > most { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(text) }
}

/// Reads a document from anything that can be read, under the name `path`.
///
/// # Errors
/// What the reader says.
pub fn stream(reader: impl Read, path: &Path, capacity: usize, extent: Extent) -> io::Result<Document> {
    let mut bytes = BUFFER.take();
    bytes.clear();
    bytes.reserve(capacity);
    let document = stream_through(&mut bytes, reader, path, extent);
    if bytes.capacity() <= 2 * CHUNK {
        BUFFER.set(bytes);
    }
    document
}

thread_local! {
    /// Documents are read into the same bytes one after the other.
    static BUFFER: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Reads a document into `bytes`, which are empty.
fn stream_through(bytes: &mut Vec<u8>, mut reader: impl Read, path: &Path, extent: Extent) -> io::Result<Document> {
    let data = reach_of_data(path, extent.front_matter_bytes);
    let most = data.unwrap_or(extent.front_matter_bytes) + CHUNK;
    let mut wanted = CHUNK;
    let ended = loop {
        let missing = wanted - bytes.len();
        let got = reader.by_ref().take(missing as u64).read_to_end(bytes)?;
        if got < missing {
            break true;
        }
        let more = bytes.len() < most && (data.is_some() || is_open(bytes));
        if !more {
            break false;
        }
        wanted = (wanted * 2).min(most);
    };
    match simdutf8::compat::from_utf8(bytes) {
        Ok(text) if ended => Ok(Document { source: Source::new(path, text), not_utf8: None }),
        Ok(text) => rest(reader, path, text, &[], extent),
        Err(error) => {
            let (head, tail) = bytes.split_at(error.valid_up_to());
            let text = simdutf8::basic::from_utf8(head).expect("what comes before the first fault is UTF-8");
            if error.error_len().is_none() && !ended {
                return rest(reader, path, text, tail, extent);
            }
            let source = Source::head(path, text, None);
            let at = source.position(text.len());
            let sample = tail[..tail.len().min(4096)].to_vec();
            Ok(Document { source, not_utf8: Some(NotUtf8 { at, sample }) })
        }
    }
}

/// Whether the front matter that these bytes begin with goes on beyond them.
fn is_open(bytes: &[u8]) -> bool {
    let text = match simdutf8::compat::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => {
            simdutf8::basic::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(_) => return false,
    };
    // What does not look like front matter yet may be closed further on, and is front matter then.
    match split(text) {
        Fence::Unclosed { .. } | Fence::Prose { closing: None, .. } => true,
        Fence::Missing => may_open(text),
        _ => false,
    }
}

/// Looks through what follows the head `text` and the bytes `tail` of a character that it cuts.
fn rest(reader: impl Read, path: &Path, text: &str, tail: &[u8], extent: Extent) -> io::Result<Document> {
    let fault = if extent.whole { first_fault(reader, text, tail)? } else { None };
    let beyond = fault.as_ref().map(|fault| fault.at);
    Ok(Document { source: Source::head(path, text, beyond), not_utf8: fault })
}

/// The first byte after `text` that is not UTF-8.
fn first_fault(mut reader: impl Read, text: &str, tail: &[u8]) -> io::Result<Option<NotUtf8>> {
    let mut counter = Counter::default();
    counter.pass(text);
    let mut buffer = vec![0; CHUNK];
    buffer[..tail.len()].copy_from_slice(tail);
    let mut kept = tail.len();
    loop {
        let got = reader.read(&mut buffer[kept..])?;
        let bytes = &buffer[..kept + got];
        let valid = match simdutf8::compat::from_utf8(bytes) {
            Ok(text) => {
                counter.pass(text);
                bytes.len()
            }
            Err(error) => {
                let valid = error.valid_up_to();
                counter.pass(simdutf8::basic::from_utf8(&bytes[..valid]).unwrap_or_default());
                if error.error_len().is_some() || got == 0 {
                    let sample = bytes[valid..].iter().copied().take(4096).collect();
                    return Ok(Some(NotUtf8 { at: counter.position(), sample }));
                }
                valid
            }
        };
        if got == 0 {
            return Ok(None);
        }
        let end = kept + got;
        buffer.copy_within(valid..end, 0);
        kept = end - valid;
    }
}

/// Counts lines and columns over text that comes in pieces.
#[derive(Default)]
struct Counter {
    lines: usize,
    columns: usize,
    bytes: usize,
    after_return: bool,
}

impl Counter {
    fn pass(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let bytes = text.as_bytes();
        let mut line = if self.bytes == 0 && text.starts_with('\u{feff}') { 3 } else { 0 };
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            let previous = if at == 0 { self.after_return } else { bytes[at - 1] == b'\r' };
            if !(bytes[at] == b'\n' && previous) {
                self.lines += 1;
            }
            self.columns = 0;
            line = at + 1;
        }
        self.columns += text[line..].chars().count();
        self.bytes += bytes.len();
        self.after_return = bytes.last() == Some(&b'\r');
    }

    const fn position(&self) -> Position {
        Position { line: self.lines + 1, column: self.columns + 1, offset: self.bytes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Extent = Extent { front_matter_bytes: 1 << 20, whole: true };

    fn read(bytes: &[u8]) -> Document {
        stream(bytes, Path::new("a.md"), 0, ALL).unwrap()
    }

    #[test]
    fn a_bad_byte_far_down_is_found_where_it_is() {
        let mut bytes = "---\ntitle: Сербия\n---\n".as_bytes().to_vec();
        bytes.extend("слово\r\n".repeat(40_000).as_bytes());
        bytes.extend("ы".as_bytes());
        let offset = bytes.len();
        bytes.push(0xff);
        let fault = read(&bytes).not_utf8.expect("a fault");
        assert_eq!(fault.at, Position { line: 40_004, column: 2, offset });
        assert!(read(&bytes[..offset]).not_utf8.is_none());
        assert!(read(&bytes[..offset - 1]).not_utf8.is_some(), "a character that is cut is a fault");
    }

    #[test]
    fn front_matter_longer_than_a_chunk_is_read_to_its_end() {
        let text = format!("---\nkeywords:\n{}---\n{}", "- слово\n".repeat(20_000), "body ".repeat(100_000));
        let document = read(text.as_bytes());
        assert!(!document.source.is_whole());
        assert!(matches!(split(document.source.text()), Fence::Closed(_)));
    }

    #[test]
    fn the_head_is_all_that_stays_of_a_large_file() {
        let text = format!("---\na: b\n---\n{}", "body ".repeat(1_000_000));
        let document = read(text.as_bytes());
        assert!(document.source.text().len() <= CHUNK);
        assert!(document.not_utf8.is_none());
    }
}
