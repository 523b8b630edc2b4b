//! From text to tree: the events of the YAML library, put together.

use std::borrow::Cow;

use granit_parser::{Event, Parser, ScalarStyle, ScanError, StructureStyle, options};

use super::anchor::{Anchors, Found};
use super::line::Line;
use super::open::Open;
use super::passage::Passage;
use super::{header, keys, listed, look_alike, merge, place, remark, resolve, say};
use crate::source::Span;
use crate::tree::{
    Comment, Entry, Limits, Mapping, Node, Parsed, Problem, ProblemKind, Scalar, Sequence, Style, Tag, Value,
};

/// Why a text could not be read to its end.
#[derive(Debug)]
pub(super) enum Stop {
    /// It is not YAML; bytes from the start of what was read.
    Fault(ScanError),
    /// It is deeper than the limit from this byte on.
    Deep(usize),
    /// A second document begins.
    Second(Span),
    /// The tab at this byte indents a block collection.
    Tab(usize),
}

/// Reads `yaml`, which stands at byte `base` of its file.
pub(super) fn read(yaml: &str, base: usize, limits: Limits) -> Result<Parsed<'_>, Stop> {
    let deepest = limits.deepest();
    let options = options! {
        strict_indentation: true,
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        max_buffered_comment_events: usize::MAX,
        flow_nesting_limit: deepest + 1,
        block_nesting_limit: deepest + 1,
    };
    let mut builder = Builder {
        yaml,
        base,
        limits,
        open: Vec::with_capacity(4),
        anchors: Anchors::default(),
        cursor: 0,
        merges: false,
        documents: 0,
        parsed: Parsed::default(),
    };
    for event in Parser::new_from_str_with_options(yaml, options) {
        let (event, span) = event.map_err(Stop::Fault)?;
        let bytes = span.byte_range().unwrap_or(0..0);
        builder.take(event, Span::from(bytes))?;
    }
    Ok(builder.finish())
}

struct Builder<'a> {
    yaml: &'a str,
    base: usize,
    limits: Limits,
    open: Vec<Open<'a>>,
    anchors: Anchors,
    /// The end of the last thing read, from where properties are looked for.
    cursor: usize,
    merges: bool,
    documents: usize,
    parsed: Parsed<'a>,
}

