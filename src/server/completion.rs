//! What may be written at the cursor: field names, and values.

mod relations;

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset};
use serde_json::{Map, Value as Json};

use super::corpus::{Corpus, Wanted, field_name};
use super::cursor::{Cursor, Place, Step};
use super::lsp;
use super::position::Lines;
use crate::document::Document;
use crate::kinds::language::{self, canonical};
use crate::kinds::{Kind, Shape};
use crate::schema::{self, Schema};
use crate::source::{Span, line_around};
use crate::syntax::Syntax;
use crate::tree::{Node, Style, Value};

/// How many items are offered of what the documents hold.
const MOST: usize = 200;

/// What completion looks at.
pub(super) struct Asked<'a> {
    pub(super) text: &'a str,
    pub(super) lines: &'a Lines,
    pub(super) cursor: Cursor,
    pub(super) document: &'a Document<'a>,
    pub(super) schema: Option<&'a Schema>,
    /// What fields hold by their name, where no schema says.
    pub(super) fields: Option<&'a Shape>,
    pub(super) corpus: &'a Corpus,
    pub(super) now: DateTime<FixedOffset>,
    pub(super) snippets: bool,
}

/// How a new field is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// On lines of its own, in this syntax.
    Lines(Syntax),
    /// Between braces or brackets.
    Inline(Syntax),
}

impl Form {
    pub(super) const fn syntax(self) -> Syntax {
        match self {
            Self::Lines(syntax) | Self::Inline(syntax) => syntax,
        }
    }
}

impl Asked<'_> {
    const fn is_inline(&self) -> bool {
        matches!(self.cursor.place, Place::Key { is_inline: true, .. } | Place::Value { in_brackets: true, .. })
    }

    fn form(&self) -> Form {
        let syntax = self.document.syntax;
        if self.is_inline() || syntax == Syntax::Json { Form::Inline(syntax) } else { Form::Lines(syntax) }
    }

    /// Whether a new field between braces stands before another.
    fn needs_comma(&self) -> bool {
        let rest = &self.text[self.cursor.replaced.end..];
        let rest = match self.document.syntax {
            Syntax::Json => rest.trim_start(),
            Syntax::Yaml | Syntax::Toml => rest.trim_start_matches([' ', '\t']),
        };
        let next = rest.chars().next();
        self.is_inline() && next.is_some_and(|next| matches!(next, '"' | '\'') || next.is_alphabetic())
    }
}

/// Everything that may stand at the cursor, the likeliest first.
pub(super) fn complete(asked: &Asked) -> lsp::CompletionList {
    let (items, is_incomplete) = match asked.cursor.place {
        Place::Key { .. } => keys(asked),
        Place::Value { .. } => {
            let Offers { mut items, mut is_cut, .. } = values(asked);
            // An item of a list may become a mapping, which in brackets begins with a brace.
            if asked.cursor.path.last() == Some(&Step::Item) && !asked.is_inline() {
                let (keys, are_cut) = keys(asked);
                items.extend(keys);
                is_cut |= are_cut;
            }
            (items, is_cut)
        }
    };
    lsp::CompletionList { is_incomplete, items, ..lsp::CompletionList::default() }
}

/// The way to a value as the schema walks it.
pub(super) fn steps(path: &[Step]) -> Vec<schema::Step<'_>> {
    path.iter().map(Step::as_schema).collect()
}

fn field_of(path: &[Step]) -> String {
    field_name(path.iter().filter_map(|step| match step {
        Step::Key(key) => Some(key.as_str()),
        Step::Item => None,
    }))
}

