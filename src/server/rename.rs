//! One value or one field, written otherwise in every document: edits that are offered only where the data that they
//! leave is the data that was there, with nothing changed but the name.

use serde_json::{Map, Value as Json};

use crate::diagnostic::Edit;
use crate::document::Document;
use crate::schema::json::to_json;
use crate::source::Source;
use crate::syntax::Syntax;
use crate::tree::{Limits, Node, Style, Value};

/// What is to be written otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Renaming<'a> {
    /// A text that a field holds, or an item of it.
    Value { field: Vec<&'a str>, old: &'a str, new: &'a str },
    /// The last key of a field.
    Key { field: Vec<&'a str>, new: &'a str },
}

/// Why a document is left as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Skipped {
    /// It does not have what is to be renamed.
    Nothing,
    /// It has syntax errors.
    Broken,
    /// It has the new name already, beside the old one.
    Taken,
    /// The value is a block of several lines.
    Block,
    /// Something else would change too.
    Harm,
}

impl Skipped {
    pub(super) const fn why(self) -> &'static str {
        match self {
            Self::Nothing => "it is not there",
            Self::Broken => "the front matter has syntax errors",
            Self::Taken => "the new name is taken",
            Self::Block => "the value is a block of text",
            Self::Harm => "something else would change too, as an alias repeats it or the new name does not fit there",
        }
    }
}

/// The edits of one document, or why there are none.
pub(super) fn edits(source: &Source, renaming: &Renaming) -> Result<Vec<Edit>, Skipped> {
    let document = Document::parse(source, Limits::default());
    if !document.problems.is_empty() {
        return Err(Skipped::Broken);
    }
    let root = document.root.as_ref().ok_or(Skipped::Nothing)?;
    let mut edits = Vec::new();
    let (Renaming::Value { field, .. } | Renaming::Key { field, .. }) = renaming;
    collect(document.syntax, root, field, renaming, &mut edits)?;
    if edits.is_empty() {
        return Err(Skipped::Nothing);
    }
    let mut expected = to_json(root);
    expect(&mut expected, field, renaming);
    let text = with_edits(source.text(), &edits);
    let changed = source.with_text(text);
    let again = Document::parse(&changed, Limits::default());
    let is_right = again.problems.is_empty() && again.root.as_ref().map(to_json) == Some(expected);
    if is_right { Ok(edits) } else { Err(Skipped::Harm) }
}

/// A text with edits made that do not overlap, given in the order of the text.
pub(super) fn with_edits(text: &str, edits: &[Edit]) -> String {
    let mut changed = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        changed.push_str(&text[at..edit.span.start]);
        changed.push_str(&edit.text);
        at = edit.span.end;
    }
    changed.push_str(&text[at..]);
    changed
}

fn collect(
    syntax: Syntax,
    node: &Node,
    field: &[&str],
    renaming: &Renaming,
    edits: &mut Vec<Edit>,
) -> Result<(), Skipped> {
    if node.alias.is_some() {
        return Ok(());
    }
    match (&node.value, field) {
        (Value::Sequence(sequence), _) => {
            sequence.items.iter().try_for_each(|item| collect(syntax, item, field, renaming, edits))
        }
        (Value::Mapping(mapping), [name, rest @ ..]) => {
            for entry in mapping.entries.iter().filter(|entry| !entry.merged && entry.key_text() == Some(*name)) {
                if let (Renaming::Key { new, .. }, []) = (renaming, rest) {
                    if mapping.get(new).is_some() {
                        return Err(Skipped::Taken);
                    }
                    let style = entry.key.as_scalar().map_or(Style::Plain, |scalar| scalar.style);
                    edits.push(Edit::replace(entry.key.span, syntax.write_key(new, style)));
                } else {
                    collect(syntax, &entry.value, rest, renaming, edits)?;
                }
            }
            Ok(())
        }
        (Value::Scalar(scalar), []) => {
            if let Renaming::Value { old, new, .. } = renaming
                && node.as_str() == Some(*old)
            {
                if scalar.style.is_block() {
                    return Err(Skipped::Block);
                }
                edits.push(Edit::replace(node.span, syntax.write(new, scalar.style)));
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Makes the change in the data.
fn expect(json: &mut Json, field: &[&str], renaming: &Renaming) {
    match (json, field) {
        (Json::Array(items), _) => items.iter_mut().for_each(|item| expect(item, field, renaming)),
        (Json::Object(fields), [name, rest @ ..]) => match (renaming, rest) {
            (Renaming::Key { new, .. }, []) => {
                let renamed = std::mem::take(fields).into_iter();
                let renamed = renamed.map(|(key, value)| (if key == *name { (*new).to_owned() } else { key }, value));
                *fields = renamed.collect::<Map<_, _>>();
            }
            _ => {
                if let Some(inner) = fields.get_mut(*name) {
                    expect(inner, rest, renaming);
                }
            }
        },
        (Json::String(text), []) => {
            if let Renaming::Value { old, new, .. } = renaming
                && text == old
            {
                (*new).clone_into(text);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renamed(text: &str, renaming: &Renaming) -> Option<String> {
        let source = Source::new("a.md", text);
        edits(&source, renaming).ok().map(|edits| with_edits(text, &edits))
    }

    #[test]
    fn values_keep_their_style() {
        let text = "---\nkeywords:\n  - '[[сербия]]' # x\n  - \"[[сербия]]\"\n  - [[сербия]]\nk: [[сербия]]\n---\n";
        let value = Renaming::Value { field: vec!["keywords"], old: "[[сербия]]", new: "[[Сербия]]" };
        let new = renamed(text, &value).expect("a change");
        assert_eq!(
            new,
            text.replacen("'[[сербия]]'", "'[[Сербия]]'", 1).replacen("\"[[сербия]]\"", "\"[[Сербия]]\"", 1)
        );
        let plain = Renaming::Value { field: vec!["tags"], old: "a", new: "no" };
        assert_eq!(renamed("---\ntags: [a, b]\n---\n", &plain).as_deref(), Some("---\ntags: ['no', b]\n---\n"));
    }

    #[test]
    fn a_key_is_never_written_twice() {
        let key = Renaming::Key { field: vec!["a", "b"], new: "c" };
        assert_eq!(renamed("---\na:\n  b: 1 # x\n---\n", &key).as_deref(), Some("---\na:\n  c: 1 # x\n---\n"));
        assert_eq!(renamed("---\na:\n  b: 1\n  c: 2\n---\n", &key), None);
        assert_eq!(renamed("---\na: &x\n  b: 1\nd: *x\n---\n", &key), None, "the alias would follow");
    }
}
