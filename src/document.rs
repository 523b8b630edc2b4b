//! A Markdown document as masthead sees it: a block of front matter, read into a tree, and the body that follows.

mod data;
mod split;
mod suppression;

pub use split::{Block, Fence, FenceFault, is_void, may_open, second, split};
pub use suppression::{Scope, Suppression, Uses, apply};

use std::ops::Range;
use std::path::Path;

use data::Data;

use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};
use crate::syntax::Syntax;
use crate::tree::{Comment, Entry, Limits, Mapping, Node, Parsed, Problem, ProblemKind, Style, Value};

/// A document: its text, the front matter in it and the tree of that.
#[derive(Debug)]
pub struct Document<'a> {
    pub source: &'a Source,
    /// Where the front matter is, or how what looks like it fails to be one.
    pub fence: Fence,
    /// What the front matter is written in.
    pub syntax: Syntax,
    /// What was read of it; `None` where there is nothing.
    pub root: Option<Node<'a>>,
    pub comments: Vec<Comment<'a>>,
    pub suppressions: Vec<Suppression<'a>>,
    /// Faults of the syntax itself.
    pub problems: Vec<Problem>,
    /// The file is data as a whole: there is no body.
    pub is_data: bool,
    /// The documents that follow this one in a stream of YAML.
    pub further: Vec<Self>,
}

impl<'a> Document<'a> {
    /// Splits and reads a document. Whatever the text is, there is a document; its faults are in it.
    pub fn parse(source: &'a Source, limits: Limits) -> Self {
        let Some(data) = Data::of(source.path()) else { return Self::read(source, split(source.text()), limits) };
        let mut blocks = data.blocks(source).into_iter();
        let first = blocks.next().map_or(Fence::Missing, Fence::Closed);
        let mut first = Self { is_data: true, ..Self::read(source, first, limits) };
        let further = |block| Self { is_data: true, ..Self::read(source, Fence::Closed(block), limits) };
        first.further = blocks.map(further).collect();
        if first.syntax == Syntax::Yaml
            && let Some(start) = first.block().map(|block| block.content.start).filter(|start| *start > source.bom())
        {
            let before = data::comments_before(source.text(), start);
            first.comments.splice(0..0, before);
            first.suppressions = suppression::parse(source.text(), &first.comments);
        }
        first
    }

    /// Reads the block that a fence opens.
    fn read(source: &'a Source, fence: Fence, limits: Limits) -> Self {
        let syntax = fence.block().map_or_else(Syntax::default, |block| block.syntax);
        let parsed = match fence.block() {
            Some(block) if block.content.len() > limits.front_matter_bytes => too_large(block, limits),
            Some(block) => syntax.parse(source.text(), block.content, limits),
            None => Parsed::default(),
        };
        let Parsed { mut root, comments, mut problems } = parsed;
        if let Some(node) = root.as_mut().filter(|node| paths(node, 0) > PATHS) {
            let span = node.span;
            *node = Node::new(span, Value::Broken);
            problems.push(Problem {
                kind: ProblemKind::Limit,
                diagnostic: too_wide(fence.block().map_or(span, |block| block.opening)),
            });
        }
        let suppressions = suppression::parse(source.text(), &comments);
        let (is_data, further) = (false, Vec::new());
        Self { source, fence, syntax, root, comments, suppressions, problems, is_data, further }
    }

    /// Where the bytes `range` of a scalar's text are written.
    pub fn locate(&self, node: &Node, range: Range<usize>) -> Span {
        self.syntax.locate(self.source.text(), node, range)
    }

    /// Writes `text` as a scalar on one line, in `style` where that can hold it.
    pub fn write(&self, text: &str, style: Style) -> String {
        self.syntax.write(text, style)
    }

    /// Writes `text` in the quotes that are usual in the syntax.
    pub fn quote(&self, text: &str) -> String {
        self.syntax.write(text, self.syntax.usual_quotes())
    }

    /// The front matter, where it can be read as a block.
    pub fn block(&self) -> Option<&Block> {
        self.fence.block()
    }

