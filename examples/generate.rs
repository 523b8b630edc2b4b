//! Writes a corpus of articles: clean ones, with a share that has one known fault each, listed in `manifest.jsonl`.
//!
//! `cargo run --release --example generate -- FOLDER [--documents N] [--faults-in N] [--each N] [--clean N] [--seed N]`
//!
//! - `--documents N`: how many (1,000).
//! - `--faults-in N`: one of N has a fault (100); 0 for none.
//! - `--each N`: instead of the above, N documents with every kind of fault and `--clean N` without one.
//! - `--seed N`: the same seed gives the same corpus (2022).

#![expect(clippy::disallowed_methods, reason = "it is a program of its own, which writes files")]
#![expect(clippy::print_stderr, reason = "a program of one page")]

#[path = "../tests/it/generate/mod.rs"]
mod generate;

use std::error::Error;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::{env, fs};

use generate::{Article, FAULTS, plant};
use serde_json::json;

const USAGE: &str = "usage: generate FOLDER [--documents N] [--faults-in N] [--each N] [--clean N] [--seed N]";

/// So that the corpus can be checked as it is.
const CONFIGURATION: &str = "[[schemas]]\nfiles = [\"**/*.md\"]\nschema = \"article\"\n";

struct Arguments {
    folder: PathBuf,
    documents: usize,
    faults_in: usize,
    each: Option<usize>,
    clean: usize,
    seed: u64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = arguments()?;
    fs::create_dir_all(&arguments.folder)?;
    fs::write(arguments.folder.join("masthead.toml"), CONFIGURATION)?;
    let mut manifest = BufWriter::new(fs::File::create(arguments.folder.join("manifest.jsonl"))?);
    let faults = match arguments.each {
        Some(each) => write_each(&arguments, each, &mut manifest)?,
        None => write_share(&arguments, &mut manifest)?,
    };
    manifest.flush()?;
    eprintln!("a corpus in {}; {faults} documents have a fault", arguments.folder.display());
    Ok(())
}

fn write_share(arguments: &Arguments, manifest: &mut impl Write) -> io::Result<usize> {
    let mut faults = 0;
    for number in 0..arguments.documents {
        let mut article = Article::new(arguments.seed, number);
        if arguments.faults_in > 0 && number % arguments.faults_in == arguments.faults_in - 1 {
            // Not every article can have every fault, but each can have one.
            let kinds = FAULTS.iter().cycle().skip(faults % FAULTS.len()).take(FAULTS.len());
            let planted = kinds.filter_map(|fault| {
                let mut spoilt = article.clone();
                plant(fault, &mut spoilt).map(|line| (fault, spoilt, line))
            });
            if let Some((fault, spoilt, line)) = planted.into_iter().next() {
                note(manifest, &spoilt, (fault.rule, fault.name), line)?;
                article = spoilt;
                faults += 1;
            }
        }
        write(&arguments.folder, &article)?;
    }
    Ok(faults)
}

fn write_each(arguments: &Arguments, each: usize, manifest: &mut impl Write) -> io::Result<usize> {
    for number in 0..arguments.clean {
        write(&arguments.folder, &Article::new(arguments.seed, number))?;
    }
    let mut number = arguments.clean;
    for fault in FAULTS {
        let mut made = 0;
        while made < each {
            number += 1;
            let mut article = Article::new(arguments.seed, number);
            let Some(line) = plant(fault, &mut article) else { continue };
            made += 1;
            note(manifest, &article, (fault.rule, fault.name), line)?;
            write(&arguments.folder, &article)?;
        }
    }
    Ok(each * FAULTS.len())
}

fn note(manifest: &mut impl Write, article: &Article, (rule, fault): (&str, &str), line: usize) -> io::Result<()> {
    let entry = json!({ "path": article.path, "rule": rule, "line": line, "fault": fault });
    writeln!(manifest, "{entry}")
}

fn write(folder: &Path, article: &Article) -> io::Result<()> {
    let path = folder.join(&article.path);
    match fs::write(&path, article.text()) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(path.parent().unwrap_or(folder))?;
            fs::write(&path, article.text())
        }
        result => result,
    }
}

fn arguments() -> Result<Arguments, Box<dyn Error>> {
    let mut list = env::args().skip(1);
    let folder = list.next().filter(|folder| !folder.starts_with('-')).ok_or(USAGE)?.into();
    let mut arguments = Arguments { folder, documents: 1_000, faults_in: 100, each: None, clean: 0, seed: 2022 };
    while let Some(name) = list.next() {
        let value = list.next().ok_or(USAGE)?;
        match name.as_str() {
            "--documents" => arguments.documents = value.parse()?,
            "--faults-in" => arguments.faults_in = value.parse()?,
            "--each" => arguments.each = Some(value.parse()?),
            "--clean" => arguments.clean = value.parse()?,
            "--seed" => arguments.seed = value.parse()?,
            _ => return Err(USAGE.into()),
        }
    }
    Ok(arguments)
}
