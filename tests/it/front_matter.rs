use masthead::diagnostic::Safety;
use masthead::fix::repair;
use masthead::linter::check;
use masthead::source::Source;

use crate::support::{Case, findings, none, schema, settings};

/// What is found under a schema that wants nothing.
fn governed(text: &str) -> Vec<String> {
    Case::new(text).schema(&schema("{}")).findings()
}

#[track_caller]
fn one(text: &str, finding: &str) {
    assert_eq!(findings(text), [finding], "{text:?}");
}

#[test]
fn an_unclosed_block_is_found_at_its_opening() {
    one("---\ntitle: a\n", "1:1 front-matter/unclosed `---`");
    one("---\ntitle: Сербия\nlang: ru\n\nТекст статьи.\n", "1:1 front-matter/unclosed `---`");
    one("---\r\ntitle: a\r\n", "1:1 front-matter/unclosed `---`");
    one("---\rtitle: a\r", "1:1 front-matter/unclosed `---`");
}

#[test]
fn a_line_that_almost_closes_is_not_the_end() {
    for near in ["----", " ---", "--", "—-", "———", "–––", "\u{a0}---", "…"] {
        one(&format!("---\ntitle: a\n{near}\n\nText.\n"), "1:1 front-matter/unclosed `---`");
    }
}

#[test]
fn a_thematic_break_in_the_body_does_not_close_what_was_closed_wrongly() {
    one("---\ntitle: a\n----\n\nText: with, a colon\n\n---\n\nMore.\n", "1:1 front-matter/unclosed `---`");
}

#[test]
fn a_block_closed_by_dots_is_closed() {
    none("---\ntitle: a\n...\n");
}

#[test]
fn ordinary_blocks_are_closed() {
    none("---\ntitle: a\n---\n");
    none("---\ntitle: a\n---");
    none("---\r\ntitle: a\r\n---\r\nText\r\n");
    none("---\rtitle: a\r---\rText\r");
    none("\u{feff}---\ntitle: a\n---\n");
    none("---\n---\n");
    none("---\n# nothing but a comment\n---\n");
    none("---\n\ntitle: a\n\n---\n");
}

#[test]
fn a_spoilt_opening_is_found() {
    one("\n---\ntitle: a\n---\n", "2:1 front-matter/fence `---`");
    one("\r\n\r\n---\r\ntitle: a\r\n---\r\n", "3:1 front-matter/fence `---`");
    one("  ---\ntitle: a\n---\n", "1:3 front-matter/fence `---`");
    one("\u{feff}\n---\ntitle: a\n---\n", "2:1 front-matter/fence `---`");
    one("\u{200b}---\ntitle: a\n---\n", "1:2 front-matter/fence `---`");
    one("----\ntitle: a\n---\n", "1:1 front-matter/fence `----`");
    one("----\ntitle: a\n----\n", "1:1 front-matter/fence `----`");
    one("--\ntitle: a\n---\n", "1:1 front-matter/fence `--`");
    one("———\ntitle: a\n———\n", "1:1 front-matter/fence `———`");
    one("–––\ntitle: Сербия\n---\n", "1:1 front-matter/fence `–––`");
    one("—\ntitle: a\n—\n", "1:1 front-matter/fence `—`");
    one("--- # the article\ntitle: a\n---\n", "1:4 front-matter/fence ` # the article`");
    one("--- title: a\nlang: ru\n---\n", "1:4 front-matter/fence ` title: a`");
    one("---yaml\ntitle: a\n---\n", "1:4 front-matter/fence `yaml`");
    one("---\u{a0}\ntitle: a\n---\n", "1:4 front-matter/fence `\\u{a0}`");
}

#[test]
fn markdown_without_front_matter_is_left_alone() {
    none("");
    none("\n\n");
    none("# Heading\n\nText.\n\n---\n\nMore: text.\n\n---\n");
    none("Heading\n---\n\nText.\n");
    none("Note: a heading\n---\n\nText.\n");
    none("| a | b |\n|---|---|\n| 1 | 2 |\n");
    none("\n---\n\nA thematic break after a blank line.\n\n---\n");
    none("----\n\nA thematic break.\n\n----\n\nNote: more.\n");
    none("***\nText\n***\n");
    none("- a list\n- of things\n");
    none("——— Диалог ———\n\n— Привет, сказал он: да.\n");
    none("    ---\n    code: a\n");
    none("{{< shortcode >}}\n\n{% include a %}\n");
}

