//! The generated articles, written in TOML and in JSON as people and programs write them: with either kind of quotes, lists on
//! one line or several, dates of TOML or texts, `\u` escapes or letters, and every fence there is.
//!
//! It reads the few forms of YAML that the generator writes, faults in it included, and knows at which line each of its
//! lines has come to stand.

mod fault;
mod lines;

pub(crate) use fault::{Counterpart, counterpart};

use masthead::syntax::Syntax;

use crate::generate::Article;
use lines::{Member, Value, read};

/// An article in a syntax, line by line.
#[derive(Clone, Debug, Default)]
pub(crate) struct Written {
    /// The front matter with its fences.
    pub(crate) lines: Vec<String>,
    /// For each line in YAML, the line from 1 at which the same stands here.
    places: Vec<usize>,
}

impl Written {
    /// Writes the front matter of an article in TOML or JSON.
    pub(crate) fn new(article: &Article, syntax: Syntax) -> Self {
        let mut hand = Hand::new(article.number, syntax);
        let mut written = Self { lines: Vec::new(), places: vec![1; article.lines.len()] };
        let Some(first) = article.lines.first() else { return written };
        let is_closed = article.lines.len() > 1 && article.lines.last().is_some_and(|line| line == "---");
        let members = read(&article.lines);
        if first != "---" && syntax == Syntax::Toml {
            hand.fence = (if first.len() > 3 { "++++" } else { "++" }, "+++");
        }
        written.lines.extend(hand.open());
        let count = members.iter().filter(|member| !member.key.is_empty()).count();
        let mut seen = 0;
        for member in &members {
            seen += usize::from(!member.key.is_empty());
            hand.member(&mut written, member, seen == count);
        }
        let mut closing = hand.close();
        if !is_closed {
            closing.pop();
        }
        written.lines.extend(closing);
        written
    }

    /// The line at which that line of the YAML stands.
    pub(crate) fn place(&self, line: usize) -> usize {
        self.places.get(line - 1).copied().unwrap_or(1)
    }

    /// The whole document.
    pub(crate) fn text(self, article: &Article) -> String {
        Article { lines: self.lines, ..article.clone() }.text()
    }

    /// The index of the line at which a field begins.
    fn find(&self, name: &str) -> Option<usize> {
        let is_it = |line: &String| {
            let line = line.trim_start().trim_start_matches('"');
            let rest = line.strip_prefix(name).map(|rest| rest.trim_start_matches('"').trim_start());
            rest.is_some_and(|rest| rest.starts_with(['=', ':']))
        };
        self.lines.iter().position(is_it)
    }
}

/// How one article is written.
#[expect(clippy::struct_excessive_bools, reason = "each is a habit by itself")]
struct Hand {
    syntax: Syntax,
    fence: (&'static str, &'static str),
    indent: &'static str,
    /// Lists take one line.
    is_short: bool,
    /// Single quotes, in TOML, where they can hold the text.
    is_literal: bool,
    /// Dates without quotes, in TOML.
    has_dates: bool,
    /// A comma behind the last item, in TOML.
    has_last_comma: bool,
    /// `\u` for whatever is not ASCII.
    is_ascii: bool,
}

impl Hand {
    fn new(number: usize, syntax: Syntax) -> Self {
        let one_in = |count: usize, shift: usize| (number / shift).is_multiple_of(count);
        let fence = match (syntax, number % 8) {
            (Syntax::Toml, 0) => ("---toml", "---"),
            (Syntax::Toml, _) => ("+++", "+++"),
            (_, 0) => ("---json", "---"),
            (_, 1) => (";;;", ";;;"),
            _ => ("", ""),
        };
        Self {
            syntax,
            fence,
            indent: ["  ", "    ", "\t"][number % 3],
            is_short: one_in(2, 3),
            is_literal: one_in(3, 5),
            has_dates: one_in(2, 7),
            has_last_comma: one_in(2, 11),
            is_ascii: one_in(7, 13),
        }
    }