/// The fields that may stand here, and whether there are more.
fn keys(asked: &Asked) -> (Vec<lsp::CompletionItem>, bool) {
    let cursor = &asked.cursor;
    let path = steps(&cursor.path);
    let present = present_keys(asked);
    let (indent, has_colon) = match cursor.place {
        Place::Key { indent, has_colon, .. } => (indent, has_colon),
        Place::Value { .. } => (0, false),
    };
    let mut items = Vec::new();
    let mut offered = BTreeSet::new();
    let known = asked.schema.map(|schema| schema.known_fields(&path)).unwrap_or_default();
    for field in &known {
        if present.contains(field.name) || !offered.insert(field.name.to_owned()) {
            continue;
        }
        let mut inner = path.clone();
        inner.push(schema::Step::Key(field.name));
        let parts = asked.schema.map(|schema| schema.parts(&inner)).unwrap_or_default();
        let detail = detail_of(&parts, field.is_required);
        let snippet = if has_colon {
            None
        } else {
            Some(own_snippet(asked.form(), asked.document, asked.schema, field.name, &parts, asked.now))
        };
        let rank = if field.is_required { '0' } else { '1' };
        let mut item = key_item(asked, field.name, snippet.as_deref(), rank, items.len(), indent);
        item.detail = Some(detail);
        item.documentation =
            schema::text_of(&parts, "description").map(|text| lsp::Documentation::String(text.to_owned()));
        if parts.iter().any(|part| part.get("deprecated") == Some(&Json::Bool(true))) {
            item.tags = Some(vec![lsp::CompletionItemTag::Deprecated]);
        }
        items.push(item);
    }
    if cursor.path.contains(&Step::Item) && known.is_empty() && matches!(cursor.place, Place::Value { .. }) {
        return (items, false);
    }
    let keys = asked.corpus.keys(&field_of(&cursor.path));
    let is_cut = keys.len() > MOST;
    for (key, count) in keys.into_iter().take(MOST) {
        if present.contains(key.as_str()) || !offered.insert(key.clone()) {
            continue;
        }
        let mut item = key_item(asked, &key, (!has_colon).then_some(" $0"), '2', items.len(), indent);
        item.detail = Some(format!("in {count} {}", if count == 1 { "value" } else { "values" }));
        items.push(item);
    }
    (items, is_cut)
}

/// The keys that the mapping around the cursor has already, apart from the one being typed.
fn present_keys(asked: &Asked) -> BTreeSet<String> {
    let mut node = asked.document.root.as_ref();
    let mut keys = asked.cursor.path.iter();
    for step in keys.by_ref() {
        node = match (node.map(|node| &node.value), step) {
            (Some(Value::Mapping(mapping)), Step::Key(key)) => mapping.get(key).map(|entry| &entry.value),
            (Some(Value::Sequence(sequence)), Step::Item) => {
                let at = asked.cursor.replaced.start;
                sequence.items.iter().rev().find(|item| item.span.start <= at)
            }
            _ => None,
        };
    }
    let entries = node.and_then(Node::as_mapping).map(|mapping| mapping.entries.as_slice()).unwrap_or_default();
    let others = entries.iter().filter(|entry| entry.key.span.start != asked.cursor.replaced.start);
    others.filter_map(|entry| entry.key_text().map(str::to_owned)).collect()
}

fn key_item(
    asked: &Asked,
    key: &str,
    snippet: Option<&str>,
    rank: char,
    number: usize,
    indent: usize,
) -> lsp::CompletionItem {
    let written = asked.document.syntax.write_key(key, Style::Plain);
    let mut text = if asked.snippets { escape(&written) } else { written };
    if let Some(snippet) = snippet {
        text.push_str(separator(asked.document.syntax));
        if asked.snippets {
            // Lines of a snippet are indented as far as the key is.
            let inner = format!("\n{}", " ".repeat(indent));
            text.push_str(&snippet.replace('\n', &inner));
        } else {
            text.push(' ');
        }
        if asked.needs_comma() {
            text.push(',');
        }
    }
    let mut item = item(asked, key, text, rank, number);
    item.kind = Some(lsp::CompletionItemKind::Property);
    item.insert_text_mode = Some(lsp::InsertTextMode::AsIs);
    item
}

