//! Front matter rewritten in another syntax: the same data in the same order, with its comments where the syntax has
//! them.
//!
//! What comes out is read again and has to hold the same data, or nothing is converted. Nothing here writes a file.

mod comments;
mod json;
mod scalar;
mod toml;
mod yaml;

use std::fmt;

use serde_json::Value as Json;

use crate::diagnostic::excerpt;
use crate::document::{Block, Document, Fence};
use crate::schema::json::to_json;
use crate::source::Source;
use crate::syntax::Syntax;
use crate::syntax::yaml::readings as yaml_readings;
use crate::tree::{Limits, Mapping, Node, ProblemKind, Style, Value};
use comments::Comments;

/// A document in another syntax.
#[derive(Debug)]
pub struct Converted {
    pub source: Source,
    /// What could not be kept.
    pub lost: Vec<String>,
}

/// Why a document is left as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unconverted {
    /// It has no front matter.
    Missing,
    /// It is in that syntax already.
    Same,
    /// The file is data as a whole, whose name says what it is written in.
    Data,
    /// It has faults that a conversion would hide.
    Faulty,
    /// The other syntax cannot hold what stands there; the reason.
    Impossible(String),
}

impl fmt::Display for Unconverted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("it has no front matter"),
            Self::Same => f.write_str("it is in that syntax already"),
            Self::Data => f.write_str("the file is data as a whole; only front matter is converted"),
            Self::Faulty => f.write_str("its front matter has errors; repair them first"),
            Self::Impossible(why) => f.write_str(why),
        }
    }
}

/// Rewrites the front matter of a document.
///
/// # Errors
/// [`Unconverted`], where the document stays as it is.
pub fn convert(source: &Source, to: Syntax) -> Result<Converted, Unconverted> {
    let document = Document::parse(source, Limits::default());
    let block = checked(&document, to)?;
    let empty = Mapping::default();
    let mapping = match document.root.as_ref() {
        Some(root) => root.as_mapping().ok_or(Unconverted::Faulty)?,
        None => &empty,
    };
    let mut lost = Lost::default();
    lost.look_at(&document, to, mapping)?;
    let mut comments = Comments::new(source.text(), &document.comments);
    let written = match to {
        Syntax::Yaml => yaml::write(document.syntax, mapping, &mut comments),
        Syntax::Toml => toml::write(document.syntax, mapping, &mut comments),
        Syntax::Json => json::write(document.syntax, mapping),
    };
    lost.comments = comments.left();
    let front_matter = fenced(&written, to, block, source);
    let text = format!("{}{front_matter}{}", &source.text()[..source.bom()], &source.text()[block.body..]);
    let new = source.with_text(text);
    is_same(&document, &new, to)?;
    Ok(Converted { source: new, lost: lost.words(to) })
}

/// The block of a document that can be converted.
fn checked<'d>(document: &'d Document, to: Syntax) -> Result<&'d Block, Unconverted> {
    if document.is_data {
        return Err(Unconverted::Data);
    }
    let Fence::Closed(block) = &document.fence else {
        let is_missing = matches!(document.fence, Fence::Missing | Fence::Foreign { .. } | Fence::Prose { .. });
        return Err(if is_missing { Unconverted::Missing } else { Unconverted::Faulty });
    };
    if document.syntax == to {
        return Err(Unconverted::Same);
    }
    let is_fault = |kind| !matches!(kind, ProblemKind::Tag | ProblemKind::Portability);
    if document.problems.iter().any(|problem| is_fault(problem.kind)) {
        return Err(Unconverted::Faulty);
    }
    Ok(block)
}

/// Puts the fences of its syntax around a front matter, and ends its lines as the document does.
fn fenced(written: &str, to: Syntax, block: &Block, source: &Source) -> String {
    let fence = match to {
        Syntax::Yaml => "---\n",
        Syntax::Toml => "+++\n",
        Syntax::Json => "",
    };
    let mut whole = format!("{fence}{written}{fence}");
    if block.body == source.text().len() && !source.text().ends_with(['\n', '\r']) {
        // The file ends where the front matter does, without a line end.
        whole.truncate(whole.trim_end_matches('\n').len());
    }
    let first_line = &source.text()[..block.body];
    if first_line.contains("\r\n") { whole.replace('\n', "\r\n") } else { whole }
}

