//! `masthead config`

use std::fmt::Write as _;
use std::path::Path;

use super::args::ConfigurationArgs;
use super::{Stop, print, selection};
use crate::batch;
use crate::config::{Config, OptionValue, Origin, joined, json_schema};
use crate::diagnostic::Severity;
use crate::document::Document;
use crate::kinds::usual_names;
use crate::rules::{OPTIONS, RULES, Target};
use crate::source::{Source, Span};
use crate::workspace::{Folder, Workspace};

/// Prints the JSON Schema of `masthead.toml`.
pub(super) fn schema() -> Result<u8, Stop> {
    print(&format!("{:#}\n", json_schema()))
}

/// Prints every setting in force for a document, or for the documents of a folder, and where it comes from.
pub(super) fn show(path: &Path, configuration: &ConfigurationArgs) -> Result<u8, Stop> {
    let workspace = Workspace::new(selection::setup(configuration))?;
    let folder = if path.is_dir() { workspace.folder(path)? } else { workspace.folder_of(path)? };
    let config = &folder.project.config;
    let relative = match path.file_name() {
        Some(name) if !path.is_dir() => folder.relative(name),
        _ => folder.relative("".as_ref()),
    };
    let mut text = String::new();
    match &config.source {
        Some(source) => {
            let _ = writeln!(text, "# {}", source.name());
        }
        None if configuration.isolated => {
            text.push_str("# no masthead.toml is used; everything is as masthead has it\n");
        }
        None => text.push_str("# no masthead.toml at or above; everything is as masthead has it\n"),
    }
    files(&mut text, config);
    text.push_str("\n# schemas\n");
    if path.is_dir() {
        schemas(&mut text, config);
    } else {
        schema_of(&mut text, &workspace, &folder, path);
    }
    fields(&mut text, config);
    levels(&mut text, config, &config.overrides_for(&relative));
    print(&text)
}

fn files(text: &mut String, config: &Config) {
    for (name, globs) in [("include", &config.include), ("exclude", &config.exclude)] {
        let origin = globs.span.map_or_else(|| "default".to_owned(), |span| place(config, span));
        let _ = writeln!(text, "{name} = {:?}  # {origin}", globs.patterns);
    }
}

/// The schemas of a folder's documents.
fn schemas(text: &mut String, config: &Config) {
    for schema in &config.schemas {
        let files = schema.files.as_ref().map(|files| format!("{:?}", files.patterns));
        let is_conditional = !schema.conditions.is_empty();
        let conditions = is_conditional.then(|| format!("where {{ {} }}", joined(&schema.conditions)));
        let chosen = [files, conditions].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let _ = writeln!(text, "{chosen} = {:?}  # {}", schema.schema, place(config, schema.span));
    }
}

/// The schema of a document.
fn schema_of(text: &mut String, workspace: &Workspace, folder: &Folder, path: &Path) {
    let limits = workspace.settings(folder, path).options.limits;
    // Of a document that is not there yet, the path is known.
    let source = batch::source(workspace, path, limits.front_matter_bytes).unwrap_or_else(|| Source::new(path, ""));
    let document = Document::parse(&source, limits);
    if !own_schema(text, workspace, folder, &source, &document) {
        given_schema(text, &folder.project.config, folder, &document);
    }
}

/// The schema that a document names for itself, if it is in force.
fn own_schema(text: &mut String, workspace: &Workspace, folder: &Folder, source: &Source, document: &Document) -> bool {
    let Some((name, span)) = document.own_schema() else { return false };
    let mut faults = Vec::new();
    let place = format!("{}:{}", source.name(), source.position(span.start).line);
    let schema = workspace.own_schema_for(folder, document, &mut faults);
    if schema.is_some() {
        let _ = writeln!(text, "schema = {name:?}  # {place}");
    }
    for (_, fault) in faults {
        let _ = writeln!(text, "# {place}: {}", fault.message);
    }
    schema.is_some()
}

