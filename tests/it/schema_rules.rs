//! What a schema has against documents.

use masthead::linter::check;
use masthead::schema::Schema;
use masthead::source::Source;

use crate::support::{Case, schema, settings};

/// What is found by `schema/*` and others in a document of these lines, under a schema.
fn found(rules: &str, yaml: &str) -> Vec<String> {
    Case::new(&format!("---\n{yaml}---\n")).schema(&schema(rules)).findings()
}

#[track_caller]
fn none(rules: &str, yaml: &str) {
    assert_eq!(found(rules, yaml), [""; 0], "{yaml}");
}

#[track_caller]
fn one(rules: &str, yaml: &str, expected: &str) {
    assert_eq!(found(rules, yaml), [expected], "{yaml}");
}

/// The messages, each with its help.
fn said(rules: &str, yaml: &str) -> Vec<String> {
    let source = Source::new("a.md", format!("---\n{yaml}---\n"));
    let schema = schema(rules);
    let checked = check(&source, Some(&schema), &settings());
    let words = checked.diagnostics.into_iter();
    words.map(|found| format!("{}: {}; {}", found.severity, found.message, found.help.unwrap_or_default())).collect()
}

/// The document after the fixes of its first finding.
fn mended(rules: &str, yaml: &str) -> String {
    let mut text = format!("---\n{yaml}---\n");
    let source = Source::new("a.md", &*text);
    let schema: Schema = schema(rules);
    let checked = check(&source, Some(&schema), &settings());
    let fix =
        checked.diagnostics.into_iter().filter(|found| found.rule.starts_with("schema/")).find_map(|found| found.fix);
    let fix = fix.expect("there is a fix");
    let mut edits = fix.edits;
    edits.sort_by_key(|edit| std::cmp::Reverse((edit.span.start, edit.span.end)));
    for edit in edits {
        text.replace_range(edit.span.range(), &edit.text);
    }
    text.strip_prefix("---\n").and_then(|text| text.strip_suffix("---\n")).expect("the fences stay").to_owned()
}

const ARTICLE: &str = "required: [title, published]\nproperties:\n  title: { type: string, minLength: 1, description: The headline. }\n  published: { type: string }\n  section: { type: array, items: { type: string } }\n";

#[test]
fn a_missing_field_is_found_at_the_opening_fence() {
    one(ARTICLE, "title: a\n", "1:1 schema/required `---`");
    assert_eq!(
        said(ARTICLE, "published: '2022'\n"),
        ["error: the required field `title` is missing; add `title:` (The headline)"]
    );
}

#[test]
fn every_missing_field_is_found() {
    let both = ["1:1 schema/required `---`", "1:1 schema/required `---`"];
    assert_eq!(found(ARTICLE, ""), both);
    assert_eq!(found(ARTICLE, "# nothing\n"), both);
}

#[test]
fn a_missing_field_of_a_mapping_is_found_at_its_key_and_of_an_item_at_its_start() {
    let rules = "properties:\n  author: { required: [name] }\n  people: { items: { required: [name] } }\n";
    one(rules, "author: { age: 3 }\n", "2:1 schema/required `author`");
    one(rules, "people:\n- name: a\n- age: 3\n", "4:3 schema/required ``");
    assert_eq!(
        said(rules, "people:\n- age: 3\n"),
        ["error: item 1 of `people` lacks the required field `name`; add `name:`"]
    );
}

#[test]
fn a_field_that_is_there_but_broken_is_not_missing() {
    let text = found(ARTICLE, "title: a\npublished: \"2022\n");
    assert!(text.iter().all(|line| line.contains("yaml/")), "{text:?}");
    let text = found(ARTICLE, "title: a\npublished сегодня\n");
    assert!(text.iter().all(|line| line.contains("yaml/")), "{text:?}");
}

#[test]
fn a_misspelt_required_field_is_one_error() {
    one(ARTICLE, "title: a\npublised: '2022'\n", "3:1 schema/misspelled-field `publised`");
    let words = said(ARTICLE, "title: a\npublised: '2022'\n");
    assert_eq!(
        words,
        [
            "error: `publised` is not a field that the schema knows, and the required `published` is missing; write `published`"
        ]
    );
    assert_eq!(mended(ARTICLE, "title: a\n'publised' : '2022'\n"), "title: a\n'published' : '2022'\n");
}