/// Whether a converted document holds the data of the old one.
fn is_same(old: &Document, new: &Source, to: Syntax) -> Result<(), Unconverted> {
    let changed = || Unconverted::Impossible("its data would not stay the same".to_owned());
    let document = Document::parse(new, Limits::default());
    if document.syntax != to || !matches!(document.fence, Fence::Closed(_)) || !document.problems.is_empty() {
        return Err(changed());
    }
    if old.source.slice(old.body()) != new.slice(document.body()) {
        return Err(changed());
    }
    let mut wanted = old.root.as_ref().map_or_else(|| Json::Object(serde_json::Map::new()), to_json);
    if to == Syntax::Toml {
        drop_nulls(&mut wanted);
    }
    let found = document.root.as_ref().map_or_else(|| Json::Object(serde_json::Map::new()), to_json);
    if found == wanted { Ok(()) } else { Err(changed()) }
}

fn drop_nulls(json: &mut Json) {
    match json {
        Json::Object(fields) => {
            fields.retain(|_, value| !value.is_null());
            fields.values_mut().for_each(drop_nulls);
        }
        Json::Array(items) => items.iter_mut().for_each(drop_nulls),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}

/// What a syntax cannot hold.
#[derive(Debug, Default)]
struct Lost {
    comments: usize,
    nulls: Vec<String>,
    has_aliases: bool,
    has_tags: bool,
    /// Fields that readers of YAML 1.1 and 1.2 take for different values.
    ambiguous: Vec<String>,
}

impl Lost {
    fn look_at(&mut self, document: &Document, to: Syntax, mapping: &Mapping) -> Result<(), Unconverted> {
        self.has_tags = document.problems.iter().any(|problem| problem.kind == ProblemKind::Tag);
        self.look_into((document.syntax, to), mapping)
    }

    fn look_into(&mut self, (from, to): (Syntax, Syntax), mapping: &Mapping) -> Result<(), Unconverted> {
        for entry in &mapping.entries {
            if let Some(scalar) = entry.value.as_scalar().filter(|scalar| scalar.style == Style::Plain)
                && from == Syntax::Yaml
                && yaml_readings(&scalar.text).is_some()
            {
                let name = entry.key_text().unwrap_or_default();
                self.ambiguous.push(format!("`{}: {}`", excerpt(name), excerpt(&scalar.text)));
            }
            let Some(name) = entry.key_text() else {
                return Err(Unconverted::Impossible("a list or a mapping is the key of a field".to_owned()));
            };
            self.has_aliases |= entry.merged;
            if to == Syntax::Toml && entry.value.is_null() {
                self.nulls.push(format!("`{}`", excerpt(name)));
            } else {
                self.look_at_value((from, to), &entry.value)?;
            }
        }
        Ok(())
    }

    fn look_at_value(&mut self, (from, to): (Syntax, Syntax), node: &Node) -> Result<(), Unconverted> {
        self.has_aliases |= node.alias.is_some() || node.anchor.is_some();
        self.has_tags |= node.tag.is_some();
        match &node.value {
            Value::Mapping(mapping) => self.look_into((from, to), mapping),
            Value::Sequence(sequence) => sequence.items.iter().try_for_each(|item| {
                if to == Syntax::Toml && item.is_null() {
                    return Err(Unconverted::Impossible("a list has an empty item, which TOML cannot hold".to_owned()));
                }
                self.look_at_value((from, to), item)
            }),
            Value::Scalar(_) if scalar::is_beyond(node, to) => {
                Err(Unconverted::Impossible(format!("{} has no number for infinity or what is no number", to.name())))
            }
            Value::Scalar(_) => Ok(()),
            Value::Broken => Err(Unconverted::Faulty),
        }
    }

    fn words(&self, to: Syntax) -> Vec<String> {
        let mut words = Vec::new();
        match self.comments {
            0 => {}
            1 => words.push(format!("a comment has no place in {}", to.name())),
            count => words.push(format!("{count} comments have no place in {}", to.name())),
        }
        if !self.nulls.is_empty() {
            words.push(format!("without a value, and so left out: {}", self.nulls.join(", ")));
        }
        if !self.ambiguous.is_empty() {
            words.push(format!("read as YAML 1.2 reads it: {}", self.ambiguous.join(", ")));
        }
        if self.has_aliases {
            words.push("anchors, aliases and merge keys are written out".to_owned());
        }
        if self.has_tags {
            words.push("tags are left out".to_owned());
        }
        words
    }
}
