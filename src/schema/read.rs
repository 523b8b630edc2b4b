//! The text of a schema as a tree and a value.

use serde_json::Value as Json;

use super::json::to_json;
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};
use crate::syntax::Syntax;
use crate::tree::{Limits, Node};

/// A schema is deeper than the documents that it describes.
const LIMITS: Limits = Limits { front_matter_bytes: 16 << 20, depth: 200, alias_nodes: 10_000 };

/// A schema as it was read: a tree for its places, a value for its sense.
pub(super) struct Read<'a> {
    pub(super) root: Option<Node<'a>>,
    pub(super) json: Json,
    pub(super) problems: Vec<Diagnostic>,
}

/// Reads YAML or JSON.
pub(super) fn read(source: &Source) -> Read<'_> {
    let text = source.text();
    let range = Span::new(source.bom(), text.len());
    if source.path().extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json")) {
        return read_json(text, range);
    }
    if let Some(second) = second_document(text, range) {
        let is_document = source.path().extension().is_some_and(|extension| {
            ["md", "markdown", "mdx"].iter().any(|known| extension.eq_ignore_ascii_case(known))
        });
        let problem = if is_document {
            Diagnostic::new(second, "this is a document with front matter, and not a schema")
                .help("name a schema; `masthead schema infer` writes one from documents")
        } else {
            Diagnostic::new(second, "a second YAML document begins here, and a schema is one")
                .help("put each schema into a file of its own, or remove this `---`")
        };
        return Read { root: None, json: Json::Null, problems: vec![problem] };
    }
    let parsed = Syntax::default().parse(text, range, LIMITS);
    let problems: Vec<_> = parsed.problems.into_iter().map(|problem| problem.diagnostic).collect();
    // Some JSON is no YAML: tabs as indentation, escapes of surrogates.
    if !problems.is_empty()
        && let Ok(json) = serde_json::from_str(&text[range.range()])
    {
        let parsed = Syntax::Json.parse(text, range, LIMITS);
        let problems: Vec<_> = parsed.problems.into_iter().map(|problem| problem.diagnostic).collect();
        return Read { root: parsed.root.filter(|_| problems.is_empty()), json, problems };
    }
    let json = parsed.root.as_ref().map_or(Json::Null, to_json);
    Read { root: parsed.root, json, problems }
}

/// Reads a `.json` file, which other tools read as strictly.
fn read_json(text: &str, range: Span) -> Read<'_> {
    let parsed = Syntax::Json.parse(text, range, LIMITS);
    let problems: Vec<_> = parsed.problems.into_iter().map(|problem| problem.diagnostic).collect();
    let json =
        serde_json::from_str(&text[range.range()]).unwrap_or_else(|_| parsed.root.as_ref().map_or(Json::Null, to_json));
    Read { root: parsed.root, json, problems }
}

/// The `---` after which a second document stands. Within a block scalar such a line would be indented.
fn second_document(text: &str, range: Span) -> Option<Span> {
    let mut has_content = false;
    let mut start = range.start;
    for line in text[range.range()].split_inclusive('\n') {
        let is_marker = line.strip_prefix("---").is_some_and(|rest| rest.trim().is_empty());
        if is_marker && has_content {
            let rest = text[start + line.len()..].lines();
            let mut content = rest.filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
            return content.next().map(|_| Span::new(start, start + 3));
        }
        let trimmed = line.trim();
        has_content |= !is_marker && !trimmed.is_empty() && !trimmed.starts_with(['#', '%']);
        start += line.len();
    }
    None
}
