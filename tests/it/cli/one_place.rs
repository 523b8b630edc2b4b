//! A gate that is configured in one place: `baseline`, `max-warnings`, `level`, `required-version`, and what shows them.

use super::project::{BAD, GOOD, Project, SLOPPY};

#[test]
fn the_configuration_sets_what_the_options_set() {
    let project = Project::new([("masthead.toml", "max-warnings = 0\n"), ("a.md", SLOPPY)]);
    let ran = project.check(&[]);
    assert_eq!(ran.status, 1, "{}", ran.out);
    let told = "note: more warnings than the 0 that `max-warnings` allows (masthead.toml:1)";
    assert!(ran.err.contains(told), "{}", ran.err);
    assert_eq!(project.check(&["--max-warnings", "1"]).status, 0, "the command line has the last word");
    project.write("masthead.toml", "max-warnings = 1\n");
    assert_eq!(project.check(&[]).status, 0);
    assert_eq!(project.check(&["--max-warnings", "0"]).status, 1);
}

#[test]
fn each_configuration_counts_the_warnings_of_its_own_documents() {
    let project = Project::new([
        ("old/masthead.toml", "max-warnings = 2\n"),
        ("old/a.md", SLOPPY),
        ("old/b.md", SLOPPY),
        ("new/masthead.toml", "max-warnings = 0\n"),
        ("new/a.md", GOOD),
        ("c.md", SLOPPY),
    ]);
    let ran = project.check(&[]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    project.write("new/a.md", SLOPPY);
    let ran = project.check(&[]);
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("(new/masthead.toml:1)") && !ran.err.contains("old/masthead"), "{}", ran.err);
}

#[test]
fn the_configured_level_is_the_least_that_is_shown() {
    let info = "---\ntitle: a \n---\n";
    let project =
        Project::new([("masthead.toml", "level = \"error\"\n"), ("a.md", BAD), ("b.md", SLOPPY), ("c.md", info)]);
    assert_eq!(project.found(&[]), ["a.md date/impossible"]);
    assert_eq!(project.found(&["--level", "info"]).len(), 3);
    let json = project.check(&["--output-format", "json"]).out;
    assert!(json.contains("date/impossible") && !json.contains("text/whitespace"), "{json}");
    project.write("masthead.toml", "level = \"info\"\n");
    assert_eq!(project.found(&[]).len(), 3);
    project.write("masthead.toml", "level = \"warning\"\n");
    project.write("old/masthead.toml", "level = \"error\"\n");
    project.write("old/b.md", SLOPPY);
    assert_eq!(project.found(&[]), ["a.md date/impossible", "b.md text/whitespace"]);
    project.write("a.md", GOOD);
    project.write("masthead.toml", "level = \"error\"\nmax-warnings = 0\n");
    assert_eq!(project.check(&[]).status, 1, "what is not shown counts nevertheless");
}

#[test]
fn the_configured_baseline_is_written_and_read() {
    let project = Project::new([("masthead.toml", "baseline = \"ci/known.json\"\n"), ("a.md", BAD)]);
    project.check(&[]).fails(&[
        "`ci/known.json` cannot be used",
        "masthead baseline --output ci/known.json",
        "masthead.toml",
    ]);
    project.write("ci/x", "");
    let ran = project.run(&["baseline"]);
    assert!(ran.err.contains("ci/known.json lists 1 finding"), "{}", ran.err);
    let ran = project.check(&[]);
    assert_eq!(ran.status, 0, "{}", ran.out);
    assert!(ran.err.contains("note: 1 finding is known to ci/known.json and not shown"), "{}", ran.err);
    assert_eq!(project.check(&["-q"]).err, "");
    project.write("deep/b.md", BAD);
    assert_eq!(project.found(&[]), ["deep/b.md date/impossible"]);
    assert_eq!(project.found(&["deep"]), ["deep/b.md date/impossible"], "its path counts from the configuration");
    project.write("none.json", "{\"version\": 1, \"findings\": []}");
    assert_eq!(project.found(&["--baseline", "none.json"]).len(), 2, "the command line has the last word");
    assert_eq!(project.found(&["--isolated"]).len(), 2);
}

