//! `masthead schema docs`, `diff` and `test`.

use masthead::schema::Schema;

use super::project::Project;

const SCHEMA: &str = "\
title: Статья
description: An article. Not <b>bold</b>.
type: object
required: [title, published]
additionalProperties: false
properties:
  title: { description: The headline., type: string, minLength: 1, maxLength: 80, examples: [Сербия] }
  published: { type: string, format: date }
  state: { enum: [draft, done, null], default: draft }
  tags: { type: array, uniqueItems: true, items: { type: string, minLength: 2 } }
  old: { deprecated: true, type: integer, minimum: 1 }
  who:
    type: object
    required: [name]
    properties: { name: { type: string }, mail: { type: string, format: email } }
  price: { type: number }
allOf: [{ if: { properties: { state: { const: done } }, required: [state] }, then: { required: [price] } }]
x-masthead:
  unique: title
  requires: { price: [state] }
  stale: { published: 12h }
  assert: [{ id: a, rule: 'size(doc.title) > 0', message: the title is there }]
";

#[test]
fn a_page_tells_each_field_in_words() {
    let project = Project::new([("s.yaml", SCHEMA)]);
    let ran = project.run(&["schema", "docs", "s.yaml"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{}", ran.out);
    for part in [
        "# Статья\n\nAn article. Not &lt;b>bold&lt;/b>.\n",
        "```yaml\n---\ntitle: Сербия\npublished: \"2024-05-31\"\nstate: draft\n---\n```\n",
        "| [`title`](#title) | required | text |\n",
        "| [`price`](#price) | sometimes required | a number |\n",
        "No other fields are allowed.\n",
        "## `title`\n\nRequired; text.\n\nThe headline.\n\n- From 1 to 80 characters.\n- For example `Сербия`.\n",
        "## `state`\n\nOptional; one of the values below.\n\n- One of `draft`, `done`, `null`.\n- Without it: `draft`.\n",
        "## `tags`\n\nOptional; a list of texts.\n\n- Nothing is in it twice.\n- Each item: at least 2 characters.\n",
        "## `old`\n\nOptional; deprecated; a whole number.\n",
        "- `name`: Required; text.\n- `mail`: Optional; an e-mail address.\n",
        "- No two documents have the same `title`.\n",
        "- Where there is `price`, there is `state` too.\n",
        "- `published` is no more than 12 hours ago.\n",
        "- The title is there. (`a`)\n",
    ] {
        assert!(ran.out.contains(part), "`{part}` in:\n{}", ran.out);
    }
    project.run(&["schema", "docs", "absent"]).fails(&["`absent` cannot be read", "article"]);
    assert_eq!(project.run(&["schema", "docs", "s.yaml", "--output-file", "page.md"]).status, 0);
    assert_eq!(project.read("page.md"), ran.out);
    project
        .run(&["schema", "docs", "s.yaml", "--output-file", "page.md"])
        .fails(&["`page.md` exists and is not overwritten"]);
}

#[test]
fn every_built_in_schema_has_a_page_and_its_sample_is_accepted() {
    let project = Project::new([]);
    for name in Schema::builtin_names() {
        let page = project.run(&["schema", "docs", name]).out;
        let html = project.run(&["schema", "docs", name, "--output-format", "html"]).out;
        assert!(page.contains("\n| field | | holds |\n") && html.ends_with("</html>\n"), "{name}");
        let schema = Schema::builtin(name).unwrap();
        if schema.json().get("required").is_none() {
            continue;
        }
        let (_, sample) = page.split_once("```yaml\n").unwrap_or_else(|| panic!("{name} has a sample"));
        let (sample, _) = sample.split_once("```").unwrap();
        project.write(format!("{name}/text/a.md"), format!("{sample}# Text\n"));
        let found = project.found(&["--schema", name, "--select", "schema,date,language,wikilink", name]);
        let found: Vec<_> = found.iter().filter(|found| !found.contains("schema/relation")).collect();
        assert!(found.is_empty(), "{name}: {found:?} in\n{sample}");
    }
}

#[test]
fn nothing_in_a_schema_becomes_part_of_the_page() {
    let schema = r##"{ "title": "<script>alert(1)</script>", "description": "`a < b` and `` ` `` \u001b[31m\n# heading",
        "properties": { "<img src=x>": { "description": "& </style>", "enum": ["<b>", "a`b"], "examples": ["'\""] },
        "מחבר|a": { "pattern": "^`$" }, "c": { "$ref": "#" } } }"##;
    let project = Project::new([("s.json", schema)]);
    let html = project.run(&["schema", "docs", "s.json", "--format", "html"]).out;
    for (part, is_there) in [
        ("<title>&lt;script&gt;alert(1)&lt;/script&gt;</title>", true),
        ("<code>a &lt; b</code> and <code>`</code> \\u{1b}[31m", true),
        ("<code>&lt;img src=x&gt;</code>", true),
        ("One of <code>&lt;b&gt;</code>, <code>a`b</code>.", true),
        ("<script", false),
        ("<img", false),
        ("\u{1b}", false),
    ] {
        assert_eq!(html.contains(part), is_there, "`{part}` in:\n{html}");
    }
    assert_eq!(html.matches("</style>").count(), 1);
    let page = project.run(&["schema", "docs", "s.json"]).out;
    assert!(page.contains("\n\\# heading\n") && page.contains("`מחבר\\|a`"), "{page}");
    assert!(!page.contains("<script") && !page.contains('\u{1b}'), "{page}");
}

#[test]
fn a_change_tells_what_it_breaks_and_what_it_frees() {
    let project = Project::new([
        ("old.yaml", "required: [title]\nproperties: { state: { enum: [a, b] }, tags: { type: array } }\n"),
        (
            "new.yaml",
            "required: [title, автор]\nproperties: { state: { enum: [a, c] }, tags: { type: [array, string] } }\n",
        ),
        ("docs/same.md", "---\ntitle: x\nавтор: y\nstate: a\n---\n"),
        ("docs/broken.md", "---\ntitle: x\nавтор: y\nstate: b\n---\n"),
        ("docs/freed.md", "---\ntitle: x\nавтор: y\ntags: a\n---\n"),
        ("docs/other.md", "---\nstate: c\n---\n"),
        ("docs/none.md", "Text\n"),
    ]);
    let ran = project.run(&["schema", "diff", "old.yaml", "new.yaml", "--against", "docs"]);
    assert_eq!((ran.status, ran.err.as_str()), (1, ""));
    assert_eq!(
        ran.out,
        "New errors in 2 documents:\n\
         \x20 docs/broken.md:4:8: schema/enum: `state` is the text `b`, which is not one of `a` or `c`\n\
         \x20 docs/other.md:1:1: schema/required: the required field `автор` is missing\n\n\
         No longer errors in 2 documents:\n\
         \x20 docs/freed.md:4:7: schema/type: `tags` is the text `a`, and the schema wants a list\n\
         \x20 docs/other.md:2:8: schema/enum: `state` is the text `c`, which is not one of `a` or `b`\n\n\
         of 5 documents, 1 would fail that do not now, and 1 that fail now would not\n"
    );
    let ran = project.run(&["schema", "diff", "old.yaml", "new.yaml", "--output-format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((ran.status, &json["newly-failing"], &json["documents"]), (1, &1.into(), &5.into()));
    assert_eq!(json["changed"][0]["broken"][0]["pointer"], "/state");
    let ran = project.run(&["schema", "diff", "new.yaml", "old.yaml", "--against", "docs/broken.md", "docs/same.md"]);
    assert_eq!(ran.status, 0, "what is only freed is no fault: {}", ran.out);
    let ran = project.run(&["schema", "diff", "old.yaml", "old.yaml"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, "the two schemas find the same errors in 5 documents\n"));
    project.run(&["schema", "diff", "old.yaml", "absent.yaml"]).fails(&["`absent.yaml` cannot be read"]);
}

#[test]
fn documents_are_held_to_how_they_are_marked() {
    let project = Project::new([
        ("article.schema.yaml", "required: [title]\nproperties: { state: { enum: [a, б] } }\n"),
        ("article/valid/a.md", "---\ntitle: x\nstate: б\n---\n"),
        ("article/invalid/no-title.md", "---\nstate: a\n---\n"),
        ("article/invalid/schema/enum.md", "---\ntitle: x\nstate: c\n---\n"),
        ("article/invalid/schema/required/a.md", "---\nstate: a\n---\n"),
    ]);
    let ran = project.run(&["schema", "test", "article"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, "4 documents, all as they are marked\n"), "{}", ran.err);
    assert_eq!(project.run(&["schema", "test"]).status, 0, "suites in the folder are found");
    project.write("article/valid/b.md", "---\nstate: a\n---\n");
    project.write("article/invalid/fine.md", "---\ntitle: x\n---\n");
    project.write("article/invalid/schema/enum/b.md", "---\nstate: a\n---\n");
    let ran = project.run(&["schema", "test", "article"]);
    assert_eq!(ran.status, 1);
    for part in [
        "article/valid/b.md: it should be accepted\n  1:1: error schema/required: ",
        "article/invalid/fine.md: it should be rejected, and there is no error in it\n",
        "article/invalid/schema/enum/b.md: it should break `schema/enum`\n  1:1: error schema/required: ",
        "3 of 7 documents not as they are marked\n",
    ] {
        assert!(ran.out.contains(part), "`{part}` in:\n{}", ran.out);
    }
}

#[test]
fn a_suite_without_a_schema_or_documents_is_told() {
    let project = Project::new([("a/valid/a.md", "---\ntitle: x\n---\n")]);
    project.run(&["schema", "test", "a"]).fails(&["no schema for the documents in `a`", "`a.schema.yaml`", "--schema"]);
    assert_eq!(project.run(&["schema", "test", "a", "--schema", "obsidian"]).status, 0);
    project.write("a/one.schema.yaml", "type: object\n");
    assert_eq!(project.run(&["schema", "test", "a"]).status, 0);
    project.write("a/two.schema.yaml", "type: object\n");
    project.run(&["schema", "test", "a"]).fails(&["there are 2 schemas in `a`: one.schema.yaml, two.schema.yaml"]);
    project.write("empty/valid/note.txt", "");
    project
        .run(&["schema", "test", "empty", "--schema", "obsidian"])
        .fails(&["there is no document in `valid` or `invalid`"]);
    project.run(&["schema", "test", "absent"]).fails(&["`absent` cannot be read"]);
}
