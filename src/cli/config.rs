//! `masthead config`

use std::fmt::Write as _;
use std::path::Path;

use super::args::ConfigurationArgs;
use super::{Stop, print, selection};
use crate::config::{Config, OptionValue, Origin, json_schema};
use crate::diagnostic::Severity;
use crate::rules::{OPTIONS, RULES};
use crate::source::Span;
use crate::workspace::Workspace;

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
        None => text.push_str("# no masthead.toml at or above; everything is as masthead has it\n"),
    }
    files(&mut text, config);
    schemas(&mut text, config, (!path.is_dir()).then_some(&*relative));
    fields(&mut text, config);
    levels(&mut text, config, &config.overrides_for(&relative));
    print(&text)
}

fn files(text: &mut String, config: &Config) {
    let _ = writeln!(text, "include = {:?}", config.include.patterns);
    let _ = writeln!(text, "exclude = {:?}", config.exclude.patterns);
}

fn schemas(text: &mut String, config: &Config, document: Option<&Path>) {
    text.push_str("\n# schemas\n");
    let governing = document.and_then(|path| config.schema_for(path));
    match (document, governing) {
        (Some(_), Some(schema)) => {
            let _ = writeln!(text, "schema = {:?}  # {}", schema.schema, place(config, schema.span));
        }
        (Some(_), None) => text.push_str("# no schema applies\n"),
        (None, _) => {
            for schema in &config.schemas {
                let files = &schema.files.patterns;
                let _ = writeln!(text, "{files:?} = {:?}  # {}", schema.schema, place(config, schema.span));
            }
        }
    }
}

fn fields(text: &mut String, config: &Config) {
    text.push_str("\n[fields]\n");
    let shape = config.field_shape();
    for (name, field) in &shape.properties {
        let own = config.fields.iter().find(|own| own.field == *name);
        let origin = own.map_or_else(|| "default".to_owned(), |own| place(config, own.span));
        for kind in field.kinds.iter() {
            let _ = writeln!(text, "{name:?} = {:?}  # {origin}", kind.name());
        }
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
            let (value, origin) =
                set.map_or_else(|| (spec.default.to_owned(), "default".to_owned()), |(value, at)| (written(value), at));
            let _ = writeln!(text, "{:?} = {value}  # {origin}", format!("{}.{}", rule.name, spec.key));
        }
    }
}

fn written(value: OptionValue) -> String {
    match value {
        OptionValue::Count(count) => count.to_string(),
        OptionValue::Duration(duration) => format!("{}s", duration.num_seconds()),
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
