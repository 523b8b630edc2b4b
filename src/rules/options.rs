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
