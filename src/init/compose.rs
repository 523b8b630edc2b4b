//! The files that are proposed, with the reason for each choice in a comment above it.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use super::platform::Platform;
use super::{NewFile, Proposed, Settled};
use crate::config::{Condition, FILE_NAMES, Literal, Wanted};
use crate::source::Span;
use crate::visible::visible;

/// What was found, in one line.
pub(super) fn found(platform: &Platform, areas: &[Settled], documents: u64) -> String {
    let missing: u64 = areas.iter().map(|area| area.missing).sum();
    let mut text = platform.name.to_owned();
    if !platform.is_plain() {
        let _ = write!(
            text,
            " ({})",
            platform.evidence.iter().map(|file| format!("`{file}`")).collect::<Vec<_>>().join(", ")
        );
    }
    let _ = match (documents, missing) {
        (0, _) => write!(text, ", with no document yet"),
        _ if areas.iter().all(|area| area.documents == 0) => {
            write!(text, ", {}, none of them with front matter", counted(documents))
        }
        (_, 0) => write!(text, ", {}", counted(documents)),
        _ => write!(text, ", {}, {missing} of them without front matter", counted(documents)),
    };
    text
}

/// The schemas, and the configuration behind them.
pub(super) fn files(root: &Path, platform: &Platform, areas: &[Settled], documents: u64) -> Vec<NewFile> {
    let folder = if root.join("schemas").is_dir() { "schemas" } else { "schema" };
    let mut files = Vec::new();
    let mut taken = BTreeSet::new();
    let mut text = head(platform, &found(platform, areas, documents));
    for area in areas {
        let schema = match &area.schema {
            Proposed::Preset(name) => Some((*name).to_owned()),
            Proposed::File { name, ending, text, .. } => {
                let path = free(root, folder, name, ending, &taken);
                taken.insert(path.clone());
                files.push(NewFile { path: PathBuf::from(&path), text: text.clone(), is_executable: false });
                Some(path)
            }
            Proposed::Nothing => None,
        };
        entry(&mut text, area, schema.as_deref());
    }
    files.push(NewFile { path: PathBuf::from(FILE_NAMES[0]), text, is_executable: false });
    files
}

/// A path that nothing has yet.
fn free(root: &Path, folder: &str, name: &str, ending: &str, taken: &BTreeSet<String>) -> String {
    let mut path = format!("{folder}/{name}.{ending}");
    let mut number = 2;
    while taken.contains(&path) || root.join(&path).symlink_metadata().is_ok() {
        path = format!("{folder}/{name}-{number}.{ending}");
        number += 1;
    }
    path
}

fn head(platform: &Platform, found: &str) -> String {
    let mut text =
        String::from("# Written by `masthead init`, from what is in this folder. Change what does not suit you.\n");
    comment(&mut text, &format!("It is {found}."));
    if !platform.include.is_empty() {
        text.push('\n');
        comment(&mut text, &format!("Where {} has its documents.", platform.name));
        let _ = writeln!(text, "include = {}", list(platform.include.iter().map(String::as_str)));
    }
    if !platform.exclude.is_empty() {
        text.push('\n');
        let reasons: BTreeSet<&str> = platform.exclude.iter().map(|(_, why)| why.as_str()).collect();
        for why in reasons {
            let mut sentence = why.to_owned();
            if let Some(first) = sentence.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            comment(&mut text, &format!("{sentence}."));
        }
        let _ = writeln!(text, "exclude = {}", list(platform.exclude.iter().map(|(pattern, _)| pattern.as_str())));
    }
    text
}

/// A member of `[[schemas]]` with why it is there.
fn entry(text: &mut String, area: &Settled, schema: Option<&str>) {
    text.push('\n');
    comment(text, &format!("{}: {}", area.title, evidence(area)));
    for remark in &area.remarks {
        comment(text, remark);
    }
    let Some(schema) = schema else {
        comment(text, "`masthead schema infer` makes a schema when there are more.");
        return;
    };
    text.push_str("[[schemas]]\n");
    let _ = writeln!(text, "files = {}", list(area.files.iter().map(String::as_str)));
    if let Some((field, value)) = &area.condition {
        let wanted = Wanted::AnyOf(vec![Literal::Text(value.clone())]);
        let condition = Condition { field: field.clone(), wanted, span: Span::at(0) };
        let _ = writeln!(text, "where = {{ {condition} }}");
    }
    let _ = writeln!(text, "schema = {}", quoted(schema));
    if area.may_lack {
        text.push('\n');
        let have = if area.missing == 1 { "has" } else { "have" };
        let text_of =
            format!("{} of {} {have} no front matter, and none is required.", area.missing, counted(area.documents));
        comment(text, &text_of);
        let _ = writeln!(text, "[[overrides]]\nfiles = {}", list(area.files.iter().map(String::as_str)));
        text.push_str("rules = { \"front-matter/missing\" = \"off\" }\n");
    }
}

/// How the documents and the schema agree.
fn evidence(area: &Settled) -> String {
    let with_fields = area.documents - area.missing;
    let mut text = match &area.schema {
        Proposed::Preset(name) => format!("the built-in schema `{name}` (`masthead schema show {name}`). "),
        Proposed::File { is_inferred: true, .. } => "the schema is inferred from them. ".to_owned(),
        Proposed::File { is_inferred: false, .. } => String::new(),
        Proposed::Nothing => return format!("{}, too few to infer a schema from.", counted(area.documents)),
    };
    let _ = match (with_fields, area.failing) {
        (0, _) => write!(text, "No document has front matter yet."),
        (1, 0) => write!(text, "The one document agrees with it."),
        (1, 1) => write!(text, "The one document does not agree with it"),
        (_, 0) => write!(text, "All {} agree with it.", counted(with_fields)),
        (_, 1) => write!(text, "1 of {} does not agree with it", counted(with_fields)),
        (_, failing) => write!(text, "{failing} of {} do not agree with it", counted(with_fields)),
    };
    if area.failing > 0 {
        let more = if area.failing > area.examples.len() as u64 { ", …" } else { "." };
        match &area.examples[..] {
            [] => text.push('.'),
            examples => _ = write!(text, ": {}{more}", examples.join(", ")),
        }
    }
    text
}

fn counted(documents: u64) -> String {
    if documents == 1 { "1 document".to_owned() } else { format!("{documents} documents") }
}

/// A line of comment; what documents and folders are called must not end it.
fn comment(out: &mut String, text: &str) {
    let _ = writeln!(out, "# {}", visible(text));
}

fn list<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    format!("[{}]", texts.map(quoted).collect::<Vec<_>>().join(", "))
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
