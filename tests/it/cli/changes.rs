//! `--since` and `--staged`, with the real git.

use super::project::{BAD, GOOD, Project};

/// A repository whose first commit holds these files.
fn repository<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Project {
    let project = Project::new(files);
    project.git(&["init", "--quiet"]);
    project.commit();
    project
}

#[test]
fn since_checks_what_has_changed() {
    let project = repository([("a.md", BAD), ("b.md", GOOD), ("c.md", BAD)]);
    project.write("b.md", BAD);
    project.write("new in/d\ne.md", BAD);
    project.write("Сербия.md", BAD);
    project.git(&["rm", "--quiet", "c.md"]);
    let found = project.found(&["--since", "HEAD"]);
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(
        found.contains(&"b.md date/impossible".to_owned()) && found.contains(&"Сербия.md date/impossible".to_owned())
    );
    assert_eq!(project.found(&["b.md", "--since", "HEAD"]), ["b.md date/impossible"]);
    assert_eq!(project.found(&["a.md", "--since", "HEAD"]), [""; 0]);
    assert_eq!(project.found(&["new in", "--since", "HEAD"]).len(), 1);
}

#[test]
fn since_sees_commits() {
    let project = repository([("a.md", BAD)]);
    project.git(&["tag", "start"]);
    project.write("b.md", BAD);
    project.commit();
    assert_eq!(project.found(&["--since", "start"]), ["b.md date/impossible"]);
    assert_eq!(project.found(&["--since", "HEAD~1"]), ["b.md date/impossible"]);
    let ran = project.check(&["--since", "HEAD"]);
    assert!(
        ran.err.contains("no document was checked; none that is named, and not excluded, has changed"),
        "{}",
        ran.err
    );
}

#[test]
fn since_works_below_the_top() {
    let project = repository([("in/a.md", GOOD), ("b.md", GOOD), ("masthead.toml", "exclude = [\"drafts/\"]\n")]);
    for path in ["in/a.md", "in/new.md", "b.md", "in/drafts/a.md"] {
        project.write(path, BAD);
    }
    let mut command = project.command(&["check", "--since", "HEAD", "--output-format", "concise"]);
    let ran = super::project::ran(command.current_dir(project.path("in")));
    assert_eq!(ran.found(), ["a.md date/impossible", "new.md date/impossible"], "{}", ran.err);
}

/// A repository in which the branch `topic` has left `main`, which has moved on since.
fn branched() -> Project {
    let project = Project::new([("old.md", BAD), ("mine.md", GOOD), ("both.md", GOOD)]);
    project.git(&["init", "--quiet", "--initial-branch", "main"]);
    project.commit();
    project.git(&["checkout", "--quiet", "-b", "topic"]);
    project.write("mine.md", BAD);
    project.write("both.md", BAD);
    project.commit();
    project.git(&["checkout", "--quiet", "main"]);
    project.write("old.md", GOOD);
    project.write("both.md", format!("{GOOD}more\n"));
    project.commit();
    project.git(&["checkout", "--quiet", "topic"]);
    project
}

#[test]
fn since_a_branch_is_since_this_one_left_it() {
    let project = branched();
    let since = |revision: &str| project.check(&["--since", revision, "--output-format", "concise"]);
    let changed = ["both.md date/impossible", "mine.md date/impossible"];
    for revision in ["main", "main...", "main~0"] {
        let ran = since(revision);
        assert_eq!(ran.found(), changed, "{revision}");
        assert!(ran.err.contains("where this branch left `main"), "{}", ran.err);
        assert!(ran.err.contains("..` compares them with `main"), "{}", ran.err);
    }
    let ran = since("main..");
    assert_eq!(ran.found(), [&changed[..], &["old.md date/impossible"]].concat());
    assert!(!ran.err.contains("left"), "{}", ran.err);
    project.write("new.md", BAD);
    project.write("mine.md", GOOD);
    assert_eq!(since("main").found(), ["both.md date/impossible", "new.md date/impossible"]);
    assert!(!since("HEAD").err.contains("left"));
    assert!(!since("main~1").err.contains("left"), "main~1 is where it left: {}", since("main~1").err);
    assert!(!project.check(&["--since", "main", "-q"]).err.contains("left"));
    project.git(&["merge", "--quiet", "--strategy-option", "ours", "--message", "m", "main"]);
    let ran = since("main");
    assert_eq!(ran.found(), ["both.md date/impossible", "new.md date/impossible"], "after a merge");
    assert!(!ran.err.contains("left"), "{}", ran.err);
}

