//! `schema/*`: what the schema has against a document, in terms of its fields.
//!
//! These rules run after all others: where another rule has explained what is wrong with a value, nothing is added.

mod assert;
mod blank;
mod deprecated;
mod fields;
mod missing;
mod order;
mod own_words;
mod relation;
mod values;
mod verdict;
mod vocabulary;
mod words;

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::{Context, Findings, Repair};
use crate::diagnostic::Severity::{Error, Warning};
use crate::document::Document;
use crate::schema::json::{Located, locate, to_json};
use crate::schema::{Failure, Fault, Schema};
use crate::source::{Span, line_around};
use crate::tree::{Node, ProblemKind, Value};
use crate::values::Values;

rules! {
    /// Finds fields that the schema requires and the document lacks.
    ///
    /// Whatever reads the document later counts on these fields. A field that is there under a misspelt name is not
    /// reported as missing too: the finding at that name says so and counts as an error. Where the schema has a value
    /// ready (`const` or `default`), the repair writes it where `x-masthead: order` wants the field, or behind the last.
    ///
    /// # Fails
    /// ```yaml schema
    /// required: [title]
    /// ```
    /// ```yaml
    /// ---
    /// author: Мария Гаврильченко
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml schema
    /// required: [title]
    /// ```
    /// ```yaml
    /// ---
    /// title: Казахстан
    /// ---
    /// ```
    REQUIRED = "schema/required", Some(Error), Repair::Unsafe, scope = Schema;
    /// Finds fields that the schema does not allow.
    ///
    /// A schema with `additionalProperties: false` takes only the fields that it names, so any other is a mistake:
    /// most often a name that is misspelt, and then the finding says which one was meant.
    ///
    /// # Fails
    /// ```yaml schema
    /// properties: { title: { type: string } }
    /// additionalProperties: false
    /// ```
    /// ```yaml
    /// ---
    /// titel: Казахстан
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml schema
    /// properties: { title: { type: string } }
    /// additionalProperties: false
    /// ```
    /// ```yaml
    /// ---
    /// title: Казахстан
    /// ---
    /// ```
    UNKNOWN_FIELD = "schema/unknown-field", Some(Error), Repair::Unsafe, effect = Exchange, scope = Schema;
    /// Finds fields that the schema allows but does not know, and that are spelt nearly like one that it knows.
    ///
    /// A misspelt optional field is read by nobody and missed by nobody. Only names one or two letters away from a
    /// field that the document lacks, or has twice, are reported; where the document must have that field, the finding
    /// counts as an error and the field is not reported as missing too.
    ///
    /// # Fails
    /// ```yaml schema
    /// properties: { modified: { type: string } }
    /// ```
    /// ```yaml
    /// ---
    /// modifed: 2022-09-26
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml schema
    /// properties: { modified: { type: string } }
    /// ```
    /// ```yaml
    /// ---
    /// modified: 2022-09-26
    /// mood: calm
    /// ---
    /// ```
    MISSPELLED_FIELD = "schema/misspelled-field", Some(Warning), Repair::Unsafe, effect = Exchange, scope = Schema;
    /// Finds fields that are left without a value where the schema wants one, and empty items of lists.
    ///
    /// Null and text of nothing but white space are not values for a field that wants text, a number or a list. Where
    /// no schema applies, a field may be empty, but an empty item (`-`) between others is a warning: readers get null in
    /// a list of texts, and some stop. A list of nothing but an empty item is an info.
    ///
    /// # Fails
    /// ```yaml schema
    /// properties: { title: { type: string } }
    /// ```
    /// ```yaml
    /// ---
    /// title:
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml schema
    /// properties: { title: { type: [string, "null"] } }
    /// ```
    /// ```yaml
    /// ---
    /// title:
    /// ---
    /// ```
    EMPTY = "schema/empty", Some(Error), Repair::None, scope = Schema;
    /// Finds values of another type than the schema wants.
    ///
    /// YAML decides by the look of a value what it is: an unquoted `2024` is a number and `true` is no text. Where text
    /// is wanted, quotes make it so.
    ///
    /// # Fails
    /// ```yaml schema
    /// properties: { title: { type: string } }
    /// ```
    /// ```yaml
    /// ---
    /// title: 2024
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml schema
    /// properties: { title: { type: string } }
    /// ```
    /// ```yaml
    /// ---
    /// title: '2024'
    /// ---
    /// ```
    TYPE = "schema/type", Some(Error), Repair::Unsafe, effect = Exchange, scope = Schema;
    /// Finds fields out of the order that `x-masthead: order` names.
    ///
    /// Fields in one order in all documents are easy to compare. Fields that the order does not name come after those
    /// that it names. The repair moves whole fields together with the comments above them.
    ///
    /// # Fails
    /// ```yaml schema
    /// x-masthead: { order: [title, url] }
    /// ```
    /// ```yaml
    /// ---
    /// url: https://nokta.md/
    /// title: Nokta
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml schema
    /// x-masthead: { order: [title, url] }
    /// ```
    /// ```yaml
    /// ---
    /// title: Nokta
    /// url: https://nokta.md/
    /// note: last
    /// ---
    /// ```
    ORDER = "schema/order", Some(Warning), Repair::Safe, effect = Layout, scope = Schema;
    /// Finds values that are not one of those that the schema allows.
    ///
    /// # Fails
    /// ```yaml schema
    /// properties: { status: { enum: [draft, published] } }
    /// ```
    /// ```yaml
    /// ---
    /// status: publised
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml schema
    /// properties: { status: { enum: [draft, published] } }
    /// ```
    /// ```yaml
    /// ---
    /// status: published
    /// ---
    /// ```
    ENUM = "schema/enum", Some(Error), Repair::Unsafe, effect = Exchange, scope = Schema;
    /// Finds text that does not match the pattern of the schema.
    ///
    /// # Fails
    /// ```yaml schema
    /// properties: { id: { pattern: "^[a-z]+-[0-9]+$" } }
    /// ```
    /// ```yaml
    /// ---
    /// id: nokta
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml schema
    /// properties: { id: { pattern: "^[a-z]+-[0-9]+$" } }
    /// ```
    /// ```yaml
    /// ---
    /// id: nokta-12
    /// ---
    /// ```
    PATTERN = "schema/pattern", Some(Error), Repair::None, scope = Schema;
    /// Finds text that is shorter or longer than the schema allows.
    ///
    /// Length is counted in Unicode characters, not in bytes.
    ///
    /// # Fails
    /// ```yaml schema
    /// properties: { title: { maxLength: 9 } }
    /// ```
    /// ```yaml
    /// ---
    /// title: Казахстан и Турция
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml schema
    /// properties: { title: { maxLength: 9 } }
    /// ```
    /// ```yaml
    /// ---
    /// title: Казахстан
    /// ---
    /// ```
    LENGTH = "schema/length", Some(Error), Repair::None, scope = Schema;
    /// Finds numbers that are smaller or larger than the schema allows, or not a multiple of what it names.
    ///
    /// # Fails
    /// ```yaml schema
    /// properties: { rating: { maximum: 5 } }
    /// ```
    /// ```yaml
    /// ---
    /// rating: 7
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml schema
    /// properties: { rating: { maximum: 5 } }
    /// ```
    /// ```yaml
    /// ---
    /// rating: 5
    /// ---
    /// ```
    RANGE = "schema/range", Some(Error), Repair::None, scope = Schema;
    /// Finds lists with too few or too many items, with the same item twice, or with items that have no place there.
    ///
    /// # Fails
    /// ```yaml schema
    /// properties: { section: { uniqueItems: true } }
    /// ```
    /// ```yaml
    /// ---
    /// section: [Политика, Политика]
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml schema
    /// properties: { section: { uniqueItems: true } }
    /// ```
    /// ```yaml
    /// ---
    /// section: [Политика, Общество]
    /// ---
    /// ```
    ITEMS = "schema/items", Some(Error), Repair::None, scope = Schema;
    /// Finds text that is not of the format that the schema names.
    ///
    /// Dates, language tags, wiki-links and addresses have rules of their own, which say more; this rule is for the
    /// other formats, and for what those rules let pass.
    ///
    /// # Fails
    /// ```yaml schema
    /// properties: { contact: { format: email } }
    /// ```
    /// ```yaml
    /// ---
    /// contact: nobody
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml schema
    /// properties: { contact: { format: email } }
    /// ```
    /// ```yaml
    /// ---
    /// contact: nobody@nokta.md
    /// ---
    /// ```
    FORMAT = "schema/format", Some(Error), Repair::None, scope = Schema;
    /// Finds values that fail any other keyword of the schema.
    ///
    /// # Fails
    /// ```yaml schema
    /// properties: { author: { type: object, maxProperties: 1 } }
    /// ```
    /// ```yaml
    /// ---
    /// author: { first: Мария, last: Гаврильченко }
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml schema
    /// properties: { author: { type: object, maxProperties: 1 } }
    /// ```
    /// ```yaml
    /// ---
    /// author: { name: Мария Гаврильченко }
    /// ---
    /// ```
    INVALID = "schema/invalid", Some(Error), Repair::None, scope = Schema;
    /// Finds values that the vocabulary of their field does not have.
    ///
    /// `vocabulary` under `x-masthead` names a file for a field: a list of values in YAML or JSON, a mapping from each value
    /// to what it means or to `{ description: …, aliases: [ … ] }`, a Markdown table or CSV whose first column is the value.
    /// With `{ file: …, allow-new: true }` other values are warnings. A value that is an alias of another is repaired with
    /// `--unsafe-fixes`. Values are compared as they are, in Unicode normal form C.
    ///
    /// # Fails
    /// ```yaml schema
    /// x-masthead: { vocabulary: { tags: vocabulary.yaml } }
    /// ```
    /// ```yaml file vocabulary.yaml
    /// Politics: { aliases: [politic] }
    /// Society:
    /// ```
    /// ```yaml
    /// ---
    /// tags: [Politics, Societty]
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml schema
    /// x-masthead: { vocabulary: { tags: vocabulary.yaml } }
    /// ```
    /// ```yaml file vocabulary.yaml
    /// Politics: { aliases: [politic] }
    /// Society:
    /// ```
    /// ```yaml
    /// ---
    /// tags: [Politics, Society]
    /// ---
    /// ```
    VOCABULARY = "schema/vocabulary", Some(Error), Repair::Unsafe, effect = Exchange, scope = Schema;
    /// Finds fields and values that the schema calls deprecated.
    ///
    /// `deprecated: true` in a schema is an advice to writers: the value is still right, and will not be for ever. What the
    /// schema says under `description` is the help.
    ///
    /// # Fails
    /// ```yaml schema
    /// properties: { layout: { deprecated: true, description: Use `template` } }
    /// ```
    /// ```yaml
    /// ---
    /// layout: post
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml schema
    /// properties: { layout: { deprecated: true, description: Use `template` } }
    /// ```
    /// ```yaml
    /// ---
    /// template: post
    /// ---
    /// ```
    DEPRECATED = "schema/deprecated", Some(Warning), Repair::None, scope = Schema;
    /// Finds fields that do not fit each other.
    ///
    /// `x-masthead` says how they should: `requires` names fields that another needs, `excludes` those that it keeps out,
    /// `equals` a field that holds the same as another, `one-of` fields of which just one is there, and `same-as-folder`
    /// fields that hold the name of the document's folder. A field without a value is not there.
    ///
    /// # Fails
    /// ```yaml schema
    /// x-masthead: { requires: { archive: [url] } }
    /// ```
    /// ```yaml
    /// ---
    /// archive: https://web.archive.org/web/20220926114000/https://nokta.md/referendum/
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml schema
    /// x-masthead: { requires: { archive: [url] } }
    /// ```
    /// ```yaml
    /// ---
    /// url: https://nokta.md/referendum/
    /// ---
    /// ```
    RELATION = "schema/relation", Some(Error), Repair::None, scope = Schema;
    /// Finds documents that do not meet a condition of the schema.
    ///
    /// `assert` under `x-masthead` lists conditions in CEL, the Common Expression Language, for what nothing else can say.
    /// `doc` holds the fields: `doc.price`, `doc['odd key']`; one that is missing is null, and `has(doc.price)` asks whether
    /// it is there. `file.path`, `file.folder` and `file.name` are where the document lies, `body.heading` is its first
    /// heading of level 1. `instant(…)` and `day(…)` make numbers of dates (milliseconds and days since 1970), `now()` and
    /// `today()` are those of now; `host(…)` is the host of an address, `target(…)` what a wiki-link leads to. A condition has
    /// an `id` and a `message`; a `level` and the `fields` to point at where it likes.
    ///
    /// Conditions are checked when the schema is loaded: names, functions and types. A condition that cannot be judged because
    /// a field is of another type than it expects is passed over.
    ///
    /// # Fails
    /// ```yaml schema
    /// x-masthead:
    ///   assert:
    ///     - { id: paid-needs-price, rule: "doc.paid != true || has(doc.price)", message: "a paid article needs a price" }
    /// ```
    /// ```yaml
    /// ---
    /// title: A referendum
    /// paid: true
    /// ---
    /// ```
    ///
    /// # Passes
    /// ```yaml schema
    /// x-masthead:
    ///   assert:
    ///     - { id: paid-needs-price, rule: "doc.paid != true || has(doc.price)", message: "a paid article needs a price" }
    /// ```
    /// ```yaml
    /// ---
    /// title: A referendum
    /// paid: true
    /// price: 3
    /// ---
    /// ```
    ASSERT = "schema/assert", Some(Error), Repair::None, scope = Schema;
}

