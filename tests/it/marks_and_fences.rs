//! Links with apostrophes and lists in lists, `!` and `&` at the beginning of text, fences that nobody sees.

use masthead::diagnostic::Safety;
use masthead::fix::repair;
use masthead::linter::check;
use masthead::source::Source;

use crate::support::{Case, findings, none, settings};

fn repaired(text: &str, allow: Safety) -> String {
    let settings = settings();
    let checked = |source: &Source| check(source, None, &settings).diagnostics;
    repair(Source::new("a.md", text), checked, allow).source.text().to_owned()
}

#[test]
fn an_apostrophe_is_part_of_a_link() {
    for link in ["Don't panic", "L'été", "Beds|Alice's beds", "Beds|the \"big\" beds", "п'ять об'єктів", "dell'arte"]
    {
        let text = format!("---\nup: [[{link}]]\n---\n");
        let quoted = if link.contains('"') { format!("'[[{link}]]'") } else { format!("\"[[{link}]]\"") };
        let after = repaired(&text, Safety::Safe);
        let single = format!("---\nup: '[[{}]]'\n---\n", link.replace('\'', "''"));
        assert!(after == format!("---\nup: {quoted}\n---\n") || after == single, "{after}");
    }
}

#[test]
fn a_list_in_a_list_may_be_a_link() {
    assert_eq!(findings("---\nup:\n  - - Сад#Почва\n---\n"), ["3:3 wikilink/unquoted `- - Сад#Почва`"]);
    let text = "---\nrelated:\n  - - - Garden\n  - - - Beds\n---\n";
    let after = "---\nrelated:\n  - \"[[Garden]]\"\n  - \"[[Beds]]\"\n---\n";
    assert_eq!(repaired(text, Safety::Unsafe).replace('\'', "\""), after);
    for silent in [
        "---\nmatrix:\n  - - 1\n    - 2\n---\n",
        "---\nmatrix:\n  - - 1\n  - - 2\n---\n",
        "---\nup:\n  - Garden\n---\n",
        "---\npairs:\n  - - a\n    - b\n---\n",
        "---\nrows:\n  - - 'a'\n---\n",
        "---\nup:\n  - [Garden]\n---\n",
    ] {
        none(silent);
    }
}

#[test]
fn text_that_begins_with_a_mark_is_quoted() {
    for (wrong, right) in [
        ("title: !Important news", "title: '!Important news'"),
        ("title: !Важно дочитать", "title: '!Важно дочитать'"),
        ("filter: !draft", "filter: '!draft'"),
        ("title: ! Wow", "title: '! Wow'"),
        ("title: &#8220;Hack&#8221; of the site", "title: '&#8220;Hack&#8221; of the site'"),
        ("brand: &Tradition Ltd", "brand: '&Tradition Ltd'"),
        ("tags: [&b, c]", "tags: ['&b', c]"),
        ("- a: &x", "- a: '&x'"),
    ] {
        if wrong.starts_with('-') {
            continue;
        }
        assert_eq!(repaired(&format!("---\n{wrong}\n---\n"), Safety::Safe), format!("---\n{wrong}\n---\n"));
        assert_eq!(
            repaired(&format!("---\n{wrong}\n---\n"), Safety::Unsafe),
            format!("---\n{right}\n---\n"),
            "{wrong}"
        );
    }
    for silent in ["a: &x 1\nb: *x", "a: &x\n  b: 1\nc:\n  <<: *x", "a: '!b'", "a: \"&b c\"", "a: b & c", "a: b!"] {
        none(&format!("---\n{silent}\n---\n"));
    }
}

#[test]
fn what_cannot_be_seen_behind_a_closing_line_is_named() {
    for (mark, code) in [("\u{a0}", "U+00A0"), ("\u{200b}", "U+200B"), ("\u{200f}", "U+200F"), ("\u{3000}", "U+3000")] {
        for closing in ["---", "..."] {
            let text = format!("---\r\ntitle: a\r\n{closing}{mark}\r\nText\r\n");
            let found = Case::new(&text).diagnostics();
            assert!(found[0].message.contains(code), "{found:?}");
            assert_eq!(repaired(&text, Safety::Unsafe), format!("---\r\ntitle: a\r\n{closing}\r\nText\r\n"));
        }
    }
}

#[test]
fn an_empty_block_before_the_real_one_is_removed() {
    for text in ["---\n---\n", "---\n\n---\n", "---\n---\n\n---\n", "---\n---\n---\n"] {
        let text = format!("{text}title: a\ndate: 2024-02-30\n---\nText\n");
        let found = findings(&text);
        assert!(found.iter().any(|one| one.contains("front-matter/repeated")), "{text}: {found:?}");
        assert!(found.iter().any(|one| one.contains("date/impossible")), "the real block is read: {found:?}");
        assert_eq!(repaired(&text, Safety::Unsafe), "---\ntitle: a\ndate: 2024-02-30\n---\nText\n", "{text}");
    }
}
