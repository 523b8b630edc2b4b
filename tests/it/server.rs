//! The language server, driven over two pipes as an editor does.

use std::collections::VecDeque;
use std::fs;
use std::io::{BufRead, BufReader, PipeReader, PipeWriter, Read, Write};
use std::path::Path;
use std::process::Command;
use std::thread::JoinHandle;

use chrono::{DateTime, FixedOffset};
use masthead::server::{Outside, serve};
use serde_json::{Value as Json, json};

/// An editor.
struct Client {
    output: PipeWriter,
    input: BufReader<PipeReader>,
    server: JoinHandle<std::io::Result<bool>>,
    /// What arrived while something else was awaited.
    kept: VecDeque<Json>,
    requests: u64,
}

fn today() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-26T12:00:00Z").unwrap()
}

impl Client {
    /// Starts a server whose workspace is one folder.
    fn start(folder: &Path, capabilities: &Json) -> Self {
        let folders = json!([{ "uri": uri(folder), "name": "documents" }]);
        let mut client = Self::connect();
        let params =
            json!({ "processId": null, "rootUri": null, "capabilities": capabilities, "workspaceFolders": folders });
        let answer = client.request("initialize", &params);
        assert_eq!(answer["result"]["serverInfo"]["name"], "masthead");
        client.notify("initialized", &json!({}));
        client
    }

    fn connect() -> Self {
        let (server_input, output) = std::io::pipe().unwrap();
        let (input, server_output) = std::io::pipe().unwrap();
        let outside = Outside { clock: today, trace: false };
        let server = std::thread::spawn(move || serve(BufReader::new(server_input), server_output, outside));
        Self { output, input: BufReader::new(input), server, kept: VecDeque::new(), requests: 0 }
    }

    fn send_bytes(&mut self, bytes: &[u8]) {
        write!(self.output, "Content-Length: {}\r\n\r\n", bytes.len()).unwrap();
        self.output.write_all(bytes).unwrap();
    }

    fn notify(&mut self, method: &str, params: &Json) {
        self.send_bytes(json!({ "jsonrpc": "2.0", "method": method, "params": params }).to_string().as_bytes());
    }

    fn request(&mut self, method: &str, params: &Json) -> Json {
        self.requests += 1;
        let id = self.requests;
        let message = json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params });
        self.send_bytes(message.to_string().as_bytes());
        self.wait(|message| message["id"] == id && message.get("method").is_none())
    }

    fn wait(&mut self, is_wanted: impl Fn(&Json) -> bool) -> Json {
        if let Some(at) = self.kept.iter().position(&is_wanted) {
            return self.kept.remove(at).unwrap();
        }
        loop {
            let message = self.read();
            if is_wanted(&message) {
                return message;
            }
            self.kept.push_back(message);
        }
    }

    fn read(&mut self) -> Json {
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.input.read_line(&mut line).unwrap();
            match line.trim().split_once(": ") {
                Some((_, number)) => length = number.parse().unwrap(),
                None if length > 0 => break,
                None => panic!("the server has gone away"),
            }
        }
        let mut bytes = vec![0; length];
        self.input.read_exact(&mut bytes).unwrap();
        serde_json::from_slice(&bytes).unwrap()
    }

    fn open(&mut self, path: &Path, text: &str) -> String {
        let uri = uri(path);
        let document = json!({ "uri": uri, "languageId": "markdown", "version": 1, "text": text });
        self.notify("textDocument/didOpen", &json!({ "textDocument": document }));
        uri
    }

    /// The findings that are sent next for a document.
    fn published(&mut self, uri: &str) -> Vec<Json> {
        let message = self
            .wait(|message| message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri);
        message["params"]["diagnostics"].as_array().unwrap().clone()
    }

    /// Says goodbye as the protocol wants it.
    fn end(mut self) {
        self.request("shutdown", &Json::Null);
        self.notify("exit", &Json::Null);
        assert!(self.server.join().unwrap().unwrap(), "the session ends well");
    }
}

fn uri(path: &Path) -> String {
    format!("file://{}", path.display()).replace(' ', "%20")
}

fn check(folder: &Path, document: &str) -> Vec<Json> {
    let output = Command::new(env!("CARGO_BIN_EXE_masthead"))
        .args(["check", "--today", "2026-11-26", "--output-format", "json", document])
        .current_dir(folder)
        .output()
        .unwrap();
    let json: Json = serde_json::from_slice(&output.stdout).unwrap();
    json["diagnostics"].as_array().unwrap().clone()
}

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

/// What a client says that asks for findings and can be told to ask again.
fn pulling() -> Json {
    json!({ "textDocument": { "diagnostic": {} }, "workspace": { "diagnostics": { "refreshSupport": true } } })
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
    let mut made = text.to_owned();
    for edit in edits.iter().rev() {
        let offset = |position: &Json| {
            let line = usize::try_from(position["line"].as_u64().unwrap()).unwrap();
            let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
            let mut left = usize::try_from(position["character"].as_u64().unwrap()).unwrap();
            let mut at = start;
            for character in text[start..].chars() {
                if left == 0 {
                    break;
                }
                left -= character.len_utf16();
                at += character.len_utf8();
            }
            at
        };
        made.replace_range(
            offset(&edit["range"]["start"])..offset(&edit["range"]["end"]),
            edit["newText"].as_str().unwrap(),
        );
    }
    let fixed = Command::new(env!("CARGO_BIN_EXE_masthead"))
        .args(["check", "--fix", "--quiet", "a.md"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_ne!(fixed.status.code(), Some(2));
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
fn whatever_arrives_is_answered() {
    let folder = folder();
    let mut client = Client::start(folder.path(), &json!({}));
    client.send_bytes(b"{nonsense");
    assert_eq!(client.wait(|message| message.get("error").is_some())["error"]["code"], -32700);
    let unknown = client.request("textDocument/nonsense", &json!({}));
    assert_eq!(unknown["error"]["code"], -32601);
    let wrong = client.request("textDocument/hover", &json!({ "position": "here" }));
    assert_eq!(wrong["error"]["code"], -32602);
    let absent = json!({ "textDocument": { "uri": "file:///nowhere.md" }, "position": { "line": 9, "character": 9 } });
    assert_eq!(client.request("textDocument/completion", &absent)["result"], Json::Null);
    client.notify("textDocument/didChange", &json!({ "textDocument": 1 }));
    client.notify("unknown/notification", &json!([]));
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
