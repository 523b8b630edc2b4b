//! Completions, the manual page and examples, read by those who are to read them.

use std::fs;
use std::process::{Command, Output, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_masthead");

fn masthead(arguments: &[&str]) -> Output {
    Command::new(PROGRAM).args(arguments).output().expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("the output is UTF-8")
}

/// Whether a program runs here; says so where not.
#[expect(clippy::print_stdout, reason = "a test that is skipped says why")]
fn installed(program: &str, arguments: &[&str]) -> bool {
    let found =
        Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).stdin(Stdio::null()).status();
    if found.is_err() {
        println!("skipped: {program} is not installed");
    }
    found.is_ok()
}

/// What a shell prints that has read the completions and then runs a script.
fn in_shell(shell: &str, before: &[&str], script: &str) -> Option<String> {
    // What Windows calls bash may be a door to another system.
    if cfg!(windows) || !installed(shell, &["--version"]) {
        return None;
    }
    let folder = tempfile::tempdir().expect("the shell runs");
    let completions = masthead(&["completions", shell]);
    assert!(completions.status.success());
    fs::write(folder.path().join("_masthead"), completions.stdout).expect("the shell runs");
    let out = Command::new(shell)
        .args(before)
        .arg("-c")
        .arg(script)
        .current_dir(folder.path())
        .output()
        .expect("the shell runs");
    assert_eq!(text(&out.stderr), "", "{shell} reads the completions");
    assert!(out.status.success());
    Some(text(&out.stdout))
}

