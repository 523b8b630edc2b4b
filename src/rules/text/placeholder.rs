//! Text that waits for another.

use std::path::Path;

use crate::diagnostic::Severity::Warning;
use crate::diagnostic::{Diagnostic, excerpt};
use crate::rules::{Context, Findings, Repair};
use crate::values::TypedValue;

rules! {
    /// Finds `TODO`, `Untitled`, `Lorem ipsum` and their like as a whole value.
    ///
    /// A template or an editor put them there, and they were forgotten. Only fields of text that people read are looked
    /// at (titles, names, descriptions): `status: todo`, a tag `todo`, the title of `todo.md` and the name of what is in a
    /// folder `todo` mean what they say.
    ///
    /// # Fails
    ///
    /// ```yaml
    /// ---
    /// title: Untitled
    /// ---
    /// ```
    ///
    /// # Passes
    ///
    /// ```yaml
    /// ---
    /// title: Untitled no more
    /// status: todo
    /// ---
    /// ```
    PLACEHOLDER = "text/placeholder", Some(Warning), Repair::None;
}

/// The fields whose values are text for people.
const FIELDS: &[&str] = &[
    "title",
    "subtitle",
    "headline",
    "heading",
    "name",
    "description",
    "summary",
    "abstract",
    "excerpt",
    "author",
    "authors",
    "byline",
    "publisher",
    "publication",
    "caption",
    "alt",
    "lead",
    "teaser",
];

/// In lower case.
const PLACEHOLDERS: &[&str] = &[
    "todo",
    "tbd",
    "tba",
    "fixme",
    "xxx",
    "xxxx",
    "untitled",
    "untitled document",
    "untitled page",
    "untitled post",
    "untitled note",
    "no title",
    "title here",
    "your title here",
    "insert title here",
    "your name here",
    "changeme",
    "change me",
    "placeholder",
    "без названия",
    "без заголовка",
    "без имени",
    "новый документ",
    "введите заголовок",
    "заголовок статьи",
    "без назви",
    "без імені",
    "введіть заголовок",
    "fără titlu",
    "fara titlu",
    "de completat",
    "titlul articolului",
    "sans titre",
    "ohne titel",
    "sin título",
    "sem título",
    "senza titolo",
    "bez tytułu",
    "无标题",
    "未命名",
    "無題",
    "제목 없음",
];

/// Bytes; none of the above is longer, in capitals neither.
const LONGEST: usize = 48;

pub(super) fn check(context: &Context, value: &TypedValue, findings: &mut Findings) {
    if !value.kinds.is_empty() {
        return;
    }
    let key = value.key.and_then(|key| key.as_scalar());
    if key.is_some_and(|key| !FIELDS.contains(&key.text.as_ref())) {
        return;
    }
    let Some(text) = value.node.as_str() else { return };
    // Longer ones are text in Latin that nobody reads.
    let candidate = text.len() <= 64 || text.get(..11).is_some_and(|start| start.eq_ignore_ascii_case("lorem ipsum"));
    if !candidate || !findings.wants(&PLACEHOLDER) || !is_placeholder(text) {
        return;
    }
    if text.eq_ignore_ascii_case("todo") && is_of_todo(context.document.source.path()) {
        return;
    }
    let pointer = context.values.pointer(value);
    let field = pointer.split('/').rfind(|part| !part.is_empty() && !part.bytes().all(|byte| byte.is_ascii_digit()));
    let Some(field) = field.filter(|field| FIELDS.contains(field)) else { return };
    // What a program is called is no text: `todo` is the name of many, and what they do is described beside it.
    let is_described = || context.document.fields().is_some_and(|fields| fields.get("description").is_some());
    if field == "name" && text == "todo" && is_described() {
        return;
    }
    let message = format!("`{field}` is `{}`, which stands for a text yet to be written", excerpt(text));
    let diagnostic = Diagnostic::new(value.node.span, message).help("write the text, or remove the field");
    findings.push(&PLACEHOLDER, diagnostic.pointer(pointer));
}

/// Whether a file or its folder is named for things to do: `todo.md` is a list of them, and `todo/SKILL.md` is about them.
fn is_of_todo(path: &Path) -> bool {
    let stem = path.file_stem();
    let folder = path.parent().and_then(Path::file_name);
    [stem, folder].into_iter().flatten().any(|name| {
        let name = name.to_string_lossy();
        name.split(|character: char| !character.is_alphanumeric()).any(|word| word.eq_ignore_ascii_case("todo"))
    })
}

fn is_placeholder(text: &str) -> bool {
    let text = text.trim();
    let bare = text.trim_matches(['<', '>', '[', ']', '(', ')', '*', '.', '…', '!', ':', ' ']);
    if bare.is_empty() {
        return !text.is_empty() && text.chars().all(|character| matches!(character, '.' | '…')) && text != ".";
    }
    if bare.chars().all(|character| character == '?') {
        return bare.len() > 1;
    }
    if bare.len() > LONGEST {
        return bare.get(..11).is_some_and(|start| start.eq_ignore_ascii_case("lorem ipsum"));
    }
    let lower = bare.to_lowercase();
    // `Todo` is what lists of things to do are called.
    bare != "Todo" && PLACEHOLDERS.contains(&lower.as_str()) || lower.starts_with("lorem ipsum")
}
