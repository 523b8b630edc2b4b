//! Where a cursor stands in front matter: under which fields, and in a key or in a value.
//!
//! The line that is being typed is nearly always broken, so this looks at lines and their indentation alone.

mod flow;
mod keys;
mod toml;

use flow::{Opening, Reading};

use crate::document;
use crate::schema;
use crate::source::{Span, line_around};
use crate::syntax::Syntax;

/// A cursor that is deeper than this is not in anybody's front matter.
const DEEPEST: usize = 64;

/// A step from a value to one inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    /// Some item of a list.
    Item,
}

impl Step {
    /// The step as the schema takes it.
    pub(super) fn as_schema(&self) -> schema::Step<'_> {
        match self {
            Self::Key(key) => schema::Step::Key(key),
            Self::Item => schema::Step::Item,
        }
    }
}

/// What is being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A key, in a mapping that is indented so far, or in one between braces.
    Key { indent: usize, has_colon: bool, is_inline: bool },
    /// A value, or an item of a list.
    Value { in_brackets: bool, needs_space: bool },
}

/// Where a cursor stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cursor {
    /// From the root to the value, or to the mapping that the key belongs to.
    pub(super) path: Vec<Step>,
    pub(super) place: Place,
    /// What a completion replaces: the key or the value around the cursor, on its line.
    pub(super) replaced: Span,
    /// Of that, what stands before the cursor.
    pub(super) typed: String,
}

/// Finds out where `offset` is; `None` outside the front matter, in comments and where it cannot be told.
pub(super) fn locate(text: &str, offset: usize) -> Option<Cursor> {
    let fence = document::split(text);
    let block = fence.block()?;
    let content = block.content;
    if offset < content.start || offset > content.end {
        return None;
    }
    let cursor = match block.syntax {
        Syntax::Yaml => in_yaml(text, content, offset),
        Syntax::Toml => toml::locate(text, content, offset),
        Syntax::Json => in_json(text, content, offset),
    };
    cursor.filter(|cursor| cursor.path.len() <= DEEPEST)
}

fn in_json(text: &str, content: Span, offset: usize) -> Option<Cursor> {
    let inside = &text[content.range()];
    let begin = content.end - inside.trim_start().len();
    let has_braces = text[begin..content.end].starts_with('{');
    let begin = if has_braces { begin } else { content.start };
    let opening = Opening { syntax: Syntax::Json, begin, has_braces, indent: 0, path: &Vec::new };
    match flow::read(text, &opening, offset, content.end) {
        Reading::Here(cursor) => cursor,
        Reading::Ended(_) => None,
    }
}

fn in_yaml(text: &str, content: Span, offset: usize) -> Option<Cursor> {
    let this = line_around(text, offset);
    let (start, end) = (this.start.max(content.start), this.end.min(content.end.max(offset)));
    let mut above: Vec<Line> = Vec::new();
    let mut at = content.start;
    let line = loop {
        let here = if at >= start { end } else { line_around(text, at).end.min(start) };
        let line = Line::read(&text[at..here]);
        let mut next = next_line(text, here);
        if let Some(begin) = line.collection().map(|begin| at + begin).filter(|begin| *begin < offset) {
            let indent = match (&line.key, line.dashes.last()) {
                (None, Some(dash)) => dash + 1,
                (None, None) => line.content,
                (Some(_), _) => line.content + 1,
            };
            let path = || line.path(&above);
            let opening = Opening { syntax: Syntax::Yaml, begin, has_braces: true, indent, path: &path };
            match flow::read(text, &opening, offset, content.end) {
                Reading::Here(cursor) => return cursor,
                Reading::Ended(end) if end > start => return None,
                Reading::Ended(end) if text[..end].ends_with(['\n', '\r']) => next = next.max(end),
                Reading::Ended(end) => next = next_line(text, line_around(text, end).end),
            }
        }
        if at >= start {
            break line;
        }
        above.push(line);
        at = next.min(start);
    };
    let column = offset - start;
    if comment_start(line.text, 0).is_some_and(|comment| column > comment) {
        return None;
    }
    if line.is_comment || column < line.content {
        let blank = text[start..end].trim().is_empty();
        return blank.then(|| key_at(&above, Span::new(offset, offset), offset, column, text));
    }
    if let Some(key) = &line.key
        && column > key.colon
    {
        return value(text, start, &line, key.colon + 1, column, line.path(&above));
    }
    let is_item = line.dashes.last().is_some() && line.key.is_none();
    if is_item {
        return value(text, start, &line, line.content, column, line.path(&above));
    }
    let key_end = line.key.as_ref().map_or(end, |key| start + key.colon);
    let replaced = Span::new(start + line.content, key_end.max(offset));
    let typed = text[replaced.start..offset].to_owned();
    let place = Place::Key { indent: line.content, has_colon: line.key.is_some(), is_inline: false };
    Some(Cursor { path: parents(&above, &line), place, replaced, typed })
}