#[test]
fn since_a_revision_without_a_common_commit_is_since_itself() {
    let project = branched();
    project.git(&["checkout", "--quiet", "--orphan", "apart"]);
    project.write("mine.md", GOOD);
    project.commit();
    let ran = project.check(&["--since", "main", "--output-format", "concise"]);
    assert_eq!(ran.found(), ["both.md date/impossible", "old.md date/impossible"]);
    assert!(ran.err.contains("has no commit in common with this branch here"), "{}", ran.err);
}

#[test]
fn tracked_documents_count_though_they_are_ignored() {
    for (ignored, file, path) in [
        (".gitignore", "drafts/\n", "drafts/a.md"),
        (".gitignore", "*.local.md\n", "x.local.md"),
        ("a/.gitignore", "b\n", "a/b/x.md"),
        ("docs/.gitignore", "*\n", "docs/a.md"),
        (".git/info/exclude", "/vault\n", "vault/deep/Сербия.md"),
    ] {
        let project = repository([("masthead.toml", "exclude = ['out/']\n")]);
        project.write(ignored, file);
        for path in [path, "out/a.md", ".hidden/a.md", "a.txt"] {
            project.write(path, BAD);
            project.git(&["add", "--force", path]);
        }
        let found = [format!("{path} date/impossible")];
        assert_eq!(project.found(&["--staged"]), found);
        assert_eq!(project.found(&["--since", "HEAD"]), found);
        let folder = path.split('/').next().unwrap();
        assert_eq!(project.found(&["--staged", folder]), found, "{folder}");
        assert_eq!(project.found(&["--staged", "."]), found);
        project.git(&["reset", "--quiet"]);
        assert_eq!(project.found(&["--since", "HEAD"]), [""; 0], "what git does not track and ignores is no document");
    }
}

#[test]
fn what_an_ignore_file_hides_stays_hidden_though_it_is_tracked() {
    let project = repository([(".ignore", "drafts/\n"), ("in/.ignore", "secret.md\n")]);
    for path in ["drafts/a.md", "in/secret.md", "in/deep/secret.md"] {
        project.write(path, BAD);
    }
    project.git(&["add", "--force", "--all"]);
    let ran = project.check(&["--staged"]);
    assert_eq!(ran.status, 0, "{}", ran.out);
    assert!(ran.err.contains("none that is named, and not excluded, has staged changes"), "{}", ran.err);
}

#[test]
fn folder_may_be_in_another_repository() {
    let (project, other) = (Project::new([]), repository([("a.md", GOOD)]));
    other.write("a.md", BAD);
    let path = other.path("");
    let ran = project.check(&[path.to_str().unwrap(), "--since", "HEAD", "--output-format", "concise"]);
    assert_eq!(ran.found().len(), 1, "{}{}", ran.out, ran.err);
}

#[test]
fn unknown_revision_is_a_failure() {
    let project = repository([("a.md", GOOD)]);
    for revision in ["absent", "--output=x", "-p", "", "HEAD:a.md", "HEAD..HEAD"] {
        let option = format!("--since={revision}");
        project.check(&[&option]).fails(&[&format!("`{revision}` is no revision")]);
    }
    assert!(!project.path("x").exists());
}

#[test]
fn outside_of_a_repository_nothing_has_changed() {
    let project = Project::new([("a.md", GOOD)]);
    project.check(&["--since", "HEAD"]).fails(&["in no git working tree"]);
    project.check(&["--staged"]).fails(&["in no git working tree"]);
}

#[test]
fn without_git_is_a_failure() {
    let project = repository([("a.md", GOOD)]);
    let mut command = project.command(&["check", "--staged"]);
    super::project::ran(command.env("PATH", project.path("absent"))).fails(&["git cannot be run"]);
}

