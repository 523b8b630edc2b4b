//! Schemas: what is wrong in one, and where.

use std::sync::Arc;

use masthead::schema::{NoReferences, Schema, SchemaError};
use masthead::source::Source;

use crate::support::Case;

fn load(text: &str) -> Result<Schema, Box<SchemaError>> {
    Schema::load(Source::new("s.yaml", text), None, Arc::new(NoReferences))
}

/// What is wrong in a schema, each as ``line:column `text` message; help``.
#[track_caller]
fn wrong(text: &str) -> Vec<String> {
    let error = load(text).expect_err("the schema has a fault");
    let describe = |diagnostic: &masthead::diagnostic::Diagnostic| {
        let at = error.source.position(diagnostic.span.start);
        let text = error.source.slice(diagnostic.span).escape_debug();
        format!(
            "{}:{} `{text}` {}; {}",
            at.line,
            at.column,
            diagnostic.message,
            diagnostic.help.as_deref().unwrap_or("")
        )
    };
    error.diagnostics.iter().map(describe).collect()
}

#[test]
fn the_built_in_schema_is_right_and_takes_a_real_article() {
    let schema = Schema::builtin("article").expect("it is built in");
    assert_eq!(Schema::builtin_names().next(), Some("article"), "the first of them");
    assert!(Schema::builtin("nothing").is_none());
    let text = "---\nsite: \"nokta.md\"\narchive: \"https://web.archive.org/web/20240524132027/nokta.md/a/\"\n\
        url: \"https://nokta.md/a/\"\nlanguage: ru\ntitle: \"Казахстан\"\npublication: '[[Nokta]]'\n\
        published: '2022-09-26T11:40:00+00:00'\nauthor: Мария\nsection:\n- Международные\nkeywords:\n- '[[сербия]]'\n---\n";
    assert_eq!(Case::new(text).schema(&schema).findings(), [""; 0]);
}

#[test]
fn the_text_of_every_built_in_schema_has_no_fault() {
    for name in Schema::builtin_names() {
        let text = Schema::builtin_text(name).expect("it is built in");
        let schema = load(text).unwrap_or_else(|error| panic!("{name}: {:?}", error.diagnostics));
        assert_eq!(schema.json(), Schema::builtin(name).expect("it is built in").json());
    }
}

#[test]
fn a_misspelt_keyword_is_found_at_its_key() {
    let found = wrong("type: object\nrequried: [a]\nproperties:\n  a:\n    minLenght: 3\n");
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("2:1 `requried`") && found[0].ends_with("write `required`"), "{found:?}");
    assert!(found[1].starts_with("5:5 `minLenght`"), "{found:?}");
}

#[test]
fn a_keyword_of_another_draft_is_found() {
    let found = wrong("$schema: http://json-schema.org/draft-04/schema#\nconst: 1\n");
    assert_eq!(
        found,
        [
            "2:1 `const` `const` is not a keyword of draft 4, and would have no effect; name a later version in `$schema`: draft 6 has it"
        ]
    );
    assert!(wrong("additionalItems: {}\n")[0].starts_with("1:1 `additionalItems`"));
}

#[test]
fn other_unknown_keywords_are_allowed() {
    for text in
        ["x-note: a", "markdownDescription: a", "example: a", "note: a", "id: a", "$comment: a", "errorMessage: {}"]
    {
        assert!(load(&format!("type: object\n{text}\n")).is_ok(), "{text}");
    }
}

#[test]
fn misspelt_types_and_formats_are_found_at_their_value() {
    assert_eq!(wrong("type: sting\n"), ["1:7 `sting` `sting` is not a type of JSON Schema; write `string`"]);
    assert_eq!(wrong("type: [string, nul]\n"), ["1:16 `nul` `nul` is not a type of JSON Schema; write `null`"]);
    assert_eq!(
        wrong("properties: { a: { format: datetime } }\n"),
        ["1:28 `datetime` `datetime` is not a format that masthead knows in draft 2020-12; write `date-time`"]
    );
}

