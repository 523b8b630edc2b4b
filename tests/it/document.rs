use masthead::schema::Relations;

use crate::typed::{diagnostics, found, schema};

fn heading(title: &str, body: &str) -> Vec<String> {
    let relations = Relations { heading: Some("title".to_owned()), ..Relations::default() };
    found(&[], relations, &format!("---\ntitle: {title}\n---\n{body}"))
}

#[test]
fn a_title_that_differs_is_found_at_the_title() {
    assert_eq!(heading("Сербия", "\n# Турция\n"), ["document/heading `Сербия`"]);
    assert_eq!(heading("'Сербия и Турция'", "Турция\n======\n"), ["document/heading `Сербия и Турция`"]);
    assert_eq!(heading("a", "```\n# a\n```\n# b\n"), ["document/heading `a`"]);
}

#[test]
fn the_heading_is_shown_too() {
    let relations = Relations { heading: Some("title".to_owned()), ..Relations::default() };
    let text = "---\ntitle: a\n---\n\n# b\n";
    let found = diagnostics(text, Some(&schema(&[], relations)));
    let masthead::diagnostic::Place::Here(span) = found[0].labels[0].place else { panic!("a place in the document") };
    assert_eq!(&text[span.range()], "b");
}

#[test]
fn markdown_and_typesetting_are_no_difference() {
    for (title, line) in [
        ("Казахстан", "# *Казахстан*"),
        ("'A \"b\" - c'", "# A «b» — c"),
        ("a & b", "# a &amp; b"),
        ("see the site", "# see [the **site**](https://a.md/) ##"),
        ("see Nokta", "# see [[media/Nokta|Nokta]]"),
        ("fs::read()", "# `fs::read()` {#read .x}"),
        ("a_b_c", "# a_b_c"),
        ("'2 * 3 * 4'", "# 2 * 3 * 4"),
        ("don't…", "# don’t..."),
        ("a b", "# a\u{a0}b"),
        ("Й", "# И\u{306}"),
        ("logo", "# ![x](y.png) logo[^1]"),
        ("a * b", "# a \\* b"),
        ("2024", "# 2024"),
    ] {
        assert_eq!(heading(title, line), [""; 0], "{title} {line}");
    }
}

#[test]
fn without_a_heading_of_level_one_there_is_nothing_to_compare() {
    for body in [
        "",
        "text",
        "## b",
        "#b",
        "<!--\n# b\n-->",
        "```\n# b\n```",
        "> # b",
        "    # b",
        "# \n",
        "%%\n# b\n%%",
        "<details>\n# b\n</details>",
    ] {
        assert_eq!(heading("a", body), [""; 0], "{body}");
    }
    assert_eq!(heading("''", "# b"), [""; 0]);
}

#[test]
fn a_heading_that_a_template_fills_in_is_no_other_title() {
    for line in [
        "# {{ page.title }}",
        "# <%= title %>",
        "# <% tp.file.title %>",
        "# {% block title %}News{% endblock %}",
        "# {{< meta title >}}",
        "# {frontmatter.title}",
        "# $title$",
        "# `r rmarkdown::metadata$title`",
        "# `= this.title`",
        "# <?= $title ?>",
        "{{ title }}\n===",
        "# Новости: {{ месяц }}",
    ] {
        assert_eq!(heading("News", line), [""; 0], "{line}");
    }
    assert_eq!(heading("'{{title}}'", "# News"), [""; 0]);
    for line in ["# Old {#id}", "# {#news}", "# $5$ and $6$", "# {a, b}"] {
        assert_eq!(heading("News", line).len(), 1, "{line}");
    }
}
