//! The tables of a document while it is read: what keys with dots and headers put into them, and what they may not.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::source::Span;
use crate::tree::{Entry, Mapping, Node, Sequence, Value};

/// A table of so many entries is looked through without an index.
const FEW: usize = 16;

/// What has made a table, which decides on what may be added to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Made {
    /// The header of a table inside it.
    InnerHeader,
    /// Its own header.
    Header,
    /// A key with dots.
    DottedKey,
}

/// Where a table is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TableId(usize);

#[derive(Debug)]
struct Table<'t> {
    entries: Vec<(Node<'t>, Held<'t>)>,
    /// The first entry of each key, once there are more than a few.
    index: HashMap<Cow<'t, str>, usize>,
    made: Made,
    /// Its header, or the key that made it.
    at: Span,
}

#[derive(Debug)]
enum Held<'t> {
    Node(Node<'t>),
    Table(TableId),
    Tables(Vec<TableId>),
}

#[derive(Debug)]
pub(super) struct Tables<'t> {
    tables: Vec<Table<'t>>,
}

/// Two places of one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Twice {
    pub(super) first: Span,
    pub(super) second: Span,
}

impl<'t> Tables<'t> {
    pub(super) const ROOT: TableId = TableId(0);

    pub(super) fn new() -> Self {
        let mut tables = Self { tables: Vec::new() };
        tables.add(Made::Header, Span::at(0));
        tables
    }

    /// A table that is in no other.
    pub(super) fn add(&mut self, made: Made, at: Span) -> TableId {
        self.tables.push(Table { entries: Vec::new(), index: HashMap::new(), made, at });
        TableId(self.tables.len() - 1)
    }

    /// Puts a value into a table, under a key with as many parts as `path` has.
    pub(super) fn insert(&mut self, table: TableId, path: Vec<Node<'t>>, value: Node<'t>) -> Result<(), Twice> {
        let (mut table, mut result) = (table, Ok(()));
        let last = path.len().saturating_sub(1);
        let mut value = Some(value);
        for (index, key) in path.into_iter().enumerate() {
            let found = self.find(table, &key);
            if index == last {
                if let Some(first) = found {
                    result = result.and(Err(Twice { first: self.key_at(table, first), second: key.span }));
                }
                let value = value.take().expect("there is one last part");
                self.push(table, key, Held::Node(value));
                break;
            }
            let inner = match found.map(|entry| (entry, &self.tables[table.0].entries[entry].1)) {
                Some((entry, Held::Table(inner))) if self.tables[inner.0].made != Made::Header => Ok((entry, *inner)),
                Some((entry, _)) => Err(entry),
                None => {
                    let inner = self.add(Made::DottedKey, key.span);
                    self.push(table, key, Held::Table(inner));
                    table = inner;
                    continue;
                }
            };
            match inner {
                Ok((_, inner)) => table = inner,
                Err(entry) => {
                    result = result.and(Err(Twice { first: self.key_at(table, entry), second: key.span }));
                    let inner = self.add(Made::DottedKey, key.span);
                    self.push(table, key, Held::Table(inner));
                    table = inner;
                }
            }
        }
        result
    }

    /// Opens the table that a header names, at `at`.
    pub(super) fn open(&mut self, path: Vec<Node<'t>>, is_array: bool, at: Span) -> (TableId, Result<(), Twice>) {
        let (mut table, mut result) = (Self::ROOT, Ok(()));
        let last = path.len().saturating_sub(1);
        for (index, key) in path.into_iter().enumerate() {
            let found = self.find(table, &key);
            if index == last {
                let (opened, twice) = if is_array {
                    self.open_item(table, found, key, at)
                } else {
                    self.open_table(table, found, key, at)
                };
                return (opened, result.and(twice));
            }
            let inner = found.and_then(|entry| match &self.tables[table.0].entries[entry].1 {
                Held::Table(inner) => Some(*inner),
                Held::Tables(items) => items.last().copied(),
                Held::Node(_) => None,
            });
            table = if let Some(inner) = inner {
                inner
            } else {
                if let Some(entry) = found {
                    result = result.and(Err(Twice { first: self.key_at(table, entry), second: key.span }));
                }
                let inner = self.add(Made::InnerHeader, key.span);
                self.push(table, key, Held::Table(inner));
                inner
            };
        }
        (table, result)
    }

