//! The language server, driven over two pipes as an editor does.

pub(crate) mod client;
mod completion;
mod documents;
mod edits;
mod places;
pub(crate) mod requests;

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value as Json, json};

use client::{Client, check, made, pulling, uri};

const CONFIGURATION: &str = "[[schemas]]\nfiles = [\"*.md\"]\nschema = \"article\"\n";
const BROKEN: &str = "---\r\nlanguage: Я😀 # e\u{301}\r\npublished: 2022-02-30\r\nkeywords:\r\n  - \"[[сербия]]\"\r\n  - [[Ru]]\r\n  - \r\nti\r\n---\r\nBody\r\n";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("masthead.toml"), CONFIGURATION).unwrap();
    folder
}

#[test]
fn findings_are_those_of_the_command_line_in_both_encodings() {
    for (encoding, unit) in [("utf-8", char::len_utf8 as fn(char) -> usize), ("utf-16", char::len_utf16)] {
        let folder = folder();
        let path = folder.path().join("a.md");
        fs::write(&path, BROKEN).unwrap();
        let expected = check(folder.path(), "a.md");
        assert!(expected.len() > 5, "{expected:?}");
        let capabilities = json!({ "general": { "positionEncodings": [encoding] } });
        let mut client = Client::start(folder.path(), &capabilities);
        let uri = client.open(&path, BROKEN);
        let found = client.published(&uri);
        let place = |offset: &Json| {
            let before = &BROKEN[..usize::try_from(offset.as_u64().unwrap()).unwrap()];
            let line = before.matches('\n').count();
            let start = before.rfind('\n').map_or(0, |at| at + 1);
            json!({ "line": line, "character": before[start..].chars().map(unit).sum::<usize>() })
        };
        let expected: Vec<Json> = expected
            .iter()
            .map(|found| {
                json!([
                    found["rule"],
                    place(&found["range"]["start"]["offset"]),
                    place(&found["range"]["end"]["offset"])
                ])
            })
            .collect();
        let found: Vec<Json> =
            found.iter().map(|found| json!([found["code"], found["range"]["start"], found["range"]["end"]])).collect();
        assert_eq!(found, expected, "{encoding}");
        client.end();
    }
}

#[test]
fn a_client_that_pulls_is_told_to_ask_again_when_a_schema_changes() {
    let folder = folder();
    let path = folder.path().join("a.md");
    let mut client = Client::start(folder.path(), &pulling());
    let uri = client.open(&path, "---\ntitle: a\n---\n");
    let ask = json!({ "textDocument": { "uri": uri } });
    let before = client.request("textDocument/diagnostic", &ask);
    assert!(before["result"]["items"].to_string().contains("schema/required"), "{before}");
    let configuration = folder.path().join("masthead.toml");
    fs::write(&configuration, "").unwrap();
    let changes = json!({ "changes": [{ "uri": self::uri(&configuration), "type": 2 }] });
    client.notify("workspace/didChangeWatchedFiles", &changes);
    client.wait(|message| message["method"] == "workspace/diagnostic/refresh");
    let after = client.request("textDocument/diagnostic", &ask);
    assert!(!after["result"]["items"].to_string().contains("schema/required"), "{after}");
    client.end();
}

#[test]
fn a_client_that_cannot_be_told_to_ask_again_is_pushed_to() {
    let folder = folder();
    let path = folder.path().join("a.md");
    let mut client = Client::start(folder.path(), &json!({ "textDocument": { "diagnostic": {} } }));
    let uri = client.open(&path, "---\ntitle: a\n---\n");
    let is_required = |found: &[Json]| found.iter().any(|found| found["code"] == "schema/required");
    assert!(is_required(&client.published(&uri)));
    let asked = client.request("textDocument/diagnostic", &json!({ "textDocument": { "uri": uri } }));
    assert_eq!(asked["error"]["code"], -32601, "it has its findings already");
    fs::write(folder.path().join("masthead.toml"), "").unwrap();
    let changes = json!({ "changes": [{ "uri": self::uri(&folder.path().join("masthead.toml")), "type": 2 }] });
    client.notify("workspace/didChangeWatchedFiles", &changes);
    while is_required(&client.published(&uri)) {}
    client.end();
}

