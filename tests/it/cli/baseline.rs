//! `masthead baseline` and `check --baseline`.

use super::project::{BAD, GOOD, Project};

const FILE: &str = "masthead-baseline.json";

fn adopted(files: &[(&str, &str)]) -> Project {
    let project = Project::new(files.iter().copied());
    let ran = project.run(&["baseline"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, ""), "{}", ran.err);
    project
}

fn found(project: &Project) -> Vec<String> {
    project.found(&["--baseline", FILE])
}

#[test]
fn known_findings_do_not_count() {
    let project = adopted(&[("a.md", BAD), ("b.md", GOOD)]);
    let ran = project.check(&["--baseline", FILE]);
    assert_eq!(ran.status, 0, "{}", ran.out);
    assert!(!ran.out.contains("date/impossible"), "{}", ran.out);
    assert!(!ran.err.contains("no longer"), "{}", ran.err);
    project.write("b.md", BAD);
    assert_eq!(found(&project), ["b.md date/impossible"]);
}

#[test]
fn known_findings_are_known_on_another_line() {
    let project = adopted(&[("a.md", BAD)]);
    project.write("a.md", BAD.replace("title", "author: Nokta\n# a comment\ntitle"));
    assert_eq!(found(&project), [""; 0]);
}

#[test]
fn another_value_is_a_new_finding() {
    let project = adopted(&[("a.md", BAD)]);
    project.write("a.md", BAD.replace("02-30", "02-31"));
    assert_eq!(found(&project), ["a.md date/impossible"]);
}

#[test]
fn same_value_in_another_field_is_a_new_finding() {
    let project = adopted(&[("a.md", BAD)]);
    project.write("a.md", BAD.replace("title: Сербия", "modified: 2024-02-30"));
    assert_eq!(found(&project), ["a.md date/impossible"]);
}

#[test]
fn items_may_move_in_their_list() {
    let list = "---\nkeywords:\n  - 'a '\n---\n";
    let project = adopted(&[("a.md", list)]);
    project.write("a.md", "---\nkeywords:\n  - b\n  - 'a '\n---\n");
    assert_eq!(found(&project), [""; 0]);
}

#[test]
fn findings_are_counted() {
    let list = "---\nkeywords:\n  - 'a '\n---\n";
    let project = adopted(&[("a.md", list)]);
    project.write("a.md", "---\nkeywords:\n  - 'a '\n  - 'a '\n---\n");
    assert_eq!(found(&project), ["a.md text/whitespace"]);
}

#[test]
fn what_no_longer_occurs_is_said_and_taken_out() {
    let project = adopted(&[("a.md", BAD), ("b.md", BAD), ("c.md", BAD)]);
    let before = project.read(FILE);
    project.write("a.md", GOOD);
    std::fs::remove_file(project.path("b.md")).unwrap();
    let ran = project.check(&["--baseline", FILE]);
    assert!(ran.err.contains("2 findings of masthead-baseline.json no longer occur"), "{}", ran.err);
    assert_eq!(project.read(FILE), before, "checking writes nothing");
    assert!(!project.check(&["--baseline", FILE, "--quiet"]).err.contains("no longer"));

    let ran = project.run(&["baseline", "--shrink"]);
    assert!(ran.err.contains("lists 1 finding: 0 new, 2 cleared"), "{}", ran.err);
    assert!(!project.check(&["--baseline", FILE]).err.contains("no longer"));
}

#[test]
fn shrinking_adds_nothing() {
    let project = adopted(&[("a.md", BAD)]);
    project.write("b.md", BAD);
    project.run(&["baseline", "--shrink"]);
    assert_eq!(found(&project), ["b.md date/impossible"]);
    project.run(&["baseline"]);
    assert_eq!(found(&project), [""; 0]);
    let project = Project::new([("a.md", BAD)]);
    project.run(&["baseline", "--shrink"]).fails(&["there is no baseline"]);
}

#[test]
fn what_was_not_looked_at_is_not_cleared() {
    let project = adopted(&[("a.md", BAD), ("in/b.md", GOOD)]);
    let told =
        |arguments: &[&str]| project.check(&[&["--baseline", FILE], arguments].concat()).err.contains("no longer");
    assert!(!told(&["in"]));
    assert!(!told(&["--select", "text"]));
    assert!(!told(&["--ignore", "date"]));
}

#[test]
fn baseline_counts_paths_from_its_own_folder() {
    let project = Project::new([("docs/a.md", BAD), ("ci/x.md", GOOD)]);
    project.run(&["baseline", "docs", "--output", "ci/known.json"]);
    assert!(project.read("ci/known.json").contains("\"../docs/a.md\""));
    let mut command = project.command(&["check", "a.md", "--baseline", "../ci/known.json"]);
    assert_eq!(super::project::ran(command.current_dir(project.path("docs"))).status, 0);
}

#[test]
fn baseline_is_the_same_twice_and_a_finding_a_line() {
    let project = adopted(&[("b.md", BAD), ("a.md", BAD)]);
    let text = project.read(FILE);
    project.run(&["baseline", "--threads", "1"]);
    assert_eq!(project.read(FILE), text);
    assert_eq!(text.lines().filter(|line| line.contains("date/impossible")).count(), 2);
    assert_eq!(project.run(&["baseline", "--output", "-"]).out, text);
    serde_json::from_str::<serde_json::Value>(&text).unwrap();
}

#[test]
fn empty_baseline_can_be_read() {
    let project = adopted(&[("a.md", GOOD)]);
    assert_eq!(project.check(&["--baseline", FILE]).status, 0);
}

#[test]
fn baseline_that_cannot_be_used_is_a_failure() {
    let project = Project::new([("a.md", GOOD)]);
    project.check(&["--baseline", "absent.json"]).fails(&["`absent.json` cannot be used", "masthead baseline"]);
    for text in
        ["", "[]", "{\"version\": 2, \"findings\": []}", "{\"version\": 1}", "{\"version\":1,\"findings\":[{}]}"]
    {
        project.write("b.json", text);
        project.check(&["--baseline", "b.json"]).fails(&["`b.json` cannot be used"]);
        project.run(&["baseline", "--output", "b.json"]).fails(&["`b.json` cannot be used"]);
    }
    project.run(&["baseline", "--output", "absent/b.json"]).fails(&["`absent/b.json` cannot be written"]);
}

#[cfg(unix)]
#[test]
fn a_baseline_is_replaced_where_its_link_leads_and_left_alone_where_it_is_read_only() {
    use std::fs;
    let project = adopted(&[("a.md", BAD)]);
    fs::create_dir(project.path("kept")).unwrap();
    fs::rename(project.path(FILE), project.path("kept/known.json")).unwrap();
    std::os::unix::fs::symlink("kept/known.json", project.path(FILE)).unwrap();
    project.write("b.md", BAD);
    assert_eq!(project.run(&["baseline"]).status, 0);
    assert!(project.path(FILE).is_symlink());
    assert_eq!(found(&project), [""; 0]);

    let known = fs::read(project.path("kept/known.json")).unwrap();
    let mut permissions = fs::metadata(project.path("kept/known.json")).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(project.path("kept/known.json"), permissions).unwrap();
    project.write("c.md", BAD);
    let ran = project.run(&["baseline"]);
    assert_eq!((ran.status, ran.err.contains("read-only")), (2, true), "{}", ran.err);
    assert_eq!(fs::read(project.path("kept/known.json")).unwrap(), known);
}
