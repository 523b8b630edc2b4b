//! Whole files of data: YAML, perhaps several documents of it, TOML, JSON, and the metadata of notebooks.

use masthead::diagnostic::Safety;
use masthead::document::Document;
use masthead::fix::repair;
use masthead::linter::check;
use masthead::schema::Schema;
use masthead::source::Source;
use masthead::tree::Limits;

use crate::support::{schema, settings};

fn found(path: &str, text: &str, schema: Option<&Schema>) -> Vec<String> {
    let source = Source::new(path, text);
    let place = |offset| source.position(offset);
    let checked = check(&source, schema, &settings());
    let line = |found: &masthead::diagnostic::Diagnostic| {
        let start = place(found.span.start);
        format!("{}:{} {} `{}`", start.line, start.column, found.rule, source.slice(found.span).escape_debug())
    };
    checked.diagnostics.iter().map(line).collect()
}

#[test]
fn every_syntax_is_read_by_the_name_of_the_file() {
    assert_eq!(found("a.yaml", "lang: ru_RU\n", None), ["1:7 language/malformed `ru_RU`"]);
    assert_eq!(found("a.YML", "lang: ru_RU\n", None), ["1:7 language/malformed `ru_RU`"]);
    assert_eq!(found("data/a.toml", "lang = \"ru_RU\"\n", None), ["1:9 language/malformed `ru_RU`"]);
    assert_eq!(found("a.json", "{\"lang\": \"ru_RU\"}", None), ["1:11 language/malformed `ru_RU`"]);
    assert_eq!(found("note.md.yaml", "\u{feff}lang: ru_RU\n", None), ["1:7 language/malformed `ru_RU`"]);
    assert_eq!(found("a.md", "lang: ru_RU\n", None), [""; 0]);
    // Nothing of Markdown is looked for: no fence, no body.
    assert_eq!(found("a.yaml", "+++\ntitle: a\n", None), ["1:1 yaml/syntax `+++`"]);
    assert_eq!(found("a.yaml", "title: a\n----\n", None).len(), 1);
}

#[test]
fn lists_and_empty_files_are_data() {
    for (path, text) in [
        ("a.yaml", "- a\n- b\n"),
        ("a.json", "[1, 2]\n"),
        ("a.yaml", ""),
        ("a.toml", "# nothing\n"),
        ("a.yaml", "text\n"),
    ] {
        assert_eq!(found(path, text, None), [""; 0], "{path} {text}");
    }
    let schema = schema("type: array\nitems: { required: [name] }\n");
    assert_eq!(found("a.yaml", "- name: a\n- nam: b\n", Some(&schema)).len(), 1);
    assert_eq!(found("a.json", "[{\"name\": 1}, {}]\n", Some(&schema)).len(), 1);
}

#[test]
fn every_document_of_a_stream_is_its_own() {
    let schema = schema("required: [title]\nproperties: { lang: { format: language-tag } }\n");
    let stream = "# yaml-language-server: $schema=x.yaml\n---\ntitle: a\nlang: ru_RU\n---\ntitle: b\nlang: ru_RU # masthead: ignore[language]\n...\n---\nlang: en\n";
    assert_eq!(found("a.yaml", stream, Some(&schema)), ["4:7 language/malformed `ru_RU`", "9:1 schema/required `---`"]);
    let source = Source::new("a.yaml", stream);
    let document = Document::parse(&source, Limits::default());
    assert_eq!(document.own_schema().map(|(name, _)| name), Some("x.yaml"));
    assert_eq!(document.further.len(), 2);
    // A field is not there twice because another document has it too.
    assert_eq!(found("a.yaml", "a: 1\n---\na: 2\n--- # words\na: 3\n", None), [""; 0]);
    assert_eq!(found("a.yaml", "---\r\na: 1\r\n---\r\nlang: ru_RU\r\n", None), ["4:7 language/malformed `ru_RU`"]);
    assert_eq!(found("a.yaml", "%YAML 1.2\n---\na: 1\n...\n", None), [""; 0]);
    assert_eq!(found("a.yaml", "a: 1\n---\n", None), [""; 0]);
    assert_eq!(found("a.yaml", "a: '---'\nb: |\n  ---\nc: --- x\n", None), [""; 0]);
}

