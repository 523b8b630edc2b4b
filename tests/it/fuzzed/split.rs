//! Where the front matter is: every place lies in the text, on the borders of characters, and in order.

use masthead::document::split;

pub(crate) fn run(text: &str) {
    let fence = split(text);
    if let Some(block) = fence.block() {
        for span in [block.opening, block.content, block.closing] {
            assert!(text.get(span.range()).is_some(), "{span:?}");
        }
        assert!(block.content.end <= block.closing.start && block.closing.end <= block.body.max(block.closing.end));
        assert!(text.is_char_boundary(block.body));
    }
    assert_eq!(fence, split(text));
}
