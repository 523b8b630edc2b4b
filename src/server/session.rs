//! One client from `initialize` to `exit`: what arrives is put into the state, what has changed is checked and told.

use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, select};
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::de::DeserializeOwned;
use serde_json::{Value as Json, json};

use super::buffers::{Buffer, Buffers};
use super::capabilities::{Client, offered};
use super::corpus::{Corpus, Fresh};
use super::diagnostics::{Placed, of_file};
use super::engine::{Analysis, Engine};
use super::position::Lines;
use super::rename::Skipped;
use super::transport::{Incoming, Outgoing};
use super::uri::{document_path, path_of, uri_of};
use super::worker::{self, Event, Job, Overlay};
use super::{Outside, lsp};
use crate::batch;
use crate::document::Document;
use crate::finding::Located;
use crate::linter::Settings;
use crate::tree::Limits;
use crate::workspace::Failure;

/// How long nothing must have changed before documents are compared.
const PAUSE: Duration = Duration::from_millis(300);

/// How many documents are named in a message.
const SHOWN: usize = 5;

/// How many faults of a configuration or a schema are shown.
const MOST_FAULTS: usize = 100;

/// How often configurations and schemas are looked at.
const LOOK: Duration = Duration::from_secs(1);

/// How often, in looks, the folders are walked for changed documents, where the client does not watch them.
const LOOKS: u32 = 10;

/// A walk that takes longer is made less often, so that it takes no more than this part of the time.
const SHARE: u32 = 50;

/// Why a request gets no answer.
pub(super) struct Refused {
    pub(super) code: ErrorCode,
    pub(super) message: String,
}

/// What a request gets.
pub(super) type Answer = Result<Json, Refused>;

/// What answers a request, by its method and its parameters.
pub(super) type Answering = fn(&mut Session, &str, Json) -> Answer;

/// The address of a failure that has no file.
type Shown = Option<lsp::Uri>;

/// The state of a session.
pub(super) struct Session {
    pub(super) client: Client,
    pub(super) engine: Engine,
    pub(super) buffers: Buffers,
    pub(super) corpus: Corpus,
    pub(super) folders: Vec<PathBuf>,
    pub(super) outside: Outside,
    answering: Answering,
    outgoing: Sender<Outgoing>,
    jobs: Sender<Job>,
    /// Of each open document, what is known of the text that it has now.
    analyses: BTreeMap<PathBuf, Arc<Analysis>>,
    /// Open documents whose configuration or schema cannot be used, which are not tried again before something changes.
    failed: BTreeSet<PathBuf>,
    /// Open documents whose findings are to be told.
    dirty: BTreeSet<PathBuf>,
    /// What comparing has found, and the text in which it was found.
    compared: BTreeMap<PathBuf, (Arc<str>, Vec<Located>)>,
    /// The texts that are being compared.
    comparing: Overlay,
    /// When documents are to be compared.
    due: Option<Instant>,
    /// Counts how often everything was begun anew.
    generation: u64,
    /// The numbers of the requests to the client.
    asked: i32,
    /// Where a failure of a configuration or a schema is shown.
    failure: Shown,
    /// The fingerprint of the last failure that was told, so that it is told once.
    told: Option<u64>,
    reading: bool,
    /// How many looks there are from one walk to the next.
    looks: u32,
}