#[test]
fn a_misspelt_optional_field_is_a_warning() {
    let words = said(ARTICLE, "title: a\npublished: b\nsectoin: [c]\n");
    assert_eq!(words, ["warning: `sectoin` is not a field that the schema knows; `section` is; write `section`"]);
    one(ARTICLE, "Title: a\npublished: b\n", "2:1 schema/misspelled-field `Title`");
}

#[test]
fn other_fields_are_not_misspelt() {
    for extra in
        ["mood: a", "sections: [a]\nsection: [b]", "тема: a", "заголовок: a", "secţiune: a", "title2: a", "见出し: a"]
    {
        none(ARTICLE, &format!("title: a\npublished: b\n{extra}\n"));
    }
    none("patternProperties: { ^x-: {} }\nproperties: { x-a: {} }\n", "x-b: 1\n");
    none("patternProperties: { '^[a-z]+$': {} }\nproperties: { section: {} }\n", "sectoin: 1\n");
}

#[test]
fn an_unknown_field_is_found_at_its_key() {
    let rules = "properties: { title: {}, url: {} }\nadditionalProperties: false\n";
    one(rules, "title: a\nmood: b\n", "3:1 schema/unknown-field `mood`");
    one(rules, "titel: a\n", "2:1 schema/unknown-field `titel`");
    assert_eq!(mended(rules, "titel: a\n"), "title: a\n");
    none(rules, "title: a\n$schema: https://example.org/a.json\n");
    one("properties: { a: false }\n", "a: 1\n", "2:1 schema/unknown-field `a`");
    one("properties: { a: {} }\nunevaluatedProperties: false\n", "b: 1\n", "2:1 schema/unknown-field `b`");
}

#[test]
fn an_empty_field_is_found_where_a_value_is_wanted() {
    one(ARTICLE, "title:\npublished: b\n", "2:1 schema/empty `title`");
    one(ARTICLE, "title: ''\npublished: b\n", "2:8 schema/empty `\\'\\'`");
    one(ARTICLE, "title: ~\npublished: b\n", "2:8 schema/empty `~`");
    let blank = found(ARTICLE, "title: '  '\npublished: b\n");
    // Two spaces are two characters, which is all that `minLength: 1` wants.
    assert!(!blank.iter().any(|line| line.contains("schema/")), "{blank:?}");
    one("properties: { title: { pattern: '\\S' } }\n", "title: '  '\n", "2:8 schema/empty `\\'  \\'`");
    one("properties: { tags: { items: { type: string } } }\n", "tags:\n- a\n-\n", "4:2 schema/empty ``");
}

#[test]
fn an_empty_field_is_right_where_none_is_wanted() {
    none("properties: { title: { type: [string, 'null'] } }\n", "title:\n");
    none("properties: { title: { type: string } }\n", "title: ''\n");
    none("properties: { title: {} }\n", "title:\n");
    none("properties: { tags: { type: array } }\n", "tags: []\n");
    none(ARTICLE, "title: '0'\npublished: b\n");
}

#[test]
fn an_unquoted_number_where_text_is_wanted_is_to_be_quoted() {
    one(ARTICLE, "title: 2024\npublished: b\n", "2:8 schema/type `2024`");
    assert_eq!(mended(ARTICLE, "title: 2024 # the year\npublished: b\n"), "title: '2024' # the year\npublished: b\n");
    assert_eq!(mended(ARTICLE, "title: true\npublished: b\n"), "title: 'true'\npublished: b\n");
    assert_eq!(
        said(ARTICLE, "title: 2024\npublished: b\n"),
        ["error: `title` is the number `2024`, and the schema wants text; put it in quotes: `'2024'`"]
    );
}

#[test]
fn a_value_of_the_right_type_is_right() {
    for title in ["'2024'", "\"true\"", "2022-09-26", "Казахстан", "[a][b]", "|\n  a\n  b", ">-\n  a", "é"] {
        let found = found(ARTICLE, &format!("title: {title}\npublished: b\n"));
        assert!(!found.iter().any(|line| line.contains("schema/")) || title.starts_with('['), "{title}: {found:?}");
    }
    none("properties: { n: { type: integer } }\n", "n: 3\n");
    none("properties: { n: { type: number } }\n", "n: 3.5\n");
    none("properties: { n: { type: integer } }\n", "n: 3.0\n");
}

