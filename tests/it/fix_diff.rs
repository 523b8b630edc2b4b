#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a test that cannot be set up should stop")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use masthead::fix::unified;
use masthead::source::Source;

/// What `git apply` makes of the patch from `old` to `new`; nothing where there is no git.
pub(crate) fn git_apply(name: &str, old: &str, new: &str) -> Option<Vec<u8>> {
    let patch = unified(Path::new(name), &Source::new(name, old), &Source::new(name, new));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, old).unwrap();
    if patch.is_empty() {
        assert_eq!(old, new);
        return Some(old.as_bytes().to_vec());
    }
    let mut git = Command::new("git");
    git.args(["-c", "core.autocrlf=false", "apply", "--whitespace=nowarn", "-"]).current_dir(&folder);
    // Not a patch for a work tree that the temporary folder may lie in.
    git.env("GIT_CEILING_DIRECTORIES", folder.path().parent().unwrap()).env_remove("GIT_DIR");
    let mut child = match git.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn() {
        Ok(child) => child,
        Err(error) => {
            println!("skipped: git cannot be run: {error}");
            return None;
        }
    };
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), patch.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}\n{patch}", String::from_utf8_lossy(&output.stderr));
    Some(fs::read(&file).unwrap())
}

#[track_caller]
fn applies(name: &str, old: &str, new: &str) {
    if let Some(result) = git_apply(name, old, new) {
        assert_eq!(String::from_utf8(result).unwrap(), new);
    }
}

#[test]
fn a_patch_looks_as_git_writes_it() {
    let (old, new) = ("---\na: 1\nb: 2\nc: 3\n---\nx\ny\nz\n", "---\na: 1\nb: 4\nc: 3\n---\nx\ny\nz\n");
    let patch = unified(Path::new("./a/b c.md"), &Source::new("x", old), &Source::new("x", new));
    assert_eq!(
        patch,
        "diff --git a/a/b c.md b/a/b c.md\n--- a/a/b c.md\t\n+++ b/a/b c.md\t\n\
         @@ -1,6 +1,6 @@\n ---\n a: 1\n-b: 2\n+b: 4\n c: 3\n ---\n x\n"
    );
}

#[test]
fn a_document_that_stays_has_no_patch() {
    assert_eq!(unified(Path::new("a.md"), &Source::new("x", "a"), &Source::new("x", "a")), "");
}

#[test]
fn git_applies_changes_at_any_place() {
    applies("a.md", "---\na: 1\n---\n", "---\na: 2\n---\n");
    applies("a.md", "\n\n---\na: 1\n---\nb\n", "---\na: 1\n---\nb\n");
    applies("a.md", "---\na: 1\n---", "---\na: 2\nb: 3\n---");
    applies("a.md", "---\na: 1\n--- ", "---\na: 1\n---");
    applies("a.md", "---\na: 1\na: 1\n---\n", "---\na: 1\n---\n");
    let long = (0..100).map(|line| format!("k{line}: v")).collect::<Vec<_>>().join("\n") + "\n";
    let changed = long.replace("k5: v", "k5: w").replace("k50: v\n", "").replace("k99: v", "k99: v\nk100: v");
    applies("a.md", &format!("---\n{long}---\n"), &format!("---\n{changed}---\n"));
}

#[test]
fn git_applies_changes_of_line_ends() {
    applies("a.md", "---\r\na: 1 \r\n---\r\nbody\r\n", "---\r\na: 1\r\n---\r\nbody\r\n");
    applies("a.md", "---\r\na: 1\nb: 2\r\n---\r\nbody", "---\r\na: 1\r\nb: 2\r\n---\r\nbody");
    applies("a.md", "---\ra: 1 \r---\rbody\r", "---\ra: 1\r---\rbody\r");
    applies("a.md", "\u{feff}---\na: 1 \n---\n", "\u{feff}---\na: 1\n---\n");
}

#[test]
fn git_applies_to_files_of_any_name() {
    for name in [
        "статья.md",
        "a b.md",
        "заметки 2/две статьи.md",
        "quo\"te.md",
        "tab\there.md",
        "back\\slash.md",
        "new\nline.md",
        "\u{202e}x.md",
        "##[error].md",
        "a###[b.md",
        "::error::a.md",
        "🇷🇸 \"x\".md",
        "a b",
        " lead.md",
    ] {
        if cfg!(unix) {
            applies(name, "---\na: 1\n---\n", "---\na: 2\n---\n");
        }
    }
}

#[test]
fn a_cut_last_line_is_no_context() {
    let head = |text: &str| Source::head("a.md", text, None);
    let patch = unified(Path::new("a.md"), &head("---\na: 1\n---\nbo"), &head("---\na: 2\n---\nbo"));
    assert!(!patch.contains("bo\n") && !patch.contains("No newline"), "{patch}");
}

#[test]
fn a_name_starts_no_command() {
    let (old, new) = (Source::new("x", "a: 1\n"), Source::new("x", "a: 2\n"));
    for name in ["##[error].md", "a/###[b.md", "##vso[task].md"] {
        assert!(!unified(Path::new(name), &old, &new).contains("##"), "{name}");
    }
}
