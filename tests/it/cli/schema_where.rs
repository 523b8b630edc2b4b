//! `where` of `[[schemas]]`: the schema by the value of a field.

use super::project::{Project, Ran};

/// Schemas that tell which of them governs a document.
const FIRST: &str = "required: [first]\n";
const SECOND: &str = "required: [second]\n";

fn project(configuration: &str) -> Project {
    Project::new([("masthead.toml", configuration), ("first.yaml", FIRST), ("second.yaml", SECOND)])
}

/// Which of the schemas governs a document with these lines of front matter, by the field that it lacks.
fn governing(project: &Project, path: &str, lines: &str) -> &'static str {
    project.write(path, format!("---\n{lines}\n---\nText\n"));
    let ran = project.check(&[path, "--select", "schema/required", "--output-format", "concise"]);
    assert_ne!(ran.status, 2, "{}", ran.err);
    let asks = |field: &str| ran.out.contains(&format!("`{field}`"));
    match (asks("first"), asks("second")) {
        (true, false) => "first",
        (false, true) => "second",
        (false, false) => "none",
        (true, true) => "both",
    }
}

#[test]
fn the_value_of_a_field_chooses_the_schema() {
    let project = project(
        "[[schemas]]\nwhere = { type = \"article\" }\nschema = \"first.yaml\"\n\
         [[schemas]]\nwhere = { type = [\"статья\", \"essay\"], draft = false }\nschema = \"second.yaml\"\n",
    );
    for (lines, schema) in [
        ("type: article", "first"),
        ("type: 'article'", "first"),
        ("type: [note, article]", "first"),
        ("type:\n- article", "first"),
        ("type: Article", "none"),
        ("type: articles", "none"),
        ("type: {article: article}", "none"),
        ("type: [[article]]", "none"),
        ("type:", "none"),
        ("kind: article", "none"),
        ("type: note\ntype: article", "first"),
        ("type: статья\ndraft: false", "second"),
        ("type: [эссе, essay]\ndraft: false", "second"),
        ("type: essay\ndraft: true", "none"),
        ("type: essay\ndraft: 'false'", "none"),
        ("type: essay", "none"),
        ("x: &x { type: article }\n<<: *x", "first"),
        ("x: &x { type: article }\n<<: *x\ntype: note", "none"),
    ] {
        assert_eq!(governing(&project, "deep/a.md", lines), schema, "{lines}");
    }
}

#[test]
fn other_values_than_text_are_compared_by_what_they_are() {
    let project = project(
        "[[schemas]]\nwhere = { version = 2 }\nschema = \"first.yaml\"\n\
         [[schemas]]\nwhere = { version = \"3\" }\nschema = \"second.yaml\"\n\
         [[schemas]]\nwhere = { share = 0.5 }\nschema = \"first.yaml\"\n",
    );
    for (lines, schema) in [
        ("version: 2", "first"),
        ("version: 2.0", "first"),
        ("version: '2'", "none"),
        ("version: 3", "second"),
        ("version: '3'", "second"),
        ("version: 3.0", "none"),
        ("share: 0.50", "first"),
    ] {
        assert_eq!(governing(&project, "a.md", lines), schema, "{lines}");
    }
}

#[test]
fn a_field_inside_a_field_chooses_the_schema() {
    let project = project("[[schemas]]\nwhere = { page.kind = \"post\" }\nschema = \"first.yaml\"\n");
    for (lines, schema) in
        [("page: { kind: post }", "first"), ("page: post", "none"), ("page.kind: post", "none"), ("kind: post", "none")]
    {
        assert_eq!(governing(&project, "a.md", lines), schema, "{lines}");
    }
}

#[test]
fn letters_in_two_normal_forms_are_the_same() {
    let project = project("[[schemas]]\nwhere = { \"тип\" = \"Чай\" }\nschema = \"first.yaml\"\n");
    assert_eq!(governing(&project, "a.md", "тип: Чаи\u{306}"), "first");
    assert_eq!(governing(&project, "a.md", "тип: Чаи"), "none");
}

#[test]
fn files_and_where_hold_together_and_the_first_that_fits_wins() {
    let project = project(
        "[[schemas]]\nfiles = [\"new/**\"]\nwhere = { type = \"article\" }\nschema = \"first.yaml\"\n\
         [[schemas]]\nfiles = [\"new/**\"]\nschema = \"second.yaml\"\n",
    );
    assert_eq!(governing(&project, "new/a.md", "type: article"), "first");
    assert_eq!(governing(&project, "new/a.md", "type: note"), "second");
    assert_eq!(governing(&project, "old/a.md", "type: article"), "none");
}

