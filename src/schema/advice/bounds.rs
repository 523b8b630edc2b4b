//! Bounds that nothing fits, keywords that cannot apply, and keywords that lean on one that is not there.

use super::super::draft::Draft;
use super::super::keywords;
use super::{Advice, number, types};
use crate::diagnostic::Diagnostic;
use crate::kinds::Type;
use crate::schema::lint::listed;
use crate::tree::{Mapping, Resolved};

/// Keywords that are about values of some types only.
const ABOUT: &[(&str, &[Type])] = &[
    ("additionalItems", &[Type::Array]),
    ("additionalProperties", &[Type::Object]),
    ("contains", &[Type::Array]),
    ("dependencies", &[Type::Object]),
    ("dependentRequired", &[Type::Object]),
    ("dependentSchemas", &[Type::Object]),
    ("exclusiveMaximum", &[Type::Number, Type::Integer]),
    ("exclusiveMinimum", &[Type::Number, Type::Integer]),
    ("format", &[Type::String]),
    ("items", &[Type::Array]),
    ("maxContains", &[Type::Array]),
    ("maxItems", &[Type::Array]),
    ("maxLength", &[Type::String]),
    ("maxProperties", &[Type::Object]),
    ("maximum", &[Type::Number, Type::Integer]),
    ("minContains", &[Type::Array]),
    ("minItems", &[Type::Array]),
    ("minLength", &[Type::String]),
    ("minProperties", &[Type::Object]),
    ("minimum", &[Type::Number, Type::Integer]),
    ("multipleOf", &[Type::Number, Type::Integer]),
    ("pattern", &[Type::String]),
    ("patternProperties", &[Type::Object]),
    ("prefixItems", &[Type::Array]),
    ("properties", &[Type::Object]),
    ("propertyNames", &[Type::Object]),
    ("required", &[Type::Object]),
    ("unevaluatedItems", &[Type::Array]),
    ("unevaluatedProperties", &[Type::Object]),
    ("uniqueItems", &[Type::Array]),
];

/// Keywords that say something only where another stands beside them.
const LEANING: &[(&str, &[&str])] = &[
    ("then", &["if"]),
    ("else", &["if"]),
    ("if", &["then", "else"]),
    ("minContains", &["contains"]),
    ("maxContains", &["contains"]),
    ("additionalItems", &["items"]),
];

/// A lower and an upper bound of the same thing.
const PAIRS: &[(&str, &str)] = &[
    ("minimum", "maximum"),
    ("exclusiveMinimum", "exclusiveMaximum"),
    ("minimum", "exclusiveMaximum"),
    ("exclusiveMinimum", "maximum"),
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
    ("minContains", "maxContains"),
];

impl Advice {
    /// Keywords that are about values of another type than the one that the schema asks for.
    pub(super) fn without_effect(&mut self, mapping: &Mapping, draft: Draft) {
        let Some(types) = types(mapping) else { return };
        for entry in &mapping.entries {
            let Some(keyword) = entry.key_text() else { continue };
            let Some((_, about)) = ABOUT.iter().find(|(name, _)| *name == keyword) else { continue };
            if keywords::holds(keyword, draft).is_none() || types.iter().any(|ty| about.contains(ty)) {
                continue;
            }
            let names: Vec<_> = types.iter().map(|ty| ty.name()).collect();
            let message = format!(
                "`{keyword}` has no effect on a value of type {}: it is about {}",
                listed(&names),
                plural(about[0])
            );
            let help = match instead(keyword, types[0]) {
                Some(Instead::Keyword(other)) => format!("write `{other}`"),
                Some(Instead::Items) => format!("move `{keyword}` into `items`, to be about each item"),
                None => format!("remove it, or write `type: {}`", about[0].name()),
            };
            self.push(Diagnostic::new(entry.key.span, message).help(help));
        }
    }

    pub(super) fn leaning(&mut self, mapping: &Mapping, draft: Draft) {
        for (keyword, on) in LEANING {
            let Some(entry) = mapping.get(keyword) else { continue };
            if keywords::holds(keyword, draft).is_none() || on.iter().any(|other| mapping.get(other).is_some()) {
                continue;
            }
            let message = format!("`{keyword}` has no effect without {}", listed(on));
            let help = format!("add {} beside it, or remove `{keyword}`", listed(on));
            self.push(Diagnostic::new(entry.key.span, message).help(help));
        }
        // In draft 4 these are only the manner of another keyword.
        for (manner, limit) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
            let Some(entry) = mapping.get(manner).filter(|_| draft == Draft::Draft4) else { continue };
            if entry.value.resolved() == Some(Resolved::Bool(true)) && mapping.get(limit).is_none() {
                let message = format!("`{manner}` has no effect without `{limit}` in draft 4");
                self.push(Diagnostic::new(entry.key.span, message).help(format!("write the number in `{limit}`")));
            }
        }
    }

    pub(super) fn bounds(&mut self, mapping: &Mapping) {
        for (low, high) in PAIRS {
            let (Some(least), Some(most)) = (number(mapping, low), number(mapping, high)) else { continue };
            let open = low.starts_with("exclusive") || high.starts_with("exclusive");
            if least < most || (least <= most && !open) {
                continue;
            }
            let (Some(low_entry), Some(high_entry)) = (mapping.get(low), mapping.get(high)) else { continue };
            let message = format!("nothing fits `{low}: {least}` together with `{high}: {most}`");
            let help = format!("make `{high}` the larger one, or remove one of them");
            let span = high_entry.value.span;
            self.push(Diagnostic::new(span, message).help(help).also(low_entry.value.span, "and this"));
        }
        if let Some(entry) = mapping.get("multipleOf")
            && number(mapping, "multipleOf") == Some(0.0)
        {
            self.push(Diagnostic::new(entry.value.span, "nothing is a multiple of 0").help("write a number above 0"));
        }
    }
}

const fn plural(ty: Type) -> &'static str {
    match ty {
        Type::Array => "lists",
        Type::Object => "mappings",
        Type::Number | Type::Integer => "numbers",
        Type::String => "text",
        Type::Boolean => "booleans",
        Type::Null => "null",
    }
}

enum Instead {
    Keyword(&'static str),
    Items,
}

/// What was probably meant for values of this type.
fn instead(keyword: &str, ty: Type) -> Option<Instead> {
    Some(match (keyword, ty) {
        ("minLength" | "minimum" | "minProperties", Type::Array) => Instead::Keyword("minItems"),
        ("maxLength" | "maximum" | "maxProperties", Type::Array) => Instead::Keyword("maxItems"),
        ("minItems" | "minimum", Type::String) => Instead::Keyword("minLength"),
        ("maxItems" | "maximum", Type::String) => Instead::Keyword("maxLength"),
        ("minLength" | "minItems", Type::Number | Type::Integer) => Instead::Keyword("minimum"),
        ("maxLength" | "maxItems", Type::Number | Type::Integer) => Instead::Keyword("maximum"),
        ("minLength" | "minItems", Type::Object) => Instead::Keyword("minProperties"),
        ("maxLength" | "maxItems", Type::Object) => Instead::Keyword("maxProperties"),
        ("pattern" | "format" | "properties" | "required", Type::Array) => Instead::Items,
        _ => return None,
    })
}
