//! The rules that look at a file before there is a text: bytes and files that look like their faults and are none.

use std::fs;
use std::path::{Path, PathBuf};

use masthead::batch::check_file;
use masthead::config::{Adjustments, Globs};
use masthead::workspace::{Configuration, Setup, Workspace};
use tempfile::TempDir;

/// What is said of one rule. Each makes a file in a folder and says which.
struct Files {
    rule: &'static str,
    fails: &'static [fn(&Path) -> PathBuf],
    passes: &'static [fn(&Path) -> PathBuf],
}

/// In every file that is let pass stands a fault of another rule, so that it is seen to be read.
const HEAD: &str = "---\ndate: 2024-02-30\n";

const UNREADABLE: Files = Files {
    rule: "file/unreadable",
    fails: &[|folder| folder.join("vanished.md"), |folder| folder.to_path_buf()],
    passes: &[
        |folder| named(folder, "Сербия и Турция.md"),
        |folder| named(folder, "a [b] {c} $d #e %20.md"),
        |folder| named(folder, "-rf.md"),
        |folder| named(folder, &format!("{}.md", "a".repeat(200))),
        |folder| named(folder, "no ending"),
        |folder| named(folder, "a.md.md/b.md/c.md"),
        #[cfg(unix)]
        |folder| named(folder, "a\nb\\c\u{1b}[31m.md"),
        #[cfg(unix)]
        |folder| {
            use std::os::unix::fs::PermissionsExt;
            let path = named(folder, "a.md");
            fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
            path
        },
        #[cfg(unix)]
        |folder| {
            std::os::unix::fs::symlink(named(folder, "a.md"), folder.join("link.md")).unwrap();
            folder.join("link.md")
        },
        |folder| {
            fs::hard_link(named(folder, "a.md"), folder.join("link.md")).unwrap();
            folder.join("link.md")
        },
    ],
};

const ENCODING: Files = Files {
    rule: "file/encoding",
    fails: &[
        |folder| text(folder, b"---\ncaf\xe9\n"),
        |folder| text(folder, b"---\nan overlong slash \xc0\xaf\n"),
        |folder| text(folder, b"---\na surrogate \xed\xa0\x80\n"),
        |folder| text(folder, b"---\nbeyond Unicode \xf4\x90\x80\x80\n"),
        |folder| text(folder, b"---\na letter that is cut \xd0"),
        |folder| file(folder, b"\xff\xfe-\0-\0-\0\n\0"),
    ],
    passes: &[
        |folder| file(folder, format!("\u{feff}{HEAD}---\n").as_bytes()),
        |folder| text(folder, "icon: 😀\nletter: '𝒳'\n---\n\u{10ffff}\n".as_bytes()),
        |folder| text(folder, "title: written \u{fffd} by the author\n---\n\u{fffd}\u{fffd}\n".as_bytes()),
        // The first and last characters of each length, and those beside the surrogates.
        |folder| {
            text(folder, b"---\n\x7f \xc2\x80 \xdf\xbf \xe0\xa0\x80 \xef\xbf\xbf \xf0\x90\x80\x80 \xf4\x8f\xbf\xbf\n")
        },
        |folder| text(folder, b"---\n\xed\x9f\xbf \xee\x80\x80\n"),
        |folder| text(folder, "title: été\n---\nÃ©tÃ© â€œ Ð¡ÐµÑ€Ð±Ð¸Ñ\u{8f}\n".as_bytes()),
        |folder| text(folder, b"---\none empty byte \0 in the body\n"),
        |folder| text(folder, "---\na mark \u{feff} in the body, and \u{fffe}\n".as_bytes()),
        // One of them has a letter across each border of what is read at once.
        |folder| text(folder, format!("---\n{}", "文".repeat(100_000)).as_bytes()),
        |folder| text(folder, format!("---\n {}", "文".repeat(100_000)).as_bytes()),
        |folder| text(folder, format!("---\n  {}", "文".repeat(100_000)).as_bytes()),
    ],
};