/// Runs a session. Whether it ended as it should.
pub(super) fn run(
    incoming: &Receiver<Incoming>,
    outgoing: Sender<Outgoing>,
    outside: Outside,
    answering: Answering,
) -> bool {
    let Some((client, folders)) = initialize(incoming, &outgoing) else { return false };
    let engine = match Engine::new(outside.clock) {
        Ok(engine) => engine,
        Err(failure) => {
            let message = match failure {
                Failure::Message { message, .. } => message,
                Failure::Diagnostics { .. } => "the configuration cannot be read".to_owned(),
            };
            let params = json!({ "type": 1, "message": message });
            let notification = Notification { method: "window/showMessage".to_owned(), params };
            let _ = outgoing.send(Outgoing::Message(Message::Notification(notification)));
            return false;
        }
    };
    let (jobs, events) = worker::start();
    let mut session = Session {
        client,
        engine,
        buffers: Buffers::default(),
        corpus: Corpus::default(),
        folders,
        outside,
        answering,
        outgoing,
        jobs,
        analyses: BTreeMap::new(),
        failed: BTreeSet::new(),
        dirty: BTreeSet::new(),
        compared: BTreeMap::new(),
        comparing: Overlay::new(),
        due: None,
        generation: 0,
        asked: 0,
        failure: None,
        told: None,
        reading: false,
        looks: LOOKS,
    };
    session.begin();
    session.serve(incoming, &events)
}

/// Waits for `initialize` and answers it; everything else is refused until then.
fn initialize(incoming: &Receiver<Incoming>, outgoing: &Sender<Outgoing>) -> Option<(Client, Vec<PathBuf>)> {
    let send = |message| outgoing.send(Outgoing::Message(message)).ok();
    loop {
        match incoming.recv().ok()? {
            Incoming::Malformed(why) => outgoing.send(Outgoing::ParseError(why)).ok()?,
            Incoming::Message(Message::Request(request)) if request.method == "initialize" => {
                let params: lsp::InitializeParams = match serde_json::from_value(request.params) {
                    Ok(params) => params,
                    Err(error) => {
                        send(refusal(request.id, ErrorCode::InvalidParams, &error.to_string()))?;
                        continue;
                    }
                };
                let client = Client::new(&params.capabilities);
                let folders = folders_of(&params);
                let result = lsp::InitializeResult {
                    capabilities: offered(&client),
                    server_info: Some(lsp::ServerInfo {
                        name: "masthead".to_owned(),
                        version: Some(env!("CARGO_PKG_VERSION").to_owned()),
                    }),
                };
                send(Message::Response(Response::new_ok(request.id, result)))?;
                return Some((client, folders));
            }
            Incoming::Message(Message::Request(request)) => {
                send(refusal(request.id, ErrorCode::ServerNotInitialized, "the first request is `initialize`"))?;
            }
            Incoming::Message(Message::Notification(notification)) if notification.method == "exit" => return None,
            Incoming::Message(Message::Notification(_) | Message::Response(_)) => {}
        }
    }
}

#[expect(deprecated, reason = "older clients name one folder only, in this way")]
fn folders_of(params: &lsp::InitializeParams) -> Vec<PathBuf> {
    let named = serde_json::to_value(&params.workspace_folders_initialize_params).unwrap_or_default();
    let listed = named.get("workspaceFolders").and_then(Json::as_array).into_iter().flatten();
    let listed: Vec<PathBuf> =
        listed.filter_map(|folder| path_of(&lsp::Uri(folder.get("uri")?.as_str()?.to_owned()))).collect();
    if listed.is_empty() { params.root_uri.iter().filter_map(path_of).collect() } else { listed }
}

fn refusal(id: RequestId, code: ErrorCode, message: &str) -> Message {
    Message::Response(Response::new_err(id, code as i32, message.to_owned()))
}

impl Session {
    fn begin(&mut self) {
        if self.client.watches {
            let watchers: Vec<Json> =
                ["**/*.{md,markdown,mdx,qmd,Rmd,mdc}", "**/{.,}masthead.toml", "**/*.{yaml,yml,json}"]
                    .map(|glob| json!({ "globPattern": glob }))
                    .to_vec();
            let method = "workspace/didChangeWatchedFiles";
            let registration = json!({ "id": "files", "method": method, "registerOptions": { "watchers": watchers } });
            self.ask("client/registerCapability", json!({ "registrations": [registration] }));
        }
        self.read_all();
    }

