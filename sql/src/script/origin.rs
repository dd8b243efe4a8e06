//! Text that remembers which bytes of the source each of its parts came from.

use std::ops::Range;

/// A text put together from parts of the source and from values that replaced parts of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct MappedText {
    text: String,
    // In the order of the text, which is the order of the source too. None is empty.
    segments: Vec<Segment>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Segment {
    /// Where it begins in the text; it ends where the next begins.
    start: usize,
    source: Range<usize>,
    /// Whether the text is the source's, byte by byte, or a value that stands for the whole range.
    verbatim: bool,
}

impl Segment {
    fn source_start(&self, at: usize) -> usize {
        if self.verbatim {
            self.source.start + (at - self.start)
        } else {
            self.source.start
        }
    }

    fn source_end(&self, at: usize) -> usize {
        if self.verbatim {
            self.source.start + (at - self.start)
        } else {
            self.source.end
        }
    }
}

impl MappedText {
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Appends `text`, which stands in the source at `source_start`.
    pub(super) fn push_verbatim(&mut self, text: &str, source_start: usize) {
        self.push(text, source_start..source_start + text.len(), true);
    }

    /// Appends `value`, which replaces the range `source`.
    pub(super) fn push_value(&mut self, value: &str, source: Range<usize>) {
        self.push(value, source, false);
    }

    /// Appends a range of another text with its origins.
    pub(super) fn push_part(&mut self, other: &Self, part: Range<usize>) {
        let first = other.segment_index(part.start);
        let mut segments = other.segments.iter().skip(first).peekable();
        while let Some(segment) = segments.next() {
            let end = segments
                .peek()
                .map_or(other.text.len(), |next| next.start)
                .min(part.end);
            let start = segment.start.max(part.start);
            if start >= end {
                break;
            }
            let source = segment.source_start(start)..segment.source_end(end);
            self.push(
                other.text.get(start..end).unwrap_or_default(),
                source,
                segment.verbatim,
            );
        }
    }

    fn push(&mut self, text: &str, source: Range<usize>, verbatim: bool) {
        if text.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(text);
        match self.segments.last_mut() {
            // One segment for what belongs together: the number of segments follows the number of
            // references, not the size of the text.
            Some(last) if verbatim && last.verbatim && last.source.end == source.start => {
                last.source.end = source.end;
            }
            Some(last) if !verbatim && !last.verbatim && last.source == source => {}
            _ => self.segments.push(Segment {
                start,
                source,
                verbatim,
            }),
        }
    }

    /// The range of the source that a range of the text came from. Of a value it is always the whole `${…}`.
    /// An empty range in text of the source is the same point there. `None` when the text is empty.
    pub(super) fn origin(&self, range: Range<usize>) -> Option<Range<usize>> {
        let start = range.start.min(self.text.len());
        let end = range.end.min(self.text.len()).max(start);
        let first = self.segments.get(self.segment_index(start))?;
        let last = if end > start {
            self.segments.get(self.segment_index(end - 1))?
        } else {
            first
        };
        Some(first.source_start(start)..last.source_end(end))
    }

    fn segment_index(&self, at: usize) -> usize {
        self.segments
            .partition_point(|segment| segment.start <= at)
            .saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `a${x}b${y}c` with x = `LONGER` and y = `` (empty), at offset 100 of its source.
    fn mapped() -> MappedText {
        let mut text = MappedText::default();
        text.push_verbatim("a", 100);
        text.push_value("LONGER", 101..105);
        text.push_verbatim("b", 105);
        text.push_value("", 106..110);
        text.push_verbatim("c", 110);
        text
    }

    #[test]
    fn text_of_the_source_maps_byte_by_byte() {
        let text = mapped();
        assert_eq!(text.text(), "aLONGERbc");
        assert_eq!(text.origin(0..1), Some(100..101));
        assert_eq!(text.origin(7..8), Some(105..106));
        assert_eq!(text.origin(8..9), Some(110..111));
    }

    #[test]
    fn value_maps_to_its_reference() {
        for range in [1..7, 3..4, 3..3, 1..1] {
            assert_eq!(mapped().origin(range), Some(101..105));
        }
    }

    #[test]
    fn ranges_across_segments() {
        assert_eq!(mapped().origin(0..3), Some(100..105));
        assert_eq!(mapped().origin(4..9), Some(101..111));
    }

    #[test]
    fn beyond_the_end_is_the_end() {
        assert_eq!(mapped().origin(9..9), Some(111..111));
        assert_eq!(mapped().origin(50..60), Some(111..111));
        assert_eq!(MappedText::default().origin(0..0), None);
    }

    #[test]
    fn parts_keep_their_origins() {
        let mut text = MappedText::default();
        text.push_part(&mapped(), 0..3);
        text.push_value("!", 90..200);
        text.push_part(&mapped(), 7..9);
        text.push_part(&mapped(), 9..9);
        assert_eq!(text.text(), "aLO!bc");
        assert_eq!(text.origin(0..1), Some(100..101));
        assert_eq!(text.origin(2..3), Some(101..105));
        assert_eq!(text.origin(4..5), Some(105..106));
        assert_eq!(text.origin(5..6), Some(110..111));
    }

    #[test]
    fn neighbours_of_one_origin_are_one_segment() {
        let mut text = MappedText::default();
        text.push_verbatim("ab", 5);
        text.push_verbatim("cd", 7);
        text.push_value("x", 9..12);
        text.push_value("y", 9..12);
        assert_eq!(text.segments.len(), 2);
        assert_eq!(text.origin(3..4), Some(8..9));
    }
}
