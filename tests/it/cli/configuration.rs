//! Configurations and schemas, the wrong ones foremost.

use super::project::{BAD, GOOD, Project};

#[test]
fn unknown_key_is_shown_where_it_is_with_the_nearest() {
    let project = Project::new([("masthead.toml", "exclude = []\nincldue = []\n"), ("a.md", GOOD)]);
    project.check(&[]).fails(&["masthead.toml:2:1", "incldue", "`include`"]);
}

#[test]
fn bad_glob_is_shown_where_it_is() {
    let project = Project::new([("masthead.toml", "include = [\"ok.md\", \"a[.md\"]\n"), ("a.md", GOOD)]);
    project.check(&[]).fails(&["masthead.toml:1:", "a[.md"]);
    Project::new([("a.md", GOOD)]).check(&["--exclude", "a[.md"]).fails(&["`a[.md`", "--exclude"]);
}

#[test]
fn unknown_rule_is_shown_where_it_is() {
    let project = Project::new([("masthead.toml", "[rules]\n\"date/futur\" = \"off\"\n"), ("a.md", GOOD)]);
    project.check(&[]).fails(&["masthead.toml:2:1", "\"date/future\""]);
}

#[test]
fn broken_toml_is_shown_where_it_is() {
    let project = Project::new([("masthead.toml", "include = [\n\n"), ("a.md", GOOD)]);
    project.check(&[]).fails(&["masthead.toml:"]);
}

#[test]
fn bad_configuration_is_said_once_however_many_documents_it_has() {
    let project =
        Project::new([("masthead.toml", "incldue = []\n"), ("a.md", GOOD), ("b/b.md", GOOD), ("c/c.md", GOOD)]);
    let ran = project.check(&["a.md", "b", "c"]);
    assert_eq!(
        ran.err.matches("incldue").count(),
        project.check(&["a.md"]).err.matches("incldue").count(),
        "{}",
        ran.err
    );
}

#[test]
fn missing_configuration_is_named() {
    let project = Project::new([("a.md", GOOD)]);
    project.check(&["--config", "other.toml"]).fails(&["`other.toml` cannot be read"]);
    project.check(&["--config", "a.toml", "--isolated"]).fails(&["--isolated"]);
}

#[test]
fn isolated_looks_at_no_configuration() {
    let project = Project::new([("masthead.toml", "[rules]\ndate = \"off\"\n"), ("a.md", BAD)]);
    assert_eq!(project.check(&[]).status, 0);
    assert_eq!(project.check(&["--isolated"]).status, 1);
    let project = Project::new([("masthead.toml", "nonsense"), ("a.md", GOOD)]);
    assert_eq!(project.check(&["--isolated"]).status, 0);
}

#[test]
fn nearest_configuration_counts() {
    let project = Project::new([
        ("masthead.toml", "[rules]\ndate = \"off\"\n"),
        ("new/.masthead.toml", ""),
        ("old/a.md", BAD),
        ("new/a.md", BAD),
    ]);
    assert_eq!(project.found(&[]), ["new/a.md date/impossible"]);
    assert_eq!(project.found(&["--config", "new/.masthead.toml", "old"]), ["old/a.md date/impossible"]);
}

#[test]
fn overrides_are_for_some_paths() {
    let text = "[[overrides]]\nfiles = [\"old/**\"]\nrules = { \"date/impossible\" = \"warning\" }\n";
    let project = Project::new([("masthead.toml", text), ("old/a.md", BAD), ("new/a.md", BAD)]);
    assert_eq!(project.check(&["old"]).status, 0);
    assert_eq!(project.check(&["new"]).status, 1);
}

#[test]
fn configuration_is_explained() {
    let text = "exclude = [\"drafts/\"]\n[rules]\ntext = \"off\"\n";
    let project = Project::new([("masthead.toml", text), ("a.md", GOOD)]);
    let ran = project.run(&["config", "show", "a.md"]);
    assert_eq!(ran.status, 0);
    for line in
        ["# masthead.toml", "exclude = [\"drafts/\"]", "\"text/whitespace\" = \"off\"  # masthead.toml:3, as `text`"]
    {
        assert!(ran.out.contains(line), "`{line}` in:\n{}", ran.out);
    }
    let ran = project.run(&["config", "schema"]);
    assert!(serde_json::from_str::<serde_json::Value>(&ran.out).is_ok(), "{}", ran.out);
    project.write("masthead.toml", "[ruels]");
    project.run(&["config", "show"]).fails(&["masthead.toml:1:", "`rules`"]);
}

