//! What cannot be asked, and what is said then; exit statuses; standard input.

use super::project::{BAD, GOOD, Project, SLOPPY};

#[test]
fn unknown_flag_is_bad_usage() {
    Project::new([]).check(&["--fxi"]).fails(&["--fxi"]);
}

#[test]
fn missing_path_is_named() {
    Project::new([("a.md", GOOD)]).check(&["a.md", "articels"]).fails(&["`articels` cannot be checked", "help: "]);
}

#[test]
fn unknown_rule_is_answered_with_the_nearest() {
    let project = Project::new([("a.md", GOOD)]);
    project.check(&["--select", "date/imposible"]).fails(&["did you mean `date/impossible`"]);
    project.check(&["--ignore", "date,dat"]).fails(&["did you mean `date`"]);
}

#[test]
fn unknown_format_is_answered_with_the_nearest() {
    Project::new([]).check(&["--output-format", "sarf"]).fails(&["did you mean `sarif`"]);
}

#[test]
fn select_and_ignore_choose_rules() {
    let both = "---\ntitle: 'Сербия '\ndate: 2024-02-30\n---\n";
    let project = Project::new([("a.md", both)]);
    assert_eq!(project.found(&[]), ["a.md text/whitespace", "a.md date/impossible"]);
    assert_eq!(project.found(&["--select", "date"]), ["a.md date/impossible"]);
    assert_eq!(project.found(&["--ignore", "date/impossible"]), ["a.md text/whitespace"]);
    assert_eq!(project.found(&["--select", "date,text", "--ignore", "text/whitespace"]), ["a.md date/impossible"]);
}

#[test]
fn exit_status_tells_errors_from_warnings() {
    let project = Project::new([("good.md", GOOD), ("bad.md", BAD), ("sloppy.md", SLOPPY)]);
    assert_eq!(project.check(&["good.md"]).status, 0);
    assert_eq!(project.check(&["bad.md"]).status, 1);
    assert_eq!(project.check(&["bad.md", "--exit-zero"]).status, 0);
    assert_eq!(project.check(&["sloppy.md"]).status, 0);
    assert_eq!(project.check(&["sloppy.md", "--max-warnings", "1"]).status, 0);
    assert_eq!(project.check(&["sloppy.md", "--max-warnings", "0"]).status, 1);
    assert_eq!(project.check(&["sloppy.md", "--max-warnings", "0", "--exit-zero"]).status, 0);
}

#[test]
fn exit_zero_does_not_hide_that_nothing_could_be_done() {
    Project::new([]).check(&["absent.md", "--exit-zero"]).fails(&["absent.md"]);
}

#[test]
fn no_document_is_said_and_is_no_fault() {
    let project = Project::new([("a.txt", "text")]);
    let ran = project.check(&[]);
    assert_eq!(ran.status, 0);
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    assert!(ran.err.contains("no document was checked"), "{}", ran.err);
    assert_eq!(project.check(&["--quiet"]).err, "");
}

#[test]
fn standard_input_goes_by_a_name() {
    let project = Project::new([]);
    let ran = project.pipe(BAD, &["-", "--stdin-filename", "articles/a.md", "--output-format", "concise"]);
    assert_eq!((ran.status, ran.found()), (1, vec!["articles/a.md date/impossible".to_owned()]));
    let ran = project.pipe(BAD, &["-", "--output-format", "concise"]);
    assert_eq!(ran.found(), ["<stdin> date/impossible"]);
}

#[test]
fn standard_input_is_shown_with_its_text() {
    let ran = Project::new([]).pipe(BAD, &["-"]);
    assert!(ran.out.contains("date: 2024-02-30"), "{}", ran.out);
}

#[test]
fn standard_input_has_the_configuration_of_its_name() {
    let project = Project::new([("old/masthead.toml", "[rules]\ndate = \"off\"\n"), ("old/a.md", GOOD)]);
    assert_eq!(project.pipe(BAD, &["-", "--stdin-filename", "old/a.md"]).status, 0);
    assert_eq!(project.pipe(BAD, &["-", "--stdin-filename", "new/a.md"]).status, 1);
}

