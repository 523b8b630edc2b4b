//! `masthead convert`

use std::io::{self, Write};
use std::path::Path;

use super::args::{ConvertCommand, SyntaxName};
use super::repair::is_obeyed;
use super::say::{note, tell};
use super::selection::{globs_of, setup};
use super::{CLEAN, FINDINGS, Stop};
use crate::batch;
use crate::convert::{Converted, Unconverted, convert};
use crate::files::write::{Expected, replace};
use crate::fix::unified;
use crate::run::documents;
use crate::source::Source;
use crate::syntax::Syntax;
use crate::visible::{shown_path, visible};
use crate::workspace::{Failure, Workspace};

/// Rewrites front matter, or shows how it would be.
pub(super) fn run(command: &ConvertCommand) -> Result<u8, Stop> {
    if command.paths.iter().any(|path| path == Path::new("-")) {
        return Err(Failure::new("standard input is not converted").help("name a file or a folder").into());
    }
    let mut setup = setup(&command.configuration);
    setup.exclude = globs_of(&command.exclude)?;
    let workspace = Workspace::new(setup)?;
    let mut notes = Vec::new();
    let paths = documents(&command.paths, command.force_exclude, &workspace, &mut notes)?;
    tell(&notes);
    let to = match command.to {
        SyntaxName::Yaml => Syntax::Yaml,
        SyntaxName::Toml => Syntax::Toml,
        SyntaxName::Json => Syntax::Json,
    };
    let mut count = Count::default();
    for path in &paths {
        let folder = workspace.folder_of(path)?;
        let limits = workspace.settings(&folder, path).options.limits;
        match batch::source(&workspace, path, limits.front_matter_bytes) {
            Some(source) => one(command, &source, to, &mut count)?,
            None => count.refuse(path, "it cannot be read"),
        }
    }
    if !command.quiet {
        let documents = if count.converted == 1 { "document" } else { "documents" };
        let done = if command.write { "converted to" } else { "would be converted to" };
        let how = if command.write || count.converted == 0 { "" } else { "; --write writes" };
        note(&format!("note: {} {documents} {done} {}{how}", count.converted, to.name()));
    }
    Ok(if count.refused > 0 { FINDINGS } else { CLEAN })
}

/// What became of the documents.
#[derive(Default)]
struct Count {
    converted: usize,
    refused: usize,
}

impl Count {
    fn refuse(&mut self, path: &Path, why: &str) {
        self.refused += 1;
        note(&format!("warning: {}: left as it is: {}", shown_path(path), visible(why)));
    }
}

fn one(command: &ConvertCommand, source: &Source, to: Syntax, count: &mut Count) -> Result<(), Stop> {
    let path = source.path();
    let converted = match convert(source, to) {
        Ok(converted) => converted,
        Err(Unconverted::Missing | Unconverted::Same) => return Ok(()),
        Err(why) => {
            count.refuse(path, &why.to_string());
            return Ok(());
        }
    };
    let Converted { source: new, lost } = converted;
    if !command.quiet {
        for what in &lost {
            note(&format!("note: {}: {}", shown_path(path), visible(what)));
        }
    }
    if command.write {
        let expected = Expected { head: source.text().as_bytes(), whole: source.is_whole() };
        if let Err(refusal) = replace(path, expected, new.text().as_bytes()) {
            count.refuse(path, &refusal.to_string());
            return Ok(());
        }
        count.converted += 1;
        return Ok(());
    }
    count.converted += 1;
    let diff = unified(path, source, &new);
    if diff.lines().any(is_obeyed) {
        let why = "it holds control characters or the command of a build service; --write makes the change";
        note(&format!("warning: {}: the patch is not shown: {why}", shown_path(path)));
        return Ok(());
    }
    let mut out = io::stdout().lock();
    out.write_all(diff.as_bytes())?;
    out.flush()?;
    Ok(())
}
