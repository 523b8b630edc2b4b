//! Values that a schema names and that it rejects itself, and lists of values that are hardly meant.

use serde_json::Value as Json;

use super::super::draft::Draft;
use super::super::json::to_json;
use super::{Advice, judge, types};
use crate::diagnostic::{Diagnostic, excerpt};
use crate::kinds::Type;
use crate::tree::{Mapping, Node, Resolved, Value};

impl Advice {
    pub(super) fn values(&mut self, node: &Node, mapping: &Mapping, draft: Draft) {
        self.own_values(node, mapping, draft);
        self.enumeration(mapping);
    }

    /// A default, an example or a constant that the schema itself rejects.
    fn own_values(&mut self, node: &Node, mapping: &Mapping, draft: Draft) {
        let named = ["default", "const", "examples", "enum"].map(|keyword| mapping.get(keyword));
        if named.iter().all(Option::is_none) {
            return;
        }
        let Some(fits) = judge(node, draft) else { return };
        let [default, constant, examples, enumeration] = named;
        let refused = |value: &Node| !matches!(value.value, Value::Broken) && !fits(&to_json(value));
        if let Some(entry) = default
            && refused(&entry.value)
        {
            let message = "the `default` is no value that the schema takes";
            self.push(
                Diagnostic::new(entry.value.span, message).help("write a default that the keywords beside it allow"),
            );
        }
        if let Some(entry) = constant
            && refused(&entry.value)
        {
            let message = "nothing fits: the keywords beside `const` refuse its value";
            let help = "remove the keywords beside `const`, or write a value that they allow";
            self.push(Diagnostic::new(entry.value.span, message).help(help));
        }
        for (keyword, entry) in [("examples", examples), ("enum", enumeration)] {
            let items = entry.and_then(|entry| entry.value.as_sequence());
            for item in items.into_iter().flat_map(|list| &list.items).filter(|item| refused(item)) {
                let message = match keyword {
                    "examples" => "this example is no value that the schema takes",
                    _ => "the keywords beside `enum` refuse this value, so that it never fits",
                };
                let mut diagnostic = Diagnostic::new(item.span, message);
                let wants_text = types(mapping).is_some_and(|types| types == [Type::String]);
                let is_text = item.as_str().is_some();
                diagnostic = match item.as_scalar() {
                    Some(scalar) if wants_text && !is_text => {
                        diagnostic.help(format!("put it in quotes: `'{}'`", excerpt(&scalar.text)))
                    }
                    _ => diagnostic.help("remove it, or write one that the keywords beside it allow"),
                };
                self.push(diagnostic);
            }
        }
    }

    fn enumeration(&mut self, mapping: &Mapping) {
        let Some(entry) = mapping.get("enum") else { return };
        let Some(list) = entry.value.as_sequence() else { return };
        if list.items.is_empty() {
            let message = "nothing fits an empty `enum`";
            self.push(Diagnostic::new(entry.value.span, message).help("list the allowed values, or remove `enum`"));
            return;
        }
        let values: Vec<Json> = list.items.iter().map(to_json).collect();
        for (index, item) in list.items.iter().enumerate() {
            if values[..index].contains(&values[index]) {
                let message = "this value stands in `enum` twice";
                self.push(Diagnostic::new(item.span, message).help("remove one of the two"));
            }
        }
        if types(mapping).is_some() {
            return;
        }
        // `[draft, no, 2024]`: words, and what YAML makes of some of them.
        let texts = list.items.iter().filter(|item| item.as_str().is_some()).count();
        let is_word =
            |item: &&Node| matches!(item.resolved(), Some(Resolved::Bool(_) | Resolved::Int(_) | Resolved::Float(_)));
        if texts * 2 <= list.items.len() {
            return;
        }
        for item in list.items.iter().filter(is_word) {
            let Some(scalar) = item.as_scalar() else { continue };
            let kind = if matches!(scalar.resolved, Resolved::Bool(_)) { "a boolean" } else { "a number" };
            let message = format!("`{}` is {kind} among texts in this `enum`", excerpt(&scalar.text));
            let help = format!("put it in quotes where the word is meant: `'{}'`", excerpt(&scalar.text));
            self.push(Diagnostic::new(item.span, message).help(help));
        }
    }
}