#[test]
fn bash_completes_commands_and_options() {
    let script = "\
        source ./_masthead
        ask() { COMP_WORDS=(masthead \"$@\"); COMP_CWORD=$#; COMPREPLY=(); _masthead masthead \"${!#}\" \"\"; echo \"${COMPREPLY[*]}\"; }
        ask ch; ask check --max; ask completions f";
    let Some(answers) = in_shell("bash", &["--norc"], script) else { return };
    assert_eq!(answers.lines().collect::<Vec<_>>(), ["check", "--max-warnings", "fish"]);
}

#[test]
fn bash_completes_values() {
    let script = "\
        source ./_masthead
        ask() { COMP_WORDS=(masthead \"$@\"); COMP_CWORD=$#; COMPREPLY=(); _masthead masthead \"${!#}\" \"${@:$#-1:1}\"; echo \"${COMPREPLY[*]}\"; }
        ask check --output-format sa; ask check --select date/im; ask check --schema hu; ask check --level w
        ask schema show zo; ask rule url/s; ask config show --output-format j";
    let Some(answers) = in_shell("bash", &["--norc"], script) else { return };
    let answers: Vec<_> = answers.lines().collect();
    assert_eq!(answers, ["sarif", "date/impossible", "hugo", "warning", "zola", "url/snapshot", "json"]);
}

#[test]
fn a_schema_is_completed_as_a_file_too() {
    let zsh = text(&masthead(&["completions", "zsh"]).stdout);
    let line = zsh.lines().find(|line| line.contains("'--schema=[")).unwrap();
    assert!(line.contains("_alternative") && line.contains("_files") && line.contains(" hugo "), "{line}");
    let fish = text(&masthead(&["completions", "fish"]).stdout);
    let lines: Vec<_> = fish.lines().filter(|line| line.contains(" -l schema ")).collect();
    assert!(!lines.is_empty() && lines.iter().all(|line| line.contains(" -r -F -a ")), "{lines:?}");
}

#[test]
fn zsh_reads_the_completions() {
    let script = "autoload -Uz compinit; fpath=($PWD $fpath); compinit -u -d ./dump; echo $_comps[masthead]; autoload -Uz +X _masthead; functions _masthead | grep -c max-warnings";
    let Some(answers) = in_shell("zsh", &["-f"], script) else { return };
    assert_eq!(answers.lines().collect::<Vec<_>>(), ["_masthead", "1"]);
}

#[test]
fn fish_completes_commands_and_options() {
    let script = "source ./_masthead; complete -C 'masthead che'; complete -C 'masthead check --max-'; complete -C 'masthead check --color al'";
    let Some(answers) = in_shell("fish", &["--no-config"], script) else { return };
    let words: Vec<_> = answers.lines().map(|line| line.split('\t').next().unwrap_or_default()).collect();
    assert_eq!(words, ["check", "--max-warnings", "always"]);
}

#[test]
fn powershell_and_elvish_are_written_too() {
    for (shell, opening) in
        [("powershell", "Register-ArgumentCompleter"), ("elvish", "edit:completion:arg-completer[masthead]")]
    {
        let out = text(&masthead(&["completions", shell]).stdout);
        assert!(out.contains(opening), "{shell}");
        assert!(out.contains("--max-warnings"), "{shell}");
    }
}

#[test]
fn an_unknown_shell_is_refused_with_the_names_of_those_there_are() {
    let out = masthead(&["completions", "fsh"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stderr).contains("fish"), "{}", text(&out.stderr));
}

#[test]
fn the_manual_page_renders_without_a_warning() {
    let page = masthead(&["man"]);
    assert!(page.status.success());
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("masthead.1");
    fs::write(&file, &page.stdout).unwrap();
    if !installed("groff", &["--version"]) {
        return;
    }
    let out = Command::new("groff").args(["-man", "-Tascii", "-ww", "-P-cbou"]).arg(&file).output().unwrap();
    assert_eq!(text(&out.stderr), "");
    let text = text(&out.stdout);
    for wanted in ["MASTHEAD CHECK", "--max-warnings <N>", "EXIT STATUS", "MASTHEAD SCHEMA SHOW", "NO_COLOR"] {
        assert!(text.contains(wanted), "{wanted} in\n{text}");
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    for arguments in [&["completions", "bash"][..], &["man"]] {
        let mut child =
            Command::new(PROGRAM).args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let out = child.wait_with_output().unwrap();
        assert_eq!(text(&out.stderr), "");
    }
}

#[test]
fn the_example_for_gitlab_is_the_one_of_the_page() {
    let read = |path: &str| fs::read_to_string(path).expect("the file is there").replace("\r\n", "\n");
    let page = read("docs/ci.md");
    assert!(page.contains(&format!("```yaml\n{}```", read("docs/examples/gitlab-ci.yml"))));
}

#[test]
fn the_summary_of_a_step_shows_hostile_text_as_text() {
    let folder = tempfile::tempdir().unwrap();
    let hostile = "<img src=x>|`</code>[a](https://example.com)@team";
    let document = format!("---\n'{hostile}': 1\n'{hostile}': 2\n---\n");
    fs::write(folder.path().join("a_b c.md"), document).unwrap();
    let page = folder.path().join("page");
    fs::write(&page, "before\n").unwrap();
    for (format, grows) in [("full", false), ("github", true)] {
        let before = fs::read_to_string(&page).unwrap();
        let out = Command::new(PROGRAM)
            .args(["check", "--isolated", "--output-format", format, "a_b c.md"])
            .env("GITHUB_STEP_SUMMARY", &page)
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert_eq!(out.status.code(), Some(1));
        assert_eq!(fs::read_to_string(&page).unwrap() != before, grows, "{format}");
    }
    let written = fs::read_to_string(&page).unwrap();
    assert!(written.starts_with("before\n### masthead\n\n1 error in 1 file"), "{written}");
    let row = written.lines().find(|line| line.contains("duplicate") && line.contains("<code>")).unwrap();
    assert_eq!(row.matches('|').count(), 5, "{row}");
    let without_code = row.replace("<code>", "").replace("</code>", "");
    assert!(!without_code.contains(['<', '>', '[', '@', '`', '_', ':']), "{row}");
    assert_eq!(row.matches("<code>").count(), row.matches("</code>").count(), "{row}");
    assert!(row.contains("&#60;img src&#61;x&#62;"), "{row}");
}

#[test]
fn a_summary_that_cannot_be_written_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let out = Command::new(PROGRAM)
        .args(["check", "--isolated", "--output-format", "github", "."])
        .env("GITHUB_STEP_SUMMARY", folder.path())
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stderr).contains("GITHUB_STEP_SUMMARY"), "{}", text(&out.stderr));
}