#[test]
fn named_twice_is_checked_once() {
    let project = Project::new([("in/a.md", BAD)]);
    assert_eq!(project.found(&["in/a.md", "in", "./in/a.md", "in/"]), ["in/a.md date/impossible"]);
}

#[test]
fn program_without_arguments_explains_itself() {
    let ran = Project::new([]).run(&[]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("Usage: masthead"), "{}", ran.err);
    let help = Project::new([]).run(&["check", "--help"]);
    assert_eq!(help.status, 0);
    assert!(help.out.contains("--baseline"), "{}", help.out);
}

#[test]
fn failure_shows_no_raw_control_characters() {
    let project = Project::new([("a.md", GOOD)]);
    let ran = project.check(&["--config", "\u{1b}[31m.toml"]);
    assert_eq!(ran.status, 2);
    assert!(!ran.err.contains('\u{1b}'), "{:?}", ran.err);
}

#[test]
fn standard_input_takes_its_place_among_files() {
    let project = Project::new([("a.md", BAD), ("c.md", BAD)]);
    let ran = project.pipe(BAD, &["-", "a.md", "c.md", "--stdin-filename", "b.md", "--output-format", "concise"]);
    assert_eq!(ran.found(), ["a.md", "b.md", "c.md"].map(|path| format!("{path} date/impossible")));
}

#[test]
fn documents_beyond_what_can_be_compared_are_counted() {
    let links: Vec<_> = (0..1_999).map(|number| format!("- '[[a{number}]]'\n")).collect();
    let document = format!("---\nl:\n{}---\n", links.concat());
    let project = Project::new([("s.yaml", "x-masthead: { targets: [l] }\n")]);
    for number in 0..66 {
        project.write(format!("{number:02}.md"), &document);
    }
    let arguments = ["--isolated", "--schema", "s.yaml", "--select", "wikilink/unresolved", "--statistics"];
    let ran = project.check(&arguments);
    // 64 documents are read at once, and have more than 100,000 places.
    assert!(ran.err.contains("warning: 2 more documents share values or links with others"), "{}", ran.err);
    assert!(ran.out.contains("127936  wikilink/unresolved"), "{}", ran.out);
}

#[test]
fn a_path_without_a_command_is_answered_with_the_command() {
    let project = Project::new([("docs/a.md", GOOD), ("мой файл.md", GOOD)]);
    for (arguments, call) in [
        (&["docs"][..], "`masthead check docs`"),
        (&["docs/a.md", "--fix"], "`masthead check docs/a.md --fix`"),
        (&["absent/b.md"], "`masthead check absent/b.md`"),
        (&["."], "`masthead check .`"),
        (&["мой файл.md"], "`masthead check 'мой файл.md'`"),
        (&["--fix", "docs"], "`masthead check --fix docs`"),
        (&["--output-format=json"], "`masthead check --output-format=json`"),
        (&["-q"], "`masthead check -q`"),
    ] {
        project.run(arguments).fails(&[call]);
    }
    let ran = project.run(&["chekc"]);
    ran.fails(&["chekc", "'check'"]);
    assert!(!ran.err.contains("masthead check chekc"), "{}", ran.err);
    project.run(&["--fxi"]).fails(&["--fxi"]);
}

#[test]
fn a_bad_value_is_answered_with_the_form_that_is_wanted() {
    let project = Project::new([("a.md", GOOD)]);
    for (arguments, words) in [
        (&["--today", "yesterday"][..], "write year, month and day, as in 2026-11-24"),
        (&["--today", "2026-02-30"], "write year, month and day"),
        (&["--max-warnings", "none"], "whole number from 0 up"),
        (&["--max-warnings=-1"], "whole number from 0 up"),
        (&["--threads", "0"], "whole number from 1 to 1024"),
        (&["--threads", "many"], "whole number from 1 to 1024"),
        (&["--level", "warn"], "[possible values: info, warning, error]"),
        (&["--color", "yes"], "[possible values: auto, always, never]"),
        (&["--output-format", "xml"], "there are full, concise, json"),
        (&["--select", "nothing"], "`masthead rule` lists them"),
    ] {
        let ran = project.run(&[&["check"], arguments].concat());
        assert_eq!(ran.status, 2);
        assert!(ran.err.contains(words), "{arguments:?}: {}", ran.err);
    }
}
