//! From the text of a configuration file to its values. Every mistake is found, not only the first.

use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeArray, DeString, DeTable, DeValue};

use super::{
    Condition, Config, Extends, FieldKind, Globs, Literal, OptionValue, Override, RuleSetting, SchemaFile, SchemaRule,
    Wanted,
};
use super::{advice, version};
use crate::diagnostic::{Diagnostic, Severity, excerpt};
use crate::kinds::Kind;
use crate::kinds::parse_duration;
use crate::nearest::nearest;
use crate::rules::{self, OptionSpec, Target, options_of};
use crate::source::{Source, Span};

type Table<'t> = DeTable<'t>;
type Key<'t> = Spanned<DeString<'t>>;
type Value<'t> = Spanned<DeValue<'t>>;

/// Reads a configuration; see [`Config::parse`]. The spans of what it holds count from `start`, those of its mistakes from 0.
pub(super) fn read(source: Source, root: PathBuf, start: usize) -> Result<Config, (Box<Source>, Vec<Diagnostic>)> {
    let mut config = Config::none(root);
    let mut reader = Reader::default();
    let bom = source.bom();
    let (table, errors) = DeTable::parse_recoverable(&source.text()[bom..]);
    reader.offset = start + bom;
    if errors.is_empty() {
        reader.config(table.get_ref(), &mut config);
    }
    // What else the parser says follows from the first.
    let is_text = |error: &&toml::de::Error| error.message().contains("basic string");
    if let Some(error) = errors.iter().find(is_text).or(errors.first()) {
        let span = error.span().map_or(Span::at(0), |range| Span::new(range.start + bom, range.end + bom));
        let reason = error.message().lines().next().unwrap_or("it cannot be read");
        let mut found = advice::not_toml(source.text(), span, reason);
        found.span = Span::new(found.span.start + start, found.span.end + start);
        reader.diagnostics.push(found);
    }
    if reader.diagnostics.is_empty() {
        config.source = Some(source);
        return Ok(config);
    }
    for diagnostic in &mut reader.diagnostics {
        diagnostic.rule = "configuration";
        let Span { start: from, end } = diagnostic.span;
        diagnostic.span = Span::new(from - start, end - start);
    }
    reader.diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    Err((Box::new(source), reader.diagnostics))
}

#[derive(Default)]
struct Reader {
    /// What stands before the text that was parsed.
    offset: usize,
    diagnostics: Vec<Diagnostic>,
}

