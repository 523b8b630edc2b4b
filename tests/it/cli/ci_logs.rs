//! What build services show: annotations, summaries, test reports, and a baseline in SARIF.

use serde_json::{Value, json};

use super::project::{BAD, Project, SLOPPY, ran};

#[test]
fn an_annotation_begins_with_its_place_and_rule() {
    let project = Project::new([("docs/сербия.md", BAD)]);
    let out = project.check(&["--output-format", "github"]).out;
    let line = out.lines().find(|line| line.starts_with("::error ")).unwrap();
    let text = line.splitn(3, "::").nth(2).unwrap();
    assert!(text.starts_with("docs/сербия.md:3:15: date/impossible: `date` has a day"), "{text}");
}

#[test]
fn the_summary_of_a_step_counts_by_rule_first() {
    let both = "---\ntitle: 'Сербия '\ntags: ['a ', 'b ']\ndate: 2024-02-30\n---\n";
    let project = Project::new([("a.md", both), ("b.md", SLOPPY)]);
    let mut command = project.command(&["check", "--output-format", "github", "--isolated"]);
    ran(command.env("GITHUB_STEP_SUMMARY", project.path("page.md")));
    let page = project.read("page.md");
    let rows: Vec<_> = page.lines().filter(|line| line.starts_with('|')).collect();
    assert_eq!(rows[0], "| rule | errors | warnings | infos |", "{page}");
    assert_eq!(rows[2], "| date&#47;impossible | 1 |  |  |");
    assert_eq!(rows[3], "| text&#47;whitespace |  | 4 |  |");
    assert_eq!(rows[4], "| place | level | rule | finding |");
    assert_eq!(rows.len(), 6 + 5, "{page}");
    std::fs::remove_file(project.path("a.md")).unwrap();
    std::fs::remove_file(project.path("b.md")).unwrap();
    std::fs::remove_file(project.path("page.md")).unwrap();
    let mut command = project.command(&["check", "--output-format", "github", "--isolated"]);
    ran(command.env("GITHUB_STEP_SUMMARY", project.path("page.md")));
    assert!(!project.read("page.md").contains("| rule |"), "nothing was found");
}

/// The names of the tests of a report that failed.
fn failures(xml: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(xml).unwrap();
    let failed = document.descendants().filter(|node| node.has_tag_name("failure"));
    let names: Vec<String> =
        failed.map(|failure| failure.parent().unwrap().attribute("name").unwrap().to_owned()).collect();
    let counted = document.descendants().filter(|node| node.has_tag_name("testsuite"));
    let counted: usize = counted.map(|suite| suite.attribute("failures").unwrap().parse::<usize>().unwrap()).sum();
    assert_eq!(names.len(), counted, "{xml}");
    names
}

#[test]
fn a_test_report_fails_where_the_run_does() {
    let project = Project::new([("a.md", SLOPPY)]);
    let check = |arguments: &[&str]| {
        let ran = project.check(&[&["--output-format", "junit"], arguments].concat());
        (ran.status, failures(&ran.out))
    };
    assert_eq!(check(&[]), (0, vec![]));
    assert_eq!(check(&["--max-warnings", "1"]), (0, vec![]));
    assert_eq!(check(&["--max-warnings", "0"]), (1, vec!["text/whitespace:2:15".to_owned()]));
    project.write("masthead.toml", "max-warnings = 0\n");
    assert_eq!(check(&[]), (1, vec!["text/whitespace:2:15".to_owned()]));
    project.write("masthead.toml", "");
    project.write("b.md", BAD);
    assert_eq!(check(&[]), (1, vec!["date/impossible:3:15".to_owned()]));
    assert_eq!(check(&["--max-warnings", "0"]).1.len(), 2);
}

fn results(sarif: &str) -> Vec<Value> {
    let log: Value = serde_json::from_str(sarif).unwrap();
    let mut results = log["runs"][0]["results"].as_array().unwrap().clone();
    for result in &mut results {
        let path = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].take();
        *result = json!([path, result["ruleId"], result["baselineState"], result["suppressions"][0]["kind"]]);
    }
    results
}

#[test]
fn sarif_tells_what_a_baseline_knows() {
    let project = Project::new([("a.md", BAD), ("b.md", SLOPPY)]);
    let sarif = |arguments: &[&str]| results(&project.check(&[&["--output-format", "sarif"], arguments].concat()).out);
    assert!(sarif(&[]).iter().all(|result| result[2].is_null() && result[3].is_null()));
    project.run(&["baseline"]);
    project.write("c.md", BAD);
    project.write("b.md", SLOPPY.replace("'\n", "'\ndate: 2024-02-30\n"));
    let known = |path: &str, rule: &str| json!([path, rule, "unchanged", "external"]);
    let new = |path: &str, rule: &str| json!([path, rule, "new", null]);
    let expected = [
        known("a.md", "date/impossible"),
        known("b.md", "text/whitespace"),
        new("b.md", "date/impossible"),
        new("c.md", "date/impossible"),
    ];
    let arguments = ["--baseline", "masthead-baseline.json"];
    assert_eq!(sarif(&arguments), expected);
    let json = project.check(&[&["--output-format", "json"], &arguments[..]].concat()).out;
    assert_eq!(serde_json::from_str::<Value>(&json).unwrap()["diagnostics"].as_array().unwrap().len(), 2);
    let ran = project
        .check(&[&["--output-format", "sarif=out.sarif", "--output-format", "concise"], &arguments[..]].concat());
    assert_eq!(ran.found(), ["b.md date/impossible", "c.md date/impossible"]);
    assert_eq!(results(&project.read("out.sarif")), expected);
}

#[test]
fn sarif_tells_what_a_baseline_knows_of_compared_documents() {
    let text = "---\nurl: https://nokta.md/a\n---\n";
    let project = Project::new([("s.yaml", "x-masthead: { unique: [url] }\n"), ("a.md", text), ("b.md", text)]);
    project.run(&["baseline", "--schema", "s.yaml"]);
    let arguments = ["--schema", "s.yaml", "--baseline", "masthead-baseline.json", "--output-format", "sarif"];
    let known = |path: &str| json!([path, "corpus/duplicate", "unchanged", "external"]);
    let ran = project.check(&arguments);
    let found = results(&ran.out);
    assert!(
        !found.is_empty() && found.iter().all(|result| *result == known("a.md") || *result == known("b.md")),
        "{found:?}"
    );
    assert_eq!(ran.status, 0);
}