    /// Reads all documents of the folders, from the beginning.
    fn read_all(&mut self) {
        self.generation += 1;
        self.compared.clear();
        if self.folders.is_empty() {
            return;
        }
        if self.client.progress && !self.reading {
            self.ask("window/workDoneProgress/create", json!({ "token": "reading" }));
            let begin = json!({ "kind": "begin", "title": "masthead: reading documents", "percentage": 0 });
            self.notify("$/progress", json!({ "token": "reading", "value": begin }));
        }
        self.reading = true;
        self.walk();
    }

    fn walk(&self) {
        let (workspace, folders) = (Arc::clone(self.engine.workspace()), self.folders.clone());
        let job = Job::Read { generation: self.generation, workspace, folders };
        self.jobs.send(job).expect("the worker lives as long as the session");
    }

    fn serve(&mut self, incoming: &Receiver<Incoming>, events: &Receiver<Event>) -> bool {
        let mut inbox = VecDeque::new();
        let mut is_shut_down = false;
        let mut looks = 0;
        loop {
            // All that has arrived is taken first: a request that was cancelled meanwhile is not worked on.
            while let Ok(next) = incoming.try_recv() {
                inbox.push_back(next);
            }
            let cancelled = cancelled(&inbox);
            match inbox.pop_front() {
                Some(Incoming::Malformed(why)) => drop(self.outgoing.send(Outgoing::ParseError(why))),
                Some(Incoming::Message(message)) => {
                    self.trace("<-", &message);
                    match message {
                        Message::Request(request) if is_shut_down => {
                            self.send(refusal(request.id, ErrorCode::InvalidRequest, "the server has been shut down"));
                        }
                        Message::Request(request) if request.method == "shutdown" => {
                            is_shut_down = true;
                            self.send(Message::Response(Response::new_ok(request.id, Json::Null)));
                        }
                        Message::Request(request) if cancelled.contains(&request.id) => {
                            self.send(refusal(request.id, ErrorCode::RequestCanceled, "cancelled"));
                        }
                        Message::Request(request) => self.answer(request),
                        Message::Notification(notification) if notification.method == "exit" => return is_shut_down,
                        Message::Notification(notification) => self.take(notification),
                        Message::Response(_) => {}
                    }
                }
                None => {
                    self.tell();
                    let wait = self.due.map_or(LOOK, |due| due.saturating_duration_since(Instant::now()).min(LOOK));
                    select! {
                        recv(incoming) -> next => match next {
                            Ok(next) => inbox.push_back(next),
                            Err(_) => return is_shut_down,
                        },
                        recv(events) -> event => if let Ok(event) = event { self.learn(event) },
                        default(wait) => self.look(&mut looks),
                    }
                }
            }
        }
    }

    /// What is done when nothing else is to be done.
    fn look(&mut self, looks: &mut u32) {
        if self.due.is_some_and(|due| due <= Instant::now()) {
            self.compare();
            return;
        }
        // The worker may have met configurations that no open document has.
        self.engine.note_stamps();
        if self.engine.is_stale() {
            self.reload();
        }
        *looks += 1;
        if !self.client.watches && *looks >= self.looks && !self.reading && !self.folders.is_empty() {
            *looks = 0;
            self.walk();
        }
    }

    fn answer(&mut self, request: Request) {
        let id = request.id.clone();
        let answered = catch_unwind(AssertUnwindSafe(|| (self.answering)(self, &request.method, request.params)));
        let response = match answered {
            Ok(Ok(result)) => Response::new_ok(id, result),
            Ok(Err(refused)) => Response::new_err(id, refused.code as i32, refused.message),
            Err(_) => {
                let message = format!("masthead has failed over `{}`; please report it", request.method);
                Response::new_err(id, ErrorCode::InternalError as i32, message)
            }
        };
        self.send(Message::Response(response));
    }

    /// Takes in what the client tells.
    fn take(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        match method.as_str() {
            "textDocument/didOpen" => self.with(params, Self::open),
            "textDocument/didChange" => self.with(params, Self::change),
            "textDocument/didClose" => self.with(params, Self::close),
            "textDocument/didSave" | "workspace/didChangeConfiguration" if self.engine.is_stale() => self.reload(),
            "workspace/didChangeWatchedFiles" => self.with(params, Self::changed_outside),
            "workspace/didChangeWorkspaceFolders" => self.with(params, Self::change_folders),
            _ => {}
        }
    }

