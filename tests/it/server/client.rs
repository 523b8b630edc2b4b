//! An editor: it starts a server, tells it what is typed, and waits for what the server says.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset};
use masthead::server::{Outside, serve};
use serde_json::{Value as Json, json};

/// How long a message is waited for, on whatever machine.
const PATIENCE: Duration = Duration::from_mins(5);

/// An editor.
pub(crate) struct Client {
    output: Box<dyn Write>,
    messages: Receiver<Json>,
    server: Server,
    /// What arrived while something else was awaited.
    pub(crate) kept: VecDeque<Json>,
    requests: u64,
}

/// What the editor speaks with.
enum Server {
    Thread(JoinHandle<std::io::Result<bool>>),
    Process(Child),
}

fn today() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-26T12:00:00Z").unwrap()
}

impl Client {
    /// Starts a server whose workspace is one folder.
    pub(crate) fn start(folder: &Path, capabilities: &Json) -> Self {
        let mut client = Self::connect();
        client.initialize(folder, capabilities);
        client
    }

    /// Starts a server that has not been told anything.
    pub(crate) fn connect() -> Self {
        let (server_input, output) = std::io::pipe().unwrap();
        let (input, server_output) = std::io::pipe().unwrap();
        let outside = Outside { clock: today, trace: false };
        let server = std::thread::spawn(move || serve(BufReader::new(server_input), server_output, outside));
        Self::new(Box::new(output), input, Server::Thread(server))
    }

    /// Starts a server by a command, as a process of its own.
    pub(crate) fn spawn(command: &mut Command) -> Self {
        let mut server = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (output, input) = (server.stdin.take().unwrap(), server.stdout.take().unwrap());
        Self::new(Box::new(output), input, Server::Process(server))
    }

    fn new(output: Box<dyn Write>, input: impl Read + Send + 'static, server: Server) -> Self {
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            let mut input = BufReader::new(input);
            while let Some(message) = read(&mut input) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        Self { output, messages, server, kept: VecDeque::new(), requests: 0 }
    }

    pub(crate) fn initialize(&mut self, folder: &Path, capabilities: &Json) -> Json {
        let folders = json!([{ "uri": uri(folder), "name": "documents" }]);
        let params =
            json!({ "processId": null, "rootUri": null, "capabilities": capabilities, "workspaceFolders": folders });
        let answer = self.request("initialize", &params);
        assert_eq!(answer["result"]["serverInfo"]["name"], "masthead");
        self.notify("initialized", &json!({}));
        answer
    }

    pub(crate) fn send_bytes(&mut self, bytes: &[u8]) {
        write!(self.output, "Content-Length: {}\r\n\r\n", bytes.len()).unwrap();
        self.output.write_all(bytes).unwrap();
    }

    pub(crate) fn notify(&mut self, method: &str, params: &Json) {
        self.send_bytes(json!({ "jsonrpc": "2.0", "method": method, "params": params }).to_string().as_bytes());
    }

