//! `check --add-ignore`.

use super::project::{BAD, GOOD, Project, SLOPPY};

#[test]
fn what_is_found_is_suppressed_where_it_is() {
    let text = "---\ntitle: 'Сербия '\ndate: 2024-02-30\ntags:\n  - 'a '\n---\n# Текст\n";
    let project = Project::new([("a.md", text), ("b.md", GOOD)]);
    let ran = project.check(&["--add-ignore", "--reason", "давно так"]);
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
    assert!(ran.err.contains("note: 3 findings are suppressed by comments, in 1 file"), "{}", ran.err);
    assert_eq!(
        project.read("a.md"),
        "---\n# masthead: ignore[text/whitespace] давно так\ntitle: 'Сербия '\n\
         # masthead: ignore[date/impossible] давно так\ndate: 2024-02-30\ntags:\n  \
         # masthead: ignore[text/whitespace] давно так\n  - 'a '\n---\n# Текст\n"
    );
    assert_eq!(project.read("b.md"), GOOD);
    let before = project.read("a.md");
    assert_eq!(project.check(&["--add-ignore"]).status, 0);
    assert_eq!(project.read("a.md"), before, "there is nothing more to suppress");
}

#[test]
fn rules_choose_what_is_suppressed() {
    let project = Project::new([("a.md", BAD), ("b.md", SLOPPY)]);
    let ran = project.check(&["--add-ignore=date", "--output-format", "concise"]);
    assert_eq!(ran.found(), ["b.md text/whitespace"]);
    assert_eq!(project.read("b.md"), SLOPPY);
    assert!(project.read("a.md").contains("\n# masthead: ignore[date/impossible]\ndate:"));
    project.check(&["--add-ignore=dat"]).fails(&["no rule or group of that name", "`date`"]);
}

#[test]
fn infos_are_suppressed_only_where_they_are_asked_for() {
    let text = "---\ntitle: a \n---\n";
    let project = Project::new([("a.md", text)]);
    project.check(&["--add-ignore"]);
    assert_eq!(project.read("a.md"), text);
    project.check(&["--add-ignore", "--level", "info"]);
    assert_eq!(project.read("a.md"), "---\n# masthead: ignore[text/trailing-space]\ntitle: a \n---\n");
}

#[test]
fn what_is_about_no_line_is_suppressed_for_the_document() {
    let schema = "required: [author, title]\nproperties:\n  text: { pattern: '^x' }\n";
    let project = Project::new([("s.yaml", schema), ("a.md", "---\r\ntext: |\r\n  a\r\n---\r\nБ\r\n")]);
    let ran = project.check(&["--schema", "s.yaml", "--add-ignore"]);
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
    let written = project.read("a.md");
    assert!(written.starts_with("---\r\n# masthead: ignore-file[schema/required]\r\n"), "{written}");
    assert!(written.contains("ignore[schema/pattern]"), "{written}");
    assert!(written.ends_with("text: |\r\n  a\r\n---\r\nБ\r\n"), "{written}");
}

#[test]
fn a_line_within_a_text_of_several_lines_takes_no_comment() {
    let text = "---\ntitle: |\n  Cербия\n  два\n---\n";
    let project = Project::new([("a.md", text)]);
    let ran = project.check(&["--add-ignore", "--output-format", "concise"]);
    assert_eq!(ran.found(), [""; 0], "{}", ran.err);
    assert_eq!(
        project.read("a.md"),
        text.replace("---\ntitle", "---\n# masthead: ignore-file[text/mixed-script]\ntitle")
    );
}

#[test]
fn other_syntaxes_get_comments_where_they_have_them() {
    let (toml, json) = ("+++\ntitle = 'a '\n+++\n", "{\"title\": \"a \"}\n");
    let project = Project::new([("a.md", toml), ("b.md", json)]);
    let ran = project.check(&["--add-ignore", "--output-format", "concise"]);
    assert_eq!(ran.found(), ["b.md text/whitespace"]);
    assert!(ran.err.contains("1 could not be suppressed"), "{}", ran.err);
    assert_eq!(project.read("a.md"), "+++\n# masthead: ignore[text/whitespace]\ntitle = 'a '\n+++\n");
    assert_eq!(project.read("b.md"), json);
}

#[test]
fn findings_of_comparing_documents_and_known_ones_are_told_apart() {
    let text = "---\nurl: https://nokta.md/a\n---\n";
    let schema = "properties: { url: {} }\nx-masthead: { unique: [url] }\n";
    let project = Project::new([("s.yaml", schema), ("a.md", text), ("b.md", text)]);
    let ran = project.check(&["--schema", "s.yaml", "--add-ignore"]);
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
    assert!(project.read("b.md").contains("# masthead: ignore[corpus/duplicate]"), "{}", project.read("b.md"));

    let project = Project::new([("a.md", BAD)]);
    project.run(&["baseline"]);
    project.check(&["--add-ignore", "--baseline", "masthead-baseline.json"]);
    assert_eq!(project.read("a.md"), BAD, "what a baseline knows needs no comment");
}

#[test]
fn what_makes_no_sense_together_is_refused() {
    let project = Project::new([("a.md", BAD)]);
    for arguments in [&["--add-ignore", "--fix"][..], &["--add-ignore", "--staged"], &["--reason", "x"]] {
        project.check(arguments).fails(&["--add-ignore"]);
    }
    project.check(&["--add-ignore", "--reason", "a\nb"]).fails(&["line break"]);
    project.check(&["--add-ignore", "--reason", " "]).fails(&["it is empty"]);
    project.check(&["--add-ignore", "-"]).fails(&["standard input"]);
    assert_eq!(project.read("a.md"), BAD);
}

#[cfg(unix)]
#[test]
fn a_file_that_must_not_be_written_is_left_and_said() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::new([("a.md", BAD)]);
    std::fs::set_permissions(project.path("a.md"), std::fs::Permissions::from_mode(0o444)).unwrap();
    let ran = project.check(&["--add-ignore"]);
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("a.md: left as it is: the file is read-only"), "{}", ran.err);
    assert_eq!(project.read("a.md"), BAD);
}
