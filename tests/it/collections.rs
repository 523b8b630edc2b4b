//! Five collections as their maintainers would configure them, each in at most 15 lines.

use crate::cli::project::Project;

/// What is found in a collection, each as `path:line rule`.
fn found(project: &Project, arguments: &[&str]) -> Vec<String> {
    let mut all = vec!["check", "--today", "2026-11-24", "--output-format", "jsonl", "--config", "masthead.toml", "."];
    all.extend(arguments);
    let output = project.run(&all);
    let text = output.out;
    let line = |line: &str| {
        let found: serde_json::Value = serde_json::from_str(line).unwrap();
        let line = &found["range"]["start"]["line"];
        format!("{}:{line} {}", found["path"].as_str().unwrap(), found["rule"].as_str().unwrap())
    };
    text.lines().map(line).collect()
}

/// A project of this schema and these documents.
fn collection(laws: &str, documents: &[(&str, &str)]) -> Project {
    assert!(laws.lines().count() <= 15, "the laws have {} lines", laws.lines().count());
    let project = Project::new([]);
    project.write("schema.yaml", laws);
    project.write("masthead.toml", "[[schemas]]\nfiles = [\"**/*.md\"]\nschema = \"schema.yaml\"\n");
    for (path, fields) in documents {
        project.write(path, format!("---\n{fields}\n---\n\nText.\n"));
    }
    project
}

#[test]
fn a_vault_whose_folder_is_the_domain() {
    let laws = "\
properties:
  domain: { type: string }
  related: { items: { format: wikilink } }
x-masthead:
  path: '{domain}/{created:%Y-%m-%d} *.md'
  same-as-folder: domain
  targets: [related]
";
    let vault = collection(
        laws,
        &[
            (
                "биология/2022-09-26 Клетка.md",
                "domain: биология\ncreated: 2022-09-26\nrelated: ['[[2022-09-27 Атом]]']",
            ),
            ("физика/2022-09-27 Атом.md", "domain: физика\ncreated: 2022-09-27"),
            ("физика/2022-09-28 Ион.md", "domain: химия\ncreated: 2022-09-28"),
            ("химия/2022-09-27 Атом.md", "domain: химия\ncreated: 2022-09-26"),
        ],
    );
    assert_eq!(
        found(&vault, &[]),
        [
            "биология/2022-09-26 Клетка.md:4 wikilink/ambiguous",
            "физика/2022-09-28 Ион.md:2 document/path",
            "физика/2022-09-28 Ион.md:2 schema/relation",
            "химия/2022-09-27 Атом.md:3 document/path",
        ]
    );
}

#[test]
fn recipes_with_tags_in_one_spelling() {
    let laws = "\
properties:
  tags: { items: { type: string } }
  servings: { type: integer }
x-masthead:
  variants: [tags]
  vocabulary: { course: { file: courses.yaml, allow-new: true } }
  requires: { servings: [course] }
";
    let site = collection(
        laws,
        &[
            ("borsch.md", "tags: [Soup, beetroot]\nservings: 4\ncourse: main"),
            ("okroshka.md", "tags: [soup, 'kvass']\nservings: 4\ncourse: mian"),
            ("shchi.md", "tags:\n  - Soup\nservings: 4"),
        ],
    );
    site.write("courses.yaml", "main: { aliases: [entree] }\ndessert:\n");
    assert_eq!(
        found(&site, &[]),
        ["okroshka.md:2 corpus/variant", "okroshka.md:4 schema/vocabulary", "shchi.md:4 schema/relation"]
    );
    let fixed = site.run(&["check", "--fix", "--unsafe-fixes", "."]);
    let said = fixed.out + &fixed.err;
    let text = site.read("okroshka.md");
    assert_eq!(text, "---\ntags: [Soup, 'kvass']\nservings: 4\ncourse: mian\n---\n\nText.\n", "{said}");
    assert!(!found(&site, &[]).iter().any(|found| found.contains("corpus/variant")), "{said}");
    assert!(said.contains("1 repaired") || said.contains("repaired 1"), "{said}");
}

