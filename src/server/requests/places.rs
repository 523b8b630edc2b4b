//! Where a name leads, and where else a field, a value or a link is written.

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde_json::{Value as Json, json};

use super::super::hover::Target;
use super::super::lsp;
use super::super::position::Lines;
use super::super::session::Session;
use super::super::uri::uri_of;
use super::Open;
use crate::document::Document;
use crate::kinds::slug::without_date;
use crate::kinds::wikilink;
use crate::schema::TargetKind;
use crate::source::{Source, Span};
use crate::tree::{Limits, Node, Value};

/// Tells which texts are meant.
type IsMeant<'a> = &'a (dyn Fn(&str) -> bool + Sync);

/// Where the document is that a link or a value leads to, and where the other places of a finding are: the value of which
/// this is a duplicate, the commoner spelling.
pub(super) fn definition(session: &mut Session, params: &lsp::DefinitionParams) -> Json {
    let at = &params.text_document_position_params;
    let Some(open) = Open::new(session, &at.text_document.uri) else { return Json::Null };
    let offset = open.offset(at.position);
    let mut places = session.related(&open.path, offset);
    let document = open.document();
    let target = document.root.as_ref().and_then(|root| Target::at(root, offset));
    if let Some((target, text)) =
        target.as_ref().filter(|target| target.key.is_none()).and_then(|target| Some((target, target.value.as_str()?)))
    {
        places.extend(leads_to(session, &open, target, text));
    }
    places.dedup();
    if places.is_empty() { Json::Null } else { Json::Array(places) }
}

/// The documents that a text leads to.
fn leads_to(session: &mut Session, open: &Open, target: &Target, text: &str) -> Vec<Json> {
    let link = wikilink::parse(text).ok();
    let name = link.as_ref().map_or(text, |link| &text[link.target.clone()]);
    if let (None, Some(kind)) = (&link, kind_of_target(session, open, target)) {
        return match kind {
            TargetKind::Title => having_value(session, &["title"], text),
            TargetKind::Path => at_path(session, open, text),
            TargetKind::Slug => {
                let mut places = having_value(session, &["slug"], text);
                let named = session.corpus.paths().filter(|path| {
                    path.file_stem().and_then(|name| name.to_str()).is_some_and(|name| without_date(name) == text)
                });
                places.extend(named.map(top_of));
                places
            }
        };
    }
    // A link may name the folders too.
    let last = name.rsplit('/').next().unwrap_or(name);
    let folded = wikilink::fold(name);
    let is_there = |path: &&Path| {
        last == name || wikilink::fold(&path.with_extension("").to_string_lossy().replace('\\', "/")).ends_with(&folded)
    };
    let named: Vec<Json> = session.corpus.named(last).into_iter().filter(is_there).map(top_of).collect();
    if !named.is_empty() {
        return named;
    }
    let is_meant = |alias: &str| wikilink::fold(alias) == folded;
    ["aliases", "alias"].into_iter().flat_map(|field| having(session, &[field], &is_meant)).collect()
}

/// By what a plain value of this field leads to a document, where the schema says that it does.
fn kind_of_target(session: &mut Session, open: &Open, target: &Target) -> Option<TargetKind> {
    let analysis = session.analysis(&open.path)?;
    let relations = &analysis.schema.as_ref()?.relations;
    let field = target.field();
    relations.plain_targets.iter().find(|(known, _)| *known == field).map(|(_, kind)| *kind)
}

fn top_of(path: &Path) -> Json {
    json!({ "uri": uri_of(path), "range": lsp::Range::default() })
}

/// The document at a path as documents name others: from their own folder, or from the root of their project.
fn at_path(session: &mut Session, open: &Open, text: &str) -> Vec<Json> {
    let root = session.analysis(&open.path).map(|analysis| analysis.member.root.to_path_buf());
    let base = match text.strip_prefix('/') {
        Some(_) => root,
        None => open.path.parent().map(Path::to_owned),
    };
    let Some(base) = base else { return Vec::new() };
    let mut path = PathBuf::new();
    for part in base.join(text.trim_start_matches('/')).components() {
        match part {
            std::path::Component::ParentDir => drop(path.pop()),
            std::path::Component::CurDir => {}
            other => path.push(other),
        }
    }
    let found = session.corpus.paths().find(|known| *known == path || known.with_extension("") == path);
    found.map(top_of).into_iter().collect()
}

fn having_value(session: &Session, field: &[&str], value: &str) -> Vec<Json> {
    having(session, field, &|text| text == value)
}

