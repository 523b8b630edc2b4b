//! What a part of a schema says of a value, in words: `` is `draft` ``, `` has `url` ``, `` matches the pattern `^a` ``.

use serde_json::{Map, Value as Json};

use crate::diagnostic::excerpt;
use crate::schema::prepare::WRITTEN_PATTERN;

/// One thing that is said of a value.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Clause {
    /// Behind a subject: `` is `x` ``.
    pub(super) third: String,
    /// Behind "must": `` be `x` ``.
    pub(super) infinitive: String,
}

impl Clause {
    fn be(what: &str) -> Self {
        Self { third: format!("is {what}"), infinitive: format!("be {what}") }
    }

    fn have(what: &str) -> Self {
        Self { third: format!("has {what}"), infinitive: format!("have {what}") }
    }

    fn matches(pattern: &str) -> Self {
        let what = format!("the pattern `{}`", excerpt(pattern));
        Self { third: format!("matches {what}"), infinitive: format!("match {what}") }
    }

    /// The opposite.
    pub(super) fn negated(&self) -> Self {
        let third = match self.third.strip_prefix("is ") {
            Some(what) => format!("is not {what}"),
            None => format!("does not {}", self.infinitive),
        };
        Self { third, infinitive: format!("not {}", self.infinitive) }
    }
}

/// How deep in a schema words are looked for; what is deeper nobody reads.
const DEEPEST: usize = 4;

/// What a part of a schema says; `None` where it says something for which there are no words.
pub(super) fn clauses(schema: &Json) -> Option<Vec<Clause>> {
    said(schema, 0)
}

fn said(schema: &Json, depth: usize) -> Option<Vec<Clause>> {
    let part = schema.as_object().filter(|_| depth <= DEEPEST)?;
    let mut all = Vec::new();
    for (keyword, value) in part {
        match keyword.as_str() {
            "pattern" if part.contains_key(WRITTEN_PATTERN) => {
                all.push(Clause::matches(part[WRITTEN_PATTERN].as_str()?));
            }
            "type" if part.contains_key("const") || part.contains_key("enum") => {}
            "properties" => all.extend(of_properties(part, value, depth)?),
            "required" => all.extend(of_required(part, value)?),
            "anyOf" | "oneOf" | "allOf" => all.push(of_forms(keyword, value, depth)?),
            "not" => all.extend(said(value, depth + 1)?.first().map(Clause::negated)),
            "contains" => {
                let item = third(&said(value, depth + 1)?);
                all.push(Clause::have(&format!("an item that {item}")));
            }
            "title" | "description" | "default" | "examples" | "$comment" | "deprecated" | "readOnly" | "writeOnly"
            | "errorMessage" | "minContains" | "maxContains" => {}
            keyword if keyword.starts_with("x-") => {}
            keyword => all.push(of_keyword(keyword, value)?),
        }
    }
    (!all.is_empty()).then_some(all)
}

fn of_keyword(keyword: &str, value: &Json) -> Option<Clause> {
    let number = |words: &str| value.is_number().then(|| Clause::be(&format!("{words} {value}")));
    let count = |words: &str, noun: &str| {
        let plural = if value.as_u64() == Some(1) { "" } else { "s" };
        value.is_number().then(|| Clause::have(&format!("{words} {value} {noun}{plural}")))
    };
    match keyword {
        "const" => Some(Clause::be(&shown(value))),
        "enum" => Some(Clause::be(&joined(&value.as_array()?.iter().map(shown).collect::<Vec<_>>(), "or"))),
        "type" => match value {
            Json::String(name) => Some(Clause::be(type_name(name)?)),
            Json::Array(names) => {
                let names = names.iter().map(|name| type_name(name.as_str()?).map(str::to_owned));
                Some(Clause::be(&joined(&names.collect::<Option<Vec<_>>>()?, "or")))
            }
            _ => None,
        },
        "pattern" => Some(Clause::matches(value.as_str()?)),
        "format" => Some(Clause::be(&format!("of the format `{}`", excerpt(value.as_str()?)))),
        "minimum" => number("at least"),
        "maximum" => number("at most"),
        "exclusiveMinimum" => number("more than"),
        "exclusiveMaximum" => number("less than"),
        "multipleOf" => number("a multiple of"),
        "minLength" => count("at least", "character"),
        "maxLength" => count("at most", "character"),
        "minItems" => count("at least", "item"),
        "maxItems" => count("at most", "item"),
        "minProperties" => count("at least", "field"),
        "maxProperties" => count("at most", "field"),
        _ => None,
    }
}

