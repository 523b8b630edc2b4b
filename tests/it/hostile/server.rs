//! The same input in an editor: in the folder that is open, and as a document in which somebody types. Every request has an
//! answer, and the server ends well.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::GROUPS;
use super::machine::{Case, Machine};
use crate::server::client::{Client, position, pulling, whole};
use crate::server::requests::OFFERED;

/// The most bytes of a document that are opened, and how many documents are.
const LARGEST: u64 = 8 << 20;
const MOST: usize = 3;

fn run(group: &[Case]) {
    for case in group {
        let machine = Machine::new();
        let arguments = (case.make)(&machine);
        configure(&machine, &arguments);
        drive(&machine, case, &arguments);
    }
}

/// Lets a configuration say what the arguments say of the schema.
fn configure(machine: &Machine, arguments: &[OsString]) {
    let schema = arguments.iter().skip_while(|argument| *argument != "--schema").nth(1);
    let is_configured = fs::symlink_metadata(machine.path("masthead.toml")).is_ok();
    if let Some(schema) = schema.and_then(|schema| schema.to_str()).filter(|_| !is_configured) {
        let schema = schema.replace(char::is_control, "");
        machine.write("masthead.toml", format!("[[schemas]]\nfiles = [\"**\"]\nschema = {schema:?}\n"));
    }
}

fn drive(machine: &Machine, case: &Case, arguments: &[OsString]) {
    let mut client = Client::spawn(machine.command().arg("server"));
    let mut capabilities = pulling();
    capabilities["window"] = json!({ "workDoneProgress": true });
    let folder = machine.path("");
    client.initialize(&folder, &capabilities);
    client.wait(|message| message["params"]["value"]["kind"] == "end");
    for path in documents(&folder) {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let uri = client.open(&path, &text);
        let rules: BTreeSet<String> =
            client.pulled(&uri).iter().filter_map(|found| found["code"].as_str().map(str::to_owned)).collect();
        if is_plain(arguments) && case.status < 2 {
            let wanted: BTreeSet<String> = case.rules.iter().map(|&rule| rule.to_owned()).collect();
            assert_eq!(rules, wanted, "{}", case.name);
        }
        ask(&mut client, case, &uri, &text);
    }
    client.end();
}

/// Whether the arguments say nothing that a configuration does not say.
fn is_plain(arguments: &[OsString]) -> bool {
    let texts: Vec<&str> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    matches!(texts.as_slice(), ["check", "a.md", "--isolated"] | ["check", "a.md", "--isolated", "--schema", _])
}

/// Asks all that an editor asks, at several places, and types.
fn ask(client: &mut Client, case: &Case, uri: &str, text: &str) {
    let middle = text.floor_char_boundary(text.len() / 2);
    let mut places = vec![position(text, middle, char::len_utf16)];
    if std::env::var_os("MASTHEAD_HOSTILE").is_some() {
        places.extend([json!({ "line": 1, "character": 3 }), json!({ "line": 1, "character": 9_999_999 })]);
    }
    for place in &places {
        for method in OFFERED.iter().filter(|method| **method != "textDocument/diagnostic") {
            let params = json!({
                "textDocument": { "uri": uri }, "position": place, "range": whole(), "newName": "новый",
                "context": { "includeDeclaration": true, "diagnostics": [], "triggerKind": 1 },
            });
            let answer = client.request(method, &params);
            let is_refused = *method == "textDocument/rename" && answer["error"]["code"] != -32603;
            assert!(answer.get("result").is_some() || is_refused, "{}: {method} at {place}: {answer}", case.name);
        }
    }
    let place = &places[0];
    let change = json!({ "range": { "start": place, "end": place }, "text": "- \"" });
    let document = json!({ "uri": uri, "version": 2 });
    // As many as are typed before anybody looks at the findings.
    client.notify("textDocument/didChange", &json!({ "textDocument": document, "contentChanges": vec![change; 100] }));
    client.pulled(uri);
}

/// Some regular files of Markdown below a folder, without following links.
fn documents(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(folder) else { continue };
        for entry in entries.flatten() {
            let Ok(kind) = entry.file_type() else { continue };
            let path = entry.path();
            let is_document = path.extension().is_some_and(|extension| extension == "md");
            if kind.is_dir() && folders.len() < 100 {
                folders.push(path);
            } else if kind.is_file() && is_document && entry.metadata().is_ok_and(|file| file.len() <= LARGEST) {
                found.push(path);
            }
            if found.len() >= MOST {
                return found;
            }
        }
    }
    found
}

/// One test a group, as they take their time.
macro_rules! groups {
    ($($name:ident: $number:literal),*) => {
        $(#[test]
        #[ignore = "takes minutes, and the groups of baselines and configurations do not pass yet"]
        fn $name() {
            run(GROUPS[$number]);
        })*

        #[test]
        fn every_group_is_opened() {
            assert_eq!([$($number),*].len(), GROUPS.len());
        }
    };
}

groups!(
    documents_are_answered: 0,
    syntaxes_are_answered: 1,
    values_are_answered: 2,
    bodies_are_answered: 3,
    encodings_are_answered: 4,
    files_are_answered: 5,
    schemas_are_answered: 6,
    configurations_are_answered: 7,
    repairs_are_answered: 8,
    baselines_are_answered: 9,
    outputs_are_answered: 10
);
