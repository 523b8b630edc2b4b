//! What is offered between brackets and braces, in lists over several lines and in JSON, and what becomes of the text.

use std::fs;
use std::path::Path;

use serde_json::{Value as Json, json};

use super::client::{Client, made, position, pulling};

/// The items at `|`, and whether they are all.
fn offered(client: &mut Client, path: &Path, marked: &str) -> (String, String, Vec<Json>, bool) {
    let offset = marked.find('|').unwrap();
    let text = marked.replacen('|', "", 1);
    let uri = client.open(path, &text);
    let position = position(&text, offset, char::len_utf16);
    let asked = json!({ "textDocument": { "uri": uri }, "position": position });
    let answer = client.request("textDocument/completion", &asked);
    let result = &answer["result"];
    let items = result["items"].as_array().unwrap_or_else(|| panic!("no list: {answer}")).clone();
    (uri, text, items, result["isIncomplete"] == true)
}

/// The text after the item with this label was taken at `|`; nothing where it is not offered.
fn completed(client: &mut Client, path: &Path, marked: &str, label: &str) -> Option<String> {
    let (uri, text, items, _) = offered(client, path, marked);
    client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": uri } }));
    let item = items.iter().find(|item| item["label"] == label)?;
    let edit = &item["textEdit"];
    assert_eq!(edit["range"]["start"]["line"], edit["range"]["end"]["line"], "{item}");
    Some(made(&text, std::slice::from_ref(edit), char::len_utf16))
}

const SCHEMA: &str = "
type: object
required: [title, cover]
properties:
  title: { type: string }
  language: { type: string, format: language-tag }
  draft: { type: boolean }
  date: { type: string, format: date }
  keywords: { type: array, items: { type: string, format: wikilink } }
  cover:
    type: object
    properties:
      src: { type: string }
      fit: { enum: [cover, contain] }
";

fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("masthead.toml", "[[schemas]]\nfiles = [\"*.md\"]\nschema = \"schema.yaml\"\n");
    write("schema.yaml", SCHEMA);
    write("b.md", "---\ntitle: Ф\nkeywords:\n  - \"[[Сербия]]\"\n  - \"[[Южная Осетия]]\"\n---\n");
    folder
}

/// A text with a cursor, what is taken there, and what the text is then.
const TAKEN: &[(&str, &str, &str)] = &[
    // Fields and values in braces.
    ("---\ncover: { sr| }\n---\n", "src", "---\ncover: { src:  }\n---\n"),
    ("---\ncover: { | src: a }\n---\n", "fit", "---\ncover: { fit: , src: a }\n---\n"),
    ("---\ncover: { src: a, fit: co| }\n---\n", "contain", "---\ncover: { src: a, fit: contain }\n---\n"),
    ("---\ncover: {\n  src: a,\n  fit:|\n}\n---\n", "cover", "---\ncover: {\n  src: a,\n  fit: cover\n}\n---\n"),
    // Lists over several lines.
    (
        "---\nkeywords: [\n  \"[[Сербия]]\",\n  [[Юж|\n]\n---\n",
        "[[Южная Осетия]]",
        "---\nkeywords: [\n  \"[[Сербия]]\",\n  \"[[Южная Осетия]]\"\n]\n---\n",
    ),
    (
        "---\nkeywords: [\"[[Сербия]]\",\n  \"[[Юж|]]\"]\n---\n",
        "[[Южная Осетия]]",
        "---\nkeywords: [\"[[Сербия]]\",\n  \"[[Южная Осетия]]\"]\n---\n",
    ),
    // JSON, with braces and without.
    (
        "{\n  \"title\": \"a\",\n  \"la|\"\n}\nТекст\n",
        "language",
        "{\n  \"title\": \"a\",\n  \"language\": \n}\nТекст\n",
    ),
    ("{\n  |\n  \"title\": \"a\"\n}\nТекст\n", "draft", "{\n  \"draft\": ,\n  \"title\": \"a\"\n}\nТекст\n"),
    ("{\n  \"language\": \"r|\"\n}\nТекст\n", "ru", "{\n  \"language\": \"ru\"\n}\nТекст\n"),
    ("{\n  \"language\":|\n}\nТекст\n", "ru", "{\n  \"language\": \"ru\"\n}\nТекст\n"),
    ("{\n  \"date\": |\n}\nТекст\n", "2026-11-26", "{\n  \"date\": \"2026-11-26\"\n}\nТекст\n"),
    ("{\n  \"draft\": t|\n}\nТекст\n", "true", "{\n  \"draft\": true\n}\nТекст\n"),
    (
        "{\n  \"keywords\": [\n    \"[[Сербия]]\",\n    \"[[Юж|\"\n  ]\n}\nТекст\n",
        "[[Южная Осетия]]",
        "{\n  \"keywords\": [\n    \"[[Сербия]]\",\n    \"[[Южная Осетия]]\"\n  ]\n}\nТекст\n",
    ),
    (
        ";;;\n\"title\": \"a\",\n\"cover\": { \"fit\": \"|\" }\n;;;\nТекст\n",
        "cover",
        ";;;\n\"title\": \"a\",\n\"cover\": { \"fit\": \"cover\" }\n;;;\nТекст\n",
    ),
    // TOML.
    ("+++\ntitle = \"a\"\ncover = { fi| }\n+++\n", "fit", "+++\ntitle = \"a\"\ncover = { fit =  }\n+++\n"),
    ("+++\ncover = { fit = \"|\" }\n+++\n", "cover", "+++\ncover = { fit = \"cover\" }\n+++\n"),
    (
        "+++\nkeywords = [\n  \"[[Сербия]]\",\n  \"[[Юж|\n]\n+++\n",
        "[[Южная Осетия]]",
        "+++\nkeywords = [\n  \"[[Сербия]]\",\n  \"[[Южная Осетия]]\"\n]\n+++\n",
    ),
];