#[test]
fn a_client_that_pulls_is_not_pushed_to() {
    let folder = folder();
    let path = folder.path().join("a.md");
    let mut client = Client::start(folder.path(), &pulling());
    let uri = client.open(&path, BROKEN);
    let answer = client.request("textDocument/diagnostic", &json!({ "textDocument": { "uri": uri } }));
    assert!(answer["result"]["items"].as_array().unwrap().len() > 5);
    assert!(client.kept.iter().all(|message| message["method"] != "textDocument/publishDiagnostics"));
    client.end();
}

#[test]
fn all_safe_repairs_are_what_fix_does() {
    let folder = folder();
    let path = folder.path().join("a.md");
    let text = "---\nlanguage: RU\ntitle:  Новости\u{a0}\nkeywords:\n  - [[Ru]]\n  - '[[ Я😀 ]]'\n---\nBody\n";
    fs::write(&path, text).unwrap();
    let mut client = Client::start(folder.path(), &json!({}));
    let uri = client.open(&path, text);
    let whole = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } });
    let context = json!({ "diagnostics": [], "only": ["source.fixAll"] });
    let params = json!({ "textDocument": { "uri": uri }, "range": whole, "context": context });
    let answer = client.request("textDocument/codeAction", &params);
    let actions = answer["result"].as_array().unwrap();
    assert_eq!(actions.len(), 1, "{actions:?}");
    let edits = actions[0]["edit"]["changes"][&uri].as_array().unwrap();
    // The client makes the edit itself, and tells the server.
    client.notify(
        "textDocument/didChange",
        &json!({ "textDocument": { "uri": uri, "version": 2 }, "contentChanges":
            edits.iter().map(|edit| json!({ "range": edit["range"], "text": edit["newText"] })).collect::<Vec<_>>() }),
    );
    let made = made(text, edits, char::len_utf16);
    client::fix(folder.path());
    assert_eq!(made, fs::read_to_string(&path).unwrap());
    client.end();
}

#[test]
fn a_document_that_is_compared_is_told_of_the_others() {
    let folder = folder();
    for name in ["b.md", "c.md"] {
        fs::write(folder.path().join(name), "---\nkeywords:\n  - \"[[Сербия]]\"\n---\nТекст\n").unwrap();
    }
    let path = folder.path().join("a.md");
    let related = json!({ "textDocument": { "publishDiagnostics": { "relatedInformation": true } } });
    let mut client = Client::start(folder.path(), &related);
    let uri = client.open(&path, "---\nkeywords:\n  - \"[[сербия]]\"\n---\nТекст\n");
    loop {
        let found = client.published(&uri);
        if let Some(variant) = found.iter().find(|found| found["code"] == "wikilink/variant") {
            let place = &variant["relatedInformation"][0]["location"];
            assert_eq!(place["range"]["start"], json!({ "line": 2, "character": 7 }));
            assert!(place["uri"].as_str().unwrap().ends_with("/b.md"), "{place}");
            break;
        }
    }
    client.end();
}

#[test]
fn what_the_configuration_does_not_count_or_show_is_not_published() {
    let folder = tempfile::tempdir().unwrap();
    let text = "---\ntitle: 'a '\ndate: 2024-02-30\n---\n";
    let other = "---\ntitle: 'a '\ndate: 2024-02-31\n---\n";
    let path = folder.path().join("a.md");
    fs::write(&path, text).unwrap();
    let baseline = Command::new(env!("CARGO_BIN_EXE_masthead")).arg("baseline").current_dir(folder.path()).output();
    assert!(baseline.unwrap().status.success());
    fs::write(folder.path().join("masthead.toml"), "baseline = \"masthead-baseline.json\"\n").unwrap();
    let mut client = Client::start(folder.path(), &json!({}));
    let document = client.open(&path, text);
    assert_eq!(client.published(&document), [] as [Json; 0]);
    let change =
        |text: &str| json!({ "textDocument": { "uri": document, "version": 2 }, "contentChanges": [{ "text": text }] });
    client.notify("textDocument/didChange", &change(other));
    let found = client.published(&document);
    assert_eq!(found.len(), 1, "the day is another, and new: {found:?}");
    assert_eq!(found[0]["code"], "date/impossible");
    client.notify("textDocument/didChange", &change(text));
    assert_eq!(client.published(&document), [] as [Json; 0]);
    client.end();

    fs::write(folder.path().join("masthead.toml"), "level = \"error\"\n").unwrap();
    let mut client = Client::start(folder.path(), &json!({}));
    let document = client.open(&path, text);
    let found = client.published(&document);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["code"], "date/impossible");
    client.end();
}

