//! A Markdown document as masthead sees it: a block of front matter, read as YAML, and the body that follows.

mod split;
mod suppression;

pub use split::{Block, Fence, split};
pub use suppression::{Scope, Suppression};

use crate::source::{Source, Span};
use crate::yaml::{self, Comment, Limits, Mapping, Node, Parsed, Problem};

/// A document: its text, the front matter in it and the tree of that.
#[derive(Debug)]
pub struct Document<'a> {
    pub source: &'a Source,
    /// Where the front matter is, or how what looks like it fails to be one.
    pub fence: Fence,
    /// What was read of the YAML; `None` where there is nothing.
    pub root: Option<Node<'a>>,
    pub comments: Vec<Comment<'a>>,
    pub suppressions: Vec<Suppression<'a>>,
    /// Faults of the YAML itself.
    pub problems: Vec<Problem>,
}

impl<'a> Document<'a> {
    /// Splits and reads a document. Whatever the text is, there is a document; its faults are in it.
    pub fn parse(source: &'a Source, limits: Limits) -> Self {
        let fence = split(source.text());
        let parsed = match fence.block() {
            Some(block) => yaml::parse(source.text(), block.yaml, limits),
            None => Parsed::default(),
        };
        let Parsed { root, comments, problems } = parsed;
        let suppressions = suppression::parse(source.text(), &comments);
        Self { source, fence, root, comments, suppressions, problems }
    }

    /// The front matter, where it can be read as a block.
    pub fn block(&self) -> Option<&Block> {
        self.fence.block()
    }

    /// The fields, where the front matter is a mapping.
    pub fn fields(&self) -> Option<&Mapping<'a>> {
        self.root.as_ref()?.as_mapping()
    }

    /// Where a finding about the whole front matter points: its opening fence, or the start of the file.
    pub fn opening(&self) -> Span {
        self.block().map_or(Span::at(0), |block| block.opening)
    }

    /// The text after the front matter, or all of it where there is none.
    pub fn body(&self) -> Span {
        let start = self.block().map_or(self.source.bom(), |block| block.body);
        Span::new(start, self.source.text().len())
    }
}
