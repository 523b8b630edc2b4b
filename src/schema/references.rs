//! Where the other schemas come from that a schema refers to.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jsonschema::{Retrieve, Uri};
use serde_json::Value as Json;

use super::read::read;
use super::{Draft, SchemaError, lint, prepare};
use crate::source::Source;

/// How many places a schema may refer to. The validator follows each into the next, so that they could make a way as
/// long as this.
pub(super) const MOST_REFERENCES: usize = 4_000;

/// Gives the texts that a schema refers to. Nothing is ever fetched from a network: an address that is not at hand is
/// a fault of the schema.
pub trait References: Send + Sync + fmt::Debug {
    /// The text at an absolute URI without a fragment, or why there is none, in words that follow "because".
    fn read(&self, uri: &str) -> Result<Source, String>;
}

/// No other schemas.
#[derive(Clone, Copy, Debug)]
pub struct NoReferences;

impl References for NoReferences {
    fn read(&self, _: &str) -> Result<Source, String> {
        Err("nothing is fetched from a network".to_owned())
    }
}

/// Reads each reference once, for the validator and for ourselves, and remembers what went wrong. The validator is
/// told that all is well, so that each fault can be shown where it is.
#[derive(Clone, Debug)]
pub(super) struct Retriever(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    references: Arc<dyn References>,
    /// The folders that stand for each other: that of the root's `$id` and that of its file.
    folders: Option<(String, String)>,
    read: Mutex<BTreeMap<String, Outcome>>,
    /// How many references the schemas have that were read.
    followed: AtomicUsize,
}

type Outcome = Result<Json, Fault>;

/// Why a reference leads nowhere.
#[derive(Debug)]
enum Fault {
    /// There is nothing to read.
    Absent(String),
    /// What there is is not a schema. Taken out when it is said.
    Wrong(Option<Box<SchemaError>>),
}

impl Retriever {
    pub(super) fn new(references: Arc<dyn References>, base: &str, id: Option<&str>) -> Self {
        let folders = id.and_then(|id| Some((folder(id)?, folder(base)?)));
        Self(Arc::new(Shared { references, folders, read: Mutex::default(), followed: AtomicUsize::new(0) }))
    }

    /// What could not be read: the address and why.
    pub(super) fn absent(&self) -> Vec<(String, String)> {
        let reason = |(uri, outcome): (&String, &Outcome)| match outcome {
            Err(Fault::Absent(reason)) => Some((uri.clone(), reason.clone())),
            Ok(_) | Err(Fault::Wrong(_)) => None,
        };
        self.read().iter().filter_map(reason).collect()
    }

    /// The first schema that was read and is none.
    pub(super) fn take_wrong(&self) -> Option<Box<SchemaError>> {
        self.read().values_mut().find_map(|outcome| match outcome {
            Err(Fault::Wrong(error)) => error.take(),
            Ok(_) | Err(Fault::Absent(_)) => None,
        })
    }

    fn read(&self) -> MutexGuard<'_, BTreeMap<String, Outcome>> {
        self.0.read.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn get(&self, uri: &str) -> Option<Json> {
        if let Some(outcome) = self.read().get(uri) {
            return outcome.as_ref().ok().cloned();
        }
        let outcome = self.load(uri);
        let json = outcome.as_ref().ok().cloned();
        self.read().insert(uri.to_owned(), outcome);
        json
    }

    /// A schema that says of itself that it is `https://example.org/a.json` finds `b.json` in its own folder.
    fn load(&self, uri: &str) -> Result<Json, Fault> {
        let shared = &self.0;
        let beside = shared.folders.as_ref().and_then(|(id, base)| Some(format!("{base}{}", uri.strip_prefix(id)?)));
        let source = match beside {
            Some(beside) => shared.references.read(&beside).or_else(|_| shared.references.read(uri)),
            None => shared.references.read(uri),
        };
        let source = source.map_err(Fault::Absent)?;
        let (json, problems) = {
            let parsed = read(&source);
            let mut problems = parsed.problems;
            if let Some(root) = &parsed.root {
                let linted = lint::lint(root, Draft::default(), source.text());
                problems.extend(linted.problems);
                let before = shared.followed.fetch_add(linted.references.len() + 1, Ordering::Relaxed);
                if before + linted.references.len() >= MOST_REFERENCES {
                    return Err(Fault::Absent("there are too many references to follow".to_owned()));
                }
            }
            let mut json = parsed.json;
            prepare::prepare(&mut json);
            (json, problems)
        };
        if problems.is_empty() {
            return Ok(json);
        }
        Err(Fault::Wrong(Some(Box::new(SchemaError { source, diagnostics: problems }))))
    }
}

impl Retrieve for Retriever {
    fn retrieve(&self, uri: &Uri<String>) -> Result<Json, Box<dyn std::error::Error + Send + Sync>> {
        Ok(self.get(uri.as_str()).unwrap_or(Json::Bool(true)))
    }
}

/// The address up to and with its last `/`.
fn folder(address: &str) -> Option<String> {
    let address = address.split('#').next()?;
    address.contains("://").then(|| address.rsplit_once('/').map(|(folder, _)| format!("{folder}/")))?
}
