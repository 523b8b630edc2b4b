//! The settings in force for a path, each with where it comes from.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use crate::batch;
use crate::config::{Config, OptionValue, Origin, RuleLayer, joined};
use crate::diagnostic::Severity;
use crate::document::Document;
use crate::kinds::usual_names;
use crate::rules::{RULES, Target, options_of};
use crate::source::{Source, Span};
use crate::visible::shown_path;
use crate::workspace::{Failure, Folder, Workspace};

/// What is in force for a path.
#[derive(Debug, Default)]
pub(super) struct InForce {
    /// The configuration and those that it extends.
    pub(super) sources: Vec<String>,
    /// Keys that are neither schemas nor fields nor rules.
    pub(super) keys: Vec<(&'static str, Value, String)>,
    pub(super) schemas: Vec<SchemaInForce>,
    /// What there is to say of the schemas.
    pub(super) notes: Vec<String>,
    pub(super) fields: Vec<(String, &'static str, String)>,
    pub(super) rules: Vec<RuleInForce>,
}

#[derive(Debug)]
pub(super) struct SchemaInForce {
    pub(super) files: Option<Vec<String>>,
    pub(super) conditions: Option<String>,
    pub(super) schema: String,
    pub(super) origin: String,
    /// It is the one of the document that was asked about.
    pub(super) governs: bool,
}

#[derive(Debug)]
pub(super) struct RuleInForce {
    pub(super) name: &'static str,
    pub(super) level: &'static str,
    pub(super) origin: String,
    pub(super) options: Vec<(&'static str, Value, String)>,
}

impl InForce {
    pub(super) fn of(workspace: &Workspace, path: &Path) -> Result<Self, Failure> {
        let folder = if path.is_dir() { workspace.folder(path)? } else { workspace.folder_of(path)? };
        let config = &folder.project.config;
        let relative = match path.file_name() {
            Some(name) if !path.is_dir() => folder.relative(name),
            _ => folder.relative("".as_ref()),
        };
        let files = config.source.iter().chain(config.bases.iter().map(|(_, source)| source));
        let mut shown = Self { sources: files.map(|source| source.name().into_owned()).collect(), ..Self::default() };
        shown.keys(workspace, config);
        if path.is_dir() {
            shown.schemas.extend(config.schemas.iter().map(|schema| of_schema(config, schema, false)));
        } else {
            shown.schema_of(workspace, &folder, path);
        }
        shown.fields(config);
        shown.rules(config, &config.overrides_for(&relative));
        Ok(shown)
    }

    fn keys(&mut self, workspace: &Workspace, config: &Config) {
        for (name, globs) in [("include", &config.include), ("exclude", &config.exclude)] {
            let origin = globs.span.map_or_else(|| "default".to_owned(), |span| place(config, span));
            self.keys.push((name, json!(globs.patterns), origin));
        }
        let gate = &config.gate;
        if let Some((file, span)) = &gate.baseline {
            self.keys.push(("baseline", json!(shown_path(workspace.shown(file))), place(config, *span)));
        }
        if let Some((most, span)) = gate.max_warnings {
            self.keys.push(("max-warnings", json!(most), place(config, span)));
        }
        if let Some((level, span)) = gate.level {
            self.keys.push(("level", json!(level.as_str()), place(config, span)));
        }
    }

    /// The schema of a document.
    fn schema_of(&mut self, workspace: &Workspace, folder: &Folder, path: &Path) {
        let limits = workspace.settings(folder, path).options.limits;
        let source = batch::source(workspace, path, limits.front_matter_bytes).unwrap_or_else(|| Source::new(path, ""));
        let document = Document::parse(&source, limits);
        if !self.own_schema(workspace, folder, &source, &document) {
            self.given_schema(&folder.project.config, folder, &document);
        }
    }

    /// The schema that a document names for itself, if it is in force.
    fn own_schema(&mut self, workspace: &Workspace, folder: &Folder, source: &Source, document: &Document) -> bool {
        let Some((name, span)) = document.own_schema() else { return false };
        let mut faults = Vec::new();
        let origin = format!("{}:{}", source.name(), source.position(span.start).line);
        let schema = workspace.own_schema_for(folder, document, &mut faults);
        self.notes.extend(faults.into_iter().map(|(_, fault)| format!("{origin}: {}", fault.message)));
        if schema.is_some() {
            let schema = name.to_owned();
            self.schemas.push(SchemaInForce { files: None, conditions: None, schema, origin, governs: true });
            return true;
        }
        false
    }

    /// The schema that the configuration gives to a document.
    fn given_schema(&mut self, config: &Config, folder: &Folder, document: &Document) {
        let relative = folder.relative(document.source.path().file_name().unwrap_or_default());
        match config.schema_for(&relative, document.fields()) {
            Some((_, schema)) => self.schemas.push(of_schema(config, schema, true)),
            None => self.notes.push("no schema applies".to_owned()),
        }
    }

    fn fields(&mut self, config: &Config) {
        for own in &config.fields {
            self.fields.push((own.field.clone(), own.kind.name(), place(config, own.span)));
        }
        for (name, kind) in usual_names().filter(|(name, _)| config.fields.iter().all(|own| own.field != *name)) {
            self.fields.push((name.to_owned(), kind.name(), "default".to_owned()));
        }
    }

    fn rules(&mut self, config: &Config, overrides: &[usize]) {
        let (levels, _) = config.settings(overrides, &crate::config::Adjustments::default());
        let layers = config.layers(overrides);
        for rule in RULES {
            let of_rule = |layer: &&RuleLayer| layer.setting.rules.iter().any(|other| other.name == rule.name);
            let last = layers.iter().filter(of_rule).rfind(|layer| layer.setting.level.is_some());
            let origin = last.map_or_else(|| "default".to_owned(), |layer| origin(config, layer));
            let options = options_of(rule).map(|spec| {
                let set = layers.iter().rev().find_map(|layer| {
                    let option = layer.setting.options.iter().find(|(other, _)| std::ptr::eq(*other, spec))?;
                    Some((value(option.1), origin_of_layer(config, layer)))
                });
                let (value, origin) = set.unwrap_or_else(|| (default_of(spec), "default".to_owned()));
                (spec.key, value, origin)
            });
            let level = levels.get(rule).map_or("off", Severity::as_str);
            self.rules.push(RuleInForce { name: rule.name, level, origin, options: options.collect() });
        }
    }
}

fn of_schema(config: &Config, schema: &crate::config::SchemaRule, governs: bool) -> SchemaInForce {
    SchemaInForce {
        files: schema.files.as_ref().map(|files| files.patterns.clone()),
        conditions: (!schema.conditions.is_empty()).then(|| joined(&schema.conditions)),
        schema: schema.schema.clone(),
        origin: place(config, schema.span),
        governs,
    }
}

fn default_of(spec: &crate::rules::OptionSpec) -> Value {
    match spec.target {
        Target::Count(_) => spec.default.parse::<usize>().map_or_else(|_| json!(spec.default), |count| json!(count)),
        Target::Duration(_) => json!(spec.default),
    }
}

fn value(value: OptionValue) -> Value {
    match value {
        OptionValue::Count(count) => json!(count),
        OptionValue::Duration(duration) => {
            let seconds = duration.num_seconds();
            let units = [("d", 86_400), ("h", 3_600), ("m", 60)];
            let (unit, length) = units.into_iter().find(|(_, length)| seconds % length == 0).unwrap_or(("s", 1));
            json!(format!("{}{unit}", seconds / length))
        }
    }
}

fn origin(config: &Config, layer: &RuleLayer) -> String {
    let mut text = origin_of_layer(config, layer);
    if layer.setting.rules.len() > 1 {
        let _ = write!(text, ", as `{}`", layer.setting.selector);
    }
    text
}

fn origin_of_layer(config: &Config, layer: &RuleLayer) -> String {
    let place = place(config, layer.setting.span);
    match layer.origin {
        Origin::Rules => place,
        Origin::Override(index) => format!("{place}, override {}", index + 1),
    }
}

/// `masthead.toml:7`
fn place(config: &Config, span: Span) -> String {
    config
        .locate(span)
        .map_or_else(String::new, |(source, span)| format!("{}:{}", source.name(), source.position(span.start).line))
}