#[test]
fn a_repair_by_comparison_is_shown_as_a_patch() {
    let laws = "x-masthead: { variants: [author] }\n";
    let site = collection(
        laws,
        &[("a.md", "author: Мария  Нокта"), ("b.md", "author: Мария Нокта"), ("c.md", "author: мария нокта")],
    );
    let patch = site.run(&["check", "--diff", "--unsafe-fixes", "."]);
    let patch = patch.out;
    assert!(patch.contains("-author: мария нокта\n+author: Мария Нокта\n"), "{patch}");
    assert_eq!(site.read("c.md"), "---\nauthor: мария нокта\n---\n\nText.\n");
    let plain = site.run(&["check", "--output-format", "json", "."]);
    let json: serde_json::Value = serde_json::from_str(&plain.out).unwrap();
    let found = json["diagnostics"].as_array().unwrap().iter().find(|found| found["rule"] == "corpus/variant").unwrap();
    assert_eq!(found["fix"]["safety"], "unsafe");
}

#[test]
fn a_news_archive() {
    let laws = "\
properties:
  author: { type: [string, array] }
  date: { type: string, format: date }
  url: { type: string, format: uri }
x-masthead:
  path: 'articles/{date:%Y}/{date:%m}/{slug}.md'
  variants: [author, tags]
  unique: [url, { field: slug, except: ['articles/2021/**'] }]
";
    let archive = collection(
        laws,
        &[
            ("articles/2021/01/a.md", "slug: a\ndate: 2021-01-05\nauthor: J. Dupont\nurl: https://exemple.fr/a"),
            ("articles/2022/01/a.md", "slug: a\ndate: 2022-01-05\nauthor: J Dupont\nurl: https://exemple.fr/b"),
            ("articles/2022/02/b.md", "slug: b\ndate: 2022-03-05\nauthor: J. Dupont\nurl: https://www.exemple.fr/a/"),
        ],
    );
    assert_eq!(
        found(&archive, &[]),
        [
            "articles/2022/01/a.md:4 corpus/variant",
            "articles/2022/02/b.md:3 document/path",
            "articles/2022/02/b.md:5 corpus/duplicate",
        ]
    );
}

#[test]
fn documentation_with_its_own_dates() {
    let laws = "\
properties:
  ms.date: { type: string }
  ms.topic: { enum: [how-to, concept] }
x-masthead:
  dates: { ms.date: '%m/%d/%Y' }
  stale: { ms.date: 700d }
  one-of: [ms.service, ms.prod]
";
    let site = collection(
        laws,
        &[
            ("a.md", "ms.date: 11/01/2026\nms.topic: concept\nms.service: s"),
            ("b.md", "ms.date: 13/01/2026\nms.service: s"),
            ("c.md", "ms.date: 02/30/2026\nms.service: s"),
            ("d.md", "ms.date: 01/02/2024\nms.service: s\nms.prod: p"),
            ("e.md", "ms.date: 2026-11-01\nms.prod: p"),
        ],
    );
    assert_eq!(
        found(&site, &[]),
        [
            "b.md:2 date/impossible",
            "c.md:2 date/impossible",
            "d.md:2 date/stale",
            "d.md:4 schema/relation",
            "e.md:2 date/malformed",
        ]
    );
}

#[test]
fn translations_that_lead_on() {
    let laws = "\
properties:
  lang: { type: string, format: language-tag }
x-masthead:
  path: '{lang}/**.md'
  targets: { next-page: path }
";
    let site = collection(
        laws,
        &[
            ("ru/a.md", "lang: ru\nnext-page: b"),
            ("ru/b.md", "lang: ru\nnext-page: /uk/b.md"),
            ("uk/a.md", "lang: uk\nnext-page: c"),
            ("uk/b.md", "lang: ru"),
        ],
    );
    assert_eq!(
        found(&site, &["--ignore", "language/mismatch"]),
        ["uk/a.md:3 wikilink/unresolved", "uk/b.md:2 document/path"]
    );
}

#[test]
fn a_vocabulary_that_is_not_there_ends_the_run() {
    let site = collection("x-masthead: { vocabulary: { tags: tags.yaml } }\n", &[("a.md", "tags: [a]")]);
    let output = site.run(&["check", "."]);
    assert_eq!(output.status, 2);
    let said = output.err;
    assert!(said.contains("the vocabulary `tags.yaml` cannot be read: there is no such file"), "{said}");
    assert!(said.contains("schema.yaml:1:37") || said.contains("schema.yaml:1:35"), "{said}");
}