#[test]
fn between_brackets_and_braces_what_is_taken_is_written_as_it_must_be() {
    let folder = project();
    let path = folder.path().join("a.md");
    let mut client = Client::start(folder.path(), &pulling());
    for (marked, label, wanted) in TAKEN {
        // The other document is read in the background.
        let wanted = Some((*wanted).to_owned());
        let got = client.until(&wanted, |client| completed(client, &path, marked, label));
        assert_eq!(got, wanted, "{label} in {marked:?}");
    }
    client.end();
}

#[test]
fn a_new_field_in_braces_is_one_line() {
    let folder = project();
    let mut capabilities = pulling();
    capabilities["textDocument"]["completion"] = json!({ "completionItem": { "snippetSupport": true } });
    let mut client = Client::start(folder.path(), &capabilities);
    let path = folder.path().join("a.md");
    let mut taken = |marked: &str, label: &str| completed(&mut client, &path, marked, label).unwrap();
    assert_eq!(
        taken("{\n  \"x\": 1,\n  \"ke|\"\n}\n", "keywords"),
        "{\n  \"x\": 1,\n  \"keywords\": [\"[[$1]]\"]\n}\n"
    );
    assert_eq!(taken("{\n  \"x\": 1,\n  |\n}\n", "cover"), "{\n  \"x\": 1,\n  \"cover\": { $1 }\n}\n");
    assert_eq!(
        taken("{\n  \"x\": 1,\n  |\n  \"y\": 2\n}\n", "date"),
        "{\n  \"x\": 1,\n  \"date\": \"${1:2026-11-26}\",\n  \"y\": 2\n}\n"
    );
    assert_eq!(taken("---\nke|\n---\n", "keywords"), "---\nkeywords:\n  - \"[[$1]]\"\n---\n");
    client.end();
}

#[test]
fn in_json_fields_that_are_there_are_not_offered() {
    let folder = project();
    let mut client = Client::start(folder.path(), &pulling());
    let (_, _, items, is_incomplete) =
        offered(&mut client, &folder.path().join("a.md"), "{\n  \"title\": \"a\",\n  \"|\",\n  \"draft\": true\n}\n");
    let labels: Vec<&str> = items.iter().filter_map(|item| item["label"].as_str()).collect();
    assert!(labels.contains(&"cover") && !labels.contains(&"title") && !labels.contains(&"draft"), "{labels:?}");
    assert!(items.iter().all(|item| item["filterText"].as_str().unwrap().starts_with('"')), "{items:?}");
    assert!(!is_incomplete);
    client.end();
}

#[test]
fn a_list_that_is_cut_says_so_until_it_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("masthead.toml"), "[[schemas]]\nfiles = [\"*.md\"]\nschema = \"article\"\n").unwrap();
    let keywords = (0..250).fold(String::new(), |list, number| list + &format!("  - \"[[Слово {number:03}]]\"\n"));
    fs::write(folder.path().join("b.md"), format!("---\nkeywords:\n{keywords}---\n")).unwrap();
    let mut client = Client::start(folder.path(), &pulling());
    let path = folder.path().join("a.md");
    let mut at = |marked: &str, wanted: (usize, bool)| {
        let got = client.until(&wanted, |client| {
            let (uri, _, items, is_incomplete) = offered(client, &path, marked);
            client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": uri } }));
            let words = items.iter().filter(|item| item["label"].as_str().unwrap().starts_with("[[Слово"));
            (words.count(), is_incomplete)
        });
        assert_eq!(got, wanted, "{marked}");
    };
    at("---\nkeywords:\n  - |\n---\n", (200, true));
    at("---\nkeywords:\n  - \"[[слово 24|]]\"\n---\n", (10, false));
    client.end();
}
