//! What is wrong in the text of a schema and what JSON Schema itself passes over in silence: misspelt keywords and
//! formats, patterns that are none, keywords of another draft.

mod takes;

use serde_json::json;

use super::keywords::{self, Holds};
use super::{Draft, ecma, excerpt, formats, validator};
use crate::diagnostic::Diagnostic;
use crate::kinds::Type;
use crate::nearest::nearest;
use crate::source::Span;
use crate::tree::{Entry, Mapping, Node, Value};
use takes::{Meant, schema_of, wrong_field, wrong_form};

/// Keywords that other programs know and that only look like a misspelling of one of JSON Schema.
const FOREIGN: &[&str] = &["example", "nullable", "discriminator", "enumNames", "propertyOrder", "options", "typeof"];

/// A `$ref` and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Reference {
    pub(super) target: String,
    pub(super) span: Span,
}

/// What a look at the text of a schema tells.
#[derive(Debug, Default)]
pub(super) struct Linted {
    pub(super) problems: Vec<Diagnostic>,
    pub(super) references: Vec<Reference>,
}

/// A schema within the schema, and the file that it is in.
#[derive(Clone, Copy, Debug)]
struct At<'a> {
    draft: Draft,
    /// The name of the field that it is about.
    field: Option<&'a str>,
    /// The whole text of the file.
    text: &'a str,
    is_root: bool,
    /// Whether patterns are compiled to see if they can be, which takes longer than all the rest.
    tries_patterns: bool,
}

/// Looks at a schema in the text. The tree is no deeper than the limits of the YAML reader let it be.
pub(super) fn lint(root: &Node, draft: Draft, text: &str) -> Linted {
    let mut linted = Linted::default();
    linted.schema(root, At { draft, field: None, text, is_root: true, tries_patterns: true });
    linted.problems.sort_by(|a, b| (a.span, &a.message).cmp(&(b.span, &b.message)));
    // A schema that is reached through an alias is looked at once more.
    linted.problems.dedup_by(|a, b| a.span == b.span && a.message == b.message);
    linted
}

/// Where a schema that is known to be right refers to.
pub(super) fn references(root: &Node, draft: Draft, text: &str) -> Vec<Reference> {
    let mut linted = Linted::default();
    linted.schema(root, At { draft, field: None, text, is_root: true, tries_patterns: false });
    linted.references
}

impl Linted {
    fn schema(&mut self, node: &Node, at: At<'_>) {
        let Some(mapping) = node.as_mapping() else { return };
        let at = At { draft: self.draft(mapping, at.draft), ..at };
        for entry in &mapping.entries {
            let Some(keyword) = entry.key_text() else { continue };
            let Some(holds) = keywords::holds(keyword, at.draft) else {
                self.unknown(keyword, entry, at.draft);
                continue;
            };
            if let Some(problem) = wrong_form(entry, at) {
                self.problems.push(problem);
            } else {
                self.value(keyword, entry, at);
                self.inside(keyword, &entry.value, holds, at);
            }
        }
    }

    /// The draft that the mapping names, or the one it is in.
    fn draft(&mut self, mapping: &Mapping, outer: Draft) -> Draft {
        let Some(entry) = mapping.get("$schema") else { return outer };
        let Some(address) = entry.value.as_str() else { return outer };
        Draft::from_address(address).unwrap_or_else(|| {
            let message = format!("`{}` is not a version of JSON Schema that masthead reads", excerpt(address));
            let help =
                "write `https://json-schema.org/draft/2020-12/schema`, or the address of draft 4, 6, 7 or 2019-09";
            self.problems.push(Diagnostic::new(entry.value.span, message).help(help));
            outer
        })
    }

    fn inside(&mut self, keyword: &str, node: &Node, holds: Holds, at: At<'_>) {
        let at = At { is_root: false, ..at };
        match (holds, &node.value) {
            (Holds::Schema | Holds::SchemaOrSchemas, Value::Mapping(_)) => self.schema(node, at),
            (Holds::Schemas | Holds::SchemaOrSchemas, Value::Sequence(sequence)) => {
                for item in &sequence.items {
                    self.schema(item, at);
                }
            }
            (Holds::SchemaMap | Holds::Dependencies, Value::Mapping(mapping)) => {
                for entry in &mapping.entries {
                    let field = entry.key_text().filter(|_| keyword == "properties");
                    match wrong_field(entry, keyword, At { field, ..at }) {
                        Some(problem) => self.problems.push(problem),
                        None => self.schema(&entry.value, At { field, ..at }),
                    }
                }
            }
            _ => {}
        }
    }

    fn unknown(&mut self, keyword: &str, entry: &Entry, draft: Draft) {
        if let Some((first, last)) = keywords::elsewhere(keyword) {
            // `id` and `$id` of the other drafts are common names for an annotation.
            if matches!(keyword, "id" | "$id" | "$comment" | "contentEncoding" | "contentMediaType") {
                return;
            }
            let message = format!("`{keyword}` is not a keyword of {}, and would have no effect", draft.name());
            let help = if first > draft {
                format!("name a later version in `$schema`: {} has it", first.name())
            } else {
                format!("write what {} has in its place: {} was the last to have it", draft.name(), last.name())
            };
            self.problems.push(Diagnostic::new(entry.key.span, message).help(help));
        } else if let Some(near) = near_keyword(keyword, draft).or_else(|| near_own_keyword(keyword)) {
            let message = format!("`{keyword}` is not a keyword of JSON Schema, and would have no effect");
            self.problems.push(Diagnostic::new(entry.key.span, message).help(format!("write `{near}`")));
        }
    }

