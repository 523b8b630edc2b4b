//! The formats that other tools read, against their published schemas or a real parser.

use std::collections::HashSet;

use masthead::render::{DocumentReport, Format};
use serde_json::{Value, json};

use super::support::{assert_harmless, error, hostile, ordinary, render, report, span};

const MACHINES: [Format; 6] =
    [Format::Sarif, Format::Github, Format::Gitlab, Format::Junit, Format::Checkstyle, Format::Rdjson];

fn parse(text: &str) -> Value {
    serde_json::from_str(text).expect("output is JSON")
}

#[track_caller]
fn assert_valid(schema: &str, instance: &Value) {
    let schema = jsonschema::validator_for(&parse(schema)).expect("the schema is one");
    let faults: Vec<String> =
        schema.iter_errors(instance).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
    assert_eq!(faults, [""; 0]);
}

fn each() -> [Vec<DocumentReport>; 3] {
    [Vec::new(), ordinary(), hostile()]
}

#[test]
fn nothing_hostile_is_sent() {
    for format in MACHINES {
        let output = render(format, &hostile());
        if format == Format::Github {
            let others = output.lines().filter(|line| !line.starts_with("::error file=")).collect::<Vec<_>>();
            assert_eq!(output.lines().count(), 9);
            assert_harmless(&others.join("\n"));
            assert_harmless(
                &output.replace("\n::error file=", "\n").trim_start_matches("::error file=").replace("::", ""),
            );
        } else {
            assert_harmless(&output);
        }
    }
}

#[test]
fn sarif_is_valid() {
    for reports in each() {
        assert_valid(include_str!("../schemas/sarif-2.1.0.json"), &parse(&render(Format::Sarif, &reports)));
    }
}

#[test]
fn sarif_says_where_what_and_how() {
    let log = parse(&render(Format::Sarif, &ordinary()));
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let result = &run["results"][0];
    let index = result["ruleIndex"].as_u64().and_then(|index| usize::try_from(index).ok());
    let rule = &run["tool"]["driver"]["rules"][index.expect("a number")];
    assert_eq!((&rule["id"], &rule["name"]), (&json!("yaml/syntax"), &json!("YamlSyntax")));
    assert_eq!(result["level"], "error");
    let region = json!({ "startLine": 3, "startColumn": 11, "endLine": 3, "endColumn": 16 });
    assert_eq!(result["locations"][0]["physicalLocation"]["region"], region);
    let replacement = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(*replacement, json!({ "deletedRegion": region, "insertedContent": { "text": "ru-RU" } }));
    assert_eq!(run["results"][2]["level"], "note");
    let related = &run["results"][2]["relatedLocations"][0]["physicalLocation"];
    assert_eq!(related["artifactLocation"]["uri"], "articles/z%20y.md");
}

#[test]
fn document_text_is_no_link_in_sarif() {
    let finding = error("yaml/syntax", "a", "a", "[[x]](https://example.org)");
    let log = parse(&render(Format::Sarif, &[report("a.md", "a", vec![finding])]));
    assert_eq!(log["runs"][0]["results"][0]["message"]["text"], "[[x]] (https://example.org)");
}

fn fingerprints(text: &str) -> (Vec<String>, Vec<String>) {
    let finding = |part| error("yaml/syntax", text, part, "wrong").pointer(format!("/{part}"));
    let reports = [report("a.md", text, vec![finding("one"), finding("one"), finding("two")])];
    let sarif = parse(&render(Format::Sarif, &reports));
    let results = sarif["runs"][0]["results"].as_array().expect("a list").clone();
    let gitlab = parse(&render(Format::Gitlab, &reports));
    let strings =
        |values: Vec<&Value>| values.into_iter().map(|value| value.as_str().expect("text").to_owned()).collect();
    (
        strings(results.iter().map(|result| &result["partialFingerprints"]["mastheadFinding/v1"]).collect()),
        strings(gitlab.as_array().expect("a list").iter().map(|issue| &issue["fingerprint"]).collect()),
    )
}

#[test]
fn fingerprints_survive_moved_lines_and_are_unique() {
    let before = fingerprints("---\none: a\ntwo: b\n---\n");
    assert_eq!(before, fingerprints("---\n# a comment\n\ntwo: b\n  \none: a\n---\n"));
    for list in [&before.0, &before.1] {
        assert_eq!(list.iter().collect::<HashSet<_>>().len(), 3);
    }
}

#[test]
fn gitlab_has_what_the_report_must_have() {
    for reports in each() {
        let issues = parse(&render(Format::Gitlab, &reports));
        for issue in issues.as_array().expect("a list") {
            assert!(
                issue["description"].is_string() && issue["check_name"].is_string() && issue["fingerprint"].is_string()
            );
            assert!(["info", "minor", "major"].contains(&issue["severity"].as_str().expect("text")));
            assert!(issue["location"]["path"].is_string() && issue["location"]["lines"]["begin"].as_u64() >= Some(1));
        }
    }
}

#[test]
fn rdjson_is_valid_and_counts_bytes() {
    for reports in each() {
        assert_valid(include_str!("../schemas/rdjson.json"), &parse(&render(Format::Rdjson, &reports)));
    }
    let text = "---\ntitle: Țara x\n---\n";
    let finding = error("yaml/syntax", text, "x", "wrong").also(span(text, "Țara"), "before");
    let output = parse(&render(Format::Rdjson, &[report("a.md", text, vec![finding])]));
    let finding = &output["diagnostics"][0];
    assert_eq!(
        finding["location"]["range"],
        json!({ "start": { "line": 2, "column": 14 }, "end": { "line": 2, "column": 15 } })
    );
    assert_eq!(finding["related_locations"][0]["location"]["range"]["end"]["column"], 13);
}

