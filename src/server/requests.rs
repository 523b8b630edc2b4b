//! The requests of a client and their answers.

mod places;

use std::path::{Path, PathBuf};

use lsp_server::ErrorCode;
use serde::de::DeserializeOwned;
use serde_json::{Value as Json, json};

use super::actions::{self, Action};
use super::completion::{self, Asked};
use super::corpus::field_name;
use super::hover::{self, Target};
use super::position::Lines;
use super::rename::{self, Renaming, Skipped};
use super::session::{Answer, Refused, Session};
use super::uri::uri_of;
use super::{cursor, lsp, navigation};
use crate::diagnostic::Edit;
use crate::document::Document;
use crate::finding::Located;
use crate::kinds::wikilink;
use crate::source::{Source, Span};
use crate::tree::Limits;

/// Answers a request.
pub(super) fn answer(session: &mut Session, method: &str, params: Json) -> Answer {
    match method {
        // One that is sent its findings must not get them twice.
        "textDocument/diagnostic" if session.client.pulls => Ok(diagnostic(session, &read(params)?)),
        "textDocument/completion" => completion(session, &read(params)?),
        "textDocument/hover" => hover(session, &read(params)?),
        "textDocument/codeAction" => Ok(code_actions(session, &read(params)?)),
        "textDocument/documentSymbol" => symbols(session, &read(params)?),
        "textDocument/foldingRange" => folds(session, &read(params)?),
        "textDocument/definition" => Ok(places::definition(session, &read(params)?)),
        "textDocument/references" => Ok(places::references(session, &read(params)?)),
        "textDocument/prepareRename" => Ok(prepare_rename(session, &read(params)?)),
        "textDocument/rename" => rename(session, &read(params)?),
        _ => Err(refused(ErrorCode::MethodNotFound, format!("masthead does not answer `{method}`"))),
    }
}

fn refused(code: ErrorCode, message: impl Into<String>) -> Refused {
    Refused { code, message: message.into() }
}

fn read<P: DeserializeOwned>(params: Json) -> Result<P, Refused> {
    serde_json::from_value(params).map_err(|error| refused(ErrorCode::InvalidParams, error.to_string()))
}

fn written(value: impl serde::Serialize) -> Answer {
    serde_json::to_value(value).map_err(|error| refused(ErrorCode::InternalError, error.to_string()))
}

/// An open document as a request finds it.
struct Open {
    path: PathBuf,
    source: Source,
    lines: Lines,
}

impl Open {
    fn new(session: &Session, uri: &lsp::Uri) -> Option<Self> {
        let path = session.path(uri);
        let buffer = session.buffers.get(&path)?;
        let source = Source::new(&path, &*buffer.text);
        Some(Self { lines: buffer.lines.clone(), path, source })
    }

    fn document(&self) -> Document<'_> {
        Document::parse(&self.source, Limits::default())
    }

    fn offset(&self, position: lsp::Position) -> usize {
        self.lines.offset(self.source.text(), position)
    }

    fn range(&self, span: Span) -> lsp::Range {
        self.lines.range(self.source.text(), span)
    }
}

fn diagnostic(session: &mut Session, params: &lsp::DocumentDiagnosticParams) -> Json {
    let path = session.path(&params.text_document.uri);
    let items = session.diagnostics(&path);
    json!({ "kind": "full", "items": items })
}

fn completion(session: &mut Session, params: &lsp::CompletionParams) -> Answer {
    let at = &params.text_document_position_params;
    let Some(open) = Open::new(session, &at.text_document.uri) else { return Ok(Json::Null) };
    let Some(cursor) = cursor::locate(open.source.text(), open.offset(at.position)) else { return Ok(json!([])) };
    let analysis = session.analysis(&open.path);
    let document = open.document();
    let settings = session.settings(&open.path);
    let asked = Asked {
        text: open.source.text(),
        lines: &open.lines,
        cursor,
        document: &document,
        schema: analysis.as_ref().and_then(|analysis| analysis.schema.as_deref()),
        fields: settings.as_ref().map(|settings| settings.fields.all()),
        corpus: &session.corpus,
        now: (session.outside.clock)(),
        snippets: session.client.snippets,
    };
    written(completion::complete(&asked))
}