/// Where the next line begins that is not empty.
fn next_line(text: &str, end: usize) -> usize {
    text[end..].find(|character| !matches!(character, '\n' | '\r')).map_or(text.len(), |length| end + length)
}

fn key_at(above: &[Line], replaced: Span, offset: usize, column: usize, text: &str) -> Cursor {
    let line = Line { content: column, ..Line::default() };
    let typed = text[replaced.start..offset].to_owned();
    let place = Place::Key { indent: column, has_colon: false, is_inline: false };
    Cursor { path: parents(above, &line), place, replaced, typed }
}

/// The value that begins at byte `from` of a line that starts at `start`.
fn value(text: &str, start: usize, line: &Line, from: usize, column: usize, path: Vec<Step>) -> Option<Cursor> {
    let rest = &line.text[from..];
    let spaces = rest.len() - rest.trim_start_matches(' ').len();
    let begin = (from + spaces).min(column.max(from));
    let end = value_end(line.text, begin).max(column);
    if column > comment_start(line.text, from).unwrap_or(line.text.len()) {
        return None;
    }
    let needs_space = spaces == 0 && from > 0 && line.text.as_bytes().get(from - 1) == Some(&b':');
    let replaced = Span::new(start + begin, start + end);
    let typed = text[replaced.start..start + column].to_owned();
    Some(Cursor { path, place: Place::Value { in_brackets: false, needs_space }, replaced, typed })
}

fn trim_end(line: &str, from: usize, to: usize) -> usize {
    from + line[from..to].trim_end().len()
}

/// Where the value that begins at byte `from` ends, without a comment and the spaces before it.
fn value_end(line: &str, from: usize) -> usize {
    let end = comment_start(line, from).unwrap_or(line.len()).max(from);
    trim_end(line, from, end)
}

/// Where a comment begins, at or behind byte `from` of a line.
fn comment_start(line: &str, from: usize) -> Option<usize> {
    let mut quote = None;
    let mut before = if from == 0 { ' ' } else { char::from(line.as_bytes()[from - 1]) };
    for (at, character) in line[from..].char_indices() {
        match (quote, character) {
            (None, '#') if before == ' ' || before == '\t' => return Some(from + at),
            (None, '"' | '\'') if " [,:".contains(before) => quote = Some(character),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
        before = character;
    }
    None
}

/// A line of a block of YAML.
#[derive(Debug, Default)]
struct Line<'t> {
    text: &'t str,
    /// The columns of its leading dashes.
    dashes: Vec<usize>,
    /// The column of what follows indentation and dashes.
    content: usize,
    key: Option<Key>,
    is_comment: bool,
}

#[derive(Debug)]
struct Key {
    name: String,
    /// The column of the colon.
    colon: usize,
    has_value: bool,
}

