//! `masthead schema check`: what is wrong in schemas and what is hardly meant, in every format.

use serde_json::Value as Json;

use super::project::Project;

const RIGHT: &str = "properties:\n  title: { type: string }\nrequired: [title]\n";
const DOUBTFUL: &str = "properties:\n  tags: { type: array, minLength: 1 }\nrequired: [tags]\n";
const WRONG: &str = "properties:\n  title: string\n";

#[test]
fn each_schema_is_answered_for() {
    let project = Project::new([("right.yaml", RIGHT), ("doubtful.yaml", DOUBTFUL), ("wrong.yaml", WRONG)]);
    let ran = project.run(&["schema", "check", "right.yaml"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, "right.yaml is a schema (draft 2020-12)\n"));
    let ran =
        project.run(&["schema", "check", "--output-format", "concise", "right.yaml", "doubtful.yaml", "wrong.yaml"]);
    assert_eq!(ran.status, 2);
    let lines: Vec<_> = ran.out.lines().collect();
    assert_eq!(lines[0], "right.yaml is a schema (draft 2020-12)");
    assert!(lines[1].starts_with("doubtful.yaml:2:24: warning schema: `minLength` has no effect"), "{}", lines[1]);
    assert_eq!(lines[2], "doubtful.yaml is a schema (draft 2020-12), with 1 warning");
    assert!(
        lines[3].starts_with("wrong.yaml:2:10: error schema: `title` must be followed by a schema"),
        "{}",
        lines[3]
    );
    assert_eq!(lines.len(), 4);
}

#[test]
fn programs_get_what_people_get() {
    let project = Project::new([("doubtful.yaml", DOUBTFUL), ("wrong.yaml", WRONG)]);
    let ran = project.run(&["schema", "check", "--output-format", "json", "doubtful.yaml", "wrong.yaml"]);
    assert_eq!(ran.status, 2);
    let json: Json = serde_json::from_str(&ran.out).unwrap();
    let findings = json["diagnostics"].as_array().unwrap();
    let told: Vec<_> = findings.iter().map(|f| (f["path"].as_str().unwrap(), f["level"].as_str().unwrap())).collect();
    assert_eq!(told, [("doubtful.yaml", "warning"), ("wrong.yaml", "error")]);
    assert_eq!(findings[0]["help"], "write `minItems`");
    let ran = project.run(&["schema", "check", "--output-format", "sarif", "doubtful.yaml"]);
    assert_eq!(ran.status, 0);
    let sarif: Json = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(sarif["runs"][0]["results"][0]["level"], "warning");
}

#[test]
fn a_file_that_is_not_there_does_not_hide_the_others() {
    let project = Project::new([("wrong.yaml", WRONG)]);
    let ran = project.run(&["schema", "check", "missing.yaml", "wrong.yaml"]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.err.contains("missing.yaml") && ran.out.contains("must be followed by a schema"),
        "{}{}",
        ran.err,
        ran.out
    );
}

#[test]
fn the_built_in_schemas_are_beyond_doubt() {
    for name in masthead::schema::Schema::builtin_names() {
        let text = masthead::schema::Schema::builtin_text(name).unwrap();
        let project = Project::new([("schema.yaml", text)]);
        let ran = project.run(&["schema", "check", "schema.yaml"]);
        assert_eq!(ran.out.lines().count(), 1, "{name}: {}", ran.out);
    }
}