    fn with<P: DeserializeOwned>(&mut self, params: Json, take: fn(&mut Self, &P)) {
        // A notification has no answer: one that cannot be read is passed over.
        if let Ok(params) = serde_json::from_value(params) {
            take(self, &params);
        }
    }

    fn open(&mut self, params: &lsp::DidOpenTextDocumentParams) {
        let lsp::TextDocumentItem { uri, version, text, .. } = &params.text_document;
        let path = self.path(uri);
        self.buffers.open(Buffer::new(uri.clone(), path.clone(), *version, text, self.client.encoding));
        self.mark(path);
    }

    fn change(&mut self, params: &lsp::DidChangeTextDocumentParams) {
        let path = self.path(&params.text_document.text_document_identifier.uri);
        let Some(buffer) = self.buffers.get_mut(&path) else { return };
        buffer.change(params.text_document.version, &params.content_changes, self.client.encoding);
        self.mark(path);
    }

    fn close(&mut self, params: &lsp::DidCloseTextDocumentParams) {
        let path = self.path(&params.text_document.uri);
        let Some(buffer) = self.buffers.close(&path) else { return };
        self.analyses.remove(&path);
        self.failed.remove(&path);
        self.dirty.remove(&path);
        self.compared.remove(&path);
        if !self.client.pulls {
            self.publish(buffer.uri, None, Vec::new());
        }
        // What is on the disk counts again.
        self.again(vec![path]);
    }

    fn changed_outside(&mut self, params: &lsp::DidChangeWatchedFilesParams) {
        let paths: Vec<PathBuf> = params.changes.iter().filter_map(|change| path_of(&change.uri)).collect();
        if self.engine.is_stale() || paths.iter().any(|path| is_configuration(path)) {
            self.reload();
        }
        let is_document =
            |path: &PathBuf| self.buffers.get(path).is_none() && self.engine.workspace().keeps(path, false);
        let documents: Vec<PathBuf> = paths.into_iter().filter(is_document).collect();
        if !documents.is_empty() {
            self.again(documents);
        }
    }

    fn change_folders(&mut self, params: &lsp::DidChangeWorkspaceFoldersParams) {
        let removed: Vec<PathBuf> = params.event.removed.iter().filter_map(|folder| path_of(&folder.uri)).collect();
        self.folders.retain(|folder| !removed.contains(folder));
        self.folders.extend(params.event.added.iter().filter_map(|folder| path_of(&folder.uri)));
        self.corpus.clear();
        self.read_all();
        self.mark_all();
    }

    fn again(&self, paths: Vec<PathBuf>) {
        let workspace = Arc::clone(self.engine.workspace());
        let job = Job::Again { generation: self.generation, workspace, paths };
        self.jobs.send(job).expect("the worker lives as long as the session");
    }

    /// Takes in what the worker has found.
    fn learn(&mut self, event: Event) {
        match event {
            Event::Read { generation, fresh, done, all } if generation == self.generation => {
                for fresh in fresh {
                    if self.buffers.get(&fresh.path).is_none() && self.corpus.put(fresh) {
                        self.due = Some(Instant::now() + PAUSE);
                    }
                }
                if self.reading && self.client.progress && all > 0 {
                    let value = json!({ "kind": "report", "percentage": done * 100 / all, "message": format!("{done} of {all}") });
                    self.notify("$/progress", json!({ "token": "reading", "value": value }));
                }
            }
            Event::Gone { generation, paths } if generation == self.generation => {
                for path in paths {
                    self.remove(&path);
                }
            }
            Event::Finished { generation, gone, time } if generation == self.generation => {
                for path in gone {
                    self.remove(&path);
                }
                self.looks = LOOKS.max(u32::try_from(time.as_secs()).unwrap_or(u32::MAX).saturating_mul(SHARE));
                if std::mem::take(&mut self.reading) && self.client.progress {
                    let value = json!({ "kind": "end", "message": format!("{} documents", self.corpus.len()) });
                    self.notify("$/progress", json!({ "token": "reading", "value": value }));
                }
            }
            Event::Compared { generation, findings } if generation == self.generation => {
                let texts = std::mem::take(&mut self.comparing);
                for (path, text) in texts {
                    let found = findings.get(&path).cloned().unwrap_or_default();
                    let known = self.compared.get(&path).map_or(&[][..], |(_, found)| found);
                    if !found.is_empty() || !known.is_empty() {
                        self.dirty.insert(path.clone());
                    }
                    self.compared.insert(path, (text, found));
                }
                self.refresh();
            }
            Event::Read { .. } | Event::Gone { .. } | Event::Finished { .. } | Event::Compared { .. } => {}
        }
    }