impl<'a> Builder<'a> {
    /// One event; `at` counts from the start of the YAML.
    fn take(&mut self, event: Event<'a>, at: Span) -> Result<(), Stop> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let tag = tag.map(|tag| self.tag(at.start, tag.to_string()));
                let mut node = self.scalar(text, style, tag.as_ref(), at);
                node.tag = tag;
                self.anchors.define(anchor, &self.open);
                self.attach(node);
            }
            Event::SequenceStart(style, anchor, tag) => {
                let sequence = Sequence { items: Vec::new(), flow: style == StructureStyle::Flow };
                self.start(Value::Sequence(sequence), anchor, tag.map(|tag| tag.to_string()), at)?;
            }
            Event::MappingStart(style, anchor, tag) => {
                let mapping = Mapping { entries: Vec::new(), flow: style == StructureStyle::Flow };
                self.start(Value::Mapping(mapping), anchor, tag.map(|tag| tag.to_string()), at)?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(at),
            Event::Alias(id) => {
                let node = self.alias(id, at);
                self.cursor = at.end;
                self.attach(node);
            }
            Event::UnresolvedAlias(name) => {
                let problem = say::unknown_alias(self.place(at), &name);
                self.parsed.problems.push(problem);
                self.cursor = at.end;
                self.attach(Node::new(self.place(at), Value::Broken));
            }
            Event::Anchor(..) => {
                let span = self.place(at);
                if let Some(node) = self.latest() {
                    node.anchor = Some(span);
                }
            }
            Event::Comment(..) => self.comment(at),
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(Stop::Second(at));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn place(&self, at: Span) -> Span {
        Span::new(self.base + at.start, self.base + at.end)
    }

    fn scalar(&mut self, text: Cow<'a, str>, style: ScalarStyle, tag: Option<&Tag>, at: Span) -> Node<'a> {
        let style = match style {
            ScalarStyle::SingleQuoted => Style::SingleQuoted,
            ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
            ScalarStyle::Literal => Style::Literal,
            ScalarStyle::Folded => Style::Folded,
            ScalarStyle::Plain => Style::Plain,
        };
        let mut span = at;
        if style.is_block() {
            span.start = place::block_indicator(self.yaml, self.cursor).unwrap_or(at.start);
            span.end = place::block_end(self.yaml, span.start, at.end.max(span.start));
        }
        // The library writes `~` for a value that is not there.
        let text = if at.is_empty() && style == Style::Plain { Cow::Borrowed("") } else { text };
        self.cursor = at.end;
        self.merges |= text == "<<";
        if style == Style::Plain && text.starts_with(|first: char| first == '-' || !first.is_ascii()) {
            let before = self.yaml[..at.start].rsplit(['\n', '\r']).next().unwrap_or_default();
            let problem = look_alike::check(&self.yaml[at.range()], self.place(at), before.trim().is_empty());
            if let Some(problem) = problem {
                self.parsed.problems.push(problem);
                return Node::new(self.place(span), Value::Broken);
            }
        }
        let is_block = !self.open.last().is_some_and(|open| is_flow(&open.node.value));
        if is_block && let Some(passage) = self.mistaken(&text, style, at, span) {
            let is_key = remark::is_key(&text);
            self.parsed.problems.push(passage.problem(self.base));
            if !is_key {
                return Node::new(self.place(span), Value::Broken);
            }
        }
        let resolved = resolve::resolve(&text, style, tag.map(|tag| tag.name.as_ref()));
        Node::new(self.place(span), Value::Scalar(Scalar { text, style, resolved }))
    }

    /// What keeps a scalar from being what it was meant to be, though it is YAML; `span` is where it is written.
    fn mistaken(&self, text: &str, style: Style, at: Span, span: Span) -> Option<Passage> {
        let is_key = self.open.last().is_some_and(|open| open.node.as_mapping().is_some() && open.key.is_none());
        match style {
            Style::Plain if is_key => remark::is_key(text).then(|| remark::of_key(self.yaml, at.range())),
            Style::Plain => remark::in_text(self.yaml, at.range()).or_else(|| listed::check(self.yaml, at.range())),
            Style::Literal | Style::Folded if text.trim().is_empty() => {
                let line = Line::at(self.yaml, span.start);
                (line.value.start == span.start).then(|| header::unindented(self.yaml, &line)).flatten()
            }
            Style::SingleQuoted | Style::DoubleQuoted | Style::Literal | Style::Folded => None,
        }
    }

    fn tag(&mut self, node: usize, name: String) -> Tag<'a> {
        let found = place::tag(self.yaml, self.cursor, node).unwrap_or(node..node);
        self.cursor = found.end;
        let span = self.place(found.into());
        if !is_core(&name) {
            self.parsed.problems.push(say::tag(span, &self.yaml[span.start - self.base..span.end - self.base]));
        }
        Tag { span, name: Cow::Owned(name) }
    }

    fn start(&mut self, value: Value<'a>, anchor: usize, tag: Option<String>, at: Span) -> Result<(), Stop> {
        if self.open.len() >= self.limits.deepest() {
            return Err(Stop::Deep(at.start));
        }
        let mut at = at;
        let in_mapping = self.open.last().is_some_and(|open| open.node.as_mapping().is_some());
        if in_mapping && matches!(&value, Value::Sequence(sequence) if !sequence.flow) {
            // A list that is not indented is told at its first item.
            at.start = place::dash(self.yaml, self.cursor).map_or(at.start, |dash| dash.min(at.start));
        }
        let in_flow = self.open.last().is_some_and(|open| is_flow(&open.node.value));
        if !in_flow
            && !is_flow(&value)
            && let Some(tab) = place::indenting_tab(self.yaml, at.start)
        {
            return Err(Stop::Tab(tab));
        }
        let tag = tag.map(|tag| self.tag(at.start, tag));
        self.cursor = self.cursor.max(at.end);
        let mut node = Node::new(self.place(at), value);
        node.tag = tag;
        self.anchors.define(anchor, &self.open);
        self.open.push(Open { node, key: None });
        Ok(())
    }

    fn end(&mut self, at: Span) {
        let Some(Open { mut node, .. }) = self.open.pop() else { return };
        // The end of a block collection is told where the next thing begins; it ends with its last child.
        if !at.is_empty() {
            node.span.end = self.base + at.end;
            self.cursor = at.end;
        }
        if let Value::Mapping(mapping) = &node.value {
            keys::duplicates(mapping, &mut self.parsed.problems);
            if mapping.flow && say::is_template(self.yaml, node.span, self.base) {
                self.parsed.problems.push(say::template(node.span, self.yaml, self.base));
                node.value = Value::Broken;
            }
        }
        self.attach(node);
    }

    fn alias(&mut self, id: usize, at: Span) -> Node<'a> {
        let span = self.place(at);
        let root = self.parsed.root.as_ref();
        let copy = match self.anchors.find(id, &self.open, root) {
            Found::Open => Err(Box::new(say::cycle(span, &self.yaml[at.range()]))),
            Found::Nothing => Err(Box::new(say::unknown_alias(span, &self.yaml[at.start + 1..at.end]))),
            Found::Node(node) => self.anchors.copy(node, self.open.len(), self.limits, span),
        };
        match copy {
            Ok(mut node) => {
                node.alias = Some(span);
                node
            }
            Err(problem) => {
                let again = |said: &Problem| said.kind == ProblemKind::Limit;
                if problem.kind != ProblemKind::Limit || !self.parsed.problems.iter().any(again) {
                    self.parsed.problems.push(*problem);
                }
                Node::new(span, Value::Broken)
            }
        }
    }

