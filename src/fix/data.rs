//! Whether two readings of a document hold the same data, but for what the fixes were meant to change.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::rules::{self, Effect};
use crate::source::Span;
use crate::tree::{Entry, Mapping, Node, Resolved, Sequence, Value};
use crate::values::push_token;

/// Beyond so many pairs, items of two lists are not compared with each other.
const PAIRS: usize = 250_000;

/// How far the consequences of fixes may go.
#[derive(Debug)]
pub(super) struct Reach {
    /// One of the fixes brings to light what could not be read.
    mends: bool,
    /// The fields that the findings name, key and all, in the old text.
    named: Spans,
    /// What edits replace in the old text, where no field is named; whole lines, where the text was not YAML.
    touched: Spans,
    /// What edits put in the new text.
    written: Spans,
}

impl Reach {
    /// `written` are the places in the new text of the edits of each diagnostic's fix.
    pub(super) fn new(before: &Document, made: &[&Diagnostic], written: &[Vec<Span>]) -> Self {
        let text = before.source.text();
        let is_mend = |diagnostic: &Diagnostic| rules::effect_of(diagnostic.rule) == Effect::Syntax;
        let leaves_data =
            |diagnostic: &Diagnostic| matches!(rules::effect_of(diagnostic.rule), Effect::Layout | Effect::Comment);
        let reaching: Vec<_> = made.iter().zip(written).filter(|(diagnostic, _)| !leaves_data(diagnostic)).collect();
        let pointers = reaching.iter().filter_map(|(diagnostic, _)| diagnostic.pointer.as_deref());
        let mut fields: HashMap<&str, Vec<Span>> = pointers.map(|pointer| (pointer, Vec::new())).collect();
        if let Some(root) = before.root.as_ref().filter(|_| !fields.is_empty()) {
            locate(root, root.span, &mut String::new(), &mut fields);
        }
        let mut touched = Vec::new();
        for (diagnostic, _) in &reaching {
            let has_field = diagnostic.pointer.as_deref().is_some_and(|pointer| !fields[pointer].is_empty());
            let mends = is_mend(diagnostic);
            if mends || !has_field {
                let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits);
                touched.extend(edits.map(|edit| if mends { whole_lines(text, edit.span) } else { edit.span }));
                // The mark of a block of text is wrong because of the lines below it, which is where the edits are.
                touched.extend(mends.then(|| whole_lines(text, diagnostic.span)));
            }
        }
        Self {
            mends: reaching.iter().any(|(diagnostic, _)| is_mend(diagnostic)),
            written: Spans::new(reaching.iter().flat_map(|(_, written)| *written).copied().collect()),
            named: Spans::new(fields.into_values().flatten().collect()),
            touched: Spans::new(touched),
        }
    }

    fn explains(&self, difference: &Difference) -> bool {
        match *difference {
            Difference { before: Some(before), .. } => self.named.hold(before) || self.touched.meet(before),
            Difference { after: Some(after), .. } => self.mends || self.written.meet(after),
            Difference { before: None, after: None } => false,
        }
    }
}

/// Many spans, of which is asked whether one of them is where another is.
#[derive(Debug)]
struct Spans {
    /// Where a span starts, in order, and the furthest end of all that start no later.
    ends: Vec<(usize, usize)>,
}

impl Spans {
    fn new(mut spans: Vec<Span>) -> Self {
        spans.sort_unstable_by_key(|span| span.start);
        let mut furthest = 0;
        let ends = spans.iter().map(|span| {
            furthest = furthest.max(span.end);
            (span.start, furthest)
        });
        Self { ends: ends.collect() }
    }

    /// The furthest end of those that start no later than here.
    fn end(&self, start: usize) -> Option<usize> {
        let later = self.ends.partition_point(|(own, _)| *own <= start);
        later.checked_sub(1).map(|last| self.ends[last].1)
    }

    /// Whether a span lies in one of these.
    fn hold(&self, span: Span) -> bool {
        self.end(span.start).is_some_and(|end| end >= span.end)
    }

    /// Whether a span overlaps one of these or lies beside it.
    fn meet(&self, span: Span) -> bool {
        self.end(span.end).is_some_and(|end| end >= span.start)
    }
}

