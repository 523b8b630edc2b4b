//! What can be set about rules beside their level.

use chrono::TimeDelta;

use super::Rule;
use crate::tree::Limits;

/// What the rules' options are set to.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    pub limits: Limits,
    /// `file/limit`: how many findings are told of one document.
    pub findings: usize,
    /// `file/limit`: how many characters a message, a help text or a label may have.
    pub text_characters: usize,
    /// `date/future`: how much later than now a date may be.
    pub future_tolerance: TimeDelta,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            findings: 1_000,
            text_characters: 1_000,
            future_tolerance: TimeDelta::days(1),
        }
    }
}

/// One option of one rule.
#[derive(Debug)]
pub struct OptionSpec {
    pub rule: &'static Rule,
    pub key: &'static str,
    /// What it means, in a sentence without a full stop.
    pub about: &'static str,
    pub default: &'static str,
    pub target: Target,
}

/// What an option holds, and where it goes.
#[derive(Clone, Copy, Debug)]
pub enum Target {
    /// A whole number from 1 up.
    Count(fn(&mut Options) -> &mut usize),
    /// A length of time: a number and a unit, `90s`, `30m`, `12h`, `7d`.
    Duration(fn(&mut Options) -> &mut TimeDelta),
}

/// Every option of every rule.
pub static OPTIONS: &[OptionSpec] = &[
    OptionSpec {
        rule: &super::file::LIMIT,
        key: "front-matter-bytes",
        about: "how many bytes a front matter may have",
        default: "1048576",
        target: Target::Count(|options| &mut options.limits.front_matter_bytes),
    },
    OptionSpec {
        rule: &super::file::LIMIT,
        key: "depth",
        about: "how many lists and mappings may be inside each other",
        default: "64",
        target: Target::Count(|options| &mut options.limits.depth),
    },
    OptionSpec {
        rule: &super::file::LIMIT,
        key: "alias-nodes",
        about: "how many values aliases and merge keys may add",
        default: "10000",
        target: Target::Count(|options| &mut options.limits.alias_nodes),
    },
    OptionSpec {
        rule: &super::file::LIMIT,
        key: "findings",
        about: "how many findings are told of one document",
        default: "1000",
        target: Target::Count(|options| &mut options.findings),
    },
    OptionSpec {
        rule: &super::file::LIMIT,
        key: "text-characters",
        about: "how many characters a message, a help text or a label may have",
        default: "1000",
        target: Target::Count(|options| &mut options.text_characters),
    },
    OptionSpec {
        rule: &super::date::FUTURE,
        key: "tolerance",
        about: "how much later than now a date may be",
        default: "1d",
        target: Target::Duration(|options| &mut options.future_tolerance),
    },
];

/// The options of a rule.
pub fn options_of(rule: &Rule) -> impl Iterator<Item = &'static OptionSpec> {
    OPTIONS.iter().filter(move |spec| spec.rule.name == rule.name)
}
