//! What a schema says, and no more: the verdict of each value, the place of each fault, and the words.

use masthead::linter::check;
use masthead::schema::{NoReferences, Schema};
use masthead::source::Source;

use crate::support::{schema, settings};

/// What is found, each as `line:column rule: message | help`.
fn said(rules: &str, yaml: &str) -> Vec<String> {
    let source = Source::new("a.md", format!("---\n{yaml}\n---\n"));
    let schema = schema(rules);
    let line = |found: masthead::diagnostic::Diagnostic| {
        let start = source.position(found.span.start);
        let help = found.help.map_or_else(String::new, |help| format!(" | {help}"));
        format!("{}:{} {}: {}{help}", start.line, start.column, found.rule, found.message)
    };
    check(&source, Some(&schema), &settings()).diagnostics.into_iter().map(line).collect()
}

#[track_caller]
fn silent(rules: &str, yaml: &str) {
    assert_eq!(said(rules, yaml), [""; 0], "{rules} {yaml}");
}

#[track_caller]
fn says(rules: &str, yaml: &str, expected: &[&str]) {
    assert_eq!(said(rules, yaml), expected, "{rules} {yaml}");
}

/// Rules and places alone.
#[track_caller]
fn finds(rules: &str, yaml: &str, expected: &[&str]) {
    let found: Vec<String> =
        said(rules, yaml).into_iter().map(|line| line.split(": ").next().unwrap().to_owned()).collect();
    assert_eq!(found, expected, "{rules} {yaml}");
}

/// The document after the repair of its first finding that has one.
fn mended(rules: &str, yaml: &str) -> String {
    let text = format!("---\n{yaml}\n---\n");
    let source = Source::new("a.md", &*text);
    let schema = schema(rules);
    let found = check(&source, Some(&schema), &settings()).diagnostics.into_iter();
    let fix = found.filter(|found| found.rule.starts_with("schema/")).find_map(|found| found.fix).expect("a repair");
    let mut text = text;
    for edit in fix.edits.iter().rev() {
        text.replace_range(edit.span.range(), &edit.text);
    }
    text
}

fn refused(rules: &str) -> bool {
    Schema::load(Source::new("s.yaml", rules), None, std::sync::Arc::new(NoReferences)).is_err()
}

#[test]
fn a_format_in_a_branch_that_does_not_apply_asserts_nothing() {
    silent("properties: {a: {oneOf: [{format: date}, {pattern: '^Q[1-4] '}]}}", "a: Q3 2022");
    silent("properties: {a: {not: {format: date}}}", "a: плохо");
    silent("properties: {a: {items: {anyOf: [{format: uri}, {pattern: '^/'}]}}}", "a: [/x, 'https://nokta.md/']");
    silent("dependentSchemas: {b: {properties: {a: {format: date}}}}", "a: soon");
    silent("allOf: [{if: {required: [b]}, then: {properties: {a: {format: language-tag}}}}]", "a: на русском");
    silent("properties: {a: {type: [string, integer], anyOf: [{type: integer}, {format: date}]}}", "a: 2022");
    silent("properties: {a: {anyOf: [{format: wikilink}, {type: array}]}}", "a: [x]");
}

#[test]
fn a_format_in_a_branch_that_applies_is_asserted() {
    finds("properties: {a: {anyOf: [{format: date}, {const: never}]}}", "a: 26.09.2022", &["2:4 date/malformed"]);
    finds("properties: {a: {allOf: [{format: date}]}}", "a: 2022-02-30", &["2:12 date/impossible"]);
    finds("if: {required: [b]}\nthen: {properties: {a: {format: uri}}}", "b: 1\na: x y", &["3:4 url/malformed"]);
    finds(
        "properties: {a: {$ref: '#/$defs/d'}}\n$defs: {d: {format: date}}",
        "a: 2022-02-30",
        &["2:12 date/impossible"],
    );
    finds("properties: {a: {items: {format: language-tag}}}", "a: [ru, на русском]", &["2:9 language/malformed"]);
}

#[test]
fn of_a_format_and_some_words_both_are_said() {
    says(
        "properties: {a: {anyOf: [{enum: [TBD, позже]}, {format: date}]}}",
        "a: soon",
        &["2:4 date/malformed: `soon` in `a` is not a date of the form `2022-09-26`, and not `TBD` or `позже` | \
           write a date of the form `2022-09-26`"],
    );
}

