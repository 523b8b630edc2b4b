//! `masthead init`: what it makes of the folders of other programs, and that it spoils nothing.

use std::fmt::Write as _;
use std::process::Stdio;
use std::time::{Duration, Instant};

use super::project::{Project, Ran};

fn init(project: &Project) -> Ran {
    let ran = project.run(&["init", "--yes"]);
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
    ran
}

/// What `check` makes of the folder once it is configured.
fn found(project: &Project) -> Vec<String> {
    let ran = project.check(&["--output-format", "concise"]);
    assert_ne!(ran.status, 2, "{}", ran.err);
    ran.found()
}

#[track_caller]
fn holds(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "`{part}` in:\n{text}");
    }
}

/// Documents of one folder, each with these lines of front matter; `N` in them is a number.
fn fill(project: &Project, folder: &str, count: usize, lines: &str) {
    for number in 10..10 + count {
        let text = format!("---\n{}\n---\nText\n", lines.replace('N', &number.to_string()));
        project.write(format!("{folder}{number}.md"), text);
    }
}

#[test]
fn programs_are_known_by_their_files() {
    for (files, document, says, schema) in [
        (&[("docusaurus.config.ts", "")][..], "docs/a.md", "a Docusaurus site", "docusaurus"),
        (&[("_quarto.yml", "project: { output-dir: out }\n")], "a.qmd", "a Quarto project", "quarto"),
        (
            &[("mkdocs.yml", "theme:\n  name: material\ndocs_dir: pages\n")],
            "pages/a.md",
            "an MkDocs site",
            "mkdocs-material",
        ),
        (&[("hugo.toml", "contentDir = 'inhalt'\n")], "inhalt/a.md", "a Hugo site", "hugo"),
        (&[("config.toml", "baseURL = 'x'\n"), ("archetypes/default.md", "")], "content/a.md", "a Hugo site", "hugo"),
        (&[("config.toml", "base_url = 'x'\n")], "content/a.md", "a Zola site", "zola"),
        (
            &[("_config.yml", "a: 1\n"), ("Gemfile", "gem 'jekyll'\n")],
            "_posts/2024-01-01-a.md",
            "a Jekyll site",
            "jekyll",
        ),
        (
            &[("_config.yml", "a: 1\n"), ("package.json", r#"{"dependencies":{"hexo":"7"}}"#)],
            "source/_posts/a.md",
            "a Hexo site",
            "hexo",
        ),
        (
            &[("astro.config.mjs", ""), ("package.json", r#"{"dependencies":{"@astrojs/starlight":"1"}}"#)],
            "src/content/docs/a.md",
            "an Astro site",
            "starlight",
        ),
        (&[(".obsidian/app.json", "{}")], "Заметка.md", "an Obsidian vault", "obsidian"),
        (&[], "skills/pdf/SKILL.md", "a folder of skills", "agent-skill"),
    ] {
        let project = Project::new(files.iter().copied());
        let fields = if schema == "agent-skill" { "name: pdf\ndescription: Reads." } else { "title: a" };
        project.write(document, format!("---\n{fields}\n---\nText\n"));
        project.write("elsewhere/README.txt", "");
        holds(&init(&project).out, &[says, "1 document"]);
        let configuration = project.read("masthead.toml");
        holds(&configuration, &[&format!("schema = \"{schema}\""), "The one document agrees with it."]);
        let shown = project.run(&["config", "show", document]).out;
        holds(&shown, &[&format!("schema = \"{schema}\"")]);
        assert_eq!(found(&project), [""; 0], "{says}");
    }
}

#[test]
fn a_vault_is_taken_as_obsidian_has_it() {
    let project = Project::new([
        (
            ".obsidian/types.json",
            r#"{"types":{"tags":"tags","rating":"number","готово":"checkbox","seen":"date","at":"datetime","x":"unheard-of"}}"#,
        ),
        (".obsidian/templates.json", r#"{"folder":"Шаблоны"}"#),
        ("Шаблоны/t.md", "---\nrating: \"{{rating}}\"\n---\n"),
        ("none.md", "Text\n"),
        ("bad.md", "---\nrating: много\nготово: maybe\nseen: 2024-02-30\nat: yesterday\nx: [1]\n---\n"),
    ]);
    fill(&project, "Люди/", 6, "rating: N\nготово: true\nseen: 2024-02-N\nat: 2024-02-NT12:00:00\ntags: [a, b]");
    let ran = init(&project);
    holds(
        &ran.out,
        &["an Obsidian vault (`.obsidian`, `.obsidian/types.json`)", "8 documents, 1 of them without front matter"],
    );
    let configuration = project.read("masthead.toml");
    holds(
        &configuration,
        &[
            "exclude = [\"Шаблоны/\"]",
            "1 of 7 documents does not agree with it: bad.md.",
            "\"front-matter/missing\" = \"off\"",
        ],
    );
    holds(
        &project.read("schema/notes.schema.yaml"),
        &["# checkbox: 100 % (7 of 7)\n  готово: { type: [boolean, \"null\"] }"],
    );
    let rules = ["schema/type", "schema/type", "date/impossible", "schema/pattern"];
    assert_eq!(found(&project), rules.map(|rule| format!("bad.md {rule}")));
}

#[test]
fn schemas_that_astro_has_written_are_taken_over() {
    let emitted = r##"{"$ref":"#/definitions/blog","definitions":{"blog":{"type":"object","properties":{"title":{"type":"string"},
        "pubDate":{"anyOf":[{"type":"string","format":"date-time"},{"type":"string","format":"date"},{"type":"integer","format":"unix-time"}]},
        "$schema":{"type":"string"}},"required":["title","pubDate"],"additionalProperties":false}},"$schema":"http://json-schema.org/draft-07/schema#"}"##;
    let project = Project::new([("astro.config.ts", ""), (".astro/collections/blog.schema.json", emitted)]);
    fill(&project, "src/content/blog/", 3, "title: a\npubDate: 2024-02-N");
    fill(&project, "src/content/notes/", 12, "name: Нота N");
    project.write("src/content/blog/bad.md", "---\ntitel: a\npubDate: 2024-02-10\n---\n");
    project.write("README.md", "Text\n");
    init(&project);
    let configuration = project.read("masthead.toml");
    holds(
        &configuration,
        &["1 of 4 documents does not agree", "schema/blog.schema.json", "files = [\"src/content/notes/**\"]"],
    );
    assert_eq!(found(&project), ["src/content/blog/bad.md schema/unknown-field"]);
}

#[test]
fn folders_of_a_plain_folder_get_schemas_of_their_own() {
    let project =
        Project::new([("README.md", "Text\n"), ("recipes/README.md", "Text\n"), ("alone.md", "---\nx: 1\n---\n")]);
    fill(&project, "recipes/", 12, "title: Суп N\nservings: N");
    fill(&project, "people [a]/", 12, "name: Ana N\nborn: 19N-02-03");
    fill(&project, "few/", 3, "odd: N");
    init(&project);
    let configuration = project.read("masthead.toml");
    holds(
        &configuration,
        &[
            "files = [\"recipes/**\", \"!**/README.md\"]",
            "files = [\"people ?a?/**\"]",
            "schema/people-a.schema.yaml",
            "too few to infer",
        ],
    );
    assert_eq!(found(&project), [""; 0]);
    project.write("recipes/new.md", "---\ntitle: Щи\n---\n");
    project.write("people [a]/new.md", "---\nname: Ion\nborn: soon\n---\n");
    assert_eq!(found(&project), ["people [a]/new.md date/malformed", "recipes/new.md schema/required"]);
}

#[test]
fn folders_that_hold_the_same_share_a_schema() {
    let project = Project::new([]);
    for folder in ["2021/", "2022/", "2023/", "2024/", "2025/", "2026/01/"] {
        fill(&project, folder, 12, "title: Запись N\ndate: 2024-02-N");
    }
    fill(&project, "people/", 12, "name: Ana N");
    fill(&project, "places/", 12, "name: Iași N");
    fill(&project, "few/", 3, "title: a\ndate: 2024-02-N");
    init(&project);
    let configuration = project.read("masthead.toml");
    let files: Vec<&str> = configuration.lines().filter(|line| line.starts_with("files")).collect();
    assert_eq!(files, ["files = [\"people/**\", \"places/**\"]", "files = [\"**\"]"]);
    assert_eq!(found(&project), [""; 0]);
}

#[test]
fn collections_of_decap_become_schemas() {
    let settings = "collections:\n\
        - name: blog\n  folder: content/posts\n  fields:\n\
        \x20 - { label: Title, name: title, widget: string }\n\
        \x20 - { name: date, widget: datetime }\n\
        \x20 - { name: rating, widget: number, value_type: int, min: 1, max: 5, required: false }\n\
        \x20 - { name: tags, widget: list, required: false }\n\
        \x20 - { name: kind, widget: select, options: [a, { label: Бэ, value: b }], required: false }\n\
        \x20 - { name: people, widget: list, required: false, fields: [{ name: name, widget: string }] }\n\
        \x20 - { name: body, widget: markdown }\n\
        - name: data\n  folder: data\n  extension: json\n  fields: [{ name: x, widget: string }]\n\
        - name: pages\n  files:\n  - { file: content/about.md, name: about, fields: [{ name: title, widget: string }] }\n";
    let project = Project::new([
        ("hugo.toml", ""),
        ("static/admin/config.yml", settings),
        ("content/about.md", "---\ntitle: О нас\n---\n"),
        ("content/_index.md", "---\nweight: first\n---\n"),
    ]);
    fill(
        &project,
        "content/posts/",
        3,
        "title: a\ndate: 2024-02-N\nrating: 5\ntags: [a]\nkind: b\npeople: [{ name: Ana }]",
    );
    project.write("content/posts/bad.md", "---\ndate: soon\nrating: 6\nkind: c\npeople: [{}]\n---\n");
    init(&project);
    let configuration = project.read("masthead.toml");
    holds(
        &configuration,
        &["`blog` of static/admin/config.yml: 1 of 4", "files = [\"/content/about.md\"]", "schema = \"hugo\""],
    );
    holds(&project.read("schema/blog.schema.yaml"), &["required: [title, date]", "# select: 100 % (4 of 4)"]);
    let posts: Vec<String> = found(&project).into_iter().filter(|found| found.starts_with("content/posts")).collect();
    let rules = ["schema/required", "schema/pattern", "schema/range", "schema/enum", "schema/required"];
    assert_eq!(posts, rules.map(|rule| format!("content/posts/bad.md {rule}")));
    assert!(found(&project).contains(&"content/_index.md schema/type".to_owned()), "the preset holds for the rest");
}

#[test]
fn content_types_of_front_matter_cms_are_chosen_by_the_field_type() {
    let settings = r#"{ // as the program writes it
        "frontMatter.content.pageFolders": [ { "title": "all", "path": "[[workspace]]/content/" } ],
        "frontMatter.taxonomy.contentTypes": [
            { "name": "default", "fields": [ { "name": "title", "type": "string", "required": true } ] },
            { "name": "review", "fields": [
                { "name": "title", "type": "string", "required": true },
                { "name": "stars", "type": "number", "required": true },
                { "name": "mood", "type": "choice", "choices": ["good", { "id": "bad", "title": "Плохо" }] },
                { "name": "topics", "type": "tags" } ] } ] }"#;
    let project = Project::new([("frontmatter.json", settings), ("hugo.toml", "")]);
    project.write("content/plain.md", "---\ndraft: true\n---\n");
    project.write("content/good.md", "---\ntype: review\ntitle: a\nstars: 5\nmood: bad\ntopics: [a, б]\n---\n");
    project.write("content/bad.md", "---\ntype: review\ntitle: a\nmood: great\n---\n");
    init(&project);
    holds(&project.read("masthead.toml"), &["where = { type = \"review\" }\nschema = \"schema/review.schema.yaml\""]);
    let expected = ["content/bad.md schema/required", "content/bad.md schema/enum", "content/plain.md schema/required"];
    assert_eq!(found(&project), expected);
}