#[test]
fn other_types_have_their_own_way_out() {
    let numbers = "properties: { n: { type: integer }, draft: { type: boolean }, list: { type: array } }\n";
    assert_eq!(mended(numbers, "n: '3'\n"), "n: 3\n");
    assert_eq!(mended(numbers, "list: Политика\n"), "list: [Политика]\n");
    assert_eq!(
        said(numbers, "draft: 'yes'\n"),
        ["error: `draft` is the text `yes`, and the schema wants `true` or `false`; write `true`"]
    );
    one(ARTICLE, "title: { a: b }\npublished: b\n", "2:8 schema/type `{ a: b }`");
}

#[test]
fn a_boolean_that_readers_disagree_about_is_found_once_and_is_an_error() {
    let words = said("properties: { draft: { type: boolean } }\n", "draft: no\n");
    assert!(words.len() == 1 && words[0].starts_with("error:"), "{words:?}");
}

#[test]
fn an_unquoted_link_is_left_to_its_own_rule() {
    let links = "properties: { publication: { type: string, format: wikilink }, keywords: { type: array, items: { type: string, format: wikilink } } }\n";
    one(links, "publication: [[Nokta]]\n", "2:14 wikilink/unquoted `[[Nokta]]`");
    one(links, "keywords:\n- [[сербия]]\n", "3:3 wikilink/unquoted `[[сербия]]`");
    one(links, "keywords: [[сербия]]\n", "2:11 wikilink/unquoted `[[сербия]]`");
}

#[test]
fn a_number_that_json_does_not_have_is_said() {
    let rules = "properties: { n: { type: number } }\n";
    one(rules, "n: .nan\n", "2:4 schema/type `.nan`");
    one(rules, "n: -.inf\n", "2:4 schema/type `-.inf`");
    one(rules, "n: 123456789012345678901234567890\n", "2:4 schema/range `123456789012345678901234567890`");
    none(rules, "n: 18446744073709551615\n");
}

#[test]
fn the_nearest_option_is_offered() {
    let rules = "properties: { status: { enum: [draft, published] }, kind: { const: article } }\n";
    one(rules, "status: publised\n", "2:9 schema/enum `publised`");
    assert_eq!(mended(rules, "status: \"publised\"\n"), "status: \"published\"\n");
    assert_eq!(mended(rules, "status: Draft\n"), "status: draft\n");
    assert_eq!(
        said(rules, "kind: note\n"),
        ["error: `kind` is the text `note`, which is not `article`; write `article`"]
    );
    none(rules, "status: draft\nkind: article\n");
}

#[test]
fn other_keywords_have_their_rules() {
    one("properties: { a: { pattern: ^b } }\n", "a: c\n", "2:4 schema/pattern `c`");
    one("properties: { a: { maxLength: 2 } }\n", "a: Сербия\n", "2:4 schema/length `Сербия`");
    none("properties: { a: { maxLength: 6 } }\n", "a: Сербия\n");
    one("properties: { a: { minimum: 2 } }\n", "a: 1\n", "2:4 schema/range `1`");
    one("properties: { a: { multipleOf: 2 } }\n", "a: 1\n", "2:4 schema/range `1`");
    one("properties: { a: { minItems: 1 } }\n", "a: []\n", "2:4 schema/items `[]`");
    one("properties: { a: { maxItems: 1 } }\n", "a: [b, c]\n", "2:8 schema/items `c`");
    one("properties: { a: { uniqueItems: true } }\n", "a: [b, c, b]\n", "2:11 schema/items `b`");
    one("properties: { a: { contains: { const: x } } }\n", "a: [b]\n", "2:4 schema/items `[b]`");
    one("properties: { a: { prefixItems: [{}], items: false } }\n", "a: [b, c]\n", "2:8 schema/items `c`");
    one("properties: { a: { format: email } }\n", "a: b\n", "2:4 schema/format `b`");
    one("properties: { a: { not: { const: b } } }\n", "a: b\n", "2:4 schema/invalid `b`");
    one("propertyNames: { pattern: ^a }\n", "b: 1\n", "2:1 schema/invalid `b`");
    one("maxProperties: 1\n", "a: 1\nb: 2\n", "1:1 schema/invalid `---`");
}

