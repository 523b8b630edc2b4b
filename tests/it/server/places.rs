//! Where a name leads, where else a value is, and what a renaming leaves as it is.

use std::fs;
use std::path::Path;

use serde_json::{Value as Json, json};

use super::client::{Client, position, pulling};

fn project(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// The places that a request gives at `|` of a document, as `name:line:character`, once there are as many as wanted.
fn places(client: &mut Client, method: &str, path: &Path, marked: &str, wanted: &[&str]) -> Vec<String> {
    let offset = marked.find('|').unwrap();
    let text = marked.replacen('|', "", 1);
    let uri = client.open(path, &text);
    let wanted: Vec<String> = wanted.iter().map(|&place| place.to_owned()).collect();
    client.until(&wanted, |client| {
        // A client that shows findings has asked for them.
        client.pulled(&uri);
        let params = json!({
            "textDocument": { "uri": uri }, "position": position(&text, offset, char::len_utf16),
            "context": { "includeDeclaration": true },
        });
        let answer = client.request(method, &params);
        let places = answer["result"].as_array().cloned().unwrap_or_default();
        let told = |place: &Json| {
            let start = &place["range"]["start"];
            let name = place["uri"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
            format!("{name}:{}:{}", start["line"], start["character"])
        };
        places.iter().map(told).collect()
    })
}

const DEFINITION: &str = "textDocument/definition";
const REFERENCES: &str = "textDocument/references";

#[test]
fn links_and_values_lead_to_documents() {
    let folder = project(&[
        ("masthead.toml", "[[schemas]]\nfiles = [\"**/*.md\"]\nschema = \"s.yaml\"\n"),
        ("s.yaml", "x-masthead: { targets: { next: slug, after: title, file: path } }\n"),
        ("Serbia.md", "---\ntitle: Сербия\naliases:\n  - b\n  - Србија\n---\n"),
        ("deep/Moldova.md", "---\ntitle: Молдова\nslug: moldova\n---\n"),
        ("2022-09-26-osetia.md", "---\ntitle: Осетия 🏔\n---\n"),
    ]);
    let path = folder.path().join("a.md");
    let mut client = Client::start(folder.path(), &pulling());
    for (text, wanted) in [
        ("---\nx: \"[[ser|bia]]\"\n---\n", "Serbia.md:0:0"),
        ("---\nx: \"[[deep/Mol|dova|там]]\"\n---\n", "Moldova.md:0:0"),
        ("---\nx: \"[[србија|]]\"\n---\n", "Serbia.md:4:4"),
        ("---\nnext: mol|dova\n---\n", "Moldova.md:2:6"),
        ("---\nnext: ose|tia\n---\n", "2022-09-26-osetia.md:0:0"),
        ("---\nafter: Осетия 🏔|\n---\n", "2022-09-26-osetia.md:1:7"),
        ("---\nfile: deep/../deep/Moldova.md|\n---\n", "Moldova.md:0:0"),
        ("---\nparent: Mold|ova\n---\n", "Moldova.md:0:0"),
    ] {
        assert_eq!(places(&mut client, DEFINITION, &path, text, &[wanted]), [wanted], "{text}");
    }
    assert_eq!(places(&mut client, DEFINITION, &path, "---\nx: \"[[nowhere/Mol|dova]]\"\n---\n", &[]), [""; 0]);
    client.end();
}

#[test]
fn a_duplicate_leads_to_the_other_document() {
    let folder = project(&[
        ("masthead.toml", "[[schemas]]\nfiles = [\"*.md\"]\nschema = \"s.yaml\"\n"),
        ("s.yaml", "x-masthead: { unique: [id] }\n"),
        ("b.md", "---\ntitle: b\nid: Я1\n---\n"),
    ]);
    let path = folder.path().join("c.md");
    let mut client = Client::start(folder.path(), &pulling());
    let found = places(&mut client, DEFINITION, &path, "---\nid: Я|1\n---\n", &["b.md:2:4"]);
    assert_eq!(found, ["b.md:2:4"]);
    client.end();
}

#[test]
fn references_are_values_of_the_field_and_links_of_any() {
    let folder = project(&[
        ("b.md", "---\nkeywords:\n  - \"[[Сербия]]\"\ntag: Сербия\n---\n"),
        ("c.md", "---\nplaces: ['[[сербия|сербов]]']\ntag: другое\ntags: [Сербия]\n---\n"),
    ]);
    let path = folder.path().join("a.md");
    let mut client = Client::start(folder.path(), &pulling());
    let links = ["a.md:1:7", "b.md:2:4", "c.md:1:9"];
    assert_eq!(places(&mut client, REFERENCES, &path, "---\nabout: \"[[Сер|бия]]\"\n---\n", &links), links);
    let values = ["a.md:1:5", "b.md:3:5"];
    assert_eq!(places(&mut client, REFERENCES, &path, "---\ntag: Сер|бия\n---\n", &values), values);
    let fields = ["a.md:1:0", "b.md:3:0", "c.md:2:0"];
    assert_eq!(places(&mut client, REFERENCES, &path, "---\nta|g: x\n---\n", &fields), fields);
    client.end();
}

#[test]
fn a_renaming_says_what_it_leaves() {
    let folder = project(&[
        ("b.md", "---\nkeywords: [Сербия]\n---\n"),
        ("c.md", "---\nkeywords: [Сербия]\nx: [\n---\n"),
        ("d.md", "---\nkeywords:\n  - |-\n    Сербия\n---\n"),
    ]);
    let path = folder.path().join("a.md");
    let mut client = Client::start(folder.path(), &pulling());
    let text = "---\nkeywords: [Сербия]\n---\n";
    // All are read once the references are known.
    let all = ["a.md:1:11", "b.md:1:11", "c.md:1:11", "d.md:2:4"];
    let found = places(&mut client, REFERENCES, &path, "---\nkeywords: [Сер|бия]\n---\n", &all);
    assert_eq!(found, all);
    let params = json!({
        "textDocument": { "uri": super::uri(&path) }, "newName": "Новая Сербия",
        "position": position(text, text.find("бия").unwrap(), char::len_utf16),
    });
    let answer = client.request("textDocument/rename", &params);
    let changed: Vec<&String> = answer["result"]["changes"].as_object().unwrap().keys().collect();
    assert_eq!(changed.len(), 2, "{answer}");
    let said = client.wait(|message| message["method"] == "window/showMessage");
    let said = said["params"]["message"].as_str().unwrap();
    assert!(
        said.contains("c.md (the front matter has syntax errors)")
            && said.contains("d.md (the value is a block of text)"),
        "{said}"
    );
    client.end();
}
