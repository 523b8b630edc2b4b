//! Plain values that lead to documents: by slug, by path or by title.

use crate::diagnostic::Severity;
use crate::kinds::slug::without_date;
use crate::kinds::wikilink;
use crate::rules::corpus::UNRESOLVED;
use crate::rules::{Context, Levels};
use crate::schema::TargetKind;
use crate::source::Span;
use crate::tree::{Node, Value};
use crate::values::push_token;

/// A plain value that should lead to a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Want {
    /// What is looked for; see [`of_target`].
    pub(super) target: String,
    pub(super) pointer: String,
    pub(super) span: Span,
    pub(super) level: Option<Severity>,
}

/// What parts the kind from the text of a target that is no link; no link has it.
const MARK: char = '\u{1e}';

/// How many values of a document are looked for.
const MOST: usize = 2_000;

/// The name under which a document is looked for.
pub(super) fn of_target(kind: TargetKind, text: &str) -> String {
    format!("{MARK}{}{MARK}{text}", kind.name())
}

/// The kind of a target and its text; a link has no kind.
pub(super) fn parts(target: &str) -> (Option<TargetKind>, &str) {
    let plain = target.strip_prefix(MARK).and_then(|rest| rest.split_once(MARK));
    let plain = plain.and_then(|(kind, text)| Some((TargetKind::from_name(kind)?, text)));
    plain.map_or((None, target), |(kind, text)| (Some(kind), text))
}

/// The values that should lead to a document.
pub(super) fn wants(context: &Context, levels: &Levels) -> Vec<Want> {
    let Some(fields) = context.document.fields() else { return Vec::new() };
    let level = levels.get(&UNRESOLVED);
    let mut wants = Vec::new();
    for (field, kind) in &context.relations.plain_targets {
        let Some(entry) = fields.get(field) else { continue };
        for (node, pointer) in items(&entry.value, field) {
            let text = node.as_scalar().filter(|_| !node.is_null()).map_or("", |scalar| scalar.text.trim());
            let place = context.document.source.place().unwrap_or_default();
            let Some(target) = looked_for(*kind, text, place).filter(|_| wants.len() < MOST) else { continue };
            wants.push(Want { target: of_target(*kind, &target), pointer, span: node.shown(), level });
        }
    }
    wants
}

/// What a value looks for; nothing where it leads to no document of a corpus.
fn looked_for(kind: TargetKind, text: &str, place: &str) -> Option<String> {
    if text.is_empty() || text.contains("://") || text.starts_with('#') || text.starts_with("mailto:") {
        return None;
    }
    match kind {
        TargetKind::Slug | TargetKind::Title => Some(wikilink::fold(text)),
        TargetKind::Path => {
            let path = text.split(['#', '?']).next().unwrap_or_default();
            let mut parts: Vec<&str> = match path.strip_prefix('/') {
                Some(_) => Vec::new(),
                None => place.split('/').rev().skip(1).collect::<Vec<_>>().into_iter().rev().collect(),
            };
            for part in path.split('/') {
                match part {
                    "" | "." => {}
                    ".." => {
                        // Out of the project nothing is known.
                        parts.pop()?;
                    }
                    _ => parts.push(part),
                }
            }
            let joined = parts.join("/");
            Some(wikilink::fold(without_ending(&joined))).filter(|path| !path.is_empty())
        }
    }
}

/// A path without the ending of a document or page.
pub(super) fn without_ending(path: &str) -> &str {
    let known = ["md", "markdown", "mdx", "qmd", "html", "htm"];
    match path.rsplit_once('.') {
        Some((stem, ending)) if known.contains(&ending.to_ascii_lowercase().as_str()) => stem,
        _ => path,
    }
}

/// What a document is found by, as far as its schema looks for such names.
pub(super) fn names(context: &Context) -> Vec<String> {
    let wanted = &context.relations.plain_targets;
    let mut names = Vec::new();
    let Some(place) = context.document.source.place().filter(|_| !wanted.is_empty()) else { return names };
    let text = |field: &str| {
        let scalar = context.document.fields()?.get(field)?.value.as_scalar()?;
        Some(scalar.text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    for kind in [TargetKind::Slug, TargetKind::Title, TargetKind::Path] {
        if !wanted.iter().any(|(_, other)| *other == kind) {
            continue;
        }
        let mut add = |name: &str| names.push(of_target(kind, &wikilink::fold(name)));
        let stem = without_ending(place);
        let folder_of_index = ["/index", "/_index", "/README", "/readme"].iter().find_map(|end| stem.strip_suffix(end));
        match kind {
            TargetKind::Title => {
                if let Some(title) = text("title") {
                    add(&title);
                }
            }
            TargetKind::Path => {
                add(stem);
                if let Some(folder) = folder_of_index {
                    add(folder);
                }
            }
            TargetKind::Slug => {
                let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
                add(&text("slug").unwrap_or_else(|| without_date(&name(folder_of_index.unwrap_or(stem))).to_owned()));
            }
        }
    }
    names
}

/// The value of a field, or each item of its list, with its JSON Pointer.
pub(super) fn items<'n>(value: &'n Node<'n>, field: &str) -> Vec<(&'n Node<'n>, String)> {
    let mut pointer = String::from("/");
    push_token(&mut pointer, field);
    match &value.value {
        Value::Sequence(list) => {
            list.items.iter().enumerate().map(|(index, item)| (item, format!("{pointer}/{index}"))).collect()
        }
        Value::Scalar(_) => vec![(value, pointer)],
        Value::Mapping(_) | Value::Broken => Vec::new(),
    }
}