#[test]
fn junit_is_xml_with_a_test_for_each_finding() {
    for reports in each() {
        let output = render(Format::Junit, &reports);
        let document = roxmltree::Document::parse(&output).expect("output is XML");
        let suites: Vec<_> = document.root_element().children().filter(roxmltree::Node::is_element).collect();
        assert_eq!(suites.len(), reports.len().max(1));
        for (suite, report) in suites.iter().zip(&reports) {
            let cases: Vec<_> = suite.children().filter(|node| node.has_tag_name("testcase")).collect();
            assert_eq!(suite.attribute("tests"), Some(report.findings.len().to_string().as_str()));
            assert_eq!(suite.attribute("name"), Some(masthead::visible::visible(&report.path).as_ref()));
            let failures = suite.descendants().filter(|node| node.has_tag_name("failure"));
            assert_eq!(suite.attribute("failures"), Some(failures.count().to_string().as_str()));
            assert_eq!(cases.len(), report.findings.len());
            assert!(cases.iter().all(|case| case.children().filter(roxmltree::Node::is_element).count() == 1));
        }
    }
}

#[test]
fn checkstyle_is_xml_with_an_error_for_each_finding() {
    for reports in each() {
        let output = render(Format::Checkstyle, &reports);
        let document = roxmltree::Document::parse(&output).expect("output is XML");
        let files: Vec<_> = document.root_element().children().filter(roxmltree::Node::is_element).collect();
        assert_eq!(files.len(), reports.len());
        for (file, report) in files.iter().zip(&reports) {
            let errors: Vec<_> = file.children().filter(roxmltree::Node::is_element).collect();
            assert_eq!(errors.len(), report.findings.len());
            for (error, finding) in errors.iter().zip(&report.findings) {
                let message = masthead::visible::visible(&finding.diagnostic.message);
                assert_eq!(error.attribute("message"), Some(message.as_ref()));
                assert_eq!(error.attribute("line"), Some(finding.range.start.line.to_string().as_str()));
                assert_eq!(error.attribute("severity"), Some(finding.diagnostic.severity.as_str()));
                assert_eq!(error.attributes().count(), 5);
            }
        }
    }
}

type Command = (String, Vec<(String, String)>, String);

/// A workflow command as the runner reads it: its name, its properties and its text.
fn command(line: &str) -> Option<Command> {
    let (head, data) = line.strip_prefix("::")?.split_once("::")?;
    let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
    let unescape = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n").replace("%3A", ":").replace("%2C", ",");
    let properties = properties.split(',').filter_map(|property| property.split_once('='));
    let properties = properties.map(|(key, value)| (key.to_owned(), unescape(value).replace("%25", "%")));
    Some((name.to_owned(), properties.collect(), data.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")))
}

#[test]
fn github_commands_say_what_is_meant_and_nothing_else() {
    let output = render(Format::Github, &ordinary());
    let expected = "\
::error file=articles/a.md,line=3,endLine=3,col=11,endColumn=15,title=yaml/syntax::articles/a.md:3:11: yaml/syntax: `ru_RU` in `language` is not a language tag%0Awrite `ru-RU`
::warning file=articles/a.md,line=4,endLine=4,col=12,endColumn=21,title=yaml/tag::articles/a.md:4:12: yaml/tag: `2024-02-30` in `published` is in no calendar
::notice file=articles/b.md,line=2,endLine=2,col=6,endColumn=25,title=yaml/duplicate-key::articles/b.md:2:6: yaml/duplicate-key: `url` is that of another document
1 error, 1 warning, 1 info in 2 files; 1 can be repaired with --fix, 1 more with --unsafe-fixes
";
    assert_eq!(output, expected);
    let output = render(Format::Github, &hostile());
    let commands: Vec<_> = output.lines().filter_map(command).collect();
    assert_eq!(commands.len(), 8);
    for (name, properties, data) in &commands {
        assert_eq!(name, "error");
        let keys: Vec<&str> = properties.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["file", "line", "endLine", "col", "endColumn", "title"]);
        assert!(data.contains("%0A::set-output"), "the text is as it was: {data}");
    }
    assert_eq!(commands[0].1[0].1, "::error::x");
    assert!(commands[4].1[0].1.starts_with("a\n::error::b "), "the name keeps its line break");
}

#[test]
fn github_shows_the_worst_first_and_tells_of_the_rest() {
    let reports: Vec<DocumentReport> = (0..15).flat_map(|_| ordinary()).collect();
    let output = render(Format::Github, &reports);
    let names: Vec<String> = output.lines().filter_map(command).map(|(name, ..)| name).collect();
    let expected = [["error"; 10], ["warning"; 10], ["notice"; 10]].concat();
    assert_eq!(names, expected);
    assert!(output.contains("::notice title=masthead::16 more findings in the log of this step"), "{output}");
    assert_eq!(output.lines().filter(|line| line.starts_with("articles/")).count(), 16);
}

#[test]
fn every_format_has_its_name() {
    for format in Format::ALL {
        assert_eq!(format.as_str().parse(), Ok(format));
    }
    assert!("xml".parse::<Format>().is_err());
}
