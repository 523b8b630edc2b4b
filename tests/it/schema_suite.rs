//! The JSON-Schema-Test-Suite, where it is at hand: `MASTHEAD_CORPORA`, or `../shared/corpora`.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use masthead::schema::{References, Schema};
use masthead::source::Source;
use serde_json::Value as Json;

/// Groups of the suite that differ, each as `draft/file: group`, with the reason and how many of its tests differ, in
/// `docs/conformance-json-schema.md`.
const DIFFERENCES: &str = include_str!("../../docs/conformance-json-schema.md");

const DRAFTS: [(&str, &str); 5] = [
    ("draft4", "http://json-schema.org/draft-04/schema#"),
    ("draft6", "http://json-schema.org/draft-06/schema#"),
    ("draft7", "http://json-schema.org/draft-07/schema#"),
    ("draft2019-09", "https://json-schema.org/draft/2019-09/schema"),
    ("draft2020-12", "https://json-schema.org/draft/2020-12/schema"),
];

/// The suite says that its remotes are at `http://localhost:1234/`.
#[derive(Debug)]
struct Remotes(PathBuf);

impl References for Remotes {
    fn read(&self, uri: &str) -> Result<Source, String> {
        let path = uri.strip_prefix("http://localhost:1234/").ok_or("it is not of the suite")?;
        let text = fs::read_to_string(self.0.join(path)).map_err(|error| error.to_string())?;
        Ok(Source::new(path, text))
    }
}

fn suite() -> Option<PathBuf> {
    let corpora =
        std::env::var_os("MASTHEAD_CORPORA").map_or_else(|| PathBuf::from("../shared/corpora"), PathBuf::from);
    let suite = corpora.join("json-schema-test-suite");
    suite.is_dir().then_some(suite)
}

fn json_files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    files
}

/// What of a group does not come out as the suite says; `None` where all does.
fn differs(group: &Json, draft: &str, remotes: &Arc<Remotes>) -> Option<(String, String)> {
    let mut rules = group["schema"].clone();
    if let Some(object) = rules.as_object_mut()
        && !object.contains_key("$schema")
    {
        object.insert("$schema".to_owned(), draft.into());
    }
    let source = Source::new("schema.json", rules.to_string());
    let schema = match Schema::load(source, None, Arc::clone(remotes) as Arc<dyn References>) {
        Ok(schema) => schema,
        Err(error) => return Some(("the schema".to_owned(), error.diagnostics[0].message.clone())),
    };
    let tests = group["tests"].as_array().expect("the suite has tests");
    let wrong = tests.iter().filter(|test| {
        schema.failures(&test["data"]).is_empty() != test["valid"].as_bool().expect("a test says what is valid")
    });
    let wrong: Vec<_> = wrong.map(|test| test["description"].as_str().expect("a test is described")).collect();
    (!wrong.is_empty()).then(|| (format!("{} of {}", wrong.len(), tests.len()), wrong.join(", ")))
}

#[test]
fn every_group_comes_out_as_the_suite_says_or_is_listed() {
    let Some(suite) = suite() else {
        println!("skipped: no json-schema-test-suite in ../shared/corpora or MASTHEAD_CORPORA");
        return;
    };
    let remotes = Arc::new(Remotes(suite.join("remotes")));
    let (mut groups, mut unlisted, mut all) = (0, Vec::new(), Vec::new());
    for (draft, address) in DRAFTS {
        let tests = suite.join("tests").join(draft);
        for folder in ["", "optional", "optional/format"] {
            for path in json_files(&tests.join(folder)) {
                let file = path.file_stem().unwrap().to_str().unwrap().to_owned();
                let content: Json = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
                for group in content.as_array().unwrap() {
                    groups += 1;
                    let Some((many, how)) = differs(group, address, &remotes) else { continue };
                    let description = group["description"].as_str().unwrap();
                    let name =
                        format!("{draft}/{}{file}: {description}", if folder.is_empty() { "" } else { "optional/" });
                    let is_it =
                        |row: &str| row.starts_with(&format!("| {name} |")) && row.ends_with(&format!("| {many} |"));
                    let listed = DIFFERENCES.lines().any(is_it);
                    all.push(name.clone());
                    if !listed {
                        unlisted.push(format!("| {name} | | {many} | => {how}"));
                    }
                }
            }
        }
    }
    assert!(groups > 1_000, "{groups} groups");
    assert!(unlisted.is_empty(), "{} of {groups} groups:\n{}", unlisted.len(), unlisted.join("\n"));
    let listed = DIFFERENCES.lines().filter(|line| line.starts_with("| draft"));
    let cured: Vec<_> =
        listed.filter(|line| !all.iter().any(|name| line.starts_with(&format!("| {name} |")))).collect();
    assert!(cured.is_empty(), "no longer different:\n{}", cured.join("\n"));
}
