use crate::support::{findings, none};

#[test]
fn an_unclosed_block_is_found_at_its_opening() {
    assert_eq!(findings("---\ntitle: a\n"), ["1:1 front-matter/unclosed `---`"]);
}

#[test]
fn a_block_closed_by_dots_is_closed() {
    none("---\ntitle: a\n...\n");
}