fn hover(session: &mut Session, params: &lsp::HoverParams) -> Answer {
    let at = &params.text_document_position_params;
    let Some(open) = Open::new(session, &at.text_document.uri) else { return Ok(Json::Null) };
    let offset = open.offset(at.position);
    let findings = session.findings(&open.path).unwrap_or_default();
    let touches = |found: &&Located| found.diagnostic.span.start <= offset && offset <= found.diagnostic.span.end;
    let mut parts = Vec::new();
    let document = open.document();
    let target = document.root.as_ref().and_then(|root| Target::at(root, offset));
    let analysis = session.analysis(&open.path);
    if let Some(target) = &target {
        let schema = analysis.as_ref().and_then(|analysis| analysis.schema.as_deref());
        let settings = session.settings(&open.path);
        let fields = settings.as_ref().map(|settings| settings.fields.all());
        parts.extend(hover::markdown(target, schema, fields, &session.corpus, (session.outside.clock)()));
    }
    let spans = findings.iter().filter(touches).map(|found| found.diagnostic.span);
    let range = target.as_ref().map(Target::span).or_else(|| spans.clone().next());
    parts.extend(findings.iter().filter(touches).filter_map(hover::rule_markdown));
    if parts.is_empty() {
        return Ok(Json::Null);
    }
    written(lsp::Hover {
        contents: lsp::Contents::MarkupContent(lsp::MarkupContent {
            kind: lsp::MarkupKind::Markdown,
            value: parts.join("\n\n---\n\n"),
        }),
        range: range.map(|span| open.range(span)),
    })
}

fn symbols(session: &mut Session, params: &lsp::DocumentSymbolParams) -> Answer {
    let Some(open) = Open::new(session, &params.text_document.uri) else { return Ok(Json::Null) };
    let symbols = navigation::symbols(&open.document(), open.source.text(), &open.lines);
    if session.client.nested_symbols {
        return written(symbols);
    }
    let uri = &params.text_document.uri;
    let flat = |symbol: &lsp::DocumentSymbol| json!({ "name": symbol.name, "kind": symbol.kind, "location": { "uri": uri, "range": symbol.range } });
    Ok(symbols.iter().map(flat).collect())
}

fn folds(session: &mut Session, params: &lsp::FoldingRangeParams) -> Answer {
    let Some(open) = Open::new(session, &params.text_document.uri) else { return Ok(Json::Null) };
    written(navigation::folds(&open.document(), open.source.text(), &open.lines))
}

fn code_actions(session: &mut Session, params: &lsp::CodeActionParams) -> Json {
    let Some(open) = Open::new(session, &params.text_document.uri) else { return Json::Null };
    let Some(analysis) = session.analysis(&open.path) else { return json!([]) };
    let only = params.context.only.as_deref();
    let findings = session.findings(&open.path).unwrap_or_default();
    let check = |text: &str| session.engine.try_text(&open.path, text);
    let mut made: Vec<Action> = Vec::new();
    if actions::is_wanted(only, "quickfix") {
        let span = open.lines.span(open.source.text(), params.range);
        made.extend(actions::of_findings(&findings, &analysis.findings, span, &open.source, &check));
        if let Some(schema) = &analysis.schema {
            let document = open.document();
            let missing = completion::missing_fields(&document, schema, (session.outside.clock)());
            made.extend(missing.map(|missing| actions::add_missing(missing, &document)));
        }
    }
    let is_short = analysis.source.text().len() <= actions::LONG;
    if actions::is_wanted(only, actions::FIX_ALL) && (is_short || only.is_some()) {
        let text = open.source.text();
        let repaired = session.engine.repair(&open.path, text, &analysis);
        made.extend(repaired.and_then(|(new, number)| actions::fix_all(text, new, *number)));
    }
    let diagnostics = session.diagnostics(&open.path);
    let put = |action: Action| {
        let changes = Changes::new(session, &open.path, open.source.text(), &open.lines, &action.edits);
        let edit = workspace_edit(session, vec![changes]);
        json!({
            "title": action.title,
            "kind": action.kind,
            "isPreferred": action.is_preferred,
            "diagnostics": action.finding.and_then(|number| diagnostics.get(number)).map(|found| [found]),
            "edit": edit,
        })
    };
    let variants = variant_actions(session, &open, &findings, params);
    made.into_iter().map(put).chain(variants).collect()
}

