//! A text with some places changed, and the way back from it to the text as it is.

use std::ops::Range;

/// How many edits are made one by one.
const MOST_OVERLAPPING: usize = 32;

/// New text for a range of the original.
#[derive(Clone, Debug)]
pub(super) struct Patch {
    pub(super) range: Range<usize>,
    pub(super) text: String,
}

/// A text after its patches, which are in order and do not overlap.
#[derive(Clone, Debug)]
pub(super) struct Mended<'t> {
    original: &'t str,
    pub(super) text: String,
    pub(super) patches: Vec<Patch>,
    /// Where each patch is in the changed text.
    places: Vec<Range<usize>>,
}

impl<'t> Mended<'t> {
    pub(super) fn new(original: &'t str, mut patches: Vec<Patch>) -> Self {
        patches.sort_by_key(|patch| (patch.range.start, patch.range.end));
        let mut text = String::with_capacity(original.len() + 64);
        let mut places = Vec::with_capacity(patches.len());
        let mut at = 0;
        for patch in &patches {
            text.push_str(&original[at..patch.range.start]);
            places.push(text.len()..text.len() + patch.text.len());
            text.push_str(&patch.text);
            at = patch.range.end;
        }
        text.push_str(&original[at..]);
        Self { original, text, patches, places }
    }

    /// The place in the original of an offset in the changed text. What is inside a patch comes from its start.
    pub(super) fn original(&self, offset: usize) -> usize {
        let before = self.places.partition_point(|place| place.end <= offset);
        if let Some(place) = self.places.get(before).filter(|place| place.start < offset) {
            let patch = &self.patches[before].range;
            let inside = (patch.start + offset - place.start).min(patch.end);
            return self.original.floor_char_boundary(inside).max(patch.start);
        }
        match before.checked_sub(1) {
            None => offset,
            Some(last) => self.patches[last].range.end + offset - self.places[last].end,
        }
    }

    /// The original range of a range of the changed text.
    pub(super) fn original_range(&self, range: &Range<usize>) -> Range<usize> {
        // A patch that ends where the range ends belongs to it only as far as it is replaced text.
        let start = self.original(range.start);
        let index = self.places.partition_point(|place| place.end < range.end);
        let touching = self.places.get(index).is_some_and(|place| place.start < range.end);
        // What was taken out right behind the range does not belong to it either.
        let gone = self.places.get(index).is_some_and(|place| place.is_empty() && place.start == range.end);
        let end = match self.patches.get(index) {
            Some(patch) if touching => patch.range.end,
            Some(patch) if gone && !range.is_empty() => patch.range.start,
            _ => self.original(range.end),
        };
        start..end.max(start)
    }

    /// The places of the patches that a range of the changed text has a part in.
    pub(super) fn touching(&self, range: &Range<usize>) -> impl Iterator<Item = &Range<usize>> {
        let Range { start, end } = *range;
        let from = self.places.partition_point(|place| place.end < start);
        self.places[from..].iter().take_while(move |place| place.start < end || place.start == start).filter(
            move |place| if place.is_empty() { start < place.start } else { place.end > start && place.start < end },
        )
    }

    /// The text with more patches, given in the changed text, each of which stands apart from the others.
    pub(super) fn with_all(&self, edits: &[(Range<usize>, String)]) -> Self {
        let apart = |range: &Range<usize>| {
            let index = self.places.partition_point(|place| place.end < range.start);
            self.places.get(index).is_none_or(|place| range.end < place.start)
        };
        if edits.iter().all(|(range, _)| apart(range)) {
            let patch = |(range, text): &(Range<usize>, String)| {
                let range = self.original(range.start)..self.original(range.end);
                Patch { range, text: text.clone() }
            };
            return Self::new(self.original, self.patches.iter().cloned().chain(edits.iter().map(patch)).collect());
        }
        // The last one first, so that the places of the others stay true. So many that this takes long are no likely
        // repair.
        let mut edits: Vec<_> = edits.iter().take(MOST_OVERLAPPING).collect();
        edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
        edits.into_iter().fold(self.clone(), |mended, (range, text)| mended.with(range, text))
    }

    /// The text with one more patch, given in the changed text; it takes in those that it overlaps.
    fn with(&self, range: &Range<usize>, text: &str) -> Self {
        let mut range = range.clone();
        let mut text = text.to_owned();
        let mut kept = Vec::with_capacity(self.patches.len() + 1);
        let mut original: Option<Range<usize>> = None;
        for (patch, place) in self.patches.iter().zip(&self.places) {
            if place.end < range.start || range.end < place.start || (place.is_empty() && range.is_empty()) {
                kept.push(patch.clone());
                continue;
            }
            if place.start < range.start {
                text.insert_str(0, &self.text[place.start..range.start]);
                range.start = place.start;
            }
            if place.end > range.end {
                text.push_str(&self.text[range.end..place.end]);
                range.end = place.end;
            }
            let known = original.get_or_insert_with(|| patch.range.clone());
            known.end = patch.range.end;
        }
        let known = original.unwrap_or_else(|| self.original(range.start)..self.original(range.start));
        let start = self.original(range.start).min(known.start);
        let end = self.original(range.end).max(known.end).max(start);
        kept.push(Patch { range: start..end, text });
        Self::new(self.original, kept)
    }
}
