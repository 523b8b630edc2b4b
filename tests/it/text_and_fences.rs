//! Where front matter ends and the text begins, when the line between them is missing, spoilt or another one.

use crate::support::{findings, none};

#[test]
fn text_that_a_thematic_break_closes_is_not_front_matter() {
    let text = "\n\nText one.\n\nText two: a list.\n\n- a\n\nText three.\n\nText four.\n\nText five.\n\n---\n\nMore\n";
    let forgotten = format!("---\nname: whatsapp\ntags:\n- a\n# WhatsApp{text}");
    let found = findings(&forgotten);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("1:1 front-matter/unclosed"), "{found:?}");
    for heading in ["## Текст", "# 概述", "### النص"] {
        let found = findings(&format!("---\nname: whatsapp\ntags:\n- a\n{heading}{text}"));
        assert!(found.len() == 1 && found[0].contains("front-matter/unclosed"), "{found:?}");
    }
    // Comments stay comments.
    none("---\nname: a\n# About the tags\ntags: [a]\n# More\nauthor: b\n---\n");
    none("---\nname: a\ndescription: |\n  a\n\n# Comment\n# one\n# two\nauthor: b\n---\n\nText\n\n---\n");
}

#[test]
fn a_long_line_of_dashes_is_a_fence() {
    let found = findings(&format!("---\nname: a\nlevel: b\n{}\n\n# Text\n\n---\n\nMore\n", "-".repeat(178)));
    assert!(found.len() == 1 && found[0].contains("front-matter/unclosed"), "{found:?}");
}

#[test]
fn markdown_between_thematic_breaks_is_let_be() {
    none(
        "---\n\n## What it means\n\nWhen you write:\n\n```html\n<script></script>\n```\n\nYou say so.\n\nWait.\n\n---\n\nB\n",
    );
    none("---\n\nКогда пишут так:\n\nОдна строка.\n\nДругая строка.\n\nТретья строка.\n\n---\n");
    // A field among the lines makes them front matter.
    assert!(!findings("---\ntitle: a\n\nText one\n\nText two\n\nText three\n\nText four\n---\n").is_empty());
}

#[test]
fn words_below_a_heading_are_not_more_fields() {
    none(
        "---\ntitle: a\naliases:\n  - /p1936/\n---\n## rest client\n\njetbrain: a plugin\nvscode: REST Client\n\n---\n\nText\n",
    );
    let more = findings("---\ntitle: a\n---\njetbrain: a plugin\nvscode: REST Client\n---\n\nText\n");
    assert!(more.len() == 1 && more[0].contains("front-matter/repeated"), "{more:?}");
}