/// For how many values at one place the commoner spelling is offered: each is looked for in all documents.
const MOST_VARIANTS: usize = 10;

/// For a value that is spelled otherwise in most documents: the commoner spelling, written everywhere.
fn variant_actions(session: &Session, open: &Open, findings: &[Located], params: &lsp::CodeActionParams) -> Vec<Json> {
    if !actions::is_wanted(params.context.only.as_deref(), "refactor.rewrite") {
        return Vec::new();
    }
    let span = open.lines.span(open.source.text(), params.range);
    let document = open.document();
    let variants = findings.iter().filter(|found| {
        let place = found.diagnostic.span;
        found.diagnostic.rule.ends_with("/variant") && place.start <= span.end && span.start <= place.end
    });
    let mut made = Vec::new();
    for found in variants.take(MOST_VARIANTS) {
        let Some(target) = document.root.as_ref().and_then(|root| Target::at(root, found.diagnostic.span.start)) else {
            continue;
        };
        let Some(old) = target.value.as_str() else { continue };
        let folded = |text: &str| wikilink::fold(text.trim_matches(['[', ']']));
        let field = target.field();
        let spelled = session.corpus.values(&field).into_iter();
        let same: Vec<&str> = spelled.map(|(value, _)| value).filter(|value| folded(value) == folded(old)).collect();
        let [commonest, others @ ..] = same.as_slice() else { continue };
        let keys: Vec<&str> = target.path.iter().flatten().copied().collect();
        let mut changes: Vec<Changes> = Vec::new();
        for other in others {
            let renaming = Renaming::Value { field: keys.clone(), old: other, new: commonest };
            for new in renamed(session, session.corpus.holders(&field, other), &renaming).changes {
                // One document may have several spellings, each at other places.
                match changes.iter_mut().find(|changes| changes.uri == new.uri) {
                    Some(changes) => changes.edits.extend(new.edits),
                    None => changes.push(new),
                }
            }
        }
        if !changes.is_empty() {
            made.push(json!({
                "title": format!("Write {commonest} everywhere"),
                "kind": "refactor.rewrite",
                "edit": workspace_edit(session, changes),
            }));
        }
    }
    made
}

fn prepare_rename(session: &mut Session, params: &lsp::PrepareRenameParams) -> Json {
    let at = &params.text_document_position_params;
    let Some(open) = Open::new(session, &at.text_document.uri) else { return Json::Null };
    let document = open.document();
    let root = document.root.as_ref();
    let target = root.and_then(|root| Target::at(root, open.offset(at.position)));
    let named = target.as_ref().and_then(|target| {
        let name = match target.key {
            Some(key) => key.as_str()?,
            None => target.value.as_str()?,
        };
        Some((target.span(), name))
    });
    named.map_or(Json::Null, |(span, name)| json!({ "range": open.range(span), "placeholder": name }))
}

