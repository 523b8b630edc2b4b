//! Values of options: the names that a shell completes, and what is said of one that has the wrong form.

use std::ffi::OsStr;

use chrono::NaiveDate;
use clap::builder::{PossibleValue, TypedValueParser};

use crate::render::Format;
use crate::rules::RULES;
use crate::schema::Schema;

/// A parser of values that are mostly one of some names.
#[derive(Clone)]
pub(super) struct Listed<P> {
    names: Vec<&'static str>,
    parser: P,
}

impl<P> Listed<P> {
    /// `parser` decides; the names are what a shell offers.
    pub(super) const fn new(names: Vec<&'static str>, parser: P) -> Self {
        Self { names, parser }
    }
}

impl<P: TypedValueParser> TypedValueParser for Listed<P> {
    type Value = P::Value;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<Self::Value, clap::Error> {
        self.parser.parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.names.iter().copied().map(PossibleValue::new)))
    }
}

/// Every rule and every group.
pub(super) fn rule_names() -> Vec<&'static str> {
    let mut names: Vec<_> =
        std::iter::once("all").chain(RULES.iter().flat_map(|rule| [rule.group(), rule.name])).collect();
    names.sort_unstable();
    names.dedup();
    names
}

pub(super) fn format_names() -> Vec<&'static str> {
    Format::ALL.map(Format::as_str).to_vec()
}

pub(super) fn schema_names() -> Vec<&'static str> {
    Schema::builtin_names().collect()
}

#[expect(clippy::unnecessary_wraps, reason = "it has the form of a parser")]
pub(super) fn name_of(text: &str) -> Result<String, String> {
    Ok(text.to_owned())
}

pub(super) fn date_of(text: &str) -> Result<NaiveDate, String> {
    text.parse().map_err(|_| "it is not a date; write year, month and day, as in 2026-11-24".to_owned())
}

pub(super) fn count_of(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| "it is not a whole number from 0 up".to_owned())
}

pub(super) fn threads_of(text: &str) -> Result<u16, String> {
    let number = text.parse().ok().filter(|number| (1..=1024).contains(number));
    number.ok_or_else(|| "it is not a whole number from 1 to 1024".to_owned())
}