#[test]
fn a_value_that_is_no_text_where_a_format_is_meant_is_a_warning() {
    let source = Source::new("a.md", "---\na: [[Nokta]]\n---\n");
    let rules = schema("properties: {a: {format: wikilink}}");
    let found = check(&source, Some(&rules), &settings()).diagnostics;
    assert_eq!(
        found.iter().map(|found| (found.rule, found.severity.to_string())).collect::<Vec<_>>(),
        [("wikilink/unquoted", "warning".to_owned())]
    );
}

#[test]
fn every_address_of_a_draft_is_known() {
    for address in [
        "http://json-schema.org/schema#",
        "https://json-schema.org/schema",
        "http://json-schema.org/draft/2020-12/schema#",
        "https://json-schema.org/draft-04/schema#",
        "https://json-schema.org/draft-06/schema",
        "http://json-schema.org/draft-07/schema",
        "http://json-schema.org/draft/2019-09/schema",
    ] {
        finds(&format!("$schema: '{address}'\nproperties: {{n: {{type: string}}}}"), "n: 5", &["2:4 schema/type"]);
    }
    assert!(refused("$schema: https://example.org/meta\n"));
    // An address that is a value is not touched.
    silent(
        "properties: {n: {const: {$schema: 'https://json-schema.org/schema'}}}",
        "n: {$schema: 'https://json-schema.org/schema'}",
    );
}

#[test]
fn white_space_is_a_value_where_the_schema_takes_it() {
    for (rules, text) in [
        ("properties: {k: {enum: [' ', ',']}}", "k: ' '"),
        ("properties: {k: {pattern: '^\\s+$'}}", "k: \"\\t\""),
        ("properties: {k: {const: \"\\u3000\"}}", "k: \"\\u3000\""),
        ("properties: {k: {minLength: 1}}", "k: ' '"),
        ("properties: {k: {items: {enum: [' ']}}}", "k: [' ']"),
    ] {
        let found = said(rules, text);
        assert!(!found.iter().any(|line| line.contains("schema/")), "{rules} {found:?}");
    }
    for (rules, text) in [
        ("properties: {k: {const: ''}}", "k: ' '"),
        ("properties: {k: {maxLength: 1}}", "k: '  '"),
        ("properties: {k: {pattern: '^$'}}", "k: ' '"),
        ("properties: {k: {type: integer}}", "k: ' '"),
        ("properties: {k: {pattern: '\\S'}}", "k: \"\\u00a0\""),
    ] {
        let found = said(rules, text);
        assert!(found.iter().any(|line| line.contains("schema/")), "{rules} {found:?}");
    }
}

#[test]
fn numbers_repeat_by_what_they_are() {
    let rules = "properties: {k: {uniqueItems: true}}";
    for twice in ["k: [1, 1.0]", "k: [0, -0.0]", "k: [[1], [1.0]]", "k: [{a: [2]}, x, {a: [2.0]}]", "k: [1e2, 100]"] {
        assert!(
            said(rules, twice).iter().any(|line| line.contains("schema/items: `k` has the same item twice")),
            "{twice}"
        );
    }
    for once in ["k: [1, '1']", "k: [1, true]", "k: [0, false]", "k: [1.5, 1]"] {
        silent(rules, once);
    }
    let long: Vec<String> = (0..2_100).map(|number| number.to_string()).collect();
    finds(rules, &format!("k: [{}, 2099.0]", long.join(", ")), &["2:4 schema/items"]);
}

#[test]
fn the_own_schema_of_a_document_is_under_nobodys_law() {
    for rules in [
        "maxProperties: 1",
        "propertyNames: {pattern: '^[a-z]+$'}",
        "additionalProperties: {type: integer}",
        "oneOf: [{additionalProperties: false, properties: {a: {}}}, {required: [b]}]",
        "unevaluatedProperties: false\nallOf: [{properties: {a: {}}}]",
    ] {
        silent(rules, "$schema: s.yaml\na: 1");
    }
    finds("required: [$schema]", "a: 1", &["1:1 schema/required"]);
    silent("required: [$schema]", "$schema: s.yaml");
    finds("properties: {$schema: {const: t.yaml}}", "$schema: s.yaml", &["2:10 schema/enum"]);
    finds("properties: {b: {maxProperties: 1}}", "b: {$schema: s.yaml, a: 1}", &["2:4 schema/invalid"]);
}

