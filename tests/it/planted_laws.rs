//! The laws of a collection against generated documents: with one known fault each, and with none.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::cli::project::Project;

const CLEAN: usize = 240;
/// Of each kind of fault.
const EACH: usize = 20;

const SCHEMA: &str = r#"
properties:
  slug: { type: string }
  published: { type: string, format: date }
  month: { type: string }
  author: { type: string }
  tags: { type: array, items: { type: string } }
  labels: { type: array, items: { type: string } }
  series: { type: string }
  number: { type: integer }
  ms.date: { type: string }
  reviewed: { type: string, format: date }
  archive: { type: string }
  url: { type: string }
  canonical: { type: string }
  draft: { type: boolean }
  email: { type: string }
  phone: { type: string }
  price: { type: number }
  next: { type: string }
  related: { type: array, items: { type: string, format: wikilink } }
  section: { type: string, deprecated: true }
x-masthead:
  path: "articles/{published:%Y}/{published:%m}/{slug}.md"
  same-as-folder: month
  variants: [author]
  vocabulary: { tags: tags.yaml }
  unique-together: [series, number]
  dates: { ms.date: "%m/%d/%Y" }
  stale: { reviewed: 365d }
  requires: { archive: url }
  excludes: { draft: archive }
  equals: { canonical: url }
  one-of: [email, phone]
  targets: { related: link, next: slug }
  assert:
    - id: price-is-positive
      rule: "!has(doc.price) || doc.price > 0"
      message: a price is above 0
      fields: [price]
"#;

const AUTHORS: [&str; 4] = ["Алёна Орлова", "Ion Țurcanu", "田中 太郎", "Jean-Luc Martin"];
const TAGS: [&str; 4] = ["политика", "societate", "経済", "culture"];
const TOGETHER: &str = "corpus/duplicate";

/// A document of this number, field by field as it is written.
struct Document {
    number: usize,
    folder: String,
    fields: Vec<(&'static str, String)>,
}

impl Document {
    fn new(number: usize) -> Self {
        let (year, month, day) = (2016 + number % 9, 1 + number % 12, 1 + number % 28);
        let mut fields = vec![
            ("slug", format!("статья-{number}")),
            ("published", format!("{year}-{month:02}-{day:02}")),
            ("month", format!("\"{month:02}\"")),
            ("author", AUTHORS[number % AUTHORS.len()].to_owned()),
            ("tags", format!("[{}, {}]", TAGS[number % 4], TAGS[(number + 1) % 4])),
            ("labels", format!("[a, б, label {number}]")),
            ("series", format!("Серия {}", number % 7)),
            ("number", number.to_string()),
            ("ms.date", format!("{month:02}/{day:02}/{year}")),
            ("reviewed", format!("2026-{:02}-{day:02}", 1 + number % 10)),
            ("next", format!("статья-{}", number % CLEAN)),
        ];
        // What is optional is there in every second one.
        if number.is_multiple_of(2) {
            fields.push(("archive", "kept".to_owned()));
            fields.push(("url", format!("https://example.org/{number}")));
            fields.push(("canonical", format!("https://example.org/{number}")));
            fields.push(("email", format!("a{number}@example.org")));
        } else {
            fields.push(("phone", format!("\"+373 22 {number:06}\"")));
            fields.push(("price", format!("{}.5", number % 90)));
        }
        fields.push(("related", format!("[\"[[статья-{}]]\"]", (number + 1) % CLEAN)));
        Self { number, folder: format!("articles/{year}/{month:02}"), fields }
    }

    fn path(&self) -> String {
        format!("{}/статья-{}.md", self.folder, self.number)
    }

    fn text(&self) -> String {
        let mut text = String::from("---\n");
        for (name, value) in &self.fields {
            let _ = writeln!(text, "{name}: {value}");
        }
        text + "---\n\nText.\n"
    }

    fn set(&mut self, name: &'static str, value: impl Into<String>) {
        match self.fields.iter_mut().find(|(known, _)| *known == name) {
            Some((_, old)) => *old = value.into(),
            None => self.fields.push((name, value.into())),
        }
    }

    fn remove(&mut self, name: &str) {
        self.fields.retain(|(known, _)| *known != name);
    }

