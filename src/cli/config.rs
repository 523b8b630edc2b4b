//! `masthead config`

mod in_force;

use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Map, Value, json};

use super::args::{ConfigShowCommand, StatsFormat};
use super::say::{print_lines, tell};
use super::{Stop, print, selection};
use crate::config::json_schema;
use crate::run::documents;
use crate::source::path_name;
use crate::visible::shown_path;
use crate::workspace::{Failure, Workspace};

use in_force::{InForce, SchemaInForce};

/// Prints the JSON Schema of `masthead.toml`.
pub(super) fn schema() -> Result<u8, Stop> {
    print(&format!("{:#}\n", json_schema()))
}

/// Prints every setting in force for a document, or for the documents of a folder, and where it comes from; or which
/// documents there are.
pub(super) fn show(command: &ConfigShowCommand) -> Result<u8, Stop> {
    let path = &command.path;
    if let Err(error) = path.metadata() {
        return Err(Failure::new(format!("`{}` cannot be looked at: {error}", shown_path(path)))
            .help("name a document or a folder that is there")
            .at(path)
            .into());
    }
    let workspace = Workspace::new(selection::setup(&command.configuration))?;
    let files = if command.files { Some(files(&workspace, path)?) } else { None };
    match (command.output_format, files) {
        (StatsFormat::Text, Some(files)) => print_lines(&files.join("\n")),
        (StatsFormat::Json, files) => print(&format!("{:#}\n", as_json(&InForce::of(&workspace, path)?, files))),
        (StatsFormat::Text, None) => {
            print_lines(&text(&InForce::of(&workspace, path)?, command.configuration.isolated))
        }
    }
}

/// The documents that `masthead check PATH` would check.
fn files(workspace: &Workspace, path: &Path) -> Result<Vec<String>, Stop> {
    let mut notes = Vec::new();
    let paths = documents(&[path.to_owned()], false, workspace, &mut notes)?;
    tell(&notes);
    Ok(paths.iter().map(|path| path_name(path).into_owned()).collect())
}

fn text(shown: &InForce, isolated: bool) -> String {
    let mut text = String::new();
    match &shown.sources[..] {
        [] if isolated => text.push_str("# no masthead.toml is used; everything is as masthead has it\n"),
        [] => text.push_str("# no masthead.toml at or above; everything is as masthead has it\n"),
        sources => {
            let _ = writeln!(text, "# {}", sources.join(", which extends "));
        }
    }
    for (name, value, origin) in &shown.keys {
        let _ = writeln!(text, "{name} = {}  # {origin}", written(value));
    }
    text.push_str("\n# schemas\n");
    for SchemaInForce { files, conditions, schema, origin, governs } in &shown.schemas {
        let conditions = conditions.as_ref().map(|conditions| format!("where {{ {conditions} }}"));
        if *governs {
            let why = conditions.map_or_else(String::new, |conditions| format!(", {conditions}"));
            let _ = writeln!(text, "schema = {schema:?}  # {origin}{why}");
        } else {
            let files = files.as_ref().map(|files| format!("{files:?}"));
            let chosen = [files, conditions].into_iter().flatten().collect::<Vec<_>>().join(" ");
            let _ = writeln!(text, "{chosen} = {schema:?}  # {origin}");
        }
    }
    for note in &shown.notes {
        let _ = writeln!(text, "# {note}");
    }
    text.push_str(
        "\n[fields]  # the default ones also as `last_modified`, `last-modified`, `lastModified`, `Last Modified`\n",
    );
    for (name, kind, origin) in &shown.fields {
        let _ = writeln!(text, "{name:?} = {kind:?}  # {origin}");
    }
    text.push_str("\n[rules]\n");
    for rule in &shown.rules {
        let _ = writeln!(text, "{:?} = {:?}  # {}", rule.name, rule.level, rule.origin);
        for (key, value, origin) in &rule.options {
            let _ = writeln!(text, "{:?} = {}  # {origin}", format!("{}.{key}", rule.name), written(value));
        }
    }
    text
}

/// A value as a configuration has it.
fn written(value: &Value) -> String {
    match value {
        Value::Array(items) => format!("[{}]", items.iter().map(written).collect::<Vec<_>>().join(", ")),
        Value::String(text) => format!("{text:?}"),
        other => other.to_string(),
    }
}

fn as_json(shown: &InForce, files: Option<Vec<String>>) -> Value {
    let set = |value: &Value, origin: &str| json!({ "value": value, "from": origin });
    let mut rules = Map::new();
    for rule in &shown.rules {
        let options = rule.options.iter().map(|(key, value, origin)| ((*key).to_owned(), set(value, origin)));
        let mut entry = json!({ "level": rule.level, "from": rule.origin });
        let options: Map<String, Value> = options.collect();
        if !options.is_empty() {
            entry["options"] = options.into();
        }
        rules.insert(rule.name.to_owned(), entry);
    }
    let schemas = shown.schemas.iter().map(|one| {
        let mut entry = json!({ "schema": one.schema, "from": one.origin, "governs": one.governs });
        if let Some(files) = &one.files {
            entry["files"] = json!(files);
        }
        if let Some(conditions) = &one.conditions {
            entry["where"] = json!(conditions);
        }
        entry
    });
    let fields = shown.fields.iter().map(|(name, kind, origin)| (name.clone(), set(&json!(kind), origin)));
    let mut root = json!({ "configurations": shown.sources });
    root["settings"] = shown
        .keys
        .iter()
        .map(|(name, value, origin)| ((*name).to_owned(), set(value, origin)))
        .collect::<Map<_, _>>()
        .into();
    root["schemas"] = schemas.collect();
    root["notes"] = json!(shown.notes);
    root["fields"] = fields.collect::<Map<_, _>>().into();
    root["rules"] = rules.into();
    if let Some(files) = files {
        root["files"] = json!(files);
    }
    root
}