#[test]
fn references_may_hold_any_letters() {
    for name in ["имя", "List<String>", "a|b", "ţară şi oraș", "名前", "a[0]", "100%", "\u{1f389}", "a{b}", "x^y"]
    {
        let rules = format!(
            "{{\"properties\": {{\"n\": {{\"$ref\": \"#/$defs/{name}\"}}}}, \"$defs\": {{\"{name}\": {{\"type\": \"string\"}}}}}}"
        );
        finds(&rules, "n: 5", &["2:4 schema/type"]);
        silent(&rules, "n: a");
    }
    assert!(refused("properties: {n: {$ref: '#/$defs/имена'}}\n$defs: {имя: {}}"));
}

#[test]
fn a_key_twice_in_a_schema_is_an_error_in_any_syntax() {
    for rules in [
        "{\"required\": [\"x\"], \"required\": [\"a\"]}",
        "properties: {a: {minimum: 5, minimum: 0}}",
        "{\n\t\"properties\": {\n\t\t\"a\": {\"type\": \"string\", \"type\": \"integer\"}\n\t}\n}",
        "{\"$defs\": {\"a\": {}, \"a\": {}}}",
        "required: [a]\nrequired: [b]\n",
    ] {
        assert!(refused(rules), "{rules}");
    }
    assert!(!refused("{\n\t\"properties\": {\n\t\t\"type\": {\"type\": \"string\"}\n\t}\n}"));
}

#[test]
fn patterns_are_those_of_ecma_262_with_the_u_flag() {
    for (pattern, right, wrong) in [
        (r"^(?<q>[ab]).*\\k<q>$", "axa", "axb"),
        (r"^\\uD83C\\uDF89$", "🎉", "x"),
        (r"^[^]$", "a", "ab"),
        (r"^[\\uD83C\\uDF89-\\uD83C\\uDF93]+$", "🎊", "a"),
        (r"^\\p{Script=Cyrillic}+$", "слово", "word"),
        (r"(?=\\d)\\w", "5", "٥"),
        (r"^\\bx", "x", "жx"),
        (r"^(.)\\1$", "жж", "жз"),
        (r"^(?<имя>.)\\k<имя>$", "aa", "ab"),
        (r"^(?!.*\\s)[^/]+$", "a", "a\u{a0}b"),
        (r"^\\u{1F600}$", "😀", "a"),
        (r"^[\\w\\-.]+$", "a-b.c", "a b"),
        (r"^(?!draft)[\\s\\S]*$", "b", "draft"),
    ] {
        let rules = format!("{{\"properties\": {{\"k\": {{\"pattern\": \"{pattern}\"}}}}}}");
        let found = said(&rules, &format!("k: \"{right}\""));
        assert!(!found.iter().any(|line| line.contains("schema/")), "{pattern} {found:?}");
        let found = said(&rules, &format!("k: \"{wrong}\""));
        assert!(found.iter().any(|line| line.contains("schema/pattern")), "{pattern} {found:?}");
    }
    for pattern in [r"(?i)a", r"\\A", r"\\z", r"(?P<a>b)", r"\\h", r"a++", "[", r"\\Q", r"{", r"\\-"] {
        let rules = format!("{{\"properties\": {{\"k\": {{\"pattern\": \"{pattern}\"}}}}}}");
        assert!(refused(&rules), "{pattern}");
    }
    // What is shown is what was written.
    says(
        "{\"properties\": {\"k\": {\"pattern\": \"^\\\\bx[^]\"}}}",
        "k: y",
        &["2:4 schema/pattern: `k` is `y`, which does not match the pattern `^\\bx[^]`"],
    );
    silent("{\"properties\": {\"k\": {\"not\": {\"pattern\": \"^\\\\bx\"}}}}", "k: y");
    finds("{\"patternProperties\": {\"^\\\\bx\": {\"type\": \"string\"}}}", "x1: 5\nzx: 5", &["2:5 schema/type"]);
}