    /// The node that was begun last.
    fn latest(&mut self) -> Option<&mut Node<'a>> {
        let Some(open) = self.open.last_mut() else { return self.parsed.root.as_mut() };
        if open.next() == 0 {
            return Some(&mut open.node);
        }
        if open.key.is_some() {
            return open.key.as_mut();
        }
        match &mut open.node.value {
            Value::Sequence(sequence) => sequence.items.last_mut(),
            Value::Mapping(mapping) => mapping.entries.last_mut().map(|entry| &mut entry.value),
            Value::Scalar(_) | Value::Broken => None,
        }
    }

    fn attach(&mut self, node: Node<'a>) {
        let Some(parent) = self.open.last_mut() else {
            self.parsed.root = Some(node);
            return;
        };
        parent.node.span.end = parent.node.span.end.max(node.alias.unwrap_or(node.span).end);
        match &mut parent.node.value {
            Value::Sequence(sequence) => sequence.items.push(node),
            Value::Mapping(mapping) => match parent.key.take() {
                None => parent.key = Some(node),
                Some(key) => mapping.entries.push(Entry { key, value: node, merged: false }),
            },
            Value::Scalar(_) | Value::Broken => {}
        }
    }

    fn comment(&mut self, at: Span) {
        let line = &self.yaml[place::line_start(self.yaml, at.start)..at.start];
        let own_line = line.trim_start_matches([' ', '\t', '\u{feff}']).is_empty();
        let text = &self.yaml[(at.start + 1).min(at.end)..at.end];
        self.parsed.comments.push(Comment { span: self.place(at), text, own_line });
    }

    fn finish(mut self) -> Parsed<'a> {
        if let Some(root) = self.parsed.root.as_mut().filter(|_| self.merges) {
            merge::merge(root);
        }
        self.parsed.comments.sort_by_key(|comment| comment.span.start);
        self.parsed
    }
}

/// Whether a value is a collection in brackets or braces.
const fn is_flow(value: &Value) -> bool {
    match value {
        Value::Sequence(sequence) => sequence.flow,
        Value::Mapping(mapping) => mapping.flow,
        Value::Scalar(_) | Value::Broken => false,
    }
}

/// Whether a tag is one of the core schema (YAML 1.2 §10.3.1), or the non-specific `!`.
fn is_core(name: &str) -> bool {
    let core = name.strip_prefix("tag:yaml.org,2002:");
    name == "!" || core.is_some_and(|name| matches!(name, "str" | "int" | "float" | "bool" | "null" | "map" | "seq"))
}