/// One item that replaces what the cursor is in.
fn item(asked: &Asked, label: &str, text: String, rank: char, number: usize) -> lsp::CompletionItem {
    let range = asked.lines.range(asked.text, asked.cursor.replaced);
    let new_text = match asked.cursor.place {
        Place::Value { needs_space: true, .. } => format!(" {text}"),
        _ => text,
    };
    lsp::CompletionItem {
        label: label.to_owned(),
        sort_text: Some(format!("{rank}{number:05}")),
        // Clients compare this with what stands in the range.
        filter_text: Some(filter_text(&asked.cursor.typed, label)),
        insert_text_format: asked.snippets.then_some(lsp::InsertTextFormat::Snippet),
        text_edit: Some(lsp::CompletionItemTextEdit::TextEdit(lsp::TextEdit { range, new_text })),
        ..lsp::CompletionItem::default()
    }
}

/// The label with the quotes and brackets before it that the writer has typed.
fn filter_text(typed: &str, label: &str) -> String {
    let opening: String = typed.chars().take_while(|character| "\"'[".contains(*character)).collect();
    let bare = label.trim_start_matches("[[");
    format!("{opening}{bare}")
}

/// The type, and whether the field is required.
fn detail_of(parts: &[&Map<String, Json>], is_required: bool) -> String {
    let kind = schema::type_names(parts).join(" or ");
    match (kind.is_empty(), is_required) {
        (true, true) => "required".to_owned(),
        (true, false) => "optional".to_owned(),
        (false, true) => format!("{kind}, required"),
        (false, false) => kind,
    }
}

/// What follows the colon of a new field at the top: today in the field's own notation of dates, or the shape that the
/// schema wants.
fn own_snippet(
    form: Form,
    document: &Document,
    schema: Option<&Schema>,
    field: &str,
    parts: &[&Map<String, Json>],
    now: DateTime<FixedOffset>,
) -> String {
    match schema.and_then(|schema| relations::notation(&schema.relations, field)) {
        Some(notation) => {
            format!(" ${{1:{}}}", escape(&document.write(&now.format(notation).to_string(), Style::Plain)))
        }
        None => value_snippet(form, parts, now),
    }
}

/// What follows the colon of a new field, as a snippet: the shape that the schema wants, its default or constant in it.
fn value_snippet(form: Form, parts: &[&Map<String, Json>], now: DateTime<FixedOffset>) -> String {
    let syntax = form.syntax();
    let find = |keyword: &str| parts.iter().find_map(|part| part.get(keyword));
    if let Some(value) = find("const").or_else(|| find("default")).and_then(|value| scalar_text(syntax, value)) {
        return format!(" ${{1:{}}}", escape(&value));
    }
    let has_type = |name: &str| {
        parts.iter().any(|part| match part.get("type") {
            Some(Json::String(one)) => one == name,
            Some(Json::Array(names)) => names.iter().any(|one| one == name),
            _ => false,
        })
    };
    let format = find("format").and_then(Json::as_str);
    let quote = if syntax == Syntax::Json { "\"" } else { "" };
    match format {
        Some("date") => return format!(" {quote}${{1:{}}}{quote}", now.format("%Y-%m-%d")),
        Some("date-time") => return format!(" {quote}${{1:{}}}{quote}", now.format("%Y-%m-%dT%H:%M:%S%:z")),
        Some("wikilink") if !has_type("array") => return " \"[[$1]]\"".to_owned(),
        _ => {}
    }
    let items = parts.iter().find_map(|part| part.get("items")?.get("format")?.as_str());
    let is_list = has_type("array") && !has_type("string");
    let is_links = items == Some("wikilink");
    let snippet = match form {
        Form::Lines(Syntax::Yaml) if is_list && is_links => "\n  - \"[[$1]]\"",
        Form::Lines(Syntax::Yaml) if is_list => "\n  - $1",
        Form::Lines(Syntax::Yaml) if has_type("object") => "\n  $1",
        _ if is_list && is_links => " [\"[[$1]]\"]",
        _ if is_list => " [$1]",
        _ if has_type("object") => " { $1 }",
        Form::Inline(Syntax::Toml | Syntax::Json) | Form::Lines(Syntax::Toml | Syntax::Json) if has_type("string") => {
            " \"$1\""
        }
        _ => " $1",
    };
    snippet.to_owned()
}