impl<'t> Line<'t> {
    fn read(text: &'t str) -> Self {
        let mut content = text.len() - text.trim_start_matches(' ').len();
        let mut dashes = Vec::new();
        while text[content..].starts_with("- ") || &text[content..] == "-" {
            dashes.push(content);
            let after = &text[content + 1..];
            content += 1 + (after.len() - after.trim_start_matches(' ').len());
        }
        let is_comment = text[content..].starts_with('#');
        let key = if is_comment { None } else { Key::read(text, content) };
        Self { text, dashes, content, key, is_comment }
    }

    /// Where a list in brackets or a mapping in braces begins; `[[` begins a link.
    fn collection(&self) -> Option<usize> {
        let from = match &self.key {
            Some(key) => key.colon + 1,
            None if self.is_comment => return None,
            None => self.content,
        };
        let rest = self.text[from..].trim_start();
        let is_list = rest.starts_with('[') && (!rest.starts_with("[[") || rest.starts_with("[[["));
        (is_list || rest.starts_with('{')).then_some(self.text.len() - rest.len())
    }

    /// The way from the root to the value of this line's key, to its item or, where it has neither, to the value that it is.
    fn path(&self, above: &[Self]) -> Vec<Step> {
        let mut path = parents(above, self);
        match &self.key {
            Some(key) => path.push(Step::Key(key.name.clone())),
            // The mapping that the item may become is the item itself.
            None if !self.dashes.is_empty() && path.last() != Some(&Step::Item) => path.push(Step::Item),
            None => {}
        }
        path
    }

    /// Nothing that says where others belong.
    fn is_silent(&self) -> bool {
        self.is_comment || (self.key.is_none() && self.dashes.is_empty())
    }
}

impl Key {
    fn read(text: &str, from: usize) -> Option<Self> {
        let rest = &text[from..];
        let (name, end) = match rest.chars().next()? {
            quote @ ('"' | '\'') => {
                let end = rest[1..].find(quote)? + 1;
                (&rest[1..end], end + 1)
            }
            '[' | '{' | '&' | '*' | '!' | '|' | '>' => return None,
            _ => {
                let colon = rest.match_indices(':').find(|(at, _)| {
                    let after = rest.as_bytes().get(at + 1);
                    matches!(after, None | Some(b' ' | b'\t'))
                });
                let end = colon?.0;
                (rest[..end].trim_end(), end)
            }
        };
        let after = rest[end..].trim_start().strip_prefix(':')?;
        let colon = text.len() - after.len() - 1;
        let value = after.trim();
        Some(Self { name: name.to_owned(), colon, has_value: !value.is_empty() && !value.starts_with('#') })
    }
}

