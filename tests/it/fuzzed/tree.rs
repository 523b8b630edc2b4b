//! The tree of any text: places lie in the text, and the way from decoded text back to the source is found.

use masthead::source::Span;
use masthead::syntax::yaml::{locate, parse};
use masthead::tree::{Limits, Node};

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

/// A comment before it makes a text unusual, so that the YAML library reads it; the tree must be that of the text without
/// one, at the same place of its file, which the reader of usual front matter may have read.
fn the_library_agrees(text: &str) {
    let (before, comment) = ("----", "# c\n");
    if text.starts_with('\u{feff}') {
        return;
    }
    let read = |file: String, start: usize| {
        let parsed = parse(&file, Span::new(start, file.len()), Limits::default());
        parsed.problems.is_empty().then(|| format!("{:?}", parsed.root))
    };
    let usual = read(format!("{before}{text}"), before.len());
    let by_library = read(format!("{comment}{text}"), 0);
    if let (Some(usual), Some(by_library)) = (usual, by_library) {
        assert_eq!(usual, by_library, "{text:?}");
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
