//! The documents that are open in the editor, as they are there.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::lsp;
use super::position::{Encoding, Lines};

/// One open document.
#[derive(Debug)]
pub(super) struct Buffer {
    /// As the client spells it.
    pub(super) uri: lsp::Uri,
    pub(super) path: PathBuf,
    pub(super) version: i32,
    pub(super) text: Arc<str>,
    pub(super) lines: Lines,
}

/// The open documents by the paths that their addresses mean.
#[derive(Debug, Default)]
pub(super) struct Buffers {
    open: BTreeMap<PathBuf, Buffer>,
}

impl Buffer {
    pub(super) fn new(uri: lsp::Uri, path: PathBuf, version: i32, text: &str, encoding: Encoding) -> Self {
        Self { uri, path, version, text: text.into(), lines: Lines::new(text, encoding) }
    }

    /// Makes the changes of one notification, each on what the one before it has left.
    pub(super) fn change(&mut self, version: i32, changes: &[lsp::TextDocumentContentChangeEvent], encoding: Encoding) {
        use lsp::TextDocumentContentChangeEvent::{
            TextDocumentContentChangePartial, TextDocumentContentChangeWholeDocument,
        };
        let mut text = String::from(&*self.text);
        let mut lines = self.lines.clone();
        for change in changes {
            match change {
                TextDocumentContentChangePartial(change) => {
                    let span = lines.span(&text, change.range);
                    text.replace_range(span.range(), &change.text);
                    lines.replace(&text, span, change.text.len());
                }
                TextDocumentContentChangeWholeDocument(change) => {
                    text.clone_from(&change.text);
                    lines = Lines::new(&text, encoding);
                }
            }
        }
        self.version = version;
        self.text = text.into();
        self.lines = lines;
    }
}

impl Buffers {
    pub(super) fn open(&mut self, buffer: Buffer) {
        self.open.insert(buffer.path.clone(), buffer);
    }

    pub(super) fn close(&mut self, path: &Path) -> Option<Buffer> {
        self.open.remove(path)
    }

    pub(super) fn get(&self, path: &Path) -> Option<&Buffer> {
        self.open.get(path)
    }

    pub(super) fn get_mut(&mut self, path: &Path) -> Option<&mut Buffer> {
        self.open.get_mut(path)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Buffer> {
        self.open.values()
    }
}
