//! Which files are documents, by their names, and what is said of a file that is none.

use super::project::{BAD, GOOD, Project};

const NAMES: [&str; 12] = [
    "A.MD",
    "a.Markdown",
    "b.Rmd",
    "c.rmd",
    "d.RMD",
    "e.mdc",
    "f.MDX",
    "fix.prompt.md",
    "g.qmd",
    "REVIEW.PROMPT.MD",
    "x/ЗАМЕТКА.Md",
    "y/copilot.instructions.md",
];

#[test]
fn names_of_documents_are_known_in_any_case() {
    let project = Project::new(NAMES.map(|name| (name, BAD)));
    project.write("a.txt", BAD);
    project.write("b.md.bak", BAD);
    let mut expected = NAMES.map(|name| format!("{name} date/impossible"));
    expected.sort();
    assert_eq!(project.found(&[]), expected);
    assert_eq!(project.found(&[&["--force-exclude"], &NAMES[..]].concat()), expected, "as a hook names them");
    let pattern = "files: (?i)\\.(md|markdown|mdx|qmd|rmd|mdc)$";
    assert_eq!(std::fs::read_to_string(".pre-commit-hooks.yaml").unwrap().matches(pattern).count(), 2);
    project.write("masthead.toml", "include = [\"**/*.md\"]\n");
    assert_eq!(project.found(&[]).len(), 2, "what is written is meant as it is written");
}

#[test]
fn a_named_file_that_holds_nothing_is_said() {
    let project =
        Project::new([("notes.txt", "Просто текст\n"), ("guide.rst", "Guide\n=====\n"), ("a.md", "no front matter\n")]);
    let ran = project.check(&["notes.txt"]);
    assert_eq!(ran.status, 0);
    let words = "nothing that masthead reads: no front matter, in a file that is not Markdown";
    assert!(ran.err.contains(&format!("note: `notes.txt` holds {words}")), "{}", ran.err);
    let ran = project.check(&["notes.txt", "guide.rst", "a.md"]);
    assert!(
        ran.err.contains(&format!("note: `guide.rst` and 1 more hold {words}"))
            || ran.err.contains("`notes.txt` and 1 more hold"),
        "{}",
        ran.err
    );
    assert!(!project.check(&["a.md"]).err.contains("holds"));
    assert_eq!(project.check(&["-q", "notes.txt"]).err, "");
}

#[test]
fn a_named_file_with_front_matter_is_checked_whatever_its_name() {
    let project = Project::new([("a.txt", BAD), ("b.html", GOOD), ("c.yaml", "title: x\n"), ("e.toml", "a = 1\n")]);
    project.write("d.rst", "no front matter\n");
    assert_eq!(project.found(&["a.txt"]), ["a.txt date/impossible"]);
    for name in ["a.txt", "b.html", "c.yaml", "e.toml"] {
        let ran = project.check(&[name]);
        assert!(!ran.err.contains("holds nothing"), "{name}: {}", ran.err);
    }
    project.write("s.yaml", "required: [title]\n");
    let ran = project.check(&["--schema", "s.yaml", "--output-format", "concise", "d.rst"]);
    assert_eq!(ran.found(), ["d.rst front-matter/missing"], "a schema that is given wants it");
}