#[test]
fn prose_between_thematic_breaks_is_left_alone() {
    none("---\n\nText of a page.\n\n---\n\nMore.\n");
    none("---\n\nText without another break.\n");
    none("---\n\n# Заголовок\n\nТекст страницы.\n");
    none("---\n");
    none("---\nBefore you file an issue,\nlook for an open one.\n---\n");
    none("---\n\n![image](a.png)\n\n[link](https://example.com)\n\n---\n");
}

#[test]
fn a_block_that_is_indented_throughout_is_front_matter() {
    one("---\n  title: a\n\n  published: 2022-02-30\n---\n", "4:22 date/impossible `30`");
    one("---\n\ttitle: a\n\tauthor: b\n---\n", "2:1 yaml/syntax `\\t`");
    one("---\n# c\n\ttitle: a\n\n\tauthor: b\n---\n", "3:1 yaml/syntax `\\t`");
}

#[test]
fn an_indented_text_between_thematic_breaks_is_left_alone() {
    none("---\n\n    code: a\n    more: b\n\n---\n\nText.\n");
    none("---\n\n\tlet a = b;\n\n---\n");
    none("---\n\tText that is indented,\n\tand more: of it.\n---\n");
    none("---\n  Some words: more\n\n  and others.\n---\n");
}

#[test]
fn other_kinds_of_front_matter_are_left_alone() {
    none("+++\ntitle = \"a\"\n+++\n\nText\n");
    none("{\n  \"title\": \"a\"\n}\n\nText\n");
    none("---toml\ntitle = \"a\"\n---\n");
    none(";;;\n\"title\": \"a\"\n;;;\n");
}

#[test]
fn front_matter_is_missing_where_a_schema_wants_it() {
    assert_eq!(governed("# Heading\n"), ["1:1 front-matter/missing ``"]);
    assert_eq!(governed(""), ["1:1 front-matter/missing ``"]);
    // TOML is read; a language that is not read counts as none.
    assert_eq!(governed("+++\ntitle = \"a\"\n+++\n"), [""; 0]);
    assert_eq!(governed("---js\n{ title: \"a\" }\n---\n"), ["1:1 front-matter/missing `---js`"]);
    assert_eq!(governed("Heading\n---\n\nText.\n"), ["1:1 front-matter/missing ``"]);
}

#[test]
fn what_has_a_fence_near_the_top_is_not_missing() {
    assert_eq!(governed("\n---\ntitle: a\n\nText\n"), ["2:1 front-matter/fence `---`"]);
    assert_eq!(governed("# Heading\n\n---\ntitle: a\nlang: ru\n---\n"), ["3:1 front-matter/fence `---`"]);
    assert_eq!(governed("title: a\nlang: ru\n---\n\nText\n"), ["3:1 front-matter/fence `---`"]);
    assert_eq!(governed("---\n\nProse.\n"), ["1:1 front-matter/unclosed `---`"]);
    assert_eq!(governed("---\n\nProse.\n\n---\n"), ["1:1 front-matter/not-mapping `---`"]);
}

#[test]
fn lists_and_scalars_are_no_fields() {
    one("---\n- a\n- b\n---\n", "2:1 front-matter/not-mapping `- a\\n- b`");
    one("---\njust text\n---\n", "2:1 front-matter/not-mapping `just text`");
}

#[test]
fn json_that_nothing_closes_is_read_up_to_the_text() {
    let fields = "  \"title\": \"Сербия\",\n  \"date\": \"2022-02-30\"\n";
    for (opening, closing, mark) in [("{", "", "{"), (";;;\n{", "}\n", ";;;"), ("---json\n{", "}\n", "---json")] {
        let text = format!("{opening}\n{fields}{closing}\n# Сербия\n\nТекст.\n");
        let found = findings(&text);
        assert_eq!(found[0], format!("1:1 front-matter/unclosed `{mark}`"));
        let line = if mark == "{" { 3 } else { 4 };
        assert_eq!(found[1..], [format!("{line}:20 date/impossible `30`")], "{text}");
        let settings = settings();
        let check = |source: &Source| check(source, None, &settings).diagnostics;
        let fixed = repair(Source::new("a.md", text), check, Safety::Unsafe).source.text().to_owned();
        let end = mark.replace("---json", "---").replace('{', "}");
        assert_eq!(fixed, format!("{opening}\n{fields}{closing}{end}\n\n# Сербия\n\nТекст.\n"));
    }
    one("{\n  \"title\": \"a\"\n", "1:1 front-matter/unclosed `{`");
    none("{\n  \"just quoted\" words\n");
}