    fn value(&mut self, keyword: &str, entry: &Entry, at: At<'_>) {
        let node = &entry.value;
        match keyword {
            "type" => match &node.value {
                Value::Sequence(sequence) => sequence.items.iter().for_each(|item| self.type_name(item)),
                _ => self.type_name(node),
            },
            "format" => self.format(node, at.draft),
            "pattern" | "patternProperties" if !at.tries_patterns => {}
            "pattern" => self.pattern(node.as_str(), node.span),
            "patternProperties" => {
                for entry in node.as_mapping().into_iter().flat_map(|mapping| &mapping.entries) {
                    self.pattern(entry.key_text(), entry.key.span);
                }
            }
            "$ref" => {
                if let Some(target) = node.as_str() {
                    self.references.push(Reference { target: target.to_owned(), span: node.span });
                }
            }
            "x-masthead" if !at.is_root => {
                let message = "`x-masthead` says something only at the root of a schema";
                self.problems.push(Diagnostic::new(entry.key.span, message).help("move it to the root"));
            }
            _ => {}
        }
    }

    fn type_name(&mut self, node: &Node) {
        let Some(name) = node.as_str().filter(|name| Type::from_name(name).is_none()) else { return };
        let names = Type::ALL.map(Type::name);
        let help = match schema_of(name) {
            Some(Meant { ty, format: None }) => format!("write `{ty}`"),
            Some(Meant { ty, format: Some(_) }) if matches!(name, "date" | "datetime" | "date-time" | "timestamp") => {
                format!("write `{ty}`, and beside it `format: date` or `format: date-time`")
            }
            Some(Meant { ty, format: Some(format) }) => format!("write `{ty}`, and beside it `format: {format}`"),
            None => match nearest(name, names) {
                Some(near) => format!("write `{near}`"),
                None => format!("write one of {}", listed(&names)),
            },
        };
        self.problems
            .push(Diagnostic::new(node.span, format!("`{}` is not a type of JSON Schema", excerpt(name))).help(help));
    }

    fn format(&mut self, node: &Node, draft: Draft) {
        let Some(name) = node.as_str().filter(|name| !validator::knows_format(draft, name)) else { return };
        let message = format!("`{}` is not a format that masthead knows in {}", excerpt(name), draft.name());
        let problem = Diagnostic::new(node.span, message);
        let known = formats::NAMES.iter().copied().filter(|known| validator::knows_format(draft, known));
        let meant = match name {
            "datetime" | "timestamp" => Some("date-time"),
            "url" => Some("uri"),
            "lang" | "language" | "bcp47" => Some("language-tag"),
            "wiki-link" | "wikiLink" => Some("wikilink"),
            _ => nearest(name, known),
        };
        self.problems.push(match meant {
            Some(meant) => problem.help(format!("write `{meant}`")),
            None => problem.help("remove it, or describe the value with `pattern`"),
        });
    }

    fn pattern(&mut self, pattern: Option<&str>, span: Span) {
        let Some(pattern) = pattern else { return };
        let engine = ecma::translated(pattern);
        let compiled = || validator::compile(&json!({ "pattern": engine.as_deref().unwrap_or(pattern) }));
        if let Err(reason) = ecma::check(pattern).and_then(|()| compiled()) {
            let message = format!("`{}` is not a regular expression", excerpt(pattern));
            self.problems.push(Diagnostic::new(span, message).help(format!("mend the pattern: {reason}")));
        }
    }
}

/// The keyword that was meant; short ones only by a change of case, as too many words are near them.
fn near_keyword(keyword: &str, draft: Draft) -> Option<&'static str> {
    if keyword.starts_with("x-") || FOREIGN.contains(&keyword) {
        return None;
    }
    let same = |known: &&str| known.trim_start_matches('$').eq_ignore_ascii_case(&keyword.replace(['_', '-'], ""));
    let near = nearest(keyword, keywords::names(draft).filter(|known| known.len() > 3));
    keywords::names(draft).filter(|known| known.len() > 3).find(same).or(near)
}

/// `x-masthead`, where a keyword is nearly that. Other names with an `x` at their start are another program's.
fn near_own_keyword(keyword: &str) -> Option<&'static str> {
    let is_near =
        keyword.starts_with(['x', 'X']) && nearest(&keyword.to_lowercase().replace('_', "-"), ["x-masthead"]).is_some();
    let is_same = keyword.to_lowercase().replace('_', "-") == "x-masthead" || keyword == "masthead";
    (is_near || is_same).then_some("x-masthead")
}

/// `` `a`, `b` or `c` ``
pub(super) fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => format!("`{one}`"),
        [first @ .., last] => {
            let first: Vec<_> = first.iter().map(|name| format!("`{name}`")).collect();
            format!("{} or `{last}`", first.join(", "))
        }
    }
}