    fn remove(&mut self, path: &Path) {
        let is_open = self.buffers.get(path).is_some();
        if !is_open && self.corpus.remove(path) {
            self.due = Some(Instant::now() + PAUSE);
        }
    }

    fn compare(&mut self) {
        self.due = None;
        if !self.comparing.is_empty() {
            // One at a time; the next begins when this one has ended.
            self.due = Some(Instant::now() + PAUSE);
            return;
        }
        let overlay: Overlay =
            self.buffers.iter().map(|buffer| (buffer.path.clone(), Arc::clone(&buffer.text))).collect();
        if overlay.is_empty() {
            return;
        }
        self.comparing.clone_from(&overlay);
        let workspace = Arc::clone(self.engine.workspace());
        let (generation, documents) = (self.generation, self.corpus.compared());
        let folders = self.folders.clone();
        let job = Job::Compare { generation, workspace, documents, overlay, folders };
        self.jobs.send(job).expect("the worker lives as long as the session");
    }

    fn mark(&mut self, path: PathBuf) {
        self.analyses.remove(&path);
        self.failed.remove(&path);
        self.dirty.insert(path);
    }

    fn mark_all(&mut self) {
        self.analyses.clear();
        self.failed.clear();
        self.dirty.extend(self.buffers.iter().map(|buffer| buffer.path.clone()));
    }

    /// Reads configurations and schemas again.
    fn reload(&mut self) {
        self.failed.clear();
        let texts: Vec<(PathBuf, Arc<str>)> =
            self.buffers.iter().map(|buffer| (buffer.path.clone(), Arc::clone(&buffer.text))).collect();
        match self.engine.reload(texts.iter().map(|(path, text)| (path.as_path(), &**text))) {
            Ok(()) => {
                self.hide_failure();
                self.corpus.clear();
                self.comparing.clear();
                self.read_all();
                self.mark_all();
                self.refresh();
            }
            Err(failure) => self.show_failure(&failure),
        }
    }

    /// What is known of an open document as it is now; `None` where what governs it cannot be used.
    pub(super) fn analysis(&mut self, path: &Path) -> Option<Arc<Analysis>> {
        if let Some(known) = self.analyses.get(path) {
            return Some(Arc::clone(known));
        }
        if self.failed.contains(path) {
            return None;
        }
        let text = Arc::clone(&self.buffers.get(path)?.text);
        let analysis = match self.engine.analyze(path, &text) {
            Ok(analysis) => Arc::new(analysis),
            Err(failure) => {
                self.show_failure(&failure);
                self.engine.note_stamps();
                self.failed.insert(path.to_owned());
                return None;
            }
        };
        self.engine.note_stamps();
        let document = Document::parse(&analysis.source, Limits::default());
        let fresh = Fresh::new(path.to_owned(), analysis.member.clone(), &document);
        if self.corpus.put(fresh) {
            self.due = Some(Instant::now() + PAUSE);
        }
        self.analyses.insert(path.to_owned(), Arc::clone(&analysis));
        Some(analysis)
    }

