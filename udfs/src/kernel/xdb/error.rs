use std::net::IpAddr;

use thiserror::Error;

/// Why a file is no sound xdb file: what was expected at which byte, and what was found.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum XdbError {
    /// The file ends before its vector index does.
    #[error(
        "expected at least {expected} bytes (header and vector index), found {found}: cut off, or no xdb file"
    )]
    TooShort {
        /// The length of header and vector index in bytes.
        expected: usize,
        /// The length of the file in bytes.
        found: usize,
    },
    /// A field of the header has a value that no xdb file has.
    #[error("header, byte {offset} ({field}): expected {expected}, found {found}")]
    Header {
        /// Where the field begins.
        offset: usize,
        /// What the field says.
        field: &'static str,
        /// The values it may have.
        expected: &'static str,
        /// The value it has.
        found: u16,
    },
    /// The header puts the segments where they can't be.
    #[error(
        "header, byte 8 (segments): expected whole segments of {segment} bytes between byte {from} and the end of \
         the file at byte {length}, found the first at byte {first} and the last at byte {last}: cut off, or damaged"
    )]
    Segments {
        /// The length of a segment in bytes.
        segment: usize,
        /// Where the vector index ends.
        from: usize,
        /// The length of the file.
        length: usize,
        /// Where the header puts the first segment.
        first: usize,
        /// Where the header puts the last segment.
        last: usize,
    },
    /// A cell of the vector index points at no segments.
    #[error(
        "vector index, byte {offset}: expected two places of segments between byte {from} and byte {to}, \
         found {first} and {last}"
    )]
    Cell {
        /// Where the cell is.
        offset: usize,
        /// Where the segments begin.
        from: usize,
        /// Where the segments end.
        to: usize,
        /// The cell's first place.
        first: usize,
        /// The cell's second place.
        last: usize,
    },
    /// A segment ends before it begins.
    #[error(
        "segment at byte {offset}: expected a first and a last address, found {first} to {last}"
    )]
    Backwards {
        /// Where the segment is.
        offset: usize,
        /// The segment's first address.
        first: IpAddr,
        /// The segment's last address.
        last: IpAddr,
    },
    /// A segment begins before the one before it ends.
    #[error("segment at byte {offset}: expected an address after {previous}, found {first}")]
    Order {
        /// Where the segment is.
        offset: usize,
        /// The segment's first address.
        first: IpAddr,
        /// The last address of the segment before it.
        previous: IpAddr,
    },
    /// The vector index does not lead to a segment.
    #[error(
        "segment at byte {offset}: expected the vector index to lead to it, found that the cell of {first} ends \
         elsewhere"
    )]
    Unreachable {
        /// Where the segment is.
        offset: usize,
        /// The segment's first address.
        first: IpAddr,
    },
    /// A segment's region text is not among the texts.
    #[error(
        "segment at byte {offset}: expected a region text between byte {from} and byte {to}, \
         found byte {start} to byte {end}"
    )]
    RegionPlace {
        /// Where the segment is.
        offset: usize,
        /// Where the region texts begin.
        from: usize,
        /// Where the region texts end.
        to: usize,
        /// Where the segment's text begins.
        start: usize,
        /// Where the segment's text ends.
        end: usize,
    },
    /// A segment's region text is not UTF-8.
    #[error(
        "segment at byte {offset}: expected UTF-8 text from byte {start} to byte {end}, found other bytes"
    )]
    RegionText {
        /// Where the segment is.
        offset: usize,
        /// Where the segment's text begins.
        start: usize,
        /// Where the segment's text ends.
        end: usize,
    },
}