#[test]
fn the_fields_of_toml_and_json_count_too() {
    let project = project("[[schemas]]\nwhere = { type = \"article\" }\nschema = \"first.yaml\"\n");
    project.write("t.md", "+++\ntype = \"article\"\n+++\n");
    project.write("j.md", "{ \"type\": [\"article\"] }\n");
    project.write("none.md", "Text\n");
    project.write("broken.md", "---\ntype: article\nx: [\n---\n");
    let found = project.found(&["--select", "schema/required,front-matter/missing"]);
    assert_eq!(found, ["broken.md schema/required", "j.md schema/required", "t.md schema/required"]);
}

#[test]
fn config_show_says_what_chose_the_schema() {
    let project = project(
        "[[schemas]]\nfiles = [\"new/**\"]\nwhere = { type = [\"a\", \"b\\\"\"], \"odd key\" = 1 }\nschema = \"first.yaml\"\n",
    );
    project.write("new/a.md", "---\ntype: a\nodd key: 1\n---\n");
    project.write("new/b.md", "---\ntype: b\n---\n");
    let shown = |path: &str| project.run(&["config", "show", path]).out;
    let condition = "where { type = [\"a\", 'b\"'], \"odd key\" = 1 }";
    let of_a = shown("new/a.md");
    assert!(of_a.contains(&format!("schema = \"first.yaml\"  # masthead.toml:4, {condition}\n")), "{of_a}");
    assert!(shown("new/b.md").contains("# no schema applies\n"));
    let of_all = shown(".");
    assert!(of_all.contains(&format!("[\"new/**\"] {condition} = \"first.yaml\"  # masthead.toml:4\n")), "{of_all}");
}

#[test]
fn a_where_that_is_true_of_nothing_is_told() {
    let says = |ran: &Ran| ran.err.contains("masthead.toml:2: `where = { type = \"artcle\" }` is true of no document");
    let project = project("[[schemas]]\nwhere = { type = \"artcle\" }\nschema = \"first.yaml\"\n");
    project.write("a.md", "---\ntype: article\n---\n");
    assert!(says(&project.check(&[])), "{}", project.check(&[]).err);
    assert!(!says(&project.check(&["-q"])));
    assert!(!says(&project.check(&["a.md"])), "not every document was looked at");
    assert!(!says(&project.check(&["--schema", "second.yaml"])));
    project.write("b.md", "---\ntype: artcle\n---\n");
    assert!(!says(&project.check(&[])));
}

#[test]
fn what_is_wrong_with_a_where_is_shown_where_it_is() {
    for (line, words) in [
        (
            "where = \"type = article\"",
            &["masthead.toml:2:9", "`where` is a string", "where = { type = \"article\" }"][..],
        ),
        ("where = [\"article\"]", &["masthead.toml:2:9", "`where` is a list", "{ type = \"article\" }"]),
        ("where = {}", &["masthead.toml:2:9", "`where` is empty and names no field"]),
        ("where = { type = [] }", &["masthead.toml:2:18", "empty list"]),
        ("where = { type = [\"a\", [\"b\"]] }", &["masthead.toml:2:24", "compared with a list", "one list"]),
        ("where = { type = [{ a = 1 }] }", &["masthead.toml:2:19", "compared with a table"]),
        ("where = { date = 2024-02-29 }", &["masthead.toml:2:18", "a datetime", "\"2024-02-29\""]),
        ("where = { a = {} }", &["masthead.toml:2:15", "`a` is empty and names no field"]),
        ("wher = { type = \"article\" }", &["masthead.toml:2:1", "`wher`", "`where`"]),
        ("when = { type = \"article\" }", &["masthead.toml:2:1", "`when`", "write `where`"]),
        ("where = { тип = \"статья\" }", &["masthead.toml:2:11", "needs quotes", "\"тип\" = …"]),
        ("", &["masthead.toml:1:", "has no `files`", "where = { type = \"article\" }"]),
    ] {
        let project = project(&format!("[[schemas]]\n{line}\nschema = \"first.yaml\"\n"));
        project.write("a.md", "---\ntype: article\n---\n");
        let ran = project.check(&[]);
        ran.fails(words);
        assert_eq!(ran.err.matches("error").count(), 1, "one fault, told once: {}", ran.err);
    }
}
