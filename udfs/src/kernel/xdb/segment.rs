use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::ops::Range;

use super::header::{place, short};

/// An address as a number: `u32` for IPv4, `u128` for IPv6.
pub(super) trait Address: Copy + Ord {
    /// The length of an address in bytes.
    const BYTES: usize;

    /// Reads the address at the beginning of a segment or of the second half of its addresses.
    fn read(bytes: &[u8]) -> Option<Self>;

    /// The cell of the vector index that the address belongs to: its first two bytes.
    fn cell(self) -> usize;

    /// The address as errors show it.
    fn show(self) -> IpAddr;
}

impl Address for u32 {
    const BYTES: usize = 4;

    fn read(bytes: &[u8]) -> Option<Self> {
        bytes
            .first_chunk()
            .map(|&address| Self::from_le_bytes(address))
    }

    fn cell(self) -> usize {
        let [first, second, ..] = self.to_be_bytes();
        usize::from(u16::from_be_bytes([first, second]))
    }

    fn show(self) -> IpAddr {
        Ipv4Addr::from(self).into()
    }
}

impl Address for u128 {
    const BYTES: usize = 16;

    fn read(bytes: &[u8]) -> Option<Self> {
        bytes
            .first_chunk()
            .map(|&address| Self::from_be_bytes(address))
    }

    fn cell(self) -> usize {
        let [first, second, ..] = self.to_be_bytes();
        usize::from(u16::from_be_bytes([first, second]))
    }

    fn show(self) -> IpAddr {
        Ipv6Addr::from(self).into()
    }
}

/// A range of addresses and where its region text is.
pub(super) struct Segment<A> {
    pub(super) first: A,
    pub(super) last: A,
    pub(super) region: Range<usize>,
}

impl<A: Address> Segment<A> {
    /// The length of a segment in bytes.
    pub(super) const BYTES: usize = 2 * A::BYTES + 2 + 4;

    /// Reads the segment that `bytes` begin with.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let first = A::read(bytes)?;
        let last = A::read(bytes.get(A::BYTES..)?)?;
        let length = usize::from(short(bytes, 2 * A::BYTES)?);
        let start = place(bytes, 2 * A::BYTES + 2)?;
        let region = start..start.checked_add(length)?;
        Some(Self {
            first,
            last,
            region,
        })
    }
}
