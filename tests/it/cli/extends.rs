//! `extends`: the settings of another file, below those of one's own.

use super::project::{BAD, GOOD, Project, SLOPPY};

#[test]
fn what_a_file_does_not_say_the_one_that_it_extends_says() {
    let base = "exclude = [\"drafts/\"]\nmax-warnings = 0\n[fields]\nreleased = \"date\"\n[rules]\ndate = \"warning\"\n\
                \"text/whitespace\" = \"off\"\n";
    let own = "extends = \"shared/base.toml\"\n[rules]\n\"date/impossible\" = \"error\"\n";
    let project = Project::new([
        ("shared/base.toml", base),
        ("masthead.toml", own),
        ("drafts/a.md", BAD),
        ("a.md", BAD),
        ("b.md", SLOPPY),
        ("c.md", "---\nreleased: 2024-02-30\n---\n"),
    ]);
    assert_eq!(project.found(&[]), ["a.md date/impossible", "c.md date/impossible"]);
    assert_eq!(project.check(&["a.md"]).status, 1, "its own level wins");
    let shown = project.run(&["config", "show"]).out;
    for line in [
        "# masthead.toml, which extends shared/base.toml",
        "exclude = [\"drafts/\"]  # shared/base.toml:1",
        "max-warnings = 0  # shared/base.toml:2",
        "\"released\" = \"date\"  # shared/base.toml:4",
        "\"date/future\" = \"warning\"  # shared/base.toml:6, as `date`",
        "\"date/impossible\" = \"error\"  # masthead.toml:3",
    ] {
        assert!(shown.lines().any(|shown| shown == line), "`{line}` in:\n{shown}");
    }
}

#[test]
fn a_group_in_the_file_itself_is_stronger_than_a_rule_in_its_base() {
    let project = Project::new([
        ("base.toml", "[rules]\n\"date/impossible\" = \"off\"\n"),
        ("masthead.toml", "extends = \"base.toml\"\n[rules]\ndate = \"error\"\n"),
        ("a.md", BAD),
    ]);
    assert_eq!(project.found(&[]), ["a.md date/impossible"]);
}

#[test]
fn patterns_of_a_file_above_count_from_where_it_lies() {
    let base = "exclude = [\"docs/old/**\"]\n[[schemas]]\nfiles = [\"docs/api/**\"]\nschema = \"schema/s.yaml\"\n\
                [[overrides]]\nfiles = [\"docs/x.md\"]\nrules = { date = \"off\" }\n";
    let project = Project::new([
        ("masthead.toml", base),
        ("schema/s.yaml", "required: [author]\n"),
        ("docs/masthead.toml", "extends = \"../masthead.toml\"\n"),
        ("docs/old/a.md", BAD),
        ("docs/api/a.md", GOOD),
        ("docs/a.md", GOOD),
        ("docs/x.md", BAD),
    ]);
    let found = ["docs/api/a.md schema/required"];
    assert_eq!(project.found(&[]), found);
    let mut command = project.command(&["check", "--output-format", "concise"]);
    let ran = super::project::ran(command.current_dir(project.path("docs")));
    assert_eq!(ran.found(), ["api/a.md schema/required"], "{}", ran.err);
    let ran = project.check(&["."]);
    assert!(!ran.err.contains("warning"), "{}", ran.err);
}

#[test]
fn patterns_of_a_shared_file_count_from_the_one_that_extends_it() {
    let base = "[[schemas]]\nfiles = [\"articles/**\"]\nschema = \"s.yaml\"\n[[schemas]]\nfiles = [\"no/**\"]\nschema = \"article\"\n";
    let project = Project::new([
        ("shared/base.toml", base),
        ("shared/s.yaml", "required: [author]\n"),
        ("site/masthead.toml", "extends = \"../shared/base.toml\"\n"),
        ("site/articles/a.md", GOOD),
    ]);
    let ran = project.check(&["--output-format", "concise", "site"]);
    assert_eq!(ran.found(), ["site/articles/a.md schema/required"]);
    assert!(!ran.err.contains("matches no document"), "it is not there for this project alone: {}", ran.err);
}

#[test]
fn several_files_may_follow_each_other() {
    let project = Project::new([
        ("c.toml", "[rules]\ndate = \"off\"\n\"text/whitespace\" = \"off\"\n"),
        ("b/b.toml", "extends = \"../c.toml\"\n[rules]\n\"text/whitespace\" = \"error\"\n"),
        ("masthead.toml", "extends = \"b/b.toml\"\n"),
        ("a.md", BAD),
        ("d.md", SLOPPY),
    ]);
    let ran = project.check(&["--output-format", "concise"]);
    assert_eq!((ran.found(), ran.status), (vec!["d.md text/whitespace".to_owned()], 1));
    assert_eq!(project.found(&["--config", "c.toml"]), [""; 0]);
    assert_eq!(project.found(&["--config", "b/b.toml"]), ["d.md text/whitespace"]);
}

#[test]
fn what_cannot_be_extended_is_said_where_it_is_asked_for() {
    let project = Project::new([("masthead.toml", "extends = \"absent.toml\"\n"), ("a.md", GOOD)]);
    project.check(&[]).fails(&["masthead.toml:1:11", "`absent.toml` cannot be read", "write a path"]);
    project.write("masthead.toml", "extends = \"./masthead.toml\"\n");
    project.check(&[]).fails(&["masthead.toml:1:11", "this file extends itself"]);
    project.write("masthead.toml", "extends = \"b.toml\"\n");
    project.write("b.toml", "extends = \"masthead.toml\"\n");
    project.check(&[]).fails(&["b.toml:1:11", "`masthead.toml` extends this file in turn"]);
    project.write("b.toml", "\nincldue = []\n");
    project.check(&[]).fails(&["b.toml:2:1", "incldue", "`include`"]);
    project.write("b.toml", "# a comment\n[[schemas]]\nfiles = [\"**\"]\nschema = \"absent.yaml\"\n");
    project.check(&[]).fails(&["b.toml:4:10", "absent.yaml"]);
}

#[test]
fn a_file_outside_the_project_is_not_quoted() {
    let outside = Project::new([("secret.txt", "password hunter2\n"), ("base.toml", "[rules]\ndate = \"off\"\n")]);
    let secret = outside.path("secret.txt");
    let project = Project::new([("a.md", BAD)]);
    project.write("masthead.toml", format!("extends = '{}'\n", secret.display()));
    let ran = project.check(&[]);
    ran.fails(&["masthead.toml:1:11", "lies outside the project"]);
    assert!(!ran.err.contains("hunter2"), "{}", ran.err);
    project.write("masthead.toml", format!("extends = '{}'\n", outside.path("base.toml").display()));
    assert_eq!(project.found(&[]), [""; 0]);
}