pub(super) fn check(context: &Context, findings: &mut Findings) {
    match context.schema {
        None => blank::check(context, findings),
        Some(schema) => check_against(schema, context, findings),
    }
}

fn check_against(schema: &Schema, context: &Context, findings: &mut Findings) {
    let document = context.document;
    if document.block().is_none() {
        return;
    }
    let root = document.root.as_ref().filter(|root| !root.is_null());
    let mut json = match root {
        Some(root) if root.as_mapping().is_some() || document.is_data => to_json(root),
        Some(_) => return,
        None => Json::Object(serde_json::Map::new()),
    };
    if !schema.names_own_field
        && let Some(fields) = json.as_object_mut()
    {
        fields.shift_remove("$schema");
    }
    let governed =
        Governed { document, schema, root, json: &json, values: context.values, beginnings: RefCell::default() };
    let failures = schema.failures(&json);
    if failures.len() >= Schema::MOST_FAILURES {
        findings.cut_short();
    }
    verdict::settle(&governed, &failures, findings);
    fields::check(&governed, &failures, findings);
    values::check(context, &governed, &failures, findings);
    deprecated::check(&governed, findings);
    if findings.wants(&ORDER) && !schema.relations.order.is_empty() {
        order::check(document, &schema.relations.order, findings);
    }
    relation::check(context, &schema.relations, findings);
    vocabulary::check(context, &schema.relations, findings);
    assert::check(context, &schema.relations, &json, findings);
}