fn of_properties(part: &Map<String, Json>, value: &Json, depth: usize) -> Option<Vec<Clause>> {
    let mut all = Vec::new();
    for (name, inner) in value.as_object()? {
        if inner == &Json::Bool(true) || inner.as_object().is_some_and(Map::is_empty) {
            continue;
        }
        let inner = third(&said(inner, depth + 1)?);
        all.push(Clause::have(&format!("`{}` that {inner}", excerpt(name))));
    }
    (!all.is_empty() || part.contains_key("required")).then_some(all)
}

/// Fields of which no more is said than that they are there.
fn of_required(part: &Map<String, Json>, value: &Json) -> Option<Vec<Clause>> {
    let names = value.as_array()?.iter().map(Json::as_str).collect::<Option<Vec<_>>>()?;
    let has_words = |name: &str| {
        let inner = part.get("properties").and_then(|properties| properties.get(name));
        inner.is_some_and(|inner| inner.as_object().is_some_and(|inner| !inner.is_empty()))
    };
    Some(
        names
            .into_iter()
            .filter(|name| !has_words(name))
            .map(|name| Clause::have(&format!("`{}`", excerpt(name))))
            .collect(),
    )
}

fn of_forms(keyword: &str, value: &Json, depth: usize) -> Option<Clause> {
    let forms = value.as_array()?.iter().map(|form| said(form, depth + 1)).collect::<Option<Vec<_>>>()?;
    let word = if keyword == "allOf" { "and" } else { "or" };
    let thirds: Vec<_> = forms.iter().map(|form| third(form)).collect();
    let infinitives: Vec<_> = forms.iter().map(|form| infinitive(form)).collect();
    (!forms.is_empty()).then(|| Clause { third: joined(&thirds, word), infinitive: joined(&infinitives, word) })
}

/// All that is said, behind a subject.
pub(super) fn third(clauses: &[Clause]) -> String {
    joined(&without_repetition(clauses.iter().map(|clause| clause.third.as_str())), "and")
}

/// All that is said, behind "must".
pub(super) fn infinitive(clauses: &[Clause]) -> String {
    joined(&without_repetition(clauses.iter().map(|clause| clause.infinitive.as_str())), "and")
}

/// `be more than 1` and `be less than 3` as `be more than 1`, `less than 3`.
fn without_repetition<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut verb = "";
    let mut all = Vec::new();
    for text in texts {
        let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
        let is_same = first == verb
            && !all.last().is_some_and(|before: &String| before.contains(" that "))
            && matches!(first, "be" | "is" | "have" | "has");
        all.push(if is_same { rest.to_owned() } else { text.to_owned() });
        verb = first;
    }
    all
}

fn type_name(name: &str) -> Option<&'static str> {
    Some(match name {
        "string" => "text",
        "array" => "a list",
        "object" => "a mapping of fields",
        "integer" => "a whole number",
        "number" => "a number",
        "boolean" => "`true` or `false`",
        "null" => "without a value",
        _ => return None,
    })
}

/// A value as it may stand in a document.
fn shown(value: &Json) -> String {
    match value {
        Json::String(text) if !text.is_empty() && text.trim() == text => format!("`{}`", excerpt(text)),
        other => format!("`{}`", excerpt(&other.to_string())),
    }
}

fn joined(parts: &[String], word: &str) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}