#[test]
fn one_mistake_inside_a_part_is_one_finding() {
    for (rules, yaml, place) in [
        (
            "allOf: [{properties: {a: {}, b: {}}, required: [a, b]}]\nunevaluatedProperties: false",
            "a: x",
            "1:1 schema/required",
        ),
        ("anyOf: [{properties: {a: {type: integer}}}]\nunevaluatedProperties: false", "a: x", "2:4 schema/type"),
        (
            "$ref: '#/$defs/d'\n$defs: {d: {properties: {a: {enum: [y]}}}}\nunevaluatedProperties: false",
            "a: x",
            "2:4 schema/enum",
        ),
        (
            "if: {required: [a]}\nthen: {properties: {a: {maxLength: 1}}}\nunevaluatedProperties: false",
            "a: xyz",
            "2:4 schema/length",
        ),
        (
            "properties: {s: {allOf: [{properties: {z: {type: integer}}}], unevaluatedProperties: false}}",
            "s: {z: q}",
            "2:8 schema/type",
        ),
    ] {
        finds(rules, yaml, &[place]);
    }
    // A field that no part knows is another mistake.
    finds(
        "allOf: [{properties: {a: {type: integer}}}]\nunevaluatedProperties: false",
        "a: x\nb: 1",
        &["2:4 schema/type", "3:1 schema/unknown-field"],
    );
    finds("oneOf: [{properties: {a: {}}}]\nunevaluatedProperties: false", "c: 1", &["2:1 schema/unknown-field"]);
}

#[test]
fn the_inner_key_is_what_is_not_allowed() {
    finds("additionalProperties: false", "a: 1\nб: 2", &["2:1 schema/unknown-field", "3:1 schema/unknown-field"]);
    finds(
        "properties: {l: {items: {additionalProperties: false}}}",
        "l:\n- {}\n- {a: 1}",
        &["4:4 schema/unknown-field"],
    );
    finds("patternProperties: {'^s': {additionalProperties: false}}", "seo: {a: 1}", &["2:7 schema/unknown-field"]);
    finds("properties: {s: {unevaluatedProperties: false}}", "s: {a: 1}", &["2:5 schema/unknown-field"]);
    finds("additionalProperties: {additionalProperties: false}", "s:\n  t: {}", &["3:3 schema/unknown-field"]);
    silent("properties: {s: {additionalProperties: false}}", "s: {}");
    silent("properties: {s: {additionalProperties: false}}", "s: x");
    silent("patternProperties: {'^s': {additionalProperties: false}}", "t: {a: 1}");
    silent("properties: {l: {items: {additionalProperties: false}}}", "l: [a, 1]");
    silent("additionalProperties: true", "a: 1");
}

#[test]
fn what_unevaluated_wants_of_a_value_is_said_at_the_value() {
    finds("unevaluatedProperties: {type: string}", "a: 1\nb: x", &["2:4 schema/type"]);
    finds("properties: {s: {unevaluatedProperties: {pattern: '^[a-z]+$'}}}", "s: {a: X1}", &["2:8 schema/pattern"]);
    finds(
        "properties: {l: {prefixItems: [{}], unevaluatedItems: {type: string}}}",
        "l: [1, 2, x, 3]",
        &["2:8 schema/type", "2:14 schema/type"],
    );
    finds("unevaluatedProperties: {$ref: '#/$defs/n'}\n$defs: {n: {minimum: 3}}", "a: 1", &["2:4 schema/range"]);
    finds("unevaluatedProperties: {properties: {x: {enum: [a]}}}", "s: {x: b}", &["2:8 schema/enum"]);
    finds(
        "properties: {l: {prefixItems: [{}], unevaluatedItems: false}}",
        "l: [1, 1, 1]",
        &["2:8 schema/items", "2:11 schema/items"],
    );
    silent("unevaluatedProperties: {type: string}", "a: x");
    silent("properties: {a: {}}\nunevaluatedProperties: {type: string}", "a: 1");
    silent("properties: {l: {contains: {type: integer}, unevaluatedItems: {type: string}}}", "l: [1, x]");
    silent("allOf: [{properties: {a: {}}}]\nunevaluatedProperties: false", "a: 1");
    silent("unevaluatedProperties: {}", "a: 1");
}

