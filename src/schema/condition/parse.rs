//! From the text of a condition to its tree.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::diagnostic::excerpt;
use crate::nearest::nearest;

/// The longest condition, in bytes.
const LONGEST: usize = 2_000;

/// The most parts of a condition.
const MOST_PARTS: usize = 400;

/// How deep parts may be inside each other, operators of one kind in a row apart.
const DEEPEST: usize = 40;

/// How often `all`, `exists`, `map` and `filter` may stand inside each other.
const DEEPEST_LOOPS: usize = 2;

/// The functions, also as what is called on a value: `size(doc.tags)`, `doc.tags.size()`.
pub(super) const FUNCTIONS: [&str; 17] = [
    "size",
    "contains",
    "startsWith",
    "endsWith",
    "matches",
    "lower",
    "int",
    "double",
    "string",
    "instant",
    "day",
    "now",
    "today",
    "host",
    "target",
    "max",
    "min",
];

const LOOPS: [(&str, Loop); 5] = [
    ("all", Loop::All),
    ("exists", Loop::Exists),
    ("exists_one", Loop::ExistsOne),
    ("filter", Loop::Filter),
    ("map", Loop::Map),
];

/// A condition that was read.
#[derive(Debug)]
pub(super) struct Parsed {
    pub(super) root: Part,
    /// The fields at the top that it names.
    pub(super) fields: BTreeSet<String>,
}

/// A part of a condition, and where it is written.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) range: Range<usize>,
    pub(super) expression: Expression,
}

#[derive(Debug)]
pub(super) enum Expression {
    Null,
    Truth(bool),
    Whole(i64),
    Decimal(f64),
    Text(String),
    List(Vec<Part>),
    /// `doc`, `file`, `body`, or the item of a loop.
    Name(String),
    Select(Box<Part>, String),
    Index(Box<Part>, Box<Part>),
    /// `has(doc.x)`
    Has(Box<Part>, String),
    Call(&'static str, Vec<Part>),
    Loop {
        kind: Loop,
        list: Box<Part>,
        item: String,
        body: Box<Part>,
    },
    Not(Box<Part>),
    Negative(Box<Part>),
    Binary(Operator, Box<Part>, Box<Part>),
    Choice(Box<Part>, Box<Part>, Box<Part>),
}

/// What is done with each item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Loop {
    All,
    Exists,
    ExistsOne,
    Filter,
    Map,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Or,
    And,
    Equal,
    Unequal,
    Less,
    AtMost,
    Greater,
    AtLeast,
    In,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

impl Operator {
    /// How tightly it binds.
    const fn rank(self) -> u8 {
        match self {
            Self::Or => 1,
            Self::And => 2,
            Self::Equal | Self::Unequal | Self::Less | Self::AtMost | Self::Greater | Self::AtLeast | Self::In => 3,
            Self::Add | Self::Subtract => 4,
            Self::Multiply | Self::Divide | Self::Remainder => 5,
        }
    }
}

const OPERATORS: [(&str, Operator); 13] = [
    ("||", Operator::Or),
    ("&&", Operator::And),
    ("==", Operator::Equal),
    ("!=", Operator::Unequal),
    ("<=", Operator::AtMost),
    (">=", Operator::AtLeast),
    ("<", Operator::Less),
    (">", Operator::Greater),
    ("+", Operator::Add),
    ("-", Operator::Subtract),
    ("*", Operator::Multiply),
    ("/", Operator::Divide),
    ("%", Operator::Remainder),
];

/// What is wrong with a condition, and what to do about it.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) help: String,
}

type Result<T> = std::result::Result<T, Fault>;