#[test]
fn a_broken_configuration_is_shown_in_its_file_and_the_last_good_one_stays() {
    let folder = folder();
    let configuration = folder.path().join("masthead.toml");
    let mut client = Client::start(folder.path(), &json!({}));
    let document = client.open(&folder.path().join("a.md"), "---\ntitle: a\n---\n");
    let before = client.published(&document);
    assert!(before.iter().any(|found| found["code"] == "schema/required"), "{before:?}");
    fs::write(&configuration, "[[schemas]]\nfile = [\"*.md\"]\n").unwrap();
    let watched = json!({ "changes": [{ "uri": uri(&configuration), "type": 2 }] });
    client.notify("workspace/didChangeWatchedFiles", &watched);
    let shown = client.published(&uri(&configuration));
    assert!(!shown.is_empty());
    let title = json!({ "textDocument": { "uri": document, "version": 2 }, "contentChanges": [{ "text": "---\ntitle: b\n---\n" }] });
    client.notify("textDocument/didChange", &title);
    assert_eq!(client.published(&document).len(), before.len());
    fs::write(&configuration, CONFIGURATION).unwrap();
    client.notify("workspace/didChangeWatchedFiles", &watched);
    assert_eq!(client.published(&uri(&configuration)), [] as [Json; 0]);
    client.end();
}

/// What is offered at the end of a text, as label and detail.
fn offered(client: &mut Client, path: &Path, text: &str) -> Vec<(String, String)> {
    let uri = client.open(path, text);
    let before = text.strip_suffix("\n---\n").unwrap();
    let (line, last) = (before.matches('\n').count(), before.rsplit('\n').next().unwrap());
    let position = json!({ "line": line, "character": last.encode_utf16().count() });
    let asked = json!({ "textDocument": { "uri": uri }, "position": position });
    let answer = client.request("textDocument/completion", &asked);
    client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": uri } }));
    let items =
        answer["result"].as_array().or_else(|| answer["result"]["items"].as_array()).cloned().unwrap_or_default();
    items
        .iter()
        .map(|item| {
            (item["label"].as_str().unwrap().to_owned(), item["detail"].as_str().unwrap_or_default().to_owned())
        })
        .collect()
}

#[test]
fn the_words_of_a_collection_are_offered() {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("masthead.toml", "[[schemas]]\nfiles = [\"**/*.md\"]\nschema = \"s.yaml\"\n");
    write("tags.yaml", "политика: выборы и парламенты\nsocietate:\n");
    write(
        "s.yaml",
        "required: [ms.date]\nproperties: { tags: { type: array, items: { type: string } }, ms.date: { type: string } }\nx-masthead:\n  vocabulary: { tags: tags.yaml }\n  dates: { ms.date: '%m/%d/%Y' }\n  same-as-folder: domain\n  equals: { canonical: url }\n  targets: { next: slug, after: title }\n",
    );
    write("новости/2022-09-26-сербия.md", "---\ntitle: Сербия и Турция\n---\n");
    let path = folder.path().join("новости/b.md");
    fs::write(&path, "").unwrap();
    let mut client = Client::start(folder.path(), &json!({}));
    let mut at = |text: &str| offered(&mut client, &path, text);
    let has = |offered: &[(String, String)], label: &str, detail: &str| {
        assert!(offered.contains(&(label.to_owned(), detail.to_owned())), "{label}: {offered:?}");
    };
    has(&at("---\ntags:\n  - \n---\n"), "политика", "выборы и парламенты");
    has(&at("---\ntags:\n  - so\n---\n"), "societate", "");
    has(&at("---\nms.date: \n---\n"), "11/26/2026", "today");
    has(&at("---\ndomain: \n---\n"), "новости", "the document's folder");
    has(&at("---\nurl: https://example.org/я\ncanonical: \n---\n"), "https://example.org/я", "as in `url`");
    // The other documents are read in the background.
    let other = ("сербия".to_owned(), "document".to_owned());
    let begin = std::time::Instant::now();
    while !at("---\nnext: \n---\n").contains(&other) {
        assert!(begin.elapsed().as_secs() < 60, "the other document is read");
    }
    has(&at("---\nafter: \n---\n"), "Сербия и Турция", "document");
    let dates = at("---\nms.date: \n---\n");
    assert!(!dates.iter().any(|(label, _)| label.starts_with("2026-")), "{dates:?}");
    client.end();
}