    fn line(&self, name: &str) -> usize {
        self.fields.iter().position(|(known, _)| *known == name).unwrap() + 2
    }
}

/// A kind of fault: the field and the rule that are to be named, and how it is made.
type Fault = (&'static str, &'static str, fn(&mut Document));

const FAULTS: &[Fault] = &[
    ("slug", "document/path", |d| d.set("slug", format!("другая-{}", d.number))),
    ("published", "document/path", |d| {
        let year = d.fields[1].1[..4].parse::<u32>().unwrap() - 10;
        let date = format!("{year}{}", &d.fields[1].1[4..]);
        d.set("published", date);
    }),
    ("month", "schema/relation", |d| d.set("month", "\"13\"")),
    ("author", "corpus/variant", |d| d.set("author", "Алена Орлова")),
    ("author", "corpus/variant", |d| d.set("author", "ion țurcanu")),
    ("author", "corpus/variant", |d| d.set("author", "Jean Luc Martin")),
    ("tags", "schema/vocabulary", |d| d.set("tags", "[культура]")),
    ("tags", "schema/vocabulary", |d| d.set("tags", "[societate, politica]")),
    ("number", TOGETHER, |d| {
        let other = d.number % CLEAN;
        d.set("series", format!("Серия {}", other % 7));
        d.set("number", other.to_string());
    }),
    ("ms.date", "date/impossible", |d| d.set("ms.date", "02/30/2024")),
    ("ms.date", "date/impossible", |d| d.set("ms.date", "13/01/2024")),
    ("reviewed", "date/stale", |d| d.set("reviewed", "2024-02-29")),
    ("archive", "schema/relation", |d| {
        d.set("archive", "kept");
        d.remove("url");
        d.remove("canonical");
    }),
    ("draft", "schema/relation", |d| {
        d.set("archive", "kept");
        d.set("url", "https://example.org/");
        d.remove("canonical");
        d.set("draft", "true");
    }),
    ("canonical", "schema/relation", |d| {
        d.set("url", format!("https://example.org/{}", d.number));
        d.set("canonical", format!("https://example.org/{}/", d.number));
    }),
    ("phone", "schema/relation", |d| {
        d.set("email", "a@example.org");
        d.set("phone", "\"+373 22 000000\"");
    }),
    ("price", "schema/assert", |d| d.set("price", "-1.5")),
    ("next", "wikilink/unresolved", |d| d.set("next", "нет-такой")),
    ("related", "wikilink/ambiguous", |d| d.set("related", "[\"[[общая]]\"]")),
    ("labels", "text/repeated-item", |d| d.set("labels", "[a, б, a]")),
    ("section", "schema/deprecated", |d| d.set("section", "news")),
];

fn project() -> (Project, BTreeMap<String, (usize, &'static str)>) {
    let project = Project::new([("s/schema.yaml", SCHEMA)]);
    project.write(
        "s/tags.yaml",
        "политика: { aliases: [politică] }\nsocietate:\n経済:\nculture: { aliases: [культура] }\n",
    );
    project.write("masthead.toml", "[[schemas]]\nfiles = ['articles/**']\nschema = 's/schema.yaml'\n");
    for month in ["09", "10"] {
        let fields = format!("slug: общая\npublished: 2022-{month}-01\nmonth: '{month}'\nphone: '1'");
        project.write(format!("articles/2022/{month}/общая.md"), format!("---\n{fields}\n---\n"));
    }
    for number in 0..CLEAN {
        let document = Document::new(number);
        project.write(document.path(), document.text());
    }
    let mut expected = BTreeMap::new();
    for (index, (field, rule, plant)) in FAULTS.iter().enumerate() {
        for made in 0..EACH {
            let mut document = Document::new(CLEAN + index * EACH + made);
            plant(&mut document);
            project.write(document.path(), document.text());
            expected.insert(document.path(), (document.line(field), *rule));
        }
    }
    (project, expected)
}

/// What is found, by path, as line and rule.
fn findings(project: &Project, arguments: &[&str]) -> BTreeMap<String, Vec<(usize, String)>> {
    let ran = project.check(&[&["--output-format", "jsonl"], arguments].concat());
    let mut findings: BTreeMap<String, Vec<(usize, String)>> = BTreeMap::new();
    for line in ran.out.lines() {
        let found: serde_json::Value = serde_json::from_str(line).unwrap();
        let place = usize::try_from(found["range"]["start"]["line"].as_u64().unwrap()).unwrap();
        let rule = found["rule"].as_str().unwrap().to_owned();
        findings.entry(found["path"].as_str().unwrap().to_owned()).or_default().push((place, rule));
    }
    findings
}

#[test]
fn planted_faults_against_laws_are_found_where_they_are_and_nothing_else() {
    let (project, expected) = project();
    let mut found = findings(&project, &["--threads", "1"]);
    let (mut missed, mut wrong, mut told) = (Vec::new(), Vec::new(), 0);
    for (path, (line, rule)) in &expected {
        let own = found.remove(path).unwrap_or_default();
        let is_it = |(at, name): &(usize, String)| at == line && name == rule;
        match own.iter().any(is_it) {
            true if *rule == TOGETHER => told += 1,
            // Of two documents that share what they must not, the later one names the earlier.
            false if *rule == TOGETHER => {}
            true => {}
            false => missed.push(format!("{path}:{line} {rule}, but {own:?}")),
        }
        let others = own.iter().filter(|found| !is_it(found));
        wrong.extend(others.map(|found| format!("{path}: {found:?} beside {rule}")));
    }
    told += found.values().flatten().filter(|(_, rule)| rule == TOGETHER).count();
    assert_eq!(told, expected.values().filter(|(_, rule)| *rule == TOGETHER).count(), "each pair is told of once");
    let others = found.iter().filter(|(_, found)| found.iter().any(|(_, rule)| rule != TOGETHER));
    wrong.extend(others.map(|(path, found)| format!("{path}: {found:?}")));
    assert!(missed.is_empty(), "{} of {} missed: {:#?}", missed.len(), expected.len(), &missed[..missed.len().min(20)]);
    assert!(wrong.is_empty(), "{} that nobody planted: {:#?}", wrong.len(), &wrong[..wrong.len().min(20)]);
}

#[test]
fn laws_hold_in_any_order_and_on_any_number_of_threads() {
    let (project, _) = project();
    let first = findings(&project, &["--threads", "1"]);
    assert!(!first.is_empty());
    assert_eq!(findings(&project, &["--threads", "4"]), first);
    let mut folders: Vec<String> = (2016..2025).map(|year| format!("articles/{year}")).collect();
    folders.reverse();
    let folders: Vec<&str> = folders.iter().map(String::as_str).collect();
    assert_eq!(findings(&project, &[&folders[..], &["--threads", "3"]].concat()), first);
}