    /// The fields, where the front matter is a mapping.
    pub fn fields(&self) -> Option<&Mapping<'a>> {
        self.root.as_ref()?.as_mapping()
    }

    /// The schema that the document names for itself, and where: by a leading comment
    /// `# yaml-language-server: $schema=PATH`, or by a field `$schema`.
    pub fn own_schema(&self) -> Option<(&str, Span)> {
        let first = self.root.as_ref().map_or(usize::MAX, |root| root.span.start);
        let leading = self.comments.iter().take_while(|comment| comment.span.start < first);
        let mut named = leading.filter_map(|comment| {
            let rest = comment.text.trim_start().strip_prefix("yaml-language-server:")?;
            let (_, path) = rest.split_once("$schema=")?;
            let path = path.split_whitespace().next()?;
            let start =
                comment.span.end - comment.text.len() + (path.as_ptr() as usize - comment.text.as_ptr() as usize);
            Some((path, Span::new(start, start + path.len())))
        });
        named.next().or_else(|| {
            let value = &self.fields()?.get("$schema")?.value;
            Some((value.as_str()?, value.span))
        })
    }

    /// Where a finding about the whole front matter points: its opening fence, or the start of the file.
    pub fn opening(&self) -> Span {
        self.block().map_or(Span::at(0), |block| block.opening)
    }

    /// The text after the front matter, or all of it where there is none.
    pub fn body(&self) -> Span {
        if self.is_data {
            return Span::at(self.source.text().len());
        }
        let start = match self.fence {
            Fence::Foreign { body, .. } => body,
            _ => self.block().map_or(self.source.bom(), |block| block.body),
        };
        Span::new(start, self.source.text().len())
    }
}

/// Where the front matter of a text is; the whole of it, where the name says that it is data.
pub fn fence(source: &Source) -> Fence {
    if Data::of(source.path()).is_none() {
        return split(source.text());
    }
    let whole = Span::new(source.bom(), source.text().len());
    let (opening, closing) = (Span::at(whole.start), Span::at(whole.end));
    Fence::Closed(Block { syntax: Syntax::default(), opening, content: whole, closing, body: whole.end })
}

/// Whether a file is data as a whole, by its name.
pub fn is_data(path: &Path) -> bool {
    Data::of(path).is_some()
}

/// How many bytes are read of a file that is data as a whole, by its name; `None` for other files.
pub fn reach_of_data(path: &Path, limit: usize) -> Option<usize> {
    Some(Data::of(path)?.reach(limit))
}

/// How long the paths of all values may be together, in bytes. Every finding names the path of its value, so that a
/// few long keys around many values would cost more than the document itself by orders of magnitude.
const PATHS: usize = 32 << 20;

/// The length of the paths of a node and of all that is inside it, where its own has `length` bytes. The tree is no
/// deeper than the limits of the reader let it be.
fn paths(node: &Node, length: usize) -> usize {
    let inside: usize = match &node.value {
        Value::Sequence(sequence) => sequence.items.iter().map(|item| paths(item, length + 4)).sum(),
        Value::Mapping(mapping) => {
            let key = |entry: &Entry| entry.key_text().map_or(1, |text| text.len() + 1);
            mapping.entries.iter().map(|entry| paths(&entry.value, length + key(entry))).sum()
        }
        Value::Scalar(_) | Value::Broken => 0,
    };
    length + inside
}

fn too_wide(opening: Span) -> Diagnostic {
    let message = "the front matter has so many values under such long names that it is not read";
    Diagnostic::new(opening, message).help("shorten the names, or use fewer levels")
}

/// What is said of a block that is not read.
fn too_large<'a>(block: &Block, limits: Limits) -> Parsed<'a> {
    let (size, most) = (block.content.len(), limits.front_matter_bytes);
    let message = format!("the front matter has {size} bytes, more than the {most} that masthead reads");
    let diagnostic = Diagnostic::new(block.opening, message).help("move what is not about the document to the text");
    Parsed { problems: vec![Problem { kind: ProblemKind::Limit, diagnostic }], ..Parsed::default() }
}