fn values<'a>(asked: &'a Asked<'a>) -> Offers<'a> {
    let path = steps(&asked.cursor.path);
    let parts = asked.schema.map(|schema| schema.parts(&path)).unwrap_or_default();
    let mut offers = Offers { asked, items: Vec::new(), offered: BTreeSet::new(), is_cut: false };
    offers.offer_schema(&parts);
    offers.offer_relations();
    offers.offer_kinds(&parts);
    offers.offer_corpus(&field_of(&asked.cursor.path));
    offers
}

/// Values as they are gathered, each offered once.
struct Offers<'a> {
    asked: &'a Asked<'a>,
    items: Vec<lsp::CompletionItem>,
    offered: BTreeSet<String>,
    /// There is more than was offered.
    is_cut: bool,
}

impl<'a> Offers<'a> {
    /// What has been typed of a value, without the quotes and brackets before it.
    fn typed(&self) -> &'a str {
        self.asked.cursor.typed.trim_start_matches(['"', '\'', '['])
    }

    /// A value that is read as text.
    fn text(&mut self, value: &str, rank: char, detail: Option<String>) {
        let style = if value.starts_with("[[") { Style::DoubleQuoted } else { Style::Plain };
        let written = self.asked.document.write(value, style);
        self.push(value, written, rank, detail);
    }

    fn push(&mut self, label: &str, written: String, rank: char, detail: Option<String>) {
        if !self.offered.insert(label.to_owned()) {
            return;
        }
        let text = if self.asked.snippets { escape(&written) } else { written };
        let mut item = item(self.asked, label, text, rank, self.items.len());
        item.kind = Some(lsp::CompletionItemKind::Value);
        item.detail = detail;
        self.items.push(item);
    }

    /// Allowed and proposed values.
    fn offer_schema(&mut self, parts: &[&Map<String, Json>]) {
        for part in parts {
            let described = part.get("description").and_then(Json::as_str).and_then(|text| text.lines().next());
            let allowed = part.get("enum").and_then(Json::as_array).into_iter().flatten().chain(part.get("const"));
            for (value, rank, why) in allowed
                .map(|value| (value, '0', described))
                .chain(part.get("default").map(|value| (value, '0', Some("default"))))
                .chain(
                    part.get("examples")
                        .and_then(Json::as_array)
                        .into_iter()
                        .flatten()
                        .map(|value| (value, '1', Some("example"))),
                )
            {
                match value {
                    Json::String(text) => self.text(text, rank, why.map(str::to_owned)),
                    other => {
                        if let Some(text) = scalar_text(self.asked.document.syntax, other) {
                            self.push(&text, text.clone(), rank, why.map(str::to_owned));
                        }
                    }
                }
            }
            if part.get("type").and_then(Json::as_str) == Some("boolean") {
                for text in ["true", "false"] {
                    self.push(text, text.to_owned(), '0', None);
                }
            }
        }
    }

    /// Values of the kind that the field holds.
    fn offer_kinds(&mut self, parts: &[&Map<String, Json>]) {
        let now = self.asked.now;
        let field = field_of(&self.asked.cursor.path);
        if self.asked.schema.is_some_and(|schema| relations::notation(&schema.relations, &field).is_some()) {
            return;
        }
        for kind in schema::kinds_at(parts, self.asked.fields, &steps(&self.asked.cursor.path)) {
            match kind {
                Kind::Date | Kind::Timestamp => self.today(&now.format("%Y-%m-%d").to_string(), "today"),
                Kind::DateTime => self.today(&now.format("%Y-%m-%dT%H:%M:%S%:z").to_string(), "now"),
                Kind::LanguageTag => self.languages(),
                Kind::Wikilink => self.links(),
                _ => {}
            }
            if kind == Kind::Timestamp {
                self.today(&now.format("%Y-%m-%dT%H:%M:%S%:z").to_string(), "now");
            }
        }
    }

    fn today(&mut self, text: &str, detail: &str) {
        let syntax = self.asked.document.syntax;
        let written = if syntax == Syntax::Json { syntax.write(text, Style::Plain) } else { text.to_owned() };
        self.push(text, written, '1', Some(detail.to_owned()));
    }

    fn languages(&mut self) {
        let typed = self.typed().to_lowercase();
        for (tag, name) in language::english_names() {
            if tag.starts_with(&typed) || name.to_lowercase().starts_with(&typed) {
                let tag = canonical(tag);
                let written = self.asked.document.write(&tag, Style::Plain);
                self.push(&tag, written, '3', Some(name.to_owned()));
            }
        }
    }

    /// Links to documents of the folders.
    fn links(&mut self) {
        let names = self.asked.corpus.names(self.typed(), MOST);
        self.is_cut |= names.is_cut;
        for name in names.found {
            self.text(&format!("[[{name}]]"), '3', Some("document".to_owned()));
        }
    }

    /// What the same field holds elsewhere.
    fn offer_corpus(&mut self, field: &str) {
        let values = self.asked.corpus.likely(field, self.typed(), Wanted::Repeated, MOST);
        self.is_cut |= values.is_cut;
        for (value, count) in values.found {
            self.text(value, '2', Some(format!("{count}×")));
        }
    }
}