/// The schema that the configuration gives to a document.
fn given_schema(text: &mut String, config: &Config, folder: &Folder, document: &Document) {
    let relative = folder.relative(document.source.path().file_name().unwrap_or_default());
    match config.schema_for(&relative, document.fields()) {
        Some((_, schema)) => {
            let place = place(config, schema.span);
            let why = match &schema.conditions[..] {
                [] => String::new(),
                conditions => format!(", where {{ {} }}", joined(conditions)),
            };
            let _ = writeln!(text, "schema = {:?}  # {place}{why}", schema.schema);
        }
        None => text.push_str("# no schema applies\n"),
    }
}

fn fields(text: &mut String, config: &Config) {
    text.push_str(
        "\n[fields]  # the default ones also as `last_modified`, `last-modified`, `lastModified`, `Last Modified`\n",
    );
    for own in &config.fields {
        let _ = writeln!(text, "{:?} = {:?}  # {}", own.field, own.kind.name(), place(config, own.span));
    }
    for (name, kind) in usual_names().filter(|(name, _)| config.fields.iter().all(|own| own.field != *name)) {
        let _ = writeln!(text, "{name:?} = {:?}  # default", kind.name());
    }
}

fn levels(text: &mut String, config: &Config, overrides: &[usize]) {
    let (levels, _) = config.settings(overrides, &crate::config::Adjustments::default());
    let layers = config.layers(overrides);
    text.push_str("\n[rules]\n");
    for rule in RULES {
        let level = levels.get(rule).map_or("off", Severity::as_str);
        let of_rule =
            |layer: &&crate::config::RuleLayer| layer.setting.rules.iter().any(|other| other.name == rule.name);
        let last = layers.iter().filter(of_rule).rfind(|layer| layer.setting.level.is_some());
        let origin = last.map_or_else(|| "default".to_owned(), |layer| origin(config, layer));
        let _ = writeln!(text, "{:?} = {level:?}  # {origin}", rule.name);
        for spec in OPTIONS.iter().filter(|spec| spec.rule.name == rule.name) {
            let set = layers.iter().rev().find_map(|layer| {
                let option = layer.setting.options.iter().find(|(other, _)| std::ptr::eq(*other, spec))?;
                Some((option.1, origin_of_layer(config, layer)))
            });
            let default = || match spec.target {
                Target::Count(_) => spec.default.to_owned(),
                Target::Duration(_) => format!("{:?}", spec.default),
            };
            let (value, origin) =
                set.map_or_else(|| (default(), "default".to_owned()), |(value, at)| (written(value), at));
            let _ = writeln!(text, "{:?} = {value}  # {origin}", format!("{}.{}", rule.name, spec.key));
        }
    }
}

fn written(value: OptionValue) -> String {
    match value {
        OptionValue::Count(count) => count.to_string(),
        OptionValue::Duration(duration) => {
            let seconds = duration.num_seconds();
            let units = [("d", 86_400), ("h", 3_600), ("m", 60)];
            let (unit, length) = units.into_iter().find(|(_, length)| seconds % length == 0).unwrap_or(("s", 1));
            format!("\"{}{unit}\"", seconds / length)
        }
    }
}

fn origin(config: &Config, layer: &crate::config::RuleLayer) -> String {
    let mut text = origin_of_layer(config, layer);
    if layer.setting.rules.len() > 1 {
        let _ = write!(text, ", as `{}`", layer.setting.selector);
    }
    text
}

fn origin_of_layer(config: &Config, layer: &crate::config::RuleLayer) -> String {
    let place = place(config, layer.setting.span);
    match layer.origin {
        Origin::Rules => place,
        Origin::Override(index) => format!("{place}, override {}", index + 1),
    }
}

/// `masthead.toml:7`
fn place(config: &Config, span: Span) -> String {
    config
        .source
        .as_ref()
        .map_or_else(String::new, |source| format!("{}:{}", source.name(), source.position(span.start).line))
}
