//! The tree of any text: places lie in the text, and the way from decoded text back to the source is found.

use masthead::source::Span;
use masthead::yaml::{Limits, Node, locate, parse};

pub(crate) fn run(text: &str) {
    let parsed = parse(text, Span::new(0, text.len()), Limits::default());
    for problem in &parsed.problems {
        let diagnostic = &problem.diagnostic;
        assert!(text.get(diagnostic.span.range()).is_some(), "{:?}", diagnostic.span);
        assert_eq!(diagnostic.message.lines().count(), 1, "{}", diagnostic.message);
        for edit in diagnostic.fix.iter().flat_map(|fix| &fix.edits) {
            assert!(text.get(edit.span.range()).is_some(), "{:?}", edit.span);
        }
    }
    for comment in &parsed.comments {
        assert!(text[comment.span.range()].starts_with('#'));
    }
    if let Some(root) = &parsed.root {
        inside(text, root);
    }
    the_library_agrees(text);
}

/// A comment at the end makes a text unusual, so that the YAML library reads it; the tree must be that of the text
/// without one, which the reader of usual front matter may have read.
fn the_library_agrees(text: &str) {
    // What follows a block scalar may belong to it, and a comment needs a line of its own.
    if text.contains(['|', '>']) || !text.ends_with('\n') {
        return;
    }
    let unusual = format!("{text}# c\n");
    let read = |text: &str| {
        let parsed = parse(text, Span::new(0, text.len()), Limits::default());
        parsed.problems.is_empty().then(|| format!("{:?}", parsed.root))
    };
    if let (Some(root), Some(by_library)) = (read(text), read(&unusual)) {
        assert_eq!(root, by_library, "{text:?}");
    }
}

fn inside(text: &str, node: &Node) {
    assert!(text.get(node.span.range()).is_some(), "{:?}", node.span);
    if let Some(scalar) = node.as_scalar() {
        let place = locate(text, node, 0..scalar.text.len());
        assert!(text.get(place.range()).is_some(), "{place:?}");
    }
    for item in node.as_sequence().iter().flat_map(|sequence| &sequence.items) {
        inside(text, item);
    }
    for entry in node.as_mapping().iter().flat_map(|mapping| &mapping.entries) {
        inside(text, &entry.key);
        inside(text, &entry.value);
    }
}