/// A value that is not the same, or is in one tree only: where it is written in each, with its key.
#[derive(Debug, Default)]
struct Difference {
    before: Option<Span>,
    after: Option<Span>,
}

/// The pointer of a value that has changed and that no fix was meant to change.
pub(super) fn unexplained(before: &Document, after: &Document, reach: &Reach) -> Option<String> {
    let mut comparison = Comparison { reach, pointer: String::new(), unexplained: None };
    match (&before.root, &after.root) {
        (Some(old), Some(new)) => comparison.nodes((old, old.span), (new, new.span)),
        (None, None) => {}
        (Some(old), None) if old.is_null() => {}
        (Some(old), None) => comparison.note(Some(old.span), None),
        (None, Some(new)) if new.is_null() => {}
        (None, Some(new)) => comparison.note(None, Some(new.span)),
    }
    comparison.unexplained
}

struct Comparison<'r> {
    reach: &'r Reach,
    pointer: String,
    unexplained: Option<String>,
}

/// A value and where it is written, with its key.
type Place<'n, 'a> = (&'n Node<'a>, Span);

impl Comparison<'_> {
    fn note(&mut self, before: Option<Span>, after: Option<Span>) {
        let difference = Difference { before, after };
        if self.unexplained.is_none() && !self.reach.explains(&difference) {
            self.unexplained = Some(self.pointer.clone());
        }
    }

    fn below(&mut self, token: &str, compare: impl FnOnce(&mut Self)) {
        if self.unexplained.is_some() {
            return;
        }
        let length = self.pointer.len();
        self.pointer.push('/');
        push_token(&mut self.pointer, token);
        compare(self);
        self.pointer.truncate(length);
    }

    fn nodes(&mut self, (old, old_span): Place, (new, new_span): Place) {
        match (&old.value, &new.value) {
            (Value::Mapping(old), Value::Mapping(new)) => self.mappings(old, new),
            (Value::Sequence(old), Value::Sequence(new)) => self.sequences(old, new),
            _ if canonical(old) == canonical(new) => {}
            _ => self.note(Some(old_span), Some(new_span)),
        }
    }

    /// The order of fields is no data. The second of two fields of one name is compared with the second.
    fn mappings(&mut self, old: &Mapping, new: &Mapping) {
        let (old, new) = (by_key(old), by_key(new));
        for (key, entry) in &old {
            self.below(&key.0, |this| match new.get(key) {
                Some(other) => this.nodes((&entry.value, origin(entry)), (&other.value, origin(other))),
                None => this.note(Some(whole(entry)), None),
            });
        }
        for (key, entry) in new.iter().filter(|(key, _)| !old.contains_key(*key)) {
            self.below(&key.0, |this| this.note(None, Some(whole(entry))));
        }
    }

    fn sequences(&mut self, old: &Sequence, new: &Sequence) {
        if old.items.len() == new.items.len() {
            for (index, (old, new)) in old.items.iter().zip(&new.items).enumerate() {
                self.below(&index.to_string(), |this| this.nodes((old, old.span), (new, new.span)));
            }
            return;
        }
        let old_texts: Vec<String> = old.items.iter().map(canonical).collect();
        let new_texts: Vec<String> = new.items.iter().map(canonical).collect();
        let (old_kept, new_kept) = common(&old_texts, &new_texts);
        for (index, item) in old.items.iter().enumerate().filter(|(index, _)| !old_kept.contains(index)) {
            self.below(&index.to_string(), |this| this.note(Some(item.shown()), None));
        }
        for (index, item) in new.items.iter().enumerate().filter(|(index, _)| !new_kept.contains(index)) {
            self.below(&index.to_string(), |this| this.note(None, Some(item.shown())));
        }
    }
}

/// Where an entry stands in its mapping.
fn whole(entry: &Entry) -> Span {
    entry.key.span.to(entry.value.shown())
}

/// Where the value of an entry is written: with its key, or where the anchor is that it is a copy of.
fn origin(entry: &Entry) -> Span {
    if entry.value.alias.is_some() { entry.value.span } else { whole(entry) }
}

