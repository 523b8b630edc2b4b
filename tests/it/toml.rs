//! Front matter in TOML: what is wrong with it is found once, where it is, the fields beside it are read, and the repair
//! makes the document whole for another reader.

use masthead::diagnostic::Safety;
use masthead::fix::{apply, repair};
use masthead::linter::check;
use masthead::source::{Source, Span};
use masthead::syntax::toml::{locate, parse, write, write_key};
use masthead::tree::{Limits, Node, Style, Value};

use crate::support::{Case, findings, none, schema, settings};

const BEFORE: &str = "site = \"nokta.md\"\nurl = \"https://nokta.md/a\"\n";
const AFTER: &str = "language = \"ru\"\nkeywords = [\"[[Казахстан]]\", '[[Сербия]]']\nauthor = \"Мария\"\n";

fn found(toml: &str) -> Vec<String> {
    let source = Source::new("a.md", toml);
    let parsed = parse(toml, Span::new(0, toml.len()), Limits::default());
    let spans = parsed.problems.iter().map(|problem| problem.diagnostic.span);
    spans.map(|span| format!("{} `{}`", source.position(span.start).line, source.slice(span).escape_debug())).collect()
}

/// One fault between good fields: its line, what is marked, and what the repair makes of it, if there is one.
#[track_caller]
fn one(fault: &str, line: usize, marked: &str, mended: &str) {
    let toml = format!("{BEFORE}{fault}\n{AFTER}");
    let parsed = parse(&toml, Span::new(0, toml.len()), Limits::default());
    assert_eq!(found(&toml), [format!("{} `{}`", line + 2, marked.escape_debug())], "{:?}", parsed.problems);
    let root = parsed.root.as_ref().and_then(Node::as_mapping).expect("a mapping is left");
    for name in ["site", "url", "language", "keywords", "author"] {
        assert!(root.get(name).is_some(), "{name} is read: {:?}", root.entries);
    }
    let fixed = parsed.problems[0].diagnostic.fix.clone();
    assert_eq!(fixed.is_some(), !mended.is_empty(), "{:?}", parsed.problems);
    if fixed.is_some() {
        let diagnostics: Vec<_> = parsed.problems.into_iter().map(|problem| problem.diagnostic).collect();
        let fixed = apply(&toml, &diagnostics, Safety::Unsafe).text;
        assert_eq!(fixed, format!("{BEFORE}{mended}\n{AFTER}"));
        assert!(fixed.parse::<toml::Table>().is_ok(), "another reader takes it: {fixed}");
        assert_eq!(found(&fixed), [""; 0]);
    }
    // With the other line ends and once more below, it is the same.
    let carriage = toml.replace('\n', "\r\n");
    assert_eq!(found(&carriage).len(), 1, "{:?}", found(&carriage));
}

