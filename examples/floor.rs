//! The floor under every measurement: walks folders as masthead does and reads every file whole on all cores, with the
//! same crates, and does nothing else. What masthead takes beyond this is its own work.
//!
//! `cargo run --release --example floor -- PATH…`

#![expect(clippy::disallowed_methods, reason = "it is a program of its own, as plain as can be")]
#![expect(clippy::print_stdout, reason = "a program of one page")]

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::{env, fs};

use ignore::{WalkBuilder, WalkState};
use rayon::prelude::*;

fn main() {
    let mut paths: Vec<PathBuf> = env::args().skip(1).flat_map(|root| documents(Path::new(&root))).collect();
    paths.sort_unstable();
    let sizes = paths.par_iter().filter_map(|path| fs::read(path).ok()).map(|bytes| bytes.len());
    let total: usize = sizes.sum();
    println!("{} files, {total} bytes", paths.len());
}

fn documents(root: &Path) -> Vec<PathBuf> {
    let found = Mutex::new(Vec::new());
    WalkBuilder::new(root).require_git(false).threads(rayon::current_num_threads()).build_parallel().run(|| {
        Box::new(|entry| {
            if let Ok(entry) = entry
                && entry.file_type().is_some_and(|kind| kind.is_file())
                && entry.path().extension() == Some(OsStr::new("md"))
            {
                found.lock().unwrap_or_else(PoisonError::into_inner).push(entry.into_path());
            }
            WalkState::Continue
        })
    });
    found.into_inner().unwrap_or_else(PoisonError::into_inner)
}
