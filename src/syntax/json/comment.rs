//! Comments, which JSON has not: they are passed over and said.

use super::fault;
use super::read::Reader;
use crate::source::Span;

impl Reader<'_> {
    /// Passes over the comment that begins here, if one does.
    pub(super) fn comment(&mut self) -> bool {
        let (start, rest) = (self.at, self.rest());
        let length = if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if rest.starts_with("//") || rest.starts_with('#') {
            rest.find(['\n', '\r']).unwrap_or(rest.len())
        } else {
            return false;
        };
        self.at += length;
        let written = self.text[start..self.at].trim_end();
        self.problems.push(fault::comment(Span::new(start, start + written.len()), written));
        true
    }
}
