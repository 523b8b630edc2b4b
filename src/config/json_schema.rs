//! The JSON Schema of `masthead.toml`, for editors.

use serde_json::{Map, Value, json};

use crate::kinds::Kind;
use crate::rules::{RULES, Rule, Target, options_of};

/// The schema, made from the tables of rules, options and kinds.
pub fn json_schema() -> Value {
    let mut schema = schema();
    let Value::Object(mut properties) = gate() else { return schema };
    if let Value::Object(more) = schema["properties"].take() {
        properties.extend(more);
    }
    schema["properties"] = properties.into();
    schema
}

fn schema() -> Value {
    let globs = |about: &str| json!({ "description": about, "type": "array", "items": { "type": "string" } });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "masthead.toml",
        "description": "Which documents masthead checks, against which schema, and how much each rule matters.",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "include": globs("The documents to check, as patterns of paths."),
            "exclude": globs("What to pass over, besides .gitignore, .ignore and hidden files."),
            "schemas": {
                "description": "The first whose `files` and `where` match governs a document.",
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["schema"],
                    "anyOf": [{ "required": ["files"] }, { "required": ["where"] }],
                    "properties": {
                        "files": globs("The documents that it governs."),
                        "where": { "$ref": "#/$defs/where" },
                        "schema": {
                            "description": "A path from this file, or the name of a built-in schema.",
                            "type": "string",
                        },
                    },
                },
            },
            "schema-files": {
                "description": "The files that stand for addresses in schemas; an address with `/` at its end stands for a folder.",
                "type": "object",
                "propertyNames": { "pattern": "://" },
                "additionalProperties": { "type": "string" },
            },
            "fields": {
                "description": "What a field means where no schema says so.",
                "type": "object",
                "additionalProperties": { "enum": Kind::ALL.map(Kind::name) },
            },
            "rules": { "$ref": "#/$defs/rules" },
            "overrides": {
                "description": "Other rules for some paths; later ones win.",
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["files"],
                    "properties": {
                        "files": globs("The documents that it is about."),
                        "rules": { "$ref": "#/$defs/rules" },
                    },
                },
            },
        },
        "$defs": {
            "where": {
                "description": "The documents that it governs, by the values of their fields: all of these hold. \
                                A list names several values; a field that is a list has the value in it.",
                "type": "object",
                "minProperties": 1,
                "additionalProperties": {
                    "anyOf": [
                        { "$ref": "#/$defs/literal" },
                        { "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/literal" } },
                        { "$ref": "#/$defs/where" },
                    ],
                },
            },
            "literal": { "type": ["string", "number", "boolean"] },
            "level": {
                "description": "How much a finding matters.",
                "enum": ["off", "info", "warning", "error"],
            },
            "rules": {
                "description": "The level of rules and of whole groups, or a table with options.",
                "type": "object",
                "additionalProperties": false,
                "properties": rules(),
            },
        },
    })
}

/// Which files and versions it goes with, and what decides how a run ends.
fn gate() -> Value {
    json!({
        "required-version": {
            "description": "The versions of masthead that it is written for, as \">=0.2\" or \">=0.2,<1\".",
            "type": "string",
            "pattern": "^ *(>=|>|<=|<|==?) *[0-9]+(\\.[0-9]+){0,2} *(, *(>=|>|<=|<|==?) *[0-9]+(\\.[0-9]+){0,2} *)*$",
        },
        "extends": {
            "description": "A configuration whose settings hold where this one says nothing; a path from this file.",
            "type": "string",
            "minLength": 1,
        },
        "baseline": {
            "description": "The file of known findings, which do not count; `masthead baseline` writes it.",
            "type": "string",
            "minLength": 1,
        },
        "max-warnings": {
            "description": "How many warnings are allowed before the exit status is 1.",
            "type": "integer",
            "minimum": 0,
        },
        "level": {
            "description": "The least level that is shown.",
            "enum": ["info", "warning", "error"],
        },
    })
}

fn rules() -> Map<String, Value> {
    let mut properties = Map::new();
    properties.insert("all".to_owned(), json!({ "description": "Every rule.", "$ref": "#/$defs/level" }));
    for rule in RULES {
        let group = || json!({ "description": format!("Every `{}` rule.", rule.group()), "$ref": "#/$defs/level" });
        properties.entry(rule.group()).or_insert_with(group);
        properties.insert(rule.name.to_owned(), setting(rule));
    }
    properties
}

fn setting(rule: &Rule) -> Value {
    let mut options = Map::new();
    options.insert("level".to_owned(), json!({ "$ref": "#/$defs/level" }));
    for spec in options_of(rule) {
        let mut value = match spec.target {
            Target::Count(_) => json!({ "type": "integer", "minimum": 1 }),
            Target::Duration(_) => json!({ "type": "string", "pattern": "^[0-9]+[smhd]$" }),
        };
        value["description"] = json!(format!("{}; {} where nothing is said", spec.about, spec.default));
        options.insert(spec.key.to_owned(), value);
    }
    json!({
        "description": rule.summary(),
        "anyOf": [
            { "$ref": "#/$defs/level" },
            { "type": "object", "additionalProperties": false, "properties": options },
        ],
    })
}