    /// All findings of an open document, those of comparing it with others among them.
    pub(super) fn findings(&mut self, path: &Path) -> Option<Vec<Located>> {
        let analysis = self.analysis(path)?;
        let mut findings = analysis.findings.clone();
        let text = &self.buffers.get(path)?.text;
        if let Some((compared, found)) = self.compared.get(path)
            && (Arc::ptr_eq(compared, text) || compared == text)
        {
            findings.extend(found.iter().cloned());
            findings.sort_by(|one, other| {
                let key = |found: &Located| (found.diagnostic.span.start, found.diagnostic.rule);
                key(one).cmp(&key(other))
            });
        }
        Some(self.engine.counting(path, findings))
    }

    pub(super) fn diagnostics(&mut self, path: &Path) -> Vec<lsp::Diagnostic> {
        let findings = self.findings(path).unwrap_or_default();
        self.placed(path, |placed| findings.iter().map(|found| placed.diagnostic(found)).collect())
    }

    /// The other places of the findings at one place.
    pub(super) fn related(&mut self, path: &Path, offset: usize) -> Vec<Json> {
        let findings = self.findings(path).unwrap_or_default();
        let touched = findings.iter().filter(|found| {
            let span = found.diagnostic.span;
            span.start <= offset && offset <= span.end
        });
        let labels: Vec<_> = touched.flat_map(|found| &found.diagnostic.labels).collect();
        let places = self
            .placed(path, |placed| labels.iter().filter_map(|label| placed.location(&label.place)).collect::<Vec<_>>());
        places.into_iter().filter_map(|place| serde_json::to_value(place).ok()).collect()
    }

    /// What is made of findings in the text of an open document; nothing where it is not open.
    fn placed<T: Default>(&self, path: &Path, make: impl FnOnce(&Placed) -> T) -> T {
        let Some(buffer) = self.buffers.get(path) else { return T::default() };
        let other = |path: &Path| self.text_of(path);
        make(&Placed {
            uri: &buffer.uri,
            text: &buffer.text,
            lines: &buffer.lines,
            abilities: self.client.abilities,
            other: &other,
            encoding: self.client.encoding,
        })
    }

    /// The text of a document: as it is in the editor, or its front matter as it is on the disk.
    pub(super) fn text_of(&self, path: &Path) -> Option<String> {
        match self.buffers.get(path) {
            Some(buffer) => Some(buffer.text.to_string()),
            None => batch::source(self.engine.workspace(), path, Limits::default().front_matter_bytes)
                .map(|source| source.text().to_owned()),
        }
    }

    /// Tells the findings of what has changed, once nothing more is to be read.
    fn tell(&mut self) {
        for path in std::mem::take(&mut self.dirty) {
            if self.client.pulls {
                // Looked at all the same: the corpus is to know it.
                self.analysis(&path);
                continue;
            }
            let diagnostics = self.diagnostics(&path);
            let Some(buffer) = self.buffers.get(&path) else { continue };
            let (uri, version) = (buffer.uri.clone(), buffer.version);
            self.publish(uri, Some(version), diagnostics);
        }
    }

    fn publish(&self, uri: lsp::Uri, version: Option<i32>, diagnostics: Vec<lsp::Diagnostic>) {
        let params = lsp::PublishDiagnosticsParams { uri, version, diagnostics };
        self.notify("textDocument/publishDiagnostics", serde_json::to_value(params).unwrap_or_default());
    }

    /// Has a client that asks for findings ask again.
    fn refresh(&mut self) {
        if self.client.pulls {
            self.ask("workspace/diagnostic/refresh", Json::Null);
        }
    }