#[test]
fn every_setting_in_force_is_shown_with_its_place() {
    let text = "exclude = [\"drafts/\"]\n[[schemas]]\nfiles = [\"articles/**\"]\nschema = \"article\"\n[fields]\n\
                released = \"date\"\n[rules]\n\"date/future\" = { level = \"error\", tolerance = \"36h\" }\n\
                [[overrides]]\nfiles = [\"old/**\"]\nrules = { \"date/future\" = { tolerance = \"48h\" } }\n";
    let own = "---\n$schema: own.json\n---\n";
    let project = Project::new([
        ("masthead.toml", text),
        ("old/own.md", own),
        ("old/own.json", "{}"),
        ("old/lost.md", "---\n$schema: lost.json\n---\n"),
        ("old/a.md", GOOD),
        ("articles/a.md", GOOD),
    ]);
    let shown = |path: &str, lines: &[&str]| {
        let ran = project.run(&["config", "show", path]);
        assert_eq!(ran.status, 0, "{}", ran.err);
        for line in lines {
            assert!(ran.out.lines().any(|shown| shown == *line), "`{line}` in:\n{}", ran.out);
        }
    };
    shown(
        "articles/a.md",
        &[
            "include = [\"**/*.md\", \"**/*.markdown\", \"**/*.mdx\", \"**/*.qmd\", \"**/*.Rmd\", \"**/*.mdc\"]  # default",
            "exclude = [\"drafts/\"]  # masthead.toml:1",
            "schema = \"article\"  # masthead.toml:4",
            "\"released\" = \"date\"  # masthead.toml:6",
            "\"date/future\" = \"error\"  # masthead.toml:8",
            "\"date/future.tolerance\" = \"36h\"  # masthead.toml:8",
        ],
    );
    let line = "\"date/future.tolerance\" = \"2d\"  # masthead.toml:11, override 1";
    shown("old/own.md", &["schema = \"own.json\"  # old/own.md:2", line]);
    let fault = "# old/lost.md:2: the schema `lost.json` that the document names does not exist";
    shown("old/lost.md", &[fault, "# no schema applies"]);
    shown(".", &["[\"articles/**\"] = \"article\"  # masthead.toml:4"]);
    let ran = project.run(&["config", "show", "--isolated", "old/a.md"]);
    assert!(ran.out.contains("\"date/future.tolerance\" = \"1d\"  # default"), "{}", ran.out);
}

#[test]
fn the_tolerance_of_dates_to_come_can_be_set() {
    let later = "---\ndate: 2026-11-27T00:00:00Z\n---\n";
    let set = |tolerance: &str| {
        let text = format!("[rules]\n\"date/future\" = {{ tolerance = \"{tolerance}\" }}\n");
        Project::new([("masthead.toml", text.as_str()), ("a.md", later)])
    };
    assert_eq!(set("1h").found(&[]), ["a.md date/future"]);
    assert_eq!(set("7d").found(&[]), [""; 0]);
    set("soon").check(&[]).fails(&["masthead.toml:2:", "`tolerance` of `date/future`", "12h"]);
}

#[test]
fn broken_schema_is_shown_like_a_document() {
    let project = Project::new([("s.yaml", "type: object\nproperties: 5\n"), ("a.md", GOOD)]);
    project.check(&["--schema", "s.yaml"]).fails(&["s.yaml:2:", "properties: 5"]);
    project.write("masthead.toml", "[[schemas]]\nfiles = [\"**\"]\nschema = \"s.yaml\"\n");
    project.check(&[]).fails(&["s.yaml:2:", "properties: 5"]);
}

#[test]
fn missing_schema_is_shown_where_it_is_named() {
    let project = Project::new([("a.md", GOOD)]);
    project.check(&["--schema", "artcle"]).fails(&["artcle", "article"]);
    project.write("masthead.toml", "[[schemas]]\nfiles = [\"**\"]\nschema = \"absent.yaml\"\n");
    project.check(&[]).fails(&["masthead.toml:3:", "absent.yaml"]);
}

#[test]
fn schema_of_the_configuration_governs_its_documents() {
    let project = Project::new([
        ("masthead.toml", "[[schemas]]\nfiles = [\"new/**\"]\nschema = \"s.yaml\"\n"),
        ("s.yaml", "required: [lang]\n"),
        ("new/a.md", GOOD),
        ("old/a.md", GOOD),
    ]);
    assert_eq!(project.found(&[]), ["new/a.md schema/required"]);
}

#[test]
fn own_schema_wins_over_the_configuration() {
    let project = Project::new([
        ("masthead.toml", "[[schemas]]\nfiles = [\"**\"]\nschema = \"s.yaml\"\n"),
        ("s.yaml", "required: [lang]\n"),
        ("own.yaml", "required: [author]\n"),
        ("a.md", "---\n# yaml-language-server: $schema=own.yaml\ntitle: Сербия\n---\n"),
    ]);
    let ran = project.check(&["--output-format", "concise"]);
    assert_eq!(ran.found(), ["a.md schema/required"]);
    assert!(ran.out.contains("`author`"), "{}", ran.out);
}

#[test]
fn own_schema_outside_the_project_is_a_finding() {
    let project = Project::new([
        ("s.yaml", "required: [lang]\n"),
        ("in/masthead.toml", ""),
        ("in/a.md", "---\n$schema: ../s.yaml\ntitle: Сербия\n---\n"),
        ("in/b.md", "---\n$schema: absent.yaml\ntitle: Сербия\n---\n"),
    ]);
    let ran = project.check(&["in", "--output-format", "concise"]);
    assert_eq!(ran.found(), ["in/a.md schema/invalid", "in/b.md schema/invalid"]);
    assert_eq!(ran.status, 1);
    assert!(ran.out.contains("lies outside the project"), "{}", ran.out);
}

#[test]
fn what_is_said_is_as_long_as_the_configuration_lets_it_be() {
    let longest = |configuration: &str| {
        let project = Project::new([("a.md", BAD), ("masthead.toml", configuration)]);
        let ran = project.run(&["check", "--output-format", "jsonl"]);
        let messages = ran.out.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        messages.filter_map(|found| Some(found["message"].as_str()?.chars().count())).max().unwrap()
    };
    assert!(longest("") > 50);
    assert_eq!(longest("[rules]\n\"file/limit\" = { text-characters = 30 }\n"), 31, "with `…`");
}
