use std::fmt;
use std::ops::Range;

use super::XdbError;
use super::segment::{Address, Segment};

pub(super) const HEADER_BYTES: usize = 256;
pub(super) const CELLS: usize = 256 * 256;
pub(super) const CELL_BYTES: usize = 8;
/// Where the vector index ends and the region texts begin.
pub(super) const TEXTS_START: usize = HEADER_BYTES + CELLS * CELL_BYTES;

/// The kind of addresses in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Family {
    /// IPv4.
    V4,
    /// IPv6.
    V6,
}

impl Family {
    pub(super) fn segment_bytes(self) -> usize {
        match self {
            Self::V4 => Segment::<u32>::BYTES,
            Self::V6 => Segment::<u128>::BYTES,
        }
    }
}

impl fmt::Display for Family {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::V4 => "IPv4",
            Self::V6 => "IPv6",
        })
    }
}

/// What the first 256 bytes say, checked against the length of the file.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) version: u16,
    pub(super) family: Family,
    pub(super) created: u32,
    /// The bytes of the segments.
    pub(super) index: Range<usize>,
}

impl Header {
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, XdbError> {
        let found = bytes.len();
        if found < TEXTS_START {
            return Err(XdbError::TooShort {
                expected: TEXTS_START,
                found,
            });
        }
        let version = field(bytes, 0, "version", "2 or 3", |version| {
            matches!(version, 2 | 3)
        })?;
        field(bytes, 2, "index policy", "1 or 2", |policy| {
            matches!(policy, 1 | 2)
        })?;
        let family = if version == 2 {
            // Version 2 knows IPv4 only and leaves the rest of the header unused.
            Family::V4
        } else {
            field(bytes, 18, "bytes of a place in the file", "4", |width| {
                width == 4
            })?;
            match field(bytes, 16, "IP version", "4 or 6", |ip| matches!(ip, 4 | 6))? {
                4 => Family::V4,
                _ => Family::V6,
            }
        };
        let (first, last) = (place(bytes, 8).unwrap_or(0), place(bytes, 12).unwrap_or(0));
        let segment = family.segment_bytes();
        let end = last.saturating_add(segment);
        let whole = last
            .checked_sub(first)
            .is_some_and(|length| length % segment == 0);
        if !whole || first < TEXTS_START || end > found {
            let from = TEXTS_START;
            return Err(XdbError::Segments {
                segment,
                from,
                length: found,
                first,
                last,
            });
        }
        let created = number(bytes, 4).unwrap_or(0);
        Ok(Self {
            version,
            family,
            created,
            index: first..end,
        })
    }

    /// The bytes of a cell's segments. The searchers of ip2region look at one segment more than a cell says; so
    /// does this, for the sake of files whose cells name the last segment itself. That segment never misleads a
    /// search, since the segments are in order.
    pub(super) fn reach<A: Address>(&self, cell: &Range<usize>) -> Range<usize> {
        cell.start
            ..self
                .index
                .end
                .min(cell.end.saturating_add(Segment::<A>::BYTES))
    }
}

/// Where the vector index puts the segments of a cell; `None` for a cell without segments. The end is the
/// place after the last segment, as every maker writes it.
pub(super) fn cell(bytes: &[u8], cell: usize) -> Option<Range<usize>> {
    let offset = cell_offset(cell);
    let (first, last) = (place(bytes, offset)?, place(bytes, offset + 4)?);
    (first != 0 || last != 0).then_some(first..last)
}

/// Where a cell of the vector index is.
pub(super) fn cell_offset(cell: usize) -> usize {
    HEADER_BYTES + cell * CELL_BYTES
}

pub(super) fn number(bytes: &[u8], offset: usize) -> Option<u32> {
    bytes
        .get(offset..)?
        .first_chunk()
        .map(|&number| u32::from_le_bytes(number))
}

/// A place in the file, in bytes from its beginning.
pub(super) fn place(bytes: &[u8], offset: usize) -> Option<usize> {
    usize::try_from(number(bytes, offset)?).ok()
}

pub(super) fn short(bytes: &[u8], offset: usize) -> Option<u16> {
    bytes
        .get(offset..)?
        .first_chunk()
        .map(|&number| u16::from_le_bytes(number))
}

fn field(
    bytes: &[u8],
    offset: usize,
    field: &'static str,
    expected: &'static str,
    allowed: impl Fn(u16) -> bool,
) -> Result<u16, XdbError> {
    let found = short(bytes, offset).unwrap_or(0);
    if allowed(found) {
        Ok(found)
    } else {
        Err(XdbError::Header {
            offset,
            field,
            expected,
            found,
        })
    }
}