/// A scalar in a syntax; `None` for lists and mappings.
fn scalar_text(syntax: Syntax, value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(syntax.write(text, Style::Plain)),
        Json::Bool(_) | Json::Number(_) | Json::Null => Some(value.to_string()),
        Json::Array(_) | Json::Object(_) => None,
    }
}

/// Text that a snippet inserts as it is (LSP 3.17, Snippet Syntax).
fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}

/// The fields that a document lacks, as text to insert before its closing fence.
pub(super) fn missing_fields(
    document: &Document,
    schema: &Schema,
    now: DateTime<FixedOffset>,
) -> Option<(Span, String, Vec<String>)> {
    let block = document.block().filter(|block| block.syntax != Syntax::Json)?;
    let fields = document.fields();
    if document.root.is_some() && fields.is_none() && document.root.as_ref().is_some_and(|root| !root.is_null()) {
        return None;
    }
    let is_missing = |name: &str| fields.is_none_or(|fields| fields.get(name).is_none());
    let known = schema.known_fields(&[]);
    let missing: Vec<&str> =
        known.iter().filter(|field| field.is_required && is_missing(field.name)).map(|field| field.name).collect();
    if missing.is_empty() {
        return None;
    }
    let mut text = String::new();
    for name in &missing {
        let parts = schema.parts(&[schema::Step::Key(name)]);
        let snippet = own_snippet(Form::Lines(document.syntax), document, Some(schema), name, &parts, now);
        text.push_str(&document.syntax.write_key(name, Style::Plain));
        text.push_str(separator(document.syntax));
        text.push_str(&plain(&snippet));
        text.push('\n');
    }
    let names = missing.into_iter().map(str::to_owned).collect();
    let end = first_table(document).unwrap_or(block.closing.start);
    Some((Span::at(end), text, names))
}

/// Where the first table of TOML begins, whose header fields must stand above.
fn first_table(document: &Document) -> Option<usize> {
    let text = document.source.text();
    let lines = document.fields()?.entries.iter().map(|entry| line_around(text, entry.key.span.start));
    let is_header = |line: &Span| text[line.range()].trim_start().starts_with('[');
    lines.filter(is_header).map(|line| line.start).min().filter(|_| document.syntax == Syntax::Toml)
}

/// What stands between a key and its value.
const fn separator(syntax: Syntax) -> &'static str {
    match syntax {
        Syntax::Yaml | Syntax::Json => ":",
        Syntax::Toml => " =",
    }
}

/// A snippet without its marks: the defaults stay, empty places are left empty.
fn plain(snippet: &str) -> String {
    let mut text = String::new();
    let mut rest = snippet;
    while let Some(at) = rest.find('$') {
        if rest[..at].ends_with('\\') {
            text.push_str(&rest[..at - 1]);
            text.push('$');
            rest = &rest[at + 1..];
            continue;
        }
        text.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match rest.strip_prefix("{1:") {
            Some(inner) => {
                let end = inner.find('}').unwrap_or(inner.len());
                text.push_str(&inner[..end]);
                rest = inner.get(end + 1..).unwrap_or("");
            }
            None => rest = rest.get(1..).unwrap_or(""),
        }
    }
    text.push_str(rest);
    text.trim_end().to_owned()
}
