use crate::support::{Case, findings, none};

#[test]
fn a_finding_is_hidden_on_its_line() {
    none("---\na: 1\nb: 2\na: 3 # masthead: ignore[yaml/duplicate-key]\n---\n");
    none("---\na: 1\nb: 2\na: 3 # masthead: ignore[ yaml ]\n---\n");
    none("---\na: 1\nb: 2\na: 3 # masthead: ignore[all]\n---\n");
}

#[test]
fn a_comment_alone_covers_the_next_line() {
    none("---\na: 1\nb: 2\n# masthead: ignore[yaml/duplicate-key]\na: 3\n---\n");
    none("---\r\na: 1\r\nb: 2\r\n# masthead: ignore[yaml/duplicate-key]\r\n# why\r\na: 3\r\n---\r\n");
    none("---\n# masthead: ignore-file[yaml/duplicate-key]\na: 1\nb: 2\na: 3\n---\n");
    none("---\na: 1\nb: 2\na: 3\n# masthead: ignore-file[yaml]\n---\n");
}

#[test]
fn other_lines_and_other_rules_are_not_hidden() {
    let text = "---\na: 1 # masthead: ignore[yaml/duplicate-key]\na: 3\n---\n";
    assert_eq!(findings(text).len(), 2, "{:?}", findings(text));
    let text = "---\na: 1\na: 3 # masthead: ignore[yaml/tag]\n---\n";
    assert_eq!(findings(text).len(), 2, "{:?}", findings(text));
}

#[test]
fn a_suppression_of_nothing_is_unused() {
    let comment = "# masthead: ignore[yaml/duplicate-key]";
    assert_eq!(findings(&format!("---\na: 1 {comment}\n---\n")), [format!("2:6 suppression/unused `{comment}`")]);
    let text = "---\na: 1\na: 2 # masthead: ignore[yaml/duplicate-key, yaml/tag]\n---\n";
    assert_eq!(findings(text), ["3:45 suppression/unused `yaml/tag`"]);
}

#[test]
fn a_name_that_no_rule_has_is_unknown() {
    assert_eq!(findings("---\na: 1 # masthead: ignore[yaml/tags]\n---\n"), ["2:25 suppression/unknown `yaml/tags`"]);
    assert_eq!(findings("---\na: 1 # masthead: ignore\n---\n"), ["2:6 suppression/unknown `# masthead: ignore`"]);
    assert_eq!(findings("---\nключ: я # masthead: ignore[ямл]\n---\n"), ["2:28 suppression/unknown `ямл`"]);
}

#[test]
fn what_only_looks_like_a_suppression_is_none() {
    none("---\na: \"# masthead: ignore[yaml/tag]\"\n---\n");
    none("---\na: |\n  # masthead: ignore[yaml/tag]\n---\n");
    none("---\n# see masthead: ignore[yaml/tag]\na: 1\n---\n");
    none("---\na: 1\n---\n# masthead: ignore[yaml/tag]\n");
    none("---\n# mastheads: three\na: b#masthead:ignore[x]\n---\n");
}

/// What is said of the only suppression of a document, and what is to be done.
fn told(comment: &str) -> (String, String) {
    let text = format!("---\na: 1 {comment}\n---\n");
    let found = Case::new(&text).diagnostics();
    assert_eq!(found.len(), 1, "{comment}: {found:?}");
    assert_eq!(found[0].rule, "suppression/unknown");
    (found[0].message.clone(), found[0].help.clone().unwrap_or_default())
}

#[test]
fn what_was_meant_by_a_name_is_said() {
    for (name, help) in [
        ("zoneless", "write `date/zoneless`"),
        ("lang", "write `language`"),
        ("lang/malformed", "write `language/malformed`"),
        ("Date.Zoneless", "write `date/zoneless`"),
        ("snapshott", "write `url/snapshot`"),
        ("syntax", "write `yaml/syntax`, `toml/syntax` or `json/syntax`"),
        ("ямл", "`masthead rule` lists the rules"),
    ] {
        let said = told(&format!("# masthead: ignore[{name}]"));
        assert_eq!(said.0, format!("the suppression names `{name}`, and there is no such rule"));
        assert_eq!(said.1, help);
    }
}

#[test]
fn words_of_other_tools_are_told_of_ignore() {
    let both = |names: &str| {
        format!("write `# masthead: ignore[{names}]` or, for the whole document, `# masthead: ignore-file[{names}]`")
    };
    for (comment, word, names) in [
        ("# masthead: disable[date/zoneless]", "disable", "date/zoneless"),
        ("# masthead: disable[zoneless, lang]", "disable", "date/zoneless, language"),
        ("# masthead: disable-next-line date -- why", "disable-next-line", "date"),
        ("# masthead: noqa", "noqa", "rule"),
        ("# masthead: noqa: date", "noqa", "date"),
        ("# masthead-disable", "disable", "rule"),
        ("# masthead nolint(text)", "nolint", "text"),
        ("# masthead: игнор[date]", "игнор", "date"),
    ] {
        let said = told(comment);
        assert_eq!(said, (format!("masthead does not know `{word}`, so the comment hides nothing"), both(names)));
    }
    let file = told("# masthead: disable-file[text]").1;
    assert_eq!(file, "write `# masthead: ignore-file[text]`");
    assert!(told("# masthead: enable[date]").1.starts_with("remove the comment"));
    assert_eq!(told("# masthead: ignore date").1, both("date"));
    assert!(told("# masthead: ignore(date)").0.contains("in square brackets"));
    assert!(told("# masthead ignore[date]").0.contains("no colon"));
    assert!(told("# masthead:").1.contains("remove `masthead:`"));
}

#[test]
fn the_place_of_a_word_of_another_tool_is_the_word() {
    let text = "---\nназвание: я # masthead: disable[date]\n---\n";
    assert_eq!(findings(text), ["2:25 suppression/unknown `disable`"]);
}

#[test]
fn a_masthead_of_a_newspaper_is_a_comment() {
    none(
        "---\na: 1 # masthead of the paper\nb: 2 # masthead skip it\nc: 3 # mastheads: ignore[x]\nd: 4 # masthead allow us\n---\n",
    );
}
