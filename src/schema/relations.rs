//! How the fields of a document relate to each other, to its body and to other documents: the keyword `x-masthead`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::lint::listed;
use crate::diagnostic::Diagnostic;
use crate::kinds::language_fields;
use crate::nearest::nearest;
use crate::source::Span;
use crate::tree::{Node, Value};

/// How many fields a relation may name: each is looked for in each document.
const MOST_FIELDS: usize = 1_000;

/// All fields are at the top of the front matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relations {
    /// Each present instant is not later than the next. The instant of a Wayback Machine address is its stamp.
    pub chronology: Vec<String>,
    /// An archive field and the field of the URL that it is a snapshot of.
    pub snapshot: Vec<(String, String)>,
    /// A field that is the host of the URL in another.
    pub host: Vec<(String, String)>,
    /// The field that equals the first level-1 heading.
    pub heading: Option<String>,
    /// The fields that name the language of the body; the first that is present counts.
    pub body_language: Vec<String>,
    /// Fields of which no two documents share a value.
    pub unique: Vec<String>,
    /// Fields whose wiki-links lead to documents of the corpus.
    pub targets: Vec<String>,
    /// The order of fields; those not named come after.
    pub order: Vec<String>,
}

/// The members of `x-masthead`.
const MEMBERS: [&str; 8] = ["chronology", "snapshot", "host", "heading", "body-language", "unique", "targets", "order"];

impl Relations {
    /// What is taken for granted of the usual fields, where no schema says otherwise.
    pub fn usual() -> &'static Self {
        static USUAL: LazyLock<Relations> = LazyLock::new(|| Relations {
            snapshot: vec![("archive".to_owned(), "url".to_owned())],
            body_language: language_fields(),
            ..Relations::default()
        });
        &USUAL
    }

    /// Reads the value of `x-masthead`; what is wrong with it goes to `problems`.
    pub(super) fn read(node: &Node, problems: &mut Vec<Diagnostic>) -> Self {
        let mut relations = Self::default();
        let Some(mapping) = node.as_mapping() else {
            let message = "`x-masthead` is a mapping of relations, and this is none";
            problems.push(Diagnostic::new(node.span, message).help(format!("write one of {}", listed(&MEMBERS))));
            return relations;
        };
        for entry in &mapping.entries {
            let name = entry.key_text().unwrap_or_default();
            let value = &entry.value;
            match name {
                "chronology" => relations.chronology = many(name, value, problems),
                "snapshot" => relations.snapshot = pairs(name, value, problems),
                "host" => relations.host = pairs(name, value, problems),
                "heading" => relations.heading = one(name, value, problems),
                "body-language" => relations.body_language = one_or_many(name, value, problems),
                "unique" => relations.unique = one_or_many(name, value, problems),
                "targets" => relations.targets = one_or_many(name, value, problems),
                "order" => relations.order = many(name, value, problems),
                _ => problems.push(unknown(name, entry.key.span)),
            }
        }
        relations
    }

    /// Every name of a field in the value of `x-masthead`, with its place.
    pub(super) fn named_fields<'n>(node: &'n Node) -> Vec<(&'n str, Span)> {
        let mut names = Vec::new();
        for entry in node.as_mapping().into_iter().flat_map(|mapping| &mapping.entries) {
            match &entry.value.value {
                Value::Sequence(sequence) => {
                    names.extend(sequence.items.iter().filter_map(|item| Some((item.as_str()?, item.span))));
                }
                Value::Mapping(mapping) => {
                    let sides = mapping.entries.iter().flat_map(|entry| [&entry.key, &entry.value]);
                    names.extend(sides.filter_map(|side| Some((side.as_str()?, side.span))));
                }
                Value::Scalar(_) => names.extend(entry.value.as_str().map(|name| (name, entry.value.span))),
                Value::Broken => {}
            }
        }
        names
    }
}

fn unknown(name: &str, span: Span) -> Diagnostic {
    let near = nearest(&name.replace('_', "-"), MEMBERS)
        .or_else(|| MEMBERS.into_iter().find(|m| *m == name.replace('_', "-")));
    let help = near.map_or_else(|| format!("write one of {}", listed(&MEMBERS)), |near| format!("write `{near}`"));
    Diagnostic::new(span, format!("`{}` is not a relation that `x-masthead` has", super::excerpt(name))).help(help)
}

fn one(name: &str, node: &Node, problems: &mut Vec<Diagnostic>) -> Option<String> {
    let field = node.as_str().filter(|field| !field.is_empty());
    if field.is_none() {
        let message = format!("`{name}` takes the name of a field, and this is none");
        problems.push(Diagnostic::new(node.span, message).help(format!("write the field's name: `{name}: title`")));
    }
    field.map(str::to_owned)
}

fn many(name: &str, node: &Node, problems: &mut Vec<Diagnostic>) -> Vec<String> {
    let Some(sequence) = node.as_sequence() else {
        let message = format!("`{name}` takes a list of fields, and this is none");
        problems.push(Diagnostic::new(node.span, message).help(format!("write a list: `{name}: [title, url]`")));
        return Vec::new();
    };
    if is_excessive(name, sequence.items.len(), node, problems) {
        return Vec::new();
    }
    let mut fields: Vec<String> = Vec::new();
    let mut seen = BTreeSet::new();
    for item in &sequence.items {
        let Some(field) = one(name, item, problems) else { continue };
        if !seen.insert(field.clone()) {
            let message = format!("`{name}` names the field `{}` twice", super::excerpt(&field));
            problems.push(Diagnostic::new(item.span, message).help("remove one of the two"));
        }
        fields.push(field);
    }
    fields
}

/// Whether a relation names more fields than are looked for in each document.
fn is_excessive(name: &str, count: usize, node: &Node, problems: &mut Vec<Diagnostic>) -> bool {
    if count > MOST_FIELDS {
        let message = format!("`{name}` names {count} fields, more than the {MOST_FIELDS} that are looked for");
        problems.push(Diagnostic::new(node.span, message).help("name fewer fields"));
    }
    count > MOST_FIELDS
}

fn one_or_many(name: &str, node: &Node, problems: &mut Vec<Diagnostic>) -> Vec<String> {
    match &node.value {
        Value::Scalar(_) => one(name, node, problems).into_iter().collect(),
        _ => many(name, node, problems),
    }
}

fn pairs(name: &str, node: &Node, problems: &mut Vec<Diagnostic>) -> Vec<(String, String)> {
    let Some(mapping) = node.as_mapping() else {
        let message = format!("`{name}` takes a mapping of fields to fields, and this is none");
        let example = if name == "host" { "{ site: url }" } else { "{ archive: url }" };
        problems.push(Diagnostic::new(node.span, message).help(format!("write a mapping: `{name}: {example}`")));
        return Vec::new();
    };
    if is_excessive(name, mapping.entries.len(), node, problems) {
        return Vec::new();
    }
    let pair = |entry: &crate::tree::Entry| {
        let left = one(name, &entry.key, problems);
        Some((left?, one(name, &entry.value, problems)?))
    };
    mapping.entries.iter().filter_map(pair).collect()
}
