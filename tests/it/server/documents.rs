//! The documents of this project's own tests, as an editor has them: findings and repairs are those of the command line.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use masthead::rules::RULES;
use serde_json::{Value as Json, json};

use super::client::{Client, check, fix, made, position, pulling, uri};

/// All documents below a folder.
fn documents(folder: &Path) -> Vec<PathBuf> {
    let mut folders = vec![folder.to_owned()];
    let mut documents = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                documents.push(path);
            }
        }
    }
    documents.sort();
    documents
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// The documents of `seeds/`, and each once more with every line of its front matter damaged in one of several ways.
fn seeds(folder: &Path) {
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds"), folder);
    for path in documents(folder) {
        let text = fs::read_to_string(&path).unwrap();
        for (name, from, to) in [
            ("unquoted", "\"[[", "[["),
            ("tag", "language: ru", "language: RU"),
            ("year", "published: ", "published: 9"),
            ("crlf", "\n", "\r\n"),
            ("space", ": ", ": \u{a0}😀 "),
            ("key", "title:", "tit\u{301}le:"),
        ] {
            let damaged = text.replace(from, to);
            if damaged != text {
                fs::write(path.with_extension(format!("{name}.md")), damaged).unwrap();
            }
        }
    }
}

/// The examples of the rules, each with its schema in a project of its own.
fn examples(folder: &Path) {
    for (number, (rule, example)) in
        RULES.iter().flat_map(|rule| rule.examples().into_iter().map(move |example| (rule, example))).enumerate()
    {
        let project = folder.join(format!("{number:03}-{}", rule.name.replace('/', "-")));
        let place = project.join(example.place.unwrap_or("a.md"));
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        let mut configuration = String::new();
        if let Some(schema) = example.schema {
            fs::write(project.join("schema.yaml"), unindent(schema)).unwrap();
            configuration.push_str("[[schemas]]\nfiles = [\"**/*.md\"]\nschema = \"schema.yaml\"\n");
        }
        for (name, text) in &example.files {
            let path = project.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, unindent(text)).unwrap();
        }
        fs::write(project.join("masthead.toml"), configuration).unwrap();
        fs::write(place, unindent(example.document)).unwrap();
    }
}

fn unindent(text: &str) -> String {
    let indent =
        text.lines().filter(|line| !line.trim().is_empty()).map(|line| line.len() - line.trim_start().len()).min();
    let lines = text.lines().map(|line| line.get(indent.unwrap_or(0)..).unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

/// A finding of the command line as a client sees it.
fn seen(found: &Json, text: &str, unit: fn(char) -> usize) -> Json {
    let place = |which: &str| {
        let offset = usize::try_from(found["range"][which]["offset"].as_u64().unwrap()).unwrap();
        position(text, offset, unit)
    };
    let help = found["help"].as_str().map(|help| format!("\n{help}")).unwrap_or_default();
    let severity = match found["level"].as_str().unwrap() {
        "error" => 1,
        "warning" => 2,
        _ => 3,
    };
    json!({
        "code": found["rule"], "severity": severity, "start": place("start"), "end": place("end"),
        "message": format!("{}{help}", found["message"].as_str().unwrap()),
    })
}

/// Opens every document of a folder, and compares findings and repairs with those of the command line.
fn is_the_same(folder: &Path) {
    let texts: BTreeMap<PathBuf, String> =
        documents(folder).into_iter().filter_map(|path| Some((path.clone(), fs::read_to_string(path).ok()?))).collect();
    let found = check(folder, ".");
    assert!(found.len() > 20, "there is something to compare: {}", found.len());
    for (encoding, unit) in [("utf-8", char::len_utf8 as fn(char) -> usize), ("utf-16", char::len_utf16)] {
        let mut capabilities = pulling();
        capabilities["general"] = json!({ "positionEncodings": [encoding] });
        let mut client = Client::start(folder, &capabilities);
        for (path, text) in &texts {
            client.open(path, text);
        }
        for (path, text) in &texts {
            let name = path.strip_prefix(folder).unwrap().to_str().unwrap();
            let wanted: Vec<Json> =
                found.iter().filter(|found| found["path"] == name).map(|found| seen(found, text, unit)).collect();
            let shown = client.until(&wanted, |client| {
                let shown = client.pulled(&uri(path));
                let shown = shown.iter().map(|found| {
                    json!({
                        "code": found["code"], "severity": found["severity"], "start": found["range"]["start"],
                        "end": found["range"]["end"], "message": found["message"],
                    })
                });
                shown.collect()
            });
            assert_eq!(json!(shown), json!(wanted), "{name} in {encoding}");
        }
        if encoding == "utf-16" {
            repairs_are_the_same(&mut client, folder, &texts);
        }
        client.end();
    }
}

fn repairs_are_the_same(client: &mut Client, folder: &Path, texts: &BTreeMap<PathBuf, String>) {
    let repaired: Vec<(&PathBuf, String)> = texts
        .iter()
        .map(|(path, text)| {
            let actions = client.fix_all(&uri(path));
            let edits = actions.first().map(|action| action["edit"]["changes"][uri(path)].as_array().unwrap().clone());
            (path, made(text, &edits.unwrap_or_default(), char::len_utf16))
        })
        .collect();
    fix(folder);
    let mut changed = 0;
    for (path, repaired) in repaired {
        let written = fs::read_to_string(path).unwrap();
        assert_eq!(repaired, written, "{}", path.display());
        changed += usize::from(written != texts[path]);
    }
    assert!(changed > 5, "there is something to repair: {changed}");
}

#[test]
fn seeds_have_the_findings_and_repairs_of_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    seeds(folder.path());
    is_the_same(folder.path());
}

#[test]
fn examples_of_rules_have_the_findings_and_repairs_of_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    examples(folder.path());
    is_the_same(folder.path());
}

