//! What is true of whatever a reader gives back.

use masthead::source::Span;
use masthead::tree::{Node, Parsed};

/// What is said of a text has its places in it, and every repair can be made.
pub(crate) fn are_inside(text: &str, parsed: &Parsed) {
    for problem in &parsed.problems {
        let diagnostic = &problem.diagnostic;
        assert!(text.get(diagnostic.span.range()).is_some(), "{diagnostic:?} in {text:?}");
        assert_eq!(diagnostic.message.lines().count(), 1, "{}", diagnostic.message);
        for edit in diagnostic.fix.iter().flat_map(|fix| &fix.edits) {
            assert!(text.get(edit.span.range()).is_some(), "{diagnostic:?} in {text:?}");
        }
    }
    for comment in &parsed.comments {
        assert!(text[comment.span.range()].starts_with('#'));
    }
}

/// Every node has its place, and so has all of every text.
pub(crate) fn inside(text: &str, node: &Node, locate: &dyn Fn(&Node) -> Span) {
    assert!(text.get(node.span.range()).is_some(), "{:?} in {text:?}", node.span);
    if node.as_scalar().is_some() {
        let place = locate(node);
        assert!(text.get(place.range()).is_some(), "{place:?} in {text:?}");
    }
    for item in node.as_sequence().iter().flat_map(|sequence| &sequence.items) {
        inside(text, item, locate);
    }
    for entry in node.as_mapping().iter().flat_map(|mapping| &mapping.entries) {
        inside(text, &entry.key, locate);
        inside(text, &entry.value, locate);
    }
}
