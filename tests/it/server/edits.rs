//! Whatever is typed, the server knows the text that the editor has.

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value as Json, json};

use super::client::{Client, position, pulling, uri, whole};

/// Comparing documents takes its time; what is looked at here is there at once.
const CONFIGURATION: &str = "[[schemas]]\nfiles = [\"*.md\"]\nschema = \"article\"\n[rules]\ncorpus = \"off\"\n\"wikilink/variant\" = \"off\"\n";

const START: &str = "---\r\ntitle: Дом 🏠 e\u{301}\r\npublished: 2022-02-30\r\nkeywords:\r\n  - \"[[сербия]]\"\r\n  - [[Я😀]] # е\u{308}\r\nimage: {src: a.png, alt: 語}\r\n---\r\n# Дом\r\n";

/// What people type and paste, and what breaks a document or mends it.
const TEXTS: &[&str] = &[
    "",
    "a",
    " ",
    "\n",
    "\r\n",
    "\r",
    "\t",
    ":",
    ": ",
    "- ",
    "\"",
    "'",
    "[[",
    "]]",
    "[",
    "]",
    "{",
    "}",
    "#",
    " # ",
    "---\n",
    "+++\n",
    "язык",
    "Я",
    "😀",
    "👩\u{200d}👧",
    "e\u{301}",
    "\u{308}",
    "\u{feff}",
    "\u{a0}",
    "語",
    "עברית",
    "\nlanguage: ru\n",
    "\r\n  - x\r\n",
    "title: ",
    "&a ",
    "*a",
    "|\n",
];

#[derive(Clone, Debug)]
struct Typed {
    at: Index,
    /// How many characters are taken away.
    length: usize,
    text: usize,
    /// The whole text is sent instead of the change.
    whole: bool,
}

fn typed() -> impl Strategy<Value = Typed> {
    let length = prop_oneof![4 => Just(0), 3 => 1..4_usize, 1 => 4..30_usize];
    let whole = prop::bool::weighted(0.05);
    (any::<Index>(), length, 0..TEXTS.len(), whole).prop_map(|(at, length, text, whole)| Typed {
        at,
        length,
        text,
        whole,
    })
}

/// Makes a change in a text, and gives it as a client tells it.
fn change(text: &mut String, typed: &Typed, unit: fn(char) -> usize) -> Json {
    // No position lies inside CRLF.
    let places: Vec<usize> = (0..=text.len())
        .filter(|&at| text.is_char_boundary(at))
        .filter(|&at| !(text[..at].ends_with('\r') && text[at..].starts_with('\n')))
        .collect();
    let from = typed.at.index(places.len());
    let (start, end) = (places[from], places[(from + typed.length).min(places.len() - 1)]);
    let range = json!({ "start": position(text, start, unit), "end": position(text, end, unit) });
    text.replace_range(start..end, TEXTS[typed.text]);
    if typed.whole { json!({ "text": text }) } else { json!({ "range": range, "text": TEXTS[typed.text] }) }
}

/// All that the server says of a document.
fn state(client: &mut Client, uri: &str, text: &str, unit: fn(char) -> usize) -> Vec<Json> {
    let document = json!({ "uri": uri });
    let mut said = vec![Json::Array(client.pulled(uri))];
    let context = json!({ "diagnostics": [] });
    let params = json!({ "textDocument": document, "range": whole(), "context": context });
    for method in ["textDocument/documentSymbol", "textDocument/foldingRange", "textDocument/codeAction"] {
        said.push(client.request(method, &params)["result"].clone());
    }
    let middle = text.floor_char_boundary(text.len() / 3);
    for method in ["textDocument/hover", "textDocument/completion"] {
        let params = json!({ "textDocument": document, "position": position(text, middle, unit) });
        said.push(client.request(method, &params)["result"].clone());
    }
    said
}

/// A thousand edits: each of 20 documents gets 50, in five notifications of ten.
#[test]
fn edits_end_in_the_state_of_a_fresh_start() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("masthead.toml"), CONFIGURATION).unwrap();
    for (encoding, unit) in [("utf-8", char::len_utf8 as fn(char) -> usize), ("utf-16", char::len_utf16)] {
        let mut capabilities = pulling();
        capabilities["general"] = json!({ "positionEncodings": [encoding] });
        let mut runner = TestRunner::new(Config { cases: 10, failure_persistence: None, ..Config::default() });
        let edits = prop::collection::vec(prop::collection::vec(typed(), 10), 5);
        let result = runner.run(&edits, |notifications| {
            let path = folder.path().join("a.md");
            let mut client = Client::start(folder.path(), &capabilities);
            client.open(&path, START);
            let mut text = START.to_owned();
            for (number, edits) in notifications.iter().enumerate() {
                let changes: Vec<Json> = edits.iter().map(|typed| change(&mut text, typed, unit)).collect();
                let document = json!({ "uri": uri(&path), "version": number + 2 });
                client
                    .notify("textDocument/didChange", &json!({ "textDocument": document, "contentChanges": changes }));
                // What is asked in between must not keep what was.
                client.pulled(&uri(&path));
            }
            let edited = state(&mut client, &uri(&path), &text, unit);
            let mut fresh = Client::start(folder.path(), &capabilities);
            fresh.open(&path, &text);
            let wanted = state(&mut fresh, &uri(&path), &text, unit);
            // The version of the document is the number of its changes.
            let unversioned = |said: &[Json]| serde_json::to_string(said).unwrap();
            prop_assert_eq!(unversioned(&edited), unversioned(&wanted), "{:?}", text);
            client.end();
            fresh.end();
            Ok(())
        });
        result.unwrap_or_else(|failure| panic!("{encoding}: {failure}"));
    }
}
