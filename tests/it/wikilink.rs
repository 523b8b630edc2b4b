use masthead::kinds::Kind;
use masthead::schema::Relations;

use crate::support::{findings, none};
use crate::typed::{diagnostics, in_field, repaired, repaired_field, schema};

#[test]
fn a_link_without_quotes_is_found_and_quoted() {
    assert_eq!(in_field(Kind::Wikilink, "[[Nokta]]"), ["wikilink/unquoted `[[Nokta]]`"]);
    assert_eq!(repaired_field(Kind::Wikilink, "[[Nokta]]").as_deref(), Some("'[[Nokta]]'"));
    assert_eq!(repaired_field(Kind::Wikilink, "[[Мир, труд]] # май").as_deref(), Some("'[[Мир, труд]]' # май"));
    assert_eq!(repaired_field(Kind::Wikilink, "\n- [[a|b]]").as_deref(), Some("\n- '[[a|b]]'"));
    assert_eq!(in_field(Kind::Wikilink, "[[[a]], [[б]]]"), ["wikilink/unquoted `[[a]]`", "wikilink/unquoted `[[б]]`"]);
    assert_eq!(in_field(Kind::Wikilink, "[[2024]]"), ["wikilink/unquoted `[[2024]]`"]);
}

#[test]
fn without_a_schema_a_clear_link_is_found() {
    assert_eq!(findings("---\nrelated: [[Nokta]]\n---\n"), ["2:10 wikilink/unquoted `[[Nokta]]`"]);
    assert_eq!(findings("---\nrelated:\n- [[Țara mea]]\n---\n"), ["3:3 wikilink/unquoted `[[Țara mea]]`"]);
    assert_eq!(repaired("---\nup: [[a]]\r\n---\n", None).as_deref(), Some("---\nup: '[[a]]'\r\n---\n"));
}

#[test]
fn lists_in_lists_are_data() {
    for written in [
        "[[1, 2], [3]]",
        "[[1]]",
        "[[1.5, 2.5]]",
        "[[a, b]]",
        "[[a], [b]]",
        "[ [a] ]",
        "[[\"a\"]]",
        "[['a']]",
        "[[true]]",
        "[[]]",
        "[[a: 1]]",
        "\n- - a",
        "[[{a: b}]]",
        "'[[a]]'",
    ] {
        none(&format!("---\nmatrix: {written}\n---\n").replace(": \n", ":\n"));
    }
}

#[test]
fn a_list_of_links_stays_a_list() {
    let mut shape = masthead::kinds::Shape::default();
    let list = masthead::kinds::Shape {
        items: Some(Box::new(masthead::kinds::Shape::of(Kind::Wikilink))),
        ..masthead::kinds::Shape::default()
    };
    shape.properties.insert("keywords".to_owned(), list);
    let schema = masthead::schema::Schema::new(shape, Relations::default());
    let text = "---\nkeywords: [[a]]\n---\n";
    assert_eq!(repaired(text, Some(&schema)).as_deref(), Some("---\nkeywords: ['[[a]]']\n---\n"));
}

