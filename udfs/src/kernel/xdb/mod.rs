//! A reader of ip2region's xdb files: structure versions 2 and 3, IPv4 and IPv6.
//!
//! An xdb file is a header of 256 bytes, a vector index (one cell for every value of an address's first two bytes:
//! where its segments begin and end), the region texts, and the segments in the order of their addresses. Numbers
//! are little endian, but the addresses of IPv6 segments are in network order. A segment is its first and last
//! address, the length (2 bytes) and the place (4 bytes) of its region text; no segment crosses a cell.
//!
//! Everything is checked once, when the file is opened, so that a lookup has no way to fail.
//!
//! Reference: `maker/golang/xdb` and `binding/golang/xdb` of github.com/lionsoul2014/ip2region.

mod check;
mod error;
mod header;
mod segment;

#[cfg(test)]
pub(crate) mod maker;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::ops::Range;

pub use error::XdbError;
pub use header::Family;

use header::{Header, TEXTS_START};
use segment::{Address, Segment};

/// An opened xdb file, held in memory and found to be sound.
///
/// ```no_run
/// use maidian_udfs::kernel::xdb::Reader;
///
/// let reader = Reader::open(std::fs::read("ip2region_v4.xdb")?)?;
/// let region = reader.lookup_v4([1, 0, 1, 1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Reader {
    bytes: Vec<u8>,
    header: Header,
    regions: Vec<Range<usize>>,
    /// The block of region texts, a small part of the file, known to be text. `None` where something that is no text lies
    /// between the regions.
    texts: Option<Box<str>>,
}

impl Reader {
    /// Checks a whole file's content and takes it over.
    ///
    /// **Errors**: a content that is cut off, damaged or no xdb file; the error says at which byte what was
    /// expected and what was found. Damage that leaves a sound file (another letter in a region text) goes unseen.
    pub fn open(bytes: impl Into<Vec<u8>>) -> Result<Self, XdbError> {
        let bytes = bytes.into();
        let header = Header::parse(&bytes)?;
        let regions = match header.family {
            Family::V4 => check::check::<u32>(&bytes, &header)?,
            Family::V6 => check::check::<u128>(&bytes, &header)?,
        };
        let texts = bytes.get(TEXTS_START..header.index.start);
        let texts = texts.and_then(|texts| str::from_utf8(texts).ok());
        Ok(Self {
            texts: texts.map(Box::from),
            bytes,
            header,
            regions,
        })
    }

    /// The region text of an IPv4 address; `None` when no segment holds it or the file is for IPv6.
    pub fn lookup_v4(&self, address: Ipv4Addr) -> Option<&str> {
        match self.header.family {
            Family::V4 => self.find(u32::from(address)),
            Family::V6 => None,
        }
    }

    /// The region text of an IPv6 address; `None` when no segment holds it or the file is for IPv4. An IPv4-mapped
    /// address is looked up as it is: see [`parse_address`](crate::kernel::region::parse_address).
    pub fn lookup_v6(&self, address: Ipv6Addr) -> Option<&str> {
        match self.header.family {
            Family::V4 => None,
            Family::V6 => self.find(u128::from(address)),
        }
    }

    /// The region text of an address of either family, as [`Self::lookup_v4`] and [`Self::lookup_v6`] give it.
    pub fn lookup(&self, address: IpAddr) -> Option<&str> {
        match address {
            IpAddr::V4(address) => self.lookup_v4(address),
            IpAddr::V6(address) => self.lookup_v6(address),
        }
    }

    /// The kind of addresses in the file.
    pub fn family(&self) -> Family {
        self.header.family
    }

    /// When the file was made, in seconds since 1970 UTC.
    pub fn created(&self) -> u32 {
        self.header.created
    }

    /// The version of the file's structure: 2 or 3.
    pub fn version(&self) -> u16 {
        self.header.version
    }

    /// How many segments the file holds. A source row that crosses cells makes several.
    pub fn segments(&self) -> usize {
        self.header.index.len() / self.header.family.segment_bytes()
    }

    /// The length of the file in bytes.
    pub fn size(&self) -> usize {
        self.bytes.len()
    }

    /// The different region texts but the empty one, in the order of the segments that first have them.
    pub fn regions(&self) -> impl Iterator<Item = &str> {
        self.regions
            .iter()
            .filter_map(|span| self.text(span.clone()))
    }

    fn find<A: Address>(&self, address: A) -> Option<&str> {
        let cell = header::cell(&self.bytes, address.cell())?;
        let segments = self.bytes.get(self.header.reach::<A>(&cell))?;
        let (mut low, mut high) = (0, segments.len() / Segment::<A>::BYTES);
        // The number of segments that begin at or before the address: the last of them may hold it.
        while low < high {
            let middle = low.midpoint(high);
            if A::read(segments.get(middle * Segment::<A>::BYTES..)?)? <= address {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let at = low.checked_sub(1)? * Segment::<A>::BYTES;
        let segment = Segment::<A>::read(segments.get(at..)?)?;
        if address > segment.last {
            return None;
        }
        self.text(segment.region)
    }

    fn text(&self, span: Range<usize>) -> Option<&str> {
        let Some(texts) = &self.texts else {
            return str::from_utf8(self.bytes.get(span)?).ok();
        };
        let start = span.start.checked_sub(TEXTS_START)?;
        texts.get(start..start + span.len())
    }
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader")
            .field("header", &self.header)
            .field("size", &self.size())
            .finish_non_exhaustive()
    }
}
