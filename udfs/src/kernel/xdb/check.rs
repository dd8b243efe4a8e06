use std::ops::Range;
use std::str::Utf8Error;

use super::XdbError;
use super::header::{CELLS, Header, TEXTS_START, cell, cell_offset};
use super::segment::{Address, Segment};

/// Checks vector index, segments and region texts. Returns the places of the different region texts.
pub(super) fn check<A: Address>(
    bytes: &[u8],
    header: &Header,
) -> Result<Vec<Range<usize>>, XdbError> {
    check_cells::<A>(bytes, header)?;
    let mut texts = Texts::new(bytes, header);
    let mut previous: Option<A> = None;
    let segments = bytes.get(header.index.clone()).unwrap_or_default();
    for (number, entry) in segments.chunks_exact(Segment::<A>::BYTES).enumerate() {
        let offset = header.index.start + number * Segment::<A>::BYTES;
        let Some(Segment {
            first,
            last,
            region,
        }) = Segment::<A>::read(entry)
        else {
            break;
        };
        if first > last {
            let (first, last) = (first.show(), last.show());
            return Err(XdbError::Backwards {
                offset,
                first,
                last,
            });
        }
        if let Some(previous) = previous
            && previous >= first
        {
            let (first, previous) = (first.show(), previous.show());
            return Err(XdbError::Order {
                offset,
                first,
                previous,
            });
        }
        let cell = cell(bytes, first.cell());
        if !cell.is_some_and(|cell| header.reach::<A>(&cell).contains(&offset)) {
            return Err(XdbError::Unreachable {
                offset,
                first: first.show(),
            });
        }
        texts.check(offset, region)?;
        previous = Some(last);
    }
    Ok(texts.found)
}

/// Every cell is empty or names segments, in order.
fn check_cells<A: Address>(bytes: &[u8], header: &Header) -> Result<(), XdbError> {
    let index = &header.index;
    let is_segment = |place: usize| {
        place
            .checked_sub(index.start)
            .is_some_and(|at| at % Segment::<A>::BYTES == 0)
    };
    for number in 0..CELLS {
        let Some(Range {
            start: first,
            end: last,
        }) = cell(bytes, number)
        else {
            continue;
        };
        let ordered = first <= last && first < index.end && last <= index.end;
        if !ordered || !is_segment(first) || !is_segment(last) {
            return Err(XdbError::Cell {
                offset: cell_offset(number),
                from: index.start,
                to: index.end,
                first,
                last,
            });
        }
    }
    Ok(())
}

/// The block of region texts.
struct Texts<'a> {
    bytes: &'a [u8],
    /// The block as text. It is read once for all segments: asking for the ends of a region is then enough.
    block: Result<&'a str, Utf8Error>,
    place: Range<usize>,
    /// For every byte of the block, whether a region seen so far begins there.
    seen: Vec<bool>,
    found: Vec<Range<usize>>,
}

impl<'a> Texts<'a> {
    fn new(bytes: &'a [u8], header: &Header) -> Self {
        let place = TEXTS_START..header.index.start;
        let bytes = bytes.get(place.clone()).unwrap_or_default();
        let seen = vec![false; bytes.len()];
        Self {
            bytes,
            block: str::from_utf8(bytes),
            place,
            seen,
            found: Vec::new(),
        }
    }

    /// Checks the region text of the segment at `offset`.
    fn check(&mut self, offset: usize, region: Range<usize>) -> Result<(), XdbError> {
        let Range { start, end } = region;
        let (from, to) = (self.place.start, self.place.end);
        if start < from || end > to {
            return Err(XdbError::RegionPlace {
                offset,
                from,
                to,
                start,
                end,
            });
        }
        let inside = start - from..end - from;
        // Only where something that is no text lies between the regions, each has to be read by itself.
        let is_text = match self.block {
            Ok(block) => block.get(inside.clone()).is_some(),
            Err(_) => self
                .bytes
                .get(inside.clone())
                .is_some_and(|it| str::from_utf8(it).is_ok()),
        };
        if !is_text {
            return Err(XdbError::RegionText { offset, start, end });
        }
        // An empty text may lie where the next one begins; nobody asks for it.
        if let Some(seen) = self.seen.get_mut(inside.start)
            && !*seen
            && start < end
        {
            *seen = true;
            self.found.push(start..end);
        }
        Ok(())
    }
}
