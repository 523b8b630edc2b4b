//! The values that a field may have, from a file of the project: a list or mapping in YAML or JSON, a Markdown table, CSV.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::read::one;
use crate::diagnostic::{Diagnostic, excerpt};
use crate::schema::read::read as read_yaml;
use crate::schema::{References, SchemaError};
use crate::source::{Source, Span};
use crate::tree::{Node, Value};

/// A field and the values that it may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vocabulary {
    pub field: String,
    /// The file's name, as the schema has it.
    pub file: String,
    /// Other values are warnings.
    pub allow_new: bool,
    pub terms: Arc<Terms>,
}

/// The values of a vocabulary.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Each with what it means.
    preferred: BTreeMap<String, Option<String>>,
    /// Another name for a preferred value.
    aliases: HashMap<String, String>,
}

/// A vocabulary before its file is read.
#[derive(Debug)]
pub(in crate::schema) struct Wanted {
    field: String,
    file: String,
    allow_new: bool,
    span: Span,
}

/// The most values of a vocabulary.
const MOST: usize = 100_000;

impl Terms {
    pub fn has(&self, value: &str) -> bool {
        self.preferred.contains_key(value)
    }

    /// The preferred value that this is another name for.
    pub fn preferred(&self, alias: &str) -> Option<&str> {
        self.aliases.get(alias).map(String::as_str)
    }

    /// The preferred values.
    pub fn values(&self) -> impl Iterator<Item = &str> {
        self.preferred.keys().map(String::as_str)
    }

    /// What a preferred value means.
    pub fn describe(&self, value: &str) -> Option<&str> {
        self.preferred.get(value)?.as_deref()
    }

    fn add(&mut self, value: &str, description: Option<&str>, aliases: impl IntoIterator<Item = String>) {
        let value = value.trim();
        if value.is_empty() || self.preferred.len() >= MOST {
            return;
        }
        let description = description.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        self.preferred.insert(value.to_owned(), description);
        for alias in aliases {
            self.aliases.insert(alias, value.to_owned());
        }
    }
}

/// Reads the value of `vocabulary`: a mapping from a field to a file, or to `{ file: …, allow-new: true }`.
pub(super) fn wanted(node: &Node, problems: &mut Vec<Diagnostic>) -> Vec<Wanted> {
    let Some(mapping) = node.as_mapping() else {
        let message = "`vocabulary` takes a mapping of fields to files, and this is not one";
        problems.push(Diagnostic::new(node.span, message).help("write a mapping: `vocabulary: { tags: tags.yaml }`"));
        return Vec::new();
    };
    mapping.entries.iter().filter_map(|entry| want(entry, problems)).collect()
}

fn want(entry: &crate::tree::Entry, problems: &mut Vec<Diagnostic>) -> Option<Wanted> {
    let field = one("vocabulary", &entry.key, problems)?;
    let value = &entry.value;
    let Some(options) = value.as_mapping() else {
        let file = one("vocabulary", value, problems)?;
        return Some(Wanted { field, file, allow_new: false, span: value.span });
    };
    let mut allow_new = false;
    for option in &options.entries {
        let name = option.key_text().unwrap_or_default();
        match name {
            "file" => {}
            "allow-new" if matches!(option.value.as_scalar(), Some(scalar) if scalar.text == "true" || scalar.text == "false") =>
            {
                allow_new = option.value.as_scalar().is_some_and(|scalar| scalar.text == "true");
            }
            "allow-new" => {
                let message = "`allow-new` is `true` or `false`";
                problems.push(Diagnostic::new(option.value.span, message).help("write one of them"));
            }
            _ => {
                let message = format!("`{}` is not an option of a vocabulary", excerpt(name));
                problems.push(Diagnostic::new(option.key.span, message).help("write `file` or `allow-new`"));
            }
        }
    }
    let Some(file) = options.get("file") else {
        let message = format!("the vocabulary of `{}` names no file", excerpt(&field));
        problems.push(Diagnostic::new(value.span, message).help("add `file: vocabulary/tags.yaml`"));
        return None;
    };
    let file = &file.value;
    Some(Wanted { field, file: one("file", file, problems)?, allow_new, span: file.span })
}

/// Reads the files of vocabularies. `base` is the address that their names start from.
pub(in crate::schema) fn load(
    wanted: Vec<Wanted>,
    base: &str,
    references: &dyn References,
    problems: &mut Vec<Diagnostic>,
) -> Result<Vec<Vocabulary>, Box<SchemaError>> {
    let mut vocabularies = Vec::new();
    for Wanted { field, file, allow_new, span } in wanted {
        let source = address(base, &file).ok_or_else(|| "this schema is not a file".to_owned());
        match source.and_then(|uri| references.read(&uri)) {
            Ok(source) => {
                let terms = Arc::new(terms(source, &file)?);
                vocabularies.push(Vocabulary { field, file, allow_new, terms });
            }
            Err(reason) => {
                let message = format!("the vocabulary `{}` cannot be read: {reason}", excerpt(&file));
                let help = "write the path of a file in the project, from this schema's folder";
                problems.push(Diagnostic::new(span, message).help(help));
            }
        }
    }
    Ok(vocabularies)
}