#[test]
fn links_that_are_none_are_found_and_mended() {
    let of = |written| in_field(Kind::Wikilink, written);
    let mended = |written| repaired_field(Kind::Wikilink, written);
    assert_eq!(of("'[[Nokta]'"), ["wikilink/malformed `[[Nokta]`"]);
    assert_eq!(mended("'[[Nokta]'").as_deref(), Some("'[[Nokta]]'"));
    assert_eq!(of("'[[]]'"), ["wikilink/malformed `[[]]`"]);
    assert_eq!(of("'[[a [[b]] c]]'"), ["wikilink/malformed `[[a [[b]] c]]`"]);
    assert_eq!(of("'[[a]] text'"), ["wikilink/malformed ` text`"]);
    assert_eq!(of("'[[Кто: ты]]'"), ["wikilink/malformed `:`"]);
    assert_eq!(of(r"'[[a\|b]]'"), [r"wikilink/malformed `\\|`"]);
    assert_eq!(mended(r"'[[a\|b]]'").as_deref(), Some("'[[a|b]]'"));
    assert_eq!(mended(r#""[[a\\|b]]""#).as_deref(), Some(r#""[[a|b]]""#));
}

#[test]
fn plain_text_where_a_link_is_wanted_is_found_and_mended() {
    assert_eq!(in_field(Kind::Wikilink, "Nokta"), ["wikilink/missing `Nokta`"]);
    assert_eq!(repaired_field(Kind::Wikilink, "Nokta").as_deref(), Some("'[[Nokta]]'"));
    assert_eq!(repaired_field(Kind::Wikilink, "\"выбор редакции\"").as_deref(), Some("\"[[выбор редакции]]\""));
    assert_eq!(repaired_field(Kind::Wikilink, "О'Генри").as_deref(), Some("'[[О''Генри]]'"));
    assert_eq!(repaired_field(Kind::Wikilink, "'Кто: ты'"), None);
    for written in ["''", "~", "", "true", "2024", "{a: b}"] {
        assert_eq!(in_field(Kind::Wikilink, written), [""; 0], "{written}");
    }
}

#[test]
fn links_are_accepted() {
    for written in [
        "'[[Nokta]]'",
        "\"[[выбор редакции|редакция]]\"",
        "'[[media/Nokta#About]]'",
        "'[[a#^b-1]]'",
        "'[[日本]]'",
        "'[[موقع]]'",
        "'[[🇲🇩 Молдова]]'",
        "['[[a]]', '[[b]]']",
    ] {
        assert_eq!(in_field(Kind::Wikilink, written), [""; 0], "{written}");
    }
}

#[test]
fn text_that_is_no_attempt_at_a_link_is_left_alone() {
    for written in [
        "'See [[a]] and [[b]]'",
        "'[[a]] text'",
        "'[[ -f x ]] && y'",
        "'[[ $a == b ]]'",
        "'[x]'",
        "'[a](b.md)'",
        "'array[[1]]'",
        "'[[a]], [[b]]'",
        "'[[{{ title }}]]'",
    ] {
        none(&format!("---\ndescription: {written}\n---\n"));
    }
    assert_eq!(findings("---\nup: '[[Nokta]'\n---\n"), ["2:6 wikilink/malformed `[[Nokta]`"]);
}

#[test]
fn white_space_inside_the_brackets_is_found_and_removed() {
    assert_eq!(in_field(Kind::Wikilink, "'[[ Nokta ]]'"), ["wikilink/whitespace ` `"]);
    assert_eq!(repaired_field(Kind::Wikilink, "'[[ Nokta ]]'").as_deref(), Some("'[[Nokta]]'"));
    assert_eq!(repaired_field(Kind::Wikilink, "\"[[\\tсербия\u{a0}|a]]\"").as_deref(), Some("\"[[сербия|a]]\""));
    assert_eq!(findings("---\nup: '[[ Nokta]]'\n---\n"), ["2:8 wikilink/whitespace ` `"]);
    for written in ["'[[a b]]'", "'[[a| b]]'", "'[[a#b c]]'", "'[[новость дня]]'", "'[[می\u{200c}خواهم]]'"]
    {
        assert_eq!(in_field(Kind::Wikilink, written), [""; 0], "{written}");
    }
}

#[test]
fn the_same_target_twice_is_found_and_its_line_removed() {
    let text = "---\nkeywords:\n- '[[Сербия]]'\n- '[[a]]'\n- '[[сербия|x]]'\n- b\n---\n";
    assert_eq!(findings(text), [r"5:3 wikilink/duplicate `\'[[сербия|x]]\'`"]);
    let mended = "---\nkeywords:\n- '[[Сербия]]'\n- '[[a]]'\n- b\n---\n";
    assert_eq!(repaired(text, None).as_deref(), Some(mended));
    let flow = "---\nkeywords: ['[[Й]]', '[[И\u{306}]]', '[[b]]']\n---\n";
    assert_eq!(repaired(flow, None).as_deref(), Some("---\nkeywords: ['[[Й]]', '[[b]]']\n---\n"));
}

#[test]
fn different_targets_are_not_the_same() {
    for (first, second) in [("a", "b"), ("a", "a#b"), ("a#b", "a#c"), ("е", "ё"), ("folder/a", "a"), ("a b", "a-b")] {
        none(&format!("---\nkeywords:\n- '[[{first}]]'\n- '[[{second}]]'\n---\n"));
    }
    none("---\na: '[[x]]'\nb: ['[[x]]']\nc: [x, x]\n---\n");
}

#[test]
fn a_quoted_link_keeps_its_place_among_comments() {
    let schema = schema(&[("publication", Kind::Wikilink)], Relations::default());
    let text = "\u{feff}---\r\n# note\r\npublication: [[Nokta]] # the site\r\n---\r\n";
    let mended = "\u{feff}---\r\n# note\r\npublication: '[[Nokta]]' # the site\r\n---\r\n";
    assert_eq!(repaired(text, Some(&schema)).as_deref(), Some(mended));
    assert_eq!(diagnostics(mended, Some(&schema)), []);
}
