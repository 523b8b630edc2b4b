//! A condition against what the schema says of the fields that it reads.

use super::Condition;
use super::parse::{Expression, Operator, Part};
use crate::diagnostic::Diagnostic;
use crate::kinds::{Shape, Type};
use crate::syntax::yaml::locate;
use crate::tree::Node;

/// What a part holds, as far as that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Held {
    Truth,
    Number,
    Text,
    List,
    Mapping,
    Nothing,
    Anything,
}

impl Held {
    const fn name(self) -> &'static str {
        match self {
            Self::Truth => "true or false",
            Self::Number => "a number",
            Self::Text => "text",
            Self::List => "a list",
            Self::Mapping => "a mapping",
            Self::Nothing => "null",
            Self::Anything => "anything",
        }
    }
}

/// Says where a condition compares what is never equal, or is neither true nor false. `place` is where it is written.
pub(in crate::schema) fn check_types(
    condition: &Condition,
    shape: &Shape,
    source: &str,
    place: &Node,
    problems: &mut Vec<Diagnostic>,
) {
    let mut judge = Judge { shape, fault: None };
    let root = &condition.expression.root;
    judge.wants_truth(root);
    if let Some((range, message, help)) = judge.fault {
        problems.push(Diagnostic::new(locate(source, place, range), message).help(help));
    }
}

/// A pattern of `matches`, which takes linear time.
pub(super) fn pattern(text: &str) -> Result<regex::Regex, regex::Error> {
    regex::RegexBuilder::new(text).size_limit(1 << 20).build()
}

struct Judge<'s> {
    shape: &'s Shape,
    fault: Option<(std::ops::Range<usize>, String, &'static str)>,
}

impl Judge<'_> {
    fn held(&mut self, part: &Part) -> Held {
        match &part.expression {
            Expression::Null => Held::Nothing,
            Expression::Truth(_) | Expression::Has(..) => Held::Truth,
            Expression::Whole(_) | Expression::Decimal(_) => Held::Number,
            Expression::Text(_) => Held::Text,
            Expression::List(parts) => {
                for part in parts {
                    self.held(part);
                }
                Held::List
            }
            Expression::Name(_) => Held::Anything,
            Expression::Select(whole, name) => match &whole.expression {
                Expression::Name(doc) if doc == "doc" => self.field(name),
                Expression::Name(file) if file == "file" => Held::Text,
                _ => Held::Anything,
            },
            Expression::Index(whole, index) => match (&whole.expression, &index.expression) {
                (Expression::Name(doc), Expression::Text(name)) if doc == "doc" => self.field(name),
                _ => Held::Anything,
            },
            Expression::Call(name, parts) => self.call(part, name, parts),
            Expression::Loop { list, .. } => {
                let held = self.held(list);
                if matches!(held, Held::Text | Held::Number | Held::Truth) {
                    let message = format!("the condition goes through {}, which has no items", held.name());
                    self.note(list, message, "go through a list");
                }
                Held::Anything
            }
            Expression::Not(inner) => {
                self.wants_truth(inner);
                Held::Truth
            }
            Expression::Negative(inner) => {
                self.held(inner);
                Held::Number
            }
            Expression::Choice(condition, first, second) => {
                self.wants_truth(condition);
                let (first, second) = (self.held(first), self.held(second));
                if first == second { first } else { Held::Anything }
            }
            Expression::Binary(operator, one, other) => self.binary(part, *operator, one, other),
        }
    }

    fn wants_truth(&mut self, part: &Part) {
        let held = self.held(part);
        if !matches!(held, Held::Truth | Held::Anything) {
            let message = format!("the condition takes {} for true or false", held.name());
            self.note(part, message, "compare it with something");
        }
    }

    fn binary(&mut self, part: &Part, operator: Operator, one: &Part, other: &Part) -> Held {
        if matches!(operator, Operator::And | Operator::Or) {
            self.wants_truth(one);
            self.wants_truth(other);
            return Held::Truth;
        }
        let (first, second) = (self.held(one), self.held(other));
        match operator {
            Operator::Equal | Operator::Unequal if differ(first, second) => {
                let message =
                    format!("the condition compares {} with {}, which are never equal", first.name(), second.name());
                self.note(part, message, "compare things of one kind");
            }
            Operator::Less | Operator::AtMost | Operator::Greater | Operator::AtLeast
                if differ(first, second) || [first, second].contains(&Held::List) =>
            {
                let message = format!("the condition compares {} with {}", first.name(), second.name());
                let help = "compare things of one kind; `instant(…)` and `day(…)` make numbers of dates";
                self.note(part, message, help);
            }
            Operator::Subtract | Operator::Multiply | Operator::Divide | Operator::Remainder => return Held::Number,
            Operator::Add => return if first == second { first } else { Held::Anything },
            _ => {}
        }
        Held::Truth
    }

    fn call(&mut self, whole: &Part, name: &str, parts: &[Part]) -> Held {
        let held: Vec<Held> = parts.iter().map(|part| self.held(part)).collect();
        let takes_text =
            ["instant", "day", "host", "target", "startsWith", "endsWith", "matches", "lower"].contains(&name);
        if let Some(first) = held.first().filter(|first| takes_text && !matches!(first, Held::Text | Held::Anything)) {
            let message = format!("`{name}` takes text, and is given {}", first.name());
            self.note(whole, message, "give it a field that holds text");
        }
        if let ("matches", [_, Part { expression: Expression::Text(text), .. }]) = (name, parts)
            && pattern(text).is_err()
        {
            self.note(
                &parts[1],
                "the pattern of `matches` is not a regular expression".to_owned(),
                "correct the pattern",
            );
        }
        let wanted = match name {
            "now" | "today" => 0,
            "contains" | "startsWith" | "endsWith" | "matches" => 2,
            "max" | "min" => parts.len().max(1),
            _ => 1,
        };
        if parts.len() != wanted {
            let message = format!("`{name}` takes {wanted} values, and is given {}", parts.len());
            self.note(whole, message, "give it what it takes");
        }
        match name {
            "contains" | "startsWith" | "endsWith" | "matches" => Held::Truth,
            "string" | "lower" | "host" | "target" => Held::Text,
            "max" | "min" => Held::Anything,
            _ => Held::Number,
        }
    }

    fn field(&self, name: &str) -> Held {
        let types = self.shape.property(name).map(|shape| shape.types).unwrap_or_default();
        let held = |one: Type| match one {
            Type::Boolean => Held::Truth,
            Type::Integer | Type::Number => Held::Number,
            Type::String => Held::Text,
            Type::Array => Held::List,
            Type::Object => Held::Mapping,
            Type::Null => Held::Nothing,
        };
        let mut known = Type::ALL.into_iter().filter(|one| types.has(*one) && *one != Type::Null).map(held);
        let Some(first) = known.next() else { return Held::Anything };
        if known.all(|other| other == first) { first } else { Held::Anything }
    }

    fn note(&mut self, part: &Part, message: String, help: &'static str) {
        self.fault.get_or_insert_with(|| (part.range.clone(), message, help));
    }
}

/// Whether two things are known to be of two kinds. Null is nobody's kind: it stands for what is missing.
fn differ(one: Held, other: Held) -> bool {
    one != other && ![one, other].iter().any(|held| matches!(held, Held::Anything | Held::Nothing))
}
