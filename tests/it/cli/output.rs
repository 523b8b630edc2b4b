//! What is written where.

use std::process::Stdio;

use serde_json::Value;

use super::project::{BAD, GOOD, Project, SLOPPY, ran};

#[test]
fn json_has_the_shape_that_is_promised() {
    let project = Project::new([("articles/a.md", BAD), ("articles/b.md", GOOD)]);
    let ran = project.check(&["--output-format", "json"]);
    let json: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["version"], 1);
    assert_eq!(
        json["summary"],
        serde_json::json!({ "files": 2, "errors": 1, "warnings": 0, "infos": 0, "fixable": 0 })
    );
    let finding = &json["diagnostics"][0];
    assert_eq!((&finding["rule"], &finding["level"]), (&"date/impossible".into(), &"error".into()));
    assert_eq!((&finding["path"], &finding["pointer"]), (&"articles/a.md".into(), &"/date".into()));
    let day = BAD.find("30").unwrap();
    assert_eq!(finding["range"]["start"], serde_json::json!({ "line": 3, "column": 15, "offset": day }));
    assert_eq!(finding["range"]["end"], serde_json::json!({ "line": 3, "column": 17, "offset": day + 2 }));
    let lines = project.check(&["--output-format", "jsonl"]).out;
    assert_eq!(serde_json::from_str::<Value>(lines.trim_end()).unwrap(), *finding);
}

#[test]
fn several_forms_are_written_in_one_run() {
    let project = Project::new([("a.md", BAD)]);
    let forms = ["--output-format", "json=a.json", "--output-format", "concise", "--output-format", "sarif=a.sarif"];
    let ran = project.check(&forms);
    assert_eq!((ran.status, ran.found()), (1, vec!["a.md date/impossible".to_owned()]));
    for file in ["a.json", "a.sarif"] {
        assert!(serde_json::from_str::<Value>(&project.read(file)).is_ok());
    }
}

/// Who reads from the top sees errors first; programs get the documents in the order of their paths.
#[test]
fn documents_with_errors_are_shown_first() {
    let project = Project::new([("a.md", SLOPPY), ("b.md", BAD), ("c.md", SLOPPY), ("d.md", BAD)]);
    let order = |format: &str| {
        let text = project.check(&["--output-format", format]).out;
        let mut places: Vec<_> = ["a.md", "b.md", "c.md", "d.md"].map(|path| (text.find(path).unwrap(), path)).into();
        places.sort_unstable();
        places.into_iter().map(|(_, path)| path).collect::<Vec<_>>()
    };
    assert_eq!(order("full"), ["b.md", "d.md", "a.md", "c.md"]);
    assert_eq!(order("concise"), ["a.md", "b.md", "c.md", "d.md"]);
}

/// A value in a list is named by its number, in each group of rules.
#[test]
fn items_are_named_by_their_numbers() {
    let text = "---\nlanguage: [en, zz, en_US]\nurl: ['https://a.b/', 'http://']\nkeywords:\n- x\n- [[Сербия]]\n- 'no '\n- no\n---\n";
    let out = Project::new([("a.md", text)]).check(&["--output-format", "concise", "--level", "info"]).out;
    for (rule, words) in [
        ("language/malformed", "in item 3 of `language`"),
        ("url/malformed", "item 2 of `url` has no host"),
        ("wikilink/unquoted", "in item 2 of `keywords`"),
        ("text/whitespace", "item 3 of `keywords` ends"),
        ("yaml/ambiguous-scalar", "`no` in item 4 of `keywords`"),
    ] {
        assert!(out.lines().any(|line| line.contains(rule) && line.contains(words)), "{rule}\n{out}");
    }
}

#[test]
fn two_forms_cannot_share_a_place() {
    let project = Project::new([("a.md", GOOD)]);
    project
        .check(&["--output-format", "json", "--output-format", "sarif"])
        .fails(&["json and sarif", "standard output"]);
    project.check(&["--output-format", "json=a", "--output-format", "sarif=a"]).fails(&["`a`"]);
    project.check(&["--output-file", "a", "--output-format", "json", "--output-format", "sarif"]).fails(&["`a`"]);
}

#[test]
fn output_goes_to_a_file() {
    let project = Project::new([("a.md", BAD)]);
    let ran = project.check(&["--output-file", "out.txt"]);
    assert_eq!((ran.status, ran.out.as_str()), (1, ""));
    assert!(project.read("out.txt").contains("date/impossible"));
    project.check(&["--output-file", "absent/out.txt"]).fails(&["`absent/out.txt` cannot be written"]);
}

#[cfg(target_os = "linux")]
#[test]
fn full_disk_is_a_failure() {
    let project = Project::new([("a.md", BAD)]);
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let status = project.command(&["check"]).stdout(full).stderr(Stdio::null()).status().unwrap();
    assert_eq!(status.code(), Some(2));
}

#[test]
fn closed_pipe_is_quiet() {
    let project = Project::new([]);
    for number in 0..500 {
        project.write(format!("{number}.md"), BAD);
    }
    let mut command = project.command(&["check"]);
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(matches!(output.status.code(), Some(0 | 1)), "{:?}", output.status);
    assert!(!String::from_utf8_lossy(&output.stderr).contains("error"), "{output:?}");
}