/// Every repair that is offered is a single action, which gives the text that the command line says; where its rule has
/// no other repair in the document, that is what `--fix` makes of it with this rule alone.
#[test]
fn a_single_action_is_the_repair_of_its_finding() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    examples(folder);
    let texts: BTreeMap<PathBuf, String> =
        documents(folder).into_iter().filter_map(|path| Some((path.clone(), fs::read_to_string(path).ok()?))).collect();
    let found: Vec<Json> = check(folder, ".").into_iter().filter(|found| found["fix"].is_object()).collect();
    let mut client = Client::start(folder, &pulling());
    for (path, text) in &texts {
        client.open(path, text);
    }
    let mut by_rule: BTreeMap<&str, BTreeMap<&str, Vec<String>>> = BTreeMap::new();
    for found in &found {
        let (name, rule) = (found["path"].as_str().unwrap(), found["rule"].as_str().unwrap());
        let path = folder.join(name);
        let Some(text) = texts.get(&path) else { continue };
        let wanted = Some(edited(text, found["fix"]["edits"].as_array().unwrap()));
        let made = client.until(&wanted, |client| single(client, &path, text, found));
        assert_eq!(made, wanted, "{rule} in {name}: {found}");
        by_rule.entry(rule).or_default().entry(name).or_default().extend(made);
    }
    client.end();
    let mut compared = 0;
    for (rule, made) in by_rule {
        let alone: Vec<(&str, &String)> = made
            .iter()
            .filter_map(|(name, made)| made.first().filter(|_| made.len() == 1).map(|made| (*name, made)))
            .collect();
        // What a suppression hides is known only where the other rules run.
        if alone.is_empty() || rule.starts_with("suppression/") {
            continue;
        }
        let names: Vec<&str> = alone.iter().map(|(name, _)| *name).collect();
        fix_alone(folder, rule, &names);
        for (name, made) in alone {
            let path = folder.join(name);
            assert_eq!(*made, fs::read_to_string(&path).unwrap(), "{rule} in {name}");
            fs::write(&path, &texts[&path]).unwrap();
            compared += 1;
        }
    }
    assert!(compared > 20, "there is something to repair: {compared}");
}

/// A text after the edits of a finding of the command line.
fn edited(text: &str, edits: &[Json]) -> String {
    let offset = |place: &Json| usize::try_from(place["offset"].as_u64().unwrap()).unwrap();
    let mut edits: Vec<(usize, usize, &str)> = edits
        .iter()
        .map(|edit| {
            let range = &edit["range"];
            (offset(&range["start"]), offset(&range["end"]), edit["text"].as_str().unwrap())
        })
        .collect();
    edits.sort_unstable();
    let mut edited = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        edited.replace_range(start..end, new);
    }
    edited
}

/// A text after the quick fix of a finding; nothing where it is not offered.
fn single(client: &mut Client, path: &Path, text: &str, found: &Json) -> Option<String> {
    let uri = uri(path);
    let seen = seen(found, text, char::len_utf16);
    let context = json!({ "diagnostics": [], "only": ["quickfix"] });
    let range = json!({ "start": seen["start"], "end": seen["end"] });
    let params = json!({ "textDocument": { "uri": uri }, "range": range, "context": context });
    let answer = client.request("textDocument/codeAction", &params);
    let actions = answer["result"].as_array()?;
    let message = found["fix"]["message"].as_str()?.to_lowercase();
    let action = actions.iter().find(|action| {
        let about = &action["diagnostics"][0];
        about["code"] == seen["code"]
            && about["range"] == range
            && action["title"].as_str().is_some_and(|title| title.to_lowercase().starts_with(&message))
    })?;
    Some(made(text, action["edit"]["changes"][&uri].as_array()?, char::len_utf16))
}

/// Makes the repairs of one rule in some documents.
fn fix_alone(folder: &Path, rule: &str, names: &[&str]) {
    let fixed = std::process::Command::new(env!("CARGO_BIN_EXE_masthead"))
        .args(["check", "--fix", "--unsafe-fixes", "--quiet", "--today", "2026-11-26", "--select", rule])
        .args(names)
        .current_dir(folder)
        .output()
        .unwrap();
    assert_ne!(fixed.status.code(), Some(2), "{}", String::from_utf8_lossy(&fixed.stderr));
}