    fn open_table(
        &mut self,
        holder: TableId,
        found: Option<usize>,
        key: Node<'t>,
        at: Span,
    ) -> (TableId, Result<(), Twice>) {
        let Some(entry) = found else {
            let table = self.add(Made::Header, at);
            self.push(holder, key, Held::Table(table));
            return (table, Ok(()));
        };
        let twice = Err(Twice { first: self.key_at(holder, entry), second: key.span });
        if let Held::Table(table) = self.tables[holder.0].entries[entry].1 {
            let was = self.tables[table.0].made;
            self.tables[table.0].made = Made::Header;
            if was == Made::InnerHeader {
                self.tables[table.0].at = at;
                return (table, Ok(()));
            }
            return (table, twice);
        }
        let table = self.add(Made::Header, at);
        self.push(holder, key, Held::Table(table));
        (table, twice)
    }

    fn open_item(
        &mut self,
        holder: TableId,
        found: Option<usize>,
        key: Node<'t>,
        at: Span,
    ) -> (TableId, Result<(), Twice>) {
        let table = self.add(Made::Header, at);
        let mut result = Ok(());
        if let Some(entry) = found {
            if let Held::Tables(items) = &mut self.tables[holder.0].entries[entry].1 {
                items.push(table);
                return (table, Ok(()));
            }
            result = Err(Twice { first: self.key_at(holder, entry), second: key.span });
        }
        self.push(holder, key, Held::Tables(vec![table]));
        (table, result)
    }

    fn key_at(&self, table: TableId, entry: usize) -> Span {
        self.tables[table.0].entries[entry].0.span
    }

    fn find(&self, table: TableId, key: &Node) -> Option<usize> {
        let table = &self.tables[table.0];
        let text = text_of(key);
        if table.entries.len() <= FEW {
            return table.entries.iter().position(|(key, _)| text_of(key) == text);
        }
        table.index.get(text).copied()
    }

    fn push(&mut self, table: TableId, key: Node<'t>, held: Held<'t>) {
        let table = &mut self.tables[table.0];
        table.entries.push((key, held));
        let count = table.entries.len();
        if count > FEW {
            let from = if table.index.is_empty() { 0 } else { count - 1 };
            for (number, (key, _)) in table.entries.iter().enumerate().skip(from) {
                if let Some(scalar) = key.as_scalar() {
                    table.index.entry(scalar.text.clone()).or_insert(number);
                }
            }
        }
    }

    pub(super) fn is_empty(&self, table: TableId) -> bool {
        self.tables[table.0].entries.is_empty()
    }

    /// Takes a table out as a node, from its header to the end of its last entry.
    pub(super) fn take(&mut self, table: TableId, flow: bool) -> Node<'t> {
        let Table { entries, at, .. } = &mut self.tables[table.0];
        let (entries, mut span) = (std::mem::take(entries), *at);
        let mut taken = Vec::with_capacity(entries.len());
        for (key, held) in entries {
            let value = match held {
                Held::Node(node) => node,
                Held::Table(inner) => self.take(inner, false),
                Held::Tables(items) => self.take_items(items),
            };
            span.end = span.end.max(value.span.end);
            taken.push(Entry { key, value, merged: false });
        }
        Node::new(span, Value::Mapping(Mapping { entries: taken, flow }))
    }

    fn take_items(&mut self, items: Vec<TableId>) -> Node<'t> {
        let items: Vec<Node> = items.into_iter().map(|item| self.take(item, false)).collect();
        let end = items.last().map_or(0, |item| item.span.end);
        let start = items.first().map_or(end, |item| item.span.start);
        Node::new(Span::new(start, end), Value::Sequence(Sequence { items, flow: false }))
    }
}

fn text_of<'n>(key: &'n Node) -> &'n str {
    key.as_scalar().map_or("", |scalar| scalar.text.as_ref())
}
