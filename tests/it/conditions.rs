//! Conditions of a schema in CEL: `x-masthead: assert`.

use std::sync::Arc;
use std::time::Instant;

use masthead::schema::{NoReferences, Schema, SchemaError};
use masthead::source::Source;

use crate::support::Case;

fn load(properties: &str, rule: &str) -> Result<Schema, Box<SchemaError>> {
    let rule = rule.replace('\'', "''");
    let text = format!(
        "properties: {{ {properties} }}\nx-masthead:\n  assert:\n    - {{ id: a-law, rule: '{rule}', message: it does not hold }}\n"
    );
    Schema::load(Source::new("schema.yaml", text), None, Arc::new(NoReferences))
}

/// Whether a document meets a condition.
fn holds(properties: &str, rule: &str, fields: &str) -> bool {
    let schema = load(properties, rule).unwrap_or_else(|error| panic!("{rule}: {:?}", error.diagnostics));
    let text = format!("---\n{fields}\n---\n\n# Заголовок\n");
    let found = Case::new(&text).schema(&schema).at("articles/2022/a.md").diagnostics();
    !found.iter().any(|found| found.rule == "schema/assert")
}

#[test]
fn what_conditions_say() {
    for (rule, fields, wanted) in [
        ("doc.paid != true || has(doc.price)", "paid: true", false),
        ("doc.paid != true || has(doc.price)", "paid: true\nprice: 3", true),
        ("doc.paid != true || has(doc.price)", "title: a", true),
        ("!has(doc.price) || doc.price > 0", "price: 0", false),
        ("!has(doc.price) || doc.price > 0", "title: a", true),
        ("doc.price == null || doc.price >= 1.5", "price: 1.25", false),
        ("doc['odd key'] == 'ж'", "odd key: ж", true),
        ("doc['odd key'] == 'ж'", "odd key: z", false),
        ("size(doc.title) <= 5", "title: Сербия", false),
        ("size(doc.title) <= 6", "title: Сербия", true),
        ("doc.tags.all(t, size(t) == 1) && doc.tags.exists(t, t == 'a')", "tags: [a, b]", true),
        ("doc.tags.all(t, size(t) < 3)", "tags: [a, длинное]", false),
        ("'a' in doc.tags", "tags: [b]", false),
        ("instant(doc.published) <= instant(doc.modified)", "published: 2022-09-26\nmodified: 2022-09-25", false),
        ("day(doc.published) + 30 >= day(doc.modified)", "published: 2022-09-26\nmodified: 2022-10-25", true),
        ("day(doc.review) >= today()", "review: 2026-11-24", true),
        ("day(doc.review) >= today()", "review: 2026-11-23", false),
        ("host(doc.url) == doc.site", "url: https://Nokta.md/a\nsite: nokta.md", true),
        ("target(doc.publication) == 'Нокта'", "publication: '[[Нокта|N]]'", true),
        ("file.folder.startsWith('articles/' + string(doc.year))", "year: 2022", true),
        ("file.name == doc.slug + '.md'", "slug: b", false),
        ("body.heading == doc.title", "title: Заголовок", true),
        ("body.heading == doc.title", "title: Другой", false),
        ("doc.title.matches('^[А-Яа-я]+$')", "title: Serbia", false),
    ] {
        assert_eq!(holds("", rule, fields), wanted, "{rule} on {fields}");
    }
}

#[test]
fn what_cannot_be_judged_is_passed_over() {
    for (rule, fields) in [
        ("doc.price > 3", "price: much"),
        ("doc.price > 3", "title: a"),
        ("doc.seo.title == 'a'", "seo: b"),
        ("doc.seo.title == 'a'", "title: b"),
        ("doc.tags[3] == 'a'", "tags: [b]"),
        ("1 / doc.price > 0", "price: 0"),
        ("instant(doc.date) > 0", "date: yesterday"),
        ("doc.price > 3", "price: [1, 2\ntitle: a"),
    ] {
        assert!(holds("", rule, fields), "{rule} on {fields}");
    }
}