/// A document and the schema that governs it.
struct Governed<'a> {
    document: &'a Document<'a>,
    schema: &'a Schema,
    /// `None` where the front matter is empty.
    root: Option<&'a Node<'a>>,
    json: &'a Json,
    values: &'a Values<'a>,
    /// What [`Self::may_hold`] has said of names.
    beginnings: RefCell<BTreeMap<String, bool>>,
}

impl<'a> Governed<'a> {
    fn locate(&self, pointer: &str) -> Option<Located<'a>> {
        locate(self.root?, pointer)
    }

    /// Where a finding about the fields of the mapping at `pointer` points.
    fn holder(&self, pointer: &str) -> Span {
        match self.locate(pointer) {
            Some(located) if !pointer.is_empty() => located.named(),
            _ => self.document.opening(),
        }
    }

    /// Where a finding about the value at `pointer` points: the value, or its name where it goes over several lines.
    fn value(&self, pointer: &str) -> Span {
        let Some(located) = self.locate(pointer) else { return self.document.opening() };
        let block = match &located.node.value {
            Value::Sequence(sequence) => !sequence.flow,
            Value::Mapping(mapping) => !mapping.flow,
            Value::Scalar(_) | Value::Broken => false,
        };
        if pointer.is_empty() {
            self.document.opening()
        } else if block || located.shown().is_empty() {
            located.named()
        } else {
            located.shown()
        }
    }

    /// A span made longer to the end of its line.
    fn to_line_end(&self, span: Span) -> Span {
        Span::new(span.start, line_around(self.document.source.text(), span.end).end)
    }

    /// Whether what is at `pointer` could be read in full.
    fn is_whole(&self, pointer: &str) -> bool {
        self.locate(pointer).is_none_or(|located| !holds_broken(located.node))
    }

    /// Whether a line of the front matter begins with this name although no field of it could be read.
    fn may_hold(&self, name: &str) -> bool {
        if let Some(known) = self.beginnings.borrow().get(name) {
            return *known;
        }
        let holds = self.begins_a_line(name);
        self.beginnings.borrow_mut().insert(name.to_owned(), holds);
        holds
    }

    fn begins_a_line(&self, name: &str) -> bool {
        let unread = |kind| matches!(kind, ProblemKind::Syntax | ProblemKind::LookAlike | ProblemKind::Limit);
        if !self.document.problems.iter().any(|problem| unread(problem.kind)) {
            return false;
        }
        let Some(block) = self.document.block() else { return false };
        let text = self.document.source.slice(block.content);
        text.lines().any(|line| {
            let line =
                line.trim_start_matches(|letter: char| !letter.is_alphanumeric() && letter != '_' && letter != '$');
            let rest = line.strip_prefix(name);
            rest.is_some_and(|rest| !rest.starts_with(|letter: char| letter.is_alphanumeric() || letter == '_'))
        })
    }
}

fn holds_broken(node: &Node) -> bool {
    match &node.value {
        Value::Broken => true,
        Value::Scalar(_) => false,
        Value::Sequence(sequence) => sequence.items.iter().any(holds_broken),
        Value::Mapping(mapping) => mapping.entries.iter().any(|entry| holds_broken(&entry.value)),
    }
}

/// Whether the fault is about the names of fields.
const fn is_about_fields(failure: &Failure) -> bool {
    matches!(failure.fault, Fault::Required(_) | Fault::Unknown(_))
}
