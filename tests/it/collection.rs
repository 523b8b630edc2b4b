//! The laws of a collection: what `x-masthead` says of paths, vocabularies, notations and relations.

use masthead::diagnostic::Diagnostic;

use crate::support::{Case, schema, schema_with};

/// What is found under a schema in a document at a path, each as `rule message`.
fn found(schema_text: &str, place: &str, text: &str) -> Vec<String> {
    let schema = schema(schema_text);
    said(&Case::new(text).schema(&schema).at(place).diagnostics())
}

fn said(diagnostics: &[Diagnostic]) -> Vec<String> {
    diagnostics.iter().map(|found| format!("{} {}", found.rule, found.message)).collect()
}

const PATHS: &str = "x-masthead: { path: 'articles/{published:%Y}/{published:%m}/{slug}.md' }\n";

#[test]
fn a_path_that_fits_is_silence() {
    let text = "---\nslug: референдум\npublished: 2022-09-26T11:40:00+03:00\n---\n";
    assert_eq!(found(PATHS, "articles/2022/09/референдум.md", text), [""; 0]);
}

#[test]
fn the_field_that_disagrees_with_the_path_is_named_with_the_right_path() {
    let schema = schema(PATHS);
    let text = "---\nslug: a\npublished: 2022-09-26\n---\n";
    let case = Case::new(text).schema(&schema).at("articles/2022/10/a.md");
    assert_eq!(case.findings(), ["3:12 document/path `2022-09-26`"]);
    let diagnostics = case.diagnostics();
    assert_eq!(diagnostics[0].message, "`published` wants `09` in the path, which has `10`: `articles/2022/10/a.md`");
    let help = "move the document to `articles/2022/09/a.md`, or correct `published`";
    assert_eq!(diagnostics[0].help.as_deref(), Some(help));
    let other = Case::new(text).schema(&schema).at("articles/2022/09/b.md");
    assert_eq!(other.findings(), ["2:7 document/path `a`"]);
}

#[test]
fn a_path_that_no_field_explains_is_said_at_the_opening() {
    let text = "---\nslug: a\npublished: 2022-09-26\n---\n";
    let said = found(PATHS, "drafts/a.md", text);
    let wanted = "articles/{published:%Y}/{published:%m}/{slug}.md";
    assert_eq!(said, [format!("document/path the path `drafts/a.md` does not fit `{wanted}`")]);
}

#[test]
fn several_fields_that_disagree_are_one_finding() {
    let text = "---\nslug: a\npublished: 2022-09-26\n---\n";
    assert_eq!(found(PATHS, "articles/2021/10/b.md", text).len(), 1);
}

#[test]
fn missing_fields_may_be_anything_in_the_path() {
    assert_eq!(found(PATHS, "articles/2021/10/b.md", "---\ntitle: a\n---\n"), [""; 0]);
    assert_eq!(found(PATHS, "articles/2021/10/a.md", "---\nslug: a\n---\n"), [""; 0]);
    assert_eq!(found(PATHS, "articles/2021/10/a.md", "---\nslug: a\npublished:\n---\n"), [""; 0]);
}

#[test]
fn paths_of_usual_collections() {
    let jekyll = "x-masthead: { path: '_posts/{date:%Y-%m-%d}-*.md' }";
    assert_eq!(found(jekyll, "_posts/2022-09-26-a-b.md", "---\ndate: 2022-09-26 10:00:00 +0300\n---\n"), [""; 0]);
    assert_eq!(found(jekyll, "_posts/2022-09-25-a-b.md", "---\ndate: 2022-09-26\n---\n").len(), 1);
    let translated = "x-masthead: { path: '{language}/**' }";
    assert_eq!(found(translated, "ru/a/b.md", "---\nlanguage: ru\n---\n"), [""; 0]);
    let said = found(translated, "uk/a/b.md", "---\nlanguage: ru\n---\n");
    assert!(said.iter().any(|one| one.contains("`language` wants `ru` in the path, which has `uk`")), "{said:?}");
    let slugs = "x-masthead: { path: '{title:slug}.md' }";
    assert_eq!(found(slugs, "город-без-света.md", "---\ntitle: 'Город: без света'\n---\n"), [""; 0]);
    assert_eq!(found(slugs, "город.md", "---\ntitle: 'Город: без света'\n---\n").len(), 1);
    let tags = "x-masthead: { path: '{tags}/*.md' }";
    assert_eq!(found(tags, "b/x.md", "---\ntags: [a, b]\n---\n"), [""; 0]);
    assert_eq!(found(tags, "c/x.md", "---\ntags: [a, b]\n---\n").len(), 1);
}