    pub(crate) fn request(&mut self, method: &str, params: &Json) -> Json {
        self.requests += 1;
        let id = self.requests;
        let message = json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params });
        self.send_bytes(message.to_string().as_bytes());
        self.wait(|message| message["id"] == id && message.get("method").is_none())
    }

    pub(crate) fn wait(&mut self, is_wanted: impl Fn(&Json) -> bool) -> Json {
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
        self.messages.recv_timeout(PATIENCE).expect("the server is there and answers")
    }

    pub(crate) fn open(&mut self, path: &Path, text: &str) -> String {
        let uri = uri(path);
        let document = json!({ "uri": uri, "languageId": "markdown", "version": 1, "text": text });
        self.notify("textDocument/didOpen", &json!({ "textDocument": document }));
        uri
    }

    /// The findings that are sent next for a document.
    pub(crate) fn published(&mut self, uri: &str) -> Vec<Json> {
        let message = self
            .wait(|message| message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri);
        message["params"]["diagnostics"].as_array().unwrap().clone()
    }

    /// The findings of a document, for a client that asks for them.
    pub(crate) fn pulled(&mut self, uri: &str) -> Vec<Json> {
        let answer = self.request("textDocument/diagnostic", &json!({ "textDocument": { "uri": uri } }));
        answer["result"]["items"].as_array().expect("findings").clone()
    }

    /// Asks until the answer is the wanted one; gives the last.
    pub(crate) fn until<T: PartialEq>(&mut self, wanted: &T, mut ask: impl FnMut(&mut Self) -> T) -> T {
        let patience = Instant::now() + Duration::from_secs(30);
        loop {
            let answer = ask(self);
            if answer == *wanted || Instant::now() > patience {
                return answer;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// The action that makes all safe repairs.
    pub(crate) fn fix_all(&mut self, uri: &str) -> Vec<Json> {
        let context = json!({ "diagnostics": [], "only": ["source.fixAll"] });
        let params = json!({ "textDocument": { "uri": uri }, "range": whole(), "context": context });
        let answer = self.request("textDocument/codeAction", &params);
        answer["result"].as_array().expect("a list of actions").clone()
    }

    /// Says goodbye as the protocol wants it.
    pub(crate) fn end(mut self) {
        self.request("shutdown", &Json::Null);
        self.leave();
    }

    /// Ends a server that has been shut down.
    pub(crate) fn leave(mut self) {
        self.notify("exit", &Json::Null);
        let is_well = match self.server {
            Server::Thread(thread) => thread.join().unwrap().unwrap(),
            Server::Process(mut process) => process.wait().unwrap().success(),
        };
        assert!(is_well, "the session ends well");
    }
}

/// The next message; nothing once the server is gone.
fn read(input: &mut impl BufRead) -> Option<Json> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        input.read_line(&mut line).ok()?;
        match line.trim().split_once(": ") {
            Some((_, number)) => length = number.parse().ok()?,
            None if length > 0 => break,
            None => return None,
        }
    }
    let mut bytes = vec![0; length];
    input.read_exact(&mut bytes).ok()?;
    serde_json::from_slice(&bytes).ok()
}

pub(crate) fn uri(path: &Path) -> String {
    format!("file://{}", path.display()).replace(' ', "%20")
}

/// A range that every document is in.
pub(crate) fn whole() -> Json {
    json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9_999_999, "character": 0 } })
}

/// What a client says that asks for findings and can be told to ask again.
pub(crate) fn pulling() -> Json {
    json!({ "textDocument": { "diagnostic": {} }, "workspace": { "diagnostics": { "refreshSupport": true } } })
}

/// The position of a byte offset in a text, counted in a unit.
pub(crate) fn position(text: &str, offset: usize, unit: fn(char) -> usize) -> Json {
    let before = text[..offset].replace("\r\n", "\n").replace('\r', "\n");
    let line = before.matches('\n').count();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    json!({ "line": line, "character": before[start..].chars().map(unit).sum::<usize>() })
}

/// A text after edits that do not overlap, made as a client makes them.
pub(crate) fn made(text: &str, edits: &[Json], unit: fn(char) -> usize) -> String {
    let mut places: Vec<(Json, usize)> = text.char_indices().map(|(at, _)| (position(text, at, unit), at)).collect();
    places.push((position(text, text.len(), unit), text.len()));
    let offset = |wanted: &Json| {
        // The first of those that have it: inside CRLF there is no place.
        places.iter().find(|(place, _)| place == wanted).unwrap_or_else(|| panic!("no place {wanted} in {text:?}")).1
    };
    let mut edits: Vec<(usize, usize, &str)> = edits
        .iter()
        .map(|edit| {
            let range = &edit["range"];
            (offset(&range["start"]), offset(&range["end"]), edit["newText"].as_str().unwrap())
        })
        .collect();
    edits.sort_by_key(|(start, end, _)| (*start, *end));
    let mut made = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        made.replace_range(start..end, new);
    }
    made
}

/// What `check` finds in a folder or a document of it.
pub(crate) fn check(folder: &Path, document: &str) -> Vec<Json> {
    let output = Command::new(env!("CARGO_BIN_EXE_masthead"))
        .args(["check", "--today", "2026-11-26", "--output-format", "json", document])
        .current_dir(folder)
        .output()
        .unwrap();
    let json: Json = serde_json::from_slice(&output.stdout).unwrap();
    json["diagnostics"].as_array().unwrap().clone()
}

/// Makes all safe repairs in a folder.
pub(crate) fn fix(folder: &Path) {
    let fixed = Command::new(env!("CARGO_BIN_EXE_masthead"))
        .args(["check", "--fix", "--quiet", "--today", "2026-11-26", "."])
        .current_dir(folder)
        .output()
        .unwrap();
    assert_ne!(fixed.status.code(), Some(2), "{}", String::from_utf8_lossy(&fixed.stderr));
}
