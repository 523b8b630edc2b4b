use masthead::finding::Summary;
use masthead::render::Statistics;
use serde_json::{Value, json};

use super::support::{assert_harmless, error, hostile, ordinary, report};

fn ordinary_statistics() -> (Statistics, Summary) {
    let (mut statistics, mut summary) = (Statistics::default(), Summary::default());
    let mut reports = ordinary();
    reports.push(report("c.md", "a", vec![error("yaml/tag", "a", "a", "wrong"); 10]));
    for report in &reports {
        statistics.add(&report.path, &report.findings);
        summary.add(&report.findings);
    }
    (statistics, summary)
}

#[test]
fn tables_have_the_largest_numbers_first() {
    let mut out = Vec::new();
    ordinary_statistics().0.write_text(&mut out).expect("memory can be written to");
    let expected = "\
11  yaml/tag            1 with --unsafe-fixes
 1  yaml/duplicate-key
 1  yaml/syntax         1 with --fix

10  .
 3  articles  1 with --fix  1 with --unsafe-fixes
";
    assert_eq!(String::from_utf8_lossy(&out), expected);
}

#[test]
fn statistics_are_json_too() {
    let mut out = Vec::new();
    ordinary_statistics().0.write_json(&mut out).expect("memory can be written to");
    let output: Value = serde_json::from_slice(&out).expect("output is JSON");
    assert_eq!(output["rules"][0], json!({ "rule": "yaml/tag", "findings": 11, "fixable": 0, "fixable_unsafe": 1 }));
    assert_eq!(output["folders"][1], json!({ "folder": "articles", "findings": 3, "fixable": 1, "fixable_unsafe": 1 }));
}

#[test]
fn folder_names_are_harmless() {
    let mut statistics = Statistics::default();
    for report in &mut hostile() {
        statistics.add(&format!("{}/a.md", report.path), &report.findings);
    }
    let (mut text, mut json) = (Vec::new(), Vec::new());
    statistics.write_text(&mut text).expect("memory can be written to");
    statistics.write_json(&mut json).expect("memory can be written to");
    assert_harmless(&String::from_utf8_lossy(&text));
    assert_harmless(&String::from_utf8_lossy(&json));
}
