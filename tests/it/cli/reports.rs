//! What services read: paths they find, and a report even where masthead could not do what was asked.

use super::project::{BAD, Project, Ran, ran};

/// A repository with a document in `docs/in`.
fn repository() -> Project {
    let project = Project::new([("docs/in/Ă b.md", BAD)]);
    project.git(&["init", "--quiet"]);
    project
}

fn check_in(project: &Project, folder: &str, format: &str, arguments: &[&str], environment: &[(&str, &str)]) -> Ran {
    let mut command = project.command(&[&["check", "--output-format", format], arguments].concat());
    command.current_dir(project.path(folder)).envs(environment.iter().copied());
    ran(&mut command)
}

/// How a format names a path.
fn named(format: &str, path: &str) -> String {
    match format {
        "gitlab" => format!("\"path\":\"{path}\""),
        "github" => format!("file={path},"),
        _ => format!("\"uri\":\"{}\"", path.replace('Ă', "%C4%82").replace(' ', "%20")),
    }
}

#[test]
fn paths_count_from_the_top_of_the_repository() {
    let project = repository();
    let full = project.path("docs/in/Ă b.md");
    let full = full.to_str().unwrap();
    for format in ["gitlab", "github", "sarif"] {
        let expected = named(format, "docs/in/Ă b.md");
        for (folder, path) in [
            ("", "."),
            ("docs", "."),
            ("docs", "in"),
            ("docs/in", "."),
            ("docs/in", "Ă b.md"),
            ("docs/in", "../in"),
            ("docs", "../docs/in/Ă b.md"),
            ("", full),
            ("docs/in", full),
        ] {
            let ran = check_in(&project, folder, format, &[path], &[]);
            assert!(ran.out.contains(&expected), "{format} in `{folder}` of `{path}`: {}", ran.out);
        }
    }
    for format in ["json", "concise", "checkstyle", "junit", "rdjson"] {
        let ran = check_in(&project, "docs/in", format, &["."], &[]);
        assert!(!ran.out.contains("docs/in"), "{format} names documents as they were named: {}", ran.out);
    }
}

#[test]
fn paths_count_from_what_a_service_has_checked_out() {
    let project = Project::new([("build/docs/a.md", BAD), ("elsewhere/a.md", BAD)]);
    let top = project.path("build");
    let top = top.to_str().unwrap();
    for (variable, format) in
        [("CI_PROJECT_DIR", "gitlab"), ("GITHUB_WORKSPACE", "github"), ("GITHUB_WORKSPACE", "sarif")]
    {
        let of = |folder: &str, value: &str| check_in(&project, folder, format, &["."], &[(variable, value)]).out;
        assert!(of("build/docs", top).contains(&named(format, "docs/a.md")), "{format}");
        assert!(of("build/docs", &format!("{top}/")).contains(&named(format, "docs/a.md")), "{format}");
        for other in ["", "docs", "/absent"] {
            assert!(of("build/docs", other).contains(&named(format, "a.md")), "{format} {other}");
        }
        assert!(of("elsewhere", top).contains(&named(format, "a.md")), "what is not in it is not counted from it");
    }
}

#[test]
fn other_documents_of_a_finding_count_from_the_top_too() {
    let document = "---\nurl: https://nokta.md/a\n---\n";
    let project = Project::new([
        ("docs/a.md", document),
        ("docs/b.md", document),
        ("docs/s.yaml", "x-masthead: { unique: [url] }\n"),
    ]);
    project.git(&["init", "--quiet"]);
    let ran = check_in(&project, "docs", "sarif", &["--schema", "s.yaml", "."], &[]);
    let log: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let result = &log["runs"][0]["results"][0];
    let uri = |location: &serde_json::Value| location["physicalLocation"]["artifactLocation"]["uri"].clone();
    let uris = [uri(&result["locations"][0]), uri(&result["relatedLocations"][0])];
    assert!(uris == ["docs/a.md", "docs/b.md"] || uris == ["docs/b.md", "docs/a.md"], "{uris:?}");
}

#[test]
fn standard_input_has_its_name_counted_too() {
    let project = repository();
    let mut command = project.command(&["check", "--output-format", "gitlab", "--stdin-filename", "new.md", "-"]);
    command.current_dir(project.path("docs")).stdin(std::fs::File::open(project.path("docs/in/Ă b.md")).unwrap());
    let output = command.output().unwrap();
    let out = String::from_utf8_lossy(&output.stdout);
    assert!(out.contains("\"path\":\"docs/new.md\""), "{out}");
}

const MACHINES: [&str; 8] = ["json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson"];