/// The address of a file beside the schema.
fn address(base: &str, file: &str) -> Option<String> {
    use std::fmt::Write as _;
    let (folder, _) = base.split_once('#').map_or(base, |(base, _)| base).rsplit_once('/')?;
    let mut uri = format!("{folder}/");
    for byte in file.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    folder.starts_with("file:").then_some(uri)
}

fn terms(source: Source, file: &str) -> Result<Terms, Box<SchemaError>> {
    let extension = file.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    let terms = match extension.as_deref() {
        Some("csv") => from_rows(source.text().lines().map(csv_cells)),
        Some("md" | "markdown") => from_rows(table_rows(source.text())),
        _ => {
            let (terms, problems) = from_yaml(&source);
            if !problems.is_empty() {
                return Err(Box::new(SchemaError { source, diagnostics: problems }));
            }
            terms
        }
    };
    if terms.preferred.is_empty() {
        let message = "this vocabulary has no values";
        let help = "write a list of values, or a mapping from each to what it means";
        let diagnostics = vec![Diagnostic::new(Span::at(source.bom()), message).help(help)];
        return Err(Box::new(SchemaError { source, diagnostics }));
    }
    Ok(terms)
}

/// A list of values, or a mapping from each to its description or to `{ description: …, aliases: [ … ] }`.
fn from_yaml(source: &Source) -> (Terms, Vec<Diagnostic>) {
    let read = read_yaml(source);
    let mut terms = Terms::default();
    let mut problems = read.problems;
    let Some(root) = read.root else { return (terms, problems) };
    match &root.value {
        Value::Sequence(list) => {
            for item in &list.items {
                match item.as_scalar().filter(|_| !item.is_null()) {
                    Some(scalar) => terms.add(&scalar.text, None, []),
                    None => problems.push(
                        Diagnostic::new(item.span, "an item of a vocabulary is a text, and this is not one")
                            .help("write the value alone, or a mapping of values to what they mean"),
                    ),
                }
            }
        }
        Value::Mapping(mapping) => {
            for entry in &mapping.entries {
                let Some(value) = entry.key_text() else { continue };
                let inner = |name: &str| Some(&entry.value.as_mapping()?.get(name)?.value);
                let description = match inner("description") {
                    Some(text) => text.as_str(),
                    None => entry.value.as_str(),
                };
                terms.add(value, description, inner("aliases").map(texts).unwrap_or_default());
            }
        }
        Value::Scalar(_) | Value::Broken => {}
    }
    (terms, problems)
}

fn texts(node: &Node) -> Vec<String> {
    let scalar = |node: &Node| node.as_scalar().map(|scalar| scalar.text.trim().to_owned());
    match &node.value {
        Value::Sequence(list) => list.items.iter().filter_map(scalar).collect(),
        _ => scalar(node).into_iter().collect(),
    }
}

/// A table whose first column is the value; a column named for aliases holds them between commas, one named for
/// descriptions holds one. The first row names the columns.
fn from_rows(rows: impl Iterator<Item = Vec<String>>) -> Terms {
    let mut rows = rows.filter(|cells| cells.iter().any(|cell| !cell.is_empty()));
    let mut terms = Terms::default();
    let Some(head) = rows.next() else { return terms };
    let column = |names: &[&str]| head.iter().position(|cell| names.contains(&cell.to_lowercase().as_str()));
    let aliases = column(&["alias", "aliases", "synonym", "synonyms", "other names"]);
    let description = column(&["description", "definition", "meaning"]);
    for cells in rows {
        let cell = |column: Option<usize>| cells.get(column?).map(String::as_str);
        let other = cell(aliases).unwrap_or_default().split([',', ';']);
        let other = other.map(|alias| alias.trim().to_owned()).filter(|alias| !alias.is_empty());
        terms.add(cells.first().map_or("", String::as_str), cell(description), other.collect::<Vec<_>>());
    }
    terms
}

/// The rows of the first table of a Markdown text, without the line below its head.
fn table_rows(text: &str) -> impl Iterator<Item = Vec<String>> {
    let rows = text.lines().map(str::trim).skip_while(|line| !line.starts_with('|'));
    let rows = rows.take_while(|line| line.starts_with('|'));
    rows.filter(|line| !line.chars().all(|character| "|-: \t".contains(character))).map(|line| {
        let line = line.strip_prefix('|').unwrap_or(line);
        let line = line.strip_suffix('|').unwrap_or(line);
        line.split('|').map(|cell| cell.trim().trim_matches('`').to_owned()).collect()
    })
}

/// The cells of a line of CSV (RFC 4180), of which none goes over the end of its line.
fn csv_cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut characters = line.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                cells.last_mut().expect("there is a cell").push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            _ => cells.last_mut().expect("there is a cell").push(character),
        }
    }
    cells.into_iter().map(|cell| cell.trim().to_owned()).collect()
}