/// The way from the root to the mapping that the key of `line` is in, or to the list that its last dash belongs to.
fn parents(above: &[Line], line: &Line) -> Vec<Step> {
    let mut path = Vec::new();
    let is_key = line.dashes.is_empty() || line.key.is_some();
    let mut dashes = line.dashes.clone();
    let mut at = line.content;
    let mut wants_dash = !is_key;
    if is_key && !dashes.is_empty() {
        path.push(Step::Item);
        wants_dash = true;
    }
    if wants_dash {
        at = dashes.pop().unwrap_or(at);
        while let Some(outer) = dashes.pop() {
            path.push(Step::Item);
            at = outer;
        }
    }
    for other in above.iter().rev().filter(|other| !other.is_silent()) {
        if at == 0 && !wants_dash {
            break;
        }
        let holds = match &other.key {
            Some(key) if !key.has_value => {
                other.content < at || (wants_dash && other.content == at && other.dashes.is_empty())
            }
            _ => false,
        };
        if holds {
            path.push(Step::Key(other.key.as_ref().map(|key| key.name.clone()).unwrap_or_default()));
            (at, wants_dash) = (other.content, false);
        } else if wants_dash || other.content != at || other.dashes.is_empty() {
            continue;
        }
        // The line's own dashes hold what has been reached.
        for dash in other.dashes.iter().rev() {
            path.push(Step::Item);
            (at, wants_dash) = (*dash, true);
        }
    }
    path.reverse();
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cursor at `|`, as `path` and what is typed; what would be replaced is between `<` and `>` of the result.
    fn at(marked: &str) -> Option<(String, String, String)> {
        seen(&format!("---\n{marked}\n---\nBody.\n"))
    }

    fn seen(marked: &str) -> Option<(String, String, String)> {
        let offset = marked.find('|').expect("a cursor");
        let text = marked.replacen('|', "", 1);
        let cursor = locate(&text, offset)?;
        let path: Vec<String> = cursor
            .path
            .iter()
            .map(|step| match step {
                Step::Key(key) => key.clone(),
                Step::Item => "*".to_owned(),
            })
            .collect();
        let kind = match cursor.place {
            Place::Key { is_inline: true, .. } => "inline".to_owned(),
            Place::Key { indent, .. } => format!("key{indent}"),
            Place::Value { in_brackets: true, .. } => "flow".to_owned(),
            Place::Value { needs_space: true, .. } => "space".to_owned(),
            Place::Value { .. } => "value".to_owned(),
        };
        Some((path.join("/"), kind, text[cursor.replaced.range()].to_owned()))
    }

    fn is(marked: &str, path: &str, kind: &str, replaced: &str) {
        assert_eq!(at(marked), Some((path.to_owned(), kind.to_owned(), replaced.to_owned())), "{marked}");
    }

    #[test]
    fn keys_are_found_where_they_are_typed() {
        is("a: 1\nti|", "", "key0", "ti");
        is("a: 1\n|", "", "key0", "");
        is("ti|tle: x", "", "key0", "title");
        is("image:\n  sr|", "image", "key2", "sr");
        is("image:\n  |", "image", "key2", "");
        is("authors:\n  - name: x\n    ur|", "authors/*", "key4", "ur");
        is("authors:\n- name: x\n  ur|", "authors/*", "key2", "ur");
        is("a:\n  b:\n    c: 1\n  d|", "a", "key2", "d");
    }

    #[test]
    fn values_are_found_where_they_are_typed() {
        is("language: r|", "language", "value", "r");
        is("language: |", "language", "value", "");
        is("language:|", "language", "space", "");
        is("language: r|u # x", "language", "value", "ru");
        is("Язык: р|у", "Язык", "value", "ру");
        is("keywords:\n  - Се|", "keywords/*", "value", "Се");
        is("keywords:\n- \"[[Се|]]\"", "keywords/*", "value", "\"[[Се]]\"");
        is("keywords:\n  - a\n  - |", "keywords/*", "value", "");
        is("authors:\n  - name: x|", "authors/*/name", "value", "x");
        is("k: [a, b|, c]", "k/*", "flow", "b");
        is("k: [|]", "k/*", "flow", "");
        is("k: [a, \"x, y|\"]", "k/*", "flow", "\"x, y\"");
        is("k: [[Се|", "k", "value", "[[Се");
        is("k: [[[a]], [[b|]]]", "k/*", "flow", "[[b]]");
    }

    #[test]
    fn between_brackets_and_braces_places_are_found() {
        is("k: [\n  a,\n  Се|\n]\nt: 1", "k/*", "flow", "Се");
        is("k: [\n  a,\n  |\n]", "k/*", "flow", "");
        is("k:\n  [a,\n  \"[[Се|]]\",\n  b]", "k/*", "flow", "\"[[Се]]\"");
        is("k: [\n  \"[[a, b]]\", # x, y\n  [[Се|]], c]", "k/*", "flow", "[[Се]]");
        is("image: { src: a.png, al| }", "image", "inline", "al");
        is("image: { src: a.png, |alt: b }", "image", "inline", "alt");
        is("image: { src: 'a, b', alt:| }", "image/alt", "flow", "");
        is("image: {\n  src: a.png,\n  alt: Я х|,\n}", "image/alt", "flow", "Я х");
        is("authors:\n  - { name: x, ur| }", "authors/*", "inline", "ur");
        is("authors:\n  - name: x\n    links: [a, {to: |", "authors/*/links/*/to", "flow", "");
        is("a: [b, {c: [1], d: |2}]", "a/*/d", "flow", "2");
        // A list that nobody has closed yet ends where the next field begins.
        is("k: [a, b\nlanguage: r|", "language", "value", "r");
        is("k: [a, b\nti|", "", "key0", "ti");
        is("k: {a: 1\nl:\n  - x|", "l/*", "value", "x");
        is("a:\n  k: [a, b\n  ti|", "a", "key2", "ti");
        assert_eq!(at("k: [a] |"), None);
        assert_eq!(at("k: [\n  a, # com|ment\n]"), None);
        assert_eq!(at("k: [\n  a\n] # com|ment"), None);
    }

    #[test]
    fn places_in_json_are_found() {
        let json = |marked: &str, path: &str, kind: &str, replaced: &str| {
            for (before, after) in [("", "\nBody.\n"), ("---json\n", "\n---\nBody.\n")] {
                assert_eq!(
                    seen(&format!("{before}{marked}{after}")),
                    Some((path.to_owned(), kind.to_owned(), replaced.to_owned())),
                    "{marked}"
                );
            }
        };
        json("{\n  \"title\": \"a\",\n  \"la|\"\n}", "", "inline", "\"la\"");
        json("{\n  \"title\": \"a\"\n  \"la|\"\n}", "", "inline", "\"la\"");
        json("{\n  \"title\": \"a\",\n  |\n}", "", "inline", "");
        json("{\n  \"title\": \"a\",\n  la|\n}", "", "inline", "la");
        json("{\n  \"language\": \"r|\"\n}", "language", "flow", "\"r\"");
        json("{\n  \"language\":|\n}", "language", "flow", "");
        json("{\n  \"a\": \"{[,\",\n  \"k\": [\"Я\", \"С|\"]\n}", "k/*", "flow", "\"С\"");
        json("{\n  \"image\": { \"src\": \"a\", \"|\" }\n}", "image", "inline", "\"\"");
        json("{\n  \"k\": [{ \"a\": 1, \"b\": tr| }]\n}", "k/*/b", "flow", "tr");
        let bare = ";;;\n\"title\": \"a\",\n\"la|\": 1\n;;;\nBody.\n";
        assert_eq!(seen(bare), Some((String::new(), "inline".to_owned(), "\"la\"".to_owned())));
    }

    #[test]
    fn whatever_is_typed_places_lie_in_the_text() {
        let text = "---\na: [\"[[Я😀, {b: 'c\n - }]], [[ # x: [\n\r\n  - {[]: ,\t}\n\\\"e: {\nf\n---\n";
        for syntax in ["---\n", "+++\n", ";;;\n"] {
            let text = text.replace("---\n", syntax);
            let mut shorter = text.clone();
            while let Some(last) = shorter.pop() {
                let text = format!("{shorter}{last}\n{syntax}");
                for offset in (0..=text.len()).filter(|offset| text.is_char_boundary(*offset)) {
                    if let Some(cursor) = locate(&text, offset) {
                        assert!(cursor.replaced.start <= offset && offset <= cursor.replaced.end, "{cursor:?}");
                        let replaced = &text[cursor.replaced.range()];
                        assert!(!replaced.contains('\n') && replaced.starts_with(&cursor.typed), "{replaced:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn outside_there_is_nothing() {
        assert_eq!(at("a: 1 # com|ment"), None);
        assert_eq!(at("# com|ment"), None);
        assert_eq!(locate("---\na: 1\n---\nBody.\n", 15), None);
        assert_eq!(locate("Body.\n", 2), None);
    }
}
