//! Patterns and options that would switch a gate off without a word.

use super::project::{BAD, GOOD, Project};

/// What is found with this configuration.
#[track_caller]
fn found<'a>(configuration: &'a str, documents: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let project = Project::new(documents.into_iter().map(|path| (path, BAD)));
    project.write("masthead.toml", configuration);
    project.write("s.yaml", "required: [author]\n");
    let ran = project.check(&["--output-format", "concise"]);
    assert_ne!(ran.status, 2, "{}", ran.err);
    ran.found()
}

const IMPOSSIBLE: &str = "date/impossible";

#[test]
fn excluded_documents_are_taken_back() {
    let documents = ["drafts/ready.md", "drafts/b.md", "drafts/deep/c.md", "a.md"];
    let found = |exclude: &str| {
        let found = found(&format!("exclude = {exclude}\n"), documents);
        found.iter().map(|line| line.split(' ').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found("['drafts/*', '!drafts/ready.md']"), ["a.md", "drafts/ready.md"]);
    assert_eq!(found("['drafts/', '!drafts/ready.md']"), ["a.md", "drafts/ready.md"]);
    assert_eq!(found("['drafts/**', '!drafts/deep/**']"), ["a.md", "drafts/deep/c.md"]);
    assert_eq!(found("['*.md', '!a.md']"), ["a.md"]);
    assert_eq!(found("['*', '!drafts/', 'drafts/b.md']"), ["drafts/deep/c.md", "drafts/ready.md"]);
    assert_eq!(found("['**/b.md', '!drafts/b.md', 'drafts/b.md']").len(), 3);
}

#[test]
fn documents_are_taken_out_of_what_a_schema_governs() {
    let files = "[[schemas]]\nfiles = ['articles/**', '!articles/README.md', '!**/_*.md']\nschema = 's.yaml'\n";
    let found = found(files, ["articles/README.md", "articles/a.md", "articles/x/_b.md", "articles/x/README.md"]);
    let governed: Vec<_> = found.iter().filter(|line| line.ends_with("schema/required")).collect();
    assert_eq!(governed, ["articles/a.md schema/required", "articles/x/README.md schema/required"]);
}

#[test]
fn documents_are_taken_out_of_an_override() {
    let text = "[[overrides]]\nfiles = ['old/**', '!old/kept.md']\nrules = { date = 'off' }\n";
    assert_eq!(found(text, ["old/a.md", "old/kept.md"]), [format!("old/kept.md {IMPOSSIBLE}")]);
}

#[test]
fn documents_are_taken_out_of_what_is_included() {
    let text = "include = ['**/*.md', '!**/README.md', '!/CHANGELOG.md']\n";
    let found = found(text, ["README.md", "deep/README.md", "CHANGELOG.md", "deep/CHANGELOG.md", "b.md"]);
    assert_eq!(found, [format!("b.md {IMPOSSIBLE}"), format!("deep/CHANGELOG.md {IMPOSSIBLE}")]);
}

#[test]
fn the_option_takes_back_too() {
    let project = Project::new([("a.md", BAD), ("b.md", BAD), ("x/a.md", BAD)]);
    assert_eq!(project.found(&["--exclude", "*.md", "--exclude", "!/a.md"]), ["a.md date/impossible"]);
    project.check(&["--exclude", "!a.md"]).fails(&["`!a.md` is the first pattern in `--exclude`"]);
    let named = project.found(&["--force-exclude", "--exclude", "*.md", "--exclude", "!a.md", "a.md", "b.md"]);
    assert_eq!(named, ["a.md date/impossible"]);
}

#[test]
fn empty_patterns_are_failures() {
    for (configuration, place) in [
        ("exclude = [\"\"]\n", "masthead.toml:1:12"),
        ("exclude = [\"drafts/\", \" \"]\n", "masthead.toml:1:23"),
        ("include = [\"!\"]\n", "masthead.toml:1:12"),
        ("[[schemas]]\nfiles = [\"\"]\nschema = \"article\"\n", "masthead.toml:2:10"),
        ("[[overrides]]\nfiles = [\"a.md\", \"\"]\n", "masthead.toml:2:18"),
    ] {
        let project = Project::new([("a.md", BAD), ("masthead.toml", configuration)]);
        project.check(&[]).fails(&["has an empty pattern", place]);
    }
    let project = Project::new([("a.md", BAD)]);
    for pattern in ["", " ", "!"] {
        project.check(&["--exclude", pattern]).fails(&["`--exclude` has an empty pattern", "variable"]);
    }
    for (key, text) in [
        ("include", "include = []\n"),
        ("files", "[[schemas]]\nfiles = []\nschema = \"article\"\n"),
        ("files", "[[overrides]]\nfiles = []\n"),
    ] {
        project.write("masthead.toml", text);
        project.check(&[]).fails(&[&format!("`{key}` is empty and matches nothing"), "[\"**\"]"]);
    }
    project.write("masthead.toml", "exclude = []\n");
    assert_eq!(project.found(&[]), ["a.md date/impossible"]);
    project.write("masthead.toml", "include = [\".\"]\n");
    project.check(&[]).fails(&["the pattern `.` in `include` matches nothing", "`**`"]);
}

#[test]
fn standard_input_goes_by_its_name() {
    let project = Project::new([("masthead.toml", "exclude = ['docs/', '!docs/kept.md']\n"), ("docs/x.md", BAD)]);
    let piped = |name: &str, more: &[&str]| {
        project.pipe(BAD, &[&["--output-format", "concise", "--stdin-filename", name], more].concat())
    };
    for name in ["docs/x.md", "docs/new.md", "docs/deep/new.md", "./docs/x.md", "x/../docs/x.md"] {
        let ran = piped(name, &["--force-exclude", "-"]);
        assert_eq!((ran.status, ran.found().len()), (0, 0), "{name}: {}", ran.out);
        assert_eq!(piped(name, &["-"]).found().len(), 1, "{name}");
    }
    assert_eq!(piped("docs/kept.md", &["--force-exclude", "-"]).found().len(), 1);
    assert_eq!(piped("docs.md", &["--force-exclude", "-"]).found().len(), 1);
    assert_eq!(piped("a.md", &["--force-exclude", "--exclude", "a*", "-"]).found().len(), 0);
    assert_eq!(piped("b.md", &["--force-exclude", "--exclude", "a*", "-"]).found().len(), 1);
}

#[test]
fn excluded_standard_input_comes_back_as_it_is() {
    let project = Project::new([("masthead.toml", "exclude = ['docs/']\n")]);
    let text = "---\ntitle: 'x '\n---\n";
    let arguments = ["--fix", "--force-exclude", "--stdin-filename", "docs/x.md", "-"];
    let ran = project.pipe(text, &arguments);
    assert_eq!((ran.status, ran.out.as_str()), (0, text), "{}", ran.err);
    let ran = project.pipe(text, &["--fix", "--force-exclude", "--stdin-filename", "x.md", "-"]);
    assert_eq!(ran.out, "---\ntitle: 'x'\n---\n", "{}", ran.err);
}

#[test]
fn every_configuration_above_a_named_file_can_exclude_it() {
    let project = Project::new([
        ("masthead.toml", "exclude = ['vendor/', 'docs/old/**']\n"),
        ("vendor/masthead.toml", ""),
        ("vendor/a.md", BAD),
        ("docs/masthead.toml", "exclude = ['drafts/']\n"),
        ("docs/old/a.md", BAD),
        ("docs/drafts/a.md", BAD),
        ("docs/b.md", BAD),
    ]);
    let named = ["vendor/a.md", "docs/old/a.md", "docs/drafts/a.md", "docs/b.md"];
    assert_eq!(project.found(&named).len(), 4);
    assert_eq!(project.found(&[&["--force-exclude"], &named[..]].concat()), ["docs/b.md date/impossible"]);
    assert_eq!(project.found(&["--force-exclude"]), project.found(&[]), "a walk from the top passes over the same");
    let own = ["--force-exclude", "--config", "docs/masthead.toml", "vendor/a.md"];
    assert_eq!(project.found(&own).len(), 1, "one configuration is named, and no other counts");
}

#[test]
fn a_name_for_standard_input_means_standard_input() {
    let project = Project::new([("a.md", GOOD)]);
    let ran = project.pipe(BAD, &["--stdin-filename", "b.md", "--output-format", "concise"]);
    assert_eq!(ran.found(), ["b.md date/impossible"], "{}", ran.err);
    let ran = project.pipe(BAD, &["--stdin-filename", "b.md", "-", "--output-format", "concise"]);
    assert_eq!(ran.found(), ["b.md date/impossible"]);
    for paths in [&["a.md"][..], &["a.md", "b.md"], &["docs"]] {
        let ran = project.pipe(BAD, &[&["--stdin-filename", "b.md"], paths].concat());
        ran.fails(&["`--stdin-filename` names standard input, and `", "write `-`"]);
    }
    let ran = project.pipe(BAD, &["--stdin-filename", "b.md", "a.md", "-", "--output-format", "concise"]);
    assert_eq!(ran.found(), ["b.md date/impossible"]);
}

/// What is said of the patterns of a configuration in this tree.
fn warnings(configuration: &str, documents: &[&str], arguments: &[&str]) -> Vec<String> {
    let project = Project::new(documents.iter().map(|path| (*path, GOOD)));
    project.write("masthead.toml", configuration);
    let ran = project.check(arguments);
    assert_ne!(ran.status, 2, "{}", ran.err);
    ran.err.lines().filter_map(|line| Some(line.strip_prefix("warning: masthead.toml:")?.to_owned())).collect()
}

/// A configuration that gives documents a schema.
fn governing(files: &str) -> String {
    format!("[[schemas]]\nfiles = {files}\nschema = \"article\"\n")
}

const TREE: [&str; 5] = ["articles/a.md", "articles/deep/b.md", "drafts/c.md", "README.md", "notes/d.mdx"];

#[test]
fn a_pattern_that_matches_no_document_is_said_with_its_line() {
    for (files, said) in [
        ("['article/**']", "2: the pattern `article/**` in `files` matches no document; did you mean `articles/**`?"),
        ("['articles/dep/*.md']", "; did you mean `articles/deep/*.md`?"),
        ("['/aritcles/**']", "; did you mean `/articles/**`?"),
        ("['notes/*.md', 'podcasts/**']", "2: the pattern `podcasts/**` in `files` matches no document"),
        ("['drafts/**', 'READEM.md']", "; did you mean `README.md`?"),
        ("['draft']", "; did you mean `drafts`?"),
        ("['articles/*/*/*.md']", "2: the pattern `articles/*/*/*.md` in `files` matches no document"),
        ("['../articles/**']", "2: the pattern `../articles/**` in `files` matches no document"),
    ] {
        let told = warnings(&governing(files), &TREE, &[]);
        assert!(told.iter().any(|line| line.ends_with(said) || line == said), "{files}: {told:?}");
    }
    let told = warnings("[[overrides]]\nfiles = ['legcy/**']\nrules = {}\n", &["legacy/a.md"], &["."]);
    assert_eq!(told, ["2: the pattern `legcy/**` in `files` matches no document; did you mean `legacy/**`?"]);
    let told = warnings(&governing("['posts/*.md']"), &["posts/2024/a.md"], &[]);
    assert_eq!(told, ["2: the pattern `posts/*.md` in `files` matches no document; did you mean `posts/**/*.md`?"]);
}

#[test]
fn patterns_that_match_are_not_spoken_of() {
    for files in [
        "['articles/**']",
        "['**/*.md', '**/*.mdx', '**/*.qmd']",
        "['**', '!absent.md']",
        "['articles/**/*.md', 'articles/**/*.mdx']",
        "['README.md', 'drafts/']",
    ] {
        assert_eq!(warnings(&governing(files), &TREE, &[]), [""; 0], "{files}");
    }
    let idle = governing("['article/**']");
    assert_eq!(warnings(&idle, &TREE, &["articles"]), [""; 0], "only a part of the tree was walked");
    assert_eq!(warnings(&idle, &TREE, &["README.md"]), [""; 0]);
    assert_eq!(warnings(&idle, &TREE, &["-q"]), [""; 0]);
    assert_eq!(warnings(&idle, &TREE, &[".", "articles"]).len(), 1);
}

#[test]
fn an_exclude_that_is_a_slip_of_the_pen_is_said() {
    for (exclude, said) in [
        ("['drafst/']", "1: the pattern `drafst/` in `exclude` matches nothing; did you mean `drafts/`?"),
        ("['/draft/']", "1: the pattern `/draft/` in `exclude` matches nothing; did you mean `/drafts/`?"),
        ("['README.md', 'articles/deeep/']", "; did you mean `articles/deep/`?"),
        ("['READEM.md']", "; did you mean `README.md`?"),
        ("['artciles/deep/**', 'aricles/']", "; did you mean `articles/`?"),
    ] {
        let told = warnings(&format!("exclude = {exclude}\n"), &TREE, &[]);
        assert!(told.iter().any(|line| line.ends_with(said)), "{exclude}: {told:?}");
    }
    for exclude in [
        "['drafts/']",
        "['node_modules/', 'build/', 'target/']",
        "['public/', 'podcasts/', '*.draft.md']",
        "['note/']",
        "['articles/deep/', 'articles/b.md']",
    ] {
        let documents = [&TREE[..], &["guild/a.md", "publics/a.md", "tarmac/a.md"]].concat();
        assert_eq!(warnings(&format!("exclude = {exclude}\n"), &documents, &[]), [""; 0], "{exclude}");
    }
    let told = warnings("exclude = ['draft/']\n", &["a/draft/x.md", "b/drafts/x.md"], &[]);
    assert_eq!(told, [""; 0], "there is such a folder elsewhere");
}

#[test]
fn a_schema_that_is_not_there_stops_a_run_though_no_document_asks_for_it() {
    for (schema, words) in [
        ("artcle.yaml", "did you mean `article.yaml`?"),
        ("artcle", "did you mean the built-in schema `article`?"),
        ("schema/article.yml", "did you mean `schema/article.yaml`?"),
        ("https://example.org/article.json", "save the schema in the project"),
        ("absent/article.yaml", "write a path from the folder of this file"),
        ("schema", "is not a file"),
    ] {
        let config = format!("[[schemas]]\nfiles = [\"absent/**\"]\nschema = \"{schema}\"\n");
        let project = Project::new([("masthead.toml", config.as_str()), ("a.md", GOOD), ("docs/b.md", GOOD)]);
        project.write("article.yaml", "{}");
        project.write("schema/article.yaml", "{}");
        for arguments in [&[][..], &["a.md"], &["docs"], &["."], &["--exit-zero"]] {
            project.check(arguments).fails(&["masthead.toml:3:10", words]);
        }
        project.run(&["baseline"]).fails(&["masthead.toml:3:10"]);
        assert_eq!(project.check(&["--schema", "article.yaml"]).status, 0, "another schema is wanted");
        assert_eq!(project.check(&["--isolated"]).status, 0);
    }
    let config = "[[schemas]]\nfiles = [\"absent/**\"]\nschema = \"s.yaml\"\n";
    let project = Project::new([("masthead.toml", config), ("s.yaml", "type: strin\n"), ("a.md", GOOD)]);
    project.check(&[]).fails(&["s.yaml:1:7", "`string`"]);
    let project = Project::new([("a.txt", GOOD)]);
    project.check(&["--schema", "absent.yaml"]).fails(&["absent.yaml"]);
}
