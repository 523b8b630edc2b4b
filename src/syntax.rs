//! The syntaxes that front matter is written in. Each reads text into a [`crate::tree`], finds the bytes of a part of a
//! value and writes a scalar; nothing above knows how. [`Syntax`] is the one door to them.

mod escape;
mod habit;
pub mod toml;
pub mod yaml;

use std::ops::Range;

use crate::source::Span;
use crate::tree::{Limits, Node, Parsed, Resolved, Style};

/// What front matter is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Syntax {
    #[default]
    Yaml,
    Toml,
}

impl Syntax {
    /// Its name, as people write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Yaml => "YAML",
            Self::Toml => "TOML",
        }
    }

    /// Reads what is between the bytes `range` of `text`. Spans count from the start of `text`. It never fails: what
    /// cannot be read is among the problems.
    pub fn parse(self, text: &str, range: Span, limits: Limits) -> Parsed<'_> {
        match self {
            Self::Yaml => yaml::parse(text, range, limits),
            Self::Toml => toml::parse(text, range, limits),
        }
    }

    /// Where the bytes `range` of a scalar's text are written in `source`; the whole node where that cannot be told.
    pub fn locate(self, source: &str, node: &Node, range: Range<usize>) -> Span {
        match self {
            Self::Yaml => yaml::locate(source, node, range),
            Self::Toml => toml::locate(source, node, range),
        }
    }

    /// Writes `text` as a scalar on one line that is read as this text: in `style` where that can hold it, else in the
    /// nearest style that can.
    pub fn write(self, text: &str, style: Style) -> String {
        match self {
            Self::Yaml => yaml::write(text, style),
            Self::Toml => toml::write(text, style),
        }
    }

    /// The style of quotes that a text gets where nothing says which.
    pub const fn usual_quotes(self) -> Style {
        match self {
            Self::Yaml => Style::SingleQuoted,
            Self::Toml => Style::DoubleQuoted,
        }
    }

    /// Writes `text` as a key, in `style` where that can hold it.
    pub fn write_key(self, text: &str, style: Style) -> String {
        match self {
            Self::Yaml => yaml::write(text, style),
            Self::Toml => toml::write_key(text, style),
        }
    }

    /// Whether `text` without quotes, in the place of a value, is read as this very string.
    pub fn reads_as_string(self, text: &str) -> bool {
        match self {
            Self::Yaml => yaml::reads_as_string(text),
            Self::Toml => toml::is_date_time(text),
        }
    }

    /// What `text` is read as without quotes, where that is a value at all.
    pub fn resolve_plain(self, text: &str) -> Resolved {
        match self {
            Self::Yaml => yaml::resolve_plain(text),
            Self::Toml => toml::resolve_plain(text),
        }
    }
}