    fn open(&self) -> Vec<String> {
        let fence = (!self.fence.0.is_empty()).then(|| self.fence.0.to_owned());
        fence.into_iter().chain((self.syntax == Syntax::Json).then(|| "{".to_owned())).collect()
    }

    fn close(&self) -> Vec<String> {
        let brace = (self.syntax == Syntax::Json).then(|| "}".to_owned());
        brace.into_iter().chain((!self.fence.1.is_empty()).then(|| self.fence.1.to_owned())).collect()
    }

    fn member(&self, written: &mut Written, member: &Member, is_last: bool) {
        let (margin, equals) = match self.syntax {
            Syntax::Json => (self.indent, ": "),
            Syntax::Toml | Syntax::Yaml => ("", " = "),
        };
        written.places[member.line] = written.lines.len() + 1;
        let comment = if self.syntax == Syntax::Json { "" } else { member.comment.as_str() };
        if member.key.is_empty() {
            written.lines.extend((!comment.is_empty()).then(|| comment.to_owned()));
            return;
        }
        let comment = if comment.is_empty() { String::new() } else { format!(" {comment}") };
        let key = if self.syntax == Syntax::Json { format!("\"{}\"", member.key) } else { member.key.clone() };
        let comma = if self.syntax == Syntax::Json && !is_last { "," } else { "" };
        let end = &member.end;
        match &member.value {
            Value::One(value) => {
                let value = self.value(&member.key, value);
                written.lines.push(format!("{margin}{key}{equals}{value}{comma}{comment}{end}"));
            }
            Value::Many(items) if self.is_short && items.iter().all(|item| item.end.is_empty()) => {
                let values: Vec<String> = items.iter().map(|item| self.value("", &item.value)).collect();
                for item in items {
                    written.places[item.line] = written.lines.len() + 1;
                }
                written.lines.push(format!("{margin}{key}{equals}[{}]{comma}{comment}{end}", values.join(", ")));
            }
            Value::Many(items) => {
                written.lines.push(format!("{margin}{key}{equals}[{comment}{end}"));
                for (index, item) in items.iter().enumerate() {
                    written.places[item.line] = written.lines.len() + 1;
                    let has_comma = index + 1 < items.len() || self.syntax == Syntax::Toml && self.has_last_comma;
                    let comma = if has_comma { "," } else { "" };
                    let value = self.value("", &item.value);
                    written.lines.push(format!("{margin}{}{value}{comma}{}", self.indent, item.end));
                }
                written.lines.push(format!("{margin}]{comma}"));
            }
        }
    }

    /// A value of the YAML in this syntax. A number stays as it is, and so does a link without quotes.
    fn value(&self, key: &str, yaml: &str) -> String {
        let quoted = yaml.strip_prefix(['"', '\'']).and_then(|rest| rest.strip_suffix(['"', '\'']));
        if yaml.is_empty() {
            return if self.syntax == Syntax::Json { "null" } else { "\"\"" }.to_owned();
        }
        let is_number = yaml.bytes().all(|byte| byte.is_ascii_digit());
        if quoted.is_none() && (is_number || yaml.starts_with("[[")) {
            return yaml.to_owned();
        }
        let text = quoted.unwrap_or(yaml);
        let is_date = matches!(key, "published" | "modified") && text.get(10..11) == Some("T");
        if self.syntax == Syntax::Toml && self.has_dates && is_date {
            return text.to_owned();
        }
        self.quoted(text)
    }

    fn quoted(&self, text: &str) -> String {
        if self.syntax == Syntax::Toml && self.is_literal && !text.contains('\'') {
            return format!("'{text}'");
        }
        let mut quoted = String::from("\"");
        for character in text.chars() {
            match character {
                '"' | '\\' => quoted.extend(['\\', character]),
                _ if self.is_ascii && !character.is_ascii() => {
                    for unit in character.encode_utf16(&mut [0; 2]) {
                        quoted.push_str(&format!("\\u{unit:04x}"));
                    }
                }
                _ => quoted.push(character),
            }
        }
        quoted + "\""
    }
}
