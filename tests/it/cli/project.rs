//! A folder that lives as long as a test, and the program run in it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A document without a fault.
pub(crate) const GOOD: &str = "---\ntitle: Сербия\ndate: 2024-02-29\n---\n# Сербия\n";
/// A document with one error, `date/impossible`.
pub(crate) const BAD: &str = "---\ntitle: Сербия\ndate: 2024-02-30\n---\n# Сербия\n";
/// A document with one warning, `text/whitespace`.
pub(crate) const SLOPPY: &str = "---\ntitle: 'Сербия '\n---\n";

pub(crate) struct Project {
    folder: TempDir,
}

/// What came of a run.
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Project {
    pub(crate) fn new<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let project = Self { folder: tempfile::Builder::new().prefix("masthead").tempdir().unwrap() };
        for (path, text) in files {
            project.write(path, text);
        }
        project
    }

    pub(crate) fn path(&self, path: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn write(&self, path: impl AsRef<Path>, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// The program, in this folder, with nothing of the tester's environment that it would obey.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_masthead"));
        command.args(arguments).current_dir(self.folder.path());
        for variable in [
            "NO_COLOR",
            "CLICOLOR",
            "CLICOLOR_FORCE",
            "CI",
            "COLUMNS",
            "GITHUB_STEP_SUMMARY",
            "GITHUB_WORKSPACE",
            "CI_PROJECT_DIR",
        ] {
            command.env_remove(variable);
        }
        clean(&mut command);
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        ran(&mut self.command(arguments))
    }

    /// Checks, on a day that does not pass.
    pub(crate) fn check(&self, arguments: &[&str]) -> Ran {
        self.run(&[&["check", "--today", "2026-11-24"], arguments].concat())
    }

    /// What is found, each as `path rule`.
    pub(crate) fn found(&self, arguments: &[&str]) -> Vec<String> {
        self.check(&[&["--output-format", "concise"], arguments].concat()).found()
    }

    /// Checks what comes from standard input.
    pub(crate) fn pipe(&self, input: &str, arguments: &[&str]) -> Ran {
        let mut command = self.command(&["check", "--today", "2026-11-24"]);
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // Where the arguments cannot be used, the program has ended without reading.
        match child.stdin.take().unwrap().write_all(input.as_bytes()) {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => panic!("{error}"),
            _ => {}
        }
        let output = child.wait_with_output().unwrap();
        Ran::new(&output)
    }

    #[track_caller]
    pub(crate) fn git(&self, arguments: &[&str]) {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]);
        clean(command.args(arguments).current_dir(self.folder.path()));
        let output = command.output().unwrap();
        assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    pub(crate) fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "x"]);
    }
}

/// Takes away what a hook would be told, should the tests run in one.
fn clean(command: &mut Command) {
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(variable);
    }
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
}

pub(crate) fn ran(command: &mut Command) -> Ran {
    Ran::new(&command.stdin(Stdio::null()).output().unwrap())
}

impl Ran {
    fn new(output: &std::process::Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Self { status: output.status.code().unwrap(), out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// Asserts that masthead could not do what was asked, and said so in these words.
    #[track_caller]
    pub(crate) fn fails(&self, words: &[&str]) {
        assert_eq!((self.status, self.out.as_str()), (2, ""), "{}", self.err);
        for word in words {
            assert!(self.err.contains(word), "`{word}` in:\n{}", self.err);
        }
    }

    /// The findings of the `concise` form, each as `path rule`.
    pub(crate) fn found(&self) -> Vec<String> {
        let finding = |line: &str| {
            let (place, rest) =
                [": error ", ": warning ", ": info "].iter().find_map(|level| line.split_once(level))?;
            Some(format!("{} {}", place.split(':').next()?, rest.split(": ").next()?))
        };
        self.out.lines().filter_map(finding).collect()
    }
}
