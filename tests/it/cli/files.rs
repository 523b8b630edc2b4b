//! Which files are documents, and those that are not as files should be.

use std::fs;

use super::project::{BAD, GOOD, Project, SLOPPY};

#[test]
fn documents_are_files_of_markdown() {
    let project = Project::new([("a.md", BAD), ("b.markdown", BAD), ("c.mdx", BAD), ("d.qmd", BAD), ("e.txt", BAD)]);
    let found = project.found(&[]);
    assert_eq!(found, ["a.md", "b.markdown", "c.mdx", "d.qmd"].map(|path| format!("{path} date/impossible")));
    assert_eq!(project.found(&["e.txt"]), ["e.txt date/impossible"], "what is named is checked");
}

#[test]
fn hidden_and_ignored_files_are_passed_over() {
    let project = Project::new([
        (".gitignore", "build/\n"),
        (".ignore", "other.md\n"),
        ("build/a.md", BAD),
        ("other.md", BAD),
        (".obsidian/a.md", BAD),
        ("a.md", BAD),
    ]);
    assert_eq!(project.found(&[]), ["a.md date/impossible"]);
}

#[test]
fn exclude_leaves_out_what_is_walked() {
    let project = Project::new([("drafts/a.md", BAD), ("deep/drafts/a.md", BAD), ("a.md", BAD)]);
    assert_eq!(project.found(&["--exclude", "drafts/"]), ["a.md date/impossible"]);
    assert_eq!(project.found(&["--exclude", "/drafts/"]), ["a.md date/impossible", "deep/drafts/a.md date/impossible"]);
    assert_eq!(project.found(&["--exclude", "*.md"]), [""; 0]);
}

#[test]
fn what_is_named_is_excluded_only_by_force() {
    let project = Project::new([("masthead.toml", "exclude = [\"drafts/\"]\n"), ("drafts/a.md", BAD), ("b.md", GOOD)]);
    assert_eq!(project.found(&["drafts/a.md"]), ["drafts/a.md date/impossible"]);
    assert_eq!(project.found(&["drafts/a.md", "b.md", "--force-exclude"]), [""; 0]);
    assert_eq!(project.found(&["drafts/a.md", "--exclude", "b.md"]), ["drafts/a.md date/impossible"]);
    assert_eq!(project.found(&["drafts", "--force-exclude"]), [""; 0]);
}

#[test]
fn names_with_spaces_and_line_ends_are_names() {
    let project = Project::new([("a b.md", BAD), ("c\nd.md", BAD), ("::error::e.md", BAD), ("Сербия.md", BAD)]);
    let ran = project.check(&["--output-format", "concise"]);
    assert_eq!(ran.status, 1);
    assert_eq!(ran.out.matches("date/impossible").count(), 4, "{}", ran.out);
    assert!(ran.out.lines().all(|line| !line.starts_with("::")), "{}", ran.out);
    assert!(ran.out.lines().any(|line| line.starts_with("a b.md:3:15")), "{}", ran.out);
    assert!(!ran.out.lines().any(|line| line.starts_with("d.md")), "{}", ran.out);
}

#[cfg(unix)]
#[test]
fn names_that_are_not_text_are_names() {
    use std::os::unix::ffi::OsStrExt;
    let project = Project::new([]);
    project.write(std::ffi::OsStr::from_bytes(b"a\xff.md"), BAD);
    for format in ["full", "concise", "json"] {
        let ran = project.check(&["--output-format", format]);
        assert_eq!(ran.status, 1, "{}", ran.err);
        assert!(ran.out.contains("date/impossible"), "{}", ran.out);
        if format == "full" {
            assert!(ran.out.contains("date: 2024-02-30"), "the file is found again: {}", ran.out);
        }
    }
}

#[cfg(unix)]
#[test]
fn pipe_in_a_folder_is_passed_over() {
    let project = Project::new([("a.md", BAD)]);
    let made = std::process::Command::new("mkfifo").arg(project.path("b.md")).status().unwrap();
    assert!(made.success());
    assert_eq!(project.found(&[]), ["a.md date/impossible"]);
}

#[cfg(unix)]
#[test]
fn links_are_followed_to_files_and_not_to_folders() {
    use std::os::unix::fs::symlink;
    let project = Project::new([("in/a.md", BAD), ("elsewhere/b.md", BAD)]);
    symlink(project.path("in"), project.path("in/loop")).unwrap();
    symlink("self.md", project.path("in/self.md")).unwrap();
    symlink("absent.md", project.path("in/broken.md")).unwrap();
    symlink("../elsewhere/b.md", project.path("in/b.md")).unwrap();
    assert_eq!(project.found(&["in"]), ["in/a.md date/impossible", "in/b.md date/impossible"]);
}

/// A link that a stranger has added must not have a file elsewhere shown, let alone repaired.
#[cfg(unix)]
#[test]
fn link_out_of_the_project_is_followed_only_where_it_is_named() {
    use std::os::unix::fs::symlink;
    let (elsewhere, project) = (Project::new([("a.md", BAD), ("b.md", SLOPPY)]), Project::new([("in/a.md", GOOD)]));
    symlink(elsewhere.path("a.md"), project.path("in/out.md")).unwrap();
    symlink(elsewhere.path("b.md"), project.path("in/sloppy.md")).unwrap();
    let ran = project.check(&["in", "--fix"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, "no findings in 1 file\n"));
    assert!(ran.err.contains("`in/out.md` is passed over: it is a link out of the project"), "{}", ran.err);
    assert_eq!(elsewhere.read("b.md"), SLOPPY);
    assert_eq!(project.found(&["in/out.md"]), ["in/out.md date/impossible"]);
}

#[cfg(unix)]
#[test]
fn link_inside_the_repository_is_followed_from_any_folder() {
    use std::os::unix::fs::symlink;
    let project = Project::new([("a.md", BAD), ("docs/b.md", GOOD), ("docs/masthead.toml", "")]);
    project.git(&["init", "--quiet"]);
    symlink("../a.md", project.path("docs/a.md")).unwrap();
    let mut command = project.command(&["check", "--output-format", "concise"]);
    let ran = super::project::ran(command.current_dir(project.path("docs")));
    assert_eq!(ran.found(), ["a.md date/impossible"], "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn file_that_cannot_be_read_is_a_finding_and_others_are_checked() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::new([("a.md", GOOD), ("b.md", BAD)]);
    fs::set_permissions(project.path("a.md"), fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(project.path("a.md")).is_ok() {
        // Whoever may read everything cannot try this.
        return;
    }
    assert_eq!(project.found(&[]), ["a.md file/unreadable", "b.md date/impossible"]);
    assert_eq!(project.check(&["a.md"]).status, 1);
}

#[test]
fn number_of_threads_does_not_show() {
    let project = Project::new([]);
    for number in 0..200 {
        let text = if number % 3 == 0 { BAD } else { "---\nlang: ru_RU\ntitle: ' a'\n---\n" };
        project.write(format!("{}/{number}.md", number % 7), text);
    }
    for format in ["json", "full", "sarif", "junit"] {
        let one = project.check(&["--threads", "1", "--output-format", format]);
        let four = project.check(&["--threads", "4", "--output-format", format]);
        assert_eq!(one.out, four.out);
        assert!(one.out.len() > 1000);
    }
}
