//! Writes findings for people and for programs: one file per format, each document by document, so that nothing grows
//! with their number. Renderers only write what they are given; they sort and count nothing.

mod checkstyle;
mod closing;
mod color;
mod concise;
mod count;
mod full;
mod github;
mod gitlab;
mod groups;
mod json;
mod json_text;
mod junit;
mod missing;
mod rdjson;
mod report;
mod sarif;
mod snippet;
mod statistics;
mod step_summary;
mod uri;
mod wrap;
mod xml;

use std::collections::HashMap;
use std::fmt;
use std::io::{self, Write};
use std::str::FromStr;

use crate::finding::{Summary, rule_url};
pub use report::{DocumentReport, FailurePlace, FailureReport};
pub use statistics::{Count, Statistics};
pub use step_summary::StepSummary;
pub use wrap::{wrap, wrap_lines, wrap_page};

/// Each format with its name and what makes its writer.
macro_rules! formats {
    ($($(#[$attribute:meta])* $format:ident $name:literal $writer:expr;)+) => {
        /// The forms in which findings can be written.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub enum Format {
            $($(#[$attribute])* $format,)+
        }

        impl Format {
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$format),+];

            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$format => $name,)+
                }
            }

            fn writer(self, options: &Options) -> Box<dyn Render + Send> {
                match self {
                    $(Self::$format => {
                        let writer: fn(&Options) -> _ = $writer;
                        Box::new(writer(options))
                    })+
                }
            }
        }
    };
}

formats! {
    #[default]
    Full "full" full::Full::new;
    Concise "concise" concise::Concise::new;
    Json "json" |_| json::Json::new();
    Jsonl "jsonl" |_| json::Jsonl::default();
    Sarif "sarif" |options| sarif::Sarif::new(options.baseline);
    Github "github" |_| github::Github::default();
    Gitlab "gitlab" |_| gitlab::Gitlab::default();
    Junit "junit" |options| junit::Junit::new(options.warnings_fail);
    Checkstyle "checkstyle" |_| checkstyle::Checkstyle::default();
    Rdjson "rdjson" |_| rdjson::Rdjson::new();
}

impl Format {
    /// Whether [`DocumentReport::known`] is looked at.
    pub const fn tells_known(self) -> bool {
        matches!(self, Self::Sarif)
    }

    /// Whether [`DocumentReport::source`] is looked at.
    pub const fn needs_source(self) -> bool {
        matches!(self, Self::Full)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|format| format.as_str() == text).ok_or_else(|| format!("no output format `{text}`"))
    }
}

/// How findings are written, where the format leaves it open.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a way of writing that can be chosen by itself")]
pub struct Options {
    /// ANSI colours, in the formats for people.
    pub color: bool,
    /// Rules' names as hyperlinks (OSC 8), where the terminal knows them.
    pub links: bool,
    /// Columns of the terminal; without them, sentences are not broken into lines.
    pub width: Option<usize>,
    /// Whether the formats for people end with a line of counts.
    pub closing_line: bool,
    /// Whether the formats for people only count infos, and findings like those that they have just shown.
    pub fold: bool,
    /// There are more warnings than are allowed, so that they make the run fail.
    pub warnings_fail: bool,
    /// A baseline was read, and findings that it does not know are new.
    pub baseline: bool,
}

impl Default for Options {
    fn default() -> Self {
        let (warnings_fail, baseline) = (false, false);
        Self { color: false, links: false, width: None, closing_line: true, fold: false, warnings_fail, baseline }
    }
}

/// Writes one run's findings in one format.
pub struct Renderer {
    writer: Box<dyn Render + Send>,
}

impl fmt::Debug for Renderer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Renderer").finish_non_exhaustive()
    }
}

impl Renderer {
    pub fn new(format: Format, options: &Options) -> Self {
        Self { writer: format.writer(options) }
    }

    /// Writes a document's findings, or nothing if there are none. The caller gives documents in the order of their
    /// paths.
    pub fn document(&mut self, out: &mut dyn Write, report: &DocumentReport) -> io::Result<()> {
        if report.findings.is_empty() && report.known.is_empty() { Ok(()) } else { self.writer.document(out, report) }
    }

    /// Writes what comes after the last document. Without it, most formats are incomplete.
    pub fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        self.writer.finish(out, summary)
    }

    /// Writes a whole report of one who could not do what was asked, in place of everything else. The format for people
    /// has none.
    pub fn failure(&mut self, out: &mut dyn Write, failure: &FailureReport) -> io::Result<()> {
        self.writer.failure(out, failure)
    }
}

trait Render {
    fn document(&mut self, out: &mut dyn Write, report: &DocumentReport) -> io::Result<()>;
    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()>;

    fn failure(&mut self, out: &mut dyn Write, failure: &FailureReport) -> io::Result<()> {
        self.document(out, &failure.report)?;
        self.finish(out, &Summary::default())
    }
}

/// The addresses of the rules' pages, made once.
struct Pages(HashMap<&'static str, String>);

impl Pages {
    fn new() -> Self {
        let pages = crate::rules::RULES.iter().filter_map(|rule| Some((rule.name, rule_url(rule)?)));
        Self(pages.collect())
    }

    fn get(&self, rule: &str) -> Option<&str> {
        self.0.get(rule).map(String::as_str)
    }
}