#[test]
fn a_finding_points_at_the_fields() {
    let text = "x-masthead:
  assert:
    - { id: paid, rule: 'doc.paid != true || has(doc.price)', message: a paid article needs a price, level: warning, fields: [title, paid] }
";
    let schema = crate::support::schema(text);
    let found = Case::new("---\ntitle: a\npaid: true\n---\n").schema(&schema).diagnostics();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].message, "a paid article needs a price (`paid`)");
    assert_eq!(found[0].severity, masthead::diagnostic::Severity::Warning);
    assert_eq!(found[0].pointer.as_deref(), Some("/title"));
    assert_eq!(found[0].labels.len(), 1);
}

#[test]
fn what_is_wrong_with_a_condition_is_shown_at_its_characters() {
    let properties = "rating: { type: integer }, title: { type: string }, tags: { type: array }";
    for (rule, marked, message) in [
        ("doc.rating >", "", "the condition ends where a value is wanted"),
        ("doc.rating = 3", "=", "the condition has `=`, which is not an operator"),
        ("doc.rating > 3 and doc.rating < 5", "and", "the condition has `and`, which is not an operator"),
        ("doc.title == 'a", "", "the condition has a quotation mark that is not closed"),
        ("(doc.rating > 3", "", "the condition ends where `)` is wanted"),
        ("rating > 3", "rating", "the condition names `rating`, which there is not"),
        ("dok.rating > 3", "dok", "the condition names `dok`, which there is not"),
        ("doc.rating > 3 && sise(doc.title) > 3", "sise", "the condition calls `sise`, which is not a function"),
        ("doc.title.startWith('a')", "startWith", "the condition calls `startWith`, which is not a function"),
        ("doc.rating > '3'", "doc.rating > ''3''", "the condition compares a number with text"),
        (
            "doc.rating > 0 && doc.title == 3",
            "doc.title == 3",
            "the condition compares text with a number, which are never equal",
        ),
        ("doc.title", "doc.title", "the condition takes text for true or false"),
        ("doc.title && true", "doc.title", "the condition takes text for true or false"),
        ("!doc.tags", "doc.tags", "the condition takes a list for true or false"),
        ("1 < 2", "1 < 2", "the condition reads no field, so it says the same of every document"),
        ("doc == null", "doc", "`doc` alone is all fields, which nothing can be said of"),
        ("instant(doc.rating) > 0", "instant(doc.rating)", "`instant` takes text, and is given a number"),
        ("size(doc.title, 3) > 0", "size(doc.title, 3)", "`size` takes 1 values, and is given 2"),
        ("doc.title.matches('(')", "''(''", "the pattern of `matches` is not a regular expression"),
        ("doc.title.all(t, t == 'a')", "doc.title", "the condition goes through text, which has no items"),
        ("has(doc)", "doc", "`doc` alone is all fields"),
        ("has(doc.title == 'a')", "doc.title == ''a''", "`has` asks for a field, and this is not one"),
    ] {
        let error = load(properties, rule).err().unwrap_or_else(|| panic!("{rule} is refused"));
        let found = &error.diagnostics[0];
        assert!(found.message.starts_with(message), "{rule}: {}", found.message);
        if !marked.is_empty() {
            assert_eq!(error.source.slice(found.span), marked, "{rule}");
        }
    }
}

#[test]
fn a_misspelt_field_of_a_finding_is_found() {
    let text = "properties: { published: {} }\nx-masthead: { assert: [{ id: a, rule: doc.published != null, message: m, fields: [publised] }] }\n";
    let error = Schema::load(Source::new("schema.yaml", text), None, Arc::new(NoReferences)).unwrap_err();
    assert_eq!(error.diagnostics[0].message, "`publised` is not a field of this schema");
}

