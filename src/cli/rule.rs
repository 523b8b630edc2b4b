//! `masthead rule`

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::args::{RuleCommand, RuleFormat};
use super::say::{print_lines, print_page};
use super::{Stop, print};
use crate::diagnostic::Severity;
use crate::nearest::nearest;
use crate::rules::{self, RULES, Repair, Rule, all_pages, options_of};
use crate::workspace::Failure;

pub(super) fn run(command: &RuleCommand) -> Result<u8, Stop> {
    let rules = match &command.rule {
        None => RULES.to_vec(),
        Some(name) => {
            let selected = rules::select(name);
            if selected.is_empty() {
                return Err(unknown(name).into());
            }
            selected
        }
    };
    match (command.output_format, &command.rule) {
        (RuleFormat::Json, _) => {
            let rules: Vec<_> = rules.iter().map(|rule| describe(rule)).collect();
            print(&format!("{:#}\n", Value::from(rules)))
        }
        (RuleFormat::Markdown, None) => print(&all_pages()),
        (RuleFormat::Text, None) => print_lines(&list(&rules)),
        (RuleFormat::Markdown, Some(_)) => print(&pages(&rules)),
        (RuleFormat::Text, Some(_)) => print_page(&pages(&rules)),
    }
}

fn pages(rules: &[&Rule]) -> String {
    rules.iter().map(|rule| rule.markdown(1)).collect::<Vec<_>>().join("\n")
}

fn unknown(name: &str) -> Failure {
    let names = RULES.iter().flat_map(|rule| [rule.name, rule.group()]);
    Failure::new(format!("there is no rule or group `{name}`")).help(match nearest(name, names) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`masthead rule` lists every rule".to_owned(),
    })
}

fn list(rules: &[&Rule]) -> String {
    let width = rules.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    for rule in rules {
        let level = rule.level.map_or("off", Severity::as_str);
        let repair = match rule.repair {
            Repair::None => "",
            Repair::Safe => "fix",
            Repair::Unsafe => "unsafe fix",
        };
        let _ = writeln!(text, "{:width$}  {level:7}  {repair:10}  {}", rule.name, rule.summary());
    }
    text.push_str("\n`masthead rule NAME` explains one.\n");
    text
}

fn describe(rule: &Rule) -> Value {
    let options: Vec<_> = options_of(rule)
        .map(|spec| json!({ "name": spec.key, "description": spec.about, "default": spec.default }))
        .collect();
    let fix = match rule.repair {
        Repair::None => Value::Null,
        Repair::Safe => "safe".into(),
        Repair::Unsafe => "unsafe".into(),
    };
    json!({
        "name": rule.name,
        "group": rule.group(),
        "level": rule.level.map_or("off", Severity::as_str),
        "fix": fix,
        "since": rule.since,
        "summary": rule.summary(),
        "options": options,
        "documentation": rule.markdown(1),
    })
}