#[test]
fn a_format_that_a_rule_explains_is_found_once() {
    let rules = "properties: { d: { format: date }, t: { format: date-time }, u: { format: uri }, l: { format: language-tag } }\n";
    for field in ["d: 2022-02-30", "d: soon", "t: 2022-09-26T25:00:00Z", "u: nokta", "l: ru_RU", "l: xx"] {
        let found = found(rules, &format!("{field}\n"));
        assert!(found.len() == 1 && !found[0].contains("schema/"), "{field}: {found:?}");
    }
    none(rules, "d: 2022-02-28\nt: 2022-09-26T11:40:00+00:00\nu: https://nokta.md/\nl: ro\n");
}

#[test]
fn the_form_that_was_meant_is_explained() {
    let author = "properties: { author: { anyOf: [{ type: string, minLength: 1 }, { type: array, items: { type: string, minLength: 1 } }] } }\n";
    one(author, "author: ''\n", "2:9 schema/empty `\\'\\'`");
    one(author, "author: [a, 3]\n", "2:13 schema/type `3`");
    assert_eq!(said(author, "author: 3\n").len(), 1);
    assert!(said(author, "author: 3\n")[0].contains("the schema wants text or a list"));
    none(author, "author: [a, b]\n");
    let shapes = "properties: { a: { oneOf: [{ properties: { kind: { const: x }, n: { type: integer } }, required: [kind, n] }, { properties: { kind: { const: y }, s: { type: string } }, required: [kind, s] }] } }\n";
    one(shapes, "a: { kind: y, s: 3 }\n", "2:18 schema/type `3`");
    one(shapes, "a: { kind: x }\n", "2:1 schema/required `a`");
    let either = "anyOf: [{ required: [url] }, { required: [archive] }]\n";
    assert_eq!(
        said(either, "a: 1\n"),
        ["error: none of the fields `url` and `archive` is there, and one is required; add `url:`"]
    );
}

#[test]
fn fields_are_put_in_order_with_their_comments() {
    let rules = "x-masthead: { order: [title, url, published] }\n";
    one(rules, "url: u\ntitle: t\n", "3:1 schema/order `title`");
    none(rules, "title: t\npublished: p\nmood: m\n");
    none(rules, "mood: m\n");
    assert_eq!(
        mended(rules, "# about the address\nurl: u # here\ntitle: |\n  # no comment\n  t\n\nmood: m\npublished: p\n"),
        "title: |\n  # no comment\n  t\n\n# about the address\nurl: u # here\npublished: p\nmood: m\n"
    );
    assert_eq!(
        mended(rules, "# yaml-language-server: $schema=a.json\nurl: u\r\ntitle: t\r\n"),
        "# yaml-language-server: $schema=a.json\ntitle: t\r\nurl: u\r\n"
    );
}

#[test]
fn what_is_moved_past_an_anchor_is_not_moved() {
    let source = Source::new("a.md", "---\nurl: &a u\ntitle: t\nb: *a\n---\n");
    let schema = schema("x-masthead: { order: [title, url] }\n");
    let checked = check(&source, Some(&schema), &settings());
    assert!(checked.diagnostics.len() == 1 && checked.diagnostics[0].fix.is_none());
}

#[test]
fn a_document_without_front_matter_is_missing_only_that() {
    let schema = schema(ARTICLE);
    assert_eq!(Case::new("# text\n").schema(&schema).findings().len(), 1);
    assert_eq!(Case::new("---\n- a\n---\n").schema(&schema).findings().len(), 1);
    assert_eq!(Case::new("---\ntitle: a\n").schema(&schema).findings().len(), 1);
}

#[test]
fn a_key_twice_counts_as_its_last_value() {
    let found = found(ARTICLE, "title: a\npublished: b\ntitle: 3\n");
    assert!(found.contains(&"4:8 schema/type `3`".to_owned()), "{found:?}");
}

#[test]
fn a_merged_field_counts() {
    let rules = "required: [title]\nproperties: { title: { type: string } }\n";
    let found = found(rules, "base: &b { title: a }\n<<: *b\n");
    assert!(!found.iter().any(|line| line.contains("schema/required")), "{found:?}");
}