macro_rules! faults {
    ($($name:ident: $fault:literal, $line:literal, $marked:literal, $mended:literal;)+) => {
        $(#[test] fn $name() { one($fault, $line, $marked, $mended); })+
    };
}

faults! {
    a_colon_instead_of_an_equals_sign: "title: Сербия и Турция", 1, ":", "title = \"Сербия и Турция\"";
    a_colon_before_quotes: "title: \"Сербия\" # note", 1, ":", "title = \"Сербия\" # note";
    a_colon_before_a_list: "tags: [a, 'b']", 1, ":", "tags = [\"a\", 'b']";
    a_colon_without_a_space: "draft:true", 1, ":", "draft = true";
    a_full_width_sign: "title＝\"Сербия\"", 1, "＝", "title = \"Сербия\"";
    another_sign: "title := \"a\"", 1, ":=", "title = \"a\"";
    text_without_quotes: "title = Сербия и Турция", 1, "Сербия и Турция", "title = \"Сербия и Турция\"";
    text_with_an_apostrophe: "title = Don't do it  # really", 1, "Don't do it", "title = \"Don't do it\"  # really";
    text_that_begins_with_a_number: "title = 7 дней", 1, "7 дней", "title = \"7 дней\"";
    an_address_without_quotes: "image = https://nokta.md/a#b", 1, "https://nokta.md/a#b", "image = \"https://nokta.md/a#b\"";
    a_boolean_of_yaml: "draft = yes", 1, "yes", "draft = true";
    a_boolean_of_python: "draft = False", 1, "False", "draft = false";
    no_value_at_all: "x = null", 1, "null", "";
    a_value_is_missing: "x =", 1, "=", "";
    typographic_quotes: "title = “Сербия”", 1, "“Сербия”", "title = \"Сербия\"";
    guillemets_are_text: "title = «Сербия»", 1, "«Сербия»", "title = \"«Сербия»\"";
    a_quote_that_nothing_closes: "title = \"Сербия", 1, "\"", "title = \"Сербия\"";
    an_apostrophe_in_single_quotes: "title = 'it's over'", 1, "'", "title = \"it's over\"";
    quotes_in_double_quotes: "title = \"say \"no\" twice\"", 1, "\"", "title = \"say \\\"no\\\" twice\"";
    a_path_with_backslashes: "path = \"C:\\dir\\x\"", 1, "\\d", "path = 'C:\\dir\\x'";
    a_text_of_two_lines: "title = \"Сербия\n  и Турция\"", 1, "\"", "title = \"\"\"Сербия\n  и Турция\"\"\"";
    a_leading_nought: "issue = 007", 1, "007", "";
    a_number_without_a_fraction: "weight = 1.", 1, "1.", "weight = 1.0";
    a_date_without_noughts: "x = 2022-9-6", 1, "2022-9-6", "x = 2022-09-06";
    an_offset_without_a_colon: "x = 2022-09-26T11:40:00+0300", 1, "2022-09-26T11:40:00+0300", "x = 2022-09-26T11:40:00+03:00";
    a_date_of_another_form: "x = 26.09.2022", 1, "26.09.2022", "x = \"26.09.2022\"";
    a_time_without_seconds: "x = 2022-09-26T11:40", 1, "2022-09-26T11:40", "x = 2022-09-26T11:40:00";
    no_comma: "tags = [\"a\" \"b\"]", 1, " ", "tags = [\"a\", \"b\"]";
    no_comma_between_numbers: "x = [1 2]", 1, " ", "x = [1, 2]";
    no_comma_between_lines: "tags = [\n  \"a\"\n  \"b\",\n]", 2, "\n  ", "tags = [\n  \"a\",\n  \"b\",\n]";
    two_commas: "tags = [\"a\",, \"b\"]", 1, ",", "tags = [\"a\", \"b\"]";
    a_list_that_nothing_closes: "tags = [\"a\", \"b\"", 1, "[", "tags = [\"a\", \"b\"]";
    a_list_of_lines_that_nothing_closes: "tags = [\n  \"a\",\n  \"b\"", 1, "[", "tags = [\n  \"a\",\n  \"b\"]";
    braces_that_nothing_closes: "x = { a = 1", 1, "{", "x = { a = 1}";
    a_colon_in_braces: "x = {a: 1}", 1, ":", "x = {a = 1}";
    a_comma_at_the_end: "title = \"a\",", 1, ",", "title = \"a\"";
    a_semicolon_at_the_end: "weight = 5;", 1, ";", "weight = 5";
    a_list_without_brackets: "tags = \"a\", \"b\"", 1, "\"a\", \"b\"", "tags = [\"a\", \"b\"]";
    a_key_in_other_letters: "дата = 1", 1, "дата", "\"дата\" = 1";
    a_key_of_two_words: "my title = \"a\"", 1, "my title", "\"my title\" = \"a\"";
    a_list_below_its_key: "tags:\n  - Сербия\n  - 'b'\n  - yes", 1, ":", "tags = [\"Сербия\", 'b', true]";
    a_list_below_an_equals_sign: "tags =\n- a\n- 2", 1, "=", "tags = [\"a\", 2]";
    a_mapping_below_its_key: "seo:\n  title: a\n  b: c", 1, ":", "";
    a_link_without_quotes: "publication = [[Nokta]]", 1, "[[Nokta]]", "publication = \"[[Nokta]]\"";
    links_without_quotes: "x = [\"[[a]]\", [[Сербия|сербы]]]", 1, "[[Сербия|сербы]]", "x = [\"[[a]]\", \"[[Сербия|сербы]]\"]";
    a_comment_of_another_language: "// draft", 1, "//", "# draft";
    a_line_of_text: "just some words", 1, "just some words", "";
    a_field_twice: "url = \"b\"", 1, "url", "";
    a_table_that_was_a_value: "url.a = 1", 1, "url", "";
    a_control_character: "x = \"a\u{1}b\"", 1, "\u{1}", "x = \"a\\u0001b\"";
    a_no_break_space: "x =\u{a0}1", 1, "\u{a0}", "x = 1";
    an_impossible_date: "x = 2022-02-30", 1, "2022-02-30", "";
    an_unknown_word_in_a_list: "tags = [Сербия, \"b\"]", 1, "Сербия", "tags = [\"Сербия\", \"b\"]";
    an_escape_of_toml_1_1: "x = \"\\x41\"", 1, "\\x41", "x = \"\\u0041\"";
}

#[test]
fn headers_are_said_where_they_are_wrong() {
    let end = |toml: &str| found(&format!("a = 1\n{toml}\n"));
    assert_eq!(end("[tab\nb = 1"), ["2 `[tab`"]);
    assert_eq!(end("[[tab]\nb = 1"), ["2 `]`"]);
    assert_eq!(end("[tab]]\nb = 1"), ["2 `]`"]);
    assert_eq!(end("[t]\nx = 1\n[t]\ny = 1"), ["4 `t`"]);
    assert_eq!(end("[a]\nx = 1"), ["2 `a`"]);
    assert_eq!(end("[t.u]\nx = 1\n[t]\nu.y = 1"), ["5 `u`"]);
    assert_eq!(end("[моя таблица]\nx = 1").len(), 1);
}

#[test]
fn what_nothing_closes_does_not_hide_what_follows() {
    let parsed_names = |toml: &str| {
        let parsed = parse(toml, Span::new(0, toml.len()), Limits::default());
        let root = parsed.root.as_ref().and_then(Node::as_mapping).expect("a mapping");
        root.entries.iter().map(|entry| entry.key_text().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(parsed_names("a = [1,\nb = 2\nc = 3\n"), ["a", "b", "c"]);
    assert_eq!(parsed_names("a = { x = 1\nb = 2\n[c]\nd = 1\n"), ["a", "b", "c"]);
    assert_eq!(parsed_names("a = \"x\nb = 2\n"), ["a", "b"]);
    assert_eq!(parsed_names("a = [ [1], [2\n[b]\nc = 1\n"), ["a", "b"]);
}

#[test]
fn every_rule_speaks_of_toml() {
    assert_eq!(findings("+++\ndate = 2022-09-26T11:40:00\n+++\n"), ["2:8 date/zoneless `2022-09-26T11:40:00`"]);
    assert_eq!(findings("+++\ndate = 2022-02-30\n+++\n"), ["2:16 date/impossible `30`"]);
    assert_eq!(findings("+++\ndate = \"26.09.2022\"\n+++\n"), ["2:9 date/malformed `26.09.2022`"]);
    assert_eq!(findings("+++\ndate = 26.09.2022\n+++\n"), ["2:8 date/malformed `26.09.2022`"]);
    assert_eq!(findings("+++\ndate = 9022-09-26\n+++\n"), ["2:8 date/future `9022-09-26`"]);
    assert_eq!(findings("+++\nlang = \"ru_RU\"\n+++\n"), ["2:9 language/malformed `ru_RU`"]);
    assert_eq!(findings("+++\ntitle = \"Cербия\"\n+++\n"), ["2:10 text/mixed-script `C`"]);
    assert_eq!(findings("+++\ntitle = \"Казах\\u200Bстан\"\n+++\n"), ["2:15 text/invisible `\\\\u200B`"]);
    assert_eq!(findings("+++\ntitle = \" Казахстан\"\n+++\n"), ["2:10 text/whitespace ` `"]);
    assert_eq!(findings("+++\ntitle = \"a\"  \n+++\n"), ["2:12 text/trailing-space `  `"]);
    assert_eq!(findings("+++\n[extra]\nlang = \"xx\"\n+++\n").len(), findings("---\nextra:\n  lang: xx\n---\n").len());
    none("+++\ntext = \"\"\"\n  a  \n  b  \n\"\"\"\n+++\n");
    none("+++\ntitle = \"a\"\ndate = 2022-09-26\ndraft = true\n[taxonomies]\ntags = [\"a\"]\n+++\n");
}

#[test]
fn schemas_speak_of_toml() {
    let schema = schema(
        "required: [title, date]\nproperties:\n  title: { type: string }\n  date: { type: string, format: date }\n  draft: { type: boolean }\n  tags: { type: array }\n  weight: { type: integer }\n  extra: { required: [a] }\nx-masthead: { order: [title, date] }\n",
    );
    let found = |toml: &str| Case::new(&format!("+++\n{toml}+++\n")).schema(&schema).findings();
    assert_eq!(found("title = \"a\"\ndate = 2022-09-26\n"), [""; 0]);
    assert_eq!(found("date = 2022-09-26\n"), ["1:1 schema/required `+++`"]);
    assert_eq!(found("date = 2022-09-26\ntitle = \"a\"\n"), ["3:1 schema/order `title`"]);
    assert_eq!(found("title = 2024\ndate = 2022-09-26\n"), ["2:9 schema/type `2024`"]);
    assert_eq!(found("title = \"a\"\ndate = 2022-09-26\ndraft = \"yes\"\n"), ["4:9 schema/type `\\\"yes\\\"`"]);
    assert_eq!(found("title = \"a\"\ndate = 2022-09-26\n[extra]\nb = 1\n"), ["4:2 schema/required `extra`"]);
    assert_eq!(found("title = \"a\"\ndate = 2022-09-26\ndratf = true\n"), ["4:1 schema/misspelled-field `dratf`"]);
    // What is not TOML is not judged twice.
    assert_eq!(found("title = \"a\"\ndate = 2022-09-26\ndraft = yes\n"), ["4:9 toml/syntax `yes`"]);
    assert_eq!(found("title = \"a\"\ndate = 2022-09-26\nweight = null\n"), ["4:10 toml/syntax `null`"]);
}

#[test]
fn comments_suppress() {
    none("+++\nlang = \"ru_RU\" # masthead: ignore[language]\n+++\n");
    none("+++\n# masthead: ignore[language/malformed]\nlang = \"ru_RU\"\n+++\n");
    none("+++\n# masthead: ignore-file[language]\ntitle = \"a\"\nlang = \"ru_RU\"\n+++\n");
    none(
        "+++\ntags = [ # masthead: ignore[text]\n  \"a\",\n  # masthead: ignore[text/whitespace]\n  \" b\",\n]\n+++\n"
            .replace(" # masthead: ignore[text]\n", "\n")
            .as_str(),
    );
    assert_eq!(findings("+++\ntitle = \"# masthead: ignore[language]\"\nlang = \"ru_RU\"\n+++\n").len(), 1);
}

/// What repairing makes of a document.
fn repaired(text: &str, schema: Option<&masthead::schema::Schema>) -> String {
    let settings = settings();
    let check = |source: &Source| check(source, schema, &settings).diagnostics;
    repair(Source::new("a.md", text), check, Safety::Unsafe).source.text().to_owned()
}

#[test]
fn repairs_write_toml() {
    let fixed = |from: &str, to: &str| {
        let whole = |lines: &str| format!("+++\n{lines}\n+++\nBody: text\n");
        assert_eq!(repaired(&whole(from), None), whole(to));
    };
    fixed("lang = \"ru_RU\"", "lang = \"ru-RU\"");
    fixed("lang = 'ru_RU'", "lang = 'ru-RU'");
    fixed("date = \"26.09.2022\"", "date = \"2022-09-26\"");
    fixed("date = 26.09.2022", "date = 2022-09-26");
    fixed("title = \"Казах\\u200Bстан\"", "title = \"Казахстан\"");
    fixed("title = \" «Сербия» \"", "title = \"«Сербия»\"");
    fixed("title = \"a\"  # c  ", "title = \"a\"  # c");
    fixed("draft = yes", "draft = true");
    fixed("x = 1\ntitle: \"a\"\ndate: 2022-09-26", "x = 1\ntitle = \"a\"\ndate = 2022-09-26");
    let schema = schema(
        "properties: { title: { type: string }, tags: { type: array } }\nx-masthead: { order: [title, tags] }\n",
    );
    let fixed = |from: &str, to: &str| {
        let whole = |lines: &str| format!("+++\n{lines}\n+++\nBody: text\n");
        assert_eq!(repaired(&whole(from), Some(&schema)), whole(to));
    };
    fixed("title = 2024", "title = \"2024\"");
    fixed("tags = \"a\"", "tags = [\"a\"]");
    fixed("titel = 'a'", "title = 'a'");
    fixed(
        "# about\ntags = [\"a\"]\n# name\ntitle = \"b\"\n[x]\ny = 1",
        "# name\ntitle = \"b\"\n# about\ntags = [\"a\"]\n[x]\ny = 1",
    );
    let schema = self::schema("x-masthead: { order: [title, seo, extra] }\n");
    let fixed = |from: &str, to: &str| {
        let whole = |lines: &str| format!("+++\n{lines}\n+++\nBody: text\n");
        assert_eq!(repaired(&whole(from), Some(&schema)), whole(to));
    };
    fixed(
        "title = \"Сербия\"\n\n# more\n[extra] # here\nx = 1\n[extra.deep]\ny = [\n  2,\n]\n\n# about\n[seo]\nz = 1 # one\n",
        "title = \"Сербия\"\n\n# about\n[seo]\nz = 1 # one\n\n# more\n[extra] # here\nx = 1\n[extra.deep]\ny = [\n  2,\n]\n",
    );
    fixed("[[links]]\nx = 1\n[[links]]\nx = 2\n\n[seo]\nz = 1", "[seo]\nz = 1\n\n[[links]]\nx = 1\n[[links]]\nx = 2");
    fixed("x = 1\ntitle = \"a\"\n\n[b]\n[seo]\nz = 1", "title = \"a\"\nx = 1\n\n[seo]\nz = 1\n[b]");
    // The parts of one table stand apart.
    fixed("[extra]\nx = 1\n[seo]\nz = 1\n[extra.deep]\ny = 2", "[extra]\nx = 1\n[seo]\nz = 1\n[extra.deep]\ny = 2");
}

#[test]
fn fences_that_are_wrong_are_said_with_the_edit() {
    let case = |text: &str, wanted: &str, fixed: &str| {
        let found = findings(text);
        assert_eq!(found, [wanted], "{text}");
        let whole = repaired(text, None);
        assert_eq!(whole, fixed, "{text}");
        none(fixed);
    };
    case("+++\ntitle = \"a\"\n---\n\nBody\n", "1:1 front-matter/unclosed `+++`", "+++\ntitle = \"a\"\n+++\n\nBody\n");
    case("++++\ntitle = \"a\"\n++++\n\nBody\n", "1:1 front-matter/fence `++++`", "+++\ntitle = \"a\"\n+++\n\nBody\n");
    case("++++++\ntitle = \"a\"\n++++++\n", "1:1 front-matter/fence `++++++`", "+++\ntitle = \"a\"\n+++\n");
    case(
        "+++\ntitle: a\nlang: ru\n+++\nBody\n",
        "1:1 front-matter/fence `+++`",
        "---\ntitle: a\nlang: ru\n---\nBody\n",
    );
    case(
        "---\ntitle = \"a\"\nlang = \"ru\"\n---\nBody\n",
        "1:1 front-matter/fence `---`",
        "+++\ntitle = \"a\"\nlang = \"ru\"\n+++\nBody\n",
    );
    case(
        "+++\ntitle = \"a\"\n\nBody of text.\n",
        "1:1 front-matter/unclosed `+++`",
        "+++\ntitle = \"a\"\n+++\n\nBody of text.\n",
    );
    case("+++\ntitle = \"a\"\n  +++\nBody\n", "1:1 front-matter/unclosed `+++`", "+++\ntitle = \"a\"\n+++\nBody\n");
    case("+++\r\ntitle = \"а\"\r\n---\r\n", "1:1 front-matter/unclosed `+++`", "+++\r\ntitle = \"а\"\r\n+++\r\n");
    none("---toml\ntitle = \"a\"\n---\nBody\n");
    none("\n+++\ntitle = \"a\"\n+++\nBody\n");
    none("+++\n+++\nBody\n");
    none("+++\nSome words of text.\n+++\n");
    none("++ something\n");
    none("---\ntitle: |\n  a = b\n---\n");
    assert_eq!(findings("---\nsome text\na = b\n---\n").len(), findings("---\nsome text\na b\n---\n").len());
}

#[test]
fn a_part_of_a_text_is_where_it_is_written() {
    let text = "a = \"x\\u0442\\\"щ\"\nb = \"\"\"\nодин\r\nдва \\\n   три\"\"\"\nc = '''x\ny'''\nd = 2022-09-26\n";
    let parsed = parse(text, Span::new(0, text.len()), Limits::default());
    assert!(parsed.problems.is_empty(), "{:?}", parsed.problems);
    let root = parsed.root.expect("a root");
    let place = |key: &str, part: &str| {
        let node = &root.as_mapping().expect("a mapping").get(key).expect("a field").value;
        let Value::Scalar(scalar) = &node.value else { panic!("a scalar") };
        let at = scalar.text.find(part).unwrap_or_else(|| panic!("{part:?} in {:?}", scalar.text));
        &text[locate(text, node, at..at + part.len()).range()]
    };
    assert_eq!(place("a", "т"), "\\u0442");
    assert_eq!(place("a", "\""), "\\\"");
    assert_eq!(place("a", "щ"), "щ");
    assert_eq!(place("b", "один"), "один");
    assert_eq!(place("b", "два"), "два");
    assert_eq!(place("b", "три"), "три");
    assert_eq!(place("b", "\n"), "\r\n");
    assert_eq!(place("c", "y"), "y");
    assert_eq!(place("d", "09"), "09");
}

#[test]
fn what_is_written_is_read_back() {
    let texts = [
        "",
        "a",
        "it's",
        "say \"no\"",
        "C:\\dir",
        "a\tb",
        "a\nb",
        "\u{1}\u{7f}\u{85}\u{2028}\u{feff}",
        "Сербия",
        "👩‍👩‍👧",
        "می‌خواهم",
        "true",
        "2022-09-26",
        "12",
        "'\"\\",
    ];
    for text in texts {
        for style in [Style::Plain, Style::SingleQuoted, Style::DoubleQuoted, Style::Literal, Style::Folded] {
            let line = format!("{} = {}\n", write_key(text, style), write(text, style));
            let table: toml::Table = line.parse().unwrap_or_else(|error| panic!("{line}: {error}"));
            let (key, value) = table.iter().next().expect("a field");
            assert_eq!(key, text, "{line}");
            let read = value
                .as_str()
                .map_or_else(|| value.as_datetime().map(ToString::to_string), |text| Some(text.to_owned()));
            assert_eq!(read.as_deref(), Some(text), "{line}");
            assert_eq!(found(&line), [""; 0], "{line}");
        }
    }
}

#[test]
fn missing_fields_are_written() {
    let schema = schema(
        "required: [layout, z]\nproperties: { layout: { const: post }, z: { default: [1, {a: b}] }, seo: { required: [x], properties: { x: { const: \"1\" } } } }\nx-masthead: { order: [layout, date] }\n",
    );
    let fixed = |from: &str, to: &str| assert_eq!(repaired(from, Some(&schema)), to);
    fixed(
        "+++\ndate = 2022-09-26 # when\nlist = [\n  1,\n]\n\n[seo]\n  y = 2\n[seo.og]\nw = 1\n+++\nBody\n",
        "+++\nlayout = \"post\"\ndate = 2022-09-26 # when\nlist = [\n  1,\n]\nz = [1, { a = \"b\" }]\n\n[seo]\n  y = 2\n  x = \"1\"\n[seo.og]\nw = 1\n+++\nBody\n",
    );
    fixed("+++\r\n+++\r\n", "+++\r\nlayout = \"post\"\r\nz = [1, { a = \"b\" }]\r\n+++\r\n");
    fixed(
        "+++\n[seo]\nx = \"1\"\n+++\nBody\n",
        "+++\nlayout = \"post\"\nz = [1, { a = \"b\" }]\n[seo]\nx = \"1\"\n+++\nBody\n",
    );
    let found = Case::new("+++\nlayout = \"post\"\n[seo]\n+++\nBody\n").schema(&schema).diagnostics();
    assert!(found.iter().any(|found| found.help.as_deref() == Some("add `x = \"1\"`")), "{found:?}");
}