#[test]
fn what_a_keyword_does_not_take_is_found_at_its_value() {
    let found = wrong("required: title\nproperties: [a]\nminLength: -1\n");
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found[0].starts_with("1:11 `title`"), "{found:?}");
    assert!(found[1].starts_with("2:13 `[a]`"), "{found:?}");
    assert!(found[2].starts_with("3:12 `-1`"), "{found:?}");
    let nested = wrong("properties:\n  a:\n    items:\n      required: b\n");
    assert!(nested.len() == 1 && nested[0].starts_with("4:17 `b`"), "{nested:?}");
}

#[test]
fn a_pattern_that_is_none_is_found() {
    let found = wrong("properties: { a: { pattern: '(' } }\npatternProperties: { '[': {} }\n");
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("1:29 ") && found[1].starts_with("2:22 "), "{found:?}");
}

#[test]
fn a_pattern_cannot_blow_up() {
    let schema = load("properties: { a: { pattern: '^(a+)+$' }, b: { pattern: '^(?=(a+)+$)(?=(a+)+b)' } }\n")
        .expect("it is right");
    let text = format!("---\na: {0}!\nb: {0}!\n---\n", "a".repeat(5_000));
    let start = std::time::Instant::now();
    assert_eq!(Case::new(&text).schema(&schema).findings().len(), 2);
    assert!(start.elapsed().as_secs() < 10);
}

#[test]
fn a_reference_that_leads_nowhere_is_found() {
    let found = wrong("$defs: { name: {} }\nproperties:\n  a: { $ref: '#/$defs/nme' }\n");
    assert_eq!(
        found,
        ["3:14 `\\'#/$defs/nme\\'` `#/$defs/nme` leads nowhere: this schema has no such place; write `#/$defs/name`"]
    );
    let found = wrong("properties:\n  a: { $ref: 'https://example.org/a.json' }\n  b: { $ref: 'other.yaml' }\n");
    assert!(found.len() == 2 && found[0].contains("nothing is fetched from a network"), "{found:?}");
    let found = wrong("properties: { a: { $ref: '#nowhere' } }\n");
    assert!(found.len() == 1 && found[0].starts_with("1:26 "), "{found:?}");
}

#[test]
fn a_schema_may_refer_to_itself() {
    let schema = load("properties: { child: { $ref: '#' }, name: { type: string } }\n").expect("it is right");
    let text = "---\nchild: { child: { name: 3 } }\n---\n";
    assert_eq!(Case::new(text).schema(&schema).findings(), ["2:25 schema/type `3`"]);
    assert!(load("$ref: '#'\n").is_ok());
    assert!(load("$ref: '#/$defs/a'\n$defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } }\n").is_ok());
    assert!(load("$ref: https://json-schema.org/draft/2020-12/schema\n").is_ok());
}

#[test]
fn relations_with_unknown_members_or_fields_are_found() {
    let found = wrong("x-masthead: { cronology: [a] }\n");
    assert_eq!(found, ["1:15 `cronology` `cronology` is not a relation that `x-masthead` has; write `chronology`"]);
    let found = wrong("x-masthead: { heading: [a], snapshot: b, order: c, unique: { a: b } }\n");
    assert_eq!(found.len(), 4, "{found:?}");
    let found = wrong("properties: { title: {} }\nx-masthead: { heading: titel }\n");
    assert_eq!(found, ["2:24 `titel` `titel` is not a field of this schema; write `title`"]);
    assert!(wrong("properties: { a: { x-masthead: {} } }\n")[0].starts_with("1:20 "));
}

#[test]
fn relations_are_read() {
    let schema = Schema::builtin("article").expect("it is built in");
    assert_eq!(schema.relations.chronology, ["published", "modified", "archive"]);
    assert_eq!(schema.relations.host, [("site".to_owned(), "url".to_owned())]);
    assert_eq!(schema.relations.body_language, ["language"]);
    assert_eq!(schema.relations.heading.as_deref(), Some("title"));
}

#[test]
fn text_that_is_no_schema_is_found() {
    assert!(wrong("- a\n")[0].starts_with("1:1 "));
    assert!(wrong("")[0].starts_with("1:1 "));
    assert!(wrong("title: \"a\n")[0].starts_with("1:8 "));
    assert!(wrong("$schema: https://example.org/mine\n")[0].starts_with("1:10 "));
}