fn rename(session: &mut Session, params: &lsp::RenameParams) -> Answer {
    let at = &params.text_document_position_params;
    let nothing = || refused(ErrorCode::InvalidRequest, "there is no field and no text to rename here");
    let open = Open::new(session, &at.text_document.uri).ok_or_else(nothing)?;
    let document = open.document();
    let root = document.root.as_ref();
    let target = root.and_then(|root| Target::at(root, open.offset(at.position))).ok_or_else(nothing)?;
    let new = params.new_name.trim();
    if new.is_empty() || new.contains(['\n', '\r']) {
        return Err(refused(ErrorCode::InvalidParams, "a new name is one line and not empty"));
    }
    let field: Vec<&str> = target.path.iter().flatten().copied().collect();
    let name = field_name(field.iter().copied());
    let linked;
    let (renaming, paths) = if target.key.is_some() {
        (Renaming::Key { field, new }, session.corpus.having(&name))
    } else {
        let old = target.value.as_str().ok_or_else(nothing)?;
        let is_link = wikilink::parse(old).is_ok() && !new.starts_with("[[");
        linked = if is_link { format!("[[{new}]]") } else { new.to_owned() };
        (Renaming::Value { field, old, new: &linked }, session.corpus.holders(&name, old))
    };
    let mut paths: Vec<PathBuf> = paths.into_iter().map(Path::to_owned).collect();
    if !paths.contains(&open.path) {
        paths.push(open.path.clone());
    }
    let Renamed { changes, skipped } = renamed(session, paths.iter().map(PathBuf::as_path).collect(), &renaming);
    if let Some((_, why)) = skipped.iter().find(|(path, _)| *path == open.path) {
        return Err(refused(ErrorCode::RequestFailed, format!("it cannot be renamed here: {}", why.why())));
    }
    session.warn_of_skipped(&skipped);
    Ok(workspace_edit(session, changes))
}

/// What a renaming comes to.
struct Renamed {
    changes: Vec<Changes>,
    /// Documents that keep the old name.
    skipped: Vec<(PathBuf, Skipped)>,
}

/// The edits of each document in which something is to be written otherwise.
fn renamed(session: &Session, paths: Vec<&Path>, renaming: &Renaming) -> Renamed {
    let mut renamed = Renamed { changes: Vec::new(), skipped: Vec::new() };
    for path in paths {
        let Some(text) = session.text_of(path) else { continue };
        let source = Source::new(path, text);
        match rename::edits(&source, renaming) {
            Ok(edits) => {
                let lines = Lines::new(source.text(), session.client.encoding);
                renamed.changes.push(Changes::new(session, path, source.text(), &lines, &edits));
            }
            Err(why) => renamed.skipped.push((path.to_owned(), why)),
        }
    }
    renamed
}

/// The edits of one document as the client takes them.
struct Changes {
    uri: lsp::Uri,
    version: Option<i32>,
    edits: Vec<Json>,
}

impl Changes {
    /// Places count in `text`, whose lines these are.
    fn new(session: &Session, path: &Path, text: &str, lines: &Lines, edits: &[Edit]) -> Self {
        let edits = edits.iter().map(|edit| json!({ "range": lines.range(text, edit.span), "newText": edit.text }));
        let buffer = session.buffers.get(path);
        Self {
            uri: buffer.map_or_else(|| uri_of(path), |buffer| buffer.uri.clone()),
            version: buffer.map(|buffer| buffer.version),
            edits: edits.collect(),
        }
    }
}

fn workspace_edit(session: &Session, changes: Vec<Changes>) -> Json {
    let changes = changes.into_iter();
    if session.client.versioned_edits {
        let changes = changes.map(|Changes { uri, version, edits }| {
            json!({ "textDocument": { "uri": uri, "version": version }, "edits": edits })
        });
        json!({ "documentChanges": changes.collect::<Vec<_>>() })
    } else {
        let changes = changes.map(|Changes { uri, edits, .. }| (uri.0, Json::Array(edits)));
        json!({ "changes": changes.collect::<serde_json::Map<_, _>>() })
    }
}