pub(super) fn parse(text: &str) -> Result<Parsed> {
    if text.len() > LONGEST {
        let message = format!("the condition has {} bytes, more than the {LONGEST} that are read", text.len());
        let help = "write several shorter conditions".to_owned();
        return Err(Fault { range: 0..text.len(), message, help });
    }
    let mut reader = Reader { text, at: 0, parts: 0, depth: 0, loops: 0, items: Vec::new(), fields: BTreeSet::new() };
    let root = reader.choice()?;
    reader.space();
    if reader.at < text.len() {
        return Err(reader.unexpected());
    }
    if reader.fields.is_empty() {
        let message = "the condition reads no field, so it says the same of every document".to_owned();
        return Err(Fault { range: root.range, message, help: "read a field as `doc.title`".to_owned() });
    }
    Ok(Parsed { root, fields: reader.fields })
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    parts: usize,
    depth: usize,
    loops: usize,
    /// The names of items of the loops around.
    items: Vec<String>,
    fields: BTreeSet<String>,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    /// Goes past a sign, if it is next.
    fn takes(&mut self, sign: &str) -> bool {
        self.space();
        let takes = self.rest().starts_with(sign);
        self.at += if takes { sign.len() } else { 0 };
        takes
    }

    fn wants(&mut self, sign: &str) -> Result<()> {
        if self.takes(sign) { Ok(()) } else { Err(self.expected(&format!("`{sign}`"))) }
    }

    fn expected(&self, what: &str) -> Fault {
        let length = self.rest().chars().next().map_or(0, char::len_utf8);
        let message = match self.rest().chars().next() {
            Some(next) => format!("the condition has `{}` where {what} is wanted", excerpt(&next.to_string())),
            None => format!("the condition ends where {what} is wanted"),
        };
        let help = "write it as in `doc.paid != true || has(doc.price)`".to_owned();
        Fault { range: self.at..self.at + length, message, help }
    }

    fn unexpected(&self) -> Fault {
        let rest = self.rest();
        let (sign, help) = match rest.chars().next() {
            Some('=') if !rest.starts_with("==") => ("=", "write `==` to compare"),
            Some('&') => ("&", "write `&&` for and"),
            Some('|') => ("|", "write `||` for or"),
            Some('~') => ("~", "write `doc.title.matches('…')`"),
            _ if rest.starts_with("and ") => ("and", "write `&&`"),
            _ if rest.starts_with("or ") => ("or", "write `||`"),
            _ => return self.expected("an operator or the end"),
        };
        let message = format!("the condition has `{sign}`, which is not an operator");
        Fault { range: self.at..self.at + sign.len(), message, help: help.to_owned() }
    }

    fn part(&mut self, start: usize, expression: Expression) -> Result<Part> {
        self.parts += 1;
        let range = start..self.at;
        if self.parts > MOST_PARTS {
            let message = format!("the condition has more than {MOST_PARTS} parts");
            return Err(Fault { range, message, help: "write several shorter conditions".to_owned() });
        }
        Ok(Part { range, expression })
    }

    /// Reads what is one level further in.
    fn inside<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.depth += 1;
        if self.depth > DEEPEST {
            let message = format!("the condition is more than {DEEPEST} levels deep");
            let range = self.at..self.at;
            return Err(Fault { range, message, help: "write several simpler conditions".to_owned() });
        }
        let read = read(self);
        self.depth -= 1;
        read
    }

    fn choice(&mut self) -> Result<Part> {
        self.inside(|reader| {
            reader.space();
            let start = reader.at;
            let condition = reader.binary(1)?;
            if !reader.takes("?") {
                return Ok(condition);
            }
            let first = reader.choice()?;
            reader.wants(":")?;
            let second = reader.choice()?;
            reader.part(start, Expression::Choice(Box::new(condition), Box::new(first), Box::new(second)))
        })
    }

    fn operator(&mut self) -> Option<Operator> {
        self.space();
        let rest = self.rest();
        let is_in = rest.strip_prefix("in").is_some_and(|rest| !rest.starts_with(is_name));
        if is_in {
            return Some(Operator::In);
        }
        OPERATORS.into_iter().find(|(sign, _)| rest.starts_with(sign)).map(|(_, operator)| operator)
    }

    /// Operators that bind at least as tightly as `least`; those of one kind in a row are read from the left.
    fn binary(&mut self, least: u8) -> Result<Part> {
        self.space();
        let start = self.at;
        let mut left = self.unary()?;
        while let Some(operator) = self.operator().filter(|operator| operator.rank() >= least) {
            let sign = OPERATORS.iter().find(|(_, other)| *other == operator).map_or("in", |(sign, _)| *sign);
            self.at += sign.len();
            let right = self.inside(|reader| reader.binary(operator.rank() + 1))?;
            left = self.part(start, Expression::Binary(operator, Box::new(left), Box::new(right)))?;
        }
        Ok(left)
    }

    fn unary(&mut self) -> Result<Part> {
        self.space();
        let start = self.at;
        if self.rest().starts_with('!') && !self.rest().starts_with("!=") {
            self.at += 1;
            let inner = self.inside(Self::unary)?;
            return self.part(start, Expression::Not(Box::new(inner)));
        }
        if self.takes("-") {
            let inner = self.inside(Self::unary)?;
            return self.part(start, Expression::Negative(Box::new(inner)));
        }
        self.member()
    }

    fn member(&mut self) -> Result<Part> {
        self.space();
        let start = self.at;
        let mut whole = self.primary()?;
        loop {
            if self.takes(".") {
                self.space();
                let at = self.at;
                let Some(name) = self.name() else { return Err(self.expected("a name")) };
                whole = if self.rest().starts_with('(') {
                    self.method(start, whole, at..at + name.len(), name)?
                } else {
                    self.note_field(&whole, name);
                    self.part(start, Expression::Select(Box::new(whole), name.to_owned()))?
                };
            } else if self.takes("[") {
                let index = self.choice()?;
                self.wants("]")?;
                if let Expression::Text(name) = &index.expression {
                    self.note_field(&whole, name);
                }
                whole = self.part(start, Expression::Index(Box::new(whole), Box::new(index)))?;
            } else {
                Self::refuse_doc_alone(&whole)?;
                return Ok(whole);
            }
        }
    }

    fn note_field(&mut self, whole: &Part, name: &str) {
        if is_doc(whole) {
            self.fields.insert(name.to_owned());
        }
    }

    fn refuse_doc_alone(part: &Part) -> Result<()> {
        if !is_doc(part) {
            return Ok(());
        }
        let message = "`doc` alone is all fields, which nothing can be said of".to_owned();
        Err(Fault { range: part.range.clone(), message, help: "name a field: `doc.title`".to_owned() })
    }

    /// The name that is next.
    fn name(&mut self) -> Option<&'t str> {
        let rest = self.rest();
        let end = rest.find(|character| !is_name(character)).unwrap_or(rest.len());
        let name = &rest[..end];
        let begins = name.starts_with(|first: char| !first.is_ascii_digit());
        (begins && !name.is_empty()).then(|| {
            self.at += end;
            name
        })
    }

    fn method(&mut self, start: usize, target: Part, range: Range<usize>, name: &str) -> Result<Part> {
        Self::refuse_doc_alone(&target)?;
        let Some((_, kind)) = LOOPS.into_iter().find(|(known, _)| *known == name) else {
            let known = Self::function(range, name)?;
            self.wants("(")?;
            let mut parts = vec![target];
            parts.extend(self.list(")")?);
            return self.part(start, Expression::Call(known, parts));
        };
        self.wants("(")?;
        self.space();
        let Some(item) = self.name() else { return Err(self.expected("the name of an item")) };
        self.wants(",")?;
        self.loops += 1;
        if self.loops > DEEPEST_LOOPS {
            let message =
                format!("more than {DEEPEST_LOOPS} of `all`, `exists`, `map` and `filter` are inside each other");
            return Err(Fault { range, message, help: "write it with fewer of them".to_owned() });
        }
        self.items.push(item.to_owned());
        let body = self.choice()?;
        self.items.pop();
        self.loops -= 1;
        self.wants(")")?;
        let (list, item, body) = (Box::new(target), item.to_owned(), Box::new(body));
        self.part(start, Expression::Loop { kind, list, item, body })
    }

    fn function(range: Range<usize>, name: &str) -> Result<&'static str> {
        if let Some(known) = FUNCTIONS.into_iter().find(|known| *known == name) {
            return Ok(known);
        }
        let message = format!("the condition calls `{}`, which is not a function", excerpt(name));
        let loops = LOOPS.iter().map(|(name, _)| *name);
        let near = nearest(name, FUNCTIONS.into_iter().chain(loops).chain(["has"]));
        let listed = || FUNCTIONS.map(|known| format!("`{known}`")).join(", ");
        let help = near.map_or_else(|| format!("the functions are {}", listed()), |near| format!("write `{near}`"));
        Err(Fault { range, message, help })
    }

    /// Parts between commas, up to a closing sign.
    fn list(&mut self, end: &str) -> Result<Vec<Part>> {
        let mut parts = Vec::new();
        while !self.takes(end) {
            parts.push(self.choice()?);
            if !self.takes(",") {
                self.wants(end)?;
                break;
            }
        }
        Ok(parts)
    }

    fn primary(&mut self) -> Result<Part> {
        self.space();
        let start = self.at;
        match self.rest().chars().next() {
            Some('(') => {
                self.at += 1;
                let inner = self.choice()?;
                self.wants(")")?;
                Ok(Part { range: start..self.at, ..inner })
            }
            Some('[') => {
                self.at += 1;
                let parts = self.list("]")?;
                self.part(start, Expression::List(parts))
            }
            Some(quote @ ('\'' | '"')) => {
                let text = self.quoted(quote)?;
                self.part(start, Expression::Text(text))
            }
            Some(first) if first.is_ascii_digit() => self.number(),
            _ => self.named(start),
        }
    }

    fn quoted(&mut self, quote: char) -> Result<String> {
        let start = self.at;
        let mut text = String::new();
        let mut characters = self.rest().char_indices().skip(1);
        while let Some((at, character)) = characters.next() {
            match character {
                '\\' => text.push(match characters.next() {
                    Some((_, 'n')) => '\n',
                    Some((_, 't')) => '\t',
                    Some((_, other)) => other,
                    None => break,
                }),
                _ if character == quote => {
                    self.at = start + at + quote.len_utf8();
                    return Ok(text);
                }
                _ => text.push(character),
            }
        }
        let message = "the condition has a quotation mark that is not closed".to_owned();
        Err(Fault { range: start..start + 1, message, help: format!("write {quote} after the text") })
    }

    fn number(&mut self) -> Result<Part> {
        let start = self.at;
        let rest = self.rest();
        let end = rest.find(|character: char| !character.is_ascii_digit()).unwrap_or(rest.len());
        let fraction =
            rest[end..].strip_prefix('.').filter(|after| after.starts_with(|next: char| next.is_ascii_digit()));
        let end = fraction.map_or(end, |after| {
            end + 1 + after.find(|character: char| !character.is_ascii_digit()).unwrap_or(after.len())
        });
        self.at += end;
        let text = &rest[..end];
        let expression = match text.parse::<i64>() {
            Ok(whole) => Some(Expression::Whole(whole)),
            Err(_) => text.parse::<f64>().ok().map(Expression::Decimal),
        };
        match expression {
            Some(expression) => self.part(start, expression),
            None => Err(self.expected("a number")),
        }
    }

    fn named(&mut self, start: usize) -> Result<Part> {
        let Some(name) = self.name() else { return Err(self.expected("a value")) };
        let range = start..self.at;
        let is_call = self.rest().trim_start().starts_with('(');
        if is_call && self.takes("(") {
            if name == "has" {
                return self.has(start);
            }
            let known = Self::function(range, name)?;
            let parts = self.list(")")?;
            return self.part(start, Expression::Call(known, parts));
        }
        let expression = match name {
            "null" => Expression::Null,
            "true" => Expression::Truth(true),
            "false" => Expression::Truth(false),
            "doc" | "file" | "body" => Expression::Name(name.to_owned()),
            _ if self.items.iter().any(|item| item == name) => Expression::Name(name.to_owned()),
            _ => {
                let message = format!("the condition names `{}`, which there is not", excerpt(name));
                let help = match nearest(name, ["doc", "file", "body"]) {
                    Some(near) => format!("write `{near}`"),
                    None => format!("write `doc.{}` for a field", excerpt(name)),
                };
                return Err(Fault { range, message, help });
            }
        };
        self.part(start, expression)
    }

    fn has(&mut self, start: usize) -> Result<Part> {
        self.space();
        let at = self.at;
        let asked = self.choice()?;
        self.wants(")")?;
        match asked.expression {
            Expression::Select(whole, name) => self.part(start, Expression::Has(whole, name)),
            Expression::Index(whole, index) if matches!(index.expression, Expression::Text(_)) => {
                let Expression::Text(name) = index.expression else { unreachable!("the guard has seen it") };
                self.part(start, Expression::Has(whole, name))
            }
            _ => {
                let message = "`has` asks for a field, and this is not one".to_owned();
                Err(Fault { range: at..asked.range.end, message, help: "write `has(doc.title)`".to_owned() })
            }
        }
    }
}

fn is_doc(part: &Part) -> bool {
    matches!(&part.expression, Expression::Name(name) if name == "doc")
}

fn is_name(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}