#[test]
fn a_document_on_standard_input_has_the_gate_of_its_name() {
    let project = Project::new([("a/masthead.toml", "max-warnings = 0\nlevel = \"error\"\n")]);
    let ran = project.pipe(SLOPPY, &["--stdin-filename", "a/x.md", "-"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert!(!ran.out.contains("text/whitespace"), "{}", ran.out);
    assert_eq!(project.pipe(SLOPPY, &["--stdin-filename", "x.md", "-"]).status, 0);
}

#[test]
fn keys_of_the_gate_are_checked() {
    for (text, words) in [
        ("max-warnings = -1", &["1:16", "`max-warnings` is not a whole number from 0 up"][..]),
        ("max-warnings = \"0\"", &["`max-warnings` is not a whole number"]),
        ("level = \"off\"", &["1:9", "cannot be `off`"]),
        ("level = \"warn\"", &["there is no level `warn`", "write \"warning\""]),
        ("baseline = \"\"", &["`baseline` is empty, and names no file"]),
        ("baseline = 1", &["`baseline` is an integer, not a string"]),
        ("max-warning = 1", &["there is no key `max-warning`", "`max-warnings`"]),
        ("extends = \"https://example.org/x.toml\"", &["`extends` is an address", "nothing is fetched"]),
        ("required-version = \"0.1\"", &["1:20", "is not a comparison with a version: `0.1`", ">=0.2"]),
        ("required-version = 1", &["`required-version` is an integer, not a string"]),
    ] {
        let project = Project::new([("masthead.toml", text), ("a.md", GOOD)]);
        project.check(&[]).fails(words);
    }
}

#[test]
fn an_older_masthead_is_refused_whatever_else_it_does_not_know() {
    let text = "new-key = 1\nrequired-version = \">=99.1\"\n[rules]\n\"new/rule\" = \"off\"\n";
    let project = Project::new([("masthead.toml", text), ("a.md", GOOD)]);
    let ran = project.check(&[]);
    ran.fails(&["masthead.toml:2:20", concat!("this is masthead ", env!("CARGO_PKG_VERSION")), "`>=99.1`"]);
    assert!(!ran.err.contains("there is no"), "{}", ran.err);
    project.write("masthead.toml", "required-version = \">=0.1,<99\"\n");
    assert_eq!(project.check(&[]).status, 0);
}

#[test]
fn the_level_of_a_rule_that_is_named_holds_without_a_schema() {
    let text = "---\nlang: ru_RU\n---\n";
    let level = |configuration: &str, arguments: &[&str]| {
        let project = Project::new([("masthead.toml", configuration), ("a.md", text)]);
        let ran = project.check(&[&["--output-format", "concise"], arguments].concat());
        ran.out.split_whitespace().nth(1).unwrap().to_owned()
    };
    assert_eq!(level("", &[]), "warning", "nobody has said that the field holds a tag");
    assert_eq!(level("[rules]\n\"language/malformed\" = \"error\"\n", &[]), "error");
    assert_eq!(level("[rules]\nlanguage = \"error\"\n", &[]), "error");
    assert_eq!(level("[rules]\n\"language/malformed\" = { level = \"error\" }\n", &[]), "error");
    assert_eq!(level("[rules]\n\"language/malformed\" = \"info\"\n", &["--level", "info"]), "info");
    assert_eq!(
        level("[[overrides]]\nfiles = [\"a.md\"]\nrules = { \"language/malformed\" = \"error\" }\n", &[]),
        "error"
    );
    assert_eq!(level("[rules]\n\"language/unknown\" = \"error\"\n", &[]), "warning");
}

#[test]
fn settings_in_force_are_shown_as_json() {
    let text = "exclude = [\"drafts/\"]\nlevel = \"error\"\n[rules]\n\"date/future\" = { level = \"error\", tolerance = \"36h\" }\n";
    let project = Project::new([("masthead.toml", text), ("a.md", GOOD), ("drafts/b.md", GOOD), ("c.txt", "x")]);
    let ran = project.run(&["config", "show", "--output-format", "json", "--files"]);
    let shown: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(shown["configurations"], serde_json::json!(["masthead.toml"]));
    assert_eq!(shown["settings"]["level"], serde_json::json!({ "value": "error", "from": "masthead.toml:2" }));
    assert_eq!(shown["settings"]["include"]["from"], "default");
    let future = &shown["rules"]["date/future"];
    assert_eq!((&future["level"], &future["from"]), (&"error".into(), &"masthead.toml:4".into()));
    assert_eq!(future["options"]["tolerance"], serde_json::json!({ "value": "36h", "from": "masthead.toml:4" }));
    assert_eq!(shown["files"], serde_json::json!(["a.md"]));
    let ran = project.run(&["config", "show", "--output-format", "json", "a.md"]);
    let shown: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert!(shown.get("files").is_none());
    assert_eq!(shown["notes"], serde_json::json!(["no schema applies"]));
}

#[test]
fn the_documents_that_would_be_checked_are_listed() {
    let project = Project::new([("masthead.toml", "exclude = [\"drafts/\"]\n"), ("b/а.md", GOOD), ("a.md", GOOD)]);
    project.write("drafts/c.md", GOOD);
    let ran = project.run(&["config", "show", "--files"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, "a.md\nb/а.md\n"), "{}", ran.err);
    assert_eq!(project.run(&["config", "show", "--files", "b"]).out, "b/а.md\n");
    for arguments in
        [&["config", "show", "absent.md"][..], &["config", "show", "--files", "absent"], &["check", "absent"]]
    {
        project.run(arguments).fails(&["`absent"]);
    }
}