#[test]
fn staged_checks_the_index() {
    let project = repository([("a.md", GOOD), ("b.md", GOOD), ("c.md", BAD)]);
    project.write("a.md", BAD);
    project.git(&["add", "a.md"]);
    project.write("a.md", GOOD);
    project.write("b.md", BAD);
    let ran = project.check(&["--staged"]);
    assert_eq!(ran.status, 1);
    assert!(ran.out.contains("date: 2024-02-30"), "the text shown is what is staged: {}", ran.out);
    assert_eq!(project.found(&["--staged"]), ["a.md date/impossible"]);
    assert_eq!(project.found(&["--staged", "b.md"]), [""; 0]);
}

#[test]
fn staged_document_need_not_be_in_the_working_tree() {
    let project = repository([("masthead.toml", "exclude = [\"drafts/\"]\n"), ("x/a.md", GOOD)]);
    for path in ["new/a\nb.md", "drafts/a.md", ".hidden/a.md", "a.txt"] {
        project.write(path, BAD);
    }
    project.git(&["add", "--all"]);
    for path in ["new", "drafts", ".hidden"] {
        std::fs::remove_dir_all(project.path(path)).unwrap();
    }
    let found = project.found(&["--staged"]);
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn staged_works_before_the_first_commit() {
    let project = Project::new([("a.md", BAD)]);
    project.git(&["init", "--quiet"]);
    assert_eq!(project.found(&["--staged"]), [""; 0]);
    project.git(&["add", "a.md"]);
    assert_eq!(project.found(&["--staged"]), ["a.md date/impossible"]);
}

#[test]
fn staged_deletion_is_no_document() {
    let project = repository([("a.md", BAD), ("b.md", BAD)]);
    project.git(&["rm", "--quiet", "--cached", "a.md"]);
    assert_eq!(project.found(&["--staged"]), [""; 0]);
}

#[test]
fn staged_document_in_conflict_is_a_failure() {
    let project = repository([("a.md", GOOD)]);
    project.git(&["checkout", "--quiet", "-b", "other"]);
    project.write("a.md", "one");
    project.commit();
    project.git(&["checkout", "--quiet", "-b", "third", "HEAD~1"]);
    project.write("a.md", "two");
    project.commit();
    let merge =
        std::process::Command::new("git").args(["merge", "--quiet", "other"]).current_dir(project.path("")).output();
    assert!(!merge.unwrap().status.success());
    project.check(&["--staged"]).fails(&["`a.md` is in conflict", "git add"]);
}

#[test]
fn staged_documents_are_compared_with_all_others() {
    let schema = "x-masthead: { unique: [url] }\n";
    let (one, other) = ("---\nurl: https://nokta.md/a\n---\n", "---\nurl: https://nokta.md/b\n---\n");
    let config = "[[schemas]]\nfiles = [\"**\"]\nschema = \"s.yaml\"\n";
    let project = repository([("masthead.toml", config), ("s.yaml", schema), ("a.md", one), ("b.md", other)]);
    project.write("b.md", one);
    assert_eq!(project.found(&["--since", "HEAD"]), ["b.md corpus/duplicate"]);
    project.git(&["add", "b.md"]);
    project.write("b.md", other);
    assert_eq!(project.found(&["--staged"]), ["b.md corpus/duplicate"]);
    assert_eq!(project.found(&[]), [""; 0]);
}

#[test]
fn hook_sees_what_is_about_to_be_committed() {
    let project = repository([("a.md", GOOD), ("sub/b.md", GOOD)]);
    project.write("a.md", BAD);
    let hook = format!("#!/bin/sh\nexec '{}' check --staged sub a.md\n", env!("CARGO_BIN_EXE_masthead"));
    project.write(".git/hooks/pre-commit", hook);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(project.path(".git/hooks/pre-commit"), std::fs::Permissions::from_mode(0o755))
            .unwrap();
        let commit = |arguments: &[&str]| {
            let mut git = std::process::Command::new("git");
            git.args(["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "x"]);
            git.args(arguments).current_dir(project.path("")).output().unwrap()
        };
        let output = commit(&["--all"]);
        assert!(!output.status.success(), "{output:?}");
        let said = [output.stdout, output.stderr].concat();
        assert!(String::from_utf8_lossy(&said).contains("date/impossible"));
        project.git(&["reset", "--quiet", "--hard"]);
        project.write("a.md", format!("{GOOD}more\n"));
        assert!(commit(&["--all"]).status.success());
    }
}

#[cfg(unix)]
#[test]
fn names_that_are_not_text_are_staged() {
    use std::os::unix::ffi::OsStrExt;
    let project = repository([("a.md", GOOD)]);
    project.write(std::ffi::OsStr::from_bytes(b"b\xff.md"), BAD);
    assert_eq!(project.found(&["--since", "HEAD"]).len(), 1);
    project.git(&["add", "--all"]);
    assert_eq!(project.found(&["--staged"]).len(), 1);
}

/// What a repository's configuration may name is not run: `ran` is the file that it would leave.
#[cfg(unix)]
fn leaves(project: &Project) -> String {
    format!("touch '{}'; false", project.path("ran").display())
}

/// A folder of documents that is itself laid out as a repository: git takes it for one when it is run there.
#[cfg(unix)]
#[test]
fn folder_that_looks_like_a_repository_runs_nothing() {
    let (elsewhere, project) = (Project::new([]), repository([("docs/a.md", GOOD)]));
    for name in ["HEAD", "index"] {
        std::fs::copy(project.path(".git").join(name), project.path("docs").join(name)).unwrap();
    }
    for name in ["objects", "refs"] {
        std::fs::rename(project.path(".git").join(name), project.path("docs").join(name)).unwrap();
    }
    let config = format!(
        "[core]\nrepositoryformatversion = 0\nbare = false\nworktree = ..\nfsmonitor = \"{}\"\n",
        leaves(&project)
    );
    project.write("docs/config", config);
    project.write("docs/a.md", BAD);
    let folder = project.path("docs");
    for option in ["--staged", "--since=HEAD"] {
        elsewhere.check(&[folder.to_str().unwrap(), option]).fails(&["in no git working tree"]);
    }
    assert!(!project.path("ran").exists());
}

#[cfg(unix)]
#[test]
fn the_monitor_of_a_repository_is_not_run() {
    let project = repository([("a.md", GOOD)]);
    project.git(&["config", "core.fsmonitor", &leaves(&project)]);
    project.write("a.md", BAD);
    assert_eq!(project.found(&["--since", "HEAD"]), ["a.md date/impossible"]);
    assert_eq!(project.found(&["--staged"]), [""; 0]);
    assert!(!project.path("ran").exists());
}

#[cfg(unix)]
#[test]
fn filters_of_a_repository_are_not_run() {
    let attributes = "a.md filter=a=b\nb.md filter=c\n";
    let project = repository([(".gitattributes", attributes), ("a.md", GOOD), ("b.md", GOOD), ("c.md", GOOD)]);
    for (name, value) in [
        ("filter.a=b.clean", leaves(&project).as_str()),
        ("filter.a=b.required", "true"),
        ("filter.c.process", &leaves(&project)),
        ("filter.c.required", "true"),
    ] {
        project.git(&["config", name, value]);
    }
    // As long as the committed ones, so that git has to look into them.
    project.write("a.md", BAD);
    project.write("b.md", BAD);
    assert_eq!(project.found(&["--since", "HEAD"]), ["a.md date/impossible", "b.md date/impossible"]);
    assert!(!project.path("ran").exists());
}

#[cfg(unix)]
#[test]
fn what_a_partial_clone_lacks_is_not_fetched() {
    let version = std::process::Command::new("git").arg("--version").output().unwrap();
    let version = String::from_utf8(version.stdout).unwrap();
    let numbers: Vec<u32> = version.split([' ', '.']).filter_map(|part| part.parse().ok()).take(2).collect();
    if numbers < vec![2, 45] {
        // An older git cannot be told so.
        return;
    }
    let project = repository([("a.md", GOOD)]);
    let program = leaves(&project);
    let settings = [
        ("core.repositoryFormatVersion", "1"),
        ("extensions.partialClone", "origin"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.url", "/absent"),
        ("remote.origin.uploadpack", &program),
    ];
    for (name, value) in settings {
        project.git(&["config", name, value]);
    }
    let absent = "0123456789012345678901234567890123456789";
    project.check(&["--since", absent]).fails(&["is no revision"]);
    assert!(!project.path("ran").exists());
}