const LIMIT: Files = Files {
    rule: "file/limit",
    fails: &[
        |folder| text(folder, format!("title: {}\n---\n", "a".repeat(ROOM + 1)).as_bytes()),
        |folder| text(folder, deep(DEEPEST + 1).as_bytes()),
        |folder| text(folder, aliases(101).as_bytes()),
        |folder| text(folder, format!("k: v\n{}---\n", "k: v\n".repeat(1_000)).as_bytes()),
    ],
    passes: &[
        |folder| text(folder, format!("title: {}\n---\n", "a".repeat(ROOM)).as_bytes()),
        |folder| text(folder, format!("title: {}\n---\n", "文".repeat(ROOM / 3)).as_bytes()),
        |folder| text(folder, format!("---\n{}\n", "text ".repeat(1 << 19)).as_bytes()),
        |folder| text(folder, deep(DEEPEST).as_bytes()),
        |folder| text(folder, format!("title: '{}'\n---\n", "[".repeat(1_000)).as_bytes()),
        |folder| text(folder, format!("---\n{}\n", "> - ".repeat(1_000)).as_bytes()),
        |folder| text(folder, aliases(100).as_bytes()),
        |folder| text(folder, format!("k: v\n{}---\n", "k: v\n".repeat(999)).as_bytes()),
        |folder| text(folder, format!("many:\n{}---\n", "  - a\n".repeat(50_000)).as_bytes()),
    ],
};

/// The bytes that are left for a title in front matter as large as it may be.
const ROOM: usize = (1 << 20) - HEAD.len() - "title: \n".len() + "---\n".len();

/// As many lists in lists as the mapping that holds them leaves.
const DEEPEST: usize = 63;

fn deep(count: usize) -> String {
    format!("a: {}{}\n---\n", "[".repeat(count), "]".repeat(count))
}

/// A list of 99 items, and so many times what stands for these 100 values.
fn aliases(count: usize) -> String {
    format!("a: &a [{}]\nb: [{}]\n---\n", "x, ".repeat(99), "*a, ".repeat(count))
}

fn file(folder: &Path, bytes: &[u8]) -> PathBuf {
    let path = folder.join("a.md");
    fs::write(&path, bytes).unwrap();
    path
}

/// A document with a fault, whose front matter goes on so.
fn text(folder: &Path, bytes: &[u8]) -> PathBuf {
    file(folder, &[HEAD.as_bytes(), bytes].concat())
}

fn named(folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, format!("{HEAD}---\n")).unwrap();
    path
}

fn found(workspace: &Workspace, file: fn(&Path) -> PathBuf) -> Vec<&'static str> {
    let folder = TempDir::new().unwrap();
    let path = file(folder.path());
    let (outcome, _) = check_file(workspace, &path, None).unwrap();
    outcome.findings.iter().map(|located| located.diagnostic.rule).collect()
}

fn workspace() -> Workspace {
    let setup = Setup {
        configuration: Configuration::Isolated,
        adjustments: Adjustments::default(),
        exclude: Globs::default(),
        schema: None,
        now: crate::support::settings().now,
    };
    Workspace::new(setup).unwrap()
}

#[test]
fn files_that_look_like_a_fault_and_are_none_are_read_and_their_neighbours_are_found() {
    let workspace = workspace();
    let mut wrong = Vec::new();
    for files in [UNREADABLE, ENCODING, LIMIT] {
        assert!(files.passes.len() >= 5, "{} has few look-alikes", files.rule);
        for (number, file) in files.passes.iter().enumerate() {
            let found = found(&workspace, *file);
            if found.contains(&files.rule) || !found.contains(&"date/impossible") {
                wrong.push(format!("look-alike {number} of {}: {found:?}", files.rule));
            }
        }
        for (number, file) in files.fails.iter().enumerate() {
            let found = found(&workspace, *file);
            if !found.contains(&files.rule) {
                wrong.push(format!("fault {number} of {}: {found:?}", files.rule));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_empty_file_is_read() {
    let found = found(&workspace(), |folder| file(folder, b""));
    assert_eq!(found, [""; 0]);
}