#[test]
fn notebooks_have_metadata() {
    let notebook = |metadata: &str| {
        format!(
            "{{\n \"cells\": [{{\"cell_type\": \"code\", \"metadata\": {{\"lang\": \"xx_\"}}, \"source\": [\"lang: \\\"ru_RU\\\"\"]}}],\n \"metadata\": {metadata},\n \"nbformat\": 4\n}}\n"
        )
    };
    assert_eq!(found("a.ipynb", &notebook("{\"lang\": \"ru_RU\"}"), None), ["3:24 language/malformed `ru_RU`"]);
    assert_eq!(found("a.ipynb", &notebook("{\"kernelspec\": {\"name\": \"python3\"}}"), None), [""; 0]);
    assert_eq!(found("a.ipynb", "{\"cells\": []}", None), [""; 0]);
    assert_eq!(found("a.ipynb", "not a notebook", None), [""; 0]);
    let schema = schema("required: [title]\n");
    assert_eq!(found("a.ipynb", &notebook("{\"title\": \"a\"}"), Some(&schema)), [""; 0]);
    assert_eq!(found("a.ipynb", &notebook("{\"name\": \"a\"}"), Some(&schema)), ["3:14 schema/required ``"]);
}

#[test]
fn the_language_of_a_notebook_is_that_of_its_cells_of_markdown() {
    let russian = "В этой тетради считается, сколько дождей выпало за год и как менялась погода. ";
    let notebook = |language: &str, kind: &str| {
        let lines = format!("[\"# Погода\\n\", \"{}\"]", russian.repeat(6));
        let code = "{\"cell_type\": \"code\", \"source\": \"print('the weather of the year')\"}";
        format!(
            "{{\"cells\": [{code}, {{\"cell_type\": \"{kind}\", \"source\": {lines}}}], \"metadata\": {{\"lang\": \"{language}\"}}}}"
        )
    };
    let text = notebook("en", "markdown");
    let column = text.find("\"en\"}}").expect("it is there");
    let column = text[..column].chars().count() + 1;
    assert_eq!(found("a.ipynb", &text, None), [format!("1:{column} language/mismatch `\\\"en\\\"`")]);
    let source = Source::new("a.ipynb", &*text);
    let labels = check(&source, None, &settings()).diagnostics.remove(0).labels;
    assert!(!labels.is_empty());
    assert_eq!(found("a.ipynb", &notebook("ru", "markdown"), None), [""; 0]);
    assert_eq!(found("a.ipynb", &notebook("en", "raw"), None), [""; 0]);
    assert_eq!(found("a.ipynb", "{\"cells\": 1, \"metadata\": {\"lang\": \"en\"}}", None), [""; 0]);
}

#[test]
fn repairs_reach_every_document() {
    let repaired = |path: &str, text: &str| {
        let settings = settings();
        let check = |source: &Source| check(source, None, &settings).diagnostics;
        repair(Source::new(path, text), check, Safety::Unsafe).source.text().to_owned()
    };
    assert_eq!(
        repaired("a.yaml", "lang: ru_RU\n---\nlang: en_US\nb: [x]\n"),
        "lang: ru-RU\n---\nlang: en-US\nb: [x]\n"
    );
    assert_eq!(repaired("a.toml", "lang = \"ru_RU\"\ndraft = yes\n"), "lang = \"ru-RU\"\ndraft = true\n");
    assert_eq!(repaired("a.json", "{\"lang\": \"ru_RU\", }"), "{\"lang\": \"ru-RU\" }");
}