impl Reader {
    fn config(&mut self, table: &Table, config: &mut Config) {
        const KEYS: [&str; 12] = [
            "required-version",
            "extends",
            "include",
            "exclude",
            "baseline",
            "max-warnings",
            "level",
            "schemas",
            "schema-files",
            "fields",
            "rules",
            "overrides",
        ];
        if let Some(value) = table.get("required-version")
            && !self.required_version(value)
        {
            // What else is wrong with it may be right for the version that it is written for.
            return;
        }
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "required-version" => {}
                "extends" => config.extends = self.extends(value, &config.root),
                "baseline" => config.gate.baseline = self.baseline(value, &config.root),
                "max-warnings" => config.gate.max_warnings = self.max_warnings(value),
                "level" => config.gate.level = self.shown_level(value),
                "include" => self.globs("include", value, &mut config.include),
                "exclude" => self.globs("exclude", value, &mut config.exclude),
                "schemas" => config.schemas = self.list("schemas", value, Self::schema_rule),
                "schema-files" => config.schema_files = self.schema_files(value),
                "fields" => config.fields = self.fields(value),
                "rules" => config.rules = self.rules("rules", value),
                "overrides" => config.overrides = self.list("overrides", value, Self::override_),
                _ => self.unknown_key(key, &KEYS),
            }
        }
    }

    /// Whether this is a version that the configuration is written for, and the requirement can be read.
    fn required_version(&mut self, value: &Value) -> bool {
        let Some(requirement) = self.string("required-version", value) else { return false };
        let found = |message: String| Diagnostic::new(self.span(value), message);
        let version = env!("CARGO_PKG_VERSION");
        let diagnostic = match version::meets(&requirement, version) {
            Some(true) => return true,
            Some(false) => {
                let message =
                    format!("this is masthead {version}, and `required-version` is `{}`", excerpt(&requirement));
                found(message).help("install a version that meets it, or change `required-version`")
            }
            None => {
                found(format!("`required-version` is not a comparison with a version: `{}`", excerpt(&requirement)))
                    .help("write \">=0.2\", or several with commas: \">=0.2,<1\"")
            }
        };
        self.push(diagnostic);
        false
    }

    fn extends(&mut self, value: &Value, folder: &Path) -> Option<Extends> {
        let name = self.path("extends", value, "write a path from this file: extends = \"../masthead.toml\"")?;
        Some(Extends { name, folder: folder.to_owned(), span: self.span(value) })
    }

    fn baseline(&mut self, value: &Value, folder: &Path) -> Option<(PathBuf, Span)> {
        let help = "write a path from this file: baseline = \"masthead-baseline.json\"";
        let name = self.path("baseline", value, help)?;
        Some((folder.join(name), self.span(value)))
    }

    /// A path to a file. One with nothing in it, and an address, are none.
    fn path(&mut self, key: &str, value: &Value, help: &str) -> Option<String> {
        let name = self.string(key, value)?;
        let message = if name.trim().is_empty() {
            format!("`{key}` is empty, and names no file")
        } else if name.contains("://") {
            format!("`{key}` is an address, and nothing is fetched from a network: `{}`", excerpt(&name))
        } else {
            return Some(name);
        };
        self.push(Diagnostic::new(self.span(value), message).help(help));
        None
    }

    fn max_warnings(&mut self, value: &Value) -> Option<(usize, Span)> {
        let number = value.get_ref().as_integer();
        let most = number.and_then(|number| usize::from_str_radix(number.as_str(), number.radix()).ok());
        if most.is_none() {
            let help = "write how many warnings are allowed: max-warnings = 0";
            let message = "`max-warnings` is not a whole number from 0 up";
            self.push(Diagnostic::new(self.span(value), message).help(help));
        }
        most.map(|most| (most, self.span(value)))
    }

    /// The least level that is shown.
    fn shown_level(&mut self, value: &Value) -> Option<(Severity, Span)> {
        let Some(level) = self.level(value)? else {
            let help = "write the least level that is shown: \"info\", \"warning\" or \"error\"";
            let message = "`level` is the least level that is shown, and cannot be `off`";
            self.push(Diagnostic::new(self.span(value), message).help(help));
            return None;
        };
        Some((level, self.span(value)))
    }

    fn schema_rule(&mut self, table: &Table, span: Span) -> Option<SchemaRule> {
        const KEYS: [&str; 3] = ["files", "where", "schema"];
        let (mut files, mut conditions, mut schema) = (None, Vec::new(), None);
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "files" => self.globs("files", value, files.insert(Globs::default())),
                "where" => conditions = self.conditions("where", value),
                "schema" => schema = self.string("schema", value).map(|text| (text, self.span(value))),
                _ => self.unknown_key(key, &KEYS),
            }
        }
        let is_named = |key: &str| table.contains_key(key) || Self::is_misnamed(table, key, &KEYS);
        self.require(
            is_named("files") || is_named("where"),
            span,
            "files",
            "a member of `schemas`",
            "files = [\"articles/**\"], or name a field's value: where = { type = \"article\" }",
        );
        self.require(
            is_named("schema"),
            span,
            "schema",
            "a member of `schemas`",
            "schema = \"schema/article.schema.yaml\"",
        );
        let (schema, span) = schema?;
        Some(SchemaRule { files, conditions, schema, span })
    }

    /// The pairs of `where`, or of a table in it.
    fn conditions(&mut self, name: &str, value: &Value) -> Vec<Condition> {
        let Some(table) = value.get_ref().as_table() else {
            let message = format!("`{name}` is {}, not a table", article(value.get_ref().type_str()));
            self.push(Diagnostic::new(self.span(value), message).help(advice::pairs(value.get_ref())));
            return Vec::new();
        };
        if table.is_empty() {
            let help = "write a field and its value: where = { type = \"article\" }";
            self.push(Diagnostic::new(self.span(value), format!("`{name}` is empty and names no field")).help(help));
        }
        let mut conditions = Vec::new();
        for (key, value) in table {
            let (field, span) = (key.get_ref().to_string(), self.span_of(key.span()).to(self.span(value)));
            let wanted = match value.get_ref() {
                DeValue::Table(_) => Wanted::Inside(self.conditions(&field, value)),
                DeValue::Array(list) => {
                    if list.is_empty() {
                        let message = format!("`{}` has an empty list of values and matches nothing", excerpt(&field));
                        let help = "write the values that choose the schema, of which a document has one";
                        self.push(Diagnostic::new(self.span(value), message).help(help));
                    }
                    Wanted::AnyOf(list.iter().filter_map(|item| self.literal(&field, item)).collect())
                }
                _ => Wanted::AnyOf(self.literal(&field, value).into_iter().collect()),
            };
            conditions.push(Condition { field, wanted, span });
        }
        conditions.sort_by_key(|condition| condition.span.start);
        conditions
    }

    /// A value that a field is compared with.
    fn literal(&mut self, field: &str, value: &Value) -> Option<Literal> {
        let literal = match value.get_ref() {
            DeValue::String(text) => Some(Literal::Text(text.to_string())),
            DeValue::Boolean(value) => Some(Literal::Boolean(*value)),
            DeValue::Integer(number) => {
                i128::from_str_radix(number.as_str(), number.radix()).ok().map(Literal::Integer)
            }
            DeValue::Float(number) => number.as_str().parse().ok().map(Literal::Float),
            DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => None,
        };
        if literal.is_none() {
            let kind = article(value.get_ref().type_str());
            let message =
                format!("`{}` is compared with {kind}, not with a text, a number or a boolean", excerpt(field));
            self.push(Diagnostic::new(self.span(value), message).help(advice::literal(field, value.get_ref())));
        }
        literal
    }

    fn schema_files(&mut self, value: &Value) -> Vec<SchemaFile> {
        let Some(table) = self.table("schema-files", value) else { return Vec::new() };
        let mut files = Vec::new();
        for (key, value) in table {
            let address = key.get_ref().to_string();
            let Some(file) = self.string(&address, value) else { continue };
            if !address.contains("://") {
                let message = format!("`{}` is not an address", excerpt(&address));
                let help = "write the address as schemas refer to it, in quotes: \"https://example.org/person.json\" = \"schema/person.json\"";
                self.push(Diagnostic::new(self.span_of(key.span()), message).help(help));
                continue;
            }
            if file.contains("://") {
                let message = format!("`{}` is an address, and nothing is fetched from a network", excerpt(&file));
                let help = "save the schema in the project and write its path from this file";
                self.push(Diagnostic::new(self.span(value), message).help(help));
                continue;
            }
            files.push(SchemaFile { address, file, span: self.span(value) });
        }
        files
    }

    fn override_(&mut self, table: &Table, span: Span) -> Option<Override> {
        let (mut files, mut rules) = (None, Vec::new());
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "files" => self.globs("files", value, files.insert(Globs::default())),
                "rules" => rules = self.rules("rules", value),
                _ => self.unknown_key(key, &["files", "rules"]),
            }
        }
        let has_files = files.is_some() || Self::is_misnamed(table, "files", &["files", "rules"]);
        self.require(has_files, span, "files", "a member of `overrides`", "files = [\"legacy/**\"]");
        Some(Override { files: files?, rules })
    }

    fn fields(&mut self, value: &Value) -> Vec<FieldKind> {
        let Some(table) = self.table("fields", value) else { return Vec::new() };
        let mut fields = Vec::new();
        for (key, value) in table {
            let Some(name) = self.string(key.get_ref(), value) else { continue };
            let span = self.span(value);
            match Kind::from_name(&name) {
                Some(kind) => fields.push(FieldKind { field: key.get_ref().to_string(), kind, span }),
                None => self.unknown_name(span, "kind", &name, &Kind::ALL.map(Kind::name)),
            }
        }
        fields
    }

    fn rules(&mut self, name: &str, value: &Value) -> Vec<RuleSetting> {
        let Some(table) = self.table(name, value) else { return Vec::new() };
        let mut settings = Vec::new();
        for (key, value) in table {
            let selector = key.get_ref().to_string();
            let selected = rules::select(&selector);
            if selected.is_empty() {
                let span = self.span_of(key.span());
                let message = format!("there is no rule or group `{}`", excerpt(&selector));
                self.push(Diagnostic::new(span, message).help(advice::rule(&selector)));
                continue;
            }
            let span = self.span_of(key.span()).to(self.span(value));
            let mut setting = RuleSetting { selector, rules: selected, level: None, options: Vec::new(), span };
            match value.get_ref() {
                DeValue::String(_) => setting.level = self.level(value),
                DeValue::Table(table) => self.rule_table(table, &mut setting),
                other => {
                    let kind = article(other.type_str());
                    let message = format!("`{}` is {kind}, and a rule is set to a level", setting.selector);
                    let written = match other {
                        DeValue::Integer(number) => advice::level(number.as_str()),
                        DeValue::Boolean(false) => Some("off"),
                        _ => None,
                    };
                    let help = match written {
                        Some(level) => format!("write \"{level}\""),
                        None => "write one of \"off\", \"info\", \"warning\", \"error\"".to_owned(),
                    };
                    self.push(Diagnostic::new(self.span(value), message).help(help));
                }
            }
            settings.push(setting);
        }
        settings
    }

    fn rule_table(&mut self, table: &Table, setting: &mut RuleSetting) {
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            if name == "level" {
                setting.level = self.level(value);
                continue;
            }
            let known: Vec<&'static OptionSpec> = match setting.rules[..] {
                [rule] => options_of(rule).collect(),
                _ => Vec::new(),
            };
            if let Some(spec) = known.iter().find(|spec| spec.key == name) {
                setting.options.extend(self.option(spec, value).map(|value| (*spec, value)));
            } else {
                let keys: Vec<_> = std::iter::once("level").chain(known.iter().map(|spec| spec.key)).collect();
                self.unknown_key(key, &keys);
            }
        }
    }

    #[expect(clippy::option_option, reason = "no level is read, or that of a rule that is off, or another")]
    fn level(&mut self, value: &Value) -> Option<Option<Severity>> {
        let name = self.string("level", value)?;
        match name.as_str() {
            "off" => Some(None),
            "info" => Some(Some(Severity::Info)),
            "warning" => Some(Some(Severity::Warning)),
            "error" => Some(Some(Severity::Error)),
            _ => {
                let message = format!("there is no level `{}`", excerpt(&name));
                let diagnostic = Diagnostic::new(self.span(value), message);
                match advice::level(&name) {
                    Some(meant) => self.push(diagnostic.help(format!("write \"{meant}\""))),
                    None => self.unknown_name(self.span(value), "level", &name, &["off", "info", "warning", "error"]),
                }
                None
            }
        }
    }

    fn option(&mut self, spec: &OptionSpec, value: &Value) -> Option<OptionValue> {
        let (read, wanted) = match spec.target {
            Target::Count(_) => {
                let count = value.get_ref().as_integer().and_then(|integer| integer.as_str().parse().ok());
                (count.filter(|count| *count > 0).map(OptionValue::Count), "a whole number from 1 up")
            }
            Target::Duration(_) => {
                let duration = value.get_ref().as_str().and_then(parse_duration);
                (duration.map(OptionValue::Duration), "a length of time such as \"90s\", \"30m\", \"12h\" or \"7d\"")
            }
        };
        if read.is_none() {
            let message = format!("`{}` of `{}` is not {wanted}", spec.key, spec.rule.name);
            self.push(Diagnostic::new(self.span(value), message).help(format!("write {wanted}")));
        }
        read
    }

    fn globs(&mut self, name: &str, value: &Value, globs: &mut Globs) {
        let Some(array) = self.array(name, value) else { return };
        if array.is_empty() && name != "exclude" {
            let help = format!("write what it is about: {name} = [\"**\"]");
            self.push(Diagnostic::new(self.span(value), format!("`{name}` is empty and matches nothing")).help(help));
        }
        let (mut patterns, mut spans) = (Vec::new(), Vec::new());
        for item in array {
            if let Some(pattern) = self.string(name, item) {
                patterns.push(pattern);
                spans.push(self.span(item));
            }
        }
        match Globs::new(&patterns) {
            Ok(read) => {
                *globs = read;
                globs.span = Some(self.span(value));
                globs.places = spans;
            }
            Err((index, fault)) => {
                let span = spans.get(index).copied().unwrap_or_else(|| self.span(value));
                let message = fault.message(&format!("`{name}`"), &patterns[index]);
                self.push(Diagnostic::new(span, message).help(fault.help()));
            }
        }
    }

    fn list<T>(&mut self, name: &str, value: &Value, read: fn(&mut Self, &Table, Span) -> Option<T>) -> Vec<T> {
        let Some(array) = self.array(name, value) else { return Vec::new() };
        let mut members = Vec::new();
        for item in array {
            if let Some(table) = self.table(name, item) {
                members.extend(read(self, table, self.span(item)));
            }
        }
        members
    }

    fn string(&mut self, name: &str, value: &Value) -> Option<String> {
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.wrong_type(name, value, "a string");
        }
        text
    }

    fn array<'v, 't>(&mut self, name: &str, value: &'v Value<'t>) -> Option<&'v DeArray<'t>> {
        let array = value.get_ref().as_array();
        if array.is_none() {
            self.wrong_type(name, value, "a list");
        }
        array
    }

    fn table<'v, 't>(&mut self, name: &str, value: &'v Value<'t>) -> Option<&'v Table<'t>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.wrong_type(name, value, "a table");
        }
        table
    }

    fn wrong_type(&mut self, name: &str, value: &Value, wanted: &str) {
        let message = format!("`{}` is {}, not {wanted}", excerpt(name), article(value.get_ref().type_str()));
        let help = advice::wrong_type(name, value.get_ref(), wanted);
        self.push(Diagnostic::new(self.span(value), message).help(help));
    }

    fn require(&mut self, present: bool, span: Span, key: &str, owner: &str, example: &str) {
        if !present {
            let message = format!("{owner} has no `{key}`");
            self.push(Diagnostic::new(span, message).help(format!("add it: {example}")));
        }
    }

    fn unknown_key(&mut self, key: &Key, known: &[&str]) {
        let name = key.get_ref().as_ref();
        let help = advice::unknown_key(name, known);
        let message = format!("there is no key `{}`", excerpt(name));
        self.push(Diagnostic::new(self.span_of(key.span()), message).help(help));
    }

    /// Whether a table has a key in place of which another was meant: that is said already.
    fn is_misnamed(table: &Table, meant: &str, known: &[&str]) -> bool {
        let names = table.iter().map(|(key, _)| key.get_ref().as_ref());
        let mut unknown = names.filter(|name| !known.contains(name));
        unknown.any(|name| advice::unknown_key(name, known).contains(&format!("`{meant}`")))
    }

    fn unknown_name(&mut self, span: Span, what: &str, name: &str, known: &[&str]) {
        let diagnostic = Diagnostic::new(span, format!("there is no {what} `{}`", excerpt(name)));
        let help = match nearest(name, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known here: {}", known.join(", ")),
        };
        self.push(diagnostic.help(help));
    }

    fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn span(&self, value: &Value) -> Span {
        self.span_of(value.span())
    }

    fn span_of(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(range.start + self.offset, range.end + self.offset)
    }
}

fn article(noun: &str) -> String {
    let noun = if noun == "array" { "list" } else { noun };
    let vowel = noun.starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {noun}", if vowel { "an" } else { "a" })
}