/// Asserts that what a format prints is what its readers take, and says why nothing was checked.
#[track_caller]
fn assert_says(format: &str, out: &str, message: &str, path: Option<&str>) {
    match format {
        "json" | "jsonl" => {
            let report: serde_json::Value = serde_json::from_str(out).unwrap_or_else(|_| panic!("{format}: {out}"));
            let error = &report["error"];
            assert!(error["message"].as_str().unwrap().contains(message), "{out}");
            assert_eq!(error["path"].as_str(), path, "{out}");
            assert_eq!(out.lines().count(), if format == "json" { out.lines().count() } else { 1 });
            if format == "json" {
                assert_eq!(report["diagnostics"], serde_json::json!([]));
                assert_eq!((&report["version"], &report["summary"]["files"]), (&1.into(), &0.into()));
            }
        }
        "sarif" => {
            let log: serde_json::Value = serde_json::from_str(out).unwrap();
            let schema = serde_json::from_str(include_str!("../schemas/sarif-2.1.0.json")).unwrap();
            let schema = jsonschema::validator_for(&schema).unwrap();
            assert_eq!(schema.iter_errors(&log).map(|fault| fault.to_string()).collect::<Vec<_>>(), [""; 0]);
            let invocation = &log["runs"][0]["invocations"][0];
            assert_eq!(invocation["executionSuccessful"], false);
            let notification = &invocation["toolExecutionNotifications"][0];
            assert!(notification["message"]["text"].as_str().unwrap().contains(message), "{out}");
            assert_eq!(log["runs"][0]["results"], serde_json::json!([]), "no finding is invented");
        }
        "gitlab" | "rdjson" => {
            let report: serde_json::Value = serde_json::from_str(out).unwrap();
            let found = if format == "gitlab" { &report[0] } else { &report["diagnostics"][0] };
            let said = &found[if format == "gitlab" { "description" } else { "message" }];
            assert!(said.as_str().unwrap().contains(message), "{out}");
            assert_eq!(found["location"]["path"], path.unwrap_or("masthead"), "{out}");
        }
        "junit" | "checkstyle" => {
            let report = roxmltree::Document::parse(out).unwrap();
            let errors = report.descendants().find(|node| node.has_tag_name("error")).unwrap();
            assert!(errors.attribute("message").unwrap().contains(message), "{out}");
            assert!(out.contains(&format!("name=\"{}\"", path.unwrap_or("masthead"))), "{out}");
        }
        _ => {
            assert!(out.starts_with("::error file="), "{out}");
            assert!(out.contains(message) && out.contains(path.unwrap_or("masthead")), "{out}");
        }
    }
}

#[test]
fn every_format_says_why_nothing_was_checked() {
    for (files, arguments, message, path) in [
        (&[("s.yaml", "requried: [a]\n")][..], &["--schema", "s.yaml", "a.md"][..], "requried", Some("s.yaml")),
        (&[("masthead.toml", "incldue = []\n")], &[], "incldue", Some("masthead.toml")),
        (&[("docs/masthead.toml", "[rules]\ndate = 1\n")], &["docs"], "`date` is", Some("docs/masthead.toml")),
        (&[], &["absent.md"], "`absent.md` cannot be checked", Some("absent.md")),
        (&[], &["--schema", "absent.yaml"], "`absent.yaml` cannot be read", Some("absent.yaml")),
        (&[], &["--config", "absent.toml"], "`absent.toml` cannot be read", Some("absent.toml")),
        (&[("b.json", "nonsense")], &["--baseline", "b.json"], "`b.json` cannot be used", Some("b.json")),
        (&[], &["--exclude", ""], "has an empty pattern", None),
        (&[], &["--since", "absent"], "absent", None),
        (&[], &["--select", "dates"], "dates", None),
        (&[], &["--selct", "date"], "--selct", None),
    ] {
        let project = repository();
        files.iter().chain(&[("a.md", BAD)]).for_each(|(path, text)| project.write(path, text));
        for format in MACHINES {
            let ran = project.check(&[arguments, &["--output-format", format]].concat());
            assert_eq!(ran.status, 2, "{format} {arguments:?}: {}", ran.err);
            assert_says(format, &ran.out, message, path);
            assert!(ran.err.contains("error"), "people are told too: {}", ran.err);
        }
        project.check(arguments).fails(&[]);
    }
}

#[test]
fn an_editor_shows_what_is_wrong_with_a_configuration_where_it_is() {
    let project = Project::new([("masthead.toml", "exclude = []\nincldue = []\n[ruels]\n"), ("a.md", BAD)]);
    let ran = project.check(&["--output-format", "concise"]);
    let expected = "masthead.toml:2:1: error configuration: there is no key `incldue`\n\
                    masthead.toml:3:2: error configuration: there is no key `ruels`\n";
    assert_eq!((ran.status, ran.out.as_str()), (2, expected));
    let ran = project.check(&["--output-format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["error"]["range"]["start"], serde_json::json!({ "line": 2, "column": 1, "offset": 13 }));
    assert_eq!(report["error"]["help"], "did you mean `include`?");
}

#[test]
fn a_report_of_failure_goes_where_the_report_would_go() {
    let project = Project::new([("masthead.toml", "incldue = []\n"), ("a.md", BAD)]);
    let ran = project.check(&["--output-format", "full", "--output-format", "json=report.json"]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert_says("json", &project.read("report.json"), "incldue", Some("masthead.toml"));
    project.check(&["--output-format", "json", "--output-file", "a.md"]).fails(&["incldue"]);
    assert_eq!(project.read("a.md"), BAD, "a document is not overwritten");
    let ran = project.pipe(BAD, &["--fix", "-", "--output-format", "json"]);
    ran.fails(&["incldue"]);
}