fn by_key<'m, 'a>(mapping: &'m Mapping<'a>) -> BTreeMap<(String, usize), &'m Entry<'a>> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut entries = BTreeMap::new();
    for entry in &mapping.entries {
        let key = entry.key_text().map_or_else(|| canonical(&entry.key), str::to_owned);
        let count = counts.entry(key.clone()).or_default();
        entries.insert((key, *count), entry);
        *count += 1;
    }
    entries
}

/// The places in two lists of a longest common subsequence; those of the common beginning and end, if it would take
/// too long to find.
fn common(old: &[String], new: &[String]) -> (BTreeSet<usize>, BTreeSet<usize>) {
    let head = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(old, new)| old == new).count();
    let mut kept_old: BTreeSet<usize> = (0..head).chain(old.len() - tail..old.len()).collect();
    let mut kept_new: BTreeSet<usize> = (0..head).chain(new.len() - tail..new.len()).collect();
    let (old, new) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
    if old.len().saturating_mul(new.len()) > PAIRS {
        return (kept_old, kept_new);
    }
    let mut lengths = vec![vec![0_usize; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            lengths[i][j] =
                if old[i] == new[j] { lengths[i + 1][j + 1] + 1 } else { lengths[i + 1][j].max(lengths[i][j + 1]) };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < old.len() && j < new.len() {
        if old[i] == new[j] {
            kept_old.insert(head + i);
            kept_new.insert(head + j);
            (i, j) = (i + 1, j + 1);
        } else if lengths[i + 1][j] >= lengths[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    (kept_old, kept_new)
}

/// A text that is the same for the same data, and different for different data.
fn canonical(node: &Node) -> String {
    let mut text = String::new();
    write_canonical(node, &mut text);
    text
}

/// No deeper than [`crate::tree::Limits`] let the tree be.
fn write_canonical(node: &Node, text: &mut String) {
    if let Some(tag) = node.tag.as_ref().filter(|tag| !tag.name.starts_with("tag:yaml.org,2002:")) {
        let _ = write!(text, "!{:?} ", tag.name);
    }
    match &node.value {
        Value::Broken => text.push_str("broken"),
        Value::Scalar(scalar) => match node.resolved() {
            None | Some(Resolved::String) => {
                let _ = write!(text, "{:?}", scalar.text);
            }
            Some(Resolved::Float(float)) => {
                let _ = write!(text, "float {:x}", float.to_bits());
            }
            Some(resolved) => {
                let _ = write!(text, "{resolved:?}");
            }
        },
        Value::Sequence(sequence) => {
            text.push('[');
            for item in &sequence.items {
                write_canonical(item, text);
                text.push(',');
            }
            text.push(']');
        }
        Value::Mapping(mapping) => {
            text.push('{');
            for ((key, count), entry) in by_key(mapping) {
                let _ = write!(text, "{key:?}.{count}=");
                write_canonical(&entry.value, text);
                text.push(',');
            }
            text.push('}');
        }
    }
}

/// Finds every place that a pointer may mean: more than one, where a key is twice in a mapping.
fn locate(node: &Node, whole_span: Span, pointer: &mut String, fields: &mut HashMap<&str, Vec<Span>>) {
    if let Some(places) = fields.get_mut(pointer.as_str()) {
        places.push(whole_span);
    }
    let length = pointer.len();
    let mut below = |token: &str, node: &Node, span: Span| {
        pointer.push('/');
        push_token(pointer, token);
        locate(node, span, pointer, fields);
        pointer.truncate(length);
    };
    match &node.value {
        Value::Mapping(mapping) => {
            for entry in &mapping.entries {
                below(entry.key_text().unwrap_or_default(), &entry.value, whole(entry));
            }
        }
        Value::Sequence(sequence) => {
            for (index, item) in sequence.items.iter().enumerate() {
                below(&index.to_string(), item, item.shown());
            }
        }
        Value::Scalar(_) | Value::Broken => {}
    }
}

/// The lines that a span lies on.
fn whole_lines(text: &str, span: Span) -> Span {
    let bytes = text.as_bytes();
    let start = memchr::memrchr2(b'\n', b'\r', &bytes[..span.start]).map_or(0, |at| at + 1);
    let end = memchr::memchr2(b'\n', b'\r', &bytes[span.end..]).map_or(text.len(), |at| span.end + at);
    Span::new(start, end)
}
