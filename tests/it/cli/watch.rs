//! `check --watch`

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use super::project::{BAD, GOOD, Project};

/// The program, watching, and the lines that it writes.
struct Watcher {
    child: Child,
    findings: Receiver<String>,
    notes: Receiver<String>,
}

impl Watcher {
    fn new(project: &Project, arguments: &[&str]) -> Self {
        let mut command = project.command(&[&["check", "--watch", "--output-format", "concise"], arguments].concat());
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (findings, notes) = (lines(child.stdout.take().unwrap()), lines(child.stderr.take().unwrap()));
        Self { child, findings, notes }
    }

    #[track_caller]
    fn finds(&self, words: &str) {
        wait(&self.findings, words);
    }

    #[track_caller]
    fn says(&self, words: &str) {
        wait(&self.notes, words);
    }
}

/// The lines of a stream, as they come.
fn lines(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, lines) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    lines
}

/// Waits for a line that holds these words.
#[track_caller]
fn wait(lines: &Receiver<String>, words: &str) {
    let mut said = Vec::new();
    while let Ok(line) = lines.recv_timeout(Duration::from_secs(30)) {
        if line.contains(words) {
            return;
        }
        said.push(line);
    }
    panic!("`{words}` in:\n{}", said.join("\n"));
}

impl Drop for Watcher {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

#[test]
fn changes_are_checked() {
    let project = Project::new([("a.md", GOOD)]);
    let watcher = Watcher::new(&project, &[]);
    watcher.says("waiting for changes");
    project.write("a.md", format!("{BAD}more\n"));
    watcher.finds("a.md:3:15: error date/impossible");
    watcher.says("waiting for changes");
    project.write("new/b.md", BAD);
    watcher.finds("new/b.md:3:15: error date/impossible");
    watcher.says("waiting for changes");
    project.write("masthead.toml", "exclude = [\"new/\"]\nincldue = []\n");
    watcher.says("incldue");
    watcher.says("waiting for changes");
    project.write("masthead.toml", "exclude = [\"new/\"]\n");
    watcher.finds("1 error in 1 file");
}

#[test]
fn schema_is_watched_too() {
    let project = Project::new([("a.md", GOOD), ("s.yaml", "type: object\n")]);
    let watcher = Watcher::new(&project, &["--schema", "s.yaml"]);
    watcher.says("waiting for changes");
    project.write("s.yaml", "required: [lang]\n");
    watcher.finds("schema/required");
}

#[test]
fn standard_input_cannot_be_watched() {
    Project::new([]).check(&["-", "--watch"]).fails(&["standard input cannot be watched"]);
}

#[test]
fn index_is_watched_too() {
    let project = Project::new([("a.md", BAD)]);
    project.git(&["init", "--quiet"]);
    let watcher = Watcher::new(&project, &["--staged"]);
    watcher.says("waiting for changes");
    project.git(&["add", "a.md"]);
    watcher.finds("a.md:3:15: error date/impossible");
}