#[test]
fn conditions_beyond_the_bounds_are_refused_at_once() {
    let started = Instant::now();
    let sum = format!("doc.a == {}", vec!["1"; 900].join("+"));
    let deep = format!("{}doc.a{}", "(".repeat(900), ")".repeat(900));
    let lists = format!("{}doc.a{} == null", "[".repeat(500), "]".repeat(500));
    let nots = format!("{}doc.a", "!".repeat(1_900));
    let parts = format!("doc.a in [{}]", vec!["1"; 600].join(","));
    let nested = "doc.a.all(x, doc.a.all(y, doc.a.all(z, x == y && y == z)))".to_owned();
    let million = format!("doc.a == {}", vec!["1"; 1_000_000].join("+"));
    for (rule, message) in [
        (sum, "more than 400 parts"),
        (parts, "more than 400 parts"),
        (deep, "levels deep"),
        (lists, "levels deep"),
        (nots, "levels deep"),
        (nested, "inside each other"),
        (million, "more than the 2000 that are read"),
    ] {
        let error = load("", &rule).err().unwrap_or_else(|| panic!("{} is refused", &rule[..40.min(rule.len())]));
        assert!(error.diagnostics[0].message.contains(message), "{}", error.diagnostics[0].message);
    }
    let many: Vec<String> = (0..1_000).map(|n| format!("    - {{ id: c{n}, rule: doc.a == 1, message: m }}")).collect();
    let many = many.join("\n");
    let text = format!("x-masthead:\n  assert:\n{many}");
    let error = Schema::load(Source::new("schema.yaml", text), None, Arc::new(NoReferences)).unwrap_err();
    assert_eq!(error.diagnostics[0].message, "there are 1000 conditions, more than the 200 that are judged");
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

#[test]
fn conditions_within_the_bounds_are_taken() {
    let sum = format!("doc.a == {}", vec!["1"; 150].join("+"));
    assert!(holds("", &sum, "a: 150"));
    assert!(!holds("", &sum, "a: 151"));
    let deep = format!("{}doc.a == 1{}", "(".repeat(20), ")".repeat(20));
    assert!(!holds("", &deep, "a: 2"));
    let any = vec!["doc.a == 1"; 60].join(" || ");
    assert!(!holds("", &any, "a: 2"));
}

#[test]
fn a_document_cannot_make_a_condition_go_on() {
    let schema = load("", "doc.a.all(x, doc.a.all(y, x == y || x != y))").unwrap();
    let items = (0..20_000).map(|n| n.to_string()).collect::<Vec<_>>().join(", ");
    let text = format!("---\na: [{items}]\n---\n");
    let started = Instant::now();
    let _ = Case::new(&text).schema(&schema).diagnostics();
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

#[test]
fn what_a_condition_lacks_is_said() {
    for (law, message) in [
        ("a", "`assert` takes a list of conditions, and this is not one"),
        ("[a]", "a condition is a mapping, and this is not one"),
        ("[{ id: a, rule: doc.a == 1 }]", "a condition needs a text as its `message`"),
        ("[{ rule: doc.a == 1, message: m }]", "a condition needs a text as its `id`"),
        ("[{ id: a, message: m }]", "a condition needs a text as its `rule`"),
        (
            "[{ id: a, rule: doc.a == 1, message: m, level: fatal }]",
            "the level of a condition is `error`, `warning` or `info`",
        ),
        ("[{ id: a, rule: doc.a == 1, mesage: m, message: m }]", "`mesage` is not a part of a condition"),
        (
            "[{ id: a, rule: doc.a == 1, message: m }, { id: a, rule: doc.b == 1, message: m }]",
            "two conditions have the id `a`",
        ),
    ] {
        let text = format!("x-masthead: {{ assert: {law} }}\n");
        let error = Schema::load(Source::new("schema.yaml", text), None, Arc::new(NoReferences)).unwrap_err();
        assert_eq!(error.diagnostics[0].message, message, "{law}");
    }
}