#[test]
fn what_contains_wants_and_how_many_were_found_is_said() {
    says(
        "properties: {t: {contains: {const: news}}}",
        "t: [a]",
        &["2:4 schema/items: `t` has no item that is `news`, and the schema wants one | add an item that is `news`"],
    );
    says(
        "properties: {t: {contains: {const: news}, maxContains: 1}}",
        "t: [news, x, news]",
        &[
            "2:14 schema/items: `t` has 2 items that are `news`, and the schema wants at most 1 | remove what is too much",
        ],
    );
    says(
        "properties: {t: {contains: {type: integer}, minContains: 2}}",
        "t: [1, a]",
        &[
            "2:4 schema/items: `t` has 1 item that is a whole number, and the schema wants at least 2 | add an item that is a whole number",
        ],
    );
    says(
        "properties: {t: {contains: {pattern: '^язык:'}}}",
        "t: [a]",
        &[
            "2:4 schema/items: `t` has no item that matches the pattern `^язык:`, and the schema wants one | add an item that matches the pattern `^язык:`",
        ],
    );
    says(
        "properties: {t: {contains: {required: [url]}}}",
        "t: [{a: 1}]",
        &["2:4 schema/items: `t` has no item that has `url`, and the schema wants one | add an item that has `url`"],
    );
    silent("properties: {t: {contains: {const: news}, minContains: 0}}", "t: [a]");
    silent("properties: {t: {contains: {const: news}}}", "t: news");
    silent("properties: {t: {contains: {const: news}}}", "t: [x, news]");
    silent("$schema: http://json-schema.org/draft-07/schema#\nproperties: {t: {contains: {const: a}}}", "t: [a, a]");
    silent("properties: {t: {contains: {}}}", "t: [a]");
}

#[test]
fn what_not_forbids_is_said_in_its_own_words() {
    for (rules, yaml, expected) in [
        ("properties: {a: {not: {enum: [x, y]}}}", "a: y", "2:4 schema/invalid: `a` must not be `x` or `y`"),
        (
            "not: {required: [a, b]}",
            "b: 1\na: 2",
            "3:1 schema/invalid: `a` must not be there together with `b` | remove it",
        ),
        (
            "not: {anyOf: [{required: [a]}, {required: [b]}]}",
            "b: 2",
            "2:1 schema/invalid: `b` must not be there | remove it",
        ),
        (
            "properties: {n: {not: {minimum: 1, maximum: 3}}}",
            "n: 2",
            "2:4 schema/invalid: `n` must not be at least 1 and at most 3",
        ),
        (
            "not: {properties: {s: {const: черновик}}, required: [s]}",
            "s: черновик",
            "2:4 schema/invalid: `s` must not be `черновик`",
        ),
        (
            "properties: {a: {not: {$ref: '#/$defs/x'}}}\n$defs: {x: {type: string}}",
            "a: b",
            "2:4 schema/invalid: `a` must not be text",
        ),
        (
            "properties: {l: {items: {not: {pattern: '^x'}}}}",
            "l: [a, xy]",
            "2:8 schema/invalid: item 2 of `l` must not match the pattern `^x`",
        ),
    ] {
        says(rules, yaml, &[expected]);
    }
    silent("properties: {a: {not: {const: x}}}", "a: y");
    silent("not: {required: [a, b]}", "a: 1");
    silent("properties: {n: {not: {minimum: 1}}}", "n: 0");
    silent("not: {properties: {s: {const: x}}, required: [s]}", "a: 1");
    silent("properties: {a: {not: {type: string}}}", "a: 5");
}

#[test]
fn a_field_that_is_ruled_out_is_not_offered() {
    for (rules, yaml, expected) in [
        (
            "allOf: [{if: {required: [m]}, then: {properties: {t: false}}}]",
            "m: 1\nt: x",
            "3:1 schema/unknown-field: `t` must not be there because `m` is there | remove it",
        ),
        ("properties: {a: {}, b: false}", "b: 1", "2:1 schema/unknown-field: `b` must not be there | remove it"),
        (
            "dependentSchemas: {live: {properties: {archive: false}}}",
            "live: 1\narchive: x",
            "3:1 schema/unknown-field: `archive` must not be there because `live` is there | remove it",
        ),
        (
            "properties: {s: {properties: {k: false}}}",
            "s: {k: 1}",
            "2:5 schema/unknown-field: `k` of `s` must not be there | remove it",
        ),
        (
            "if: {properties: {kind: {const: а}}, required: [kind]}\nthen: {properties: {b: false}}",
            "kind: а\nb: 1",
            "3:1 schema/unknown-field: `b` must not be there because `kind` is `а` | remove it",
        ),
    ] {
        says(rules, yaml, &[expected]);
    }
    silent("allOf: [{if: {required: [m]}, then: {properties: {t: false}}}]", "t: x");
    silent("properties: {b: false}", "a: 1");
}

