use crate::support::{findings, none};

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