#[test]
fn colour_is_for_those_who_want_it() {
    let project = Project::new([("a.md", BAD)]);
    let has_colour = |arguments: &[&str], variable: &str| {
        let mut command = project.command(&[&["check"], arguments].concat());
        if !variable.is_empty() {
            command.env(variable, "1");
        }
        ran(&mut command).out.contains('\u{1b}')
    };
    assert!(!has_colour(&[], ""), "not into a pipe");
    assert!(has_colour(&[], "CLICOLOR_FORCE"));
    assert!(!has_colour(&[], "NO_COLOR"));
    assert!(has_colour(&["--color", "always"], "NO_COLOR"), "who says so here wins");
    assert!(!has_colour(&["--color", "never"], "CLICOLOR_FORCE"));
    assert!(!has_colour(&["--output-format", "json"], "CLICOLOR_FORCE"));
}

#[test]
fn quiet_says_nothing_but_findings() {
    let project = Project::new([("a.md", BAD)]);
    let ran = project.check(&["--quiet", "--output-format", "concise"]);
    assert_eq!((ran.err.as_str(), ran.out.lines().count()), ("", 1), "{}", ran.out);
    assert_eq!(Project::new([("a.md", GOOD)]).check(&["--quiet"]).out, "");
}

#[test]
fn verbose_says_what_was_used() {
    let project = Project::new([
        ("masthead.toml", "[[schemas]]\nfiles = [\"a.md\"]\nschema = \"s.yaml\"\n"),
        ("s.yaml", "required: [title]\n"),
        ("a.md", GOOD),
        ("b.md", GOOD),
    ]);
    let ran = project.check(&["--verbose"]);
    let lines = [
        "configuration: masthead.toml",
        "checked: a.md (schema: s.yaml)",
        "checked: b.md (schema: none)",
        "time: walk ",
    ];
    for line in lines {
        assert!(ran.err.contains(line), "`{line}` in:\n{}", ran.err);
    }
    for phase in ["check", "compare", "write"] {
        assert!(ran.err.contains(&format!(", {phase} ")), "{}", ran.err);
    }
}

#[test]
fn progress_is_for_terminals() {
    let project = Project::new([("a.md", GOOD)]);
    assert!(!project.check(&[]).err.contains('\r'));
}

#[test]
fn statistics_count_by_rule_and_folder() {
    let project = Project::new([("old/a.md", BAD), ("old/b.md", BAD), ("new/a.md", SLOPPY), ("good.md", GOOD)]);
    let ran = project.check(&["--statistics"]);
    assert_eq!(ran.status, 1);
    assert_eq!(ran.out, "2  date/impossible\n1  text/whitespace  1 with --fix\n\n2  old\n1  new  1 with --fix\n");
    let json: Value = serde_json::from_str(&project.check(&["--statistics", "--output-format", "json"]).out).unwrap();
    assert_eq!(json["rules"][0]["rule"], "date/impossible");
    assert_eq!(json["rules"][0]["findings"], 2);
    assert_eq!(json["folders"][1]["folder"], "new");
}

#[test]
fn workflow_is_given_a_summary() {
    let project = Project::new([("a.md", BAD), ("summary.md", "")]);
    let check = |arguments: &[&str]| {
        let mut command = project.command(&[&["check", "a.md", "--output-format"], arguments].concat());
        ran(command.env("GITHUB_STEP_SUMMARY", project.path("summary.md")))
    };
    assert!(check(&["github"]).out.contains("::error "));
    assert!(check(&["github=out.txt"]).out.is_empty());
    let summary = project.read("summary.md");
    assert_eq!(summary.matches("### masthead").count(), 2, "it is added: {summary}");
    assert!(summary.contains("date&#47;impossible"));
    check(&["json"]);
    assert_eq!(project.read("summary.md"), summary);
}

/// A patch is the document's text as it is, so one that would be obeyed is not shown.
#[test]
fn patch_that_would_be_obeyed_is_held_back() {
    let sloppy = |rest: &str| format!("---\ntitle: 'a '\n---\n{rest}\n");
    for rest in
        ["::error::x", "  ::set-output name=a::b", "a ##[error]b", "##vso[task.complete]", "\u{1b}[31m", "\u{9b}31m"]
    {
        let project = Project::new([("a.md", sloppy(rest).as_str()), ("b.md", sloppy("b").as_str())]);
        let ran = project.check(&["--diff"]);
        assert!(ran.out.contains("b/b.md") && !ran.out.contains("a.md"), "{rest:?}: {}", ran.out);
        assert!(ran.err.contains("a.md: the patch is not shown"), "{rest:?}: {}", ran.err);
    }
    for rest in [":::note", "::: tip", ":: a", "## Heading", "##[", "a::b::c", "\u{200b}", "\ta\r"] {
        let project = Project::new([("a.md", sloppy(rest).as_str())]);
        let ran = project.check(&["--diff"]);
        assert_eq!(ran.out.contains("a.md"), rest != "##[", "{rest:?}: {}", ran.err);
    }
}