#[test]
fn a_schema_may_be_json() {
    for text in [
        "{\"type\": \"object\"}",
        "{\n\t\"type\":\t\"object\"\n}",
        "{\"title\": \"\\ud83d\\ude00 \\/\"}",
        "\u{feff}{}",
        "true",
    ] {
        assert!(load(text).is_ok(), "{text}");
    }
    assert!(wrong("{\n\t\"type\": \"objekt\"\n}")[0].starts_with("2:10 "));
}

#[test]
fn the_kinds_and_types_of_fields_are_read_through_references_and_forms() {
    use masthead::kinds::{Kind, Type};
    let schema = load(
        "$ref: '#/$defs/base'\n$defs: { base: { properties: { when: { $ref: '#/$defs/date' } } }, date: { type: string, format: date } }\n\
         allOf: [{ properties: { when: { format: date-time } } }]\nif: {}\nthen: { properties: { tags: { items: { format: wikilink } } } }\n\
         patternProperties: { '^url-': { format: uri } }\n",
    )
    .expect("it is right");
    let when = schema.shape.property("when").expect("it is known");
    assert!(when.kinds.has(Kind::Date) && when.kinds.has(Kind::DateTime) && when.types.has(Type::String));
    let tags = schema.shape.property("tags").and_then(|tags| tags.items.as_deref()).expect("it is known");
    assert!(tags.kinds.has(Kind::Wikilink));
    assert!(schema.shape.property("url-a").is_some_and(|url| url.kinds.has(Kind::Uri)));
}

#[test]
fn files_beside_the_schema_are_read_and_no_others() {
    use masthead::schema::LocalOnly;
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("schemas");
    std::fs::create_dir_all(root.join("parts")).expect("folders");
    std::fs::write(folder.path().join("secret.yaml"), "type: string\n").expect("a file");
    std::fs::write(root.join("parts/имя.yaml"), "type: string\n").expect("a file");
    std::fs::write(root.join("parts/wrong.yaml"), "\ntype: sting\n").expect("a file");
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.path().join("secret.yaml"), root.join("link.yaml")).expect("a link");
    let load = |text: &str| {
        let path = root.join("main.yaml");
        std::fs::write(&path, text).expect("a file");
        let local = LocalOnly::beside(&path).expect("it is there");
        let base = local.base().to_owned();
        Schema::load(Source::new("main.yaml", text), Some(&base), Arc::new(local))
    };
    let schema = load("properties: { a: { $ref: 'parts/%D0%B8%D0%BC%D1%8F.yaml' } }\n").expect("it is right");
    assert_eq!(Case::new("---\na: 1\n---\n").schema(&schema).findings(), ["2:4 schema/type `1`"]);
    let schema =
        load("$id: https://example.org/main.yaml\nproperties: { a: { $ref: 'parts/%D0%B8%D0%BC%D1%8F.yaml' } }\n");
    assert!(schema.is_ok(), "{schema:?}");
    let error = load("properties: { a: { $ref: parts/wrong.yaml } }\n").expect_err("a part is wrong");
    assert!(error.source.path().ends_with("parts/wrong.yaml"));
    assert_eq!(error.source.position(error.diagnostics[0].span.start).line, 2);
    for outside in [
        "../secret.yaml",
        "parts/../../secret.yaml",
        "link.yaml",
        "/etc/hostname",
        "file:///etc/hostname",
        "https://example.org/a",
    ] {
        if cfg!(windows) && outside == "link.yaml" {
            continue;
        }
        let error = load(&format!("properties: {{ a: {{ $ref: '{outside}' }} }}\n")).expect_err(outside);
        assert_eq!(error.diagnostics.len(), 1, "{outside}: {:?}", error.diagnostics);
        assert_eq!(error.diagnostics[0].span.start, 25, "{outside}");
    }
}

#[test]
fn any_text_is_a_schema_or_has_a_fault() {
    let text = Schema::builtin_text("article").expect("it is built in");
    let starts: Vec<_> = text.char_indices().map(|(at, _)| at).step_by(97).collect();
    for end in starts {
        if let Err(error) = load(&text[..end]) {
            assert!(!error.diagnostics.is_empty());
            for diagnostic in &error.diagnostics {
                error.source.slice(diagnostic.span);
                assert_eq!(diagnostic.message.lines().count(), 1);
            }
        }
    }
}
