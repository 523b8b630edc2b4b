//! The three commands of the README lead from a folder without any configuration to a gate that new faults do not pass.

use std::fs;
use std::path::Path;

use crate::cli::project::Project;

/// The commands of the section "From nothing to a gate", each as arguments.
fn commands() -> Vec<Vec<String>> {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let section = readme.split("## From nothing to a gate").nth(1).expect("the README has the section");
    let block = section.split("```").nth(1).unwrap();
    let commands = block.lines().filter_map(|line| line.trim().strip_prefix("masthead "));
    commands.map(|line| line.split_whitespace().map(str::to_owned).collect()).collect()
}

/// Runs the commands in a folder with old faults; then a good document passes, and a bad one does not. The hook and the job
/// run the same command as the last.
fn leads_to_a_gate(files: &[(&str, &str)], good: (&str, &str), bad: (&str, &str, &str)) {
    let project = Project::new(files.iter().copied());
    project.git(&["init", "--quiet"]);
    project.git(&["remote", "add", "origin", "https://github.com/someone/notes.git"]);
    let commands = commands();
    assert_eq!(commands.len(), 3, "three commands");
    for command in &commands {
        let arguments: Vec<&str> = command.iter().map(String::as_str).collect();
        let ran = project.run(&arguments);
        assert_eq!(ran.status, 0, "{command:?}: {}{}", ran.out, ran.err);
    }
    let gate = commands[2].join(" ");
    let job = project.read(".github/workflows/front-matter.yml");
    let line = job.lines().find_map(|line| line.trim().strip_prefix("- run: ")).unwrap();
    let (_, line) = line.split_once(" masthead ").unwrap();
    assert_eq!(line.replace("--output-format github ", ""), gate);
    let hook = project.read(".pre-commit-config.yaml");
    let line = hook.lines().find_map(|line| line.trim().strip_prefix("entry: masthead ")).unwrap();
    assert_eq!(line.replace("--force-exclude ", ""), gate);

    let run = |command: &str| project.run(&command.split_whitespace().collect::<Vec<_>>());
    project.write(good.0, good.1);
    let ran = run(&gate);
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
    project.write(bad.0, bad.1);
    let ran = run(&format!("{gate} --output-format concise"));
    assert_eq!((ran.status, ran.found()), (1, vec![format!("{} {}", bad.0, bad.2)]), "{}{}", ran.out, ran.err);
}

#[test]
fn for_a_vault_of_obsidian() {
    leads_to_a_gate(
        &[
            (
                ".obsidian/types.json",
                r#"{"types":{"aliases":"aliases","cssclasses":"multitext","tags":"tags","rating":"number"}}"#,
            ),
            ("Дом.md", "---\ntags: [дом]\nrating: 5\n---\nText\n"),
            ("Плохо.md", "---\nup: [[Дом]]\nrating: много\n---\n"),
            ("none.md", "Text\n"),
        ],
        ("Сад.md", "---\ntags: [сад]\nrating: 4\n---\n"),
        ("Лес.md", "---\nrating: мало\n---\n", "schema/type"),
    );
}

#[test]
fn for_a_site_made_with_hugo() {
    leads_to_a_gate(
        &[
            ("hugo.toml", "baseURL = 'https://example.org/'\n"),
            ("archetypes/default.md", "+++\ntitle = '{{ .Title }}'\ndate = {{ .Date }}\n+++\n"),
            ("content/posts/a.md", "+++\ntitle = 'A'\ndate = 2024-02-29T10:00:00Z\ndraft = false\n+++\nText\n"),
            ("content/posts/old.md", "---\ntitle: Old\ndate: 2024-02-30\n---\n"),
        ],
        ("content/posts/b.md", "+++\ntitle = 'Б'\ndate = 2024-03-01\n+++\n"),
        ("content/posts/c.md", "+++\ntitle = 'C'\nweight = 'first'\n+++\n", "schema/type"),
    );
}

#[test]
fn for_a_site_made_with_astro() {
    let emitted = r#"{"$schema":"http://json-schema.org/draft-07/schema#","type":"object","properties":{"title":{"type":"string"},
        "pubDate":{"anyOf":[{"type":"string","format":"date-time"},{"type":"string","format":"date"},{"type":"integer","format":"unix-time"}]}},
        "required":["title","pubDate"]}"#;
    leads_to_a_gate(
        &[
            ("astro.config.mjs", "export default {}\n"),
            (".gitignore", ".astro/\nnode_modules/\n"),
            (".astro/collections/blog.schema.json", emitted),
            ("src/content/blog/a.mdx", "---\ntitle: A\npubDate: 2024-02-29\n---\nText\n"),
            ("src/content/blog/old.md", "---\ntitle: Old\n---\n"),
        ],
        ("src/content/blog/b.md", "---\ntitle: Б\npubDate: 2024-03-01\n---\n"),
        ("src/content/blog/c.md", "---\npubDate: 2024-03-01\n---\n", "schema/required"),
    );
}

#[test]
fn for_a_folder_of_skills() {
    leads_to_a_gate(
        &[
            ("skills/pdf/SKILL.md", "---\nname: pdf\ndescription: Reads PDF files.\n---\n# PDF\n"),
            ("skills/pdf/references/forms.md", "Text\n"),
            ("skills/old/SKILL.md", "---\nname: older\ndescription: Old.\n---\n"),
        ],
        ("skills/xlsx/SKILL.md", "---\nname: xlsx\ndescription: Reads tables.\n---\n"),
        ("skills/docx/SKILL.md", "---\nname: docx\n---\n", "schema/required"),
    );
}
