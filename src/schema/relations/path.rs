//! The template that a document's path must fit: `articles/{published:%Y}/{slug}.md`.

use std::fmt::Write as _;

use chrono::format::{Item, StrftimeItems};

use crate::diagnostic::{Diagnostic, excerpt};
use crate::nearest::nearest;
use crate::source::Span;
use crate::tree::Node;

use crate::kinds::slug::Slug;

/// A template of paths, in parts. Paths are from the project's root, with `/` between folders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathTemplate {
    /// As the schema has it.
    pub text: String,
    pub parts: Vec<PathPart>,
}

/// A part of a [`PathTemplate`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathPart {
    Literal(String),
    /// `*`: anything but `/`.
    Name,
    /// `**`: anything.
    Any,
    Field {
        name: String,
        form: PathForm,
    },
}

/// How a field's value stands in a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathForm {
    /// As it is.
    Text,
    /// A date in a notation of strftime.
    Date(String),
    /// The slug of a text.
    Slug(Slug),
}

/// The longest template, in bytes.
const LONGEST: usize = 1_000;

/// What a template may name beside notations of dates.
const FORMS: [&str; 4] = ["slug", "slug-github", "slug-hugo", "slug-jekyll"];

impl PathTemplate {
    pub(super) fn read(node: &Node, problems: &mut Vec<Diagnostic>) -> Option<Self> {
        let Some(text) = node.as_str().filter(|text| !text.trim().is_empty()) else {
            let message = "`path` takes a template of paths, and this is not one";
            let help = "write one, such as `path: \"articles/{published:%Y}/{slug}.md\"`";
            problems.push(Diagnostic::new(node.span, message).help(help));
            return None;
        };
        match parse(text) {
            Ok(parts) => Some(Self { text: text.to_owned(), parts }),
            Err((message, help)) => {
                problems.push(Diagnostic::new(node.span, message).help(help));
                None
            }
        }
    }

    /// The fields that it names.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            PathPart::Field { name, .. } => Some(name.as_str()),
            PathPart::Literal(_) | PathPart::Name | PathPart::Any => None,
        })
    }

    /// The names of the fields with the place of the whole template.
    pub(super) fn named_fields<'n>(node: &'n Node) -> Vec<(&'n str, Span)> {
        let text = node.as_str().unwrap_or_default();
        let inside = text.split('{').skip(1).filter_map(|rest| rest.split(['}', ':']).next());
        inside.map(|name| (name, node.span)).collect()
    }
}

type Fault = (String, String);

fn parse(text: &str) -> Result<Vec<PathPart>, Fault> {
    if text.len() > LONGEST {
        return Err((format!("the template has {} bytes, more than {LONGEST}", text.len()), "shorten it".to_owned()));
    }
    if text.starts_with('/') || text.contains('\\') {
        let message = format!("`{}` does not begin at the project's root", excerpt(text));
        return Err((
            message,
            "write a path from the root without a `/` before it, with `/` between folders".to_owned(),
        ));
    }
    let mut parts = Vec::new();
    let mut literal = String::new();
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        match character {
            '{' => {
                push_literal(&mut literal, &mut parts);
                let Some(end) = rest.find('}') else {
                    let message = format!("the brace before `{}` is not closed", excerpt(&rest[1..]));
                    return Err((message, "close it: `{slug}`".to_owned()));
                };
                parts.push(field(&rest[1..end])?);
                rest = &rest[end + 1..];
            }
            '*' => {
                push_literal(&mut literal, &mut parts);
                let stars = rest.len() - rest.trim_start_matches('*').len();
                parts.push(if stars > 1 { PathPart::Any } else { PathPart::Name });
                rest = &rest[stars..];
            }
            _ => {
                literal.push(character);
                rest = &rest[character.len_utf8()..];
            }
        }
    }
    push_literal(&mut literal, &mut parts);
    Ok(parts)
}

fn push_literal(literal: &mut String, parts: &mut Vec<PathPart>) {
    if !literal.is_empty() {
        parts.push(PathPart::Literal(std::mem::take(literal)));
    }
}

fn field(text: &str) -> Result<PathPart, Fault> {
    let (name, form) = text.split_once(':').map_or((text, None), |(name, form)| (name, Some(form)));
    if name.trim().is_empty() {
        return Err(("a pair of braces names no field".to_owned(), "write the field's name: `{slug}`".to_owned()));
    }
    let form = match form {
        None => PathForm::Text,
        Some("slug") => PathForm::Slug(Slug::Any),
        Some("slug-github") => PathForm::Slug(Slug::GitHub),
        Some("slug-hugo") => PathForm::Slug(Slug::Hugo),
        Some("slug-jekyll") => PathForm::Slug(Slug::Jekyll),
        Some(notation) if notation.contains('%') && is_notation(notation) => PathForm::Date(notation.to_owned()),
        Some(other) => {
            let message = format!("`{}` is not a form of a field in a path", excerpt(other));
            let mut help = "write a notation of dates, such as `%Y-%m-%d`, or `slug`".to_owned();
            if let Some(near) = nearest(other, FORMS) {
                let _ = write!(help, "; did you mean `{near}`?");
            }
            return Err((message, help));
        }
    };
    Ok(PathPart::Field { name: name.to_owned(), form })
}

fn is_notation(text: &str) -> bool {
    StrftimeItems::new(text).all(|item| !matches!(item, Item::Error))
}
