//! Where hostile input meets the program: a folder of its own, little memory, little time.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fmt::Write;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Kilobytes of address space, and seconds of computing on two cores. How long that takes depends on what else the
/// machine does; only what waits for ever is ended by the clock.
const MEMORY: usize = 1 << 20;
const COMPUTING: usize = 40;
const PATIENCE: Duration = Duration::from_mins(5);

/// One hostile input and what must come of it.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    /// Makes the input and gives the arguments.
    pub(crate) make: fn(&Machine) -> Vec<OsString>,
    pub(crate) status: i32,
    /// Every rule that finds something.
    pub(crate) rules: &'static [&'static str],
    /// What is on standard error besides.
    pub(crate) says: &'static str,
}

impl Case {
    pub(crate) const fn new(
        name: &'static str,
        make: fn(&Machine) -> Vec<OsString>,
        status: i32,
        rules: &'static [&'static str],
    ) -> Self {
        Self { name, make, status, rules, says: "" }
    }

    pub(crate) const fn says(mut self, says: &'static str) -> Self {
        self.says = says;
        self
    }

    /// The row of a table in Markdown.
    pub(crate) fn row(&self) -> String {
        let mut must = format!("exit {}", self.status);
        for rule in self.rules {
            write!(must, ", `{rule}`").unwrap();
        }
        if !self.says.is_empty() {
            write!(must, "; “{}”", self.says).unwrap();
        }
        format!("| {} | {must} |\n", self.name)
    }
}

/// What a run has come to.
#[derive(Debug)]
pub(crate) struct Run {
    /// `None` where a signal ended it.
    pub(crate) status: Option<i32>,
    pub(crate) out: Vec<u8>,
    pub(crate) err: Vec<u8>,
    pub(crate) time: Duration,
}

pub(crate) struct Machine {
    folder: tempfile::TempDir,
    notes: tempfile::TempDir,
}

impl Machine {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), notes: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: impl AsRef<Path>, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// Arguments that check one document which no configuration and no schema governs.
    pub(crate) fn document(&self, content: impl AsRef<[u8]>) -> Vec<OsString> {
        self.write("a.md", content);
        arguments(["check", "a.md", "--isolated"])
    }

    /// Arguments that check one document against a schema.
    pub(crate) fn governed(&self, schema: &str, content: impl AsRef<[u8]>) -> Vec<OsString> {
        self.write("a.md", content);
        self.write("schema.yaml", schema);
        arguments(["check", "a.md", "--isolated", "--schema", "schema.yaml"])
    }

    /// masthead with little memory and little time.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new("sh");
        command
            .args(["-c", &format!("ulimit -v {MEMORY}; ulimit -t {COMPUTING}; ulimit -c 0; exec \"$@\""), "sh"])
            .arg(std::env::var_os("MASTHEAD_PROGRAM").unwrap_or(env!("CARGO_BIN_EXE_masthead").into()))
            .current_dir(self.folder.path())
            .env_remove("RUST_BACKTRACE");
        command
    }

    /// Runs masthead. What it writes goes to files, so that no full pipe holds it up.
    pub(crate) fn run(&self, arguments: &[OsString]) -> Run {
        let (out, err) = (self.notes.path().join("out"), self.notes.path().join("err"));
        let start = Instant::now();
        let mut child = self
            .command()
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(File::create(&out).unwrap())
            .stderr(File::create(&err).unwrap())
            .spawn()
            .unwrap();
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status.code();
            }
            if start.elapsed() > PATIENCE {
                child.kill().unwrap();
                child.wait().unwrap();
                break None;
            }
            sleep(Duration::from_millis(5));
        };
        let time = start.elapsed();
        Run { status, out: fs::read(out).unwrap(), err: fs::read(err).unwrap(), time }
    }

    /// What is wrong with the way masthead takes a case.
    pub(crate) fn judge(&self, case: &Case) -> Option<String> {
        let mut arguments = (case.make)(self);
        let report = self.notes.path().join("report.json");
        if arguments.first().is_some_and(|command| command == "check") {
            let json = format!("json={}", report.display());
            arguments
                .extend(["--threads", "2", "--output-format", "full", "--output-format", &json].map(OsString::from));
        }
        let run = self.run(&arguments);
        if std::env::var_os("MASTHEAD_HOSTILE").is_some() {
            println!("{:6.2} s  {}", run.time.as_secs_f64(), case.name);
        }
        let rules = fs::read(&report).map(|text| rules(&text)).unwrap_or_default();
        let wanted: BTreeSet<String> = case.rules.iter().map(|&rule| rule.to_owned()).collect();
        let err = String::from_utf8_lossy(&run.err).into_owned();
        let mut faults = Vec::new();
        if run.status != Some(case.status) {
            faults.push(format!("exit {:?} instead of {} after {:?}", run.status, case.status, run.time));
        }
        if rules != wanted {
            faults.push(format!("{rules:?} instead of {wanted:?}"));
        }
        if !err.contains(case.says) {
            faults.push(format!("it does not say {:?}", case.says));
        }
        for (stream, text) in [("output", &run.out), ("errors", &run.err)] {
            faults.extend(forged(text).map(|what| format!("{what} on standard {stream}")));
        }
        if faults.is_empty() {
            return None;
        }
        let shown: String = err.chars().take(600).collect();
        Some(format!("{}: {}\n{}", case.name, faults.join("; "), shown.escape_debug()))
    }
}

pub(crate) fn arguments<S: Into<OsString>>(arguments: impl IntoIterator<Item = S>) -> Vec<OsString> {
    arguments.into_iter().map(Into::into).collect()
}

/// The rules that a report in JSON names.
fn rules(text: &[u8]) -> BTreeSet<String> {
    let report: serde_json::Value = serde_json::from_slice(text).unwrap_or_default();
    let diagnostics = report["diagnostics"].as_array().into_iter().flatten();
    diagnostics.filter_map(|diagnostic| Some(diagnostic["rule"].as_str()?.to_owned())).collect()
}

/// What is in a text that a terminal or a build service would obey.
pub(crate) fn forged(text: &[u8]) -> Option<String> {
    let Ok(text) = std::str::from_utf8(text) else { return Some("bytes that are not UTF-8".to_owned()) };
    let hidden = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    if let Some(c) = text.chars().find(|&c| hidden(c)) {
        return Some(format!("a raw {c:?}"));
    }
    if text.lines().any(|line| line.trim_start().starts_with("::")) || text.contains("##[") {
        return Some("a workflow command".to_owned());
    }
    text.contains("panicked at").then(|| "a panic".to_owned())
}