/// The places of the values of a field that are meant.
fn having(session: &Session, field: &[&str], is_meant: IsMeant) -> Vec<Json> {
    let name = field.join("/");
    let values = session.corpus.values(&name).into_iter().map(|(value, _)| value).filter(|value| is_meant(value));
    let mut paths: Vec<&Path> = values.flat_map(|value| session.corpus.holders(&name, value)).collect();
    paths.sort_unstable();
    paths.dedup();
    places(session, paths, &|root, spans| occurrences(root, field, Some(is_meant), spans))
}

/// Every place of a field, of a value of it, or of a link, in whatever field that is.
pub(super) fn references(session: &mut Session, params: &lsp::ReferenceParams) -> Json {
    let at = &params.text_document_position_params;
    let Some(open) = Open::new(session, &at.text_document.uri) else { return Json::Null };
    let offset = open.offset(at.position);
    // What is open counts as it is, also where nobody has asked for its findings yet.
    session.analysis(&open.path);
    let document = open.document();
    let root = document.root.as_ref();
    let Some(target) = root.and_then(|root| Target::at(root, offset)) else { return Json::Null };
    let field: Vec<&str> = target.path.iter().flatten().copied().collect();
    let scalar = target.value.as_scalar().filter(|_| target.key.is_none());
    let Some(scalar) = scalar else {
        let paths = session.corpus.having(&target.field());
        return Json::Array(places(session, paths, &|root, spans| occurrences(root, &field, None, spans)));
    };
    let text = &*scalar.text;
    let mut found = match wikilink::parse(text) {
        Ok(link) => {
            let wanted = wikilink::fold(&text[link.target]);
            let is_meant = |text: &str| is_link_to(text, &wanted);
            let paths = session.corpus.holding(&is_meant);
            places(session, paths, &|root, spans| scalars(root, &is_meant, spans))
        }
        Err(_) => having_value(session, &field, text),
    };
    for place in session.related(&open.path, offset) {
        if !found.contains(&place) {
            found.push(place);
        }
    }
    Json::Array(found)
}

fn is_link_to(text: &str, folded: &str) -> bool {
    wikilink::parse(text).is_ok_and(|link| wikilink::fold(&text[link.target]) == folded)
}

/// Reads documents and finds places in each, in the order of the paths.
fn places(session: &Session, paths: Vec<&Path>, find: &(dyn Fn(&Node, &mut Vec<Span>) + Sync)) -> Vec<Json> {
    let in_one = |path: &Path| -> Vec<Json> {
        let Some(text) = session.text_of(path) else { return Vec::new() };
        let source = Source::new(path, text);
        let document = Document::parse(&source, Limits::default());
        let mut spans = Vec::new();
        if let Some(root) = &document.root {
            find(root, &mut spans);
        }
        let lines = Lines::new(source.text(), session.client.encoding);
        let uri = session.buffers.get(path).map_or_else(|| uri_of(path), |buffer| buffer.uri.clone());
        let place = |span: Span| json!({ "uri": uri, "range": lines.range(source.text(), span) });
        spans.into_iter().map(place).collect()
    };
    let found: Vec<Vec<Json>> = paths.into_par_iter().map(in_one).collect();
    found.into_iter().flatten().collect()
}

/// Where a field holds a value that is meant, or, where none is asked for, where its key is.
fn occurrences(node: &Node, field: &[&str], is_meant: Option<IsMeant>, spans: &mut Vec<Span>) {
    match (&node.value, field) {
        _ if node.alias.is_some() => {}
        (Value::Sequence(sequence), _) => {
            sequence.items.iter().for_each(|item| occurrences(item, field, is_meant, spans));
        }
        (Value::Mapping(mapping), [name, rest @ ..]) => {
            for entry in mapping.entries.iter().filter(|entry| !entry.merged && entry.key_text() == Some(*name)) {
                if rest.is_empty() && is_meant.is_none() {
                    spans.push(entry.key.span);
                } else {
                    occurrences(&entry.value, rest, is_meant, spans);
                }
            }
        }
        (Value::Scalar(scalar), []) if is_meant.is_some_and(|is_meant| is_meant(&scalar.text)) => spans.push(node.span),
        _ => {}
    }
}

/// Where any field holds a value that is meant.
fn scalars(node: &Node, is_meant: IsMeant, spans: &mut Vec<Span>) {
    match &node.value {
        _ if node.alias.is_some() => {}
        Value::Sequence(sequence) => sequence.items.iter().for_each(|item| scalars(item, is_meant, spans)),
        Value::Mapping(mapping) => {
            let entries = mapping.entries.iter().filter(|entry| !entry.merged);
            entries.for_each(|entry| scalars(&entry.value, is_meant, spans));
        }
        Value::Scalar(scalar) if is_meant(&scalar.text) => spans.push(node.span),
        Value::Scalar(_) | Value::Broken => {}
    }
}