#[test]
fn a_long_template_takes_no_long_time() {
    let template = "{a}*".repeat(100);
    let schema_text = format!("x-masthead: {{ path: '{template}' }}");
    let place = "a".repeat(3_000);
    let started = std::time::Instant::now();
    assert_eq!(found(&schema_text, &place, "---\na: b\n---\n").len(), 1);
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

#[test]
fn relations_between_fields() {
    let requires = "x-masthead: { requires: { archive: [url, title] } }";
    let said = found(requires, "a.md", "---\narchive: x\ntitle:\n---\n");
    assert!(said.contains(&"schema/relation `archive` needs `url`, which is missing".to_owned()), "{said:?}");
    assert!(said.contains(&"schema/relation `archive` needs `title`, which is missing".to_owned()), "{said:?}");
    let excludes = "x-masthead: { excludes: { draft: published } }";
    let said = found(excludes, "a.md", "---\npublished: 2022-09-26\ndraft: true\n---\n");
    assert_eq!(said, ["schema/relation `draft` and `published` exclude each other"]);
    let equals = "x-masthead: { equals: { slug: id } }";
    let said = found(equals, "a.md", "---\nslug: ж\nid: z\n---\n");
    assert_eq!(said, ["schema/relation `slug` is `ж`, and `id` is `z`: they should be equal"]);
    let one_of = "x-masthead: { one-of: [url, doi] }";
    assert_eq!(found(one_of, "a.md", "---\nurl: https://a.md/\n---\n"), [""; 0]);
    let said = found(one_of, "a.md", "---\ntitle: a\n---\n");
    assert_eq!(said, ["schema/relation one of `url`, `doi` is required, and none is there"]);
    let said = found(one_of, "a.md", "---\ndoi: a\nurl: https://a.md/\n---\n");
    assert_eq!(said, ["schema/relation only one of `url`, `doi` may be there"]);
    let folder = "x-masthead: { same-as-folder: domain }";
    assert_eq!(found(folder, "notes/биология/a.md", "---\ndomain: биология\n---\n"), [""; 0]);
    let said = found(folder, "notes/physics/a.md", "---\ndomain: биология\n---\n");
    assert_eq!(said, ["schema/relation `domain` is `биология`, and the document is in the folder `physics`"]);
    assert_eq!(found(folder, "a.md", "---\ndomain: биология\n---\n"), [""; 0], "the root has no name");
}

#[test]
fn dates_in_a_notation_of_their_own() {
    let own = "x-masthead: { dates: { ms.date: '%m/%d/%Y', date: '%d.%m.%Y' }, chronology: [date, ms.date] }";
    assert_eq!(found(own, "a.md", "---\ndate: 26.09.2022\nms.date: 11/20/2026\n---\n"), [""; 0]);
    let said = found(own, "a.md", "---\nms.date: 02/30/2022\n---\n");
    assert_eq!(said, ["date/impossible `ms.date` is a date that no calendar has: `02/30/2022`"]);
    let said = found(own, "a.md", "---\nms.date: 02/03/2029\n---\n");
    assert_eq!(said, ["date/future `ms.date` is later than now: `02/03/2029`"]);
    let said = found(own, "a.md", "---\ndate: 26.09.2022\nms.date: 09/25/2022\n---\n");
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with("date/chronology"), "{said:?}");
    let schema = schema(own);
    let found = Case::new("---\nms.date: 2022-09-25\n---\n").schema(&schema).diagnostics();
    assert_eq!(found[0].message, "`ms.date` is not a date of the form `11/24/2026`: `2022-09-25`");
    assert_eq!(found[0].fix.as_ref().map(|fix| fix.message.as_str()), Some("write `09/25/2022`"));
    let found = Case::new("---\nms.date: yesterday\n---\n").schema(&schema).diagnostics();
    assert!(found[0].fix.is_none(), "{found:?}");
}

#[test]
fn dates_that_are_too_old() {
    let stale = "x-masthead: { stale: { reviewed: 365d, valid-until: expiry } }";
    assert_eq!(found(stale, "a.md", "---\nreviewed: 2025-11-24\nvalid-until: 2026-11-24\n---\n"), [""; 0]);
    let said = found(stale, "a.md", "---\nreviewed: 2025-11-01\n---\n");
    assert_eq!(said, ["date/stale `reviewed` is 388 days old, more than 365 days: `2025-11-01`"]);
    let said = found(stale, "a.md", "---\nvalid-until: 2026-11-01\n---\n");
    assert_eq!(said, ["date/stale `valid-until` passed 23 days ago: `2026-11-01`"]);
}

