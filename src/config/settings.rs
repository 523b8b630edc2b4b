//! What is in force for one document: the defaults, the configuration, its overrides, the command line, in that order.

use std::path::Path;

use super::{Config, OptionValue, RuleSetting};
use crate::diagnostic::Severity;
use crate::rules::{Levels, Options, RULES, Rule, Target};

/// What the command line says about rules; it has the last word.
#[derive(Clone, Debug, Default)]
pub struct Adjustments {
    /// Where not empty, only these rules run.
    pub select: Vec<&'static Rule>,
    pub ignore: Vec<&'static Rule>,
}

/// Where a setting comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    Rules,
    /// A member of `[[overrides]]`, counted from 0.
    Override(usize),
}

/// One setting and its place in the order.
#[derive(Debug)]
pub struct RuleLayer<'c> {
    pub setting: &'c RuleSetting,
    pub origin: Origin,
}

impl Config {
    /// Which `[[overrides]]` apply to a document; `path` is relative to the configuration's folder.
    pub fn overrides_for(&self, path: &Path) -> Vec<usize> {
        let matching = self.overrides.iter().enumerate().filter(|(_, each)| each.files.is_match(path));
        matching.map(|(index, _)| index).collect()
    }

    /// Every setting of rules that applies under these overrides, the strongest last. Within one table a rule's own
    /// setting is stronger than its group's, and that than `all`, wherever they stand.
    pub fn layers(&self, overrides: &[usize]) -> Vec<RuleLayer<'_>> {
        let bases = self.base_rules.iter().rev().map(|rules| (Origin::Rules, rules));
        let tables = bases
            .chain(std::iter::once((Origin::Rules, &self.rules)))
            .chain(overrides.iter().map(|&index| (Origin::Override(index), &self.overrides[index].rules)));
        let mut layers = Vec::new();
        for (origin, table) in tables {
            let mut settings: Vec<_> = table.iter().collect();
            settings.sort_by_key(|setting| std::cmp::Reverse(setting.rules.len()));
            layers.extend(settings.into_iter().map(|setting| RuleLayer { setting, origin }));
        }
        layers
    }

    /// The levels and options under these overrides.
    pub fn settings(&self, overrides: &[usize], adjustments: &Adjustments) -> (Levels, Options) {
        let mut levels = Levels::default();
        let mut options = Options::default();
        for layer in self.layers(overrides) {
            for rule in &layer.setting.rules {
                if let Some(level) = layer.setting.level {
                    match layer.setting.selector.as_str() {
                        "all" => levels.set(rule, level),
                        _ => levels.choose(rule, level),
                    }
                }
            }
            for (spec, value) in &layer.setting.options {
                set_option(&mut options, spec.target, *value);
            }
        }
        adjustments.apply(&mut levels);
        (levels, options)
    }
}

impl Adjustments {
    /// Whether a rule may run, as far as this is asked.
    pub fn lets_run(&self, rule: &str) -> bool {
        let names = |rules: &[&'static Rule]| rules.iter().any(|one| one.name == rule);
        (self.select.is_empty() || names(&self.select)) && !names(&self.ignore)
    }

    fn apply(&self, levels: &mut Levels) {
        if !self.select.is_empty() {
            for rule in RULES {
                let selected = self.select.iter().any(|other| other.name == rule.name);
                // A rule that is asked for by name runs, even where the configuration has it off.
                let level = levels.get(rule).or(rule.level).unwrap_or(Severity::Warning);
                levels.set(rule, selected.then_some(level));
            }
        }
        for rule in &self.ignore {
            levels.set(rule, None);
        }
    }
}

fn set_option(options: &mut Options, target: Target, value: OptionValue) {
    match (target, value) {
        (Target::Count(place), OptionValue::Count(count)) => *place(options) = count,
        (Target::Duration(place), OptionValue::Duration(duration)) => *place(options) = duration,
        (Target::Count(_), OptionValue::Duration(_)) | (Target::Duration(_), OptionValue::Count(_)) => {
            unreachable!("an option is read as what its target holds")
        }
    }
}
