//! `check --watch`

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use super::project::{BAD, GOOD, Project};

/// The program, watching, and the lines that it writes to either stream.
struct Watcher {
    child: Child,
    lines: Receiver<String>,
}

impl Watcher {
    fn new(project: &Project, arguments: &[&str]) -> Self {
        let mut command = project.command(&[&["check", "--watch", "--output-format", "concise"], arguments].concat());
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (sender, lines) = channel();
        let streams: [Box<dyn std::io::Read + Send>; 2] =
            [Box::new(child.stdout.take().unwrap()), Box::new(child.stderr.take().unwrap())];
        for stream in streams {
            let sender = sender.clone();
            std::thread::spawn(move || {
                for line in BufReader::new(stream).lines().map_while(Result::ok) {
                    if sender.send(line).is_err() {
                        break;
                    }
                }
            });
        }
        Self { child, lines }
    }

    /// Waits for a line that holds these words.
    #[track_caller]
    fn says(&self, words: &str) {
        let mut said = Vec::new();
        while let Ok(line) = self.lines.recv_timeout(Duration::from_secs(20)) {
            if line.contains(words) {
                return;
            }
            said.push(line);
        }
        panic!("`{words}` in:\n{}", said.join("\n"));
    }
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
    watcher.says("a.md:3:15: error date/impossible");
    watcher.says("waiting for changes");
    project.write("new/b.md", BAD);
    watcher.says("new/b.md:3:15: error date/impossible");
    watcher.says("waiting for changes");
    project.write("masthead.toml", "exclude = [\"new/\"]\nincldue = []\n");
    watcher.says("incldue");
    watcher.says("waiting for changes");
    project.write("masthead.toml", "exclude = [\"new/\"]\n");
    watcher.says("1 error in 1 file");
}

#[test]
fn schema_is_watched_too() {
    let project = Project::new([("a.md", GOOD), ("s.yaml", "type: object\n")]);
    let watcher = Watcher::new(&project, &["--schema", "s.yaml"]);
    watcher.says("waiting for changes");
    project.write("s.yaml", "required: [lang]\n");
    watcher.says("schema/required");
}

#[test]
fn standard_input_cannot_be_watched() {
    Project::new([]).check(&["-", "--watch"]).fails(&["standard input cannot be watched"]);
}
