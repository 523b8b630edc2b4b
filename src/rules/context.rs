//! What a rule is given, and where it puts what it finds.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};

use super::{Options, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::schema::{Relations, Schema};
use crate::source::Span;
use crate::values::Values;

/// One document and all that is known about what it should be.
#[derive(Debug)]
pub struct Context<'a> {
    pub document: &'a Document<'a>,
    /// The values of the document with the kinds that the schema, the configuration or their names give them.
    pub values: &'a Values<'a>,
    pub options: &'a Options,
    pub now: DateTime<FixedOffset>,
    /// The schema that governs the document.
    pub schema: Option<&'a Schema>,
    /// How fields relate to each other and to the body: what the schema says, or the usual where there is none.
    pub relations: &'a Relations,
}

/// The level of every rule, by its place among all rules; `None` is off.
#[derive(Clone, Debug, PartialEq)]
pub struct Levels {
    levels: Vec<Option<Severity>>,
    /// The configuration names the rule or its group, and milder cases have the level that it says.
    chosen: Vec<bool>,
}

impl Default for Levels {
    fn default() -> Self {
        let levels: Vec<_> = super::RULES.iter().map(|rule| rule.level).collect();
        let chosen = vec![false; levels.len()];
        Self { levels, chosen }
    }
}

impl Levels {
    pub fn get(&self, rule: &Rule) -> Option<Severity> {
        self.levels[rule.number()]
    }

    pub fn set(&mut self, rule: &Rule, level: Option<Severity>) {
        self.levels[rule.number()] = level;
    }

    /// Sets the level of a rule that somebody has named: it holds in its milder cases too.
    pub fn choose(&mut self, rule: &Rule, level: Option<Severity>) {
        self.set(rule, level);
        self.chosen[rule.number()] = true;
    }

    /// The level of a milder case of a rule; `None` is off.
    pub fn at_most(&self, rule: &Rule, most: Severity) -> Option<Severity> {
        let level = self.get(rule)?;
        Some(if self.chosen[rule.number()] { level } else { level.min(most) })
    }
}

/// What the rules have found in one document.
#[derive(Debug)]
pub struct Findings<'a> {
    levels: &'a Levels,
    diagnostics: Vec<Diagnostic>,
    /// The positions of the diagnostics by where their spans begin.
    starts: BTreeMap<usize, Vec<usize>>,
    /// Some rule has stopped before it was through.
    cut: bool,
}

impl<'a> Findings<'a> {
    pub const fn new(levels: &'a Levels) -> Self {
        Self { levels, diagnostics: Vec::new(), starts: BTreeMap::new(), cut: false }
    }

    /// Whether anybody wants to know; ask before work that only this rule needs.
    pub fn wants(&self, rule: &Rule) -> bool {
        self.levels.get(rule).is_some()
    }

    /// Adds a finding, unless its rule is off.
    pub fn push(&mut self, rule: &Rule, diagnostic: Diagnostic) {
        if let Some(severity) = self.levels.get(rule) {
            self.add(Diagnostic { rule: rule.name, severity, ..diagnostic });
        }
    }

    /// Adds a finding, if there is one.
    pub fn extend(&mut self, rule: &Rule, diagnostic: Option<Diagnostic>) {
        if let Some(diagnostic) = diagnostic {
            self.push(rule, diagnostic);
        }
    }

    /// Adds a finding at a lower level than the rule has, if there is one.
    pub fn extend_at_most(&mut self, rule: &Rule, most: Severity, diagnostic: Option<Diagnostic>) {
        if let Some(diagnostic) = diagnostic {
            self.push_at_most(rule, most, diagnostic);
        }
    }

    /// Adds a finding at a level of its own, unless its rule is off.
    pub fn push_at(&mut self, rule: &Rule, severity: Severity, diagnostic: Diagnostic) {
        if self.wants(rule) {
            self.add(Diagnostic { rule: rule.name, severity, ..diagnostic });
        }
    }

    /// Adds a finding at a lower level than the rule has, where the case is a milder one and nobody has said what level
    /// the rule has.
    pub fn push_at_most(&mut self, rule: &Rule, most: Severity, diagnostic: Diagnostic) {
        if let Some(severity) = self.levels.at_most(rule, most) {
            self.add(Diagnostic { rule: rule.name, severity, ..diagnostic });
        }
    }

    /// Adds a finding at a higher level than the rule has, where the case is a graver one.
    pub fn push_at_least(&mut self, rule: &Rule, least: Severity, diagnostic: Diagnostic) {
        if let Some(severity) = self.levels.get(rule) {
            self.add(Diagnostic { rule: rule.name, severity: severity.max(least), ..diagnostic });
        }
    }

    /// The level of a rule; `None` is off.
    pub fn level(&self, rule: &Rule) -> Option<Severity> {
        self.levels.get(rule)
    }

    /// What has been found so far within `span`.
    pub fn within(&self, span: Span) -> impl Iterator<Item = &Diagnostic> {
        let found = self.starts.range(span.start..=span.end.max(span.start)).flat_map(|(_, indices)| indices);
        found.map(|index| &self.diagnostics[*index]).filter(move |diagnostic| span.contains(diagnostic.span))
    }

    /// Raises what one rule has found within `span` to a level, and tells whether there was anything.
    pub fn raise(&mut self, rule: &str, span: Span, least: Severity) -> bool {
        let mut any = false;
        for index in self.starts.range(span.start..=span.end.max(span.start)).flat_map(|(_, indices)| indices) {
            let diagnostic = &mut self.diagnostics[*index];
            if diagnostic.rule == rule && span.contains(diagnostic.span) {
                diagnostic.severity = diagnostic.severity.max(least);
                any = true;
            }
        }
        any
    }

    /// Gives each finding the level that `judge` says, and takes back those of which it says none.
    pub fn settle(&mut self, judge: impl Fn(&mut Diagnostic) -> Option<Severity>) {
        let levels: Vec<_> = self.diagnostics.iter_mut().map(judge).collect();
        if levels.iter().all(Option::is_some) {
            for (diagnostic, level) in self.diagnostics.iter_mut().zip(levels.into_iter().flatten()) {
                diagnostic.severity = level;
            }
            return;
        }
        self.starts.clear();
        for (diagnostic, level) in std::mem::take(&mut self.diagnostics).into_iter().zip(levels) {
            if let Some(severity) = level {
                self.add(Diagnostic { severity, ..diagnostic });
            }
        }
    }

    /// Says that a rule has stopped before it was through with a document that has too much wrong with it.
    pub fn cut_short(&mut self) {
        self.cut = true;
    }

    /// Whether a rule has stopped before it was through.
    pub fn is_cut_short(&self) -> bool {
        self.cut
    }

    fn add(&mut self, diagnostic: Diagnostic) {
        self.starts.entry(diagnostic.span.start).or_default().push(self.diagnostics.len());
        self.diagnostics.push(diagnostic);
    }

    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }
}
