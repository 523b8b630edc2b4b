//! What is malformed, unknown, too early or too late has an answer, and the next message has one too.

use serde_json::{Value as Json, json};

use super::client::{Client, pulling, whole};
use super::{BROKEN, folder};

const PARSE_ERROR: i64 = -32700;
const NO_REQUEST: i64 = -32600;
const UNKNOWN: i64 = -32601;
const WRONG: i64 = -32602;
const TOO_EARLY: i64 = -32002;
const CANCELLED: i64 = -32800;

/// The requests that the server offers to answer.
pub(crate) const OFFERED: &[&str] = &[
    "textDocument/diagnostic",
    "textDocument/completion",
    "textDocument/hover",
    "textDocument/codeAction",
    "textDocument/documentSymbol",
    "textDocument/foldingRange",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/prepareRename",
    "textDocument/rename",
];

fn code(answer: &Json) -> Option<i64> {
    answer["error"]["code"].as_i64()
}

#[test]
fn what_is_no_message_is_answered() {
    let folder = folder();
    let mut client = Client::start(folder.path(), &json!({}));
    let malformed: &[&[u8]] = &[
        b"{nonsense",
        b"",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"{\"jsonrpc\":\"2.0\"}",
        b"[[[[[[[[[[[[",
        "\u{1f600}".as_bytes(),
    ];
    for bytes in malformed {
        client.send_bytes(bytes);
        let answer = client.wait(|message| message.get("error").is_some());
        assert_eq!((code(&answer), &answer["id"]), (Some(PARSE_ERROR), &Json::Null), "{bytes:?}");
    }
    client.send_bytes(&b"[".repeat(1 << 20));
    assert_eq!(code(&client.wait(|message| message.get("error").is_some())), Some(PARSE_ERROR));
    client.end();
}

#[test]
fn unknown_and_wrong_requests_are_answered() {
    let folder = folder();
    let mut client = Client::start(folder.path(), &pulling());
    for method in ["textDocument/nonsense", "", "$/unknown", "workspace/executeCommand", "initialize", "язык"] {
        assert_eq!(code(&client.request(method, &json!({}))), Some(UNKNOWN), "{method}");
    }
    let wrong = [
        json!({}),
        Json::Null,
        json!([]),
        json!("here"),
        json!({ "position": "here" }),
        json!({ "textDocument": { "uri": 5 }, "position": { "line": -1, "character": 0 } }),
    ];
    for method in OFFERED {
        for params in &wrong {
            assert_eq!(code(&client.request(method, params)), Some(WRONG), "{method} {params}");
        }
    }
    for method in ["textDocument/didOpen", "textDocument/didChange", "textDocument/didClose", "unknown", "$/setTrace"] {
        for params in &wrong {
            client.notify(method, params);
        }
    }
    let uri = client.open(&folder.path().join("a.md"), BROKEN);
    assert!(!client.pulled(&uri).is_empty(), "it still works");
    client.end();
}

#[test]
fn documents_that_are_not_open_and_places_beyond_the_end_are_answered() {
    let folder = folder();
    let mut client = Client::start(folder.path(), &pulling());
    let open = client.open(&folder.path().join("a.md"), BROKEN);
    let beyond = json!({ "line": 2_147_483_647, "character": 2_147_483_647 });
    for uri in [&open, "file:///nowhere.md", "untitled:Untitled-1", "", "file://", "%%%", "file:///%00"] {
        for position in
            [&beyond, &json!({ "line": 1, "character": 2_147_483_647 }), &json!({ "line": 0, "character": 0 })]
        {
            let params = json!({
                "textDocument": { "uri": uri }, "position": position, "range": whole(), "newName": "новый",
                "context": { "includeDeclaration": true, "diagnostics": [], "triggerKind": 1 },
            });
            for method in OFFERED {
                let answer = client.request(method, &params);
                let is_refused = *method == "textDocument/rename" && code(&answer).is_some();
                assert!(answer.get("result").is_some() || is_refused, "{method} {uri} {position}: {answer}");
            }
        }
    }
    client.notify(
        "textDocument/didChange",
        &json!({ "textDocument": { "uri": "file:///x.md", "version": 1 }, "contentChanges": [{ "text": "" }] }),
    );
    client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": "file:///x.md" } }));
    client.end();
}

#[test]
fn requests_before_the_first_and_after_the_last_are_refused() {
    let mut client = Client::connect();
    assert_eq!(code(&client.request("textDocument/hover", &json!({}))), Some(TOO_EARLY));
    client.notify("textDocument/didOpen", &json!({}));
    assert_eq!(code(&client.request("initialize", &json!({ "capabilities": 1 }))), Some(WRONG));
    let folder = folder();
    client.initialize(folder.path(), &pulling());
    let uri = client.open(&folder.path().join("a.md"), BROKEN);
    assert_eq!(client.request("shutdown", &Json::Null)["result"], Json::Null);
    for method in ["textDocument/diagnostic", "shutdown", "unknown"] {
        let late = client.request(method, &json!({ "textDocument": { "uri": uri } }));
        assert_eq!(code(&late), Some(NO_REQUEST), "{method}");
    }
    client.leave();
}

#[test]
fn a_request_that_is_cancelled_while_it_waits_is_not_worked_on() {
    let folder = folder();
    let mut client = Client::start(folder.path(), &pulling());
    let uri = client.open(&folder.path().join("a.md"), &BROKEN.replace("Body", &"Body ".repeat(100_000)));
    let params = json!({ "textDocument": { "uri": uri } });
    // The first keeps the server busy while the second and its end arrive; how much of that it sees is its own affair.
    for id in 1_000..1_040 {
        let request = json!({ "jsonrpc": "2.0", "id": id, "method": "textDocument/diagnostic", "params": params });
        client.send_bytes(request.to_string().as_bytes());
        client.notify("$/cancelRequest", &json!({ "id": id }));
    }
    let mut cancelled = 0;
    for id in 1_000..1_040 {
        let answer = client.wait(|message| message["id"] == id);
        assert!(answer.get("result").is_some() || code(&answer) == Some(CANCELLED), "{answer}");
        cancelled += usize::from(code(&answer) == Some(CANCELLED));
    }
    assert!(cancelled > 0, "each was worked on");
    client.end();
}

#[test]
fn hovering_over_a_snapshot_tells_its_time() {
    let folder = folder();
    let mut client = Client::connect();
    let answer = client.initialize(folder.path(), &pulling());
    let kinds = &answer["result"]["capabilities"]["codeActionProvider"]["codeActionKinds"];
    assert!(kinds.as_array().is_some_and(|kinds| kinds.contains(&json!("refactor.rewrite"))), "{kinds}");
    let text = "---\narchive: https://web.archive.org/web/20220926160127/https://nokta.md/a\n---\n";
    let uri = client.open(&folder.path().join("a.md"), text);
    let params = json!({ "textDocument": { "uri": uri }, "position": { "line": 1, "character": 20 } });
    let hover = client.request("textDocument/hover", &params)["result"]["contents"]["value"].to_string();
    assert!(hover.contains("Monday, 26 September 2022") && hover.contains("Taken at 16:01:27 UTC."), "{hover}");
    client.end();
}