#[test]
fn the_discriminating_field_chooses_the_form() {
    let kinds = "oneOf:\n- {properties: {kind: {enum: [video, film]}, length: {type: integer}}, required: [kind, length]}\n- {properties: {kind: {enum: [text, article]}, pages: {type: integer}}, required: [kind, pages]}\n";
    finds(kinds, "kind: text\nlength: 3", &["1:1 schema/required"]);
    finds(kinds, "kind: film\nlength: long", &["3:9 schema/type"]);
    says(
        kinds,
        "kind: foo\nlength: 3",
        &[
            "2:7 schema/enum: `kind` is the text `foo`, which is not one of `video`, `film`, `text` or `article` | write `video`, `film`, `text` or `article`",
        ],
    );
    finds(kinds, "length: 3", &["1:1 schema/required"]);
    silent(kinds, "kind: article\npages: 2");
    let list = "properties: {parts: {items: {anyOf: [{properties: {k: {const: a}, n: {type: integer}}, required: [k]}, {properties: {k: {const: b}, n: {type: string}}, required: [k]}]}}}";
    finds(list, "parts:\n- {k: b, n: 5}", &["3:13 schema/type"]);
    finds(list, "parts:\n- {k: c}", &["3:7 schema/enum"]);
    silent(list, "parts: [{k: a, n: 1}, {k: b, n: x}]");
    says(
        "oneOf: [{properties: {d: {const: true}}, required: [d]}, {properties: {d: {const: false}}, required: [d]}]",
        "d: 'false'",
        &[
            "2:4 schema/enum: `d` is the text `false`, and the schema wants the boolean `true` or `false` | remove the quotes: `false`",
        ],
    );
}

#[test]
fn a_time_is_not_too_much_where_a_date_time_is_allowed() {
    let rules = "properties: {w: {type: string, oneOf: [{format: date}, {format: date-time}]}}";
    for text in ["2025-03-26 00:00:00", "2025-03-26 11:40:00Z", "2025-03-26T23:59", "2025-03-26 23:59"] {
        let found = said(rules, &format!("w: {text}"));
        assert!(!found.is_empty() && !found.iter().any(|line| line.contains("more than a date")), "{found:?}");
    }
    silent(rules, "w: 2025-03-26");
    silent(rules, "w: 2025-03-26T11:40:00Z");
    let alone = said("properties: {w: {format: date}}", "w: 2025-03-26 00:00:00");
    assert!(alone[0].contains("more than a date"), "{alone:?}");
}

#[test]
fn white_space_that_is_the_fault_is_shown() {
    for (rules, yaml, text) in [
        ("properties: {s: {pattern: '^\\S'}}", "s: ' abc'", "`s` is `\" abc\"`, which"),
        ("properties: {s: {enum: [abc]}}", "s: |\n  abc", "`s` is the text `\"abc\\n\"`, which"),
        ("properties: {s: {format: uuid}}", "s: |\n  abc", "`s` is `\"abc\\n\"`, which"),
        ("properties: {s: {const: abc}}", "s: 'abc '", "`s` is the text `\"abc \"`, which"),
        ("properties: {s: {pattern: '^[^\\n]*$'}}", "s: |\n  слово", "`s` is `\"слово\\n\"`, which"),
        ("properties: {s: {pattern: '^x'}}", "s: abc", "`s` is `abc`, which"),
    ] {
        let found = said(rules, yaml);
        assert!(found.iter().any(|line| line.contains(text)), "{found:?}");
    }
}