#[test]
fn vocabularies_in_every_form() {
    let law = |file: &str| format!("x-masthead: {{ vocabulary: {{ tags: {file} }} }}");
    let files = [
        ("tags.yaml", "Политика: { description: власть, aliases: [политика, politics] }\nОбщество: люди\n"),
        ("tags.json", "{\"Политика\": {\"aliases\": [\"политика\", \"politics\"]}, \"Общество\": \"люди\"}"),
        ("tags.csv", "term,aliases\nПолитика,\"политика, politics\"\nОбщество,\n"),
        (
            "tags.md",
            "# Tags\n\n| Term | Aliases |\n| --- | --- |\n| Политика | политика, politics |\n| `Общество` | |\n\nEnd\n",
        ),
    ];
    for (name, text) in files {
        let schema = schema_with(&law(name), vec![(name.to_owned(), text.to_owned())]);
        let case = Case::new("---\ntags: [Политика, politics, Общесто, 'Общество']\n---\n").schema(&schema);
        let found = case.diagnostics();
        assert_eq!(
            said(&found),
            [
                "schema/vocabulary `politics` in `tags` is another name for `Политика`".to_owned(),
                format!("schema/vocabulary `Общесто` in `tags` is not in the vocabulary `{name}`"),
            ],
            "{name}"
        );
        assert!(found[1].help.as_ref().is_some_and(|help| help.starts_with("write `Общество`")), "{found:?}");
        assert_eq!(found[0].fix.as_ref().map(|fix| fix.message.as_str()), Some("write `Политика`"));
    }
    let list = schema_with(&law("{ file: t.yaml, allow-new: true }"), vec![("t.yaml".into(), "[a, b, 2024]".into())]);
    let found = Case::new("---\ntags: [a, c, 2024]\n---\n").schema(&list).diagnostics();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].severity, masthead::diagnostic::Severity::Warning);
}

#[test]
fn items_that_are_repeated() {
    let plain = |text: &str| said(&Case::new(text).diagnostics());
    assert_eq!(plain("---\ntags: [a, A, a]\n---\n"), ["text/repeated-item `a` is in `tags` twice"]);
    assert_eq!(plain("---\nKeywords:\n  - ж\n  - ж\n---\n"), ["text/repeated-item `ж` is in `Keywords` twice"]);
    for silent in [
        "---\ntags: [a, A]\n---\n",
        "---\nscores: [5, 5]\n---\n",
        "---\ndice: [d6, d6]\n---\n",
        "---\ntags: [1, 1]\n---\n",
        "---\ntags:\n  - { a: b }\n  - { a: b }\n---\n",
        "---\ntags: a a\n---\n",
    ] {
        assert_eq!(plain(silent), [""; 0], "{silent}");
    }
    let unique = "properties: { tags: { uniqueItems: true } }";
    let said = found(unique, "a.md", "---\ntags: [a, a]\n---\n");
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with("schema/items"), "{said:?}");
}

#[test]
fn what_is_wrong_with_a_law_is_shown_in_the_schema() {
    let wrong = |text: &str| {
        let source = masthead::source::Source::new("schema.yaml", text);
        let error = masthead::schema::Schema::load(source, None, std::sync::Arc::new(masthead::schema::NoReferences));
        error.err().map(|error| error.diagnostics[0].message.clone()).unwrap_or_default()
    };
    for (law, message) in [
        ("path: [a]", "`path` takes a template of paths, and this is not one"),
        ("path: /a", "`/a` does not begin at the project's root"),
        ("path: 'a/{b'", "the brace before `b` is not closed"),
        ("path: 'a/{b:slog}'", "`slog` is not a form of a field in a path"),
        ("path: 'a/{}'", "a pair of braces names no field"),
        ("dates: { a: DD.MM.YYYY }", "`DD.MM.YYYY` is not a notation of dates"),
        ("dates: { a: '%H:%M' }", "`%H:%M` is not a notation of dates"),
        ("stale: { a: often }", "`often` is not an age"),
        ("one-of: [a]", "`one-of` is about two fields or more"),
        ("requires: [a, b]", "`requires` takes a mapping of fields to lists of fields, and this is not one"),
        ("vocabulary: tags.yaml", "`vocabulary` takes a mapping of fields to files, and this is not one"),
        ("vocabulary: { tags: tags.yaml }", "the vocabulary `tags.yaml` cannot be read: this schema is not a file"),
        ("one_of: [a, b]", "`one_of` is not a relation that `x-masthead` has"),
    ] {
        assert_eq!(wrong(&format!("x-masthead: {{ {law} }}")), message, "{law}");
    }
    let near = wrong("properties: { published: {} }\nx-masthead: { path: '{publised:%Y}.md' }");
    assert_eq!(near, "`publised` is not a field of this schema");
}
