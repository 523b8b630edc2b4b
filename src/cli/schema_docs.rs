//! `masthead schema docs`

use std::path::Path;

use super::args::{DocsFormat, SchemaDocsCommand};
use super::infer::write_new;
use super::say::visible_lines;
use super::{CLEAN, Stop, print};
use crate::guide::Guide;
use crate::schema::Schema;
use crate::workspace::{Failure, load_schema};

/// Writes a page about the fields of a schema.
pub(super) fn run(command: &SchemaDocsCommand) -> Result<u8, Stop> {
    let guide = Guide::of(&*schema_of(Path::new(&command.schema))?);
    let page = match command.output_format {
        DocsFormat::Markdown => guide.to_markdown(),
        DocsFormat::Html => guide.to_html(),
    };
    // Schemas come from strangers too, and nothing in one is to be obeyed by a terminal.
    let page = visible_lines(&page);
    match &command.output_file {
        Some(file) => {
            write_new(file, &page)?;
            Ok(CLEAN)
        }
        None => print(&page),
    }
}

/// A schema by the name of a built-in one, or from a file.
pub(super) fn schema_of(name: &Path) -> Result<std::sync::Arc<Schema>, Failure> {
    match name.to_str().and_then(Schema::builtin) {
        Some(schema) => Ok(schema),
        None => load_schema(name).map(std::sync::Arc::new),
    }
}