#[test]
fn a_requirement_says_its_reason() {
    for (rules, yaml, expected) in [
        (
            "dependentRequired: {archive: [url]}",
            "archive: x",
            "1:1 schema/required: the field `url` is missing, which is required because `archive` is there | add `url:`",
        ),
        (
            "properties: {s: {dependentRequired: {image: [alt]}}}",
            "s: {image: x}",
            "2:1 schema/required: `s` lacks the field `alt`, which is required because `image` is there | add `alt:`",
        ),
        (
            "if: {properties: {kind: {const: видео}}, required: [kind]}\nthen: {required: [length]}",
            "kind: видео",
            "1:1 schema/required: the field `length` is missing, which is required because `kind` is `видео` | add `length:`",
        ),
        (
            "if: {properties: {kind: {const: video}}, required: [kind]}\nelse: {required: [pages]}",
            "kind: text",
            "1:1 schema/required: the field `pages` is missing, which is required because `kind` is not `video` | add `pages:`",
        ),
        (
            "$schema: http://json-schema.org/draft-07/schema#\ndependencies: {a: [b]}",
            "a: 1",
            "1:1 schema/required: the field `b` is missing, which is required because `a` is there | add `b:`",
        ),
        ("required: [b]", "a: 1", "1:1 schema/required: the required field `b` is missing | add `b:`"),
        ("allOf: [{required: [b]}]", "a: 1", "1:1 schema/required: the required field `b` is missing | add `b:`"),
    ] {
        says(rules, yaml, &[expected]);
    }
    silent("dependentRequired: {archive: [url]}", "a: 1");
    silent("if: {required: [a]}\nthen: {required: [b]}", "c: 1");
}

#[test]
fn types_are_told_apart_on_both_sides() {
    for (rules, yaml, expected) in [
        (
            "properties: {x: {const: true}}",
            "x: 'true'",
            "2:4 schema/enum: `x` is the text `true`, and the schema wants the boolean `true` | remove the quotes: `true`",
        ),
        (
            "properties: {x: {enum: ['1', 2]}}",
            "x: two",
            "2:4 schema/enum: `x` is the text `two`, which is not one of `\"1\"` or `2` | write `\"1\"` or `2`",
        ),
        (
            "properties: {x: {enum: ['2024', '2025']}}",
            "x: 2024",
            "2:4 schema/enum: `x` is the number `2024`, and the schema wants one of the texts `\"2024\"` or `\"2025\"` | put it in quotes: `'2024'`",
        ),
        (
            "properties: {x: {const: 5}}",
            "x: '5'",
            "2:4 schema/enum: `x` is the text `5`, and the schema wants the number `5` | remove the quotes: `5`",
        ),
        (
            "properties: {x: {enum: [a, b]}}",
            "x: zzz",
            "2:4 schema/enum: `x` is the text `zzz`, which is not one of `a` or `b` | write `a` or `b`",
        ),
        ("properties: {a: {maxProperties: 1}}", "a: {b: 1, c: 2}", "2:4 schema/invalid: `a` must have at most 1 field"),
        (
            "properties: {k: {type: 'null'}}",
            "k: ''",
            "2:4 schema/type: `k` is the empty text, and the schema wants nothing | write nothing",
        ),
    ] {
        says(rules, yaml, &[expected]);
    }
    silent("properties: {x: {const: 1}}", "x: 1.0");
    assert_eq!(mended("properties: {x: {enum: ['1.10']}}", "x: 1.10"), "---\nx: '1.10'\n---\n");
}

#[test]
fn the_schema_has_words_of_its_own() {
    for (rules, yaml, expected) in [
        (
            "properties: {a: {type: string, errorMessage: 'слова, а не ${/a}'}}",
            "a: 5",
            "2:4 schema/type: слова, а не 5 | put it in quotes: `'5'`",
        ),
        ("required: [a]\nerrorMessage: {required: give an a}", "b: 1", "1:1 schema/required: give an a | add `a:`"),
        (
            "required: [a]\nerrorMessage: {required: {a: give an a}}",
            "b: 1",
            "1:1 schema/required: give an a | add `a:`",
        ),
        (
            "properties: {b: {maxLength: 2}}\nerrorMessage: {properties: {b: b is short}}",
            "b: xxx",
            "2:4 schema/length: b is short",
        ),
        ("properties: {d: {format: date, errorMessage: a day}}", "d: 26.09.2022", "2:4 schema/format: a day"),
        (
            "additionalProperties: false\nerrorMessage: {additionalProperties: nothing else}",
            "b: 1",
            "2:1 schema/unknown-field: nothing else | remove it",
        ),
        (
            "properties: {b: {pattern: '^a', errorMessage: {pattern: begins with a, type: text}}}",
            "b: x",
            "2:4 schema/pattern: begins with a",
        ),
    ] {
        says(rules, yaml, &[expected]);
    }
    says(
        "properties: {b: {type: integer, errorMessage: {pattern: no}}}",
        "b: x",
        &["2:4 schema/type: `b` is the text `x`, and the schema wants a whole number | write a whole number"],
    );
}

