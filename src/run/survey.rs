//! Every document read once for what it holds, on all cores, and put together in the order of the documents.

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde_json::Value as Json;

use crate::batch;
use crate::document::Document;
use crate::infer::{self, Inferred, Judge, Trial};
use crate::schema::json::to_json;
use crate::source::{Source, path_name};
use crate::stats::{Read, Stats};
use crate::tree::Value;
use crate::workspace::{Failure, Workspace};

/// How many documents are counted together.
const PART: usize = 256;
/// How many parts are under way before they are put together.
const PARTS: usize = 32;

/// Reads documents. `add` is told of each within its part, in order; `merge` takes the parts, in order.
///
/// # Errors
/// A configuration that cannot be read.
pub fn survey<T: Default + Send>(
    workspace: &Workspace,
    paths: &[PathBuf],
    add: impl Fn(&mut T, &str, Read, &Document) + Sync,
    mut merge: impl FnMut(T),
) -> Result<(), Failure> {
    for group in paths.chunks(PART * PARTS) {
        let parts: Vec<Result<T, Failure>> = group
            .par_chunks(PART)
            .map(|part| {
                let mut counted = T::default();
                for path in part {
                    one(workspace, path, |name, read, document| add(&mut counted, name, read, document))?;
                }
                Ok(counted)
            })
            .collect();
        for part in parts {
            merge(part?);
        }
    }
    Ok(())
}

/// Infers a schema: counts what documents hold, sets groups of another sort apart, and tries constraints on the rest.
///
/// # Errors
/// A configuration that cannot be read.
pub fn infer(workspace: &Workspace, paths: &[PathBuf], options: infer::Options) -> Result<Inferred, Failure> {
    let mut counted = stats(workspace, paths)?;
    let apart = infer::apart(&counted);
    let is_apart = |name: &str| apart.iter().any(|group| group.holds(name));
    if !apart.is_empty() {
        counted = Stats::default();
        let add = |part: &mut Stats, name: &str, read: Read, _: &Document| {
            if !is_apart(name) {
                part.add(name, read);
            }
        };
        survey(workspace, paths, add, |part| counted.merge(part))?;
    }
    let candidates = infer::candidates(&counted);
    let judge = Judge::new(&candidates);
    let mut trial = Trial::default();
    let add = |part: &mut Trial, name: &str, read: Read, document: &Document| {
        if let Read::Fields(fields) = read
            && !is_apart(name)
        {
            part.add_document(name, document, fields, &candidates, &judge);
        }
    };
    survey(workspace, paths, add, |part| trial.merge(part))?;
    Ok(Inferred::new(counted, candidates, &trial, apart, options))
}

/// Counts what documents hold.
///
/// # Errors
/// A configuration that cannot be read.
pub fn stats(workspace: &Workspace, paths: &[PathBuf]) -> Result<Stats, Failure> {
    let mut all = Stats::default();
    survey(workspace, paths, |part: &mut Stats, name, read, _| part.add(name, read), |part| all.merge(part))?;
    Ok(all)
}

fn one(workspace: &Workspace, path: &Path, mut tell: impl FnMut(&str, Read, &Document)) -> Result<(), Failure> {
    let folder = workspace.folder_of(path)?;
    let limits = workspace.settings(&folder, path).options.limits;
    let name = path_name(path);
    let name = name.strip_prefix("./").unwrap_or(&name);
    let source = batch::source(workspace, path, limits.front_matter_bytes);
    let is_read = source.is_some();
    let source = source.unwrap_or_else(|| Source::new(path, ""));
    let source = source.placed(&folder.relative(path.file_name().unwrap_or_default()));
    let document = Document::parse(&source, limits);
    if !is_read {
        tell(name, Read::Broken, &document);
        return Ok(());
    }
    let json = document.root.as_ref().map(to_json);
    let read = match (&json, &document.root) {
        (Some(json @ Json::Object(_)), Some(root)) if !matches!(root.value, Value::Broken) => Read::Fields(json),
        (None, _) if document.block().is_none() && !is_begun(&document) => Read::Missing,
        _ => Read::Broken,
    };
    tell(name, read, &document);
    Ok(())
}

/// Whether front matter begins and cannot be read.
fn is_begun(document: &Document) -> bool {
    !matches!(document.fence, crate::document::Fence::Missing)
}