    /// Shows what is wrong with a configuration or a schema in its own file.
    fn show_failure(&mut self, failure: &Failure) {
        let told = Some(fingerprint(failure));
        if self.told == told {
            return;
        }
        self.hide_failure();
        self.told = told;
        match failure {
            Failure::Message { message, help, .. } => {
                let help = help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
                self.notify(
                    "window/showMessage",
                    json!({ "type": 1, "message": format!("masthead: {message}{help}") }),
                );
            }
            Failure::Diagnostics { source, diagnostics } => {
                let path = std::path::absolute(source.path()).unwrap_or_else(|_| source.path().to_owned());
                let lines = Lines::new(source.text(), self.client.encoding);
                let shown = diagnostics.iter().take(MOST_FAULTS).map(|found| of_file(source.text(), &lines, found));
                let shown = shown.collect();
                self.failure = Some(uri_of(&path));
                self.publish(uri_of(&path), None, shown);
            }
        }
    }

    /// Says in which documents a renaming leaves the old name.
    pub(super) fn warn_of_skipped(&self, skipped: &[(PathBuf, Skipped)]) {
        if skipped.is_empty() {
            return;
        }
        let base =
            |path: &PathBuf| self.folders.iter().find_map(|folder| path.strip_prefix(folder).ok()).map(Path::to_owned);
        let shown = skipped
            .iter()
            .take(SHOWN)
            .map(|(path, why)| format!("{} ({})", base(path).unwrap_or_else(|| path.clone()).display(), why.why()));
        let shown: Vec<String> = shown.collect();
        let more = match skipped.len().saturating_sub(SHOWN) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let message = format!("masthead: not renamed in {}{more}", shown.join(", "));
        self.notify("window/showMessage", json!({ "type": 2, "message": message }));
    }

    fn hide_failure(&mut self) {
        self.told = None;
        if let Some(uri) = self.failure.take() {
            self.publish(uri, None, Vec::new());
        }
    }

    /// What is in force for a document, where its configuration can be used.
    pub(super) fn settings(&self, path: &Path) -> Option<Arc<Settings>> {
        if self.failed.contains(path) {
            return None;
        }
        let workspace = self.engine.workspace();
        workspace.folder_of(path).map(|folder| workspace.settings(&folder, path)).ok()
    }

    pub(super) fn path(&self, uri: &lsp::Uri) -> PathBuf {
        let here = PathBuf::from(".");
        document_path(uri, self.folders.first().unwrap_or(&here))
    }

    fn ask(&mut self, method: &str, params: Json) {
        self.asked += 1;
        self.send(Message::Request(Request { id: self.asked.into(), method: method.to_owned(), params }));
    }

    fn notify(&self, method: &str, params: Json) {
        self.send(Message::Notification(Notification { method: method.to_owned(), params }));
    }

    fn send(&self, message: Message) {
        self.trace("->", &message);
        // A client that is gone is noticed by what it no longer sends.
        let _ = self.outgoing.send(Outgoing::Message(message));
    }

    #[expect(clippy::print_stderr, reason = "standard error is where editors look for a server's log")]
    fn trace(&self, direction: &str, message: &Message) {
        if self.outside.trace {
            eprintln!("{direction} {}", serde_json::to_string(message).unwrap_or_default());
        }
    }
}

/// What tells one failure from another.
fn fingerprint(failure: &Failure) -> u64 {
    let mut hasher = DefaultHasher::new();
    match failure {
        Failure::Message { message, help, .. } => (message, help).hash(&mut hasher),
        Failure::Diagnostics { source, diagnostics } => {
            let first = diagnostics.first().map(|found| &found.message);
            (source.path(), source.text(), diagnostics.len(), first).hash(&mut hasher);
        }
    }
    hasher.finish()
}

fn is_configuration(path: &Path) -> bool {
    path.file_name().is_some_and(|name| crate::config::FILE_NAMES.iter().any(|known| name == *known))
}

/// The requests that the client no longer wants answered, as far as that has arrived.
fn cancelled(inbox: &VecDeque<Incoming>) -> HashSet<RequestId> {
    let cancelled = inbox.iter().filter_map(|incoming| match incoming {
        Incoming::Message(Message::Notification(notification)) if notification.method == "$/cancelRequest" => {
            serde_json::from_value(notification.params.get("id")?.clone()).ok()
        }
        _ => None,
    });
    cancelled.collect()
}