#[test]
fn what_is_deprecated_is_told() {
    says(
        "properties: {old: {deprecated: true, description: Use `new`.}}",
        "old: 1",
        &["2:1 schema/deprecated: `old` is deprecated | see the schema: Use `new`"],
    );
    finds(
        "properties: {s: {properties: {old: {$ref: '#/$defs/o'}}}}\n$defs: {o: {deprecated: true}}",
        "s: {old: 1}",
        &["2:5 schema/deprecated"],
    );
    finds("allOf: [{properties: {old: {deprecated: true}}}]", "old: 1", &["2:1 schema/deprecated"]);
    says(
        "properties: {k: {oneOf: [{const: a}, {const: b, deprecated: true}]}}",
        "k: b",
        &["2:4 schema/deprecated: the value `b` of `k` is deprecated | use what has taken its place"],
    );
    finds("properties: {l: {items: {properties: {x: {deprecated: true}}}}}", "l: [{x: 1}]", &["2:6 schema/deprecated"]);
    silent("properties: {old: {deprecated: false}}", "old: 1");
    silent("properties: {old: {deprecated: true}}", "new: 1");
    silent("properties: {k: {oneOf: [{const: a}, {const: b, deprecated: true}]}}", "k: a");
    silent("if: {required: [a]}\nthen: {properties: {old: {deprecated: true}}}", "old: 1");
    silent("properties: {deprecated: {const: true}}", "deprecated: true");
}

#[test]
fn what_the_schema_has_ready_is_offered_and_written() {
    let rules = "required: [layout]\nproperties: {layout: {const: post, description: What it is.}}\n";
    says(
        rules,
        "a: 1",
        &["1:1 schema/required: the required field `layout` is missing | add `layout: post` (What it is)"],
    );
    assert_eq!(mended(rules, "a: 1 # one"), "---\na: 1 # one\nlayout: post\n---\n");
    let order = format!("{rules}x-masthead: {{order: [layout]}}\n");
    assert_eq!(mended(&order, "a: 1\nb: 2"), "---\nlayout: post\na: 1\nb: 2\n---\n");
    let middle = "required: [d]\nproperties: {a: {}, d: {default: 'no'}, b: {}}\nx-masthead: {order: [a, d, b]}\n";
    assert_eq!(mended(middle, "a: |\n  x\n  y\nb: 2"), "---\na: |\n  x\n  y\nd: 'no'\nb: 2\n---\n");
    assert_eq!(
        mended("required: [d]\nproperties: {d: {default: [ru, ro]}}", "a: 1"),
        "---\na: 1\nd: [\"ru\",\"ro\"]\n---\n"
    );
    let nested = "properties: {s: {required: [d], properties: {d: {default: 3}}}}";
    assert_eq!(mended(nested, "s:\n  a: 1\nt: 2"), "---\ns:\n  a: 1\n  d: 3\nt: 2\n---\n");
    says(
        "required: [d]\nproperties: {d: {examples: [Ион]}}",
        "a: 1",
        &["1:1 schema/required: the required field `d` is missing | add `d:`, such as `Ион`"],
    );
    says(
        "properties: {d: {type: integer, default: 3}}",
        "d: x",
        &[
            "2:4 schema/type: `d` is the text `x`, and the schema wants a whole number | write a whole number, such as `3`",
        ],
    );
}

#[test]
fn of_two_modelines_the_first_counts() {
    for (front_matter, named) in [
        (
            "# yaml-language-server: $schema=s.yaml\n# yaml-language-server: $schema=t.yaml\n$schema: u.yaml",
            Some("s.yaml"),
        ),
        ("# yaml-language-server: $schema=s.yaml\ntitle: a\n# yaml-language-server: $schema=t.yaml", Some("s.yaml")),
        ("# yaml-language-server: $schema=s.yaml\n$schema: u.yaml", Some("s.yaml")),
        ("$schema: u.yaml\ntitle: a", Some("u.yaml")),
        ("#yaml-language-server: $schema=схема.yaml", Some("схема.yaml")),
        ("# about yaml-language-server: $schema=s.yaml", None),
        ("title: '# yaml-language-server: $schema=s.yaml'", None),
    ] {
        let source = Source::new("a.md", format!("---\n{front_matter}\n---\n"));
        let document = masthead::document::Document::parse(&source, settings().options.limits);
        assert_eq!(document.own_schema().map(|(name, _)| name), named, "{front_matter}");
    }
}