#[test]
fn collections_of_tina_become_schemas() {
    let lock = r#"{"schema":{"version":{"fullVersion":"3.0.0"},"collections":[
        {"name":"post","path":"content/posts","format":"mdx","fields":[
            {"type":"string","name":"title","required":true},
            {"type":"datetime","name":"date"},
            {"type":"string","name":"tags","list":true},
            {"type":"object","name":"seo","fields":[{"type":"string","name":"about","required":true}]},
            {"type":"rich-text","name":"body","isBody":true}]},
        {"name":"config","path":"config","format":"json","fields":[{"type":"string","name":"x","required":true}]}]},"lookup":{}}"#;
    let project = Project::new([("tina/tina-lock.json", lock)]);
    project.write(
        "content/posts/a.mdx",
        "---\ntitle: a\ndate: 2024-02-29T00:00:00.000Z\ntags: [a]\nseo: { about: x }\n---\n",
    );
    project.write("content/posts/b.mdx", "---\ntags: a\nseo: {}\n---\n");
    init(&project);
    let file = "content/posts/b.mdx";
    assert_eq!(
        found(&project),
        ["schema/required", "schema/type", "schema/required"].map(|rule| format!("{file} {rule}"))
    );
}

#[test]
fn nothing_that_is_there_is_overwritten() {
    let project = Project::new([
        (".obsidian/types.json", r#"{"types":{"a":"text"}}"#),
        ("schema/notes.schema.yaml", "mine"),
        ("a.md", "---\na: x\n---\n"),
    ]);
    init(&project);
    assert_eq!(project.read("schema/notes.schema.yaml"), "mine");
    holds(&project.read("masthead.toml"), &["schema/notes-2.schema.yaml"]);
    let before = project.read("masthead.toml");
    project.run(&["init", "--yes"]).fails(&["`./masthead.toml` is there already", "--dry-run"]);
    assert_eq!(project.read("masthead.toml"), before);
    let project = Project::new([(".masthead.toml", ""), ("a.md", "---\na: x\n---\n")]);
    project.run(&["init"]).fails(&[".masthead.toml` is there already"]);
    Project::new([("a.txt", "")]).run(&["init"]).fails(&["there is no document below `.`"]);
    Project::new([("a.txt", "")]).run(&["init", "absent"]).fails(&["`absent` is not a folder"]);
}

#[test]
fn a_dry_run_shows_everything_and_writes_nothing() {
    let project = Project::new([("a.txt", "")]);
    fill(&project, "notes/", 12, "title: Нота N");
    project.git(&["init", "--quiet"]);
    let ran = project.run(&["init", "--dry-run", "--ci", "gitlab"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    holds(
        &ran.out,
        &[
            "Would write schema/notes.schema.yaml:",
            "    required: [title]",
            "Would write masthead.toml:",
            ".pre-commit-config.yaml",
            ".gitlab-ci.yml",
            "Nothing was written.",
        ],
    );
    for file in ["masthead.toml", "schema", ".pre-commit-config.yaml", ".gitlab-ci.yml"] {
        assert!(!project.path(file).exists(), "{file}");
    }
}

#[test]
fn without_a_terminal_nothing_is_asked() {
    let project = Project::new([("a.md", "---\ntitle: a\n---\n")]);
    project.git(&["init", "--quiet"]);
    // Standard input stays open and empty: whoever reads it waits for ever.
    let mut child =
        project.command(&["init"]).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let started = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        assert!(started.elapsed() < Duration::from_mins(1), "it waits for an answer");
        std::thread::sleep(Duration::from_millis(10));
    };
    assert!(status.success());
    assert!(project.path("masthead.toml").exists());
    assert!(!project.path(".pre-commit-config.yaml").exists(), "nobody has asked for a hook");
}

#[test]
fn hooks_and_jobs_are_for_the_repository_and_its_folder() {
    let project = Project::new([
        ("site/hugo.toml", ""),
        ("site/content/a.md", "---\ntitle: a\n---\n"),
        (".gitlab-ci.yml", "x: 1\n"),
    ]);
    project.git(&["init", "--quiet"]);
    let ran = project.run(&["init", "site", "--yes"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    holds(&ran.out, &["`.gitlab-ci.yml` is there already", "    - cd site", "Wrote site/masthead.toml", "cd site\n"]);
    assert_eq!(project.read(".gitlab-ci.yml"), "x: 1\n");
    holds(
        &project.read(".pre-commit-config.yaml"),
        &["--baseline site/masthead-baseline.json", "files: '(?i)^site/.*\\.(md|"],
    );
    std::fs::remove_file(project.path("site/masthead.toml")).unwrap();
    let ran = project.run(&["init", "site", "--hook", "git", "--ci", "github"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    holds(
        &project.read(".github/workflows/front-matter.yml"),
        &["working-directory: site\n", "--baseline masthead-baseline.json"],
    );
    holds(&project.read(".git/hooks/pre-commit"), &["cd site || exit\n", "--staged"]);
}

#[test]
fn names_and_values_cannot_break_out_of_a_comment() {
    let project = Project::new([("a.md", "---\ntitle: a\n---\n")]);
    let folder = "x\n[rules]\nall = \"off\"\n#";
    fill(&project, &format!("{folder}/"), 12, "title: \"a\\nrequired: [b]\\u2028N\"\n\"k\\ney: 1\": 2");
    let ran = project.run(&["init", "--yes"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(
        !project.read("masthead.toml").lines().any(|line| line.starts_with("[rules]")),
        "{}",
        project.read("masthead.toml")
    );
    assert_eq!(project.found(&["--select", "schema"]), [""; 0]);
}

#[test]
fn settings_of_others_that_are_broken_are_told_and_passed_over() {
    let files = [
        ("frontmatter.json", "{\"frontMatter.taxonomy.contentTypes\": [{\"name\": 5}, 7, null]}"),
        ("static/admin/config.yml", "collections: [\n"),
        ("tina/tina-lock.json", "[]"),
        (".obsidian/types.json", "{\"types\": [1, 2]}"),
        (".obsidian/templates.json", "\u{feff}{\"folder\": \"../..\"}"),
        ("package.json", "\0"),
        ("a.md", "---\ntitle: a\n---\n"),
    ];
    let project = Project::new(files);
    let ran = init(&project);
    holds(&ran.err, &["note: static/admin/config.yml is passed over: line 1: "]);
    assert_eq!(found(&project), [""; 0]);
    let mut text = String::new();
    for depth in 0..400 {
        let _ = write!(text, "{{ \"a{depth}\": ");
    }
    let project = Project::new([("frontmatter.json", text.as_str()), ("a.md", "---\ntitle: a\n---\n")]);
    init(&project);
}

#[test]
fn a_hugo_site_in_several_languages_is_taken_in_whole() {
    let page = "---\ntitle: A\ndate: 2024-01-01\n---\n";
    let project = Project::new([("content/en/a.md", page), ("content/fr/a.md", page), ("layouts/x.html", "")]);
    project.write(
        "config.toml",
        "contentDir = \"content/en\"\n[languages.en]\n[languages.fr]\ncontentDir = \"content/fr\"\n",
    );
    let ran = project.run(&["init", "--dry-run"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.out.contains("\"content/**/*.{"), "{}", ran.out);
    assert!(ran.out.contains("2 documents"), "{}", ran.out);
    // Folders that have no other folder in common are named one by one.
    project.write("config.toml", "[languages.fr]\ncontentDir = \"français\"\n");
    project.write("français/a.md", page);
    let ran = project.run(&["init", "--dry-run"]);
    assert!(ran.out.contains("\"content/**/*.{") && ran.out.contains("\"français/**/*.{"), "{}", ran.out);
}
